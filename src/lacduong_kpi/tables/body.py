"""Which rows below a header are records, and what the other rows say of them.

Most rows are records at first sight: their name cell holds a name and one of the fullest columns
is filled. Only the others are looked at cell by cell, so that a long list costs little.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import chain, pairwise

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.doubts import doubtful_rows
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.lines import Line, Role
from lacduong_kpi.tables.model import Skipped
from lacduong_kpi.tables.rows import Frame, Judged, RowJudge, Sense
from lacduong_kpi.text import bare, key
from lacduong_kpi.vocabulary.listed import value_of


@dataclass(frozen=True, slots=True)
class Section:
    """A row whose text holds for the records below it."""

    row: int
    column: int
    line: Line


@dataclass(slots=True)
class Body:
    """The rows of a table below its header."""

    end: int
    """the last row that belongs to it"""
    rows: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    skipped: dict[Skipped, list[int]] = field(default_factory=dict)
    totals: list[tuple[int, int, Line]] = field(default_factory=list)
    """rows of totals with their text's column"""
    loose: list[int] = field(default_factory=list)
    """rows with values and no name"""
    height: int = 1
    """rows that a record has"""

    def skip(self, why: Skipped, row: int) -> None:
        self.skipped.setdefault(why, []).append(row)

    def owned(self) -> dict[int, int]:
        """The loose rows that belong to a record -> how many rows below its first."""
        if not self.loose:
            return {}
        starts = set(self.rows)
        return {
            row: offset
            for row in self.loose
            for offset in range(1, self.height)
            if row - offset in starts
        }


def read_body(grid: Grid, band: Band, frame: Frame, judge: RowJudge, titles: str) -> Body:
    """The rows of a table, down to the next header or to the end of the sheet.

    `titles` is the compared form of the table's own titles: a header printed again under them
    goes on with the table, under other titles it begins another.
    """
    top, bottom = band.bottom + 1, grid.sheet.bottom
    body = Body(bottom)
    collector = _Collector(body, titles)
    next_row = top
    for row in chain(doubtful_rows(grid, band, frame), [bottom + 1]):
        while next_row < row and collector.in_tail:
            if not collector.take(next_row, judge.judge(next_row, in_tail=True)):
                return _cut(_joined(grid, frame, judge.lower, body), band.bottom)
            next_row += 1
        collector.sure(next_row, row - 1)
        next_row = row + 1
        if row <= bottom and not collector.take(row, judge.judge(row, in_tail=collector.in_tail)):
            return _cut(_joined(grid, frame, judge.lower, body), band.bottom)
    _joined(grid, frame, judge.lower, body)
    body.height = _height(body)
    return body


class _Collector:
    """Puts rows where they belong, and keeps what stood since the last record."""

    def __init__(self, body: Body, titles: str) -> None:
        self._body = body
        self._titles = titles
        self._retitled = False
        self.in_tail = False

    def sure(self, top: int, bottom: int) -> None:
        """Rows that are records at first sight."""
        if top <= bottom:
            self.in_tail = self._retitled = False
            self._body.rows.extend(range(top, bottom + 1))

    def take(self, row: int, judged: Judged) -> bool:
        """One doubtful row; False where another table begins with it."""
        match judged.sense:
            case Sense.HEADER:
                return False
            case Sense.RECORD:
                self.sure(row, row)
            case Sense.LOOSE:
                self._body.loose.append(row)
            case Sense.OTHER:
                return self._skip(row, judged)
        return True

    def _skip(self, row: int, judged: Judged) -> bool:
        body, why = self._body, judged.skipped
        if why is None:
            return True
        if why is Skipped.REPEATED_HEADER and self._retitled:
            return False
        if why is Skipped.SIGNATURE and self._retitled:
            why = Skipped.NOTE  # `Bí thư: …` below the title of the next list
        body.skip(why, row)
        line = judged.line
        if why is Skipped.SECTION and line is not None:
            body.sections.append(Section(row, judged.column, line))
        if why in (Skipped.TOTAL, Skipped.SUBTOTAL) and line is not None:
            body.totals.append((row, judged.column, line))
        if line is not None and line.role is Role.TITLE and bare(line.text) not in self._titles:
            self._retitled = True
        if why in (Skipped.SECTION, Skipped.REPEATED_HEADER):
            self.in_tail = False
        if why is Skipped.SIGNATURE:
            self.in_tail = True
        return True


def _joined(grid: Grid, frame: Frame, lower: Mapping[int, str], body: Body) -> Body:
    """Rows that begin no record are more of the one above, where headers are stacked, or most of
    them spell the name above once more (`KA THẺM`, `Ka Thẻm`)."""
    if len(body.rows) < 2 or (frame.number is None and not lower):
        return body
    begun = _beginning_nothing(grid, frame, lower, body.rows)
    again = {
        row
        for above, row in pairwise(body.rows)
        if row in begun
        and row == above + 1
        and (lower or _name(grid, frame, row) == _name(grid, frame, above))
    }
    if lower or len(again) * 3 > len(body.rows):
        body.rows = [row for row in body.rows if row not in again]
        body.loose = sorted([*body.loose, *again])
    return body


def _beginning_nothing(
    grid: Grid, frame: Frame, lower: Mapping[int, str], rows: Sequence[int]
) -> set[int]:
    """Rows without a number, or where nothing is numbered, with what is no name in its column."""
    if frame.number is not None:
        return set(grid.rows_without(frame.number, rows[0], rows[-1]))
    named = [column for column in frame.names if column in lower]
    return {
        row
        for row in rows
        for column in named
        if value_of(frame.kind, lower[column], bare(grid.text(row, column)))
    }


def _name(grid: Grid, frame: Frame, row: int) -> str:
    return key(" ".join(grid.text(row, column) for column in frame.names))


def _cut(body: Body, header: int) -> Body:
    """Ends a table with its last record, total or signature, or with its header if it has none:
    titles below are of the next one."""
    kept = (Skipped.TOTAL, Skipped.SUBTOTAL, Skipped.SIGNATURE)
    ends = [body.rows[-1:], *(body.skipped.get(why, [])[-1:] for why in kept)]
    body.end = max((row for end in ends for row in end), default=header)
    body.sections = [each for each in body.sections if each.row <= body.end]
    body.loose = [row for row in body.loose if row <= body.end]
    for why, rows in body.skipped.items():
        body.skipped[why] = [row for row in rows if row <= body.end]
    body.height = _height(body)
    return body


def _height(body: Body) -> int:
    """How many rows a record has: values stand regularly so many rows below its first, where no
    other record begins."""
    if not body.loose:
        return 1
    starts = sorted(body.rows)
    offsets: Counter[int] = Counter()
    for row in body.loose:
        above = bisect(starts, row)
        if above:
            offsets[row - starts[above - 1]] += 1
    gaps = [after - row for row, after in pairwise(starts)]
    for offset in sorted(offsets, reverse=True):
        apart = sum(gap > offset for gap in gaps)
        often = offsets[offset] * 5 >= len(starts) and apart * 10 >= len(gaps) * 9
        if often or apart == len(gaps):
            return offset + 1
    return 1
