"""What a record lacks to fulfil a condition, and through which cells it is open."""

from __future__ import annotations

import pytest

import plans
import rosters
from lacduong_kpi.assess.run import assess
from lacduong_kpi.column import Unknown
from lacduong_kpi.measures.counting import Side, count
from lacduong_kpi.measures.doubts import doubts_of, open_groups
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.truths import Truths, leaves
from lacduong_kpi.plan.model import FALSE, Comparison, Condition, Plan, Related
from lacduong_kpi.records.model import Roster
from lacduong_kpi.terms import Kind

MEMBER = """
    full_name | admitted_on | sex    | pledge | rating    | occupation | working | branch
    A         | 2001        | female | no     | completed | farmer     |         | CB1
"""
ORGANIZATIONS = "name | kind | sector | has_committee\nCB1 | subordinate_branch |  | no"


def truths(condition: str) -> tuple[Truths, Condition]:
    """One member, and what is asked of her."""
    plan = plans.plan(plans.targets(plans.proportion(condition)))
    scope = Scope(rosters.roster(members=MEMBER, organizations=ORGANIZATIONS), plan)
    (counted,) = count(scope, plan.targets).targets
    side = counted.parts[0].side(Kind.MEMBER)
    assert side is not None
    translator = scope.translator(Kind.MEMBER, scope.calendar, counted.period)
    return Truths(side.frame, translator), counted.parts[0].measure.numerator


def name(leaf: Comparison | Related) -> str:
    return leaf.field if isinstance(leaf, Comparison) else leaf.relation.value


@pytest.mark.parametrize(
    ("condition", "truth", "lacks"),
    [
        ("{sex: female}", True, []),
        ("{pledge: true}", False, ["pledge"]),
        ("{working: true}", None, ["working"]),
        ("{pledge: true, sex: male}", False, ["pledge", "sex"]),
        ("{pledge: true, sex: female}", False, ["pledge"]),
        ("{any: [{pledge: true}, {sex: male}]}", False, ["pledge"]),
        ("{any: [{all: [{pledge: true}, {sex: male}]}, {rating: good}]}", False, ["rating"]),
        ("{any: [{pledge: true}, {sex: female}]}", True, []),
        ("{not: {sex: female}}", False, ["sex"]),
        ("{not: {pledge: true}}", True, []),
        ("{not: {all: [{sex: female}, {occupation: farmer}]}}", False, ["sex", "occupation"]),
        ("{its_branch: {has_committee: true}}", False, ["its_branch"]),
        ("{its_branch: {sector: residential}}", None, ["its_branch"]),
    ],
)
def test_failing__each_kind_of_condition__names_what_is_lacking(
    condition: str, truth: bool | None, lacks: list[str]
) -> None:
    found, asked = truths(condition)
    assert found.of(asked, 0) is truth
    assert [name(each) for each in found.failing(asked, 0)] == lacks


def test_failing__a_condition_with_a_name__is_looked_into() -> None:
    rooms = (
        "definitions:\n  - {id: d, of: members, label: thử, where: {pledge: true, sex: male}}\n",
        plans.targets(plans.proportion("{is: d}")),
    )
    plan = plans.plan(*rooms)
    scope = Scope(rosters.roster(members=MEMBER), plan)
    (counted,) = count(scope, plan.targets).targets
    side = counted.parts[0].side(Kind.MEMBER)
    assert side is not None
    found = Truths(side.frame, scope.translator(Kind.MEMBER, scope.calendar, counted.period))
    numerator = counted.parts[0].measure.numerator
    assert [name(each) for each in found.failing(numerator, 0)] == ["pledge", "sex"]
    assert [name(each) for each in leaves(numerator)] == ["pledge", "sex"]


def doubts(plan: Plan, roster: Roster) -> list[tuple[str, Unknown | None, list[int], bool]]:
    (counted,) = count(Scope(roster, plan), plan.targets).targets
    sides: list[Side] = list(counted.parts[0].sides)
    return [
        (doubt.field[0], doubt.cause, list(doubt.records), doubt.own)
        for side in sides
        for doubt in doubts_of(side, open_groups([side]))
    ]


def of(condition: str) -> Plan:
    return plans.plan(plans.targets(plans.proportion(condition)))


