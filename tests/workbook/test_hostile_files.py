"""Files that once took too long or broke a reader: read or refused, and soon."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lacduong_kpi.workbook import xlsx
from lacduong_kpi.workbook.formulas import UNCACHED
from lacduong_kpi.workbook.marker import marker_in
from lacduong_kpi.workbook.model import Area
from packages import book, packed, parts, sheet
from workbooks import cells, read, refusal

TABLE = "".join(
    f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>2</v></c></row>' for r in range(1, 31)
)
EXPECTED = {(r, c): (r, 2)[c - 1] for r in range(1, 31) for c in (1, 2)}


def test_rows__long_rest_without_a_row__read(tmp_path: Path) -> None:
    """So long that the expression for all columns is tried where no row ends."""
    rest = '<row r="50" ' + " ".join(f'a{i}="{i}"' for i in range(9_000)) + "/>"
    assert cells(read(tmp_path, book(TABLE + rest)).sheets[0]) == EXPECTED


@pytest.mark.parametrize("end", ["\n", "\r"])
@pytest.mark.parametrize("start", ["", "a;b\n1;2\n"])
def test_delimited__more_lines_than_any_sheet__refused_soon(
    tmp_path: Path, start: str, end: str
) -> None:
    content = (start + end * 5_000_000).encode()
    began = time.process_time()
    assert refusal(tmp_path, content, "a.csv") == "files.too_many_rows"
    assert time.process_time() - began < 2


def test_html__reference_of_thousands_of_digits__a_letter_that_cannot_be_read(
    tmp_path: Path,
) -> None:
    digits = "9" * 6_000
    page = (
        f'<html><table><tr><td title="&#{digits};">&#{digits};x</td><td>y</td></tr></table></html>'
    )
    found = read(tmp_path, page.encode(), "a.xls").sheets[0]
    assert found.value(1, 2) == "y"


def test_html__angle_brackets_that_begin_nothing__text(tmp_path: Path) -> None:
    page = "<table><tr><td>< 3 << 5 >> <</td><th>x &lt; <b>y</b></table>"
    found = read(tmp_path, f"<html><meta charset=utf-8>{page}".encode(), "a.xls").sheets[0]
    assert [found.value(1, column) for column in (1, 2)] == ["< 3 << 5 >> <", "x < y"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("<" * 1_000_000, "files.no_table"),
        ("<table>" + "<tr><td>x" * 1_000_000, "files.too_many_rows"),
        ("<table><tr>" + "<td>x" * 1_000_000, "files.too_many_columns"),
    ],
)
def test_html__more_than_any_page_holds__refused_soon(
    tmp_path: Path, content: str, key: str
) -> None:
    began = time.process_time()
    assert refusal(tmp_path, f"<html>{content}".encode(), "a.xls") == key
    assert time.process_time() - began < 1


def _seconds(task: Callable[[], object]) -> float:
    began = time.process_time()
    task()
    return time.process_time() - began


@pytest.mark.parametrize(
    "content",
    [
        b"<property " * 6_000,
        b'<property name="lacduong-kpi" ' * 2_000,
        b'<property name="lacduong-kpi">' + b" " * 60_000,
        (b'<property name="lacduong-kpi">' + b" " * 50) * 800,
        b"<" + b"w" * 60_000,
    ],
)
def test_marker__made_to_be_searched_for_long__told_soon(content: bytes) -> None:
    assert _seconds(lambda: marker_in(content)) < 0.5


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_package__opening_tag_of_thousands_of_namespaces__refused(
    tmp_path: Path, part: str
) -> None:
    names = " ".join(f'xmlns:a{i}="urn:{i}"' for i in range(5_000))
    package = parts({"S": sheet(TABLE)}, strings=["a"])
    package[part] = re.sub("<(worksheet|sst) ", rf"<\1 {names} ", str(package[part]), count=1)
    assert refusal(tmp_path, packed(package)) == "files.too_big_inside"


def test_package__two_sheets_of_one_part__refused(tmp_path: Path) -> None:
    package = parts({"A": sheet(TABLE), "B": sheet(TABLE)})
    relations = "xl/_rels/workbook.xml.rels"
    package[relations] = str(package[relations]).replace("sheet2.xml", "SHEET1.xml")
    assert refusal(tmp_path, packed(package)) == "files.damaged"


def test_rich_text__runs_within_runs__read_in_linear_time(tmp_path: Path) -> None:
    text = "<si>" + "<r><t>x" * 20_000 + "</t></r>" * 20_000 + "</si>"
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    content = book(row, strings=[text])
    assert _seconds(lambda: read(tmp_path, content)) < 2


def test_formulas__text_that_doubles__no_longer_than_a_cell(tmp_path: Path) -> None:
    text = '<c r="A1" t="inlineStr"><is><t>' + "x" * 20_000 + "</t></is></c>"
    row = f'<row r="1">{text}<c r="B1"><f>A1&amp;A1</f></c>'
    row += '<c r="C1"><f>CONCATENATE(A1,A1)</f></c><c r="D1"><f>UPPER(A1)</f></c></row>'
    found = read(tmp_path, book(row)).sheets[0]
    assert [found.value(1, column) for column in (2, 3, 4)] == [UNCACHED, UNCACHED, "X" * 20_000]


def test_formulas__more_than_are_looked_at__faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "MOST_FORMULAS", 3)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><f>"x{n}"</f></c></row>' for n in range(1, 3))
    package = packed(parts({"A": sheet(rows), "B": sheet(rows)}))
    values = [value for each in read(tmp_path, package).sheets for value in cells(each).values()]
    assert values == ["x1", "x2", "x1", UNCACHED]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "docProps/custom.xml", "xl/drawings/drawing1.xml"]
)
def test_package__document_type_in_a_part_that_is_not_read__refused(
    tmp_path: Path, part: str, encoding: str
) -> None:
    package = parts({"S": sheet(TABLE)})
    package[part] = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode(encoding)
    assert refusal(tmp_path, packed(package)) == "files.xml_declaration"


def test_merges__same_area_many_times__once(tmp_path: Path) -> None:
    merges = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 1_000 + "</mergeCells>"
    content = packed(parts({"S": sheet(TABLE, after=merges)}))
    assert read(tmp_path, content).sheets[0].merges == (Area(1, 1, 2, 2),)


def test_merges__over_each_other__refused(tmp_path: Path) -> None:
    areas = "".join(f'<mergeCell ref="A1:B{n}"/>' for n in range(2, 201))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 301))
    content = packed(parts({"S": sheet(rows, after=f"<mergeCells>{areas}</mergeCells>")}))
    assert refusal(tmp_path, content) == "files.damaged"


@pytest.mark.parametrize("cell", ["<v>1</c>", "<is><t>1</c>", "<v>1</t></is></c>"])
def test_cell__tags_that_do_not_match__refused(tmp_path: Path, cell: str) -> None:
    assert refusal(tmp_path, book(f'<row r="1"><c r="A1">{cell}</row>')) == "files.damaged"
