"""Old Excel workbooks (.xls): values from python-calamine, corrected by what the records say."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.biff import SheetRecords, read_records, workbook_stream
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.model import Value
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import finish
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.serials import BAD_DATE, number_of
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

T = TypeVar("T")

_FIRST_SURE_DAY = dt.date(1900, 3, 1)
"""Before it calamine's days are one off, and 0 or a negative number becomes a time."""


def read_xls(data: bytes, limits: Limits) -> list[ReadSheet]:
    """All worksheets of the workbook. Raises RefusedError."""
    sheets: list[ReadSheet] = []
    cells = 0
    for name, found, known in _found(data):
        grid = Grid(limits)
        marks = known.marks if known else {}
        for row, values in sorted(found.items()):
            grid.add_row(
                row,
                [
                    (column, plain_cell(value, marks.get((row, column))))
                    for column, value in sorted(values.items())
                ],
            )
        cells += grid.cells
        if cells > limits.cells:
            raise RefusedError("files.too_many_cells", limit=limits.cells)
        sheets.append(_finished(name, grid, known, limits))
    return sheets


def _finished(name: str, grid: Grid, known: SheetRecords | None, limits: Limits) -> ReadSheet:
    found = finish(grid, limits, interpret_plain)
    if known is None:
        return sheet_of(name, found, faults_hidden=True)
    return sheet_of(
        name,
        found,
        visibility=known.visibility,
        merges=known.merges,
        hidden_rows=known.hidden_rows,
        hidden_columns=known.hidden_columns,
    )


_Cells = dict[int, dict[int, Value]]
"""values by row and column"""
_SPARSE = 20
"""Cells of a sheet for each that has a value, from which the library, which takes memory for every
one of them, is not asked."""
_SMALL = 2_000_000


def _found(data: bytes) -> Iterator[tuple[str, _Cells, SheetRecords | None]]:
    """(name, values, records) of each worksheet."""
    records = _records(data)
    if records is not None and any(map(_is_sparse, records)):
        records = _records(data, everything=True)
        if records is None:
            raise damaged()
        for each in filter(None, records):
            yield each.name, _cells(_Content(1, 1, []), each), each
        return
    for name, content, known in _worksheets(data, records):
        yield name, _cells(content, known), known


def _is_sparse(known: SheetRecords | None) -> bool:
    if known is None:
        return False
    area = known.bottom * known.right
    return area > _SMALL and area > _SPARSE * known.count


def _records(data: bytes, *, everything: bool = False) -> list[SheetRecords | None] | None:
    """The records of each sheet, None where they cannot be read and calamine stands alone."""
    try:
        return read_records(workbook_stream(data), everything=everything)
    except (OSError, struct.error, IndexError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Content:
    """What the library tells of a sheet: its rows from the first row and column with a value."""

    top: int
    left: int
    rows: list[list[Value]]


def _worksheets(
    data: bytes, records: list[SheetRecords | None] | None
) -> Iterator[tuple[str, _Content, SheetRecords | None]]:
    from python_calamine import CalamineWorkbook

    book = _shielded(lambda: CalamineWorkbook.from_filelike(BytesIO(data)))
    names = list(book.sheet_names)
    if not names:
        raise RefusedError("files.no_sheets")
    aligned = records if records is not None and len(records) == len(names) else None
    for index, name in enumerate(names):
        known = aligned[index] if aligned is not None else None
        if aligned is None or known is not None:
            yield name, _shielded(partial(_content, book, index)), known


def _content(book: CalamineWorkbook, index: int) -> _Content:
    sheet = book.get_sheet_by_index(index)
    top, left = sheet.start or (0, 0)
    return _Content(top + 1, left + 1, [[*row] for row in sheet.to_python()])


def _shielded(read: Callable[[], T]) -> T:
    """What the library reads. Its panics are no Exception, and they mean a damaged file."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise damaged() from error


def _cells(content: _Content, known: SheetRecords | None) -> _Cells:
    """The values of a sheet by row and column; what the records say goes before the library."""
    cells = {
        row: {n: _value(value) for n, value in enumerate(values, content.left) if value != ""}
        for row, values in enumerate(content.rows, content.top)
    }
    if known is not None:
        for (row, column), value in known.values.items():
            cells.setdefault(row, {})[column] = value
    return {row: values for row, values in cells.items() if values}


def _value(value: Value) -> Value:
    if isinstance(value, float):
        return number_of(repr(value))
    if isinstance(value, dt.datetime):
        return BAD_DATE if value.date() < _FIRST_SURE_DAY else _day_or_moment(value)
    if isinstance(value, dt.date):
        return BAD_DATE if value < _FIRST_SURE_DAY else value
    return BAD_DATE if value == dt.time() else value


def _day_or_moment(value: dt.datetime) -> dt.date | dt.datetime:
    return value.date() if value.time() == dt.time() else value
