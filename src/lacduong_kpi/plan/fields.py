"""Which fields of which records a plan looks at: what a roster must tell to be scored by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from lacduong_kpi.plan.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    FieldRef,
    Measure,
    Moment,
    Named,
    Not,
    Plan,
    Population,
    Related,
    Relation,
    Target,
)
from lacduong_kpi.terms import AddedField, FieldType, Kind

Use = tuple[Kind, str]
PRESENCE: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBER: ("admitted_on", "transferred_in_on", "status", "left_on"),
    Kind.ORGANIZATION: ("founded_on", "dissolved_on"),
    Kind.RESIDENTIAL_UNIT: (),
}
"""what tells whether a record is on the list on a day"""

TIES: dict[Relation, tuple[tuple[Kind, str], ...]] = {
    Relation.ITS_BRANCH: ((Kind.MEMBER, "branch"), (Kind.RESIDENTIAL_UNIT, "branch")),
    Relation.ITS_GRASSROOTS: ((Kind.MEMBER, "grassroots"),),
    Relation.ITS_PARENT: ((Kind.ORGANIZATION, "parent"),),
    Relation.ANY_MEMBER: ((Kind.MEMBER, "branch"),),
    Relation.ANY_UNIT: ((Kind.RESIDENTIAL_UNIT, "branch"),),
}
"""the fields by which records name each other"""


def fields_used(plan: Plan, kind: Kind) -> frozenset[str]:
    """The names of the fields of `kind` that some target of the plan asks for."""
    uses = (use for target in plan.targets for use in of_target(target))
    return frozenset(name for used, name in uses if used is kind)


def added_fields(plan: Plan) -> tuple[AddedField, ...]:
    """The fields that the plan adds, as those who read rosters need them: a choice is text."""
    return tuple(
        AddedField(
            each.kind,
            replace(each.field, type=FieldType.TEXT) if each.words else each.field,
            each.label,
            each.headers,
            each.words,
        )
        for each in plan.extra_fields
    )


def of_target(target: Target) -> Iterator[Use]:
    """Every (kind, field) of one target, also those that tell presence and ties; with repeats."""
    for part in target.all_parts:
        yield from _of_measure(part.measure)


def _of_measure(measure: Measure) -> Iterator[Use]:
    yield from _of_population(measure.population)
    yield from _of_condition(measure.numerator, measure.of)
    for exclusion in measure.exclusions:
        yield from _of_condition(exclusion.where, measure.of)
    if measure.base is not None:
        yield from _of_population(measure.base)


def _of_population(population: Population) -> Iterator[Use]:
    kind = population.kind
    if population.moment is not Moment.EVER:
        yield from ((kind, name) for name in PRESENCE[kind])
    yield from _of_condition(population.where, kind)


def _of_condition(condition: Condition, kind: Kind) -> Iterator[Use]:
    match condition:
        case Comparison():
            yield (kind, condition.field)
            if isinstance(condition.operand, FieldRef):
                yield (kind, condition.operand.field)
        case All() | AnyOf():
            for each in condition.conditions:
                yield from _of_condition(each, kind)
        case Not() | Named():
            yield from _of_condition(condition.condition, kind)
        case Related():
            yield from TIES[condition.relation]
            yield from _of_population(condition.population)
        case _:
            assert_never(condition)
