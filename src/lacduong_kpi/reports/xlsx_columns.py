"""Which sheets and columns the report workbook has, and what stands in the common ones."""

from __future__ import annotations

from decimal import Decimal

from lacduong_kpi.assess.model import Goal
from lacduong_kpi.findings import Place
from lacduong_kpi.reports.xlsx_cells import Value
from lacduong_kpi.verdicts.model import Score

SHEETS: dict[str, tuple[float, ...]] = {
    "results": (6, 19, 30, 11, 8, 8, 9, 8, 8, 9, 9, 14, 34),
    "charts": (9,) * 10,
    "organizations": (7, 36, 40, 22, 10, 10, 11, 9, 9, 11, 11, 11),
    "years": (7, 40, 9, 22, 10, 10, 11, 9, 11, 11),
    "gaps": (7, 30, 34, 32, 34, 34, 20, 10, 8),
    "deciding": (7, 34, 32, 18, 34, 22, 12, 8),
    "findings": (8, 12, 44, 50, 34, 20, 12, 28, 8),
    "files": (50, 40, 68),
}
"""The sheets in their order, with the widths of their columns."""

RESULTS = (
    *("id", "verdict", "label", "goal", "numerator", "denominator", "percent", "goal_percent"),
    *("unknown", "low", "high", "missing", "remark"),
)
ORGANIZATIONS = (
    *("id", "label", "organization", "verdict", "numerator", "denominator", "percent"),
    *("goal_percent", "unknown", "low", "high", "missing"),
)
YEARS = (
    *("id", "label", "year", "verdict", "numerator", "denominator", "percent", "goal_percent"),
    *("low", "high"),
)
GAPS = ("id", "organization", "branch", "name", "condition", "file", "sheet", "cell", "row")
DECIDING = ("id", "organization", "field", "cause", "file", "sheet", "cell", "row")
FINDINGS = (*("code", "severity", "sentence", "remedy", "file", "sheet", "cell", "column", "row"),)


def figures(score: Score) -> tuple[Value, Value, Value]:
    return score.numerator, score.denominator, score.rate


def bounds(score: Score) -> tuple[Value, Value]:
    """Only where they say more than the rate does."""
    return (score.bounds.low, score.bounds.high) if score.unknown else (None, None)


def goal_limit(goal: Goal) -> Decimal | None:
    """The limit that a chart draws beside a percentage."""
    limit = goal.low if goal.low is not None else goal.high
    return Decimal(limit) if limit is not None and goal.unit == "percent" else None


def place_cells(place: Place) -> tuple[str, str, str, int | None]:
    return place.file, place.sheet or "", place.cell or "", place.row
