"""GitHub workflow commands: severest first, ten of a kind, the rest counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from lacduong_kpi.assess.gate import FailOn
from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.findings import Place, Severity, finding
from lacduong_kpi.reports import github
from lacduong_kpi.reports.view import View
from reports import build

COMMAND = re.compile(r"::(error|warning|notice)(?: ([^:]*))?::(.*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Kind, properties and message of every line; each line must be a command."""
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = [pair.split("=", 1) for pair in (match[2] or "").split(",") if pair]
        found.append((match[1], {key: _unescaped(value) for key, value in pairs}, match[3]))
    return found


def _unescaped(value: str) -> str:
    return value.replace("%2C", ",").replace("%3A", ":").replace("%25", "%")


def test_render__district__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.github.txt", github.render(build.with_faults(), View()))


def test_render__kinds__severest_first() -> None:
    kinds = [kind for kind, _, _ in commands(github.render(build.with_faults(), View()))]
    order = {"error": 0, "warning": 1, "notice": 2}
    assert kinds == sorted(kinds, key=order.__getitem__)


@pytest.mark.parametrize("count", [0, 9, 10, 11, 500])
def test_render__many_faults__ten_of_a_kind_and_the_rest_counted(count: int) -> None:
    codes = ("V02", "V01", "V11")
    faults = tuple(
        finding(code, Place("a.xlsx", "Sheet", f"B{row}")) for code in codes for row in range(count)
    )
    found = commands(github.render(build.assessment(findings=faults), View()))
    kinds = Counter(kind for kind, _, _ in found)
    assert all(number <= 10 for number in kinds.values())
    shown = sum("title" in properties for _, properties, _ in found)
    rest = 3 * count - shown
    if rest:
        assert f" {rest:,} ".replace(",", ".") in found[-1][2]
        assert found[-1][0] == "notice"
    else:
        assert len(found) == 3 * count


def test_render__percent_and_line_breaks__escaped() -> None:
    faults = (finding("V02", Place("a,b:c%.xlsx", "S\r\n::error::x", "B3")),)
    [(kind, properties, message)] = commands(
        github.render(build.assessment(findings=faults), View())
    )
    assert kind == "error"
    assert properties == {"file": "a,b:c%.xlsx", "title": "V02"}
    assert "::error::x" in message  # within the message, on the same line


@pytest.mark.parametrize(
    ("fail_on", "kinds"),
    [
        (FailOn.UNDETERMINED, {"A2": "error", "B3": "warning"}),
        (FailOn.NOT_MET, {"A2": "error", "B3": "notice"}),
        (FailOn.NEVER, {"A2": "notice", "B3": "notice"}),
    ],
)
def test_render__targets__as_severe_as_the_gate(fail_on: FailOn, kinds: dict[str, str]) -> None:
    found = commands(github.render(build.district(), View(fail_on=fail_on)))
    by_target = {properties["title"].split()[0]: kind for kind, properties, _ in found}
    assert {key: by_target[key] for key in kinds} == kinds


@pytest.mark.parametrize("render", [github.render, github.render_findings])
def test_render__unusable_file__an_error_that_names_it(
    render: Callable[[Assessment, View], str],
) -> None:
    [first, *_] = commands(render(build.assessment(unusable=("DSDV.xlsx",)), View()))
    assert first[0] == "error"
    assert first[1]["file"] == "DSDV.xlsx"


def test_render_findings__no_targets() -> None:
    found = commands(github.render_findings(build.assessment(findings=build.faults()), View()))
    errors = sum(each.severity is Severity.ERROR for each in build.faults())
    assert sum(kind == "error" for kind, _, _ in found) == min(10, errors)
    titles = [properties.get("title", "") for _, properties, _ in found]
    assert not [title for title in titles if title.startswith(("A", "B"))]


def test_render__nothing_wrong__nothing_said() -> None:
    met = build.target("A1", "label", build.score(build.MET, 1, 1))
    assert github.render(replace(build.assessment(met)), View()) == ""
