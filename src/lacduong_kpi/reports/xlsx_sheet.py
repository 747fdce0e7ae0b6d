"""One sheet of a report workbook: a title, a head row, rows of texts and numbers, A4 print.

Everything that comes from outside goes through `put`: as text that is never a formula, cleaned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Rate, Verdict

A4 = 9
FONT = "Times New Roman"
SIZE = 11
ROWS = 1_048_576
"""rows of a sheet"""
_MOST_LINES = 12
"""lines of a row; Excel allows it 409 points"""
_LINE_HEIGHT = 15.0

_FORMULA = ("=", "+", "-", "@")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
_GROUP_FILL = PatternFill("solid", fgColor="F2F2F2")
_BASE = Font(name=FONT, size=SIZE)
_BOLD = Font(name=FONT, size=SIZE, bold=True)
_TITLE = Font(name=FONT, size=14, bold=True)
_NOTE = Font(name=FONT, size=SIZE, italic=True, color="595959")
_LINK = Font(name=FONT, size=SIZE, underline="single", color="0B5394")
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)

_TONES: dict[Verdict, tuple[str, str]] = {
    Verdict.MET: ("E2F2E6", "1A7037"),
    Verdict.NOT_MET: ("FBE3E1", "B3261E"),
    Verdict.UNDETERMINED: ("FFF1D6", "7A5000"),
    Verdict.NOT_DUE: ("E1ECF7", "1F5F99"),
    Verdict.NOT_APPLICABLE: ("EEEEEE", "57606A"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of this workbook."""

    text: str | int
    sheet: str
    cell: str


Value = str | int | Decimal | Rate | Link | None


def text_cell(cell: Cell, text: str) -> None:
    """Puts text from outside into a cell, so that no spreadsheet calculates it."""
    safe = _ESCAPE.sub("_x005F_", clean(text))
    if not safe:
        return  # a text cell without text is not well-formed
    cell.value = safe
    cell.data_type = "s"
    if safe.lstrip().startswith(_FORMULA):
        cell.quotePrefix = True


def put(cell: Cell, value: Value) -> None:
    """Any value with the number format that shows it exactly; a rate is its percentage."""
    match value:
        case None:
            return
        case str():
            text_cell(cell, value)
        case Link():
            put(cell, value.text)
            _link(cell, value)
        case Rate():
            if value.percent is not None:
                _number(cell, Decimal(value.percent), whole=_exact_end(value))
        case Decimal():
            _number(cell, value)
        case int():
            cell.value = value
            cell.number_format = "#,##0"


def _exact_end(rate: Rate) -> bool:
    return rate.numerator in (0, rate.denominator)


def _number(cell: Cell, number: Decimal, *, whole: bool = False) -> None:
    """With as many decimals as the number has, so that rounding never contradicts a verdict."""
    exponent = number.as_tuple().exponent
    places = 0 if whole or not isinstance(exponent, int) else max(0, -exponent)
    cell.value = float(number)
    cell.number_format = "0" if places == 0 else "0." + "0" * places


def _link(cell: Cell, link: Link) -> None:
    location = f"{quote_sheetname(link.sheet)}!{link.cell}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
    cell.font = _LINK


class ReportSheet:
    """A sheet that is written from top to bottom; `row` is the next free row."""

    def __init__(self, book: Workbook, name: str, widths: Sequence[float]) -> None:
        self.sheet: Worksheet = book.create_sheet(name)
        self.columns = len(widths)
        self.widths = tuple(widths)
        self.row = 1
        self.head = 0
        self.filtered = False
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        _print_on_a4(self.sheet)

    @property
    def name(self) -> str:
        return str(self.sheet.title)

    @property
    def full(self) -> bool:
        """Whether the next row would be the last that a sheet has."""
        return self.row >= ROWS

    def title(self, text: str, *, note: bool = False) -> None:
        """A line above the table, over all columns, folded where it is longer than they are."""
        cell = self._cell(1)
        put(cell, text)
        cell.font = _NOTE if note else _TITLE if self.row == 1 else _BASE
        cell.alignment = _TOP
        size = 1.3 if self.row == 1 else 1.0
        lines = _lines(cell, sum(self.widths) / size)
        self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * size * lines
        self._join()
        self.row += 1

    def _join(self) -> None:
        if self.columns > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=1, end_column=self.columns
            )

    def _fit(self) -> None:
        """Gives the row the height that its longest cell takes: not every program works it out."""
        cells = zip(range(1, self.columns + 1), self.widths, strict=True)
        lines = max(_lines(self._cell(column), width) for column, width in cells)
        self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * lines

    def heads(self, texts: Sequence[str], *, filtered: bool = True) -> None:
        """The head row: frozen, repeated on every printed page, with filters."""
        self.row += 1
        self.head = self.row
        for column, text in enumerate(texts, 1):
            cell = self._cell(column)
            put(cell, text)
            cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD_FILL, _GRID, _CENTRE
        self.sheet.freeze_panes = f"A{self.row + 1}"
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self.filtered = filtered
        self._fit()
        self.row += 1

    def group(self, text: str) -> None:
        """A heading across the table."""
        for column in range(1, self.columns + 1):
            cell = self._cell(column)
            cell.fill, cell.border = _GROUP_FILL, _GRID
        first = self._cell(1)
        put(first, text)
        first.font = _BOLD
        self._join()
        self.row += 1

    def line(self, values: Sequence[Value], verdict: tuple[int, Verdict] | None = None) -> None:
        """A row of the table. `verdict`: the column that says a verdict, coloured after it."""
        for column, value in enumerate(values, 1):
            cell = self._cell(column)
            cell.font, cell.border, cell.alignment = _BASE, _GRID, _TOP
            put(cell, value)
        if verdict is not None:
            column, what = verdict
            fill, ink = _TONES[what]
            cell = self._cell(column)
            cell.fill = PatternFill("solid", fgColor=fill)
            cell.font = Font(name=FONT, size=SIZE, bold=True, color=ink)
        self._fit()
        self.row += 1

    def close(self) -> None:
        """Sets filter and print area once the last row is known."""
        self.sheet.print_area = f"A1:{get_column_letter(self.columns)}{max(1, self.row - 1)}"
        if self.head and self.filtered and self.row > self.head + 1:
            last = get_column_letter(self.columns)
            self.sheet.auto_filter.ref = f"A{self.head}:{last}{self.row - 1}"

    def _cell(self, column: int) -> Cell:
        return cast("Cell", self.sheet.cell(self.row, column))  # no cell of ours is merged


def _lines(cell: Cell, width: float) -> int:
    """Lines that the text of a cell takes in a column of so many characters."""
    if not isinstance(cell.value, str):
        return 1
    return max(1, min(_MOST_LINES, ceil(len(cell.value) * 0.9 / max(1.0, width))))


def _print_on_a4(sheet: Worksheet) -> None:
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = A4, "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
    footer = cast("Any", sheet.oddFooter)
    footer.center.text, footer.right.text = "&P/&N", "&A"
