"""Numbers that are names: cards, citizen numbers, codes. Kept as text, with their zeros."""

from __future__ import annotations

import re
from collections import Counter

from lacduong_kpi.text import tidy, whole
from lacduong_kpi.vocabulary.days import is_absent
from lacduong_kpi.vocabulary.model import BLANK, Plain, Reading, Setting, unreadable

UNREADABLE, ZEROS, MALFORMED = "V05", "V12", "V13"
LONGEST = 100
"""No number, with blanks and dots, is longer."""
WIDTHS = {"card_number": (8, 12), "personal_id": (12, 9)}
"""Digits of a Party card (before and since 2025) and of citizen and identity cards."""
MOST_LOST = 3
"""Zeros that a number can have lost; one that is shorter still is another number."""
LONG = 12
"""Digits of what begins with a province's or a committee's code, which may be 0."""

_FILLING = re.compile(r"[\s.\-_'\"]+")
_LABEL = re.compile(r"^(?:số|sô|so|no|stđv|thẻ|cccd|cmnd)?\s*[:.]?\s*(?=[\d(])", re.IGNORECASE)


def read_digits(field: str, values: tuple[Plain, ...], setting: Setting) -> tuple[Reading, ...]:
    """The readings of a column's distinct values.

    Zeros that were lost when a number was typed are put back where the field or the column
    says how many digits there are; text keeps what it has.
    """
    if field not in WIDTHS:
        return tuple(_code(field, value) for value in values)
    raw = [_digits(value) for value in values]
    width = _common_width(field, [digits for digits in raw if digits])
    return tuple(
        _read(field, value, digits, width) for value, digits in zip(values, raw, strict=True)
    )


def _digits(value: Plain) -> str | None:
    """The digits of a cell, `""` for a blank, None for what is no number."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        if is_absent(value):
            return ""
        if len(value) > LONGEST:
            return None
        text = _LABEL.sub("", _FILLING.sub("", tidy(value).removesuffix(".0")))
        return text if text.isascii() and text.isdigit() else None
    number = whole(value)
    return None if number is None or not 0 <= number < 10**15 else str(number)


def _common_width(field: str, found: list[str]) -> int | None:
    """The width that most numbers of the column have, if it is one that the field can have.

    Numbers that lack one digit only do not speak against it: that is a zero in front.
    """
    counts = Counter(len(digits) for digits in found)
    for width in WIDTHS[field]:
        shorter = sum(count for length, count in counts.items() if length < width - 1)
        if counts[width] and counts[width] >= shorter:
            return width
    return None


def _read(field: str, value: Plain, digits: str | None, width: int | None) -> Reading:
    if digits is None:
        return unreadable(UNREADABLE)
    if not digits or not digits.strip("0"):
        return BLANK
    if len(digits) in WIDTHS[field]:
        return Reading(((field, digits),))
    target = _target(field, len(digits), width)
    if target is None or (isinstance(value, str) and digits.startswith("0")):
        return Reading(((field, digits),), faults=(MALFORMED,))
    return Reading(((field, digits.zfill(target)),), faults=(ZEROS,))


def _target(field: str, length: int, width: int | None) -> int | None:
    """How many digits a shorter number must have had."""
    if LONG - MOST_LOST <= length < LONG:
        return LONG
    if width is None or length >= width:
        return None
    return width if length >= width - MOST_LOST else None


def _code(field: str, value: Plain) -> Reading:
    if value is None or (isinstance(value, str) and is_absent(value)):
        return BLANK
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return unreadable(UNREADABLE)
    if isinstance(value, str):
        return Reading(((field, tidy(value).removesuffix(".0")),))
    number = whole(value)
    return Reading(((field, repr(value) if number is None else str(number)),))
