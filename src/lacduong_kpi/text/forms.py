"""Normal forms of text, from "as it should be written" to "as it is compared".

| form | keeps | for |
|---|---|---|
| `nfc` | letters, capitals, line breaks | values that are shown |
| `tidy` | the same in one line | values that are shown |
| `key` | accents | equality of names and words |
| `bare` | accents; no punctuation | looking words up |
| `plain` | no accents, no punctuation | words typed without accents, close spelling |
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        0x34F,
        0x61C,
        0x180E,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x206A),
        0xFEFF,
    ],
    None,
)
_ODD_LETTERS = {ord("Ð"): "Đ", ord("ð"): "đ", ord("Ɖ"): "Đ"}
_ODD_SPACES = dict.fromkeys(
    [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)
_LINE_BREAKS = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_WRITTEN = _INVISIBLE | _ODD_LETTERS | _ODD_SPACES | _LINE_BREAKS
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘`´′‛ʻʹ＇"), "'")

_LETTERS = "[!-_a-~À-ÏÑ-ÖØ-ïñ-öø-ıĴ-ľŁ-ňŊ-žƠơƯưẠ-ỹ]+"
_ORDINARY = re.compile(f"{_LETTERS}(?: {_LETTERS})*")
"""Text that no normal form changes but for capitals, tones and blanks around an apostrophe: nearly
all cells, so that they cost one look."""

_BLANKS = re.compile(r" *\n *|  +")
_AFTER_APOSTROPHE = re.compile(r"(?<=\w)\s*'\s*(?=\w)")
_NO_WORD = re.compile(r"[^\w%+]+|_+")


def nfc(text: str) -> str:
    """The text as it should have been typed: composed letters, Đ for Ð, plain spaces.

    Invisible characters (soft hyphen, zero width, byte order mark, direction marks) are taken
    out, runs of blanks become one, line breaks stay as `\\n`, the ends are trimmed.
    """
    if _ORDINARY.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", text.translate(_WRITTEN).replace("\r\n", "\n"))
    text = text.replace("\r", "\n")
    return _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", text).strip(" \n")


def is_tidy(text: str) -> bool:
    """Whether `tidy` surely changes nothing."""
    return _ORDINARY.fullmatch(text) is not None


def tidy(text: str) -> str:
    """`nfc` in one line."""
    if is_tidy(text):
        return text
    return " ".join(nfc(text).split())


def key(text: str) -> str:
    """What two spellings of the same name have in common; accents count.

    Capitals, width of letters, kind of apostrophe, blanks around an apostrophe (`K' Sim`) and
    the place of the tone (`Thuỷ`, `Thủy`) make no difference.
    """
    if not _ORDINARY.fullmatch(text):
        text = tidy(text)
        if not text.isascii():
            text = tidy(unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)))
    folded = text.casefold()
    if "'" in folded:
        folded = _AFTER_APOSTROPHE.sub("'", folded)
    placed = place_tones(folded)
    if placed.isascii() or unicodedata.is_normalized("NFC", placed):
        return placed
    return unicodedata.normalize("NFC", placed)  # a tone was moved off a letter with a second one


@lru_cache(maxsize=512)
def bare(text: str) -> str:
    """`key` with everything but letters, digits, `%` and `+` made blank: the form of word lists."""
    return " ".join(_NO_WORD.sub(" ", key(text)).split())


def plain(text: str) -> str:
    """`bare` without accents: `ho va ten` for `Họ và tên`."""
    return strip_accents(bare(text))


def strip_accents(text: str) -> str:
    """Small letters without their accents; `plain` of a text that is in the form of `bare`."""
    text = text.translate(_ACCENTS)
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


_ACCENTS = str.maketrans(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ",
    "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd",
)


# The tone of oa, oe, uy stands on the first vowel where the syllable is open (hòa), on the
# second where a letter follows (hoàn) and after q (quý). Both habits are written.
_OPEN = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_CLOSED = {first: second for second, first in _OPEN.items()}
_TONED_PAIR = re.compile(r"(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|[òóỏõọ][ae]|[ùúủũụ]y)(\w?)")


def place_tones(text: str) -> str:
    """Small letters with the tone where it is usually written."""
    return text if text.isascii() else _TONED_PAIR.sub(_place_tone, text)


def _place_tone(found: re.Match[str]) -> str:
    pair, after = found.groups()
    start = found.start()
    after_q = start > 0 and found.string[start - 1] == "q"
    placed = _CLOSED.get(pair, pair) if after_q or after else _OPEN.get(pair, pair)
    return f"{placed}{after}"
