"""Did you mean: the known word that a written one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable

CLOSE_ENOUGH = 70.0
"""Similarity (0 to 100) from which a word is worth proposing."""


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known word nearest to `written`, None where none is near. Same words in any order give
    the same answer."""
    candidates = sorted(set(known))
    if not candidates or not written:
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        written.casefold(),
        [each.casefold() for each in candidates],
        scorer=fuzz.ratio,
        score_cutoff=CLOSE_ENOUGH,
    )
    return None if found is None else candidates[found[2]]
