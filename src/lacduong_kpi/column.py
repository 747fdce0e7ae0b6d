"""A column is its distinct values and one code per row.

So a value is understood, validated and judged once, however often it stands there, and counting
is over codes. Used for raw sheet columns and for typed record columns alike.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

from lacduong_kpi.lean import dataclass

T = TypeVar("T")


class Unknown(StrEnum):
    """Why a record's value is not known. A member of a typed column's `values` like any other."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    CONTRADICTION = "contradiction"
    NO_COLUMN = "no_column"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """`values[codes[i]]` is the value of row `i`; `codes` is an `array` of unsigned ints, of bytes
    where they may be.

    `values` holds no value twice (within one type); codes index it. Nothing mutates a column.
    """

    values: tuple[T, ...]
    codes: array[int]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> T:
        return self.values[self.codes[row]]

    def __iter__(self) -> Iterator[T]:
        return map(self.values.__getitem__, self.codes)


class _Codes(dict[object, int]):
    """Gives each new key the next code; `__missing__` keeps the lookup in C for known keys."""

    def __missing__(self, key: object) -> int:
        code = self[key] = len(self)
        return code


def encode(values: Iterable[T]) -> Column[T]:
    """The column of `values`. `1`, `1.0` and `True` are one value to Python: mind the types."""
    memo = _Codes()
    codes = array("I", list(map(memo.__getitem__, values)))
    return Column(tuple(memo), narrow(codes, len(memo)))  # type: ignore[arg-type]


_SHORT = 1_000
"""Rows up to which it takes longer to prepare for many than to go row by row."""


def combined(columns: Sequence[array[int]]) -> Column[tuple[int, ...]]:
    """The combinations of codes that stand in the same row: what `encode` makes of the rows, column
    by column."""
    if not columns or len(columns[0]) < _SHORT:
        return encode(zip(*columns, strict=True))
    keys: list[tuple[int, ...]] = [()]
    codes = constant(None, len(columns[0])).codes
    for column in columns:
        size = len(keys)
        sums = crossed(codes, column, size)
        if sums is None:
            return encode(zip(*columns, strict=True))
        found = _told_apart(sums)
        keys = [(*keys[each % size], each // size) for each in found.values]
        codes = found.codes
    return Column(tuple(keys), codes)


def crossed(low: array[int], high: array[int], size: int) -> array[int] | None:
    """`low + size * high` in every row; all of `low` are below `size`. None: beyond any code.

    All rows are one sum of very long numbers, whose digits are the codes.
    """
    most = size * (_highest(high) + 1)
    if most > _BYTE**_WIDE:
        return None
    kind, fit = ("B", _narrow) if most <= _BYTE else ("I", _wide)
    one, other = (int.from_bytes(fit(each).tobytes(), sys.byteorder) for each in (low, high))
    return array(
        kind, (one + size * other).to_bytes(len(low) * array(kind).itemsize, sys.byteorder)
    )


def _highest(codes: array[int]) -> int:
    if codes.typecode != "B":
        return max(codes, default=0)
    return next(reversed(used_codes(codes)), 0)


def _told_apart(numbers: array[int]) -> Column[int]:
    """`encode` of an array; the few numbers of one of bytes are found at the speed of C."""
    if numbers.typecode != "B":
        return encode(numbers)
    data = numbers.tobytes()
    order = sorted(used_codes(numbers), key=data.find)
    table = [0] * _BYTE
    for code, number in enumerate(order):
        table[number] = code
    return Column(tuple(order), recoded(numbers, table))


def constant(value: T, length: int) -> Column[T]:
    """A column of `length` rows that all hold `value`."""
    return Column((value,), array("B", bytes(length)))


_WIDE = array("I").itemsize
_LOW = 0 if sys.byteorder == "little" else _WIDE - 1
_BYTE = 256


def narrow(codes: array[int], values: int) -> array[int]:
    """The codes of so many values in a byte each, where they go into one."""
    return codes if values > _BYTE else _narrow(codes)


def _narrow(codes: array[int]) -> array[int]:
    return codes if codes.typecode == "B" else array("B", codes.tobytes()[_LOW::_WIDE])


def wide(codes: array[int]) -> array[int]:
    """A copy that can grow and take any code."""
    return codes[:] if codes.typecode == "I" else _wide(codes)


def _wide(codes: array[int]) -> array[int]:
    if codes.typecode == "I":
        return codes
    spread = bytearray(_WIDE * len(codes))
    spread[_LOW::_WIDE] = codes.tobytes()
    copy = array("I")
    copy.frombytes(spread)
    return copy


def recoded(codes: array[int], table: Sequence[int]) -> array[int]:
    """`table[code]` for every code; the table has an entry for each.

    Where all go into a byte, as in most columns, the bytes are translated at once, ten times as
    fast as code by code.
    """
    entries = list(table)  # an array's bytes are not its entries
    try:
        small = bytes(entries)
    except ValueError:
        return array("I", list(map(entries.__getitem__, codes)))
    if len(entries) > _BYTE:
        return array("B", list(map(entries.__getitem__, codes)))
    every = small + bytes(_BYTE - len(entries))
    return array("B", narrow(codes, len(entries)).tobytes().translate(every))


def shifted(codes: array[int], by: int) -> array[int]:
    """Every code and `by`, which leaves no code below zero; as one sum of two very long numbers,
    four times as fast as code by code."""
    data, each = _wide(codes).tobytes(), array("I", [abs(by)]).tobytes()
    own, other = (int.from_bytes(one, sys.byteorder) for one in (data, each * len(codes)))
    total = own + other if by > 0 else own - other
    return array("I", total.to_bytes(len(data), sys.byteorder))


def used_codes(codes: array[int]) -> Sequence[int]:
    """The distinct codes in their order; a range where they just count up, as in a column of
    which no value stands twice."""
    if codes and codes[-1] - codes[0] + 1 == len(codes):
        counted = range(codes[0], codes[-1] + 1)
        if codes == array(codes.typecode, counted):
            return counted
    if codes.typecode == "B":
        return _EVERY.translate(None, _EVERY.translate(None, codes.tobytes()))
    return sorted(set(codes))


_EVERY = bytes(range(_BYTE))


def stands(codes: array[int], code: int, first: int) -> bool:
    """Whether a code stands in row `first` or below."""
    data, size = codes.tobytes(), codes.itemsize
    wanted = array(codes.typecode, [code]).tobytes()
    at = data.find(wanted, first * size)
    while at % size and at >= 0:
        at = data.find(wanted, at + 1)
    return at >= 0
