"""What titles, letterheads, sheet and file names tell of a table."""

from __future__ import annotations

from datetime import date

import pytest

from claimed import records, summary
from lacduong_kpi.findings import Place
from lacduong_kpi.tables.model import Presence, SheetVerdict, Table
from lacduong_kpi.tables.reading import read_sheets
from textsheets import drawn, workbook

PEOPLE = """
    TT | Họ và tên | Ngày sinh  | Ngày vào Đảng | Xếp loại
    1  | Lê Văn An | 01/02/1970 | 03/02/2000    | HTTNV
    2  | Lê Thị Ba | 01/02/1971 | 03/02/2001    | HTNV
"""


def under(*lines: str, sheet: str = "Sheet1", file: str = "danh-sach.xlsx") -> Table:
    text = "\n".join([f"    {line}" for line in lines]) + PEOPLE
    (reading,) = read_sheets(workbook(drawn(text, sheet), path=file))
    (table,) = reading.tables
    return table


@pytest.mark.parametrize(
    ("lines", "sheet", "file", "year", "cell"),
    [
        (["DANH SÁCH ĐẢNG VIÊN NĂM 2024"], "Sheet1", "a.xlsx", 2024, "A1"),
        (["DANH SÁCH ĐẢNG VIÊN", "(Tính đến ngày 31/12/2024)"], "Sheet1", "a.xlsx", 2024, "A2"),
        (["DANH SÁCH ĐẢNG VIÊN CÓ ĐẾN 31/12/2024"], "DS 2023", "a 2022.xlsx", 2024, "A1"),
        (["DANH SÁCH ĐẢNG VIÊN"], "DSĐV 2023", "a 2022.xlsx", 2023, None),
        (["DANH SÁCH ĐẢNG VIÊN"], "DSĐV", "thư mục 2021/DSDV 2022.xlsx", 2022, None),
        (["DANH SÁCH ĐẢNG VIÊN"], "DSĐV", "huyện/2023/ds.xlsx", 2023, None),
        (["DANH SÁCH ĐẢNG VIÊN"], "DSĐV", "Năm 2023/ds 2022.xlsx", 2022, None),
        (["DANH SÁCH ĐẢNG VIÊN"], "DSĐV", "2023/xã Lát/ds.xlsx", None, None),
        (["DANH SÁCH ĐẢNG VIÊN"], "DSĐV", "2020-2025/ds.xlsx", None, None),
        (["Lạc Dương, ngày 15 tháng 01 năm 2025"], "Sheet1", "a.xlsx", None, None),
        (["Nhiệm kỳ 2020 - 2025"], "Sheet1", "a.xlsx", None, None),
        (["(Kèm theo Báo cáo số 12-BC/CB, ngày 20/12/2024)"], "Sheet1", "a.xlsx", None, None),
        (["Thực hiện Nghị quyết số 21-NQ/TW, ngày 16/6/2022"], "Sheet1", "a.xlsx", None, None),
        (
            ["Lạc Dương, ngày 15 tháng 01 năm 2025", "DANH SÁCH ĐẢNG VIÊN NĂM 2024"],
            "Sheet1",
            "a.xlsx",
            2024,
            "A2",
        ),
    ],
)
def test_year__is_that_of_title_day_sheet_or_file__with_its_place(
    lines: list[str], sheet: str, file: str, year: int | None, cell: str | None
) -> None:
    table = under(*lines, sheet=sheet, file=file)
    assert table.year == year
    assert (table.year_place.cell if table.year_place else None) == cell
    assert f"rating@{year}" in records(table)[0] if year else "rating" in records(table)[0]


def test_year__of_a_column__is_the_table_s_where_nothing_else_tells_it() -> None:
    text = PEOPLE.replace("Xếp loại", "Xếp loại năm 2024")
    (reading,) = read_sheets(workbook(drawn(text), path="DSDV 2022.xlsx"))
    table = reading.tables[0]
    assert (table.year, table.year_place) == (
        2024,
        Place("DSDV 2022.xlsx", "Sheet1", "E1", 1, "Xếp loại năm 2024"),
    )


