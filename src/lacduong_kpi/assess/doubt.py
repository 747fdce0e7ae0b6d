"""The cells on which targets hang: which records are open, through which cells, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lacduong_kpi.assess.model import DecidingCell
from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Measured, Side
from lacduong_kpi.measures.doubts import Doubt, Groups, doubts_of
from lacduong_kpi.measures.model import Outcomes
from lacduong_kpi.records.model import Records, Roster, Sources
from lacduong_kpi.terms import Kind


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell (or a column that is missing) through which records are open. `cell.cell` is None
    where there is no column; then one such entry stands for the whole sheet."""

    cell: DecidingCell
    place: Place
    cause: Unknown | None
    """None: a date of which only the month or the year is known"""


class OpenRecords:
    """The open records of one measure, with their cells."""

    def __init__(
        self, part: Measured, groups: Mapping[Kind, Groups], roster: Roster, owners: Owners
    ) -> None:
        self._part, self._groups = part, groups
        self._roster, self._owners = roster, owners

    @cached_property
    def _doubts(self) -> list[tuple[Side, Doubt]]:
        return [
            (side, doubt)
            for side in self._part.sides
            for doubt in doubts_of(side, self._groups[side.kind])
        ]

    @cached_property
    def cells(self) -> tuple[OpenCell, ...]:
        """Every cell once, field by field in the order of the plan."""
        found: dict[tuple[Place, str], OpenCell] = {}
        for _, doubt in self._doubts:
            for each in self._cells(doubt):
                found.setdefault((each.place, each.cell.field), each)
        return tuple(found.values())

    def lacking_a_column(self) -> Counter[Outcomes]:
        """The records that are open for want of a column, by their outcomes."""
        lacking = {
            (number, record)
            for number, (_, doubt) in enumerate(self._doubts)
            if doubt.cause is Unknown.NO_COLUMN and doubt.own
            for record in doubt.records
        }
        sides = [side for side, _ in self._doubts]
        records = {(id(sides[number]), record): sides[number] for number, record in lacking}
        return Counter(
            side.outcomes[side.frame.combination[record]] for (_, record), side in records.items()
        )

    def _cells(self, doubt: Doubt) -> Iterator[OpenCell]:
        records = self._roster.records(doubt.kind)
        if records is None:
            return
        if doubt.cause is Unknown.NO_COLUMN:
            yield from _columns(doubt, doubt.records, records.sources)
            return
        yield from self._told(doubt, records)

    def _told(self, doubt: Doubt, records: Records) -> Iterator[OpenCell]:
        nowhere = []
        for record in doubt.records:
            places = records.sources.cells(record, *doubt.field)
            if doubt.cause is Unknown.BLANK:
                places = places[:1]
            if not places:
                nowhere.append(record)
            owner = self._owners.organization(doubt.kind, record)
            for place in places:
                yield OpenCell(_cell(doubt, place, owner), place, doubt.cause)
        yield from _columns(doubt, nowhere, records.sources)


def _cell(doubt: Doubt, place: Place, organization: str | None) -> DecidingCell:
    cause = doubt.cause or Unknown.UNREADABLE
    field = doubt.field[0]
    return DecidingCell(place.file, place.sheet, place.cell, field, cause, organization, place.row)


def _columns(doubt: Doubt, records: Sequence[int], sources: Sources) -> Iterator[OpenCell]:
    """The column that every sheet with such records lacks."""
    field = doubt.field[0]
    for sheet in dict.fromkeys(_sheets(records, sources)):
        cell = DecidingCell(sheet.file, sheet.sheet, None, field, Unknown.NO_COLUMN)
        yield OpenCell(cell, sheet, Unknown.NO_COLUMN)


def _sheets(records: Sequence[int], sources: Sources) -> Iterator[Place]:
    """The sheets of some records. Records stand in the order of their sheets, so those between
    two of one sheet stand on it too."""
    if not records:
        return
    first, last = _sheet(records[0], sources), _sheet(records[-1], sources)
    yield first
    if first != last:
        middle = len(records) // 2
        yield from _sheets(records[:middle], sources)
        yield from _sheets(records[middle:], sources)
    yield last


def _sheet(record: int, sources: Sources) -> Place:
    place = sources.place(record)
    return Place(place.file, place.sheet)
