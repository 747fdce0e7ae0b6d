"""Lists in which a column says of which year a row tells: a record has a row for each year.

Each year is a table of its own over the rows that tell of it, as if every year had its sheet.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from lacduong_kpi.column import Column
from lacduong_kpi.tables.body import Body
from lacduong_kpi.tables.claims import is_yearly
from lacduong_kpi.tables.columns import Understood
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.looks import YEARS
from lacduong_kpi.tables.model import Claim, Table
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary.words import header_list

_WRITTEN = frozenset(map(str, YEARS))
_SPAN = 15
"""years that lists go back at most; what goes further is no year of a rating"""

_Told = tuple[int, int]
"""a year, and how many rows below a record's first it is told"""


def year_column(grid: Grid, understood: Understood, body: Body, year: int | None) -> int | None:
    """The column that says of which year each row tells, if what the list tells needs a year: no
    header names one, and nobody has one year twice. `year` is that of the list; it is among them.
    """
    told = [each for each in understood.taken if is_yearly(understood.kind, each.fields)]
    if not told or not body.rows or any(each.year is not None for each in told):
        return None
    for each in understood.taken:
        if not each.fields and bare(each.header.title) in header_list("year_columns"):
            years = _years_of_all(grid, each.header.column, body)
            if years and (year is None or year in years) and max(years) - min(years) < _SPAN:
                return each.header.column
    return None


def _years_of_all(grid: Grid, column: int, body: Body) -> set[int]:
    """The years that a column tells of the records; none where one has no year, or one twice."""
    told = [[year for year, _ in _years(grid, column, row, body.height)] for row in body.rows]
    if not all(found and len(found) == len(set(found)) for found in told):
        return set()
    return set(chain.from_iterable(told))


def by_years(grid: Grid, table: Table, column: int, height: int) -> tuple[Table, ...]:
    """The table of each year, the newest first; `height` is how many rows a record has."""
    groups: dict[_Told, list[int]] = {}
    for index, row in enumerate(table.rows):
        for told in _years(grid, column, row, height):
            groups.setdefault(told, []).append(index)
    return tuple(
        _of_year(grid, table, column, told, groups[told]) for told in sorted(groups, reverse=True)
    )


def _years(grid: Grid, column: int, row: int, height: int) -> Iterator[_Told]:
    for offset in range(height):
        value = grid.value(row + offset, column)
        written = isinstance(value, str) and value.strip() in _WRITTEN
        if isinstance(value, (int, float, str)) and (written or value in YEARS):
            yield int(value), offset


def _of_year(grid: Grid, table: Table, column: int, told: _Told, indexes: Sequence[int]) -> Table:
    year, offset = told
    rows = array("I", [table.rows[index] for index in indexes])
    claims = (_only(claim, indexes) for claim in table.claims)
    return replace(
        table,
        rows=rows,
        claims=tuple(_said(claim, table.kind, year, offset) for claim in claims),
        year=year,
        year_place=grid.place(rows[0] + offset, column),
        declared_total=None,
        declared_total_place=None,
    )


def _only(claim: Claim, indexes: Sequence[int]) -> Claim:
    """The claim for some of the table's records."""
    context = claim.context
    if context is None:
        return claim
    codes = array(context.codes.typecode, [context.codes[index] for index in indexes])
    return replace(claim, context=Column(context.values, codes))


def _said(claim: Claim, kind: Kind, year: int, offset: int) -> Claim:
    if not is_yearly(kind, claim.fields):
        return claim
    sources = tuple(replace(each, offset=each.offset + offset) for each in claim.sources)
    return replace(claim, year=year, sources=sources)
