"""Examples in plan files, run through the measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from lacduong_kpi.assess.examples import ExampleRun, run_examples
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Expected
from plans import plan, proportion, targets

PLANS = sorted((Path(__file__).parents[2] / "targets").glob("*.yaml"))

B3 = proportion(
    "{rating: {at_least: good}}",
    rest="exclude: [{reason: miễn, where: {status: exempt}}, {reason: chưa, where: {rating: not_rated}}]",
)


def run(examples: str, body: str = B3, *rooms: str) -> ExampleRun:
    lines = "".join(f"  - {line.strip()}\n" for line in examples.strip().splitlines())
    return run_examples(plan(*rooms, targets(body + "examples:\n" + lines)))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_packaged_plan__every_example_holds_and_every_condition_is_tried(path: Path) -> None:
    outcome = run_examples(load_plan(path))
    assert [each for each in outcome.results if not each.holds] == []
    assert outcome.unexercised == ()
    assert outcome.without == ()
    assert outcome.holds


@pytest.mark.parametrize("choice", ["counted", "not_counted"])
def test_packaged_example__of_the_other_setting__does_not_hold(choice: str) -> None:
    outcome = run_examples(load_plan(settings={"joint_branches": choice}))
    failed = [each.name for each in outcome.results if not each.holds]
    assert failed == (["thôn sinh hoạt ghép"] if choice == "counted" else [])


@pytest.mark.parametrize(
    ("record", "expected", "reason"),
    [
        ("{rating: good}", Expected.NUMERATOR, None),
        ("{rating: completed}", Expected.MISSED, None),
        ("{rating: null}", Expected.UNKNOWN, None),
        ("{unreadable: [rating]}", Expected.UNKNOWN, None),
        ("{no_column: [rating]}", Expected.UNKNOWN, None),
        ("{status: exempt, rating: null}", Expected.EXCLUDED, "miễn"),
        ("{rating: not_rated}", Expected.EXCLUDED, "chưa"),
        ("{status: exempt, rating: not_rated}", Expected.EXCLUDED, "miễn"),
        ("{admitted_on: 2025-01-01, rating: good}", Expected.OUTSIDE, None),
        ("{admitted_on: 2024, rating: good}", Expected.NUMERATOR, None),
        ("{status: deceased, left_on: 2024-03, rating: good}", Expected.OUTSIDE, None),
    ],
)
def test_example__stands_where_its_cells_put_it(
    record: str, expected: Expected, reason: str | None
) -> None:
    (result,) = run(f"{{name: a, record: {record}, expect: numerator}}").results
    assert (result.found, result.reason) == (expected, reason)
    assert result.holds == (expected is Expected.NUMERATOR)


def test_example__excluded_for_another_reason__does_not_hold() -> None:
    outcome = run("{name: a, record: {rating: not_rated}, expect: excluded, reason: miễn}")
    assert not outcome.holds


def test_example__of_another_day__is_scored_on_that_day() -> None:
    outcome = run(
        """
        {name: a, as_of: 2024-06-30, record: {admitted_on: 2024-09-02, rating: good}, expect: outside}
        {name: b, year: 2023, record: {admitted_on: 2024-01-01, rating: good}, expect: outside}
        """
    )
    assert outcome.holds


def test_relations__of_every_kind__reach_the_other_records() -> None:
    for tree, of, record in (
        ("{its_branch: {sector: residential}}", "members", "{its_branch: {sector: residential}}"),
        ("{its_grassroots: {rating: good}}", "members", "{its_grassroots: {rating: good}}"),
        ("{its_parent: {rating: good}}", "organizations", "{its_parent: {rating: good}}"),
        (
            "{any_member: {present: period_end, at_least: 2}}",
            "organizations",
            "{any_member: [{}, {}]}",
        ),
        (
            "{any_unit: {where: {branch_kind: own}}}",
            "organizations",
            "{any_unit: {branch_kind: own}}",
        ),
        ("{any_member: {present: period_end}}", "residential_units", "{any_member: [{sex: male}]}"),
        (
            "{its_branch: {has_committee: true}}",
            "residential_units",
            "{its_branch: {has_committee: true}}",
        ),
    ):
        lines = f"{{name: a, record: {record}, expect: numerator}}\n{{name: b, record: {{}}, expect: missed}}"
        assert run(lines, proportion(tree, of=of)).holds, tree


def test_conditions__never_true_or_never_false__are_named_with_their_line() -> None:
    outcome = run("{name: a, record: {rating: good}, expect: numerator}")
    assert [(each.words, each.never) for each in outcome.unexercised] == [
        ("miễn công tác và sinh hoạt đảng", True),
        ("xếp loại chưa đánh giá", True),
        ("xếp loại từ hoàn thành tốt trở lên", False),
    ]
    assert all(each.spot.line for each in outcome.unexercised)


def test_target__without_examples__is_named() -> None:
    outcome = run_examples(plan(targets(B3)))
    assert outcome.without == ("T1",)
    assert outcome.holds


def test_field_that_the_plan_adds__can_stand_in_an_example() -> None:
    room = "fields: [{of: members, name: studied, type: flag, label: học, headers: [Học NQ]}]\n"
    lines = "{name: a, record: {studied: true}, expect: numerator}\n{name: b, record: {studied: false}, expect: missed}"
    assert run(lines, proportion("{studied: true}"), room).holds
