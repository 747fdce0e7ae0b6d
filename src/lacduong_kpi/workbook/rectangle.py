"""From a grid of raw cells to the finished columns of a sheet.

Owns which rectangle of a sheet is its data: a few cells far away from the table are dropped and
named, gaps are filled with blanks, blank margins go. A distinct raw cell is interpreted once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from typing import cast

from lacduong_kpi.column import Column, narrow, recoded
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.grid import BLANK, Grid, RawColumn, new_memo
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.model import Value
from lacduong_kpi.workbook.refusal import RefusedError

FAR_ROWS = 1_000
FAR_COLUMNS = 50
"""Blank rows or columns between the table and cells that are no part of it any more."""
FEW = 20
"""So many cells far away are stray; more of them are a table."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the format of a cell says of its text beside the value."""

    font: str | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """The values of the distinct raw cells of a column, in their order; marks by code."""

    values: Sequence[Value]
    marks: dict[int, Mark] = field(default_factory=dict)
    may_hold_flags: bool = True
    """whether True and False can be among the values, which Python takes for 1 and 0"""


Interpreter = Callable[[Sequence[object]], Meaning]
"""Turns the distinct raw cells of a column into values; the raw cell `BLANK` means None."""


@dataclass(slots=True)
class Rectangle:
    """`columns[0]` is sheet column `left`, its first row is sheet row `top`."""

    top: int = 1
    left: int = 1
    columns: list[Column[Value]] = field(default_factory=list)
    strays: list[tuple[int, int]] = field(default_factory=list)
    """(row, column) of the cells that were dropped"""
    fonts: dict[int, Column[str | None]] = field(default_factory=dict)
    """by sheet column, row for row from the top; only columns that have any"""
    struck: set[tuple[int, int]] = field(default_factory=set)


def finish(grid: Grid, limits: Limits, interpret: Interpreter) -> Rectangle:
    """The rectangle of values. The grid is used up. Raises RefusedError beyond the limits."""
    found = Rectangle()
    grid.pad()
    _drop_stray_rows(grid, found)
    _drop_stray_columns(grid, found)
    found.strays.sort()
    if not grid.rows or not grid.columns:
        return found
    first, last = min(grid.columns), max(grid.columns)
    height = grid.rows[-1] - grid.rows[0] + 1
    _check(limits, height, last - first + 1)
    found.top, found.left = grid.rows[0], first
    spans = _spans(grid.rows)
    for number in range(first, last + 1):
        parts, codes = _spread(grid, number, spans, height)
        meaning = _meaning(parts, interpret)
        if meaning.marks:
            _add_marks(found, number, codes, meaning.marks)
        found.columns.append(distinct(meaning.values, codes, meaning.may_hold_flags))
    _trim(found)
    return found


def _check(limits: Limits, height: int, width: int) -> None:
    if width > limits.columns:
        raise RefusedError("files.too_many_columns", limit=limits.columns)
    if height > limits.rows:
        raise RefusedError("files.too_many_rows", limit=limits.rows)
    if height * width > limits.area:
        raise RefusedError("files.too_many_cells", limit=limits.cells)


def _pieces(numbers: Sequence[int], far: int) -> list[tuple[int, int]]:
    """The index ranges of ascending numbers that lie at most `far` apart."""
    missing = numbers[-1] - numbers[0] + 1 - len(numbers) if numbers else 0
    if missing < far:
        return [(0, len(numbers))]
    gaps = _few_gaps(numbers) if missing < _FEW_MISSING else range(1, len(numbers))
    cuts = [i for i in gaps if numbers[i] - numbers[i - 1] > far]
    return list(zip([0, *cuts], [*cuts, len(numbers)], strict=True))


_FEW_MISSING = 100


def _few_gaps(numbers: Sequence[int]) -> Iterator[int]:
    """The indexes at which ascending numbers leave others out, searched by halves."""
    indexes = range(len(numbers))
    at = 0
    while True:
        at = bisect_right(indexes, numbers[at] - at, at, key=lambda i: numbers[i] - i)
        if at == len(numbers):
            return
        yield at


def _drop_stray_rows(grid: Grid, found: Rectangle) -> None:
    pieces = _pieces(grid.rows, FAR_ROWS)
    weights = [sum(grid.counts[start:stop]) for start, stop in pieces]
    main = weights.index(max(weights))
    kept = [piece for i, piece in enumerate(pieces) if i == main or weights[i] > FEW]
    if len(kept) == len(pieces):
        return
    for piece in set(pieces) - set(kept):
        for number in grid.columns:
            found.strays += _filled(grid, number, *piece)
    grid.rows = _joined(grid.rows, kept)
    grid.counts = _joined(grid.counts, kept)
    for number, column in list(grid.columns.items()):
        _keep(grid, number, column, kept)


def _keep(grid: Grid, number: int, column: RawColumn, kept: list[tuple[int, int]]) -> None:
    raws, kept_column = column.raws(), RawColumn()
    kept_column.add([raws[code] for code in _joined(column.codes, kept)])
    if set(kept_column.raws()) <= {BLANK}:
        del grid.columns[number]
    else:
        grid.columns[number] = kept_column


