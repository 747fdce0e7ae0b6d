"""How many of the unknown records must turn out well for a target to be met, and how many badly
for it not to be: any that many, whichever they are.

A record turns out well when it takes the outcome in which the goal stands best, badly when it
takes the one in which it stands worst. Those that are not among the first turn out badly, those
that are not among the second well. Both thresholds are the least that always suffice; only
where two parts are open at once through thousands of people can the second be more than it need.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import NamedTuple

from lacduong_kpi.measures.model import Tally
from lacduong_kpi.verdicts.flips import Course, Flip, Joint, course
from lacduong_kpi.verdicts.line import Line
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.verdicts.possible import worst

_TRIES = 20_000
"""combinations of bad outcomes over several parts that are tried one by one"""


class Thresholds(NamedTuple):
    """None where no number of records settles it that way."""

    met_if: int | None
    not_met_if: int | None


def thresholds(tallies: Sequence[Tally], goals: Sequence[Line], records: Joint) -> Thresholds:
    """Both thresholds for a target that is met when all of its parts are, and not met when one is
    not; `records` count the target's records by their outcomes in every part. A goal that asks
    for an exact number has none."""
    if any(goal.exact for goal in goals):
        return Thresholds(None, None)
    pairs = enumerate(zip(tallies, goals, strict=True))
    courses = [course(tally, goal, records, part) for part, (tally, goal) in pairs]
    if len(courses) > 1 and any(each.empty_when() for each in courses):
        return _tried(courses) or _estimated(courses)
    return Thresholds(_met_if(courses), _not_met_if(courses))


def _tried(courses: Sequence[Course]) -> Thresholds | None:
    """Both thresholds by trying how many of each kind turn out badly, for parts whose
    denominators can be empty; None where there are too many ways."""
    sizes = [flip.count for flip in courses[0].flips]
    if prod(size + 1 for size in sizes) > _TRIES:
        return None
    ways = [
        (sum(badly), _verdict(badly, courses))
        for badly in product(*(range(size + 1) for size in sizes))
    ]
    unknown = courses[0].unknown
    good = [unknown - bad for bad, verdict in ways if verdict is not Verdict.MET]
    bad = [bad for bad, verdict in ways if verdict is not Verdict.NOT_MET]
    return Thresholds(_beyond(good, unknown), _beyond(bad, unknown))


def _beyond(numbers: Sequence[int], most: int) -> int | None:
    """The least number above all of these, if there are so many."""
    least = max(numbers, default=-1) + 1
    return least if least <= most else None


def _verdict(badly: Sequence[int], courses: Sequence[Course]) -> Verdict:
    return worst(tuple(each.verdict(badly) for each in courses))


def _estimated(courses: Sequence[Course]) -> Thresholds:
    """Numbers that suffice, though fewer may."""
    alone = [number for each in courses if (number := _enough_bad(each)) is not None]
    return Thresholds(_met_if(courses), min(alone, default=None))


def _met_if(courses: Sequence[Course]) -> int | None:
    """The least number of good outcomes with which no part fails, whichever they are."""
    numbers = [_past_empty(_enough_good(each), each) for each in courses]
    enough = [number for number in numbers if number is not None]
    return max(enough) if len(enough) == len(courses) else None


def _enough_good(each: Course) -> int | None:
    """The least number of good outcomes, the least helpful ones, that brings a part to its goal."""
    return _steps(-each.lowest, each.flips, beyond=each.goal.strict)


def _past_empty(number: int | None, each: Course) -> int | None:
    """The same, but so many that no choice of them empties the denominator."""
    if number is None:
        return None
    empty = each.empty_when()
    least = max(number, empty.stop)
    return least if least <= each.unknown else None


def _not_met_if(courses: Sequence[Course]) -> int | None:
    """The least number of bad outcomes that makes some part fail, whichever they are."""
    if len(courses) == 1:
        return _enough_bad(courses[0])
    together = _most_harmless(courses)
    if together is None:
        return _estimated(courses).not_met_if
    return _beyond([together], courses[0].unknown)


def _enough_bad(each: Course) -> int | None:
    number = _steps(each.highest, each.flips, beyond=not each.goal.strict)
    empty = each.empty_when()
    if number is None or not empty:
        return number
    least = max(number, each.unknown - empty.start + 1)
    return least if least <= each.unknown else None


def _steps(distance: int, flips: Sequence[Flip], *, beyond: bool) -> int | None:
    """How many flips, smallest gains first, it takes to make up (`beyond`: more than up) for a
    distance."""
    taken = 0
    for flip in sorted(flips, key=lambda flip: flip.gain):
        if _covered(distance, beyond=beyond):
            return taken
        if flip.gain and (more := _least(distance, flip.gain, beyond=beyond)) <= flip.count:
            return taken + more
        taken += flip.count
        distance -= flip.gain * flip.count
    return taken if _covered(distance, beyond=beyond) else None


def _covered(distance: int, *, beyond: bool) -> bool:
    return distance < 0 if beyond else distance <= 0


def _least(distance: int, gain: int, *, beyond: bool) -> int:
    return distance // gain + 1 if beyond else -(-distance // gain)


def _most_harmless(courses: Sequence[Course]) -> int | None:
    """How many records can turn out badly at most without any part failing (-1: one fails even if
    none does); None where there are too many combinations to try."""
    kinds = list(zip(*(each.flips for each in courses), strict=True))
    rooms = [_taken_at_most(kind, courses) for kind in kinds]
    if prod(room + 1 for room in rooms) > _TRIES:
        return None
    tries = product(*(range(room + 1) for room in rooms))
    return max((sum(each) for each in tries if _harmless(each, courses)), default=-1)


def _taken_at_most(kind: Sequence[Flip], courses: Sequence[Course]) -> int:
    """How many records of one kind, alone, can turn out badly without any part failing."""
    most = kind[0].count
    for flip, each in zip(kind, courses, strict=True):
        if flip.gain:
            least = _least(each.highest, flip.gain, beyond=not each.goal.strict)
            most = min(most, least - 1)
    return max(most, 0)


def _harmless(taken: Sequence[int], courses: Sequence[Course]) -> bool:
    """Whether no part fails."""
    return all(each.goal.holds(each.highest - each.loss(taken)) for each in courses)
