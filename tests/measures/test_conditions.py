"""What a condition says of one record: yes, no, or not known."""

from __future__ import annotations

from datetime import date

import pytest

import plans
import rosters
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.model import Plan

YES, NO, OPEN = "yes", "no", "open"


def member(cells: dict[str, str], condition: str, **when: object) -> str:
    """Whether one member fulfils a condition."""
    return _truth(plans.plan(plans.targets(plans.proportion(condition))), "members", cells, **when)


def organization(cells: dict[str, str], condition: str, **when: object) -> str:
    text = plans.proportion(condition, of="organizations")
    return _truth(plans.plan(plans.targets(text)), "organizations", cells, **when)


def _truth(plan: Plan, of: str, cells: dict[str, str], **when: object) -> str:
    name = {"members": "full_name", "organizations": "name"}[of]
    begun = {"members": "admitted_on", "organizations": "founded_on"}[of]
    told = {name: "A", begun: "2001-01-01", **cells}
    table = " | ".join(told) + "\n" + " | ".join(told.values())
    roster = rosters.roster(**{of: table}, **when)  # type: ignore[arg-type]
    (target,) = assess(roster, plan).targets
    assert target.score.denominator == 1, "the record is not in the population"
    if target.score.unknown:
        return OPEN
    return YES if target.score.numerator else NO


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("excellent", YES), ("good", YES), ("completed", NO), ("failed", NO),
        ("not_rated", NO), ("", OPEN), ("?", OPEN), ("!", OPEN),
    ],
)  # fmt: skip
def test_at_least__of_a_rating__leaves_not_rated_out(cell: str, said: str) -> None:
    assert member({"rating": cell}, "{rating: {at_least: good}}") == said


@pytest.mark.parametrize(
    ("cells", "condition", "said"),
    [
        ({"pledge": "yes"}, "{pledge: true}", YES),
        ({"pledge": ""}, "{pledge: true}", OPEN),
        ({"pledge": ""}, "{pledge: false}", OPEN),
        ({"pledge": ""}, "{any: [{pledge: true}, {pledge: false}]}", YES),
        ({"pledge": ""}, "{all: [{pledge: true}, {pledge: false}]}", NO),
        ({"pledge": "", "sex": "male"}, "{any: [{pledge: true}, {sex: male}]}", YES),
        ({"pledge": "", "sex": "male"}, "{all: [{pledge: true}, {sex: female}]}", NO),
        ({"pledge": "no"}, "{not: {pledge: true}}", YES),
        ({"pledge": ""}, "{pledge: {known: true}}", NO),
        ({"pledge": "?"}, "{pledge: {known: false}}", YES),
        ({"pledge": "?"}, "{pledge: {given: true}}", YES),
        ({"pledge": ""}, "{pledge: {given: true}}", NO),
        ({"pledge": ""}, "{pledge: {column: true}}", YES),
        ({}, "{pledge: {column: true}}", NO),
        ({}, "{pledge: true}", OPEN),
        ({}, "{status: active}", YES),
        ({}, "{residence_exemption: none}", YES),
        ({"occupation": "farmer"}, "{occupation: {in: [farmer, worker]}}", YES),
        ({"occupation": "?"}, "{occupation: {in: [farmer, worker]}}", OPEN),
        ({"rating@2023": "good"}, "{rating: good}", OPEN),
        ({"rating": "good", "rating@2023": "failed"}, "{rating: good}", YES),
    ],
)
def test_condition__known_and_unknown_cells__follows_three_valued_logic(
    cells: dict[str, str], condition: str, said: str
) -> None:
    assert member(cells, condition) == said


@pytest.mark.parametrize(
    ("cell", "condition", "said"),
    [
        ("2024-07-01", "{admitted_on: {on_or_after: 07-01}}", YES),
        ("2024-06-30", "{admitted_on: {on_or_after: 07-01}}", NO),
        ("2024", "{admitted_on: {on_or_after: 07-01}}", OPEN),
        ("2024-07", "{admitted_on: {on_or_after: 07-01}}", YES),
        ("2024-07-01", "{admitted_on: {after: 07-01}}", NO),
        ("2024-07-01", "{admitted_on: {before: 07-01}}", NO),
        ("2024-07-01", "{admitted_on: {on_or_before: 07-01}}", YES),
        ("2024", "{admitted_on: {within: year}}", YES),
        ("2023-12-31", "{admitted_on: {within: year}}", NO),
        ("2023", "{admitted_on: {within: previous_year}}", YES),
        ("2020-06-30", "{admitted_on: {within: term}}", NO),
        ("2020-07-01", "{admitted_on: {within: term}}", YES),
        ("2020", "{admitted_on: {within: term}}", OPEN),
        ("", "{admitted_on: {within: year}}", OPEN),
        ("", "{admitted_on: {after: 12-31}}", NO),
        ("2010-01-01", "{admitted_on: {before: 2010-01-02}}", YES),
        ("2010-01-03", "{admitted_on: {after: 2010-01-02}}", YES),
        ("2010-01-02", "{admitted_on: {after: 2010-01-02}}", NO),
        ("2024-12-31", "{admitted_on: {within: period}}", YES),
        ("2023-12-31", "{admitted_on: {within: period}}", NO),
    ],
)
def test_dates__full_partial_and_blank__keep_their_whole_span(
    cell: str, condition: str, said: str
) -> None:
    assert member({"admitted_on": cell}, condition) == said


