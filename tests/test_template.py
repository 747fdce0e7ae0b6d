"""A template that is filled in as its lists and notes say is read back without a finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.records.load import load_roster
from lacduong_kpi.records.model import Roster
from lacduong_kpi.reports.words import header_word, value_word
from lacduong_kpi.template import blank_workbook
from lacduong_kpi.terms import FIELDS, Kind, Status
from lacduong_kpi.vocabulary import read_column, read_header
from lacduong_kpi.wording import Language, say
from lacduong_kpi.workbook.marker import TEMPLATE_PAGES

TARGETS = Path(__file__).parents[1] / "targets"
PLANS = ["plan-42.yaml", "nghi-quyet-21.yaml", "xa-sau-2025.yaml"]
HEADER_ROW = 4
PEOPLE = 18
VILLAGES = (1, 2, 3)
NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Bon Yô", "Cil", "Kơ Să", "Liêng Hót", "Krajăn")


def options(book: Workbook, sheet: Worksheet) -> dict[str, list[str]]:
    """The words of each drop-down list, by the header of its column."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        column = next(iter(rule.sqref.ranges)).min_col
        _, _, cells = str(rule.formula1).partition("!")
        words = [row[0].value for row in book["Danh mục"][cells.replace("$", "")]]
        found[str(sheet.cell(HEADER_ROW, column).value)] = [str(word) for word in words]
    return found


def headers(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[HEADER_ROW]]


def write(sheet: Worksheet, rows: list[dict[str, object]]) -> None:
    """Rows under the header; keys are the beginnings of headers. What has no column is left out."""
    for number, row in enumerate(rows, start=1):
        for column, header in enumerate(headers(sheet), start=1):
            cell = sheet.cell(HEADER_ROW + number, column)
            if header == "STT":
                cell.value = number
            for start, value in row.items():
                if header.startswith(start):
                    cell.value = value  # type: ignore[assignment]


def branch(number: int) -> str:
    return f"Chi bộ thôn {number}"


def organizations(lists: dict[str, list[str]]) -> list[dict[str, object]]:
    every: dict[str, object] = {"Ngày thành lập": date(2005, 5, 19), "Có chi ủy": "Không"}
    for header, words in lists.items():
        if "Có" in words and header != "Có chi ủy":
            every[header] = "Có"
    top = {"Tên": "Đảng bộ xã Lát", "Loại tổ chức": "Đảng bộ cơ sở", "Loại hình": "Xã"}
    sectors = lists.get("Loại hình", [""] * len(VILLAGES))
    below = [
        {
            "Tên": branch(number),
            "Loại tổ chức": "Chi bộ trực thuộc",
            "Loại hình": sector,
            "Tổ chức đảng cấp trên": "Đảng bộ xã Lát",
            "Thôn, tổ dân phố": f"Thôn {number}" if number in VILLAGES else None,
        }
        for number, sector in enumerate(sectors, start=1)
    ]
    ratings = next(words for header, words in lists.items() if header.startswith("Xếp loại"))
    return [
        {**every, **each, "Xếp loại": ratings[number % len(ratings)]}
        for number, each in enumerate([top, *below])
    ]


def members(lists: dict[str, list[str]], year: int) -> list[dict[str, object]]:
    """People who take every word of every list in turn."""
    gone = set(lists["Tình trạng sinh hoạt"][4:])
    rows = []
    for number in range(PEOPLE):
        row: dict[str, object] = {
            "Họ và tên": f"{NAMES[number % len(NAMES)]} Thị {chr(65 + number)}n",
            "Số thẻ": f"{49000100 + number:08}",
            "Ngày sinh": date(1960 + number, 1 + number % 12, 1 + number),
            "Chi bộ": branch(1 + number % 3),
            "Tổ chức cơ sở đảng": "Đảng bộ xã Lát",
            "Ngày kết nạp": date(2001, 5, 1 + number),
        }
        row |= {header: words[number % len(words)] for header, words in lists.items()}
        if row["Tình trạng sinh hoạt"] in gone:
            row["Ngày giảm"] = date(year, 6, 1 + number)
        rows.append(row)
    return rows


UNITS = [
    {"Tên": f"Thôn {number}", "Xã": "Lát", "Chi bộ": branch(number), "Loại chi bộ": "Chi bộ riêng"}
    for number in VILLAGES
]


def filled(path: Path, plan: str, year: int | None) -> Roster:
    path.write_bytes(blank_workbook(load_plan(TARGETS / plan), year, Language.VI))
    book = load_workbook(path)
    people, bodies, villages = book.worksheets[:3]
    write(people, members(options(book, people), year or 2024))
    write(bodies, organizations(options(book, bodies)))
    write(villages, list(UNITS))
    book.save(path)
    return load_roster([str(path)], year=None if year else 2024)


@pytest.mark.parametrize("year", [None, 2024, 2025])
@pytest.mark.parametrize("plan", PLANS)
def test_filled_template__read_without_a_finding(
    tmp_path: Path, plan: str, year: int | None
) -> None:
    roster = filled(tmp_path / "mau.xlsx", plan, year)
    assert [(each.code, each.place) for each in roster.findings] == []
    assert roster.year == (year or 2024)


@pytest.mark.parametrize("plan", PLANS)
def test_filled_template__every_word_of_every_list_is_understood(tmp_path: Path, plan: str) -> None:
    roster = filled(tmp_path / "mau-2024.xlsx", plan, 2024)
    assert roster.members is not None
    assert roster.residential_units is not None
    assert roster.members.size == PEOPLE
    assert roster.residential_units.size == len(VILLAGES)
    assert roster.leavers_known
    assert set(roster.members.column("status", 2024)) == set(Status)


def test_pages_of_the_template__are_those_that_reading_leaves_aside() -> None:
    pages = {say(Language.VI, f"template.sheet.{name}") for name in ("notes", "lists")}
    assert pages == TEMPLATE_PAGES


@pytest.mark.parametrize("kind", Kind)
def test_header_of_every_field__is_understood_as_that_field(kind: Kind) -> None:
    for field in FIELDS[kind]:
        understood = read_header((header_word(field, kind),)).candidates
        fields = [each.fields for each in understood if each.kind is kind]
        assert fields[:1] == [(field,)], header_word(field, kind)


@pytest.mark.parametrize("kind", Kind)
def test_word_of_every_choice__is_understood_as_that_value(kind: Kind) -> None:
    for field in FIELDS[kind].values():
        for value in field.choices or ():
            word = value_word(Language.VI, field.name, value.value)
            (reading,) = read_column(kind, field.name, [word])
            assert reading.facts == ((field.name, value),), word
