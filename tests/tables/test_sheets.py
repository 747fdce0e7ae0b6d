"""What sheets are taken for: lists of which kind, counts, forms, or nothing."""

from __future__ import annotations

import pytest

from claimed import records, summary
from lacduong_kpi.tables.model import SheetReading, SheetVerdict
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.terms import Kind
from lacduong_kpi.workbook.model import Sheet, Visibility
from textsheets import drawn, workbook


def reading(text: str, name: str = "Sheet1", **settings: object) -> SheetReading:
    (found,) = read_sheets(workbook(drawn(text, name, **settings)))
    return found


@pytest.mark.parametrize(
    "text",
    [
        """
        BIỂU TỔNG HỢP SỐ LƯỢNG ĐẢNG VIÊN

        TT | Chi bộ        | Tổng số đảng viên | Dự bị | Miễn SH
        1  | Chi bộ thôn 1 | 9                 | 0     | 0
        2  | Chi bộ thôn 2 | 9                 | 2     | 1
        """,
        """
        CHI BỘ   | SỐ LƯỢNG CẤP ỦY | ĐẢNG SỐ | NỮ | XẾP LOẠI ĐẢNG VIÊN | < | <
        ^        | ^ | ^  | ^ | Xuất sắc | Tốt | Hoàn thành
        Chi bộ 1 | 3 | 20 | 5 | 3        | 10  | 5
        Chi bộ 2 | 3 | 22 | 6 | 4        | 11  | 5
        Cộng     | 6 | 42 | 11 | 7       | 21  | 10
        """,
        """
        TỈNH ỦY LÂM ĐỒNG | THỐNG KÊ TĂNG, GIẢM ĐẢNG VIÊN NĂM 2024 | < | Biểu số 1-BTCTW
        Tiêu chí | Thực hiện | < | (%) kỳ này so với cùng kỳ năm trước
        ^        | Kỳ này | Cùng kỳ năm trước | ^
        1        | 2 | 3 | 4(=2*100/3)
        A. Tổng số đảng viên | 100 | 98 | 102
        1. Kết nạp | 5 | 4 | 125
        """,
    ],
    ids=["summary", "counts of ratings", "statistics form"],
)
def test_table_of_counts__is_no_list(text: str) -> None:
    found = reading(text)
    assert (found.verdict, found.tables) == (SheetVerdict.COUNTS, ())
    assert [each.code for each in found.findings] == ["S03"]


def test_list_of_organizations_with_nothing_but_counts__is_a_list() -> None:
    found = reading("""
        STT | Tên Tổ Chức   | Tổng Đảng Viên | Đảng Viên Chính Thức | Đảng Viên Dự Bị
        1   | Chi bộ Thôn 1 | 20 | 18 | 2
            | Chi bộ Thôn 2 | 21 | 18 | 3
    """)
    assert summary(found.tables[0]) == [
        "name plain B",
        "member_count plain C",
        "official_member_count plain D",
    ]
    assert len(found.tables[0].rows) == 2


@pytest.mark.parametrize(
    "text",
    [
        """
        DANH SÁCH ĐẢNG VIÊN NĂM 2024
        TT | Họ và tên | Ngày sinh | Ngày vào Đảng
        """,
        """
        TT | Họ và tên | Ngày sinh | Ngày vào Đảng
        1  |           |           |
        2  |           |           |
        """,
    ],
)
def test_blank_form__is_an_empty_list(text: str) -> None:
    found = reading(text)
    assert found.verdict is SheetVerdict.BLANK_FORM
    assert [(each.kind, len(each.rows)) for each in found.tables] == [(Kind.MEMBER, 0)]


@pytest.mark.parametrize(
    ("sheet", "verdict", "codes"),
    [
        (
            drawn("Mã | Tên\n1 | Kinh\n2 | Tày\n3 | Cơ Ho", "DANTOC", visibility=Visibility.HIDDEN),
            SheetVerdict.NO_HEADER,
            ["S02"],
        ),
        (
            drawn(
                "Xếp loại | Dân tộc | Chi bộ\nHTXSNV | Kinh | Chi bộ Thôn 1\nHTTNV | Cơ Ho |",
                "Danh mục 1",
            ),
            SheetVerdict.CHOICES,
            ["S14"],
        ),
        (
            drawn("HƯỚNG DẪN\n- Cột Họ và tên: ghi đúng lý lịch\n- Cột Ngày vào Đảng: ghi đủ"),
            SheetVerdict.NO_HEADER,
            ["S02"],
        ),
        (
            drawn("TT | Ngày sinh | Dân tộc | Quê quán\n1 | 01/02/1970 | Kinh | Lâm Đồng"),
            SheetVerdict.NO_HEADER,
            ["S01"],
        ),
        (drawn(""), SheetVerdict.EMPTY, []),
    ],
    ids=["code list", "choices", "guide", "no names", "empty"],
)
def test_sheet__is_no_list__is_left_aside_with_a_reason(
    sheet: Sheet, verdict: SheetVerdict, codes: list[str]
) -> None:
    (found,) = read_sheets(workbook(sheet))
    assert (found.verdict, found.tables) == (verdict, ())
    assert [each.code for each in found.findings] == codes


