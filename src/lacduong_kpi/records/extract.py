"""From a workbook to what it tells: pure, compact, made in the child that reads the file."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import compress, islice
from typing import TYPE_CHECKING

from lacduong_kpi.column import Unknown, constant, recoded, wide
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.records.blanks import blanks_of, with_blanks
from lacduong_kpi.records.branches import beside_units
from lacduong_kpi.records.cells import Cells
from lacduong_kpi.records.facts import Extract, Packed, Spot, TableFacts
from lacduong_kpi.records.hearing import hear
from lacduong_kpi.records.parts import Fault, Heard, Part
from lacduong_kpi.records.runs import range_of, runs
from lacduong_kpi.records.telling import Clash, Key, tell
from lacduong_kpi.records.telling import told as as_told
from lacduong_kpi.shared import Describing
from lacduong_kpi.tables.model import Claim, How, SheetReading, Source, Table
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.terms import NAME_FIELD, Kind, ResidenceExemption, Status
from lacduong_kpi.workbook.model import Sheet, Workbook

if TYPE_CHECKING:
    from lacduong_kpi.tables.overrides import Mapping, ValueMapping

ORDINARY_WORDS: dict[str, Packed] = {
    "status": Status.ACTIVE,
    "residence_exemption": ResidenceExemption.NONE,
}
"""The ordinary value of the fields whose blanks mean it where nobody writes it."""


def extract(workbook: Workbook, mapping: Mapping | None = None) -> Extract:
    """What a workbook tells: its tables' facts with addresses, findings, how it was understood."""
    readings = read_sheets(workbook, mapping)
    tables: list[TableFacts] = []
    findings: list[Finding] = list(workbook.findings)
    for reading in readings:
        findings += reading.findings
        told: list[TableFacts] = []
        for table in reading.tables:
            facts, found = read_table(table, mapping.values if mapping else ())
            told.append(facts)
            findings += found
        tables += beside_units(told)
    return Extract(
        workbook.path,
        workbook.sha256,
        tuple(sheet.name for sheet in workbook.sheets),
        tuple(tables),
        _understood(readings, tables),
        tuple(findings),
    )


def read_table(
    table: Table, values: Sequence[ValueMapping] = ()
) -> tuple[TableFacts, list[Finding]]:
    """The facts of one table and what is wrong in its cells."""
    cells = Cells(table)
    heard = hear(table, cells, values)
    telling = tell(table.kind, heard, table.year)
    parts = telling.parts
    struck = _strike(table, parts)
    finder = _Places(table)
    findings = [
        *finder.faults(heard.faults),
        *finder.clashes(telling.clashes),
        *finder.rows("V18", struck, "status"),
    ]
    if heard.converted:
        findings.append(finding("V11", Place(table.file, table.sheet.name)))
    kept = _kept(heard, len(table.rows))
    ordinary = _ordinary(heard.direct)
    facts = TableFacts(
        file=table.file,
        sheet=table.sheet.name,
        kind=table.kind,
        presence=table.presence,
        rows=table.rows if kept is None else array("I", compress(table.rows, kept)),
        told=tuple(as_told(key, _compressed(part, kept)) for key, part in parts.items()),
        year=table.year,
        year_place=table.year_place,
        years_of_columns=_years_of_columns(table),
        as_of=table.as_of,
        as_of_place=table.as_of_place,
        declared_total=table.declared_total,
        declared_total_place=table.declared_total_place,
        ordinary=ordinary,
        name_column=finder.name_column,
        headers={column.column: column.header for column in table.columns},
        blanks=blanks_of(table, heard, ordinary),
    )
    return facts, findings


def _kept(heard: Heard, size: int) -> Sequence[bool] | None:
    """Which records stay: people who are said to be no members are none. None: all."""
    if not heard.outsiders:
        return None
    return [record not in heard.outsiders for record in range(size)]


def _compressed(part: Part, kept: Sequence[bool] | None) -> Part:
    if kept is None:
        return part
    spots = part.spot_codes
    return _used_only(
        replace(
            part,
            codes=array(part.codes.typecode, compress(part.codes, kept)),
            spot_codes=None if spots is None else array(spots.typecode, compress(spots, kept)),
        )
    )


def _used_only(part: Part) -> Part:
    """The part without values that no record has any more."""
    used = sorted(set(part.codes))
    if len(used) == len(part.values):
        return part
    table = [0] * len(part.values)
    for new, code in enumerate(used):
        table[code] = new
    codes = recoded(part.codes, table)
    return replace(part, values=[part.values[code] for code in used], codes=codes)


def _ordinary(direct: Iterable[Part]) -> frozenset[str]:
    """The fields whose blanks mean the ordinary value: no column of theirs ever says it."""
    said = {
        part.field
        for part in direct
        if part.field in ORDINARY_WORDS and ORDINARY_WORDS[part.field] in part.values
    }
    return frozenset(ORDINARY_WORDS) - said


def _years_of_columns(table: Table) -> frozenset[int]:
    """The years of the columns, where nothing but the columns gives the table its year."""
    place = table.year_place
    in_header = (
        place is not None
        and place.row is not None
        and table.header_top <= place.row <= table.header_bottom
    )
    if not in_header:
        return frozenset()
    return frozenset(claim.year for claim in table.claims if claim.year is not None)


