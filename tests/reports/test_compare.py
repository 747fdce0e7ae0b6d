"""What two rosters make of each target: the same part before and after, and the causes."""

from __future__ import annotations

import json
from dataclasses import replace

from lacduong_kpi.assess.model import Assessment, Cause, Comparison, Effect, Part, TargetResult
from lacduong_kpi.reports import compare_json, compare_text
from lacduong_kpi.reports.compare_effects import difference, earlier
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build

INTRODUCED = build.score(build.MET, 738, 738)
REVIEWED = build.score(build.MET, 708, 708)


def _target(decides: str, introduced: object, reviewed: object) -> TargetResult:
    parts = (
        Part("introduced", "Được giới thiệu", introduced),  # type: ignore[arg-type]
        Part("reviewed", "Được nhận xét", reviewed),  # type: ignore[arg-type]
    )
    score = next(part.score for part in parts if part.id == decides)
    return build.target("B1", "Nơi cư trú", score, parts=parts, deciding_part=decides)


def _compared(before: Assessment, after: Assessment, *effects: Effect) -> Comparison:
    return Comparison(before, after, (), (), (), effects)


AFTER = _target(
    "reviewed", build.score(build.MET, 747, 747), build.score(build.NOT_MET, 701, 714, unknown=5)
)
PARTS = _compared(
    build.assessment(_target("introduced", INTRODUCED, REVIEWED)),
    build.assessment(AFTER),
    Effect("B1", "reviewed", Cause.CHANGED, ("residence_review",), 13, -7, 6, 5),
)


def test_parts__the_one_that_decides_after__is_compared_and_named() -> None:
    old = earlier(PARTS, AFTER)
    assert old is not None
    assert (old.score.numerator, old.score.denominator) == (708, 708)
    text = compare_text.render(PARTS, View())
    assert "738" not in text
    assert "Nơi cư trú: Được nhận xét\n" in text
    assert "Tử số -7, mẫu số +6, chưa rõ +5.\n" in text
    shown = json.loads(compare_json.render(PARTS, View()))["targets"][0]
    assert (shown["part"], shown["before"]["numerator"]) == ("reviewed", 708)


def test_effects__each_cause_in_a_line() -> None:
    lines = [line.strip() for line in compare_text.render(build.comparison(), View()).splitlines()]
    assert "Thêm 59 đảng viên: tử số +55, mẫu số +59." in lines
    assert "Bớt 45 đảng viên: tử số -40, mẫu số -45." in lines
    assert any(line.startswith("Thay đổi xếp loại, tình trạng") for line in lines)
    assert "Khác ngày tính, năm đánh giá, với 2 đảng viên: cộng lại không đổi." in lines


def test_effects_of_a_count__have_no_denominator() -> None:
    count = build.target("B5", "x", build.score(build.NOT_DUE, 1), goal=build.COUNT_GOAL)
    none = replace(count, score=build.score(build.NOT_DUE, 0))
    effect = Effect("B5", None, Cause.JOINED, (), 1, 1, 0, 0)
    found = _compared(build.assessment(none), build.assessment(count), effect)
    assert "Thêm 1 đảng viên: tử số +1.\n" in compare_text.render(found, View())
    assert (
        json.loads(compare_json.render(found, View()))["targets"][0]["effects"][0]["denominator"]
        is None
    )


def test_difference__of_what_one_side_does_not_have__is_not_told() -> None:
    assert difference(Language.VI, build.no_roster(), REVIEWED) == ""
    assert difference(Language.VI, REVIEWED, REVIEWED) == ""


def test_target_that_was_not_scored_before__stands_alone() -> None:
    found = _compared(build.assessment(), build.assessment(AFTER))
    assert earlier(found, AFTER) is None
    assert json.loads(compare_json.render(found, View()))["targets"][0]["before"] is None
    assert "\nB1  -  " in compare_text.render(found, View()).replace("   ", "  ").replace(
        "   ", "  "
    )
