"""Lines at a fixed width: what folds, what stays whole, how wide text is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.reports.layout import (
    Align,
    Cell,
    Field,
    Page,
    Span,
    fold,
    fold_pieces,
    pad,
    plain,
    styled,
    text_width,
)
from lacduong_kpi.reports.words import Colour

words_ = st.lists(st.text("abcđễ\u00a0", min_size=1, max_size=12), min_size=1, max_size=30)


@given(words=words_, width=st.integers(1, 40))
def test_fold__only_at_blanks__and_nothing_lost(words: list[str], width: int) -> None:
    lines = fold(" ".join(words), width)
    assert " ".join(lines).split(" ") == words
    assert all(len(line) <= width or " " not in line for line in lines)


def test_fold__a_no_break_space__holds_number_and_sign_together() -> None:
    assert fold("từ 88,70\u00a0% đến", 10) == ["từ 88,70\u00a0%", "đến"]
    assert fold("từ 88,70\u00a0% đến", 8) == ["từ", "88,70\u00a0%", "đến"]


def test_fold_pieces__a_place_with_blanks__stays_whole() -> None:
    assert fold_pieces(["Danh sách 1.xlsx,", "F1"], 8) == ["Danh sách 1.xlsx,", "F1"]
    assert fold_pieces([], 8) == [""]


def test_text_width__letters_marks_and_wide_signs() -> None:
    assert text_width("Đảng ủy") == 7
    assert text_width("e\u0302\u0301") == 1
    assert text_width("名") == 2
    assert pad("名", 4) == "名  "
    assert pad("dài hơn", 3) == "dài hơn"


def test_row__only_the_folding_cell_goes_on_below() -> None:
    page = Page(20)
    fields = [Field(3), Field(6, folds=True), Field(3, Align.RIGHT)]
    page.row(fields, [Cell("A1"), Cell("một hai ba"), Cell("9")], indent=1)
    assert plain(page.screen) == " A1   một       9\n      hai ba\n"


def test_plain__no_blanks_at_the_ends_of_lines() -> None:
    assert plain(((Span("a  "), Span("  ")), ())) == "a\n\n"


def test_styled__colours_beside_the_same_text() -> None:
    text = styled(((Span("CHƯA ĐẠT", Colour.BAD), Span(" [b]x[/b]", bold=True)),))
    assert text.plain == "CHƯA ĐẠT [b]x[/b]\n"
    assert [str(span.style) for span in text.spans] == ["red", "bold"]


def test_styled__no_blanks_at_the_ends_of_lines() -> None:
    assert styled(((Span("ĐẠT  ", Colour.GOOD), Span("  ")), ())).plain == "ĐẠT\n\n"


def test_labelled__text_folds_under_itself() -> None:
    page = Page(12)
    page.labelled("Trừ ", "một hai ba", 2)
    assert plain(page.screen) == "  Trừ một\n      hai ba\n"
