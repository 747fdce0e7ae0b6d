"""One part of a target as its unknown records turn, one after the other, from their worst to
their best outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.model import Outcome, Outcomes, Shape, Tally
from lacduong_kpi.verdicts.line import Line
from lacduong_kpi.verdicts.model import Verdict

Joint = Mapping[tuple[Outcomes, ...], int]
"""How many records have which outcomes, one set per part of the target."""


@dataclass(frozen=True, slots=True)
class Flip:
    """`count` records of one kind: what each adds to the distance when it turns out well, and
    whether it stands in the denominator then (`well`) and otherwise (`badly`)."""

    gain: int
    count: int
    well: bool
    badly: bool


@dataclass(frozen=True, slots=True)
class Course:
    """`lowest`: the distance while all turn out badly. `flips` stand in the order of `Joint`,
    those without an unknown outcome in any part left out. `anchored`: the denominator can not be
    empty, whatever they do."""

    goal: Line
    lowest: int
    flips: tuple[Flip, ...]
    anchored: bool

    @property
    def unknown(self) -> int:
        return sum(flip.count for flip in self.flips)

    @property
    def highest(self) -> int:
        return self.lowest + sum(flip.gain * flip.count for flip in self.flips)

    def empty_when(self) -> range:
        """For which numbers of records that turn out well some choice of them empties the
        denominator."""
        if self.anchored or any(flip.well and flip.badly for flip in self.flips):
            return range(0)
        must = sum(flip.count for flip in self.flips if flip.badly)
        can = sum(flip.count for flip in self.flips if not flip.well)
        return range(must, can + 1)

    def loss(self, badly: Sequence[int]) -> int:
        """How much lower the distance is if so many of each kind turn out badly."""
        return sum(flip.gain * count for flip, count in zip(self.flips, badly, strict=True))

    def verdict(self, badly: Sequence[int]) -> Verdict:
        """The verdict if so many of each kind turn out badly."""
        if not self.has_denominator(badly):
            return Verdict.NOT_APPLICABLE
        return Verdict.MET if self.goal.holds(self.highest - self.loss(badly)) else Verdict.NOT_MET

    def has_denominator(self, badly: Sequence[int]) -> bool:
        """Whether there is a denominator if so many of each kind turn out badly."""
        return self.anchored or any(
            (flip.badly and count > 0) or (flip.well and count < flip.count)
            for flip, count in zip(self.flips, badly, strict=True)
        )


def course(tally: Tally, goal: Line, records: Joint, part: int) -> Course:
    """The course of the part with this number in `records`."""
    unknown = [(*turn(sets[part], goal), n) for sets, n in records.items() if is_unknown(sets)]
    known = [(sets[part], n) for sets, n in records.items() if not is_unknown(sets)]
    lowest = goal.distance(0, tally.fixed)
    lowest += sum(n * goal.weight(outcome) for (outcome,), n in known)
    lowest += sum(n * goal.weight(worst) for worst, _, n in unknown)
    inside = any(outcome[0] for (outcome,), _ in known)
    flips = tuple(_flip(goal, worst, best, n) for worst, best, n in unknown)
    return Course(goal, lowest, flips, inside or tally.fixed > 0 or tally.shape is Shape.COUNT)


def is_unknown(sets: Iterable[Outcomes]) -> bool:
    """Whether a record has more than one outcome in some part."""
    return any(len(outcomes) > 1 for outcomes in sets)


def turn(outcomes: Outcomes, goal: Line) -> tuple[Outcome, Outcome]:
    """The outcomes in which the goal stands worst and best."""
    rank = _rank(goal)
    return min(outcomes, key=rank), max(outcomes, key=rank)


def _rank(goal: Line) -> Callable[[Outcome], tuple[int, int, int]]:
    return lambda outcome: (
        goal.weight(outcome),
        goal.sign * outcome[1],
        -goal.sign * outcome[0],
    )


def _flip(goal: Line, worst: Outcome, best: Outcome, count: int) -> Flip:
    gain = goal.weight(best) - goal.weight(worst)
    return Flip(gain, count, best[0] > 0, worst[0] > 0)
