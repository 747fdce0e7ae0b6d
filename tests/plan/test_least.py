"""The least that a target has to say: what is left out is filled in, and every report holds it."""

from __future__ import annotations

import pytest

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.load import read_plan
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.reports import explain, html, markdown, plan_text, table
from lacduong_kpi.reports.view import View
from records.tell import people, roster

SKETCH = """
plan:
  id: mau
  title: Kế hoạch mẫu
  issuer: Huyện ủy
  terms:
    - {id: 2020-2025, from: 2020-07-01, to: 2025-06-30}
targets:
  - id: B3
    section: II.2.b
    text: Có 90% đảng viên hoàn thành tốt nhiệm vụ trở lên
    label: Hoàn thành tốt trở lên
    period: year
    measure:
      kind: proportion
      of: members
      population: {present: period_end}
      exclude:
        - {reason: miễn sinh hoạt, where: {status: exempt}}
        - {reason: mới, from_year: 2023, where: {all: [{admitted_on: {on_or_after: 07-01}}, {rating: {known: false}}]}}
      numerator: {rating: {at_least: good}}
    goal: {at_least: 90%}
  - id: A2
    section: II.2.a
    text: Có 100% tổ chức có chương trình
    label: Có chương trình
    period: year
    measure:
      kind: proportion
      of: organizations
      population: {existing: period_end}
      numerator: {inspection_programme: true}
    goal: {at_least: 100%}
"""
PEOPLE = people(
    "full_name | admitted_on | rating@2024\nLê Văn A | 2010 | good\nTrần B | 2011 | failed"
)


@pytest.fixture(scope="module")
def sketch() -> Plan:
    return read_plan(SKETCH.encode(), "mau.yaml", {})[0]


@pytest.fixture(scope="module")
def assessment(sketch: Plan) -> Assessment:
    return assess(roster(PEOPLE), sketch)


def test_unit__not_said__is_that_of_the_records(sketch: Plan) -> None:
    assert [target.unit for target in sketch.targets] == ["member", "organization"]


def test_place__not_said__is_the_section(sketch: Plan, assessment: Assessment) -> None:
    assert "Nguồn: II.2.b. Hạn: hằng năm." in plan_text.render(sketch, View())
    assert "Nguồn: Kế hoạch, II.2.b." in explain.render(assessment, View())


def test_reports__without_headings__hold_every_target(assessment: Assessment) -> None:
    for text in (
        table.render(assessment, View()),
        markdown.render(assessment, View()),
        html.render(assessment, View()),
    ):
        assert text.index("Hoàn thành tốt trở lên") < text.index("Có chương trình")
