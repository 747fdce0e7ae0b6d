"""XML spreadsheets of Excel 2003: what hostile files say of rows, columns and merged cells."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.model import CellFault
from lacduong_kpi.workbook.sheets import ReadSheet
from lacduong_kpi.workbook.spreadsheetml import read_spreadsheetml
from workbooks import cells, refusal

_SS = "urn:schemas-microsoft-com:office:spreadsheet"
_DAY = '<Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>'


def book(rows: str, columns: str = "", styles: str = _DAY) -> bytes:
    table = f"<Table>{columns}{rows}</Table>"
    return (
        f'<?xml version="1.0"?><Workbook xmlns="{_SS}" xmlns:ss="{_SS}"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="DS">{table}</Worksheet></Workbook>'
    ).encode()


def cell(text: str, attributes: str = "") -> str:
    return f'<Cell{attributes}><Data ss:Type="String">{text}</Data></Cell>'


def row(*written: str, attributes: str = "") -> str:
    return f"<Row{attributes}>{''.join(written)}</Row>"


def sheet(content: bytes) -> ReadSheet:
    return read_spreadsheetml((content,), NORMAL)[0]


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("a", ' ss:Index="3"'), cell("b", ' ss:Index="3"')),
        row(cell("a", ' ss:Index="3"'), cell("b", ' ss:Index="2"')),
        row(cell("a", ' ss:Index="0"')),
        row(cell("a", ' ss:Index="x"')),
        row(cell("a", ' ss:Index="16385"')),
        row(cell("a"), attributes=' ss:Index="0"'),
        row(cell("a"), attributes=' ss:Index="1048577"'),
        row(cell("a")) * 3 + row(cell("b"), attributes=' ss:Index="2"'),
        row("<Cell/>" * 20_000),
    ],
)
def test_number_that_does_not_ascend__refused(tmp_path: Path, rows: str) -> None:
    """As Excel refuses it; two values of one cell must not become two rows."""
    assert refusal(tmp_path, book(rows), "a.xml") == "files.damaged"


def test_cell_with_two_values__refused(tmp_path: Path) -> None:
    twice = cell('a<Data ss:Type="String">b</Data>c')
    assert refusal(tmp_path, book(row(twice)), "a.xml") == "files.damaged"


def test_row_that_stands_for_several__the_next_comes_behind_them() -> None:
    hidden = row(attributes=' ss:Hidden="1" ss:Span="2"')
    found = sheet(book(row(cell("a")) + hidden + row(cell("b")))).sheet
    assert cells(found) == {(1, 1): "a", (5, 1): "b"}
    assert found.hidden_rows == {2, 3, 4}


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (row(cell("a")), '<Column ss:StyleID="d" ss:Index="1" ss:Span="16383"/>' * 50_000),
        (row(cell("a", ' ss:MergeDown="5000"')) * 50_000, ""),
        (row(*[cell("a", ' ss:MergeDown="500"')] * 500) * 100, ""),
        ("<Row/>" * 1_200_000, ""),
        (row("<a>" * 1_000_000), ""),
    ],
    ids=["columns", "merges", "wide merges", "rows", "depth"],
)
def test_flood__refused_soon(tmp_path: Path, rows: str, columns: str) -> None:
    began = time.process_time()
    assert refusal(tmp_path, book(rows, columns), "a.xml") == "files.damaged"
    assert time.process_time() - began < 3


def test_flood_of_styles__refused_soon(tmp_path: Path) -> None:
    styles = "".join(f'<Style ss:ID="s{n}"/>' for n in range(150_000))
    assert refusal(tmp_path, book(row(cell("a")), styles=styles), "a.xml") == "files.damaged"


def test_merged_area_written_again_or_to_the_end__read() -> None:
    rows = row(cell("a", ' ss:MergeDown="1048575" ss:MergeAcross="16383"')) + row(cell("b"))
    found = sheet(book(rows)).sheet
    assert cells(found) == {(1, 1): "a", (2, 1): "b"}


def test_text_longer_than_any_cell__a_fault() -> None:
    found = sheet(book(row(cell("a" * 32_767), cell("b" * 32_768)))).sheet
    assert found.value(1, 1) == "a" * 32_767
    assert found.value(1, 2) == CellFault("text")
