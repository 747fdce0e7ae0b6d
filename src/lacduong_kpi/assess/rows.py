"""Long lists that are worked out only where somebody reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Rows(Sequence[T], Generic[T]):
    """A sequence that is counted at the first question how long it is, and made at the first look
    at one of its items."""

    __slots__ = ("_count", "_items", "_length", "_make")

    def __init__(self, count: Callable[[], int], make: Callable[[], Iterable[T]]) -> None:
        self._count, self._make = count, make
        self._length: int | None = None
        self._items: tuple[T, ...] | None = None

    def __len__(self) -> int:
        if self._length is None:
            self._length = self._count()
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if self._items is None:
            self._items = tuple(self._make())
        return self._items[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(len(self))

    def __repr__(self) -> str:
        return f"Rows({len(self)})"
