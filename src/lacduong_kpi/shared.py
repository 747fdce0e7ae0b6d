"""Descriptions that many files have alike, such as what the columns of a form were taken for.

They are worked out once, travel as bytes that are made once, and each process holds them once:
neither time nor memory grows with the number of files.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
More = TypeVar("More", bound=Hashable)
T_co = TypeVar("T_co", covariant=True)

MOST = 500
"""descriptions that are remembered"""


class Shared(tuple[T_co, ...]):
    """A tuple that is pickled once. Nothing in it may be changed."""

    packed: bytes | None = None

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        if self.packed is None:
            self.packed = pickle.dumps(tuple(self), pickle.HIGHEST_PROTOCOL)
        return _opened, (self.packed,)


@lru_cache(maxsize=MOST)
def _opened(packed: bytes) -> Shared[object]:
    return Shared(pickle.loads(packed))  # noqa: S301  (from a process of our own)


@lru_cache(maxsize=MOST)
def _once(items: tuple[object, ...]) -> Shared[object]:
    return Shared(items)


class Describing(Generic[T, More]):
    """What `describe` makes of some objects and of something else, shared. The same objects are
    not described again: they are known by identity, which costs nothing to compare."""

    def __init__(self, describe: Callable[[tuple[T, ...], More], tuple[T, ...]]) -> None:
        self._describe = describe
        self._known: dict[Hashable, tuple[tuple[T, ...], Shared[T]]] = {}

    def __call__(self, items: tuple[T, ...], more: More) -> Shared[T]:
        key = tuple(map(id, items)), more
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            shared: Shared[T] = _once(self._describe(items, more))  # type: ignore[assignment]
            known = self._known[key] = items, shared  # the items live on, so their ids do
        return known[1]
