"""Old Excel workbooks whose cells lie far apart: read by their records, without the library."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import xlwt
from xlwt.CompoundDoc import XlsDoc

from lacduong_kpi.workbook import xls
from lacduong_kpi.workbook.biff_strings import shared_strings
from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.model import CellFault
from workbooks import cells, read, refusal

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


def saved(stream: bytes) -> bytes:
    sink = BytesIO()
    XlsDoc().save(sink, stream)
    return sink.getvalue()


def stream_of(fill: Fill) -> bytes:
    written = xlwt.Workbook()
    fill(written.add_sheet("DS"))
    stream: bytes = written.get_biff_data()
    return stream


def fill_merged(sheet: xlwt.Worksheet) -> None:
    sheet.write_merge(0, 0, 0, 3, "Danh sách")
    for row in range(1, 5):
        sheet.write(row, 0, f"An {row}")
        sheet.write(row, 3, row)


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


CHART = (
    record(0x809, struct.pack("<4H2I", 0x600, 0x20, 0, 0, 0, 0))
    + record(0x203, struct.pack("<3Hd", 2, 0, 0, 7.5))
    + record(0x0A)
)
MERGES, EXTENT = struct.pack("<H", 0xE5), struct.pack("<2H", 0x200, 14)


def test_chart_in_a_sheet__what_stands_behind_it_told(tmp_path: Path) -> None:
    """Excel writes charts behind the cells and before the merged areas; the numbers that a chart
    keeps are no cells."""
    stream = stream_of(fill_merged)
    at = stream.rindex(MERGES)
    (found,) = read(tmp_path, saved(stream[:at] + CHART + stream[at:]), "a.xls").sheets
    (plain,) = read(tmp_path, saved(stream), "b.xls").sheets
    assert found.merges == plain.merges != ()
    assert cells(found) == cells(plain)


@pytest.mark.parametrize(
    "changed",
    [
        lambda stream: stream.replace(EXTENT, CHART + EXTENT),
        lambda stream: stream.replace(EXTENT, CHART[:20] + EXTENT),
        lambda stream: stream[: stream.rindex(record(0x0A))],
        lambda stream: stream[: stream.index(record(0x0A))] + record(0x5C) + stream[stream.index(record(0x0A)) :],
    ],
    ids=["cells behind a chart", "chart without end", "sheet without end", "offset of no sheet"],
)  # fmt: skip
def test_sheet_that_is_not_where_it_is_said_to_be__refused(
    tmp_path: Path, changed: Callable[[bytes], bytes]
) -> None:
    """The library stops there, and tells a sheet with few cells or none."""
    stream = stream_of(fill_merged)
    assert changed(stream) != stream
    assert refusal(tmp_path, saved(changed(stream)), "a.xls") == "files.damaged"


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
