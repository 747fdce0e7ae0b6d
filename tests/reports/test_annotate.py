"""The annotated copy: the user's workbook with marks, or a workbook of its own."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from lacduong_kpi.assess.model import Assessment, Deciding, DecidingCell
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.records.model import Input
from lacduong_kpi.reports.annotate import Annotated, annotate
from lacduong_kpi.reports.view import View
from lacduong_kpi.tables.model import Presence, SheetReading, SheetVerdict, Table
from lacduong_kpi.terms import Kind
from lacduong_kpi.workbook.marker import Marker, marker_of
from lacduong_kpi.workbook.model import Sheet
from reports import build

FILE, TITLE = "lists/DSDV.xlsx", "Đảng viên"
RED, YELLOW, ORANGE = "00F8B9B3", "00FFF27A", "00FFE9B8"


def roster(change: Any = None) -> bytes:
    """Title, head row 2, people in rows 3 to 5, a formula with a stored result in C6."""
    book = openpyxl.Workbook()
    book.properties.created = datetime(2024, 1, 1)  # noqa: DTZ001  (a copy keeps it)
    sheet: Any = book.active
    sheet.title = TITLE
    rows = (
        ("DANH SÁCH ĐẢNG VIÊN",),
        ("Họ và tên", "Ngày vào Đảng", "Xếp loại", "Ghi chú"),
        ("Người Một", date(2019, 3, 2), "HTTNV", None),
        ("Người Hai", "31/02/2019", None, "x"),
        ("=Người Ba", date(2020, 1, 1), "HTNV", None),
    )
    for row in rows:
        sheet.append(row)
    sheet["A5"].data_type = "s"
    sheet["C6"] = "=COUNTA(C3:C5)"
    sheet["D4"].comment = Comment("của văn phòng", "Văn phòng")
    sheet["A3"] = CellRichText("Người ", TextBlock(InlineFont(b=True), "Một"))
    book.create_sheet("Khác")["A1"] = f"='{TITLE}'!C6"
    if change is not None:
        change(book)
    sink = BytesIO()
    book.save(sink)
    return with_result(sink.getvalue())


def with_result(package: bytes) -> bytes:
    """openpyxl stores no results of formulas; Excel does."""
    sink = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(sink, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            content = content.replace(
                b"<f>COUNTA(C3:C5)</f><v></v>", b"<f>COUNTA(C3:C5)</f><v>2</v>"
            )
            content = content.replace(b"<f>COUNTA(C3:C5)</f><v/>", b"<f>COUNTA(C3:C5)</f><v>2</v>")
            new.writestr(name, content)
    return sink.getvalue()


def place(cell: str | None, row: int | None = None) -> Place:
    return Place(FILE, TITLE, cell, row, "cột")


def assessed(*faults: Finding) -> Assessment:
    """C4 is blank and decides B3; B4 is no day."""
    cells = (DecidingCell(FILE, TITLE, "C4", "rating", "blank", "Đảng bộ xã Lát", 4),)
    target = replace(build.b3(), deciding=Deciding(1, 1, cells))
    table = Table(
        FILE, Sheet(TITLE, ()), Kind.MEMBER, Presence.LISTED, 2, 2, rows=build.array("I", [3, 4, 5]),
        claims=(), columns=(),
    )  # fmt: skip
    found = faults or (finding("V02", place("B4", 4)), finding("V01", place("C4", 4)))
    return replace(
        build.assessment(target, findings=found),
        inputs=(Input(FILE, "0" * 64, (TITLE,)),),
        readings=(SheetReading(FILE, TITLE, SheetVerdict.ROSTER, (table,), ()),),
    )


def made(change: Any = None, *faults: Finding) -> tuple[Annotated, Any]:
    result = annotate(roster(change), assessed(*faults), View())
    return result, openpyxl.load_workbook(BytesIO(result.content), rich_text=True)


def test_annotate__marks__filled_commented_and_said_at_the_left() -> None:
    result, book = made()
    sheet = book[TITLE]
    assert result.lost == ()
    assert sheet["A2"].value == "Tình trạng"
    assert sheet["A4"].value == "LỖI V02; CẦN BỔ SUNG B3; CẢNH BÁO V01"
    assert sheet["A3"].value is None
    assert sheet["C4"].fill.fgColor.rgb == RED
    assert sheet["C4"].comment.text.startswith("LỖI V02: ")
    assert sheet["D4"].fill.fgColor.rgb == YELLOW
    assert sheet["D4"].comment.text.count("\n") == 1
    assert sheet["C3"].fill.fill_type is None


def test_annotate__what_the_user_wrote__still_there_one_column_on() -> None:
    before = openpyxl.load_workbook(BytesIO(roster()), rich_text=True)[TITLE]
    after = made()[1][TITLE]
    for row in before.iter_rows(min_row=1, max_row=5):
        for cell in row:
            moved = after.cell(cell.row, cell.column + 1)
            assert moved.value == cell.value
            assert moved.number_format == cell.number_format
            assert moved.data_type == cell.data_type
    assert isinstance(after["B3"].value, CellRichText)
    assert after["E4"].comment.text == "của văn phòng"


def test_annotate__formulas__follow_and_keep_their_results() -> None:
    result, book = made()
    assert book[TITLE]["D6"].value == "=COUNTA(D3:D5)"
    assert book["Khác"]["A1"].value == f"='{TITLE}'!D6"
    values = openpyxl.load_workbook(BytesIO(result.content), data_only=True)
    assert values[TITLE]["D6"].value == 2


def test_annotate__results__first_sheet_with_links_to_the_cells() -> None:
    _, book = made()
    results = book.worksheets[0]
    assert results.title == "Kết quả kiểm tra"
    assert book.active is results
    assert [sheet.sheet_view.tabSelected for sheet in book.worksheets] == [True, False, False]
    linked = {
        (row[5].value, row[6].value, row[6].hyperlink.location)
        for row in results.iter_rows()
        if row[6].hyperlink
    }
    assert linked == {("C4", "D4", f"'{TITLE}'!D4"), ("B4", "C4", f"'{TITLE}'!C4")}


def test_annotate__a_mark_of_ours_and_sound_package() -> None:
    result, _ = made()
    assert marker_of(result.content) is Marker.ANNOTATED
    with zipfile.ZipFile(BytesIO(result.content)) as archive:
        assert archive.testzip() is None


def test_annotate__a_report_of_ours_given_again__marked_once() -> None:
    again = annotate(made()[0].content, assessed(), View())
    assert again.lost == ()
    assert marker_of(again.content) is Marker.ANNOTATED


def test_annotate__an_own_comment__kept_above_ours() -> None:
    fault = finding("V05", place("D4", 4))
    text = made(None, fault)[1][TITLE]["E4"].comment.text
    assert text.startswith("của văn phòng\nLỖI V05: ")


def test_annotate__a_range_a_row_a_note_and_another_file__each_in_its_way() -> None:
    faults = (
        finding("V05", place("B3:B5")),
        finding("V13", place(None, 4)),
        finding("V11", place("A3", 3)),
        finding("V02", Place("other.xlsx", TITLE, "A5", 5)),
        finding("V02", Place(FILE, "không có", "A5", 5)),
    )
    sheet = made(None, *faults)[1][TITLE]
    assert [sheet[f"C{row}"].fill.fgColor.rgb for row in (3, 4, 5)] == [RED] * 3
    assert sheet["A5"].value == "LỖI V05"
    assert "V13" in sheet["A4"].value
    assert sheet["B3"].fill.fill_type is None
    assert sheet["B5"].comment is None


def test_annotate__a_covered_cell_of_a_merged_area__no_harm() -> None:
    def merge(book: Any) -> None:
        book[TITLE].merge_cells("C4:D4")

    result, book = made(merge, finding("V05", place("D4", 4)))
    assert result.lost == ()
    assert book[TITLE]["A4"].value.startswith("LỖI V05")


def test_annotate__sheets_without_marks__untouched() -> None:
    _, book = made()
    assert book["Khác"].max_column == 1


def test_annotate__a_chart__written_apart_and_said() -> None:
    def chart(book: Any) -> None:
        picture = BarChart()
        picture.add_data(Reference(book[TITLE], min_col=3, min_row=2, max_row=5))
        book[TITLE].add_chart(picture, "G1")

    result, book = made(chart)
    assert result.lost == ("charts", "drawings")
    assert book.sheetnames == ["Kết quả kiểm tra"]
    said = [cell.value for row in book.active.iter_rows() for cell in row if cell.value]
    assert any("biểu đồ" in str(text) for text in said)
    assert "C4" in said
    assert "Người Hai" not in said
    assert marker_of(result.content) is Marker.ANNOTATED


@pytest.mark.parametrize("content", [b"", b"\xd0\xcf\x11\xe0old", "STT;Họ tên\n".encode()])
def test_annotate__no_xlsx__written_apart(content: bytes) -> None:
    result = annotate(content, assessed(), View())
    assert result.lost == ("not_xlsx",)
    assert openpyxl.load_workbook(BytesIO(result.content)).sheetnames == ["Kết quả kiểm tra"]


def test_annotate__a_package_that_openpyxl_cannot_read__written_apart() -> None:
    sink = BytesIO()
    with zipfile.ZipFile(BytesIO(roster())) as old, zipfile.ZipFile(sink, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<broken" if name == "xl/styles.xml" else old.read(name))
    assert annotate(sink.getvalue(), assessed(), View()).lost == ("unreadable",)


def test_annotate__nothing_to_mark__a_copy_with_results_only() -> None:
    calm = replace(assessed(), targets=(build.district().targets[0],), findings=())
    result = annotate(roster(), calm, View())
    book = openpyxl.load_workbook(BytesIO(result.content))
    assert result.lost == ()
    assert book[TITLE]["A2"].value == "Họ và tên"


def test_annotate__the_same_bytes_every_time() -> None:
    assert made()[0].content == made()[0].content