def test_year__of_title_and_sheet_differ__the_title_holds_and_it_is_said() -> None:
    text = "    DANH SÁCH ĐẢNG VIÊN NĂM 2024" + PEOPLE
    (reading,) = read_sheets(workbook(drawn(text, "DSĐV 2023")))
    assert reading.tables[0].year == 2024
    assert [(each.code, each.place.cell) for each in reading.findings] == [("S09", "A1")]


def test_day_of_the_list__is_read__also_where_the_title_has_another_year() -> None:
    table = under("DANH SÁCH ĐẢNG VIÊN NĂM 2024", "(Tính đến ngày 15 tháng 12 năm 2024)")
    assert table.as_of == date(2024, 12, 15)
    assert table.as_of_place is not None
    assert table.as_of_place.cell == "A2"


@pytest.mark.parametrize(
    ("lines", "sheet", "branch", "committee"),
    [
        (
            ["ĐẢNG BỘ XÃ LÁT | | ĐẢNG CỘNG SẢN VIỆT NAM", "CHI BỘ THÔN 1", "*"],
            "S",
            "CHI BỘ THÔN 1",
            "ĐẢNG BỘ XÃ LÁT",
        ),
        (["CHI BỘ THÔN 1 - ĐẢNG BỘ XÃ LÁT"], "S", "CHI BỘ THÔN 1", "ĐẢNG BỘ XÃ LÁT"),
        (["DANH SÁCH ĐẢNG VIÊN CHI BỘ THÔN 1 NĂM 2024"], "S", "CHI BỘ THÔN 1", None),
        (["ĐẢNG BỘ HUYỆN LẠC DƯƠNG", "ĐẢNG ỦY XÃ LÁT"], "S", None, "ĐẢNG ỦY XÃ LÁT"),
        (["HUYỆN ỦY LẠC DƯƠNG", "BAN TỔ CHỨC"], "S", None, None),
        (["DANH SÁCH ĐẢNG VIÊN"], "CB Thôn 3", "CB Thôn 3", None),
        (["DANH SÁCH ĐẢNG VIÊN TOÀN ĐẢNG BỘ"], "S", None, None),
        (["CHI BỘ CƠ SỞ TRƯỜNG THPT"], "S", "CHI BỘ CƠ SỞ TRƯỜNG THPT", "CHI BỘ CƠ SỞ TRƯỜNG THPT"),
    ],
)
def test_branch__is_that_of_title_letterhead_or_sheet(
    lines: list[str], sheet: str, branch: str | None, committee: str | None
) -> None:
    (first, *_) = records(under(*lines, sheet=sheet))
    assert (first.get("branch"), first.get("grassroots")) == (branch, committee)


@pytest.mark.parametrize(
    ("title", "field", "value"),
    [
        ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI NĂM 2024", "status", "transferred_out"),
        ("DANH SÁCH ĐẢNG VIÊN TỪ TRẦN TRONG NĂM 2024", "status", "deceased"),
        ("Danh sách đảng viên bị khai trừ", "status", "expelled"),
        ("Danh sách đảng viên bị xóa tên", "status", "struck_off"),
        ("Danh sách đảng viên ra khỏi Đảng năm 2024", "status", "resigned"),
        ("DANH SÁCH ĐẢNG VIÊN ĐƯỢC MIỄN SINH HOẠT", "status", "exempt"),
        ("DANH SÁCH ĐẢNG VIÊN DỰ BỊ NĂM 2024", "standing", "probationary"),
        ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐẾN NĂM 2024", "status", None),
        ("DANH SÁCH ĐẢNG VIÊN VÀ BIẾN ĐỘNG TRONG NĂM 2024", "status", None),
        ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2024", "status", None),
    ],
)
def test_title__says_who_is_listed__holds_for_all(
    title: str, field: str, value: str | None
) -> None:
    table = under(title)
    assert [each.get(field) for each in records(table)] == [value, value]
    assert table.presence is Presence.LISTED


def test_list_of_leavers__is_told_by_the_name_of_its_sheet() -> None:
    assert (
        records(under("DANH SÁCH ĐẢNG VIÊN", sheet="Chuyển đi"))[0]["status"] == "transferred_out"
    )


def test_ratings_without_admission__are_about_people_listed_elsewhere() -> None:
    (reading,) = read_sheets(
        workbook(
            drawn("""
                KẾT QUẢ XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN NĂM 2024
                TT | Họ và tên đảng viên | Năm sinh | Mức xếp loại
                1  | Lê Văn An | 1970 | Hoàn thành tốt nhiệm vụ
            """)
        )
    )
    assert reading.tables[0].presence is Presence.ABOUT


