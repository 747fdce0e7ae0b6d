"""A sheet as its reader looks at it: which cells are filled, by what sort, and their text.

Works on distinct values; a cell costs two list look-ups. Knows no header and no field.
"""

from __future__ import annotations

import datetime as dt
import re
from array import array
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import compress
from operator import itemgetter
from typing import cast

from lacduong_kpi.column import stands
from lacduong_kpi.findings import Place, address
from lacduong_kpi.text import Encoding, detect, font_encoding, nfc, to_unicode
from lacduong_kpi.workbook.model import Area, CellFault, Sheet, Value

_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯ\u0300-\u0323\u1ea0-\u1ef9]")
"""letters that no encoding of the years before Unicode shows as they are"""


class Sort(IntEnum):
    """What a cell holds, before anything is understood."""

    BLANK = 0
    TEXT = 1
    NUMBER = 2
    DATE = 3
    FLAG = 4
    FAULT = 5


_SORTS: dict[type, Sort] = {
    type(None): Sort.BLANK,
    str: Sort.TEXT,
    int: Sort.NUMBER,
    float: Sort.NUMBER,
    bool: Sort.FLAG,
    dt.date: Sort.DATE,
    dt.datetime: Sort.DATE,
    dt.time: Sort.DATE,
    dt.timedelta: Sort.DATE,
    CellFault: Sort.FAULT,
}

_TEXT = bytes((Sort.TEXT,))
_TEXTS_ONLY = bytes(sort == Sort.TEXT for sort in range(256))
_TEXT_OR_BLANK = bytes((Sort.TEXT, Sort.BLANK))
_FIRST = itemgetter(0)

_EMPTY = " \t\r\n\x0b\x0c\xa0\u200b\ufeff\u3000'"
"""Text of nothing but these is a blank; a lone apostrophe is Excel's sign for text."""

_MAY_BE_EMPTY = frozenset(_EMPTY)

_SAMPLE = 150
"""Texts of each column on which an old encoding is told where no font tells it."""

_GLANCE = 8
"""Texts of each column that show it where nearly all are in Unicode."""


_FIRST_ROWS = 64
"""Rows of a table that tell which of its columns are filled."""

_LONGEST = 1_000
"""Letters of a cell that tell what its row or its column is; no title and no header has more."""

TALL = 60
"""Rows from which a merged area is not entered row by row."""


