"""A column is its distinct values and one code per row.

So a value is understood, validated and judged once, however often it stands there, and counting
is over codes. Used for raw sheet columns and for typed record columns alike.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Unknown(StrEnum):
    """Why a record's value is not known. A member of a typed column's `values` like any other."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    CONTRADICTION = "contradiction"
    NO_COLUMN = "no_column"


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """`values[codes[i]]` is the value of row `i`; `codes` is an `array` of unsigned ints.

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
    codes = array("I", map(memo.__getitem__, values))
    return Column(tuple(memo), codes)  # type: ignore[arg-type]


def constant(value: T, length: int) -> Column[T]:
    """A column of `length` rows that all hold `value`."""
    return Column((value,), array("I", bytes(4 * length)))
