"""Mapping files: what they override, what is wrong in them, and the present understanding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimed import records, summary
from lacduong_kpi.errors import PlanError
from lacduong_kpi.tables.mapping import read_mapping
from lacduong_kpi.tables.mapping_text import write_mapping
from lacduong_kpi.tables.model import SheetVerdict, Table
from lacduong_kpi.tables.overrides import Mapping, ValueMapping
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.wording import Language, say
from lacduong_kpi.workbook.model import Sheet
from layouts import Branches, lay_out, layouts, people, sheets_of
from textsheets import drawn, workbook

LIST = """
    DANH SÁCH ĐẢNG VIÊN NĂM 2024
    TT | Người     | Ngày sinh  | Vào     | Nhận sét xyz | Mức
    1  | Lê Văn An | 01/02/1970 | 03/02/2000 | x         | Khá
    2  | Trần Ba   | 01/02/1971 | 03/02/2001 |           | Khá
"""


def mapped(text: str, *sheets: Sheet) -> list[Table]:
    mapping = read_mapping(text.encode(), "cach-hieu.yaml")
    readings = read_sheets(workbook(*sheets), mapping)
    return [table for reading in readings for table in reading.tables]


def faults(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(PlanError) as caught:
        read_mapping(text.encode(), "cach-hieu.yaml")
    return [
        (each.key, int(dict(each.params)["line"]), int(dict(each.params)["column"]))
        for each in caught.value.problems
        if "line" in dict(each.params)
    ]


def test_mapping__names_columns_by_letter_and_header__holds() -> None:
    (table,) = mapped(
        """
        sheets:
          - sheet: "*"
            header: 2
            columns:
              B: full_name
              Vào: admitted_on
              Nhận sét xyz: {field: residence_review, value: exemplary}
              F: {field: rating, year: 2023}
        """,
        drawn(LIST),
    )
    assert summary(table) == [
        "full_name plain B",
        "date_of_birth plain C",
        "admitted_on plain D",
        "rating@2023 plain F",
        "residence_review@2024 choice E=exemplary else not_exemplary",
    ]
    assert {each.reason for each in table.columns if each.column in (2, 4, 5, 6)} == {"mapping"}


def test_mapping__says_ignore__leaves_sheet_and_column_aside() -> None:
    sheets = (drawn(LIST, "DS"), drawn(LIST, "Cũ"))
    text = """
        sheets:
          - {sheet: Cũ, kind: ignore}
          - sheet: DS
            header: [2, 2]
            columns: {B: full_name, C: ignore}
        """
    mapping = read_mapping(text.encode(), "m.yaml")
    kept, left = read_sheets(workbook(*sheets), mapping)
    assert left.verdict is SheetVerdict.IGNORED
    assert all("date_of_birth" not in claim.fields for claim in kept.tables[0].claims)


def test_mapping__orders_columns_of_one_field__first_in_file_counts() -> None:
    (table,) = mapped(
        "sheets: [{sheet: '*', header: 2, columns: {B: full_name, D: admitted_on, C: admitted_on}}]",
        drawn(LIST),
    )
    assert "admitted_on plain D C" in summary(table)


def test_mapping__says_kind_of_a_table_of_counts__is_read() -> None:
    sheet = drawn("""
        BIỂU TỔNG HỢP SỐ LƯỢNG ĐẢNG VIÊN
        TT | Chi bộ        | Tổng số đảng viên
        1  | Chi bộ Thôn 1 | 20
        2  | Chi bộ Thôn 2 | 21
    """)
    assert read_sheets(workbook(sheet))[0].verdict is SheetVerdict.COUNTS
    (table,) = mapped("sheets: [{sheet: '*', kind: organization}]", sheet)
    assert [each["member_count"] for each in records(table)] == [20, 21]


@pytest.mark.parametrize(("year", "cell"), [(2024, "A1"), (2023, None)])
def test_mapping__says_the_year__its_place_is_the_cell_that_says_the_same(
    year: int, cell: str | None
) -> None:
    sheet = drawn(LIST.replace("Người", "Họ và tên"))
    (table,) = mapped(f"sheets: [{{sheet: '*', year: {year}}}]", sheet)
    assert table.year == year
    assert (table.year_place and table.year_place.cell) == cell


def test_mapping__is_for_another_file__does_not_hold() -> None:
    text = "sheets: [{sheet: '*', file: khac.xlsx, kind: ignore}]"
    assert [
        len(table.rows) for table in mapped(text, drawn(LIST.replace("Người", "Họ và tên")))
    ] == [2]


def test_mapping__gives_values__hands_them_on() -> None:
    mapping = read_mapping("values: {rating: {Khá: good}, pledge: {rồi: 'yes'}}".encode(), "m.yaml")
    assert mapping == Mapping(
        (),
        (ValueMapping(None, "rating", "Khá", "good"), ValueMapping(None, "pledge", "rồi", "yes")),
    )


def test_mapping__has_several_faults__all_are_said_with_their_places() -> None:
    text = (
        "sheets:\n"
        "  - sheet: DS\n"
        "    kidn: member\n"
        "    columns:\n"
        "      B: ful_name\n"
        "      C: {field: rating, value: goood}\n"
        "      D: {field: note, value: good}\n"
        "values:\n"
        "  ratng: {Khá: good}\n"
        "  sex: {Trai: man}\n"
    )
    assert faults(text) == [
        ("document.unknown_key_near", 3, 5),
        ("mapping.unknown_field_near", 5, 10),
        ("mapping.unknown_value_near", 6, 33),
        ("mapping.no_choices", 7, 31),
        ("mapping.unknown_field_near", 9, 3),
        ("mapping.unknown_value", 10, 15),
    ]


def test_mapping__names_no_column_or_turns_the_header_round__is_said_with_its_place() -> None:
    text = (
        "sheets:\n"
        "  - sheet: DS\n"
        "    header: [5, 2]\n"
        "    columns:\n"
        "      ZZZZ: rating\n"
        "      HTXSNV: {field: rating, value: excellent}\n"
        "      zzzz: rating\n"
    )
    assert faults(text) == [("mapping.header_turned", 3, 13), ("mapping.no_column", 5, 7)]


@pytest.mark.parametrize("language", Language)
def test_mapping__is_at_fault__sentences_fit_their_parameters(language: Language) -> None:
    text = "sheets: [{sheet: DS, header: [3, 2], columns: {QXZV: sex, B: ful_name, C: {field: note, value: x}}}]\nvalues: {zzz: {a: b}}\n"
    with pytest.raises(PlanError) as caught:
        read_mapping(text.encode(), "m.yaml")
    for each in caught.value.problems:
        assert "{" not in say(language, each.key, **dict(each.params))
        assert say(language, f"{each.key}.remedy", **dict(each.params))


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_written_mapping__is_read_again__changes_nothing(data: st.DataObject) -> None:
    group = data.draw(people(6))
    layout = data.draw(layouts().filter(lambda each: each.branches is not Branches.SHEET))
    book = workbook(*sheets_of(lay_out(group, layout)))
    before = read_sheets(book)
    mapping = read_mapping(write_mapping(before).encode(), "m.yaml")
    after = read_sheets(book, mapping)
    for first, second in zip(before, after, strict=True):
        assert [records(each) for each in first.tables] == [records(each) for each in second.tables]