class Grid:
    """A sheet with its cells sorted; rows and columns are those of the sheet."""

    __slots__ = (
        "_answers",
        "_height",
        "_merged_rows",
        "_merges",
        "_sorts",
        "_tall",
        "_texts",
        "encoding",
        "file",
        "sheet",
    )

    def __init__(self, sheet: Sheet, file: str) -> None:
        self.sheet = sheet
        self.file = file
        self._height = sheet.height
        self._sorts = [sorts_of(column.values) for column in sheet.columns]
        self._texts: dict[str, str] = {}
        self._answers: dict[tuple[str, int], dict[int, bool]] = {}
        """(question, column) -> for each code that was asked whether it holds"""
        self.encoding = _old_encoding(sheet, self._sorts)
        self._merges = sorted(sheet.merges, key=lambda area: (area.top, area.left))
        self._tall = [area for area in self._merges if area.bottom - area.top >= TALL]
        self._merged_rows: dict[int, list[Area]] = {}
        for area in self._merges:
            if area.bottom - area.top < TALL:
                for row in range(area.top, area.bottom + 1):
                    self._merged_rows.setdefault(row, []).append(area)

    @property
    def is_legacy(self) -> bool:
        """Whether its texts are in an encoding of the years before Unicode."""
        return self.encoding is not None or bool(self.sheet.fonts)

    def sort(self, row: int, column: int) -> int:
        """What the cell holds; BLANK outside of the sheet's rectangle."""
        sheet = self.sheet
        index, line = column - sheet.left, row - sheet.top
        if not (0 <= index < len(self._sorts) and 0 <= line < self._height):
            return Sort.BLANK
        return self._sorts[index][sheet.columns[index].codes[line]]

    def value(self, row: int, column: int) -> Value:
        """The value of a cell; None outside of the sheet's rectangle."""
        sheet = self.sheet
        index, line = column - sheet.left, row - sheet.top
        if not (0 <= index < len(self._sorts) and 0 <= line < self._height):
            return None
        part = sheet.columns[index]
        return part.values[part.codes[line]]

    def filled(self, row: int, left: int, right: int) -> list[int]:
        """The columns from `left` to `right` in which a row holds anything."""
        sheet = self.sheet
        line, first = row - sheet.top, sheet.left
        if not 0 <= line < self._height:
            return []
        return [
            column
            for column in range(max(left, first), min(right, sheet.right) + 1)
            if self._sorts[column - first][sheet.columns[column - first].codes[line]]
        ]

    def lines(self, row: int, column: int) -> str:
        """The text of a cell in Unicode, line breaks kept; empty where it holds no text."""
        value = self.value(row, column)
        if not isinstance(value, str):
            return ""
        font = self.sheet.fonts.get((row, column))
        if font is not None:
            encoding, capitals = font_encoding(font)
            return nfc(to_unicode(value[:_LONGEST], encoding, capitals))
        return nfc(to_unicode(value[:_LONGEST], self.encoding))

    def text(self, row: int, column: int) -> str:
        """`lines` in one line."""
        sheet = self.sheet
        index, line = column - sheet.left, row - sheet.top
        if not (0 <= index < len(self._sorts) and 0 <= line < self._height):
            return ""
        part = sheet.columns[index]
        value = part.values[part.codes[line]]
        if not isinstance(value, str):
            return ""
        if sheet.fonts and (row, column) in sheet.fonts:
            return " ".join(self.lines(row, column).split())
        known = self._texts.get(value)
        if known is None:
            seen = to_unicode(value[:_LONGEST], self.encoding)
            known = self._texts[value] = " ".join(nfc(seen).split())
        return known

    def content(self, top: int, bottom: int) -> Hashable:
        """All that some rows hold and how they are merged: what is made of them is the same in
        every sheet where this is. None where more matters: fonts, an old encoding, rows without
        cells."""
        if self.is_legacy or top < self.sheet.top or bottom > self.sheet.bottom:
            return None
        columns, first = self.sheet.columns, self.sheet.top
        rows = [
            tuple([part.values[part.codes[line]] for part in columns])
            for line in range(top - first, bottom - first + 1)
        ]
        types = [tuple(map(type, row)) for row in rows]  # 1, 1.0 and True are one key to Python
        areas = self.areas(top, bottom) if self._merges else ()
        return self.sheet.left, top, tuple(rows), tuple(types), tuple(areas)

    def sorts(self, column: int) -> bytes:
        """The sort of each distinct value of a column, by code."""
        return self._sorts[column - self.sheet.left]

    def has_only_words(self, column: int) -> bool:
        """Whether a column holds nothing but blanks and texts that a letter begins."""
        values, sorts = self.sheet.columns[column - self.sheet.left].values, self.sorts(column)
        if sorts.translate(None, _TEXT_OR_BLANK):
            return False
        return "".join(map(_FIRST, cast(Iterator[str], _texts_of(values, sorts)))).isalpha()

    def codes(self, column: int, top: int, bottom: int) -> array[int]:
        """The codes of a column from row `top` to row `bottom`."""
        first = self.sheet.top
        return self.sheet.columns[column - self.sheet.left].codes[top - first : bottom - first + 1]

    def values_below(self, column: int, bottom: int) -> Sequence[Value]:
        """The distinct values that a column has below a row, without blanks; faults count."""
        index, line = column - self.sheet.left, bottom - self.sheet.top + 1
        part, sorts = self.sheet.columns[index], self._sorts[index]
        above = {code for code in part.codes[:line] if sorts[code] != Sort.BLANK}
        first = max(above, default=-1) + 1
        again = [code for code in range(first) if sorts[code] != Sort.BLANK]
        here = [part.values[code] for code in again if stands(part.codes, code, line)]
        values = part.values[first:]
        if Sort.BLANK in sorts[first:]:
            values = tuple(value for value, sort in zip(values, sorts[first:], strict=True) if sort)
        return (*here, *values) if here else values

    def filled_below(self, column: int, bottom: int) -> int:
        """How many of the first rows below a row are filled in a column."""
        index, line = column - self.sheet.left, bottom - self.sheet.top + 1
        codes, sorts = (
            self.sheet.columns[index].codes[line : line + _FIRST_ROWS],
            self._sorts[index],
        )
        return len(codes) - sum(map(codes.count, _codes_of(sorts, Sort.BLANK)))

    def codes_at(self, column: int, rows: Sequence[int]) -> list[int]:
        """The codes of a column in some rows of the sheet's rectangle."""
        codes, first = self.sheet.columns[column - self.sheet.left].codes, self.sheet.top
        return [codes[row - first] for row in rows]

    def blanks(self, column: int) -> set[int]:
        """The codes of the blanks of a column."""
        return set(_codes_of(self.sorts(column), Sort.BLANK))

    def texts(self, column: int) -> list[int]:
        """The codes of the texts of a column."""
        return list(_codes_of(self.sorts(column), Sort.TEXT))

    def codes_where(
        self, column: int, codes: Iterable[int], holds: Callable[[Value], bool]
    ) -> set[int]:
        """Those of some codes of a column of whose values something holds; asked once a sheet."""
        known = self._answers.setdefault((holds.__name__, column), {})
        values = self.sheet.columns[column - self.sheet.left].values
        for code in codes:
            if code not in known:
                known[code] = holds(values[code])
        return {code for code in codes if known[code]}

    def rows_without(self, column: int, top: int, bottom: int) -> list[int]:
        """The rows from `top` to `bottom` in which a column is blank."""
        return self.rows_with(column, self.blanks(column), top, bottom)

    def rows_with(self, column: int, codes: Collection[int], top: int, bottom: int) -> list[int]:
        """The rows from `top` to `bottom` in which a column has one of the values `codes`."""
        if not codes or top > bottom:
            return []
        part = self.codes(column, top, bottom)
        if len(codes) == 1:
            return [top + line for line in _positions(part, next(iter(codes)))]
        return [top + line for line, code in enumerate(part) if code in codes]

    def merged(self, row: int, column: int) -> Area | None:
        """The merged area over a cell."""
        for area in self._merged_rows.get(row, ()):
            if area.left <= column <= area.right:
                return area
        for area in self._tall:
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return area
        return None

    def areas(self, top: int, bottom: int) -> list[Area]:
        """The merged areas that touch the rows from `top` to `bottom`."""
        return [area for area in self._merges if area.top <= bottom and area.bottom >= top]

    def place(self, row: int, column: int, header: str | None = None) -> Place:
        return Place(self.file, self.sheet.name, address(row, column), row, header)


