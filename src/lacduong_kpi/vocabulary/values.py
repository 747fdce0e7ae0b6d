"""Cell values to facts: one reading for each distinct value of a column.

The whole column is given because some things only it can tell: the order of day and month, lost
zeros, what a blank means.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import assert_never

from lacduong_kpi.terms import FIELDS, AddedField, FieldType, Kind, added_fields
from lacduong_kpi.text import key, nfc, parse_count, tidy, whole
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.choices import read_choices
from lacduong_kpi.vocabulary.days import read_days
from lacduong_kpi.vocabulary.digits import read_digits
from lacduong_kpi.vocabulary.flags import Mark, mark, read_flags
from lacduong_kpi.vocabulary.model import BLANK, NOWHERE, Plain, Reading, Setting, unreadable
from lacduong_kpi.vocabulary.names import read_names
from lacduong_kpi.vocabulary.notes import is_not_member, told

UNREADABLE = "V05"
MOST = 10**9
"""No count of people is larger."""


def read_column(
    kind: Kind, field: str, values: Sequence[Plain], setting: Setting = NOWHERE
) -> tuple[Reading, ...]:
    """The readings of a column's distinct values, in their order. KeyError: no such field."""
    distinct = tuple(values)
    for added in added_fields():
        if added.words and (added.kind, added.field.name) == (kind, field):
            return tuple(_worded(added, value) for value in distinct)
    match FIELDS[kind][field].type:
        case FieldType.NAME:
            return read_names(distinct, setting)
        case FieldType.DIGITS:
            return read_digits(field, distinct, setting)
        case FieldType.DATE:
            return read_days(field, distinct, setting)
        case FieldType.FLAG:
            return read_flags(field, distinct, setting)
        case FieldType.CHOICE:
            return read_choices(kind, field, distinct, setting)
        case FieldType.COUNT:
            return tuple(_count(field, value) for value in distinct)
        case FieldType.TEXT:
            return tuple(_text(kind, field, value) for value in distinct)
        case never:
            assert_never(never)


def _worded(added: AddedField, value: Plain) -> Reading:
    """A value of a choice that the plan adds, by the words that the plan gives it."""
    if value is None or (isinstance(value, str) and not tidy(value)):
        return BLANK
    written = key(str(value))
    for choice, words_ in added.words:
        if written in {key(each) for each in (choice, *words_)}:
            return Reading(((added.field.name, choice),))
    return unreadable(UNREADABLE)


_SENSITIVE = frozenset({"ethnicity", "religion"})


def _count(field: str, value: Plain) -> Reading:
    if value is None:
        return BLANK
    if isinstance(value, str):
        if tidy(value).casefold() in words.value_list("empty") or not tidy(value):
            return BLANK
        number = parse_count(tidy(value))
        return unreadable(UNREADABLE) if number is None else Reading(((field, number),))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return unreadable(UNREADABLE)
    number = whole(value)
    if number is None or not 0 <= number <= MOST:
        return unreadable(UNREADABLE)
    return Reading(((field, number),))


def _text(kind: Kind, field: str, value: Plain) -> Reading:
    if value is None:
        return BLANK
    if isinstance(value, bool | dt.time | dt.timedelta):
        return unreadable(UNREADABLE)
    text = _as_text(value)
    if not text or text.casefold() in words.value_list("empty"):
        return BLANK
    if field in _SENSITIVE and mark(value) is Mark.TICK:
        return unreadable(UNREADABLE)  # a tick under `Dân tộc` does not say which
    facts = told(kind, nfc(value)) if field == "note" and isinstance(value, str) else ()
    outsider = field in ("note", "position") and is_not_member(text)
    return Reading(((field, text), *facts), not_member=outsider)


def _as_text(value: str | float | dt.date) -> str:
    """Numbers as offices read them (`1`, not `1.0`), days as day/month/year."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    number = whole(value)
    return repr(value) if number is None else str(number)
