"""Rows about people who are listed elsewhere: to whom each of them belongs.

A row joins the only listed person of its name and birth (year). Numbers, admission and branch,
where both sides tell them, rule people out; nobody is chosen among several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from enum import Enum

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.names import same_organization
from lacduong_kpi.records.persons import (
    CARD_LENGTHS,
    ID_LENGTHS,
    birth_year,
    is_number,
    keys_of,
)
from lacduong_kpi.records.stack import Layer


class Missed(Enum):
    """Why a row belongs to nobody."""

    NOBODY = "nobody"
    """nobody of that name and birth is listed"""
    SEVERAL = "several"
    """more than one person could be meant"""
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Linked:
    """`pairs` are (row of the layer, record); `missed` the rows that joined nobody."""

    pairs: list[tuple[int, int]]
    missed: list[tuple[int, Missed]]


MOST_NAMESAKES = 50
"""Among more people of one name and birth year nobody is looked for; no list has so many."""


class Linker:
    """Finds listed people by name, and by year of birth where the row tells it."""

    def __init__(self, people: Assembly) -> None:
        self._people = people
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_year: dict[tuple[str, int | None], list[int]] = defaultdict(list)
        names, births = people.column("full_name"), people.column("date_of_birth")
        keys = keys_of(names.values)
        years = [birth_year(value) for value in births.values]
        for record, (code, birth) in enumerate(zip(names.codes, births.codes, strict=True)):
            name = keys[code]
            if name is not None:
                self._by_name[name].append(record)
                self._by_year[name, years[birth]].append(record)

    def link(self, layer: Layer) -> Linked:
        """Every row of a layer to its person."""
        linked = Linked([], [])
        told = _Told(layer)
        for row in range(len(layer)):
            answer = self._find(told, row)
            if isinstance(answer, Missed):
                linked.missed.append((row, answer))
            else:
                linked.pairs.append((row, answer))
        return linked

    def _find(self, told: _Told, row: int) -> int | Missed:
        name = told.name(row)
        if name is None:
            return Missed.NAMELESS
        listed = self._listed(name, birth_year(told.value("date_of_birth", row)))
        if len(listed) > MOST_NAMESAKES:
            return Missed.SEVERAL
        fitting = [record for record in listed if self._fits(told, row, record)]
        if len(fitting) > 1:
            fitting = self._nearer(told, row, fitting)
        if len(fitting) == 1:
            return fitting[0]
        return Missed.SEVERAL if fitting else Missed.NOBODY

    def _listed(self, name: str, year: int | None) -> Sequence[int]:
        """The people of a name, those of another year of birth left out; but one of the same
        number may be entered with another birth."""
        everybody = self._by_name.get(name, ())
        if year is None or len(everybody) <= MOST_NAMESAKES:
            return everybody
        born, unknown = (self._by_year.get((name, each), []) for each in (year, None))
        return everybody if len(born) + len(unknown) > MOST_NAMESAKES else [*born, *unknown]

    def _fits(self, told: _Told, row: int, record: int) -> bool:
        """Nothing that both sides tell rules the person out; the same number settles it."""
        for field, lengths in (("card_number", CARD_LENGTHS), ("personal_id", ID_LENGTHS)):
            mine, theirs = told.value(field, row), self._people.value(record, field)
            if is_number(mine, lengths) and mine == theirs:
                return True
        return all(
            _can_be_one_day(told.value(field, row), self._people.value(record, field))
            for field in ("date_of_birth", "admitted_on")
        )

    def _nearer(self, told: _Told, row: int, records: list[int]) -> list[int]:
        """Among namesakes those with the same number, else those of the same branch."""
        for field in ("card_number", "personal_id", "branch", "grassroots"):
            mine = told.value(field, row)
            if type(mine) is Unknown:
                continue
            same = [
                record
                for record in records
                if _same(field, mine, self._people.value(record, field))
            ]
            if same:
                return same
        return records


class _Told:
    """What one layer's rows tell of the fields that tell people apart."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._names = keys_of([self.value("full_name", row) for row in range(len(layer))])

    def name(self, row: int) -> str | None:
        return self._names[row]

    def value(self, field: str, row: int) -> FieldValue:
        return self._layer.value((field, None), row)


def _can_be_one_day(one: FieldValue, other: FieldValue) -> bool:
    if isinstance(one, DateSpan) and isinstance(other, DateSpan):
        return one.overlaps(other)
    return True


def _same(field: str, one: FieldValue, other: FieldValue) -> bool:
    if type(other) is Unknown:
        return False
    if field in ("branch", "grassroots"):
        return same_organization(str(one), str(other))
    return one == other
