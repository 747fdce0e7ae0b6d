"""What of a sheet or table was not understood, or only just: the findings of level S, and those of
level H with their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lacduong_kpi.findings import Finding, Place, finding, letters
from lacduong_kpi.tables.body import Body
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.layouts import Layout
from lacduong_kpi.tables.model import SheetVerdict, Table
from lacduong_kpi.tables.surroundings import Surroundings
from lacduong_kpi.vocabulary import read_name
from lacduong_kpi.workbook.model import Visibility


def sheet_finding(grid: Grid, verdict: SheetVerdict, nearest_row: int | None) -> Finding | None:
    """Why a sheet was left aside."""
    sheet = Place(grid.file, grid.sheet.name)
    match verdict:
        case SheetVerdict.NO_HEADER if nearest_row is not None:
            cells = grid.filled(nearest_row, grid.sheet.left, grid.sheet.right)
            return finding("S01", grid.place(nearest_row, cells[0]))
        case SheetVerdict.NO_HEADER:
            return finding("S02", sheet)
        case SheetVerdict.COUNTS:
            return finding("S03", sheet)
        case SheetVerdict.IGNORED:
            return finding("S04", sheet)
        case SheetVerdict.BLANK_FORM:
            return finding("S05", sheet)
        case SheetVerdict.CHOICES:
            return finding("S14", sheet)
        case SheetVerdict.ROSTER | SheetVerdict.EMPTY:
            return None


def table_findings(
    grid: Grid,
    table: Table,
    layout: Layout,
    body: Body,
    told: Surroundings,
    guessed: Sequence[Place],
) -> Iterator[Finding]:
    """The findings of one table."""
    yield from _of_visibility(grid, table)
    yield from _of_rows(grid, table, body, guessed)
    yield from _of_leavers(grid, table, told, body)
    yield from _of_year(grid, table, told)
    for each in layout.faults:
        places = [grid.place(*header) for header in each.headers]
        yield finding(each.code, *places, field=each.field)


def _of_visibility(grid: Grid, table: Table) -> Iterator[Finding]:
    sheet = grid.sheet
    if sheet.visibility is Visibility.HIDDEN and table.rows:
        yield finding("S06", Place(grid.file, sheet.name))
    hidden = sheet.hidden_rows.intersection(table.rows) if sheet.hidden_rows else ()
    if hidden:
        yield finding("S07", *_ranges(grid, hidden, table.columns[0].column))
    for each in table.columns if sheet.hidden_columns else ():
        if each.fields and each.column in sheet.hidden_columns:
            place = Place(grid.file, sheet.name, each.header_cell, None, each.header)
            yield finding("S11", place, field=each.fields[0])


def _ranges(grid: Grid, rows: Iterable[int], column: int) -> Iterator[Place]:
    """Rows as ranges of one column, in order."""
    ordered = sorted(rows)
    starts = [ordered[0], *(b for a, b in pairwise(ordered) if b > a + 1)]
    ends = [*(a for a, b in pairwise(ordered) if b > a + 1), ordered[-1]]
    name = letters(column)
    for start, end in zip(starts, ends, strict=True):
        cells = f"{name}{start}" if start == end else f"{name}{start}:{name}{end}"
        yield Place(grid.file, grid.sheet.name, cells, start)


def _of_rows(grid: Grid, table: Table, body: Body, guessed: Sequence[Place]) -> Iterator[Finding]:
    owned = body.owned()
    for row in body.loose:
        if row not in owned:
            cells = grid.filled(row, table.columns[0].column, table.columns[-1].column)
            yield finding("S08", grid.place(row, cells[0]))
    for place in guessed:
        yield finding("S10", place, field="branch")
    if len(body.rows) > len(table.rows):
        outsiders = set(body.rows) - set(table.rows)
        yield finding("S12", *_ranges(grid, outsiders, table.columns[0].column))


def _of_leavers(grid: Grid, table: Table, told: Surroundings, body: Body) -> Iterator[Finding]:
    """People in a list of leavers of whom nothing says how they left."""
    headings = [told.facts["leavers"][1]] if "leavers" in told.facts else []
    headings += [
        grid.place(each.row, each.column)
        for each in body.sections
        if any(said == "leavers" for said, _ in each.line.facts)
    ]
    if not headings:
        return
    telling = {
        source.column
        for claim in table.claims
        if not {"status", "note"}.isdisjoint(claim.fields)
        for source in claim.sources
    }
    silent = [row for row in table.rows if not any(grid.sort(row, c) for c in telling)]
    first = headings[0].row or 0
    if any(row > first for row in silent):
        yield finding("S13", headings[0], field="status")


def _of_year(grid: Grid, table: Table, told: Surroundings) -> Iterator[Finding]:
    """A title and the sheet's name that tell different years."""
    named = read_name(grid.sheet.name).year
    place = told.year_place
    titled = told.year is not None and place is not None and place.cell is not None
    if titled and place is not None and named not in (None, told.year):
        yield finding("S09", place, Place(grid.file, grid.sheet.name))
