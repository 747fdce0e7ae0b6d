"""Where the marks of the pictures stand."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from lacduong_kpi.assess.model import Goal
from lacduong_kpi.reports import charts
from lacduong_kpi.verdicts.model import Score
from reports import build
from reports.build import percent_goal, rate, score


def svg(text: str) -> ET.Element:
    return ET.fromstring(text)


def one(root: ET.Element, kind: str) -> ET.Element:
    [found] = [each for each in root if (each.get("class") or "").split(" ")[0] == kind]
    return found


def of(goal: Goal, result: Score) -> ET.Element:
    return svg(charts.bar(goal, result, "title", "description"))


def test_bar__result_and_goal__on_one_scale_from_nought() -> None:
    root = of(percent_goal("90"), score(build.NOT_MET, 24, 27))
    assert one(root, "fill").get("width") == "88.89%"
    assert one(root, "goal").get("x1") == "90.00%"
    assert one(root, "fill").get("x") == "0"


def test_bar__unknown_cells__a_whisker_over_what_is_possible() -> None:
    bounds = (rate(40, 100), rate(60, 100))
    root = of(percent_goal("50"), score(build.UNDETERMINED, 40, 80, bounds=bounds, unknown=20))
    whiskers = [each for each in root if each.get("class") == "whisker"]
    assert (whiskers[0].get("x1"), whiskers[0].get("x2")) == ("40.00%", "60.00%")


def test_bar__nothing_unknown__no_whisker() -> None:
    root = of(percent_goal("50"), score(build.MET, 40, 80))
    assert not [each for each in root if each.get("class") == "whisker"]


def test_bar__small_goal_with_two_ends__a_scale_of_its_own_and_a_band() -> None:
    goal = percent_goal("3", "range", "4")
    root = of(goal, score(build.MET, 41, 1154))
    assert charts.bar_scale(goal, score(build.MET, 41, 1154)) == charts.Scale(0, 5)
    assert (one(root, "band").get("x"), one(root, "band").get("width")) == ("60.00%", "20.00%")
    assert len([each for each in root if each.get("class") == "goal"]) == 2


@pytest.mark.parametrize(
    ("done", "filled", "empty"), [(0, 0, 2), (1, 1, 1), (2, 2, 0), (5, 5, 0), (99, 12, 0)]
)
def test_boxes__a_count__as_many_as_there_are(done: int, filled: int, empty: int) -> None:
    root = svg(charts.boxes(build.COUNT_GOAL, score(build.MET, done), "t", "d"))
    kinds = [(each.get("class") or "").split()[0] for each in root if each.tag == "rect"]
    assert (kinds.count("fill"), kinds.count("empty")) == (filled, empty)


@pytest.mark.parametrize(
    ("result", "kind"),
    [
        (score(build.MET, 25, 27), "point met"),
        (score(build.UNDETERMINED, 25, 27, unknown=2), "ring undetermined"),
        (score(build.NOT_MET, 2, 3), "point not_met pale"),
    ],
)
def test_dot__verdict_and_size__told_by_its_form(result: Score, kind: str) -> None:
    goal = percent_goal("90")
    root = svg(charts.dot(goal, result, charts.dot_scale(goal, [result]), "t", "d"))
    [circle] = [each for each in root if each.tag == "circle"]
    assert circle.get("class") == kind


def test_dot_scale__all_marks_stand_inside() -> None:
    scores = [each.score for each in build.ratings_by_organization()]
    scale = charts.dot_scale(percent_goal("90"), scores)
    assert (scale.low, scale.high) == (70, 100)


def test_dot__no_denominator__no_dot() -> None:
    empty = score(build.NOT_APPLICABLE, 0, 0)
    root = svg(charts.dot(percent_goal("90"), empty, charts.Scale(0, 100), "t", "d"))
    assert not [each for each in root if each.tag == "circle"]


def test_trend__years__from_left_to_right_higher_is_better() -> None:
    marks = [
        charts.Mark("2023", "80 %", score(build.NOT_MET, 80, 100)),
        charts.Mark("2024", "95 %", score(build.MET, 95, 100)),
    ]
    root = svg(charts.trend(percent_goal("90"), marks, "mức", "t", "d"))
    first, second = [each for each in root if each.tag == "circle"]
    assert float((first.get("cx") or "").rstrip("%")) < float((second.get("cx") or "").rstrip("%"))
    assert float(first.get("cy") or 0) > float(second.get("cy") or 0)
    goal = one(root, "goal")
    assert float(second.get("cy") or 0) < float(goal.get("y1") or 0) < float(first.get("cy") or 0)


def test_every_mark__within_the_picture() -> None:
    for each in build.ratings_by_organization():
        goal = percent_goal("90")
        text = charts.dot(goal, each.score, charts.dot_scale(goal, [each.score]), "t", "d")
        assert all(0 <= float(number) <= 100 for number in re.findall(r'"([\d.]+)%"', text))
