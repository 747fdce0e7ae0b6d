"""A typed column while records are being put together: it grows, and codes can be changed.

Kept apart from `Column`, which nothing mutates.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import count

from lacduong_kpi.column import Column, Unknown, recoded
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.facts import Packed, Told, unpack
from lacduong_kpi.records.model import FieldValue

_UNKNOWN_KEYS: dict[Unknown, object] = {cause: (cause,) for cause in Unknown}


def _key(value: FieldValue) -> object:
    return _UNKNOWN_KEYS[value] if type(value) is Unknown else value


SEARCHES = 16
MANY = 1000


class Growing:
    """Values and codes of one field. A text `blank` is not `Unknown.BLANK`, although the two are
    equal to Python: causes are looked up under keys of their own."""

    __slots__ = ("_all_used", "_asked", "_codes", "codes", "values")

    def __init__(self, length: int = 0) -> None:
        """All of `length` rows have no column."""
        self.values: list[FieldValue] = []
        self._codes: dict[object, int] | None = {}
        self._asked = 0
        self._all_used = True
        self.codes = array("I")
        self.pad(length)

    @classmethod
    def of(cls, values: list[FieldValue], codes: array[int]) -> Growing:
        """A column of values that all stand somewhere, each once."""
        column = cls()
        column.values, column.codes, column._codes = values, codes, None
        return column

    def code(self, value: FieldValue) -> int:
        """The code of a value, a new one for a new value."""
        code = self._find(value)
        if code is None:
            code = len(self.values)
            self.values.append(value)
            self._all_used = False
            if self._codes is not None:
                self._codes[_key(value)] = code
        return code

    def _find(self, value: FieldValue) -> int | None:
        """Where a value stands. A few are looked for one by one: the dictionary of a column with
        a million values costs more."""
        if self._codes is not None:
            return self._codes.get(_key(value))
        self._asked += 1
        if self._asked > SEARCHES or len(self.values) < SEARCHES:
            self._codes = {_key(known): code for code, known in enumerate(self.values)}
            return self._codes.get(_key(value))
        code = -1
        while True:
            try:
                code = self.values.index(value, code + 1)
            except ValueError:
                return None
            if type(self.values[code]) is type(value):
                return code

    def pad(self, length: int) -> None:
        """Rows without a column until there are `length`."""
        missing = length - len(self.codes)
        if missing > 0:
            used = self._all_used
            self.codes.extend(array("I", [self.code(Unknown.NO_COLUMN)]) * missing)
            self._all_used = used

    def drop(self, rows: Sequence[int]) -> None:
        """Takes some rows out; they are sorted."""
        self.codes = without(self.codes, rows)
        self._all_used = False

    def blend(
        self,
        pairs: Sequence[tuple[int, int]],
        told: Told,
        is_date: bool,
        combine: Callable[[FieldValue, FieldValue], FieldValue],
    ) -> list[tuple[int, int]]:
        """What `told` says of records, combined with what is known: pairs are (row of the table,
        record). Gives the pairs that turned into contradictions here."""
        incoming = opened(told.values, is_date)
        results: dict[tuple[int, int], int] = {}
        contradicted = []
        for row, record in pairs:
            both = (self.codes[record], told.codes[row])
            code = results.get(both)
            if code is None:
                own = self.values[both[0]]
                value = combine(own, incoming[both[1]])
                code = results[both] = both[0] if value is own else self.code(value)
            if code != both[0]:
                self._all_used = False
                self.codes[record] = code
                if self.values[code] is Unknown.CONTRADICTION and is_known(incoming[both[1]]):
                    contradicted.append((row, record))
        return contradicted

    def map(self, change: Callable[[FieldValue], FieldValue]) -> None:
        """Every value replaced by what `change` makes of it."""
        changed = Growing()
        codes = [changed.code(change(value)) for value in self.values]
        if len(changed.values) != len(self.values):
            self.codes = recoded(self.codes, codes)
        self.values, self._codes = changed.values, changed._codes

    def recode(self, codes: array[int]) -> None:
        """The same values, other codes."""
        self.codes = codes
        self._all_used = False

    def replace(self, other: Growing) -> None:
        """Becomes the other column."""
        self.values, self._codes, self.codes = other.values, other._codes, other.codes
        self._all_used = other._all_used

    def set(self, records: Sequence[int], value: FieldValue) -> None:
        if not records:
            return
        code = self.code(value)
        self._all_used = False
        for record in records:
            self.codes[record] = code

    def freeze(self) -> Column[FieldValue]:
        """The finished column, each value once. Values that stand nowhere any more are left out;
        a few among thousands are not worth writing all codes anew."""
        if self._all_used:
            return Column(tuple(self.values), self.codes)
        used = set(self.codes)
        if len(used) == len(self.values) or len(used) > MANY > len(self.values) - len(used):
            return Column(tuple(self.values), self.codes)
        order = sorted(used)
        table = [0] * len(self.values)
        for new, code in enumerate(order):
            table[code] = new
        values = tuple(self.values[code] for code in order)
        return Column(values, recoded(self.codes, table))


class Pile:
    """Columns of one field laid one on another. Dates stay whole numbers until all are there."""

    __slots__ = ("_codes", "_numbers")

    def __init__(self) -> None:
        self._numbers: defaultdict[_PileKey, int] = defaultdict(count().__next__)
        self._codes = array("I")

    def pad(self, length: int) -> None:
        """Rows without a column until there are `length`."""
        missing = length - len(self._codes)
        if missing > 0:
            code = self._numbers[(Unknown.NO_COLUMN,)]
            self._codes.extend(array("I", [code]) * missing)

    def extend(self, told: Told) -> None:
        """The records of one more table."""
        values: Sequence[_PileKey] = told.values
        if not _CAUSES.isdisjoint(values):
            values = [(value,) if type(value) is Unknown else value for value in told.values]
        codes = list(map(self._numbers.__getitem__, values))
        self._codes.extend(recoded(told.codes, codes))

    def column(self, is_date: bool) -> Growing:
        """The whole column."""
        packed = [key[0] if isinstance(key, tuple) else key for key in self._numbers]
        return Growing.of(list(opened(packed, is_date)), self._codes)


_PileKey = Packed | tuple[Unknown]
_CAUSES = frozenset(Unknown)


def is_known(value: FieldValue) -> bool:
    return type(value) is not Unknown


def opened(values: Sequence[Packed], is_date: bool) -> Sequence[FieldValue]:
    """The values of a `Told` as records hold them."""
    if not is_date:
        return values
    return [unpack(value) if type(value) is int else value for value in values]


def span(value: FieldValue) -> DateSpan | None:
    """The value if it is a date."""
    return value if isinstance(value, DateSpan) else None


def without(numbers: array[int], places: Sequence[int]) -> array[int]:
    """The array without what stands at some places; they are sorted."""
    if len(places) * 8 > len(numbers):
        gone = set(places)
        return array("I", (one for place, one in enumerate(numbers) if place not in gone))
    kept = array("I")
    start = 0
    for place in places:
        kept.extend(numbers[start:place])
        start = place + 1
    kept.extend(numbers[start:])
    return kept
