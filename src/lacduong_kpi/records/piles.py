"""One field of many tables, laid one below the other: what every row by itself tells of it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from typing import cast

from lacduong_kpi.column import Unknown, constant, narrow, recoded, wide
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Packed, joined, parted, unpack_all
from lacduong_kpi.records.model import FieldValue

_Told = Packed | FieldValue
_Key = FieldValue | tuple[Unknown]
_CAUSES = frozenset(Unknown)


@dataclass(frozen=True, slots=True)
class LaidPile:
    """A pile as it travels: `values[codes[i]]` for each row, each value once unless they are kept
    as they come."""

    values: Sequence[_Told]
    codes: array[int]
    tables: int

    def __reduce__(self) -> tuple[object, ...]:
        return _laid, (joined(self.values), self.codes, self.tables)


def _laid(values: str | Sequence[_Told], codes: array[int], tables: int) -> LaidPile:
    return LaidPile(parted(values), codes, tables)


class Pile:
    """Grows table by table; once it is read, nothing more is laid upon it.

    A text `blank` is not `Unknown.BLANK`, although the two are equal to Python: causes stand under
    keys of their own. Dates stay whole numbers until all are there. The values of a single table
    need no numbers. In fields that `seldom` repeat (numbers of cards) the same value is looked for
    at the end only, which takes a third of the memory.
    """

    __slots__ = ("_codes", "_dates", "_first", "_loose", "_numbers", "_tables", "_values")

    def __init__(self, *, dates: bool = False, seldom: bool = False) -> None:
        self._dates = dates
        self._first: Sequence[_Told] | None = None
        """the values of the only table so far"""
        self._numbers: defaultdict[_Key, int] = defaultdict(count().__next__)
        self._loose: list[_Told] | None = [] if seldom else None
        self._codes = array("B")
        self._tables = 0
        self._values: list[FieldValue] | None = None

    def pad(self, length: int) -> None:
        """Rows without a column until there are `length`."""
        missing = length - len(self._codes)
        if missing > 0:
            self.lay((Unknown.NO_COLUMN,), constant(None, missing).codes)

    def lay(self, values: Sequence[_Told], codes: array[int], tables: int = 1) -> None:
        """The records of one more table, or of several that were laid together before."""
        if not self._tables and (tables == 1 or self._loose is None):
            self._first, self._codes = values, narrow(codes[:], len(values))
        else:
            self._add(codes, self._numbered(values))
        self._tables += tables

    def laid(self) -> LaidPile:
        """All of it, to be laid upon another pile."""
        return LaidPile(self._packed(), self._codes, self._tables)

    def _numbered(self, values: Sequence[_Told]) -> Sequence[int]:
        first, self._first = self._first, None
        if self._loose is not None:
            if first is not None:
                self._appended(self._loose, first)
            return self._appended(self._loose, values)
        if first is not None:
            self._number(first)
        return self._number(values)

    def _number(self, values: Sequence[_Told]) -> list[int]:
        keys: Iterable[_Key] = values
        if not _CAUSES.isdisjoint(values):
            keys = [(value,) if type(value) is Unknown else value for value in values]
        return list(map(self._numbers.__getitem__, keys))

    def _add(self, codes: array[int], numbers: Sequence[int]) -> None:
        piece = recoded(codes, numbers) if self._codes.typecode == "B" else None
        if piece is not None and piece.typecode == "B":
            self._codes.extend(piece)
        else:
            self._codes = self._codes if piece is None else wide(self._codes)
            self._codes.fromlist(list(map(numbers.__getitem__, codes)))

    def _appended(self, loose: list[_Told], values: Sequence[_Told]) -> Sequence[int]:
        """The codes of values that are kept as they come; each cause is kept once."""
        first = len(loose)
        if _CAUSES.isdisjoint(values):
            loose.extend(values)
            return range(first, first + len(values))
        numbers: list[int] = []
        for value in values:
            known = self._numbers.get((value,)) if type(value) is Unknown else None
            if known is None:
                known = len(loose)
                loose.append(value)
                if type(value) is Unknown:
                    self._numbers[value,] = known
            numbers.append(known)
        return numbers

    def _packed(self) -> Sequence[_Told]:
        """The values as they were laid, in the order of their codes."""
        if self._first is not None:
            return self._first
        if self._loose is not None:
            return self._loose
        values = cast(list[_Told], list(self._numbers))
        for cause in Unknown:
            if (cause,) in self._numbers:
                values[self._numbers[cause,]] = cause
        return values

    @property
    def values(self) -> list[FieldValue]:
        """The distinct values, as records hold them. Not to be changed."""
        if self._values is None:
            packed = self._tidied() if self._loose else self._packed()
            self._values = (
                unpack_all(cast(Sequence[Packed], packed)) if self._dates else list(packed)
            )
            self._numbers.clear()
            self._first = None
        return self._values

    @property
    def codes(self) -> array[int]:
        """The code of every row. Not to be changed."""
        if self._values is None:
            _ = self.values
        return self._codes

    def _tidied(self) -> Sequence[_Told]:
        """The values that were kept as they came, each once."""
        loose, self._loose = self._loose or [], None
        if len(set(loose)) == len(loose):
            return loose
        self._numbers = defaultdict(count().__next__)
        self._codes = recoded(self._codes, self._number(loose))
        return self._packed()
