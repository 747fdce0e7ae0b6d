"""How a result opens: files that are missing, plan, year and date, what was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.errors import Problem
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.reports import numbers
from lacduong_kpi.reports.layout import Page, plain
from lacduong_kpi.reports.places import name, shown_place
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.words import Colour, finding_sentence, kind_of_unit
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.model import Reason
from lacduong_kpi.wording import Language, knows, say
from lacduong_kpi.workbook.model import Unusable

OPEN_ELSEWHERE = "F03"
"""the code of a workbook that stands open in Excel: said before any result"""
PLAN_ENDED = "P45"
"""the code of results after the end of the organization that the plan binds"""
MOST_FILES = 100
"""files that could not be read and are named; nobody repairs more of them one by one"""
MOST_BESIDE = 20
"""of them, where a message stays short"""


def opening(page: Page, language: Language, assessment: Assessment) -> None:
    """Everything that stands above the targets."""
    unusable(page, language, assessment)
    open_workbooks(page, language, assessment.findings)
    plan = assessment.plan
    page.text(f"{name(plan.title)} ({name(plan.issuer)})" if plan.issuer else name(plan.title))
    page.text(dates(language, assessment))
    page.text(read(language, assessment))
    if wanting := missing_kinds(language, assessment):
        page.text(wanting)
    ended(page, language, assessment.findings)


class Files(Protocol):
    """Whatever knows which files were read and which could not be."""

    @property
    def inputs(self) -> Sequence[object]: ...

    @property
    def unusable(self) -> Sequence[Unusable]: ...


def lost_files(files: Files, view: View) -> str:
    """What is said beside a result that has no place for it; empty where all files were read."""
    page = Page(view.width)
    unusable(page, view.language, files, MOST_BESIDE)
    return plain(page.screen)


def unusable(page: Page, language: Language, given: Files, most: int = MOST_FILES) -> None:
    """First of all: which files could not be read, and that the result lacks them."""
    lost = given.unusable
    if not lost:
        return
    key = "one" if len(lost) == 1 else "many"
    counts = {
        "count": _number(language, len(lost)),
        "total": _number(language, len(given.inputs) + len(lost)),
    }
    files = [
        f'"{name(each.path)}" ({unusable_reason(language, each.problem)})' for each in lost[:most]
    ]
    first = say(language, f"screens.unusable.{key}", **counts, file=files[0])
    page.text(first, colour=Colour.BAD)
    for file in files if len(files) > 1 else ():
        page.text(file, indent=2, hang=2)
    if hidden := len(lost) - len(files):
        page.text(say(language, "screens.unusable.more", count=_number(language, hidden)), indent=2)
    page.text(say(language, f"screens.unusable.effect.{key}"))


def unusable_reason(language: Language, problem: Problem) -> str:
    """Why a file could not be read, in a few words: `có mật khẩu`."""
    key = f"{problem.key}.short"
    return say(language, key if knows(language, key) else "screens.unreadable_file")


def open_workbooks(page: Page, language: Language, findings: tuple[Finding, ...]) -> None:
    """Workbooks that are open in Excel: what is not saved there does not count."""
    for finding in findings:
        if finding.code == OPEN_ELSEWHERE:
            file = name(finding.place.file)
            page.text(say(language, "screens.open_workbook", file=file), colour=Colour.DOUBT)


def ended(page: Page, language: Language, findings: tuple[Finding, ...]) -> None:
    """That the organization which the plan binds exists no more."""
    for finding in findings:
        if finding.code == PLAN_ENDED:
            page.text(name(finding_sentence(language, finding)), colour=Colour.DOUBT)


def dates(language: Language, assessment: Assessment) -> str:
    """`Năm đánh giá: 2024. Tính đến ngày 31/12/2024.`, with the cells that say so."""
    year, as_of = assessment.year_place, assessment.as_of_place
    return say(
        language,
        "screens.dates",
        year=assessment.year,
        year_from=_source(language, year, None),
        as_of=numbers.day(assessment.as_of),
        as_of_from=_source(language, as_of, year),
    )


def _source(language: Language, place: Place | None, before: Place | None) -> str:
    """` (theo a.xlsx, "Đảng viên", A4)`; just the cell in the sheet that was named before."""
    if place is None:
        return ""
    text = shown_place(language, place)
    if before and place.cell and (place.file, place.sheet) == (before.file, before.sheet):
        text = say(language, "screens.same_sheet", cell=name(place.cell))
    return " " + say(language, "screens.source", place=text)


def read(language: Language, assessment: Assessment) -> str:
    """`Đã đọc 4 tệp: 1.168 đảng viên (ngoài ra 45 người đã giảm), 92 tổ chức đảng, …`"""
    counts = assessment.counts
    present = set(Kind) - {Kind(kind) for kind in assessment.missing_kinds}
    parts = []
    if Kind.MEMBER in present:
        parts.append(_members(language, counts.members, counts.members_left))
    for kind, count in (
        (Kind.ORGANIZATION, counts.organizations),
        (Kind.RESIDENTIAL_UNIT, counts.residential_units),
    ):
        if kind in present:
            parts.append(say(language, f"screens.count.{kind}", count=_number(language, count)))
    files = _number(language, len(assessment.inputs))
    return say(language, "screens.read", files=files, records=", ".join(parts))


def _members(language: Language, members: int, left: int) -> str:
    text = say(language, "screens.count.member", count=_number(language, members))
    return text + (say(language, "screens.left", count=_number(language, left)) if left else "")


def _number(language: Language, count: int) -> str:
    return numbers.integer(language, count)


def missing_kinds(language: Language, assessment: Assessment) -> str:
    """`Chưa có danh sách tổ chức đảng (cần cho A1, A2) và danh sách thôn, TDP (cần cho A5).` Lists
    that no target asks for are not missed."""
    parts = [
        _missing_kind(language, kind, targets)
        for kind in map(Kind, assessment.missing_kinds)
        if (targets := _needing(assessment, kind))
    ]
    if not parts:
        return ""
    return say(language, "screens.missing_kinds", kinds=say(language, "screens.and").join(parts))


def _needing(assessment: Assessment, kind: Kind) -> list[str]:
    return [
        name(target.id)
        for target in assessment.targets
        if target.score.reason is Reason.NO_ROSTER and kind_of_unit(target.unit) is kind
    ]


def _missing_kind(language: Language, kind: Kind, targets: list[str]) -> str:
    roster = say(language, f"screens.roster.{kind}")
    return say(language, "screens.roster_needed", roster=roster, targets=", ".join(targets))


def roster_names(language: Language, assessment: Assessment) -> str:
    """The lists that targets want: `danh sách tổ chức đảng, danh sách thôn, TDP`."""
    kinds = [kind for kind in map(Kind, assessment.missing_kinds) if _needing(assessment, kind)]
    return ", ".join(say(language, f"screens.roster.{kind}") for kind in kinds)
