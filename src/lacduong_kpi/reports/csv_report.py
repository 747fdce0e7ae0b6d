"""CSV for spreadsheets: UTF-8 with BOM, every field quoted, no field a formula.

A line per target, its parts below it, and with `--by-organization` its organizations.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import StringIO

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.reports import words
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Rate, Score
from lacduong_kpi.wording import Language, say

BOM = "\ufeff"
"""Excel takes a file without it for the code page of the machine."""

_FORMULA = "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
"""What a spreadsheet may take for the beginning of a formula (OWASP, CSV injection)."""

COLUMNS = (
    "id",
    "part",
    "organization",
    "section",
    "label",
    "text",
    "period",
    "goal",
    "verdict_word",
    "verdict",
    "reason",
    "exceeded",
    "estimated",
    "numerator",
    "denominator",
    "percent",
    "unknown",
    "low",
    "high",
    "needed_existing",
    "needed_new",
    "slack",
    "excluded",
)


@lru_cache(maxsize=1_000)
def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it. Most texts of a
    table stand in it again and again."""
    text = clean(text)
    return f"'{text}" if text.lstrip().startswith(tuple(_FORMULA)) else text


def written(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> str:
    """Any table as CSV: numbers as they are, None as nothing, texts neutralised."""
    sink = StringIO()
    sink.write(BOM)
    writer = csv.writer(sink, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([neutral(name) for name in header])
    writer.writerows([_field(value) for value in row] for row in rows)
    return sink.getvalue()


def _field(value: str | int | None) -> str:
    if value is None:
        return ""
    return neutral(value) if isinstance(value, str) else str(value)


def render(assessment: Assessment, view: View) -> str:
    """The targets; percentages with a decimal point, for machines as well."""
    rows = (row for target in assessment.targets for row in _rows(target, view))
    return written(_header(view.language), rows)


def beginning(language: Language) -> str:
    """The first line of every such report, by which one is known again."""
    return written(_header(language), ())


def _header(language: Language) -> list[str]:
    return [say(language, f"reports.csv.{column}") for column in COLUMNS]


def _rows(target: TargetResult, view: View) -> Iterator[list[str | int | None]]:
    yield _row(target, target.score, view)
    for part in target.parts:
        yield _row(target, part.score, view, part=part.id, label=part.label)
    if view.by_organization:
        for each in target.by_organization:
            yield _row(target, each.score, view, organization=each.organization)


def _row(
    target: TargetResult,
    score: Score,
    view: View,
    part: str = "",
    organization: str = "",
    label: str = "",
) -> list[str | int | None]:
    word = words.verdict_word(view.language, score.verdict, score.exceeded)
    goal = words.goal_text(view.language, target.goal)
    return [
        *(target.id, part, organization, target.section, label or target.label, target.text),
        *(target.period.kind, goal, word, score.verdict.value),
        *(score.reason.value if score.reason else "", int(score.exceeded), int(score.estimated)),
        *(score.numerator, score.denominator, _percent(score.rate), score.unknown),
        *(_percent(score.bounds.low), _percent(score.bounds.high)),
        *(score.needed.existing, score.needed.new, score.slack),
        "; ".join(f"{each.reason}: {each.count}" for each in score.excluded),
    ]


def _percent(rate: Rate | None) -> str | None:
    return rate.percent if rate else None
