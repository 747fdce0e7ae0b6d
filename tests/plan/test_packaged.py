"""The plans that come with the program, and their schema."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from lacduong_kpi.errors import PlanError
from lacduong_kpi.plan.check import check_plan
from lacduong_kpi.plan.fields import of_target
from lacduong_kpi.plan.json_schema import plan_schema
from lacduong_kpi.plan.load import load_plan, packaged_plans
from lacduong_kpi.plan.model import GoalKind, MeasureKind, PeriodKind
from lacduong_kpi.terms import Kind
from plans import plan as read
from plans import proportion, targets

TARGETS = Path(__file__).parents[2] / "targets"
PLANS = sorted(TARGETS.glob("*.yaml"))
IDS = ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "B1", "B2", "B3", "B4", "B5"]


def test_plan_without_a_path__is_plan_42() -> None:
    plan = load_plan()
    content = (TARGETS / "plan-42.yaml").read_bytes()
    assert plan.id == "lacduong-plan-42"
    assert plan.path == "targets/plan-42.yaml"
    assert plan.sha256 == hashlib.sha256(content).hexdigest()
    assert [target.id for target in plan.targets] == IDS


def test_packaged_plans__are_those_of_the_folder() -> None:
    assert [path.name for path in packaged_plans()] == [path.name for path in PLANS]
    assert len(PLANS) == 3


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_packaged_plan__loads_and_nothing_in_it_is_doubtful(path: Path) -> None:
    plan = load_plan(path)
    assert check_plan(plan) == ()
    for target in plan.targets:
        assert target.citation
        assert target.examples, target.id


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_packaged_plan__names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=plan.schema.json"


def test_schema__committed__is_the_one_that_the_models_give() -> None:
    committed = (TARGETS / "plan.schema.json").read_bytes().decode("utf-8")
    assert committed == plan_schema(), "run: lacduong-kpi plan schema > targets/plan.schema.json"
    assert json.loads(committed)["$schema"].endswith("2020-12/schema")


def test_schema__knows_every_field_and_word() -> None:
    definitions = json.loads(plan_schema())["$defs"]
    rating = definitions["MemberCondition"]["properties"]["rating"]
    assert "xếp loại" in rating["description"]
    assert rating["anyOf"][0]["enum"] == ["excellent", "good", "completed", "failed", "not_rated"]
    assert set(rating["anyOf"][1]["properties"]) >= {"is", "in", "at_least", "known"}
    references = _references(definitions)
    assert references
    assert {each.removeprefix("#/$defs/") for each in references} <= set(definitions)


def test_schema__of_a_plan__knows_what_the_plan_adds_and_no_other_key() -> None:
    room = """
settings:
  - {id: forces, label: LLVT, value: apart, choices: {apart: để riêng, included: tính chung}}
definitions:
  - {id: civilian, of: members, label: dân sự, where: {occupation: {in: [worker]}}}
fields:
  - {of: members, name: union, type: flag, label: là đoàn viên, headers: [Đoàn viên]}
  - of: members
    name: study
    type: choice
    label: mức học tập
    headers: [Học tập]
    values: {high: [Tốt], low: [Kém]}
"""
    own = read(room, targets("id: T1\n" + proportion("{union: true}")))
    definitions = json.loads(plan_schema(own))["$defs"]
    condition = definitions["MemberCondition"]
    assert condition["additionalProperties"] is False
    assert condition["properties"]["is"] == {"enum": ["civilian"]}
    forces = condition["properties"]["when"]["properties"]["forces"]
    assert forces == {"enum": ["apart", "included"]}
    assert condition["properties"]["union"]["anyOf"][0] == {"type": "boolean"}
    assert condition["properties"]["study"]["description"] == "mức học tập"
    assert condition["properties"]["study"]["anyOf"][0] == {"enum": ["high", "low"]}
    assert "union" not in definitions["OrganizationCondition"]["properties"]


def _references(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [text for each in part.values() for text in _references(each)]
    if isinstance(part, list):
        return [text for each in part for text in _references(each)]
    return []


def test_plan_42__periods_and_goals() -> None:
    plan = load_plan()
    periods = {target.id: target.schedule.kind for target in plan.targets}
    assert periods == {
        **dict.fromkeys(["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"], PeriodKind.YEAR),
        **dict.fromkeys(["A7", "B5"], PeriodKind.TERM),
        "A5": PeriodKind.CONTINUOUS,
        "A6": PeriodKind.MILESTONE,
    }
    goals = {
        target.id: (target.goal.kind, target.goal.low, target.goal.high) for target in plan.targets
    }
    floor, hundred = GoalKind.AT_LEAST, Decimal(100)
    assert goals == {
        **dict.fromkeys(["A1", "A2", "A5", "B1", "B2"], (floor, hundred, None)),
        **dict.fromkeys(["A3", "B3"], (floor, Decimal(90), None)),
        "A4": (floor, Decimal(25), None),
        "A6": (GoalKind.MORE_THAN, Decimal(90), None),
        **dict.fromkeys(["A7", "B5"], (GoalKind.RANGE, Decimal(1), Decimal(2))),
        "B4": (GoalKind.RANGE, Decimal(3), Decimal(4)),
    }


def test_plan_42__exclusions_in_the_order_of_the_regulations() -> None:
    plan = load_plan()
    measure = plan.target("B3").measure
    assert measure is not None
    assert [(each.reason, each.from_year) for each in measure.exclusions] == [
        ("miễn công tác và sinh hoạt đảng", None),
        ("đình chỉ sinh hoạt đảng", 2019),
        ("mới kết nạp, chưa đủ 6 tháng", 2023),
        ("ghi rõ là chưa đánh giá", None),
    ]
    reviewed = plan.target("B1").parts[1]
    assert reviewed.id == "reviewed"
    assert len(reviewed.measure.exclusions) == 3


def test_plan_42__an_office_that_divides_by_all_excludes_nobody_from_ratings() -> None:
    plan = load_plan(settings={"rating_base": "all", "armed_forces": "included"})
    for name in ("A3", "B3"):
        measure = plan.target(name).measure
        assert measure is not None
        assert measure.exclusions == ()
    assert {each.id: each.value for each in plan.settings}["rating_base"] == "all"


def test_plan_42__every_setting_is_asked_by_a_target() -> None:
    users = {each.id: each.used_by for each in load_plan().settings}
    assert users == {
        "rating_base": ("A3", "B3"),
        "armed_forces": ("A3",),
        "joint_branches": ("A5",),
        "cooperatives": ("A7",),
    }


def test_setting_from_outside__misspelt__is_a_fault_of_the_plan() -> None:
    with pytest.raises(PlanError) as caught:
        load_plan(settings={"rating_bse": "all", "armed_forces": "togther"})
    keys = [each.key for each in caught.value.problems[1:]]
    assert keys == ["plan.outside_setting_near", "plan.outside_choice"]


def test_packaged_plans__between_them_use_every_kind_of_measure_but_the_difference() -> None:
    kinds = {
        part.measure.kind
        for path in PLANS
        for target in load_plan(path).targets
        for part in target.all_parts
    }
    assert kinds == set(MeasureKind) - {MeasureKind.DIFFERENCE}


def test_plan_42__asks_for_fields_of_all_three_kinds() -> None:
    plan = load_plan()
    kinds = {kind for target in plan.targets for kind, _ in of_target(target)}
    assert kinds == set(Kind)


def test_missing_plan__is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        load_plan(tmp_path / "none.yaml")
    assert caught.value.problems[0].key == "document.missing"
