"""Old Excel workbooks whose cells lie far apart: read by their records, without the library."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlwt

from lacduong_kpi.workbook import xls
from lacduong_kpi.workbook.biff_strings import shared_strings
from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.model import CellFault
from workbooks import cells, read

Fill = Callable[[xlwt.Worksheet], None]
FORMULA = xlwt.Formula("1/0")


def book(*fills: Fill) -> bytes:
    written = xlwt.Workbook()
    for number, fill in enumerate(fills, 1):
        fill(written.add_sheet(f"Trang {number}"))
    sink = BytesIO()
    written.save(sink)
    return sink.getvalue()


def fill_list(sheet: xlwt.Worksheet) -> None:
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for row in range(1, 40):
        sheet.write(row, 0, row)
        sheet.write(row, 1, f"Kơ Să K'Mbin {row}" if row % 2 else f"An {row}")
        sheet.write(row, 2, 20_000 + row, day)
        sheet.write(row, 3, row / 8)
        sheet.write(row, 4, bool(row % 2))
    sheet.write(40, 0, FORMULA)


def fill_far(sheet: xlwt.Worksheet) -> None:
    fill_list(sheet)
    sheet.write(65_535, 255, "x")


def test_stray_cell_far_away__named_and_the_list_read(tmp_path: Path) -> None:
    """The library takes more than a gigabyte for such a sheet."""
    found = read(tmp_path, book(fill_far, fill_list), "a.xls")
    assert [(each.code, each.place.cell) for each in found.findings] == [("F07", "IV65536")]
    assert cells(found.sheets[0]) == cells(found.sheets[1])
    assert found.sheets[0].value(2, 2) == "Kơ Să K'Mbin 1"
    assert found.sheets[0].value(41, 1) in (None, 0, CellFault("#DIV/0!"))


@pytest.mark.parametrize("fill", [fill_list, lambda sheet: sheet.write(0, 0, "x" * 30_000)])
def test_by_the_records__as_by_the_library(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    content = book(fill, fill_list)
    library = [cells(each.sheet) for each in xls.read_xls(content, NORMAL)]
    monkeypatch.setattr(xls, "_SMALL", 0)
    monkeypatch.setattr(xls, "_SPARSE", 0)
    assert [cells(each.sheet) for each in xls.read_xls(content, NORMAL)] == library


def test_shared_strings__go_on_over_the_ends_of_records() -> None:
    head = struct.pack("<2I", 3, 3)
    narrow = struct.pack("<HB", 6, 0) + b"abc"
    rich = struct.pack("<HBH", 2, 9, 1) + "ơ".encode("utf-16-le")
    records = [head + narrow, b"\x01" + "dêf".encode("utf-16-le") + rich, b"\x00x" + b"run" + b"!"]
    tail = struct.pack("<HB", 1, 0) + b"z"
    assert shared_strings([*records, tail]) == ["abcdêf", "ơx", "z"]


@pytest.mark.parametrize("content", [b"\xff" * 8, b"\xff" * 8 + b"\x05\x00\x00ab"])
def test_shared_strings__fewer_than_they_say__told(content: bytes) -> None:
    with pytest.raises((IndexError, struct.error)):
        shared_strings([content])