def test_hidden_sheet__is_read_with_its_own_year_and_said_so() -> None:
    found = reading(
        "TT | Họ và tên | Ngày vào Đảng\n1 | Lê Văn An | 03/02/2000",
        "DSĐV 2023",
        visibility=Visibility.HIDDEN,
    )
    assert found.tables[0].year == 2023
    assert [each.code for each in found.findings] == ["S06"]


def test_organizations__in_sections__are_records_with_what_the_list_says() -> None:
    found = reading("""
        ĐẢNG BỘ HUYỆN LẠC DƯƠNG
        KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI TỔ CHỨC CƠ SỞ ĐẢNG NĂM 2024
        TT | Tên tổ chức cơ sở đảng | Xếp loại | < | Có chương trình KTGS | Năm thành lập
        ^  | ^                      | HTXSNV | HTTNV | ^ | ^
        I. Khối xã, thị trấn | < | < | < | < | <
        1  | Đảng bộ xã Lát         |   | x | x | 1995
        II. Lực lượng vũ trang | < | < | < | < | <
        2  | Chi bộ Đồn Biên phòng  | x |   | x | 1995
        Cộng |                      | 1 | 1 | 2 |
    """)
    (table,) = found.tables
    assert (table.kind, list(table.rows), table.declared_total) == (Kind.ORGANIZATION, [6, 8], None)
    assert [(each["name"], each["kind"]) for each in records(table)] == [
        ("Đảng bộ xã Lát", "grassroots_committee"),
        ("Chi bộ Đồn Biên phòng", "grassroots_branch"),
    ]


def test_organizations__numbered_in_two_ways__those_numbered_in_letters_stand_above() -> None:
    (table,) = reading("""
        DANH SÁCH TỔ CHỨC ĐẢNG NĂM 2024
        TT  | Tên tổ chức đảng    | Số đảng viên | Xếp loại
        I   | Đảng bộ xã Lát      | 120          | HTTNV
        1   | Chi bộ Thôn 1       | 20           | HTTNV
        II  | Đảng bộ xã Đạ Sar   | 100          | HTNV
        1   | Chi bộ Thôn 1       | 20           | HTTNV
        III | Chi bộ Phòng Nội vụ | 10           | HTTNV
    """).tables
    assert [(each["name"], each.get("parent"), each["kind"]) for each in records(table)] == [
        ("Đảng bộ xã Lát", None, "grassroots_committee"),
        ("Chi bộ Thôn 1", "Đảng bộ xã Lát", "subordinate_branch"),
        ("Đảng bộ xã Đạ Sar", None, "grassroots_committee"),
        ("Chi bộ Thôn 1", "Đảng bộ xã Đạ Sar", "subordinate_branch"),
        ("Chi bộ Phòng Nội vụ", None, "grassroots_branch"),
    ]


def test_branches_of_a_committee__have_it_above_them() -> None:
    (table,) = reading("""
        ĐẢNG BỘ XÃ LÁT
        DANH SÁCH CHI BỘ TRỰC THUỘC
        TT | Tên chi bộ           | Thôn, TDP | Số đảng viên | Chính thức | Chi ủy | <
        ^  | ^                    | ^         | ^            | ^          | Có     | Chưa
        1  | Chi bộ Thôn 1        | Thôn 1    | 20           | 18         | x      |
        2  | Chi bộ Trường THCS   |           | 9            | 9          |        | x
    """).tables
    assert summary(table) == [
        "name plain B",
        "residential_unit plain C",
        "member_count plain D",
        "official_member_count plain E",
        "has_committee choice F=yes G=no",
        "parent context ĐẢNG BỘ XÃ LÁT (A1)",
        "kind context subordinate_branch (B5) | subordinate_branch (B6)",
    ]


