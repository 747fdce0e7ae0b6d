"""A Prometheus text file for the textfile collector: counts only, no sample has a timestamp.

Rates are left to the reader (`numerator / denominator`), so that no float decides anything here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lacduong_kpi import __version__
from lacduong_kpi.assess.gate import exit_code
from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import Severity
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Rate, Score, Verdict
from lacduong_kpi.wording import Language, say

_PREFIX = "lacduong_kpi_"

_Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Metric:
    """`samples`: labels and value; a value is written as it stands."""

    name: str
    samples: tuple[tuple[_Labels, int | str], ...]


def render(assessment: Assessment, view: View) -> str:
    """All metrics that have a sample, each with HELP and TYPE."""
    metrics = [*_run(assessment, view), *_targets(assessment)]
    if view.by_organization:
        metrics += _organizations(assessment)
    return "".join(_written(view.language, metric) for metric in metrics if metric.samples)


def _run(assessment: Assessment, view: View) -> Iterator[_Metric]:
    info = (
        ("version", __version__),
        ("plan", assessment.plan.id),
        ("year", str(assessment.year)),
        ("as_of", assessment.as_of.isoformat()),
    )
    yield _Metric("info", ((info, 1),))
    yield _single("exit_code", int(exit_code(assessment, view.fail_on)))
    yield _single("input_files", len(assessment.inputs))
    yield _single("unusable_files", len(assessment.unusable))
    counts = assessment.counts
    yield _single("members", counts.members)
    yield _single("members_left", counts.members_left)
    yield _single("organizations", counts.organizations)
    yield _single("residential_units", counts.residential_units)
    yield _findings(assessment)


def _single(name: str, value: int) -> _Metric:
    return _Metric(name, (((), value),))


def _findings(assessment: Assessment) -> _Metric:
    by_code = Counter((each.severity, each.code) for each in assessment.findings)
    samples = [
        ((("severity", severity.value), ("code", code)), by_code[severity, code])
        for severity in Severity
        for code in sorted(code for each, code in by_code if each is severity)
    ]
    return _Metric("findings", tuple(samples))


def _targets(assessment: Assessment) -> Iterator[_Metric]:
    targets = assessment.targets
    yield _Metric("target_verdict", tuple(_verdicts(targets)))
    yield _Metric("target_exceeded", tuple((_of(each), int(_exceeded(each))) for each in targets))
    yield _Metric("target_goal", tuple(_goals(targets)))
    scores = [(_of(target), target.score) for target in targets]
    scores += [
        ((*_of(target), ("part", part.id)), part.score)
        for target in targets
        for part in target.parts
    ]
    yield from _scores("target", scores)


def _of(target: TargetResult) -> _Labels:
    return (("target", target.id),)


def _exceeded(target: TargetResult) -> bool:
    return target.verdict is Verdict.MET and target.score.exceeded


def _verdicts(targets: tuple[TargetResult, ...]) -> Iterator[tuple[_Labels, int]]:
    for target in targets:
        for verdict in Verdict:
            yield (*_of(target), ("verdict", verdict.value)), int(target.verdict is verdict)


def _goals(targets: tuple[TargetResult, ...]) -> Iterator[tuple[_Labels, str]]:
    for target in targets:
        for limit, number in (("low", target.goal.low), ("high", target.goal.high)):
            if number is not None:
                yield (*_of(target), ("limit", limit), ("unit", target.goal.unit)), number


def _scores(kind: str, scores: list[tuple[_Labels, Score]]) -> Iterator[_Metric]:
    for name in ("numerator", "denominator", "unknown", "slack"):
        values = [(labels, _value(score, name)) for labels, score in scores]
        found = tuple((labels, value) for labels, value in values if value is not None)
        yield _Metric(f"{kind}_{name}", found)
    yield _Metric(f"{kind}_needed", tuple(_needed(scores)))
    yield _Metric(f"{kind}_excluded", tuple(_excluded(scores)))
    for side in ("numerator", "denominator"):
        yield _Metric(f"{kind}_bound_{side}", tuple(_bounds(scores, side)))


def _value(score: Score, name: str) -> int | None:
    match name:
        case "numerator":
            return score.numerator
        case "denominator":
            return score.denominator
        case "unknown":
            return score.unknown
        case _:
            return score.slack


def _needed(scores: list[tuple[_Labels, Score]]) -> Iterator[tuple[_Labels, int]]:
    for labels, score in scores:
        for kind, count in (("existing", score.needed.existing), ("new", score.needed.new)):
            if count is not None:
                yield (*labels, ("kind", kind)), count


def _excluded(scores: list[tuple[_Labels, Score]]) -> Iterator[tuple[_Labels, int]]:
    """A reason that stands twice in the plan is one sample."""
    for labels, score in scores:
        by_reason: Counter[str] = Counter()
        for each in score.excluded:
            by_reason[each.reason] += each.count
        for reason, count in by_reason.items():
            yield (*labels, ("reason", reason)), count


def _bounds(scores: list[tuple[_Labels, Score]], side: str) -> Iterator[tuple[_Labels, int]]:
    for labels, score in scores:
        for bound, rate in (("low", score.bounds.low), ("high", score.bounds.high)):
            value = _side(rate, side)
            if value is not None:
                yield (*labels, ("bound", bound)), value


def _side(rate: Rate | None, side: str) -> int | None:
    if rate is None:
        return None
    return rate.numerator if side == "numerator" else rate.denominator


def _organizations(assessment: Assessment) -> Iterator[_Metric]:
    scores = [
        ((*_of(target), ("organization", each.organization)), each.score)
        for target in assessment.targets
        for each in target.by_organization
    ]
    for name in ("numerator", "denominator", "unknown"):
        values = [(labels, _value(score, name)) for labels, score in scores]
        found = tuple((labels, value) for labels, value in values if value is not None)
        yield _Metric(f"organization_{name}", found)


def _written(language: Language, metric: _Metric) -> str:
    name = _PREFIX + metric.name
    help_text = say(language, f"reports.prometheus.{metric.name}")
    lines = [f"# HELP {name} {_help(help_text)}", f"# TYPE {name} gauge"]
    lines += [f"{name}{_labels(labels)} {value}" for labels, value in metric.samples]
    return "\n".join(lines) + "\n"


def _labels(labels: _Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{key}="{_label(value)}"' for key, value in labels) + "}"


def _help(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def _label(text: str) -> str:
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')
