"""A sheet while it is read: for each column the distinct raw cells and a code per row.

Raw cells are whatever the reader of a format finds (bytes of XML, Python values); `rectangle`
makes values of them when the whole sheet is there.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import compress, count, zip_longest
from typing import Any, cast

from lacduong_kpi.column import recoded, shifted, wide
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_PROBE = 4_096
"""Rows after which it is judged whether a column repeats itself."""
_SELDOM = 0.95
"""Share of raw cells that stand once, from which it does not."""
_SHORT = 2_000
"""Rows that a short list has at most."""
_FEW = 32
_SCAN_COLUMNS = 2_048
"""Columns that may turn up while reading; the stray ones among them are dropped afterwards."""


BLANK = b""
"""The raw cell that is none."""


@dataclass(frozen=True, slots=True)
class Alike(Sequence[object]):
    """Raw cells that all begin alike and end in a number, kept as numbers: a tenth of the memory,
    and read while they are at hand."""

    start: bytes
    numbers: array[int]

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, index: Any) -> Any:
        return b"%s%d" % (self.start, self.numbers[index])

    def __iter__(self) -> Iterator[object]:
        return (b"%s%d" % (self.start, number) for number in self.numbers)


_DIGITS = b"0123456789"
_LISTED = b"0123456789,"
_LONGEST = 20
"""Bytes of a number and of what parts it from the next, on average."""


def alike(raws: Sequence[object]) -> Alike | None:
    """The raw cells as numbers behind one beginning; None where they are not all of that form, or
    would be written otherwise than they are.

    They are read as one list of JSON, in half the time that `int` takes for each.
    """
    try:
        joined = b",".join(cast(Sequence[bytes], raws))
    except TypeError:  # cells that took the XML parser
        return None
    start = raws[0].rstrip(_DIGITS) if raws and isinstance(raws[0], bytes) else b""
    if not start or joined.count(b"," + start) != len(raws) - 1:
        return None
    digits = _without(joined, start, len(raws))
    if digits is None or len(digits) > len(raws) * _LONGEST or digits.translate(None, _LISTED):
        return None
    try:
        numbers = array("Q", json.loads(b"[" + digits + b"]"))
    except (ValueError, OverflowError):  # a number begins with 0, is none or is huge
        return None
    return Alike(start, numbers) if len(numbers) == len(raws) else None


def _without(joined: bytes, start: bytes, count: int) -> bytes | None:
    """What stands behind the beginnings; letters are taken out five times as fast as words."""
    if start.translate(None, _LISTED) != start:
        return joined[len(start) :].replace(b"," + start, b",")
    digits = joined.translate(None, start)
    return digits if len(joined) - len(digits) == count * len(start) else None


def new_memo() -> defaultdict[object, int]:
    """Gives each new raw cell the next code, without a line of Python for the known ones."""
    return defaultdict(count().__next__)


_COUNTED = array("I", range(4_096))


def _counting(first: int, length: int) -> array[int]:
    """`length` codes that count up."""
    end = first + length
    return _COUNTED[first:end] if end <= len(_COUNTED) else array("I", range(first, end))


@dataclass(slots=True)
class RawColumn:
    """The raw cells of a sheet column, and for each row the code of its own.

    Where nearly every row has a cell of its own (names, numbers of cards), looking each up costs
    more than it saves: such a column is no longer searched, and may hold a raw cell twice.
    """

    memo: defaultdict[object, int] = field(default_factory=new_memo)
    runs: list[list[object] | Alike] = field(default_factory=list)
    """raw cells whose codes follow upon those of `memo`"""
    codes: array[int] = field(default_factory=lambda: array("I"))

    def parts(self) -> list[Sequence[object]]:
        """The raw cells in the order of their codes, part by part."""
        return [list(self.memo), *self.runs] if self.memo else [*self.runs]

    def raws(self) -> list[object]:
        """The raw cells in the order of their codes."""
        return [raw for part in self.parts() for raw in part]

    def blank(self) -> int | None:
        """The first code of the raw cell that is none; None where there is no such cell."""
        if BLANK in self.memo:
            return self.memo[BLANK]
        first = len(self.memo)
        for run in self.runs:
            if isinstance(run, list) and BLANK in run:
                return first + run.index(BLANK)
            first += len(run)
        return None

    def add(self, raws: Sequence[object]) -> None:
        """A raw cell for each of the next rows."""
        if not self.runs and not self._seldom_repeats(raws):
            self.codes.fromlist(list(map(self.memo.__getitem__, raws)))
        elif BLANK in raws:
            self._add_with_blanks(raws)
        else:
            self._add_run(alike(raws) or list(raws))

    def _add_with_blanks(self, raws: Sequence[object]) -> None:
        """Cells that seldom repeat and some that are none, which share a code."""
        blank = self.blank()
        if blank is None and self.runs:
            blank = self._known()
            self.runs.append([BLANK])
        elif blank is None:
            blank = self.memo[BLANK]
        filled = [raw for raw in raws if raw != BLANK]
        start = len(self.codes)
        self._add_run(alike(filled) or filled)
        following = iter(self.codes[start:])
        del self.codes[start:]
        self.codes.fromlist([blank if raw == BLANK else next(following) for raw in raws])

    def _add_run(self, run: list[object] | Alike) -> None:
        first = self._known()
        self.codes.extend(_counting(first, len(run)))
        last = self.runs[-1] if self.runs else None
        if isinstance(last, Alike) and isinstance(run, Alike) and last.start == run.start:
            last.numbers.extend(run.numbers)
        elif isinstance(last, list) and isinstance(run, list):
            last.extend(run)
        else:
            self.runs.append(run)

    def _known(self) -> int:
        return len(self.memo) + sum(map(len, self.runs))

    def _seldom_repeats(self, raws: Sequence[object]) -> bool:
        """Whether most raw cells stand once, judged by those that were seen; in a short list by the
        first of those that come."""
        seen = len(self.codes)
        if seen > _PROBE:
            return len(self.memo) > seen * _SELDOM
        return _FEW < len(raws) < _SHORT and len(set(raws[:_FEW])) > _FEW * _SELDOM

    def append(self, other: RawColumn) -> None:
        """The rows of another column below those of this one."""
        first = self._known()
        if self.runs or other.runs or 2 * first > len(self.codes):
            self.runs += [part if isinstance(part, Alike) else list(part) for part in other.parts()]
            self.codes.extend(shifted(other.codes, first))
        else:
            known = list(map(self.memo.__getitem__, other.memo))
            self.codes.extend(wide(recoded(other.codes, known)))

    def pad(self, height: int) -> None:
        """Blanks down to `height` rows."""
        if missing := height - len(self.codes):
            if self.runs:
                self._add_run([BLANK] * missing)
            else:
                self.codes.extend(array("I", [self.memo[BLANK]]) * missing)


class Grid:
    """Rows come from the top down; a row without any cell need not be added."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.columns: dict[int, RawColumn] = {}
        """by the number of the column in the sheet"""
        self.rows: array[int] = array("I")
        """the number of each row that was added"""
        self.counts: array[int] = array("I")
        """how many cells it has"""

    @property
    def cells(self) -> int:
        return sum(self.counts)

    def column(self, number: int) -> RawColumn:
        """The column of that number, made if it is new."""
        column = self.columns.get(number)
        if column is None:
            if len(self.columns) >= _SCAN_COLUMNS:
                raise RefusedError("files.too_many_columns", limit=self._limits.columns)
            column = self.columns[number] = RawColumn()
            column.pad(len(self.rows))
        return column

    def note_rows(self, rows: Iterable[int], counts: Iterable[int]) -> None:
        """Counts rows whose codes were put into the columns."""
        limits = self._limits
        self.rows.extend(rows)
        self.counts.extend(counts)
        if len(self.rows) > limits.rows:
            raise RefusedError("files.too_many_rows", limit=limits.rows)
        if len(self.rows) * len(self.columns) > limits.area:
            raise RefusedError("files.too_many_cells", limit=limits.cells)

    def add_row(self, row: int, cells: Iterable[tuple[int, object]]) -> None:
        """One row of (column number, raw cell), each column once. Raises RefusedError for a row
        that does not stand below the one before it."""
        height, filled, columns = len(self.rows), 0, self.columns
        if height and row <= self.rows[-1]:
            raise damaged()
        for number, raw in cells:
            column = columns.get(number) or self.column(number)
            if len(column.codes) != height:
                column.pad(height)
            column.codes.append(column.memo[raw])
            filled += 1
        if filled:
            self.note_rows((row,), (filled,))

    def add_block(self, first: int, rows: Sequence[Sequence[object]]) -> None:
        """Rows that follow upon each other from row `first` on, their cells from the first column
        on; false values are blanks."""
        rows = [self._narrowed(row) for row in rows]
        numbers: Sequence[int] = range(first, first + len(rows))
        counts = [sum(map(bool, row)) for row in rows]
        if 0 in counts:
            rows, numbers = list(compress(rows, counts)), list(compress(numbers, counts))
            counts = list(filter(None, counts))
        for number, raws in enumerate(zip_longest(*rows), 1):
            if number in self.columns or any(raws):
                self.column(number).add([raw or BLANK for raw in raws])
        self.note_rows(numbers, counts)
        self.pad()

    def _narrowed(self, row: Sequence[object]) -> Sequence[object]:
        if len(row) > _SCAN_COLUMNS:
            if any(row[_SCAN_COLUMNS:]):
                raise RefusedError("files.too_many_columns", limit=self._limits.columns)
            return row[:_SCAN_COLUMNS]
        return row

    def append(self, other: Grid) -> None:
        """Adds the rows of another grid, which stand below those of this one."""
        self.pad()
        other.pad()
        for number, column in other.columns.items():
            self.column(number).append(column)
        self.note_rows(other.rows, other.counts)
        self.pad()

    def pad(self) -> None:
        """Brings every column to the full height."""
        for column in self.columns.values():
            column.pad(len(self.rows))
