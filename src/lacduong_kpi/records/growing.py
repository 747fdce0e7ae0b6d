"""A typed column while records are being put together: it grows, and codes can be changed.

Kept apart from `Column`, which nothing mutates.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from lacduong_kpi.column import Column, Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.facts import Packed, Told, unpack
from lacduong_kpi.records.model import FieldValue

_UNKNOWN_KEYS: dict[Unknown, object] = {cause: (cause,) for cause in Unknown}


def _key(value: FieldValue) -> object:
    return _UNKNOWN_KEYS[value] if type(value) is Unknown else value


class Growing:
    """Values and codes of one field. The values of a `Told` all stand somewhere. A text `blank` is not `Unknown.BLANK`, although the two are
    equal to Python: causes are looked up under keys of their own."""

    __slots__ = ("_all_used", "_codes", "codes", "values")

    def __init__(self, length: int = 0) -> None:
        """All of `length` rows have no column."""
        self.values: list[FieldValue] = []
        self._codes: dict[object, int] | None = {}
        self._all_used = True
        self.codes = array("I")
        self.pad(length)

    def _by_key(self) -> dict[object, int]:
        """The code of each value; made only when somebody asks for one."""
        if self._codes is None:
            keys = [_key(value) for value in self.values]
            self._codes = dict(zip(keys, range(len(keys)), strict=True))
        return self._codes

    def code(self, value: FieldValue) -> int:
        """The code of a value, a new one for a new value."""
        codes = self._by_key()
        key = _key(value)
        code = codes.get(key)
        if code is None:
            code = codes[key] = len(self.values)
            self.values.append(value)
            self._all_used = False
        return code

    def pad(self, length: int) -> None:
        """Rows without a column until there are `length`."""
        missing = length - len(self.codes)
        if missing > 0:
            used = self._all_used
            self.codes.extend(array("I", [self.code(Unknown.NO_COLUMN)]) * missing)
            self._all_used = used

    def extend(self, told: Told, is_date: bool) -> None:
        """The records of one more table."""
        values = opened(told.values, is_date)
        if not self.codes:
            self.values, self._codes = list(values), None
            self.codes = array("I", told.codes)
            return
        used = self._all_used
        codes = [self.code(value) for value in values]
        self.codes.extend(map(codes.__getitem__, told.codes))
        self._all_used = used

    def pick(self, rows: Sequence[int]) -> Growing:
        """The column of some of the rows, in their order."""
        picked = Growing()
        picked.values, picked._codes = self.values, self._codes
        picked._all_used = False
        picked.codes = array("I", map(self.codes.__getitem__, rows))
        return picked

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
                value = combine(self.values[both[0]], incoming[both[1]])
                code = results[both] = self.code(value)
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
            self.codes = array("I", map(codes.__getitem__, self.codes))
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
        """The finished column: only values that stand somewhere, each once."""
        if self._all_used:
            return Column(tuple(self.values), self.codes)
        used = set(self.codes)
        if len(used) == len(self.values):
            return Column(tuple(self.values), self.codes)
        order = sorted(used)
        new = dict(zip(order, range(len(order)), strict=True))
        values = tuple(self.values[code] for code in order)
        return Column(values, array("I", map(new.__getitem__, self.codes)))


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
