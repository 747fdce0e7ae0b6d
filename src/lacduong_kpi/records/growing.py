"""A typed column while records are being put together: it grows, and codes can be changed.

Kept apart from `Column`, which nothing mutates.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from lacduong_kpi.column import Column, Unknown, narrow, recoded, wide
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.piles import Pile

_UNKNOWN_KEYS: dict[Unknown, object] = {cause: (cause,) for cause in Unknown}


def _key(value: FieldValue) -> object:
    return _UNKNOWN_KEYS[value] if type(value) is Unknown else value


SEARCHES = 16
MANY = 1000


class Growing:
    """Values and codes of one field. A text `blank` is not `Unknown.BLANK`, although the two are
    equal to Python: causes are looked up under keys of their own."""

    __slots__ = ("_all_used", "_asked", "_borrowed", "_codes", "codes", "values")

    def __init__(self, length: int = 0) -> None:
        """All of `length` rows have no column."""
        self.values: list[FieldValue] = []
        self._codes: dict[object, int] | None = {}
        self._asked = 0
        self._all_used = True
        self._borrowed = False
        self.codes = array("I")
        self.pad(length)

    @classmethod
    def of(cls, values: list[FieldValue], codes: array[int]) -> Growing:
        """A column of values that all stand somewhere, each once. Both belong to somebody else and
        are copied before the first change."""
        column = cls()
        column.values, column.codes, column._codes = values, codes, None
        column._borrowed = True
        return column

    def _take_over(self) -> None:
        """Before a change: what belongs to somebody else is copied, and any code can be taken."""
        if self._borrowed:
            self.values = list(self.values)
        if self._borrowed or self.codes.typecode == "B":
            self.codes = wide(self.codes)
        self._borrowed = False

    def code(self, value: FieldValue) -> int:
        """The code of a value, a new one for a new value."""
        code = self._find(value)
        if code is None:
            self._take_over()
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
            self._take_over()
            used = self._all_used
            self.codes.extend(array("I", [self.code(Unknown.NO_COLUMN)]) * missing)
            self._all_used = used

    def drop(self, rows: Sequence[int]) -> None:
        """Takes some rows out; they are sorted."""
        self._take_over()
        self.codes = without(self.codes, rows)
        self._all_used = False

    def blend(
        self,
        pairs: Sequence[tuple[int, int]],
        told: Pile,
        combine: Callable[[FieldValue, FieldValue], FieldValue],
    ) -> list[tuple[int, int]]:
        """What rows of `told` say of records, combined with what is known: pairs are (row of the
        pile, record). Gives the pairs that turned into contradictions here."""
        results: dict[tuple[int, int], int] = {}
        contradicted = []
        for row, record in pairs:
            both = (self.codes[record], told.codes[row])
            incoming = told.values[both[1]]
            code = results.get(both)
            if code is None:
                own = self.values[both[0]]
                value = combine(own, incoming)
                code = results[both] = both[0] if value is own else self.code(value)
            if code != both[0]:
                self._take_over()
                self._all_used = False
                self.codes[record] = code
                if self.values[code] is Unknown.CONTRADICTION and is_known(incoming):
                    contradicted.append((row, record))
        return contradicted

    def map(self, change: Callable[[FieldValue], FieldValue]) -> None:
        """Every value replaced by what `change` makes of it."""
        changed = Growing()
        codes = [changed.code(change(value)) for value in self.values]
        self._take_over()
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
        self._all_used, self._borrowed = other._all_used, other._borrowed

    def set(self, records: Sequence[int], value: FieldValue) -> None:
        if not records:
            return
        code = self.code(value)
        self._take_over()
        self._all_used = False
        for record in records:
            self.codes[record] = code

    def freeze(self) -> Column[FieldValue]:
        """The finished column, each value once. Values that stand nowhere any more are left out;
        a few among thousands are not worth writing all codes anew."""
        if self._all_used:
            return self._whole()
        used = set(self.codes)
        if len(used) == len(self.values) or len(used) > MANY > len(self.values) - len(used):
            return self._whole()
        order = sorted(used)
        table = [0] * len(self.values)
        for new, code in enumerate(order):
            table[code] = new
        values = tuple(self.values[code] for code in order)
        return Column(values, recoded(self.codes, table))

    def _whole(self) -> Column[FieldValue]:
        return Column(tuple(self.values), narrow(self.codes, len(self.values)))


def is_known(value: FieldValue) -> bool:
    return type(value) is not Unknown


def span(value: FieldValue) -> DateSpan | None:
    """The value if it is a date."""
    return value if isinstance(value, DateSpan) else None


def without(numbers: array[int], places: Sequence[int]) -> array[int]:
    """The array without what stands at some places; they are sorted."""
    if len(places) * 8 > len(numbers):
        gone = set(places)
        left = [one for place, one in enumerate(numbers) if place not in gone]
        return array(numbers.typecode, left)
    kept = array(numbers.typecode)
    start = 0
    for place in places:
        kept.extend(numbers[start:place])
        start = place + 1
    kept.extend(numbers[start:])
    return kept
