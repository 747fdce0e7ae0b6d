"""Tables one below the other: the rows of all lists of one kind, and where each row stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from lacduong_kpi.findings import Place, address
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Spot, TableFacts, Told
from lacduong_kpi.records.growing import Growing, Pile, opened
from lacduong_kpi.terms import FIELDS, FieldType, Kind, field_of

Key = tuple[str, int | None]
"""A field, and the year of a year-bound one."""


def is_date(kind: Kind, field: str) -> bool:
    return field_of(kind, field).type is FieldType.DATE


@dataclass(frozen=True, slots=True)
class Layer:
    """One table with its facts by field, years settled."""

    table: TableFacts
    told: dict[Key, Told]

    def __len__(self) -> int:
        return len(self.table.rows)


def layer(table: TableFacts, year: int) -> Layer:
    """The table with every year-bound field under a year: the column's own, the table's, or the
    scored one. Of two claims that then tell the same, the column that names its year counts."""
    told: dict[Key, Told] = {}
    home = table.year or year
    for each in sorted(table.told, key=lambda one: one.year is None):
        yearly = FIELDS[table.kind][each.field].yearly
        told.setdefault((each.field, (each.year or home) if yearly else None), each)
    return Layer(table, told)


def stack(layers: Sequence[Layer]) -> dict[Key, Growing]:
    """The columns of all rows of the layers, one below the other."""
    if len(layers) == 1:
        return {key: _alone(layers[0], key, told) for key, told in layers[0].told.items()}
    piles: dict[Key, Pile] = {}
    height = 0
    for each in layers:
        for key, told in each.told.items():
            pile = piles.get(key)
            if pile is None:
                pile = piles[key] = Pile()
            pile.pad(height)
            pile.extend(told)
        height += len(each)
    kind = layers[0].table.kind if layers else Kind.MEMBER
    for pile in piles.values():
        pile.pad(height)
    return {key: pile.column(is_date(kind, key[0])) for key, pile in piles.items()}


def _alone(one: Layer, key: Key, told: Told) -> Growing:
    values = list(opened(told.values, is_date(one.table.kind, key[0])))
    return Growing.of(values, array("I", told.codes))


class Rows:
    """Numbers the rows of layers and knows where each stands, by arithmetic."""

    __slots__ = ("_starts", "layers", "size")

    def __init__(self, layers: Iterable[Layer]) -> None:
        self.layers = tuple(layers)
        self._starts: list[int] = []
        self.size = 0
        for each in self.layers:
            self._starts.append(self.size)
            self.size += len(each)

    def start(self, layer_number: int) -> int:
        """The number of the first row of a layer."""
        return self._starts[layer_number]

    def number(self, row: int) -> int:
        """The number of the layer in which a row stands."""
        return bisect_right(self._starts, row) - 1

    def locate(self, row: int) -> tuple[Layer, int]:
        """The layer of a row and the row's number in it."""
        at = self.number(row)
        return self.layers[at], row - self._starts[at]

    def place(self, row: int) -> Place:
        """The sheet row, at the cell of its name."""
        each, inner = self.locate(row)
        table = each.table
        number = table.rows[inner]
        cell = address(number, table.name_column) if table.name_column else None
        return Place(table.file, table.sheet, cell, number)

    def cells(self, row: int, key: Key) -> tuple[Place, ...]:
        """The cells that tell a field of a row; empty where no column does."""
        each, inner = self.locate(row)
        told = each.told.get(key)
        if told is None:
            return ()
        return tuple(spot_place(each.table, inner, spot) for spot in told.where(inner))


def spot_place(table: TableFacts, inner: int, spot: Spot) -> Place:
    """The place of a spot of the table's record `inner`."""
    if isinstance(spot, Place):
        return spot
    column, offset = spot
    row = table.rows[inner] + offset
    return Place(table.file, table.sheet, address(row, column), row, table.headers.get(column))
