"""How much a row looks like a header, by its texts alone."""

from __future__ import annotations

import re

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.remembered import Remembered
from lacduong_kpi.tables.shapes import Shape, shape_of_text
from lacduong_kpi.terms import FIELDS, NAME_FIELD, FieldType, added_fields
from lacduong_kpi.text import tidy
from lacduong_kpi.vocabulary import HeaderReading, Role, is_hint, is_listed, read_header

LONGEST = 200
"""characters that a header cell may have"""
PATIENCE = 6_000
"""texts of a sheet that are looked at in search of headers before that is given up"""
PATIENCE_BELOW = 6_000
"""texts below a header that are looked at for another one before only those count that are listed
as they stand"""
YEARS = range(1990, 2101)
"""numbers that may stand in a header"""

_WRITTEN = re.compile(r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}|\d[\d .-]{5,}\d")
"""days and numbers written as text: no header is one"""

NOTHING = HeaderReading(Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Look:
    """A row as a header: how many of its cells are known headers, marks (`HTT`, `Nam`), texts
    that are neither, and values that no header holds."""

    row: int
    cells: tuple[int, ...]
    known: int = 0
    marks: int = 0
    strange: int = 0
    values: int = 0
    anchors: tuple[int, ...] = ()
    """the columns that no other header stands over or beside: running numbers and names"""
    numbered: bool = False
    """whether one of them is that of a running number"""
    hints: int = 0
    """texts that only say how to fill in the column: `(ngày/tháng/năm)`"""

    @property
    def good(self) -> int:
        return self.known + self.marks

    @property
    def is_header(self) -> bool:
        if self.known < 2 or self.values:
            return False
        return self.strange <= self.good + 1 or (self.numbered and len(self.anchors) > 1)


class Looks:
    """Looks at the rows of a part of a grid; each once."""

    def __init__(self, grid: Grid, left: int, right: int, patience: int = PATIENCE) -> None:
        self.grid = grid
        self.left = left
        self.right = right
        self._patience = patience
        self._rows: dict[int, Look] = {}
        self._asked = 0

    @property
    def exhausted(self) -> bool:
        """Whether so many texts were no headers that looking closely is not worth while."""
        return self._asked > self._patience

    def __call__(self, row: int) -> Look:
        found = self._rows.get(row)
        if found is None:
            found = self._rows[row] = self._look(row)
        return found

    def _look(self, row: int) -> Look:
        if self._asked + self.right - self.left >= self._patience:
            return self._look_closely(row)
        content = self.grid.content(row, row)
        key = None if content is None else (content, self.left, self.right, added_fields())
        look, asked = _seen.get(key, lambda: self._counted(row))
        self._asked += asked
        return look

    def _counted(self, row: int) -> tuple[Look, int]:
        """The look at a row, and at how many texts it took."""
        before = self._asked
        look = self._look_closely(row)
        asked, self._asked = self._asked - before, before
        return look, asked

    def _look_closely(self, row: int) -> Look:
        grid = self.grid
        cells = tuple(grid.filled(row, self.left, self.right))
        values = sum(
            grid.sort(row, column) != Sort.TEXT and grid.value(row, column) not in YEARS
            for column in cells
        )
        values += sum(_holds_value(grid.text(row, column)) for column in cells)
        if values:
            return Look(row, cells, values=values)
        self._asked += len(cells)
        known = marks = strange = hints = 0
        numbered = False
        anchors: list[int] = []
        for column in cells:
            if grid.sort(row, column) != Sort.TEXT:
                continue
            text = grid.lines(row, column)
            label = text.endswith(":") and _is_filled_in(grid, row, column)
            unasked = self.exhausted and not is_listed(text)
            reading = NOTHING if label or unasked else glance(text)
            if reading.role is Role.UNKNOWN and is_hint(text):
                hints += 1
            elif reading.role is Role.UNKNOWN:
                strange += 1
                if self.exhausted and strange * 2 > len(cells) + 1:  # whatever the others are
                    break
            elif is_mark(reading):
                marks += 1
            else:
                known += 1
                if reading.role is Role.NUMBER or is_name(reading):
                    anchors.append(column)
                    numbered |= reading.role is Role.NUMBER
        return Look(row, cells, known, marks, strange, 0, tuple(anchors), numbered, hints)


_seen: Remembered[tuple[Look, int]] = Remembered()
"""rows that were looked at before, and at how many texts that took"""


def _holds_value(text: str) -> bool:
    """Whether a text is a value, or a label with one behind it: `Họ và tên: Lê Văn An`."""
    label, _, value = text.partition(":")
    value = value.strip()
    if not value:
        return _WRITTEN.fullmatch(text) is not None
    if _WRITTEN.fullmatch(value):
        return any(
            FIELDS[each.kind][name].type in (FieldType.DATE, FieldType.DIGITS)
            for each in glance(label).candidates
            for name in each.fields[:1]
            if name
        )
    return shape_of_text(tidy(value)) is Shape.NAME and is_name(glance(label))


def _is_filled_in(grid: Grid, row: int, column: int) -> bool:
    """Whether a label (`Chi bộ:`) has beside it what is filled in, and no other label."""
    beside = grid.filled(row, column + 1, column + 1)
    return bool(beside) and not grid.text(row, column + 1).endswith(":")


def glance(*path: str) -> HeaderReading:
    """What texts would be as a header, without guessing at slips."""
    if len(path[-1]) > LONGEST:
        return NOTHING
    found = read_header(path, guess=False)
    return NOTHING if found.role is Role.UNKNOWN else found


def is_mark(reading: HeaderReading) -> bool:
    """Whether a header is at best a value to be ticked (`HTT`, `Nam`): as a text of a row it is
    as likely a value."""
    return bool(reading.candidates) and reading.candidates[0].stands_for is not None


def is_name(reading: HeaderReading) -> bool:
    """Whether the column of a header can hold the names of records."""
    return any(
        NAME_FIELD[each.kind] in each.fields and each.stands_for is None
        for each in reading.candidates
    )
