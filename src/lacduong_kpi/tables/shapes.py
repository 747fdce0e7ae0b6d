"""What the values of a column look like, before anything is read: the evidence beside its header.

Looks at a sample of the rows, and at each distinct value once.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from functools import lru_cache
from itertools import repeat
from typing import cast

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.terms import FieldType
from lacduong_kpi.text import nfc
from lacduong_kpi.workbook.model import Value


class Shape(StrEnum):
    """The look of one value."""

    DATE = "date"
    YEAR = "year"
    """a number from 1900 to 2100"""
    SERIAL = "serial"
    """a number that could be a date of Excel"""
    TICK = "tick"
    COUNT = "count"
    DIGITS = "digits"
    """`MANY_DIGITS` and more, as ids have them"""
    WORDS = "words"
    NAME = "name"
    """two to six capitalised words without digits"""
    PROSE = "prose"
    OTHER = "other"


MANY_DIGITS = 6
LONGEST_WORDS = 60
"""A longer text is prose."""

_TICKS = frozenset(
    ["x", "X", "xx", "XX", "(x)", "(X)", "[x]", "[X]", "v", "V", "✓", "✔", "√", "☑", "☒", "✅"]
)
_TICKS |= {"+", "*", "●", "•", "■", "ü", "þ", "1", "TRUE", "True", "true", "Có", "có"}
_DATE = re.compile(
    r"\d{1,2}\s*[/.,\\\-]\s*\d{1,2}\s*[/.,\\\-]\s*\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|(?<![\d.])\d{1,2}[/.\-]\d{4}(?!\d)|^(?:19|20)\d\d\s*(?:\(|[–-]\s*\d\d\s*tu)"
    r"|\d[\s/.\-]+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s/.,\-]+\d"
    r"|ng\S{1,3}y\s+\d{1,2}\s+th\S{1,3}ng|th\S{1,3}ng\s+\d{1,2}",  # also in letters of old fonts
    re.IGNORECASE,
)
_DIGITS = re.compile(r"['’]?[\d .\-]+")
_RUN_DAY = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
"""A day that was typed without signs: `03022005`, `20050203`."""
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʼ‘`.-]*(?:['’ʼ‘`-]\s?[^\W\d_]*)*")
_DASHES = frozenset(("-", "–", "—", "/", "...", "…"))


@lru_cache(maxsize=50_000)
def shape_of_text(text: str) -> Shape:
    """The look of a text (tidied)."""
    if text in _TICKS:
        return Shape.TICK
    if _DATE.search(text):
        return Shape.DATE
    if _DIGITS.fullmatch(text):
        return _number(text)
    words = text.split()
    if len(text) > LONGEST_WORDS:
        return Shape.PROSE
    if not any(letter.isalpha() for letter in text):
        return Shape.OTHER
    if len(words) <= 7 and all(_is_name_word(word) for word in words):
        return Shape.NAME if len(words) > 1 or len(text) > 3 else Shape.WORDS
    return Shape.WORDS


def _is_name_word(word: str) -> bool:
    return word[0].isupper() and _NAME_WORD.fullmatch(word) is not None


def _number(text: str) -> Shape:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return Shape.OTHER
    if len(digits) >= MANY_DIGITS:
        return Shape.DATE if _RUN_DAY.fullmatch(digits) else Shape.DIGITS
    return _shape_of_number(int(digits))


def _shape_of_number(number: float) -> Shape:
    if 1900 <= number <= 2100:
        return Shape.YEAR
    if 7_000 <= number < 90_000:
        return Shape.SERIAL
    if number < 100_000:
        return Shape.COUNT
    return Shape.DATE if _RUN_DAY.fullmatch(f"{number:.0f}") else Shape.DIGITS


_FITTING: dict[FieldType, frozenset[Shape]] = {
    FieldType.NAME: frozenset({Shape.NAME, Shape.WORDS}),
    FieldType.TEXT: frozenset({Shape.NAME, Shape.WORDS, Shape.PROSE, Shape.DATE, Shape.OTHER}),
    FieldType.DIGITS: frozenset({Shape.DIGITS, Shape.SERIAL}),
    FieldType.DATE: frozenset({Shape.DATE, Shape.YEAR, Shape.SERIAL}),
    FieldType.FLAG: frozenset({Shape.TICK, Shape.WORDS, Shape.NAME, Shape.DATE, Shape.PROSE}),
    FieldType.CHOICE: frozenset({Shape.WORDS, Shape.NAME, Shape.PROSE, Shape.TICK}),
    FieldType.COUNT: frozenset({Shape.COUNT, Shape.YEAR, Shape.OTHER, Shape.TICK}),
}
"""The looks that values of a type have."""

MARKS = frozenset({Shape.TICK})


@dataclass(frozen=True, slots=True)
class Profile:
    """The distinct values of a column in the sampled rows. `filled` counts its filled rows."""

    values: tuple[Value, ...] = ()
    filled: int = 0
    spread: Counter[Shape] = field(default_factory=Counter)
    """shape -> rows"""

    def share(self, shapes: Collection[Shape]) -> float:
        """How many of the filled rows look like one of `shapes`; 0 where none is filled."""
        known = sum(self.spread.values())
        return sum(self.spread[shape] for shape in shapes) / known if known else 0.0

    @property
    def is_counts(self) -> bool:
        """Whether it holds numbers of things: whole numbers, not all of them 1."""
        return self.share({Shape.COUNT}) > 0.3 and self.share({Shape.COUNT, Shape.TICK}) > 0.9

    @property
    def is_ticked(self) -> bool:
        """Whether it holds marks, and beside them at most sums of them, as sections have."""
        ticked = any(isinstance(each, str) and shape(each) is Shape.TICK for each in self.values)
        return ticked and self.share({Shape.TICK, Shape.COUNT}) > 0.9

    @property
    def is_votes(self) -> bool:
        """Whether it holds numbers of things, and not the 0 and 1 that stand for no and yes with
        their total and its share below."""
        more = sum(isinstance(value, (int, float)) and value > 1 for value in self.values)
        many = more > 2 or (more > 0 and 1 not in self.values)
        return self.is_counts and many and not self.is_ticked

    @property
    def is_binary(self) -> bool:
        """Whether it holds 0 and 1, which stand for no and yes."""
        return (0 in self.values or "0" in self.values) and self.is_counts and not self.is_votes

    def fits(self, kind: FieldType) -> float:
        return self.share(fitting(kind))


def fitting(kind: FieldType) -> frozenset[Shape]:
    """The looks that values of a type have."""
    return _FITTING[kind]


def shapes_of(values: Sequence[Value]) -> frozenset[Shape]:
    """The looks of some values, none of which is a blank."""
    if not values:
        return frozenset()
    alike = _alike(values)
    return frozenset({alike} if alike else map(shape, values))


def profile(grid: Grid, column: int, rows: Sequence[int]) -> Profile:
    """What a column holds in these rows."""
    if grid.is_legacy:
        return _profile_in_unicode(grid, column, rows)
    known, sorts = grid.sheet.columns[column - grid.sheet.left].values, grid.sorts(column)
    seen: Mapping[int, int] = Counter(grid.codes_at(column, rows))
    filled = len(rows)
    for empty in _NO_VALUES.intersection({sorts[code] for code in seen}):
        gone = {code: times for code, times in seen.items() if sorts[code] == empty}
        filled -= sum(gone.values()) if empty == Sort.BLANK else 0
        seen = {code: times for code, times in seen.items() if code not in gone}
    values = tuple([known[code] for code in seen])
    return Profile(values, filled, _spread(values, list(seen.values())))


def _profile_in_unicode(grid: Grid, column: int, rows: Sequence[int]) -> Profile:
    """The same where texts are of old fonts: words must be read to be evidence (`N÷`)."""
    filled = [row for row in rows if grid.sort(row, column) != Sort.BLANK]
    found = Counter(
        grid.text(row, column) if grid.sort(row, column) == Sort.TEXT else grid.value(row, column)
        for row in filled
        if grid.sort(row, column) != Sort.FAULT
    )
    values = tuple(found)
    return Profile(values, len(filled), _spread(values, list(found.values())))


_NO_VALUES = frozenset({int(Sort.BLANK), int(Sort.FAULT)})


def _spread(values: Sequence[Value], times: Sequence[int]) -> Counter[Shape]:
    """How often each look comes. Columns of days, names or numbers are told as a whole."""
    if not values:
        return Counter()
    alike = _alike(values)
    if alike is not None:
        return Counter({alike: sum(times)})
    spread: Counter[Shape] = Counter()
    for value, often in zip(values, times, strict=True):
        spread[shape(value)] += often
    return spread


def _alike(values: Sequence[Value]) -> Shape | None:
    """The look of all values, where that can be seen at once; None says nothing."""
    types = set(map(type, values))
    if types == {str}:
        return _alike_texts(cast(Sequence[str], values))
    return Shape.DATE if types <= _DAYS else None


_DAYS = {dt.date, dt.datetime}


def _alike_texts(texts: Sequence[str]) -> Shape | None:
    joined = "".join(texts)
    if joined.isascii() and joined.isdigit():
        ids = min(map(len, texts)) >= MANY_DIGITS and not _RUN_DAY.fullmatch(texts[0])
        return Shape.DIGITS if ids else None
    if not joined.replace(" ", "").isalpha() or max(map(len, texts)) > LONGEST_WORDS:
        return None
    lines = "\n".join(("", *texts, ""))
    blanks = set(map(str.count, texts, repeat(" ")))
    if "  " in lines or "\n " in lines or " \n" in lines or min(blanks) < 1 or max(blanks) > 6:
        return None
    return Shape.NAME if lines.istitle() or lines.isupper() else None


def shape(value: Value) -> Shape:
    """The look of a value that is no blank."""
    if isinstance(value, str):
        return shape_of_text(nfc(" ".join(value.split())))
    if isinstance(value, bool):
        return Shape.TICK
    if isinstance(value, (int, float)):
        return Shape.TICK if value == 1 else _shape_of_number(value)
    return Shape.DATE
