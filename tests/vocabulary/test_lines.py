"""Lines around a table: what they are, and what they tell."""

from __future__ import annotations

import datetime as dt

import pytest

from lacduong_kpi.terms import Sector, Standing, Status
from lacduong_kpi.vocabulary import (
    Level,
    Total,
    is_remark,
    is_signature,
    read_name,
    read_section,
    read_title,
    read_total,
)
from lacduong_kpi.vocabulary.lines import is_place_date


@pytest.mark.parametrize(
    ("text", "name", "declared"),
    [
        ("I. Chi bộ TDP Bon Đưng 1", "Chi bộ TDP Bon Đưng 1", None),
        ("Chi bộ TDP Bon Đưng 2: 10 đồng chí", "Chi bộ TDP Bon Đưng 2", 10),
        ("CHI BỘ TDP B'NƠ B (08 đ/c)", "CHI BỘ TDP B'NƠ B", 8),
        ("4) Chi bộ TDP B'Nơ C", "Chi bộ TDP B'Nơ C", None),
        ("Đ/v: Chi bộ TDP Đăng Gia Rít B", "Chi bộ TDP Đăng Gia Rít B", None),
        ("* Chi bộ Thôn 3: 14 đ/c", "Chi bộ Thôn 3", 14),
        ("II- CHI BỘ THÔN 2", "CHI BỘ THÔN 2", None),
        ("B. Chi bộ thôn 2 - có 12 đảng viên", "Chi bộ thôn 2", 12),
        ("Chi bộ: Thôn 1", "Chi bộ Thôn 1", None),
        ("Tên chi bộ: Thôn 7", "Chi bộ Thôn 7", None),
        ("Danh sách đảng viên chi bộ thôn 4", "chi bộ thôn 4", None),
        ("CB Thôn 5", "CB Thôn 5", None),
        ("1.2. Chi bộ Trường THCS Lát (tổng số: 25 đảng viên)", "Chi bộ Trường THCS Lát", 25),
        ("- Chi bộ Quân sự", "Chi bộ Quân sự", None),
        ("Chi bộ Đạ Nghịt 1", "Chi bộ Đạ Nghịt 1", None),
    ],
)
def test_section__of_a_branch__has_its_name_and_count(
    text: str, name: str, declared: int | None
) -> None:
    section = read_section(text)
    assert section is not None
    assert (section.level, section.name, section.declared) == (Level.BRANCH, name, declared)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1- Đảng bộ xã Lát", "Đảng bộ xã Lát"),
        ("ĐẢNG ỦY THỊ TRẤN LẠC DƯƠNG", "ĐẢNG ỦY THỊ TRẤN LẠC DƯƠNG"),
        ("TCCSĐ xã Lát", "TCCSĐ xã Lát"),
    ],
)
def test_section__of_a_grassroots_organization__has_its_name(text: str, name: str) -> None:
    section = read_section(text)
    assert section is not None
    assert (section.level, section.name) == (Level.GRASSROOTS, name)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("I. Khối xã, thị trấn", ()),
        ("II. Lực lượng vũ trang", ()),
        ("III- CÔNG AN", (("sector", Sector.POLICE),)),
        ("II. ĐẢNG VIÊN DỰ BỊ", (("standing", Standing.PROBATIONARY),)),
        ("Đảng viên chính thức: 20 đ/c", (("standing", Standing.OFFICIAL),)),
        ("III. Đảng viên được miễn sinh hoạt", (("status", Status.EXEMPT),)),
        ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI TRONG NĂM 2024", (("status", Status.TRANSFERRED_OUT),)),
        ("IV. Các hội đoàn thể", ()),
    ],
)
def test_section__of_a_group__tells_what_holds_below(
    text: str, facts: tuple[tuple[str, object], ...]
) -> None:
    section = read_section(text)
    assert section is not None
    assert (section.level, section.facts) == (Level.GROUP, facts)


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn A",
        "1. Nguyễn Văn A",
        "K' Sim",
        "CHI BỘ",
        "Chi bộ trực thuộc",
        "Đảng viên",
        "Cộng: 14 đồng chí",
        "Tổng số",
        "Xã Lát",
        "",
        "12",
        "Dự bị",
        "Chính thức",
        "HTTNV",
    ],
)
def test_section__of_anything_else__is_none(text: str) -> None:
    assert read_section(text) is None


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Cộng: 14 đồng chí", Total(False, 14)),
        ("Cộng", Total(False)),
        ("Tổng cộng toàn đảng bộ", Total(True)),
        ("TỔNG CỘNG", Total(True)),
        ("Tổng số: 25 đ/c", Total(True, 25)),
        ("Tổng cộng: 25", Total(True, 25)),
        ("Danh sách có 25 đồng chí", Total(True, 25)),
        ("Danh sách này có 25 (hai mươi lăm) đảng viên./.", Total(True, 25)),
        ("Tổng", Total(True)),
    ],
)
def test_total__has_its_number(text: str, total: Total) -> None:
    assert read_total(text) == total


@pytest.mark.parametrize(
    "text", ["Tống Văn A", "Công Thị B", "Tôn Nữ C", "Cộng hòa", "Chi bộ thôn 1"]
)
def test_total__of_a_name__is_none(text: str) -> None:
    assert text == "Cộng hòa" or read_total(text) is None


