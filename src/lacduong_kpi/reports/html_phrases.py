"""The shared words of reports, bound to one reader, as the page template calls them."""

from __future__ import annotations

from datetime import date

from lacduong_kpi.assess.model import Assessment, Goal, TargetResult
from lacduong_kpi.findings import Severity
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, opening, words
from lacduong_kpi.reports.table import data_line
from lacduong_kpi.reports.view import View
from lacduong_kpi.tables.model import Table
from lacduong_kpi.verdicts.model import Bounds, Score, Verdict
from lacduong_kpi.wording import Language, say
from lacduong_kpi.workbook.model import Unusable


@dataclass(frozen=True, slots=True)
class Phrases:
    """One method a phrase, so that the template holds layout only."""

    view: View

    @property
    def language(self) -> Language:
        return self.view.language

    def say(self, key: str, **params: str | int) -> str:
        return say(self.language, key, **params)

    def number(self, count: int) -> str:
        return numbers.integer(self.language, count)

    def day(self, exact: date) -> str:
        return numbers.day(exact)

    def verdict(self, score: Score) -> str:
        return words.verdict_word(self.language, score.verdict, score.exceeded)

    def goal(self, goal: Goal) -> str:
        return words.goal_text(self.language, goal)

    def result(self, target: TargetResult) -> str:
        return words.result_text(self.language, target)

    def score(self, score: Score) -> str:
        return words.score_text(self.language, score)

    def percent(self, score: Score) -> str:
        return numbers.percent(self.language, score.rate) if score.rate else ""

    def range(self, bounds: Bounds) -> str:
        return words.range_text(self.language, bounds)

    def missing(self, target: TargetResult) -> str:
        text = words.missing_text(self.language, target)
        return "" if text == words.NOTHING else text

    def remarks(self, target: TargetResult) -> tuple[str, ...]:
        return words.remarks(self.language, target)

    def unit(self, key: str, count: int) -> str:
        return words.unit(self.language, key, count)

    def severity(self, severity: Severity) -> str:
        return words.severity_word(self.language, severity)

    def tally(self, assessment: Assessment) -> str:
        return words.tally(self.language, assessment)

    def data(self, assessment: Assessment) -> str:
        return data_line(self.language, assessment)

    def dates(self, assessment: Assessment) -> str:
        return opening.dates(self.language, assessment)

    def read(self, assessment: Assessment) -> str:
        return opening.read(self.language, assessment)

    def missing_kinds(self, assessment: Assessment) -> str:
        return opening.missing_kinds(self.language, assessment)

    def unusable(self, file: Unusable) -> str:
        reason = opening.unusable_reason(self.language, file.problem)
        return self.say("reports.unusable", file=file.path, reason=reason)

    def table(self, table: Table) -> str:
        """Where the table stands in its sheet: `Tiêu đề: dòng 6 - 7. Số liệu: 103 dòng.`"""
        rows = table.rows
        return self.say(
            "reports.html.reading_rows",
            top=table.header_top,
            bottom=table.header_bottom,
            count=self.number(len(rows)),
            first=rows[0] if rows else "-",
            last=rows[-1] if rows else "-",
        )

    def plain_verdict(self, verdict: Verdict, count: int) -> str:
        """`3 chưa đạt`"""
        return f"{self.number(count)} {words.plain_verdict(self.language, verdict)}"
