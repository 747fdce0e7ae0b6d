"""Conditions: what they mean, and what is said of those that mean nothing."""

from __future__ import annotations

from datetime import date

import pytest

from lacduong_kpi.plan.model import (
    FALSE,
    TRUE,
    All,
    AnyOf,
    Comparison,
    FieldRef,
    Moment,
    MonthDay,
    Named,
    Not,
    Operator,
    Population,
    Related,
    Relation,
    Window,
)
from lacduong_kpi.terms import Kind, OrganizationKind, Rating, Status
from plans import condition, faults, plan, problems, proportion, target, targets

EXEMPT = Comparison("status", Operator.IS, Status.EXEMPT, (Status.EXEMPT,))
PLEDGED = Comparison("pledge", Operator.IS, True, (True,))

SETTING = """
settings:
  - id: forces
    label: LLVT
    value: apart
    choices: {apart: để riêng, included: tính chung}
"""


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("{status: exempt}", EXEMPT),
        ("{status: {is: exempt}}", EXEMPT),
        ("{pledge: true}", PLEDGED),
        (
            "{status: {in: [exempt, away]}}",
            Comparison("status", Operator.IN, (Status.EXEMPT, Status.AWAY), (Status.EXEMPT, Status.AWAY)),
        ),
        (
            "{admitted_on: {on_or_after: 07-01}}",
            Comparison("admitted_on", Operator.ON_OR_AFTER, MonthDay(7, 1)),
        ),
        (
            "{admitted_on: {before: 2020-01-31}}",
            Comparison("admitted_on", Operator.BEFORE, date(2020, 1, 31)),
        ),
        (
            "{transferred_in_on: {after: {field: admitted_on}}}",
            Comparison("transferred_in_on", Operator.AFTER, FieldRef("admitted_on")),
        ),
        ("{admitted_on: {within: term}}", Comparison("admitted_on", Operator.WITHIN, Window.TERM)),
        ("{rating: {known: false}}", Comparison("rating", Operator.KNOWN, False)),
        ("{rating: {given: true}}", Comparison("rating", Operator.GIVEN, True)),
        ("{working: {column: false}}", Comparison("working", Operator.COLUMN, False)),
        (
            "{position: {contains: trưởng thôn}}",
            Comparison("position", Operator.CONTAINS, "trưởng thôn"),
        ),
        ("{branch: Chi bộ 1}", Comparison("branch", Operator.IS, "Chi bộ 1", ("Chi bộ 1",))),
        ("{status: exempt, pledge: true}", All((EXEMPT, PLEDGED))),
        ("{all: [{status: exempt}, {all: [{pledge: true}]}]}", All((EXEMPT, PLEDGED))),
        ("{any: [{status: exempt}, {pledge: true}]}", AnyOf((EXEMPT, PLEDGED))),
        ("{not: {status: exempt}}", Not(EXEMPT)),
        ("{not: {not: {status: exempt}}}", EXEMPT),
        (
            "{admitted_on: {on_or_after: 01-01, before: 07-01}}",
            All(
                (
                    Comparison("admitted_on", Operator.ON_OR_AFTER, MonthDay(1, 1)),
                    Comparison("admitted_on", Operator.BEFORE, MonthDay(7, 1)),
                )
            ),
        ),
    ],
)  # fmt: skip
def test_condition__each_form__is_read(tree: str, expected: object) -> None:
    assert condition(tree) == expected


@pytest.mark.parametrize(
    ("operator", "values"),
    [
        ("at_least", (Rating.EXCELLENT, Rating.GOOD)),
        ("more_than", (Rating.EXCELLENT,)),
        ("at_most", (Rating.GOOD, Rating.COMPLETED, Rating.FAILED)),
        ("less_than", (Rating.COMPLETED, Rating.FAILED)),
    ],
)
def test_rating__in_order__never_holds_not_rated(operator: str, values: tuple[Rating, ...]) -> None:
    found = condition(f"{{rating: {{{operator}: good}}}}")
    assert found == Comparison("rating", Operator(operator), Rating.GOOD, values)


def test_counts__are_compared_as_numbers() -> None:
    found = condition("{official_member_count: {at_least: 9}}", "organizations")
    assert found == Comparison("official_member_count", Operator.AT_LEAST, 9)


def test_relations__reach_the_other_kind_of_record() -> None:
    residential = condition("{sector: residential}", "organizations")
    assert condition("{its_branch: {sector: residential}}") == Related(
        Relation.ITS_BRANCH, Population(Kind.ORGANIZATION, Moment.EVER, residential)
    )
    assert condition(
        "{any_member: {present: period_end, at_least: 3}}", "organizations"
    ) == Related(Relation.ANY_MEMBER, Population(Kind.MEMBER, Moment.PERIOD_END), 3)
    where = condition("{branch_kind: own}", "residential_units")
    assert condition("{any_unit: {where: {branch_kind: own}}}", "organizations") == Related(
        Relation.ANY_UNIT, Population(Kind.RESIDENTIAL_UNIT, Moment.EVER, where)
    )


