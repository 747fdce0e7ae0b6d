"""What is suspicious in a plan, each with line and column."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.findings import Finding
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Page, Screen, plain
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import say

INDENT = 2


def render(findings: Sequence[Finding], view: View) -> str:
    """The doubts as plain text."""
    return plain(screen(findings, view))


def screen(findings: Sequence[Finding], view: View) -> Screen:
    """In the order of the file; the last line counts them."""
    page = Page(view.width)
    language = view.language
    for finding in findings:
        params = dict(finding.params)
        place = f"{name(finding.place.file)}:{params.get('line', 0)}:{params.get('column', 0)}"
        sentence = name(words.finding_sentence(language, finding))
        page.text(f"{place}  {finding.code}  {sentence}", hang=INDENT)
        remedy = name(words.finding_remedy(language, finding))
        page.text(say(language, "screens.remedy", remedy=remedy), INDENT, INDENT)
    if findings:
        count = numbers.integer(language, len(findings))
        page.text(say(language, "screens.plan.doubts", count=count))
    else:
        page.text(say(language, "screens.plan.no_doubts"))
    return page.screen
