"""Where headers stand, and the paths over their columns."""

from __future__ import annotations

import pytest

from claimed import records, summary
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band, HeaderFinder
from lacduong_kpi.tables.looks import PATIENCE_BELOW
from lacduong_kpi.tables.model import SheetVerdict
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.vocabulary.headers import _read_header
from textsheets import drawn, sheet_of, workbook


def header(text: str) -> Band:
    sheet = drawn(text)
    found = HeaderFinder(Grid(sheet, "a.xlsx"), sheet.left, sheet.right).find(sheet.top)
    assert found is not None
    return found


def titles(band: Band) -> list[str]:
    return [each.title for each in band.columns]


def test_header__one_row_in_the_first_row__is_found() -> None:
    band = header("""
        TT | Họ và tên | Ngày sinh
        1  | Lê Văn An | 01/02/1970
    """)
    assert (band.top, band.bottom, titles(band)) == (1, 1, ["TT", "Họ và tên", "Ngày sinh"])


def test_header__merged_both_ways__paths_follow_the_merges() -> None:
    band = header("""
        ĐẢNG BỘ XÃ LÁT | < | < | ĐẢNG CỘNG SẢN VIỆT NAM | < | <
        DANH SÁCH ĐẢNG VIÊN | < | < | < | < | <
        TT | Họ và tên | Ngày sinh | <   | Ngày vào Đảng | <
        ^  | ^         | Nam       | Nữ  | Dự bị         | Chính thức
        1  | Lê Văn An | 1970      |     | 03/02/2000    | 03/02/2001
    """)
    assert (band.top, band.bottom) == (3, 4)
    assert titles(band)[2:] == [
        "Ngày sinh > Nam",
        "Ngày sinh > Nữ",
        "Ngày vào Đảng > Dự bị",
        "Ngày vào Đảng > Chính thức",
    ]


@pytest.mark.parametrize(
    "text",
    [
        """
        TT | Họ và tên | Ngày sinh |    | Ngày vào Đảng |            | Ghi chú
           |           | Nam       | Nữ | Dự bị         | Chính thức |
        1  | Lê Văn An | 1970      |    | 03/02/2000    | 03/02/2001 |
        """,
        """
           |           | Ngày sinh |    | Ngày vào Đảng |            |
        TT | Họ và tên | Nam       | Nữ | Dự bị         | Chính thức | Ghi chú
        1  | Lê Văn An | 1970      |    | 03/02/2000    | 03/02/2001 |
        """,
    ],
    ids=["lone headers above", "lone headers below"],
)
def test_header__group_headers_are_not_merged__reach_over_their_columns(text: str) -> None:
    band = header(text)
    assert (band.top, band.bottom) == (1, 2)
    assert titles(band) == [
        "TT",
        "Họ và tên",
        "Ngày sinh > Nam",
        "Ngày sinh > Nữ",
        "Ngày vào Đảng > Dự bị",
        "Ngày vào Đảng > Chính thức",
        "Ghi chú",
    ]


def test_header__unmerged_group_is_followed_by_another_header__does_not_reach_over_it() -> None:
    band = header("""
           |           | Xếp loại |      |                 |
        TT | Họ và tên | 2023     | 2024 | Số thẻ đảng viên | Ngày vào Đảng
        1  | Lê Văn An | HTTNV    | HTNV | 12345678         | 03/02/2000
    """)
    assert titles(band)[2:] == [
        "Xếp loại > 2023",
        "Xếp loại > 2024",
        "Số thẻ đảng viên",
        "Ngày vào Đảng",
    ]


def test_header__three_rows__all_levels_are_in_the_path() -> None:
    band = header("""
        TT | Họ và tên | Thông tin cá nhân | < | <
        ^  | ^         | Ngày sinh | <  | Dân tộc
        ^  | ^         | Nam       | Nữ | ^
        1  | Lê Văn An | 1970      |    | Kinh
    """)
    assert band.bottom == 3
    assert titles(band)[2:] == [
        "Thông tin cá nhân > Ngày sinh > Nam",
        "Thông tin cá nhân > Ngày sinh > Nữ",
        "Thông tin cá nhân > Dân tộc",
    ]


def test_header__line_breaks_hints_and_stars__are_understood() -> None:
    sheet = drawn("""
        S\\nT\\nT | Họ và tên * | Sinh ngày * (dd/mm/yyyy) | Số thẻ Đảng* (12 số theo HD38-HD/BTCTW) | Ngày vào Đảng*\\n(dd/mm/yyyy)
        1         | Lê Văn An   | 01/02/1970               | '068000001234                           | 03/02/2000
    """)
    (table,) = read_sheets(workbook(sheet))[0].tables
    assert summary(table) == [
        "full_name plain B",
        "date_of_birth plain C",
        "card_number plain D",
        "admitted_on plain E",
    ]


