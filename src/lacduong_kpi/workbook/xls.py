"""Old Excel workbooks (.xls): values from python-calamine, corrected by what the records say."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

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
    from python_calamine import CalamineSheet, CalamineWorkbook

_FIRST_SURE_DAY = dt.date(1900, 3, 1)
"""Before it calamine's days are one off, and 0 or a negative number becomes a time."""


def read_xls(data: bytes, limits: Limits) -> list[ReadSheet]:
    """All worksheets of the workbook. Raises RefusedError."""
    sheets: list[ReadSheet] = []
    cells = 0
    for name, sheet, known in _worksheets(data, _records(data)):
        grid = Grid(limits)
        marks = known.marks if known else {}
        for row, values in sorted(_cells(sheet, known).items()):
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


def _records(data: bytes) -> list[SheetRecords | None] | None:
    """The records of each sheet, None where they cannot be read and calamine stands alone."""
    try:
        return read_records(workbook_stream(data))
    except (OSError, struct.error, IndexError, ValueError):
        return None


def _worksheets(
    data: bytes, records: list[SheetRecords | None] | None
) -> Iterator[tuple[str, CalamineSheet, SheetRecords | None]]:
    book = _opened(data)
    names = list(book.sheet_names)
    if not names:
        raise RefusedError("files.no_sheets")
    aligned = records if records is not None and len(records) == len(names) else None
    for index, name in enumerate(names):
        known = aligned[index] if aligned is not None else None
        if aligned is None or known is not None:
            yield name, _sheet(book, index), known


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(BytesIO(data))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise damaged() from error


def _sheet(book: CalamineWorkbook, index: int) -> CalamineSheet:
    try:
        return book.get_sheet_by_index(index)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise damaged() from error


def _cells(sheet: CalamineSheet, known: SheetRecords | None) -> dict[int, dict[int, Value]]:
    """The values of a sheet by row and column; what the records say goes before calamine."""
    top, left = sheet.start or (0, 0)
    cells = {
        row: {column: _value(value) for column, value in enumerate(values, left + 1) if value != ""}
        for row, values in enumerate(sheet.to_python(), top + 1)
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
