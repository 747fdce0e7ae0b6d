"""A plan's rules in words, generated from the rules themselves, so that text and rule cannot
differ."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import assert_never

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.calendar import Calendar, Due, span
from lacduong_kpi.plan.model import (
    All,
    AnyOf,
    Comparison,
    Condition,
    Exclusion,
    FieldRef,
    Goal,
    GoalKind,
    GoalUnit,
    Measure,
    MeasureKind,
    Moment,
    MonthDay,
    Named,
    Not,
    Operator,
    PeriodKind,
    Plan,
    Population,
    Related,
    Relation,
    Schedule,
    Window,
)
from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.wording import Language, knows, say

PERCENT = "\N{NO-BREAK SPACE}%"


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the rules of one plan in one language. With a calendar (and the target's period) the
    days are written out, `31/12/2024`; without, they stand as `cuối kỳ`, `trong năm`."""

    plan: Plan
    language: Language
    calendar: Calendar | None = None
    due: Due | None = None

    def say(self, key: str, **params: str | int) -> str:
        return say(self.language, f"plan.words.{key}", **params)

    def condition(self, condition: Condition, kind: Kind) -> str:
        """`xếp loại từ hoàn thành tốt trở lên`; empty for a condition that is always true."""
        match condition:
            case All():
                return self._all(condition, kind)
            case AnyOf():
                return self._any(condition, kind)
            case Not():
                return self._not(condition, kind)
            case Named():
                return condition.label
            case Comparison():
                return self._comparison(condition, kind)
            case Related():
                return self._related(condition)
            case _:
                assert_never(condition)

    def population(self, population: Population) -> str:
        """`đảng viên có mặt ngày 31/12/2024, đang công tác`"""
        kind = population.kind
        who = self.say(f"who.{kind.value}", when=self._moment(population.moment, kind)).strip()
        where = self.condition(population.where, kind)
        return f"{who}, {where}" if where else who

    def measure(self, measure: Measure) -> tuple[str, str, str]:
        """Population, denominator and numerator in words; no denominator: empty."""
        population = self.population(measure.population)
        numerator = self.condition(measure.numerator, measure.of) or population
        return population, self._denominator(measure), numerator

    def exclusion(self, exclusion: Exclusion, kind: Kind) -> str:
        """The rule behind a reason: `tình trạng: miễn công tác (từ năm 2019)`"""
        rule = self.condition(exclusion.where, kind)
        years = self._years(exclusion)
        return f"{rule} ({years})" if years else rule

    def schedule(self, schedule: Schedule) -> str:
        """`hằng năm`, `mỗi nhiệm kỳ`, `đến ngày 31/12/2030`, `thường xuyên`"""
        if schedule.kind is PeriodKind.MILESTONE:
            days = (self.say("by", day=day(each.by)) for each in schedule.milestones)
            return ", ".join(days)
        if schedule.kind is PeriodKind.TERM and len(schedule.terms) == 1:
            only = schedule.terms[0]
            return self.say("phase", first=day(only.first), last=day(only.last))
        return self.say(f"period.{schedule.kind.value}")

    def _all(self, condition: All, kind: Kind) -> str:
        return ", ".join(self._inner(each, kind) for each in condition.conditions)

    def _any(self, condition: AnyOf, kind: Kind) -> str:
        if not condition.conditions:
            return self.say("never")
        return self._or(self._inner(each, kind) for each in condition.conditions)

    def _inner(self, condition: Condition, kind: Kind) -> str:
        """A member of a list; one that is a list itself stands in brackets."""
        text = self.condition(condition, kind)
        several = isinstance(condition, (All, AnyOf)) and len(condition.conditions) > 1
        return f"({text})" if several else text

    def _or(self, texts: Iterable[str]) -> str:
        """`a, b hoặc c`"""
        *others, last = texts
        return f"{', '.join(others)}{self.say('or')}{last}" if others else last

    def _not(self, condition: Not, kind: Kind) -> str:
        inner = condition.condition
        if isinstance(inner, Comparison) and inner.operator is Operator.IS:
            if isinstance(inner.operand, bool):
                return self._flag(inner.field, not inner.operand, kind)
            value = self._value(inner.field, inner.operand)
            return self._own("is_not", inner.field, kind, value)
        return self.say("not", words=self._inner(inner, kind))

    def field(self, name: str, kind: Kind) -> str:
        """What the office calls a field."""
        for extra in self.plan.extra_fields:
            if extra.kind is kind and extra.field.name == name:
                return extra.label
        special = f"terms.field.{kind.value}.{name}"
        return say(
            self.language, special if knows(self.language, special) else f"terms.field.{name}"
        )

    def _value(self, name: str, value: object) -> str:
        if isinstance(value, bool):
            return say(self.language, "terms.yes" if value else "terms.no")
        for field, named, words in self.plan.value_names:
            if field == name and named == value:
                return words
        for extra in self.plan.extra_fields:
            if extra.field.name == name and (written := dict(extra.words).get(str(value))):
                return written[0][:1].lower() + written[0][1:]
        key = f"terms.value.{name}.{value}"
        return say(self.language, key) if knows(self.language, key) else str(value)

    def _values(self, name: str, values: Iterable[object]) -> str:
        return self._or(self._value(name, each) for each in values)

    def _flag(self, name: str, value: bool, kind: Kind) -> str:
        answer = "yes" if value else "no"
        key = f"plan.words.{answer}.{name}"
        if name in FIELDS[kind] and knows(self.language, key):
            return say(self.language, key)
        return self.say(f"{answer}_field", field=self.field(name, kind))

    def _comparison(self, test: Comparison, kind: Kind) -> str:
        name, operand = self.field(test.field, kind), test.operand
        match test.operator:
            case Operator.IS if isinstance(operand, bool):
                return self._flag(test.field, operand, kind)
            case Operator.IS:
                return self._own("is", test.field, kind, self._value(test.field, operand))
            case Operator.IN:
                values = operand if isinstance(operand, tuple) else (operand,)
                return self._own("is", test.field, kind, self._values(test.field, values))
            case Operator.WITHIN:
                return self.say("within", field=name, window=self._window(operand))
            case Operator.KNOWN | Operator.GIVEN | Operator.COLUMN:
                answer = "yes" if operand else "no"
                return self.say(f"{test.operator.value}.{answer}", field=name)
            case _:
                value = self._operand(test.field, operand, kind)
                return self.say(test.operator.value, field=name, value=value)

    def _own(self, key: str, name: str, kind: Kind, value: str) -> str:
        """A sentence of the field's own where the catalogue has one, else the general one."""
        own = f"{key}.{name}" if name in FIELDS[kind] else ""
        if own and knows(self.language, f"plan.words.{own}"):
            return self.say(own, value=value)
        return self.say(key, field=self.field(name, kind), value=value)

    def _operand(self, name: str, operand: object, kind: Kind) -> str:
        if isinstance(operand, FieldRef):
            return self.field(operand.field, kind)
        if isinstance(operand, MonthDay):
            return self._month_day(operand)
        if isinstance(operand, date):
            return self.say("day", day=day(operand))
        return self._value(name, operand)

    def _month_day(self, written: MonthDay) -> str:
        if self.calendar is not None:
            return self.say(
                "day", day=f"{written.day:02d}/{written.month:02d}/{self.calendar.year}"
            )
        return self.say("day_of_year", day=f"{written.day:02d}/{written.month:02d}")

    def _window(self, window: object) -> str:
        named = Window(str(window))
        if self.calendar is not None:
            found = span(named, self.due, self.plan.terms, self.calendar)
            if found is not None and found[0] != date.min:
                return self.say("span", first=day(found[0]), last=day(found[1]))
        return self.say(f"window.{named.value}")

    def _moment(self, moment: Moment | MonthDay, kind: Kind) -> str:
        if moment is Moment.EVER:
            return "" if kind is Kind.RESIDENTIAL_UNIT else self.say("moment.ever")
        if isinstance(moment, MonthDay):
            when = self._month_day(moment)
        elif self.calendar is not None:
            when = self.say("day", day=day(self.calendar.day(moment) or self.calendar.as_of))
        else:
            when = self.say(f"moment.{moment.value}")
        return self.say("at" if kind is Kind.MEMBER else "existing_at", when=when)

    def _related(self, related: Related) -> str:
        population = related.population
        if related.relation in (Relation.ANY_MEMBER, Relation.ANY_UNIT):
            whom = self.population(population)
            return self.say(related.relation.value, whom=whom, count=related.at_least)
        where = self.condition(population.where, population.kind)
        return self.say(related.relation.value, where=where)

    def _years(self, exclusion: Exclusion) -> str:
        first, last = exclusion.from_year, exclusion.to_year
        if first and last:
            return self.say("years", first=first, last=last)
        if first:
            return self.say("years_from", first=first)
        return self.say("years_to", last=last) if last else ""

    def _denominator(self, measure: Measure) -> str:
        if measure.base is not None:
            return self.population(measure.base)
        if measure.base_number is not None:
            return self.say("number", number=grouped(self.language, measure.base_number))
        if measure.kind is not MeasureKind.PROPORTION:
            return ""
        return self.say("rest" if measure.exclusions else "everybody")


