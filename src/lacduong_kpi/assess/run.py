"""Where the stages meet: a roster and a plan become an assessment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from lacduong_kpi.assess.census import census, counts
from lacduong_kpi.assess.doubt import OpenRecords
from lacduong_kpi.assess.evidence import MeasureEvidence, asked_fields
from lacduong_kpi.assess.explanation import explain
from lacduong_kpi.assess.gaps import gaps
from lacduong_kpi.assess.model import (
    Assessment,
    Deciding,
    DecidingCell,
    Explanation,
    Gap,
    Goal,
    OrganizationScore,
    Period,
    PlanInfo,
    TargetResult,
)
from lacduong_kpi.assess.organizations import OrganizationScores, worst_first
from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.assess.rows import Rows
from lacduong_kpi.assess.scoring import Scored, Scorer, parts_of
from lacduong_kpi.assess.scoring_findings import scoring_findings
from lacduong_kpi.assess.trend import earlier_years, join_years, over_years
from lacduong_kpi.findings import Finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Counted, Counting, Counts, count
from lacduong_kpi.measures.doubts import open_groups
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.plan import model as plan_model
from lacduong_kpi.plan.calendar import Due
from lacduong_kpi.plan.model import Plan, Target
from lacduong_kpi.plan.words import goal_words
from lacduong_kpi.records.model import Roster
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.alone import undetermined_by
from lacduong_kpi.verdicts.model import Reason, Score, Verdict
from lacduong_kpi.wording import Language


def assess(
    roster: Roster,
    plan: Plan,
    targets: Collection[str] | None = None,
    *,
    language: Language = Language.VI,
) -> Assessment:
    """Scores the targets of a plan (None: all) over a roster.

    `language` is that of the explanations and goals in words. KeyError: the plan has no such
    target.
    """
    return Run(Scope(roster, plan), wanted_targets(plan, targets), language).assessment()


def trend(
    rosters: Sequence[Roster],
    plan: Plan,
    targets: Collection[str] | None = None,
    *,
    language: Language = Language.VI,
) -> Assessment:
    """The assessment of the newest roster; its targets have the scores of all years, each by the
    roster of that year. Over every span of years the pace can be told: what was gained a year
    against what is still to be gained a year."""
    return join_years([assess(each, plan, targets, language=language) for each in rosters])


def wanted_targets(plan: Plan, targets: Collection[str] | None) -> tuple[Target, ...]:
    """The targets of a run, in the order of the plan."""
    if targets is None:
        return plan.targets
    for each in targets:
        plan.target(each)
    return tuple(target for target in plan.targets if target.id in targets)


@dataclass
class Run:
    """One assessment on its way."""

    scope: Scope
    targets: Sequence[Target]
    language: Language

    @cached_property
    def counting(self) -> Counting:
        return count(self.scope, self.targets, {Kind.MEMBER: census(self.scope)})

    @cached_property
    def owners(self) -> Owners:
        return Owners(self.scope.roster)

    @cached_property
    def totals(self) -> Counts:
        return self.counting.counts()

    @cached_property
    def by_owner(self) -> Mapping[int, Counts]:
        return self.counting.counts_by(self.owners.of)

    @cached_property
    def scorers(self) -> tuple[Scorer, ...]:
        return tuple(Scorer(each, self.scope.roster) for each in self.counting.targets)

    @cached_property
    def doubts(self) -> Mapping[str, tuple[OpenRecords, ...]]:
        """The open records of every target, part by part."""
        parts = [part for scorer in self.scorers for part in scorer.counted.parts]
        groups = {
            kind: open_groups([side for part in parts if (side := part.side(kind)) is not None])
            for kind in self.counting.frames
        }
        return {
            scorer.counted.target.id: tuple(
                OpenRecords(part, groups, self.scope.roster, self.owners)
                for part in scorer.counted.parts
            )
            for scorer in self.scorers
        }

    def assessment(self) -> Assessment:
        roster, plan = self.scope.roster, self.scope.plan
        return Assessment(
            plan=PlanInfo(
                plan.id, plan.title, plan.issuer, plan.sha256, plan.path, plan.letterhead
            ),
            as_of=roster.as_of,
            as_of_place=roster.as_of_place,
            year=roster.year,
            year_place=roster.year_place,
            inputs=roster.inputs,
            unusable=roster.unusable,
            settings=tuple((each.id, each.value) for each in plan.settings),
            counts=counts(self.scope, self.counting, self.totals),
            missing_kinds=tuple(kind.value for kind in Kind if roster.records(kind) is None),
            targets=self.results(),
            findings=self._findings(),
            readings=roster.readings,
        )

    def results(self) -> tuple[TargetResult, ...]:
        """The targets, with the earlier years that the roster tells."""
        earlier = earlier_years(self.scope, self.counting.targets)
        return tuple(
            over_years(result, self.scope.roster.year, earlier.get(result.id, ()))
            for result in map(self._result, self.scorers)
        )

    def _findings(self) -> tuple[Finding, ...]:
        scored = scoring_findings(self.scope, self.scorers, self.doubts)
        return tuple(sorted([*self.scope.roster.findings, *scored], key=_place_first))

    def _result(self, scorer: Scorer) -> TargetResult:
        target, period = scorer.counted.target, scorer.counted.period
        scored = scorer.score(self.totals)
        counted = bool(scored.judged)
        score = self._with_reason(scorer, scored)
        return TargetResult(
            id=target.id,
            section=target.section,
            group=target.group,
            label=target.label,
            text=target.text,
            citation=target.citation or target.section,
            unit=target.unit,
            period=_period(target, period),
            goal=goal_of(period.goal if period else target.goal, self.language),
            score=score,
            deciding=self._deciding(scorer, scored),
            parts=parts_of(target, scored),
            deciding_part=target.parts[scored.decides].id if target.parts and counted else None,
            by_organization=self._organizations(scorer) if counted else (),
            gaps=self._gaps(scorer.counted, scored),
            explanation=self._explanations(scorer.counted),
            evidence=self._evidence(scorer.counted),
            fields=self._fields(scorer.counted),
        )

    def _with_reason(self, scorer: Scorer, scored: Scored) -> Score:
        """The score; with the reason where a missing column alone leaves the target open."""
        if not scored.undetermined:
            return scored.score
        doubts = self.doubts[scorer.counted.target.id]
        for part, judged, doubt in zip(scorer.counted.parts, scored.judged, doubts, strict=True):
            lacking = doubt.lacking_a_column() if judged.undetermined else Counter()
            if lacking and undetermined_by(part.tally(self.totals), part.goal, lacking):
                return replace(scored.score, reason=Reason.NO_COLUMN)
        return scored.score

    def _deciding(self, scorer: Scorer, scored: Scored) -> Deciding | None:
        if scored.score.verdict is not Verdict.UNDETERMINED or not scored.judged:
            return None
        doubts = self.doubts[scorer.counted.target.id]
        cells: dict[DecidingCell, None] = {}
        for judged, doubt in zip(scored.judged, doubts, strict=True):
            if judged.undetermined:
                cells.update(dict.fromkeys(each.cell for each in doubt.cells))
        limits = scorer.thresholds(self.totals)
        return Deciding(limits.met_if, limits.not_met_if, tuple(cells))

    def _organizations(self, scorer: Scorer) -> Sequence[OrganizationScore]:
        def scored() -> Sequence[OrganizationScore]:
            scores = OrganizationScores(scorer)
            found = (
                scores.of(self.owners.name(owner) or "", self.by_owner[owner])
                for owner in self._owners_of(scorer)
            )
            return worst_first(list(found))

        return Rows(lambda: len(self._owners_of(scorer)), scored)

    def _owners_of(self, scorer: Scorer) -> Sequence[int]:
        """The organizations that have records of the kinds that a target counts."""
        kinds = {kind for part in scorer.counted.parts for kind in part.trees}
        return [
            owner
            for owner, own in self.by_owner.items()
            if self.owners.name(owner) is not None and kinds & own.keys()
        ]

    def _gaps(self, counted: Counted, scored: Scored) -> Sequence[Gap]:
        if counted.period is None or not scored.judged:
            return ()
        parts = counted.parts
        ordered = [parts[scored.decides], *parts[: scored.decides], *parts[scored.decides + 1 :]]
        return gaps(ordered, counted.period, self.scope, self.owners)

    def _explanations(self, counted: Counted) -> Sequence[Explanation]:
        period, notes = counted.period, counted.target.notes
        if period is None:
            return ()
        return Rows(
            lambda: len(counted.parts),
            lambda: (
                explain(part, period, self.scope, self.language, notes) for part in counted.parts
            ),
        )

    def _evidence(self, counted: Counted) -> tuple[MeasureEvidence, ...]:
        return tuple(MeasureEvidence(part, self.scope, self.owners) for part in counted.parts)

    def _fields(self, counted: Counted) -> tuple[str, ...]:
        trees = [tree for part in counted.parts for tree in part.trees.get(part.measure.of, ())]
        return tuple(dict.fromkeys(name for name, _ in asked_fields(trees)))


def _place_first(finding: Finding) -> tuple[str, str, int, str, str]:
    place = finding.place
    return place.file, place.sheet or "", place.row or 0, place.cell or "", finding.code


def _period(target: Target, period: Due | None) -> Period:
    if period is None:
        return Period(target.schedule.kind.value, None, None)
    return Period(period.kind.value, period.first, period.last, period.label)


def goal_of(goal: plan_model.Goal, language: Language) -> Goal:
    """A goal as reports show it."""
    low, high = (None if each is None else f"{each:f}" for each in (goal.low, goal.high))
    text = goal_words(goal, language)
    return Goal(goal.kind.value, low, high, goal.strict, goal.unit.value, text)
