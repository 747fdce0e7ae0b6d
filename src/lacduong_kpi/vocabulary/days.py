"""Days as offices write them: `03/02/2019`, `3.2.19`, `tháng 3/2019`, `2019`, serial numbers.

Day and month are never told apart cell by cell: the order is that of the whole column, and a
column that shows both orders leaves its doubtful days unread.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import bare, tidy, whole
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.model import BLANK, NOWHERE, Plain, Reading, Setting, unreadable

NOT_REAL, UNREADABLE, ORDER, STRAY = "V02", "V05", "V07", "V14"
SHORT_YEAR, LETTERS, SWAPPED_BACK = "V15", "V16", "V17"
LONGEST = 200
"""No day, however it is written, is longer."""
EARLIEST, LATEST = 1900, 2100
"""Years outside are no years of these lists."""
FIRST_PARTY_YEAR = 1930
"""Nobody was admitted before the Party was founded."""


class Order(StrEnum):
    """In which order the texts of a column name day and month."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    MIXED = "mixed"
    """both are shown: what reads both ways stays unread"""


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it is written. Parts that are missing (`  /  /1985`) are 0."""

    first: int
    second: int
    year: int
    short_year: bool = False
    ordered: bool = False
    """True where the writing itself says which is the day (`ngày 3 tháng 2`, ISO)"""
    letters: bool = False
    """letters stood for digits (`2O15`)"""


_CLEAN = re.compile(r"^[\s'\"]+|\s+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s*[AaPpSsCc][MmAaHh])?$")
_REMARK = re.compile(
    r"\s*(?:\((?:(?!\d{4}|\d[./-]\d)[^()])*\)|[,;]?\s(?:tại|ở)\s[^\d]*|\s[–-]\s*\d{2}\s*tuổi)$",
    re.IGNORECASE,
)
"""`12/03/1980 (theo CCCD)`, `03/02/1995 (QĐ 12)`, `03/02/1995 tại Đạ Sar`, `1970 (54 tuổi)`"""
_DIGIT_LETTERS = str.maketrans("OoIl", "0011")
_GAP = r"\s*[./\\,–—-]{1,2}\s*"
_SLOT = r"(\d{1,2}|[.…_\s-]{0,6}?)"
_TRIPLE = re.compile(rf"{_SLOT}{_GAP}{_SLOT}{_GAP}(\d{{4}}|\d{{2}})")
_ISO = re.compile(rf"(\d{{4}}){_GAP}(\d{{1,2}}){_GAP}(\d{{1,2}})(?:[T ].*)?")
_ROMAN = re.compile(rf"(\d{{1,2}}){_GAP}(X?I{{1,3}}|IV|VI{{0,3}}|IX|X){_GAP}(\d{{4}}|\d{{2}})")
"""`3/II/1990`: the month in Roman numerals"""
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_SPACED = re.compile(r"(\d{1,2})\s+(\d{1,2})\s+(\d{4})")
_MONTH = re.compile(rf"(\d{{1,2}})(?:{_GAP}|\s+)(\d{{4}})")
_YEAR_MONTH = r"(\d{4})\s*[/-]\s*(\d{1,2})"
_YEAR = re.compile(r"(\d{4})")
_LONG = (
    r"(?i)(?:ng(?:ày|\.)?\s*([\d.…]{0,4})\s*)?(?:tháng|th|t)\.?\s*([\d.…]{1,4})\s*"
    r"(?:,?\s*năm|[/.,-])?\s*(\d{4})"
)
_LONG_DAY = r"(?i)(\d{1,2})\s*(?:tháng|th\.?)\s*(\d{1,2})\s*(?:,?\s*năm|[/.,-])?\s*(\d{4})"
_LETTERED = r"(\d{1,2})[\s/.-]+([A-Za-z]{3})[a-z]*[\s/.,-]+(\d{4}|\d{2})"
_RUN_TOGETHER = r"(\d{2})(\d{2})(\d{4})"
_RUN_FROM_YEAR = r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])"
"""`20050203`; as day, month and year it would be of a year before 1232"""
_FULL_DAY = re.compile(r"(?<!\d)\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4}(?!\d)")
_RUN_FIRST, _RUN_LAST = 1_01_1900, 31_12_2100
"""Numbers that can be a day that was typed without signs (`14071980`, `1011980`)."""
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"[\dOoIl.…_/\\,–—\s-]+")


@lru_cache(maxsize=16_384)
def parse(text: str) -> Written | int | None:
    """What a text says as a day; an int is a serial number of Excel; None: no day."""
    if len(text) > LONGEST:
        return None
    if not _DIGIT.search(text) and not _NUMERIC.fullmatch(text):
        return None
    text = _CLEAN.sub("", tidy(text)).strip()
    if not text[-1:].isdigit():
        text = _REMARK.sub("", text) or text
    if (found := _ROMAN.fullmatch(text)) and found[2] in _ROMANS:
        month, short = _ROMANS.index(found[2]) + 1, len(found[3]) == 2
        return Written(int(found[1]), month, int(found[3]), short, ordered=True)
    if text.isascii() and _NUMERIC.fullmatch(text) and re.search(r"[OoIl]", text):
        said = _parse_digits(text.translate(_DIGIT_LETTERS))
        if isinstance(said, Written):
            return Written(said.first, said.second, said.year, said.short_year, letters=True)
        return None
    return _parse_digits(text) or _parse_words(text)


def _parse_digits(text: str) -> Written | int | None:
    if found := _YEAR.fullmatch(text):
        return Written(0, 0, int(found[1]), ordered=True) if _in_range(int(found[1])) else None
    if found := _ISO.fullmatch(text):
        return Written(int(found[3]), int(found[2]), int(found[1]), ordered=True)
    if found := _MONTH.fullmatch(text):
        return Written(0, int(found[1]), int(found[2]), ordered=True)
    if found := _TRIPLE.fullmatch(text) or _SPACED.fullmatch(text):
        day, month = (int(part) if part.isdigit() else 0 for part in found.groups()[:2])
        return Written(day, month, int(found[3]), len(found[3]) == 2)
    if found := re.fullmatch(_YEAR_MONTH, text):
        return Written(0, int(found[2]), int(found[1]), ordered=True)
    if found := re.fullmatch(_RUN_FROM_YEAR, text):
        return Written(int(found[3]), int(found[2]), int(found[1]), ordered=True)
    if found := re.fullmatch(_RUN_TOGETHER, text):
        return Written(int(found[1]), int(found[2]), int(found[3]), ordered=True)
    return int(float(text)) if _SERIAL.fullmatch(text) else None


def _parse_words(text: str) -> Written | None:
    if found := re.fullmatch(_LONG, text) or re.fullmatch(_LONG_DAY, text):
        day, month = (_number(part) for part in found.groups()[:2])
        return Written(day, month, int(found[3]), ordered=True)
    if found := re.fullmatch(_LETTERED, text):
        month_name = words.value_phrases("months").get(found[2].lower())
        if month_name:
            short = len(found[3]) == 2
            return Written(int(found[1]), int(month_name), int(found[3]), short, ordered=True)
    return _beside_words(text)


def _number(part: str | None) -> int:
    return int(part) if part and part.isdigit() else 0


_INSIDE = r"\d[\d./\\-]*\d|\d"


def _beside_words(text: str) -> Written | None:
    """One day among words that change nothing: `từ 03/2019`, `SN 1960`."""
    runs = re.findall(_INSIDE, text)
    if len(runs) != 1 or len(runs[0]) < 4 or runs[0] == text:
        return None
    rest = bare(text.replace(runs[0], " "))
    if not words.consists_of("date_words", rest):
        return None
    found = _parse_digits(runs[0])
    return found if isinstance(found, Written) else None


def column_order(values: Iterable[Plain]) -> Order:
    """The order of day and month that the distinct values of a column show."""
    day_first = month_first = doubtful = 0
    for value in values:
        found = parse(value) if isinstance(value, str) else None
        if not isinstance(found, Written) or found.ordered or not found.first or not found.second:
            continue
        if found.first > 12 >= found.second:
            day_first += 1
        elif found.second > 12 >= found.first:
            month_first += 1
        else:
            doubtful += found.first != found.second
    return _judge_order(day_first, month_first, doubtful)


def _judge_order(day_first: int, month_first: int, doubtful: int) -> Order:
    """A few strays do not turn a column; a handful of cells is too little to call it American."""
    if month_first == 0 or month_first * 10 <= day_first or (month_first == 1 and day_first >= 3):
        return Order.DAY_FIRST
    if day_first and not day_first * 10 <= month_first:
        return Order.MIXED
    enough = month_first >= 2 or doubtful >= 4
    return Order.MONTH_FIRST if enough else Order.MIXED


def is_swapped(values: Iterable[Plain]) -> bool:
    """Whether Excel, set to American, took day for month where it could.

    Such a column holds real dates, none with a day after the 12th, beside texts that all have
    one: an honest column has six days in ten after the 12th among either.
    """
    real = late_texts = 0
    for value in values:
        if isinstance(value, dt.date):
            if value.day > 12:
                return False
            real += value.day != value.month
        elif isinstance(value, str) and isinstance(found := parse(value), Written):
            if found.ordered or not found.first or not found.second:
                continue
            if not found.first > 12 >= found.second:
                return False
            late_texts += 1
    return real >= 5 and late_texts >= 3


@dataclass(frozen=True, slots=True)
class DayReader:
    """Reads the days of one column, whose order and corruption have been judged."""

    field: str
    order: Order = Order.DAY_FIRST
    swapped: bool = False
    setting: Setting = NOWHERE

    def read(self, value: Plain) -> Reading:
        """The day as a fact of the field; else why there is none."""
        if value is None:
            return BLANK
        if isinstance(value, bool | dt.time | dt.timedelta):
            return unreadable(UNREADABLE)
        if isinstance(value, dt.date):
            return self._of_date(value)
        if isinstance(value, int | float):
            return self._of_number(value)
        return self._of_text(value)

    def _of_date(self, value: dt.date) -> Reading:
        if self.swapped and value.day <= 12 and value.day != value.month:
            swapped = DateSpan.day(value.year, value.day, value.month)
            return self._checked(swapped, SWAPPED_BACK)
        return self._checked(DateSpan.day(value.year, value.month, value.day))

    def _of_number(self, value: float) -> Reading:
        number = whole(value)
        if number is not None and _in_range(number):
            return self._checked(DateSpan.year(number))
        if number is not None and _RUN_FIRST <= number <= _RUN_LAST:  # `20050203` as well
            return self._of_text(f"{number:08d}")
        if number is None and 1 <= value < 13:  # 9.2015 was typed for September 2015
            month, _, year = repr(value).partition(".")
            return self._of_text(f"{month}/{year:0<4}")
        return self._of_serial(value)

    def _of_serial(self, serial: float) -> Reading:
        if not LATEST < serial < 80_000:
            return unreadable(UNREADABLE)
        return self._checked(DateSpan.of(dt.date(1899, 12, 30) + dt.timedelta(days=int(serial))))

    def _of_text(self, text: str) -> Reading:
        if is_absent(text):
            return BLANK
        found = parse(text)
        if found is None:
            return self._of_both(text) if self.field == "admitted_on" else unreadable(UNREADABLE)
        if isinstance(found, int):
            return self._of_serial(found)
        return self._of_written(found)

    def _of_both(self, text: str) -> Reading:
        """`KN: 03/02/2019; CT: 03/02/2020`: the day of admission and the official one after it."""
        days = _FULL_DAY.findall(text)
        if len(days) != 2 or not words.consists_of("date_words", bare(_FULL_DAY.sub(" ", text))):
            return unreadable(UNREADABLE)
        official = replace(self, field="official_on")
        readings = (self._of_text(days[0]), official._of_text(days[1]))
        first, second = (each.get(each.facts[0][0]) if each.facts else None for each in readings)
        if not (
            isinstance(first, DateSpan)
            and isinstance(second, DateSpan)
            and first.last < second.first
        ):
            return unreadable(UNREADABLE)
        faults = (fault for each in readings for fault in each.faults)
        return Reading(readings[0].facts + readings[1].facts, faults=tuple(dict.fromkeys(faults)))

    def _of_written(self, found: Written) -> Reading:
        day, month, faults = found.first, found.second, []
        if found.letters:
            faults.append(LETTERS)
        if not found.ordered and day and month:
            both_ways = day <= 12 and month <= 12 and day != month
            if self.order is Order.MIXED and both_ways:
                return unreadable(ORDER)
            month_first = month > 12 >= day or (self.order is Order.MONTH_FIRST and both_ways)
            if month_first:
                day, month = month, day
            usual = Order.MONTH_FIRST if month_first else Order.DAY_FIRST
            if self.order not in (usual, Order.MIXED) and found.first != found.second:
                faults.append(STRAY)
        year = self._full_year(found.year) if found.short_year else found.year
        if year is None:
            return unreadable(UNREADABLE)
        if found.short_year:
            faults.append(SHORT_YEAR)
        try:
            span = _span(year, month, day)
        except ValueError:
            return unreadable(NOT_REAL)
        return self._checked(span, *faults)

    def _full_year(self, short: int) -> int | None:
        """The only century that is possible; None where neither is."""
        now = self.setting.year
        older, newer = 1900 + short, 2000 + short
        if self.field == "date_of_birth":
            oldest, youngest = (now - 110, now - 17) if now else (1905, 2010)
            return next((y for y in (newer, older) if oldest <= y <= youngest), None)
        if older < FIRST_PARTY_YEAR:
            return newer
        return newer if newer <= (now or 2030) + 1 else older

    def _checked(self, span: DateSpan, *faults: str) -> Reading:
        if not (_in_range(span.first.year) and _in_range(span.last.year)):
            return unreadable(UNREADABLE)
        return Reading(((self.field, span),), faults=faults)


def _in_range(year: int) -> bool:
    return EARLIEST <= year <= LATEST


def _span(year: int, month: int, day: int) -> DateSpan:
    if day and month:
        return DateSpan.day(year, month, day)
    return DateSpan.month(year, month) if month else DateSpan.year(year)


def is_absent(text: str) -> bool:
    """Whether a text says that there is no number or day: `-`, `chưa có`."""
    if len(text) > LONGEST:
        return False
    text = tidy(text).casefold()
    text = text.strip("( )") or text
    return not text or text in words.value_list("empty") or text in words.value_list("absent")


def read_days(field: str, values: tuple[Plain, ...], setting: Setting) -> tuple[Reading, ...]:
    """The readings of a column's distinct values."""
    reader = DayReader(field, column_order(values), is_swapped(values), setting)
    return tuple(map(reader.read, values))
