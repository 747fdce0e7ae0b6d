"""Texts that somebody made long to make a program slow."""

from __future__ import annotations

import time

import pytest

from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.text import Encoding, bare, clean, convert, detect, key, nfc, plain, show
from lacduong_kpi.vocabulary import (
    is_remark,
    is_signature,
    read_column,
    read_compound,
    read_header,
    read_name,
    read_section,
    read_title,
    read_total,
)
from lacduong_kpi.vocabulary.lines import is_place_date

LONG = 10_000
PIECES = [
    "(",
    "()",
    "ngày ",
    "1/",
    "số A ",
    " ",
    "1",
    "\n",
    "a ",
    "ă",
    "a\u0301",
    "chuyển đi ",
    "-",
]
PIECES += ["x", "'", "đ/c ", ".", "®¶ng ", "năm 2024 ", "(số 1-A ", ".1 ", "chi bộ ", "xếp loại "]
TEXTS = [(piece * LONG)[:length] for piece in PIECES for length in (399, LONG)]
ALLOWED = 2.0
"""seconds for all questions together; a quadratic pattern takes far more"""


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text[:9]!r}{len(text)}")
def test_long_text__in_any_cell_or_line__is_done_with_soon(text: str) -> None:
    begun = time.perf_counter()
    for form in (nfc, key, bare, plain, show, clean, read_section, read_total, is_signature):
        form(text)
    for question in (is_remark, is_place_date, read_title, read_name):
        question(text)
    detect([text] * 5)
    for encoding in Encoding:
        convert(text, encoding)
    read_header((text,))
    read_header((text, text))
    for kind in Kind:
        for field in FIELDS[kind]:
            read_column(kind, field, (text,))
    read_compound(Kind.MEMBER, ("admitted_on", "official_on"), (text,))
    assert time.perf_counter() - begun < ALLOWED


@pytest.mark.parametrize(
    "other", ["BCH", "cấp ủy", "chi bộ", "đảng ủy", "năm 2024", "HTTNV", "Nam"]
)
@pytest.mark.parametrize("number", ["no", "STT", "số thứ tự", "#"])
def test_header__running_number_beside_other_words__read_without_a_bug(
    number: str, other: str
) -> None:
    for path in ((f"{number} {other}",), (f"{other} {number}",), (number, other), (other, number)):
        assert read_header(path)
        assert read_header(path, guess=False)
