"""The rows of the main table, in the form that the width allows.

One line with the label in it; the label on a line of its own; a stack of labelled lines. Nothing
is cut in any of them: only labels and sentences fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from itertools import groupby
from typing import assert_never

from lacduong_kpi.assess.model import TargetResult
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import GAP, Cell, Field, Page, pad, text_width, widest
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.trend import trend_line
from lacduong_kpi.wording import Language, say

WIDE = 100
"""from this width on the label stands in the line"""
LEAST_LABEL = 20


class Form(Enum):
    LINE = auto()
    LABEL_BELOW = auto()
    STACK = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one target. `reason` stands in place of `ratio` and `percent`."""

    target: TargetResult
    verdict: str
    ratio: str
    percent: str
    reason: str
    goal: str
    missing: str

    @property
    def id(self) -> str:
        return name(self.target.id)

    @property
    def label(self) -> str:
        return name(self.target.label)


def row_of(language: Language, target: TargetResult) -> Row:
    score = target.score
    reason = words.reason_text(language, target)
    rate = None if reason else score.rate
    ratio = "" if reason else words.score_text(language, score)
    return Row(
        target,
        words.verdict_word(language, target.verdict, score.exceeded),
        numbers.ratio(language, rate) if rate else ratio,
        numbers.percent(language, rate) if rate else "",
        reason,
        words.goal_text(language, target.goal),
        words.missing_text(language, target),
    )


@dataclass(frozen=True, slots=True)
class Widths:
    """Columns of a terminal for each column of the table."""

    id: int
    verdict: int
    label: int
    goal: int
    ratio: int
    percent: int
    result: int
    missing: int

    @property
    def without_label(self) -> int:
        gaps = 4 * len(GAP)
        return self.id + self.verdict + self.goal + self.result + self.missing + gaps


def widths(language: Language, rows: Iterable[Row]) -> Widths:
    """What the rows and their heads take. A reason goes on into the last column, which is empty
    beside it."""
    rows = tuple(rows)
    ratio = widest(row.ratio for row in rows if row.percent)
    percent = widest(row.percent for row in rows)
    pair = ratio + len(GAP) + percent if percent else 0
    counts = widest(row.ratio for row in rows if not row.percent)
    result = max(pair, counts, text_width(head(language, "result")))
    reasons = widest(row.reason for row in rows) - result - len(GAP)
    return Widths(
        id=_column(language, "id", (row.id for row in rows)),
        verdict=_column(language, "verdict", (row.verdict for row in rows)),
        label=_column(language, "label", (row.label for row in rows)),
        goal=_column(language, "goal", (row.goal for row in rows)),
        ratio=ratio,
        percent=percent,
        result=result,
        missing=max(reasons, _column(language, "missing", (row.missing for row in rows))),
    )


def head(language: Language, column: str) -> str:
    return say(language, f"screens.head.{column}")


def _column(language: Language, column: str, texts: Iterable[str]) -> int:
    return max(widest(texts), text_width(head(language, column)))


def form_for(width: int, needs: Widths) -> Form:
    """The widest form that fits."""
    left = width - needs.without_label - len(GAP)
    if width >= WIDE and left >= min(LEAST_LABEL, needs.label):
        return Form.LINE
    return Form.LABEL_BELOW if needs.without_label <= width else Form.STACK


def write_rows(page: Page, language: Language, rows: Iterable[Row]) -> int:
    """Head, rules, groups and rows. Returns the length of the rules."""
    rows = tuple(rows)
    needs = widths(language, rows)
    form = form_for(page.width, needs)
    rule = min(page.width, max(WIDE, needs.without_label + needs.label + len(GAP)))
    _write_head(page, language, needs, form)
    page.rule(rule)
    for group, members in groupby(rows, key=lambda row: row.target.group):
        if group:
            page.heading(name(group))
        for row in members:
            _write_row(page, language, row, needs, form)
    page.rule(rule)
    return rule


def _write_head(page: Page, language: Language, needs: Widths, form: Form) -> None:
    texts = {
        column: Cell(head(language, column))
        for column in ("id", "verdict", "label", "goal", "result", "missing")
    }
    match form:
        case Form.LINE:
            page.row(_line_fields(page, needs), list(texts.values()))
        case Form.LABEL_BELOW:
            label = texts.pop("label")
            page.row(_short_fields(needs), list(texts.values()))
            page.text(label.text, indent=_below(needs))
        case Form.STACK:
            page.row(_stack_fields(needs), [texts["id"], texts["verdict"]])
        case _:
            assert_never(form)


def _write_row(page: Page, language: Language, row: Row, needs: Widths, form: Form) -> None:
    start = [Cell(row.id), Cell(row.verdict, words.colour(row.target.verdict))]
    label = Cell(row.label)
    end = [Cell(row.goal), Cell(_result(row, needs)), Cell(row.missing)]
    indent = _below(needs)
    match form:
        case Form.LINE:
            page.row(_line_fields(page, needs), [*start, label, *end])
            indent += needs.verdict + len(GAP)
        case Form.LABEL_BELOW:
            page.row(_short_fields(needs), [*start, *end])
            page.text(row.label, indent, hang=2)
        case Form.STACK:
            page.row(_stack_fields(needs), start)
            page.text(row.label, indent, hang=2)
            _write_stack(page, language, row, indent)
        case _:
            assert_never(form)
    for remark in (*words.remarks(language, row.target), trend_line(language, row.target)):
        if remark:
            page.text(name(remark), indent)


def _write_stack(page: Page, language: Language, row: Row, indent: int) -> None:
    result = row.reason or " = ".join(filter(None, (row.ratio, row.percent)))
    for column, text in (("goal", row.goal), ("result", result), ("missing", row.missing)):
        if text and text != words.NOTHING:
            page.text(say(language, f"screens.stack.{column}", text=text), indent, hang=2)


def _result(row: Row, needs: Widths) -> str:
    if row.reason or not row.percent:
        return row.reason or row.ratio
    gap = " " * (needs.percent - text_width(row.percent))
    return pad(row.ratio, needs.ratio) + GAP + gap + row.percent


def _below(needs: Widths) -> int:
    """Where the lines under a row begin: beneath the verdict."""
    return needs.id + len(GAP)


def _line_fields(page: Page, needs: Widths) -> list[Field]:
    left = page.width - needs.without_label - len(GAP)
    start, end = _short_fields(needs)[:2], _short_fields(needs)[2:]
    return [*start, Field(min(needs.label, left), folds=True), *end]


def _short_fields(needs: Widths) -> list[Field]:
    each = (needs.id, needs.verdict, needs.goal, needs.result, needs.missing)
    return [Field(width) for width in each]


def _stack_fields(needs: Widths) -> list[Field]:
    return [Field(needs.id), Field(needs.verdict)]
