"""Old encodings: converted where font or text tell them, left alone elsewhere."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.text import (
    Encoding,
    convert,
    detect,
    font_encoding,
    is_syllable,
    nfc,
    proper,
    to_unicode,
)
from lacduong_kpi.text.legacy import _TCVN3, _vni_pairs

SMALL = "Họ và tên|đảng viên|Nguyễn Thị Phượng|Đức|ngày tháng năm|hoàn thành xuất sắc nhiệm vụ"
TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_tcvn3(text: str) -> str:
    codes = {letter: chr(code) for code, letter in _TCVN3.items()}
    return "".join(codes.get(letter, codes.get(letter.lower(), letter)) for letter in text)


def as_vni(text: str) -> str:
    codes = {letter: code for code, letter in _vni_pairs().items()}
    return "".join(codes.get(letter, letter) for letter in text)


def as_cp1258(text: str) -> bytes:
    out = b""
    for letter in text:
        decomposed = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
        out += base.encode("cp1258") + "".join(c for c in decomposed if c in TONES).encode("cp1258")
    return out


WRITTEN = {
    Encoding.TCVN3: as_tcvn3(SMALL),
    Encoding.VNI: as_vni(SMALL),
    Encoding.CP1258: as_cp1258(SMALL).decode("cp1252"),
}


@pytest.mark.parametrize("encoding", WRITTEN)
def test_legacy__text__is_told_and_converted(encoding: Encoding) -> None:
    texts = WRITTEN[encoding].split("|")
    assert detect(texts) is encoding
    assert [convert(text, encoding) for text in texts] == SMALL.split("|")


@pytest.mark.parametrize(
    ("text", "unicode"),
    [
        ("L¹c D­¬ng, ngµy 31 th¸ng 12 n¨m 2024", "Lạc Dương, ngày 31 tháng 12 năm 2024"),
        ("CHI Bé §¹ NGHÞT 1", "CHI BỘ ĐẠ NGHỊT 1"),
        ("§Æng ThÞ Hång Ph­îng", "Đặng Thị Hồng Phượng"),
        ("Hä vµ tªn", "Họ và tên"),
        ("HTXSNV", "HTXSNV"),
        ("Bon Y« K'Mbin", "Bon Yô K'Mbin"),
    ],
)
def test_tcvn3__with_its_capitals(text: str, unicode: str) -> None:
    assert convert(text, Encoding.TCVN3) == unicode


def test_tcvn3__in_a_font_of_capitals__is_in_capitals() -> None:
    assert convert("bÝ th­ chi bé", Encoding.TCVN3, capitals=True) == "BÍ THƯ CHI BỘ"
    assert convert("htxsnv", Encoding.TCVN3, capitals=True) == "HTXSNV"
    assert proper("DƠNG GUR K'SÂM") == "Dơng Gur K'Sâm"


def test_vni__in_both_cases() -> None:
    assert convert("Hoï vaø teân Ñaûng vieân Nguyeãn Thò Phöôïng", Encoding.VNI) == (
        "Họ và tên Đảng viên Nguyễn Thị Phượng"
    )
    assert convert("ÑAÛNG BOÄ XAÕ", Encoding.VNI) == "ĐẢNG BỘ XÃ"


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".VnArial Narrow", Encoding.TCVN3, False),
        (".VnArialH", Encoding.TCVN3, True),
        ("VNI-Times", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("", None, False),
    ],
)
def test_font__tells_the_encoding(font: str, encoding: Encoding | None, capitals: bool) -> None:
    assert font_encoding(font) == (encoding, capitals)


@pytest.mark.parametrize(
    "texts",
    [
        SMALL.split("|"),
        ["Tèo", "Hà", "Lê", "José", "café", "Hòa", "Hùng", "Tô"],
        ["Nam", "Kinh", "2024", "x"],
        ["Bon Yô", "Sô Ly", "Lê Hà"],
        [],
    ],
)
def test_detect__unicode_and_little_text__is_left_alone(texts: list[str]) -> None:
    assert detect(texts) is None


def test_to_unicode__of_unicode_among_old_text__is_left_alone() -> None:
    assert to_unicode("Nguyễn Văn Tèo", Encoding.TCVN3) == "Nguyễn Văn Tèo"
    assert to_unicode("Hä vµ tªn", None) == "Hä vµ tªn"
    assert to_unicode("Hä vµ tªn", Encoding.TCVN3) == "Họ và tên"


SYLLABLES = [
    "Nguyễn",
    "Phượng",
    "khuỷu",
    "nghiêng",
    "quyết",
    "Đưng",
    "giường",
    "ngoằn",
    "yếu",
    "uỷ",
]


@pytest.mark.parametrize("word", SYLLABLES)
def test_syllable__of_vietnamese__is_one(word: str) -> None:
    assert is_syllable(nfc(word))


@pytest.mark.parametrize("word", ["Hä", "tªn", "Ph­îng", "Ñaûng", "café", "klong", "ngw", "ấấ"])
def test_syllable__of_anything_else__is_none(word: str) -> None:
    assert not is_syllable(word)


@given(st.text(max_size=40), st.sampled_from(list(Encoding)))
@settings(max_examples=300)
def test_convert__of_any_text__is_nfc_and_never_fails(text: str, encoding: Encoding) -> None:
    converted = convert(text, encoding)
    assert converted == text or unicodedata.is_normalized("NFC", converted)
