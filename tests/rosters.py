"""Rosters for tests, written as small text tables.

    name | kind              | rating | founded_on
    A    | grassroots_branch | good   | 2010

A cell is the value as JSON names it: `2019-03` a month, `yes`/`no` a flag. Empty is a blank, `?`
unreadable, `!` a contradiction, `~` a record whose own table has no such column. A field that is no header has no column. `rating@2023` is the rating
of another year than the roster's. Members name their `branch` and `grassroots`, units their `branch`,
organizations their `parent`; names that stand in no table are found nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lacduong_kpi.column import Unknown, constant, encode
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Place, address
from lacduong_kpi.plan.model import ExtraField
from lacduong_kpi.records.model import FieldValue, Records, RecordSource, References, Roster
from lacduong_kpi.terms import FIELDS, GONE, Field, FieldType, Kind

CAUSES = {
    "": Unknown.BLANK,
    "?": Unknown.UNREADABLE,
    "!": Unknown.CONTRADICTION,
    "~": Unknown.NO_COLUMN,
}
SHEETS = {
    Kind.MEMBER: "Đảng viên",
    Kind.ORGANIZATION: "Tổ chức",
    Kind.RESIDENTIAL_UNIT: "Thôn",
}


@dataclass(frozen=True)
class TableSources:
    """Record `i` stands in row `i + 2`, each header in its own column."""

    sheet: str
    headers: tuple[str, ...]

    def place(self, record: int) -> Place:
        return Place("danh-sach.xlsx", self.sheet, None, record + 2)

    def cells(self, record: int, field: str, year: int | None = None) -> tuple[Place, ...]:
        names = (f"{field}@{year}", field)
        found = next((name for name in names if name in self.headers), None)
        if found is None:
            return ()
        cell = address(record + 2, self.headers.index(found) + 1)
        return (Place("danh-sach.xlsx", self.sheet, cell, record + 2, found),)

    def rows(self, record: int) -> tuple[RecordSource, ...]:
        cells = {
            header: (address(record + 2, column + 1),) for column, header in enumerate(self.headers)
        }
        return (RecordSource("danh-sach.xlsx", self.sheet, record + 2, cells),)


def records(kind: Kind, table: str, year: int = 2024, extra: Iterable[ExtraField] = ()) -> Records:
    """The records of a text table; fields that a plan adds are given as `extra`."""
    headers, rows = parsed(table)
    fields = FIELDS[kind] | {each.field.name: each.field for each in extra}
    plain: dict[str, object] = {}
    yearly: dict[str, dict[int, object]] = {name: {} for name in fields if fields[name].yearly}
    for index, header in enumerate(headers):
        name, _, of_year = header.partition("@")
        field = fields[name]
        column = encode(typed(field, row[index]) for row in rows)
        if field.yearly:
            yearly[name][int(of_year or year)] = column
        else:
            plain[name] = column
    for name, field in FIELDS[kind].items():
        if not field.yearly and name not in plain:
            plain[name] = constant(Unknown.NO_COLUMN, len(rows))
    return Records(kind, len(rows), plain, yearly, TableSources(SHEETS[kind], tuple(headers)))  # type: ignore[arg-type]


def parsed(table: str) -> tuple[list[str], list[list[str]]]:
    """Headers and rows of a text table; blank lines and lines of dashes are passed over."""
    lines = [line for line in table.splitlines() if line.strip(" -|")]
    headers, *rows = ([cell.strip() for cell in line.split("|")] for line in lines)
    for row in rows:
        assert len(row) == len(headers), f"{len(row)} cells under {len(headers)} headers: {row}"
    return headers, rows


def typed(field: Field, text: str) -> FieldValue:
    """The value of a cell as its field's type."""
    if text in CAUSES:
        return CAUSES[text]
    match field.type:
        case FieldType.CHOICE:
            return field.choices(text) if field.choices else text
        case FieldType.FLAG:
            return {"yes": True, "no": False}[text]
        case FieldType.COUNT:
            return int(text)
        case FieldType.DATE:
            return day(text)
        case _:
            return text


def day(text: str) -> DateSpan:
    """`2019-03-02`, `2019-03` or `2019`."""
    parts = [int(part) for part in text.split("-")]
    match parts:
        case [year]:
            return DateSpan.year(year)
        case [year, month]:
            return DateSpan.month(year, month)
        case _:
            return DateSpan.day(*parts)


def roster(
    *,
    members: str | Records | None = None,
    organizations: str | Records | None = None,
    units: str | Records | None = None,
    year: int = 2024,
    as_of: date | None = None,
    extra: Iterable[ExtraField] = (),
) -> Roster:
    """A roster of text tables; a kind that is not given is absent, `"full_name"` alone is an empty
    list."""
    added = tuple(extra)
    tables: Mapping[Kind, str | Records | None] = {
        Kind.MEMBER: members,
        Kind.ORGANIZATION: organizations,
        Kind.RESIDENTIAL_UNIT: units,
    }
    found = {kind: _records(kind, table, year, added) for kind, table in tables.items()}
    return Roster(
        found[Kind.MEMBER],
        found[Kind.ORGANIZATION],
        found[Kind.RESIDENTIAL_UNIT],
        references(found),
        year,
        None,
        as_of or date(year, 12, 31),
        None,
        as_of is not None,
        (),
        (),
        (),
        (),
        _anybody_gone(found[Kind.MEMBER]),
    )


def _records(
    kind: Kind, table: str | Records | None, year: int, extra: tuple[ExtraField, ...]
) -> Records | None:
    if table is None or isinstance(table, Records):
        return table
    return records(kind, table, year, [each for each in extra if each.kind is kind])


def references(found: Mapping[Kind, Records | None]) -> References:
    """Who names whom, by equal names."""
    organizations = found[Kind.ORGANIZATION]
    names = list(organizations.plain["name"]) if organizations else []
    place = {str(name): index for index, name in enumerate(names) if not isinstance(name, Unknown)}

    def named(kind: Kind, field: str) -> tuple[int, ...]:
        table = found[kind]
        values = list(table.plain[field]) if table else []
        return tuple(place.get(str(value), -1) for value in values)

    return References(
        named(Kind.MEMBER, "branch"),
        named(Kind.MEMBER, "grassroots"),
        named(Kind.RESIDENTIAL_UNIT, "branch"),
        named(Kind.ORGANIZATION, "parent"),
    )


def _anybody_gone(members: Records | None) -> bool:
    return members is not None and any(value in GONE for value in members.plain["status"])
