"""GitHub workflow commands: targets that fail and data faults as annotations, severest first.

GitHub shows ten annotations of a kind per step; the rest is counted in a last notice. Holds no
value of a cell and no name.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import assert_never

from lacduong_kpi.assess.gate import failing_verdicts
from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.errors import Problem
from lacduong_kpi.findings import Finding, Place, Severity
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.opening import unusable_reason
from lacduong_kpi.reports.places import place_text
from lacduong_kpi.reports.sentences import headline, target_sentence
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.wording import Language, say

PER_KIND = 10
"""How many annotations of a kind GitHub shows for one step."""


class _Kind(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class _Annotation:
    kind: _Kind
    title: str
    message: str
    file: str | None = None


def render(assessment: Assessment, view: View) -> str:
    """The commands, one a line; empty where there is nothing to say."""
    annotations = [
        *_of_files(assessment, view),
        *_of_targets(assessment.targets, view),
        *_of_findings(assessment, view),
    ]
    return _commands(view.language, annotations)


def render_findings(assessment: Assessment, view: View) -> str:
    """The same without the targets, for `validate`."""
    annotations = [*_of_files(assessment, view), *_of_findings(assessment, view)]
    return _commands(view.language, annotations)


def _of_files(assessment: Assessment, view: View) -> list[_Annotation]:
    return [_unusable(view.language, each.path, each.problem) for each in assessment.unusable]


def _of_findings(assessment: Assessment, view: View) -> list[_Annotation]:
    return [_of_finding(view.language, each) for each in _severest_first(assessment.findings)]


def _commands(language: Language, annotations: list[_Annotation]) -> str:
    shown: list[_Annotation] = []
    hidden: Counter[_Kind] = Counter()
    for kind in _Kind:
        mine = [each for each in annotations if each.kind is kind]
        shown += mine[: _room(kind)]
        hidden[kind] = max(0, len(mine) - _room(kind))
    if hidden.total():
        shown.append(_Annotation(_Kind.NOTICE, "", _rest(language, hidden)))
    return "".join(_command(each) for each in shown)


def _room(kind: _Kind) -> int:
    """The last notice is kept for the count of the rest."""
    return PER_KIND - 1 if kind is _Kind.NOTICE else PER_KIND


def _rest(language: Language, hidden: Counter[_Kind]) -> str:
    parts = [
        say(language, f"reports.github.{kind}", count=numbers.integer(language, hidden[kind]))
        for kind in _Kind
        if hidden[kind]
    ]
    count = numbers.integer(language, hidden.total())
    return say(language, "reports.github.rest", count=count, parts=", ".join(parts))


def _unusable(language: Language, path: str, problem: Problem) -> _Annotation:
    title = say(language, "reports.github.unusable")
    return _Annotation(_Kind.ERROR, title, unusable_reason(language, problem), path)


def _of_targets(targets: tuple[TargetResult, ...], view: View) -> list[_Annotation]:
    gated = failing_verdicts(view.fail_on)
    told = {Verdict.NOT_MET, Verdict.UNDETERMINED}
    return [
        _Annotation(
            _target_kind(target.verdict, target.verdict in gated),
            headline(view.language, target),
            target_sentence(view.language, target),
        )
        for target in targets
        if target.verdict in told
    ]


def _target_kind(verdict: Verdict, gated: bool) -> _Kind:
    if not gated:
        return _Kind.NOTICE
    return _Kind.ERROR if verdict is Verdict.NOT_MET else _Kind.WARNING


def _severest_first(findings: tuple[Finding, ...]) -> list[Finding]:
    order = list(Severity)
    return sorted(findings, key=lambda each: order.index(each.severity))


def _of_finding(language: Language, finding: Finding) -> _Annotation:
    place = finding.place
    inside = place_text(language, Place("", place.sheet, place.cell, place.row, place.column))
    sentence = words.finding_sentence(language, finding)
    text = ": ".join(part for part in (inside.removeprefix(", "), sentence) if part)
    kind = _finding_kind(finding.severity)
    return _Annotation(kind, finding.code, text, place.file)


def _finding_kind(severity: Severity) -> _Kind:
    match severity:
        case Severity.ERROR:
            return _Kind.ERROR
        case Severity.WARNING:
            return _Kind.WARNING
        case Severity.NOTE:
            return _Kind.NOTICE
        case _:
            assert_never(severity)


def _command(each: _Annotation) -> str:
    properties = {"file": each.file, "title": each.title}
    written = ",".join(f"{key}={_property(text)}" for key, text in properties.items() if text)
    head = f"::{each.kind} {written}" if written else f"::{each.kind}"
    return f"{head}::{_data(each.message)}\n"


def _data(text: str) -> str:
    """`clean` leaves no line break, so that no text can begin a command of its own."""
    return clean(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
