"""A plan as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lacduong_kpi.findings import Place, finding
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.reports import plan_check, plan_text
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language

PLAN_42 = Path(__file__).parents[2] / "targets" / "plan-42.yaml"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan(PLAN_42)


def test_plan_42__every_target_with_its_sentence_and_rules(plan: Plan) -> None:
    shown = " ".join(plan_text.render(plan, View()).split())
    for target in plan.targets:
        assert target.label in shown
        assert " ".join(target.text.split()) in shown
        for part in target.all_parts:
            for exclusion in part.measure.exclusions:
                assert " ".join(exclusion.reason.split()) in shown


def test_plan_42__every_choice_named_the_one_in_force_first(plan: Plan) -> None:
    shown = plan_text.render(plan, View(width=200))
    for setting in plan.settings:
        block = shown.split(f"({setting.id})\n")[1]
        assert block.lstrip().startswith(f"Đang dùng {setting.value}:")
        for value, meaning in setting.choices:
            assert f"{value}: {meaning}" in block


@pytest.mark.parametrize("width", [50, 100])
def test_plan_42__as_it_was(golden: Callable[[str, str], None], plan: Plan, width: int) -> None:
    shown = plan_text.render(replace(plan, path="targets/plan-42.yaml"), View(width=width))
    golden(f"screens/plan-{width}.txt", shown)


def test_plan_42__english__no_key_is_missing(plan: Plan) -> None:
    assert "Denominator" in plan_text.render(plan, View(language=Language.EN))


def test_plan_check__every_doubt_with_its_place_and_remedy(plan: Plan) -> None:
    doubt = finding("P28", Place("a.yaml", row=38), line=38, column=7, name="rating_base")
    shown = plan_check.render((doubt,), View())
    assert shown.startswith("a.yaml:38:7  P28  ")
    assert "Cách sửa: " in shown
    assert shown.endswith("\n1 chỗ cần xem lại.\n")


def test_plan_check__nothing_found__says_so() -> None:
    assert plan_check.render((), View()) == "Không thấy chỗ nào cần xem lại trong kế hoạch.\n"
