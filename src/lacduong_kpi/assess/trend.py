"""Targets over the years that the rosters carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lacduong_kpi.assess.model import Assessment, TargetResult, YearScore
from lacduong_kpi.assess.scoring import Scorer, parts_of
from lacduong_kpi.column import Unknown
from lacduong_kpi.measures.asked import leaves
from lacduong_kpi.measures.counting import Counted, count
from lacduong_kpi.measures.questions import Ask
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.plan.model import Target
from lacduong_kpi.terms import Kind


def earlier_years(scope: Scope, targets: Sequence[Counted]) -> dict[str, list[YearScore]]:
    """The scores of years before the scored one, by target: of a year with lists of its own by
    those lists; of others, where a target asks for year-bound values and the roster tells them for
    that year too, by who was there then as the dates say."""
    found: dict[str, dict[int, YearScore]] = {each.target.id: {} for each in targets}
    for year, wanted in _told_years(scope, targets).items():
        then = replace(scope.roster, year=year, as_of=date(year, 12, 31))
        _score(Scope(then, scope.plan, scope.horizon), wanted, found)
    for roster in scope.roster.earlier:
        _score(Scope(roster, scope.plan), [each.target for each in targets], found)
    return {target: [scores[year] for year in sorted(scores)] for target, scores in found.items()}


def _score(scope: Scope, targets: Sequence[Target], found: dict[str, dict[int, YearScore]]) -> None:
    counting = count(scope, targets)
    totals = counting.counts()
    for each in counting.targets:
        scored, year = Scorer(each, scope.roster).score(totals), scope.roster.year
        found[each.target.id][year] = YearScore(year, scored.score, parts_of(each.target, scored))


def _told_years(scope: Scope, targets: Iterable[Counted]) -> dict[int, list[Target]]:
    """The earlier years that the values of one roster tell, with the targets they suffice for."""
    wanted: dict[int, list[Target]] = {}
    for counted in targets:
        for year in _years(scope, counted):
            wanted.setdefault(year, []).append(counted.target)
    return wanted


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


def over_years(target: TargetResult, year: int, before: Sequence[YearScore]) -> TargetResult:
    """The target with its trend, the scored year last; unchanged for a single year."""
    trend = {each.year: each for each in before} | {year: _this_year(target, year)}
    if len(trend) == 1:
        return target
    return replace(target, trend=tuple(_same_part(target, trend[each]) for each in sorted(trend)))


def _this_year(target: TargetResult, year: int) -> YearScore:
    return YearScore(year, target.score, target.parts)


def _same_part(target: TargetResult, each: YearScore) -> YearScore:
    """Years are compared by one part, the one that decides in the scored year: which part decides
    can change from year to year."""
    same = next((part for part in each.parts if part.id == target.deciding_part), None)
    return each if same is None else replace(each, score=same.score)


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
            found[target.id][assessment.year] = _this_year(target, assessment.year)
    return found
