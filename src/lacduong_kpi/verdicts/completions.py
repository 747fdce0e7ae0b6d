"""The completions that matter: those in which a line stands highest or lowest.

Every record takes one of its outcomes, whatever the others take; so the extreme completion takes
each record's extreme outcome. Only an empty denominator ties them together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lacduong_kpi.measures.model import Outcome, Outcomes, Shape, Tally

Weight = Callable[[Outcome], int]


class Numbers(NamedTuple):
    numerator: int
    denominator: int


def can_be_empty(tally: Tally) -> bool:
    """Whether some completion leaves nobody in the denominator. A count has none to be empty."""
    if tally.shape is Shape.COUNT or tally.fixed:
        return False
    return all(any(den == 0 for den, _ in outcomes) for outcomes in tally.records)


def can_be_filled(tally: Tally) -> bool:
    """Whether some completion has a denominator (or needs none)."""
    if tally.shape is Shape.COUNT or tally.fixed:
        return True
    return any(den for outcomes in tally.records for den, _ in outcomes)


def sure(tally: Tally) -> Numbers:
    """The numbers that hold in every completion: of each record what it surely is. That is what
    the office counts from the cells that are filled in."""
    numerator = denominator = 0
    for outcomes, count in tally.records.items():
        numerator += count * _nearest_to_none([num for _, num in outcomes])
        denominator += count * _nearest_to_none([den for den, _ in outcomes])
    return Numbers(numerator, denominator + tally.fixed)


def extreme(tally: Tally, weight: Weight, *, largest: bool) -> Numbers:
    """The numbers of the completion with the largest (smallest) sum of weights among those with
    a denominator. Of equal ones: the larger (smaller) numerator, then the smaller (larger)
    denominator. ValueError: no completion has a denominator.
    """
    sign = 1 if largest else -1
    rank = _rank(weight, sign)
    chosen = {outcomes: _best(outcomes, rank) for outcomes in tally.records}
    numbers = _sum(tally, chosen)
    if numbers.denominator or tally.shape is Shape.COUNT:
        return numbers
    return _filled(tally, chosen, numbers, rank, lambda outcome: sign * weight(outcome))


Rank = tuple[int, int, int]


def _rank(weight: Weight, sign: int) -> Callable[[Outcome], Rank]:
    return lambda outcome: (sign * weight(outcome), sign * outcome[1], -sign * outcome[0])


def _best(outcomes: Outcomes, rank: Callable[[Outcome], Rank]) -> Outcome:
    if len(outcomes) == 1:
        (only,) = outcomes
        return only
    return max(outcomes, key=rank)


def _sum(tally: Tally, chosen: dict[Outcomes, Outcome]) -> Numbers:
    denominator, numerator = tally.fixed, 0
    for outcomes, count in tally.records.items():
        den, num = chosen[outcomes]
        denominator += count * den
        numerator += count * num
    return Numbers(numerator, denominator)


def _filled(
    tally: Tally,
    chosen: dict[Outcomes, Outcome],
    numbers: Numbers,
    rank: Callable[[Outcome], Rank],
    worth: Weight,
) -> Numbers:
    """Puts back into the empty denominator the one record that costs least."""
    swaps = [
        (chosen[outcomes], max(inside, key=rank))
        for outcomes in tally.records
        if (inside := [each for each in outcomes if each[0]])
    ]
    out, back = min(swaps, key=lambda swap: worth(swap[0]) - worth(swap[1]))
    return Numbers(numbers.numerator - out[1] + back[1], back[0])


def _nearest_to_none(parts: list[int]) -> int:
    return min(max(0, min(parts)), max(parts))
