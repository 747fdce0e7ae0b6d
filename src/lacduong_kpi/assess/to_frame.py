"""An assessment as a table that people work with in pandas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.verdicts.model import Rate, Score

if TYPE_CHECKING:
    import pandas

Row = dict[str, str | bool | int | float | None]

_TYPES = {
    "target": "string",
    "part": "string",
    "organization": "string",
    "label": "string",
    "verdict": "string",
    "reason": "string",
    "exceeded": "boolean",
    "estimated": "boolean",
    "numerator": "Int64",
    "denominator": "Int64",
    "unknown": "Int64",
    "rate": "Float64",
    "percent": "string",
    "low": "Float64",
    "high": "Float64",
    "needed_existing": "Int64",
    "needed_new": "Int64",
    "slack": "Int64",
}


def to_frame(assessment: Assessment) -> pandas.DataFrame:
    """Columns: `target`, `part` and `organization` (missing in the row of the target itself), the
    verdict, the counts, `rate`, `low` and `high` as shares of 1 (counts as they are), `percent` as
    printed. What is unknown is missing."""
    import pandas

    rows = [row for target in assessment.targets for row in _rows(target)]
    return pandas.DataFrame(rows, columns=list(_TYPES)).astype(_TYPES)


def _rows(target: TargetResult) -> Iterator[Row]:
    yield _row(target, target.label, target.score)
    for part in target.parts:
        yield _row(target, part.label, part.score, part=part.id)
    for each in target.by_organization:
        yield _row(target, target.label, each.score, organization=each.organization)


def _row(
    target: TargetResult,
    label: str,
    score: Score,
    part: str | None = None,
    organization: str | None = None,
) -> Row:
    return {
        "target": target.id,
        "part": part,
        "organization": organization,
        "label": label,
        "verdict": score.verdict.value,
        "reason": score.reason.value if score.reason else None,
        "exceeded": score.exceeded,
        "estimated": score.estimated,
        "numerator": score.numerator,
        "denominator": score.denominator,
        "unknown": score.unknown,
        "rate": _share(score.rate),
        "percent": score.rate.percent if score.rate else None,
        "low": _share(score.bounds.low),
        "high": _share(score.bounds.high),
        "needed_existing": score.needed.existing,
        "needed_new": score.needed.new,
        "slack": score.slack,
    }


def _share(rate: Rate | None) -> float | None:
    if rate is None:
        return None
    return rate.numerator / rate.denominator if rate.denominator else float(rate.numerator)