@pytest.mark.parametrize(
    "text",
    """Người lập biểu|T/M CHI ỦY|BÍ THƯ|TRƯỞNG BAN|(Ký, ghi rõ họ tên)|Nơi nhận:|Bí thư chi bộ
    |Lạc Dương, ngày 31 tháng 12 năm 2024|ngày      tháng     năm 2024|KT. BÍ THƯ|Xã Lát, 31/12/2024
    |T/M ĐẢNG ỦY|ĐẢNG CỘNG SẢN VIỆT NAM|TM. BAN THƯỜNG VỤ""".replace("\n", "").split("|"),
)
def test_signature__is_one(text: str) -> None:
    assert is_signature(text.strip())


@pytest.mark.parametrize("text", ["Trần Văn Thử", "K'Thới", "Chi bộ thôn 1", "Ngày sinh", "HTXSNV"])
def test_signature__is_none(text: str) -> None:
    assert not is_signature(text)


def test_place_date__is_no_day_of_the_list() -> None:
    assert is_place_date("Lạc Dương, ngày 31 tháng 12 năm 2024")
    assert not is_place_date("Tính đến ngày 31 tháng 12 năm 2024")
    assert not is_place_date("31/12/2024")


def test_remark__is_not_the_header() -> None:
    assert is_remark("Ghi chú: đánh dấu (x) vào ô tương ứng")
    assert is_remark("(*) không tính đảng viên miễn sinh hoạt")
    assert not is_remark("Ghi chú")
    assert not is_remark("* Chi bộ thôn 1")


@pytest.mark.parametrize(
    ("text", "year", "as_of"),
    [
        ("DANH SÁCH ĐẢNG VIÊN VÀ KẾT QUẢ XẾP LOẠI NĂM 2024", 2024, None),
        ("DANH SÁCH ĐẢNG VIÊN CÓ ĐẾN 31/12/2024", 2024, dt.date(2024, 12, 31)),
        ("(Tính đến ngày 31 tháng 12 năm 2024)", 2024, dt.date(2024, 12, 31)),
        ("(Tính đến 30.6.2024)", 2024, dt.date(2024, 6, 30)),
        ("Danh sách ĐV tính đến tháng 12/2024", 2024, dt.date(2024, 12, 31)),
        ("(Kèm theo Báo cáo số 12-BC/CB ngày 20/12/2024)", None, None),
        ("(Kèm theo Báo cáo số 12-BC/CB, ngày 20 tháng 12 năm 2024 của Chi bộ)", None, None),
        ("Lạc Dương, ngày 31 tháng 12 năm 2024", None, None),
        ("NHIỆM KỲ 2020 - 2025", None, None),
        ("GIAI ĐOẠN 2020 ĐẾN 2024", None, None),
        ("NĂM HỌC 2023 - 2024", None, None),
        ("Danh sách năm 2024 (Kèm theo Báo cáo số 12-BC/CB ngày 20/12/2025)", 2024, None),
        ("Kết quả xếp loại năm 2023, năm 2024", 2024, None),
        ("Ngày xuất dữ liệu: 05/01/2025", None, None),
        ("DANH SÁCH ĐẢNG VIÊN", None, None),
    ],
)
def test_title__names_the_year_of_the_list(
    text: str, year: int | None, as_of: dt.date | None
) -> None:
    title = read_title(text)
    assert (title.year, title.as_of) == (year, as_of)


def test_title__says_whose_list_it_is() -> None:
    assert read_title("DANH SÁCH QUẦN CHÚNG ƯU TÚ NĂM 2024").outsiders
    assert read_title("DANH SÁCH ĐẢNG VIÊN 213").residence
    assert read_title("BIỂU TỔNG HỢP SỐ LƯỢNG ĐẢNG VIÊN").counts
    pledges = "DANH SÁCH KÝ CAM KẾT NĂM 2024 VÀ GIỮ MỐI LIÊN HỆ NƠI CƯ TRÚ (QĐ 213-QĐ/TW)"
    assert not read_title(pledges).residence


@pytest.mark.parametrize(
    ("name", "year", "rest"),
    [
        ("CB thôn 1", None, "CB thôn 1"),
        ("Chi bo thon 2", None, "Chi bo thon 2"),
        ("DSĐV 2024 (2)", 2024, ""),
        ("Xếp loại 2024", 2024, ""),
        ("01_DSDV Đạ Nghịt 1.xlsx", None, "Đạ Nghịt 1"),
        ("02_ds dang vien_Đạ Nghịt 2.xlsx", None, "Đạ Nghịt 2"),
        ("DSDV_31122024.xls", 2024, ""),
        ("31-12-2024", 2024, ""),
        ("Nhiệm kỳ 2020-2025", None, ""),
        ("Sheet1", None, ""),
    ],
)
def test_name__of_a_sheet_or_file(name: str, year: int | None, rest: str) -> None:
    named = read_name(name)
    assert (named.year, named.rest) == (year, rest)


def test_name__of_lists_of_others() -> None:
    assert read_name("Đảng Viên 213").residence
    assert read_name("QCUT").outsiders


def test_name__number_that_is_no_year_of_a_list__tells_none() -> None:
    assert read_name("DSĐV hệ ngày 1904").year is None
    assert read_name("DSĐV 2024").year == 2024


def test_name__code_before_the_words__is_left_out() -> None:
    named = read_name("A45_DSĐV Chi bộ Trạm Y tế 2024.xlsx")
    assert (named.rest, named.year) == ("Chi bộ Trạm Y tế", 2024)


def test_total__title_of_a_summary__is_none() -> None:
    assert read_total("TỔNG HỢP XẾP LOẠI ĐẢNG VIÊN CÁC NĂM 2021 - 2024") is None
    assert read_total("Tổng hợp: 25 đồng chí") == Total(True, 25)
