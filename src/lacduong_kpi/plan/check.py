"""What is wrong or suspicious in a plan that can be used: found without any roster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from lacduong_kpi.findings import CODES, Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.calendar import Calendar, due
from lacduong_kpi.plan.cases import Judge, comparisons, relations
from lacduong_kpi.plan.model import (
    Condition,
    Exclusion,
    ExtraField,
    Goal,
    GoalKind,
    GoalUnit,
    Measure,
    MeasureKind,
    Part,
    PeriodKind,
    Plan,
    Spot,
    Target,
)
from lacduong_kpi.vocabulary import Evidence, read_header


def check_plan(plan: Plan, as_of: date | None = None) -> tuple[Finding, ...]:
    """Every doubt about the plan, with line and column (`params` and `Place.row`), in the order
    of the file. With `as_of` also the periods that are over on that day."""
    found = [*_of_plan(plan, as_of)]
    for target in plan.targets:
        found += _of_target(plan, target, as_of)
    return tuple(sorted(found, key=_line))


def _line(each: Finding) -> tuple[int, int, str]:
    params = dict(each.params)
    return int(params["line"]), int(params["column"]), each.code


def _doubt(plan: Plan, code: str, spot: Spot, **params: str | int) -> Finding:
    place = Place(plan.path, row=spot.line or None)
    told = (("line", spot.line), ("column", spot.column), *params.items())
    return Finding(code, CODES[code], place, params=told)


def _of_plan(plan: Plan, as_of: date | None) -> Iterator[Finding]:
    for setting in plan.settings:
        if not setting.used_by:
            yield _doubt(plan, "P28", setting.spot, name=setting.id)
    for definition in plan.definitions:
        if not definition.used:
            yield _doubt(plan, "P29", definition.spot, name=definition.named.id)
    for extra in plan.extra_fields:
        if not extra.used:
            yield _doubt(plan, "P36", extra.spot, name=extra.field.name)
        for header in _taken(extra):
            yield _doubt(plan, "P39", extra.spot, name=extra.field.name, header=header)
    yield from _of_terms(plan, as_of)


def _of_terms(plan: Plan, as_of: date | None) -> Iterator[Finding]:
    ordered = sorted(plan.terms, key=lambda term: term.first)
    for before, after in pairwise(ordered):
        if after.first <= before.last:
            yield _doubt(plan, "P31", after.spot, name=after.id, other=before.id)
    if as_of and plan.terms and all(term.last < as_of for term in plan.terms):
        yield _doubt(plan, "P30", ordered[-1].spot, name=ordered[-1].id)


def _taken(extra: ExtraField) -> Iterator[str]:
    """Headers of a field of the plan that mean another field in every roster."""
    for header in extra.headers:
        meanings = read_header((header,), guess=False).of(extra.kind)
        if any(each.evidence is Evidence.EXACT for each in meanings):
            yield header


def _of_target(plan: Plan, target: Target, as_of: date | None) -> Iterator[Finding]:
    if not target.citation.strip():
        yield _doubt(plan, "P27", target.spot, target=target.id)
    yield from _of_period(plan, target, as_of)
    yield from _of_quotas(plan, target)
    yield from _of_sentence(plan, target)
    for part in target.all_parts:
        yield from _of_goal(plan, target, part)
        yield from _of_rules(plan, target, part)


def _of_period(plan: Plan, target: Target, as_of: date | None) -> Iterator[Finding]:
    schedule = target.schedule
    if schedule.kind is PeriodKind.MILESTONE:
        last: date | None = schedule.milestones[-1].by
    else:
        own = schedule.terms != plan.terms
        last = schedule.terms[-1].last if schedule.terms and own else None
    begins = min((term.first for term in plan.terms), default=None)
    if last is not None and ((as_of and last < as_of) or (begins and last < begins)):
        yield _doubt(plan, "P30", target.spot, name=target.id)


def _of_quotas(plan: Plan, target: Target) -> Iterator[Finding]:
    if target.quota_total is None:
        return
    quotas = [part.goal.low or Decimal(0) for part in target.parts if part.goal]
    if sum(quotas) != target.quota_total:
        yield _doubt(
            plan, "P33", target.spot,
            target=target.id, sum=int(sum(quotas)), total=target.quota_total,
        )  # fmt: skip


_NUMBER_IN_TEXT = re.compile(r"\d+(?:\.\d{3})+(?!\d)|\d+(?:,\d+)?")
_ABOVE = re.compile(r"\btrên\s+(\d+(?:,\d+)?)", re.IGNORECASE)


def _of_sentence(plan: Plan, target: Target) -> Iterator[Finding]:
    """The goal against the sentence that it comes from."""
    written = {_in_text(each) for each in _NUMBER_IN_TEXT.findall(target.text)}
    for goal in _goals(target):
        numbers = [each for each in (goal.low, goal.high) if each]
        if goal.kind is not GoalKind.NONE and not all(each in written for each in numbers):
            yield _doubt(plan, "P34", target.spot, target=target.id)
        above = {_in_text(each) for each in _ABOVE.findall(target.text)}
        if goal.kind is GoalKind.AT_LEAST and goal.low in above:
            yield _doubt(plan, "P35", target.spot, target=target.id)


def _goals(target: Target) -> list[Goal]:
    """The goals that the sentence itself should name; not the quotas of single organizations."""
    if target.schedule.milestones:
        return [each.goal for each in target.schedule.milestones]
    shared = any(part.goal is None for part in target.all_parts)
    return [target.goal] if shared or target.quota_total is not None else []


def _in_text(written: str) -> Decimal:
    """A number of a Vietnamese sentence: `2.000` is two thousand, `46,5` has a decimal comma."""
    return Decimal(written.replace(".", "").replace(",", "."))


def _of_goal(plan: Plan, target: Target, part: Part) -> Iterator[Finding]:
    share = part.measure.kind is MeasureKind.PROPORTION
    goal = part.goal or target.goal
    if _never(goal, share):
        yield _doubt(plan, "P20", part.spot, target=target.id)
    elif _always(goal, share):
        yield _doubt(plan, "P21", part.spot, target=target.id)


def _never(goal: Goal, share: bool) -> bool:
    if goal.kind is GoalKind.LESS_THAN:
        return goal.high == 0
    full = share and goal.unit is GoalUnit.PERCENT
    return full and goal.kind is GoalKind.MORE_THAN and goal.low == 100


def _always(goal: Goal, share: bool) -> bool:
    if goal.kind is GoalKind.AT_LEAST:
        return goal.low == 0
    full = share and goal.unit is GoalUnit.PERCENT
    return full and goal.kind is GoalKind.AT_MOST and goal.high == 100


@dataclass(slots=True)
class _Seen:
    """What some case has shown to be possible."""

    population: bool = False
    numerator: bool = False
    missed: bool = False
    applies: set[int] = field(default_factory=set)
    together: set[tuple[int, int]] = field(default_factory=set)


def _of_rules(plan: Plan, target: Target, part: Part) -> Iterator[Finding]:
    measure = part.measure
    calendar = _calendar(plan, measure)
    judge = Judge(plan, measure.of, calendar, due(target, calendar))
    excluded = [each for each in measure.exclusions if each.applies(calendar.year)]
    seen = _try_all(judge, measure, excluded)
    if seen is None:
        return
    if not seen.population:
        yield _doubt(plan, "P22", part.spot, target=target.id)
        return
    for index, each in enumerate(excluded):
        if index not in seen.applies:
            yield _doubt(plan, "P23", each.spot, target=target.id, reason=each.reason)
    for first, second in sorted(seen.together):
        yield _doubt(
            plan, "P24", excluded[second].spot,
            reason=excluded[second].reason, other=excluded[first].reason,
        )  # fmt: skip
    if not seen.numerator and not seen.missed:
        yield _doubt(plan, "P37", part.spot, target=target.id)
    elif not seen.numerator:
        yield _doubt(plan, "P25", part.spot, target=target.id)
    elif not seen.missed and measure.kind is MeasureKind.PROPORTION:
        yield _doubt(plan, "P26", part.spot, target=target.id)


def _try_all(judge: Judge, measure: Measure, excluded: list[Exclusion]) -> _Seen | None:
    wheres = [each.where for each in excluded]
    cases = judge.cases([measure.population.where, *wheres, measure.numerator])
    if cases is None:
        return None
    seen = _Seen()
    alike = _alike(wheres)
    for case in cases:
        if judge.holds(measure.population.where, case):
            seen.population = True
            true = [index for index, each in enumerate(wheres) if judge.holds(each, case)]
            if true:
                seen.applies.add(true[0])
                seen.together |= alike & set(combinations(true, 2))
            elif judge.holds(measure.numerator, case):
                seen.numerator = True
            else:
                seen.missed = True
    return seen


def _alike(wheres: list[Condition]) -> set[tuple[int, int]]:
    """Pairs of exclusions that ask about the same fields: there an overlap is no accident of two
    different facts, but one fact under two reasons."""
    fields = [_asked(each) for each in wheres]
    return {
        (first, second)
        for second in range(len(fields))
        for first in range(second)
        if fields[first] == fields[second]
    }


def _asked(condition: Condition) -> frozenset[object]:
    names = [test.field for test in comparisons(condition)]
    return frozenset([*names, *relations(condition)])


TYPICAL_YEAR = 2024


def _calendar(plan: Plan, measure: Measure) -> Calendar:
    """The end of a year in which the plan runs and as many exclusions apply as can."""
    years = [each.from_year or 0 for each in measure.exclusions]
    runs = [term.last.year - 1 for term in plan.terms[:1]]
    year = max(years + (runs or [TYPICAL_YEAR]))
    return Calendar(year, date(year, 12, 31))