def _filled(grid: Grid, number: int, start: int, stop: int) -> list[tuple[int, int]]:
    """The addresses of the cells of a column in an index range of rows."""
    column = grid.columns[number]
    raws, codes = column.raws(), column.codes
    return [(grid.rows[i], number) for i in range(start, stop) if raws[codes[i]] != BLANK]


def _joined(numbers: array[int], kept: list[tuple[int, int]]) -> array[int]:
    joined = array("I")
    for start, stop in kept:
        joined.extend(numbers[start:stop])
    return joined


def _drop_stray_columns(grid: Grid, found: Rectangle) -> None:
    numbers = sorted(grid.columns)
    pieces = _pieces(numbers, FAR_COLUMNS)
    if len(pieces) < 2:
        return
    cells = [
        [
            cell
            for number in numbers[slice(*piece)]
            for cell in _filled(grid, number, 0, len(grid.rows))
        ]
        for piece in pieces
    ]
    main = max(range(len(pieces)), key=lambda i: len(cells[i]))
    for i, piece in enumerate(pieces):
        if i != main and len(cells[i]) <= FEW:
            found.strays += cells[i]
            for number in numbers[slice(*piece)]:
                del grid.columns[number]


def _spans(rows: array[int]) -> list[tuple[int, int]]:
    """The index ranges of rows that follow upon each other without a gap."""
    return _pieces(rows, 1) if rows[-1] - rows[0] + 1 > len(rows) else [(0, len(rows))]


def _meaning(parts: Sequence[Sequence[object]], interpret: Interpreter) -> Meaning:
    """What the raw cells of a column mean, which come part by part."""
    if len(parts) == 1:
        return interpret(parts[0])
    values: list[Value] = []
    marks: dict[int, Mark] = {}
    flags = False
    for each in map(interpret, parts):
        marks.update((code + len(values), mark) for code, mark in each.marks.items())
        values.extend(each.values)
        flags = flags or each.may_hold_flags
    return Meaning(values, marks, flags)


def _spread(
    grid: Grid, number: int, spans: list[tuple[int, int]], height: int
) -> tuple[list[Sequence[object]], array[int]]:
    """The raw cells of a column and a code for every row of the rectangle, blank where no row
    was added."""
    column = grid.columns.pop(number, None)
    if column is None:
        return [(BLANK,)], array("I", bytes(4 * height))
    parts = column.parts()
    if len(spans) == 1:
        return parts, column.codes
    code = column.blank()
    if code is None:
        code = sum(map(len, parts))
        parts.append((BLANK,))
    top, blank = grid.rows[0], array("I", [code])
    codes = array("I")
    for start, stop in spans:
        codes.extend(blank * (grid.rows[start] - top - len(codes)))
        codes.extend(column.codes[start:stop])
    return parts, codes


def _add_marks(found: Rectangle, number: int, codes: array[int], marks: dict[int, Mark]) -> None:
    struck = {code for code, mark in marks.items() if mark.struck}
    if struck:
        found.struck |= {
            (row, number) for row, code in enumerate(codes, found.top) if code in struck
        }
    names: list[str | None] = [None, *sorted({m.font for m in marks.values() if m.font})]
    if len(names) > 1:
        font_of = [0] * (max(codes) + 1)
        for code, mark in marks.items():
            font_of[code] = names.index(mark.font)
        fonts = recoded(codes, font_of)
        found.fonts[number] = Column(tuple(names), fonts)


def distinct(
    values: Sequence[Value], codes: array[int], may_hold_flags: bool = True
) -> Column[Value]:
    """The column of values, those that several raw cells mean put together."""
    flags = may_hold_flags and bool in set(map(type, values))
    if not flags and len(set(values)) == len(values):
        return Column(tuple(values), narrow(codes, len(values)))
    memo = new_memo()
    if flags:
        merged = [memo[type(value), value] for value in values]
        first = dict(zip(reversed(merged), reversed(values), strict=True))
        unique = tuple(first[code] for code in range(len(memo)))
    else:
        merged = list(map(memo.__getitem__, values))
        unique = cast(tuple[Value, ...], tuple(memo))
    return Column(unique, recoded(codes, merged))


def _trim(found: Rectangle) -> None:
    """Cuts blank rows and columns off all four sides."""
    columns = found.columns
    while columns and set(columns[-1].values) <= {None}:
        columns.pop()
    while columns and set(columns[0].values) <= {None}:
        del columns[0]
        found.left += 1
    height = len(columns[0]) if columns else 0
    start = _blank_rows(columns, 1, height)
    stop = height - _blank_rows(columns, -1, height)
    if start == 0 and stop == height:
        return
    found.columns = [Column(each.values, each.codes[start:stop]) for each in columns]
    found.fonts = {
        number: Column(each.values, each.codes[start:stop]) for number, each in found.fonts.items()
    }
    found.top += start


def _blank_rows(columns: Sequence[Column[Value]], step: int, most: int) -> int:
    """How many rows are blank from the top (step 1) or from the bottom (step -1)."""
    edge = 0 if step > 0 else -1
    if not most or any(each.values[each.codes[edge]] is not None for each in columns):
        return 0
    return min(_blank_cells(each, step, most) for each in columns)


def _blank_cells(column: Column[Value], step: int, most: int) -> int:
    blank = column.values.index(None)
    codes = column.codes if step > 0 else reversed(column.codes)
    for count, code in enumerate(codes):
        if code != blank:
            return count
    return most
