"""A goal as a straight line: how far numerator and denominator stand on its good side.

`distance = sign · (scale · N − slope · D − offset)`, all whole numbers: a goal of 90 % has scale
10 and slope 9. On the goal: `distance >= 0`, for a strict goal `> 0`. No rounding, no float.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import lcm

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.model import Outcome, Tally
from lacduong_kpi.plan.model import Goal, GoalUnit


@dataclass(frozen=True, slots=True)
class Line:
    """`sign` is 1 where more is better and -1 where less is. `scale` is what one record more in
    the numerator adds to the distance."""

    sign: int
    scale: int
    slope: int
    offset: int
    strict: bool
    exact: bool = False
    """only the line itself is on the goal"""

    def distance(self, numerator: int, denominator: int) -> int:
        """How far two numbers are on the good side; below 0 on the bad one."""
        return self.sign * (self.scale * numerator - self.slope * denominator - self.offset)

    def weight(self, outcome: Outcome) -> int:
        """What one record with this outcome adds to the distance."""
        return self.sign * (self.scale * outcome[1] - self.slope * outcome[0])

    def holds(self, distance: int) -> bool:
        """Whether a distance is on the goal. Of an exact goal only 0 is, which `reachable` asks."""
        return distance > 0 if self.strict else distance >= 0


def line(goal: Goal, tally: Tally) -> Line:
    """The goal as a line over the numbers of this tally. A range is met from its foot."""
    return _goal_line(goal, tally.years)


@lru_cache
def _goal_line(goal: Goal, years: int) -> Line:
    exact = not goal.is_floor and goal.low is not None
    threshold = goal.high if goal.low is None else goal.low
    sign = 1 if goal.is_floor or exact else -1
    slope, offset = _slope(Fraction(threshold or 0), goal.unit, years)
    return _whole(sign, slope, offset, strict=goal.strict, exact=exact)


def ceiling(goal: Goal, tally: Tally) -> Line | None:
    """The line strictly above which a met goal is surpassed."""
    return _ceiling(goal, tally.years)


@lru_cache
def _ceiling(goal: Goal, years: int) -> Line | None:
    if goal.exceeded_above is None:
        return None
    slope, offset = _slope(Fraction(goal.exceeded_above), goal.unit, years)
    return _whole(1, slope, offset, strict=True)


def _slope(threshold: Fraction, unit: GoalUnit, years: int) -> tuple[Fraction, Fraction]:
    """A goal in per cent is of the denominator; a plan gives one to shares and ratios only."""
    if unit is GoalUnit.PERCENT:
        return threshold / 100, Fraction(0)
    return Fraction(0), threshold * years


def _whole(
    sign: int, slope: Fraction, offset: Fraction, *, strict: bool, exact: bool = False
) -> Line:
    scale = lcm(slope.denominator, offset.denominator)
    return Line(sign, scale, int(slope * scale), int(offset * scale), strict, exact)
