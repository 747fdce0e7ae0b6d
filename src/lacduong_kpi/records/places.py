"""Places of findings about many rows: neighbours are told as one range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Spot
from lacduong_kpi.records.runs import range_of, runs
from lacduong_kpi.records.stack import Key, Layer, Rows


def row_findings(code: str, layer: Layer, inner: Sequence[int], field: str) -> Iterator[Finding]:
    """Findings at the names of some rows of a table."""
    table = layer.table
    for run in runs(sorted(table.rows[row] for row in inner)):
        cell = range_of(run, table.name_column) if table.name_column else None
        place = Place(table.file, table.sheet, cell, run.first)
        yield finding(code, place, field=field, count=run.count)


def cell_places(rows: Rows, numbers: Iterable[int], key: Key) -> Iterator[tuple[Place, int]]:
    """The cells of a field in some rows, and how many rows each place stands for."""
    for number, group in groupby(sorted(numbers), key=rows.number):
        layer, start = rows.layers[number], rows.start(number)
        by_spot: dict[Spot, list[int]] = {}
        for row in group:
            for spot in layer.where(key, row - start)[:1]:
                by_spot.setdefault(spot, []).append(row - start)
        for spot, inner in by_spot.items():
            yield from _spot_places(layer, spot, inner)


def _spot_places(layer: Layer, spot: Spot, inner: Sequence[int]) -> Iterator[tuple[Place, int]]:
    if isinstance(spot, Place):
        yield spot, len(inner)
        return
    table = layer.table
    column, offset = spot
    for run in runs(sorted(table.rows[row] + offset for row in inner)):
        header = table.headers.get(column)
        cell = range_of(run, column)
        yield Place(table.file, table.sheet, cell, run.first, header), run.count


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that tell different values of a field."""

    key: Key
    first: int
    second: int


def pair_places(rows: Rows, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Place, Place]]:
    """Pairs of cells, neighbouring pairs as pairs of ranges."""
    located = sorted(
        (*_tables_of(rows, pair), pair.first, pair.second, at) for at, pair in enumerate(pairs)
    )
    for _, group in groupby(located, key=lambda entry: entry[:4]):
        same = [pairs[entry[-1]] for entry in group]
        for first, last in _pair_ranges(rows, same):
            yield (
                first,
                _span(rows, first.key, first.first, last.first),
                _span(rows, first.key, first.second, last.second),
            )


def _tables_of(rows: Rows, pair: Pair) -> tuple[str, int, int, int]:
    field, year = pair.key
    return field, year or 0, rows.number(pair.first), rows.number(pair.second)


def _pair_ranges(rows: Rows, pairs: Sequence[Pair]) -> list[tuple[Pair, Pair]]:
    found: list[tuple[Pair, Pair]] = []
    straight = bool(pairs) and all(
        _stands_straight(rows, row, pairs[0].key) for row in (pairs[0].first, pairs[0].second)
    )
    for pair in pairs:
        if found and straight:
            first, last = found[-1]
            if pair.first == last.first + 1 and pair.second == last.second + 1:
                found[-1] = (first, pair)
                continue
        found.append((pair, pair))
    return found


def _stands_straight(rows: Rows, row: int, key: Key) -> bool:
    """Whether the field stands in one column, in sheet rows that follow each other."""
    layer, _ = rows.locate(row)
    where = layer.told.get(key)
    numbers = layer.table.rows
    consecutive = len(numbers) == numbers[-1] - numbers[0] + 1
    return where is not None and where.codes is None and consecutive


def _span(rows: Rows, key: Key, first: int, last: int) -> Place:
    """The place of a field from one row to another of the same table."""
    begin = _cell(rows, key, first)
    if first == last or begin.cell is None:
        return begin
    end = _cell(rows, key, last)
    return Place(begin.file, begin.sheet, f"{begin.cell}:{end.cell}", begin.row, begin.column)


def _cell(rows: Rows, key: Key, row: int) -> Place:
    cells = rows.cells(row, key)
    return cells[0] if cells else rows.place(row)
