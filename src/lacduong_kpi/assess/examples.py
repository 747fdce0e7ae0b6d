"""Runs the examples that stand in a plan file through the measures themselves, and tells which
conditions no example ever put to the test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lacduong_kpi.assess.example_roster import roster_of
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Measured, Side, count
from lacduong_kpi.measures.program import INSIDE, Standing
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.truths import Truths, leaves
from lacduong_kpi.plan.calendar import due
from lacduong_kpi.plan.model import (
    NOWHERE,
    Comparison,
    Condition,
    Example,
    Expected,
    Measure,
    Part,
    Plan,
    Related,
    Spot,
    Target,
)
from lacduong_kpi.plan.words import Teller
from lacduong_kpi.wording import Language

Leaf = Comparison | Related


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """One example and where its record really stands. `reason`: under which it is excluded."""

    target: str
    part: str | None
    name: str
    expected: Expected
    expected_reason: str | None
    found: Expected
    reason: str | None
    spot: Spot

    @property
    def holds(self) -> bool:
        same_reason = self.expected_reason in (None, self.reason)
        return self.found is self.expected and same_reason


@dataclass(frozen=True, slots=True)
class Unexercised:
    """A condition that in no example was ever true (`never` True) or ever false. `target` is the
    first that asks it; one that stands in a definition is put to the test by any target."""

    target: str
    part: str | None
    words: str
    never: bool
    spot: Spot


@dataclass(frozen=True, slots=True)
class ExampleRun:
    """All examples of a plan, in the order of the file. `without`: ids of targets (`B1.reviewed`
    for a part) that have no example."""

    path: str
    """the plan file"""
    results: tuple[ExampleResult, ...]
    unexercised: tuple[Unexercised, ...]
    without: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every example stands where the plan says."""
        return all(each.holds for each in self.results)


Answers = dict[tuple[Spot, Leaf], set[bool | None]]
"""How each condition stood for the examples"""


def run_examples(plan: Plan, language: Language = Language.VI) -> ExampleRun:
    """Runs every example of the plan; `language` is that of conditions in words."""
    results: list[ExampleResult] = []
    asked: dict[tuple[Spot, Leaf], tuple[Target, Part]] = {}
    seen: Answers = {}
    without: list[str] = []
    for target in plan.targets:
        for part in target.all_parts:
            examples = [each for each in target.examples if each.part in (None, part.id)]
            results += [_run(plan, target, part, each, seen) for each in examples]
            if not examples:
                without.append(_name(target, part))
                continue
            for leaf in _asked(part.measure):
                asked.setdefault((leaf.spot, leaf), (target, part))
    idle = _idle(Teller(plan, language), asked, seen)
    return ExampleRun(plan.path, tuple(results), tuple(idle), tuple(without))


def _name(target: Target, part: Part) -> str:
    return target.id if target.measure else f"{target.id}.{part.id}"


def _own(target: Target, part: Part) -> str | None:
    return None if target.measure else part.id


def _run(plan: Plan, target: Target, part: Part, example: Example, seen: Answers) -> ExampleResult:
    kind = part.measure.of
    scope = Scope(roster_of(plan, example, kind), plan)
    (counted,) = count(scope, [target]).targets
    found, reason = Expected.OUTSIDE, None
    measured = next((each for each in counted.parts if each.part.id == part.id), None)
    side = measured.side(kind) if measured else None
    if measured is not None and side is not None:
        combination = side.frame.combination[0]
        found, reason = _stands(measured, side.standings[combination])
        _note(scope, target, part.measure, side, seen)
    return ExampleResult(
        target.id,
        _own(target, part),
        example.name,
        example.expect,
        example.reason,
        found,
        reason,
        example.spot,
    )


def _stands(measured: Measured, standings: frozenset[Standing]) -> tuple[Expected, str | None]:
    """Where the record stands; UNKNOWN where its completions differ."""
    found = {_place(measured.measure, each) for each in standings}
    if len(found) > 1:
        return Expected.UNKNOWN, None
    (only,) = found
    if only is not Expected.EXCLUDED:
        return only, None
    first = min(standing.place for standing in standings)
    return only, measured.measure.exclusions[first].reason


def _place(measure: Measure, standing: Standing) -> Expected:
    if standing.place >= 0 and standing.outcome == (0, 0):
        return Expected.EXCLUDED
    if measure.base is not None:
        return _in_ratio(standing)
    if standing.numerator:
        return Expected.NUMERATOR
    return Expected.MISSED if standing.place == INSIDE else Expected.OUTSIDE


def _in_ratio(standing: Standing) -> Expected:
    match bool(standing.denominator), bool(standing.numerator):
        case True, True:
            return Expected.BOTH
        case True, False:
            return Expected.MISSED
        case False, True:
            return Expected.NUMERATOR
        case _:
            return Expected.OUTSIDE


def _asked(measure: Measure, year: int | None = None) -> Iterator[Leaf]:
    """Every condition on the records themselves (asked in that year), in the order of the plan."""
    conditions: list[Condition] = [measure.population.where]
    conditions += [each.where for each in measure.exclusions if year is None or each.applies(year)]
    conditions.append(measure.numerator)
    if measure.base is not None and measure.base.kind is measure.of:
        conditions.append(measure.base.where)
    for each in conditions:
        yield from leaves(each)


def _note(scope: Scope, target: Target, measure: Measure, side: Side, seen: Answers) -> None:
    """Adds how each condition stands for the example."""
    translator = scope.translator(measure.of, scope.calendar, due(target, scope.calendar))
    truths = Truths(side.frame, translator)
    for leaf in _asked(measure, scope.roster.year):
        answer = truths.of(leaf, side.frame.combination[0])
        seen.setdefault((leaf.spot, leaf), set()).add(answer)


def _idle(
    teller: Teller, asked: Mapping[tuple[Spot, Leaf], tuple[Target, Part]], seen: Answers
) -> Iterator[Unexercised]:
    for key, (target, part) in sorted(asked.items(), key=lambda item: _order(item[0][0])):
        spot, leaf = key
        for wanted in (True, False):
            if spot != NOWHERE and wanted not in seen.get(key, ()):
                words = teller.condition(leaf, part.measure.of)
                yield Unexercised(target.id, _own(target, part), words, wanted, spot)


def _order(spot: Spot) -> tuple[int, int]:
    return spot.line, spot.column
