"""Which rows are records, and what the others say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimed import records, summary
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.lines import Role, adds_up, may_name, read_line
from lacduong_kpi.tables.model import SheetReading, Skipped, Table
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.tables.rows import Judged, RowJudge, is_column_numbers
from textsheets import drawn, workbook


def reading(text: str) -> SheetReading:
    (found,) = read_sheets(workbook(drawn(text)))
    return found


def table(text: str) -> Table:
    (found,) = reading(text).tables
    return found


def names(found: Table) -> list[object]:
    return [each.get("full_name") for each in records(found)]


def skipped(found: Table) -> dict[str, tuple[int, ...]]:
    return {why.value: rows for why, rows in found.skipped}


@pytest.mark.parametrize(
    "section",
    [
        "I. Chi bộ TDP B'Nơ B | < | < | <",
        "I. Chi bộ TDP B'Nơ B",
        "Chi bộ TDP B'Nơ B: 01 đồng chí | < | < | <",
        "CHI BỘ TDP B'NƠ B (01 đ/c)",
        "I | Chi bộ TDP B'Nơ B | |",
        "| Chi bộ TDP B'Nơ B | |",
        "I | CHI BỘ TDP B'NƠ B | | 1",
        "1) CB TDP B'Nơ B",
    ],
)
def test_section__names_a_branch__holds_for_the_rows_below(section: str) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        Chi bộ Thôn 1 | < | < | <
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        {section}
        1  | Lê Văn Ba | 01/02/1971 | 03/02/2001
    """)
    assert names(found) == ["Lê Văn An", "Lê Văn Ba"]
    first, second = (str(each["branch"]) for each in records(found))
    assert first == "Chi bộ Thôn 1"
    assert second.casefold().removeprefix("cb ").removeprefix("chi bộ ") == "tdp b'nơ b"


def test_sections__are_nested__a_committee_ends_the_branch_before_it() -> None:
    found = table("""
        TT | Họ và tên        | Ngày sinh  | Ngày vào Đảng
        I  | Đảng bộ xã Lát   |            |
        1  | Chi bộ Thôn 1    |            |
        1  | Lê Văn An        | 01/02/1970 | 03/02/2000
        II | Đảng bộ xã Đạ Sar |           |
        2  | Lê Văn Ba        | 01/02/1971 | 03/02/2001
        2  | Chi bộ Thôn 1    |            |
        1  | Lê Văn Tư        | 01/02/1972 | 03/02/2002
    """)
    told = [(each.get("grassroots"), each.get("branch")) for each in records(found)]
    assert told == [
        ("Đảng bộ xã Lát", "Chi bộ Thôn 1"),
        ("Đảng bộ xã Đạ Sar", None),
        ("Đảng bộ xã Đạ Sar", "Chi bộ Thôn 1"),
    ]


def test_sections__gather_people__tell_standing_and_status() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        Chi bộ Thôn 1 | < | < | <
        A. Đảng viên chính thức | < | < | <
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        B. Đảng viên dự bị | < | < | <
        2  | Lê Văn Ba | 01/02/1990 | 03/02/2024
        Chi bộ Thôn 2 | < | < | <
        1  | Lê Văn Tư | 01/02/1990 | 03/02/2020
        Đảng viên được miễn sinh hoạt | < | < | <
        2  | Lê Văn Bốn | 01/02/1940 | 03/02/1970
    """)
    told = [(each["branch"], each.get("standing"), each.get("status")) for each in records(found)]
    assert told == [
        ("Chi bộ Thôn 1", "official", None),
        ("Chi bộ Thôn 1", "probationary", None),
        ("Chi bộ Thôn 2", None, None),
        ("Chi bộ Thôn 2", None, "exempt"),
    ]


def test_section__names_a_village_only__is_taken_for_the_branch_and_said_so() -> None:
    found = reading("""
        ĐẢNG ỦY XÃ LÁT
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        I. Thôn 1 | < | < | <
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        II. Trường THCS Lát | < | < | <
        1  | Lê Văn Ba | 01/02/1971 | 03/02/2001
    """)
    assert [each["branch"] for each in records(found.tables[0])] == ["Thôn 1", "Trường THCS Lát"]
    assert [(each.code, each.place.cell) for each in found.findings] == [
        ("S10", "A3"),
        ("S10", "A5"),
    ]


def test_section__of_people_who_are_no_members__its_rows_are_left_out() -> None:
    found = reading("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        I. Đảng viên | < | < | <
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        II. Quần chúng ưu tú | < | < | <
        2  | Lê Văn Ba | 01/02/1999 |
        3  | Lê Văn Tư | 01/02/1999 |
    """)
    (only,) = found.tables
    assert names(only) == ["Lê Văn An"]
    assert skipped(only)["outsider"] == (5, 6)
    assert [(each.code, each.place.cell) for each in found.findings] == [("S12", "A5:A6")]


