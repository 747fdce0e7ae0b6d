"""A copy of the user's workbook in which bad and deciding cells are filled and commented.

The original is only read. Where writing it again would lose something of it, the marks are
written into a workbook of their own instead.
"""

from __future__ import annotations

import warnings
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import PurePath
from typing import cast
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import words
from lacduong_kpi.reports.cached_results import Results, has_formulas, put_back, results
from lacduong_kpi.reports.column_shift import can_insert_left, insert_left, shifted_address
from lacduong_kpi.reports.losses import losses
from lacduong_kpi.reports.marks import (
    Mark,
    Weight,
    deciding_marks,
    finding_marks,
    marks,
    status_text,
)
from lacduong_kpi.reports.package import settled, stamp
from lacduong_kpi.reports.sentences import target_sentence
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.workbook_bytes import saved
from lacduong_kpi.reports.xlsx_cells import Link, Wardrobe, text_cell
from lacduong_kpi.reports.xlsx_sheet import ReportSheet
from lacduong_kpi.text import clean
from lacduong_kpi.text.screen import WRITTEN
from lacduong_kpi.wording import Language, say
from lacduong_kpi.workbook.marker import Marker

_BAD_FILE = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    SyntaxError,
    KeyError,
    IndexError,
    ValueError,
    TypeError,
    AttributeError,
)
"""what openpyxl lets out on files that other programs read; the marks are then written apart"""

_FILLS = {
    Weight.WARNING: PatternFill("solid", fgColor="FFE9B8"),
    Weight.DECIDING: PatternFill("solid", fgColor="FFF27A"),
    Weight.ERROR: PatternFill("solid", fgColor="F8B9B3"),
}
_AUTHOR = "lacduong-kpi"
_WIDTHS = (8, 20, 52, 52, 24, 12, 12)
_STATUS_WIDTH, _WIDEST_STATUS = 18, 48
MOST_COMMENTS = 5_000
"""comments of a sheet; Excel becomes slow with more, the colours go on"""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A workbook for the user. `lost`: what writing the original again would have lost, as ends
    of the catalogue keys `reports.lost.…`; where it is not empty, `content` is a workbook of its
    own that lists the marks."""

    content: bytes
    lost: tuple[str, ...]


def annotate(original: bytes, assessment: Assessment, view: View) -> Annotated:
    """`original`: the bytes of the one workbook that `assessment` was made from (decrypted)."""
    lost = losses(original)
    if not lost:
        loaded = _loaded(original)
        if loaded is not None and can_insert_left(loaded.book):
            return Annotated(_copy(loaded, assessment, view), ())
        lost = ("unreadable",)
    return Annotated(_separate(assessment, view, lost), lost)


@dataclass(frozen=True, slots=True)
class _Original:
    """The workbook as openpyxl holds it, and the stored results of its formulas."""

    book: Workbook
    stored: Results


def _loaded(original: bytes) -> _Original | None:
    """None: openpyxl does not get on with the file, though others read it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it drops; `losses` knows better
        try:
            book = openpyxl.load_workbook(BytesIO(original), rich_text=True)
            if not has_formulas(book):
                return _Original(book, {})
            values = openpyxl.load_workbook(BytesIO(original), data_only=True)
        except _BAD_FILE:
            return None
    return _Original(book, results(book, values))


def _copy(original: _Original, assessment: Assessment, view: View) -> bytes:
    """The original with marks. The new column moves every cell of a marked sheet by one."""
    book = original.book
    found = marks(assessment, _file(assessment), view)
    by_sheet = _by_sheet(found, {sheet.title for sheet in book.worksheets})
    insert_left(book, tuple(by_sheet))
    for title, own in by_sheet.items():
        _mark_sheet(book[title], own, _header_rows(assessment, title), view.language)
    stored = {
        title: _moved(cells) if title in by_sheet else cells
        for title, cells in original.stored.items()
    }
    _add_results(book, assessment, view, frozenset(by_sheet))
    made_at = stamp(assessment, view)
    package = put_back(saved(book, Marker.ANNOTATED, made_at), book.sheetnames, stored)
    return settled(package, made_at, ours=False)


def _file(assessment: Assessment) -> str:
    return assessment.inputs[0].path if assessment.inputs else ""


def _by_sheet(found: Iterable[Mark], titles: set[str]) -> dict[str, list[Mark]]:
    """The marks that stand in a row of a sheet, in the order of the sheets' first marks."""
    by_sheet: dict[str, list[Mark]] = defaultdict(list)
    for mark in found:
        if (
            mark.sheet is not None
            and mark.sheet in titles
            and mark.weight is not Weight.NOTE
            and (mark.cells or mark.row)
        ):
            by_sheet[mark.sheet].append(mark)
    return dict(by_sheet)


def _moved(cells: Mapping[str, tuple[str, bytes]]) -> Mapping[str, tuple[str, bytes]]:
    return {shifted_address(cell): value for cell, value in cells.items()}


