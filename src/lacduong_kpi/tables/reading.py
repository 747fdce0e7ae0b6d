"""Where the parts meet: from a workbook's sheets to tables, each with its claims and its reasons."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from lacduong_kpi.findings import Finding, Place, address
from lacduong_kpi.tables.beside import claims_beside, columns_beside
from lacduong_kpi.tables.body import Body, Section, read_body
from lacduong_kpi.tables.claims import claims_of, context
from lacduong_kpi.tables.columns import Taken, Understood, understand
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band, HeaderFinder, kinds_named, split
from lacduong_kpi.tables.looks import Looks
from lacduong_kpi.tables.model import (
    Claim,
    ColumnReading,
    Presence,
    SheetReading,
    SheetVerdict,
    Table,
)
from lacduong_kpi.tables.overrides import Mapping, SheetMapping
from lacduong_kpi.tables.rows import (
    Frame,
    RowJudge,
    header_codes,
    is_column_numbers,
)
from lacduong_kpi.tables.shapes import profile
from lacduong_kpi.tables.surroundings import Surroundings, surroundings
from lacduong_kpi.terms import FIELDS, NAME_FIELD, Kind
from lacduong_kpi.vocabulary import Role, nearest
from lacduong_kpi.workbook.model import Sheet, Workbook

SAMPLE = 240
"""rows on which columns are judged"""


def read_sheets(workbook: Workbook, mapping: Mapping | None = None) -> tuple[SheetReading, ...]:
    """How every sheet of a workbook is understood, in its order. What `mapping` says holds."""
    mapping = mapping or Mapping()
    return tuple(
        _read_sheet(sheet, workbook.path, mapping.of(workbook.path, sheet.name))
        for sheet in workbook.sheets
    )


def _read_sheet(sheet: Sheet, file: str, mapping: SheetMapping | None) -> SheetReading:
    if mapping is not None and mapping.ignore:
        return SheetReading(file, sheet.name, SheetVerdict.IGNORED, (), ())
    grid = Grid(sheet, file)
    tables: list[Table] = []
    findings: list[Finding] = []
    verdict = SheetVerdict.NO_HEADER
    if not any(any(grid.sorts(column)) for column in range(sheet.left, sheet.right + 1)):
        return SheetReading(file, sheet.name, SheetVerdict.EMPTY, (), ())
    finder = HeaderFinder(grid, sheet.left, sheet.right)
    top = sheet.top
    while (band := finder.find(top)) is not None:
        end = band.bottom
        for part in split(band):
            table, body, told = _read_table(grid, part, top)
            end = max(end, body.end)
            if told is not None:
                verdict = told
            if table is not None:
                tables.append(table)
        top = end + 1
    if tables:
        verdict = SheetVerdict.ROSTER
        if not any(len(table.rows) for table in tables):
            verdict = SheetVerdict.BLANK_FORM
    return SheetReading(file, sheet.name, verdict, tuple(tables), tuple(findings))


def _read_table(
    grid: Grid, band: Band, above: int
) -> tuple[Table | None, Body, SheetVerdict | None]:
    left, right = band.left, band.right
    looks = Looks(grid, left, right)
    told = surroundings(grid, above, band.top - 1, left, right)
    rows = _sample(grid, band)
    profiles = {each.column: profile(grid, each.column, rows) for each in band.columns}
    understood = max(
        (understand(band, profiles, kind) for kind in kinds_named(band)),
        key=lambda each: (each.has_name, each.worth),
    )
    frame = _frame(understood)
    body = read_body(grid, band, frame, RowJudge(grid, band, frame, looks), told.title)
    if told.outsiders:
        return None, body, SheetVerdict.IGNORED
    if _is_counts(understood, told):
        return None, body, SheetVerdict.COUNTS
    beside = columns_beside(band, profiles, understood)
    return _table(grid, band, understood, body, told, beside), body, None


def _sample(grid: Grid, band: Band) -> list[int]:
    """Rows below a header that are filled like records."""
    top, bottom = band.bottom + 1, grid.sheet.bottom
    step = max(1, (bottom - top + 1) // SAMPLE)
    least = max(2, len(band.columns) // 3)
    headers = [
        (grid.codes(column, top, bottom), codes)
        for column, codes in header_codes(grid, band).items()
    ]
    rows = []
    for row in [*range(top, min(top + 40, bottom + 1)), *range(top + 40, bottom + 1, step)]:
        cells = grid.filled(row, band.left, band.right)
        if len(cells) < least or is_column_numbers(grid, row, cells):
            continue
        if sum(codes[row - top] in known for codes, known in headers) * 2 < len(cells):
            rows.append(row)
    return rows


def _frame(understood: Understood) -> Frame:
    taken = understood.taken
    names = tuple(
        each.header.column for each in taken if NAME_FIELD[understood.kind] in each.fields
    )
    number = next(
        (each.header.column for each in taken if each.header.reading.role is Role.NUMBER), None
    )
    others = sorted(
        (each for each in taken if each.header.column not in (*names, number)),
        key=lambda each: -each.profile.filled,
    )
    dense = tuple(each.header.column for each in others[:3] if each.profile.filled)
    columns = [each.header.column for each in taken]
    return Frame(understood.kind, names, number, dense, min(columns), max(columns))


def _is_counts(understood: Understood, told: Surroundings) -> bool:
    """Whether a table tells numbers of people, not people."""
    if understood.kind is not Kind.ORGANIZATION:
        return False
    fields = {field for each in understood.taken for field in each.fields}
    only_counts = fields <= {"name", "member_count", "official_member_count", "note", "parent"}
    return only_counts and (told.counts or "danh sách" not in told.title)


def _table(
    grid: Grid,
    band: Band,
    understood: Understood,
    body: Body,
    told: Surroundings,
    beside: dict[int, Taken],
) -> Table:
    kind = understood.kind
    year, year_place = told.year, told.year_place
    if year is None:
        years = [c.year for each in understood.taken if (c := each.candidate) and c.year]
        if years:
            year = max(years)
            cell = next(e for e in understood.taken if e.candidate and e.candidate.year == year)
            year_place = grid.place(cell.header.row, cell.header.column, cell.header.title)
    below = _below(grid, body, band)
    claims = claims_of(understood, below, year) + tuple(_contexts(grid, kind, body, told))
    return Table(
        grid.file,
        grid.sheet,
        kind,
        _presence(understood, told),
        band.top,
        band.bottom,
        array("I", body.rows),
        claims,
        tuple(_column(beside.get(each.header.column, each), kind) for each in understood.taken),
        tuple((why, tuple(rows)) for why, rows in body.skipped.items()),
        year,
        year_place,
        told.as_of,
        told.as_of_place,
        beside=claims_beside(beside, below, year),
    )


def _below(grid: Grid, body: Body, band: Band) -> dict[int, set[int]]:
    """Which columns are filled so many rows below a record's first."""
    found: dict[int, set[int]] = {}
    for row, offset in body.owned().items():
        found.setdefault(offset, set()).update(grid.filled(row, band.left, band.right))
    return found