def test_foot__total_note_and_signatures__are_no_records() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        2  | Lê Văn Ba | 01/02/1971 | 03/02/2001
        TỔNG CỘNG | < | 2 |
        Ghi chú: đảng viên miễn sinh hoạt không xếp loại. | < | < | <

        Người lập biểu | < | T/M CHI ỦY | <
         | | BÍ THƯ | <

         | Trần Văn Thử | Nguyễn Thị Mẫu | <
    """)
    assert names(found) == ["Lê Văn An", "Lê Văn Ba"]
    assert skipped(found)["signature"] == (7, 8, 10)
    assert (
        found.declared_total,
        found.declared_total_place and found.declared_total_place.cell,
    ) == (2, "C4")


@pytest.mark.parametrize(
    ("total", "number"),
    [
        ("Tổng số: 25 đ/c", 25),
        ("Danh sách có 25 đồng chí", 25),
        ("| Tổng cộng | 25 |", 25),
        ("Cộng | | 25", 25),
        ("Cộng | | 3 | 2", None),
    ],
)
def test_total__declares_a_number__only_where_it_is_one(total: str, number: int | None) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        {total}
    """)
    assert names(found) == ["Lê Văn An"]
    assert found.declared_total == number


def test_header__is_printed_again_on_the_next_page__is_left_out_and_the_list_goes_on() -> None:
    found = table("""
        DANH SÁCH ĐẢNG VIÊN NĂM 2024
        TT | Họ và tên | Ngày sinh | <
        ^  | ^         | Nam       | Nữ
        1  | Lê Văn An | 1970      |
        Lát, ngày 31 tháng 12 năm 2024 | < | < | <
        DANH SÁCH ĐẢNG VIÊN NĂM 2024
        TT | Họ và tên | Ngày sinh | <
        ^  | ^         | Nam       | Nữ
        2  | Lê Văn Ba | 1971      |
    """)
    assert names(found) == ["Lê Văn An", "Lê Văn Ba"]
    assert skipped(found)["repeated_header"] == (7, 8)


def test_header__is_printed_again_under_another_title__begins_another_table() -> None:
    found = reading("""
        DANH SÁCH ĐẢNG VIÊN NĂM 2024
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        DANH SÁCH ĐẢNG VIÊN NĂM 2023
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
    """)
    assert [(each.year, list(each.rows)) for each in found.tables] == [(2024, [3]), (2023, [6])]


def test_row__holds_values_but_no_name__is_left_out_and_said_so() -> None:
    found = reading("""
        STT | Họ và tên | Nam | Nữ | Ngày vào Đảng
        '01 | Lê Văn An | X   |    | 03.02.2000
        '02 | Lê Thị Ba |     | x  | 03.02.2001
            |           |     | x  | 03.02.2002
    """)
    assert names(found.tables[0]) == ["Lê Văn An", "Lê Thị Ba"]
    assert [(each.code, each.place.cell) for each in found.findings] == [("S08", "D4")]


def test_name__is_an_uncached_formula__the_row_is_a_record() -> None:
    found = table("""
        STT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1   | =         | 01/02/1970 | 03/02/2000
        =   | Lê Thị Ba | 01/02/1971 | 03/02/2001
        =   | #REF!     | 01/02/1972 | 03/02/2002
    """)
    assert list(found.rows) == [2, 3, 4]


def test_record__has_nothing_but_a_name__counts() -> None:
    found = table("""
        STT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1   | Lê Văn An |            |
        2   | Lê Thị Ba |            |
        3   | Lê Thị Tư | 01/02/1971 | 03/02/2001
    """)
    assert list(found.rows) == [2, 3, 4]


def test_record__has_two_rows__facts_of_one_header_stand_one_below_the_other() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng, ngày chính thức | Số thẻ đảng viên
        1  | Lê Văn An | 03/02/2000                     | 12345678
           |           | 03/02/2001                     |
        2  | Lê Thị Ba | 03/02/2002                     | 12345679
           |           |                                |
        3  | Lê Thị Tư | 03/02/2003                     | 12345670
           |           | 03/02/2004                     |
    """)
    assert summary(found) == [
        "full_name plain B",
        "admitted_on plain C",
        "official_on plain C+1",
        "card_number plain D",
    ]
    assert [(each["admitted_on"], each.get("official_on")) for each in records(found)] == [
        ("03/02/2000", "03/02/2001"),
        ("03/02/2002", None),
        ("03/02/2003", "03/02/2004"),
    ]


def test_record__has_two_rows_and_stacked_headers__each_row_has_its_own() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng
        ^  | Ngày sinh | Ngày chính thức
        1  | Lê Văn An | 03/02/2000
           | 01/02/1970 | 03/02/2001
        2  | Lê Thị Ba | 03/02/2002
           | 01/02/1971 | 03/02/2003
    """)
    assert records(found) == [
        {
            "full_name": "Lê Văn An",
            "date_of_birth": "01/02/1970",
            "admitted_on": "03/02/2000",
            "official_on": "03/02/2001",
        },
        {
            "full_name": "Lê Thị Ba",
            "date_of_birth": "01/02/1971",
            "admitted_on": "03/02/2002",
            "official_on": "03/02/2003",
        },
    ]


