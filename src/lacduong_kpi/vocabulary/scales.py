"""Columns that together spell a scale: `XS | T | HT | KHT`, `Xếp loại > 1 | 2 | 3 | 4`, `CT | DB`.

One letter alone says nothing; beside the other grades, in their order, it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lacduong_kpi.terms import Kind, Standing
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary import raters, words
from lacduong_kpi.vocabulary.headers import read_header
from lacduong_kpi.vocabulary.listed import VALUE_ALONE, value_of
from lacduong_kpi.vocabulary.model import Candidate, Evidence, HeaderReading, Role

_LETTERS = 4
"""of the longest abbreviation that may mean something else"""
GRADES = ("excellent", "good", "completed", "failed")


def grades_in(texts: Sequence[str]) -> dict[int, str]:
    """Place -> grade (a value of `Rating`) of those of the texts, from left to right, that spell
    the grades in their order, the best or the worst first."""
    written = [bare(text) for text in texts]
    found: dict[int, str] = {}
    for scale in words.scales():
        for start in range(len(written) - len(scale) + 1):
            part = tuple(written[start : start + len(scale)])
            if part in (scale, scale[::-1]):
                order = GRADES if part == scale else GRADES[len(scale) - 1 :: -1]
                for place, grade in enumerate(order[: len(scale)], start):
                    found.setdefault(place, grade)
    return found | _graded_in_words(written)


def _graded_in_words(written: Sequence[str]) -> dict[int, str]:
    """The same for the names of the four grades, however they are written."""
    said = [value_of(Kind.MEMBER, "rating", text) if text else None for text in written]
    starts = range(len(said) - len(GRADES) + 1)
    return {
        start + place: grade
        for start in starts
        if tuple(said[start : start + len(GRADES)]) in (GRADES, GRADES[::-1])
        for place, grade in enumerate(map(str, said[start : start + len(GRADES)]))
    }


def says_nothing_alone(text: str) -> bool:
    """Whether a grade needs a group header that speaks of ratings: `A`, `1`, not `XS`."""
    return not any(bare(text) in scale for scale in words.scales() if scale[0] == "xs")


def read_grade(path: tuple[str, ...], grade: str) -> HeaderReading | None:
    """The reading of a column that stands for a grade; None where its group header speaks of
    something else, or has to speak of a rating and does not."""
    *above, leaf = path
    known = read_header(path)
    if known.role is Role.FIELD and known.candidates[0].stands_for == grade:
        return None  # it says so itself
    named = any(raters.names_rating(bare(text)) for text in above)
    words_of_it = len(leaf) > _LETTERS and value_of(Kind.MEMBER, "rating", bare(leaf)) == grade
    if not (named or words_of_it) and (says_nothing_alone(leaf) or known.role is Role.FIELD):
        return None
    found = tuple(_candidates(tuple(above), grade))
    return HeaderReading(Role.FIELD, found, found[0].year) if found else None


def standings_in(texts: Sequence[str]) -> dict[int, str]:
    """Place -> standing of those of the texts that are its two words side by side: `CT | DB`."""
    written = [words.value_phrases("standing").get(bare(text)) for text in texts]
    return {
        place: value
        for left in range(len(written) - 1)
        if {*written[left : left + 2]} == {Standing.OFFICIAL.value, Standing.PROBATIONARY.value}
        for place in (left, left + 1)
        if (value := written[place]) is not None
    }


def read_standing(path: tuple[str, ...], standing: str) -> HeaderReading | None:
    """The reading of a column that stands for a standing beside the other one; None where its
    group header says what both are. `CT` alone may be other things."""
    known = read_header(path)
    best = next(iter(known.of(Kind.MEMBER)), None)
    if best is not None and (best.evidence is Evidence.EXACT or best.stands_for == standing):
        return None
    column = Candidate(
        Kind.MEMBER, ("standing",), Evidence.AMBIGUOUS, VALUE_ALONE, stands_for=standing
    )
    others = tuple(each for each in known.candidates if each.fields != ("status",))
    return HeaderReading(Role.FIELD, (*others, column), known.year)


def _candidates(above: tuple[str, ...], grade: str) -> Iterator[Candidate]:
    groups = read_header(above).candidates if above else ()
    told = [each for each in groups if each.fields == ("rating",) and each.stands_for is None]
    yield from (replace(each, stands_for=grade) for each in told)
    if not told:
        for kind in (Kind.MEMBER, Kind.ORGANIZATION):
            yield Candidate(kind, ("rating",), Evidence.AMBIGUOUS, VALUE_ALONE, stands_for=grade)
