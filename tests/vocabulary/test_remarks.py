"""Cells with a remark, a label or an abbreviation in them: what they say remains clear."""

from __future__ import annotations

import pytest

from lacduong_kpi.column import Unknown
from lacduong_kpi.terms import Kind
from lacduong_kpi.vocabulary import Role, read_column, read_header
from lacduong_kpi.vocabulary.compound import read_compound
from lacduong_kpi.vocabulary.model import Plain
from lacduong_kpi.vocabulary.notes import told


def facts(field: str, *values: Plain, kind: Kind = Kind.MEMBER) -> list[dict[str, str]]:
    readings = read_column(kind, field, values)
    return [{name: shown(fact) for name, fact in each.facts} for each in readings]


def shown(fact: object) -> str:
    return fact.first.isoformat() if hasattr(fact, "first") else str(fact)


def test_day__with_a_remark_or_without_signs__is_read() -> None:
    days = ("12/03/1980 (theo CCCD)", 14071980, 1021980, "14071980", 19800714, "19800201")
    found = [each["date_of_birth"] for each in facts("date_of_birth", *days)]
    assert found[:3] == ["1980-03-12", "1980-07-14", "1980-02-01"]
    assert found[3:] == ["1980-07-14", "1980-07-14", "1980-02-01"]


@pytest.mark.parametrize(
    "text", ["KN: 01/02/2003; CT: 05/02/2004", "01/02/2003, 05/02/2004", "01/02/2003 - 05/02/2004"]
)
def test_admission__with_the_official_day_behind__tells_both(text: str) -> None:
    assert facts("admitted_on", text) == [
        {"admitted_on": "2003-02-01", "official_on": "2004-02-05"}
    ]


@pytest.mark.parametrize("text", ["05/02/2004, 01/02/2003", "01/02/2003, 05/02/2004 và 2005"])
def test_admission__of_days_out_of_order_or_too_many__is_unread(text: str) -> None:
    (reading,) = read_column(Kind.MEMBER, "admitted_on", (text,))
    assert reading.unknown is Unknown.UNREADABLE


@pytest.mark.parametrize("text", ["Chưa CT", "(dự bị)", "ĐV dự bị"])
def test_official_day__of_somebody_who_is_not_yet__is_blank(text: str) -> None:
    (reading,) = read_column(Kind.MEMBER, "official_on", (text,))
    assert reading.unknown is Unknown.BLANK


def test_rating__with_a_remark__but_not_with_another_rating() -> None:
    assert facts("rating", "HTTNV (đề nghị khen)") == [{"rating": "good"}]
    assert facts("rating", "HTTNV (đề nghị HTXSNV)") == [{}]


def test_flag__with_a_remark__is_read() -> None:
    found = facts("has_committee", "Có (3 đ/c)", "Không (dưới 9 ĐV)", kind=Kind.ORGANIZATION)
    assert [each["has_committee"] for each in found] == ["True", "False"]


def test_names__all_with_ong_or_ba__tell_the_sex() -> None:
    found = facts("full_name", "Ông Trần Hào", "Bà Ka Hương", "Ông Lê Văn An")
    assert [each["full_name"] for each in found] == ["Trần Hào", "Ka Hương", "Lê Văn An"]
    assert [each["sex"] for each in found] == ["male", "female", "male"]


def test_names__where_ong_can_be_a_surname__keep_it() -> None:
    assert facts("full_name", "Ông Hào", "Ông Hương", "Ông An")[0] == {"full_name": "Ông Hào"}
    assert facts("full_name", "Ông Hào", "Bà Ka Hương", "Lê An")[0] == {"full_name": "Ông Hào"}


def test_name_and_year__in_brackets__are_two_facts() -> None:
    (reading,) = read_compound(Kind.MEMBER, ("full_name", "date_of_birth"), ("Ka An (SN 1970)",))
    assert reading.get("full_name") == "Ka An"
    assert shown(reading.get("date_of_birth")) == "1970-01-01"


@pytest.mark.parametrize("note", ["Con liệt sĩ, hy sinh năm 1968", "Vợ đ/c An, chuyển đi 2024"])
def test_note__about_kin__tells_nothing(note: str) -> None:
    assert told(Kind.MEMBER, note) == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("TCĐ đang SH", "branch"),
        ("C/thức ngày", "official_on"),
        ("Đã GT về nơi cư trú", "residence_introduced"),
        ("Ngày ĐV vào Đảng", "admitted_on"),
    ],
)
def test_header__with_abbreviations__is_written_out(header: str, field: str) -> None:
    reading = read_header((header,), guess=False)
    assert reading.role is Role.FIELD
    assert reading.of(Kind.MEMBER)[0].fields == (field,)


@pytest.mark.parametrize("header", ["STT chi bộ", "STT của Chi bộ", "Số TT đảng ủy"])
def test_header__of_a_number_beside_a_rater__is_no_rating(header: str) -> None:
    assert not any("rating" in each.fields for each in read_header((header,)).candidates)


def test_day__parted_by_blanks__is_read() -> None:
    assert facts("date_of_birth", "12 03 1980") == [{"date_of_birth": "1980-03-12"}]


def test_status__in_the_brackets_behind_unknown_words__is_read() -> None:
    assert facts("status", "Không còn sinh hoạt (chuyển đi)") == [{"status": "transferred_out"}]


def test_note__of_an_exemption_in_two_clauses__tells_it() -> None:
    (exempt,) = told(Kind.MEMBER, "Được miễn CT, SHĐ")
    assert exempt == ("status", "exempt")
    assert facts("status", "Được miễn CT, SHĐ", "SH tại CB") == [
        {"status": "exempt"},
        {"status": "active"},
    ]


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("85 điểm - HTTNV", "good"),
        ("HTXSNV/92,5", "excellent"),
        ("Đạt 72đ, hoàn thành nhiệm vụ", "completed"),
        ("85 điểm", None),
        ("1. HTTNV", None),
    ],
)
def test_rating__points_stand_beside__is_what_the_words_say(text: str, rating: str | None) -> None:
    assert facts("rating", text) == [{"rating": rating} if rating else {}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ka Thẻm - đã từ trần", {"full_name": "Ka Thẻm", "status": "deceased"}),
        ("Ka Thẻm, chuyển đi 5/2024", {"full_name": "Ka Thẻm", "status": "transferred_out"}),
        ("Ka Thẻm - Đảng viên dự bị", {"full_name": "Ka Thẻm", "standing": "probationary"}),
        ("Ka Thẻm - Hoa", {"full_name": "Ka Thẻm - Hoa"}),
    ],
)
def test_name__a_remark_stands_behind_a_dash__tells_what_it_says(
    text: str, told: dict[str, str]
) -> None:
    (found,) = facts("full_name", text)
    assert told.items() <= found.items()
