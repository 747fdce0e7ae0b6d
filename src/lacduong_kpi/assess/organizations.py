"""Targets by organization: those whose records are counted alike have one score."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lacduong_kpi.assess.model import OrganizationScore
from lacduong_kpi.assess.scoring import Scorer
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Counts, joint
from lacduong_kpi.verdicts.model import WORST_FIRST, Score, Verdict

_Alike = tuple[object, ...]


class OrganizationScores:
    """Scores one target for one organization after the other. A list may name a hundred thousand,
    most of them with a record or two: what is counted alike is scored once."""

    def __init__(self, scorer: Scorer) -> None:
        self._scorer = scorer
        self._of_counts: dict[int, _Scored] = {}
        """by the identity of counts that several share; they must live as long"""
        self._of_outcomes: dict[_Alike, _Scored] = {}

    def of(self, name: str, counts: Counts) -> OrganizationScore:
        """The score of the organization of that name, whose records are `counts`."""
        scored = self._of_counts.get(id(counts))
        if scored is None:
            scored = self._of_counts[id(counts)] = self._once(counts)
        return OrganizationScore(name, scored.score, scored.met_if)

    def _once(self, counts: Counts) -> _Scored:
        alike = self._alike(counts)
        scored = self._of_outcomes.get(alike)
        if scored is None:
            scored = self._of_outcomes[alike] = self._scored(counts)
        return scored

    def _alike(self, counts: Counts) -> _Alike:
        """All that a score follows from: the outcomes in all parts at once, and who is excluded."""
        parts = self._scorer.counted.parts
        excluded = tuple(part.tally(counts).excluded for part in parts)
        return frozenset(joint(parts, counts).items()), excluded

    def _scored(self, counts: Counts) -> _Scored:
        score = self._scorer.score(counts).score
        undetermined = score.verdict is Verdict.UNDETERMINED
        return _Scored(score, self._scorer.thresholds(counts).met_if if undetermined else None)


@dataclass(frozen=True, slots=True)
class _Scored:
    score: Score
    met_if: int | None


def worst_first(found: Sequence[OrganizationScore]) -> Sequence[OrganizationScore]:
    """By verdict, then the lowest rate first, then by name. Fractions compare slowly, and most
    organizations of a long list share a score with others: each score has its rank once."""
    distinct = {id(each.score): each.score for each in found}
    badness = {key: _badness(score) for key, score in distinct.items()}
    ranks = {each: rank for rank, each in enumerate(sorted(set(badness.values())))}
    rank_of = {key: ranks[each] for key, each in badness.items()}
    return sorted(found, key=lambda each: (rank_of[id(each.score)], each.organization))


def _badness(score: Score) -> tuple[int, Fraction]:
    rate = score.rate
    if rate is not None and rate.denominator:
        height = Fraction(rate.numerator, rate.denominator)
    else:
        height = Fraction(score.numerator or 0)
    return WORST_FIRST.index(score.verdict), height
