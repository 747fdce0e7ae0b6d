"""A roster of one record (and its relations) as an example in a plan file describes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from lacduong_kpi.column import Column, Unknown, encode
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.model import Example, ExampleRecord, ExampleValue, Plan, Relation
from lacduong_kpi.records.model import FieldValue, Records, RecordSource, References, Roster
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind, ResidenceExemption, Status

ORDINARY: dict[str, FieldValue] = {
    "status": Status.ACTIVE,
    "residence_exemption": ResidenceExemption.NONE,
}
"""what a blank says in fields whose ordinary value offices leave out"""


class _Nowhere:
    """An example stands in the plan, not in a workbook."""

    def place(self, record: int) -> Place:
        return Place("", row=record)

    def cells(self, record: int, field: str, year: int | None = None) -> tuple[Place, ...]:
        return ()

    def rows(self, record: int) -> tuple[RecordSource, ...]:
        return ()


@dataclass(slots=True)
class _Growing:
    """Records of the example by kind, and who names whom."""

    records: dict[Kind, list[ExampleRecord]] = field(
        default_factory=lambda: {kind: [] for kind in Kind}
    )
    named: dict[Relation, dict[int, int]] = field(default_factory=dict)
    unit_branch: dict[int, int] = field(default_factory=dict)

    def add(self, kind: Kind, record: ExampleRecord) -> int:
        """Adds a record with all that hang on it; its index."""
        index = len(self.records[kind])
        self.records[kind].append(record)
        for relation, others in record.related:
            self._relate(kind, index, relation, others)
        return index

    def _relate(
        self, kind: Kind, index: int, relation: Relation, others: Sequence[ExampleRecord]
    ) -> None:
        match relation:
            case Relation.ITS_BRANCH | Relation.ITS_GRASSROOTS | Relation.ITS_PARENT:
                for other in others[:1]:
                    found = self.add(Kind.ORGANIZATION, other)
                    self._names(kind, relation)[index] = found
            case Relation.ANY_MEMBER:
                organization = self._organization(kind, index)
                branches = self._names(Kind.MEMBER, Relation.ITS_BRANCH)
                for other in others:
                    branches[self.add(Kind.MEMBER, other)] = organization
            case Relation.ANY_UNIT:
                for other in others:
                    self.unit_branch[self.add(Kind.RESIDENTIAL_UNIT, other)] = index

    def _names(self, kind: Kind, relation: Relation) -> dict[int, int]:
        if kind is Kind.RESIDENTIAL_UNIT:
            return self.unit_branch
        return self.named.setdefault(relation, {})

    def _organization(self, kind: Kind, index: int) -> int:
        """The organization through which a record has members: itself, or a unit's branch."""
        if kind is Kind.ORGANIZATION:
            return index
        if index not in self.unit_branch:
            self.unit_branch[index] = self.add(Kind.ORGANIZATION, ExampleRecord(()))
        return self.unit_branch[index]

    def references(self) -> References:
        def of(kind: Kind, names: Mapping[int, int]) -> list[int]:
            return [names.get(index, -1) for index in range(len(self.records[kind]))]

        return References(
            of(Kind.MEMBER, self.named.get(Relation.ITS_BRANCH, {})),
            of(Kind.MEMBER, self.named.get(Relation.ITS_GRASSROOTS, {})),
            of(Kind.RESIDENTIAL_UNIT, self.unit_branch),
            of(Kind.ORGANIZATION, self.named.get(Relation.ITS_PARENT, {})),
        )


def roster_of(plan: Plan, example: Example, kind: Kind) -> Roster:
    """The roster in which the example's record is record 0 of its kind. Every kind has a list."""
    growing = _Growing()
    growing.add(kind, example.record)
    tables = {
        each: _table(each, growing.records[each], example.year, _fields(plan, each))
        for each in Kind
    }
    return Roster(
        members=tables[Kind.MEMBER],
        organizations=tables[Kind.ORGANIZATION],
        residential_units=tables[Kind.RESIDENTIAL_UNIT],
        references=growing.references(),
        year=example.year,
        year_place=None,
        as_of=example.as_of or date(example.year, 12, 31),
        as_of_place=None,
        as_of_given=example.as_of is not None,
        inputs=(),
        unusable=(),
        findings=(),
        readings=(),
        leavers_known=True,
    )


def _fields(plan: Plan, kind: Kind) -> dict[str, Field]:
    added = {each.field.name: each.field for each in plan.extra_fields if each.kind is kind}
    return FIELDS[kind] | added


def _table(
    kind: Kind, records: Sequence[ExampleRecord], year: int, fields: Mapping[str, Field]
) -> Records:
    plain: dict[str, Column[FieldValue]] = {}
    yearly: dict[str, dict[int, Column[FieldValue]]] = {}
    for name, each in fields.items():
        column = encode(_value(each, record) for record in records)
        if each.yearly:
            yearly[name] = {year: column}
        else:
            plain[name] = column
    return Records(kind, len(records), plain, yearly, _Nowhere())


def _value(of: Field, record: ExampleRecord) -> FieldValue:
    if of.name in record.unreadable:
        return Unknown.UNREADABLE
    if of.name in record.no_column:
        return Unknown.NO_COLUMN
    written = dict(record.fields).get(of.name)
    if written is None:
        return ORDINARY.get(of.name, Unknown.BLANK)
    return _typed(of, written)


def _typed(of: Field, written: ExampleValue) -> FieldValue:
    if of.type is FieldType.DATE:
        return _span(written)
    if of.choices is not None:
        return of.choices(str(written))
    return written if isinstance(written, (bool, int)) else str(written)


def _span(written: ExampleValue) -> DateSpan:
    if isinstance(written, date):
        return DateSpan.of(written)
    year, *month = map(int, str(written).split("-"))
    return DateSpan.month(year, month[0]) if month else DateSpan.year(year)
