"""Columns that together spell the four grades: `XS | T | HT | KHT`, `Xếp loại > 1 | 2 | 3 | 4`.

One letter alone says nothing; beside the other grades, in their order, it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary import raters, words
from lacduong_kpi.vocabulary.headers import read_header
from lacduong_kpi.vocabulary.listed import VALUE_ALONE
from lacduong_kpi.vocabulary.model import Candidate, Evidence, HeaderReading, Role

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
    return found


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
    if not named and (says_nothing_alone(leaf) or known.role is Role.FIELD):
        return None
    found = tuple(_candidates(tuple(above), grade))
    return HeaderReading(Role.FIELD, found, found[0].year) if found else None


def _candidates(above: tuple[str, ...], grade: str) -> Iterator[Candidate]:
    groups = read_header(above).candidates if above else ()
    told = [each for each in groups if each.fields == ("rating",) and each.stands_for is None]
    yield from (replace(each, stands_for=grade) for each in told)
    if not told:
        for kind in (Kind.MEMBER, Kind.ORGANIZATION):
            yield Candidate(kind, ("rating",), Evidence.AMBIGUOUS, VALUE_ALONE, stands_for=grade)
