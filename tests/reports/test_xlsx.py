"""The report workbook, read again by openpyxl and by LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.reports import xlsx
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from lacduong_kpi.workbook.marker import Marker, marker_of
from reports import build
from reports.everything import filled, rich

SHEETS = [
    "Kết quả",
    "Biểu đồ",
    "Theo tổ chức",
    "Qua các năm",
    "Chưa đạt mức",
    "Ô quyết định",
    "Dữ liệu",
    "Tệp đã đọc",
]


def read(assessment: Assessment, view: View | None = None) -> Any:
    return openpyxl.load_workbook(BytesIO(xlsx.render(assessment, view or View())))


def table(sheet: Any) -> list[dict[str, Any]]:
    """The rows below the head row, by the words of the head."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = int(sheet.freeze_panes[1:]) - 2
    return [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]


def test_render__sheets__in_their_order() -> None:
    assert read(rich()).sheetnames == SHEETS
    assert read(build.district()).sheetnames == [name for name in SHEETS if name != "Qua các năm"]
    assert read(rich(), View(language=Language.EN)).sheetnames[0] == "Results"


def test_lists__too_long_to_be_read__cut_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [sheet.max_row for sheet in read(rich())]
    monkeypatch.setattr("lacduong_kpi.reports.xlsx_sheet.MOST_ROWS", 5)
    cut = read(rich())
    assert {name: cut[name].max_row for name in ("Chưa đạt mức", "Dữ liệu")} == {
        "Chưa đạt mức": 6,
        "Dữ liệu": 6,
    }
    assert max(whole) > 6
    for name in ("Chưa đạt mức", "Dữ liệu"):
        assert cut[name].cell(6, 1).value == (
            "Còn nữa: mỗi trang tính ghi đến 5 dòng; xem đủ ở báo cáo .json."
        )


def test_render__package__sound_and_marked_as_a_report() -> None:
    content = xlsx.render(rich(), View())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert marker_of(content) is Marker.REPORT


def test_results__figures__exact_numbers_shown_as_the_verdict_needs() -> None:
    narrow = build.score(build.NOT_MET, 89996, 100000)
    narrow = replace(narrow, rate=replace(build.rate(89996, 100000), percent="89.996"))
    made = build.assessment(build.target("X", "label", narrow, goal=build.percent_goal("90")))
    sheet = read(made)["Kết quả"]
    [row] = [row for row in sheet.iter_rows() if row[0].value == "X"]
    assert (row[4].value, row[5].value, row[6].value) == (89996, 100000, 89.996)
    assert row[6].number_format == "0.000"


def test_results__a_row_per_target_with_its_words() -> None:
    rows = {row["Mã"]: row for row in table(read(rich())["Kết quả"])}
    b3 = rows["B3"]
    assert (b3["Kết luận"], b3["Tử số"], b3["Mẫu số"], b3["Chưa rõ"]) == (
        "CHƯA XÁC ĐỊNH",
        958,
        1057,
        23,
    )
    assert (b3["Thấp nhất (%)"], b3["Cao nhất (%)"]) == (88.7, 90.83)
    assert rows["A7"]["Kết quả (%)"] is None
    assert {target.id for target in rich().targets} <= set(rows)


def test_links__lead_to_rows_of_the_same_target() -> None:
    book = read(rich())
    links = [cell for row in book["Kết quả"].iter_rows() for cell in row if cell.hyperlink]
    assert len(links) >= 3
    for cell in links:
        assert cell.hyperlink.target is None  # nothing outside of the workbook
        sheet, _, place = cell.hyperlink.location.rpartition("!")
        target = book["Kết quả"].cell(cell.row, 1).value
        assert book[sheet.strip("'")][place].value == target


def test_tables__filtered_frozen_and_ready_for_a4() -> None:
    book = read(rich())
    for name in SHEETS:
        sheet = book[name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_area
        if name not in ("Kết quả", "Biểu đồ", "Tệp đã đọc"):
            assert sheet.auto_filter.ref.endswith(str(sheet.max_row)) or name == "Qua các năm"
        if name != "Biểu đồ":
            assert sheet.freeze_panes
            assert sheet.print_title_rows


def test_charts__native_and_over_the_rows_they_name() -> None:
    book = read(rich())
    charts = book["Biểu đồ"]._charts
    assert len(charts) == 3  # all targets, the organizations of B3, the years of B3
    references = [series.val.numRef.f for chart in charts for series in chart.series]
    for reference in references:
        sheet, _, area = reference.rpartition("!")
        cells = book[sheet.strip("'")][area.replace("$", "")]
        assert all(isinstance(cell.value, int | float) for (cell,) in cells)


def test_gaps__without_details__no_name_and_no_column_for_it() -> None:
    without, with_names = (
        read(rich(), View(details=each))["Chưa đạt mức"] for each in (False, True)
    )
    assert "Họ và tên" not in table(without)[0]
    assert table(with_names)[0]["Họ và tên"] == "Người Thử Nghiệm"
    assert len(table(without)) == len(build.b3().gaps)


def test_deciding_and_findings__every_place_a_row() -> None:
    book = read(rich())
    assert len(table(book["Ô quyết định"])) == 24
    places = sum(1 + len(each.others) for each in rich().findings)
    assert len(table(book["Dữ liệu"])) == places


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", " =1", "=cmd|'/c calc'!A0"])
def test_any_text__never_a_formula(text: str) -> None:
    book = read(filled(text), View(details=True))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    quoted = [
        cell.quotePrefix
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == text
    ]
    assert quoted
    assert all(quoted)


def test_escapes_of_excel__stay_text() -> None:
    package = zipfile.ZipFile(BytesIO(xlsx.render(filled("_x001B_[2J"), View())))
    content = b"".join(package.read(name) for name in package.namelist())
    assert b"_x005F_x001B_" in content


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.external
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice__opens_and_prints_the_workbook(tmp_path: Path) -> None:
    source = tmp_path / "kq.xlsx"
    source.write_bytes(xlsx.render(rich(), View()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(source)], capture_output=True, timeout=180, check=True)
    assert (tmp_path / "kq.pdf").read_bytes().startswith(b"%PDF")
