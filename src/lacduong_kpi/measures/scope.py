"""A roster as a plan looks at it: fields, columns, days, related records."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lacduong_kpi.column import Column, Unknown, constant
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.completions import Horizon
from lacduong_kpi.measures.questions import FieldKey
from lacduong_kpi.measures.translate import Translator
from lacduong_kpi.plan.calendar import Calendar, Due
from lacduong_kpi.plan.model import Plan, Relation
from lacduong_kpi.plan.operands import ordered_choices
from lacduong_kpi.records.model import FieldValue, Records, References, Roster
from lacduong_kpi.terms import FIELDS, Field, Kind


@dataclass(frozen=True)
class Scope:
    """`roster` as `plan` looks at it. `known_until`: up to when the roster tells what happened,
    where that is not the state date and the as-of date of the year that is scored."""

    roster: Roster
    plan: Plan
    known_until: Horizon | None = None

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar(self.roster.year, self.roster.as_of)

    @cached_property
    def horizon(self) -> Horizon:
        return self.known_until or Horizon(self.calendar.state_date, self.roster.as_of)

    def fields(self, kind: Kind) -> dict[str, Field]:
        """The fields of a kind, those that the plan adds included."""
        added = {
            each.field.name: each.field for each in self.plan.extra_fields if each.kind is kind
        }
        return FIELDS[kind] | added

    def choices(self, kind: Kind, field: str) -> tuple[str, ...]:
        """The choices of a field that the plan adds."""
        for each in self.plan.extra_fields:
            if each.kind is kind and each.field.name == field:
                return each.choices
        return ()

    def all_choices(self, kind: Kind, field: str) -> tuple[str, ...]:
        """The values of a choice, in order."""
        choices = self.fields(kind)[field].choices
        return tuple(choices) if choices else self.choices(kind, field)

    def ordered(self, kind: Kind, field: str) -> tuple[str, ...]:
        """The values of a choice that has an order, best first; none where it has none."""
        added = (each for each in self.plan.extra_fields if each.kind is kind)
        extra = next((each for each in added if each.field.name == field), None)
        return ordered_choices(self.fields(kind)[field], extra)

    def translator(self, kind: Kind, calendar: Calendar, period: Due | None) -> Translator:
        return Translator(kind, self.fields(kind), calendar, period, self.plan.terms)

    def column(self, kind: Kind, key: FieldKey) -> Column[FieldValue]:
        """The column of a field; all without a column where the roster does not have it."""
        records = self.records(kind)
        name, year = key
        if name in records.plain or name in records.yearly:
            return records.column(name, year or self.roster.year)
        return constant(Unknown.NO_COLUMN, records.size)

    def records(self, kind: Kind) -> Records:
        """ValueError: there is no roster of this kind."""
        found = self.roster.records(kind)
        if found is None:
            raise ValueError(kind)
        return found


def other_end(relation: Relation) -> Kind:
    """The kind of record to which a relation leads."""
    match relation:
        case Relation.ITS_BRANCH | Relation.ITS_GRASSROOTS | Relation.ITS_PARENT:
            return Kind.ORGANIZATION
        case Relation.ANY_MEMBER:
            return Kind.MEMBER
        case Relation.ANY_UNIT:
            return Kind.RESIDENTIAL_UNIT


def the_one(kind: Kind, relation: Relation, references: References) -> Sequence[int] | None:
    """For each record the one to which the relation leads, -1 where there is none; None for a
    relation that leads to many."""
    match relation:
        case Relation.ITS_BRANCH:
            return references.member_branch if kind is Kind.MEMBER else references.unit_branch
        case Relation.ITS_GRASSROOTS:
            return references.member_grassroots
        case Relation.ITS_PARENT:
            return references.organization_parent
        case Relation.ANY_MEMBER | Relation.ANY_UNIT:
            return None


def the_many(kind: Kind, relation: Relation, roster: Roster) -> list[Sequence[int]]:
    """For each record those to which the relation leads."""
    references = roster.references
    organizations = roster.organizations.size if roster.organizations is not None else 0
    if relation is Relation.ANY_UNIT:
        return _turned(references.unit_branch, organizations)
    if kind is Kind.ORGANIZATION:
        return _members_of(references, organizations)
    members = _turned(references.member_branch, organizations)
    return [members[branch] if branch >= 0 else () for branch in references.unit_branch]


def _turned(named: Sequence[int], size: int) -> list[Sequence[int]]:
    """For each record at the other end those that name it."""
    found: list[list[int]] = [[] for _ in range(size)]
    for record, other in enumerate(named):
        if other >= 0:
            found[other].append(record)
    return list(found)


def _members_of(references: References, size: int) -> list[Sequence[int]]:
    """Members whose branch or grassroots organization it is, each once."""
    branches = _turned(references.member_branch, size)
    grassroots = _turned(references.member_grassroots, size)
    return [sorted({*own, *below}) for own, below in zip(branches, grassroots, strict=True)]
