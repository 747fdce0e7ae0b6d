"""The main table of `check`: what was read, a line a target, the state of the data, the tally."""

from __future__ import annotations

from collections.abc import Iterable

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.reports import words
from lacduong_kpi.reports.gaps import write_gaps
from lacduong_kpi.reports.layout import Page, Screen, plain
from lacduong_kpi.reports.opening import opening
from lacduong_kpi.reports.organizations import write_organizations
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.target_rows import row_of, write_rows
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language, say


def render(assessment: Assessment, view: View) -> str:
    """The table as plain text."""
    return plain(screen(assessment, view))


def screen(assessment: Assessment, view: View) -> Screen:
    """The table with its colours; the last line is the tally."""
    page = Page(view.width)
    opening(page, view.language, assessment)
    page.blank()
    rows = [row_of(view.language, target) for target in assessment.targets]
    rule = write_rows(page, view.language, rows)
    if view.by_organization:
        _by_organization(page, view, assessment)
        page.rule(rule)
    if view.details and (missing := [each for each in assessment.targets if each.names_people]):
        _who_misses(page, view, missing)
        page.rule(rule)
    page.text(data_line(view.language, assessment), hang=2)
    page.text(words.tally(view.language, assessment), hang=2)
    return page.screen


def _by_organization(page: Page, view: View, assessment: Assessment) -> None:
    for target in assessment.targets:
        if target.by_organization:
            page.blank()
            page.heading(f"{name(target.id)}  {name(target.label)}")
            write_organizations(page, view, target)


def _who_misses(page: Page, view: View, targets: Iterable[TargetResult]) -> None:
    for target in targets:
        page.blank()
        page.heading(f"{name(target.id)}  {name(target.label)}")
        write_gaps(page, view, target)


def data_line(language: Language, assessment: Assessment) -> str:
    """`Dữ liệu: 6 lỗi, 41 cảnh báo; chưa rõ số liệu: 5 đảng viên (B1), 23 đảng viên (B3).`"""
    text = words.data_tally(language, assessment.findings)
    doubts = [
        f"{words.unit(language, target.unit, target.score.unknown)} ({name(target.id)})"
        for target in assessment.targets
        if target.score.unknown and target.score.reason is None
    ]
    if doubts:
        text += "; " + say(language, "screens.unknown_data", list=", ".join(doubts))
    return say(language, "screens.data_line", text=text)