def day(written: date) -> str:
    """`31/12/2024`"""
    return f"{written.day:02d}/{written.month:02d}/{written.year:04d}"


def goal_words(goal: Goal, language: Language) -> str:
    """`từ 90 %`, `trên 90 %`, `3 - 4 %`, `100 %`, `không quá 20 %`, `không có`, `1 - 2`."""
    low, high = (_number(each, goal.unit, language) for each in (goal.low, goal.high))
    if goal.kind is GoalKind.RANGE:
        return f"{_number(goal.low, GoalUnit.COUNT, language)} - {high}"
    everything = goal.unit is GoalUnit.PERCENT and goal.low == 100
    if goal.kind is GoalKind.AT_LEAST and everything:
        return low
    return say(language, f"terms.goal.{goal.kind.value}", low=low, high=high)


def _number(number: Decimal | None, unit: GoalUnit, language: Language) -> str:
    if number is None:
        return ""
    text = decimal_text(language, number)
    return text + PERCENT if unit is GoalUnit.PERCENT else text


def decimal_text(language: Language, number: Decimal) -> str:
    """`2,5`, `2.000`; without idle zeros."""
    whole, point, fraction = f"{number.normalize():f}".partition(".")
    mark = "," if language is Language.VI else "."
    return grouped(language, int(whole)) + (mark + fraction if point else "")


def grouped(language: Language, number: int) -> str:
    """`1.154` in Vietnamese, `1,154` in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language is Language.VI else text
