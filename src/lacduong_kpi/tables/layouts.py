"""What the columns of a table tell, and layouts of which that is known before their values are
looked at.

A folder holds the lists of many branches under one header. Where every header means one thing
only, its values can do no more than agree with it: then what the columns tell is taken over from
the first such list for all others whose values agree. `understand` would say the same of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from lacduong_kpi.tables.claims import Below, claims_of
from lacduong_kpi.tables.column_faults import ColumnFault, column_faults
from lacduong_kpi.tables.columns import (
    ENOUGH,
    Taken,
    Understood,
    column_reading,
    least_worth,
    legend_of,
    most_worth,
)
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band, kinds_named
from lacduong_kpi.tables.model import Claim, ColumnReading
from lacduong_kpi.tables.overrides import ValueMapping
from lacduong_kpi.tables.shapes import MARKS, Profile, Shape, fitting, shapes_of
from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.vocabulary import Candidate, Evidence, Role

TITLED = 60
"""what a title can say for a kind of record, at most"""


class Layout:
    """The columns of a table as they were understood, with what follows from that alone."""

    def __init__(self, understood: Understood) -> None:
        self.understood = understood
        self._claims: dict[int | None, tuple[Claim, ...]] = {}

    @cached_property
    def columns(self) -> tuple[ColumnReading, ...]:
        return tuple(map(column_reading, self.understood.taken))

    @cached_property
    def faults(self) -> tuple[ColumnFault, ...]:
        return tuple(column_faults(self.understood, self.columns))

    @cached_property
    def legend(self) -> tuple[ValueMapping, ...]:
        """The codes that headers of columns explain."""
        return tuple(
            ValueMapping(self.understood.kind, field, code, means)
            for each in self.understood.taken
            for field in each.fields
            for code, means in legend_of(each.header, self.understood.kind, field)
        )

    def claims(self, below: Below, year: int | None) -> tuple[Claim, ...]:
        """The claims of the columns; see `claims_of`."""
        if below:
            return claims_of(self.understood, below, year)
        if year not in self._claims:
            self._claims[year] = claims_of(self.understood, {}, year)
        return self._claims[year]


class Layouts:
    """Layouts of lists of members that were met before, by their headers."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, Layout | None]] = {}

    def find(self, grid: Grid, band: Band) -> Layout | None:
        """The layout of a table, if it is known and the values agree with it."""
        columns, layout = self._known.get(id(band.columns), (None, None))
        if columns is not band.columns or layout is None:
            return None
        return (
            layout if all(_agrees(grid, band, each) for each in layout.understood.taken) else None
        )

    def learn(self, band: Band, layout: Layout) -> None:
        """Remembers a layout of which nothing but the header decides."""
        if len(self._known) > MOST:
            self._known.clear()
        sure = Layout(_bare(layout.understood)) if is_sure(band, layout.understood) else None
        self._known[id(band.columns)] = band.columns, sure


MOST = 500
"""layouts that are remembered"""


def _bare(understood: Understood) -> Understood:
    """The columns without the values on which they were judged."""
    return Understood(
        understood.kind, tuple(replace(each, profile=Profile()) for each in understood.taken)
    )


def is_sure(band: Band, understood: Understood) -> bool:
    """Whether the header alone decides what the columns tell, as long as the values agree."""
    taken = understood.taken
    if understood.kind is not Kind.MEMBER or not all(map(_is_sure, taken)):
        return False
    told = list(_told(taken))
    if len(told) > len(set(told)):
        return False
    rivals = [kind for kind in kinds_named(band) if kind is not understood.kind]
    least = sum(least_worth(each.candidate) for each in taken if each.candidate)
    return all(most_worth(band, kind) + TITLED < least for kind in rivals)


def _is_sure(each: Taken) -> bool:
    header = each.header
    if not header.path or header.shared:
        return False
    if header.reading.role in (Role.NUMBER, Role.IGNORED):
        return True
    candidates = header.reading.of(Kind.MEMBER)
    return (
        len(candidates) == 1
        and each.candidate is candidates[0]
        and candidates[0].evidence is Evidence.EXACT
        and least_worth(candidates[0]) >= ENOUGH
        and not candidates[0].part
        and len(candidates[0].fields) == 1
    )


def _told(taken: Sequence[Taken]) -> Iterator[tuple[object, ...]]:
    """What only one column may tell, if the order of the columns is not to matter."""
    for each in taken:
        if each.candidate is not None:
            candidate = each.candidate
            yield candidate.fields, candidate.rank, candidate.stands_for


def _agrees(grid: Grid, band: Band, each: Taken) -> bool:
    """Whether all values below a header look as its field's do."""
    candidate = each.candidate
    if candidate is None:
        return True
    below = grid.values_below(each.header.column, band.bottom)
    return _looks(candidate).issuperset(shapes_of(below))


def _looks(candidate: Candidate) -> frozenset[Shape]:
    if candidate.stands_for is not None:
        return MARKS
    return fitting(FIELDS[candidate.kind][candidate.fields[0]].type)