@pytest.mark.parametrize(
    ("admitted", "moved", "said"),
    [
        ("2020-01-01", "", NO),
        ("2020-01-01", "2020-01-01", YES),
        ("2020-01-02", "2020-01-01", NO),
        ("2020", "2020", OPEN),
        ("2019", "2020", YES),
        ("2021", "2020", NO),
        ("2020-03", "2020-03-31", YES),
        ("2020-03", "2020-03-30", OPEN),
        ("", "2020-01-01", OPEN),
        ("2020-01-01", "?", OPEN),
    ],
)
def test_dates__beside_each_other__are_compared_day_by_day(
    admitted: str, moved: str, said: str
) -> None:
    cells = {"admitted_on": admitted, "transferred_in_on": moved}
    condition = "{transferred_in_on: {on_or_after: {field: admitted_on}}}"
    if moved == "?":
        plan = plans.plan(plans.targets(plans.proportion(condition)))
        table = " | ".join(["full_name", *cells]) + "\nA | " + " | ".join(cells.values())
        (target,) = assess(rosters.roster(members=table), plan).targets
        assert target.score.unknown == 1
    else:
        assert member(cells, condition) == said


def test_days_of_two_partial_dates__can_be_any_that_both_conditions_allow() -> None:
    """Only 10 and 11 June 2024 fulfil this: none of the days at the ends of the year."""
    cells = {"admitted_on": "2024", "official_on": "2024"}
    condition = (
        "{all: [{official_on: {after: {field: admitted_on}}},"
        " {admitted_on: {on_or_after: 2024-06-10}}, {official_on: {on_or_before: 2024-06-11}}]}"
    )
    assert member(cells, condition) == OPEN
    assert member(cells, condition.replace("06-11", "06-10")) == NO


def test_days_of_three_partial_dates__are_compared_together() -> None:
    """Nothing is before what is before what is before it."""
    cells = {"admitted_on": "2024-06", "official_on": "2024-06", "transferred_in_on": "2024-06"}
    ring = (
        "{all: [{official_on: {before: {field: admitted_on}}},"
        " {transferred_in_on: {after: {field: admitted_on}}},"
        " {transferred_in_on: {before: {field: official_on}}}]}"
    )
    assert member(cells, ring) == NO
    assert (
        member(
            cells, ring.replace("{before: {field: official_on}}", "{after: {field: official_on}}")
        )
        == OPEN
    )


@pytest.mark.parametrize(
    "condition",
    [
        "{all: [{official_on: {before: {field: admitted_on}}},"
        " {official_on: {after: {field: transferred_in_on}}}]}",
        "{all: [{official_on: {before: {field: admitted_on}}},"
        " {transferred_in_on: {before: {field: official_on}}}]}",
    ],
)
def test_day_between_two_others__is_one_day_in_both_conditions(condition: str) -> None:
    """Between 1 and 2 June is no day."""
    cells = {"admitted_on": "2024-06-02", "official_on": "2024-06"}
    assert member(cells | {"transferred_in_on": "2024-06-01"}, condition) == NO
    assert member(cells | {"transferred_in_on": "2024-05-31"}, condition) == OPEN


@pytest.mark.parametrize(("status", "said"), [("away", NO), ("expelled", YES), ("", OPEN)])
def test_day_of_leaving__beside_another_day__says_something_of_those_who_are_gone(
    status: str, said: str
) -> None:
    cells = {"official_on": "2024-01-01", "status": status, "left_on": "2025-02-01"}
    assert member(cells, "{official_on: {before: {field: left_on}}}") == said


def test_not__of_the_first_thing_that_is_asked__may_be_open() -> None:
    text = """
        unit: organization
        measure: {kind: proportion, of: organizations, population: {existing: ever},
                  numerator: {not: {has_committee: true}}}
        goal: {at_least: 50%}
    """
    table = "name | has_committee\nA | \nB | no\nC | yes"
    (target,) = assess(rosters.roster(organizations=table), plans.plan(plans.targets(text))).targets
    assert (target.score.numerator, target.score.unknown) == (1, 1)


