"""Reads single comparisons of a plan file: fields, operators and typed operands. Every fault is
noted with its line and column, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TypeGuard

from lacduong_kpi.document.loading import Node
from lacduong_kpi.document.validation import misspelt
from lacduong_kpi.errors import Problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.model import (
    ExtraField,
    FieldRef,
    MonthDay,
    Operand,
    Operator,
    Spot,
    Value,
    Window,
)
from lacduong_kpi.plan.schema import is_day
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind, Rating

Path = tuple[str | int, ...]

ORDERS = (Operator.AT_LEAST, Operator.AT_MOST, Operator.MORE_THAN, Operator.LESS_THAN)
_DAYS = (Operator.BEFORE, Operator.AFTER, Operator.ON_OR_BEFORE, Operator.ON_OR_AFTER)
_ABOUT_CELLS = (Operator.KNOWN, Operator.GIVEN, Operator.COLUMN)

_EQUAL = (Operator.IS, Operator.IN)
OPERATORS: dict[FieldType, tuple[Operator, ...]] = {
    FieldType.TEXT: (*_EQUAL, Operator.CONTAINS, *_ABOUT_CELLS),
    FieldType.NAME: (*_EQUAL, Operator.CONTAINS, *_ABOUT_CELLS),
    FieldType.DIGITS: (*_EQUAL, *_ABOUT_CELLS),
    FieldType.DATE: (*_DAYS, Operator.WITHIN, *_ABOUT_CELLS),
    FieldType.FLAG: (Operator.IS, *_ABOUT_CELLS),
    FieldType.CHOICE: (*_EQUAL, *ORDERS, *_ABOUT_CELLS),
    FieldType.COUNT: (*_EQUAL, *ORDERS, *_ABOUT_CELLS),
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
class Operands:
    """What a plan file compares fields with. Faults are collected in `problems`."""

    node: Node
    extra_fields: Sequence[ExtraField] = ()
    old_names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """unit -> names it had before"""
    problems: list[Problem] = field(default_factory=list)

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

    def operand(
        self, of: Field, operator: Operator, written: object, at: Path, kind: Kind
    ) -> Operand | None:
        match operator:
            case Operator.KNOWN | Operator.GIVEN | Operator.COLUMN:
                return self.flag(written, at, operator)
            case Operator.WITHIN:
                return self._window(written, at)
            case Operator.IN:
                return self._values_written(of, written, at, kind)
            case Operator.CONTAINS:
                return self.text(written, at, operator)
            case _ if of.type is FieldType.DATE:
                return self._date(written, at, kind)
            case _ if operator in ORDERS and of.type is FieldType.CHOICE:
                orders = ordered_choices(of, self.added(kind, of.name))
                return self._choice(of, written, at, orders)
            case _:
                return self.value(of, written, at, kind)

    def flag(self, written: object, at: Path, operator: str) -> bool | None:
        if isinstance(written, bool):
            return written
        self.note("document.want_flag", at, key=operator)
        return None

    def _window(self, written: object, at: Path) -> Window | None:
        if written in tuple(Window):
            return Window(str(written))
        self.misspelt("document.unknown_value", at, str(written), tuple(Window))
        return None

    def text(self, written: object, at: Path, name: str) -> str | None:
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
            return self.flag(written, at, of.name)
        if of.type is FieldType.COUNT:
            if is_whole(written) and written >= 0:
                return written
            self.note("document.want_whole_number", at, key=of.name)
            return None
        if of.type is not FieldType.CHOICE:
            return self.text(written, at, of.name)
        return self._choice(of, written, at, self.choices_of(of.name, kind))

    def _choice(self, of: Field, written: object, at: Path, known: Sequence[str]) -> Value | None:
        if isinstance(written, str) and written in known:
            return of.choices(written) if of.choices else written
        self.misspelt("document.unknown_value", at, str(written), known)
        return None

    def choices_of(self, name: str, kind: Kind) -> tuple[str, ...]:
        """The values of a closed field; none of any other."""
        extra = self.added(kind, name)
        if extra is not None:
            return extra.choices
        choices = FIELDS[kind][name].choices
        return tuple(choices) if choices else ()

    def _date(self, written: object, at: Path, kind: Kind) -> date | MonthDay | FieldRef | None:
        if isinstance(written, date):
            return written
        if isinstance(written, dict):
            return self._other_field(written, at, kind)
        day = self.month_day(written, at)
        if day is None:
            self.note("plan.want_day", at)
        return day

    def month_day(self, written: object, at: Path) -> MonthDay | None:
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

    def accepted(
        self, of: Field, operator: Operator, operand: Operand, kind: Kind
    ) -> tuple[Value, ...]:
        if operator is Operator.IS:
            return self._with_old_names(of, (operand,))
        if operator is Operator.IN and isinstance(operand, tuple):
            return self._with_old_names(of, operand)
        if operator not in ORDERS or of.type is not FieldType.CHOICE:
            return ()
        order = ordered_choices(of, self.added(kind, of.name))
        place = order.index(str(operand))
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
