"""Lists in which a column says of which year a row tells."""

from __future__ import annotations

from claimed import records
from lacduong_kpi.tables.model import SheetReading
from lacduong_kpi.tables.reading import read_sheets
from textsheets import drawn, workbook


def reading(text: str) -> SheetReading:
    (found,) = read_sheets(workbook(drawn(text)))
    return found


def told(text: str) -> dict[int | None, list[tuple[object, object]]]:
    """The name and rating of each record by the table's year; every rating is of that year."""
    found: dict[int | None, list[tuple[object, object]]] = {}
    for table in reading(text).tables:
        (rated,) = (claim for claim in table.claims if claim.fields == ("rating",))
        assert rated.year == table.year
        name = f"rating@{table.year}" if table.year else "rating"
        found[table.year] = [(each["full_name"], each[name]) for each in records(table)]
    return found


def test_years__a_row_for_each__are_a_table_each() -> None:
    assert told("""
        TT | Năm  | Họ và tên | Ngày sinh  | Xếp loại
        1  | 2023 | Lê Văn An | 01/02/1980 | HTTNV
        2  | 2024 | Lê Văn An | 01/02/1980 | HTXSNV
        3  | 2023 | Lê Thị Ba | 01/03/1980 | HTNV
        4  | 2024 | Lê Thị Ba | 01/03/1980 | HTTNV
        5  | '2024 | Ka Thẻm   | 01/04/1990 | HTTNV
    """) == {
        2023: [("Lê Văn An", "HTTNV"), ("Lê Thị Ba", "HTNV")],
        2024: [("Lê Văn An", "HTXSNV"), ("Lê Thị Ba", "HTTNV"), ("Ka Thẻm", "HTTNV")],
    }


def test_years__below_each_other_beside_one_name__are_a_table_each() -> None:
    assert told("""
        TT | Họ và tên | Ngày sinh  | Năm đánh giá | Xếp loại
        1  | Lê Văn An | 01/02/1980 | 2023         | HTTNV
           |           |            | 2024         | HTXSNV
        2  | Lê Thị Ba | 01/03/1980 | 2023         | HTNV
           |           |            | 2024         | HTTNV
    """) == {
        2023: [("Lê Văn An", "HTTNV"), ("Lê Thị Ba", "HTNV")],
        2024: [("Lê Văn An", "HTXSNV"), ("Lê Thị Ba", "HTTNV")],
    }


def test_years__of_something_else__leave_the_list_as_it_is() -> None:
    assert list(
        told("""
        DANH SÁCH ĐẢNG VIÊN NĂM 2024 | < | < | <
        TT | Họ và tên | Năm  | Xếp loại
        1  | Lê Văn An | 2010 | HTTNV
        2  | Lê Thị Ba | 2012 | HTNV
    """)
    ) == [2024]
    assert list(
        told("""
        TT | Họ và tên | Năm  | Xếp loại
        1  | Lê Văn An | 1995 | HTTNV
        2  | Lê Thị Ba | 2012 | HTNV
    """)
    ) == [None]
    assert list(
        told("""
        TT | Họ và tên | Năm  | Xếp loại năm 2023
        1  | Lê Văn An | 2023 | HTTNV
        2  | Lê Thị Ba | 2024 | HTNV
    """)
    ) == [2023]


def test_years__sections__hold_for_the_rows_of_each_year() -> None:
    found = reading("""
        TT | Họ và tên     | Năm  | Xếp loại
           | Chi bộ Thôn 1 |      |
        1  | Lê Văn An     | 2023 | HTTNV
        2  | Lê Văn An     | 2024 | HTTNV
           | Chi bộ Thôn 2 |      |
        1  | Lê Thị Ba     | 2024 | HTNV
    """).tables
    assert {table.year: [each["branch"] for each in records(table)] for table in found} == {
        2023: ["Chi bộ Thôn 1"],
        2024: ["Chi bộ Thôn 1", "Chi bộ Thôn 2"],
    }
