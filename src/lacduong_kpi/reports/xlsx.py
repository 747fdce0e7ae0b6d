"""The report as a workbook: results, organizations, those who miss, cells, faults, charts.

Ready for A4 and for filters. Without details it holds counts, cells and codes, and no name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.chart._chart import ChartBase
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lacduong_kpi import __version__
from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.reports import numbers, opening, words, xlsx_sheet
from lacduong_kpi.reports.organization_rows import missing, shared_goal, worth_a_picture
from lacduong_kpi.reports.package import stamp
from lacduong_kpi.reports.steps import condition_text
from lacduong_kpi.reports.table import data_line
from lacduong_kpi.reports.trend import change_line, pace_lines, part_line
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.workbook_bytes import saved
from lacduong_kpi.reports.xlsx_cells import Link, Value, Wardrobe
from lacduong_kpi.reports.xlsx_charts import MOST_BARS, bars, lines, stack
from lacduong_kpi.reports.xlsx_columns import (
    DECIDING,
    FINDINGS,
    GAPS,
    ORGANIZATIONS,
    RESULTS,
    SHEETS,
    YEARS,
    bounds,
    figures,
    goal_limit,
    place_cells,
)
from lacduong_kpi.reports.xlsx_sheet import ReportSheet
from lacduong_kpi.text import clean
from lacduong_kpi.wording import say
from lacduong_kpi.workbook.marker import Marker

_DATA = 14
"""column of the table that the first chart reads, outside of the print area"""
_MOST_CHARTS = 6
"""pictures by organization; more are hardly looked at"""


def render(assessment: Assessment, view: View) -> bytes:
    """The whole .xlsx."""
    report = _Report(assessment, view)
    report.write()
    return saved(report.book, Marker.REPORT, stamp(assessment, view))


class _Report:
    """The workbook while it is written. `places[sheet][target]` is the first and the last row of
    a target on a sheet, for the links from the results and for the charts."""

    def __init__(self, assessment: Assessment, view: View) -> None:
        self.assessment = assessment
        self.view = view
        self.book = Workbook()
        self.wardrobe = Wardrobe()
        self.places: dict[str, dict[str, tuple[int, int]]] = {name: {} for name in SHEETS}
        blank = self.book.active
        self.sheets = {
            name: ReportSheet(
                self.book, self.say(f"sheet.{name}"), self._widths(name), self.wardrobe
            )
            for name in SHEETS
            if name != "years" or self._has_years()
        }
        if blank is not None:
            self.book.remove(blank)
        self.book.properties.title = self.say("title", year=assessment.year)
        self.book.properties.subject = clean(assessment.plan.title, 255)

    def say(self, key: str, **params: str | int) -> str:
        return say(self.view.language, f"reports.xlsx.{key}", **params)

    def _widths(self, sheet: str) -> tuple[float, ...]:
        widths = SHEETS[sheet]
        if sheet == "gaps" and not self.view.details:
            place = GAPS.index("name")
            return widths[:place] + widths[place + 1 :]
        return widths

    def _has_years(self) -> bool:
        return any(len(target.trend) > 1 for target in self.assessment.targets)

    def write(self) -> None:
        """Results last, as they lead to the rows of the others."""
        self._organizations()
        if "years" in self.sheets:
            self._years()
        self._gaps()
        self._deciding()
        self._findings()
        self._files()
        self._results()
        self._charts()
        for sheet in self.sheets.values():
            sheet.close()

    def _full(self, on: ReportSheet) -> None:
        rows = numbers.integer(self.view.language, xlsx_sheet.MOST_ROWS)
        on.title(self.say("full", count=rows), note=True)

    def _heads(self, sheet: str, columns: Sequence[str], *, filtered: bool = True) -> None:
        texts = [say(self.view.language, f"reports.head.{column}") for column in columns]
        self.sheets[sheet].heads(texts, filtered=filtered)

    def _per_target(self, sheet: str, write: Callable[[TargetResult], Iterable[object]]) -> None:
        """Writes the rows of each target and keeps where they stand."""
        on = self.sheets[sheet]
        for target in self.assessment.targets:
            first = on.row
            for _ in write(target):
                if on.full:
                    self._full(on)
                    return
            if on.row > first:
                self.places[sheet][target.id] = (first, on.row - 1)

    def _results(self) -> None:
        assessment, on = self.assessment, self.sheets["results"]
        language = self.view.language
        for each in assessment.unusable:
            reason = opening.unusable_reason(language, each.problem)
            on.title(say(language, "reports.unusable", file=each.path, reason=reason))
        on.title(assessment.plan.title)
        on.title(f"{opening.dates(language, assessment)} {opening.read(language, assessment)}")
        if wanting := opening.missing_kinds(language, assessment):
            on.title(wanting)
        on.title(words.tally(language, assessment))
        on.title(data_line(language, assessment))
        personal = "personal" if self.view.details else "impersonal"
        on.title(self.say(personal), note=True)
        self._heads("results", RESULTS, filtered=False)
        for group, targets in groupby(assessment.targets, key=lambda each: each.group):
            if group:
                on.group(group)
            for target in targets:
                self._result(on, target)

    def _result(self, on: ReportSheet, target: TargetResult) -> None:
        language, score = self.view.language, target.score
        wanting = words.missing_text(language, target)
        self.places["results"][target.id] = (on.row, on.row)
        values: list[Value] = [
            self._linked("organizations", target, target.id),
            words.verdict_word(language, score.verdict, score.exceeded),
            target.label,
            words.goal_text(language, target.goal),
            *figures(score),
            goal_limit(target.goal),
            self._linked("deciding", target, score.unknown),
            *bounds(score),
            self._linked("gaps", target, "" if wanting == words.NOTHING else wanting),
            " ".join(
                (words.reason_text(language, target), *words.remarks(language, target))
            ).strip(),
        ]
        on.line(values, (2, score.verdict))

    def _linked(self, sheet: str, target: TargetResult, value: str | int | None) -> Value:
        """The value as a link to the target's rows of another sheet, if there are any."""
        place = self.places[sheet].get(target.id)
        if place is None or value is None or value == "":
            return value
        return Link(value, self.sheets[sheet].name, f"A{place[0]}")

    def _organizations(self) -> None:
        on = self.sheets["organizations"]
        on.title(self.say("organizations"))
        self._heads("organizations", ORGANIZATIONS)

        def write(target: TargetResult) -> Iterable[object]:
            shared = shared_goal(target)
            for each in target.by_organization:
                score, language = each.score, self.view.language
                word = words.verdict_word(language, score.verdict, score.exceeded)
                head = (target.id, target.label, each.organization, None if shared else word)
                wanting = None if shared else missing(each)
                tail = (goal_limit(target.goal), score.unknown, *bounds(score), wanting)
                verdict = None if shared else (4, score.verdict)
                on.line([*head, *figures(score), *tail], verdict)
                yield each

        self._per_target("organizations", write)

    def _years(self) -> None:
        on = self.sheets["years"]
        on.title(self.say("years"))
        self._heads("years", YEARS)

        def write(target: TargetResult) -> Iterable[object]:
            for each in target.trend if len(target.trend) > 1 else ():
                score = each.score
                word = words.verdict_word(self.view.language, score.verdict, score.exceeded)
                head = (target.id, target.label, str(each.year), word)
                on.line(
                    [*head, *figures(score), goal_limit(target.goal), *bounds(score)],
                    (4, score.verdict),
                )
                yield each

        self._per_target("years", write)
        for target in self.assessment.targets:
            language = self.view.language
            lines = [part_line(language, target), change_line(language, target)]
            lines += pace_lines(language, target)
            if text := " ".join(line for line in lines if line):
                on.title(f"{target.id}: {text}", note=True)

    def _gaps(self) -> None:
        on = self.sheets["gaps"]
        on.title(self.say("gaps"))
        columns = GAPS if self.view.details else tuple(each for each in GAPS if each != "name")
        self._heads("gaps", columns)

        def write(target: TargetResult) -> Iterable[object]:
            for gap in target.gaps:
                name = [gap.name or ""] if self.view.details else []
                condition = condition_text(self.view, target, gap)
                head = (target.id, gap.organization or "", gap.branch or "")
                on.line([*head, *name, condition, *place_cells(gap.cell or gap.place)])
                yield gap

        self._per_target("gaps", write)

    def _deciding(self) -> None:
        on = self.sheets["deciding"]
        on.title(self.say("deciding"))
        self._heads("deciding", DECIDING)
        language = self.view.language

        def write(target: TargetResult) -> Iterable[object]:
            for cell in target.deciding.cells if target.deciding else ():
                field = words.field_word(language, cell.field, words.kind_of_unit(target.unit))
                cause = words.cause_word(language, cell.cause)
                place = Place(cell.file, cell.sheet, cell.cell, cell.row)
                on.line([target.id, cell.organization or "", field, cause, *place_cells(place)])
                yield cell

        self._per_target("deciding", write)

    def _findings(self) -> None:
        on = self.sheets["findings"]
        on.title(data_line(self.view.language, self.assessment))
        self._heads("findings", FINDINGS)
        for finding in self.assessment.findings:
            for place in (finding.place, *finding.others):
                if on.full:
                    self._full(on)
                    return
                on.line(self._finding(finding, place))

    def _finding(self, finding: Finding, place: Place) -> list[Value]:
        language = self.view.language
        file, sheet, cell, row = place_cells(place)
        return [
            finding.code,
            words.severity_word(language, finding.severity),
            words.finding_sentence(language, finding),
            words.finding_remedy(language, finding),
            *(file, sheet, cell, place.column or "", row),
        ]

    def _files(self) -> None:
        on = self.sheets["files"]
        on.title(self.say("files"))
        self._heads("files", ("file", "sheets", "sha256"), filtered=False)
        for each in self.assessment.inputs:
            on.line([each.path, ", ".join(each.sheets), each.sha256])
        on.title("")
        plan = self.assessment.plan
        on.title(self.say("made", version=__version__, plan=plan.id, sha256=plan.sha256), note=True)
        for name, value in self.assessment.settings:
            on.title(f"{name}: {value}", note=True)

    def _charts(self) -> None:
        """Results against goals, the organizations of targets that are held back, the years."""
        on = self.sheets["charts"]
        setup = on.sheet.page_setup
        setup.orientation, setup.fitToWidth, setup.fitToHeight = "portrait", None, None
        cast("PageSetupProperties", on.sheet.sheet_properties.pageSetUpPr).fitToPage = False
        charts = (*self._result_chart(), *self._organization_charts(), *self._year_charts())
        on.row = stack(on.sheet, charts)

    def _result_chart(self) -> Iterable[ChartBase]:
        """Reads a small table beside the pictures: the results have headings between rows."""
        sheet = self.sheets["charts"].sheet
        targets = [each for each in self.assessment.targets if each.score.rate is not None]
        heads = ("id", "percent", "goal_percent")
        for column, name in enumerate(heads, _DATA):
            head = say(self.view.language, f"reports.head.{name}")
            self.wardrobe.put(_cell(sheet, 1, column), head)
        for row, target in enumerate(targets, 2):
            values = (target.id, target.score.rate, goal_limit(target.goal))
            for column, value in enumerate(values, _DATA):
                self.wardrobe.put(_cell(sheet, row, column), value)
        if targets:
            rows = (2, len(targets) + 1)
            yield bars(sheet, self.say("chart.results"), _DATA, _DATA + 1, _DATA + 2, rows, 1)

    def _organization_charts(self) -> Iterable[ChartBase]:
        sheet = self.sheets["organizations"]
        shown = 0
        for target in self.assessment.targets:
            where = self.places["organizations"].get(target.id)
            if (
                where
                and worth_a_picture(target.by_organization)
                and target.goal.unit == "percent"
                and shown < _MOST_CHARTS
            ):
                shown += 1
                title = self.say("chart.organizations", id=target.id, label=clean(target.label))
                rows = (where[0], min(where[1], where[0] + MOST_BARS - 1))
                yield bars(sheet.sheet, title, 3, 7, 8, rows, sheet.head)

    def _year_charts(self) -> Iterable[ChartBase]:
        for target in self.assessment.targets:
            if rows := self.places["years"].get(target.id):
                sheet = self.sheets["years"]
                title = self.say("chart.years", id=target.id, label=clean(target.label))
                yield lines(sheet.sheet, title, 3, 7, 8, rows, sheet.head)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))
