"""JUnit XML: a case per target, failures exactly when the exit code is not 0."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import product
from xml.etree import ElementTree as ET

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from lacduong_kpi.assess.gate import FailOn, exit_code
from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.reports import junit
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build

ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "properties": set(),
    "property": {"name", "value"},
    "system-out": set(),
}
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase"},
    "testcase": {"failure", "error", "skipped", "system-out"},
    "properties": {"property"},
}
"""what the xunit2 dialect (junit-10.xsd) allows of what we write"""


def read(assessment: Assessment, view: View) -> JUnitXml:
    found = JUnitXml.fromstring(junit.render(assessment, view).encode("utf-8"))
    assert isinstance(found, JUnitXml)
    return found


def test_render__district__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.junit.xml", junit.render(build.with_faults(), View()))


def test_render__a_case_per_target_in_one_suite() -> None:
    suites = list(read(build.district(), View()))
    assert [len(list(suite)) for suite in suites] == [12]
    assert [case.name.split()[0] for case in suites[0]] == [
        target.id for target in build.district().targets
    ]


@pytest.mark.parametrize("language", list(Language))
def test_render__elements_and_attributes__those_of_the_dialect(language: Language) -> None:
    view = View(language=language, fail_on=FailOn.FINDING)
    full = replace(build.with_faults(), unusable=build.assessment(unusable=("x",)).unusable)
    root = ET.fromstring(junit.render(full, view))
    for element in root.iter():
        assert set(element.attrib) <= ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())


SCENARIOS = {
    "district": build.with_faults(),
    "members only": build.members_only(),
    "all met": build.assessment(build.target("T", "label", build.score(build.MET, 2, 2))),
    "unusable": build.assessment(
        build.target("T", "label", build.score(build.MET, 2, 2)), unusable=("a.xlsx",)
    ),
    "only findings": build.assessment(
        build.target("T", "label", build.score(build.MET, 2, 2)), findings=build.faults()
    ),
}


@pytest.mark.parametrize(("name", "fail_on"), list(product(SCENARIOS, FailOn)))
def test_render__failures_and_errors__exactly_when_the_code_is_not_0(
    name: str, fail_on: FailOn
) -> None:
    assessment = SCENARIOS[name]
    found = read(assessment, View(fail_on=fail_on))
    cases = [case for suite in found for case in suite]
    bad = [case for case in cases if any(isinstance(each, Failure | Error) for each in case.result)]
    assert bool(bad) == (exit_code(assessment, fail_on) != 0)
    assert found.failures + found.errors == len(bad)
    assert found.tests == len(cases)


def test_render__verdicts__failed_skipped_or_passed() -> None:
    kinds = {
        case.name.split()[0]: [type(each) for each in case.result]
        for suite in read(build.district(), View())
        for case in suite
    }
    assert kinds["A2"] == [Failure]
    assert kinds["B3"] == [Failure]
    assert kinds["A6"] == [Skipped]
    assert kinds["A1"] == []


def test_render__as_bytes__declares_its_encoding() -> None:
    content = junit.render(build.district(), View()).encode("utf-8")
    assert ET.parse(BytesIO(content)).getroot().tag == "testsuites"
