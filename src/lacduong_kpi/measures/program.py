"""A measure as a procedure on the state of one record: where the record stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.exploring import FIRST_OPEN, NO, YES, Places, State, Truth, bind
from lacduong_kpi.measures.model import Outcome
from lacduong_kpi.measures.questions import NEVER, Tree

OUTSIDE, INSIDE = -2, -1
"""Not in the population; in it and not excluded. From 0 on: excluded under this reason."""


class Standing(NamedTuple):
    """Where a record stands in one completion."""

    denominator: int
    numerator: int
    place: int

    @property
    def outcome(self) -> Outcome:
        return self.denominator, self.numerator


@dataclass(frozen=True, slots=True)
class Trees:
    """The conditions of a measure for one year. `base` of a ratio: who counts below. `before` of
    a difference: who was in the population then."""

    population: Tree
    exclusions: tuple[Tree, ...]
    numerator: Tree
    base: Tree = NEVER
    before: Tree = NEVER

    def all(self) -> Iterable[Tree]:
        return self.population, *self.exclusions, self.numerator, self.base, self.before


Procedure = Callable[[State], Standing | int]
"""A standing, or the open cluster that must be known first."""

Placing = Callable[[State], tuple[int] | int]
"""The place alone, or the open cluster."""

Decided = tuple[bool] | int


def placing(population: Truth, exclusions: Sequence[Truth]) -> Placing:
    """OUTSIDE, INSIDE, or the first exclusion that holds."""

    def place(state: State) -> tuple[int] | int:
        truth = population(state)
        if truth != YES:
            return (OUTSIDE,) if truth == NO else truth - FIRST_OPEN
        for index, exclusion in enumerate(exclusions):
            truth = exclusion(state)
            if truth != NO:
                return (index,) if truth == YES else truth - FIRST_OPEN
        return (INSIDE,)

    return place


def proportion(trees: Trees, places: Places) -> Procedure:
    """In the denominator is the population without the excluded."""
    place, numerator = _place(trees, places), bind(trees.numerator, places)

    def standing(state: State) -> Standing | int:
        found = place(state)
        if isinstance(found, int):
            return found
        if found[0] != INSIDE:
            return Standing(0, 0, found[0])
        truth = numerator(state)
        return Standing(1, truth, INSIDE) if truth < FIRST_OPEN else truth - FIRST_OPEN

    return standing


def ratio(trees: Trees, places: Places) -> Procedure:
    """Counted above by population, exclusions and numerator, below by the base. A count is a
    ratio with nobody below."""
    above, below = proportion(trees, places), bind(trees.base, places)

    def standing(state: State) -> Standing | int:
        found = above(state)
        if isinstance(found, int):
            return found
        truth = below(state)
        if truth >= FIRST_OPEN:
            return truth - FIRST_OPEN
        return Standing(truth, found.numerator, found.place)

    return standing


def difference(trees: Trees, places: Places) -> Procedure:
    """+1 who is counted now and was not before, -1 the other way round."""
    now = proportion(trees, places)
    then = proportion(Trees(trees.before, trees.exclusions, trees.numerator), places)

    def standing(state: State) -> Standing | int:
        found, earlier = now(state), then(state)
        if isinstance(found, int):
            return found
        if isinstance(earlier, int):
            return earlier
        return Standing(0, found.numerator - earlier.numerator, found.place)

    return standing


def total(years: Sequence[Procedure]) -> Procedure:
    """The sum over the years of a mean; its place is that of the last year."""
    if len(years) == 1:
        return years[0]

    def standing(state: State) -> Standing | int:
        denominator = numerator = 0
        place = OUTSIDE
        for year in years:
            found = year(state)
            if isinstance(found, int):
                return found
            denominator += found.denominator
            numerator += found.numerator
            place = found.place
        return Standing(denominator, numerator, place)

    return standing


def outcome_of(procedure: Procedure) -> Callable[[State], Outcome | int]:
    """The same without the place: two exclusions are one to the figures."""

    def outcome(state: State) -> Outcome | int:
        found = procedure(state)
        return found if isinstance(found, int) else found.outcome

    return outcome


def _place(trees: Trees, places: Places) -> Placing:
    exclusions = [bind(tree, places) for tree in trees.exclusions]
    return placing(bind(trees.population, places), exclusions)
