"""Worksheets and shared strings as other programs spell them, and what no spelling excuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lacduong_kpi.workbook import spelling
from lacduong_kpi.workbook.asides import without_asides
from lacduong_kpi.workbook.model import TOO_LONG
from lacduong_kpi.workbook.refusal import RefusedError
from packages import DECLARATION, book, packed, parts, sheet
from workbooks import cells, read, refusal

STRINGS = [f"Nguyễn Văn {chr(65 + i % 26)}{i}" for i in range(900)]
"""enough for a piece of rows that is read at once"""
ROWS = "".join(
    f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" s="0" t="s"><v>{n - 1}</v></c></row>'
    for n in range(1, 901)
)
EXPECTED = {(n, 1): n for n in range(1, 901)} | {(n, 2): STRINGS[n - 1] for n in range(1, 901)}

Respell = Callable[[str], str]


def _without_addresses(xml: str) -> str:
    return re.sub(r' r="\w+"', "", xml)


def _order(xml: str) -> str:
    return re.sub(r'<c (r="\w+") (s="0" t="s")', r"<c \2 \1", xml)


def _prefixed(xml: str) -> str:
    xml = re.sub(r"<(/?)(?![?!])([A-Za-z])", r"<\1wörk-1.x:\2", xml)
    return xml.replace(" xmlns=", " xmlns:wörk-1.x=", 1)


@pytest.mark.parametrize(
    "respell",
    [
        pytest.param(lambda xml: xml.replace("><", ">\n  <"), id="lines"),
        pytest.param(lambda xml: xml.replace("</row>", "</row>\r\n"), id="lines of rows"),
        pytest.param(lambda xml: xml.replace('"', "'"), id="single quotes"),
        pytest.param(_order, id="order"),
        pytest.param(_without_addresses, id="no addresses"),
        pytest.param(lambda xml: xml.replace('">', '" >').replace("</v>", "</v >"), id="spaces"),
        pytest.param(lambda xml: xml.replace("<v>", '<v xml:space="preserve">'), id="values"),
        pytest.param(lambda xml: xml.replace(' r="', "\n r = '").replace('"', "'"), id="all"),
        pytest.param(
            lambda xml: xml.replace("</row>", "<!-- </sheetData> --></row><?x <row> ?>"),
            id="comments",
        ),
        pytest.param(
            lambda xml: re.sub(r"<v>(\d+)", r"<v><![CDATA[\1]]>", xml),
            id="literal text",
        ),
    ],
)
def test_rows__spelled_otherwise__read_alike(tmp_path: Path, respell: Respell) -> None:
    assert cells(read(tmp_path, book(respell(ROWS), strings=STRINGS)).sheets[0]) == EXPECTED


def test_spelling__much_else_than_usual__usual() -> None:
    piece = _order(ROWS).replace('"', "'").replace("><", ">\n <").replace("</v>", "</v >").encode()
    known = spelling.Spelling()
    assert known.respelled(piece) == piece
    assert known.learn(piece)
    usual = known.respelled(piece)
    assert re.sub(rb' s="0" t="s"|\s', b"", usual) == re.sub(
        rb' s="0" t="s"|\s', b"", ROWS.encode()
    )
    assert usual.count(b' s="0" t="s"><v>') == 900
    assert not known.learn(usual)


def test_spelling__text_of_spaces__kept() -> None:
    piece = b"<c>\n <is> <t> </t>\n</is></c>"
    known = spelling.Spelling()
    assert known.learn(piece)
    assert known.respelled(piece) == b"<c><is><t> </t></is></c>"
    assert not known.learn(piece)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "respell",
    [
        pytest.param(_prefixed, id="prefix"),
        pytest.param(
            lambda xml: xml.replace(
                DECLARATION, f"\ufeff{DECLARATION}<?x <sst> ?><!-- <worksheet><sheetData> -->\n"
            ),
            id="comment before",
        ),
        pytest.param(lambda xml: xml.replace(DECLARATION, ""), id="no declaration"),
        pytest.param(lambda xml: xml + "\n<!-- end -->\n", id="comment behind"),
        pytest.param(lambda xml: xml.replace("</sst>", "</sst >\n"), id="space in the end"),
        pytest.param(lambda xml: xml.replace("<si>", "<!-- <si> --><si>", 9), id="comments"),
        pytest.param(lambda xml: xml.replace("</si>", "</si >"), id="spaces"),
        pytest.param(
            lambda xml: re.sub(r"(<t [^>]*>)([^<]*)", r"\1<![CDATA[\2]]>", xml), id="literal text"
        ),
    ],
)
def test_parts__spelled_otherwise__read_alike(tmp_path: Path, part: str, respell: Respell) -> None:
    package = parts({"S": sheet(ROWS)}, strings=STRINGS)
    package[part] = respell(str(package[part]))
    assert cells(read(tmp_path, packed(package)).sheets[0]) == EXPECTED


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml.replace("</sst>", ""), id="no end"),
        pytest.param(lambda xml: xml.replace("</sst>", "</sts>"), id="another end"),
        pytest.param(lambda xml: xml[:-3], id="half an end"),
        pytest.param(lambda xml: xml + "<x/>", id="more behind"),
        pytest.param(lambda xml: xml.replace("</si><si>", "</si>< <si>", 1), id="a lone bracket"),
        pytest.param(lambda xml: xml.replace("Văn A0", "&unknown;", 1), id="unknown entity"),
        pytest.param(lambda xml: xml.replace("Văn A0", "A & B", 1), id="lone ampersand"),
        pytest.param(lambda xml: xml.replace("<si>", "<!-- a -- b --><si>", 1), id="bad comment"),
        pytest.param(lambda xml: xml.replace("<si>", "<!-- <si>", 1), id="open comment"),
        pytest.param(lambda xml: xml.replace("<sst ", "<other "), id="another root"),
    ],
)
def test_strings__broken__refused(tmp_path: Path, change: Respell) -> None:
    package = parts({"S": sheet(ROWS)}, strings=STRINGS)
    package["xl/sharedStrings.xml"] = change(str(package["xl/sharedStrings.xml"]))
    assert refusal(tmp_path, packed(package)) == "files.damaged"


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("row", ["2", "800"], ids=["one by one", "at once"])
@pytest.mark.parametrize(
    "number", ["9" * 20, "1048577", "-5", "abc", "0", "", "2.0", "2e0", "٢", "1"]
)
def test_rows__number_that_is_none_or_goes_back__refused(
    tmp_path: Path, quote: str, row: str, number: str
) -> None:
    xml = ROWS.replace(f'<row r="{row}">', f"<row r={quote}{number}{quote}>")
    assert refusal(tmp_path, book(xml, strings=STRINGS)) == "files.damaged"


def test_rows__last_row_of_another_number_than_its_cells__refused(tmp_path: Path) -> None:
    xml = ROWS.replace('<row r="900">', '<row r="901">')
    assert refusal(tmp_path, book(xml, strings=STRINGS)) == "files.damaged"


def test_rows__no_number_behind_empty_rows_that_have_one__next_row(tmp_path: Path) -> None:
    xml = "<row r='3'/><row/><row><c><v>7</v></c></row><row r='9'><c><v>8</v></c></row>"
    assert cells(read(tmp_path, book(xml)).sheets[0]) == {(5, 1): 7, (9, 1): 8}


@pytest.mark.parametrize(
    "cell",
    ["<v>1</v><v>2</v>", "<is><t>a</t></is><is><t>b</t></is>"],
)
def test_cell__two_values__refused(tmp_path: Path, cell: str) -> None:
    assert refusal(tmp_path, book(f'<row r="1"><c r="A1">{cell}</c></row>')) == "files.damaged"


@pytest.mark.parametrize("tag", ['s="1" s="2"', "s=1", 's="1', 's="1" t'])
def test_cell__tag_that_is_no_xml__refused(tmp_path: Path, tag: str) -> None:
    xml = f'<row r="1"><c r="A1" {tag}><v>1</v></c></row>'
    assert refusal(tmp_path, book(xml)) == "files.damaged"


@pytest.mark.parametrize("tail", ["hello<x/>", '<c r="A9"><v>1</v></c>', '<row r="901">'])
def test_rows__more_behind_the_last__refused(tmp_path: Path, tail: str) -> None:
    assert refusal(tmp_path, book(ROWS + tail, strings=STRINGS)) == "files.damaged"


def test_text__longer_than_any_cell__fault(tmp_path: Path) -> None:
    long, longest = "x" * 32_768, "y" * 32_767
    xml = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        f'<c r="C1" t="inlineStr"><is><t>{long}</t></is></c><c r="D1" t="str"><v>{long}</v></c>'
        f'<c r="E1" t="inlineStr"><is><r><t>{long}</t></r></is></c></row>'
    )
    found = read(tmp_path, book(xml, strings=[long, longest])).sheets[0]
    assert cells(found) == {
        (1, 1): TOO_LONG,
        (1, 2): longest,
        (1, 3): TOO_LONG,
        (1, 4): TOO_LONG,
        (1, 5): TOO_LONG,
    }


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_asides__cut_anywhere__taken_out(size: int) -> None:
    xml = (
        b'<?xml version="1.0"?><a><!-- <b> -> --><?xml-x > ? ?><![CDATA[<c> & ]] >]]></a>'
        b"<!----><d>!? <!--x--></d>"
    )
    chunks = [xml[:21], *(xml[at : at + size] for at in range(21, len(xml), size))]
    assert b"".join(without_asides(chunks, "p")) == (
        b'<?xml version="1.0"?><a>&lt;c&gt; &amp; ]] &gt;</a><d>!? </d>'
    )


@pytest.mark.parametrize(
    ("xml", "key"),
    [
        (b"<!DOCTYPE a><a/>", "files.xml_declaration"),
        (b"<a><!ENTITY b 'c'></a>", "files.xml_declaration"),
        (b"<a><!-- b", "files.damaged"),
        (b"<a><!-->", "files.damaged"),
        (b"<a><?b", "files.damaged"),
        (b"<a/><?xml version='1.0'?>", "files.damaged"),
    ],
)
def test_asides__declared_or_open__refused(xml: bytes, key: str) -> None:
    with pytest.raises(RefusedError) as refused:
        list(without_asides([xml], "p"))
    assert refused.value.key == key


def test_rows__column_that_begins_below_the_first_rows__read(tmp_path: Path) -> None:
    titles = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 9))
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>7</v></c></row>'
        for n in range(9, 3_000)
    )
    expected = {(n, 2): n for n in range(1, 9)}
    expected |= {(n, column): (n, 0, 7)[column - 1] for n in range(9, 3_000) for column in (1, 3)}
    assert cells(read(tmp_path, book(titles + rows)).sheets[0]) == expected
