"""Who misses, and what each of them lacks; those nearest to the goal first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from lacduong_kpi.assess.evidence import group_of
from lacduong_kpi.assess.facts import code_of
from lacduong_kpi.assess.model import Gap, Group, Leaf
from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.assess.rows import Rows
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Measured, Side
from lacduong_kpi.measures.model import Shape
from lacduong_kpi.measures.questions import FieldKey
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.truths import Truths, leaves
from lacduong_kpi.plan.calendar import Due
from lacduong_kpi.plan.model import Comparison, FieldRef, GoalKind, Operator, Related, Window
from lacduong_kpi.terms import Kind

Lack = Comparison | Related
_FLOORS = (GoalKind.AT_LEAST, GoalKind.MORE_THAN, GoalKind.RANGE, GoalKind.EXACTLY)


def gaps(parts: Sequence[Measured], period: Due, scope: Scope, owners: Owners) -> Sequence[Gap]:
    """Those who keep a target from its goal, each once: where more is better, those who are in
    the denominator and surely not in the numerator; where less is better, those who count.
    `parts`: the deciding one first. Nobody in particular is missing from a count or a ratio."""
    found = _Missing([_PartMissing(each, period, scope, owners) for each in parts])
    return Rows(lambda: len(found.parts_of), found.in_order)


@dataclass
class _Missing:
    """The missing records of a target, each in the first part that it misses."""

    parts: Sequence[_PartMissing]

    @cached_property
    def parts_of(self) -> Mapping[int, _PartMissing]:
        return {record: each for each in reversed(self.parts) for record in each.records}

    def in_order(self) -> Iterator[Gap]:
        for part in self.parts:
            mine = [record for record, each in self.parts_of.items() if each is part]
            for record in sorted(mine, key=lambda record: (part.lacking(record), record)):
                yield part.gap(record)


@dataclass
class _PartMissing:
    """The missing records of one part."""

    part: Measured
    period: Due
    scope: Scope
    owners: Owners

    @property
    def kind(self) -> Kind:
        return self.part.measure.of

    @cached_property
    def side(self) -> Side | None:
        return self.part.side(self.kind)

    @cached_property
    def truths(self) -> Truths:
        side = self._side()
        translator = self.scope.translator(self.kind, self.scope.calendar, self.period)
        return Truths(side.frame, translator)

    def _side(self) -> Side:
        if self.side is None:
            raise ValueError(self.kind)
        return self.side

    @property
    def _group(self) -> Group:
        return Group.MISSED if self.part.goal.kind in _FLOORS else Group.NUMERATOR

    @cached_property
    def records(self) -> Sequence[int]:
        """The records of the group, in the order of the roster."""
        floor = self.part.goal.kind in _FLOORS
        if self.side is None or (floor and self.part.shape is not Shape.PROPORTION):
            return ()
        side = self.side
        chosen = {
            k
            for k, outcomes in enumerate(side.outcomes)
            if group_of(outcomes, side.excluded[k], self.part.shape) is self._group
        }
        return [record for record, k in enumerate(side.frame.combination) if k in chosen]

    def _combination(self, record: int) -> int:
        return self._side().frame.combination[record]

    @cached_property
    def _lacks(self) -> dict[int, tuple[Lack, ...]]:
        return {}

    def lacks(self, record: int) -> tuple[Lack, ...]:
        """The comparisons that fail; of those who should not count, all that make them count."""
        combination = self._combination(record)
        if combination not in self._lacks:
            numerator = self.part.measure.numerator
            found = tuple(leaves(numerator))
            if self._group is Group.MISSED:
                found = self.truths.failing(numerator, combination)
            self._lacks[combination] = found
        return self._lacks[combination]

    def lacking(self, record: int) -> tuple[int, int]:
        """How far from the goal: how many comparisons fail, and by how many steps the first."""
        lacks = self.lacks(record)
        return len(lacks), self._steps(lacks[0], record) if lacks else 0

    def _steps(self, lack: Lack, record: int) -> int:
        """Of an ordered choice how many steps are lacking."""
        if not isinstance(lack, Comparison) or lack.operator is not Operator.AT_LEAST:
            return 0
        choices = self.scope.ordered(self.kind, lack.field)
        value = self.scope.column(self.kind, self._key(lack))[record]
        if value not in choices or lack.operand not in choices:
            return 0
        return choices.index(str(value)) - choices.index(str(lack.operand))

    def _key(self, lack: Comparison) -> FieldKey:
        return self.truths.translator.field(lack.field)

    def gap(self, record: int) -> Gap:
        lacks = self.lacks(record)
        records = self.scope.records(self.kind)
        first = lacks[0] if lacks else None
        cells: tuple[Place, ...] = ()
        value: str | bool | int | None = None
        if isinstance(first, Comparison):
            key = self._key(first)
            cells = records.sources.cells(record, *key)
            personal = self.scope.fields(self.kind)[first.field].personal
            value = None if personal else code_of(self.scope.column(self.kind, key)[record])
        return Gap(
            place=records.sources.place(record),
            condition=leaf_of(first),
            cell=cells[0] if cells else None,
            value=value,
            organization=self.owners.organization(self.kind, record),
            branch=self.owners.branch(self.kind, record),
            name=self.owners.person(self.kind, record),
        )


def leaf_of(lack: Lack | None) -> Leaf:
    """A comparison as the plan writes it."""
    if lack is None:
        return Leaf("", "", "")
    if isinstance(lack, Related):
        return Leaf(lack.relation.value, Operator.AT_LEAST.value, str(lack.at_least))
    return Leaf(lack.field, lack.operator.value, _written(lack.operand))


def _written(operand: object) -> str:
    if isinstance(operand, bool):
        return "true" if operand else "false"
    if isinstance(operand, tuple):
        return f"[{', '.join(map(_written, operand))}]"
    if isinstance(operand, FieldRef):
        return f"{{field: {operand.field}}}"
    return operand.value if isinstance(operand, Window) else str(operand)
