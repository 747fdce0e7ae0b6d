"""All kinds of record that conditions can tell apart: finds contradictions and idle rules by trying
every case, without any roster.

A case gives each field that is asked for a value and a state of its cell; days around every day
that is compared with stand for all days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import assert_never

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.calendar import Calendar, Due, day_of_year, span
from lacduong_kpi.plan.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    ExtraField,
    FieldRef,
    MonthDay,
    Named,
    Not,
    Operator,
    Plan,
    Related,
    Window,
)
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind

MOST_CASES = 200_000
"""Beyond this the conditions are not judged: a rule that nobody can check by hand either."""

_ABOUT_CELLS = (Operator.KNOWN, Operator.GIVEN, Operator.COLUMN)
_OTHER = "\0"
"""a text that no condition names"""


@dataclass(frozen=True, slots=True)
class CellCase:
    """What one field of a record is (a value, or None: it never happened) and how its cell
    stands: KNOWN, GIVEN and COLUMN answer from the three flags."""

    value: object
    known: bool = True
    given: bool = True
    column: bool = True


_STATES = ((True, True, True), (False, True, True), (False, False, True), (False, False, False))
Case = Mapping[object, CellCase | bool]
"""field -> cell; related condition -> whether it holds"""


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges conditions on cases, in one plan, on one calendar, for one target's period."""

    plan: Plan
    kind: Kind
    calendar: Calendar
    period: Due | None

    def cases(self, conditions: Sequence[Condition]) -> Iterator[Case] | None:
        """Every case that the conditions tell apart; None if they are too many."""
        tests = [test for each in conditions for test in comparisons(each)]
        keys: list[object] = list(dict.fromkeys(test.field for test in tests))
        related = list(dict.fromkeys(found for each in conditions for found in relations(each)))
        choices: list[Sequence[CellCase | bool]] = [self._cells(str(key), tests) for key in keys]
        choices += [(True, False)] * len(related)
        if prod(map(len, choices)) > MOST_CASES:
            return None
        return (dict(zip([*keys, *related], each, strict=True)) for each in product(*choices))

    def holds(self, condition: Condition, case: Case) -> bool:
        """Whether the condition is true of the case."""
        match condition:
            case All():
                return all(self.holds(each, case) for each in condition.conditions)
            case AnyOf():
                return any(self.holds(each, case) for each in condition.conditions)
            case Not():
                return not self.holds(condition.condition, case)
            case Named():
                return self.holds(condition.condition, case)
            case Related():
                return case[condition] is True
            case Comparison():
                return self._true(condition, case)
            case _:
                assert_never(condition)

    def _true(self, test: Comparison, case: Case) -> bool:
        cell = case[test.field]
        if not isinstance(cell, CellCase):
            raise TypeError(test.field)
        match test.operator:
            case Operator.KNOWN:
                return cell.known is test.operand
            case Operator.GIVEN:
                return cell.given is test.operand
            case Operator.COLUMN:
                return cell.column is test.operand
            case Operator.CONTAINS:
                return str(test.operand) in str(cell.value)
            case _ if test.values:
                return cell.value in test.values
            case _:
                return self._in_order(test, cell, case)

    def _in_order(self, test: Comparison, cell: CellCase, case: Case) -> bool:
        value = cell.value
        if isinstance(value, date):
            return self._day_holds(test, value, case)
        if isinstance(value, int) and isinstance(test.operand, int):
            return _compared(test.operator, value, test.operand)
        return False

    def _day_holds(self, test: Comparison, value: date, case: Case) -> bool:
        if test.operator is Operator.WITHIN:
            window = self._window(test)
            return window is not None and window[0] <= value <= window[1]
        other = self._day(test, case)
        return other is not None and _compared(test.operator, value, other)

    def _window(self, test: Comparison) -> tuple[date, date] | None:
        return span(Window(str(test.operand)), self.period, self.plan.terms, self.calendar)

    def _day(self, test: Comparison, case: Case) -> date | None:
        operand = test.operand
        if isinstance(operand, MonthDay):
            return day_of_year(self.calendar.year, operand)
        if isinstance(operand, FieldRef):
            cell = case.get(operand.field)
            other = cell.value if isinstance(cell, CellCase) else None
            return other if isinstance(other, date) else None
        return operand if isinstance(operand, date) else None

    def _cells(self, name: str, tests: Sequence[Comparison]) -> list[CellCase]:
        """The cells of a field that matter: its values, and the states that are asked about."""
        own = [test for test in tests if test.field == name]
        values = self._values(name, own, tests)
        asked = any(test.operator in _ABOUT_CELLS for test in own)
        states = _STATES if asked else _STATES[:1]
        return [CellCase(value, *state) for value in values for state in states]

    def _values(
        self, name: str, own: Sequence[Comparison], tests: Sequence[Comparison]
    ) -> Sequence[object]:
        field, extra = field_of(self.plan, self.kind, name)
        match field.type:
            case FieldType.FLAG:
                return [True, False]
            case FieldType.CHOICE:
                return list(extra.choices if extra else field.choices or ())
            case FieldType.COUNT:
                return sorted(_around_numbers(own))
            case FieldType.DATE:
                return [None, *self._days(tests)]
            case _:
                named = {str(each) for test in own for each in _texts(test)}
                return [*sorted(named), _OTHER]

    def _days(self, tests: Iterable[Comparison]) -> list[date]:
        """Days just before, on and just after every day that some date is compared with."""
        edges = {self.calendar.state_date}
        for test in tests:
            if test.operator is Operator.WITHIN:
                edges.update(self._window(test) or ())
            else:
                found = self._day(test, {})
                edges.update(() if found is None else (found,))
        near = {edge + timedelta(days) for edge in edges if edge > date.min for days in (-1, 0, 1)}
        return sorted(near)