def sorts_of(values: Sequence[Value]) -> bytes:
    """The sort of each value."""
    if set(map(type, values)) == {str}:
        sorts, texts = _TEXT * len(values), iter(values)
    else:
        sorts = bytes(map(_SORTS.__getitem__, map(type, values)))
        texts = _texts_of(values, sorts)
    return sorts if _all_filled(texts) else _with_blank_texts(sorts, values)


def _all_filled(texts: Iterator[Value]) -> bool:
    """Whether none of some texts can be a blank, told by their first letters."""
    try:
        return _MAY_BE_EMPTY.isdisjoint(map(_FIRST, cast(Iterator[str], texts)))
    except IndexError:
        return False


def _with_blank_texts(sorts: bytes, values: Sequence[Value]) -> bytes:
    changed = bytearray(sorts)
    for code, value in enumerate(values):
        if isinstance(value, str) and not value.strip(_EMPTY):
            changed[code] = Sort.BLANK
    return bytes(changed)


def _texts_of(values: Sequence[Value], sorts: bytes) -> Iterator[Value]:
    """The texts among some values, by their sorts."""
    return compress(values, sorts.translate(_TEXTS_ONLY))


def _codes_of(sorts: bytes, wanted: Sort) -> Iterator[int]:
    """The codes of the values of a sort, found at the speed of C."""
    found = sorts.find(wanted)
    while found >= 0:
        yield found
        found = sorts.find(wanted, found + 1)


def _positions(codes: array[int], wanted: int) -> Iterator[int]:
    """Where a code stands; `array.index` looks for it at the speed of C."""
    found = -1
    while True:
        try:
            found = codes.index(wanted, found + 1)
        except ValueError:
            return
        yield found


def _old_encoding(sheet: Sheet, sorts: Sequence[bytes]) -> Encoding | None:
    """The encoding of the sheet's texts where fonts do not tell it and they are not Unicode."""
    columns = [
        _some_texts(column.values, known)
        for column, known in zip(sheet.columns, sorts, strict=True)
    ]
    glance = [
        text
        for texts in columns
        for text in texts[:: 1 + len(texts) // _GLANCE]
        if not text.isascii()
    ]
    if glance and 4 * _modern(glance) >= 3 * len(glance):
        return None
    texts = [text for column in columns for text in column if not text.isascii()]
    return None if 2 * _modern(texts) > len(texts) else detect(texts)


def _some_texts(values: Sequence[Value], sorts: bytes) -> Sequence[str]:
    """Texts of a column, up to as many as tell its encoding."""
    sorts = sorts[:_SAMPLE]
    if sorts.count(Sort.TEXT) == len(sorts):
        return cast(Sequence[str], values[:_SAMPLE])
    return cast(Sequence[str], list(_texts_of(values, sorts)))


def _modern(texts: Sequence[str]) -> int:
    """How many of some texts hold letters that only Unicode shows as they are."""
    return sum(map(bool, map(_UNICODE_ONLY.search, texts)))
