"""The table of `validate`: one block per cause, with its places, the targets it touches, a remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import Finding, Severity
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.finding_groups import FindingGroup, Spot, grouped
from lacduong_kpi.reports.layout import Page, Screen, plain
from lacduong_kpi.reports.opening import unusable
from lacduong_kpi.reports.places import name, shown_place
from lacduong_kpi.reports.view import View
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language, say

INDENT = 5


def render(assessment: Assessment, view: View) -> str:
    """The findings as plain text."""
    return plain(screen(assessment, view))


def screen(assessment: Assessment, view: View) -> Screen:
    """Errors, warnings, notes; the last line counts them."""
    language = view.language
    page = Page(view.width)
    unusable(page, language, assessment)
    page.text(_checked(language, assessment))
    touching = _Touching(assessment)
    groups = grouped(language, assessment.findings)
    hidden = 0
    for severity in Severity:
        own = [group for group in groups if group.severity is severity]
        own.sort(key=lambda group: not touching.counts(group.findings))
        if own:
            page.blank()
            _heading(page, language, severity, sum(group.count for group in own))
            hidden += sum(_block(page, view, group, touching) for group in own)
    page.blank()
    if hidden:
        page.text(_cap(language, groups, hidden, view.limit))
    found = Counter(finding.severity for finding in assessment.findings)
    tally = words.data_tally(language, found[Severity.ERROR], found[Severity.WARNING])
    page.text(say(language, "screens.sentence", text=tally))
    return page.screen


def _checked(language: Language, assessment: Assessment) -> str:
    """`Đã kiểm tra 4 tệp, 6 trang tính, 2.506 dòng. Tệp danh sách không bị thay đổi.`"""
    sheets = sum(len(each.sheets) for each in assessment.inputs)
    rows = sum(len(table.rows) for each in assessment.readings for table in each.tables)
    return say(
        language,
        "screens.checked",
        files=numbers.integer(language, len(assessment.inputs)),
        sheets=numbers.integer(language, sheets),
        rows=numbers.integer(language, rows),
    )


def _heading(page: Page, language: Language, severity: Severity, count: int) -> None:
    number = numbers.integer(language, count)
    page.heading(say(language, f"screens.findings.{severity}", count=number))


def _block(page: Page, view: View, group: FindingGroup, touching: _Touching) -> int:
    """One cause. Returns how many of its findings are not shown."""
    language = view.language
    count = numbers.integer(language, group.count)
    sentence = name(group.sentence.removesuffix("."))
    text = say(language, "screens.finding", sentence=sentence, count=count)
    touched = touching.text(language, group.findings)
    code = f"{name(group.code)}  "
    page.labelled(code, f"{text} {touched}".rstrip(), 0, words.severity_colour(group.severity))
    hidden = _pairs(page, view, group) if _has_pairs(group) else _spots(page, view, group)
    page.text(say(language, "screens.remedy", remedy=name(group.remedy)), INDENT, 2)
    return hidden


def _has_pairs(group: FindingGroup) -> bool:
    return any(finding.others for finding in group.findings)


def _pairs(page: Page, view: View, group: FindingGroup) -> int:
    """A line a finding: all of its places together, because they belong together."""
    language = view.language
    shown = group.findings[: view.limit]
    for finding in shown:
        places = [shown_place(language, each) for each in (finding.place, *finding.others)]
        page.pieces([*(f"{place};" for place in places[:-1]), places[-1]], INDENT, 2)
    hidden = group.count - len(shown)
    if hidden:
        count = numbers.integer(language, hidden)
        page.text(say(language, "screens.more_places", count=count), INDENT)
    return hidden


def _spots(page: Page, view: View, group: FindingGroup) -> int:
    """A line a column: its cells folded, up to the limit for the whole block."""
    left = view.limit
    lines: list[list[str]] = []
    hidden = 0
    for spot in group.spots:
        runs = [*((run.text, run.count) for run in spot.runs), *_rows(view.language, spot)]
        shown = runs[:left]
        if shown or (not runs and left != 0):
            lines.append(_spot(view.language, spot, [text for text, _ in shown]))
            left = None if left is None else max(0, left - max(1, len(shown)))
            runs = runs[len(shown) :]
        elif not runs:
            hidden += 1
        hidden += sum(count for _, count in runs)
    if hidden and lines:
        count = numbers.integer(view.language, hidden)
        lines[-1].append(say(view.language, "screens.more_places", count=count))
    for line in lines:
        page.pieces(line, INDENT, 2)
    return hidden


def _rows(language: Language, spot: Spot) -> list[tuple[str, int]]:
    return [(say(language, "screens.row", row=row), 1) for row in spot.rows]


def _spot(language: Language, spot: Spot, cells: list[str]) -> list[str]:
    """`xep-loai-2024.xlsx, "Xếp loại 2024", F133 và F541 (cột "Mức xếp loại")`, in pieces."""
    head = [name(spot.file)]
    if spot.sheet is not None:
        head.append(f'"{name(spot.sheet)}"')
    items = [*head, *map(name, cells)]
    if len(cells) == 2:
        items = [*head, say(language, "screens.and").join(map(name, cells))]
    pieces = [f"{piece}," for piece in items[:-1]] + items[-1:]
    if spot.column:
        header = say(language, "screens.column", header=name(spot.column))
        pieces.append(f"({header})")
    return pieces


def _cap(
    language: Language, groups: tuple[FindingGroup, ...], hidden: int, limit: int | None
) -> str:
    return say(
        language,
        "screens.findings.cap",
        kinds=numbers.integer(language, len(groups)),
        hidden=numbers.integer(language, hidden),
        limit=limit or 0,
    )


class _Touching:
    """Which targets look at the field that a finding is about."""

    def __init__(self, assessment: Assessment) -> None:
        self.targets = assessment.targets
        self.kinds = _kinds(assessment)

    def text(self, language: Language, findings: Iterable[Finding]) -> str:
        """`Ảnh hưởng: B1 (5), B3 (20).`; empty for faults that are about no field."""
        findings = [finding for finding in findings if finding.field is not None]
        if not findings:
            return ""
        counts = Counter(
            target.id
            for finding in findings
            for target in self.targets
            if self._of(target, finding)
        )
        if not counts:
            return say(language, "screens.touches_nothing")
        alone = set(counts.values()) == {len(findings)}
        parts = [
            name(target.id) if alone else f"{name(target.id)} ({counts[target.id]})"
            for target in self.targets
            if counts[target.id]
        ]
        return say(language, "screens.touches", targets=", ".join(parts))

    def counts(self, findings: Iterable[Finding]) -> Counter[str]:
        """How many of the findings touch each target."""
        return Counter(
            target.id
            for finding in findings
            for target in self.targets
            if self._of(target, finding)
        )

    def _of(self, target: TargetResult, finding: Finding) -> bool:
        kinds = self.kinds.get((finding.place.file, finding.place.sheet))
        kind = words.kind_of_unit(target.unit)
        return finding.field in target.fields and (not kinds or kind in kinds)


def _kinds(assessment: Assessment) -> Mapping[tuple[str, str | None], set[Kind]]:
    """The kinds of record that each sheet holds."""
    kinds: dict[tuple[str, str | None], set[Kind]] = {}
    for reading in assessment.readings:
        for table in reading.tables:
            kinds.setdefault((reading.file, reading.sheet), set()).add(table.kind)
    return kinds
