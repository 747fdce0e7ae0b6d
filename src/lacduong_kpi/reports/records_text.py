"""The roster as it was read, as lists on the screen. Holds personal data.

Meant for a look: which people and organizations were found, and where. `records_json` and
`records_csv` give every field.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lacduong_kpi.records.model import Records, Roster
from lacduong_kpi.records.rows import Row, Shown, rows
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Cell, Field, Page, Screen, plain, widest
from lacduong_kpi.reports.places import shown_place
from lacduong_kpi.reports.view import View
from lacduong_kpi.terms import FIELDS, NAME_FIELD, FieldType, Kind
from lacduong_kpi.text import show
from lacduong_kpi.wording import Language, say

SHOWN: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBER: ("full_name", "branch", "standing", "status", "rating"),
    Kind.ORGANIZATION: ("name", "kind", "parent", "rating"),
    Kind.RESIDENTIAL_UNIT: ("name", "commune", "branch"),
}
"""the fields of a list on the screen; the others are in JSON and CSV"""


def render(roster: Roster, view: View) -> str:
    return plain(screen(roster, view))


def screen(roster: Roster, view: View) -> Screen:
    """A list per kind, each record with its row; what is cut is counted."""
    page = Page(view.width)
    for kind in Kind:
        records = roster.records(kind)
        if records is not None:
            _write(page, view, records, roster.year)
    return page.screen


def _write(page: Page, view: View, records: Records, year: int) -> None:
    language, kind = view.language, records.kind
    heading = words.field_word(language, NAME_FIELD[kind], kind)
    count = numbers.integer(language, records.size)
    page.heading(say(language, "screens.records.heading", kind=_kind(language, kind), count=count))
    names = SHOWN[kind]
    heads = [heading, *(words.field_word(language, name, kind) for name in names[1:])]
    lines = [
        [*_texts(language, row, names, year), shown_place(language, records.sources.place(index))]
        for index, row in islice(enumerate(rows(records)), view.limit)
    ]
    _table(page, [*heads, say(language, "screens.records.place")], lines)
    hidden = records.size - len(lines)
    if hidden:
        rest = numbers.integer(language, hidden)
        page.text(say(language, "screens.records.hidden", count=rest), indent=2)
    page.blank()


def _kind(language: Language, kind: Kind) -> str:
    return say(language, f"terms.kind.{kind}")


def _texts(language: Language, row: Row, names: tuple[str, ...], year: int) -> Iterator[str]:
    for name in names:
        value = row.yearly[name].get(year) if name in row.yearly else row.plain[name]
        yield _text(language, name, value)


def _text(language: Language, name: str, value: Shown) -> str:
    if value is None:
        return words.NOTHING
    closed = any(
        fields[name].type in (FieldType.CHOICE, FieldType.FLAG)
        for fields in FIELDS.values()
        if name in fields
    )
    return words.value_word(language, name, value) if closed else show(str(value))


def _table(page: Page, heads: list[str], lines: list[list[str]]) -> None:
    """Columns side by side where they fit, else one record below the other."""
    widths = [widest(column) for column in zip(heads, *lines, strict=True)]
    fields = [Field(width) for width in widths]
    if sum(widths) + 2 * len(widths) <= page.width:
        for line in (heads, *lines):
            page.row(fields, [Cell(text) for text in line], indent=2)
        return
    for line in lines:
        page.text(line[0], indent=2, hang=2)
        for head, text in zip(heads[1:], line[1:], strict=True):
            page.labelled(f"{head}: ", text, indent=4)
