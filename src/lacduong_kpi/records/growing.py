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


class Growing:
    """Values and codes of one field. A text `blank` is not `Unknown.BLANK`, although the two are
    equal to Python: causes are looked up under keys of their own."""

    __slots__ = ("_codes", "codes", "values")

    def __init__(self, length: int = 0) -> None:
        """All of `length` rows have no column."""
        self.values: list[FieldValue] = []
        self._codes: dict[object, int] = {}
        self.codes = array("I")
        if length:
            self.code(Unknown.NO_COLUMN)
            self.codes = array("I", bytes(4 * length))

    def code(self, value: FieldValue) -> int:
        """The code of a value, a new one for a new value."""
        key = _UNKNOWN_KEYS[value] if type(value) is Unknown else value
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self.values)
            self.values.append(value)
        return code

    def pad(self, length: int) -> None:
        """Rows without a column until there are `length`."""
        missing = length - len(self.codes)
        if missing > 0:
            self.codes.extend(array("I", [self.code(Unknown.NO_COLUMN)]) * missing)

    def extend(self, told: Told, is_date: bool) -> None:
        """The records of one more table."""
        codes = [self.code(value) for value in opened(told.values, is_date)]
        if not self.codes and codes == list(range(len(codes))):
            self.codes = array("I", told.codes)
        else:
            self.codes.extend(map(codes.__getitem__, told.codes))

    def pick(self, rows: Sequence[int]) -> Growing:
        """The column of some of the rows, in their order."""
        picked = Growing()
        picked.values, picked._codes = self.values, self._codes
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

    def replace(self, other: Growing) -> None:
        """Becomes the other column."""
        self.values, self._codes, self.codes = other.values, other._codes, other.codes

    def set(self, records: Sequence[int], value: FieldValue) -> None:
        code = self.code(value)
        for record in records:
            self.codes[record] = code

    def freeze(self) -> Column[FieldValue]:
        """The finished column: only values that stand somewhere, each once."""
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
