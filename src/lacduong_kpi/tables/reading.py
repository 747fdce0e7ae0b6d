"""Where the parts meet: from a workbook's sheets to tables, each with its claims and its reasons."""

from __future__ import annotations

from lacduong_kpi.tables.faults import sheet_finding
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.headers import Band, HeaderFinder, split
from lacduong_kpi.tables.model import SheetReading, SheetVerdict, Table
from lacduong_kpi.tables.overrides import Mapping, SheetMapping
from lacduong_kpi.tables.rolls import with_rolls_aside
from lacduong_kpi.tables.siblings import with_branches_of_sheets
from lacduong_kpi.tables.surroundings import Surroundings
from lacduong_kpi.tables.table import TableReading, read_table
from lacduong_kpi.vocabulary import Role, read_title
from lacduong_kpi.workbook.model import Sheet, Workbook

HEAD = 200
"""rows by which a sheet without a header is judged"""


HEADINGS = 30
"""cells at the top of such a sheet that may name it"""


MOST_BLOCKS = 6
"""lists that may stand side by side"""


def read_sheets(workbook: Workbook, mapping: Mapping | None = None) -> tuple[SheetReading, ...]:
    """How every sheet of a workbook is understood, in its order. What `mapping` says holds."""
    mapping = mapping or Mapping()
    readings = [
        _read_sheet(sheet, workbook.path, mapping.of(workbook.path, sheet.name))
        for sheet in workbook.sheets
    ]
    return tuple(with_branches_of_sheets(with_rolls_aside(readings)))


def _read_sheet(sheet: Sheet, file: str, mapping: SheetMapping | None) -> SheetReading:
    if mapping is not None and mapping.ignore:
        return SheetReading(file, sheet.name, SheetVerdict.IGNORED, (), ())
    grid = Grid(sheet, file)
    if not any(any(grid.sorts(column)) for column in range(sheet.left, sheet.right + 1)):
        return SheetReading(file, sheet.name, SheetVerdict.EMPTY, (), ())
    readings, nearest_row = _read_bands(grid, mapping)
    tables = tuple(table for each in readings for table in each.tables)
    verdict = _verdict(grid, readings, tables)
    findings = [found for each in readings for found in each.findings]
    left_aside = sheet_finding(grid, verdict, nearest_row)
    if left_aside is not None:
        findings.insert(0, left_aside)
    return SheetReading(file, sheet.name, verdict, tables, tuple(findings))


def _read_bands(grid: Grid, mapping: SheetMapping | None) -> tuple[list[TableReading], int | None]:
    """Every table of a sheet, from the top down, side by side from the left; and the row most
    like a header if there is none."""
    sheet = grid.sheet
    whole = HeaderFinder(grid, sheet.left, sheet.right)
    if mapping is not None and mapping.header is not None:
        return _read_parts(grid, whole.at(*mapping.header), sheet.top, mapping), None
    finders = [HeaderFinder(grid, left, right) for left, right in _blocks(grid)] or [whole]
    found: list[TableReading] = []
    for finder in finders:
        found += _read_down(grid, finder, mapping)
    return found, finders[0].nearest_row


def _read_down(
    grid: Grid, finder: HeaderFinder, mapping: SheetMapping | None
) -> list[TableReading]:
    found: list[TableReading] = []
    top = grid.sheet.top
    while (band := finder.find(top)) is not None:
        first = found[0].told if found else None
        parts = _read_parts(grid, band, top, mapping, first)
        found += parts
        top = max(band.bottom, *(each.end for each in parts)) + 1
    return found


def _blocks(grid: Grid) -> list[tuple[int, int]]:
    """The parts of a sheet between wholly blank columns, if several of them are lists with a
    header of their own that stands in another row; else none."""
    sheet = grid.sheet
    parts: list[tuple[int, int]] = []
    start = sheet.left
    for column in range(sheet.left, sheet.right + 2):
        if column > sheet.right or not any(grid.sorts(column)):
            if column > start:
                parts.append((start, column - 1))
            start = column + 1
    if len(parts) < 2 or len(parts) > MOST_BLOCKS:
        return []
    bands = [HeaderFinder(grid, left, right).find(sheet.top) for left, right in parts]
    tops = [band.top for band in bands if band is not None and _is_own_list(band)]
    return parts if len(tops) == len(parts) and len(set(tops)) > 1 else []


def _is_own_list(band: Band) -> bool:
    """Whether a header begins like one: with a running number."""
    return band.columns[0].reading.role is Role.NUMBER


def _read_parts(
    grid: Grid,
    band: Band,
    above: int,
    mapping: SheetMapping | None,
    first: Surroundings | None = None,
) -> list[TableReading]:
    return [read_table(grid, part, above, mapping, first) for part in split(band)]


def _verdict(grid: Grid, readings: list[TableReading], tables: tuple[Table, ...]) -> SheetVerdict:
    if any(table.rows for table in tables):
        return SheetVerdict.ROSTER
    if tables:
        return SheetVerdict.BLANK_FORM
    if readings and readings[0].verdict is not SheetVerdict.NO_HEADER:
        return readings[0].verdict
    return SheetVerdict.COUNTS if _is_counts(grid) else SheetVerdict.NO_HEADER


def _is_counts(grid: Grid) -> bool:
    """Whether a sheet without names of records is a table of numbers, by what it holds or says."""
    sheet = grid.sheet
    cells = [
        (row, column)
        for row in range(sheet.top, min(sheet.bottom, sheet.top + HEAD) + 1)
        for column in grid.filled(row, sheet.left, sheet.right)
    ]
    sorts = [grid.sort(*cell) for cell in cells]
    if sorts.count(Sort.NUMBER) * 2 >= len(cells) > 10:
        return True
    heads = (grid.text(*cell) for cell in cells[:HEADINGS])
    return Sort.NUMBER in sorts and any(read_title(text).counts for text in heads if text)
