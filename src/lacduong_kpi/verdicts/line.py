"""A goal as a straight line: how far numerator and denominator stand on its good side.

`distance = sign · (N − slope · D − offset)`. On the goal: `distance >= 0`, for a strict goal
`> 0`. All arithmetic is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lacduong_kpi.measures.model import Outcome, Shape, Tally
from lacduong_kpi.plan.model import Goal, GoalUnit


@dataclass(frozen=True, slots=True)
class Line:
    """`sign` is 1 where more is better and -1 where less is."""

    sign: int
    slope: Fraction
    offset: Fraction
    strict: bool
    exact: bool = False
    """only the line itself is on the goal"""

    def distance(self, numerator: int, denominator: int) -> Fraction:
        """How far two numbers are on the good side; below 0 on the bad one."""
        return self.sign * (numerator - self.slope * denominator - self.offset)

    def weight(self, outcome: Outcome) -> Fraction:
        """What one record with this outcome adds to the distance."""
        denominator, numerator = outcome
        return self.sign * (numerator - self.slope * denominator)

    def holds(self, distance: Fraction) -> bool:
        """Whether a distance is on the goal."""
        if self.exact:
            return distance == 0
        return distance > 0 if self.strict else distance >= 0


def line(goal: Goal, tally: Tally) -> Line:
    """The goal as a line over the numbers of this tally. A range is met from its foot."""
    threshold = goal.low if goal.is_floor or goal.low is not None else goal.high
    exact = not goal.is_floor and goal.low is not None
    sign = 1 if goal.is_floor or exact else -1
    slope, offset = _slope(Fraction(threshold or 0), goal.unit, tally)
    return Line(sign, slope, offset, goal.strict, exact)


def ceiling(goal: Goal, tally: Tally) -> Line | None:
    """The line strictly above which a met goal is surpassed."""
    if goal.exceeded_above is None:
        return None
    slope, offset = _slope(Fraction(goal.exceeded_above), goal.unit, tally)
    return Line(1, slope, offset, strict=True)


def _slope(threshold: Fraction, unit: GoalUnit, tally: Tally) -> tuple[Fraction, Fraction]:
    if unit is GoalUnit.PERCENT and tally.shape is not Shape.COUNT:
        return threshold / 100, Fraction(0)
    return Fraction(0), threshold * tally.years