def _presence(understood: Understood, told: Surroundings) -> Presence:
    fields = {field for each in understood.taken for field in each.fields}
    if understood.kind is not Kind.MEMBER:
        return Presence.LISTED
    facts = {"rating", "pledge", "residence_introduced", "residence_review", "residence_exemption"}
    about = bool(fields & facts) and not fields & {"admitted_on", "official_on"}
    return Presence.ABOUT if about or told.residence_only else Presence.LISTED


_CONTEXT_FIELDS = {
    Kind.MEMBER: {
        "branch": "branch",
        "grassroots": "grassroots",
        "status": "status",
        "standing": "standing",
    },
    Kind.ORGANIZATION: {"grassroots": "parent"},
    Kind.RESIDENTIAL_UNIT: {"commune": "commune"},
}


def _contexts(grid: Grid, kind: Kind, body: Body, told: Surroundings) -> list[Claim]:
    claims = []
    for fact, field in _CONTEXT_FIELDS[kind].items():
        values = _values(grid, fact, body, told.facts.get(fact))
        if any(values):
            claims.append(context(field, values))
    return claims


def _values(
    grid: Grid, fact: str, body: Body, otherwise: tuple[str, Place] | None
) -> list[tuple[str, Place] | None]:
    """For each record what the sections above it say, or else the surroundings."""
    order = _order(body.sections)
    values: list[tuple[str, Place] | None] = []
    state: dict[str, tuple[str, Place]] = {}
    waiting = iter([*body.sections, None])
    section = next(waiting)
    for row in body.rows:
        while section is not None and section.row < row:
            for name, value in section.line.facts:
                for other in order[order.index(name) + 1 :]:
                    state.pop(other, None)
                state[name] = (value, grid.place(section.row, section.column))
            section = next(waiting)
        values.append(state.get(fact, otherwise))
    return values


def _order(sections: Sequence[Section]) -> list[str]:
    """Facts from the outermost section inwards: that which comes first holds the others."""
    return list(dict.fromkeys(name for each in sections for name, _ in each.line.facts))


def _column(each: Taken, kind: Kind) -> ColumnReading:
    candidate = each.candidate
    near = None
    if each.why == "unknown" and each.header.path:
        found = nearest(each.header.title, (kind,))
        near = found[1] if found else None
    told_of = candidate.kind if candidate else kind
    yearly = any(FIELDS[told_of][name].yearly for name in each.fields)
    return ColumnReading(
        each.header.column,
        each.header.title,
        address(each.header.row, each.header.column),
        each.fields,
        candidate.year if candidate and yearly else None,
        each.why.value,
        candidate.stands_for if candidate else None,
        near,
    )
