"""Verdicts and numbers by trying every completion of a few records: an oracle for any goal.

Shares no code with the program but the goal itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from lacduong_kpi.plan.model import Goal, GoalKind, GoalUnit

Outcome = tuple[int, int]
Records = Sequence[frozenset[Outcome]]

FLOORS = (GoalKind.AT_LEAST, GoalKind.MORE_THAN, GoalKind.RANGE)


def completions(records: Records, fixed: int) -> set[tuple[int, int]]:
    """(numerator, denominator) of every completion; those with the same numbers once."""
    found = {(0, fixed)}
    for outcomes in records:
        found = {(n + num, d + den) for n, d in found for den, num in outcomes}
    return found


def total(chosen: Sequence[Outcome], fixed: int) -> tuple[int, int]:
    return sum(num for _, num in chosen), sum(den for den, _ in chosen) + fixed


def met(goal: Goal, value: Fraction) -> bool:
    """Whether a value (in the goal's unit) is on the goal."""
    low, high = (None if each is None else Fraction(each) for each in (goal.low, goal.high))
    match goal.kind:
        case GoalKind.AT_LEAST | GoalKind.RANGE:
            return low is not None and value >= low
        case GoalKind.MORE_THAN:
            return low is not None and value > low
        case GoalKind.AT_MOST:
            return high is not None and value <= high
        case GoalKind.LESS_THAN:
            return high is not None and value < high
        case GoalKind.EXACTLY:
            return value == low
        case GoalKind.NONE:
            return value == 0


def value(goal: Goal, numerator: int, denominator: int, *, count: bool, years: int) -> Fraction:
    """What is compared: the share in per cent, or the count (a year)."""
    if count or goal.unit is GoalUnit.COUNT:
        return Fraction(numerator, years)
    return Fraction(100 * numerator, denominator)


class Case:
    """A few records and a goal. `count`: there is no denominator; `fixed`: one that is given, or
    the years of a mean count."""

    def __init__(self, records: Records, goal: Goal, *, count: bool, fixed: int) -> None:
        self.records, self.goal, self.count = records, goal, count
        self.below = 0 if count else fixed
        self.years = max(fixed, 1) if count else 1

    def verdict(self, numerator: int, denominator: int) -> str:
        if not self.count and denominator == 0:
            return "not_applicable"
        return "met" if met(self.goal, self.value(numerator, denominator)) else "not_met"

    def value(self, numerator: int, denominator: int) -> Fraction:
        return value(self.goal, numerator, denominator, count=self.count, years=self.years)

    @cached_property
    def all(self) -> set[tuple[int, int]]:
        return completions(self.records, self.below)

    def filled(self) -> list[tuple[int, int]]:
        return [each for each in self.all if self.count or each[1]]

    def verdicts(self) -> set[str]:
        return {self.verdict(*each) for each in self.all}

    def bounds(self) -> tuple[Fraction, Fraction] | None:
        """Smallest and largest numerator (of a count) or share."""
        shares = [Fraction(n, 1 if self.count else d) for n, d in self.filled()]
        return (min(shares), max(shares)) if shares else None

    def exceeded(self) -> bool:
        above = self.goal.exceeded_above
        if above is None or self.verdicts() != {"met"}:
            return False
        return all(self.value(*each) > Fraction(above) for each in self.all)

    def slack(self) -> int | None:
        """How many could turn away in the worst completion."""
        if self.verdicts() != {"met"}:
            return None
        return min(self._spare(*each) for each in self.all)

    def _spare(self, numerator: int, denominator: int) -> int:
        step = -1 if self.goal.kind in FLOORS else 1
        if self.goal.kind is GoalKind.EXACTLY:
            return 0
        spare = 0
        while met(self.goal, self.value(numerator + step * (spare + 1), denominator)):
            spare += 1
        return spare

    def needed(
        self, numerator: int, denominator: int, *, share: bool
    ) -> tuple[int | None, int | None]:
        if self.goal.kind is GoalKind.EXACTLY or (not self.count and denominator == 0):
            return None, None
        floor = self.goal.kind in FLOORS
        step = 1 if floor else -1
        turned = least(lambda k: self.verdict(numerator + step * k, denominator) == "met")
        if floor:
            below = 1 if share else 0
            added = least(lambda k: self.verdict(numerator + k, denominator + below * k) == "met")
        else:
            added = least(lambda k: self.verdict(numerator, denominator + k) == "met")
        return (turned if share or not floor else None), added

    def thresholds(self) -> tuple[int | None, int | None]:
        """From how many good (bad) outcomes on, whichever they are, it is met (not met)."""
        return thresholds_of_parts([self])

    def turned(self, outcomes: frozenset[Outcome], good: bool) -> Outcome:
        """The outcome in which the goal stands best (worst); of equal ones the larger numerator
        is the better (where less is better, the smaller), then the smaller denominator."""
        sign = 1 if self.goal.kind in FLOORS else -1

        def height(outcome: Outcome) -> tuple[Fraction, int, int]:
            den, num = outcome
            threshold = self.goal.low if self.goal.kind in FLOORS else self.goal.high
            percent = self.goal.unit is GoalUnit.PERCENT and not self.count
            slope = Fraction(threshold or 0) / 100 if percent else Fraction(0)
            return sign * (num - slope * den), sign * num, -sign * den

        return max(outcomes, key=height) if good else min(outcomes, key=height)


def verdict_of_parts(verdicts: Iterable[str]) -> str:
    """Of one completion: not met if a part is not, else met if one is."""
    found = set(verdicts)
    return next(each for each in ("not_met", "met", "not_applicable") if each in found)


def thresholds_of_parts(parts: Sequence[Case]) -> tuple[int | None, int | None]:
    """The same for a target with parts, each over the same records, by every choice of them."""
    if any(part.goal.kind is GoalKind.EXACTLY for part in parts):
        return None, None
    size = len(parts[0].records)
    unknown = [i for i in range(size) if any(len(part.records[i]) > 1 for part in parts)]
    met_at, missed_at = {}, {}
    for count in range(len(unknown) + 1):
        found = {_with_good(parts, set(good)) for good in combinations(unknown, count)}
        met_at[count] = found == {"met"}
        missed_at[len(unknown) - count] = found == {"not_met"}
    return from_there(met_at), from_there(missed_at)


def _with_good(parts: Sequence[Case], good: set[int]) -> str:
    verdicts = set()
    for part in parts:
        chosen = [part.turned(each, index in good) for index, each in enumerate(part.records)]
        verdicts.add(part.verdict(*total(chosen, part.below)))
    return verdict_of_parts(verdicts)


def least(holds: Callable[[int], bool]) -> int | None:
    return next((k for k in range(300) if holds(k)), None)


def from_there(settled: dict[int, bool]) -> int | None:
    found = None
    for count in sorted(settled, reverse=True):
        if not settled[count]:
            break
        found = count
    return found


def goal(kind: GoalKind, unit: GoalUnit, number: int, above: int | None = None) -> Goal:
    """A goal as a plan would give it."""
    low = high = exceeded = None
    if kind in FLOORS or kind is GoalKind.EXACTLY:
        low = Decimal(number)
    if kind in (GoalKind.AT_MOST, GoalKind.LESS_THAN):
        high = Decimal(number)
    if kind is GoalKind.NONE:
        high = Decimal(0)
    if kind in (GoalKind.AT_LEAST, GoalKind.MORE_THAN):
        exceeded = low
    if kind is GoalKind.RANGE:
        high = exceeded = Decimal(number + (above or 0))
    return Goal(kind, unit, low, high, exceeded)
