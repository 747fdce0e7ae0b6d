"""The rows below a header on which its columns are judged: some at its top, the others spread over
the table, and none that is surely no record.

Goes column by column over the codes, for this is done for every table of every file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress

from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.lines import adds_up, line_starts
from lacduong_kpi.tables.rows import is_column_numbers
from lacduong_kpi.text import nfc
from lacduong_kpi.workbook.model import Value

SAMPLE = 60
"""rows that are spread over the table; and those at its top"""
TOP = 20


def sample(grid: Grid, band: Band) -> list[int]:
    """Rows below a header that are filled like records."""
    rows = _rows(grid, band)
    sheet = grid.sheet
    columns = range(max(band.left, sheet.left), min(band.right, sheet.right) + 1)
    codes = {column: grid.codes_at(column, rows) for column in columns}
    sorts = [map(grid.sorts(column).__getitem__, codes[column]) for column in columns]
    least = max(2, len(band.columns) // 3)
    repeated = _repeated(grid, band, codes, len(rows))
    full = [
        (row, look)
        for row, look, again in zip(rows, zip(*sorts, strict=True), repeated, strict=True)
        if (filled := len(look) - look.count(_BLANK)) >= least
        and again * 2 < filled
        and not _numbers_columns(grid, row, columns, look)
    ]
    totals = _totals(grid, columns, full)
    return [row for row, _ in full if row not in totals]


def _rows(grid: Grid, band: Band) -> list[int]:
    top, bottom = band.bottom + 1, grid.sheet.bottom
    step = -(-max(1, bottom - top + 1) // SAMPLE)
    rows = [*range(top, min(top + TOP, bottom + 1)), *range(top + TOP, bottom + 1, step)]
    return [row for row in rows if row >= grid.sheet.top]  # a mapping may put a header anywhere


def _repeated(grid: Grid, band: Band, codes: dict[int, list[int]], size: int) -> list[int]:
    """For each row in how many columns it holds the same as the header over it."""
    found = [0] * size
    for each in band.columns:
        sorts = grid.sorts(each.column)
        over = grid.codes(each.column, band.top, band.bottom)
        header = frozenset(code for code in over if sorts[code] != _BLANK)
        here = codes[each.column]
        if not header.isdisjoint(here):
            found = [count + (code in header) for count, code in zip(found, here, strict=True)]
    return found


Look = tuple[int, ...]
"""the sorts of the cells of a row"""

_BLANK, _TEXT, _DATE = int(Sort.BLANK), int(Sort.TEXT), int(Sort.DATE)


def _numbers_columns(grid: Grid, row: int, columns: range, look: Look) -> bool:
    """Whether a row numbers the columns; one that holds a day does not."""
    return _DATE not in look and is_column_numbers(grid, row, list(compress(columns, look)))


def _totals(grid: Grid, columns: range, rows: Sequence[tuple[int, Look]]) -> set[int]:
    """The rows whose first text says that they add up the others."""
    by_first: dict[int, list[int]] = {}
    for row, look in rows:
        if _TEXT in look:
            by_first.setdefault(columns[look.index(_TEXT)], []).append(row)
    found: set[int] = set()
    for column, here in by_first.items():
        codes = grid.codes_at(column, here)
        suspicious = set(codes) if grid.is_legacy else grid.codes_where(column, codes, _may_add_up)
        in_question = [row for row, code in zip(here, codes, strict=True) if code in suspicious]
        found.update(row for row in in_question if _adds_up(grid, row, columns))
    return found


def _adds_up(grid: Grid, row: int, columns: range) -> bool:
    first = next(filter(None, (grid.text(row, each) for each in columns)), "")
    return bool(first) and adds_up(first)


def _may_add_up(value: Value) -> bool:
    return isinstance(value, str) and _may_begin_total(value.split(None, 1)[0])


@lru_cache(maxsize=20_000)
def _may_begin_total(word: str) -> bool:
    start = nfc(word).lower().rstrip(":")
    return not start or start in line_starts()