def test_units__with_committees_of_their_branches__are_two_tables_over_the_same_rows() -> None:
    units, branches = reading("""
        DANH SÁCH CHI BỘ THÔN, TỔ DÂN PHỐ CÓ ĐẾN 31/12/2024
        TT | Xã, thị trấn | Thôn, TDP   | Đã có chi bộ | Số đảng viên | Chi ủy | <
        ^  | ^            | ^           | ^            | ^            | Có     | Không
        1  | xã Lát       | Đạ Nghịt 1  | x            | 15           | x      |
        2  | ^            | Đạ Nghịt 2  |              |              |        |
        3  | xã Đạ Sar    | thôn 1      | x            | 5            |        | x
        Tổng |            | 3           | 2            | 20           | 1      | 1
    """).tables
    assert (units.kind, branches.kind) == (Kind.RESIDENTIAL_UNIT, Kind.ORGANIZATION)
    assert units.declared_total == 3
    assert [(each["name"], each["commune"], each["branch_kind"]) for each in records(units)] == [
        ("Đạ Nghịt 1", "xã Lát", "own"),
        ("Đạ Nghịt 2", "xã Lát", "none"),
        ("thôn 1", "xã Đạ Sar", "own"),
    ]
    assert [
        (each["name"], each["residential_unit"], each["has_committee"], each["member_count"])
        for each in records(branches)
    ] == [("Chi bộ Đạ Nghịt 1", "Đạ Nghịt 1", "yes", 15), ("Chi bộ thôn 1", "thôn 1", "no", 5)]


def test_units__share_a_branch__it_is_one_organization() -> None:
    units, branches = reading("""
        DANH SÁCH THÔN, TỔ DÂN PHỐ
        STT | Xã, thị trấn | Thôn, TDP  | Chi bộ          | Có chi ủy
        1   | xã Lát       | Đạ Nghịt 1 | Chi bộ Đạ Nghịt | Có
        2   | xã Lát       | Đạ Nghịt 2 | Chi bộ Đạ Nghịt | Có
        3   | xã Lát       | Păng Tiêng | không           |
    """).tables
    assert [each.get("branch") for each in records(units)] == [
        "Chi bộ Đạ Nghịt",
        "Chi bộ Đạ Nghịt",
        "không",
    ]
    assert [each["name"] for each in records(branches)] == ["Chi bộ Đạ Nghịt"]


def test_units__in_sections_of_communes__have_the_commune() -> None:
    (table,) = reading("""
        TT | Thôn/TDP   | Chi bộ độc lập | Chi bộ ghép | Chưa có chi bộ
        I  | Xã Lát     |   |   |
        1  | Đạ Nghịt 1 | x |   |
        2  | Đạ Nghịt 2 |   | x |
        II | Xã Đạ Sar  |   |   |
        3  | Thôn 1     |   |   | x
           | Cộng       | 1 | 1 | 1
    """).tables
    assert [(each["name"], each["commune"], each["branch_kind"]) for each in records(table)] == [
        ("Đạ Nghịt 1", "Xã Lát", "own"),
        ("Đạ Nghịt 2", "Xã Lát", "joint"),
        ("Thôn 1", "Xã Đạ Sar", "none"),
    ]


def test_form_of_an_army_unit__several_facts_in_every_cell__is_a_list() -> None:
    (table,) = reading("""
        Họ tên\\nNgày sinh\\nSHSQ\\nBHYT\\nCCCD | Cấp bậc\\nChức vụ\\nĐơn vị | Nhập ngũ\\nVào đảng\\nSố thẻ Đảng\\nĐoàn | Dân tộc\\nTôn giáo
        Lê Văn An\\n01/02/1980\\n1\\n4\\n068080001234 | Đại úy\\nTrưởng\\nc1 | 02/2000\\n03/02/2003\\n12345678\\n26/3/1995 | Kinh\\nKhông
        Lê Văn Ba\\n01/02/1981\\n2\\n5\\n068081001234 | Đại úy\\nTrưởng\\nc1 | 02/2000\\n03/02/2003\\n12345679\\n26/3/1995 | Kinh\\nKhông
    """).tables
    assert summary(table) == [
        "full_name, date_of_birth, -, -, personal_id plain A",
        "-, admitted_on, card_number, - plain C",
        "ethnicity, religion plain D",
    ]


def test_reading__of_a_long_list__looks_at_few_rows_closely() -> None:
    lines = [
        f"    {n} | Lê Văn {chr(65 + n % 26)}a | 01/02/{1950 + n % 50} | 03/02/{1975 + n % 48}"
        for n in range(1, 3001)
    ]
    found = reading("    TT | Họ và tên | Ngày sinh | Ngày vào Đảng\n" + "\n".join(lines))
    assert len(found.tables[0].rows) == 3000


