"""Which rows below a header are not records at first sight, and must be judged one by one.

Works on the distinct values of the columns that tell rows apart, and only as far down as it is
asked: the next table of a long sheet is no business of this one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from unicodedata import is_normalized, normalize

from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.lines import Role, line_starts, read_line
from lacduong_kpi.tables.looks import NOTHING, glance
from lacduong_kpi.tables.rows import Frame
from lacduong_kpi.workbook.model import Value

WINDOW = 512
"""rows that are looked at first; then twice as many, and so on"""

_NO_LETTER = re.compile(r"[^\w\s'’ʼ‘`]|[\d_]")
"""what stands in no plain name"""


def doubtful_rows(grid: Grid, band: Band, frame: Frame) -> Iterator[int]:
    """The rows to be judged, from the top down."""
    top, bottom, size = band.bottom + 1, grid.sheet.bottom, WINDOW
    if not frame.dense or grid.is_legacy:
        yield from range(top, bottom + 1)
        return
    while top <= bottom:
        end = min(bottom, top + size - 1)
        yield from sorted(_between(grid, band, frame, top, end))
        top, size = end + 1, size * 2


def _between(grid: Grid, band: Band, frame: Frame, top: int, bottom: int) -> set[int]:
    found: set[int] = set()
    for column in frame.names:
        header = frozenset(grid.codes(column, band.top, band.bottom))
        odd = _codes(grid, column, _no_name) | header
        found.update(grid.rows_with(column, odd, top, bottom))
    nameless = [
        set(grid.rows_with(column, _codes(grid, column, _no_text), top, bottom))
        for column in frame.names
    ]
    found |= set.intersection(*nameless)
    if frame.number is not None:
        odd = _codes(grid, frame.number, _no_number)
        found.update(grid.rows_with(frame.number, odd, top, bottom))
    empty = [set(grid.rows_without(column, top, bottom)) for column in frame.dense]
    found |= set.intersection(*empty)
    return {row for row in found if not _is_numbered_and_full(grid, frame, row)}


def _codes(grid: Grid, column: int, odd: Callable[[Value], bool]) -> frozenset[int]:
    """The values of a column of which something holds; worked out once for a sheet."""
    question = (odd.__name__, column)
    if question not in grid.answers:
        values = grid.sheet.columns[column - grid.sheet.left].values
        grid.answers[question] = frozenset(code for code, value in enumerate(values) if odd(value))
    return grid.answers[question]


def _no_text(value: Value) -> bool:
    return not isinstance(value, str) or not value.strip()


def _no_name(value: Value) -> bool:
    """Whether a text is surely or maybe something else than a name: cheap for those that are
    names, exact for those in doubt."""
    if not isinstance(value, str):
        return False
    text = value if is_normalized("NFC", value) else normalize("NFC", value)
    first = text.split(None, 1)[:1]
    if not first or len(text) < 3 or _NO_LETTER.search(text):
        return True
    if first[0].lower() not in line_starts():
        return False
    return read_line(text).role is not Role.OTHER or glance(text) is not NOTHING


def _no_number(value: Value) -> bool:
    """Whether it is a text that no digit begins."""
    return isinstance(value, str) and not value.strip()[:1].isdigit()


def _is_numbered_and_full(grid: Grid, frame: Frame, row: int) -> bool:
    """Whether a row has a running number, a worded name and all of the fullest columns filled: a
    record, although names of organizations and villages read like sections, and some names hold
    digits."""
    number = frame.number
    if number is None or len(frame.dense) < 2 or not grid.sort(row, number):
        return False
    if _no_number(grid.value(row, number)):
        return False
    worded = all(any(map(str.isalpha, grid.text(row, column))) for column in frame.names)
    return worded and all(grid.sort(row, column) for column in frame.dense)
