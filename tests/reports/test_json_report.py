"""The JSON of check, validate and compare: shape, strictness, privacy."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from lacduong_kpi.assess.model import Assessment, OrganizationScore
from lacduong_kpi.reports import compare_json, json_report
from lacduong_kpi.reports.json_shape import CheckReport, FindingsReport
from lacduong_kpi.reports.view import View
from reports import build

SCHEMA = Path(__file__).parents[2] / "docs" / "check.schema.json"

TARGET_KEYS = [
    "id",
    "section",
    "label",
    "text",
    "period",
    "goal",
    "verdict",
    "reason",
    "exceeded",
    "estimated",
    "numerator",
    "denominator",
    "excluded",
    "unknown",
    "rate",
    "bounds",
    "needed",
    "slack",
    "deciding",
    "parts",
    "by_organization",
    "gaps",
]
PART_KEYS = [
    "id",
    "label",
    "verdict",
    "numerator",
    "denominator",
    "excluded",
    "unknown",
    "rate",
    "bounds",
    "needed",
    "slack",
]


def _text(assessment: Assessment, view: View) -> str:
    return "".join(json_report.render(assessment, view))


def _check(**view: bool) -> dict[str, object]:
    return json.loads(_text(build.with_faults(), View(**view)))


def test_check__keys__in_the_promised_order() -> None:
    report = _check()
    assert list(report)[:11] == [
        "schema_version",
        "tool",
        "plan",
        "as_of",
        "year",
        "inputs",
        "settings",
        "counts",
        "targets",
        "findings",
        "summary",
    ]
    targets = {target["id"]: target for target in report["targets"]}
    assert list(targets["B3"])[: len(TARGET_KEYS)] == TARGET_KEYS
    assert list(targets["B1"]["parts"][0])[: len(PART_KEYS)] == PART_KEYS
    organization = targets["B3"]["by_organization"][0]
    assert list(organization)[: len(PART_KEYS) + 1] == ["organization", *PART_KEYS]
    assert list(report["findings"][0])[:10] == [
        "code",
        "severity",
        "message",
        "remedy",
        "file",
        "sheet",
        "cell",
        "row",
        "column",
        "field",
    ]
    assert list(targets["B3"]["gaps"][0]) == ["file", "sheet", "row", "condition", "cell"]
    assert list(targets["B3"]["deciding"]["cells"][0]) == [
        "file",
        "sheet",
        "cell",
        "field",
        "cause",
    ]


def test_check__figures__exact() -> None:
    targets = {target["id"]: target for target in _check()["targets"]}
    b3 = targets["B3"]
    assert b3["rate"] == {"numerator": 958, "denominator": 1057, "percent": "90.63"}
    assert b3["bounds"]["low"]["percent"] == "88.70"
    assert (b3["deciding"]["met_if"], b3["deciding"]["not_met_if"]) == (14, 10)
    assert len(b3["deciding"]["cells"]) == 24
    assert len(b3["gaps"]) == 99
    assert b3["gaps"][0]["row"] == 587
    assert targets["A2"]["deciding"] is None
    assert targets["A7"]["bounds"]["high"] == {"numerator": 1, "denominator": None, "percent": None}
    assert targets["A5"]["period"] == {"kind": "continuous", "from": None, "to": None}


def test_check__exit_code__that_of_the_process() -> None:
    assert _check()["summary"] == {
        "met": 6,
        "not_met": 3,
        "undetermined": 1,
        "not_due": 2,
        "not_applicable": 0,
        "exit_code": 1,
    }
    lost = build.assessment(unusable=("a.xlsx",))
    report = json.loads(_text(lost, View()))
    assert report["summary"]["exit_code"] == 2
    assert [each["path"] for each in report["unusable"]] == ["a.xlsx"]


def test_check__names__only_with_details() -> None:
    assert "Thử Nghiệm" not in json.dumps(_check(), ensure_ascii=False)
    targets = {target["id"]: target for target in _check(details=True)["targets"]}
    assert targets["B3"]["gaps"][0]["name"] == "Người Thử Nghiệm"


def test_check__bytes__ascii_strict_and_the_same_again() -> None:
    text = _text(build.with_faults(), View())
    assert text.isascii()
    assert text.endswith("}\n")
    assert text == _text(build.with_faults(), View())
    json.loads(text, parse_constant=lambda name: (_ for _ in ()).throw(AssertionError(name)))


def test_check__many_organizations__none_is_held_longer_than_its_line() -> None:
    alike = build.score(build.NOT_MET, 1, 2, existing=1)
    names = [f'Chi bộ "Thôn" {number}' for number in range(500)]
    scores = [OrganizationScore(name, alike) for name in names]
    target = build.target("B3", "x", alike, by_organization=scores)
    written = list(json_report.render(replace(build.with_faults(), targets=(target,)), View()))
    assert max(map(len, written)) < 3_000
    (report,) = json.loads("".join(written))["targets"]
    told = report["by_organization"]
    assert [each["organization"] for each in told] == names
    assert [list(each) for each in told] == [["organization", *PART_KEYS]] * len(names)
    assert all(each["needed"] == {"existing": 1, "new": None} for each in told)


def test_check__validates_against_its_shape() -> None:
    for view in (View(), View(details=True)):
        for assessment in (build.with_faults(), build.members_only()):
            TypeAdapter(CheckReport).validate_json(_text(assessment, view))


def test_schema__committed_file__is_the_generated_one(golden: Callable[[str, str], None]) -> None:
    golden("../../docs/check.schema.json", json_report.check_schema())


def test_schema__names_every_key_of_a_target() -> None:
    schema = json.loads(json_report.check_schema())
    assert set(TARGET_KEYS) <= set(schema["$defs"]["Target"]["properties"])
    assert schema["$defs"]["Verdict"]["enum"] == [
        "met",
        "not_met",
        "undetermined",
        "not_due",
        "not_applicable",
    ]


def test_findings__shape_and_code() -> None:
    text = json_report.render_findings(build.with_faults(), View())
    report = json.loads(text)
    TypeAdapter(FindingsReport).validate_json(text)
    assert report["summary"] == {"errors": 6, "warnings": 25, "notes": 0, "exit_code": 1}
    contradiction = next(each for each in report["findings"] if each["code"] == "X03")
    assert contradiction["others"] == [
        {"file": build.LIST, "sheet": "Đảng viên", "cell": "K702", "row": 702}
    ]
    clean = replace(build.district(), findings=())
    assert json.loads(json_report.render_findings(clean, View()))["summary"]["exit_code"] == 0


def test_compare__personal_values__only_with_details() -> None:
    plain = compare_json.render(build.comparison(), View())
    shown = json.loads(plain)
    assert "Th\\u1eed Nghi\\u1ec7m" not in plain
    date = next(each for each in shown["changed"] if each["field"] == "admitted_on")
    assert (date["old"], date["new"]) == (None, None)
    detailed = json.loads(compare_json.render(build.comparison(), View(details=True)))
    date = next(each for each in detailed["changed"] if each["field"] == "admitted_on")
    assert (date["old"], date["new"], date["name"]) == ("2019", "2020-01-02", "Người Thử Nghiệm")
    assert detailed["targets"][0]["changed"] == {"rating": 1, "admitted_on": 1}


def test_compare__effects__by_cause() -> None:
    (target,) = json.loads(compare_json.render(build.comparison(), View()))["targets"]
    assert target["part"] is None
    assert target["effects"][2] == {
        "cause": "changed",
        "fields": ["rating", "status"],
        "records": 61,
        "numerator": 43,
        "denominator": -7,
        "unknown": -7,
    }
