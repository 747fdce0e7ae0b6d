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


Value = str | int | None
_BLOCK = 1 << 16
"""letters that are given at once"""


class Ready(str):
    """A text that is neutral already."""

    __slots__ = ()


def written(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[str]:
    """Any table as CSV, bit by bit: numbers as they are, None as nothing, texts neutralised."""
    sink = StringIO()
    sink.write(BOM)
    writer = csv.writer(sink, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow([neutral(name) for name in header])
    for row in rows:
        writer.writerow([_field(value) for value in row])
        if sink.tell() > _BLOCK:
            yield sink.getvalue()
            sink.seek(0)
            sink.truncate()
    yield sink.getvalue()


def _field(value: Value) -> Value:
    return neutral(value) if isinstance(value, str) and value.__class__ is not Ready else value


def render(assessment: Assessment, view: View) -> Iterator[str]:
    """The targets; percentages with a decimal point, for machines as well."""
    rows = (row for target in assessment.targets for row in _rows(target, view))
    return written(_header(view.language), rows)


def beginning(language: Language) -> str:
    """The first line of every such report, by which one is known again."""
    return "".join(written(_header(language), ()))


def _header(language: Language) -> list[str]:
    return [say(language, f"reports.csv.{column}") for column in COLUMNS]


def _rows(target: TargetResult, view: View) -> Iterator[list[Value]]:
    yield [target.id, "", "", *_told(target, target.label, target.score, view)]
    for part in target.parts:
        yield [target.id, part.id, "", *_told(target, part.label, part.score, view)]
    if view.by_organization:
        yield from _organizations(target, view)


def _organizations(target: TargetResult, view: View) -> Iterator[list[Value]]:
    """A row each. Most organizations of a long list share a score, of which all is said once."""
    told: dict[int, list[Value]] = {}
    for each in target.by_organization:
        score = each.score
        if id(score) not in told:
            row = map(_field, _told(target, target.label, score, view))
            told[id(score)] = [Ready(value) if isinstance(value, str) else value for value in row]
        yield [target.id, "", each.organization, *told[id(score)]]


def _told(target: TargetResult, label: str, score: Score, view: View) -> list[Value]:
    """All of a row but whose it is."""
    word = words.verdict_word(view.language, score.verdict, score.exceeded)
    goal = words.goal_text(view.language, target.goal)
    return [
        *(target.section, label, target.text, target.period.kind),
        *(goal, word, score.verdict.value),
        *(score.reason.value if score.reason else "", int(score.exceeded), int(score.estimated)),
        *(score.numerator, score.denominator, _percent(score.rate), score.unknown),
        *(_percent(score.bounds.low), _percent(score.bounds.high)),
        *(score.needed.existing, score.needed.new, score.slack),
        "; ".join(f"{each.reason}: {each.count}" for each in score.excluded),
    ]


def _percent(rate: Rate | None) -> str | None:
    return rate.percent if rate else None
