"""What `-q` prints: nothing where all is well, else what fails, the tally and the code."""

from __future__ import annotations

from lacduong_kpi.assess import gate
from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import Severity
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.finding_groups import FindingGroup, grouped
from lacduong_kpi.reports.layout import Page, Screen, Span, plain
from lacduong_kpi.reports.opening import unusable
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.sentences import headline, target_sentence
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.wording import Language, say


def render(assessment: Assessment, view: View) -> str:
    """The quiet result as plain text; empty for exit code 0."""
    return plain(screen(assessment, view))


def screen(assessment: Assessment, view: View) -> Screen:
    """A line for each target that fails the gate, whatever the width."""
    code = gate.exit_code(assessment, view.fail_on)
    if code is gate.ExitCode.OK:
        return ()
    page = Page(view.width)
    unusable(page, view.language, assessment)
    for target in gate.failing(assessment, view.fail_on):
        page.add(*_line(view.language, target))
    if errors := gate.failing_findings(assessment, view.fail_on):
        page.add(Span(_findings(view.language, errors)))
    page.add(Span(words.tally(view.language, assessment)))
    failed = "failed" if assessment.tally(Verdict.NOT_MET) else "findings"
    page.add(Span(_end(view.language, code, failed)))
    return page.screen


def findings_screen(assessment: Assessment, view: View) -> Screen:
    """The quiet result of `validate`: a line for each cause of errors, the tally and the code."""
    code = gate.findings_exit_code(assessment)
    if code is gate.ExitCode.OK:
        return ()
    page = Page(view.width)
    unusable(page, view.language, assessment)
    for group in grouped(view.language, assessment.findings):
        if group.severity is Severity.ERROR:
            page.add(*_cause(view.language, group))
    tally = words.data_tally(view.language, assessment.findings)
    page.add(Span(say(view.language, "screens.sentence", text=tally)))
    page.add(Span(_end(view.language, code, "findings")))
    return page.screen


def _cause(language: Language, group: FindingGroup) -> tuple[Span, ...]:
    """`V05  Giá trị không đọc được: 2 chỗ.`"""
    sentence = name(group.sentence.removesuffix("."))
    count = numbers.integer(language, group.count)
    text = say(language, "screens.finding", sentence=sentence, count=count)
    return (Span(name(group.code), words.severity_colour(group.severity)), Span(f"  {text}"))


def _line(language: Language, target: TargetResult) -> tuple[Span, ...]:
    """`A2 CHƯA ĐẠT: 90/92 = 97,83 %, mức 100 %, còn thiếu 2 tổ chức.`"""
    sentence = name(target_sentence(language, target))
    return (
        Span(name(headline(language, target)), words.colour(target.verdict)),
        Span(f": {sentence[:1].lower()}{sentence[1:]}"),
    )


def _findings(language: Language, errors: int) -> str:
    return say(language, "screens.quiet.findings", count=numbers.integer(language, errors))


def _end(language: Language, code: gate.ExitCode, failed: str) -> str:
    """`Mã kết thúc 1: có chỉ tiêu chưa đạt.`"""
    key = failed if code is gate.ExitCode.FAILED else code.name.lower()
    return say(language, f"screens.code.{key}", code=code.value)
