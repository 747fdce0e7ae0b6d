"""What is said of a target, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lacduong_kpi.assess.model import Deciding, DecidingCell, Goal
from lacduong_kpi.findings import CODES, Place, finding
from lacduong_kpi.reports import words
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.model import Reason, Verdict
from lacduong_kpi.wording import Language, knows
from reports import build

VI, EN = Language.VI, Language.EN
PERCENT = "\u00a0%"


@pytest.mark.parametrize(
    ("kind", "low", "high", "unit", "text"),
    [
        ("at_least", "100", None, "percent", f"100{PERCENT}"),
        ("at_least", "90", None, "percent", f"từ 90{PERCENT}"),
        ("at_least", "2.50", None, "percent", f"từ 2,5{PERCENT}"),
        ("at_least", "100", None, "count", "từ 100"),
        ("more_than", "90", None, "percent", f"trên 90{PERCENT}"),
        ("at_most", None, "20", "percent", f"không quá 20{PERCENT}"),
        ("less_than", None, "5", "count", "dưới 5"),
        ("range", "3", "4", "percent", f"3 - 4{PERCENT}"),
        ("range", "1", "2", "count", "1 - 2"),
        ("exactly", "5", None, "count", "đúng 5"),
        ("none", None, "0", "count", "không có"),
    ],
)
def test_goal__in_words(kind: str, low: str | None, high: str | None, unit: str, text: str) -> None:
    assert words.goal_text(VI, Goal(kind, low, high, False, unit, "")) == text


def test_verdict_word__exceeded__only_of_a_met_target() -> None:
    assert words.verdict_word(VI, Verdict.MET, exceeded=True) == "ĐẠT (VƯỢT)"
    assert words.verdict_word(VI, Verdict.NOT_DUE, exceeded=True) == "CHƯA ĐẾN HẠN"
    assert words.plain_verdict(VI, Verdict.MET, exceeded=True) == "vượt"


def test_colour__each_verdict_has_its_own() -> None:
    assert len({words.colour(verdict) for verdict in Verdict}) == len(Verdict)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        (build.b3(), f"958/1.057 = 90,63{PERCENT}"),
        (build.target("A7", "x", build.score(build.MET, 1), unit="branch"), "1"),
        (build.target("A1", "x", build.no_roster(), unit="organization"), "chưa có danh sách"),
        (
            build.target("B1", "x", build.score(build.NOT_APPLICABLE, 0, 0)),
            "không có đảng viên để tính",
        ),
        (build.target("B2", "x", build.score(build.UNDETERMINED, 0, 0, unknown=3)), "0/0"),
    ],
    ids=["rate", "count", "no_roster", "nobody", "nothing_sure"],
)
def test_result__figure_or_the_reason_why_there_is_none(target: object, text: str) -> None:
    assert words.result_text(VI, target) == text


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (build.score(build.MET, 3, 3, existing=0), "-"),
        (build.score(build.NOT_MET, 1, 3, existing=2, new=7), "2 đảng viên"),
        (build.score(build.NOT_DUE, 0, new=1), "1 đảng viên"),
        (build.score(build.NOT_APPLICABLE, 0, 0), ""),
        (build.no_roster(), ""),
    ],
    ids=["met", "existing_before_new", "new_where_only_that", "nobody", "no_roster"],
)
def test_missing__how_many_are_wanting(result: object, text: str) -> None:
    assert words.missing_text(VI, build.target("B3", "x", result)) == text


def test_missing__undetermined__how_many_must_turn_out_well() -> None:
    assert words.missing_text(VI, build.b3()) == "14 đảng viên"
    hopeless = replace(build.b3(), deciding=Deciding(None, 1, ()))
    assert words.missing_text(VI, hopeless) == ""


def test_unit__english__singular_and_plural() -> None:
    assert words.unit(EN, "branch", 1) == "1 branch"
    assert words.unit(EN, "member", 1200) == "1,200 members"


def test_remarks__what_must_be_said_and_no_more() -> None:
    assert words.remarks(VI, build.target("A1", "x", build.score(build.MET, 3, 3))) == ()
    assert words.remarks(VI, build.b3()) == (
        f"23 đảng viên chưa rõ xếp loại: kết quả có thể từ 88,70{PERCENT} đến 90,83{PERCENT}.",
    )
    assert words.remarks(VI, build.b1()) == (
        f"Được giới thiệu 627/627 (100{PERCENT}); nhận xét gương mẫu 581/589, 5 đảng viên chưa rõ.",
    )


def test_remarks__doubt_that_changes_nothing__is_said_to_change_nothing() -> None:
    target = build.target("B3", "x", build.score(build.MET, 95, 100, unknown=2))
    (remark,) = words.remarks(VI, target)
    assert remark == "2 đảng viên chưa rõ số liệu, không làm thay đổi kết luận."


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (build.MILESTONE, "Hạn: 31/12/2030."),
        (build.TERM, "Hạn: hết nhiệm kỳ 2020 - 2025 (30/06/2025)."),
        (build.YEAR, "Hạn: 31/12/2024."),
    ],
)
def test_remarks__not_due__names_the_day(period: object, text: str) -> None:
    target = build.target("A6", "x", build.score(build.NOT_DUE, 1, 3), period=period)
    assert words.remarks(VI, target) == (text,)


def test_remarks__no_column__names_the_columns() -> None:
    cells = (DecidingCell("a.xlsx", None, None, "pledge", "no_column"),)
    result = build.score(build.UNDETERMINED, 0, 0, unknown=9, reason=Reason.NO_COLUMN)
    target = build.target("B2", "x", result, deciding=Deciding(9, 1, cells))
    assert words.result_text(VI, target) == "chưa có cột"
    assert words.remarks(VI, target) == ("Danh sách chưa có cột: cam kết.",)


def test_remarks__estimated__says_why() -> None:
    target = build.target("B4", "x", build.score(build.MET, 1, 15, estimated=True))
    assert words.remarks(VI, target) == (
        "Tổng số ngày 31/12/2023 là ước tính: chưa có danh sách giảm năm 2024.",
    )


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("rating", "good", "hoàn thành tốt"),
        ("pledge", False, "không"),
        ("admitted_on", "2019-02-03", "03/02/2019"),
        ("admitted_on", "2019-03", "tháng 3/2019"),
        ("admitted_on", "2019", "năm 2019"),
        ("member_count", 1200, "1.200"),
        ("note", "2019", "2019"),
        ("rating", None, ""),
    ],
)
def test_value_word__in_the_office_s_words(
    field: str, value: str | bool | int | None, text: str
) -> None:
    assert words.value_word(VI, field, value) == text


def test_field_word__own_word_of_a_kind_before_the_general_one() -> None:
    assert words.field_word(VI, "name", Kind.ORGANIZATION) == "tên tổ chức đảng"
    assert words.field_word(VI, "rating", Kind.ORGANIZATION) == "xếp loại"
    assert words.field_word(VI, "field_of_a_plan") == "field_of_a_plan"


def test_tally__counts_every_verdict() -> None:
    assert words.tally(VI, build.district()) == (
        "6/12 chỉ tiêu đạt và vượt; 3 chưa đạt; 1 chưa xác định; 2 chưa đến hạn;"
        " 0 không có đối tượng."
    )


@pytest.mark.parametrize("language", list(Language))
def test_finding__every_code__has_sentence_and_remedy(language: Language) -> None:
    assert [
        code
        for code in CODES
        if not knows(language, f"findings.{code}") or not knows(language, f"findings.{code}.remedy")
    ] == []


def test_finding__sentence__filled_with_its_parameters() -> None:
    fault = finding("X12", Place("a.xlsx"), declared=25, counted=24)
    assert "25" in words.finding_sentence(VI, fault)
    assert "24" in words.finding_sentence(VI, fault)
