"""Misspelt headers: the listed words that are nearest."""

from __future__ import annotations

from functools import lru_cache

from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare, plain
from lacduong_kpi.vocabulary import words

LIKE = 88
"""Least likeness, of 100, that is a slip and not another word."""
NEAR = 70
"""Least likeness of a suggestion."""
LONGEST = 400
"""Longest header for which a suggestion is looked for."""
CLEAR = 4
"""By how much the nearest words must be nearer than the nearest of another meaning."""


def close_entry(kind: Kind, text: str) -> tuple[str, int] | None:
    """The entry of the words that `text` misspells, with a score; None where that is not clear."""
    if len(text) < 6:
        return None
    ranked = _ranked(kind, text)
    if not ranked or ranked[0][1] < LIKE:
        return None
    entry, likeness = ranked[0]
    others = [other for each, other in ranked if each != entry]
    if others and likeness - others[0] < CLEAR:
        return None
    return entry, round(likeness * 0.8)


@lru_cache(maxsize=1024)
def _ranked(kind: Kind, text: str) -> list[tuple[str, float]]:
    """Entries by likeness, best first. Without accents, so that a wrong accent costs nothing."""
    from rapidfuzz import fuzz, process  # only a header that is nowhere listed costs the import

    pool = {
        phrase: entries[0]
        for phrase, entries in words.plain_header_phrases(kind).items()
        if len(entries) == 1 and len(phrase) >= 5
    }
    found = process.extract(plain(text), pool.keys(), scorer=fuzz.ratio, limit=6, score_cutoff=NEAR)
    denied = _denials(plain(text))
    return [(pool[phrase], like) for phrase, like, _ in found if _denials(phrase) == denied]


def _denials(text: str) -> frozenset[str]:
    """The words of a header that turn its meaning: `Thôn có chi bộ` is not `Không có chi bộ`."""
    return _DENYING.intersection(text.split())


_DENYING = frozenset({"khong", "chua", "mien"})


def nearest(header: str, kinds: tuple[Kind, ...] = tuple(Kind)) -> tuple[Kind, str] | None:
    """The field whose words are nearest to a header that was not understood, to suggest it."""
    best: tuple[float, Kind, str] | None = None
    for kind in kinds if len(header) <= LONGEST else ():
        for entry, likeness in _ranked(kind, bare(header)):
            if entry == words.NUMBER:
                continue
            meant = words.meaning(entry)
            field = next(iter(filter(None, meant.fields)), None)
            if field and meant.stands_for is None and (best is None or likeness > best[0]):
                best = likeness, kind, field
    return None if best is None else best[1:]
