"""Percentages as decimal strings that never contradict a verdict."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lacduong_kpi.plan.model import Goal, GoalKind, GoalUnit
from lacduong_kpi.verdicts.model import Rate

_PLACES = 2


def rate(numerator: int, denominator: int, goal: Goal) -> Rate:
    """A rate with its percentage; without where the denominator is 0."""
    return Rate(numerator, denominator, percent(numerator, denominator, goal))


def percent(numerator: int, denominator: int, goal: Goal) -> str | None:
    """`91.24`: two decimals, and as many more as it takes to stand on the same side of the goal
    (and of what surpasses it) as the exact value. None: there is no denominator."""
    if denominator == 0:
        return None
    exact = Fraction(100 * numerator, denominator)
    places = _PLACES
    while _sides(Fraction(digits := _rounded(exact, places)), goal) != _sides(exact, goal):
        places += 1
    return digits


def _rounded(exact: Fraction, places: int) -> str:
    """Half up, in whole numbers from beginning to end."""
    scaled = exact * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    before, after = divmod(whole, 10**places)
    return f"{before}.{after:0{places}d}"


def _sides(value: Fraction, goal: Goal) -> tuple[bool, ...]:
    """On which side of each number of the goal a value stands."""
    if goal.unit is not GoalUnit.PERCENT:
        return ()
    ceiling = None if goal.kind is GoalKind.RANGE else goal.high
    return (
        *_side(value, goal.low, on_the_mark=not goal.strict),
        *_side(value, ceiling, on_the_mark=goal.strict),
        *_side(value, goal.exceeded_above, on_the_mark=False),
        goal.kind is GoalKind.EXACTLY and value == Fraction(goal.low or 0),
    )


def _side(value: Fraction, mark: Decimal | None, *, on_the_mark: bool) -> tuple[bool, ...]:
    """Whether the value is beyond the mark; `on_the_mark` says whether the mark itself is."""
    if mark is None:
        return ()
    exact = Fraction(mark)
    return (value > exact or (on_the_mark and value == exact),)
