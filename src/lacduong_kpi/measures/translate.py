"""From conditions of a plan to trees of questions, for one record kind and one year.

What the fields mean beyond their names stands here: when a member is on the list, when an
organization exists, what a blank date of leaving says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.questions import (
    ALWAYS,
    NEVER,
    AboutCell,
    Ask,
    AskRelated,
    Beside,
    Between,
    Contrary,
    Every,
    FieldKey,
    Holds,
    OneOf,
    Question,
    Some,
    Tree,
)
from lacduong_kpi.measures.questions import Named as NamedText
from lacduong_kpi.plan.calendar import Calendar, Due, day_of_year, span
from lacduong_kpi.plan.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    FieldRef,
    Moment,
    MonthDay,
    Named,
    Not,
    Operator,
    Population,
    Related,
    Term,
    Window,
)
from lacduong_kpi.terms import GONE, Field, FieldType, Kind
from lacduong_kpi.text import bare, key

FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
LARGEST = 10**12
"""more than any count of people"""
_TEXTS = (FieldType.TEXT, FieldType.NAME, FieldType.DIGITS)


@dataclass(frozen=True, slots=True)
class Translator:
    """`fields`: those of the record kind, with those that the plan adds. `period`: the target's;
    `terms`: the plan's."""

    kind: Kind
    fields: dict[str, Field]
    calendar: Calendar
    period: Due | None
    terms: Sequence[Term]

    def field(self, name: str) -> FieldKey:
        return name, self.calendar.year if self.fields[name].yearly else None

    def population(self, population: Population) -> Tree:
        """On the list (existing) at the population's moment, and as its conditions say."""
        return every(self.presence(population.moment), self.tree(population.where))

    def presence(self, moment: Moment | MonthDay) -> Tree:
        """Members: admitted and come by the end of the day, and not gone. Organizations: founded
        and not dissolved. A unit is there by being listed."""
        day = self.calendar.day(moment)
        if day is None:
            return ALWAYS
        by_then = Between(FIRST_DAY, day.toordinal())
        match self.kind:
            case Kind.MEMBER:
                later = Between(day.toordinal() + 1, LAST_DAY)
                return every(
                    Ask(("admitted_on", None), by_then),
                    Contrary(Ask(("transferred_in_on", None), later)),
                    Contrary(_if_gone(Ask(("left_on", None), by_then))),
                )
            case Kind.ORGANIZATION:
                return every(
                    Ask(("founded_on", None), by_then),
                    Contrary(Ask(("dissolved_on", None), by_then)),
                )
            case Kind.RESIDENTIAL_UNIT:
                return ALWAYS
            case _:
                assert_never(self.kind)

    def tree(self, condition: Condition) -> Tree:
        """The questions that a condition asks."""
        match condition:
            case All(conditions):
                return every(*map(self.tree, conditions))
            case AnyOf(conditions):
                return some(*map(self.tree, conditions))
            case Not(inner):
                return Contrary(self.tree(inner))
            case Named():
                return self.tree(condition.condition)
            case Related():
                return AskRelated(condition, self.calendar, self.period)
            case Comparison():
                return self._comparison(condition)
            case _:
                assert_never(condition)

    def _comparison(self, asked: Comparison) -> Tree:
        field = self.field(asked.field)
        if asked.operator in (Operator.KNOWN, Operator.GIVEN, Operator.COLUMN):
            about = Ask(field, AboutCell(asked.operator))
            return about if asked.operand else Contrary(about)
        found = some(*(Ask(field, each) for each in self._questions(asked)))
        if asked.operand == FieldRef("left_on"):
            found = _if_gone(found)
        return _if_gone(found) if asked.field == "left_on" else found

    def _questions(self, asked: Comparison) -> Sequence[Question]:
        kind = self.fields[asked.field].type
        if kind is FieldType.DATE:
            return self._days(asked)
        if kind is FieldType.COUNT:
            return _numbers(asked)
        if asked.operator is Operator.CONTAINS:
            return (Holds(bare(str(asked.operand))),)
        if kind in _TEXTS:
            return (NamedText(frozenset(key(str(each)) for each in asked.values)),)
        return (OneOf(frozenset(asked.values)),)

    def _days(self, asked: Comparison) -> Sequence[Question]:
        operand = asked.operand
        if isinstance(operand, FieldRef):
            return (Beside(self.field(operand.field), asked.operator),)
        if isinstance(operand, Window):
            window = span(operand, self.period, self.terms, self.calendar)
            return (Between(window[0].toordinal(), window[1].toordinal()),) if window else ()
        if isinstance(operand, MonthDay):
            operand = day_of_year(self.calendar.year, operand)
        if not isinstance(operand, date):
            raise TypeError(asked.field)
        return (_side(asked.operator, operand.toordinal(), FIRST_DAY, LAST_DAY),)


def _numbers(asked: Comparison) -> Sequence[Question]:
    if asked.operator in (Operator.IS, Operator.IN):
        return [Between(int(each), int(each)) for each in asked.values]
    if not isinstance(asked.operand, int):
        raise TypeError(asked.field)
    return (_side(asked.operator, asked.operand, 0, LARGEST),)


def _side(operator: Operator, mark: int, first: int, last: int) -> Between:
    match operator:
        case Operator.BEFORE | Operator.LESS_THAN:
            return Between(first, mark - 1)
        case Operator.ON_OR_BEFORE | Operator.AT_MOST:
            return Between(first, mark)
        case Operator.AFTER | Operator.MORE_THAN:
            return Between(mark + 1, last)
        case Operator.ON_OR_AFTER | Operator.AT_LEAST:
            return Between(mark, last)
        case _:
            raise ValueError(operator)


def _if_gone(tree: Tree) -> Tree:
    """A day of leaving says something beside a status of those who are gone only."""
    return every(Ask(("status", None), OneOf(frozenset(GONE))), tree)


def every(*parts: Tree) -> Tree:
    flat = [one for part in parts for one in (part.parts if isinstance(part, Every) else (part,))]
    if NEVER in flat:
        return NEVER
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def some(*parts: Tree) -> Tree:
    flat = [one for part in parts for one in (part.parts if isinstance(part, Some) else (part,))]
    if ALWAYS in flat:
        return ALWAYS
    return flat[0] if len(flat) == 1 else Some(tuple(flat))
