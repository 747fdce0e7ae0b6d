"""Ratings that are written in their own way: `HT Tốt NV`, `Đủ tư cách, H.thành xuất sắc`.

A rating is taken apart into words of which each must be known; a part of it never decides
(`không hoàn thành nhiệm vụ` holds `hoàn thành nhiệm vụ`).
"""

from __future__ import annotations

from functools import cache, lru_cache

from lacduong_kpi.vocabulary import words

_ORDER = ("before", "not", "done", "level", "task", "after")


@lru_cache(maxsize=2048)
def take_apart(text: str) -> str | None:
    """The rating (a value of `Rating`) that the compared form of a text says, or None."""
    rest = text
    found: dict[str, str] = {}
    for slot in _ORDER:
        rest, taken = _take(rest, slot)
        if taken:
            found[slot] = taken
            if slot == "before":
                rest, _ = _take(rest, slot)
    if rest:
        return None
    return _level(found)


def _level(found: dict[str, str]) -> str | None:
    level = found.get("level")
    if "not" in found:
        return "failed" if "done" in found and level is None else None
    if level is not None:
        return level
    return "completed" if "done" in found else None


def _take(text: str, slot: str) -> tuple[str, str | None]:
    for phrase, value in _phrases(slot):
        if text == phrase or text.startswith(phrase + " "):
            return text[len(phrase) :].strip(), value
    return text, None


@cache
def _phrases(slot: str) -> tuple[tuple[str, str], ...]:
    parts = words.rating_parts()
    listed = (
        [(phrase, level) for level in ("excellent", "good") for phrase in parts[level]]
        if slot == "level"
        else [(phrase, slot) for phrase in parts[slot]]
    )
    joined = {"xsnv": "excellent"} if slot == "level" else {}
    return tuple(sorted([*listed, *joined.items()], key=lambda pair: -len(pair[0])))
