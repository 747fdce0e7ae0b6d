"""A workbook with one data fault after another, each at a known cell."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from .workbooks import Cell, header, rows

HEADER = [
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Chi bộ",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Số thẻ đảng viên",
    "Tình trạng sinh hoạt",
    "Xếp loại năm 2024",
    "Nhận sét nơi cư trú",
    "Ghi chú",
]
PEOPLE: list[list[Cell]] = [
    [
        1,
        "Nguyễn Văn An",
        "Nam",
        date(1970, 3, 2),
        "Chi bộ Thôn 1",
        date(1995, 2, 3),
        date(1996, 2, 3),
        "49000001",
        "Đang sinh hoạt",
        "HTTNV",
        "x",
        None,
    ],
    [
        2,
        "Trần Thị Bích",
        "Nữ",
        "31/02/1975",
        "Chi bộ Thôn 1",
        date(1999, 5, 19),
        date(2000, 5, 19),
        "49000002",
        "Đang sinh hoạt",
        "HTTNV",
        None,
        None,
    ],
    [
        3,
        "K'Brêu",
        "Nam",
        date(1980, 7, 1),
        "Chi bộ Thôn 1",
        date(2005, 9, 2),
        date(2006, 9, 2),
        "49000003",
        "Đang sinh hoạt",
        "khá lắm",
        None,
        None,
    ],
    [
        4,
        "Ka Juyên",
        "Nữ",
        date(1985, 1, 9),
        "Chi bộ Thôn 2",
        date(2010, 2, 3),
        date(2011, 2, 3),
        "49000004",
        "Đang sinh hoạt",
        None,
        None,
        None,
    ],
    [
        5,
        "Cil Pam Ha Poh",
        "Nam",
        date(1990, 4, 30),
        "Chi bộ Thôn 2",
        date(2012, 2, 3),
        date(2013, 2, 3),
        "49000005",
        "Đang sinh hoạt",
        "HTTNV",
        None,
        None,
    ],
    [
        6,
        "Cil Pam Ha Poh",
        "Nam",
        date(1990, 4, 30),
        "Chi bộ Thôn 2",
        date(2012, 2, 3),
        date(2013, 2, 3),
        "49000005",
        "Đang sinh hoạt",
        "HTNV",
        None,
        None,
    ],
    [
        7,
        "Lê Thị Hoa",
        "Nữ",
        date(1978, 8, 19),
        "Chi bộ Thôn 2",
        date(2003, 2, 3),
        date(2004, 2, 3),
        "49000001",
        "Đang sinh hoạt",
        "HTTNV",
        None,
        None,
    ],
    [
        8,
        "Phạm Văn Dũng",
        "Nam",
        date(1982, 6, 6),
        "Chi bộ Thôn 2",
        date(2033, 2, 3),
        None,
        "49000008",
        "Đang sinh hoạt",
        "HTTNV",
        None,
        None,
    ],
    [
        9,
        "Krajăn Ha Chú",
        "Nam",
        date(1965, 10, 10),
        "Chi bộ Thôn 1",
        date(1990, 2, 3),
        date(1991, 2, 3),
        "49000009",
        "nghỉ",
        "HTTNV",
        None,
        None,
    ],
    [
        10,
        "Ka Thẻm",
        "Nữ",
        date(1993, 12, 1),
        "Chi bộ Thôn 1",
        date(2020, 2, 3),
        date(2019, 2, 3),
        "49000010",
        None,
        "HTXSNV",
        None,
        None,
    ],
    [
        11,
        "Hoàng Minh Tài",
        "Nam",
        date(1988, 2, 2),
        "Chi bộ Thôn 1",
        date(2015, 2, 3),
        date(2016, 2, 3),
        "4900",
        "Đang sinh hoạt",
        "HTTNV",
        None,
        None,
    ],
    [
        12,
        "Võ Thị Lan",
        "Nữ",
        date(1968, 11, 20),
        "Chi bộ Thôn 2",
        date(1994, 2, 3),
        date(1995, 2, 3),
        "49000012",
        "Đang sinh hoạt",
        "HTTNV",
        None,
        "chuyển đi 03/2024",
    ],
]


def faulty_book() -> Workbook:
    """A roster in which an uncached formula, an error, a struck row and other faults stand."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "DS đảng viên"
    sheet.append(["DANH SÁCH ĐẢNG VIÊN NĂM 2024"])
    header(sheet, HEADER)
    rows(sheet, PEOPLE)
    sheet["J3"] = '=IF(A3=1,"HTTNV","HTNV")'
    sheet["G7"] = "#REF!"
    sheet["G7"].data_type = "e"
    sheet["B12"].font = Font(strike=True)
    sheet.row_dimensions[13].hidden = True
    sheet.append([None, "Tổng cộng: 15 đồng chí"])
    return book