def _strike(table: Table, parts: dict[Key, Part]) -> list[int]:
    """Rows whose name is struck through and whose status nobody wrote: it is unknown."""
    if not table.sheet.struck or table.kind is not Kind.MEMBER:
        return []
    sources = _name_sources(table)
    struck = [
        record
        for record, row in enumerate(table.rows)
        if any((row + each.offset, each.column) in table.sheet.struck for each in sources)
    ]
    key: Key = ("status", None)
    part = parts.get(key)
    if part is not None:
        silent = (Unknown.BLANK, Unknown.NO_COLUMN)
        struck = [r for r in struck if any(part.values[part.codes[r]] is each for each in silent)]
    if struck:
        parts[key] = _with_unreadable(part, struck, len(table.rows), sources)
    return struck


def _with_unreadable(
    part: Part | None, records: Iterable[int], size: int, sources: Sequence[Source]
) -> Part:
    """The part with some records unreadable; their cells are those of the name."""
    values: list[Packed] = list(part.values) if part else [Unknown.BLANK]
    codes = wide(part.codes if part else constant(None, size).codes)
    spots = part.spots if part else ((),)
    at = part.spot_codes if part else None
    spot_codes = wide(at if at is not None else constant(None, size).codes)
    unreadable = next((k for k, each in enumerate(values) if each is Unknown.UNREADABLE), None)
    if unreadable is None:
        unreadable = len(values)
        values.append(Unknown.UNREADABLE)
    names = tuple((source.column, source.offset) for source in sources)
    for record in records:
        codes[record], spot_codes[record] = unreadable, len(spots)
    return _used_only(Part("status", None, values, codes, (*spots, names), spot_codes))


def _name_sources(table: Table) -> tuple[Source, ...]:
    wanted = NAME_FIELD[table.kind]
    claims: list[Claim] = [
        claim for claim in table.claims if wanted in claim.fields and claim.how is not How.CONTEXT
    ]
    return claims[0].sources if claims else ()


class _Places:
    """Findings of a table: records as ranges of cells."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._headers = {column.column: column.header for column in table.columns}
        names = _name_sources(table)
        self.name_column = names[0].column if names else None

    def faults(self, faults: Iterable[Fault]) -> Iterable[Finding]:
        for fault in faults:
            spot = (fault.source.column, fault.source.offset)
            for records in self._neighbours(fault.records):
                place, count = self._place(spot, records)
                others = [self._place((s.column, s.offset), records)[0] for s in fault.others]
                yield finding(fault.code, place, *others, field=fault.field, count=count)

    def clashes(self, clashes: Iterable[Clash]) -> Iterable[Finding]:
        code = "X03" if self._table.kind is Kind.MEMBER else "O01"
        for clash in clashes:
            for records in self._neighbours(clash.records):
                places = [self._place(spot, records)[0] for spot in (*clash.first, *clash.second)]
                yield finding(code, *places, field=clash.key[0], count=len(records))

    def rows(self, code: str, records: Sequence[int], field: str) -> Iterable[Finding]:
        column = self.name_column or self._table.sheet.left
        for near in self._neighbours(records):
            place, count = self._place((column, 0), near)
            yield finding(code, place, field=field, count=count)

    def _neighbours(self, records: Sequence[int]) -> Iterable[list[int]]:
        """The records in groups whose sheet rows follow each other."""
        rows = self._table.rows
        by_row = {rows[record]: record for record in records}
        for run in runs(sorted(by_row)):
            yield [by_row[row] for row in range(run.first, run.last + 1) if row in by_row]

    def _place(self, spot: Spot, records: Sequence[int]) -> tuple[Place, int]:
        """The cells of neighbouring records at a spot."""
        if isinstance(spot, Place):
            return spot, len(records)
        column, offset = spot
        rows = self._table.rows
        run = runs([rows[records[0]] + offset])[0]
        run = replace(run, last=rows[records[-1]] + offset, count=len(records))
        header = self._headers.get(column)
        sheet = self._table.sheet.name
        return Place(self._table.file, sheet, range_of(run, column), run.first, header), run.count


def _understood(
    readings: Iterable[SheetReading], facts: Iterable[TableFacts]
) -> tuple[SheetReading, ...]:
    """How the sheets were understood, without their cells: it must not hold the file in memory."""
    blanks = (table.blanks for table in facts)
    return tuple(
        replace(
            reading,
            tables=with_blanks(map(_bare, reading.tables), islice(blanks, len(reading.tables))),
            findings=(),
        )
        for reading in readings
    )


def _bare(table: Table) -> Table:
    sheet = Sheet(
        table.sheet.name,
        (),
        table.sheet.top,
        table.sheet.left,
        table.sheet.visibility,
        faults_hidden=table.sheet.faults_hidden,
    )
    return replace(table, sheet=sheet, claims=_without_texts(table.claims, None))


def _claims(claims: tuple[Claim, ...], _: None) -> tuple[Claim, ...]:
    return tuple(
        claim if claim.context is None else replace(claim, context=None, context_cells=())
        for claim in claims
    )


_without_texts = Describing(_claims)