def test_hidden_rows_sheets_and_columns__are_read_and_said_so() -> None:
    sheet = drawn("""
        STT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1   | Lê Văn An | 01/02/1970 | 03/02/2000
        2   | Lê Thị Ba | 01/02/1971 | 03/02/2001
        3   | Lê Thị Tư | 01/02/1972 | 03/02/2002
    """)
    hidden = replace(sheet, hidden_rows=frozenset({3, 4, 9}), hidden_columns=frozenset({4}))
    (found,) = read_sheets(workbook(hidden))
    assert len(found.tables[0].rows) == 3
    assert [(each.code, each.place.cell) for each in found.findings] == [
        ("S07", "A3:A4"),
        ("S11", "D1"),
    ]


def test_row__spells_the_name_above_again_without_a_number__is_more_of_the_record() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh, giới tính, dân tộc | Ngày vào Đảng, ngày chính thức
        1  | KA THẺM   | 01/02/1970 | 03/02/2000
           | Ka Thẻm   | Nữ         | 03/02/2001
           |           | Chil       |
        2  | LÊ VĂN AN | 01/02/1971 | 03/03/2000
           | Lê Văn An | Nam        | 03/03/2001
           |           | Kinh       |
    """)
    assert names(found) == ["KA THẺM", "LÊ VĂN AN"]
    assert [each.get("sex") for each in records(found)] == ["Nữ", "Nam"]
    assert [each.get("official_on") for each in records(found)] == ["03/02/2001", "03/03/2001"]


def test_row__namesake_with_a_number_of_its_own__is_a_record() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Ka Thẻm   | 01/02/1970 | 03/02/2000
        2  | Ka Thẻm   | 01/02/1980 | 03/02/2010
    """)
    assert names(found) == ["Ka Thẻm", "Ka Thẻm"]


def test_row__under_a_header_that_is_stacked_over_the_name__is_more_of_the_record() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng   | Xếp loại
        ^  | Giới tính | Dân tộc    | Ngày chính thức | ^
        1  | Ka Thẻm   | 01/02/1970 | 03/02/2000      | HTTNV
           | Nữ        | Chil       | 03/02/2001      |
        2  | Lê Văn An | 01/02/1971 | 03/03/2000      | HTNV
           | Nam       | Kinh       | 03/03/2001      |
    """)
    assert names(found) == ["Ka Thẻm", "Lê Văn An"]
    assert [each.get("sex") for each in records(found)] == ["Nữ", "Nam"]
    assert [each.get("ethnicity") for each in records(found)] == ["Chil", "Kinh"]


@pytest.mark.parametrize("lower", ["Giới tính", "Nam, nữ", "Bí danh", "Dân tộc", "Nơi ở", ""])
def test_header__has_two_rows_unmerged__records_have_two_rows(lower: str) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày sinh  | Chức vụ   | Ngày vào Đảng
           | {lower}   | Nơi sinh   | Đơn vị    | Ngày chính thức
        1  | Lê Văn An | 01/02/1970 | Bí thư    | 03/02/2000
           | Nam       | Xã Lát     | Thôn 1    | 03/02/2001
        2  | Lê Thị Ba | 01/02/1971 | Đảng viên | 03/02/2001
           | Nữ        | Xã Lát     | Thôn 1    | 03/02/2002
    """)
    assert names(found) == ["Lê Văn An", "Lê Thị Ba"]
    assert [each["position"] for each in records(found)] == ["Bí thư", "Đảng viên"]
    assert [each["branch"] for each in records(found)] == ["Thôn 1", "Thôn 1"]
    assert [each["official_on"] for each in records(found)] == ["03/02/2001", "03/02/2002"]


def test_header__has_two_rows_and_no_number__records_begin_with_a_name() -> None:
    found = table("""
        Họ và tên | Ngày sinh  | Chức vụ   | Ngày vào Đảng
        Giới tính | Nơi sinh   | Đơn vị    | Ngày chính thức
        Lê Văn An | 01/02/1970 | Bí thư    | 03/02/2000
        Nam       | Xã Lát     | Thôn 1    | 03/02/2001
        Lê Thị Ba | 01/02/1971 | Đảng viên | 03/02/2001
        Nữ        | Xã Lát     | Thôn 1    | 03/02/2002
    """)
    assert names(found) == ["Lê Văn An", "Lê Thị Ba"]
    assert [each["sex"] for each in records(found)] == ["Nam", "Nữ"]


