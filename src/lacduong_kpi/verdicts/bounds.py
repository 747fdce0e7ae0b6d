"""The smallest and the largest value of a measure over all completions."""

from __future__ import annotations

from lacduong_kpi.measures.model import Outcome, Shape, Tally
from lacduong_kpi.verdicts.completions import Numbers, Weight, can_be_filled, extreme


def value_bounds(tally: Tally) -> tuple[Numbers, Numbers] | None:
    """Numbers with the smallest and the largest value; None if no completion has a denominator.

    A proportion is largest where each record is (1, 1) if it can be, else outside, else (1, 0);
    smallest the reverse. The general case, in which a record can weigh more than 1 or count below
    and above, is a fraction of two sums: Dinkelbach's method (1967) raises a guess until no
    completion beats it, which takes a few rounds.
    """
    if not can_be_filled(tally):
        return None
    if tally.shape is Shape.COUNT:
        return _count(tally, largest=False), _count(tally, largest=True)
    return _rate(tally, largest=False), _rate(tally, largest=True)


def _count(tally: Tally, *, largest: bool) -> Numbers:
    return extreme(tally, _numerator, largest=largest)


def _numerator(outcome: Outcome) -> int:
    return outcome[1]


def _rate(tally: Tally, *, largest: bool) -> Numbers:
    """The guess is a found value `numerator / denominator`; a completion beats it whose sum of
    `denominator * n - numerator * d` is beyond 0."""
    guess = Numbers(0, 1)
    while True:
        found = extreme(tally, _beyond(guess), largest=largest)
        if found.numerator * guess.denominator == guess.numerator * found.denominator:
            return found
        guess = found


def _beyond(guess: Numbers) -> Weight:
    numerator, denominator = guess

    def weight(outcome: Outcome) -> int:
        return denominator * outcome[1] - numerator * outcome[0]

    return weight
