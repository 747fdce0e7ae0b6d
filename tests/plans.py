"""Small plans for tests: the target as YAML, the head is always the same."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from lacduong_kpi.errors import PlanError, Problem
from lacduong_kpi.plan.load import read_plan
from lacduong_kpi.plan.model import Condition, Plan, Target
from lacduong_kpi.wording import Language, say

HEAD = """
plan:
  id: test
  title: Kế hoạch thử
  issuer: Huyện ủy thử
  terms:
    - {id: 2020-2025, from: 2020-07-01, to: 2025-06-30}
    - {id: 2025-2030, from: 2025-07-01, to: 2030-06-30}
"""

TARGET = """
  - id: T1
    section: II.1
    group: a) Thử
    citation: mục II.1
    text: Có 90% đảng viên
    label: Thử
    unit: member
    period: year
"""


def plan(*rooms: str, settings: Mapping[str, str] | None = None) -> Plan:
    """The plan whose rooms (`settings:`, `targets:` …) follow the usual head."""
    return read_plan(text(*rooms).encode(), "thu.yaml", settings or {})[0]


def text(*rooms: str) -> str:
    return HEAD.lstrip() + "".join(textwrap.dedent(room).lstrip("\n") for room in rooms)


def target(body: str, *rooms: str) -> Target:
    """The only target of a plan: `body` has its measure and goal (and whatever differs)."""
    return plan(*rooms, targets(body)).targets[0]


def targets(*bodies: str) -> str:
    """The room `targets:`; a key that a body gives replaces the usual one."""
    return "targets:\n" + "".join(_target(body) for body in bodies)


def _target(body: str) -> str:
    own = textwrap.indent(textwrap.dedent(body).strip("\n"), " " * 4).splitlines()
    keys = {
        line.split(":")[0].strip() for line in own if line.startswith("    ") and line[4] != " "
    }
    usual = [
        line
        for line in TARGET.strip("\n").splitlines()
        if line.removeprefix("  - ").split(":")[0].strip() not in keys
    ]
    lines = [line.replace("  - ", "    ", 1) for line in usual] + own
    lines[0] = "  - " + lines[0][4:]
    return "\n".join(lines) + "\n"


def proportion(
    numerator: str,
    where: str = "",
    of: str = "members",
    rest: str = "",
    goal: str = "at_least: 90%",
) -> str:
    """A target with one proportion."""
    moment = {"members": "present: period_end", "organizations": "existing: period_end"}.get(of, "")
    population = ", ".join(part for part in (moment, f"where: {where}" if where else "") if part)
    unit = {"members": "member", "organizations": "organization"}.get(of, "residential_unit")
    return (
        f"unit: {unit}\n"
        f"measure:\n  kind: proportion\n  of: {of}\n  population: {{{population}}}\n"
        + (textwrap.indent(textwrap.dedent(rest).strip("\n"), "  ") + "\n" if rest else "")
        + f"  numerator: {numerator}\ngoal: {{{goal}}}\n"
    )


def condition(tree: str, of: str = "members", *rooms: str) -> Condition:
    """The condition as a numerator."""
    measure = target(proportion(tree, of=of), *rooms).measure
    assert measure is not None
    return measure.numerator


def problems(*rooms: str) -> tuple[Problem, ...]:
    """All faults of a plan, without the heading that counts them."""
    try:
        plan(*rooms)
    except PlanError as error:
        return error.problems[1:]
    return ()


def faults(*rooms: str) -> list[str]:
    """The keys of the faults; their sentences are tried in both languages on the way."""
    found = problems(*rooms)
    for each in found:
        for language in Language:
            say(language, each.key, **dict(each.params))
            say(language, f"{each.key}.remedy", **dict(each.params))
    return [each.key for each in found]
