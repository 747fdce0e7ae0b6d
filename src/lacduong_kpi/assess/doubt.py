"""The cells on which targets hang: which records are open, through which cells, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from lacduong_kpi.assess.model import DecidingCell
from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Place
from lacduong_kpi.measures.counting import Measured, Side
from lacduong_kpi.measures.doubts import Doubt, doubts_of
from lacduong_kpi.measures.model import Outcomes
from lacduong_kpi.records.model import Roster


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell (or a column that is missing) through which records are open. `cell.cell` is None
    where there is no column; then one such entry stands for the whole sheet."""

    cell: DecidingCell
    place: Place
    partial: bool
    """a date of which only the month or the year is known"""


class OpenRecords:
    """The open records of one measure, with their cells."""

    def __init__(self, part: Measured, roster: Roster, owners: Owners) -> None:
        self._part, self._roster, self._owners = part, roster, owners

    @cached_property
    def _doubts(self) -> list[tuple[Side, int, tuple[Doubt, ...]]]:
        found = []
        for side in self._part.sides:
            doubts = doubts_of(side)
            found += [(side, record, tuple(doubts.of(record))) for record in open_records(side)]
        return found

    @cached_property
    def cells(self) -> tuple[OpenCell, ...]:
        """Every cell once, in the order of the records."""
        found: dict[tuple[Place, str], OpenCell] = {}
        for _, _, doubts in self._doubts:
            for doubt in doubts:
                for each in self._cells(doubt):
                    found.setdefault((each.place, each.cell.field), each)
        return tuple(found.values())

    def lacking_a_column(self) -> Counter[Outcomes]:
        """The records that are open for want of a column, by their outcomes."""
        return Counter(
            side.outcomes[side.frame.combination[record]]
            for side, record, doubts in self._doubts
            if any(doubt.cause is Unknown.NO_COLUMN for doubt in doubts)
        )

    def _cells(self, doubt: Doubt) -> Iterator[OpenCell]:
        records = self._roster.records(doubt.kind)
        if records is None:
            return
        field, year = doubt.field
        places: Sequence[Place] = ()
        if doubt.cause is not Unknown.NO_COLUMN:
            places = records.sources.cells(doubt.record, field, year)
        if doubt.cause is Unknown.BLANK:
            places = places[:1]
        if not places:
            yield _column(records.sources.place(doubt.record), field)
        for place in places:
            yield self._cell(doubt, place)

    def _cell(self, doubt: Doubt, place: Place) -> OpenCell:
        cell = DecidingCell(
            file=place.file,
            sheet=place.sheet,
            cell=place.cell,
            field=doubt.field[0],
            cause=doubt.cause or Unknown.UNREADABLE,
            organization=self._owners.organization(doubt.kind, doubt.record),
            row=place.row,
        )
        return OpenCell(cell, place, doubt.cause is None)


def _column(place: Place, field: str) -> OpenCell:
    """A column that a whole sheet lacks."""
    cell = DecidingCell(place.file, place.sheet, None, field, Unknown.NO_COLUMN)
    return OpenCell(cell, Place(place.file, place.sheet), partial=False)


def open_records(side: Side) -> Iterable[int]:
    """The records with more than one outcome."""
    wanted = {k for k, outcomes in enumerate(side.outcomes) if len(outcomes) > 1}
    if not wanted:
        return ()
    return (record for record, k in enumerate(side.frame.combination) if k in wanted)
