"""Every measure of a plan, counted over a roster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.frame import Frame, frame
from lacduong_kpi.measures.model import Outcomes, Shape, Tally
from lacduong_kpi.measures.program import Procedure, Standing, Trees, difference, ratio, total
from lacduong_kpi.measures.program import proportion as proportion_of
from lacduong_kpi.measures.questions import ALWAYS, NEVER, Tree
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.translate import Translator
from lacduong_kpi.plan.calendar import Calendar, Due, due
from lacduong_kpi.plan.model import (
    Goal,
    Measure,
    MeasureKind,
    Part,
    Population,
    Target,
)
from lacduong_kpi.terms import Kind

UNCOUNTED: Outcomes = frozenset({(0, 0)})

Counts = Mapping[Kind, Mapping[int, int]]
"""How many records there are of each combination of a kind's frame."""


@dataclass(frozen=True, slots=True)
class Side:
    """One kind of record in a measure. Of combination `k` of the frame: where its records can
    stand (`standings[k]`), with which outcomes, and the exclusion under which they surely leave.
    `main`: it is the measure's own population, not a base of another kind."""

    frame: Frame
    procedure: Procedure
    trees: tuple[Tree, ...]
    standings: Sequence[frozenset[Standing]]
    outcomes: Sequence[Outcomes]
    excluded: Sequence[int | None]
    main: bool

    @property
    def kind(self) -> Kind:
        return self.frame.kind


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure (one part of a target) over a roster. `missing`: kinds of record that it needs
    and the roster does not have; then `sides` is empty."""

    part: Part
    goal: Goal
    shape: Shape
    fixed: int
    sides: tuple[Side, ...]
    trees: Mapping[Kind, tuple[Tree, ...]]
    """all conditions, by the kind of record that they are about"""
    missing: tuple[Kind, ...] = ()

    @property
    def measure(self) -> Measure:
        return self.part.measure

    def side(self, kind: Kind) -> Side | None:
        return next((side for side in self.sides if side.kind is kind), None)

    def tally(self, counts: Counts) -> Tally:
        """The records counted by their outcomes."""
        records: Counter[Outcomes] = Counter()
        reasons: Counter[int] = Counter()
        for side in self.sides:
            for combination, count in counts.get(side.kind, {}).items():
                records[side.outcomes[combination]] += count
                if side.main and (reason := side.excluded[combination]) is not None:
                    reasons[reason] += count
        exclusions = self.measure.exclusions
        excluded = tuple((each.reason, reasons[index]) for index, each in enumerate(exclusions))
        return Tally(self.shape, records, excluded, self.fixed)


def joint(parts: Sequence[Measured], counts: Counts) -> dict[tuple[Outcomes, ...], int]:
    """The records counted by their outcomes in all parts of a target at once."""
    found: Counter[tuple[Outcomes, ...]] = Counter()
    for kind, combinations in counts.items():
        sides = [part.side(kind) for part in parts]
        if any(sides):
            for combination, count in combinations.items():
                key = tuple(side.outcomes[combination] if side else UNCOUNTED for side in sides)
                found[key] += count
    return found


def excluded_under(standings: frozenset[Standing]) -> int | None:
    """The first exclusion that can apply, where one applies in every completion."""
    places = [standing.place for standing in standings]
    return min(places) if min(places) >= 0 else None


@dataclass(frozen=True, slots=True)
class Counted:
    """A target with its measures. `period` None: it goes by terms and the state date is in none;
    then nothing is counted."""

    target: Target
    period: Due | None
    parts: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """The targets of a plan, counted. `frames`: those kinds of which there is a roster."""

    targets: tuple[Counted, ...]
    frames: Mapping[Kind, Frame]

    def counts(self) -> Counts:
        """All records."""
        return {kind: Counter(frame.combination) for kind, frame in self.frames.items()}

    def counts_by(self, owners: Mapping[Kind, Sequence[int]]) -> dict[int, Counts]:
        """The records of each owner: `owners[kind][i]` is that of record `i`. Owners whose records
        are counted alike have the very same counts."""
        found: dict[int, dict[Kind, dict[int, int]]] = {}
        for kind, answers in self.frames.items():
            pairs = Counter(zip(owners[kind], answers.combination, strict=True))
            for (owner, combination), count in pairs.items():
                found.setdefault(owner, {}).setdefault(kind, {})[combination] = count
        alike: dict[Hashable, Counts] = {}
        return {owner: alike.setdefault(_all_of(each), each) for owner, each in found.items()}


def _all_of(counts: Counts) -> Hashable:
    return frozenset((kind, frozenset(each.items())) for kind, each in counts.items())


def count(
    scope: Scope,
    targets: Sequence[Target],
    also: Mapping[Kind, Sequence[Tree]] = MappingProxyType({}),
) -> Counting:
    """Counts the targets of a plan. What several of them ask is answered once; so is what is
    asked `also` of the records."""
    roster = scope.roster
    drafts = [_draft(scope, target) for target in targets]
    frames = {
        kind: frame(
            scope,
            kind,
            [*also.get(kind, ()), *(tree for draft in drafts for tree in draft.trees(kind))],
        )
        for kind in Kind
        if roster.records(kind) is not None
    }
    return Counting(tuple(draft.counted(frames) for draft in drafts), frames)


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A measure before it is counted: for each kind of record the conditions, year by year."""

    part: Part
    goal: Goal
    shape: Shape
    fixed: int
    years: Mapping[Kind, tuple[Trees, ...]]

    def counted(self, frames: Mapping[Kind, Frame]) -> Measured:
        missing = tuple(kind for kind in self.years if kind not in frames)
        sides = () if missing else tuple(self._side(frames[kind]) for kind in self.years)
        trees = {kind: self.trees(kind) for kind in self.years}
        return Measured(self.part, self.goal, self.shape, self.fixed, sides, trees, missing)

    def trees(self, kind: Kind) -> tuple[Tree, ...]:
        return tuple(tree for trees in self.years.get(kind, ()) for tree in trees.all())

    def _side(self, found: Frame) -> Side:
        procedure = total([self._procedure(trees, found) for trees in self.years[found.kind]])
        trees = self.trees(found.kind)
        standings = found.results(procedure, trees)
        return Side(
            found,
            procedure,
            trees,
            standings,
            [frozenset(each[:2] for each in places) for places in standings],
            [excluded_under(places) for places in standings],
            main=found.kind is self.part.measure.of,
        )

    def _procedure(self, trees: Trees, found: Frame) -> Procedure:
        if self.shape is Shape.PROPORTION:
            return proportion_of(trees, found.places)
        if self.part.measure.kind is MeasureKind.DIFFERENCE:
            return difference(trees, found.places)
        return ratio(trees, found.places)


