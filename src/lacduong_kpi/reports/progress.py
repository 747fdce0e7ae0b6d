"""Two years of a target set side by side: better, worse, the same, or not to be told."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from lacduong_kpi.verdicts.model import Rate, Score


class Change(StrEnum):
    BETTER = "higher"
    WORSE = "lower"
    SAME = "same"
    OPEN = "open"
    """the bounds of the two years overlap: unknown cells decide"""


def change(before: Score, after: Score) -> Change:
    """What is so in every completion of both years."""
    old, new = _ends(before), _ends(after)
    if old is None or new is None:
        return Change.OPEN
    if new[0] > old[1]:
        return Change.BETTER
    if new[1] < old[0]:
        return Change.WORSE
    return Change.SAME if old == new and old[0] == old[1] else Change.OPEN


def _ends(score: Score) -> tuple[Fraction, Fraction] | None:
    low, high = _exact(score.bounds.low), _exact(score.bounds.high)
    return None if low is None or high is None else (low, high)


def _exact(rate: Rate | None) -> Fraction | None:
    if rate is None:
        return None
    if rate.denominator is None:
        return Fraction(rate.numerator)
    return Fraction(rate.numerator, rate.denominator) if rate.denominator else None