def test_list_headed_213__tells_ties_to_the_residence_and_nothing_else() -> None:
    (reading,) = read_sheets(
        workbook(
            drawn("""
                CHI BỘ THÔN 1
                DANH SÁCH ĐẢNG VIÊN 213 NĂM 2024
                TT | Họ và tên | Năm sinh | Đơn vị nơi công tác | Ngày giới thiệu | Ngày vào Đảng | Nhận xét
                1  | Lê Văn An | 1970 | Phòng Nội vụ | 01/02/2021 | 03/02/2000 | Gương mẫu
            """)
        )
    )
    (table,) = reading.tables
    assert table.presence is Presence.ABOUT
    assert summary(table) == [
        "full_name plain B",
        "date_of_birth plain C",
        "residence_introduced plain E",
        "residence_review@2024 plain G",
    ]


def test_list_of_pledges_that_tells_of_213_too__is_a_list_of_members() -> None:
    table = under(
        "DANH SÁCH KÝ CAM KẾT TU DƯỠNG, RÈN LUYỆN NĂM 2024 VÀ GIỮ MỐI LIÊN HỆ NƠI CƯ TRÚ (QĐ 213-QĐ/TW)"
    )
    assert table.presence is Presence.LISTED


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("DANH SÁCH QUẦN CHÚNG ƯU TÚ NĂM 2024", "Sheet1"),
        ("DANH SÁCH CẢM TÌNH ĐẢNG", "Sheet1"),
        ("DANH SÁCH NĂM 2024", "Quần chúng"),
    ],
)
def test_list_of_people_who_are_no_members__is_left_aside(title: str, sheet: str) -> None:
    (reading,) = read_sheets(workbook(drawn(f"    {title}{PEOPLE}", sheet)))
    assert (reading.verdict, reading.tables) == (SheetVerdict.IGNORED, ())
    assert [each.code for each in reading.findings] == ["S04"]


def test_texts_without_accents__are_read_like_those_with() -> None:
    (reading,) = read_sheets(
        workbook(
            drawn("""
                DANG BO XA LAT
                CHI BO THON 1
                DANH SACH DANG VIEN NAM 2024
                STT | Ho va ten | Ngay sinh | Gioi tinh | Ngay vao Dang | So the Dang vien
                1 | Le Van An | 01/02/1970 | Nam | 03/02/2000 | 12345678
                2 | Tong Van Ba | 01/02/1971 | Nam | 03/02/2001 | 12345679
                TONG CONG | | 2
                NGUOI LAP BIEU | | | BI THU
                Tran Van Thu | | | Nguyen Thi Mau
            """)
        )
    )
    (table,) = reading.tables
    assert (table.year, table.declared_total) == (2024, 2)
    assert [(each["full_name"], each["branch"]) for each in records(table)] == [
        ("Le Van An", "CHI BO THON 1"),
        ("Tong Van Ba", "CHI BO THON 1"),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "DANH SÁCH ĐẢNG VIÊN GIẢM TRONG NĂM 2024",
        "DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI, TỪ TRẦN, RA KHỎI ĐẢNG NĂM 2024",
    ],
)
def test_list_of_leavers__says_not_how_they_left__they_have_left_and_it_is_said(title: str) -> None:
    (reading,) = read_sheets(
        workbook(
            drawn(f"""
                {title}
                TT | Họ và tên | Ngày sinh  | Ngày vào Đảng | Lý do
                1  | Lê Văn An | 01/02/1970 | 03/02/2000    | Từ trần
                2  | Lê Thị Ba | 01/02/1971 | 03/02/2001    |
            """)
        )
    )
    (table,) = reading.tables
    told = [claim for claim in table.claims if claim.fields == ("status",) and claim.context]
    assert [claim.context.values for claim in told if claim.context] == [("transferred_out",)]
    assert [(each.code, each.place.cell) for each in reading.findings] == [("S13", "A1")]


def test_list_of_arrivals_and_leavers__says_nothing_of_all() -> None:
    assert "status" not in records(under("DANH SÁCH ĐẢNG VIÊN TĂNG, GIẢM NĂM 2024"))[0]
