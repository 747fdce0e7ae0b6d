"""`key` and `bare` of many texts at once: ten times as fast where nothing odd is written.

Texts are joined by line breaks and worked on together; a group with anything that `tidy` would
change, or that has letters of another width, is worked on text by text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from unicodedata import is_normalized

from lacduong_kpi.text import forms

_GROUP = 1000
_ODD = re.compile(r"[^\w\n '.,;:()/&%+-]|[ðÐƉ]")
"""what is no letter, digit or usual sign, and the letters that are typed for đ and Đ"""
_AFTER_APOSTROPHE = re.compile(r"(?<=\w) *' *(?=\w)")
_NO_WORD = re.compile(r"[^\w%+\n]+|_+")
_BLANKS = re.compile(r" *\n *|  +")


def keys(texts: Sequence[str]) -> list[str]:
    """`key` of each text."""
    return list(_grouped(texts, forms.key, _keys))


def bares(texts: Sequence[str]) -> list[str]:
    """`bare` of each text."""
    return list(_grouped(texts, forms.bare, _bares))


def _grouped(
    texts: Sequence[str], one: Callable[[str], str], many: Callable[[str], str]
) -> Iterator[str]:
    for start in range(0, len(texts), _GROUP):
        group = texts[start : start + _GROUP]
        joined = "\n".join(group)
        if _is_plain(joined, len(group)):
            yield from many(joined).split("\n")
        else:
            yield from map(one, group)


def _is_plain(joined: str, count: int) -> bool:
    """Whether every text is tidy, in one line, and of letters that have one form only."""
    return (
        joined.count("\n") == count - 1
        and _ODD.search(joined) is None
        and not any(edge in joined for edge in ("  ", " \n", "\n "))
        and joined == joined.strip(" ")
        and is_normalized("NFKC", joined)
    )


def _keys(joined: str) -> str:
    joined = joined.casefold()
    if "' " in joined or " '" in joined:
        joined = _AFTER_APOSTROPHE.sub("'", joined)
    return forms.place_tones(joined)


def _bares(joined: str) -> str:
    blanked = _NO_WORD.sub(" ", _keys(joined))
    return _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", blanked).strip(" ")