def test_definition__stands_under_its_label() -> None:
    room = "definitions: [{id: old, of: members, label: lâu năm, where: {status: exempt}}]\n"
    assert condition("{is: old}", "members", room) == Named("old", "lâu năm", EXEMPT)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [({}, AnyOf((EXEMPT, PLEDGED))), ({"forces": "included"}, EXEMPT)],
    ids=["as the file says", "overridden"],
)
def test_when__follows_the_setting_in_force(chosen: dict[str, str], expected: object) -> None:
    body = proportion("{any: [{status: exempt}, {when: {forces: apart}, pledge: true}]}")
    found = plan(SETTING, targets(body), settings=chosen)
    assert found.targets[0].measure is not None
    assert found.targets[0].measure.numerator == expected
    assert found.settings[0].value == chosen.get("forces", "apart")
    assert found.settings[0].used_by == ("T1",)


def test_when__never_true__makes_the_condition_impossible() -> None:
    assert condition("{when: {forces: included}, pledge: true}", "members", SETTING) == FALSE
    assert condition("{not: {when: {forces: included}}}", "members", SETTING) == TRUE


def test_exclusion__of_another_setting__is_left_out() -> None:
    rest = """
        exclude:
          - {reason: a, when: {forces: apart}, where: {status: exempt}}
          - {reason: b, when: {forces: included}, where: {status: exempt}}
    """
    found = target(proportion("{pledge: true}", rest=rest), SETTING)
    assert found.measure is not None
    assert [each.reason for each in found.measure.exclusions] == ["a"]


def test_exclusion__applies_in_its_years_only() -> None:
    rest = "exclude: [{reason: a, from_year: 2019, to_year: 2022, where: {status: exempt}}]"
    found = target(proportion("{pledge: true}", rest=rest))
    assert found.measure is not None
    years = [year for year in range(2017, 2025) if found.measure.exclusions[0].applies(year)]
    assert years == [2019, 2020, 2021, 2022]


def test_unit_names__include_the_old_ones() -> None:
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    whole = text(targets(proportion("{commune: Xã Mới}", of="residential_units")))
    whole = whole.replace(
        "  terms:", "  units: [{name: Xã Mới, formerly: [Đạ Sar, Đạ Nhim]}]\n  terms:"
    )
    measure = read_plan(whole.encode(), "a.yaml")[0].targets[0].measure
    assert measure is not None
    assert isinstance(measure.numerator, Comparison)
    assert measure.numerator.values == ("Xã Mới", "Đạ Sar", "Đạ Nhim")


def test_extra_field__is_compared_like_any_other() -> None:
    room = """
        fields:
          - {of: organizations, name: strength, type: choice, label: mức, headers: [Mức],
             ordered: true, values: {strong: [Vững mạnh], fair: [Khá], weak: [Yếu]}}
    """
    found = condition("{strength: {at_least: fair}}", "organizations", room)
    assert found == Comparison("strength", Operator.AT_LEAST, "fair", ("strong", "fair"))


