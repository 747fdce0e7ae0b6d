"""What to do next, worst thing first: commands that can be copied whole. Said beside a result."""

from __future__ import annotations

import shlex

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import Severity
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.doubt import entries
from lacduong_kpi.reports.layout import Page, Screen, pad, widest
from lacduong_kpi.reports.opening import roster_names
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.wording import say

Step = tuple[str, str]
"""what one sees by it, and the command"""


def screen(assessment: Assessment, view: View) -> Screen:
    """The block `Việc tiếp theo`; empty where nothing is left to do."""
    steps = [
        *_template(assessment, view),
        *_undetermined(assessment, view),
        *_not_met(assessment, view),
        *_findings(assessment, view),
        *_by_organization(assessment, view),
    ]
    if not steps:
        return ()
    file = say(view.language, "screens.next.file")
    steps.append(
        (say(view.language, "screens.next.report"), _command(view, "check", "--report", file))
    )
    page = Page(view.width)
    page.blank()
    page.heading(say(view.language, "screens.next"))
    _write(page, steps)
    return page.screen


def _write(page: Page, steps: list[Step]) -> None:
    """Side by side where the longest fits, else the command below its purpose. No command is
    broken: a broken one cannot be copied."""
    width = widest(text for text, _ in steps)
    beside = 2 + width + 2 + widest(command for _, command in steps) <= page.width
    for text, command in steps:
        if beside:
            page.whole(f"  {pad(text, width)}  {command}")
        else:
            page.text(text, 2, 2)
            page.whole(f"    {command}")


def _command(view: View, command: str, *words_after: str, before: tuple[str, ...] = ()) -> str:
    arguments = [*before, *view.roster_arguments, *words_after]
    return " ".join(["lacduong-kpi", command, *(quoted(each) for each in arguments)])


def quoted(argument: str) -> str:
    """An argument as one types it, in cmd, PowerShell and sh alike; what a shell would run inside
    double quotes stands in single ones."""
    shown = name(argument)
    if shown and all(char.isalnum() or char in "-_./\\:+=,@" for char in shown):
        return shown
    if any(char in '$`"!' for char in shown):
        return shlex.quote(shown)
    return f'"{shown}"'


def _template(assessment: Assessment, view: View) -> list[Step]:
    wanted = roster_names(view.language, assessment)
    if not wanted:
        return []
    text = say(view.language, "screens.next.template", kinds=wanted)
    file = say(view.language, "screens.next.template_file", year=assessment.year)
    return [(text, f"lacduong-kpi template {file}")]


def _undetermined(assessment: Assessment, view: View) -> list[Step]:
    steps = []
    for target in assessment.targets:
        if target.verdict is Verdict.UNDETERMINED and target.deciding and target.deciding.cells:
            text = say(
                view.language,
                "screens.next.deciding",
                count=_wanted(assessment, target, view),
                target=name(target.id),
            )
            steps.append((text, _explain(view, target)))
    return steps


def _wanted(assessment: Assessment, target: TargetResult, view: View) -> str:
    """`23 xếp loại`, or `23 ô` where several fields are wanted."""
    wanted = entries(target.deciding.cells if target.deciding else (), assessment.findings)
    count = numbers.integer(view.language, len(wanted))
    fields = {entry.cell.field for entry in wanted}
    if len(fields) != 1:
        return say(view.language, "screens.next.cells", count=count)
    kind = words.kind_of_unit(target.unit)
    return f"{count} {words.field_word(view.language, fields.pop(), kind)}"


def _not_met(assessment: Assessment, view: View) -> list[Step]:
    steps = []
    for target in assessment.targets:
        if target.verdict is Verdict.NOT_MET and target.gaps:
            count = words.unit(view.language, target.unit, len(target.gaps))
            text = say(view.language, "screens.next.gaps", count=count, target=name(target.id))
            steps.append((text, _explain(view, target)))
    return steps


def _explain(view: View, target: TargetResult) -> str:
    return _command(view, "explain", before=(target.id,))


def _findings(assessment: Assessment, view: View) -> list[Step]:
    found = words.found(assessment.findings)
    if not found[Severity.ERROR] and not found[Severity.WARNING]:
        return []
    tally = words.data_tally(view.language, assessment.findings)
    text = say(view.language, "screens.next.findings", tally=tally)
    return [(text, _command(view, "validate"))]


def _by_organization(assessment: Assessment, view: View) -> list[Step]:
    several = any(len(target.by_organization) > 1 for target in assessment.targets)
    if view.by_organization or not several:
        return []
    text = say(view.language, "screens.next.organizations")
    return [(text, _command(view, "check", "--by-organization"))]
