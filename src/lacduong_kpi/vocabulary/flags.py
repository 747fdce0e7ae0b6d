"""Marks and flags: `x`, `✓`, `Có`, `chưa`, and what a blank beside them means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from lacduong_kpi.text import bare, key, tidy, whole
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.days import Written, parse
from lacduong_kpi.vocabulary.model import BLANK, Plain, Reading, Setting, unreadable

LONGEST = 300
"""No mark, and no number of a document in place of one, is longer."""
UNREADABLE, UNCLEAR_BLANK = "V05", "V09"


class Mark(StrEnum):
    """What a cell of a column of marks holds."""

    TICK = "tick"
    """x, v, ✓, +, 1"""
    YES = "yes"
    """a word, a day or the number of a document"""
    NO = "no"
    BLANK = "blank"
    OTHER = "other"
    """none of these: unreadable as a mark"""


class Blanks(StrEnum):
    """What the blanks of a column mean. The values are catalogue keys of the command `columns`."""

    NO = "blank_is_no"
    YES = "blank_is_yes"
    """in a column of ticks that say no"""
    UNKNOWN = "blank_is_unknown"
    ORDINARY = "blank_is_ordinary"
    """the ordinary value: active, no exemption"""
    HEADED = "blank_is_headed"
    """what a heading or title says of all that stand below it"""


_DOCUMENT = re.compile(r"\d+\s*-?\s*[A-ZĐ]{2,}[\w/-]*")


def mark(value: Plain) -> Mark:
    """What a cell holds as a mark."""
    if value is None:
        return Mark.BLANK
    if isinstance(value, bool):
        return Mark.TICK if value else Mark.NO
    if isinstance(value, int | float):
        return Mark.TICK if value == 1 else Mark.NO if value == 0 else Mark.OTHER
    if isinstance(value, dt.date):
        return Mark.YES
    if not isinstance(value, str):
        return Mark.OTHER
    return _mark_of_text(value)


def _mark_of_text(text: str) -> Mark:
    return Mark.OTHER if len(text) > LONGEST else _mark_of_short(text)


def is_left_blank(value: Plain) -> bool:
    """Whether `mark` is BLANK, without asking what else a text may be."""
    if not isinstance(value, str):
        return value is None
    if len(value) > LONGEST:
        return False
    text = tidy(value)
    return not text or _listed_mark(text) is Mark.BLANK


@lru_cache(maxsize=4096)
def _listed_mark(text: str) -> Mark | None:
    """What the words of the vocabulary say, also before a remark in brackets."""
    found = _listed(text)
    if found is None and "(" in text:
        found = _listed(text.partition("(")[0])
    return found


@lru_cache(maxsize=4096)
def _mark_of_short(text: str) -> Mark:
    text = tidy(text)
    if not text:
        return Mark.BLANK
    found = _listed_mark(text)
    if found is not None:
        return found
    if re.fullmatch(r"[xX]{1,5}", text):
        return Mark.TICK
    if isinstance(parse(text), Written) or _DOCUMENT.search(text):
        return Mark.YES
    return Mark.OTHER


def _listed(text: str) -> Mark | None:
    phrases = words.value_phrases("flag")
    found = phrases.get(text.casefold()) or phrases.get(key(text).rstrip(".,;!: "))
    if found is None and (listed := words.lookup("flag", key(text))):
        found = listed[0]
    return None if found is None else Mark(found)


def blanks_mean(values: Iterable[Plain], alone: bool = True) -> Blanks:
    """What blanks mean in a column of marks with these distinct values.

    "No" only where the column stands alone, has a tick, and has nothing but ticks and blanks.
    """
    marks = {mark(value) for value in values}
    if alone and Mark.TICK in marks and marks <= {Mark.TICK, Mark.BLANK}:
        return Blanks.NO
    return Blanks.UNKNOWN


def read_flags(field: str, values: tuple[Plain, ...], setting: Setting) -> tuple[Reading, ...]:
    """The readings of a column's distinct values as yes or no."""
    marks = [mark(value) for value in values]
    if field == "has_committee" and any(_is_count(value) for value in values):
        return tuple(_committee(field, value) for value in values)
    blank = Reading(((field, False),)) if blanks_mean(values, setting.alone) is Blanks.NO else BLANK
    named = field in _NAMED
    return tuple(
        Reading(((field, True),))
        if named and each is Mark.OTHER and _names_something(value)
        else _flag(field, each, blank)
        for each, value in zip(marks, values, strict=True)
    )


def _names_something(value: Plain) -> bool:
    """Two words at least: a single one, or signs, may as well be a slip."""
    words_of = value.split() if isinstance(value, str) else ()
    return sum(any(map(str.isalpha, word)) for word in words_of) > 1


def _flag(field: str, found: Mark, blank: Reading) -> Reading:
    match found:
        case Mark.BLANK:
            return blank
        case Mark.TICK | Mark.YES:
            return Reading(((field, True),))
        case Mark.NO:
            return Reading(((field, False),))
        case Mark.OTHER:
            return unreadable(UNREADABLE)


_NAMED = frozenset({"new_model", "new_model_recognised", "inspection_programme"})
"""Flags whose column may hold the thing itself: the name of a model, a document."""
COMMITTEE = 3
"""A branch committee has at least a secretary, a deputy and a member."""


def _is_count(value: Plain) -> bool:
    number = _whole(value)
    return number is not None and number > 1


def _whole(value: Plain) -> int | None:
    if isinstance(value, str):
        number, _, counted = key(value).partition(" ")
        if counted and bare(counted) not in words.line_list("counted"):
            return None
        return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return whole(value)


def _committee(field: str, value: Plain) -> Reading:
    """A column of how many committee members there are."""
    number = _whole(value)
    if number is not None:
        return Reading(((field, number >= COMMITTEE),))
    return _flag(field, mark(value), BLANK)