def test_row__under_name_with_a_post__is_the_lower_one_and_no_signature() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Đơn vị | Ngày vào Đảng
           | Chức vụ   | Giới tính  | Dân tộc | Ngày chính thức
        1  | Lê Văn An | 01/02/1970 | Thôn 1 | 03/02/2000
           | Bí thư    | Nam        | Kinh   | 03/02/2001
        2  | Lê Thị Ba | 01/02/1971 | Thôn 1 | 03/02/2001
           | Đảng viên | Nữ         | Cil    | 03/02/2002
        Tổng cộng: 2 đồng chí
    """)
    assert names(found) == ["Lê Văn An", "Lê Thị Ba"]
    assert [each["position"] for each in records(found)] == ["Bí thư", "Đảng viên"]
    assert [each["ethnicity"] for each in records(found)] == ["Kinh", "Cil"]
    assert skipped(found) == {"total": (7,)}


def test_row__shows_how_to_fill_in_the_form__is_no_record() -> None:
    found = table("""
        STT | Họ và tên         | Ngày sinh    | Giới tính | Ngày vào Đảng
            | (Viết hoa có dấu) | (dd/mm/yyyy) | (Nam/Nữ)  | (dd/mm/yyyy)
        VD  | LÊ VĂN MẪU        | 01/01/1980   | Nam       | 03/02/2010
        1   | Ka Thẻm           | 01/02/1970   | Nữ        | 03/02/2000
        2   | Lê Văn An         | 01/02/1971   | Nam       | 03/03/2000
    """)
    assert names(found) == ["Ka Thẻm", "Lê Văn An"]


def test_row__name_with_a_day_in_one_cell__is_a_record() -> None:
    found = table("""
        TT | Họ và tên\\nNgày sinh  | Chức vụ   | Ngày vào Đảng\\nNgày chính thức
        1  | Ka Thẻm\\n01/02/1970   | Bí thư    | 03/02/2000\\n03/02/2001
        2  | Lê Văn An\\n01/02/1971 | Đảng viên | 03/03/2000\\n03/03/2001
    """)
    assert list(found.rows) == [2, 3]
    assert "full_name, date_of_birth plain B" in summary(found)


def test_sections__of_status_after_standing__end_the_one_before() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        I. ĐẢNG VIÊN DỰ BỊ | < | < | <
        1  | Ka Thẻm   | 01/02/1970 | 03/02/2024
        II. ĐẢNG VIÊN MIỄN SINH HOẠT | < | < | <
        1  | Lê Văn An | 01/02/1941 | 03/03/1970
    """)
    told = [(each.get("standing"), each.get("status")) for each in records(found)]
    assert told == [("probationary", None), (None, "exempt")]


def test_rows__stacked_over_what_no_target_needs__tell_the_other_row() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh  | Giới tính | Ngày vào Đảng   | Xếp loại
        ^  | ^         | Dân tộc    | Quê quán  | Ngày chính thức | ^
        1  | Ka Thẻm   | 01/02/1970 | Nữ        | 03/02/2000      | HTTNV
        ^  | ^         | Chil       | Lâm Đồng  | 03/02/2001      | ^
        2  | Lê Văn An | 01/02/1971 | Nam       | 03/03/2000      | HTNV
        ^  | ^         | Kinh       | Nghệ An   | 03/03/2001      | ^
    """)
    assert [each.get("sex, -") or each.get("sex") for each in records(found)] == ["Nữ", "Nam"]
    assert [each.get("ethnicity") for each in records(found)] == ["Chil", "Kinh"]


def test_list__is_long__sections_printed_headers_and_tables_far_down_are_found() -> None:
    """Rows are looked at in ever larger windows: what stands in a later one counts as well."""
    header = "TT | Họ và tên | Ngày sinh | Ngày vào Đảng"
    lines = [header]
    for branch in range(1, 6):
        lines.append(f"Chi bộ Thôn {branch} | < | < | <")
        lines += [f"{at} | Lê Văn An | 01/02/1970 | 03/02/2000" for at in range(1, 501)]
        lines.append(header)
    lines.append("Tổng cộng: 2500 đồng chí")
    lines += ["", "DANH SÁCH ĐẢNG VIÊN CHI BỘ TRƯỜNG TIỂU HỌC", header]
    lines.append("1 | Lê Văn Ba | 01/02/1970 | 03/02/2000")
    long, short = reading("\n".join(lines)).tables
    assert (len(long.rows), len(short.rows)) == (2500, 1)
    assert skipped(long)["repeated_header"] == (503, 1005, 1507, 2009, 2511)
    branches = [str(each["branch"]) for each in records(long)]
    assert branches == [f"Chi bộ Thôn {at}" for at in range(1, 6) for _ in range(500)]


def test_names__differ_in_numbers__are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list without running numbers can have many thousands of such names."""
    judged: list[int] = []
    judge = RowJudge.judge

    def counted(self: RowJudge, row: int, *, in_tail: bool) -> Judged:
        judged.append(row)
        return judge(self, row, in_tail=in_tail)

    monkeypatch.setattr(RowJudge, "judge", counted)
    people = "".join(f"\nĐảng viên {n} | 01/02/1970 | 03/02/2000" for n in range(100, 200))
    others = "".join(f"\nKa Thẻm {n} | 01/02/1970 | 03/02/2000" for n in range(100, 200))
    found = table(
        "Họ và tên | Ngày sinh | Ngày vào Đảng" + others + people + "\nTổng số: 200 | 200 | 200"
    )
    assert len(names(found)) == 200
    assert "total" in skipped(found)
    assert len(judged) == 1


