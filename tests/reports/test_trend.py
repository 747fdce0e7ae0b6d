"""A target over the years, and its pace towards a milestone."""

from __future__ import annotations

from dataclasses import replace

from lacduong_kpi.assess.model import TargetResult, YearScore
from lacduong_kpi.reports import explain, table
from lacduong_kpi.reports.trend import change_line, pace, pace_lines, part_line, trend_line
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build

VI = Language.VI


def over_the_years(*numerators: int) -> TargetResult:
    """A6 (over 90 % of 33 branches by 2030), the last year being 2024."""
    first = 2025 - len(numerators)
    target = next(each for each in build.district().targets if each.id == "A6")
    trend = tuple(
        YearScore(first + number, build.score(build.NOT_DUE, numerator, 33))
        for number, numerator in enumerate(numerators)
    )
    return replace(target, trend=trend)


def test_pace__by_the_rule__neither_flattered() -> None:
    found = pace(over_the_years(27, 28, 29))
    assert found is not None
    # (29 - 27) / 33 over 2 years is 3.0303; (90 - 87.8788) over 6 years is 0.3535
    assert (found.achieved, found.required, found.enough) == ("3.03", "0.36", True)


def test_pace__falling__not_enough() -> None:
    found = pace(over_the_years(30, 29))
    assert found is not None
    assert (found.achieved, found.enough) == ("-3.04", False)


def test_pace__nothing_to_pace__none() -> None:
    assert pace(over_the_years(29)) is None
    yearly = replace(over_the_years(28, 29), period=build.YEAR)
    assert pace(yearly) is None
    assert pace_lines(VI, yearly) == ()


def test_lines__years_change_and_pace() -> None:
    target = over_the_years(28, 29)
    assert trend_line(VI, target) == (
        "Qua các năm: 2023 28/33 = 84,85\u00a0%; 2024 29/33 = 87,88\u00a0%."
    )
    assert change_line(VI, target) == "Năm 2024 cao hơn năm 2023."
    assert pace_lines(VI, target)[1].endswith("Đang đủ.")


def test_change__bounds_overlap__not_to_be_told() -> None:
    low, high = build.rate(27, 33), build.rate(30, 33)
    unsure = build.score(build.NOT_DUE, 27, 31, bounds=(low, high), unknown=2)
    target = over_the_years(28, 29)
    target = replace(target, trend=(target.trend[0], YearScore(2024, unsure)))
    assert change_line(VI, target).startswith("Chưa so sánh được với năm 2023")


def test_screens__several_years__say_so() -> None:
    shown = build.assessment(over_the_years(28, 29))
    assert "Qua các năm: 2023" in table.render(shown, View())
    text = explain.render(shown, View())
    assert "QUA CÁC NĂM\n  2023  28/33 = 84,85\u00a0%  CHƯA ĐẾN HẠN\n" in text
    assert "Tốc độ cần có: 0,36 điểm phần trăm mỗi năm" in " ".join(text.split())


def test_trend_of_a_part__says_which() -> None:
    target = next(each for each in build.district().targets if each.id == "B1")
    before = YearScore(2023, target.parts[1].score, target.parts)
    target = replace(target, trend=(before, YearScore(2024, target.score, target.parts)))
    label = next(part.label for part in target.parts if part.id == target.deciding_part)
    assert trend_line(VI, target).startswith(f"Qua các năm ({label}): 2023 ")
    assert part_line(VI, target) == f"So cùng một phần qua các năm: {label}."
    assert part_line(VI, over_the_years(28, 29)) == ""
    assert f"\nQUA CÁC NĂM: {label}\n" in explain.render(build.assessment(target), View())
