"""Rules in words: from the YAML, in both languages, with days and without."""

from __future__ import annotations

from datetime import date

import pytest

from lacduong_kpi.plan.calendar import Calendar, due
from lacduong_kpi.plan.load import load_plan, packaged_plans
from lacduong_kpi.plan.words import Teller
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language
from plans import condition, plan, proportion, targets

PLAIN = Teller(plan(targets(proportion("{pledge: true}"))), Language.VI)
KINDS = {
    "members": Kind.MEMBER,
    "organizations": Kind.ORGANIZATION,
    "residential_units": Kind.RESIDENTIAL_UNIT,
}


@pytest.mark.parametrize(
    ("tree", "of", "words"),
    [
        ("{rating: {at_least: good}}", "members", "xếp loại từ hoàn thành tốt trở lên"),
        ("{rating: {less_than: good}}", "members", "xếp loại dưới hoàn thành tốt"),
        ("{rating: not_rated}", "members", "xếp loại chưa đánh giá"),
        ("{status: exempt}", "members", "miễn công tác và sinh hoạt đảng"),
        ("{sector: {in: [military, police]}}", "organizations", "loại hình quân đội hoặc công an"),
        ("{not: {sector: military}}", "organizations", "loại hình không phải là quân đội"),
        ("{pledge: true}", "members", "đã cam kết"),
        ("{not: {pledge: true}}", "members", "chưa cam kết"),
        ("{has_committee: false}", "organizations", "chưa có chi ủy"),
        ("{admitted_on: {on_or_after: 07-01}}", "members",
         "ngày kết nạp từ ngày 01/07 của năm đánh giá trở đi"),
        ("{admitted_on: {before: 2020-03-02}}", "members", "ngày kết nạp trước ngày 02/03/2020"),
        ("{admitted_on: {within: year}}", "members", "ngày kết nạp trong năm đánh giá"),
        ("{transferred_in_on: {on_or_after: {field: admitted_on}}}", "members",
         "ngày chuyển đến từ ngày kết nạp trở đi"),
        ("{rating: {known: false}}", "members", "chưa rõ xếp loại"),
        ("{working: {column: false}}", "members", "danh sách không có cột đang công tác"),
        ("{official_member_count: {at_least: 9}}", "organizations",
         "số đảng viên chính thức từ 9 trở lên"),
        ("{position: {contains: trưởng thôn}}", "members", 'chức vụ có ghi "trưởng thôn"'),
        ("{status: exempt, any: [{pledge: true}, {sex: female, working: true}]}", "members",
         "miễn công tác và sinh hoạt đảng, (đã cam kết hoặc (nữ, đang công tác))"),
        ("{not: {any: [{pledge: true}, {working: true}]}}", "members",
         "không thuộc diện: (đã cam kết hoặc đang công tác)"),
        ("{its_branch: {sector: residential}}", "members",
         "chi bộ thuộc diện: loại hình thôn, tổ dân phố"),
        ("{any_member: {present: period_end, at_least: 3}}", "organizations",
         "có ít nhất 3 đảng viên thuộc diện: đảng viên có mặt cuối kỳ"),
        ("{branch_kind: own}", "residential_units", "chi bộ riêng"),
    ],
)  # fmt: skip
def test_condition__in_vietnamese(tree: str, of: str, words: str) -> None:
    assert PLAIN.condition(condition(tree, of), KINDS[of]) == words


def test_days__are_written_out_with_a_calendar() -> None:
    whole = load_plan()
    calendar = Calendar(2024, date(2024, 12, 31))
    target = whole.target("B4")
    teller = Teller(whole, Language.VI, calendar, due(target, calendar))
    assert target.measure is not None
    assert teller.measure(target.measure) == (
        "đảng viên có trong danh sách, kể cả đã giảm",
        "đảng viên có mặt ngày 31/12/2023",
        "ngày kết nạp từ ngày 01/01/2024 đến ngày 31/12/2024, do Đảng bộ này kết nạp",
    )


def test_exclusion__says_its_years() -> None:
    whole = load_plan()
    measure = whole.target("B3").measure
    assert measure is not None
    teller = Teller(whole, Language.VI)
    told = [teller.exclusion(each, Kind.MEMBER) for each in measure.exclusions]
    assert told[1] == "đình chỉ sinh hoạt (từ năm 2019)"
    assert told[2].endswith("chưa rõ xếp loại (từ năm 2023)")


def test_plan_that_names_values_itself__is_told_with_these_names() -> None:
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    content = text(targets(proportion("{rating: excellent}", of="organizations")))
    names = '  names: {rating: {excellent: "trong sạch, vững mạnh"}}\n  terms:'
    own = read_plan(content.replace("  terms:", names).encode(), "a.yaml")[0]
    measure = own.targets[0].measure
    assert measure is not None
    told = Teller(own, Language.VI).condition(measure.numerator, Kind.ORGANIZATION)
    assert told == "xếp loại trong sạch, vững mạnh"


def test_field_that_the_plan_adds__is_told_by_its_label() -> None:
    room = """
        fields:
          - {of: members, name: studied, type: flag, label: được học nghị quyết, headers: [Học NQ]}
    """
    own = plan(room, targets(proportion("{studied: true}")))
    measure = own.targets[0].measure
    assert measure is not None
    assert Teller(own, Language.VI).condition(measure.numerator, Kind.MEMBER) == (
        "được học nghị quyết: có"
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_rule_of_every_packaged_plan__has_words(language: Language) -> None:
    calendar = Calendar(2026, date(2026, 12, 31))
    for path in packaged_plans():
        whole = load_plan(path)
        for target in whole.targets:
            for days in (None, calendar):
                teller = Teller(whole, language, days, due(target, calendar) if days else None)
                assert teller.schedule(target.schedule)
                for part in target.all_parts:
                    population, _, numerator = teller.measure(part.measure)
                    assert population
                    assert numerator
                    for exclusion in part.measure.exclusions:
                        assert teller.exclusion(exclusion, part.measure.of)