def test_mean__of_values_of_years__asks_each_year_for_its_own() -> None:
    text = """
        period: {phase: {id: p, from: 2023-01-01, to: 2024-12-31}}
        measure: {kind: mean, of: members, population: {present: ever},
                  numerator: {rating: excellent}}
        goal: {at_least: 1}
    """
    table = "full_name | rating@2023 | rating\nA | excellent | good\nB | good | excellent\nC | excellent | failed"
    (target,) = assess(rosters.roster(members=table), plans.plan(plans.targets(text))).targets
    assert target.score.numerator == 3


def test_field_that_is_only_compared_with__is_read() -> None:
    text = """
        unit: organization
        measure: {kind: proportion, of: organizations, population: {existing: ever},
                  numerator: {dissolved_on: {after: {field: founded_on}}}}
        goal: {at_least: 50%}
    """
    table = "name | founded_on | dissolved_on\nA | 2010 | 2011\nB | 2012 | 2011\nC | 2011 | 2011"
    (target,) = assess(rosters.roster(organizations=table), plans.plan(plans.targets(text))).targets
    assert (target.score.numerator, target.score.unknown) == (1, 1)


def test_within_a_term__where_the_day_lies_in_none__is_false() -> None:
    assert member({"admitted_on": "2015-03-01"}, "{admitted_on: {within: term}}", year=2015) == NO


def test_left_on__beside_a_status_of_the_list__is_no_leaving() -> None:
    assert member({"status": "away", "left_on": "2024-03-01"}, "{left_on: {within: year}}") == NO


def test_left_on__blank_beside_a_gone_status__is_some_day_up_to_the_as_of_date() -> None:
    cells = {"status": "deceased", "left_on": ""}
    ever = "measure: {kind: count, of: members, population: {present: ever}, numerator: {left_on: {within: year}}}\ngoal: {at_least: 1}\n"
    plan = plans.plan(plans.targets(ever))
    table = " | ".join(["full_name", *cells]) + "\nA | " + " | ".join(cells.values())
    (target,) = assess(rosters.roster(members=table), plan).targets
    assert (target.score.numerator, target.score.unknown) == (0, 1)


@pytest.mark.parametrize(
    ("cells", "as_of", "inside"),
    [
        ({"admitted_on": "2024-12-31"}, None, (1, 0)),
        ({"admitted_on": "2025-01-01"}, None, (0, 0)),
        ({"admitted_on": ""}, None, (1, 0)),
        ({"admitted_on": "2024-07"}, date(2024, 7, 15), (0, 1)),
        ({"admitted_on": "2001", "transferred_in_on": "2024-06-01"}, date(2024, 5, 31), (0, 0)),
        ({"admitted_on": "2001", "transferred_in_on": "?"}, None, (0, 1)),
        ({"admitted_on": "2001", "status": "expelled", "left_on": "2024-12-31"}, None, (0, 0)),
        ({"admitted_on": "2001", "status": "expelled", "left_on": "2025-01-01"}, None, (1, 0)),
        ({"admitted_on": "2001", "status": "expelled", "left_on": ""}, None, (0, 0)),
        ({"admitted_on": "2001", "status": "expelled", "left_on": ""}, date(2025, 2, 1), (0, 1)),
        ({"admitted_on": "2001", "status": "", "left_on": ""}, None, (0, 1)),
        ({"admitted_on": "2001", "status": "suspended"}, None, (1, 0)),
        ({"admitted_on": "2001", "status": "away"}, None, (1, 0)),
        ({"admitted_on": "2001", "status": "exempt"}, None, (1, 0)),
    ],
)
def test_presence__of_members__follows_admission_arrival_and_leaving(
    cells: dict[str, str], as_of: date | None, inside: tuple[int, int]
) -> None:
    plan = plans.plan(plans.targets(plans.proportion("{status: {known: true}}")))
    table = " | ".join(["full_name", *cells]) + "\nA | " + " | ".join(cells.values())
    (target,) = assess(rosters.roster(members=table, as_of=as_of), plan).targets
    assert (target.score.denominator, target.score.unknown) == inside