def field_of(plan: Plan, kind: Kind, name: str) -> tuple[Field, ExtraField | None]:
    """The field of a record kind, and what the plan says of it if the plan adds it."""
    for extra in plan.extra_fields:
        if extra.kind is kind and extra.field.name == name:
            return extra.field, extra
    return FIELDS[kind][name], None


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of the record's own fields; the field that one is compared with counts
    as asked for too."""
    match condition:
        case All() | AnyOf():
            for each in condition.conditions:
                yield from comparisons(each)
        case Not() | Named():
            yield from comparisons(condition.condition)
        case Comparison():
            yield condition
            if isinstance(condition.operand, FieldRef):
                yield Comparison(condition.operand.field, Operator.BEFORE, condition.operand)
        case Related():
            return
        case _:
            assert_never(condition)


def relations(condition: Condition) -> Iterator[Related]:
    """Every condition on related records."""
    match condition:
        case All() | AnyOf():
            for each in condition.conditions:
                yield from relations(each)
        case Not() | Named():
            yield from relations(condition.condition)
        case Related():
            yield condition
        case Comparison():
            return
        case _:
            assert_never(condition)


def _texts(test: Comparison) -> tuple[object, ...]:
    return (test.operand,) if test.operator is Operator.CONTAINS else test.values


def _around_numbers(tests: Sequence[Comparison]) -> set[int]:
    numbers = {0}
    for test in tests:
        for each in (*test.values, test.operand):
            if isinstance(each, int) and not isinstance(each, bool):
                numbers |= {max(each - 1, 0), each, each + 1}
    return numbers


def _compared(operator: Operator, value: date | int, other: date | int) -> bool:
    left, right = _number(value), _number(other)
    match operator:
        case Operator.BEFORE | Operator.LESS_THAN:
            return left < right
        case Operator.AFTER | Operator.MORE_THAN:
            return left > right
        case Operator.ON_OR_BEFORE | Operator.AT_MOST:
            return left <= right
        case _:
            return left >= right


def _number(value: date | int) -> int:
    return value if isinstance(value, int) else value.toordinal()
