"""Two rosters side by side: who came and went, which cells changed, what it does to the targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lacduong_kpi.assess.model import Assessment, Change, Comparison, Movement, TargetResult
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.compare_effects import difference, earlier, lines, part_label
from lacduong_kpi.reports.layout import Cell, Field, Page, Screen, plain, text_width, widest
from lacduong_kpi.reports.opening import dates, read, unusable
from lacduong_kpi.reports.places import name, shown_place
from lacduong_kpi.reports.view import View
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language, say

_HEADS = ("id", "before", "after", "change")


def render(comparison: Comparison, view: View) -> str:
    """The comparison as plain text."""
    return plain(screen(comparison, view))


def screen(comparison: Comparison, view: View) -> Screen:
    page = Page(view.width)
    _side(page, view.language, comparison.before, "before")
    _side(page, view.language, comparison.after, "after")
    page.blank()
    _records(page, view, comparison)
    page.blank()
    _targets(page, view.language, comparison)
    if not view.details and _has_names(comparison):
        page.blank()
        page.text(say(view.language, "screens.show_names"))
    return page.screen


def _side(page: Page, language: Language, assessment: Assessment, side: str) -> None:
    unusable(page, language, assessment)
    text = f"{dates(language, assessment)} {read(language, assessment)}"
    page.labelled(say(language, f"screens.compare.{side}"), text, 0)


def _has_names(comparison: Comparison) -> bool:
    moved = (*comparison.joined, *comparison.left)
    people = [each.name for each in moved if each.kind is Kind.MEMBER]
    people += [each.name for each in comparison.changed if each.kind is Kind.MEMBER]
    return any(people)


def _records(page: Page, view: View, comparison: Comparison) -> None:
    language = view.language
    for side, movements in (("joined", comparison.joined), ("left", comparison.left)):
        page.heading(_movement_heading(language, side, movements))
        shown = movements[: view.limit]
        for movement in shown:
            page.pieces(_movement(view, movement), 2, 2)
        _rest(page, language, _counts(language, movements[len(shown) :]))
    page.heading(_change_heading(language, comparison))
    changes = comparison.changed[: view.limit]
    for change in changes:
        page.pieces(_change(view, comparison, change), 2, 2)
    if hidden := len(comparison.changed) - len(changes):
        count = numbers.integer(language, hidden)
        _rest(page, language, [say(language, "screens.compare.more_cells", count=count)])


def _rest(page: Page, language: Language, hidden: Sequence[str]) -> None:
    """`và 56 đảng viên chưa hiện`"""
    if hidden:
        page.text(say(language, "screens.compare.more", counts=", ".join(hidden)), 2)


def _counts(language: Language, movements: Sequence[Movement]) -> list[str]:
    counts = Counter(movement.kind for movement in movements)
    return [words.unit(language, kind.value, counts[kind]) for kind in Kind if counts[kind]]


def _movement_heading(language: Language, side: str, movements: Sequence[Movement]) -> str:
    parts = _counts(language, movements)
    statuses = Counter(movement.status for movement in movements if movement.status)
    if statuses:
        ways = ", ".join(
            f"{words.value_word(language, 'status', status)} {numbers.integer(language, count)}"
            for status, count in statuses.items()
        )
        parts[-1] += f" ({ways})"
    nothing = say(language, "screens.compare.nobody")
    return say(language, f"screens.compare.{side}", counts=", ".join(parts) or nothing)


def _who(view: View, kind: Kind, who: Iterable[str | None], named: str | None) -> str:
    shown = named if view.details or kind is not Kind.MEMBER else None
    return ", ".join(name(each) for each in (shown, *who) if each)


def _movement(view: View, movement: Movement) -> list[str]:
    who = _who(view, movement.kind, (movement.organization, movement.branch), movement.name)
    place = shown_place(view.language, movement.place)
    status = words.value_word(view.language, "status", movement.status) if movement.status else ""
    said = " ".join(f"{each};" for each in (who, status) if each)
    return [*said.split(" "), place] if said else [place]


def _change_heading(language: Language, comparison: Comparison) -> str:
    """`THAY ĐỔI: 47 ô (đảng viên: 44 xếp loại, 3 nghề nghiệp)`"""
    changes = comparison.changed
    if not changes:
        return say(language, "screens.compare.unchanged")
    texts = []
    for kind in Kind:
        fields = Counter(change.field for change in changes if change.kind is kind)
        parts = [
            f"{numbers.integer(language, count)} {words.field_word(language, field, kind)}"
            for field, count in fields.most_common()
        ]
        if parts:
            texts.append(f"{say(language, f'terms.kind.{kind}')}: {', '.join(parts)}")
    total = numbers.integer(language, len(changes))
    return say(language, "screens.compare.changed", count=total, fields="; ".join(texts))


def _field(language: Language, comparison: Comparison, change: Change) -> str:
    """The field, with its year where both rosters are of one year."""
    word = words.field_word(language, change.field, change.kind)
    if change.year is None or comparison.before.year != comparison.after.year:
        return word
    return say(language, "screens.columns.of_year", field=word, year=change.year)


def _change(view: View, comparison: Comparison, change: Change) -> list[str]:
    language = view.language
    who = _who(view, change.kind, (change.organization, change.branch), change.name)
    field = _field(language, comparison, change)
    cells = [
        shown_place(language, cell, column=False)
        for cell in (change.old_cell, change.new_cell)
        if cell is not None
    ] or [shown_place(language, change.place)]
    text = say(
        language,
        "screens.compare.change",
        field=field,
        old=_value(view, change, change.old),
        new=_value(view, change, change.new),
    )
    said = f"{who}; {text};" if who else f"{text};"
    return [*said.split(" "), *(f"{cell};" for cell in cells[:-1]), cells[-1]]


def _value(view: View, change: Change, value: str | bool | int | None) -> str:
    if value is None:
        return say(view.language, "screens.value_unknown")
    if change.personal and not view.details:
        return say(view.language, "screens.value_hidden")
    return name(words.value_word(view.language, change.field, value))


def _targets(page: Page, language: Language, comparison: Comparison) -> None:
    rows = [(earlier(comparison, target), target) for target in comparison.after.targets]
    page.heading(say(language, "screens.compare.targets"))
    cells = [_target_cells(language, old, new) for old, new in rows]
    heads = [say(language, f"screens.compare.head.{each}") for each in _HEADS[:3]]
    fields = [
        Field(max(text_width(head), widest(row[number].text for row in cells)))
        for number, head in enumerate(heads)
    ]
    beside = sum(field.width for field in fields) + 4 <= page.width
    if beside:
        page.row(fields, [Cell(head) for head in heads])
    for (old, new), row in zip(rows, cells, strict=True):
        _write_target(page, language, fields, row, beside)
        indent = fields[0].width + 2
        page.text(name(": ".join(filter(None, (new.label, part_label(new))))), indent, 2)
        if old is not None and (what := difference(language, old.score, new.score)):
            page.text(
                say(language, "screens.sentence", text=what[:1].upper() + what[1:]), indent, 2
            )
        for line in lines(language, comparison, new):
            page.text(line, indent + 2, 2)


def _write_target(
    page: Page, language: Language, fields: Sequence[Field], row: Sequence[Cell], beside: bool
) -> None:
    if beside:
        page.row(fields, row)
        return
    page.text(row[0].text)
    for side, cell in zip(("before", "after"), row[1:], strict=True):
        page.labelled(say(language, f"screens.compare.{side}"), cell.text, 2, cell.colour)


def _target_cells(
    language: Language, old: TargetResult | None, new: TargetResult
) -> tuple[Cell, Cell, Cell]:
    return (
        Cell(name(new.id)),
        _state(language, old) if old else Cell("-"),
        _state(language, new),
    )


def _state(language: Language, target: TargetResult) -> Cell:
    word = words.verdict_word(language, target.verdict, target.score.exceeded)
    return Cell(f"{word}  {words.result_text(language, target)}", words.colour(target.verdict))


def changes_of(comparison: Comparison, target: TargetResult) -> dict[str, int]:
    """How many changed values each field has that the target looks at."""
    kind = words.kind_of_unit(target.unit)
    counts = Counter(
        change.field
        for change in comparison.changed
        if change.kind is kind and change.field in target.fields
    )
    return {field: counts[field] for field in target.fields if counts[field]}
