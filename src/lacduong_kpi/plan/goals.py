"""Goals, periods and quotas: from the form of the file to their meaning."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from lacduong_kpi.plan.conditions import every, some
from lacduong_kpi.plan.model import (
    Comparison,
    Condition,
    Goal,
    GoalKind,
    GoalUnit,
    Measure,
    Milestone,
    Moment,
    Operator,
    Part,
    PeriodKind,
    Population,
    Related,
    Relation,
    Schedule,
    Spot,
    Term,
)
from lacduong_kpi.plan.schema import GoalForm, PeriodForm, QuotasForm, TermForm, Threshold
from lacduong_kpi.terms import Kind

_FLOORS = (GoalKind.AT_LEAST, GoalKind.MORE_THAN, GoalKind.EXACTLY)
_CEILINGS = (GoalKind.AT_MOST, GoalKind.LESS_THAN)
ALL_OF_THEM = Decimal(100)

NONE = Goal(GoalKind.NONE, GoalUnit.COUNT, high=Decimal(0))


def goal_of(form: GoalForm) -> Goal:
    """The goal; without a word about it, it is surpassed strictly above the number or the top of
    the range, a full hundred per cent and a maximum never."""
    if form.none:
        return NONE
    if form.between is not None:
        low, high, percent = form.between
        above = form.exceeded_above.number if form.exceeded_above else high
        return Goal(GoalKind.RANGE, _unit(percent), low, high, above)
    for kind in (*_FLOORS, *_CEILINGS):
        threshold: Threshold | None = getattr(form, kind.value)
        if threshold is not None:
            return _one_sided(kind, threshold, form.exceeded_above)
    raise AssertionError("the form has exactly one threshold")


def _one_sided(kind: GoalKind, threshold: Threshold, above: Threshold | None) -> Goal:
    unit = _unit(threshold.percent)
    surpassed = above.number if above else _surpassed(kind, threshold)
    if kind in _CEILINGS:
        return Goal(kind, unit, high=threshold.number, exceeded_above=surpassed)
    return Goal(kind, unit, low=threshold.number, exceeded_above=surpassed)


def _surpassed(kind: GoalKind, threshold: Threshold) -> Decimal | None:
    if kind not in (GoalKind.AT_LEAST, GoalKind.MORE_THAN):
        return None
    return None if threshold.percent and threshold.number >= ALL_OF_THEM else threshold.number


def _unit(percent: bool) -> GoalUnit:
    return GoalUnit.PERCENT if percent else GoalUnit.COUNT


def term_from(form: TermForm) -> Term:
    return Term(form.id, form.first, form.last)


def schedule_of(form: PeriodForm, terms: tuple[Term, ...], goal: Goal | None) -> Schedule:
    """When a target is due. `goal` is the target's own; None where every milestone has one."""
    if form.name is not None:
        kind = PeriodKind(form.name)
        return Schedule(kind, terms if kind is PeriodKind.TERM else ())
    if form.phase is not None:
        return Schedule(PeriodKind.TERM, (term_from(form.phase),))
    if form.milestones is not None:
        each = (Milestone(one.by, goal_of(one.goal)) for one in form.milestones)
        ordered = tuple(sorted(each, key=lambda one: one.by))
        return Schedule(PeriodKind.MILESTONE, milestones=ordered)
    if form.milestone is None or goal is None:
        raise AssertionError("the form has exactly one period, and a goal beside a milestone")
    return Schedule(PeriodKind.MILESTONE, milestones=(Milestone(form.milestone, goal),))


def quota_parts(form: QuotasForm, whole: Part, spot: Spot) -> tuple[Part, ...]:
    """A part for each organization that has a quota: the same measure over its records."""
    return tuple(
        Part(name, name, _of_organization(whole, name), _count_goal(quota), spot)
        for name, quota in form.at_least.items()
    )


def quota_total(form: QuotasForm) -> Goal:
    """The goal of the whole: what the plan says the quotas add up to, or their sum."""
    return _count_goal(sum(form.at_least.values()) if form.total is None else form.total)


def _count_goal(number: int) -> Goal:
    return Goal(GoalKind.AT_LEAST, GoalUnit.COUNT, Decimal(number), None, Decimal(number))


def _of_organization(whole: Part, name: str) -> Measure:
    population = whole.measure.population
    where = every([population.where, _belongs(population.kind, name)])
    return replace(whole.measure, population=replace(population, where=where))


def _belongs(kind: Kind, name: str) -> Condition:
    """A record that is the organization of this name, or belongs to it."""
    same = _is("name", name)
    above = some([_related(Relation.ITS_PARENT, same), _written("parent", name)])
    if kind is Kind.ORGANIZATION:
        return some([same, above])
    own = _related(Relation.ITS_BRANCH, some([same, above]))
    if kind is Kind.RESIDENTIAL_UNIT:
        return own
    return some([*_named(name), own, _related(Relation.ITS_GRASSROOTS, same)])


def _named(name: str) -> list[Condition]:
    """A member who names it; where he names no organization at all it is open whether he would."""
    fields = ("grassroots", "branch")
    written = [_written(field, name) for field in fields]
    return [*written, every([*(_given(field, False) for field in fields), _is(fields[0], name)])]


def _written(field: str, name: str) -> Condition:
    """It stands in the cell; a blank says nothing."""
    return every([_given(field, True), _is(field, name)])


def _is(field: str, name: str) -> Condition:
    return Comparison(field, Operator.IS, name, (name,))


def _given(field: str, given: bool) -> Condition:
    return Comparison(field, Operator.GIVEN, given)


def _related(relation: Relation, where: Condition) -> Related:
    return Related(relation, Population(Kind.ORGANIZATION, Moment.EVER, where))
