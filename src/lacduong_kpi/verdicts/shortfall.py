"""What is missing to the goal, and what is to spare."""

from __future__ import annotations

from lacduong_kpi.measures.model import Shape, Tally
from lacduong_kpi.verdicts.completions import Numbers, extreme
from lacduong_kpi.verdicts.line import Line
from lacduong_kpi.verdicts.model import Needed

NOTHING = Needed(None, None)


def needed(tally: Tally, goal: Line, printed: Numbers) -> Needed:
    """How many more existing records must turn, and how many new ones that fulfil the goal must
    come, counted from the printed numbers.

    Counts and ratios grow by new records only; where less is better, only existing records can
    turn away from a count. None: no number of them is enough, or there is no denominator.
    """
    if goal.exact or (tally.shape is not Shape.COUNT and printed.denominator == 0):
        return NOTHING
    lacking = -goal.distance(*printed)
    turned = _least(lacking, goal.scale, strict=goal.strict)
    added = _least(lacking, _gain_of_new(tally, goal), strict=goal.strict)
    if tally.shape is Shape.PROPORTION or goal.sign < 0:
        return Needed(turned, added)
    return Needed(None, added)


def _gain_of_new(tally: Tally, goal: Line) -> int:
    """What one new record adds to the distance: one that counts, or, where less is better, one
    that is only in the denominator."""
    if goal.sign < 0:
        return goal.slope
    return goal.scale - goal.slope if tally.shape is Shape.PROPORTION else goal.scale


def _least(lacking: int, gain: int, *, strict: bool) -> int | None:
    """The least whole number of gains that makes up for what is lacking."""
    if lacking < 0 or (lacking == 0 and not strict):
        return 0
    if gain <= 0:
        return None
    return lacking // gain + 1 if strict else -(-lacking // gain)


def slack(tally: Tally, goal: Line) -> int:
    """Of a goal that is met in every completion: how many records could still turn away before it
    no longer were, in the worst completion."""
    worst = goal.distance(*extreme(tally, goal.weight, largest=False))
    return -(-worst // goal.scale) - 1 if goal.strict else worst // goal.scale