def _header_rows(assessment: Assessment, title: str) -> list[int]:
    return [
        table.header_bottom
        for reading in assessment.readings
        if reading.sheet == title
        for table in reading.tables
    ]


def _mark_sheet(
    sheet: Worksheet, own: Sequence[Mark], headers: Sequence[int], language: Language
) -> None:
    by_cell: dict[str, list[Mark]] = defaultdict(list)
    by_row: dict[int, list[Mark]] = defaultdict(list)
    for mark in own:
        for cell in mark.cells:
            by_cell[shifted_address(cell)].append(mark)
            by_row[coordinate_from_string(cell)[1]].append(mark)
        if not mark.cells and mark.row:
            by_row[mark.row].append(mark)
    for number, (place, here) in enumerate(by_cell.items()):
        _mark_cell(cast("Cell", sheet[place]), here, commented=number < MOST_COMMENTS)
    _write_status(sheet, by_row, headers, language)


def _mark_cell(cell: Cell, here: Sequence[Mark], *, commented: bool) -> None:
    cell.fill = _FILLS[max(mark.weight for mark in here)]
    if not commented or not isinstance(cell, Cell):  # a covered cell of a merged area
        return
    before = cell.comment.text.split("\n") if cell.comment is not None else []
    lines = [*before, *(f"{mark.short}: {mark.text} {mark.remedy}" for mark in here)]
    comment = Comment("\n".join(clean(line) for line in lines)[:WRITTEN], _AUTHOR)
    comment.width, comment.height = 320, 40 + 34 * len(lines)
    cell.comment = comment


def _write_status(
    sheet: Worksheet,
    by_row: Mapping[int, Sequence[Mark]],
    headers: Sequence[int],
    language: Language,
) -> None:
    for row in headers:
        cell = cast("Cell", sheet.cell(row, 1))
        text_cell(cell, say(language, "reports.annotate.status"))
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    longest = 0
    for row, here in by_row.items():
        cell = cast("Cell", sheet.cell(row, 1))
        status = status_text(language, here)
        longest = max(longest, len(status))
        text_cell(cell, status)
        cell.fill = _FILLS[max(mark.weight for mark in here)]
        cell.alignment = Alignment(vertical="top")
    sheet.column_dimensions["A"].width = min(max(longest + 2, _STATUS_WIDTH), _WIDEST_STATUS)


def _add_results(
    book: Workbook, assessment: Assessment, view: View, marked: frozenset[str]
) -> None:
    """The sheet of results stands first and is the one that opens."""
    sheet = _results(book, assessment, view, marked)
    book.move_sheet(sheet.sheet, -(len(book.sheetnames) - 1))
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet.sheet
    book.active = 0


def _separate(assessment: Assessment, view: View, lost: Sequence[str]) -> bytes:
    book = Workbook()
    blank = book.active
    _results(book, assessment, view, frozenset(), lost)
    if blank is not None:
        book.remove(blank)
    return saved(book, Marker.ANNOTATED, stamp(assessment, view))


def _results(
    book: Workbook,
    assessment: Assessment,
    view: View,
    marked: frozenset[str],
    lost: Sequence[str] = (),
) -> ReportSheet:
    """Targets with their deciding cells, then the faults; addresses lead to the cells."""
    language, file = view.language, _file(assessment)
    sheet = ReportSheet(book, say(language, "reports.annotate.sheet"), _WIDTHS, Wardrobe())
    sheet.title(say(language, "reports.annotate.title", file=PurePath(file).name))
    sheet.title(words.tally(language, assessment))
    for each in lost:
        sheet.title(say(language, f"reports.lost.{each}"), note=True)
    if marked:
        sheet.title(say(language, "reports.annotate.moved"), note=True)
    columns = ("id", "verdict", "sentence", "remedy", "sheet", "cell_original", "cell_copy")
    heads = [say(language, f"reports.head.{name}") for name in columns]
    sheet.heads(heads, filtered=False)
    for target in assessment.targets:
        verdict = words.verdict_word(language, target.verdict, target.score.exceeded)
        text = f"{target.label}. {target_sentence(language, target)}"
        sheet.line([target.id, verdict, text, "", "", "", ""], (2, target.verdict))
        _list(sheet, deciding_marks(target, file, view), marked)
    sheet.group(say(language, "reports.findings.title"))
    _list(sheet, finding_marks(assessment.findings, file, view), marked)
    sheet.close()
    return sheet


def _list(sheet: ReportSheet, found: Iterable[Mark], marked: frozenset[str]) -> None:
    for mark in found:
        if sheet.full:
            return
        place = mark.cell or (f"{mark.row}:{mark.row}" if mark.row else "")
        link = None
        if mark.sheet is not None and mark.sheet in marked and place:
            moved = shifted_address(place) if mark.cell else f"A{mark.row}"
            link = Link(moved, mark.sheet, moved)
        line = [mark.code, mark.short, mark.text, mark.remedy, mark.sheet or "", place, link]
        sheet.line(line)
