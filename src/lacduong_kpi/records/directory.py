"""Finds the organization that a name means, among namesakes by the one above it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from lacduong_kpi.records.names import Name, Rank, read_name, read_names

NOBODY = -1
SEVERAL = -2


class Directory:
    """Names of organizations (or units) in the order of their records.

    `parents[i]` is the index of the organization above `i`, -1 where there is none.
    """

    def __init__(self, names: Sequence[str | None], parents: Sequence[int] | None = None) -> None:
        self.names = names
        self._parents = parents if parents is not None else [NOBODY] * len(names)
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._loose: dict[str, list[int]] = defaultdict(list)
        self._long: dict[str, list[int]] = defaultdict(list)
        self._sure: dict[str, int] = {}
        self._standing: dict[int, dict[int, list[int]]] = {}
        """see `_placed`, by the identity of a list of namesakes"""
        self._comparisons = 0
        known = iter(read_names([name for name in names if name]))
        self._read: list[Name | None] = [next(known) if name else None for name in names]
        for index, name in enumerate(self._read):
            if name is not None:
                self._enter(index, name)
        for text, name, index in zip(names, self._read, range(len(names)), strict=True):
            if text and name and len(self._exact[name.called]) == 1:
                self._sure[text] = index

    def _enter(self, index: int, name: Name) -> None:
        self._exact[name.called].append(index)
        self._loose[name.loose].append(index)
        above = self._parents[index]
        parent = self._read[above] if above >= 0 else None
        if parent is not None:
            self._long[f"{name.called} {parent.called}"].append(index)
            self._long[f"{name.loose} {parent.called}"].append(index)

    def find(
        self,
        text: str,
        above: int = NOBODY,
        suits: Callable[[int], bool] = lambda index: True,
    ) -> int:
        """The index of the one organization that is meant; NOBODY, or SEVERAL.

        One that is known to stand elsewhere than below `above` is not meant. Among several those
        that `suits` are preferred.
        """
        sure = self._sure.get(text)
        if sure is not None and not self._is_elsewhere(sure, above):
            return sure
        wanted = read_name(text)
        for namesakes, is_loose in self._candidates(wanted):
            may_be = partial(self._may_be, wanted, is_loose)
            for near in self._placed(namesakes, above):
                found = _the_one(filter(may_be, near), suits)
                if found != NOBODY:
                    return found
        return NOBODY

    def _is_elsewhere(self, index: int, above: int) -> bool:
        return above >= 0 and self._parents[index] >= 0 and not self.is_below(index, above)

    def _candidates(self, wanted: Name) -> Iterable[tuple[list[int], bool]]:
        """Groups of indexes by ever looser comparison of the names, and whether it leaves out the
        words for thôn and tổ dân phố."""
        yield self._exact.get(wanted.called, []), False
        yield self._long.get(wanted.called, []), False
        yield self._loose.get(wanted.loose, []), True

    def _placed(self, namesakes: list[int], above: int) -> Iterable[Sequence[int]]:
        """Those below `above`, then those of which nobody says where they stand; all of them where
        nothing is known of the one above. There may be thousands of one name in a country."""
        if above < 0:
            return (namesakes,)
        standing = self._standing.get(id(namesakes))
        if standing is None:
            standing = self._standing[id(namesakes)] = self._by_those_above(namesakes)
        return standing.get(above, ()), standing.get(NOBODY, ())

    def _by_those_above(self, namesakes: Sequence[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for index in namesakes:
            for each in dict.fromkeys(upwards(self._parents, index)):
                found[each].append(index)
            if self._parents[index] < 0:
                found[NOBODY].append(index)
        return dict(found)

    def _may_be(self, wanted: Name, is_loose: bool, index: int) -> bool:
        name = self._read[index]
        if name is None or (is_loose and wanted.residence and name.residence):
            return False
        return Rank.UNSAID in (wanted.rank, name.rank) or wanted.rank is name.rank

    def is_below(self, index: int, above: int) -> bool:
        """Whether an organization is `above` or stands somewhere below it."""
        return above in upwards(self._parents, index)

    def nearest(self, text: str) -> int:
        """The index of the organization whose name is spelt nearest; NOBODY if none is near."""
        if self._comparisons > MOST_COMPARISONS:
            return NOBODY
        self._comparisons += len(self._read)
        from rapidfuzz import fuzz, process

        called = [name.called if name else "" for name in self._read]
        found = process.extractOne(
            read_name(text).called, called, scorer=fuzz.ratio, score_cutoff=NEAR
        )
        return NOBODY if found is None else int(found[2])


def _the_one(found: Iterable[int], suits: Callable[[int], bool]) -> int:
    """The only one of some, or the only one of them that suits; NOBODY, or SEVERAL."""
    others = 0
    one = other = NOBODY
    for index in found:
        if not suits(index):
            other, others = index, others + 1
        elif one == NOBODY:
            one = index
        else:
            return SEVERAL
    if one != NOBODY:
        return one
    return other if others < 2 else SEVERAL


MOST_LEVELS = 50
"""The Party has four or five. A circle, or a chain of all branches of a list, is a mistake."""


def upwards(parents: Sequence[int], index: int) -> Iterator[int]:
    """An organization and those above it, from below; `parents[i]` is below 0 where none is."""
    for _ in range(MOST_LEVELS):
        if index < 0:
            return
        yield index
        index = parents[index]


MOST_COMPARISONS = 3_000_000
"""A suggestion is a kindness: no more are worked out where thousands of names are unknown."""
NEAR = 75
"""How alike (of 100) a name must be to be offered as the one that may be meant."""
