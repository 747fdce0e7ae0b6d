"""Any text in any place: every report stays valid, and the text stays text."""

from __future__ import annotations

import csv
import unicodedata
import zipfile
from io import BytesIO, StringIO
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from docx import Document
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from lacduong_kpi.reports.view import View
from reports.everything import PACKAGES, TEXTS, all_rendered, filled
from reports.test_github import commands
from reports.test_html import parsed

TEXT_CASES = {
    "formula": "=cmd|'/c calc'!A0",
    "plus": "+84 123",
    "at": "@SUM(1)",
    "link formula": '=HYPERLINK("http://x.vn","x")',
    "markup": "<b onclick=x>&amp;</b>",
    "script": "</script><script>alert(1)</script>",
    "attribute": '" onmouseover="x\' y=`',
    "cdata": "]]>",
    "command": "::error::x",
    "command on a new line": "a\n::error file=x::y",
    "template": "{{ 7*7 }}{% for x in y %}",
    "format": "{0} {name} %s %(x)s",
    "rich": "[/][bold]x[link=file:///etc]",
    "escape": "\x1b[31mred\x1b]8;;http://x\x07",
    "c1": "\x9b31m\x85\x90",
    "nul": "a\x00b",
    "bidi": "abc\u202etxt.exe\u2066",
    "zero width": "a\u200b\u200d\ufeffb",
    "separators": "a\u2028b\u2029c",
    "surrogate": "a\ud800b",
    "noncharacter": "a\ufffe\uffffb",
    "astral": "\U0001f600 \U000e0041",
    "nfd": unicodedata.normalize("NFD", "Đảng ủy Lạc Dương"),
    "excel escape": "_x001B_[2J",
    "word field": "{ PAGE } { INCLUDETEXT file }",
    "sheet name": "a/b\\c?d*e[f]:g",
    "quotes": "'''\"\"\"",
    "markdown": "| a | `b` | [c](d) | <!-- e -->",
    "prometheus": 'x"} 1\n# TYPE y counter\ny 2',
    "spaces": " \t \r\n ",
    "empty": "",
    "long": "Nguyễn " * 6_000,
}
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check(text: str, *, details: bool = True) -> None:
    """Renders everything with `text` everywhere and reads each format again."""
    assessment = filled(text)
    view = View(details=details, by_organization=True)
    made = all_rendered(assessment, view)
    for name in TEXTS:
        _no_control(made[name].decode("utf-8").removeprefix("\ufeff"))
    ET.fromstring(made["junit"])
    parsed(made["html"].decode())
    rows = list(csv.reader(StringIO(made["csv"].decode().removeprefix("\ufeff")), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert list(text_string_to_metric_families(made["prometheus"].decode()))
    assert commands(made["github"].decode())
    _packages(made)


def _no_control(text: str) -> None:
    assert not [
        char
        for char in text
        if char != "\n" and (unicodedata.category(char) in ("Cc", "Cs") or char in BIDI)
    ]


def _packages(made: dict[str, bytes]) -> None:
    for name in PACKAGES:
        with zipfile.ZipFile(BytesIO(made[name])) as archive:
            assert archive.testzip() is None
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")):
                    ET.fromstring(archive.read(part))
    book = openpyxl.load_workbook(BytesIO(made["xlsx"]))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}
    assert Document(BytesIO(made["docx"])).tables


@pytest.mark.parametrize("name", list(TEXT_CASES))
def test_text_from_outside__every_report_valid_and_the_text_a_text(name: str) -> None:
    check(TEXT_CASES[name])


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.text(st.characters(), max_size=60))
def test_any_text__every_report_valid(text: str) -> None:
    check(text)


def test_plain_text__reaches_the_reader_unharmed() -> None:
    made = all_rendered(filled("Đưng K'Nớ & «Lát» 100 %"), View(details=True, by_organization=True))
    assert "Đưng K'Nớ &amp; «Lát» 100 %" in made["junit"].decode()
    assert "Đưng K&#39;Nớ &amp; «Lát» 100 %" in made["html"].decode()
    assert "Đưng K'Nớ & «Lát» 100 %" in made["csv"].decode()
    assert "Đưng K'Nớ & «Lát» 100 %" in made["prometheus"].decode()
    assert "Đưng K'Nớ & «Lát» 100 %25" in made["github"].decode()
    book = openpyxl.load_workbook(BytesIO(made["xlsx"]))
    assert "Đưng K'Nớ & «Lát» 100 %" in {cell.value for row in book["Theo tổ chức"] for cell in row}


def test_markup_in_names__told_apart_from_ours() -> None:
    made = all_rendered(filled("<h1>x</h1>"), View())
    page = parsed(made["html"].decode())
    assert page.tags["h1"] == 1
    assert "&lt;h1&gt;x&lt;/h1&gt;" in made["html"].decode()
