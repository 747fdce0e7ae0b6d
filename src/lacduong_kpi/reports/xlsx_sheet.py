"""One sheet of a report workbook: a title, a head row, rows of texts and numbers, A4 print."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lacduong_kpi.reports.xlsx_cells import Role, Value, Wardrobe
from lacduong_kpi.verdicts.model import Verdict

A4 = 9
MOST_ROWS = 20_000
"""rows of a list: openpyxl holds and writes every cell, and nobody reads on; JSON lists all"""
_MOST_LINES = 12
"""lines of a row; Excel allows it 409 points"""
_LINE_HEIGHT = 15.0


class ReportSheet:
    """A sheet that is written from top to bottom; `row` is the next free row."""

    def __init__(
        self, book: Workbook, name: str, widths: Sequence[float], wardrobe: Wardrobe
    ) -> None:
        self.sheet: Worksheet = book.create_sheet(name)
        self.columns = len(widths)
        self.widths = tuple(widths)
        self.wardrobe = wardrobe
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
        """Whether the list is as long as it may get."""
        return self.row > MOST_ROWS

    def title(self, text: str, *, note: bool = False) -> None:
        """A line above the table, over all columns, folded where it is longer than they are."""
        first = self.row == 1
        cell = self._cell(1)
        self.wardrobe.put(cell, text, Role.NOTE if note else Role.TITLE if first else Role.LINE)
        size = 1.3 if first else 1.0
        lines = _lines(cell.value, sum(self.widths) / size)
        self._height(size * lines)
        self._join()
        self.row += 1

    def heads(self, texts: Sequence[str], *, filtered: bool = True) -> None:
        """The head row: frozen, repeated on every printed page, with filters."""
        self.row += 1
        self.head = self.row
        self.sheet.freeze_panes = f"A{self.row + 1}"
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self.filtered = filtered
        self._write(texts, Role.HEAD)

    def group(self, text: str) -> None:
        """A heading across the table."""
        for column in range(1, self.columns + 1):
            self.wardrobe.put(self._cell(column), text if column == 1 else None, Role.GROUP)
        self._join()
        self.row += 1

    def line(self, values: Sequence[Value], verdict: tuple[int, Verdict] | None = None) -> None:
        """A row of the table. `verdict`: the column that says a verdict, coloured after it."""
        self._write(values, Role.VALUE, verdict)

    def close(self) -> None:
        """Sets filter and print area once the last row is known."""
        self.sheet.print_area = f"A1:{get_column_letter(self.columns)}{max(1, self.row - 1)}"
        if self.head and self.filtered and self.row > self.head + 1:
            last = get_column_letter(self.columns)
            self.sheet.auto_filter.ref = f"A{self.head}:{last}{self.row - 1}"

    def _write(
        self, values: Sequence[Value], role: Role, verdict: tuple[int, Verdict] | None = None
    ) -> None:
        """The row, in the height of its longest cell: not every program works that out."""
        lines = 1
        for column, (value, width) in enumerate(zip(values, self.widths, strict=False), 1):
            cell = self._cell(column)
            said = verdict[1] if verdict is not None and verdict[0] == column else None
            self.wardrobe.put(cell, value, role, said)
            lines = max(lines, _lines(cell.value, width))
        self._height(lines)
        self.row += 1

    def _height(self, lines: float) -> None:
        if lines != 1:
            self.sheet.row_dimensions[self.row].height = _LINE_HEIGHT * lines

    def _join(self) -> None:
        if self.columns > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=1, end_column=self.columns
            )

    def _cell(self, column: int) -> Cell:
        return cast("Cell", self.sheet.cell(self.row, column))  # no cell of ours is merged


def _lines(value: object, width: float) -> int:
    """Lines that a text takes in a column of so many characters."""
    if not isinstance(value, str) or len(value) <= width:
        return 1
    return min(_MOST_LINES, ceil(len(value) * 0.9 / max(1.0, width)))


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
