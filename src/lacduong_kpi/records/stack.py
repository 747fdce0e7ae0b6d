"""Tables one below the other: the rows of all lists of one kind, and where each row stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Place, address
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Spot, TableFacts, Told
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.piles import DayPile, LaidPile, LoosePile, Pile
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import FIELDS, FieldType, Kind, field_of

Key = tuple[str, int | None]
"""A field, and the year of a year-bound one."""

StackKey = tuple[Kind, Presence, int]
"""What tables must share to lie in one stack: the year is the one that theirs is taken for."""


@dataclass(frozen=True, slots=True)
class Where:
    """The cells that tell a field of the records of one table; see `facts.Told`."""

    spots: tuple[tuple[Spot, ...], ...]
    codes: array[int] | None

    def of(self, row: int) -> tuple[Spot, ...]:
        return self.spots[self.codes[row] if self.codes is not None else 0]


@dataclass(frozen=True, slots=True)
class LaidTable:
    """One table whose facts lie in piles, from row `start` on; `table` has none any more."""

    table: TableFacts
    start: int
    told: Mapping[Key, Where]


@dataclass(frozen=True, slots=True)
class LaidStack:
    """A stack as it travels."""

    height: int
    piles: Mapping[Key, LaidPile]


@dataclass(frozen=True, slots=True)
class Layer:
    """One table in a stack, years settled. `table` has no facts any more: they lie in the piles of
    the stack, from row `start` on."""

    table: TableFacts
    stack: Stack
    start: int
    told: Mapping[Key, Where]

    def __len__(self) -> int:
        return len(self.table.rows)

    def value(self, key: Key, row: int) -> FieldValue:
        """What one row tells of a field."""
        if key not in self.told:
            return Unknown.NO_COLUMN
        pile = self.stack.pile(key)
        return pile.values[pile.codes[self.start + row]]

    def where(self, key: Key, row: int) -> tuple[Spot, ...]:
        """The cells that tell a field of a row; empty where no column does."""
        where = self.told.get(key)
        return where.of(row) if where is not None else ()


_PILES: Mapping[FieldType, type[Pile]] = {FieldType.DATE: DayPile, FieldType.DIGITS: LoosePile}


class Stack:
    """Tables of one kind, one below the other: a pile for every field."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._piles: dict[Key, Pile] = {}
        self._height = 0

    def lay(self, table: TableFacts, year: int) -> Layer:
        """One more table, every year-bound field under a year: the column's own, the table's, or
        `year`. Of two claims that then tell the same, the column that names its year counts."""
        told: dict[Key, Told] = {}
        home = table.year or year
        for each in sorted(table.told, key=lambda one: one.year is None):
            yearly = FIELDS[self.kind][each.field].yearly
            told.setdefault((each.field, (each.year or home) if yearly else None), each)
        for key, each in told.items():
            self._growing(key).lay(each.values, each.codes)
        where = {key: Where(each.spots, each.spot_codes) for key, each in told.items()}
        layer = Layer(replace(table, told=()), self, self._height, where)
        self._height += len(layer)
        return layer

    def lay_stack(self, laid: LaidStack) -> int:
        """The rows of another stack below those of this one; gives the row at which they begin."""
        first = self._height
        for key, pile in laid.piles.items():
            self._growing(key).lay(pile.values, pile.codes, pile.tables)
        self._height += laid.height
        return first

    def place(self, laid: LaidTable, first: int) -> Layer:
        """A table of another stack that was laid from row `first` on."""
        return Layer(laid.table, self, first + laid.start, laid.told)

    def laid(self) -> LaidStack:
        """All rows, to be laid upon another stack."""
        return LaidStack(self._height, {key: self.pile(key).laid() for key in self._piles})

    def _growing(self, key: Key) -> Pile:
        """The pile of a field, up to the rows that were laid."""
        pile = self._piles.get(key)
        if pile is None:
            kind = field_of(self.kind, key[0]).type
            pile = self._piles[key] = _PILES.get(kind, Pile)()
        pile.pad(self._height)
        return pile

    def pile(self, key: Key) -> Pile:
        """The pile of a field with all rows; then no more tables are laid."""
        pile = self._piles[key]
        pile.pad(self._height)
        return pile

    def holds_only(self, layers: Iterable[Layer]) -> bool:
        """Whether its rows are those of some layers, in their order."""
        height = 0
        for each in layers:
            if each.stack is not self or each.start != height:
                return False
            height += len(each)
        return height == self._height

    def columns(self) -> dict[Key, Growing]:
        """The columns of all rows."""
        piles = {key: self.pile(key) for key in self._piles}
        return {key: Growing.of(pile.values, pile.codes) for key, pile in piles.items()}

    def lay_again(self, layer: Layer) -> None:
        """What another stack holds of a table."""
        for key in layer.told:
            other = layer.stack.pile(key)
            codes = other.codes[layer.start : layer.start + len(layer)]
            used = sorted(set(codes))
            table = dict(zip(used, range(len(used)), strict=True))
            values = [other.values[code] for code in used]
            self._growing(key).lay(values, array("I", [table[code] for code in codes]))
        self._height += len(layer)


class Stacks(dict[StackKey, Stack]):
    """Stacks by what their tables share, each made when it is first asked for."""

    def __missing__(self, key: StackKey) -> Stack:
        stack = self[key] = Stack(key[0])
        return stack

    def lay(self, table: TableFacts, year: int) -> Layer:
        """One more table, taken for that year."""
        return self[table.kind, table.presence, year].lay(table, year)


def columns_of(layers: Sequence[Layer]) -> dict[Key, Growing]:
    """The columns of all rows of some layers, one below the other."""
    if not layers:
        return {}
    stack = layers[0].stack
    if stack.holds_only(layers):
        return stack.columns()
    other = Stack(stack.kind)
    for each in layers:
        other.lay_again(each)
    return other.columns()


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
        return tuple(spot_place(each.table, inner, spot) for spot in each.where(key, inner))


def spot_cell(table: TableFacts, inner: int, spot: Spot) -> str | None:
    """The address of a spot of the table's record `inner`; None on another sheet."""
    if isinstance(spot, Place):
        return spot.cell if spot.sheet == table.sheet else None
    column, offset = spot
    return address(table.rows[inner] + offset, column)


def spot_place(table: TableFacts, inner: int, spot: Spot) -> Place:
    """The place of a spot of the table's record `inner`."""
    if isinstance(spot, Place):
        return spot
    column, offset = spot
    row = table.rows[inner] + offset
    return Place(table.file, table.sheet, address(row, column), row, table.headers.get(column))
