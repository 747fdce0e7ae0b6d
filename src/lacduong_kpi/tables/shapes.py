"""What the values of a column look like, before anything is read: the evidence beside its header.

Looks at a sample of the rows, and at each distinct value once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import field
from enum import StrEnum
from functools import lru_cache

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.terms import FieldType
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
    """six digits and more, as ids have them"""
    WORDS = "words"
    NAME = "name"
    """two to six capitalised words without digits"""
    PROSE = "prose"
    OTHER = "other"


_TICKS = frozenset(
    ["x", "X", "v", "V", "✓", "✔", "√", "+", "●", "•", "■", "ü", "þ", "(x)", "xx", "XX", "Có", "có"]
)
_DATE = re.compile(
    r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.\-]\d{4}"
    r"|ng[aà]y\s+\d{1,2}\s+th[aá]ng|th[aá]ng\s+\d{1,2}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"['’]?[\d .\-]+")
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
    if len(text) > 60:
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
    if len(digits) >= 6:
        return Shape.DIGITS
    return _shape_of_number(int(digits))


def _shape_of_number(number: float) -> Shape:
    if 1900 <= number <= 2100:
        return Shape.YEAR
    if 7_000 <= number < 90_000:
        return Shape.SERIAL
    return Shape.DIGITS if number >= 100_000 else Shape.COUNT


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
    rows: int = 0
    filled: int = 0
    shapes: Counter[Shape] = field(default_factory=Counter)
    """shape -> distinct values"""
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

    def fits(self, kind: FieldType) -> float:
        return self.share(_FITTING[kind])


def profile(grid: Grid, column: int, rows: Sequence[int]) -> Profile:
    """What a column holds in these rows."""
    sheet, part = grid.sheet, grid.sheet.columns[column - grid.sheet.left]
    codes, known, sorts = part.codes, part.values, grid.sorts(column)
    blank, fault, top = int(Sort.BLANK), int(Sort.FAULT), sheet.top
    seen = Counter([codes[row - top] for row in rows])
    shapes: Counter[Shape] = Counter()
    spread: Counter[Shape] = Counter()
    values: list[Value] = []
    filled = 0
    for code, times in seen.items():
        if sorts[code] == blank:
            continue
        filled += times
        if sorts[code] == fault:
            continue
        value = known[code]
        values.append(value)
        look = shape(value)
        shapes[look] += 1
        spread[look] += times
    return Profile(tuple(values), len(rows), filled, shapes, spread)


def shape(value: Value) -> Shape:
    """The look of a value that is no blank."""
    if isinstance(value, str):
        return shape_of_text(" ".join(value.split()))
    if isinstance(value, bool):
        return Shape.TICK
    if isinstance(value, (int, float)):
        return Shape.TICK if value == 1 else _shape_of_number(value)
    return Shape.DATE
