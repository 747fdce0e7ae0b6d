"""One table: from its header and the rows below to claims, records and what is left aside."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.body import Body, read_body
from lacduong_kpi.tables.branches import branch_table, branches_in
from lacduong_kpi.tables.columns import Understood, understand
from lacduong_kpi.tables.contexts import contexts, kinds_by_name, merged_down, parents_of
from lacduong_kpi.tables.faults import table_findings
from lacduong_kpi.tables.footnotes import footnoted
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.headers import Band, HeaderColumn, kinds_named, worth
from lacduong_kpi.tables.layouts import Layout, Layouts
from lacduong_kpi.tables.lines import tells_count
from lacduong_kpi.tables.looks import NOTHING, PATIENCE_BELOW, Looks
from lacduong_kpi.tables.model import (
    Claim,
    Presence,
    SheetVerdict,
    Skipped,
    Table,
)
from lacduong_kpi.tables.nonmembers import marked_outsiders
from lacduong_kpi.tables.overrides import SheetMapping
from lacduong_kpi.tables.rows import Frame, RowJudge
from lacduong_kpi.tables.sample import SAMPLE, sample
from lacduong_kpi.tables.shapes import Profile, profile
from lacduong_kpi.tables.surroundings import Surroundings, surroundings
from lacduong_kpi.tables.years import by_years, year_column
from lacduong_kpi.terms import NAME_FIELD, Kind
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary import Role, read_header
from lacduong_kpi.vocabulary.words import header_list

SURE = 80
"""how well a header must be understood for another reading to give way"""

_IDENTITY = frozenset({"full_name", "date_of_birth", "card_number", "personal_id", "sex"})
_RESIDENCE = frozenset({"residence_introduced", "residence_exemption", "residence_review"})
_FACTS = _RESIDENCE | {"rating", "pledge"}


@dataclass(frozen=True, slots=True)
class TableReading:
    """What became of one header: tables, or the reason why it heads none."""

    tables: tuple[Table, ...]
    verdict: SheetVerdict
    end: int
    """the last row that belongs to it"""
    findings: tuple[Finding, ...]
    told: Surroundings


def read_table(
    grid: Grid,
    band: Band,
    above: int,
    mapping: SheetMapping | None = None,
    first: Surroundings | None = None,
) -> TableReading:
    """Reads the table under a header; its titles stand in the rows from `above` on. `first` is
    what stands over the first table of the sheet, and holds for the others where they are silent.
    """
    told = surroundings(grid, above, band.top - 1, band.left, band.right)
    if first is not None:
        told.inherit(first)
    band = _with_untitled(grid, band)
    if told.residence_only:
        band = _about_residence(band)
    layout, profiles = _layout(grid, band, told, mapping)
    understood = layout.understood
    if not understood.has_name:
        return TableReading((), SheetVerdict.NO_HEADER, band.bottom, (), told)
    frame = _frame(grid, band, understood)
    looks = Looks(grid, band.left, band.right, PATIENCE_BELOW)
    body = read_body(grid, band, frame, RowJudge(grid, band, frame, looks), told.title)
    verdict = _verdict(understood, body, told, mapping)
    if verdict is SheetVerdict.ROSTER and mapping is None and _offers_choices(grid, band, frame):
        verdict = SheetVerdict.CHOICES
    if verdict not in (SheetVerdict.ROSTER, SheetVerdict.BLANK_FORM):
        return TableReading((), verdict, body.end, (), told)
    if mapping is not None and mapping.year is not None:
        _put_year(told, mapping.year)
    apart = _apart(grid, band, understood, body, told, profiles)
    if apart.columns:
        layout = Layout(understood.leaving(apart.columns))
    assembly = _Assembly(grid, band, layout, frame, body, told)
    table = assembly.table()
    findings = tuple(table_findings(grid, table, layout, body, told, assembly.guessed))
    return TableReading(apart.tables(grid, table, body), verdict, body.end, findings, told)


@dataclass(frozen=True, slots=True)
class _Apart:
    """What some columns tell in tables of their own over the same rows: the branches of units, or
    of which year each row is."""

    branches: Understood | None
    year: int | None
    """the column of the years"""

    @property
    def columns(self) -> list[int]:
        if self.branches is not None:
            return [each.header.column for each in self.branches.taken]
        return [] if self.year is None else [self.year]

    def tables(self, grid: Grid, table: Table, body: Body) -> tuple[Table, ...]:
        if self.branches is not None:
            return table, branch_table(grid, table, self.branches)
        return (table,) if self.year is None else by_years(grid, table, self.year, body.height)


def _apart(
    grid: Grid,
    band: Band,
    understood: Understood,
    body: Body,
    told: Surroundings,
    profiles: Mapping[int, Profile],
) -> _Apart:
    branches = branches_in(understood, band, profiles)
    year = None if branches else year_column(grid, understood, body, told.year)
    return _Apart(branches, year)


_layouts = Layouts()


def _layout(
    grid: Grid, band: Band, told: Surroundings, mapping: SheetMapping | None
) -> tuple[Layout, Mapping[int, Profile]]:
    """What the columns tell, and the values on which that was judged, if it had to be."""
    known = _layouts.find(grid, band) if mapping is None else None
    if known is not None:
        return known, {}
    rows = sample(grid, band)
    profiles = {each.column: profile(grid, each.column, rows) for each in band.columns}
    layout = Layout(_best(band, profiles, told, mapping))
    if mapping is None:
        _layouts.learn(band, layout)
    return layout, profiles


def _best(
    band: Band, profiles: dict[int, Profile], told: Surroundings, mapping: SheetMapping | None
) -> Understood:
    """The kind of record whose reading of the columns has most evidence."""
    kinds = kinds_named(band) or list(Kind)
    if mapping is not None and mapping.kind is not None:
        kinds = [mapping.kind]
    columns = mapping.columns if mapping else ()
    readings = [understand(band, profiles, kind, columns) for kind in kinds]
    return max(readings, key=lambda each: (each.has_name, each.worth + _hint(each, told)))


def _hint(understood: Understood, told: Surroundings) -> int:
    """What the title says for a kind: more than one doubtful column, less than two sure ones.
    In a list of units and their branches the first column of names says what the rows are."""
    match understood.kind:
        case Kind.MEMBER:
            return 60 * ("đảng viên" in told.title)
        case Kind.ORGANIZATION:
            titled = any(word in told.title for word in ("tổ chức đảng", "tccsđ", "cấp ủy"))
            units = [each.header.column for each in understood.of("residential_unit")]
            names = [each.header.column for each in understood.of("name")]
            return 60 * titled - 300 * bool(units and names and min(units) < min(names))
        case Kind.RESIDENTIAL_UNIT:
            return 60 * ("danh sách thôn" in told.title or "khu dân cư" in told.title)


def _with_untitled(grid: Grid, band: Band) -> Band:
    """The header with those columns that hold values, but no header, between or beside others."""
    known = {each.column: each for each in band.columns}
    columns = []
    for column in range(band.left, min(band.right + 1, grid.sheet.right) + 1):
        found = known.get(column)
        if found is None and _holds_values(grid, column, band):
            found = HeaderColumn(column, (), band.bottom, NOTHING)
        if found is not None:
            columns.append(found)
    return replace(band, columns=tuple(columns)) if len(columns) > len(known) else band


def _about_residence(band: Band) -> Band:
    """The header read as one under `QĐ 213`: `Nhận xét` is that of the place of residence."""
    columns = []
    for each in band.columns:
        reading = read_header(("QĐ 213", *each.path))
        sure = reading.role is Role.FIELD and worth(reading) > SURE
        better = sure and _RESIDENCE.issuperset(reading.candidates[0].fields)
        columns.append(replace(each, reading=reading) if better else each)
    return replace(band, columns=tuple(columns))


def _holds_values(grid: Grid, column: int, band: Band) -> bool:
    """Whether a third of the rows below a header hold something in a column without one."""
    top, bottom = band.bottom + 1, min(grid.sheet.bottom, band.bottom + SAMPLE)
    filled = sum(grid.sort(row, column) != Sort.BLANK for row in range(top, bottom + 1))
    rows = sum(bool(grid.filled(row, band.left, band.right)) for row in range(top, bottom + 1))
    return filled >= 2 and filled * 3 >= rows


def _frame(grid: Grid, band: Band, understood: Understood) -> Frame:
    taken = understood.taken
    name = NAME_FIELD[understood.kind]
    names = tuple(each.header.column for each in taken if name in each.fields)
    numbers = (each.header.column for each in taken if each.header.reading.role is Role.NUMBER)
    number = next(numbers, None)
    columns = [each.header.column for each in taken]
    filled = {
        column: grid.filled_below(column, band.bottom)
        for column in columns
        if column not in (*names, number)
    }
    fullest = sorted(filled, key=lambda column: -filled[column])[:3]
    dense = tuple(column for column in fullest if filled[column])
    return Frame(understood.kind, names, number, dense, min(columns), max(columns))


def _verdict(
    understood: Understood, body: Body, told: Surroundings, mapping: SheetMapping | None
) -> SheetVerdict:
    if mapping is None or mapping.kind is None:
        if told.outsiders is not None:
            return SheetVerdict.IGNORED
        if _is_counts(understood, told):
            return SheetVerdict.COUNTS
    return SheetVerdict.ROSTER if body.rows else SheetVerdict.BLANK_FORM


def _offers_choices(grid: Grid, band: Band, frame: Frame) -> bool:
    """Whether a sheet of such a name begins with headers alone, over columns of unlike length in
    which nothing comes twice and no row has a number: what stands in a row does not belong
    together."""
    name = bare(grid.sheet.name).rstrip("0123456789 ")
    if frame.number is not None or name not in header_list("choices_sheets"):
        return False
    columns = [_filled(grid, each.column, band.bottom + 1) for each in band.columns]
    once = all(len(set(column)) == len(column) for column in columns)
    return once and band.top == grid.sheet.top and len(set(map(len, columns))) > 1


def _filled(grid: Grid, column: int, top: int) -> list[int]:
    """The codes of a column from row `top` on, without those of blanks."""
    blanks = grid.blanks(column)
    return [code for code in grid.codes(column, top, grid.sheet.bottom) if code not in blanks]


_NUMBERS_ONLY = frozenset({"name", "member_count", "official_member_count", "note", "parent"})


def _is_counts(understood: Understood, told: Surroundings) -> bool:
    """Whether a table tells numbers of people, not people: nothing but counts beside names."""
    if understood.kind is Kind.MEMBER:
        return False
    fields = {field for each in understood.taken for field in each.fields}
    counted = sum(each.profile.is_counts for each in understood.taken if not each.is_number)
    filled = sum(bool(each.profile.filled) for each in understood.taken if not each.is_number)
    if told.counts and counted * 2 > filled - 1:
        return True
    if understood.kind is Kind.RESIDENTIAL_UNIT or not fields <= _NUMBERS_ONLY:
        return counted >= 4 and counted >= filled - 2
    named = any(bare(each.header.title).startswith("tên") for each in understood.of("name"))
    return counted > 0 and not named and "danh sách" not in told.title


def _put_year(told: Surroundings, year: int) -> None:
    """The year of a mapping; it has a place only where the sheet says the same."""
    place = told.year_place
    if told.year != year or place is None or place.sheet is None:
        told.year, told.year_place = year, None


class _Assembly:
    """Puts one table together from its parts."""

    def __init__(
        self,
        grid: Grid,
        band: Band,
        layout: Layout,
        frame: Frame,
        body: Body,
        told: Surroundings,
    ) -> None:
        self._grid = grid
        self._band = band
        self._layout = layout
        self._understood = layout.understood
        self._frame = frame
        self._body = body
        self._told = told
        self._kind = layout.understood.kind
        self.guessed: tuple[Place, ...] = ()

    def table(self) -> Table:
        year, year_place = self._year()
        claims = self._layout.claims(self._below(), year)
        found = contexts(self._grid, self._frame, self._body, self._told, claims)
        self.guessed = found.guessed
        outsiders = found.outsiders | marked_outsiders(
            self._grid, self._understood, self._body.rows
        )
        rows = [row for row in self._body.rows if row not in outsiders]
        claims = tuple(merged_down(self._grid, self._kind, rows, self._body.height, claims))
        claims += (*footnoted(self._grid, self._frame, self._body, rows), *found.claims)
        total, total_place = self._declared()
        return Table(
            self._grid.file,
            self._grid.sheet,
            self._kind,
            self._presence(),
            self._band.top,
            self._band.bottom,
            array("I", rows),
            self._kept((*claims, *self._kinds(rows, claims, found.groups))),
            self._layout.columns,
            self._skipped(outsiders),
            year,
            year_place,
            self._told.as_of,
            self._told.as_of_place,
            total,
            total_place,
            self._layout.legend,
            self._grid.encoding,
        )

    def _year(self) -> tuple[int | None, Place | None]:
        """The table's year: that over its running numbers (`NĂM 2023 > TT`), for one of several
        side by side; that of its surroundings, but a newer one of its columns if only the file's
        name tells it; else the newest of its columns."""
        told = self._told
        for each in (taken.header for taken in self._understood.taken if taken.is_number):
            if each.reading.year is not None:
                return each.reading.year, self._grid.place(each.row, each.column, each.title)
        named = [each for each in self._understood.taken if each.year is not None]
        newest = max(named, key=lambda each: each.year or 0, default=None)
        by_file = told.year_place is not None and told.year_place.sheet is None
        if newest is not None and (told.year is None or by_file):
            header = newest.header
            return newest.year, self._grid.place(header.row, header.column, header.title)
        return told.year, told.year_place

    def _below(self) -> dict[int, set[int]]:
        """Which columns are filled so many rows below a record's first."""
        found: dict[int, set[int]] = {}
        for row, offset in self._body.owned().items():
            cells = self._grid.filled(row, self._band.left, self._band.right)
            found.setdefault(offset, set()).update(cells)
        return found

    def _presence(self) -> Presence:
        if self._kind is not Kind.MEMBER:
            return Presence.LISTED
        fields = {field for each in self._understood.taken for field in each.fields}
        about = bool(fields & _FACTS) and not fields & {"admitted_on", "official_on"}
        return Presence.ABOUT if about or self._told.residence_only else Presence.LISTED

    def _kept(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """A list about the residence tells nothing but who is meant and his ties to it."""
        if not self._told.residence_only or self._kind is not Kind.MEMBER:
            return tuple(claims)
        allowed = _IDENTITY | _RESIDENCE | {""}
        return tuple(each for each in claims if allowed.issuperset(each.fields))

    def _kinds(
        self, rows: Sequence[int], claims: Sequence[Claim], groups: Sequence[str | None]
    ) -> list[Claim]:
        """What kind of organization each is, where no column says so."""
        if self._kind is not Kind.ORGANIZATION or any("kind" in each.fields for each in claims):
            return []
        column = self._frame.names[0]
        header = next(each.title for each in self._band.columns if each.column == column)
        parents = parents_of(self._grid, rows, claims)
        heading = f"{self._told.title} {header}"
        found = kinds_by_name(self._grid, rows, column, parents, heading, groups)
        return [found] if found else []

    def _declared(self) -> tuple[int | None, Place | None]:
        """The number of records that the list itself declares, and where."""
        totals = [each for each in self._body.totals if tells_count(each[2])]
        grand = [each for each in totals if each[0] in self._body.skipped.get(Skipped.TOTAL, [])]
        if not grand and (len(totals) > 1 or self._body.sections):
            return None, None
        for row, column, line in reversed(grand or totals):
            if line.count is not None:
                return line.count, self._grid.place(row, column)
            number = self._number_beside(row, column)
            if number is not None:
                value = self._grid.value(row, number)
                return int(value) if isinstance(value, (int, float)) else None, self._grid.place(
                    row, number
                )
        return None, None

    def _number_beside(self, row: int, column: int) -> int | None:
        """The column of a total's number: that of the name, or the only one filled."""
        numbers = [
            each
            for each in self._grid.filled(row, column + 1, self._frame.right)
            if self._grid.sort(row, each) == Sort.NUMBER
        ]
        named = [each for each in numbers if each in self._frame.names]
        if named:
            return named[0]
        return numbers[0] if len(numbers) == 1 else None

    def _skipped(self, outsiders: frozenset[int]) -> tuple[tuple[Skipped, tuple[int, ...]], ...]:
        body = self._body
        owned = body.owned()
        stray = [row for row in body.loose if row not in owned]
        skipped = dict(body.skipped)
        if stray:
            skipped[Skipped.NOTE] = sorted([*skipped.get(Skipped.NOTE, []), *stray])
        if outsiders:
            skipped[Skipped.OUTSIDER] = sorted(outsiders)
        return tuple((why, tuple(rows)) for why, rows in skipped.items() if rows)
