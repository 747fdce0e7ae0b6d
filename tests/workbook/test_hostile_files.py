"""Files that once took too long or broke a reader: read or refused, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from packages import book
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
