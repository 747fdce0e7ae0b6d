"""Who misses the goal: the failing condition, and the cell that says so."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.assess.model import Explanation, Gap, TargetResult
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Cell, Field, Page, widest
from lacduong_kpi.reports.places import name, shown_place
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language, say


def write_gaps(page: Page, view: View, target: TargetResult) -> None:
    """The block `CHƯA ĐẠT MỨC`: those in the denominator who surely miss, up to the limit."""
    if not target.gaps:
        return
    language = view.language
    shown = target.gaps[: view.limit]
    hidden = len(target.gaps) - len(shown)
    page.blank()
    page.heading(_heading(language, target, len(shown), hidden))
    files = {_place(gap).file for gap in shown}
    _write_lines(page, [_line(view, target, gap, len(files) > 1) for gap in shown])
    notes = []
    if hidden:
        notes.append(say(language, "screens.see_all"))
    if not view.details and any(gap.name for gap in shown):
        notes.append(say(language, "screens.show_names"))
    if notes:
        page.text(" ".join(notes), indent=2)


def _heading(language: Language, target: TargetResult, shown: int, hidden: int) -> str:
    count = words.unit(language, target.unit, len(target.gaps))
    split = [part for how in target.explanation for part in split_words_back(language, how)]
    text = say(language, "screens.gaps", count=count)
    if split and len(target.explanation) == 1:
        text += f" ({', '.join(split)})"
    if hidden:
        rest = numbers.integer(language, hidden)
        text += say(language, "screens.shown", shown=numbers.integer(language, shown), rest=rest)
    return text


def split_words_back(language: Language, how: Explanation) -> list[str]:
    """`93 hoàn thành`: the number first, as in a sentence."""
    return [
        f"{numbers.integer(language, each.count)} "
        f"{words.value_word(language, each.field, each.value)}"
        for each in how.missed_split
        if each.count
    ]


def _place(gap: Gap) -> Place:
    return gap.cell or gap.place


@dataclass(frozen=True, slots=True)
class _Line:
    who: str
    why: str
    where: str


def _line(view: View, target: TargetResult, gap: Gap, with_file: bool) -> _Line:
    who = dict.fromkeys((gap.name if view.details else None, gap.organization, gap.branch))
    language = view.language
    place = _place(gap)
    where = shown_place(language, place, column=False)
    if not with_file:
        where = where.removeprefix(name(place.file)).removeprefix(", ") or where
    return _Line(
        ", ".join(name(each) for each in who if each) or say(language, "screens.no_organization"),
        _why(language, target, gap),
        where,
    )


def _why(language: Language, target: TargetResult, gap: Gap) -> str:
    """`hoàn thành`; a yes or no with its field: `cam kết: không`."""
    field = gap.condition.field
    word = words.field_word(language, field, words.kind_of_unit(target.unit))
    if gap.value is None:
        return word
    value = name(words.value_word(language, field, gap.value))
    plain = isinstance(gap.value, str)
    return value if plain else say(language, "screens.field_value", field=word, value=value)


def _write_lines(page: Page, lines: Sequence[_Line]) -> None:
    fields = [
        Field(widest(line.who for line in lines)),
        Field(widest(line.why for line in lines)),
        Field(widest(line.where for line in lines)),
    ]
    if 2 + sum(field.width for field in fields) + 4 <= page.width:
        for line in lines:
            page.row(fields, [Cell(line.who), Cell(line.why), Cell(line.where)], indent=2)
        return
    for line in lines:
        page.text(line.who, 2, 2)
        page.pieces([*f"{line.why}:".split(" "), line.where], 4, 2)
