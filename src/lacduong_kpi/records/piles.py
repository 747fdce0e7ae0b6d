"""One field of many tables, laid one below the other: what every row by itself tells of it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import count

from lacduong_kpi.column import Unknown, constant, narrow, recoded, wide
from lacduong_kpi.records.facts import Packed, unpack
from lacduong_kpi.records.model import FieldValue

_Key = FieldValue | tuple[Unknown]
_CAUSES = frozenset(Unknown)


class Pile:
    """Grows table by table; once it is read, nothing more is laid upon it.

    A text `blank` is not `Unknown.BLANK`, although the two are equal to Python: causes stand under
    keys of their own. Dates stay whole numbers until all are there. In fields that `seldom` repeat
    (numbers of cards) the same value is looked for at the end only, which takes a third of the
    memory.
    """

    __slots__ = ("_codes", "_dates", "_loose", "_numbers", "_tables", "_values")

    def __init__(self, *, dates: bool = False, seldom: bool = False) -> None:
        self._dates = dates
        self._numbers: defaultdict[_Key, int] = defaultdict(count().__next__)
        self._loose: list[Packed | FieldValue] | None = [] if seldom else None
        self._codes = array("B")
        self._tables = 0
        self._values: list[FieldValue] | None = None

    def pad(self, length: int) -> None:
        """Rows without a column until there are `length`."""
        missing = length - len(self._codes)
        if missing > 0:
            self.lay((Unknown.NO_COLUMN,), constant(None, missing).codes)

    def lay(self, values: Sequence[Packed | FieldValue], codes: array[int]) -> None:
        """The records of one more table."""
        if self._loose is not None:
            numbers = self._appended(self._loose, values)
        else:
            keys = values if _CAUSES.isdisjoint(values) else list(map(_key, values))
            numbers = list(map(self._numbers.__getitem__, keys))
        self._tables += 1
        if not self._codes and numbers and numbers[-1] == len(numbers) - 1:
            self._codes = narrow(codes[:], len(numbers))  # they are numbered as they came
        else:
            self._add(codes, numbers)

    def _add(self, codes: array[int], numbers: Sequence[int]) -> None:
        piece = recoded(codes, numbers) if self._codes.typecode == "B" else None
        if piece is not None and piece.typecode == "B":
            self._codes.extend(piece)
        else:
            self._codes = self._codes if piece is None else wide(self._codes)
            self._codes.fromlist([numbers[code] for code in codes])

    def _appended(
        self, loose: list[Packed | FieldValue], values: Sequence[Packed | FieldValue]
    ) -> Sequence[int]:
        """The codes of values that are kept as they come; each cause is kept once."""
        first = len(loose)
        if _CAUSES.isdisjoint(values):
            loose.extend(values)
            return range(first, first + len(values))
        numbers: list[int] = []
        for value in values:
            known = self._numbers.get(_key(value)) if type(value) is Unknown else None
            if known is None:
                known = len(loose)
                loose.append(value)
                if type(value) is Unknown:
                    self._numbers[_key(value)] = known
            numbers.append(known)
        return numbers

    @property
    def values(self) -> list[FieldValue]:
        """The distinct values, as records hold them. Not to be changed."""
        if self._values is None:
            packed = self._tidied() if self._loose is not None else map(_value, self._numbers)
            self._values = list(map(_opened, packed)) if self._dates else list(packed)
            self._numbers.clear()
        return self._values

    @property
    def codes(self) -> array[int]:
        """The code of every row. Not to be changed."""
        if self._values is None:
            _ = self.values
        return self._codes

    def _tidied(self) -> list[Packed | FieldValue]:
        """The values that were kept as they came, each once."""
        loose, self._loose = self._loose or [], None
        if self._tables < 2 or len(set(loose)) == len(loose):  # a table tells each value once
            return loose
        self._numbers = defaultdict(count().__next__)
        table = [self._numbers[_key(value)] for value in loose]
        self._codes = recoded(self._codes, table)
        return list(map(_value, self._numbers))


def _key(value: Packed | FieldValue) -> _Key:
    return (value,) if type(value) is Unknown else value


def _value(key: _Key) -> Packed | FieldValue:
    return key[0] if isinstance(key, tuple) else key


def _opened(value: Packed | FieldValue) -> FieldValue:
    return unpack(value) if type(value) is int else value
