"""Findings that only scoring can make: what the targets need and the rosters do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lacduong_kpi.assess.doubt import OpenCell, OpenRecords
from lacduong_kpi.assess.scoring import Scorer, looks_back
from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.measures.counting import Measured
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.truths import Truths
from lacduong_kpi.plan.calendar import Due
from lacduong_kpi.plan.model import All, Comparison, Condition, Exclusion, Operator
from lacduong_kpi.terms import Kind

_CAUSES = {Unknown.BLANK: "V01", None: "V04", Unknown.NO_COLUMN: "P42"}


def scoring_findings(
    scope: Scope, scorers: Sequence[Scorer], doubts: Mapping[str, Sequence[OpenRecords]]
) -> Iterator[Finding]:
    """All findings of one run. `doubts`: of each target, by its id, part by part."""
    yield from _missing_rosters(scope, scorers)
    yield from _without_term(scope, scorers)
    yield from _open_cells(doubts)
    yield from _estimates(scope, scorers)
    yield from _too_new(scope, scorers)
    yield from _ended(scope)


def _anywhere(scope: Scope) -> Place:
    """For what stands nowhere: the first file."""
    inputs = scope.roster.inputs
    return Place(inputs[0].path if inputs else scope.plan.path)


def _missing_rosters(scope: Scope, scorers: Iterable[Scorer]) -> Iterator[Finding]:
    """P40: a kind of record of which there is no list, with the targets that need it."""
    needing: dict[Kind, list[str]] = {}
    for scorer in scorers:
        for kind in scorer.missing:
            needing.setdefault(kind, []).append(scorer.counted.target.id)
    for kind, targets in sorted(needing.items()):
        yield finding("P40", _anywhere(scope), kind=kind.value, targets=_list(targets))


def _without_term(scope: Scope, scorers: Iterable[Scorer]) -> Iterator[Finding]:
    """P41: targets that go by terms, on a day that lies in none."""
    targets = [each.counted.target.id for each in scorers if each.counted.period is None]
    if targets:
        yield finding("P41", Place(scope.plan.path), targets=_list(targets))


def _open_cells(doubts: Mapping[str, Sequence[OpenRecords]]) -> Iterator[Finding]:
    """V01, V04, P42: blanks, dates without a day and missing columns on which somebody's
    membership in a target hangs. What is unreadable or contradicts itself was said before."""
    found: dict[tuple[Place, str], OpenCell] = {}
    touched: dict[tuple[Place, str], dict[str, None]] = {}
    for target, parts in doubts.items():
        for part in parts:
            for each in part.cells:
                key = each.place, each.cell.field
                found.setdefault(key, each)
                touched.setdefault(key, {})[target] = None
    for key, each in found.items():
        code = _CAUSES.get(each.cause)
        if code is not None:
            targets = _list(touched[key])
            yield finding(code, each.place, field=each.cell.field, targets=targets)


def _estimates(scope: Scope, scorers: Iterable[Scorer]) -> Iterator[Finding]:
    """P44: a total of an earlier day, counted without those who have left since."""
    targets = [
        each.counted.target.id
        for each in scorers
        if not each.missing and any(looks_back(part) for part in each.counted.parts)
    ]
    if targets and not scope.roster.leavers_known:
        yield finding("P44", _anywhere(scope), targets=_list(targets))


def _ended(scope: Scope) -> Iterator[Finding]:
    """P45: the organization that the plan binds was there no more."""
    ended = scope.plan.ended_on
    if ended is not None and scope.calendar.state_date > ended:
        day = f"{ended.day:02d}/{ended.month:02d}/{ended.year:04d}"
        yield finding("P45", Place(scope.plan.path), day=day)


def _too_new(scope: Scope, scorers: Iterable[Scorer]) -> Iterator[Finding]:
    """P43: members who have a value although an exclusion expects none, such as a rating of
    somebody who was admitted too late for one. They count."""
    found: dict[tuple[Place, str], Finding] = {}
    for scorer in scorers:
        period = scorer.counted.period
        for part in scorer.counted.parts if period is not None else ():
            for exclusion in part.measure.exclusions:
                for each in _valued(scope, part, exclusion, period):
                    found.setdefault((each.place, each.field or ""), each)
    yield from found.values()


def _valued(
    scope: Scope, part: Measured, exclusion: Exclusion, period: Due | None
) -> Iterator[Finding]:
    side = part.side(Kind.MEMBER)
    expected = _without_value(exclusion.where)
    if side is None or not side.main or expected is None:
        return
    if not exclusion.applies(scope.calendar.year):
        return
    unvalued, others = expected
    truths = Truths(side.frame, scope.translator(Kind.MEMBER, scope.calendar, period))
    chosen = {
        k
        for k, outcomes in enumerate(side.outcomes)
        if all(den for den, _ in outcomes)
        and truths.of(unvalued, k) is False
        and truths.of(others, k) is True
    }
    sources = scope.records(Kind.MEMBER).sources
    key = truths.translator.field(unvalued.field)
    for record, k in enumerate(side.frame.combination):
        if k in chosen:
            for place in sources.cells(record, *key)[:1]:
                yield finding("P43", place, field=unvalued.field)


def _without_value(where: Condition) -> tuple[Comparison, Condition] | None:
    """Of "so and so, and the value not known" the two halves."""
    if not isinstance(where, All):
        return None
    unvalued = [
        each
        for each in where.conditions
        if isinstance(each, Comparison) and each.operator is Operator.KNOWN and not each.operand
    ]
    if len(unvalued) != 1:
        return None
    others = tuple(each for each in where.conditions if each is not unvalued[0])
    return unvalued[0], All(others)


def _list(targets: Iterable[str]) -> str:
    return ", ".join(targets)
