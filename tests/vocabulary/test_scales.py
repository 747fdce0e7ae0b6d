"""Grades that only their neighbours make out."""

from __future__ import annotations

import pytest

from lacduong_kpi.vocabulary.scales import (
    GRADES,
    grades_in,
    read_grade,
    read_standing,
    standings_in,
)


@pytest.mark.parametrize(
    "texts", [["XS", "T", "HT", "KHT"], ["A", "B", "C", "D"], ["1", "2", "3", "4"]]
)
def test_grades__all_side_by_side__are_told_in_either_order(texts: list[str]) -> None:
    assert list(grades_in(texts).values()) == list(GRADES)
    assert list(grades_in(texts[::-1]).values()) == list(GRADES[::-1])


def test_grades__between_other_headers__keep_their_places() -> None:
    found = grades_in(["Họ và tên", "XS", "T", "HT", "Ghi chú"])
    assert found == {1: "excellent", 2: "good", 3: "completed"}


@pytest.mark.parametrize(
    "texts", [["T"], ["T", "HT"], ["A", "B", "C"], ["1", "2", "3"], ["T", "XS"]]
)
def test_grades__too_few_or_out_of_order__say_nothing(texts: list[str]) -> None:
    assert grades_in(texts) == {}


def test_read_grade__letter_without_a_rating_above__only_in_a_scale_of_words() -> None:
    reading = read_grade(("T",), "good")
    assert reading is not None
    assert reading.candidates[0].stands_for == "good"
    assert read_grade(("1",), "excellent") is None
    assert read_grade(("Lý luận chính trị", "B"), "good") is None
    assert read_grade(("Xếp loại 2024", "1"), "excellent") is not None


def test_read_grade__words_that_are_another_header_too__are_the_grade_in_a_scale_of_words() -> None:
    reading = read_grade(("Mức độ", "Hoàn thành"), "completed")
    assert reading is not None
    assert reading.candidates[0].stands_for == "completed"


def test_standings__both_side_by_side__are_told_and_one_alone_is_not() -> None:
    assert standings_in(["Họ tên", "CT", "DB"]) == {1: "official", 2: "probationary"}
    assert standings_in(["ĐSH", "MSH", "CT"]) == {}
    reading = read_standing(("Diện", "CT"), "official")
    assert reading is not None
    assert [each.stands_for for each in reading.candidates if each.fields == ("standing",)] == [
        "official"
    ]
    assert all(each.fields != ("status",) for each in reading.candidates)
    assert read_standing(("Ngày vào Đảng", "CT"), "official") is None
