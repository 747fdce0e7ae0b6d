"""Which verdicts the completions of the unknown cells can have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from lacduong_kpi.measures.model import Tally
from lacduong_kpi.verdicts.completions import can_be_empty, can_be_filled, extreme
from lacduong_kpi.verdicts.line import Line
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.verdicts.reachable import can_be_exactly

Verdicts = frozenset[Verdict]
"""Of MET, NOT_MET and NOT_APPLICABLE those that some completion has."""


def possible(tally: Tally, goal: Line) -> Verdicts:
    """The verdicts of all completions: NOT_APPLICABLE where one empties the denominator."""
    found = set()
    if can_be_empty(tally):
        found.add(Verdict.NOT_APPLICABLE)
    if can_be_filled(tally):
        found |= _with_denominator(tally, goal)
    return frozenset(found)


def _with_denominator(tally: Tally, goal: Line) -> set[Verdict]:
    low = goal.distance(*extreme(tally, goal.weight, largest=False))
    high = goal.distance(*extreme(tally, goal.weight, largest=True))
    if goal.exact:
        met, missed = can_be_exactly(tally, goal), low != 0 or high != 0
    else:
        met, missed = goal.holds(high), not goal.holds(low)
    return {verdict for verdict, can in ((Verdict.MET, met), (Verdict.NOT_MET, missed)) if can}


def combine(parts: Iterable[Verdicts]) -> Verdicts:
    """The verdicts of a target over all combinations of its parts' verdicts: not met if one part
    is not met, else met if one is met, else without anybody to apply to."""
    return frozenset(worst(each) for each in product(*parts))


def worst(verdicts: tuple[Verdict, ...]) -> Verdict:
    """What the parts' verdicts make of the target in one completion."""
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    return Verdict.MET if Verdict.MET in verdicts else Verdict.NOT_APPLICABLE


def settle(verdicts: Verdicts, *, running: bool) -> Verdict:
    """The verdict: what all completions agree on, else undetermined. While the period runs, what
    is not yet met is not yet due."""
    (verdict, *others) = sorted(verdicts)
    if others:
        verdict = Verdict.UNDETERMINED
    if running and verdict in (Verdict.NOT_MET, Verdict.UNDETERMINED):
        return Verdict.NOT_DUE
    return verdict
