"""The parts of an Office Open XML workbook: which sheets there are and where everything lies."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.markup import Attributes, ignore_end, local, parse
from lacduong_kpi.workbook.model import Visibility
from lacduong_kpi.workbook.refusal import RefusedError, damaged

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Relation:
    type: str
    """the last word of the relationship's type: `worksheet`, `sharedStrings`, `officeDocument`"""
    target: str
    """the name of the part"""


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    part: str
    visibility: Visibility


@dataclass(frozen=True, slots=True)
class Contents:
    """What `workbook.xml` and its relations say. A part is None where the workbook has none."""

    main: str
    sheets: tuple[SheetPart, ...]
    from_1904: bool
    strings: str | None
    styles: str | None


Read = Callable[[Iterable[bytes], str], T]
"""from the chunks of a part and its name to what it says"""


def once(read: Read[T]) -> Callable[[Archive, str], T]:
    """Reads a part of an archive. Workbooks of one office have small parts alike: what they say is
    worked out once, and nobody may change it."""
    known = lru_cache(maxsize=64)(read)

    def reading(archive: Archive, part: str) -> T:
        chunks = archive.stream(part)
        if archive.size(part) > _SMALL_PART:
            return read(chunks, part)
        return known(tuple(chunks), part)

    return reading


_SMALL_PART = 64 << 10


def relations(archive: Archive, part: str) -> Mapping[str, Relation]:
    """The internal relations of a part by their ids; `part` is empty for the package itself."""
    folder, name = posixpath.split(part)
    where = posixpath.join(folder, "_rels", f"{name}.rels")
    found = _relations(archive, _listing(archive, where)) if where in archive else {}
    if any("%" in each.target for each in found.values()):
        return {name: _found(archive, each) for name, each in found.items()}
    return found


_LONGEST_LISTING = 32 << 20
"""Bytes of XML that list sheets or relations; more is no work of an office program, although some
workbooks carry sixty thousand names."""


def _listing(archive: Archive, part: str) -> str:
    if part in archive and archive.size(part) > _LONGEST_LISTING:
        raise RefusedError("files.too_big_inside", part=part)
    return part


def _found(archive: Archive, relation: Relation) -> Relation:
    """The relation, its target as the part is called: some write `sheet%201.xml` for a blank."""
    from urllib.parse import unquote  # nearly no workbook needs it

    plain = posixpath.normpath(unquote(relation.target))
    known = relation.target not in archive and plain in archive
    return replace(relation, target=plain) if known else relation


@once
def _relations(chunks: Iterable[bytes], part: str) -> Mapping[str, Relation]:
    folder = posixpath.dirname(posixpath.dirname(part))
    found: dict[str, Relation] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if local(tag) != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = attributes.get("Type", "").rpartition("/")[2]
        found[attributes.get("Id", "")] = Relation(kind, target)

    parse(chunks, part, start, ignore_end)
    return found


_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O|E\0N)|\0<\0!\0(?:D\0O|E\0N)")
"""in the encodings that XML may come in"""
_WHERE_DECLARED = 4 << 10
"""Bytes at the beginning of a part in which it declares whatever it declares."""


def refuse_declarations(archive: Archive) -> None:
    """Raises RefusedError where any part has a document type, be it one that nobody reads."""
    names = (name for name in archive.names if name.lower().endswith((".xml", ".rels")))
    beginnings = (archive.beginning(name, _WHERE_DECLARED) for name in names)
    if any(b"!" in each and _DECLARED.search(each) for each in beginnings):
        raise RefusedError("files.xml_declaration")


def main_part(archive: Archive) -> str:
    """The part that the package is about, as its relations or the usual names say."""
    for relation in relations(archive, "").values():
        if relation.type == "officeDocument" and relation.target in archive:
            return relation.target
    for usual in ("xl/workbook.xml", "xl/workbook.bin"):
        if usual in archive:
            return usual
    raise damaged("xl/workbook.xml")


def contents(archive: Archive, main: str, limits: Limits) -> Contents:
    """Raises RefusedError where a sheet is announced whose part is missing, and for too many."""
    related = relations(archive, main)
    listed, from_1904 = _listed_sheets(archive, _listing(archive, main))
    check_sheets(listed, limits)
    sheets = []
    taken: set[str] = set()
    for name, state, identity in listed:
        relation = related.get(identity)
        if relation is None or relation.target not in archive:
            raise RefusedError("files.sheet_missing", sheet=name)
        if relation.type not in OTHER_SHEETS:
            check_first(relation.target, taken)
            visibility = Visibility.VISIBLE if state == "visible" else Visibility.HIDDEN
            sheets.append(SheetPart(name, relation.target, visibility))
    if not listed:
        raise damaged(main)
    by_type = {relation.type: relation.target for relation in related.values()}
    return Contents(
        main=main,
        sheets=tuple(sheets),
        from_1904=from_1904,
        strings=_present(archive, by_type.get("sharedStrings")),
        styles=_announced(archive, by_type.get("styles")),
    )


OTHER_SHEETS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
"""relations to sheets without a table; whatever else is announced as a sheet must be one"""


def check_sheets(listed: Sequence[object], limits: Limits) -> None:
    """Counts the sheets that a workbook lists, before a part of any is looked for."""
    if len(listed) > limits.sheets:
        raise RefusedError("files.too_many_sheets", count=len(listed), limit=limits.sheets)


def check_first(part: str, taken: set[str]) -> None:
    """A part is one sheet: read for many it would be counted, and paid for, as often."""
    if part.lower() in taken:
        raise damaged(part)
    taken.add(part.lower())


def _announced(archive: Archive, part: str | None) -> str | None:
    """Without the formats nobody sees days in numbers, or the zeros before them. Raises
    RefusedError where they are missing although the workbook says where they are."""
    if part is not None and part not in archive:
        raise damaged(part)
    return part


def _present(archive: Archive, part: str | None) -> str | None:
    return part if part is not None and part in archive else None


@once
def _listed_sheets(
    chunks: Iterable[bytes], part: str
) -> tuple[Sequence[tuple[str, str, str]], bool]:
    """([(name, state, relation id)], whether days are counted from 1904)"""
    listed: list[tuple[str, str, str]] = []
    from_1904 = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal from_1904
        name = local(tag)
        if name == "sheet":
            identity = next((v for k, v in attributes.items() if k.endswith("|id")), "")
            state = attributes.get("state", "visible")
            listed.append((attributes.get("name", ""), state, identity))
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904", "0") in ("1", "true", "on")

    parse(chunks, part, start, ignore_end)
    return listed, from_1904
