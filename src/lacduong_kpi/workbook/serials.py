"""Numbers that stand for days and times, and the formats that say which numbers do.

ECMA-376 part 1, 18.8.30 (formats) and 18.17.4.1 (dates).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import cast

from lacduong_kpi.workbook.model import CellFault, Value

BAD_DATE = CellFault("date")
"""A number under a date format that no day belongs to: negative, zero, 29 February 1900, beyond
the year 9999."""

NOT_A_NUMBER = CellFault("number")
"""What should be a number and is none: NaN, infinity, letters."""


class Shape(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    DATE = auto()
    TIME = auto()
    DURATION = auto()
    DIGITS = auto()
    """nothing but zeros: an identifier shown with its leading zeros"""


_BUILTIN = {
    **dict.fromkeys((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)), Shape.DATE),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47), Shape.TIME),
    46: Shape.DURATION,
}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]|(?<=s)[.,]0+|general', re.I)
"""What a format shows as it stands: quoted text, colours, conditions, padding, parts of seconds."""
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
_ZEROS = re.compile(r"0{5,}")
_LONGEST_CODE = 255
"""No office program writes a longer one; what comes behind is not looked at."""


def builtin_shape(number: int) -> Shape:
    """The shape of a format that a workbook names by its number only."""
    return _BUILTIN.get(number, Shape.NUMBER)


def shape_of(code: str) -> tuple[Shape, int]:
    """The shape of a format code, and for `DIGITS` how many digits it shows."""
    code = code[:_LONGEST_CODE]
    first = code.partition(";")[0].strip()
    if _ZEROS.fullmatch(first):
        return Shape.DIGITS, len(first)
    sections = (section.strip() for section in _LITERAL.sub("", code).lower().split(";"))
    bare = next(filter(None, sections), "")
    if _ELAPSED.search(bare):
        return Shape.DURATION, 0
    if not set("#0?@").isdisjoint(bare):
        return Shape.NUMBER, 0
    if not set("dyeg").isdisjoint(bare):
        return Shape.DATE, 0
    if not set("hs").isdisjoint(bare):
        return Shape.TIME, 0
    return (Shape.DATE if "m" in bare else Shape.NUMBER), 0


_EPOCH_1900 = dt.date(1899, 12, 30).toordinal()
_EPOCH_1904 = dt.date(1904, 1, 1).toordinal()
_LAST_1900 = 2_958_466
_LAST_1904 = 2_957_004
_LEAP_BUG = 60
"""Excel counts a 29 February 1900; below it the days are one further on than its count says."""


@lru_cache(maxsize=1 << 16)
def day_of(serial: float, from_1904: bool) -> Value:
    """The day, or the moment, that a number means under a date format."""
    if from_1904:
        if not 0 <= serial < _LAST_1904:
            return BAD_DATE
        return _moment(_EPOCH_1904, serial)
    if not 1 <= serial < _LAST_1900 or _LEAP_BUG <= serial < _LEAP_BUG + 1:
        return BAD_DATE
    return _moment(_EPOCH_1900, serial + 1 if serial < _LEAP_BUG else serial)


def days_of(serials: Sequence[int], from_1904: bool) -> list[Value]:
    """The days that whole numbers mean under a date format."""
    if from_1904 or not serials or min(serials) <= _LEAP_BUG or max(serials) >= _NEAR:
        return [day_of(serial, from_1904) for serial in serials]
    if len(serials) > _MANY:
        return list(map(dt.date.fromordinal, map(_EPOCH_1900.__add__, serials)))
    days = list(map(_near.__getitem__, serials))
    if not all(days):
        for serial in serials:
            _near[serial] = _near[serial] or dt.date.fromordinal(_EPOCH_1900 + serial)
        days = list(map(_near.__getitem__, serials))
    return cast(list[Value], days)


_MANY = 2_000
"""Days of a long list are made faster than looked for."""
_NEAR = 73_416
"""31 December 2100 and what is before it: the days of all people and papers there are."""
_near: list[dt.date | None] = [None] * _NEAR
"""These days by their numbers. Lists hold the same ones again and again: each is made once."""


def _moment(epoch: int, serial: float) -> dt.date | dt.datetime:
    """Seconds are cut, not rounded: 23:59:59.9 is not the next day."""
    days = int(serial)
    day = dt.date.fromordinal(epoch + days)
    seconds = int((serial - days) * 86_400 + 1e-4)
    if not seconds:
        return day
    clock = min(seconds, 86_399)
    return dt.datetime(  # noqa: DTZ001
        day.year, day.month, day.day, clock // 3600, clock // 60 % 60, clock % 60
    )


def time_of(serial: float, from_1904: bool) -> Value:
    """The time that a number means under a format that shows hours only."""
    if not 0 <= serial < 1:
        return day_of(serial, from_1904)
    seconds = min(int(serial * 86_400 + 1e-4), 86_399)
    return dt.time(seconds // 3600, seconds // 60 % 60, seconds % 60)


def span_of(serial: float) -> Value:
    """The length of time that a number means under a format like `[h]:mm`."""
    try:
        return dt.timedelta(days=serial)
    except (OverflowError, ValueError):
        return BAD_DATE


_WHOLE = 10**15
"""Up to here a float tells every whole number from its neighbours, and Excel keeps every digit."""


def number_of(text: str | bytes) -> int | float | CellFault:
    """A number as a workbook stores it; whole ones are ints."""
    try:
        number = float(text)
    except ValueError:
        return NOT_A_NUMBER
    if (b"_" if isinstance(text, bytes) else "_") in text:  # type: ignore[operator]
        return NOT_A_NUMBER  # Python takes 1_000 for a number, no workbook does
    return exact(number)


def exact(number: float) -> int | float | CellFault:
    """A stored number as what it is: a whole one is an int, one beyond all numbers a fault."""
    if not -_WHOLE < number < _WHOLE:
        return number if abs(number) < float("inf") else NOT_A_NUMBER
    whole = int(number)
    return whole if whole == number else number
