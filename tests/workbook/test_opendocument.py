"""OpenDocument tables: rows that are taken at once, and what hostile files say of them."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from flat_documents import URN, cell, flat, row
from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.model import CellFault
from lacduong_kpi.workbook.opendocument import read_fods
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.sheets import ReadSheet
from workbooks import cells, read, refusal


def sheets(content: bytes) -> list[ReadSheet]:
    return read_fods(content, NORMAL)


def test_text_of_a_drawing__none_of_its_cell() -> None:
    drawn = f'<d:rect xmlns:d="{URN}drawing:1.0"><text:p>x</text:p></d:rect>'
    rows = row(f"<table:table-cell>{drawn}</table:table-cell>", cell("a"))
    assert cells(sheets(flat(rows))[0].sheet) == {(1, 2): "a"}


@pytest.mark.parametrize("count", ["0", "-3", "", "1.5", "x", "1", " 1 ", "+1"])
@pytest.mark.parametrize("what", ["rows", "columns"])
def test_count_that_is_none__read_as_one(what: str, count: str) -> None:
    """As LibreOffice does; a row or a cell must not vanish."""
    repeated = f' table:number-{what}-repeated="{count}"'
    in_row, in_cell = (repeated, "") if what == "rows" else ("", repeated)
    kind = ' office:value-type="string"' + in_cell
    rows = row(cell("a")) + row(cell("b", kind), cell("c"), attributes=in_row) + row(cell("d"))
    found = cells(sheets(flat(rows))[0].sheet)
    assert found == {(1, 1): "a", (2, 1): "b", (2, 2): "c", (3, 1): "d"}


@pytest.mark.parametrize(("count", "read_as"), [(" +2 ", 2), ("0002", 2)])
def test_count_as_xml_schema_allows_it(count: str, read_as: int) -> None:
    rows = row(cell("a"), attributes=f' table:number-rows-repeated="{count}"') + row(cell("b"))
    assert sheets(flat(rows))[0].sheet.height == read_as + 1


def test_huge_count__refused(tmp_path: Path) -> None:
    rows = row(cell("a"), attributes=f' table:number-rows-repeated="{"9" * 30}"')
    assert refusal(tmp_path, flat(rows), "a.fods") == "files.too_many_rows"


_CELLS = (
    cell("An"),
    cell("K&apos;Brêl &amp; &#233;"),
    cell(""),
    cell("a</text:p><text:p>b"),
    cell("</text:p><text:p>b</text:p><text:p>"),
    cell("a<text:s text:c='2'/>b"),
    cell("5", ' office:value-type="float" office:value="5"'),
    cell("x", ' office:value-type="float" office:value="NaN"'),
    cell("x", ' office:value-type="date" office:date-value="2024-02-30"'),
    cell("#REF!", ' office:value-type="string" calcext:value-type="error"'),
    cell("x", ' table:style-name="struck" office:value-type="string"'),
    cell("x", ' table:number-columns-repeated="3"'),
    cell("x", ' table:number-columns-spanned="2" table:number-rows-spanned="2"'),
    '<table:table-cell table:formula="of:=A1"/>',
    '<table:covered-table-cell table:number-columns-repeated="70"/>',
    "<table:table-cell/>\n  ",
)


def _by_the_parser(content: bytes) -> bytes:
    """The same document under prefixes of which nothing is known."""
    prefix = re.compile(rb"(</?|\s|\sxmlns:)(office|table|text|calcext)(?=[:=])")
    return prefix.sub(rb"\1x\2", content)


@pytest.mark.parametrize("first", range(len(_CELLS)))
def test_rows_at_once__as_by_the_parser(first: int) -> None:
    alike = [row(cell(f"{n}"), _CELLS[first], cell(f"{n}")) for n in range(50)]
    mixed = [row(*_CELLS[n % 7 : n % 7 + 3], _CELLS[first]) for n in range(12)]
    hidden = row(_CELLS[first], cell("z"), attributes=' table:visibility="collapse"')
    comment = f"<!-- {row(cell('in a comment'))} -->"
    columns = '<table:table-column table:default-cell-style-name="struck"/>'
    content = flat("\n".join((*alike, hidden, *mixed, comment, *alike)), columns)
    at_once, parsed = sheets(content), sheets(_by_the_parser(content))
    for one, other in zip(at_once, parsed, strict=True):
        assert list(map(tuple, one.sheet.columns)) == list(map(tuple, other.sheet.columns))
        assert (one.sheet.merges, one.sheet.struck) == (other.sheet.merges, other.sheet.struck)
        assert (one.sheet.hidden_rows, one.strays) == (other.sheet.hidden_rows, other.strays)


@pytest.mark.parametrize(
    "broken",
    [
        row(cell("a &b; c")),
        row(cell("a \x01 c")),
        row(cell("a", ' office:value="1" office:value="2"')),
        row(cell("a")).replace("</table:table-row>", "</table:table-row"),
        row(cell("a"), row(cell("b"))),
        row(f"<table:table-cell><table:table>{row(cell('a'))}</table:table></table:table-cell>"),
    ],
)
def test_broken_row_among_many__refused(tmp_path: Path, broken: str) -> None:
    rows = row(cell("a")) * 20
    assert refusal(tmp_path, flat(rows + broken + rows), "a.fods") == "files.damaged"


def test_rows_in_character_data__no_rows() -> None:
    rows = row(cell("a")) + "<![CDATA[" + row(cell("b")) * 20 + "]]>" + row(cell("c"))
    assert cells(sheets(flat(rows))[0].sheet) == {(1, 1): "a", (2, 1): "c"}


def test_what_formulas_took_from_another_file__no_sheet() -> None:
    kept = f"<table:table table:name=\"'file:///a.ods'#$DS\">{row(cell('x'))}</table:table>"
    assert [each.sheet.name for each in sheets(flat(row(cell("a")), more=kept))] == ["DS"]


@pytest.mark.parametrize(
    "content",
    [
        flat(
            row(cell("a")) * 20_000,
            '<table:table-column table:default-cell-style-name="c"/>' * 9000,
        ),
        flat(row(cell("a"), attributes=' table:number-rows-repeated="250000"')),
        flat("".join(row(cell(f"a{n}"), cell(f"b{n}"), cell(f"c{n}")) for n in range(30_000))),
    ],
    ids=["columns", "repeated", "many"],
)
def test_much_of_it__read_soon(content: bytes) -> None:
    began = time.process_time()
    assert sheets(content)[0].sheet.height >= 20_000
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    "flood",
    [
        "<table:a " + " ".join(f'a{n}=""' for n in range(400_000)) + "/>",
        "".join(f"<a{n}/>" for n in range(200_000)),
        f"<!-- {'x' * 4_000_000} -->",
    ],
    ids=["attributes", "names", "comment"],
)
def test_flood_in_the_markup__refused_soon(tmp_path: Path, flood: str) -> None:
    began = time.process_time()
    assert refusal(tmp_path, flat(flood + row(cell("a"))), "a.fods") == "files.damaged"
    assert time.process_time() - began < 1.5


def test_error_cell__never_a_blank(tmp_path: Path) -> None:
    written = cell("#REF!", ' office:value-type="string" calcext:value-type="error"')
    book = read(tmp_path, flat(row(cell("a"), written) * 20), "a.fods")
    assert book.sheets[0].value(20, 2) == CellFault("#REF!")


def test_settings_of_a_prefix_that_is_not_declared__are_passed_over() -> None:
    """As Aspose writes them, and LibreOffice reads the cells around them."""
    settings = '<office:settings><config:config-item-set config:name="x"/></office:settings>'
    content = flat(row(cell("a"))).replace(b"<office:body>", settings.encode() + b"<office:body>")
    assert cells(sheets(content)[0].sheet) == {(1, 1): "a"}
    with pytest.raises(RefusedError):
        sheets(content.replace(b"config:", b"other:"))
