"""Closed values: ratings, sex, standing, status, occupation, kinds and sectors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache, lru_cache

from lacduong_kpi.terms import (
    FIELDS,
    BranchKind,
    Kind,
    Rating,
    ResidenceExemption,
    ResidenceReview,
    Sex,
    Standing,
    Status,
)
from lacduong_kpi.text import bare, tidy
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.flags import Blanks, Mark, blanks_mean, mark
from lacduong_kpi.vocabulary.listed import value_of
from lacduong_kpi.vocabulary.model import BLANK, NO, YES, Fact, Plain, Reading, Setting, unreadable
from lacduong_kpi.vocabulary.notes import is_not_member, told
from lacduong_kpi.vocabulary.ratings import take_apart

UNREADABLE = "V05"
LONGEST = 500
"""No text that says one of a few things is longer."""
_OPPOSITES: dict[StrEnum, StrEnum] = {
    Sex.MALE: Sex.FEMALE,
    Sex.FEMALE: Sex.MALE,
    Standing.OFFICIAL: Standing.PROBATIONARY,
    Standing.PROBATIONARY: Standing.OFFICIAL,
    ResidenceReview.EXEMPLARY: ResidenceReview.NOT_EXEMPLARY,
    ResidenceReview.NOT_EXEMPLARY: ResidenceReview.EXEMPLARY,
    ResidenceExemption.NOT_INTRODUCED: ResidenceExemption.NONE,
    ResidenceExemption.NO_ACTIVITY: ResidenceExemption.NONE,
    Status.EXEMPT: Status.ACTIVE,
    BranchKind.OWN: BranchKind.NONE,
    BranchKind.NONE: BranchKind.OWN,
}
_MARKED: dict[str, StrEnum] = {
    "residence_review": ResidenceReview.EXEMPLARY,
    "branch_kind": BranchKind.OWN,
}
"""What a tick means in a column of a field that has words of its own."""


def typed(kind: Kind, field: str, value: str) -> StrEnum | bool:
    """The typed value of a `stands_for` or an implied value: `True` for `yes`, enum members."""
    choices = FIELDS[kind][field].choices
    if choices is not None:
        return choices(value)
    return value == "yes"


def opposite(kind: Kind, field: str, value: str) -> StrEnum | bool | None:
    """What a blank means in a column that stands alone, holds nothing but ticks, and stands for
    `value`: the other sex, the other standing, no; None where blanks say nothing."""
    fact = typed(kind, field, value)
    if isinstance(fact, bool):
        return not fact
    return _OPPOSITES.get(fact)


def opposite_word(kind: Kind, field: str, value: str) -> str | None:
    """`opposite` as a header stands for it: `no`, `female`."""
    other = opposite(kind, field, value)
    if isinstance(other, bool):
        return YES if other else NO
    return None if other is None else other.value


def read_choices(
    kind: Kind, field: str, values: tuple[Plain, ...], setting: Setting
) -> tuple[Reading, ...]:
    """The readings of a column's distinct values as a closed value."""
    if field in _MARKED and mark_column(values):
        return tuple(_marked(field, value, values, setting) for value in values)
    if field == "rating" and are_grades(values):
        values = tuple(_as_grade(value) for value in values)
    if len(values) > _MANY and _is_noise(kind, field, values[:: len(values) // _PROBE]):
        return tuple(_read_listed(kind, field, value) for value in values)
    ct = _what_ct_means(values) if field == "status" else None
    return tuple(_read(kind, field, value, ct) for value in values)


_MANY = 20_000
"""distinct values, more than any list of closed values has"""
_PROBE = 2_000


def _is_noise(kind: Kind, field: str, some: Sequence[Plain]) -> bool:
    """Whether none of some values says anything."""
    found = (_read(kind, field, value, None) for value in some)
    return not any(each.facts or each.not_member for each in found)


def _read_listed(kind: Kind, field: str, value: Plain) -> Reading:
    """What is listed word by word, in a column of noise: looking closer at each of hundreds of
    thousands of values would find nothing, and take longer than a file may."""
    if value is None or (isinstance(value, str) and _is_empty(field, value)):
        return BLANK
    text = bare(value) if isinstance(value, str) and len(value) <= LONGEST else ""
    found = value_of(kind, field, text) if text else None
    return (
        unreadable(UNREADABLE) if found is None else Reading(_with_consequences(kind, field, found))
    )


_GRADES = ("1", "2", "3", "4")


def are_grades(values: Sequence[object]) -> bool:
    """Whether a column of ratings holds nothing but the numbers of the four grades (`Mức 1`)."""
    found = {_as_text(value) for value in values if value is not None}
    found -= {"", *words.value_list("empty")}
    return len(found) > 1 and found.issubset(_GRADES)


def _as_text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(value).casefold() if isinstance(value, str) else str(value)


def _as_grade(value: Plain) -> Plain:
    return f"mức {_as_text(value)}" if _as_text(value) in _GRADES else value


def is_branch_alone(compared: str) -> bool:
    """Whether a text in compared form is the name of a branch and surely says no `branch_kind`
    beside it; in a list of thousands of units this is asked of each."""
    words_ = compared.split()
    return words_[:2] == _BRANCH and _branch_words().isdisjoint(words_)


_BRANCH = ["chi", "bộ"]


@cache
def _branch_words() -> frozenset[str]:
    """The first word of each entry of `branch_kind` that is no name's own."""
    listed = (phrase.split() for phrase in words.value_phrases("branch_kind"))
    return frozenset(next((word for word in each if word not in _BRANCH), "") for each in listed)


def mark_column(values: tuple[Plain, ...]) -> bool:
    """Whether a column holds ticks and nothing that no mark is."""
    ticked = False
    for value in values:
        found = mark(value)
        if found is Mark.OTHER:
            return False  # at once: such a column may hold thousands of names
        ticked = ticked or found is Mark.TICK
    return ticked


def _marked(field: str, value: Plain, values: tuple[Plain, ...], setting: Setting) -> Reading:
    yes = _MARKED[field]
    found = mark(value)
    if found is Mark.BLANK:
        known = blanks_mean(values, setting.alone) is Blanks.NO
        return Reading(((field, _OPPOSITES[yes]),)) if known else BLANK
    return Reading(((field, _OPPOSITES[yes] if found is Mark.NO else yes),))


def _read(kind: Kind, field: str, value: Plain, ct: Fact | None) -> Reading:
    if value is None:
        return BLANK
    if isinstance(value, str) and len(value) > LONGEST:
        return unreadable(UNREADABLE)
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta | float | int):
        return unreadable(UNREADABLE)
    if _is_empty(field, value):
        return BLANK
    if ct is not None and bare(value) == "ct":
        return _ct(ct)
    reading = _read_text(kind, field, tidy(value))
    if field == "status" and _arrives(reading, value):
        return replace(reading, presumed=True)
    return reading


def _arrives(reading: Reading, text: str) -> bool:
    """Whether a status says that somebody came (`Chuyển đến T8`): no word of a column in which
    who stays is called so, too."""
    if reading.get("status") is not Status.ACTIVE:
        return False
    arrivals = words.value_list("note_in")
    return any(run in arrivals for _, _, run in words.runs(bare(text), 5))


def _is_empty(field: str, text: str) -> bool:
    text = tidy(text).casefold()
    listed = field == "branch_kind" and text in words.value_phrases("branch_kind")
    return not text or (text in words.value_list("empty") and not listed)


@lru_cache(maxsize=8192)
def _read_text(kind: Kind, field: str, text: str) -> Reading:
    compared = bare(text)
    found = value_of(kind, field, compared) if compared else None
    if found is None and field == "occupation":
        found = _occupation(compared)
    if found is None and field == "branch_kind":
        found = _joint(compared)
    if found is None and field == "rating":
        found = take_apart(compared, mend=True)
    if found is None and "(" in text and field != "status":
        found = _before_a_remark(kind, field, text)
    if found is not None:
        return Reading(_with_consequences(kind, field, found))
    if is_not_member(text):
        return Reading(not_member=True, unknown=BLANK.unknown)
    return _read_aside(kind, field, text)


def _joint(text: str) -> str | None:
    """`Ghép thôn 2`, `Sinh hoạt ghép với thôn 3`: words for a joint branch, and with whom."""
    listed = words.value_phrases("branch_kind")
    phrase = words.longest_beginning(listed, text)
    joint = phrase is not None and listed[phrase] == BranchKind.JOINT
    return BranchKind.JOINT.value if joint and phrase != "chung" else None


def _before_a_remark(kind: Kind, field: str, text: str) -> str | None:
    """What stands before brackets that speak of something else: `HTTNV (đề nghị khen)`."""
    before, _, remark = text.partition("(")
    other = any(value_of(kind, field, run) for _, _, run in words.runs(bare(remark), 4))
    return None if other else value_of(kind, field, bare(before))


def _with_consequences(kind: Kind, field: str, value: str) -> tuple[tuple[str, Fact], ...]:
    return ((field, typed(kind, field, value)),)


def _standing_for_status(standing: Standing) -> Reading:
    """A column of the status that says the standing instead."""
    return Reading((("status", Status.ACTIVE), ("standing", standing)), presumed=True)


def _read_aside(kind: Kind, field: str, text: str) -> Reading:
    """Words of another field: a status column that says "Dự bị", a rating that says "MSH"."""
    standing = words.lookup("standing", bare(text))
    if field == "status" and standing is not None:
        return _standing_for_status(Standing(standing[0]))
    facts = dict(told(kind, text))
    if not facts and field == "status":  # `Không còn sinh hoạt (chuyển đi)`
        facts = dict(told(kind, text.partition("(")[2].rstrip(" )")))
    if field in facts:
        return Reading(tuple(facts.items()))
    if not facts:
        return unreadable(UNREADABLE)
    if field == "rating" and facts.get("status") in (Status.EXEMPT, Status.SUSPENDED):
        facts["rating"] = Rating.NOT_RATED
        return Reading(tuple(facts.items()))
    if field in ("rating", "standing", "status"):
        return Reading(tuple(facts.items()), unknown=BLANK.unknown)
    return unreadable(UNREADABLE)


def _occupation(text: str) -> str | None:
    """The first listed occupation that stands in a longer text."""
    runs = {run for _, _, run in words.runs(text, 6)}
    if runs & words.value_list("occupation_never"):
        return None
    for phrase, value in words.value_phrases("occupation_contains").items():
        if phrase in runs:
            return value.rstrip("?")
    return None


def _what_ct_means(values: tuple[Plain, ...]) -> Fact | None:
    """`CT` in a status column: official beside `DB` and where everybody is that, away for a while
    beside `ĐSH`, `MSH`."""
    texts = {bare(value) for value in values if isinstance(value, str)}
    if "ct" not in texts:
        return None
    if texts == {"ct"} and all(isinstance(value, str) for value in values):
        return Standing.OFFICIAL
    if any(words.value_phrases("standing").get(text) == "probationary" for text in texts):
        return Standing.OFFICIAL
    listed = {words.value_phrases("status").get(text) for text in texts}
    return Status.AWAY if listed & {"active", "exempt"} else False


def _ct(meaning: Fact) -> Reading:
    if meaning is Standing.OFFICIAL:
        return _standing_for_status(Standing.OFFICIAL)
    if meaning is Status.AWAY:
        return Reading((("status", Status.AWAY),))
    return unreadable(UNREADABLE)
