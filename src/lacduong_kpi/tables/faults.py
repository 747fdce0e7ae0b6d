"""What of a sheet or table was not understood, or only just: the findings of levels S and H."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from lacduong_kpi.findings import Finding, Place, finding, letters
from lacduong_kpi.tables.body import Body
from lacduong_kpi.tables.columns import Taken, Understood, Why
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import worth
from lacduong_kpi.tables.model import ColumnReading, SheetVerdict, Table
from lacduong_kpi.tables.surroundings import Surroundings
from lacduong_kpi.text import key
from lacduong_kpi.vocabulary import Role, read_name
from lacduong_kpi.workbook.model import Visibility

KNOWN = 80
"""how well a header is understood that only its values contradict"""


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
        case SheetVerdict.ROSTER | SheetVerdict.EMPTY:
            return None


def table_findings(
    grid: Grid,
    table: Table,
    understood: Understood,
    body: Body,
    told: Surroundings,
    guessed: Sequence[Place],
) -> Iterator[Finding]:
    """The findings of one table."""
    yield from _of_visibility(grid, table)
    yield from _of_rows(grid, table, body, guessed)
    yield from _of_leavers(grid, table, told, body)
    yield from _of_year(grid, table, told)
    for each, shown in zip(understood.taken, table.columns, strict=True):
        yield from _of_column(grid, understood, each, shown)
    yield from _of_doubles(grid, understood)
    yield from _of_raters(grid, understood)


def _of_visibility(grid: Grid, table: Table) -> Iterator[Finding]:
    sheet = grid.sheet
    if sheet.visibility is Visibility.HIDDEN and table.rows:
        yield finding("S06", Place(grid.file, sheet.name))
    hidden = [row for row in table.rows if row in sheet.hidden_rows]
    if hidden:
        yield finding("S07", *_ranges(grid, hidden, table.columns[0].column))
    for each in table.columns:
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


def _of_column(
    grid: Grid, understood: Understood, each: Taken, shown: ColumnReading
) -> Iterator[Finding]:
    header = each.header
    place = grid.place(header.row, header.column, header.title or None)
    if each.rival is not None:
        yield finding("H07", place, field=shown.fields[0] if shown.fields else None)
    if each.why is Why.CLOSE:
        yield finding("H02", place, field=shown.fields[0])
    if each.why is Why.REPEATED and each.profile.filled:
        yield finding("H09", place)
    if each.why is not Why.UNKNOWN or not each.profile.filled:
        return
    if not header.path:
        yield finding("H04", place)
    elif header.reading.of(understood.kind) and worth(header.reading) >= KNOWN:
        yield finding("H05", place, field=header.reading.of(understood.kind)[0].fields[0] or None)
    elif shown.nearest is not None:
        yield finding("H01", place, field=shown.nearest)
    elif header.reading.role is Role.UNKNOWN:
        yield finding("H08", place)


def _of_doubles(grid: Grid, understood: Understood) -> Iterator[Finding]:
    """Columns with the same header that tell the same."""
    first: dict[tuple[str, ...], Taken] = {}
    for each in understood.taken:
        if each.candidate is None or each.why is Why.NEIGHBOURS or each.candidate.part:
            continue
        same = (*map(key, each.header.path), *each.fields, str(each.year))
        before = first.setdefault(same, each)
        if before is not each:
            yield finding("H03", _place(grid, each), _place(grid, before), field=each.fields[0])


def _of_raters(grid: Grid, understood: Understood) -> Iterator[Finding]:
    """Ratings of one year by several raters: only the last decision counts."""
    rated = [each for each in understood.of("rating") if each.candidate is not None]
    for year in {each.year for each in rated}:
        of_year = [each for each in rated if each.year == year]
        highest = max(_rank(each) for each in of_year)
        aside = [each for each in of_year if _rank(each) < highest]
        if aside:
            deciding = next(each for each in of_year if _rank(each) == highest)
            others = [_place(grid, each) for each in aside]
            yield finding("H06", _place(grid, deciding), *others, field="rating")


def _rank(each: Taken) -> int:
    return each.candidate.rank if each.candidate else 0


def _place(grid: Grid, each: Taken) -> Place:
    return grid.place(each.header.row, each.header.column, each.header.title or None)
