"""Ratings that are written in their own way: `HT Tốt NV`, `Đủ tư cách, H.thành xuất sắc`.

A rating is taken apart into words of which each must be known; a part of it never decides
(`không hoàn thành nhiệm vụ` holds `hoàn thành nhiệm vụ`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from lacduong_kpi.text import plain
from lacduong_kpi.vocabulary import words

_ORDER = ("not", "done", "level", "task", "after")
_SHORT = 7
"""letters of the longest abbreviation"""
_POINTS = re.compile(
    r"^(?:dat )?\d{2,3}(?: \d{1,2})?(?: ?(?:diem|d))? | \d{2,3}(?: \d{1,2})?(?: ?(?:diem|d))?$"
)
"""`85 điểm - HTTNV`, `HTTNV/92,5`: the points beside a rating"""
_LONG = 4
"""Letters from which a word with one slip in it is still that word."""


@lru_cache(maxsize=2048)
def take_apart(text: str, mend: bool = False) -> str | None:
    """The rating (a value of `Rating`) that the compared form of a text says, or None.

    `mend` also reads words of four letters and more with a slip in them.
    """
    rest = plain(text)
    while (shorter := _take(rest, "before")[0]) != rest:
        rest = shorter
    found = _listed(rest) or _in_slots(rest) or _unrated(rest) or _said_twice(rest)
    if not found and (pointless := _POINTS.sub("", rest)) != rest:
        return take_apart(pointless, mend)
    return found or (_in_slots(_mended(rest)) if mend else None)


def _listed(rest: str) -> str | None:
    found = words.plain_value_phrases("rating").get(rest, ())
    if len(found) == 1 and len(rest) > 1:
        return found[0]
    together = rest.replace(" ", "")  # `HTXS NV`
    short = " " in rest and len(together) <= _SHORT
    return _listed(together) if short else None


def _in_slots(rest: str) -> str | None:
    found: dict[str, str] = {}
    for slot in _ORDER:
        rest, taken = _take(rest, slot)
        if taken:
            found[slot] = taken
        if slot == "not" and taken and _listed(rest) == "completed":
            return "failed"  # `Ko HTNV`
    return None if rest else _level(found)


def _unrated(rest: str) -> str | None:
    """`Chưa đủ điều kiện đánh giá, xếp loại do mới kết nạp`: that there is none, and why."""
    rest, _ = _take_all(rest, "unrated_before")
    rest, denied = _take(rest, "unrated_not")
    rest, rated = _take_all(_take_all(rest, "unrated_link")[0], "unrated_verb")
    rest, _ = _take_all(rest, "unrated_after")
    return "not_rated" if denied and rated and not rest else None


def _said_twice(rest: str) -> str | None:
    """`Mức 2 (HTTNV)`, `2. HTTNV`: the grade's number before its name, if the two agree."""
    first, _, name = rest.removeprefix("muc ").partition(" ")
    grade = words.plain_value_phrases("rating").get(f"muc {first}", ())
    if len(grade) != 1 or not name:
        return None
    return grade[0] if (_listed(name) or _in_slots(name)) == grade[0] else None


def _level(found: dict[str, str]) -> str | None:
    level = found.get("level")
    if "not" in found:
        return "failed" if "done" in found and level is None else None
    if level is not None:
        return level
    return "completed" if "done" in found else None


def _take(text: str, slot: str) -> tuple[str, str | None]:
    for phrase, value in _by_first_word(slot).get(text.partition(" ")[0], ()):
        if text == phrase or text.startswith(phrase + " "):
            return text[len(phrase) :].strip(), value
    return text, None


def _take_all(text: str, slot: str) -> tuple[str, bool]:
    taken = False
    while (shorter := _take(text, slot)[0]) != text:
        text, taken = shorter, True
    return text, taken


@cache
def _phrases(slot: str) -> tuple[tuple[str, str], ...]:
    """The words of a slot without accents, longest first, with what they say."""
    parts = words.rating_parts()
    levels = ("excellent", "good") if slot == "level" else (slot,)
    listed = {plain(phrase): level for level in levels for phrase in parts[level]}
    return tuple(sorted(listed.items(), key=lambda pair: -len(pair[0])))


@cache
def _by_first_word(slot: str) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase, value in _phrases(slot):
        found.setdefault(phrase.partition(" ")[0], []).append((phrase, value))
    return found


@cache
def _long_words() -> tuple[str, ...]:
    phrases = [phrase for slot in ("not", "done", "level", "task") for phrase, _ in _phrases(slot)]
    return tuple(word for phrase in phrases for word in phrase.split() if len(word) >= _LONG)


def _mended(text: str) -> str:
    """The words with a slip in a long one put right; short ones decide and are left alone."""
    tokens = text.split()
    if len(tokens) < 3 or len(text) > 60:
        return ""
    from rapidfuzz.distance import Levenshtein  # only a rating that is nowhere listed comes here

    def nearest(token: str) -> str:
        if len(token) < _LONG:
            return token
        distance, word = min((Levenshtein.distance(token, each), each) for each in _long_words())
        return word if distance <= 1 else token

    return " ".join(map(nearest, tokens))
