"""JUnit XML in the xunit2 dialect: a test case per target.

A target that makes the run fail is a `failure`; one that is not decided, not due or not
applicable without failing the run is `skipped`. Unusable files are `error`s and data faults that
fail the run a `failure` of a second suite, so that failures and errors stand in the file exactly
when the exit code is not 0. Attributes and elements are those of Jenkins' `junit-10.xsd`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

from lacduong_kpi import __version__
from lacduong_kpi.assess.gate import failing_findings, failing_verdicts
from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.opening import unusable_reason
from lacduong_kpi.reports.sentences import headline, target_sentence
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.wording import Language, say

_DATA = "data"
"""name of the second suite"""


@dataclass(frozen=True, slots=True)
class _Case:
    """`outcome`: error, failure, skipped, or None for a test that passed."""

    name: str
    outcome: str | None
    kind: str
    message: str
    lines: tuple[str, ...] = ()


def render(assessment: Assessment, view: View) -> str:
    """The report as a whole XML document."""
    targets = [_target_case(target, view) for target in assessment.targets]
    data = [*_unusable_cases(assessment, view.language), *_finding_cases(assessment, view)]
    root = ET.Element("testsuites", {"name": "lacduong-kpi", **_totals([*targets, *data])})
    suite = _suite(root, clean(assessment.plan.id), targets)
    suite.insert(0, _properties(assessment))
    if data:
        _suite(root, _DATA, data)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _target_case(target: TargetResult, view: View) -> _Case:
    language = view.language
    outcome = _outcome(target.verdict, view)
    lines = (target.text, target_sentence(language, target), *words.remarks(language, target))
    message = f"{headline(language, target)}: {target_sentence(language, target)}"
    return _Case(f"{target.id} {target.label}", outcome, target.verdict.value, message, lines)


def _outcome(verdict: Verdict, view: View) -> str | None:
    if verdict in failing_verdicts(view.fail_on):
        return "failure"
    return None if verdict is Verdict.MET else "skipped"


def _unusable_cases(assessment: Assessment, language: Language) -> list[_Case]:
    return [
        _Case(each.path, "error", "unusable", unusable_reason(language, each.problem))
        for each in assessment.unusable
    ]


def _finding_cases(assessment: Assessment, view: View) -> list[_Case]:
    count = failing_findings(assessment, view.fail_on)
    if not count:
        return []
    number = numbers.integer(view.language, count)
    message = say(view.language, "reports.junit.findings", count=number)
    return [_Case("findings", "failure", "finding", message)]


def _totals(cases: list[_Case]) -> dict[str, str]:
    outcomes = [case.outcome for case in cases]
    return {
        "tests": str(len(cases)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
    }


def _suite(root: ET.Element, name: str, cases: list[_Case]) -> ET.Element:
    skipped = sum(case.outcome == "skipped" for case in cases)
    attributes = {"name": name, **_totals(cases), "skipped": str(skipped), "time": "0"}
    suite = ET.SubElement(root, "testsuite", attributes)
    for case in cases:
        _write_case(suite, name, case)
    return suite


def _write_case(suite: ET.Element, classname: str, case: _Case) -> None:
    attributes = {"classname": classname, "name": clean(case.name), "time": "0"}
    element = ET.SubElement(suite, "testcase", attributes)
    if case.outcome is not None:
        message = clean(case.message)
        verdict = ET.SubElement(element, case.outcome, {"type": case.kind, "message": message})
        verdict.text = message
    if case.lines:
        ET.SubElement(element, "system-out").text = "\n".join(clean(line) for line in case.lines)


def _properties(assessment: Assessment) -> ET.Element:
    properties = ET.Element("properties")
    values = {
        "tool": f"lacduong-kpi {__version__}",
        "plan": assessment.plan.title,
        "year": str(assessment.year),
        "as_of": assessment.as_of.isoformat(),
        **{f"setting.{name}": value for name, value in assessment.settings},
    }
    for name, value in values.items():
        ET.SubElement(properties, "property", {"name": clean(name), "value": clean(value)})
    return properties
