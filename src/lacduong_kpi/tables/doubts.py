"""Which rows below a header are not records at first sight, and must be judged one by one.

Works on the distinct values of the columns that tell rows apart, and only as far down as it is
asked: the next table of a long sheet is no business of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import is_normalized, normalize

from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.lines import LONGEST, Role, line_starts, read_line
from lacduong_kpi.tables.looks import NOTHING, glance
from lacduong_kpi.tables.rows import Frame, is_counted, names_nobody
from lacduong_kpi.workbook.model import Value

WINDOW = 512
"""rows that are looked at first; then twice as many, and so on"""

_NO_LETTER = re.compile(r"[^\w\s'’ʼ‘`]|[\d_]")
"""what stands in no plain name"""
_NUMBER = re.compile(r"(?<!\d)(?<!\d[./-])(?!(?:\d{4})?(?:19|20)\d\d(?!\d))\d+(?!\d)(?![./-]\d)")
"""what no text is told by: no year, no day"""


def doubtful_rows(grid: Grid, band: Band, frame: Frame) -> Iterator[int]:
    """The rows to be judged, from the top down."""
    top, bottom, size = band.bottom + 1, grid.sheet.bottom, WINDOW
    if not frame.dense or grid.is_legacy:
        yield from range(top, bottom + 1)
        return
    doubts = _Doubts(grid, band, frame)
    while top <= bottom:
        end = min(bottom, top + size - 1)
        yield from sorted(doubts.between(top, end))
        top, size = end + 1, size * 2


class _Doubts:
    """The rows of one table that are in doubt."""

    def __init__(self, grid: Grid, band: Band, frame: Frame) -> None:
        self._grid, self._frame = grid, frame
        self._headers = {
            column: set(grid.codes(column, max(band.top - 1, grid.sheet.top), band.bottom))
            for column in frame.names
        }
        number = frame.number
        self._unnumbered = (
            set() if number is None else grid.codes_where(number, grid.texts(number), _no_number)
        )

    def between(self, top: int, bottom: int) -> set[int]:
        """Those of some rows that are in doubt."""
        grid, frame = self._grid, self._frame
        rows = self._in_question(top, bottom)
        if not rows:
            return set()
        found: set[int] = set()
        nameless = set(rows)
        for column in frame.names:
            codes = grid.codes_at(column, rows)
            odd = grid.codes_where(column, codes, _no_name) | self._headers[column]
            blank = grid.codes_where(column, codes, _no_text)
            found.update(row for row, code in zip(rows, codes, strict=True) if code in odd)
            nameless.intersection_update(
                row for row, code in zip(rows, codes, strict=True) if code in blank
            )
        empty = [set(grid.rows_without(column, top, bottom)) for column in frame.dense]
        found |= nameless | set.intersection(*empty)
        if frame.number is not None:
            found.update(grid.rows_with(frame.number, self._unnumbered, top, bottom))
        return found.intersection(rows)

    def _in_question(self, top: int, bottom: int) -> Sequence[int]:
        """The rows without those that have a running number, a worded name and all of the fullest
        columns filled: they are records, although names of organizations and villages read like
        sections, and some names hold digits."""
        grid, number = self._grid, self._frame.number
        if number is None or len(self._frame.dense) < 2:
            return range(top, bottom + 1)
        lacking = {column: grid.blanks(column) for column in self._frame.dense}
        lacking[number] = self._unnumbered | grid.blanks(number)
        for column in self._frame.names:
            if grid.has_only_words(column):
                lacking[column] = grid.blanks(column)
            else:
                codes = set(grid.codes(column, top, bottom))
                lacking[column] = grid.codes_where(column, codes, _no_word)
        found = (grid.rows_with(column, codes, top, bottom) for column, codes in lacking.items())
        return sorted(set().union(*found))


def _no_word(value: Value) -> bool:
    """Whether it is no text with a letter."""
    if not isinstance(value, str):
        return True
    return not value[:1].isalpha() and not any(map(str.isalpha, value))


def _no_text(value: Value) -> bool:
    return not isinstance(value, str) or not value.strip()


def _no_name(value: Value) -> bool:
    """Whether a text is surely or maybe something else than a name: cheap for those that are
    names, exact for those in doubt."""
    if not isinstance(value, str):
        return False
    value = value[:LONGEST]
    text = value if is_normalized("NFC", value) else normalize("NFC", value)
    first, *others = text.split(None, 1) or [""]
    if not first or len(text) < 3:
        return True
    if _NO_LETTER.search(text):
        return not text[0].isalpha() or _says_more(_NUMBER.sub(_ones, text))
    if not others and is_counted(text):
        return True
    if first.lower() not in line_starts():
        return False
    return read_line(text).role is not Role.OTHER or glance(text) is not NOTHING


def _ones(found: re.Match[str]) -> str:
    return "1" * len(found[0])


@lru_cache(maxsize=20_000)
def _says_more(text: str) -> bool:
    """Whether a text with numbers or signs may be no name: asked once for those that differ in
    numbers only (`Đảng viên 17`, `Điểu K'Sơn 2`), of which a list can have many thousands."""
    if read_line(text).role is not Role.OTHER or glance(text) is not NOTHING:
        return True
    return names_nobody(text)


def _no_number(value: Value) -> bool:
    """Whether it is a text that no digit begins."""
    return isinstance(value, str) and not value.strip()[:1].isdigit()
