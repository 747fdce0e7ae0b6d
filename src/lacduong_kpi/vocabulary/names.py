"""Names of persons: titles, ranks and remarks around them taken off."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from lacduong_kpi.terms import Kind, Sex
from lacduong_kpi.text import bare, key, nfc, proper, tidy
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.model import BLANK, Fact, Plain, Reading, Setting, unreadable
from lacduong_kpi.vocabulary.notes import is_not_member, told

UNREADABLE = "V05"
LONGEST = 200
"""No name is longer, however much stands around it."""
_FOOTNOTE = re.compile(r"[(\[]\s*(?:\*+|\d{1,2})\s*[)\]]")
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d{2}")
_NUMBERING = re.compile(r"^\s*\d{1,4}\s*[.)/-]\s*")


_Remarked = tuple[str, tuple[tuple[str, Fact], ...], bool]
"""a name, what remarks tell about the person, and whether they say that he is no member"""
_COMRADE = re.compile(r"^\s*đ/c(?:hí)?[.:]?\s*", re.IGNORECASE)
_POST = re.compile(r"\s+[-–]\s+|\s*,\s*")


def read_names(values: tuple[Plain, ...], setting: Setting) -> tuple[Reading, ...]:
    """The readings of a column's distinct values as names."""
    if _are_addressed(values):
        return tuple(_read_addressed(value, setting) for value in values)
    return tuple(_read(value, setting) for value in values)


_ADDRESSED = re.compile(r"\s*(ông|bà|anh|chị)[.:]?\s+(?=\S)", re.IGNORECASE)
_MEN = ("ông", "anh")


def _are_addressed(values: tuple[Plain, ...]) -> bool:
    """Whether all names begin with `Ông` or `Bà`, and both are there: then neither is a surname."""
    found = [
        _ADDRESSED.match(value) if isinstance(value, str) else None
        for value in values
        if value is not None
    ]
    said = {each[1].casefold() in _MEN for each in found if each is not None}
    return len(found) > 2 and None not in found and len(said) == 2


def _read_addressed(value: Plain, setting: Setting) -> Reading:
    """`Ông Trần Hào`: the name, and whose it is."""
    found = _ADDRESSED.match(value) if isinstance(value, str) else None
    if found is None or not isinstance(value, str):
        return _read(value, setting)
    reading = _read(value[found.end() :], setting)
    sex = Sex.MALE if found[1].casefold() in _MEN else Sex.FEMALE
    return replace(reading, facts=(*reading.facts, ("sex", sex))) if reading.facts else reading


def _read(value: Plain, setting: Setting) -> Reading:
    if value is None:
        return BLANK
    if not isinstance(value, str) or len(value) > LONGEST:
        return unreadable(UNREADABLE)
    text = nfc(value)
    if not text or text.casefold() in words.value_list("empty"):
        return BLANK
    text = _FOOTNOTE.sub(" ", text)
    name, facts, outsider = _without_remarks(_one_spelling(text) if "\n" in text else text)
    name = _COMRADE.sub("", _NUMBERING.sub("", name))
    name, told_behind, outside = _without_post(without_title(name).strip(" ,;.-*"))
    if not _LETTER.search(name) or _NUMBER.search(name):
        return unreadable(UNREADABLE)
    name = proper(name) if setting.capitals and name == name.upper() else name
    facts = (("full_name", name), *facts, *told_behind)
    return Reading(facts, not_member=outsider or outside)


def _one_spelling(text: str) -> str:
    """The last of several lines that spell one name (`KA THẺM` over `Ka Thẻm`), else one line."""
    lines = [tidy(line) for line in text.split("\n") if line.strip()]
    same = len({key(line) for line in lines}) == 1
    return lines[-1] if same else " ".join(lines)


def _without_post(name: str) -> _Remarked:
    """`Lê Văn An - Bí thư`, `Ka Thẻm, PBT`, `Ka Thẻm - đã từ trần`: the name without the post or
    remark behind it, and what that tells."""
    before, *behind = _POST.split(name, maxsplit=1)
    if not behind:
        return name, (), False
    (remark,) = behind
    told_here, outsider = told(Kind.MEMBER, remark), is_not_member(remark)
    known = told_here or outsider or bare(remark) in words.value_list("name_remarks")
    return (before, told_here, outsider) if known else (name, (), False)


def _without_remarks(name: str) -> _Remarked:
    """The name without remarks in brackets that are understood, and what they tell."""
    facts: tuple[tuple[str, Fact], ...] = ()
    outsider = False
    if "(" not in name and "[" not in name:
        return name, facts, outsider
    for remark in _REMARK.findall(name):
        told_here = told(Kind.MEMBER, remark)
        known = bare(remark) in words.value_list("name_remarks")
        outsider = outsider or is_not_member(remark)
        if told_here or known or is_not_member(remark):
            facts += told_here
            name = re.sub(rf"\s*[(\[]{re.escape(remark)}[)\]]\s*", " ", name).strip()
    return name, facts, outsider


def without_title(name: str) -> str:
    """The name without what stands before it: `Đ/c`, `Ông`, `Thượng úy`, `ThS.`"""
    while name.casefold().startswith(_title_beginnings()):
        shorter = _titles("titles").sub("", name, count=1)
        longer = _titles("titles_or_surnames").sub("", name, count=1)
        if len(longer.split()) >= 3 or "'" in longer:
            shorter = min(shorter, longer, key=len)
        if shorter == name or not shorter.strip():
            return name
        name = shorter
    return name


@cache
def _title_beginnings() -> tuple[str, ...]:
    return tuple(words.value_list("titles") | words.value_list("titles_or_surnames"))


@cache
def _titles(name: str) -> re.Pattern[str]:
    listed = sorted(words.value_list(name), key=len, reverse=True)
    return re.compile(rf"^\s*(?:{'|'.join(map(re.escape, listed))})(?:[.:]\s*|\s+)", re.IGNORECASE)