def test_header__stands_right_below_the_title_and_far_to_the_right__is_found() -> None:
    (table,) = read_sheets(
        workbook(
            drawn("""
                | | | DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN 1
                | | | STT | Họ tên ĐV | Ngày KN
                | | | 1   | Lê Văn An | 03/02/2000
            """)
        )
    )[0].tables
    assert (table.header_top, list(table.rows)) == (2, [3])
    assert records(table) == [
        {"full_name": "Lê Văn An", "admitted_on": "03/02/2000", "branch": "CHI BỘ THÔN 1"}
    ]


@pytest.mark.parametrize(
    "numbers",
    ["1 | 2 | 3 | 4", "(1) | (2) | (3) | (4)", "A | B | 1 | 2", "'1 | '2 | '3 | 4(=2*100/3)"],
)
def test_row_of_column_numbers__below_the_header__is_no_record(numbers: str) -> None:
    (table,) = read_sheets(
        workbook(
            drawn(f"""
                TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
                {numbers}
                1  | Lê Văn An | 01/02/1970 | 03/02/2000
            """)
        )
    )[0].tables
    assert list(table.rows) == [3]
    assert ("column_numbers", (2,)) in table.skipped


def test_tables_side_by_side__each_is_read_with_the_common_title() -> None:
    (reading,) = read_sheets(
        workbook(
            drawn("""
                DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN 1 NĂM 2024
                TT | Họ và tên | Ngày vào Đảng |   | TT | Họ và tên  | Ngày vào Đảng
                1  | Lê Văn An | 03/02/2000    |   | 3  | Trần Thị Tư | 03/02/2002
                2  | Lê Văn Ba | 03/02/2001    |   |    |            |
            """)
        )
    )
    left, right = reading.tables
    assert [each["full_name"] for each in records(left)] == ["Lê Văn An", "Lê Văn Ba"]
    assert [each["full_name"] for each in records(right)] == ["Trần Thị Tư"]
    assert records(right)[0]["branch"] == "CHI BỘ THÔN 1"
    assert right.year == 2024


def test_tables_stacked_with_other_headers__each_is_read() -> None:
    (reading,) = read_sheets(
        workbook(
            drawn("""
                DANH SÁCH ĐẢNG VIÊN NĂM 2024
                TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
                1  | Lê Văn An | 01/02/1970 | 03/02/2000
                Tổng cộng: 1 đồng chí

                DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI NĂM 2024
                TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
                1  | Lê Văn Ba | 01/02/1971 | 03/02/2001

                DANH SÁCH TỔ CHỨC ĐẢNG
                STT | Tên tổ chức đảng | Loại hình tổ chức  | Có chi ủy
                1   | Chi bộ Thôn 1    | Chi bộ trực thuộc | x
            """)
        )
    )
    assert [(each.kind, list(each.rows), each.year) for each in reading.tables] == [
        ("member", [3], 2024),
        ("member", [8], 2024),
        ("organization", [12], 2024),
    ]
    assert [each.get("status") for each in records(reading.tables[1])] == ["transferred_out"]
    assert "status" not in records(reading.tables[0])[0]


def test_notes_above_a_header__long_lists_of_texts__cost_no_search_without_end() -> None:
    lines = "\n".join(
        f"        Điểm {number}: hướng dẫn ghi cột số {number}" for number in range(300)
    )
    (reading,) = read_sheets(workbook(drawn(lines)))
    assert reading.verdict is SheetVerdict.NO_HEADER


def test_header__its_words_are_broken_over_two_rows__are_put_together() -> None:
    (table,) = read_sheets(
        workbook(
            drawn("""
                Số | Họ và     | Ngày tháng | Ngày vào Đảng |            | Số thẻ
                TT | tên       | năm sinh   | Dự bị         | Chính thức | đảng viên
                1  | Lê Văn An | 01/02/1970 | 03/02/2000    | 03/02/2001 | '12345678
            """)
        )
    )[0].tables
    assert summary(table) == [
        "full_name plain B",
        "date_of_birth plain C",
        "admitted_on plain D",
        "official_on plain E",
        "card_number plain F",
    ]


