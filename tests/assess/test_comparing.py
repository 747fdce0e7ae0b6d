"""Two rosters side by side: who came, left and changed, and what it does to the numbers."""

from __future__ import annotations

import pytest

import districts
import rosters
from lacduong_kpi.assess.comparing import compare
from lacduong_kpi.assess.matching import pair
from lacduong_kpi.assess.model import Cause, Comparison
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.terms import Kind

HEADER = "full_name | card_number | date_of_birth | admitted_on | status | left_on | rating"
BEFORE = f"""
    {HEADER}
    An    | 00000001 | 1980-01-01 | 2001-01-01 | active |  | good
    Bình  | 00000002 | 1981-01-01 | 2001-01-01 | active |  | completed
    Chi   | 00000003 | 1982-01-01 | 2001-01-01 | active |  | good
    Dung  | 00000004 | 1983-01-01 | 2001-01-01 | active |  |
"""
AFTER = f"""
    {HEADER}
    AN    | 00000001 | 1980-01-01 | 2001-01-01 | active   |            | completed
    Bình  | 00000002 | 1981-01-01 | 2001-01-01 | active   |            | good
    Chi   | 00000003 | 1982-01-01 | 2001-01-01 | deceased | 2024-05-01 | good
    Em    | 00000005 | 1990-01-01 | 2010-01-01 | active   |            | good
    Giang | 00000006 | 1990-01-01 | 2010-01-01 | expelled | 2024-05-01 | good
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


@pytest.fixture(scope="module")
def compared(plan: Plan) -> Comparison:
    return compare(rosters.roster(members=BEFORE), rosters.roster(members=AFTER), plan)


def test_compare__who_is_new__joined_unless_gone_again(compared: Comparison) -> None:
    assert [each.name for each in compared.joined] == ["Em"]


def test_compare__who_is_missing_or_gone__left_with_the_way(compared: Comparison) -> None:
    assert [(each.name, each.status) for each in compared.left] == [
        ("Dung", None),
        ("Chi", "deceased"),
    ]


def test_compare__changed_cells__have_both_values_and_places(compared: Comparison) -> None:
    changed = [(each.name, each.field, each.old, each.new) for each in compared.changed]
    assert changed == [
        ("AN", "rating", "good", "completed"),
        ("Bình", "rating", "completed", "good"),
        ("Chi", "status", "active", "deceased"),
        ("Chi", "left_on", None, "2024-05-01"),
    ]
    first = compared.changed[0]
    assert first.old_cell is not None
    assert first.new_cell is not None
    assert (first.old_cell.cell, first.new_cell.cell, first.year) == ("G2", "G2", 2024)


def test_compare__effects__name_the_cause_of_each_difference(compared: Comparison) -> None:
    effects = {
        (each.cause, each.fields): (each.records, each.numerator, each.denominator, each.unknown)
        for each in compared.effects
        if each.target == "B3"
    }
    assert effects == {
        (Cause.JOINED, ()): (1, 1, 1, 0),
        (Cause.LEFT, ()): (2, -1, -1, -1),
        (Cause.CHANGED, ("rating",)): (2, 0, 0, 0),
    }


@pytest.mark.parametrize("seed", range(0, 20, 2))
def test_compare__any_two_rosters__effects_add_up_to_the_differences(plan: Plan, seed: int) -> None:
    old, new = (districts.roster_of(districts.district(each)) for each in (seed, seed + 1))
    found = compare(old, new, plan)
    before = {each.id: each for each in found.before.targets}
    for after in found.after.targets:
        first, second = before[after.id].score, after.score
        part = after.deciding_part
        if part is not None:
            first = next(e.score for e in before[after.id].parts if e.id == part)
        if first.numerator is None or second.numerator is None:
            continue
        effects = [each for each in found.effects if each.target == after.id]
        assert sum(each.numerator for each in effects) == second.numerator - first.numerator
        assert sum(each.unknown for each in effects) == (second.unknown or 0) - (first.unknown or 0)
        if second.denominator is not None and first.denominator is not None:
            below = sum(each.denominator for each in effects)
            assert below == second.denominator - first.denominator


def test_compare__a_list_that_one_side_lacks__is_not_compared(plan: Plan) -> None:
    organizations = "name | kind\nĐU A | grassroots_committee"
    found = compare(
        rosters.roster(members=BEFORE),
        rosters.roster(members=BEFORE, organizations=organizations),
        plan,
    )
    assert (found.joined, found.left, found.changed, found.effects) == ((), (), (), ())


def test_compare__another_year__compares_the_ratings_of_each_year(plan: Plan) -> None:
    old = rosters.roster(members="full_name | rating\nA | good", year=2023)
    new = rosters.roster(members="full_name | rating | rating@2023\nA | failed | good")
    (change,) = compare(old, new, plan).changed
    assert (change.field, change.year, change.old, change.new) == ("rating", 2024, "good", "failed")


def test_compare__a_column_that_one_side_lacks__is_no_change_of_everybody(plan: Plan) -> None:
    old = rosters.roster(members="full_name | rating\nA | good")
    new = rosters.roster(members="full_name | pledge\nA | yes")
    assert compare(old, new, plan).changed == ()


def test_compare__time_alone__is_a_cause_of_its_own(plan: Plan) -> None:
    table = "full_name | admitted_on | rating\nA | 2023-09-01 | good"
    old = rosters.roster(members=table, year=2023)
    new = rosters.roster(
        members=table.replace("rating", "rating@2023 | rating").replace("good", "good | good")
    )
    causes = {(each.target, each.cause) for each in compare(old, new, plan).effects}
    assert ("B4", Cause.TIME) in causes


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ("An | 1 | 1980", "AN | 1 | 1981", 1),
        ("An | 1 | 1980", "An |  | 1980-02-03", 1),
        ("An | 1 | 1980", "Ân | 1 | 1980", 0),
        ("An |  | ", "An |  | ", 1),
        ("An |  | \nAn |  | ", "An |  | ", 0),
        ("An |  | 1980-01-01\nAn |  | 1990-01-01", "An |  | 1990-01-01", 1),
    ],
)
def test_pair__names_numbers_and_births__tell_who_is_who(old: str, new: str, pairs: int) -> None:
    header = "full_name | card_number | date_of_birth\n"
    before, after = (rosters.records(Kind.MEMBER, header + each) for each in (old, new))
    assert len(pair(before, after, Kind.MEMBER).pairs) == pairs
