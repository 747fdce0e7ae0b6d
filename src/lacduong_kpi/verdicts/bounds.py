"""The smallest and the largest value of a measure over all completions."""

from __future__ import annotations

from fractions import Fraction

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
    return extreme(tally, lambda outcome: Fraction(outcome[1]), largest=largest)


def _rate(tally: Tally, *, largest: bool) -> Numbers:
    guess = Fraction(0) if largest else Fraction(1)
    while True:
        found = extreme(tally, _beyond(guess), largest=largest)
        value = Fraction(found.numerator, found.denominator)
        if value == guess:
            return found
        guess = value


def _beyond(guess: Fraction) -> Weight:
    def weight(outcome: Outcome) -> Fraction:
        return outcome[1] - guess * outcome[0]

    return weight
