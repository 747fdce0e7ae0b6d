"""What the claims of a table tell: for every field the value of each record and its cells.

A claim is read once per distinct value of its column. Which of several claims on a field counts
is decided in `telling`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.records.cells import Cells, Raw, filled_down
from lacduong_kpi.records.digests import UNCLEAR_BLANK, Digest, answers, digest, digest_of, is_blank
from lacduong_kpi.records.facts import Packed
from lacduong_kpi.records.parts import Fault, Heard, Part, by_tuple, part_of, spots_of
from lacduong_kpi.records.ticks import Ticks, read_ticks, tells_no, unclear_blanks
from lacduong_kpi.records.understanding import (
    SETTLED,
    Understanding,
    all_settled,
    fault_code,
    is_closed,
    settled_value,
    value_of,
)
from lacduong_kpi.tables.model import Claim, How, Source, Table
from lacduong_kpi.tables.overrides import ValueMapping
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.text import tidy
from lacduong_kpi.vocabulary import Mark, mark, settled, typed
from lacduong_kpi.vocabulary.settled import stands_as_written
from lacduong_kpi.workbook.model import CellFault, Value

NO_TICK, TWO_TICKS, FILLED_DOWN = "V05", "V06", "V19"
_GROUPS = frozenset(
    {
        (Kind.MEMBER, "branch"),
        (Kind.MEMBER, "grassroots"),
        (Kind.RESIDENTIAL_UNIT, "commune"),
    }
)
"""What offices write once at the head of a group of rows."""
_BRANCH_OR_NOT = (Kind.RESIDENTIAL_UNIT, "branch")
"""What may hold, instead of a name, whether there is one."""


def hear(table: Table, cells: Cells, values: Sequence[ValueMapping] = ()) -> Heard:
    """Reads all claims of a table. `values` are texts of which a mapping file says what they
    mean; it goes before the vocabulary."""
    listener = _Listener(table, cells, values)
    for claim in table.claims:
        listener.listen(claim)
    return listener.heard


class _Listener:
    def __init__(self, table: Table, cells: Cells, values: Sequence[ValueMapping]) -> None:
        self._understanding = Understanding(table, values)
        self._cells = cells
        self._kind = table.kind
        self.heard = Heard()

    def listen(self, claim: Claim) -> None:
        match claim.how:
            case How.PLAIN:
                for source in claim.sources:
                    self._read(claim, self._plain(claim, source), (source,))
            case How.JOINED:
                is_day = FIELDS[self._kind][claim.fields[0]].type is FieldType.DATE
                joined = self._joined(claim.sources, "/" if is_day else " ")
                self._read(claim, joined, claim.sources)
            case How.CHOICE:
                self._choice(claim)
            case How.IMPLIED:
                self._implied(claim)
            case How.ALL:
                self._all(claim)
            case How.CONTEXT:
                self._context(claim)

    def _plain(self, claim: Claim, source: Source) -> Raw:
        """The cells of a source; where a group's name stands in its first row only, in all."""
        raw = self._take(source)
        if len(claim.fields) == 1 and (self._kind, claim.fields[0]) in _GROUPS:
            filled = filled_down(raw)
            if filled is not None:
                self._fault(FILLED_DOWN, claim.fields[0], source, filled[1])
                return filled[0]
        return raw

    def _take(self, source: Source) -> Raw:
        raw = self._cells.take(source)
        self.heard.converted = self.heard.converted or raw.converted
        return raw

    def _read(self, claim: Claim, raw: Raw, sources: Sequence[Source]) -> None:
        """A column whose cells are read, one part for each field that they tell."""
        if len(claim.fields) == 1 and self._takes_settled(claim.fields[0]) and not raw.capitals:
            self._read_settled(claim, raw, sources)
        else:
            digested = digest_of(self._understanding, claim.fields, raw)
            self._take_over(digested, claim, raw, sources)

    def _take_over(
        self, digested: Digest, claim: Claim, raw: Raw, sources: Sequence[Source]
    ) -> None:
        heard, spots = self.heard, spots_of(sources)
        heard.direct += [part_of(each, claim.year, raw, spots) for each in digested.direct]
        heard.blanks += [part_of(each, claim.year, raw, spots) for each in digested.blanks]
        heard.aside += [part_of(each, None, raw, spots) for each in digested.aside]
        heard.outsiders.update(raw.rows_of(digested.outsiders))
        name = next(filter(None, claim.fields), "")
        for code, indexes in digested.faults:
            self._fault(code, name, sources[0], raw.rows_of(indexes))

    def _takes_settled(self, name: str) -> bool:
        kind = FIELDS[self._kind][name].type
        if kind is FieldType.TEXT:
            key = (self._kind, name)
            return key != _BRANCH_OR_NOT and stands_as_written(*key)
        return kind in (FieldType.DIGITS, FieldType.DATE, FieldType.NAME)

    def _read_settled(self, claim: Claim, raw: Raw, sources: Sequence[Source]) -> None:
        """A column of numbers, days or names: only cells that are not as they should be are
        read one by one."""
        (name,) = claim.fields
        is_date = FIELDS[self._kind][name].type is FieldType.DATE
        rest = settled(self._kind, name, raw.values)
        if not rest:
            values = all_settled(raw.values, is_date)
            codes = raw.spread(range(len(values)))
            self.heard.direct.append(Part(name, claim.year, values, codes, spots_of(sources)))
            return
        some = Raw([raw.values[index] for index in rest], (), raw.codes)
        readings = [SETTLED] * len(raw.values)
        read = self._understanding.readings(claim.fields, some)
        for index, reading in zip(rest, read, strict=True):
            readings[index] = reading
        told = [
            settled_value(value, is_date) if reading is SETTLED else value_of(reading, name)
            for value, reading in zip(raw.values, readings, strict=True)
        ]
        digested = digest(self._kind, (name,), raw.values, readings, (told,))
        self._take_over(digested, claim, raw, sources)

    def _fault(self, code: str, name: str, source: Source, records: list[int]) -> None:
        if records:
            self.heard.faults.append(Fault(code, name, source, records))

    def _joined(self, sources: Sequence[Source], between: str) -> Raw:
        """The cells of several columns as one text; a fault in one is the fault of all."""
        raws = [self._take(source) for source in sources]
        tables = [dict(zip(raw.used, raw.values, strict=True)) for raw in raws]

        def join(codes: tuple[int, ...]) -> Value:
            values = [table[code] for table, code in zip(tables, codes, strict=True)]
            faults = [value for value in values if type(value) is CellFault]
            texts = [str(value) for value in values if value is not None]
            return faults[0] if faults else between.join(texts) or None

        values, codes = by_tuple([raw.codes for raw in raws], join)
        capitals = any(raw.capitals for raw in raws)
        return Raw(values, range(len(values)), codes, capitals)

    def _choice(self, claim: Claim) -> None:
        """Columns that stand for values: the one that is ticked decides."""
        (name,) = claim.fields
        raws = [self._take(source) for source in claim.sources]
        ticks = Ticks(self._kind, name, claim, raws)
        states = [
            read_ticks(self._kind, name, source, raw)
            for source, raw in zip(claim.sources, raws, strict=True)
        ]
        given, codes = by_tuple(
            [raw.spread(each) for raw, each in zip(raws, states, strict=True)], ticks.decide
        )
        self._answer(claim, name, given, codes)
        if ticks.blank is not Unknown.BLANK:
            (raw,) = raws
            meant = [ticks.blank if is_blank(value) else Unknown.BLANK for value in raw.values]
            part = part_of(answers(name, meant), claim.year, raw, spots_of(claim.sources))
            self.heard.blanks.append(part)
        for source, raw, each in zip(claim.sources, raws, states, strict=True):
            self._note_bad_ticks(name, source, raw, each)
        if len(raws) == 1 and tells_no(raws[0].values):
            unclear = unclear_blanks(raws[0].values)
            self._fault(UNCLEAR_BLANK, name, claim.sources[0], raws[0].rows_of(unclear))

    def _note_bad_ticks(self, name: str, source: Source, raw: Raw, states: Sequence[int]) -> None:
        by_code: dict[str, list[int]] = {}
        for index, (value, state) in enumerate(zip(raw.values, states, strict=True)):
            if state == Ticks.UNREADABLE:
                code = fault_code(value) if isinstance(value, CellFault) else NO_TICK
                by_code.setdefault(code, []).append(index)
        for code, indexes in sorted(by_code.items()):
            self._fault(code, name, source, raw.rows_of(indexes))

    def _answer(
        self,
        claim: Claim,
        name: str,
        given: Sequence[tuple[Packed, tuple[Source, ...]]],
        codes: array[int],
    ) -> None:
        """A part from answers (value, the columns that give it) and one code per record."""
        spots = tuple(spots_of(sources)[0] for _, sources in given)
        numbers = Raw((), range(len(given)), codes)
        part = part_of(answers(name, (value for value, _ in given)), claim.year, numbers, spots)
        part.spot_codes = codes
        self.heard.direct.append(part)
        torn = {
            code: sources
            for code, (value, sources) in enumerate(given)
            if value is Unknown.CONTRADICTION
        }
        records: dict[tuple[Source, ...], list[int]] = {}
        for record, code in enumerate(codes) if torn else ():
            if code in torn:
                records.setdefault(torn[code], []).append(record)
        for (first, *others), concerned in records.items():
            self.heard.faults.append(Fault(TWO_TICKS, name, first, concerned, tuple(others)))

    def _implied(self, claim: Claim) -> None:
        """Columns of which the one that holds anything decides."""
        (name,) = claim.fields
        raws = [self._take(source) for source in claim.sources]
        states = [[int(_is_filled(value)) for value in raw.values] for raw in raws]

        def decide(filled: tuple[int, ...]) -> tuple[Packed, tuple[Source, ...]]:
            telling = tuple(s for s, one in zip(claim.sources, filled, strict=True) if one)
            meant = {source.stands_for for source in telling if source.stands_for}
            if len(meant) > 1:
                return Unknown.CONTRADICTION, telling
            if not meant:
                return Unknown.BLANK, claim.sources
            return typed(self._kind, name, meant.pop()), telling

        columns = [raw.spread(each) for raw, each in zip(raws, states, strict=True)]
        self._answer(claim, name, *by_tuple(columns, decide))

    def _all(self, claim: Claim) -> None:
        """Flags of several columns, of which all must be yes."""
        (name,) = claim.fields
        raws = [self._take(source) for source in claim.sources]
        columns: list[array[int]] = []
        known: list[list[Packed]] = []
        for source, raw in zip(claim.sources, raws, strict=True):
            readings = self._understanding.readings(claim.fields, raw)
            known.append([value_of(reading, name) for reading in readings])
            columns.append(raw.spread(range(len(readings))))
            told = digest(self._kind, (name,), raw.values, readings, (known[-1],))
            for code, indexes in told.faults:
                self._fault(code, name, source, raw.rows_of(indexes))

        def decide(codes: tuple[int, ...]) -> tuple[Packed, tuple[Source, ...]]:
            values = [each[code] for each, code in zip(known, codes, strict=True)]
            for wanted in (False, Unknown.UNREADABLE, Unknown.BLANK):
                telling = tuple(
                    s for s, value in zip(claim.sources, values, strict=True) if value is wanted
                )
                if telling:
                    return wanted, telling
            return True, claim.sources

        self._answer(claim, name, *by_tuple(columns, decide))

    def _context(self, claim: Claim) -> None:
        """What stands above the rows: a section, a title, the name of the sheet."""
        (name,) = claim.fields
        if claim.context is None:
            return
        values = [self._context_value(name, text) for text in claim.context.values]
        spots = tuple((place,) if place else () for place in claim.context_cells)
        numbers = Raw((), range(len(values)), claim.context.codes)
        part = part_of(answers(name, values), claim.year, numbers, spots or ((),))
        part.spot_codes = claim.context.codes if spots else None
        self.heard.around.append(part)

    def _context_value(self, name: str, text: str | None) -> Packed:
        if text is None or not tidy(text):
            return Unknown.BLANK
        return typed(self._kind, name, text) if is_closed(self._kind, name) else tidy(text)


def _is_filled(value: Value) -> bool:
    if isinstance(value, CellFault):
        return True
    return mark(value) not in (Mark.BLANK, Mark.NO)
