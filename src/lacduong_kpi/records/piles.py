"""One field of many tables, laid one below the other: what every row by itself tells of it."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import ClassVar, cast

from lacduong_kpi.column import Unknown, constant, encode, narrow, recoded, shifted, wide
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Packed, joined, pack, parted, unpack_all
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
    """Grows table by table; once it is read, nothing more is laid upon it. Every value has one
    number, which is its code.

    A text `blank` is not `Unknown.BLANK`, although the two are equal to Python: causes stand under
    keys of their own. The values of a single table need no numbers.
    """

    __slots__ = ("_codes", "_first", "_numbers", "_tables", "_values")
    _each_once: ClassVar[bool] = True
    """whether what several tables told has each value once"""

    def __init__(self) -> None:
        self._first: Sequence[_Told] | None = None
        """the values of the only table so far"""
        self._numbers: defaultdict[_Key, int] = defaultdict(count().__next__)
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
        if not self._tables and (tables == 1 or self._each_once):
            self._first, self._codes = values, narrow(codes[:], len(values))
        else:
            first, self._first = self._first, None
            if first is not None:
                self._begin(first)
            self._add(values, codes)
        self._tables += tables

    def laid(self) -> LaidPile:
        """All of it, to be laid upon another pile."""
        return LaidPile(self._packed(), self._codes, self._tables)

    def _begin(self, first: Sequence[_Told]) -> None:
        """There is a second table: the values of the first one get their numbers."""
        self._number(first)

    def _add(self, values: Sequence[_Told], codes: array[int]) -> None:
        self._append(codes, self._number(values))

    def _number(self, values: Sequence[_Told]) -> list[int]:
        keys: Iterable[_Key] = values
        if not _CAUSES.isdisjoint(values):
            keys = [(value,) if type(value) is Unknown else value for value in values]
        return list(map(self._numbers.__getitem__, keys))

    def _append(self, codes: array[int], numbers: Sequence[int]) -> None:
        counting = isinstance(numbers, range)
        piece = shifted(codes, numbers[0]) if counting and codes else recoded(codes, numbers)
        if piece.typecode != self._codes.typecode:
            piece = wide(piece)
            self._codes = self._codes if self._codes.typecode == "I" else wide(self._codes)
        self._codes.extend(piece)

    def _packed(self) -> Sequence[_Told]:
        """The values as they were laid, in the order of their codes."""
        if self._first is not None:
            return self._first
        values = cast(list[_Told], list(self._numbers))
        for cause in Unknown:
            if (cause,) in self._numbers:
                values[self._numbers[cause,]] = cause
        return values

    def _finished(self) -> list[FieldValue]:
        """The values as records hold them, each once, in the order of their codes."""
        return cast(list[FieldValue], list(self._packed()))

    @property
    def values(self) -> list[FieldValue]:
        """The distinct values, as records hold them. Not to be changed."""
        if self._values is None:
            self._values = self._finished()
            self._numbers.clear()
            self._first = None
        return self._values

    @property
    def codes(self) -> array[int]:
        """The code of every row. Not to be changed."""
        if self._values is None:
            _ = self.values
        return self._codes


class LoosePile(Pile):
    """Of a field whose values seldom repeat (numbers of cards): the same value is looked for at the
    end only, which takes a third of the memory."""

    __slots__ = ("_loose",)
    _each_once = False

    def __init__(self) -> None:
        super().__init__()
        self._loose: list[_Told] = []

    def _begin(self, first: Sequence[_Told]) -> None:
        self._appended(first)

    def _add(self, values: Sequence[_Told], codes: array[int]) -> None:
        self._append(codes, self._appended(values))

    def _appended(self, values: Sequence[_Told]) -> Sequence[int]:
        """The codes of values that are kept as they come; each cause is kept once."""
        loose, first = self._loose, len(self._loose)
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
        return self._loose if self._first is None else self._first

    def _finished(self) -> list[FieldValue]:
        loose, self._loose = self._loose, []
        if len(set(loose)) < len(loose):
            self._numbers = defaultdict(count().__next__)
            self._codes = recoded(self._codes, self._number(loose))
            return cast(list[FieldValue], list(super()._packed()))
        return cast(list[FieldValue], list(self._first or loose))


class DayPile(Pile):
    """Of a date: there are many days, and few stand twice in one table. So the rows of several
    tables are whole numbers without codes (those of `facts.pack`, and below them the causes), which
    are brought together at the end."""

    __slots__ = ()
    _each_once = False

    def __init__(self) -> None:
        super().__init__()
        self._codes = array("I")

    def laid(self) -> LaidPile:
        """All of it: the days of several tables without values, each code the number itself."""
        return LaidPile(self._first or (), self._codes, self._tables)

    def _begin(self, first: Sequence[_Told]) -> None:
        codes, self._codes = self._codes, array("I")
        self._add(first, codes)

    def _add(self, values: Sequence[_Told], codes: array[int]) -> None:
        if values or not codes:
            codes = array("I", map(_day_numbers(values).__getitem__, codes))
        self._codes.extend(codes)

    def _finished(self) -> list[FieldValue]:
        if self._first is not None:
            return unpack_all(cast(Sequence[Packed], self._first))
        column = encode(self._codes)
        self._codes = column.codes
        return unpack_all([_NUMBERED.get(number, number) for number in column.values])


_NUMBERED: Mapping[int, Unknown] = dict(enumerate(Unknown))
"""No roster knows a day of the first week of the calendar."""
_NUMBER_OF = {cause: number for number, cause in _NUMBERED.items()}


def _day_numbers(values: Sequence[_Told]) -> Sequence[int]:
    if set(map(type, values)) <= {int}:
        return cast(Sequence[int], values)
    return list(map(_day_number, values))


def _day_number(value: _Told) -> int:
    if type(value) is Unknown:
        return _NUMBER_OF[value]
    return pack(value) if isinstance(value, DateSpan) else cast(int, value)