MEMBERS = """
    TT | Họ và tên   | Ngày sinh  | Ngày vào Đảng
    1  | Lê Văn {0}  | 01/02/1970 | 03/02/2000
    2  | Trần Thị {0} | 01/02/1971 | 03/02/2001
"""


def test_sheets__of_one_list_named_by_villages__are_those_of_their_branches() -> None:
    found = read_sheets(
        workbook(
            drawn(MEMBERS.format("An"), "Thôn 1"),
            drawn(MEMBERS.format("Ba"), "Đạ Nghịt 1"),
            drawn(MEMBERS.format("Tư"), "Sheet3"),
        )
    )
    told = [records(each.tables[0])[0].get("branch") for each in found]
    assert told == ["Thôn 1", "Đạ Nghịt 1", None]
    assert [[each.code for each in reading.findings] for reading in found] == [["S10"], ["S10"], []]


def test_sheet__is_the_only_one__its_proper_name_tells_no_branch() -> None:
    (found,) = read_sheets(workbook(drawn(MEMBERS.format("An"), "Đạ Nghịt 1")))
    assert "branch" not in records(found.tables[0])[0]


def test_file__is_named_by_a_village__is_the_list_of_its_branch() -> None:
    (found,) = read_sheets(workbook(drawn(MEMBERS.format("An")), path="x/DSDV Thôn 3 - 2024.xlsx"))
    assert records(found.tables[0])[0]["branch"] == "Thôn 3"
    assert [each.code for each in found.findings] == ["S10"]


def test_lists_side_by_side__with_headers_in_other_rows__are_both_read() -> None:
    (found,) = read_sheets(
        workbook(
            drawn("""
                CHI BỘ THÔN 1 |           |               |  | CHI BỘ THÔN 2 |            |
                TT            | Họ và tên | Ngày vào Đảng |  |               |            |
                1             | Lê Văn An | 03/02/2000    |  | TT            | Họ và tên  | Ngày vào Đảng
                2             | Lê Văn Ba | 03/02/2000    |  | 1             | Lê Văn Tư  | 03/02/2000
                3             | Lê Văn Bốn | 03/02/2000   |  | 2             | Lê Văn Năm | 03/02/2000
            """)
        )
    )
    told = [
        [(each["full_name"], each["branch"]) for each in records(table)] for table in found.tables
    ]
    assert told == [
        [(f"Lê Văn {name}", "CHI BỘ THÔN 1") for name in ("An", "Ba", "Bốn")],
        [(f"Lê Văn {name}", "CHI BỘ THÔN 2") for name in ("Tư", "Năm")],
    ]


def test_organizations__in_sections_of_their_kinds__have_the_kind_and_the_committee_above() -> None:
    (table,) = reading("""
        DANH SÁCH TCCSĐ VÀ CHI BỘ TRỰC THUỘC
        TT | Tên tổ chức đảng    | Số ĐV | Ngày thành lập
        A  | CÁC ĐẢNG BỘ CƠ SỞ   |       |
        I  | Đảng bộ xã Lát      |       |
        1  | Chi bộ Thôn 1       | 12    | 01/02/2005
        II | Đảng bộ xã Đạ Sar   |       |
        1  | Chi bộ Thôn 1       | 12    | 01/02/2005
        B  | CÁC CHI BỘ CƠ SỞ    |       |
        1  | Chi bộ Phòng Nội vụ | 12    | 01/02/2005
    """).tables
    assert [(each["name"], each.get("parent"), each["kind"]) for each in records(table)] == [
        ("Chi bộ Thôn 1", "Đảng bộ xã Lát", "subordinate_branch"),
        ("Chi bộ Thôn 1", "Đảng bộ xã Đạ Sar", "subordinate_branch"),
        ("Chi bộ Phòng Nội vụ", None, "grassroots_branch"),
    ]


def test_sheet__is_called_a_catalogue_and_lists_organizations__is_read() -> None:
    found = reading(
        """
        Tên tổ chức đảng | Loại hình   | Xếp loại năm 2024
        Đảng bộ xã Lát   | Đảng bộ cơ sở | HTTNV
        Chi bộ Tòa án    | Chi bộ cơ sở  | HTTNV
        Chi bộ Thuế      | Chi bộ cơ sở  |
    """,
        "Danh mục",
    )
    assert found.verdict is SheetVerdict.ROSTER
    assert [len(each.rows) for each in found.tables] == [3]
