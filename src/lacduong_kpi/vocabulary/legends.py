"""Codes that a header explains: `Giới tính (1: Nam, 0: Nữ)`, `Xếp loại: 4 = XS; 3 = Tốt`."""

from __future__ import annotations

import re

from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare, nfc
from lacduong_kpi.vocabulary.listed import value_of

_SIGN = r"\s*(?:[:=–-]|\blà\b)\s*"
_WORD = r"[^\W\d_][^;,/()\[\]\n\d:=]*"
_CODE_FIRST = re.compile(rf"(?<![\w/.])(\d|[A-Za-z]){_SIGN}({_WORD})")
_WORD_FIRST = re.compile(rf"({_WORD}?){_SIGN}(\d)(?![\w/.])")


def read_legend(kind: Kind, field: str, header: str) -> tuple[tuple[str, str], ...]:
    """The codes that a header of a choice or flag explains, with the values they stand for.

    Nothing unless two codes at least are explained, each by a word of that field, no two alike.
    """
    text = nfc(header)
    by_code = _CODE_FIRST.findall(text)
    by_word = [(code, word) for word, code in _WORD_FIRST.findall(text)]
    for pairs in (by_code, by_word):
        told = {code: value_of(kind, field, bare(word)) for code, word in pairs}
        known = {code: value for code, value in told.items() if value is not None}
        if len(known) == len(pairs) == len(set(known.values())) > 1:
            return tuple(known.items())
    return ()
