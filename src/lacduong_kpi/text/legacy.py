"""Text of the years before Unicode: TCVN3 (ABC), VNI, and code pages read as another one.

In such files the characters are those of Windows-1252 and only the font makes them Vietnamese.
The font name decides where it is known; else the whole of a sheet's texts: they are converted if
that makes Vietnamese syllables of words that are none as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cache

from lacduong_kpi.text.forms import nfc
from lacduong_kpi.text.syllables import is_syllable


class Encoding(StrEnum):
    TCVN3 = "tcvn3"
    """TCVN 5712 as the ABC fonts have it (.VnTime, .VnArial; .VnTimeH shows capitals)"""
    VNI = "vni"
    """VNI for Windows: a base letter and a second character for its marks"""
    CP1258 = "cp1258"
    """bytes of Windows-1258 that were read as Windows-1252"""
    UTF8 = "utf8"
    """bytes of UTF-8 that were read as Windows-1252"""


def font_encoding(font: str) -> tuple[Encoding | None, bool]:
    """The encoding that a font's name tells, and whether the font shows capitals only.

    `.VnTime` is TCVN3, `.VnTimeH` TCVN3 in capitals, `VNI-Times` VNI; other fonts tell nothing.
    """
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3, name.removesuffix(" bold").endswith("h")
    if name.startswith(("vni-", "vni ")):
        return Encoding.VNI, False
    return None, False


def convert(text: str, encoding: Encoding, capitals: bool = False) -> str:
    """The text in Unicode, NFC. Text that cannot be of the encoding is handed back as it is."""
    if text.isascii():
        return text.upper() if capitals else text
    converted = nfc(_CONVERTERS[encoding](text))
    return converted.upper() if capitals else converted


def proper(text: str) -> str:
    """A name in proper case: `Dương Văn Bình` for `DƯƠNG VĂN BÌNH`, `K'Sim` for `K'SIM`."""
    return _NAME_WORD.sub(lambda found: found[0].capitalize(), text)


_NAME_WORD = re.compile(r"[^\W\d_]+")


def to_unicode(text: str, encoding: Encoding | None, capitals: bool = False) -> str:
    """`convert` where there is an encoding and the text is not Unicode Vietnamese already."""
    if encoding is None or _is_unicode_vietnamese(text):
        return text
    return convert(text, encoding, capitals)


_TCVN3_CODES = (
    "¸á µà ¶ả ·ã ¹ạ ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ ©â Êấ Çầ Èẩ Éẫ Ëậ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ ªê Õế Òề Óể Ôễ Öệ "
    "Ýí ×ì Øỉ Üĩ Þị ãó ßò áỏ âõ äọ «ô èố åồ æổ çỗ éộ ¬ơ íớ êờ ëở ìỡ îợ óú ïù ñủ òũ ôụ "
    "\xadư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ §Đ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư"
)
_TCVN3 = {ord(pair[0]): pair[1] for pair in _TCVN3_CODES.split(" ")}


def _from_tcvn3(text: str) -> str:
    # Capital vowels with a tone have no code of their own: `NGHÞT` is meant as NGHỊT.
    if _is_capital(text):
        return text.translate(_TCVN3).upper()
    return "".join(map(_tcvn3_word, re.split(r"(\s+)", text)))


def _tcvn3_word(word: str) -> str:
    converted = word.translate(_TCVN3)
    return converted.upper() if _is_capital(word) else converted


def _is_capital(text: str) -> bool:
    """No small ASCII letter, and two capitals side by side (`Hä` is Họ, `BÝ` alone is Bí)."""
    return _TWO_CAPITALS.search(text) is not None and _SMALL.search(text) is None


_TWO_CAPITALS = re.compile("[A-Z][A-Z]")
_SMALL = re.compile("[a-z]")

_VNI_MARKS = {
    "aeouy": {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"},
    "aeo": {
        "â": "\u0302",
        "á": "\u0302\u0301",
        "à": "\u0302\u0300",
        "å": "\u0302\u0309",
        "ã": "\u0302\u0303",
        "ä": "\u0302\u0323",
    },
    "a": {
        "ê": "\u0306",
        "é": "\u0306\u0301",
        "è": "\u0306\u0300",
        "ú": "\u0306\u0309",
        "ü": "\u0306\u0303",
        "ë": "\u0306\u0323",
    },
}
_VNI_SINGLES = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_TONED = {"ô": "ơ", "ö": "ư"}


@cache
def _vni_pairs() -> dict[str, str]:
    pairs = {
        base + mark: nfc(base + combining)
        for bases, marks in _VNI_MARKS.items()
        for base in bases
        for mark, combining in marks.items()
    }
    for code, base in _VNI_TONED.items():
        for mark, combining in _VNI_MARKS["aeouy"].items():
            pairs[code + mark] = nfc(base + combining)
    pairs |= _VNI_SINGLES
    cased = {code.upper(): letter.upper() for code, letter in pairs.items()}
    mixed = {
        code[0].upper() + code[1]: letter.upper() for code, letter in pairs.items() if code[1:]
    }
    return pairs | mixed | cased


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni_pairs(), key=len, reverse=True)))


def _from_vni(text: str) -> str:
    return _vni_pattern().sub(lambda found: _vni_pairs()[found[0]], text)


def _reread(text: str, encoding: str) -> str:
    try:
        return text.encode("cp1252").decode(encoding)
    except UnicodeError:
        return text


_CONVERTERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: _from_tcvn3,
    Encoding.VNI: _from_vni,
    Encoding.CP1258: lambda text: _reread(text, "cp1258"),
    Encoding.UTF8: lambda text: _reread(text, "utf-8"),
}

_WORD = re.compile(r"[^\W\d_](?:[^\s\d.,;:()/'’\"-])*|[^\x00-\x7f\s](?:[^\s\d.,;:()/'’\"-])*")
_VIETNAMESE_ONLY = re.compile("[ăĂđĐơƠưƯĩĨũŨ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
ENOUGH = 4
"""Fewest accented words on which an encoding is judged."""


def _is_unicode_vietnamese(text: str) -> bool:
    return _VIETNAMESE_ONLY.search(text) is not None


def detect(texts: Iterable[str]) -> Encoding | None:
    """The old encoding that all these texts of a sheet are in, None where they are Unicode.

    Judged on the words that hold a character beyond ASCII and no letter that only Unicode
    Vietnamese has: at least three quarters must become syllables, and far more than are now.
    """
    words = _accented_words(texts)
    if len(words) < ENOUGH:
        return None
    now = _share_of_syllables(words, lambda word: word)
    shares = {
        encoding: _share_of_syllables(words, converter)
        for encoding, converter in _CONVERTERS.items()
    }
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] >= 0.75 and shares[best] > now + 0.3 else None


def _accented_words(texts: Iterable[str], limit: int = 2000) -> list[str]:
    words: dict[str, None] = {}
    for text in texts:
        if text.isascii() or _is_unicode_vietnamese(text):
            continue
        words.update((word, None) for word in _WORD.findall(text) if not word.isascii())
        if len(words) > limit:
            break
    return list(words)


def _share_of_syllables(words: list[str], converter: Callable[[str], str]) -> float:
    return sum(is_syllable(nfc(converter(word))) for word in words) / len(words)