@pytest.mark.parametrize(
    ("cells", "inside"),
    [
        ({"founded_on": "2024-12-31"}, (1, 0)),
        ({"founded_on": "2025"}, (0, 0)),
        ({"founded_on": ""}, (1, 0)),
        ({"founded_on": "2001", "dissolved_on": "2024-12-31"}, (0, 0)),
        ({"founded_on": "2001", "dissolved_on": "2025"}, (1, 0)),
        ({"founded_on": "2001", "dissolved_on": "2024"}, (0, 0)),
        ({"founded_on": "2001", "dissolved_on": "?"}, (0, 1)),
    ],
)
def test_existence__of_organizations__follows_founding_and_dissolution(
    cells: dict[str, str], inside: tuple[int, int]
) -> None:
    text = plans.proportion("{name: {known: true}}", of="organizations")
    table = " | ".join(["name", *cells]) + "\nA | " + " | ".join(cells.values())
    plan = plans.plan(plans.targets(text))
    (target,) = assess(rosters.roster(organizations=table), plan).targets
    assert (target.score.denominator, target.score.unknown) == inside


@pytest.mark.parametrize(
    ("cell", "condition", "said"),
    [
        ("9", "{member_count: {at_least: 9}}", YES),
        ("8", "{member_count: {at_least: 9}}", NO),
        ("9", "{member_count: {more_than: 9}}", NO),
        ("9", "{member_count: {at_most: 9}}", YES),
        ("9", "{member_count: {less_than: 9}}", NO),
        ("9", "{member_count: 9}", YES),
        ("10", "{member_count: {in: [3, 10]}}", YES),
        ("4", "{member_count: {in: [3, 10]}}", NO),
        ("", "{member_count: {at_least: 9}}", OPEN),
        ("", "{member_count: {at_least: 0}}", YES),
        ("10", "{member_count: {more_than: 9}}", YES),
        ("0", "{member_count: {at_most: 9}}", YES),
        ("0", "{member_count: {less_than: 1}}", YES),
        ("9", "{member_count: {known: true}}", YES),
        ("", "{member_count: {known: true}}", NO),
        ("", "{member_count: {given: false}}", YES),
    ],
)
def test_numbers__known_and_blank__are_compared_as_whole_numbers(
    cell: str, condition: str, said: str
) -> None:
    assert organization({"member_count": cell}, condition) == said


@pytest.mark.parametrize(
    ("cell", "condition", "said"),
    [
        ("Trưởng thôn", "{position: {contains: trưởng thôn}}", YES),
        ("Bí thư kiêm TRƯỞNG  THÔN 1", "{position: {contains: trưởng thôn}}", YES),
        ("Trưởng thônx", "{position: {contains: trưởng thôn}}", NO),
        ("Phó chủ tịch", "{position: Phó Chủ tịch}", YES),
        ("Phó chủ tịch xã", "{position: Phó Chủ tịch}", NO),
        ("", "{position: Phó Chủ tịch}", OPEN),
        ("", "{position: {contains: trưởng}}", OPEN),
        ("", "{all: [{position: Bí thư}, {position: Phó bí thư}]}", NO),
        ("", "{all: [{position: {contains: bí}}, {position: {contains: thư}}]}", OPEN),
    ],
)
def test_texts__however_written__are_compared_by_whole_words(
    cell: str, condition: str, said: str
) -> None:
    assert member({"position": cell}, condition) == said


ORGANIZATIONS = """
    name | kind               | sector      | has_committee | parent
    ĐU   | grassroots_committee | commune   |               |
    CB1  | subordinate_branch | residential | yes           | ĐU
    CB2  | subordinate_branch |             | no            | ĐU
"""


@pytest.mark.parametrize(
    ("branch", "condition", "said"),
    [
        ("CB1", "{its_branch: {sector: residential}}", YES),
        ("CB2", "{its_branch: {sector: residential}}", OPEN),
        ("CB9", "{its_branch: {sector: residential}}", NO),
        ("CB1", "{its_branch: {its_parent: {sector: commune}}}", YES),
        ("CB2", "{not: {its_branch: {has_committee: true}}}", YES),
        ("CB2", "{its_branch: {any: [{sector: residential}, {not: {sector: residential}}]}}", YES),
    ],
)
def test_related__branch_of_a_member__is_asked_like_a_record(
    branch: str, condition: str, said: str
) -> None:
    plan = plans.plan(plans.targets(plans.proportion(condition)))
    members = f"full_name | admitted_on | branch\nA | 2001 | {branch}"
    found = rosters.roster(members=members, organizations=ORGANIZATIONS)
    (target,) = assess(found, plan).targets
    truth = {(1, 0): YES, (0, 0): NO, (0, 1): OPEN}
    assert truth[target.score.numerator, target.score.unknown] == said  # type: ignore[index]


def test_related__no_list_of_organizations__is_false() -> None:
    assert member({"branch": "CB1"}, "{its_branch: {sector: residential}}") == NO
