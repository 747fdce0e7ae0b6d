"""The Word report: the official form, blanks for the clerk, no name."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Pt

from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.reports import docx, official
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Verdict
from lacduong_kpi.wording import Language
from reports import build
from reports.everything import filled, rich

HEAD = Letterhead(
    upper_body="Đảng bộ tỉnh Lâm Đồng",
    issuer="Huyện ủy Lạc Dương",
    place="Lạc Dương",
    sign="BC/HU",
    scope="Đảng bộ huyện",
    committee="Ban Thường vụ Huyện ủy",
    on_behalf_of="Ban Thường vụ",
    signer_title="Bí thư",
    signer="Người Ký Thử",
)


def read(view: View | None = None) -> Any:
    return Document(BytesIO(docx.render(rich(), view or View(letterhead=HEAD))))


def words(document: Any) -> str:
    """Paragraphs and cells in the order of the document."""
    parts = []
    for element in document.element.body.iter():
        if element.tag.endswith("}p"):
            parts.append(
                "".join(run.text or "" for run in element.iter() if run.tag.endswith("}t"))
            )
    return "\n".join(parts) + "\n"


def test_render__district__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.docx.txt", words(read()))


def test_render__english__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.en.docx.txt", words(read(View(language=Language.EN))))


def test_page__a4_with_the_official_margins__annex_across() -> None:
    report, annex = read().sections
    sizes = [(round(each.page_width.mm), round(each.page_height.mm)) for each in (report, annex)]
    assert sizes == [(210, 297), (297, 210)]
    assert annex.orientation is WD_ORIENT.LANDSCAPE
    for section in (report, annex):
        margins = (
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
        assert [round(each.mm) for each in margins] == [20, 20, 30, 15]
    assert report.different_first_page_header_footer  # no number on the first page


def test_body__times_new_roman_14__lines_of_18_points() -> None:
    document = read()
    style = document.styles["Normal"]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(14))
    body = [each for each in document.paragraphs if each.text.startswith("Tính đến ngày")]
    assert [each.paragraph_format.line_spacing for each in body] == [Pt(18)]
    assert [round(each.paragraph_format.first_line_indent.mm) for each in body] == [10]


def test_head__issuer_party_number_and_date__blanks_left() -> None:
    left, right = read().tables[0].rows[0].cells
    assert [each.text for each in left.paragraphs] == [
        "ĐẢNG BỘ TỈNH LÂM ĐỒNG",
        "HUYỆN ỦY LẠC DƯƠNG",
        "*",
        "Số          -BC/HU",
    ]
    party, day = right.paragraphs
    assert party.text == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert (party.runs[0].bold, party.runs[0].font.size) == (True, Pt(15))
    assert day.text.startswith("Lạc Dương, ngày  ")
    assert day.runs[0].italic
    assert not any(letter.isdigit() for letter in day.text)


def test_signature__as_given() -> None:
    right = read().tables[1].rows[0].cells[1]
    assert [each.text for each in right.paragraphs if each.text] == [
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Người Ký Thử",
    ]


def test_letterhead__asked_before_planned_before_blank() -> None:
    full = rich()
    letterhead = Letterhead(place="Đà Lạt", sign="BC/TU")
    planned = replace(full, plan=replace(full.plan, letterhead=letterhead))
    head = docx.letterhead(planned, View(letterhead=Letterhead(place="Lạc Dương")))
    assert (head.place, head.sign, head.signer) == ("Lạc Dương", "BC/TU", None)


def test_draft__said_on_top() -> None:
    assert read().paragraphs[0].text == "Dự thảo"


def test_annex__eight_columns_a_row_a_target__head_repeated() -> None:
    table = read().tables[2]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == [
        *("TT", "Chỉ tiêu", "Mục tiêu", "Tử số", "Mẫu số", "Kết quả (%)", "Đánh giá", "Ghi chú")
    ]
    assert len(rows) == 1 + 12 + 2
    assert rows[3][:8] == [
        *("2", "Có chương trình kiểm tra, giám sát", "100\u00a0%", "90", "92"),
        *("97,83", "Chưa đạt", "Thiếu 02"),
    ]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert not table.rows[1]._tr.trPr.xpath("w:tblHeader")


def test_render__details__still_no_name() -> None:
    with_details = docx.render(rich(), View(details=True))
    package = zipfile.ZipFile(BytesIO(with_details))
    assert "Người Thử Nghiệm" not in b"".join(map(package.read, package.namelist())).decode(
        "utf-8", "ignore"
    )


def test_fields__only_the_page_number() -> None:
    package = zipfile.ZipFile(BytesIO(docx.render(filled('{ HYPERLINK "http://x" }'), View())))
    content = "".join(
        package.read(name).decode()
        for name in package.namelist()
        if name.startswith("word/") and name.endswith(".xml")
    )
    assert content.count("w:fldSimple ") == 1
    assert "w:instrText" not in content
    assert "<w:hyperlink " not in content


def test_properties__nothing_of_the_machine() -> None:
    properties = read().core_properties
    assert properties.author == "lacduong-kpi"
    assert properties.created.date() == properties.modified.date() == date(2024, 12, 31)
    package = zipfile.ZipFile(BytesIO(docx.render(rich(), View())))
    assert package.testzip() is None
    assert not [name for name in package.namelist() if "thumbnail" in name]


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        (date(2024, 2, 5), "05/02/2024"),
        (date(2025, 6, 30), "30/6/2025"),
        (date(2024, 12, 1), "01/12/2024"),
        (date(2024, 1, 10), "10/01/2024"),
    ],
)
def test_day__as_offices_write(exact: date, written: str) -> None:
    assert official.day(exact) == written


@pytest.mark.parametrize(
    ("number", "written"), [(0, "0"), (1, "01"), (9, "09"), (10, "10"), (1154, "1.154")]
)
def test_count__two_digits_below_ten(number: int, written: str) -> None:
    assert official.count(Language.VI, number) == written


def test_summary__as_the_yearly_report_says_it() -> None:
    text = official.summary(Language.VI, build.district(), "Đảng bộ huyện")
    assert text == (
        "Tính đến ngày 31/12/2024, Đảng bộ huyện có 06/12 chỉ tiêu đạt và vượt (trong đó 01 chỉ tiêu "
        "vượt); 03 chỉ tiêu chưa đạt; 01 chỉ tiêu chưa xác định do còn 23 đảng viên chưa rõ xếp loại; "
        "02 chỉ tiêu chưa đến hạn."
    )


@pytest.mark.parametrize("verdict", list(Verdict))
def test_verdict__one_word_each(verdict: Verdict) -> None:
    word = official.verdict(Language.VI, build.score(verdict, 1, 2))
    assert word[:1].isupper()
    assert word.upper() != word


SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.external
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice__opens_and_prints_the_report(tmp_path: Path) -> None:
    source = tmp_path / "kq.docx"
    source.write_bytes(docx.render(rich(), View(letterhead=HEAD)))
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
