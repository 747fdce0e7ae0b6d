"""Percentages as decimal strings that never contradict a verdict."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from lacduong_kpi.plan.model import Goal, GoalKind, GoalUnit
from lacduong_kpi.verdicts.model import Rate

_PLACES = 2

Marks = tuple[tuple[int, int], ...]
"""Numbers of a goal as fractions."""


def rate(numerator: int, denominator: int, goal: Goal) -> Rate:
    """A rate with its percentage; without where the denominator is 0."""
    return Rate(numerator, denominator, percent(numerator, denominator, goal))


def percent(numerator: int, denominator: int, goal: Goal) -> str | None:
    """`91.24`: two decimals, and as many more as it takes to stand on the same side of the goal
    (and of what surpasses it) as the exact value. None: there is no denominator."""
    if denominator == 0:
        return None
    marks = _marks(goal)
    exact = 100 * numerator, denominator
    unit = 10**_PLACES
    while _sides(rounded := _rounded(*exact, unit), unit, marks) != _sides(*exact, marks):
        unit *= 10
    before, after = divmod(rounded, unit)
    return f"{before}.{after:0{len(str(unit)) - 1}d}"


def _rounded(numerator: int, denominator: int, unit: int) -> int:
    """The value in whole units, half up."""
    return (2 * numerator * unit + denominator) // (2 * denominator)


@lru_cache
def _marks(goal: Goal) -> tuple[Marks, Marks]:
    """The numbers on whose far side a value may be only if it is there exactly: at or beyond the
    first ones, strictly beyond the second ones."""
    if goal.unit is not GoalUnit.PERCENT:
        return (), ()
    high = None if goal.kind is GoalKind.RANGE else goal.high
    at = [None if goal.strict else goal.low, high if goal.strict else None]
    beyond = [goal.low if goal.strict else None, None if goal.strict else high, goal.exceeded_above]
    if goal.kind is GoalKind.EXACTLY:
        beyond.append(goal.low)
    return _fractions(at), _fractions(beyond)


def _fractions(numbers: list[Decimal | None]) -> Marks:
    return tuple(each.as_integer_ratio() for each in numbers if each is not None)


def _sides(numerator: int, denominator: int, marks: tuple[Marks, Marks]) -> list[bool]:
    """On which side of each number a value stands."""
    at, beyond = marks
    return [numerator * below >= above * denominator for above, below in at] + [
        numerator * below > above * denominator for above, below in beyond
    ]
