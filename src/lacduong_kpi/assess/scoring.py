"""Targets scored: every part judged, the worst of them deciding."""

from __future__ import annotations

from lacduong_kpi.assess.model import Part
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Counted, Counts, Measured, joint
from lacduong_kpi.plan.calendar import Due
from lacduong_kpi.plan.model import Moment, Population, Target
from lacduong_kpi.records.model import Roster
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.deciding import Thresholds, thresholds
from lacduong_kpi.verdicts.judge import Judged, judge, judge_parts, unscored
from lacduong_kpi.verdicts.line import line
from lacduong_kpi.verdicts.model import Reason, Score, Verdict


@dataclass(frozen=True, slots=True)
class Scored:
    """A target's score with those of its parts. `judged` is empty where nothing was counted;
    `decides`: the number of the part whose numbers the target repeats."""

    score: Score
    parts: tuple[Score, ...]
    judged: tuple[Judged, ...]
    decides: int = 0
    undetermined: bool = False


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores one target over any of its records: all of them, or those of an organization."""

    counted: Counted
    roster: Roster

    @property
    def missing(self) -> tuple[Kind, ...]:
        """Kinds of record that the target needs and the roster does not have."""
        return tuple(dict.fromkeys(kind for part in self.counted.parts for kind in part.missing))

    @property
    def running(self) -> bool:
        """Whether the target's period is not over at the as-of date."""
        return _runs(self.counted.period, self.roster)

    def score(self, counts: Counts) -> Scored:
        if self.counted.period is None:
            return self._unscored(Verdict.NOT_APPLICABLE, Reason.NO_TERM)
        if self.missing:
            return self._unscored(Verdict.UNDETERMINED, Reason.NO_ROSTER)
        judged = tuple(self._judge(part, counts) for part in self.counted.parts)
        target, decides = judge_parts(judged, running=self.running)
        scores = tuple(each.score for each in judged)
        return Scored(target.score, scores, judged, decides, target.undetermined)

    def _unscored(self, verdict: Verdict, reason: Reason) -> Scored:
        score = unscored(verdict, reason, running=self.running)
        return Scored(score, (score,) * len(self.counted.target.all_parts), ())

    def _judge(self, part: Measured, counts: Counts) -> Judged:
        estimated = not self.roster.leavers_known and looks_back(part)
        tally = part.tally(counts)
        return judge(tally, part.goal, running=self.running, estimated=estimated)

    def thresholds(self, counts: Counts) -> Thresholds:
        """How many unknown records must turn out well or badly to settle the target."""
        parts = self.counted.parts
        tallies = [part.tally(counts) for part in parts]
        goals = [line(part.goal, tally) for part, tally in zip(parts, tallies, strict=True)]
        return thresholds(tallies, goals, joint(parts, counts))


def _runs(period: Due | None, roster: Roster) -> bool:
    return period is not None and period.runs(roster.as_of)


def parts_of(target: Target, scored: Scored) -> tuple[Part, ...]:
    """The parts with their scores; none for a target without parts."""
    return tuple(
        Part(part.id, part.label, score)
        for part, score in zip(target.parts, scored.parts, strict=False)
    )


def looks_back(part: Measured) -> bool:
    """Whether the denominator is the list as it was before the year: without those who have left
    since it is an estimate."""
    measure = part.measure
    return any(_is_past(each) for each in (measure.population, measure.base) if each is not None)


def _is_past(population: Population) -> bool:
    members = population.kind is Kind.MEMBER
    return members and population.moment is Moment.PREVIOUS_YEAR_END
