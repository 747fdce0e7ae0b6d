"""One table of an OpenDocument spreadsheet while its rows come in."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import field
from itertools import repeat

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.addresses import LAST_ROW
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.merges import Merges
from lacduong_kpi.workbook.refusal import RefusedError

BLOCK = 1_000
"""rows that go into the grid at once, and cells of the longest of them"""


@dataclass(slots=True)
class OdfTable:
    """A table while it is read from the top down."""

    name: str
    style: str
    limits: Limits
    grid: Grid
    merges: Merges
    row: int = 0
    """the last row that was read"""
    default_styles: list[str] = field(default_factory=list)
    """for each column the style of cells that name none, empty where it means nothing"""
    styled_columns: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    waiting: list[list[object]] = field(default_factory=list)
    """raw cells, from the first column on, of the last rows that were read; not in the grid yet"""

    def style_at(self, column: int) -> str:
        styles = self.default_styles
        return styles[column - 1] if column <= len(styles) else ""

    def wait(self, raws: list[object]) -> None:
        """The cells of the next row. Many rows go into the grid at half the cost."""
        self.waiting.append(raws)
        self.row += 1
        if len(self.waiting) >= BLOCK:
            self.store()

    def store(self) -> None:
        """Puts the rows that wait into the grid."""
        if self.waiting:
            rows, self.waiting = self.waiting, []
            self.row -= len(rows)
            self._put(rows)

    def add_block(self, rows: Sequence[Sequence[object]]) -> None:
        """The cells of the next rows, each from the first column on."""
        self.store()
        self._put(rows)

    def _put(self, rows: Sequence[Sequence[object]]) -> None:
        first = self.row + 1
        self.row += len(rows)
        if self.row > LAST_ROW and any(map(any, rows)):
            raise RefusedError("files.too_many_rows", limit=self.limits.rows)
        self.grid.pad()  # rows that were added one by one leave columns short
        self.grid.add_block(first, rows)

    def add(self, cells: Sequence[tuple[int, object]], count: int) -> None:
        """The cells of the next rows, which are alike."""
        self.store()
        first = self.row + 1
        self.row += count
        if cells:
            _add_alike(self.grid, range(first, first + count), cells)


def _add_alike(grid: Grid, rows: range, cells: Sequence[tuple[int, object]]) -> None:
    height = len(grid.rows)
    for number, raw in cells:
        column = grid.column(number)
        column.pad(height)
        column.add([raw])
        column.codes.extend(array("I", [column.codes[-1]]) * (len(rows) - 1))
    grid.note_rows(rows, repeat(len(cells), len(rows)))
