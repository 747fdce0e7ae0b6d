"""Reads the conditions of a plan file: trees of fields, operators and operands, never strings that
are evaluated. Every fault is noted with its line and column, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeGuard

from lacduong_kpi.document.loading import Node
from lacduong_kpi.document.validation import misspelt
from lacduong_kpi.errors import Problem
from lacduong_kpi.plan.model import (
    FALSE,
    TRUE,
    All,
    AnyOf,
    Comparison,
    Condition,
    ExtraField,
    FieldRef,
    Moment,
    MonthDay,
    Named,
    Not,
    Operand,
    Operator,
    Population,
    Related,
    Relation,
    Spot,
    Value,
    Window,
)
from lacduong_kpi.plan.schema import is_day
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind, Rating

Path = tuple[str | int, ...]

RELATIONS: dict[Kind, dict[Relation, Kind]] = {
    Kind.MEMBER: {
        Relation.ITS_BRANCH: Kind.ORGANIZATION,
        Relation.ITS_GRASSROOTS: Kind.ORGANIZATION,
    },
    Kind.ORGANIZATION: {
        Relation.ITS_PARENT: Kind.ORGANIZATION,
        Relation.ANY_MEMBER: Kind.MEMBER,
        Relation.ANY_UNIT: Kind.RESIDENTIAL_UNIT,
    },
    Kind.RESIDENTIAL_UNIT: {
        Relation.ITS_BRANCH: Kind.ORGANIZATION,
        Relation.ANY_MEMBER: Kind.MEMBER,
    },
}
"""Which relations a record kind has, and the kind at the other end."""

_ORDERS = (Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN)
_DAYS = (Operator.BEFORE, Operator.AFTER, Operator.ON_OR_BEFORE, Operator.ON_OR_AFTER)
_ABOUT_CELLS = (Operator.KNOWN, Operator.GIVEN, Operator.COLUMN)

_EQUAL = (Operator.IS, Operator.IN)
OPERATORS: dict[FieldType, tuple[Operator, ...]] = {
    FieldType.TEXT: (*_EQUAL, Operator.CONTAINS, *_ABOUT_CELLS),
    FieldType.NAME: (*_EQUAL, Operator.CONTAINS, *_ABOUT_CELLS),
    FieldType.DIGITS: (*_EQUAL, *_ABOUT_CELLS),
    FieldType.DATE: (*_DAYS, Operator.WITHIN, *_ABOUT_CELLS),
    FieldType.FLAG: (Operator.IS, *_ABOUT_CELLS),
    FieldType.CHOICE: (*_EQUAL, *_ORDERS, *_ABOUT_CELLS),
    FieldType.COUNT: (*_EQUAL, *_ORDERS, *_ABOUT_CELLS),
}
"""Which comparisons a type of field allows."""

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")


def ordered_choices(kind_field: Field, extra: ExtraField | None) -> tuple[str, ...]:
    """The values of a closed field that have an order, best first; none where it has no order."""
    if extra is not None:
        return extra.choices if extra.ordered else ()
    if kind_field.choices is Rating:
        return tuple(each for each in Rating if each is not Rating.NOT_RATED)
    return ()


@dataclass(slots=True)
class Reader:
    """Reads conditions of one plan. `settings` are the effective choices; a condition that asks
    for another choice is never true. Faults are collected in `problems`."""

    node: Node
    settings: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """setting -> its possible values"""
    definitions: Mapping[str, tuple[Kind, Named]] = field(default_factory=dict)
    extra_fields: Sequence[ExtraField] = ()
    old_names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """unit -> names it had before"""
    problems: list[Problem] = field(default_factory=list)
    used_settings: set[str] = field(default_factory=set)
    used_definitions: set[str] = field(default_factory=set)

    def note(self, fault: str, path: Path, /, *, at_key: bool = False, **params: str | int) -> None:
        spot = self.node.spot(path, key=at_key)
        self.problems.append(self.node.problem(fault, spot, **params))

    def misspelt(self, fault: str, path: Path, written: str, known: Sequence[str]) -> None:
        """An unknown word: at the key if it is the last step of `path`, else at the value."""
        at_key = bool(path) and path[-1] == written
        spot = self.node.spot(path, key=at_key)
        self.problems.append(misspelt(self.node, fault, spot, written, known))

    def spot(self, path: Path) -> Spot:
        return Spot(*self.node.spot(path, key=True))

    def fields(self, kind: Kind) -> dict[str, Field]:
        """The fields of a record kind, those that the plan adds included."""
        added = {each.field.name: each.field for each in self.extra_fields if each.kind is kind}
        return FIELDS[kind] | added

    def added(self, kind: Kind, name: str) -> ExtraField | None:
        found = (each for each in self.extra_fields if each.kind is kind)
        return next((each for each in found if each.field.name == name), None)

    def read(self, tree: object, path: Path, kind: Kind) -> Condition:
        """The condition that stands at `path`: all of its keys must hold."""
        if not isinstance(tree, dict):
            self.note("plan.want_condition", path)
            return TRUE
        if not tree:
            self.note("plan.empty_condition", path)
            return TRUE
        return every([self._entry(key, each, (*path, key), kind) for key, each in tree.items()])

    def _entry(self, key: str, tree: object, path: Path, kind: Kind) -> Condition:
        match key:
            case "all":
                return every(self._list(tree, path, kind))
            case "any":
                return some(self._list(tree, path, kind))
            case "not":
                return negated(self.read(tree, path, kind))
            case "is":
                return self._definition(tree, path, kind)
            case "when":
                return TRUE if self.when(tree, path) else FALSE
            case _ if key in RELATIONS[kind]:
                return self._related(Relation(key), tree, path, kind)
            case _:
                return self._field(key, tree, path, kind)

    def _list(self, tree: object, path: Path, kind: Kind) -> list[Condition]:
        if not isinstance(tree, list) or not tree:
            self.note("plan.want_conditions", path)
            return []
        return [self.read(each, (*path, index), kind) for index, each in enumerate(tree)]

    def _definition(self, name: object, path: Path, kind: Kind) -> Condition:
        known = [each for each, (of, _) in self.definitions.items() if of is kind]
        if not isinstance(name, str):
            self.note("document.want_text", path, key="is")
            return TRUE
        if name not in known:
            self.misspelt("plan.unknown_definition", path, name, known)
            return TRUE
        self.used_definitions.add(name)
        return self.definitions[name][1]

    def when(self, tree: object, path: Path) -> bool:
        """Whether the settings are as `{setting: choice}` asks."""
        if not isinstance(tree, dict):
            self.note("plan.want_setting", path)
            return True
        chosen = [self._chosen(name, each, (*path, name)) for name, each in tree.items()]
        return all(chosen)

    def _chosen(self, name: str, choice: object, path: Path) -> bool:
        if name not in self.choices:
            self.misspelt("plan.unknown_setting", path, name, list(self.choices))
            return True
        self.used_settings.add(name)
        if choice not in self.choices[name]:
            self.misspelt("plan.unknown_choice", path, str(choice), list(self.choices[name]))
            return True
        return self.settings.get(name) == choice

    def _related(self, relation: Relation, tree: object, path: Path, kind: Kind) -> Condition:
        other = RELATIONS[kind][relation]
        spot = self.spot(path)
        if relation not in (Relation.ANY_MEMBER, Relation.ANY_UNIT):
            where = self.read(tree, path, other)
            return Related(relation, Population(other, Moment.EVER, where), spot=spot)
        return self._any_related(relation, tree, path, other)

    def _any_related(self, relation: Relation, tree: object, path: Path, kind: Kind) -> Condition:
        """`any_member: {present: period_end, at_least: 3, where: {…}}`"""
        if not isinstance(tree, dict):
            self.note("plan.want_condition", path)
            return TRUE
        known = ("present", "existing", "where", "at_least")
        for key in tree.keys() - set(known):
            self.misspelt("document.unknown_key", (*path, key), key, known)
        population = self.population(tree, path, kind)
        at_least = tree.get("at_least", 1)
        if not is_whole(at_least) or at_least < 1:
            self.note("document.want_whole_number", (*path, "at_least"), key="at_least")
            at_least = 1
        return Related(relation, population, at_least, self.spot(path))

    def population(self, tree: Mapping[str, object], path: Path, kind: Kind) -> Population:
        """`present` (members), `existing` (organizations) and `where` of a population."""
        where = tree.get("where")
        condition = TRUE if where is None else self.read(where, (*path, "where"), kind)
        return Population(kind, self._moment(tree, path, kind), condition)

    def _moment(self, tree: Mapping[str, object], path: Path, kind: Kind) -> Moment | MonthDay:
        own = {Kind.MEMBER: "present", Kind.ORGANIZATION: "existing"}.get(kind)
        for key in ("present", "existing"):
            if key != own and tree.get(key) is not None:
                self.note("plan.wrong_moment_key", (*path, key), at_key=True, written=key)
        written = tree.get(own) if own else "ever"
        if written is None:
            self.note("plan.want_moment", path, wanted=own or "")
            return Moment.PERIOD_END
        return self.moment(written, (*path, own or ""))

    def moment(self, written: object, path: Path) -> Moment | MonthDay:
        """`period_end`, `previous_year_end`, `ever` or a day of the scored year, `06-30`."""
        day = self._day(written, path) if isinstance(written, str) else None
        if isinstance(day, MonthDay):
            return day
        if written not in tuple(Moment):
            self.misspelt("document.unknown_value", path, str(written), tuple(Moment))
            return Moment.PERIOD_END
        return Moment(str(written))

    def _field(self, name: str, tree: object, path: Path, kind: Kind) -> Condition:
        fields = self.fields(kind)
        if name not in fields:
            known = [*fields, *RELATIONS[kind], "all", "any", "not", "is", "when"]
            self.misspelt(f"plan.unknown_field.{kind.value}", path, name, known)
            return TRUE
        if not isinstance(tree, dict):
            return self._comparison(fields[name], Operator.IS, tree, path, path, kind)
        if not tree:
            self.note("plan.empty_condition", path)
        tests = (self._operator(fields[name], key, tree[key], path, kind) for key in tree)
        return every(list(tests))

    def _operator(
        self, of: Field, written: str, operand: object, path: Path, kind: Kind
    ) -> Condition:
        allowed = OPERATORS[of.type]
        at = (*path, written)
        if written not in tuple(Operator):
            self.misspelt("plan.unknown_operator", at, written, allowed)
            return TRUE
        operator = Operator(written)
        orders = ordered_choices(of, self.added(kind, of.name))
        if operator not in allowed or (
            of.type is FieldType.CHOICE and operator in _ORDERS and not orders
        ):
            usable = ", ".join(each for each in allowed if orders or each not in _ORDERS)
            self.note(
                "plan.operator_unfit", at, at_key=True,
                operator=written, field=of.name, known=usable,
            )  # fmt: skip
            return TRUE
        return self._comparison(of, operator, operand, path, at, kind)

    def _comparison(
        self, of: Field, operator: Operator, written: object, path: Path, at: Path, kind: Kind
    ) -> Condition:
        if operator is Operator.IS and OPERATORS[of.type][0] is not Operator.IS:
            self.note("plan.want_operator", at, field=of.name, known=", ".join(OPERATORS[of.type]))
            return TRUE
        operand = self._operand(of, operator, written, at, kind)
        if operand is None:
            return TRUE
        values = self._values(of, operator, operand, kind)
        return Comparison(of.name, operator, operand, values, self.spot(path))

    def _operand(
        self, of: Field, operator: Operator, written: object, at: Path, kind: Kind
    ) -> Operand | None:
        match operator:
            case Operator.KNOWN | Operator.GIVEN | Operator.COLUMN:
                return self._flag(written, at, operator)
            case Operator.WITHIN:
                return self._window(written, at)
            case Operator.IN:
                return self._values_written(of, written, at, kind)
            case Operator.CONTAINS:
                return self._text(written, at, operator)
            case _ if of.type is FieldType.DATE:
                return self._date(written, at, kind)
            case _:
                return self.value(of, written, at, kind)

    def _flag(self, written: object, at: Path, operator: str) -> bool | None:
        if isinstance(written, bool):
            return written
        self.note("document.want_flag", at, key=operator)
        return None

    def _window(self, written: object, at: Path) -> Window | None:
        if written in tuple(Window):
            return Window(str(written))
        self.misspelt("document.unknown_value", at, str(written), tuple(Window))
        return None

    def _text(self, written: object, at: Path, name: str) -> str | None:
        if isinstance(written, str) and written.strip():
            return written
        self.note("document.want_text", at, key=name)
        return None

    def _values_written(
        self, of: Field, written: object, at: Path, kind: Kind
    ) -> tuple[Value, ...] | None:
        if not isinstance(written, list) or not written:
            self.note("document.want_list", at, key="in")
            return None
        read = [self.value(of, each, (*at, index), kind) for index, each in enumerate(written)]
        found = tuple(each for each in read if each is not None)
        if len(set(found)) < len(found):
            self.note("plan.value_twice", at)
        return found if len(found) == len(written) else None

    def value(self, of: Field, written: object, at: Path, kind: Kind) -> Value | None:
        if of.type is FieldType.FLAG:
            return self._flag(written, at, of.name)
        if of.type is FieldType.COUNT:
            if is_whole(written) and written >= 0:
                return written
            self.note("document.want_whole_number", at, key=of.name)
            return None
        if of.type is not FieldType.CHOICE:
            return self._text(written, at, of.name)
        known = self._choices(of, kind)
        if isinstance(written, str) and written in known:
            return of.choices(written) if of.choices else written
        self.misspelt("document.unknown_value", at, str(written), known)
        return None

    def _choices(self, of: Field, kind: Kind) -> tuple[str, ...]:
        extra = self.added(kind, of.name)
        if extra is not None:
            return extra.choices
        return tuple(of.choices) if of.choices else ()

    def _date(self, written: object, at: Path, kind: Kind) -> date | MonthDay | FieldRef | None:
        if isinstance(written, date):
            return written
        if isinstance(written, dict):
            return self._other_field(written, at, kind)
        day = self._day(written, at)
        if day is None:
            self.note("plan.want_day", at)
        return day

    def _day(self, written: object, at: Path) -> MonthDay | None:
        found = _MONTH_DAY.fullmatch(written) if isinstance(written, str) else None
        if found is None:
            return None
        day = MonthDay(int(found[1]), int(found[2]))
        if not is_day(day):
            self.note("plan.month_day", at)
        return day

    def _other_field(self, written: dict[str, object], at: Path, kind: Kind) -> FieldRef | None:
        fields = self.fields(kind)
        dates = [name for name, each in fields.items() if each.type is FieldType.DATE]
        name = written.get("field")
        if list(written) != ["field"] or not isinstance(name, str):
            self.note("plan.want_day", at)
            return None
        if name not in dates:
            self.misspelt("plan.unknown_date_field", (*at, "field"), name, dates)
            return None
        return FieldRef(name)

    def _values(
        self, of: Field, operator: Operator, operand: Operand, kind: Kind
    ) -> tuple[Value, ...]:
        if operator is Operator.IS:
            return self._with_old_names(of, (operand,))
        if operator is Operator.IN and isinstance(operand, tuple):
            return self._with_old_names(of, operand)
        if operator not in _ORDERS or of.type is not FieldType.CHOICE:
            return ()
        order: tuple[str, ...] = ordered_choices(of, self.added(kind, of.name))
        place = order.index(str(operand)) if operand in order else len(order)
        return {
            Operator.AT_LEAST: order[: place + 1],
            Operator.MORE_THAN: order[:place],
            Operator.AT_MOST: order[place:],
            Operator.LESS_THAN: order[place + 1 :],
        }[operator]

    def _with_old_names(self, of: Field, operands: tuple[object, ...]) -> tuple[Value, ...]:
        found = tuple(each for each in operands if isinstance(each, (str, bool, int)))
        if of.type is not FieldType.TEXT:
            return found
        old = [name for each in found for name in self.old_names.get(str(each), ())]
        return (*found, *old)


def is_whole(written: object) -> TypeGuard[int]:
    """Whether this is a whole number; a flag is none."""
    return isinstance(written, int) and not isinstance(written, bool)


def every(conditions: list[Condition]) -> Condition:
    """All of them, as simply as it can be said."""
    flat = [
        part
        for each in conditions
        for part in (each.conditions if isinstance(each, All) else (each,))
    ]
    if FALSE in flat:
        return FALSE
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def some(conditions: list[Condition]) -> Condition:
    """One of them, as simply as it can be said."""
    flat = [
        part
        for each in conditions
        for part in (each.conditions if isinstance(each, AnyOf) else (each,))
    ]
    if TRUE in flat:
        return TRUE
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def negated(condition: Condition) -> Condition:
    """Its contrary, as simply as it can be said."""
    if condition == TRUE:
        return FALSE
    if condition == FALSE:
        return TRUE
    return condition.condition if isinstance(condition, Not) else Not(condition)
