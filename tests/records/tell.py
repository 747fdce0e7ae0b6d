"""Rosters as small text tables: what files tell, without files.

    people('''
    full_name     | date_of_birth | rating@2024
    Lê Văn A      | 1990-02-03    | good
    ''')

An empty cell is blank, `?` is unreadable, `!` a contradiction; a field that is not among the
headers has no column. Row 1 of a table stands in sheet row 2, its first column in column A.
"""

from __future__ import annotations

from array import array
from datetime import date

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Place
from lacduong_kpi.records.building import build_roster
from lacduong_kpi.records.facts import Extract, Packed, TableFacts, Told, pack
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.model import FieldValue, Records, Roster
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import FIELDS, FieldType, Kind

CAUSES = {"": Unknown.BLANK, "?": Unknown.UNREADABLE, "!": Unknown.CONTRADICTION}


def table(
    text: str,
    kind: Kind = Kind.MEMBER,
    presence: Presence = Presence.LISTED,
    file: str = "a.xlsx",
    sheet: str = "DS",
    year: int | None = 2024,
    ordinary: frozenset[str] = frozenset({"status", "residence_exemption"}),
    **more: object,
) -> TableFacts:
    lines = [
        [cell.strip() for cell in line.split("|")]
        for line in text.strip("\n").splitlines()
        if line.strip()
    ]
    header, rows = lines[0], lines[1:]
    told = tuple(
        _told(kind, name, column, [row[column - 1] for row in rows])
        for column, name in enumerate(header, 1)
    )
    return TableFacts(
        file=file,
        sheet=sheet,
        kind=kind,
        presence=presence,
        rows=array("I", range(2, len(rows) + 2)),
        told=told,
        year=year,
        year_place=None if year is None else Place(file, sheet, "A1", 1),
        ordinary=ordinary,
        name_column=1 + next((i for i, name in enumerate(header) if "name" in name), 0),
        headers=dict(enumerate(header, 1)),
        **more,  # type: ignore[arg-type]
    )


def people(text: str, **more: object) -> TableFacts:
    return table(text, **more)  # type: ignore[arg-type]


def about(text: str, **more: object) -> TableFacts:
    return table(text, presence=Presence.ABOUT, sheet="XL", **more)  # type: ignore[arg-type]


def organizations(text: str, **more: object) -> TableFacts:
    return table(text, Kind.ORGANIZATION, sheet="TC", **more)  # type: ignore[arg-type]


def units(text: str, **more: object) -> TableFacts:
    return table(text, Kind.RESIDENTIAL_UNIT, sheet="Thôn", **more)  # type: ignore[arg-type]


def file_of(*tables: TableFacts) -> Extract:
    path = tables[0].file if tables else "a.xlsx"
    sheets = tuple(dict.fromkeys(each.sheet for each in tables))
    return Extract(path, "0" * 64, sheets, tables, (), ())


def _told(kind: Kind, name: str, column: int, cells: list[str]) -> Told:
    field, _, year = name.partition("@")
    told = [_value(kind, field, cell) for cell in cells]
    numbers: dict[tuple[type, Packed], int] = {}
    codes = array("I", (numbers.setdefault((type(each), each), len(numbers)) for each in told))
    values = tuple(value for _, value in numbers)
    return Told(field, int(year) if year else None, values, codes, (((column, 0),),))


def _value(kind: Kind, field: str, cell: str) -> Packed:
    if cell in CAUSES:
        return CAUSES[cell]
    spec = FIELDS[kind][field]
    match spec.type:
        case FieldType.DATE:
            return pack(span(cell))
        case FieldType.FLAG:
            return {"yes": True, "no": False}[cell]
        case FieldType.COUNT:
            return int(cell)
        case FieldType.CHOICE if spec.choices:
            return spec.choices(cell)
        case _:
            return cell


def span(text: str) -> DateSpan:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return DateSpan.year(parts[0])
    return DateSpan.month(*parts) if len(parts) == 2 else DateSpan.of(date(*parts))


def values(records: Records | None, field: str, year: int = 2024) -> list[str]:
    """A column as plain words: ISO dates, codes, `yes`/`no`, the cause where it is unknown."""
    assert records is not None
    return [word(value) for value in records.column(field, year)]


def word(value: FieldValue) -> str:
    if isinstance(value, DateSpan):
        return value.iso
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def cells(
    records: Records | None, field: str, record: int = 0, year: int | None = None
) -> list[str]:
    """The addresses of a field, sheet before the cell."""
    assert records is not None
    return [f"{p.sheet}!{p.cell}" for p in records.sources.cells(record, field, year)]


def codes(roster: Roster) -> list[str]:
    """The findings in short: code and cells."""
    return [
        " ".join([each.code, *(str(place.cell) for place in (each.place, *each.others))])
        for each in roster.findings
    ]


def roster(*tables: TableFacts, **settings: object) -> Roster:
    return build_roster(Gathering([file_of(*tables)]), **settings)  # type: ignore[arg-type]
