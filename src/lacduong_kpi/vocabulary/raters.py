"""Who rates: of several ratings side by side the last decision counts."""

from __future__ import annotations

from functools import lru_cache

from lacduong_kpi.terms import Kind
from lacduong_kpi.vocabulary import words

PLAIN = 6
"""The rank of a rating that names nobody: after the branch's own, before its superiors'."""
OTHERS = 0
"""The rank of ratings that are not the Party's (of the office, of mass organizations)."""


def rank_of(text: str) -> int | None:
    """The rank of the rater that the words name, `OTHERS` for one that is not the Party's.

    None where they name nobody (or more than a rater and what a rater does).
    """
    rest, rank = _take_rater(text)
    return rank if rank is not None and not _without_verbs(rest) else None


def rank_in_rating(text: str, kind: Kind) -> int | None:
    """The same for words that name the rating too: `Chi bộ đề nghị xếp loại`."""
    rest, rank = _take_rater(text)
    if rank is None:
        return None
    entry = words.header_phrases(kind).get(_without_verbs(rest), "-")
    return rank if words.meaning(entry).fields == ("rating",) else None


def is_other_period(text: str) -> bool:
    """A rating of a quarter or of half a term, which is not the year's."""
    return names_rating(text) and any(
        run in words.header_list("other_periods") for _, _, run in words.runs(text, 2)
    )


def names_rating(text: str) -> bool:
    """Whether the words speak of a rating at all."""
    return any(run in words.header_list("rating_words") for _, _, run in words.runs(text, 2))


@lru_cache(maxsize=1024)
def _take_rater(text: str) -> tuple[str, int | None]:
    """The longest rater in the words, and what is left of them."""
    tokens = text.split()
    for start, end, run in words.runs(text):
        rest = " ".join([*tokens[:start], *tokens[end:]])
        if run in words.header_list("other_raters"):
            return rest, OTHERS
        if run in words.raters():
            return rest, words.raters()[run]
    return text, None


def _without_verbs(text: str) -> str:
    tokens = f" {text} "
    for verb in words.rating_verbs():
        if f" {verb} " in tokens:
            tokens = tokens.replace(f" {verb} ", " ")
    return tokens.strip()
