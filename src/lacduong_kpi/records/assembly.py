"""Rows put together to records: columns per field, and for each record the rows it comes from."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.records.combine import Combine, combiner, fill
from lacduong_kpi.records.growing import Growing, is_known, without
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.places import Pair, pair_places
from lacduong_kpi.records.stack import Key, Layer, Rows, columns_of
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import FIELDS, Kind


class Assembly:
    """The records of one kind while they are put together.

    Rows are numbered over all layers: first the `lists`, whose rows are records, then the
    `sides`, whose rows only tell something about them.
    """

    def __init__(self, kind: Kind, lists: Sequence[Layer], sides: Sequence[Layer] = ()) -> None:
        self.kind = kind
        self.lists = tuple(lists)
        self.rows = Rows([*lists, *sides])
        self.columns: dict[Key, Growing] = columns_of(self.lists)
        self.size = sum(map(len, self.lists))
        self.own: Sequence[int] = range(self.size)
        self.more: dict[int, list[int]] = {}
        self.contradictions: list[Pair] = []

    def column(self, field: str, year: int | None = None) -> Growing:
        """The column of a field, made where no table tells it."""
        key = (field, year)
        column = self.columns.get(key)
        if column is None:
            column = self.columns[key] = Growing(self.size)
        return column

    def value(self, record: int, field: str, year: int | None = None) -> FieldValue:
        column = self.columns.get((field, year))
        return column.values[column.codes[record]] if column else Unknown.NO_COLUMN

    def group(
        self, groups: Sequence[tuple[int, ...]], silent: Mapping[int, frozenset[str]]
    ) -> None:
        """Makes one record of the list rows of each group, the first row its own; the other rows
        stay records of their own. `silent` are the fields that a row does not tell after all."""
        gone = sorted(row for rows in groups for row in rows[1:])
        if not gone:
            return
        self.own = without(array("I", range(self.size)), gone)
        for column in self.columns.values():
            column.drop(gone)
        self.size = len(self.own)
        pairs: dict[tuple[int, frozenset[str]], list[tuple[int, int]]] = defaultdict(list)
        for rows in groups:
            record = rows[0] - bisect_left(gone, rows[0])
            for row in rows[1:]:
                number, inner = self._layer_of(row)
                pairs[number, silent.get(row, frozenset())].append((inner, record))
        for number, hushed in sorted(pairs, key=lambda one: (one[0], sorted(one[1]))):
            self.blend(number, pairs[number, hushed], _except(hushed))

    def record_of(self, row: int) -> int:
        """The record of a list row that is a record's own."""
        return bisect_left(self.own, row)

    def _layer_of(self, row: int) -> tuple[int, int]:
        number = self.rows.number(row)
        return number, row - self.rows.start(number)

    def blend(
        self,
        number: int,
        pairs: Sequence[tuple[int, int]],
        wanted: Callable[[Key], bool],
    ) -> None:
        """What the rows of layer `number` tell of records: pairs of (row of the layer, record)."""
        each = self.rows.layers[number]
        start = self.rows.start(number)
        for inner, record in pairs:
            self.more.setdefault(record, []).append(start + inner)
        piled = [(each.start + inner, record) for inner, record in pairs]
        shift = start - each.start
        for key in filter(wanted, each.told):
            how = self._how(key, each)
            torn = self.column(*key).blend(piled, each.stack.pile(key), how)
            for row, record in torn:
                earlier = self._tells(record, key, before=row + shift)
                if earlier is not None:
                    self.contradictions.append(Pair(key, earlier, row + shift))

    def _how(self, key: Key, each: Layer) -> Combine:
        aside = each.table.presence is Presence.ABOUT
        if key[0] in each.table.inferred:
            return fill
        spots = each.told[key].spots
        if aside and all(isinstance(spot, Place) for each_spot in spots for spot in each_spot):
            return fill
        return combiner(self.kind, key[0])

    def _tells(self, record: int, key: Key, before: int) -> int | None:
        """The first row of the record that tells a value of the field, other than `before`."""
        for row in self.rows_of(record):
            if row != before and is_known(self.told_value(row, key)):
                return row
        return None

    def told_value(self, row: int, key: Key) -> FieldValue:
        """What one row by itself tells of a field."""
        each, inner = self.rows.locate(row)
        return each.value(key, inner)

    def rows_of(self, record: int) -> tuple[int, ...]:
        """All rows of a record, its own first."""
        return (self.own[record], *self.more.get(record, ()))

    def contradiction_findings(self, code: str) -> Iterable[Finding]:
        """A finding for every two cells that contradict each other; neighbours as ranges."""
        for pair, first, second in pair_places(self.rows, self.contradictions):
            yield finding(code, first, second, field=pair.key[0])

    def finish(self) -> tuple[dict[str, Growing], dict[str, dict[int, Growing]]]:
        """All columns of the kind by field, the year-bound ones by year."""
        plain: dict[str, Growing] = {}
        yearly: dict[str, dict[int, Growing]] = {}
        for name, field in FIELDS[self.kind].items():
            if field.yearly:
                yearly[name] = {
                    year: column
                    for (told, year), column in sorted(self.columns.items(), key=_order)
                    if told == name and year is not None
                }
            else:
                plain[name] = self.column(name)
        return plain, yearly


def _except(fields: frozenset[str]) -> Callable[[Key], bool]:
    return lambda key: key[0] not in fields


def _order(item: tuple[Key, Growing]) -> tuple[str, int]:
    (field, year), _ = item
    return field, year or 0
