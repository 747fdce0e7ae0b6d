"""Targets over the years that rosters carry."""

from __future__ import annotations

import pytest

import rosters
from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.assess.run import assess, trend
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.verdicts.model import Verdict


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


def years(found: Assessment, id_: str) -> list[tuple[int, int | None, int | None]]:
    (target,) = (each for each in found.targets if each.id == id_)
    return [(each.year, each.score.numerator, each.score.denominator) for each in target.trend]


MEMBERS = """
    full_name | admitted_on | status   | left_on    | rating@2022 | rating@2023 | rating
    A         | 2001        | active   |            | good        | good        | failed
    B         | 2001        | active   |            | failed      | good        | good
    C         | 2023-03-01  | active   |            |             | good        | good
    D         | 2001        | deceased | 2024-02-01 | good        | failed      |
"""


def test_trend__ratings_of_several_years__score_who_was_there_each_year(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS), plan)
    assert years(found, "B3") == [(2022, 2, 3), (2023, 3, 4), (2024, 2, 3)]


def test_trend__targets_without_values_of_years__have_none(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS), plan)
    assert years(found, "B4") == []
    assert years(found, "B2") == [], "no pledges of earlier years"


def test_trend__a_column_of_later_years__is_no_past(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS.replace("@2022", "@2025")), plan)
    assert [year for year, _, _ in years(found, "B3")] == [2023, 2024]


def test_trend__a_roster_for_each_year__beats_what_a_later_one_tells(plan: Plan) -> None:
    own = "full_name | admitted_on | rating\nA | 2001 | good\nZ | 2001 | good"
    rosters_ = [rosters.roster(members=MEMBERS), rosters.roster(members=own, year=2023)]
    found = trend(rosters_, plan, ["B3", "B4"])
    assert found.year == 2024
    assert years(found, "B3") == [(2022, 2, 3), (2023, 2, 2), (2024, 2, 3)]
    assert [year for year, _, _ in years(found, "B4")] == [2023, 2024]


RESIDENCE = """
    full_name | admitted_on | working | residence_introduced | residence_review@2023 | residence_review
    A         | 2001        | yes     | yes                  | exemplary             | not_exemplary
    B         | 2001        | yes     | yes                  | exemplary             | exemplary
    C         | 2001        | yes     | no                   | exemplary             | exemplary
    D         | 2001        | yes     | yes                  | exemplary             | not_exemplary
"""


def test_trend__of_parts__compares_the_part_that_decides_in_the_scored_year(plan: Plan) -> None:
    """In 2023 the introduction decided (3 of 4), in 2024 the review does (2 of 4)."""
    found = assess(rosters.roster(members=RESIDENCE), plan, ["B1"])
    (target,) = found.targets
    assert target.deciding_part == "reviewed"
    assert years(found, "B1") == [(2023, 4, 4), (2024, 2, 4)]
    before = {part.id: part.score.numerator for part in target.trend[0].parts}
    assert before == {"introduced": 3, "reviewed": 4}
    assert target.trend[0].score.verdict is Verdict.MET


def test_trend__of_parts_in_rosters_of_two_years__compares_the_same_part(plan: Plan) -> None:
    old = RESIDENCE.replace("@2023", "@2022")
    found = trend([rosters.roster(members=RESIDENCE), rosters.roster(members=old, year=2023)], plan)
    assert years(found, "B1") == [(2022, 4, 4), (2023, 2, 4), (2024, 2, 4)]


def test_trend__one_roster__is_its_assessment(plan: Plan) -> None:
    roster = rosters.roster(members="full_name | rating\nA | good")
    assert years(trend([roster], plan), "B3") == []
