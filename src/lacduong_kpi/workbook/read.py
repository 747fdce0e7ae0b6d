"""Reads one workbook: the only way from a path to sheets of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lacduong_kpi.errors import WorkbookError, problem
from lacduong_kpi.findings import Finding, Place, address, finding
from lacduong_kpi.workbook.container import Container, container_of
from lacduong_kpi.workbook.contents import Content, Reader, Weigh
from lacduong_kpi.workbook.find import Found, shown_path
from lacduong_kpi.workbook.limits import NORMAL, Limits
from lacduong_kpi.workbook.marker import TEMPLATE_PAGES, Marker
from lacduong_kpi.workbook.model import LeftAside, Workbook
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.sharing import Sharing
from lacduong_kpi.workbook.sheets import ReadSheet
from lacduong_kpi.workbook.source import open_source


def read_workbook(
    path: str | Path, limits: Limits = NORMAL, passwords: Sequence[str] = ()
) -> Workbook:
    """The workbook at a path, whatever its container. Raises WorkbookError.

    Nothing protects the caller's process from a hostile file here but the limits; `read_each`
    reads in a process of its own.
    """
    book = read_found(Found(Path(path), shown_path(str(path))), limits, passwords)
    if isinstance(book, LeftAside):  # happens to files of folders only
        raise TypeError(book.finding.code)
    return book


def read_bytes(path: str | Path, passwords: Sequence[str] = (), limits: Limits = NORMAL) -> bytes:
    """The content of a workbook, decrypted where it has a password. Raises WorkbookError."""
    shown = shown_path(str(path))
    try:
        return _unlocked(open_source(Path(path), limits).data, passwords)
    except RefusedError as refused:
        raise _error(refused, shown) from refused


def read_found(
    found: Found,
    limits: Limits,
    passwords: Sequence[str],
    weigh: Weigh = lambda _: None,
    sharing: Sharing | None = None,
) -> Workbook | LeftAside:
    """Reads a file that `find_files` found. Raises WorkbookError."""
    try:
        return _read(
            found, Reader(found.shown_as, limits, found.in_folder, weigh, sharing), passwords
        )
    except RefusedError as refused:
        raise _error(refused, found.shown_as) from refused


def _error(refused: RefusedError, shown: str) -> WorkbookError:
    return WorkbookError(problem(refused.key, file=shown, **refused.params))


def _unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    if container_of(data) is not Container.OLE:
        return data
    from lacduong_kpi.workbook.encrypted import unlocked

    return unlocked(data, passwords)


def _read(found: Found, reader: Reader, passwords: Sequence[str]) -> Workbook | LeftAside:
    source = open_source(found.path, reader.limits)
    reader.weigh(len(source.data))
    content = reader.read(_unlocked(source.data, passwords))
    if content.left_aside is not None:
        return LeftAside(found.shown_as, finding(content.left_aside, Place(found.shown_as)))
    content = replace(content, sheets=_rosters(content))
    sheets = _named_apart(content.sheets)
    return Workbook(
        path=found.shown_as,
        sha256=source.sha256,
        sheets=tuple(each.sheet for each in sheets),
        findings=tuple(_findings(found, sheets, content)),
        written_by_us=content.marker,
    )


def _rosters(content: Content) -> tuple[ReadSheet, ...]:
    """The sheets; those of a template without its own pages, of which there is nothing to say."""
    if content.marker is not Marker.TEMPLATE:
        return content.sheets
    return tuple(each for each in content.sheets if each.sheet.name not in TEMPLATE_PAGES)


def _named_apart(sheets: Sequence[ReadSheet]) -> list[ReadSheet]:
    """No two sheets of one name: an address would not tell which is meant."""
    names: set[str] = set()
    named: list[ReadSheet] = []
    for each in sheets:
        name, number = each.sheet.name, 1
        while name.casefold() in names:
            number += 1
            name = f"{each.sheet.name} ({number})"
        names.add(name.casefold())
        named.append(replace(each, sheet=replace(each.sheet, name=name)))
    return named


def _findings(found: Found, sheets: Sequence[ReadSheet], content: Content) -> Iterator[Finding]:
    if found.open_elsewhere:
        yield finding("F03", Place(found.shown_as))
    for code in content.codes:
        yield finding(code, Place(found.shown_as))
    for each, before in zip(sheets, content.sheets, strict=True):
        place = Place(found.shown_as, each.sheet.name)
        if each.sheet.name != before.sheet.name:
            yield finding("F13", place)
        strays = [replace(place, cell=address(*cell), row=cell[0]) for cell in each.strays]
        if strays:
            yield finding("F07", *strays, count=len(strays))
        if each.sheet.faults_hidden:
            yield finding("F08", place)
        if each.is_cut:
            yield finding("F16", place)
