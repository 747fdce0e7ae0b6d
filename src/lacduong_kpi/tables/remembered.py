"""What was made of rows that stand alike in file after file, so that it is made once.

A folder holds the lists of many branches in one layout: their headers are understood once. Nothing
is kept beyond the process.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 2_000
"""things that are remembered; then all are forgotten, which costs less than to choose"""


class Remembered(Generic[T]):
    """What was made, by all that it was made from."""

    def __init__(self) -> None:
        self._known: dict[Hashable, T] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, or gave for the same key before; None is no key."""
        if key is None:
            return make()
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST:
                self._known.clear()
            known = self._known[key] = make()
        return known
