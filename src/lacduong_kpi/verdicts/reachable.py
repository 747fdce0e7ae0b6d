"""Whether some completion stands exactly on a goal: "exactly 3", "exactly 50 %".

Between two completions that stand above and below there need not be one that stands on the line,
so the sums themselves are followed, as the bits of a whole number.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd

from lacduong_kpi.measures.model import Outcomes, Shape, Tally
from lacduong_kpi.verdicts.completions import extreme
from lacduong_kpi.verdicts.line import Line

_MANY = 5_000
"""open records above which sums are not followed one by one: so many steps leave no gap between
the ends but those that all steps have in common"""


def can_be_exactly(tally: Tally, goal: Line) -> bool:
    """Whether a completion with a denominator has the distance 0."""
    low = goal.distance(*extreme(tally, goal.weight, largest=False))
    high = goal.distance(*extreme(tally, goal.weight, largest=True))
    if not low <= 0 <= high:
        return False
    if tally.shape is Shape.COUNT or _open_records(tally) > _MANY:
        return _on_lattice(tally, goal, low)
    return _followed(tally, goal)


def _open_records(tally: Tally) -> int:
    return sum(count for outcomes, count in tally.records.items() if len(outcomes) > 1)


def _on_lattice(tally: Tally, goal: Line, low: int) -> bool:
    """Whether the steps that records can take, from the lowest completion, can end on 0. A
    record's counts have no gaps, so for counts this is exact."""
    steps = [
        goal.weight(one) - goal.weight(other)
        for outcomes in tally.records
        for one in outcomes
        for other in outcomes
    ]
    return low == 0 or low % gcd(*steps) == 0


def _followed(tally: Tally, goal: Line) -> bool:
    """Every sum is a bit of `filled` (with a denominator by now) or `empty` (without)."""
    least = _least(tally, goal)
    empty, filled = (0, 1) if tally.fixed else (1, 0)
    for outcomes, count in tally.records.items():
        steps = _steps(outcomes, goal)
        inside = [step for step, den in steps if den]
        outside = [step for step, den in steps if not den]
        for _ in range(count if len(outcomes) > 1 else 1):
            filled = _shifted(filled, [*inside, *outside]) | _shifted(empty, inside)
            empty = _shifted(empty, outside)
    return bool(filled >> -least & 1)


def _shifted(sums: int, steps: Iterable[int]) -> int:
    found = 0
    for step in steps:
        found |= sums << step
    return found


def _steps(outcomes: Outcomes, goal: Line) -> list[tuple[int, int]]:
    """What each outcome adds above the record's lowest, with its share of the denominator."""
    base = min(goal.weight(each) for each in outcomes)
    return [(goal.weight(each) - base, each[0]) for each in outcomes]


def _least(tally: Tally, goal: Line) -> int:
    """The distance if every record had its lowest outcome; never above 0 where a completion on
    the line is looked for."""
    weights = sum(
        count * min(goal.weight(each) for each in outcomes)
        for outcomes, count in tally.records.items()
    )
    return weights + goal.distance(0, tally.fixed)