@dataclass(frozen=True, slots=True)
class _Draft:
    target: Target
    period: Due | None
    sketches: tuple[_Sketch, ...]

    def trees(self, kind: Kind) -> Iterable[Tree]:
        return (tree for sketch in self.sketches for tree in sketch.trees(kind))

    def counted(self, frames: Mapping[Kind, Frame]) -> Counted:
        parts = tuple(sketch.counted(frames) for sketch in self.sketches)
        return Counted(self.target, self.period, parts)


def _draft(scope: Scope, target: Target) -> _Draft:
    period = due(target, scope.calendar)
    if period is None:
        return _Draft(target, None, ())
    sketches = tuple(_sketch(scope, part, period) for part in target.all_parts)
    return _Draft(target, period, sketches)


def _sketch(scope: Scope, part: Part, period: Due) -> _Sketch:
    measure = part.measure
    shape, fixed = _shape(measure, len(_years(scope, measure, period)))
    trees: dict[Kind, list[Trees]] = {}
    for calendar in _years(scope, measure, period):
        for kind, each in _of_year(scope, measure, calendar, period).items():
            trees.setdefault(kind, []).append(each)
    years = {kind: tuple(each) for kind, each in trees.items()}
    return _Sketch(part, part.goal or period.goal, shape, fixed, years)


def _shape(measure: Measure, years: int) -> tuple[Shape, int]:
    match measure.kind:
        case MeasureKind.PROPORTION:
            return Shape.PROPORTION, 0
        case MeasureKind.COUNT | MeasureKind.DIFFERENCE:
            return Shape.COUNT, 0
        case MeasureKind.RATIO:
            return Shape.RATIO, measure.base_number or 0
        case MeasureKind.MEAN if measure.base is None and measure.base_number is None:
            return Shape.COUNT, years
        case MeasureKind.MEAN:
            return Shape.RATIO, (measure.base_number or 0) * years


def _years(scope: Scope, measure: Measure, period: Due) -> Sequence[Calendar]:
    """The calendars of the years that are counted: those of a mean, else the scored year."""
    if measure.kind is not MeasureKind.MEAN:
        return (scope.calendar,)
    return [Calendar(year, scope.calendar.as_of) for year in period.years(scope.calendar)]


def _of_year(scope: Scope, measure: Measure, calendar: Calendar, period: Due) -> dict[Kind, Trees]:
    """The conditions of a measure, by the kind of record that they are about."""
    own = scope.translator(measure.of, calendar, period)
    base = _base(scope, measure, calendar, period)
    trees = Trees(
        own.population(measure.population),
        tuple(
            own.tree(each.where) if each.applies(calendar.year) else NEVER
            for each in measure.exclusions
        ),
        own.tree(measure.numerator),
        base.get(measure.of, NEVER),
        _before(own, measure),
    )
    others = {
        kind: Trees(NEVER, (), ALWAYS, tree)
        for kind, tree in base.items()
        if kind is not measure.of
    }
    return {measure.of: trees, **others}


def _base(scope: Scope, measure: Measure, calendar: Calendar, period: Due) -> dict[Kind, Tree]:
    if measure.base is None:
        return {}
    translator = scope.translator(measure.base.kind, calendar, period)
    return {measure.base.kind: translator.population(measure.base)}


def _before(own: Translator, measure: Measure) -> Tree:
    """Of a difference: who was in the population at the earlier moment."""
    if measure.since is None:
        return NEVER
    earlier = Population(measure.of, measure.since, measure.population.where)
    return own.population(earlier)
