"""From counted outcomes and a goal to a score."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.model import Shape, Tally
from lacduong_kpi.plan.model import Goal
from lacduong_kpi.verdicts.bounds import value_bounds
from lacduong_kpi.verdicts.completions import Numbers, extreme, sure
from lacduong_kpi.verdicts.line import ceiling, line
from lacduong_kpi.verdicts.model import Bounds, Excluded, Needed, Rate, Reason, Score, Verdict
from lacduong_kpi.verdicts.percent import rate
from lacduong_kpi.verdicts.possible import Verdicts, combine, possible, settle
from lacduong_kpi.verdicts.shortfall import needed, slack


@dataclass(frozen=True, slots=True)
class Judged:
    """A score, and the verdicts that the completions have before anything is "not due"."""

    score: Score
    verdicts: Verdicts

    @property
    def undetermined(self) -> bool:
        return len(self.verdicts) > 1


def judge(tally: Tally, goal: Goal, *, running: bool, estimated: bool = False) -> Judged:
    """The score of one measure. `running`: the period is not over. `estimated`: the denominator
    is an estimate."""
    on_goal = line(goal, tally)
    verdicts = possible(tally, on_goal)
    verdict = settle(verdicts, running=running)
    printed = sure(tally)
    score = Score(
        verdict=verdict,
        reason=None,
        exceeded=verdict is Verdict.MET and _surpassed(tally, goal),
        estimated=estimated,
        numerator=printed.numerator,
        denominator=None if tally.shape is Shape.COUNT else printed.denominator,
        excluded=tuple(Excluded(reason, count) for reason, count in tally.excluded),
        unknown=sum(n for outcomes, n in tally.records.items() if len(outcomes) > 1),
        rate=_printed_rate(tally, printed, goal),
        bounds=_bounds(tally, goal),
        needed=needed(tally, on_goal, printed),
        slack=slack(tally, on_goal) if verdict is Verdict.MET else None,
    )
    return Judged(score, verdicts)


def _surpassed(tally: Tally, goal: Goal) -> bool:
    """Whether every completion is strictly above what surpasses the goal."""
    above = ceiling(goal, tally)
    if above is None:
        return False
    return above.holds(above.distance(*extreme(tally, above.weight, largest=False)))


def _bounds(tally: Tally, goal: Goal) -> Bounds:
    values = value_bounds(tally)
    if values is None:
        return Bounds(None, None)
    low, high = (_shown(tally, numbers, goal) for numbers in values)
    return Bounds(low, high)


def _printed_rate(tally: Tally, printed: Numbers, goal: Goal) -> Rate | None:
    if tally.shape is Shape.COUNT:
        return Rate(printed.numerator, tally.fixed, None) if tally.fixed else None
    return rate(*printed, goal) if printed.denominator else None


def _shown(tally: Tally, numbers: Numbers, goal: Goal) -> Rate:
    """A count stands alone; a mean of counts stands over its years."""
    if tally.shape is Shape.COUNT:
        return Rate(numbers.numerator, tally.fixed or None, None)
    return rate(*numbers, goal)


def judge_parts(parts: Sequence[Judged], *, running: bool) -> tuple[Judged, int]:
    """The score of a target with parts, and which part decides: of those with the target's
    verdict the one with the lowest rate (none counts as highest), then the first. The target
    repeats that part's numbers."""
    verdicts = combine(each.verdicts for each in parts)
    verdict = settle(verdicts, running=running)
    alike = [index for index, each in enumerate(parts) if each.score.verdict is verdict]
    decides = min(alike, key=lambda index: (_height(parts[index].score), index))
    return Judged(parts[decides].score, verdicts), decides


def _height(score: Score) -> tuple[bool, Fraction]:
    rate = score.rate
    if rate is None or not rate.denominator:
        return True, Fraction(0)
    return False, Fraction(rate.numerator, rate.denominator)


def unscored(verdict: Verdict, reason: Reason, *, running: bool) -> Score:
    """The score of a target that has nothing to count: no roster, or no term. No figures."""
    if running and verdict is Verdict.UNDETERMINED:
        verdict = Verdict.NOT_DUE
    return Score(
        verdict=verdict,
        reason=reason,
        exceeded=False,
        estimated=False,
        numerator=None,
        denominator=None,
        excluded=(),
        unknown=None,
        rate=None,
        bounds=Bounds(None, None),
        needed=Needed(None, None),
        slack=None,
    )
