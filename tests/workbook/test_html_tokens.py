"""The tokens of a page: as a browser cuts them, and never looked at twice."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.workbook.html_tables import read_html
from lacduong_kpi.workbook.html_tokens import Attributes, read_tokens
from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.model import CellFault
from lacduong_kpi.workbook.refusal import RefusedError
from workbooks import read, refusal, rows

BEGINNINGS = [
    "<", "<a ", "<a b", "<a b=", "<a b='", '<a b="', "<a b=' c=\"", "<!", "<!--", "<!-", "<![CDATA[",
    "<!DOCTYPE [", "<?", "</", "</a", "</ ", "&", "&#", "&#x", "&a", "<td>", "<tr>", "<table>", "<script>",
    "</script", "<style>", "<title>", "<s>", "<p>", "<br>", "<td x=1 ", "<td\n", "<tr><td>x", "<td>x</td>",
    "<td colspan=600>", "<noscript>", "<font face='.VnTime'>", "=", "'", '"', "/", "<a/",
]  # fmt: skip


class Heard:
    """Writes down what is told of a page."""

    def __init__(self) -> None:
        self.told: list[object] = []

    def line(self, page: str, at: int) -> int:
        return at

    def start(self, tag: str, attributes: Attributes) -> None:
        self.told.append((tag, attributes))

    def end(self, tag: str) -> None:
        self.told.append(f"/{tag}")

    def text(self, text: str) -> None:
        self.told.append(text)


def heard(page: str) -> tuple[list[object], bool]:
    handler = Heard()
    is_whole = read_tokens(page, handler)
    return handler.told, is_whole


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("a &lt; b&nbsp;&#7919;", ["a < b\xa0ữ"]),
        ("1 < 2 <3 <= <", ["1 < 2 <3 <= <"]),
        ("<TD Align=left>x</TD >", [("td", {"align": "left"}), "x", "/td"]),
        (
            "<td a='1>2' b=\"&lt;\" c = d/e f>",
            [("td", {"a": "1>2", "b": "<", "c": "d/e", "f": ""})],
        ),
        ("<td a=1 A=2>", [("td", {"a": "1"})]),
        ("<td a=>x", [("td", {"a": ""}), "x"]),
        ('<td title=5">x', [("td", {"title": '5"'}), "x"]),
        ('<td title="open>x</td>', [("td", {"title": "", '="open': ""}), "x", "/td"]),
        ("<br/>x<td />y", [("br", {}), "/br", "x", ("td", {}), "/td", "y"]),
        ("x<!-- <td> -->y<!-->z<!doctype a>w<?xml b?>", ["x", "y", "z", "w"]),
        ("<![if !x]>y<![endif]>", ["y"]),
        ("</>x</ y>z", ["x", "z"]),
        ("<style>a<b>&lt;</STYLE>x", [("style", {}), "a<b>&lt;", "/style", "x"]),
        ("<script>'</scripts>'</script>", [("script", {}), "'</scripts>'", "/script"]),
        ("&#999999999999999999;&#x110000;", ["\ufffd\ufffd"]),
    ],
)
def test_tokens__of_a_whole_page__as_a_browser_cuts_them(page: str, told: list[object]) -> None:
    assert heard(page) == (told, True)


@pytest.mark.parametrize(
    "rest", ["<!-- x", "<td a='x", "<td", "</td", "<!x", "<script>x", "<title>"]
)
def test_tokens__page_breaks_off__what_stands_before(rest: str) -> None:
    told, is_whole = heard(f"a<b>c{rest}")
    assert told[:3] == ["a", ("b", {}), "c"]
    assert not is_whole


@given(st.text(alphabet="<>/!-'\"= a&;#1\ntdr[]", max_size=60))
def test_tokens__any_text__an_end(page: str) -> None:
    told, _ = heard(page)
    assert all(told)


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_html__the_same_beginning_again_and_again__an_end(beginning: str) -> None:
    page = f"<table><tr><td>x{beginning * (400_000 // len(beginning))}"
    with suppress(RefusedError):
        assert read_html(page.encode(), "a", NORMAL)


@pytest.mark.parametrize("css", ["{", "a", ".a{text-decoration:", '.a{mso-number-format:"x}', "."])
def test_html__styles_without_end__an_end(tmp_path: Path, css: str) -> None:
    page = f"<style>{css * 90_000}</style><table><tr><td>x</td></tr></table>"
    assert rows(read(tmp_path, page.encode(), "a.xls").sheets[0]) == [["x"]]


@pytest.mark.parametrize(
    ("page", "cells"),
    [
        ("<table><tr><td>a</td></tr><tr><td>b", [["a"], ["b"]]),
        ("<table><tr><td>a</td></tr></table><!-- <table>", [["a"]]),
        ("<table><tr><td>a</td></tr><noscript><tr><td>b</td></tr></table>", [["a"]]),
    ],
)
def test_html__page_breaks_off__what_is_there_with_a_finding(
    tmp_path: Path, page: str, cells: list[list[str]]
) -> None:
    book = read(tmp_path, page.encode(), "a.xls")
    assert rows(book.sheets[0]) == cells
    assert [each.code for each in book.findings] == ["F16"]


@pytest.mark.parametrize(
    "name",
    [
        "undefined",
        "idna",
        "punycode",
        "unicode_escape",
        "hex",
        "zlib",
        "x-nothing",
        "utf-16",
        "latin1",
    ],
)
def test_html__encoding_that_is_none__as_its_bytes_tell(tmp_path: Path, name: str) -> None:
    page = f'<meta charset="{name}"><table><tr><td>Nguyễn Thị Thủy</td></tr></table>'
    assert rows(read(tmp_path, page.encode(), "a.xls").sheets[0]) == [["Nguyễn Thị Thủy"]]


@pytest.mark.parametrize(
    "mail",
    [
        "Content-Type: message/rfc822\r\n\r\n" * 5_000,
        "".join(f'Content-Type: multipart/mixed; boundary="b{i}"\r\n\r\n--b{i}\r\n' for i in range(3_000)),
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\n" * 50_000,
        "Content-Type: text/html\r\n\r\n" + "\n" * 7_000_000,
        "Content-Type: text/html\r\n\r\n" + "a" * 9_000_000,
    ],
)  # fmt: skip
def test_html__mail_of_mails_or_of_lines__refused(tmp_path: Path, mail: str) -> None:
    content = f"MIME-Version: 1.0\r\n{mail}<table><tr><td>x</td></tr></table>".encode()
    assert refusal(tmp_path, content, "a.xls") == "files.damaged"


@pytest.mark.parametrize(
    "cell",
    [
        "<td " + "= " * 5_000_000 + ">",
        "<td " + "a=\" ' " * 2_000_000 + ">",
        "<td " + " ".join(f"a{n}=x" for n in range(500_000)) + ">",
        "<td a" + " " * 10_000_000 + ">",
    ],
)
def test_endless_attributes__read_soon(cell: str) -> None:
    page = f"<table><tr>{cell}x</td><td>y</td></table>"
    began = time.process_time()
    assert rows(read_html(page.encode(), "a", NORMAL)[0].sheet)[0][-1] == "y"
    assert time.process_time() - began < 1.5


def test_merged_cells_over_one_another__refused_soon() -> None:
    page = "<table>" + ("<tr>" + "<td colspan=600 rowspan=600>x" * 20) * 20_000
    began = time.process_time()
    with pytest.raises(RefusedError):
        read_html(page.encode(), "a", NORMAL)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("text", ["<br>" * 1_000_000 + "x", "a&amp;<b>b</b>" * 100_000])
def test_text_longer_than_any_cell__a_fault(text: str) -> None:
    page = f"<table><tr><td>{text}</td><td>y</td></table>"
    assert rows(read_html(page.encode(), "a", NORMAL)[0].sheet) == [[CellFault("text"), "y"]]


def test_more_tags_than_cells_have__refused_soon() -> None:
    began = time.process_time()
    with pytest.raises(RefusedError):
        read_html(b"<table><tr><td>" + b"<br>" * 15_000_000, "a", NORMAL)
    assert time.process_time() - began < 2


def test_very_many_classes__read_soon() -> None:
    page = "<table>" + f"<tr><td class='{'a ' * 400}'>x</td>" * 10_000
    began = time.process_time()
    assert read_html(page.encode(), "a", NORMAL)[0].sheet.height == 10_000
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "css", [".a{b:c}" * 200_000, ",".join(map(".a{}".format, range(3_000_000)))]
)
def test_very_many_rules__refused_soon(css: str) -> None:
    began = time.process_time()
    with pytest.raises(RefusedError):
        read_html(f"<style>{css}</style><table><tr><td>x".encode(), "a", NORMAL)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("reference", ["&a", "&CounterClockwiseContourIntegrax", "&amp;"])
def test_more_references_than_a_cell_holds__a_fault(reference: str) -> None:
    page = f"<table><tr><td>{reference * 1_000_000}</td><td>y</td></table>"
    assert rows(read_html(page.encode(), "a", NORMAL)[0].sheet) == [[CellFault("text"), "y"]]


def test_mail_with_an_endless_head__refused_soon(tmp_path: Path) -> None:
    head = "".join(f"X-{n}: y\n" for n in range(300_000))
    page = f"MIME-Version: 1.0\n{head}Content-Type: text/html\n\n<table><tr><td>x"
    began = time.process_time()
    assert refusal(tmp_path, page.encode(), "a.xls") == "files.damaged"
    assert time.process_time() - began < 1
