"""Targets over the years that the rosters carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lacduong_kpi.assess.model import Assessment, TargetResult, YearScore
from lacduong_kpi.assess.scoring import Scorer
from lacduong_kpi.column import Unknown
from lacduong_kpi.measures.asked import leaves
from lacduong_kpi.measures.counting import Counted, count
from lacduong_kpi.measures.questions import Ask
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.plan.model import Target
from lacduong_kpi.terms import Kind


def earlier_years(scope: Scope, targets: Iterable[Counted]) -> dict[str, list[YearScore]]:
    """The scores of years before the scored one, for the targets that ask for year-bound values
    which the roster tells for these years too. Who was there then follows from the dates."""
    wanted: dict[int, list[Target]] = {}
    for counted in targets:
        for year in _years(scope, counted):
            wanted.setdefault(year, []).append(counted.target)
    found: dict[str, list[YearScore]] = {}
    for year in sorted(wanted):
        for target, score in _scored(scope, year, wanted[year]):
            found.setdefault(target, []).append(score)
    return found


def _years(scope: Scope, counted: Counted) -> set[int]:
    """The earlier years of which every year-bound field that a target asks for is told."""
    asked = {
        (kind, leaf.field[0])
        for part in counted.parts
        for kind, trees in part.trees.items()
        for tree in trees
        for leaf in leaves(tree)
        if isinstance(leaf, Ask) and leaf.field[1] is not None
    }
    told = [_told(scope, kind, field) for kind, field in sorted(asked)]
    return set.intersection(*told) if told else set()


def _told(scope: Scope, kind: Kind, field: str) -> set[int]:
    records = scope.roster.records(kind)
    if records is None:
        return set()
    return {
        year
        for year, column in records.yearly.get(field, {}).items()
        if year < scope.roster.year
        and any(not isinstance(value, Unknown) for value in column.values)
    }


def _scored(scope: Scope, year: int, targets: Sequence[Target]) -> list[tuple[str, YearScore]]:
    then = replace(scope.roster, year=year, as_of=date(year, 12, 31))
    counting = count(Scope(then, scope.plan, scope.horizon), targets)
    totals = counting.counts()
    return [
        (each.target.id, YearScore(year, Scorer(each, then).score(totals).score))
        for each in counting.targets
    ]


def over_years(target: TargetResult, year: int, before: Sequence[YearScore]) -> TargetResult:
    """The target with its trend, the scored year last; unchanged for a single year."""
    trend = {each.year: each for each in before} | {year: YearScore(year, target.score)}
    if len(trend) == 1:
        return target
    return replace(target, trend=tuple(trend[each] for each in sorted(trend)))


def join_years(assessments: Sequence[Assessment]) -> Assessment:
    """The newest of several assessments of one plan, its targets with the scores of all years. A
    year that has a roster of its own is scored by that one. ValueError: there is none.
    """
    ordered = sorted(assessments, key=lambda each: (each.year, each.as_of))
    newest = ordered[-1]
    told = _told_scores(ordered)
    return replace(
        newest,
        targets=tuple(
            over_years(target, newest.year, tuple(told[target.id].values()))
            for target in newest.targets
        ),
    )


def _told_scores(assessments: Sequence[Assessment]) -> Mapping[str, dict[int, YearScore]]:
    """Of each target the scores by year: those of a year's own roster before those that a later
    roster tells of it."""
    found: dict[str, dict[int, YearScore]] = {}
    for assessment in assessments:
        for target in assessment.targets:
            found.setdefault(target.id, {}).update({each.year: each for each in target.trend})
    for assessment in assessments:
        for target in assessment.targets:
            found[target.id][assessment.year] = YearScore(assessment.year, target.score)
    return found