def test_column_numbers__with_dots__are_no_record() -> None:
    (found,) = reading("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1. | 2.        | 3.         | 4.
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
    """).tables
    assert len(found.rows) == 1


def test_section__names_a_place_among_villages__is_a_branch_too() -> None:
    (found,) = reading("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        Trạm Y tế |
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        Đạ Blah |
        1  | Lê Văn Ba | 01/02/1971 | 03/02/2001
        K'Nớ 5 |
        1  | Ka Thẻm   | 01/02/1972 | 03/02/2001
    """).tables
    assert [each["branch"] for each in records(found)] == ["Trạm Y tế", "Đạ Blah", "K'Nớ 5"]


def test_lists__one_below_the_signatures_of_the_other__have_their_own_branches() -> None:
    tables = reading("""
        ĐẢNG BỘ XÃ LÁT  |           | ĐẢNG CỘNG SẢN VIỆT NAM |
        CHI BỘ THÔN 1   |           | Lạc Dương, ngày 31 tháng 12 năm 2024 |
        DANH SÁCH ĐẢNG VIÊN
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
           | Người lập |            | T/M CHI BỘ
           |           |            | BÍ THƯ
           | Lê Văn Ký |            | Lê Văn Bí
        ĐẢNG BỘ XÃ LÁT  |           | ĐẢNG CỘNG SẢN VIỆT NAM |
        CHI BỘ THÔN 2   |           | Lạc Dương, ngày 31 tháng 12 năm 2024 |

        DANH SÁCH ĐẢNG VIÊN
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng *
        1  | Lê Văn Ba | 01/02/1971 | 03/02/2001
    """).tables
    found = [each["branch"] for table in tables for each in records(table)]
    assert found == ["CHI BỘ THÔN 1", "CHI BỘ THÔN 2"]


@pytest.mark.parametrize("label", ["Chi bộ: | Thôn 2", "Chi bộ: | Hợp tác xã Hoa"])
def test_section__label_and_name_in_two_cells__is_one(label: str) -> None:
    (found,) = reading(f"""
        Chi bộ: | Thôn 1
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        {label}
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn Ba | 01/02/1971 | 03/02/2001
    """).tables
    named = label.partition("| ")[2]
    assert [each["branch"] for each in records(found)] == ["Chi bộ Thôn 1", f"Chi bộ {named}"]


def test_rows__of_figures_below_a_list__are_nobody_and_said_so() -> None:
    found = reading("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        2  | Lê Thị Ba | 01/02/1971 | 03/02/2001

           | Nam       | 1
           | Nữ        | 1
           | HTXSNV    | 2
    """)
    assert [len(table.rows) for table in found.tables] == [2]
    assert "S08" in [each.code for each in found.findings]


def test_title__of_the_next_list_above_who_leads_it__belongs_to_that_list() -> None:
    tables = reading("""
        Chi bộ: | Thôn 1
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN 2
        Bí thư: | Lê Văn Bí
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn Ba | 01/02/1971 | 03/02/2001
    """).tables
    found = [each["branch"] for table in tables for each in records(table)]
    assert found == ["Chi bộ Thôn 1", "CHI BỘ THÔN 2"]


@pytest.mark.parametrize("count", ["5 đ/c", "Tổng: 5 đ/c", "5 đảng viên"])
def test_section__with_its_number_in_another_column__is_one(count: str) -> None:
    (found,) = reading(f"""
        TT | Họ và tên     | Ngày sinh  | Ngày vào Đảng | Ghi chú
        I  | Chi bộ Thôn 1 |            |               | {count}
        1  | Lê Văn An     | 01/02/1970 | 03/02/2000    |
        II | Chi bộ K'Nớ 5 |            |               | {count}
        1  | Lê Văn Ba     | 01/02/1971 | 03/02/2001    |
    """).tables
    assert [each["branch"] for each in records(found)] == ["Chi bộ Thôn 1", "Chi bộ K'Nớ 5"]


def test_foot__of_minutes__is_no_record() -> None:
    (found,) = reading("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
           | THƯ KÝ    |            | CHỦ TRÌ

           | Lê Thị Ký |            | Lê Văn Chủ
    """).tables
    assert len(found.rows) == 1


def test_line__endless__only_its_beginning_is_understood() -> None:
    text = "Chi bộ Thôn 1, " * 2_000
    assert read_line(text) is read_line(text + "Tổng số: 12")