def test_doubts__causes__stand_apart() -> None:
    members = """
        full_name | admitted_on | pledge
        A         | 2001        |
        B         | 2001        | ?
        C         | 2001        | yes
        D         | 2001        | !
        E         | 2001        |
        F         | 2001        | ~
    """
    assert doubts(of("{pledge: true}"), rosters.roster(members=members)) == [
        ("pledge", Unknown.BLANK, [0, 4], True),
        ("pledge", Unknown.UNREADABLE, [1], True),
        ("pledge", Unknown.CONTRADICTION, [3], True),
        ("pledge", Unknown.NO_COLUMN, [5], True),
    ]


def test_doubts__a_blank_that_changes_nothing__is_none() -> None:
    members = "full_name | admitted_on | pledge | sex\nA | 2001 |  | female"
    roster = rosters.roster(members=members)
    assert doubts(of("{any: [{pledge: true}, {sex: female}]}"), roster) == []
    assert doubts(of("{all: [{pledge: true}, {sex: male}]}"), roster) == []
    assert doubts(of("{any: [{pledge: true}, {pledge: false}]}"), roster) == []


def test_doubts__two_blanks_that_need_each_other__are_both() -> None:
    members = "full_name | admitted_on | pledge | sex\nA | 2001 |  | "
    found = doubts(of("{pledge: true, sex: female}"), rosters.roster(members=members))
    assert [field for field, *_ in found] == ["pledge", "sex"]


@pytest.mark.parametrize(
    ("admitted", "official", "fields"),
    [
        ("2020", "2021-01-01", []),
        ("2020", "2020-06-01", ["admitted_on"]),
        ("2020-06-01", "2020", ["official_on"]),
        ("2020", "2020", ["admitted_on", "official_on"]),
        ("2020-06", "2020", ["admitted_on", "official_on"]),
        ("2020-12-31", "2020", ["official_on"]),
        ("2020-12", "2020-01", []),
    ],
)
def test_doubts__dates_beside_each_other__are_those_that_can_change_it_alone(
    admitted: str, official: str, fields: list[str]
) -> None:
    members = f"full_name | admitted_on | official_on\nA | {admitted} | {official}"
    condition = "{official_on: {on_or_after: {field: admitted_on}}}"
    found = doubts(of(condition), rosters.roster(members=members))
    assert [(field, cause) for field, cause, *_ in found] == [(each, None) for each in fields]


def test_doubts__that_only_tell_the_reason_of_an_exclusion__are_none() -> None:
    rest = """
        exclude:
          - {reason: cả hai, where: {rating: not_rated, occupation: retired}}
          - {reason: chưa xếp loại, where: {rating: not_rated}}
    """
    plan = plans.plan(plans.targets(plans.proportion("{pledge: true}", rest=rest)))
    members = "full_name | admitted_on | rating | occupation | pledge\nA | 2001 | | | yes"
    found = doubts(plan, rosters.roster(members=members))
    assert [field for field, *_ in found] == ["rating"]


def test_doubts__of_dates_beside_each_other__come_field_by_field() -> None:
    """In the order of the plan, though the record of the first field stands below."""
    condition = "{transferred_in_on: {after: {field: admitted_on}}}"
    text = plans.proportion(condition).replace("present: period_end", "present: ever")
    members = """
        full_name | admitted_on | transferred_in_on
        A         | ?           | 2001-01-01
        B         | 2001-01-01  | ?
    """
    found = doubts(plans.plan(plans.targets(text)), rosters.roster(members=members))
    assert [(field, records) for field, _, records, *_ in found] == [
        ("transferred_in_on", [1]),
        ("admitted_on", [0]),
    ]


def test_doubts__of_a_related_record__are_its_cells() -> None:
    members = "full_name | admitted_on | branch\nA | 2001 | CB1\nB | 2001 | CB1\nC | 2001 | CB9"
    roster = rosters.roster(members=members, organizations=ORGANIZATIONS)
    found = doubts(of("{its_branch: {sector: residential}}"), roster)
    assert found == [("sector", Unknown.BLANK, [0], False)]


def test_doubts__of_any_related_record__are_those_of_all() -> None:
    members = """
        full_name | admitted_on | branch | status
        A         | 2001        | CB1    | active
        B         | 2001        | CB1    | ?
        C         | ?           | CB2    | active
    """
    text = plans.proportion("{any_member: {present: period_end, at_least: 2}}", of="organizations")
    roster = rosters.roster(members=members, organizations=ORGANIZATIONS)
    found = doubts(plans.plan(plans.targets(text)), roster)
    assert found == [("status", Unknown.UNREADABLE, [1], False)]