def test_section__stands_in_the_middle_of_its_row__is_one() -> None:
    (table,) = read_sheets(
        workbook(
            drawn("""
                TT | Họ và tên | Ngày sinh     | Ngày vào Đảng
                   |           | Chi bộ Thôn 1 |
                1  | Lê Văn An | 01/02/1970    | 03/02/2000
            """)
        )
    )[0].tables
    assert records(table)[0]["branch"] == "Chi bộ Thôn 1"


def test_long_list_of_odd_rows__another_header_far_below__is_read_and_cheap() -> None:
    head = ["TT", "Họ và tên", "Ngày sinh", "Xếp loại"]
    odd = [[f"x{i}-", f"#{i} đảng viên", f"chi bộ 1/{i}?", f"năm {i} ."] for i in range(3_000)]
    rows = [head, *odd, [], ["DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN 2"], ["STT", *head[1:], "Chi bộ"]]
    rows += [[1, "Lê Văn An", "03/02/1980", "HTTNV", "Thôn 2"]]
    before = _read_header.cache_info().misses
    (sheet,) = read_sheets(workbook(sheet_of(rows)))
    assert [len(table.rows) for table in sheet.tables][-1] == 1
    assert _read_header.cache_info().misses - before < PATIENCE_BELOW + 500 < 4 * len(odd)


def test_header__few_groups_stand_over_a_row_that_is_a_header_itself__is_one() -> None:
    band = header("""
             | Họ và tên |     |     | Ngày vào Đảng |
        TT   | Họ đệm    | Tên | Nữ  | Dự bị         | C.thức
        1    | Lê Văn    | An  |     | 03/02/2000    | 03/02/2001
    """)
    assert (band.top, band.bottom) == (1, 2)
    assert titles(band)[-2:] == ["Ngày vào Đảng > Dự bị", "Ngày vào Đảng > C.thức"]


def test_header__title_over_the_names_stands_above_groups__is_no_part_of_it() -> None:
    band = header("""
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN | < | < | <
                  |        | Ngày sinh |
        Họ và tên | Số thẻ | Nam       | Nữ
        Lê Văn An | 49351848 | 1970    |
    """)
    assert titles(band)[0] == "Họ và tên"


def test_header__group_is_written_over_each_of_its_columns__holds_them_together() -> None:
    band = header("""
        TT | Họ và tên | Ngày sinh | Ngày sinh | Ngày vào Đảng
           |           | Nam       | Nữ        |
        1  | Lê Văn An | 1970      |           | 03/02/2000
    """)
    best = [each.reading.candidates[0] for each in band.columns[2:4]]
    assert [(each.fields, each.implies) for each in best] == [
        (("date_of_birth",), (("sex", "male"),)),
        (("date_of_birth",), (("sex", "female"),)),
    ]


@pytest.mark.parametrize("hint", ["(ngày/tháng/năm)", "dd/mm/yyyy", "(ghi đủ ngày, tháng)"])
def test_header__how_to_fill_in_a_column_stands_among_its_second_row__is_two_rows(
    hint: str,
) -> None:
    band = header(f"""
        TT | Họ và tên | Sinh ngày | Đảng viên    |                 | Xếp loại 2024
           |           | {hint}    | Ngày kết nạp | Ngày chính thức |
        1  | Lê Văn An | 1/2/1980  | 3/2/2005     | 3/2/2006        | HTTNV
    """)
    assert (band.top, band.bottom) == (1, 2)
    fields = [each.fields for column in band.columns for each in column.reading.candidates[:1]]
    assert fields[2:4] == [("admitted_on",), ("official_on",)]
    assert fields[1] == ("date_of_birth",)


def test_header__each_of_its_cells_says_a_value_behind_its_label__is_none() -> None:
    sheet = drawn("""
        Họ và tên: Lê Văn An | Ngày sinh: 01/02/1980 | Vào Đảng: 03/02/2005
        Họ và tên: Lê Thị Ba | Ngày sinh: 01/03/1980 | Vào Đảng: 03/02/2007
    """)
    finder = HeaderFinder(Grid(sheet, "a.xlsx"), sheet.left, sheet.right)
    assert finder.find(sheet.top) is None


def test_header__explains_its_codes_behind_a_colon__is_one() -> None:
    band = header("""
        TT | Họ và tên | Giới tính: Nam/Nữ | Xếp loại: HTXS, HTT, HT | Có mặt đến: 31/12/2024
        1  | Lê Văn An | Nam               | HTT                     | x
    """)
    assert (band.top, band.bottom) == (1, 1)