STANDING_ALONE = [
    text.strip()
    for text in """Tổng số: 12 | Cộng | Cộng chi bộ Thôn 1: 7 đồng chí | Tổng cộng | Tống Thị Ơn | Chi bộ Thôn 1
    Công Thị Hoa | Tổng hợp kết quả | Người tổng hợp | Lạc Dương, ngày 31 tháng 12 năm 2024 | 31/12
    I. Tổng số đảng viên | Ghi chú: tổng số 12 | Chi bộ cơ sở Công an | Đảng bộ xã Lát | Ghi chú
    DANH SÁCH ĐẢNG VIÊN | Danh sách tổ chức đảng | BÍ THƯ | TM. CHI BỘ | Khối cơ quan | Thôn 3
    2. Danh sách chi bộ | Hoàn thành tốt nhiệm vụ: 4 đồng chí""".replace("\n", "|").split("|")
]


@pytest.mark.parametrize("text", STANDING_ALONE)
def test_may_name__as_the_whole_reading_of_the_line_says(text: str) -> None:
    assert may_name(text) is (read_line(text).role in (Role.OTHER, Role.SECTION))


@pytest.mark.parametrize("text", STANDING_ALONE)
def test_adds_up__as_the_whole_reading_of_the_line_says(text: str) -> None:
    assert adds_up(text) is (read_line(text).role in (Role.TOTAL, Role.SUBTOTAL))


@pytest.mark.parametrize("text", ["Điểm bình quân", "Trung bình", "Tỷ lệ %", "Bình quân chung"])
def test_foot__of_a_rate_or_a_mean__is_no_record_and_no_number_of_records(text: str) -> None:
    (found,) = reading(f"""
        TT | Họ và tên | Ngày vào Đảng | Xếp loại 2024 | Điểm
        1  | Lê Văn An | 03/02/2000    | HTTNV         | 85
        2  | Lê Thị Ba | 03/02/2001    | HTTNV         | 87
           | {text}    |               |               | 86
    """).tables
    assert len(found.rows) == 2
    assert found.declared_total is None


def test_section__beside_another_text_over_the_header_printed_again__is_one() -> None:
    (found,) = reading("""
        Năm 2024 | Chi bộ: Thôn 1 |            |
        TT       | Họ và tên      | Ngày sinh  | Ngày vào Đảng
        1        | Lê Văn An      | 01/02/1970 | 03/02/2000
        Năm 2024 | Chi bộ: Thôn 2 |            |
        TT       | Họ và tên      | Ngày sinh  | Ngày vào Đảng
        1        | Lê Thị Ba      | 01/02/1971 | 03/02/2001
    """).tables
    assert [each["branch"] for each in records(found)] == ["Chi bộ Thôn 1", "Chi bộ Thôn 2"]


@pytest.mark.parametrize("lead", ["Phần I:", "MỤC 2.", "Phần II -"])
def test_section__numbered_in_words__is_one(lead: str) -> None:
    line = read_line(f"{lead} Chi bộ Thôn 1")
    assert (line.role, dict(line.facts)) == (Role.SECTION, {"branch": "Chi bộ Thôn 1"})


def test_record__of_two_rows_above_the_header_printed_again__tells_no_section() -> None:
    (found,) = reading("""
        TT | Họ và tên | Ngày sinh, nơi sinh | Chức vụ, đơn vị | Ngày vào Đảng, ngày chính thức
        1  | Lê Văn An | 01/02/1970          | Bí thư          | 03/02/2000
           |           | Xã Lát              | Chi bộ Thôn 1   | 03/02/2001
        2  | Lê Thị Ba | 01/02/1971          | Đảng viên       | 03/02/2001
           |           | Xã Lát              | Chi bộ Thôn 1   | 03/02/2002
        TT | Họ và tên | Ngày sinh, nơi sinh | Chức vụ, đơn vị | Ngày vào Đảng, ngày chính thức
        3  | Lê Thị Tư | 01/02/1972          | Đảng viên       | 03/02/2002
           |           | Xã Đạ Sar           | Chi bộ Thôn 2   | 03/02/2003
    """).tables
    assert dict(found.skipped) == {Skipped.REPEATED_HEADER: (6,)}
    assert [each["branch"] for each in records(found)] == [*["Chi bộ Thôn 1"] * 2, "Chi bộ Thôn 2"]


def test_groups_over_two_columns_each__not_merged__are_no_headers_of_two_rows() -> None:
    found = table("""
        TT | Họ và tên | Ngày, tháng, năm sinh |    | Đảng viên  |       | Ngày vào Đảng
           |           | Nam                   | Nữ | Chính thức | Dự bị |
        1  | Lê Văn An | 01/02/1970            |    | x          |       | 03/02/2000
        2  | Ha Krang  | 01/02/1980            |    |            | x     | 03/02/2024
    """)
    assert [each["sex"] for each in records(found)] == ["male", "male"]
    assert [each["standing"] for each in records(found)] == ["official", "probationary"]