@pytest.mark.parametrize(
    ("tree", "of", "fault"),
    [
        ("{ratting: good}", "members", "plan.unknown_field.member_near"),
        ("{xyz: good}", "members", "plan.unknown_field.member"),
        ("{ratin: good}", "organizations", "plan.unknown_field.organization_near"),
        ("{branchkind: own}", "residential_units", "plan.unknown_field.residential_unit_near"),
        ("{rating: goood}", "members", "document.unknown_value_near"),
        ("{rating: {at_leest: good}}", "members", "plan.unknown_operator_near"),
        ("{rating: {before: 2020-01-01}}", "members", "plan.operator_unfit"),
        ("{status: {at_least: away}}", "members", "plan.operator_unfit"),
        ("{rating: {at_least: not_rated}}", "members", "document.unknown_value"),
        ("{rating: {known: good}}", "members", "document.want_flag"),
        ("{rating: true}", "members", "document.unknown_value"),
        ("{pledge: good}", "members", "document.want_flag"),
        ("{pledge: 1}", "members", "document.want_flag"),
        ("{admitted_on: 2020-01-01}", "members", "plan.want_operator"),
        ("{admitted_on: {before: good}}", "members", "plan.want_day"),
        ("{admitted_on: {before: 02-30}}", "members", "plan.month_day"),
        ("{admitted_on: {before: {field: rating}}}", "members", "plan.unknown_date_field"),
        ("{admitted_on: {before: {of: x}}}", "members", "plan.want_day"),
        ("{admitted_on: {within: yeer}}", "members", "document.unknown_value_near"),
        ("{member_count: -1}", "organizations", "document.want_whole_number"),
        ("{member_count: true}", "organizations", "document.want_whole_number"),
        ("{status: {in: exempt}}", "members", "document.want_list"),
        ("{status: {in: [exempt, exempt]}}", "members", "plan.value_twice"),
        ("{branch: 5}", "members", "document.want_text"),
        ("{}", "members", "plan.empty_condition"),
        ("{rating: {}}", "members", "plan.empty_condition"),
        ("{all: {rating: good}}", "members", "plan.want_conditions"),
        ("{any: []}", "members", "plan.want_conditions"),
        ("{not: good}", "members", "plan.want_condition"),
        ("{is: nobody}", "members", "plan.unknown_definition"),
        ("{is: 5}", "members", "document.want_text"),
        ("{when: {a: b}, pledge: true}", "members", "plan.unknown_setting"),
        ("{when: a, pledge: true}", "members", "plan.want_setting"),
        ("{any_member: {}}", "organizations", "plan.want_moment"),
        ("{any_member: {existing: ever, present: ever}}", "organizations", "plan.wrong_moment_key"),
        ("{any_unit: {at_least: 0}}", "organizations", "document.want_whole_number"),
        ("{any_unit: {wher: {}}}", "organizations", "document.unknown_key_near"),
        ("{any_member: {present: ever}}", "members", "plan.unknown_field.member"),
    ],
)
def test_fault__each_kind__is_named(tree: str, of: str, fault: str) -> None:
    assert faults(targets(proportion(tree, of=of))) == [fault]


def test_fault__of_another_kinds_definition() -> None:
    room = "definitions: [{id: old, of: members, label: x, where: {status: exempt}}]\n"
    body = proportion("{is: old}", of="organizations")
    assert faults(room, targets(body)) == ["plan.unknown_definition"]


def test_fault__choice_that_a_setting_does_not_have() -> None:
    body = proportion("{when: {forces: inclded}, pledge: true}")
    assert faults(SETTING, targets(body)) == ["plan.unknown_choice_near"]


def test_faults__of_form_and_conditions__are_said_together_with_places() -> None:
    body = proportion(
        "{ratting: good}", rest="numerater: 1\nexclude: [{reason: a, where: {statsu: away}}]"
    )
    found = [
        (each.key, dict(each.params)["line"], dict(each.params)["column"])
        for each in problems(targets(body))
    ]
    assert found == [
        ("document.unknown_key_near", 21, 7),
        ("plan.unknown_field.member_near", 22, 37),
        ("plan.unknown_field.member_near", 23, 19),
    ]


def test_faults__behind_misspelt_words__are_said_in_the_same_run() -> None:
    first = proportion("{rating: {at_least: goood}}", goal="at_least: 190%")
    first = first.replace("numerator:", "numerater:").replace("proportion", "propotion")
    second = "id: T1\nperiod: yaer\n" + proportion("{pledge: true}")
    found = [(each.key, dict(each.params)["line"]) for each in problems(targets(first, second))]
    assert [key for key, _ in found] == [
        "document.unknown_value_near",
        "document.unknown_key_near",
        "document.unknown_value_near",
        "plan.goal_impossible",
        "plan.name_twice",
        "document.unknown_value_near",
    ]
    assert [line for _, line in found] == sorted(line for _, line in found)


def test_enum_values__are_the_members_themselves() -> None:
    found = condition("{kind: {in: [grassroots_branch]}}", "organizations")
    assert isinstance(found, Comparison)
    assert type(found.values[0]) is OrganizationKind


def test_faults__of_a_sound_target_beside_a_broken_one__are_said_too() -> None:
    sound = proportion("{is: old}", goal="at_least: 90")
    broken = "id: T2\n" + proportion("{when: {forces: apart}, pledge: true}").replace(
        "kind:", "kinf:"
    )
    room = "definitions: [{id: old, of: members, label: 5, where: {ratting: good}}]\n"
    assert sorted(faults(SETTING, room, targets(sound, broken))) == [
        "document.missing_key",
        "document.unknown_key_near",
        "document.want_text",
        "plan.goal_unit.percent",
        "plan.unknown_field.member_near",
    ]


def test_faults__of_conditions__are_said_though_the_head_is_broken() -> None:
    from lacduong_kpi.errors import PlanError
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    whole = text(targets(proportion("{ratting: good}"))).replace("  title:", "  titel:")
    with pytest.raises(PlanError) as caught:
        read_plan(whole.encode(), "a.yaml")
    assert sorted(each.key for each in caught.value.problems[1:]) == [
        "document.missing_key",
        "document.unknown_key_near",
        "plan.unknown_field.member_near",
    ]