def test_any_member__of_a_branch_and_of_its_grassroots__counts_each_once() -> None:
    members = (
        "full_name | admitted_on | branch | grassroots\nA | 2001 | CB1 | CB1\nB | 2001 |  | CB1"
    )
    for wanted, numerator in ((2, 1), (3, 0)):
        text = plans.proportion(
            f"{{any_member: {{present: ever, at_least: {wanted}}}}}", of="organizations"
        )
        plan = plans.plan(plans.targets(text))
        roster = rosters.roster(members=members, organizations=ORGANIZATIONS)
        (target,) = assess(roster, plan).targets
        assert target.score.numerator == numerator


@pytest.mark.parametrize(
    ("relation", "numerator"),
    [
        ("any_member: {present: ever}", 1),
        ("any_member: {present: ever, where: {sex: male}}", 0),
        ("its_branch: {kind: subordinate_branch}", 1),
    ],
)
def test_related__of_a_residential_unit__goes_by_its_branch(relation: str, numerator: int) -> None:
    text = plans.proportion(f"{{{relation}}}", of="residential_units")
    plan = plans.plan(plans.targets(text))
    roster = rosters.roster(
        members="full_name | branch | sex\nA | CB1 | female",
        organizations=ORGANIZATIONS,
        units="name | branch\nT1 | CB1\nT2 | CB9\nT3 | ",
    )
    (target,) = assess(roster, plan).targets
    assert (target.score.numerator, target.score.denominator) == (numerator, 3)


def test_related__grassroots_of_a_member__is_asked_too() -> None:
    members = "full_name | admitted_on | grassroots\nA | 2001 | CB1\nB | 2001 | X"
    roster = rosters.roster(members=members, organizations=ORGANIZATIONS)
    (target,) = assess(roster, of("{its_grassroots: {has_committee: false}}")).targets
    assert target.score.numerator == 1


def test_related__many_where_there_is_no_list__is_none() -> None:
    text = plans.proportion("{any_member: {present: ever}}", of="organizations")
    (target,) = assess(
        rosters.roster(organizations=ORGANIZATIONS), plans.plan(plans.targets(text))
    ).targets
    assert (target.score.numerator, target.score.unknown) == (0, 0)


def test_related__of_units_without_a_list_of_organizations__is_none() -> None:
    text = plans.proportion("{any_member: {present: ever}}", of="residential_units")
    roster = rosters.roster(members="full_name | branch\nA | CB1", units="name | branch\nT | CB1")
    (target,) = assess(roster, plans.plan(plans.targets(text))).targets
    assert (target.score.numerator, target.score.denominator) == (0, 1)


def test_related__in_the_period_of_the_target__goes_by_its_days() -> None:
    """A term target: 2020-07-01 to 2025-06-30, and not the scored year."""
    text = "period: term\n" + plans.proportion(
        "{any_member: {present: ever, where: {admitted_on: {within: period}}}}", of="organizations"
    )
    members = "full_name | branch | admitted_on\nA | CB1 | 2021\nB | CB2 | 2019"
    roster = rosters.roster(members=members, organizations=ORGANIZATIONS)
    (target,) = assess(roster, plans.plan(plans.targets(text))).targets
    assert target.score.numerator == 1


def test_failing__of_what_nobody_can_fulfil__names_nothing() -> None:
    known, _ = truths("{pledge: true}")
    assert known.failing(FALSE, 0) == ()


def test_exclusions__outside_of_their_years__apply_to_nobody() -> None:
    rest = """
        exclude:
          - {reason: từ, from_year: 2024, where: {status: exempt}}
          - {reason: đến, to_year: 2023, where: {status: suspended}}
    """
    plan = plans.plan(plans.targets(plans.proportion("{pledge: true}", rest=rest)))
    members = "full_name | status | pledge\nA | exempt | yes\nB | suspended | yes\nC | active | yes"
    counts = {}
    for year in (2023, 2024):
        (target,) = assess(rosters.roster(members=members, year=year), plan).targets
        counts[year] = [each.count for each in target.score.excluded]
        assert target.score.denominator == 2
    assert counts == {2023: [0, 1], 2024: [1, 0]}
