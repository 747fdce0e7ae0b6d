"""The table of `validate`: one block per cause, with its places, the targets it touches, a remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.assess.people import Row, row_of
from lacduong_kpi.findings import Finding, Severity
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.finding_groups import FindingGroup, Spot, grouped
from lacduong_kpi.reports.layout import Page, Screen, plain
from lacduong_kpi.reports.opening import unusable
from lacduong_kpi.reports.places import name, shown_place
from lacduong_kpi.reports.touching import Touching
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language, say

INDENT = 5
NOBODY: Mapping[Row, str] = MappingProxyType({})
RUN = "P"
"""the level of findings about plan, year and scoring; without a sheet they are about the run"""


def render(assessment: Assessment, view: View, people: Mapping[Row, str] = NOBODY) -> str:
    """The findings as plain text."""
    return plain(screen(assessment, view, people))


def screen(assessment: Assessment, view: View, people: Mapping[Row, str] = NOBODY) -> Screen:
    """Errors, warnings, notes; the last line counts them. `people`: whom to name beside a row."""
    language = view.language
    page = Page(view.width)
    unusable(page, language, assessment)
    page.text(_checked(language, assessment))
    touching = Touching(assessment)
    groups = grouped(language, assessment.findings)
    hidden = 0
    for severity in Severity:
        own = [group for group in groups if group.severity is severity]
        own.sort(key=lambda group: not touching.counts(group.findings))
        if own:
            page.blank()
            _heading(page, language, severity, sum(group.count for group in own))
            hidden += sum(_block(page, view, group, touching, people) for group in own)
    page.blank()
    if hidden:
        page.text(_cap(language, groups, hidden, view.limit))
    tally = words.data_tally(language, assessment.findings)
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


def _block(
    page: Page,
    view: View,
    group: FindingGroup,
    touching: Touching,
    people: Mapping[Row, str],
) -> int:
    """One cause. Returns how many of its findings are not shown."""
    language = view.language
    count = numbers.integer(language, group.count)
    sentence = name(group.sentence.removesuffix("."))
    key = "screens.sentence" if _is_single(group) else "screens.finding"
    text = say(language, key, sentence=sentence, text=sentence, count=count)
    touched = touching.text(language, group.findings)
    code = f"{name(group.code)}  "
    page.labelled(code, f"{text} {touched}".rstrip(), 0, words.severity_colour(group.severity))
    hidden = _places(page, view, group, people)
    page.text(say(language, "screens.remedy", remedy=name(group.remedy)), INDENT, 2)
    return hidden


def _is_single(group: FindingGroup) -> bool:
    """One fault of a whole sheet, file or run: there is nothing to count."""
    place = group.findings[0].place
    return group.count == 1 and place.cell is None and place.row is None


def _places(page: Page, view: View, group: FindingGroup, people: Mapping[Row, str]) -> int:
    """The places of a cause; those of a fault of the whole run are not told."""
    first = group.findings[0]
    if first.code.startswith(RUN) and first.place.sheet is None:
        return 0
    apart = any(finding.others for finding in group.findings) or _differ(view.language, group)
    named = any(row_of(finding.place) in people for finding in group.findings)
    return _pairs(page, view, group, people) if apart or named else _spots(page, view, group)


def _differ(language: Language, group: FindingGroup) -> bool:
    """Whether each finding has something of its own to say beside its cell."""
    first = group.findings[0]
    has_cell = first.place.cell is not None or first.place.row is not None
    return has_cell and words.finding_sentence(language, first) != group.sentence


def _pairs(page: Page, view: View, group: FindingGroup, people: Mapping[Row, str]) -> int:
    """A line a finding: all of its places together, because they belong together."""
    language = view.language
    shown = group.findings[: view.limit]
    hidden = group.count - sum(finding.count for finding in shown)
    own = _differ(language, group)
    lines = [[*_who(people, finding), *_together(language, finding)] for finding in shown]
    if own:
        for line, finding in zip(lines, shown, strict=True):
            sentence = name(words.finding_sentence(language, finding).removesuffix("."))
            line[-1] += ":"
            line += sentence.split(" ")
    if hidden and lines:
        lines[-1].append(_more(language, hidden))
    for line in lines:
        page.pieces(line, INDENT, 2)
    return hidden


def _who(people: Mapping[Row, str], finding: Finding) -> list[str]:
    who = people.get(row_of(finding.place))
    return f"{name(who)}:".split(" ") if who else []


def _together(language: Language, finding: Finding) -> list[str]:
    """`a.xlsx, "Xếp loại", F547; b.xlsx, "Đảng viên", K702`; the name that was perhaps meant."""
    place = shown_place(language, finding.place)
    near = dict(finding.params).get("nearest")
    others = _others(language, finding)
    if near is not None:
        text = say(language, "screens.nearest", name=name(str(near))) if near else ""
        return [f"{place};", *text.split(" "), *others] if near else [place]
    pieces = [place, *others]
    return [*(f"{piece};" for piece in pieces[:-1]), pieces[-1]]


def _others(language: Language, finding: Finding) -> list[str]:
    """The further places; in the same sheet just their cells."""
    texts = []
    for other in finding.others:
        text = shown_place(language, other)
        if (other.file, other.sheet) == (finding.place.file, finding.place.sheet) and other.cell:
            text = text.removeprefix(f'{name(other.file)}, "{name(other.sheet or "")}", ')
        texts.append(text)
    return texts


def _more(language: Language, hidden: int) -> str:
    return say(language, "screens.more_places", count=numbers.integer(language, hidden))


def _spots(page: Page, view: View, group: FindingGroup) -> int:
    """A line a column: its cells folded, up to the limit for the whole block."""
    left = view.limit
    lines: list[list[str]] = []
    told = 0
    for spot in group.spots:
        runs = [*((run.text, run.count) for run in spot.runs), *_rows(view.language, spot)]
        shown = runs[:left]
        if shown:
            lines.append(_spot(view.language, spot, [text for text, _ in shown]))
            told += sum(count for _, count in shown)
        elif not runs and left != 0:
            own = _of_spot(group, spot)
            lines.append(_whole(view.language, spot, own))
            told += sum(finding.count for finding in own)
        left = None if left is None else max(0, left - max(1, len(shown)))
    hidden = 0 if view.limit is None else max(0, group.count - told)
    if hidden and lines:
        lines[-1].append(_more(view.language, hidden))
    for line in lines:
        page.pieces(line, INDENT, 2)
    return hidden


def _of_spot(group: FindingGroup, spot: Spot) -> list[Finding]:
    """The findings of a group that are about a sheet or a file as a whole."""
    return [
        finding
        for finding in group.findings
        if (finding.place.file, finding.place.sheet) == (spot.file, spot.sheet)
    ]


def _whole(language: Language, spot: Spot, own: Sequence[Finding]) -> list[str]:
    """`a.xlsx, "Giảm trong năm" (chưa có cột: nghề nghiệp)`"""
    pieces = _spot(language, spot, [])
    fields = dict.fromkeys(finding.field for finding in own if finding.field)
    if fields and not spot.column:
        listed = ", ".join(words.field_word(language, field) for field in fields)
        text = say(language, "screens.lacks_column", fields=listed)
        pieces += text.split(" ")
    return pieces


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
