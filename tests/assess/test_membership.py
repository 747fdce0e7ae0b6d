"""Why one record counts, condition by condition; and how a record is found."""

from __future__ import annotations

import pytest

import rosters
from lacduong_kpi.assess.finding_records import find_record
from lacduong_kpi.assess.membership import explain_member
from lacduong_kpi.assess.model import Group, Stage, Truth
from lacduong_kpi.errors import UsageError
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.terms import Kind

MEMBERS = """
    full_name | card_number | admitted_on | status | rating    | working | residence_introduced
    An        | 00012345    | 2001        | active | good      | yes     | yes
    Bình      | 00012346    | 2001        | exempt | completed | yes     | no
    Chi       | 00012347    | 2024-08     | active |           | no      | yes
    Dung      |             | 2001        | active | ?         | yes     |
    Em        |             | 2030        | active | good      | yes     | yes
"""
ORGANIZATIONS = "name | code | kind | founded_on\nĐU A | 12 | grassroots_committee | 2001"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


@pytest.mark.parametrize(
    ("where", "group", "reason"),
    [
        ("00012345", Group.NUMERATOR, None),
        ("00012346", Group.EXCLUDED, "miễn công tác và sinh hoạt đảng"),
        ("D4", Group.EXCLUDED, "mới kết nạp, chưa đủ 6 tháng"),
        ("Đảng viên!A5", Group.UNKNOWN, None),
        ("'Đảng viên'!$A$6", None, None),
    ],
)
def test_explain_member__each_place_in_b3__is_told(
    plan: Plan, where: str, group: Group | None, reason: str | None
) -> None:
    (found,) = explain_member(rosters.roster(members=MEMBERS), plan, "B3", where)
    assert (found.group, found.reason, found.part) == (group, reason, None)


def test_explain_member__steps__give_each_condition_its_truth_and_its_cells(plan: Plan) -> None:
    (found,) = explain_member(rosters.roster(members=MEMBERS), plan, "B3", "A5")
    stages = [(step.stage, step.truth) for step in found.steps]
    assert stages == [
        (Stage.POPULATION, Truth.YES),
        (Stage.EXCLUSION, Truth.NO),
        (Stage.EXCLUSION, Truth.NO),
        (Stage.EXCLUSION, Truth.NO),
        (Stage.EXCLUSION, Truth.UNKNOWN),
        (Stage.NUMERATOR, Truth.UNKNOWN),
    ]
    last = found.steps[-1]
    assert [(fact.field, fact.value, fact.cells[0].cell) for fact in last.facts] == [
        ("rating", None, "E5")
    ]
    assert found.steps[1].source == "Hướng dẫn số 16-HD/BTCTW, ngày 24/9/2018"


def test_explain_member__a_target_with_parts__has_a_membership_for_each(plan: Plan) -> None:
    found = explain_member(rosters.roster(members=MEMBERS), plan, "B1", "00012345")
    assert [each.group for each in found] == [Group.NUMERATOR, Group.UNKNOWN]
    assert found[0].part == "Được giới thiệu về nơi cư trú"


def test_explain_member__a_ratio__has_its_base(plan: Plan) -> None:
    (found,) = explain_member(rosters.roster(members=MEMBERS), plan, "B4", "00012345")
    assert found.group is Group.BASE
    assert Stage.BASE in {step.stage for step in found.steps}


def test_explain_member__an_organization__is_found_by_its_code(plan: Plan) -> None:
    roster = rosters.roster(organizations=ORGANIZATIONS)
    (found,) = explain_member(roster, plan, "A1", "12")
    assert (found.organization, found.branch, found.name) == ("ĐU A", None, None)


@pytest.mark.parametrize("where", ["99999999", "A77", "Tổ chức!A2", "không có", ""])
def test_find_record__nothing_there__is_a_usage_error_without_the_value(where: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_record(rosters.roster(members=MEMBERS), Kind.MEMBER, where)
    assert [each.key for each in caught.value.problems] == ["usage.no_record"]
    assert caught.value.problems[0].params == ()


def test_find_record__two_with_one_number__asks_for_the_sheet() -> None:
    twice = MEMBERS.replace("00012346", "00012345")
    with pytest.raises(UsageError) as caught:
        find_record(rosters.roster(members=twice), Kind.MEMBER, "00012345")
    assert [each.key for each in caught.value.problems] == ["usage.several_records"]


def test_find_record__no_list_of_that_kind__says_so() -> None:
    with pytest.raises(UsageError) as caught:
        find_record(rosters.roster(members=MEMBERS), Kind.ORGANIZATION, "A2")
    assert [each.key for each in caught.value.problems] == ["usage.no_list_of_record"]
