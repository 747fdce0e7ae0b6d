"""One target opened: the plan's sentence, how it is counted, what is in doubt, who holds it back."""

from __future__ import annotations

from lacduong_kpi.assess.model import Assessment, Period, TargetResult, YearScore
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.calculation import write_calculation
from lacduong_kpi.reports.doubt import write_bounds, write_cells
from lacduong_kpi.reports.evidence import write_evidence
from lacduong_kpi.reports.gaps import write_gaps
from lacduong_kpi.reports.layout import Page, Screen, Span, plain, text_width
from lacduong_kpi.reports.opening import unusable
from lacduong_kpi.reports.organizations import write_organizations
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.trend import change_line, pace_lines, part_compared
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Score, Verdict
from lacduong_kpi.wording import Language, say


def render(assessment: Assessment, view: View) -> str:
    """The explanation of every target of the assessment, as plain text."""
    return plain(screen(assessment, view))


def screen(assessment: Assessment, view: View) -> Screen:
    page = Page(view.width)
    unusable(page, view.language, assessment)
    for number, target in enumerate(assessment.targets):
        if number:
            page.blank()
            page.rule(min(page.width, 100))
        _target(page, view, assessment, target)
    return page.screen


def _target(page: Page, view: View, assessment: Assessment, target: TargetResult) -> None:
    language = view.language
    _head(page, language, target)
    page.text(f'"{name(target.text)}"')
    page.text(_source(language, assessment, target))
    for remark in _remarks(language, target):
        page.text(name(remark))
    _measures(page, view, target)
    write_cells(page, view, assessment, target)
    if target.by_organization:
        page.blank()
        write_organizations(page, view, target)
    _trend(page, language, target)
    write_gaps(page, view, target)
    labels = [part.label for part in target.parts] or [""]
    for label, score, evidence in zip(labels, _scores(target), target.evidence, strict=False):
        write_evidence(page, view, label, score, evidence)


def _head(page: Page, language: Language, target: TargetResult) -> None:
    """Id, verdict and label; where they do not fit in a line the label stands below."""
    score = target.score
    word = words.verdict_word(language, score.verdict, score.exceeded)
    id_, label = name(target.id), name(target.label)
    start = (Span(f"{id_}  ", bold=True), Span(word, words.colour(score.verdict)))
    if text_width(f"{id_}  {word}  {label}") <= page.width:
        page.add(*start, Span(f"  {label}", bold=True))
        return
    page.add(*start)
    page.heading(label)


def _source(language: Language, assessment: Assessment, target: TargetResult) -> str:
    """`Nguồn: Kế hoạch, mục II.2.b. Chỉ tiêu hằng năm: 01/01/2024 - 31/12/2024.`"""
    source = say(language, "screens.citation", citation=name(target.citation))
    return f"{source} {_period(language, assessment, target.period)}"


def _period(language: Language, assessment: Assessment, period: Period) -> str:
    params = {
        "start": numbers.day(period.start) if period.start else "",
        "end": numbers.day(period.end) if period.end else "",
        "as_of": numbers.day(assessment.as_of),
        "term": words.term_text(period.label or ""),
    }
    return say(language, f"screens.period.{period.kind}", **params).replace("  ", " ")


def _remarks(language: Language, target: TargetResult) -> list[str]:
    """What must be said besides; that of the unknown records stands further down."""
    notes = dict.fromkeys(note for how in target.explanation for note in how.notes)
    return [text for text in (words.estimate_remark(language, target), *notes) if text]


def _scores(target: TargetResult) -> tuple[Score, ...]:
    """One per explanation: those of the parts, or the target's own."""
    return tuple(part.score for part in target.parts) or (target.score,)


def _measures(page: Page, view: View, target: TargetResult) -> None:
    language = view.language
    labels = [part.label for part in target.parts] or [""]
    for label, score, how in zip(labels, _scores(target), target.explanation, strict=False):
        page.blank()
        heading = say(language, "screens.calculation")
        if label:
            word = words.verdict_word(language, score.verdict, score.exceeded)
            page.add(
                Span(f"{heading}: {name(label)}  ", bold=True),
                Span(word, words.colour(score.verdict)),
            )
        else:
            page.heading(heading)
        write_calculation(page, language, target, score, how)
        if label or score.verdict is not Verdict.UNDETERMINED:
            write_bounds(page, language, target, score)
    if not target.parts or target.verdict is Verdict.UNDETERMINED:
        _undetermined(page, language, target)


def _undetermined(page: Page, language: Language, target: TargetResult) -> None:
    if target.verdict is Verdict.UNDETERMINED:
        write_bounds(page, language, target, target.score)


def _trend(page: Page, language: Language, target: TargetResult) -> None:
    if len(target.trend) < 2:
        return
    page.blank()
    label = part_compared(target)
    page.heading(say(language, "screens.trend") + (f": {name(label)}" if label else ""))
    for each in target.trend:
        page.text(_year(language, each), 2, 2)
    for line in (change_line(language, target), *pace_lines(language, target)):
        if line:
            page.text(line, 2, 2)


def _year(language: Language, each: YearScore) -> str:
    word = words.verdict_word(language, each.score.verdict, each.score.exceeded)
    parts = (str(each.year), words.score_text(language, each.score), word)
    return "  ".join(part for part in parts if part)
