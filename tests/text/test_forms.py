"""Normal forms: what looks the same is the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.text import bare, clean, key, nfc, plain, show, tidy
from lacduong_kpi.text.screen import SHOWN, WRITTEN

ANY = st.text(max_size=60)
VIETNAMESE = st.text(
    "aăâeêioôơuưyđAĐKHBN'’ -\u0300\u0301\u0303\u0309\u0323\u00a0\u200b\n", max_size=30
)


@pytest.mark.parametrize(
    "written",
    [
        unicodedata.normalize("NFD", "Đạ Nghịt 1"),
        "Đạ\xa0Nghịt\u20091",
        "\ufeffĐạ  Nghịt\t1 ",
        "Đạ\u200b Nghịt\u200b 1",
        "Đạ\u3000Nghịt 1",
        "Ðạ Nghịt 1",
        "Đạ\nNghịt\r\n1",
        "Đ\xadạ Nghịt 1",
    ],
)
def test_tidy__of_what_looks_the_same__is_the_same(written: str) -> None:
    assert tidy(written) == "Đạ Nghịt 1"


def test_nfc__keeps_line_breaks_and_capitals() -> None:
    assert nfc(" KA  THẺM \r\n Ka Thẻm ") == "KA THẺM\nKa Thẻm"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thuỷ", "Thủy"),
        ("Hoà", "Hòa"),
        ("Xoè", "Xòe"),
        ("Đảng uỷ", "Đảng ủy"),
        ("hòan thành", "hoàn thành"),
        ("Qúy", "Quý"),
        ("K' Sim", "K'Sim"),
        ("K’Ho", "K'Ho"),
        ("KʼHo", "K'Ho"),
        ("K´Ho", "K'Ho"),
        ("CIL MÚP", "Cil Múp"),
        ("２０２４", "2024"),
    ],
)
def test_key__of_two_spellings__is_one(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hoa", "Hòa"), ("Thủy", "Thúy"), ("Đạ", "Da"), ("K Sim", "K'Sim")]
)
def test_key__of_two_names__is_two(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_bare_and_plain__leave_words() -> None:
    assert bare("Ngày, tháng/năm  sinh*:") == "ngày tháng năm sinh"
    assert plain("Đảng ủy (Cấp trên)") == "dang uy cap tren"
    assert bare("Trần 20%") == "trần 20%"


@given(ANY | VIETNAMESE)
@settings(max_examples=300)
def test_forms__applied_twice__change_nothing_more(text: str) -> None:
    for form in (nfc, tidy, key, bare, plain):
        assert form(form(text)) == form(text)


@given(VIETNAMESE)
@settings(max_examples=300)
def test_forms__of_decomposed_text__are_those_of_composed_text(text: str) -> None:
    for form in (nfc, tidy, key, bare, plain):
        assert form(unicodedata.normalize("NFD", text)) == form(unicodedata.normalize("NFC", text))


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=300)
def test_show_and_clean__of_any_text__let_no_control_through(text: str) -> None:
    for safe, longest in ((show(text), SHOWN * 10), (clean(text), WRITTEN)):
        assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in safe)
        assert not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
        assert len(safe) <= longest


def test_show__names_what_it_escapes() -> None:
    assert show("a\x1b[31m\u202eb") == "a\\u001b[31m\\u202eb"
    assert show("[link=x]") == "[link=x]"
    assert len(show("x" * 500)) == SHOWN


def test_clean__blanks_line_breaks_and_replaces_the_rest() -> None:
    assert clean("a\r\nb\x00c\ud800") == "a b\ufffdc\ufffd"
    assert len(clean("x" * 50_000)) == WRITTEN


def test_key__of_a_letter_with_two_tones__is_composed() -> None:
    assert key("oa\u0300\u0300") == key(key("oa\u0300\u0300"))
