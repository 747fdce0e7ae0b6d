"""What is suspicious in a plan that can be used."""

from __future__ import annotations

from datetime import date

import pytest

from lacduong_kpi.plan.check import check_plan
from lacduong_kpi.wording import Language, say
from plans import plan, proportion, targets

COUNTED = "measure: {kind: count, of: members, population: {present: ever}}\n"


def codes(*rooms: str, as_of: date | None = None) -> list[str]:
    """Codes of the doubts; their sentences are tried in both languages on the way."""
    found = check_plan(plan(*rooms), as_of)
    for each in found:
        for language in Language:
            say(language, f"findings.{each.code}", **dict(each.params))
            say(language, f"findings.{each.code}.remedy", **dict(each.params))
    return [each.code for each in found]


def excluding(*wheres: str, numerator: str = "{pledge: true}", population: str = "") -> str:
    lines = "".join(f"\n  - {{reason: r{n}, where: {where}}}" for n, where in enumerate(wheres))
    return targets(proportion(numerator, population, rest=f"exclude:{lines}"))


def test_sound_plan__no_doubt() -> None:
    assert codes(targets(proportion("{pledge: true}"))) == []


@pytest.mark.parametrize(
    ("goal", "code"),
    [("more_than: 100%", "P20"), ("less_than: 0%", "P20"), ("at_least: 0%", "P21"), ("at_most: 100%", "P21")],
)  # fmt: skip
def test_goal__never_or_always_reached(goal: str, code: str) -> None:
    body = proportion("{pledge: true}", goal=goal) + "text: Trên 100, 0 phần trăm\n"
    assert code in codes(targets(body))


@pytest.mark.parametrize(
    "where",
    [
        "{all: [{status: exempt}, {status: away}]}",
        "{pledge: true, not: {pledge: true}}",
        "{admitted_on: {before: 03-01, after: 06-01}}",
        "{rating: {known: true, given: false}}",
    ],
)
def test_population__that_contradicts_itself(where: str) -> None:
    assert codes(targets(proportion("{sex: male}", where))) == ["P22"]


@pytest.mark.parametrize(
    ("wheres", "expected"),
    [
        (["{status: exempt}", "{status: suspended}"], []),
        (["{status: exempt}", "{rating: not_rated}"], []),
        (["{status: exempt}", "{status: exempt}"], ["P23", "P24"]),
        (["{status: {in: [exempt, away]}}", "{status: away}"], ["P23", "P24"]),
        (["{status: {in: [exempt, away]}}", "{status: {in: [away, suspended]}}"], ["P24"]),
        (["{status: exempt}", "{status: exempt, pledge: true}"], ["P23"]),
        (["{all: [{status: exempt}, {status: away}]}"], ["P23"]),
        (["{rating: {known: false}}", "{rating: {known: true}}"], ["P37"]),
    ],
)
def test_exclusions__idle_or_overlapping(wheres: list[str], expected: list[str]) -> None:
    assert sorted(codes(excluding(*wheres))) == expected


def test_exclusion__of_records_that_the_population_does_not_hold__is_idle() -> None:
    assert codes(excluding("{occupation: farmer}", population="{occupation: worker}")) == ["P23"]


def test_numerator__that_nobody_reaches() -> None:
    assert codes(excluding("{rating: excellent}", numerator="{rating: excellent}")) == ["P25"]


def test_numerator__that_everybody_reaches() -> None:
    assert codes(targets(proportion("{sex: male}", "{sex: male}"))) == ["P26"]


def test_citation__missing() -> None:
    assert codes(targets(proportion("{pledge: true}") + "citation: ''\n")) == ["P27"]


def test_settings_definitions_and_fields__that_nothing_uses() -> None:
    rooms = (
        "settings: [{id: a, label: b, value: x, choices: {x: y}}]\n",
        "definitions: [{id: c, of: members, label: d, where: {sex: male}}]\n",
        "fields: [{of: members, name: new, type: flag, label: e, headers: [f]}]\n",
    )
    assert codes(*rooms, targets(proportion("{pledge: true}"))) == ["P28", "P29", "P36"]


def test_field_of_the_plan__under_a_header_that_means_another_field() -> None:
    room = (
        "fields: [{of: members, name: new, type: flag, label: e, headers: [Xếp loại, Cột mới]}]\n"
    )
    found = check_plan(plan(room, targets(proportion("{new: true}"))))
    assert [(each.code, dict(each.params)["header"]) for each in found] == [("P39", "Xếp loại")]
    assert codes(room, targets(proportion("{new: true}"))) == ["P39"]


def test_milestone__over_on_the_day_that_is_asked_for() -> None:
    body = COUNTED + "goal: {at_least: 90}\nperiod: {milestone: 2024-12-31}\n"
    assert codes(targets(body)) == []
    assert codes(targets(body), as_of=date(2024, 12, 31)) == []
    assert codes(targets(body), as_of=date(2025, 1, 1)) == ["P30"]


def test_milestone__before_the_first_term_of_the_plan() -> None:
    body = COUNTED + "goal: {at_least: 90}\nperiod: {milestone: 2019-12-31}\n"
    assert codes(targets(body)) == ["P30"]


def test_terms__all_over() -> None:
    assert codes(targets(proportion("{pledge: true}")), as_of=date(2031, 1, 1)) == ["P30"]


def test_terms__that_overlap() -> None:
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    whole = text(targets(proportion("{pledge: true}"))).replace("2025-07-01", "2025-06-30")
    (found,) = check_plan(read_plan(whole.encode(), "a.yaml")[0])
    assert (found.code, found.place.row) == ("P31", 7)


def test_quotas__that_do_not_add_up() -> None:
    body = COUNTED + "quotas: {at_least: {A: 50, B: 30}, total: 90}\n"
    assert codes(targets(body)) == ["P33"]


@pytest.mark.parametrize(
    ("text", "goal", "expected"),
    [
        ("Có 90% đảng viên", "at_least: 90%", []),
        ("Có 90% đảng viên", "at_least: 80%", ["P34"]),
        ("Có trên 90% đảng viên", "at_least: 90%", ["P35"]),
        ("Có trên 90% đảng viên", "more_than: 90%", []),
        ("Đạt 46,5 %", "at_least: 46.5%", []),
    ],
)
def test_sentence__against_the_goal(text: str, goal: str, expected: list[str]) -> None:
    assert codes(targets(proportion("{pledge: true}", goal=goal) + f"text: {text}\n")) == expected


@pytest.mark.parametrize(
    ("text", "goal"),
    [("kết nạp từ 01 - 02 người", "between: 1 - 2"), ("kết nạp 2.000 đảng viên", "at_least: 2000"), ("không có ai", "none: true")],
)  # fmt: skip
def test_sentence__with_numbers_as_offices_write_them(text: str, goal: str) -> None:
    assert codes(targets(COUNTED + f"goal: {{{goal}}}\ntext: {text}\n")) == []


def test_doubts__stand_in_the_order_of_the_file_with_line_and_column() -> None:
    body = proportion("{sex: male}", "{sex: male}", goal="at_least: 80%")
    found = check_plan(plan(targets(body)))
    assert [each.code for each in found] == ["P26", "P34"]
    assert {(each.place.file, each.place.row) for each in found} == {("thu.yaml", 9)}
    assert dict(found[0].params)["column"] == 5
