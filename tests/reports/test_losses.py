"""What of a workbook would be lost, told from its parts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from lacduong_kpi.reports import losses as room
from lacduong_kpi.reports.losses import losses


def plain() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["Họ và tên", "Điểm"])
    sheet.append(["Người", 1])
    sheet["A2"].comment = Comment("ghi chú", "ai đó")
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    sink = BytesIO()
    book.save(sink)
    return sink.getvalue()


def with_part(name: str, content: bytes = b"<x/>") -> bytes:
    sink = BytesIO(plain())
    with zipfile.ZipFile(sink, "a") as archive:
        archive.writestr(name, content)
    return sink.getvalue()


def with_sheet(inside: bytes) -> bytes:
    sink = BytesIO()
    with zipfile.ZipFile(BytesIO(plain())) as old, zipfile.ZipFile(sink, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</worksheet>", inside + b"</worksheet>")
            new.writestr(name, content)
    return sink.getvalue()


def test_losses__an_ordinary_workbook__none() -> None:
    assert losses(plain()) == ()


@pytest.mark.parametrize(
    ("part", "lost"),
    [
        ("xl/charts/chart1.xml", "charts"),
        ("xl/vbaProject.bin", "macros"),
        ("xl/media/image1.png", "images"),
        ("xl/pivotTables/pivotTable1.xml", "pivots"),
        ("xl/pivotCache/pivotCacheDefinition1.xml", "pivots"),
        ("xl/ctrlProps/ctrlProp1.xml", "controls"),
        ("xl/activeX/activeX1.xml", "macros"),
        ("xl/drawings/drawing1.xml", "drawings"),
        ("xl/threadedComments/threadedComment1.xml", "threads"),
        ("xl/embeddings/oleObject1.bin", "embedded"),
        ("xl/queryTables/queryTable1.xml", "queries"),
        ("xl/connections.xml", "queries"),
        ("_xmlsignatures/sig1.xml", "signature"),
        ("customXml/item1.xml", "other"),
        ("xl/somethingNew/part1.xml", "other"),
    ],
)
def test_losses__a_part_that_is_not_written_again__told(part: str, lost: str) -> None:
    assert losses(with_part(part)) == (lost,)


@pytest.mark.parametrize(
    "part",
    ["xl/printerSettings/printerSettings1.bin", "docProps/thumbnail.jpeg", "xl/calcChain.xml"],
)
def test_losses__what_nobody_misses__none(part: str) -> None:
    assert losses(with_part(part)) == ()


@pytest.mark.parametrize(
    ("inside", "lost"),
    [
        (b'<extLst><ext uri="{05C60535}"/></extLst>', "extensions"),
        (b'<picture r:id="rId9"/>', "images"),
        (b"<controls><control/></controls>", "controls"),
        (b"<protectedRanges><protectedRange/></protectedRanges>", "settings"),
        (b"<customSheetViews/>", "settings"),
    ],
)
def test_losses__inside_a_sheet__told(inside: bytes, lost: str) -> None:
    assert losses(with_sheet(inside)) == (lost,)


def test_losses__a_form_control_among_the_comments__told() -> None:
    shape = b'<xml><x:ClientData ObjectType="Checkbox"/></xml>'
    assert losses(with_part("xl/drawings/vmlDrawing9.vml", shape)) == ("controls",)


def test_losses__a_chart_of_openpyxl__told() -> None:
    book = openpyxl.load_workbook(BytesIO(plain()))
    sheet: Any = book.active
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2))
    sheet.add_chart(chart, "D1")
    assert losses(saved(book)) == ("charts", "drawings")


@pytest.mark.parametrize(
    "content",
    [b"", b"a;b\n", b"\xd0\xcf\x11\xe0" * 100, with_part("x")[:300]],
    ids=["empty", "text", "compound", "torn"],
)
def test_losses__no_xlsx__said(content: bytes) -> None:
    assert losses(content) == ("not_xlsx",)


def test_losses__a_zip_of_something_else__said() -> None:
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert losses(sink.getvalue()) == ("not_xlsx",)


def test_losses__merged_over_the_whole_sheet__too_large_for_openpyxl() -> None:
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert losses(with_sheet(merged)) == ("too_large",)


def test_losses__more_cells_than_openpyxl_should_hold__told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "SHEET_BYTES", 100)
    assert losses(plain()) == ("too_large",)
