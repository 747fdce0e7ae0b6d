"""Who rates: of several ratings side by side the last decision counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache, lru_cache

from lacduong_kpi.terms import Kind
from lacduong_kpi.text import strip_accents
from lacduong_kpi.vocabulary import words

PLAIN = 6
"""The rank of a rating that names nobody: after the branch's own, before its superiors'."""
OTHERS = 0
"""The rank of ratings that are not the Party's (of the office, of mass organizations)."""


def rank_of(text: str) -> int | None:
    """The rank of the rater that the words name, `OTHERS` for one that is not the Party's.

    None where they name nobody (or more than a rater and what a rater does).
    """
    rest, rank = _take_rater(_with_accents(text))
    rest = _without_verbs(rest)
    alone = not rest or _in_full(rest, words.header_list("rating_acts")) is not None
    return rank if rank is not None and alone else None


def rank_below_rating(text: str) -> int | None:
    """The rank of a column below a rating that names no rater: `Kết quả cuối cùng`."""
    found = _in_full(text, words.decisions())
    return None if found is None else words.decisions()[found]


def _in_full(text: str, listed: Collection[str]) -> str | None:
    """The listed words that a text is, as it stands or typed without any accent."""
    if not text.isascii():
        return text if text in listed else None
    return next((each for each in listed if strip_accents(each) == text), None)


def rank_in_rating(text: str, kind: Kind) -> int | None:
    """The same for words that name the rating too: `Chi bộ đề nghị xếp loại`."""
    rest, rank = _take_rater(_with_accents(text))
    if rank is None:
        return None
    rest = _without_verbs(rest)
    entry = words.header_phrases(kind).get(rest, "-")
    if rest.isascii() and len(bald := words.plain_header_phrases(kind).get(rest, ())) == 1:
        entry = bald[0]
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


@cache
def _accented() -> Mapping[str, str]:
    """Raters and what they do, by their words without accents, where those tell one alone."""
    listed = {
        *words.raters(),
        *words.header_list("other_raters"),
        *words.header_list("rating_verbs"),
    }
    bald = Counter(map(strip_accents, listed))
    return {strip_accents(each): each for each in listed if bald[strip_accents(each)] == 1}


def _with_accents(text: str) -> str:
    """Words typed without any accent as the lists have them: `chi bo bieu quyet`."""
    if not text.isascii() or text in words.raters():
        return text
    tokens, found, start = text.split(), [], 0
    while start < len(tokens):
        ends = range(min(start + 6, len(tokens)), start, -1)
        end = next((end for end in ends if " ".join(tokens[start:end]) in _accented()), start + 1)
        run = " ".join(tokens[start:end])
        found.append(_accented().get(run, run))
        start = end
    return " ".join(found)


def _without_verbs(text: str) -> str:
    tokens = f" {text} "
    for verb in words.rating_verbs():
        if f" {verb} " in tokens:
            tokens = tokens.replace(f" {verb} ", " ")
    return tokens.strip()
