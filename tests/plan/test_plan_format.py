"""What docs/plan-format.md shows is true: its plans load, its examples hold, its tables are whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lacduong_kpi.assess.examples import run_examples
from lacduong_kpi.plan.check import check_plan
from lacduong_kpi.plan.load import read_plan
from lacduong_kpi.plan.model import GoalKind, MeasureKind, Moment, Operator, Relation, Window

PAGE = (Path(__file__).parents[2] / "docs" / "plan-format.md").read_text(encoding="utf-8")
HEAD, *PLANS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_page__has_a_head_and_plans() -> None:
    assert HEAD.startswith("plan:")
    assert len(PLANS) == 7


@pytest.mark.parametrize("body", PLANS, ids=lambda body: body.split("id: ")[1].split("\n")[0])
def test_plan_of_the_page__loads_without_doubt_and_its_examples_hold(body: str) -> None:
    plan, _ = read_plan((HEAD + body).encode(), "plan-format.md")
    assert check_plan(plan) == ()
    assert run_examples(plan).holds


@pytest.mark.parametrize(
    "words", [Operator, Relation, MeasureKind, Moment, Window, set(GoalKind) - {GoalKind.RANGE}]
)
def test_page__names_every_word_of_the_language(words: list[str]) -> None:
    assert [str(each) for each in words if f"`{each}" not in PAGE] == []