@pytest.mark.parametrize(
    "heading", ["ĐẢNG VIÊN CHÍNH THỨC", "I. Đảng viên chính thức", "A. Chính thức"]
)
@pytest.mark.parametrize("header", ["Ngày sinh | <", "Ngày sinh | "])
def test_section__of_a_standing_right_below_the_header__is_no_part_of_it(
    heading: str, header: str
) -> None:
    found = table(f"""
        TT | Họ và tên | {header} | Đơn vị | Ngày vào Đảng
           |           | Nam        | Nữ  |        |
           | {heading} |            |     |        |
        1  | Lê Văn An | 01/02/1970 |     | Thôn 1 | 03/02/2000
        2  | Ha Krang  | 01/02/1980 |     | Thôn 1 | 03/02/2001
           | Đảng viên dự bị |      |     |        |
        1  | Lê Văn Tư | 01/02/1990 |     | Thôn 1 | 03/02/2024
    """)
    assert names(found) == ["Lê Văn An", "Ha Krang", "Lê Văn Tư"]
    standings = [each["standing"] for each in records(found)]
    assert standings == ["official", "official", "probationary"]


@pytest.mark.parametrize(
    "good", ["HTTNV", "HTTNV: 2 đ/c", "* Hoàn thành tốt nhiệm vụ", "* HTT (2 đồng chí)", "2. HTTNV"]
)
def test_section__of_a_rating_in_short_or_with_a_star__is_heard(good: str) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        HOÀN THÀNH XUẤT SẮC NHIỆM VỤ | < | < | <
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        {good} | < | < | <
        1  | Ha Krang  | 01/02/1980 | 03/02/2001
        2  | Lê Văn Tư | 01/02/1990 | 03/02/2024
    """)
    assert [each["rating"] for each in records(found)] == ["excellent", "good", "good"]


def test_star__explained_below_the_names__heads_nobody() -> None:
    found = table("""
        TT | Họ và tên   | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An   | 01/02/1970 | 03/02/2000
        2  | Ha Krang *  | 01/02/1980 | 03/02/2024
        * Đảng viên dự bị | < | < | <

        TT | Họ và tên   | Ngày sinh  | Ngày vào Đảng
        3  | Lê Văn Tư   | 01/02/1990 | 03/02/2020
    """)
    assert [each.get("standing") for each in records(found)] == [None, "probationary", None]


RATERS = [
    "Tự nhận | Chi bộ | Đảng ủy",
    "Bản thân | Chi ủy | Chi bộ",
    "Tự xếp | Chi bộ xếp | Cấp trên xếp",
    "Tự chấm | Chi bộ chấm | Kết quả cuối cùng",
    "Tự phân loại | Đề nghị | Công nhận",
    "Tu phan loai | Chi bo phan loai | Ket qua",
]


@pytest.mark.parametrize("group", ["Xếp loại", "Đánh giá, xếp loại năm 2024"])
@pytest.mark.parametrize("raters", RATERS)
@pytest.mark.parametrize("merged", [True, False])
def test_ratings__of_several_raters__the_last_decides(
    group: str, raters: str, merged: bool
) -> None:
    over, beside = ("^", "<") if merged else ("", "")
    found = table(f"""
        TT     | Họ và tên | Ngày sinh  | Ngày vào Đảng | {group} | {beside} | {beside} | Ghi chú
        {over} | {over}    | {over}     | {over}        | {raters}                       | {over}
        1      | Lê Văn An | 01/02/1970 | 03/02/2000    | HTNV    | HTXSNV   | HTTNV    |
        2      | Ha Krang  | 01/02/1980 | 03/02/2001    | HTXSNV  | HTXSNV   | HTNV     |
    """)
    assert [each.get("rating", each.get("rating@2024")) for each in records(found)] == [
        "HTTNV",
        "HTNV",
    ]


def test_figures__below_a_list__are_nobody_and_head_nobody() -> None:
    found = table("""
        TT | Họ và tên         | Ngày sinh  | Giới tính | Ngày vào Đảng | Xếp loại
        1  | Lê Văn An         | 01/02/1970 | Nam       | 03/02/2000    | HTTNV
        2  | Ka Thẻm           | 01/02/1980 | Nữ        | 03/02/2001    |

           | \\nTổng số đảng viên | 2
           | \\nNữ              | 1
           | HTXSNV            | 0
           | HTTNV\\n           | 1
    """)
    assert names(found) == ["Lê Văn An", "Ka Thẻm"]
    assert [each.get("rating") for each in records(found)] == ["HTTNV", None]


@pytest.mark.parametrize("merged", [True, False])
def test_branches__beside_the_organization_they_belong_to__are_the_records(merged: bool) -> None:
    again = "^" if merged else "Đảng bộ xã Lát"
    found = table(f"""
        TT | Tổ chức cơ sở đảng | Tên chi bộ trực thuộc | Số đảng viên | Xếp loại
        1  | Đảng bộ xã Lát     | Chi bộ Thôn 1         | 12           | HTTNV
        2  | {again}            | Chi bộ Thôn 2         | 9            | HTNV
        3  | {again}            | Chi bộ Trạm Y tế      | 5            | HTXSNV
    """)
    assert [each["name"] for each in records(found)] == [
        "Chi bộ Thôn 1",
        "Chi bộ Thôn 2",
        "Chi bộ Trạm Y tế",
    ]
    assert records(found)[0]["parent"] == "Đảng bộ xã Lát"


def test_branches__below_rows_of_their_organization__are_records_like_it() -> None:
    found = table("""
        TT | Tổ chức cơ sở đảng | Chi bộ trực thuộc | Số đảng viên | Xếp loại
        I  | Đảng bộ xã Lát     |                   | 26           | HTTNV
        1  |                    | Chi bộ Thôn 1     | 12           | HTTNV
        2  |                    | Chi bộ Thôn 2     | 9            | HTNV
        3  |                    | Chi bộ Trạm Y tế  | 5            | HTXSNV
    """)
    assert [each["name"] for each in records(found)] == [
        "Đảng bộ xã Lát",
        "Chi bộ Thôn 1",
        "Chi bộ Thôn 2",
        "Chi bộ Trạm Y tế",
    ]


def test_header__of_answers_and_years_below_what_is_not_merged__is_read() -> None:
    found = table("""
        TT | TCCSĐ          | Thực hiện nghiêm các quy định của Đảng |      | Xếp loại |
           |                | Có                                     | Chưa | Năm 2023 | Năm 2024
        I  | ĐẢNG BỘ CƠ SỞ  |                                        |      |          |
        1  | Đảng bộ xã Lát | x                                      |      | HTTNV    | HTNV
        2  | Đảng bộ Y tế   |                                        | x    | HTTNV    | HTXSNV
    """)
    assert [each["rating@2024"] for each in records(found)] == ["HTNV", "HTXSNV"]
    assert [each["regulations_followed@2024"] for each in records(found)] == ["yes", "no"]


def test_groups_above_the_header__printed_again__are_nobody() -> None:
    found = table("""
        Thông tin cá nhân |            | Thông tin về Đảng |
        Họ và tên         | Ngày sinh  | Ngày vào Đảng     | Xếp loại
        Lê Văn An         | 01/02/1970 | 03/02/2000        | HTTNV
        Ha Krang          | 01/02/1980 | 03/02/2001        | HTNV
        Thông tin cá nhân |            | Thông tin về Đảng |
        Họ và tên         | Ngày sinh  | Ngày vào Đảng     | Xếp loại
        Lê Văn Tư         | 01/02/1990 | 03/02/2010        | HTNV
    """)
    assert names(found) == ["Lê Văn An", "Ha Krang", "Lê Văn Tư"]


@pytest.mark.parametrize("numbers", ["1 | 2 | 3 | 4", "(1) | (2) | (3) | (4)"])
def test_column_numbers__of_lists_side_by_side__begin_again(numbers: str) -> None:
    header = "Stt | Họ và tên | Ngày sinh | Ngày vào Đảng"
    left, right = reading(f"""
        Chi bộ Thôn 1 | | | | Chi bộ Thôn 2 | | |
        {header} | {header}
        {numbers} | {numbers}
        1 | Lê Văn An | 01/02/1970 | 03/02/2000 | 1 | Lê Văn Tư | 01/02/1990 | 03/02/2010
        2 | Ha Krang  | 01/02/1980 | 03/02/2001 | 2 | Ka Thẻm   | 01/02/1990 | 03/02/2010
    """).tables
    assert skipped(left) == skipped(right) == {"column_numbers": (3,)}


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Đảng viên đã chuyển sinh hoạt", "transferred_out"),
        ("ĐV chuyển SH: 2 đ/c", "transferred_out"),
        ("Chuyển sinh hoạt đảng chính thức", "transferred_out"),
        ("Đảng viên cao tuổi được miễn sinh hoạt", "exempt"),
        ("Đảng viên đi làm ăn xa", "away"),
        ("Đảng viên sinh hoạt tạm thời nơi khác", "away"),
        ("Chi bộ Thôn 1 (miễn SH: 2)", None),
        ("Đảng viên chuyển sinh hoạt đến", None),
    ],
)
def test_section__says_in_other_words_who_left__is_heard(heading: str, told: str | None) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        {heading} | < | < | <
        1  | Ha Krang  | 01/02/1980 | 03/02/2001
    """)
    assert [each.get("status") for each in records(found)] == [None, told]


def test_figures__alike_in_a_row__number_no_columns() -> None:
    grid = Grid(drawn("3 | 3 | 3 | 3"), "a.xlsx")
    assert not is_column_numbers(grid, 1, [1, 2, 3, 4])
