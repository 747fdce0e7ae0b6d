"""The same list in every container that offices use, told by its content."""

from __future__ import annotations

import datetime as dt
import struct
import unicodedata
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties, TextProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from lacduong_kpi.workbook.html_tables import read_html
from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.model import TOO_LONG, Area, CellFault, Sheet, Value, Visibility
from packages import packed
from workbooks import cells, read, refusal, rows

LIST: list[list[Value]] = [
    ["DANH SÁCH ĐẢNG VIÊN NĂM 2024", None, None, None],
    ["TT", "Họ và tên", "Ngày sinh", "Số thẻ"],
    [1, "Kơ Să K'Mbin", dt.date(1964, 3, 2), "00123456"],
    [2, "Nguyễn Thị Thủy", dt.date(2000, 10, 28), None],
    [2.5, "Bon Niêng Ha Dũng", None, "x"],
]
AS_TEXT: list[list[Value]] = [
    [f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else cell and str(cell) for cell in row]
    for row in LIST
]


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in LIST:
        book.active.append(row)
    sink = BytesIO()
    book.save(sink)
    return sink.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    for r, row in enumerate(LIST):
        for c, value in enumerate(row):
            if value is not None:
                sheet.write(
                    r, c, value, day if isinstance(value, dt.date) else xlwt.Style.default_style
                )
    sink = BytesIO()
    book.save(sink)
    return sink.getvalue()


def ods(flat: bool = False) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="DS")
    document.spreadsheet.addElement(table)
    for row in LIST:
        line = TableRow()
        table.addElement(line)
        for value in row:
            line.addElement(ods_cell(value))
    if flat:
        return document.xml()  # type: ignore[no-any-return]
    sink = BytesIO()
    document.save(sink)
    return sink.getvalue()


def ods_cell(value: Value) -> TableCell:
    match value:
        case None:
            return TableCell()
        case dt.date():
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
        case int() | float():
            cell = TableCell(valuetype="float", value=str(value))
        case _:
            cell = TableCell(valuetype="string")
    cell.addElement(P(text=str(value)))
    return cell


def spreadsheetml() -> bytes:
    def cell(value: Value, index: int) -> str:
        if value is None:
            return ""
        kind, text = "String", str(value)
        if isinstance(value, dt.date):
            kind, text = "DateTime", f"{value}T00:00:00.000"
        elif isinstance(value, int | float):
            kind = "Number"
        return f'<Cell ss:Index="{index}"><Data ss:Type="{kind}">{text}</Data></Cell>'

    lines = "".join(
        f"<Row>{''.join(cell(value, i) for i, value in enumerate(row, 1))}</Row>" for row in LIST
    )
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="DS"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def html(grid: Sequence[Sequence[Value]] = AS_TEXT) -> str:
    lines = "".join(
        f"<tr>{''.join(f'<td>{cell or chr(160)}</td>' for cell in row)}</tr>" for row in grid
    )
    return f'<html><head><meta charset="utf-8"><title>t</title></head><body><table>{lines}</table></body></html>'


def delimited(delimiter: str = ",") -> str:
    return "".join(
        delimiter.join(f'"{cell}"' if cell and "," in str(cell) else str(cell or "") for cell in row) + "\r\n"
        for row in AS_TEXT
    )  # fmt: skip


def record(kind: int, content: bytes) -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = bytearray(), len(content)
    while left > 0x7F:
        size.append(left & 0x7F | 0x80)
        left >>= 7
    return head + bytes(size) + bytes([left]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb() -> bytes:
    """Records of [MS-XLSB] for the list: rows, shared and own strings, whole and real numbers."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strings = [str(cell) for row in LIST for cell in row if isinstance(cell, str)]
    lines = b""
    for r, row in enumerate(LIST):
        lines += record(0, struct.pack("<IIHBBB", r, 0, 300, 0, 0x10 if r == 1 else 0, 0))
        for c, value in enumerate(row):
            at = struct.pack("<II", c, int(isinstance(value, dt.date)))
            match value:
                case str() if c % 2:
                    lines += record(6, at + wide(value))
                case str():
                    lines += record(7, at + struct.pack("<I", strings.index(value)))
                case dt.date():
                    lines += record(
                        2, at + struct.pack("<I", (value - dt.date(1899, 12, 30)).days << 2 | 2)
                    )
                case int() | float():
                    lines += record(5, at + struct.pack("<d", value))
                case _:
                    lines += record(1, at)
    merge = record(176, struct.pack("<4I", 0, 0, 0, 3))
    formats = (
        record(617, b"")
        + b"".join(record(47, struct.pack("<3H", 0, f, 0) + bytes(10)) for f in (0, 14))
        + record(618, b"")
    )
    font = record(43, struct.pack("<HH", 220, 8) + bytes(17) + wide("Arial"))
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{relations}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(
            [
                ("worksheet", "worksheets/sheet1.bin"),
                ("sharedStrings", "sharedStrings.bin"),
                ("styles", "styles.bin"),
            ],
            1,
        )
    )
    return packed(
        {
            "xl/workbook.bin": record(153, bytes(8)) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("DS")),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{relations}">{related}</Relationships>',
            "xl/worksheets/sheet1.bin": lines + merge,
            "xl/sharedStrings.bin": b"".join(record(19, b"\0" + wide(text)) for text in strings),
            "xl/styles.bin": font + formats,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(xlsx(), "a.xls", id="xlsx"),
        pytest.param(xls(), "a.xlsx", id="xls"),
        pytest.param(xlsb(), "a.xlsx", id="xlsb"),
        pytest.param(ods(), "a.xlsx", id="ods"),
        pytest.param(ods(flat=True), "a.fods", id="fods"),
        pytest.param(spreadsheetml(), "a.xls", id="spreadsheetml"),
        pytest.param(spreadsheetml().decode().encode("utf-16"), "a.xml", id="spreadsheetml-utf-16"),
    ],
)
def test_read__list_in_a_typed_container__the_same(
    tmp_path: Path, content: bytes, name: str
) -> None:
    found = read(tmp_path, content, name)
    assert rows(found.sheets[0]) == LIST
    assert found.findings == ()


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        pytest.param(html().encode(), [], id="html"),
        pytest.param(html().encode("utf-16"), [], id="html-utf-16"),
        pytest.param(f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{html()}".encode(), [], id="mhtml"),
        pytest.param(delimited().encode(), [], id="utf-8"),
        pytest.param(delimited().encode("utf-8-sig"), [], id="utf-8-bom"),
        pytest.param(delimited(";").encode(), [], id="semicolon"),
        pytest.param(delimited("\t").encode("utf-16"), [], id="unicode-text-of-excel"),
        pytest.param(delimited("\t").encode("utf-16-be"), [], id="utf-16-unmarked"),
        pytest.param(("sep=;\r\n" + delimited(";")).encode(), [], id="sep-line"),
    ],
)  # fmt: skip
def test_read__list_as_text__the_same(tmp_path: Path, content: bytes, codes: list[str]) -> None:
    found = read(tmp_path, content, "a.xls")
    assert rows(found.sheets[0]) == AS_TEXT
    assert [each.code for each in found.findings] == codes


def test_read__decomposed_utf_8__as_it_stands(tmp_path: Path) -> None:
    content = unicodedata.normalize("NFD", delimited()).encode()
    found = rows(read(tmp_path, content, "a.csv").sheets[0])
    assert [
        [cell and unicodedata.normalize("NFC", str(cell)) for cell in row] for row in found
    ] == AS_TEXT
    assert found != AS_TEXT


NAMES = ["Nguyễn Văn Bình", "Trần Thị Hương", "Phạm Hữu Đức", "Đặng Quốc Vượng", "Lê Thị Mỹ Lệ"]


def cp1258(text: str) -> bytes:
    """Letters with two marks are a letter and a combining tone in this code page."""
    encoded = b""
    for letter in text:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        base = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in tone))
        encoded += (base + tone).encode("cp1258")
    return encoded


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(
            cp1258("".join(f"{i},{name}\r\n" for i, name in enumerate(NAMES))), "F10", id="cp1258"
        ),
        pytest.param(
            (
                "0,NguyÔn V¨n B×nh\r\n1,TrÇn ThÞ H\xad¬ng\r\n2,Ph¹m H÷u §øc\r\n"
                "3,§Æng Quèc V\xadîng\r\n4,Lª ThÞ Mü LÖ\r\n"
            ).encode("cp1252"),
            "F11",
            id="tcvn3",
        ),
        pytest.param(
            (
                "0,Nguyeãn Vaên Bình\r\n1,Traàn Thò Höông\r\n2,Phaïm Höõu Ñöùc\r\n"
                "3,Ñaëng Quoác Vöôïng\r\n4,Leâ Thò Myõ Leä\r\n"
            ).encode("cp1252"),
            "F12",
            id="vni",
        ),
    ],
)
def test_read__text_before_unicode__converted_with_a_finding(
    tmp_path: Path, content: bytes, code: str
) -> None:
    found = read(tmp_path, content, "a.csv")
    assert [row[1] for row in rows(found.sheets[0])] == NAMES
    assert [each.code for each in found.findings] == [code]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,"b, c"\n1,2\n', [["a", "b, c"], ["1", "2"]]),
        ('a;"b\nc"\n1;2\n', [["a", "b\nc"], ["1", "2"]]),
        ('a;b "c" d\n1;2\n', [["a", 'b "c" d'], ["1", "2"]]),
        ('a;"b\n1;2\n3;4\n', [["a", '"b'], ["1", "2"], ["3", "4"]]),
        ('a;="0012"\n1;2\n', [["a", "0012"], ["1", "2"]]),
        ("a,1\rb,2\r", [["a", "1"], ["b", "2"]]),
        ("a\nb\n", [["a"], ["b"]]),
        ("x;;\n;;\na;b;c\n1;2,5;3\n", [["x", None, None], [None] * 3, ["a", "b", "c"], ["1", "2,5", "3"]]),
    ],
)  # fmt: skip
def test_read__delimited__quotes_and_line_ends(
    tmp_path: Path, text: str, expected: list[list[Value]]
) -> None:
    assert rows(read(tmp_path, text.encode(), "a.csv").sheets[0]) == expected


def test_read__few_broken_bytes__read_with_a_finding(tmp_path: Path) -> None:
    content = ("Đảng viên,Chi bộ\n" * 40).encode() + b"x\xff,y\n"
    found = read(tmp_path, content, "a.csv")
    assert [each.code for each in found.findings] == ["F14"]
    assert found.sheets[0].value(41, 2) == "y"


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"x\0\1\2\3" * 300])
def test_read__no_text__refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content, "a.csv") == "files.not_text"


def test_read__page_without_table__refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"<html><p>no table</p></html>", "a.xls") == "files.no_table"


def test_html__spans_text_between_and_marks__as_excel_lays_them_out(tmp_path: Path) -> None:
    page = """<html><style>.old {font-family:".VnTime"} .gone {display:none}</style><body>
      <h1>ĐẢNG BỘ XÃ</h1><p>Năm <b>2024</b></p>
      <table><tr><th rowspan=2>TT<th colspan="2">Ngày<br>sinh</tr>
      <tr><th>Nam</th><th>N&#7919;</th></tr>
      <tr class="gone"><td>1</td><td class=old>x</td><td><s>1964</s></td></tr>
      <tr><td sdval="2" sdnum="1033;">2</td><td><font face="VNI-Times">y</font></td>
      <td sdval="23438" sdnum="1066;0;DD/MM/YYYY">02/03/64</td></tr></table>
      <p>Người lập</p></body></html>"""
    found = read(tmp_path, page.encode(), "ds.xls").sheets[0]
    assert found.name == "ds"
    assert rows(found) == [
        ["ĐẢNG BỘ XÃ", None, None],
        ["Năm 2024", None, None],
        ["TT", "Ngày\nsinh", None],
        [None, "Nam", "Nữ"],
        ["1", "x", "1964"],
        [2, "y", dt.date(1964, 3, 2)],
        ["Người lập", None, None],
    ]
    assert found.merges == (Area(3, 1, 4, 1), Area(3, 2, 3, 3))
    assert found.hidden_rows == {5}
    assert found.struck == {(5, 3)}
    assert dict(found.fonts) == {(5, 2): ".VnTime", (6, 2): "VNI-Times"}


TEXTS = st.text("a 1\xa0\t\nẾ.,;:-'\"()>", max_size=6)
LINES = st.lists(st.lists(TEXTS, max_size=4), max_size=5)


@given(
    lines=LINES,
    cell_end=st.sampled_from(["</td>", "</td>\n", ""]),
    row_end=st.sampled_from(["</tr>", "</tr>\n", ""]),
)
def test_html__plain_rows__as_rows_with_attributes(
    lines: list[list[str]], cell_end: str, row_end: str
) -> None:
    def page(attribute: str) -> bytes:
        laid = "".join(
            f"<tr{attribute}>{''.join(f'<td{attribute}>{text}{cell_end}' for text in line)}{row_end}"
            for line in lines
        )
        return f"<html><body><table>{laid}</table><p>x</p></body></html>".encode()

    (plain,), (other,) = (read_html(page(each), "a", NORMAL) for each in ("", " align=left"))
    assert rows(plain.sheet) == rows(other.sheet)


def test_html__plain_row_beside_cells_that_span__where_they_leave_room(tmp_path: Path) -> None:
    page = (
        "<table><tr><td rowspan=3>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr>"
        "<tr><td>e</td><td>f</td></tr></table><s><table><tr><td>g</td></tr></table></s>"
    )
    found = read(tmp_path, page.encode(), "a.xls").sheets[0]
    assert rows(found) == [["a", "b"], [None, "c"], [None, "d"], ["e", "f"], ["g", None]]
    assert found.struck == {(5, 1)}


def test_html__sheets_of_libreoffice__told_apart(tmp_path: Path) -> None:
    page = "".join(
        f'<a name="table{i}"><h1>Sheet {i + 1}: <em>{name}</em></h1></a><table><tr><td>{i}</td></tr></table>'
        for i, name in enumerate(["Chi bộ 1", "Chi bộ 2"])
    )
    found = read(tmp_path, page.encode(), "a.xls").sheets
    assert [(each.name, rows(each)) for each in found] == [
        ("Chi bộ 1", [["0"]]),
        ("Chi bộ 2", [["1"]]),
    ]


def test_html__table_in_a_table__its_rows_below(tmp_path: Path) -> None:
    page = "<table><tr><td>title<table><tr><td>a</td><td>b</td></tr></table></td></tr><tr><td>end</table>"
    assert rows(read(tmp_path, page.encode(), "a.xls").sheets[0]) == [
        ["title", None],
        ["a", "b"],
        ["end", None],
    ]


@pytest.mark.parametrize("span", ["99999999", "0", "-1", "x"])
def test_html__spans_without_sense__read(tmp_path: Path, span: str) -> None:
    page = f"<table><tr><td rowspan={span} colspan={span}>a</td></tr><tr><td>b</td></tr></table>"
    assert "a" in cells(read(tmp_path, page.encode(), "a.xls").sheets[0]).values()


def test_xls__errors_formats_and_what_is_hidden__told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("DS")
    struck = xlwt.easyxf("font: struck_out on")
    legacy = xlwt.easyxf("font: name .VnTime")
    day = xlwt.easyxf(num_format_str="dd/mm/yyyy")
    card = xlwt.easyxf(num_format_str="00000000")
    sheet.write(0, 0, "gone", struck)
    sheet.write(0, 1, "Hä tªn", legacy)
    sheet.write(0, 2, 0, day)
    sheet.write(0, 3, 3_000_000, day)
    sheet.write(0, 4, 45353, day)
    sheet.write(0, 5, 123, card)
    sheet.row(0).set_cell_error(6, 0x17)
    sheet.write_merge(1, 2, 1, 2, "merged")
    sheet.write(3, 0, "end")
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    hidden = book.add_sheet("kept back")
    hidden.visibility = 1
    hidden.write(0, 0, True)
    sink = BytesIO()
    book.save(sink)
    found, other = read(tmp_path, sink.getvalue(), "a.xls").sheets
    assert rows(found)[0] == [
        "gone", "Hä tªn", CellFault("date"), CellFault("date"), dt.date(2024, 3, 2), "00000123",
        CellFault("#REF!"),
    ]  # fmt: skip
    assert found.struck == {(1, 1)}
    assert dict(found.fonts) == {(1, 2): ".VnTime"}
    assert found.merges == (Area(2, 2, 3, 3),)
    assert found.hidden_rows == {2}
    assert found.hidden_columns == {3}
    assert not found.faults_hidden
    assert (other.visibility, rows(other)) == (Visibility.HIDDEN, [[True]])


def test_xlsb__errors_and_what_is_hidden__told(tmp_path: Path) -> None:
    found = read(tmp_path, xlsb(), "a.xlsb").sheets[0]
    assert found.hidden_rows == {2}
    assert found.merges == (Area(1, 1, 1, 4),)
    at = struct.pack("<II", 0, 0)
    contents = {
        "xl/workbook.bin": record(156, struct.pack("<II", 2, 1) + wide("rId1") + wide("DS")),
        "xl/_rels/workbook.bin.rels": '<Relationships xmlns="x"><Relationship Id="rId1" Type="x/worksheet" Target="s.bin"/></Relationships>',
        "xl/s.bin": record(0, struct.pack("<IIHBBB", 4, 0, 0, 0, 0, 0))
        + record(3, at + b"\x2a")
        + record(11, struct.pack("<II", 1, 0) + b"\x17")
        + record(10, struct.pack("<II", 2, 0) + b"\x01")
        + record(8, struct.pack("<II", 3, 0) + wide("text"))
        + record(2, struct.pack("<III", 4, 0, 0x3FF80001))
        + record(62, struct.pack("<II", 5, 0) + b"\0" + wide("rich")),
    }  # fmt: skip
    sheet = read(tmp_path, packed(contents), "b.xlsb").sheets[0]
    assert sheet.visibility is Visibility.HIDDEN
    assert (sheet.top, rows(sheet)) == (
        5,
        [[CellFault("#N/A"), CellFault("#REF!"), True, "text", 0.015, "rich"]],
    )
    assert (
        refusal(tmp_path, packed({**contents, "xl/s.bin": contents["xl/s.bin"][:-3]}), "c.xlsb")
        == "files.damaged"
    )  # type: ignore[index]


def test_ods__what_the_library_would_hide__told(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    struck = Style(name="struck", family="table-cell")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    legacy = Style(name="legacy", family="table-cell", parentstylename="struck")
    legacy.addElement(TextProperties(fontfamily=".VnTime", textlinethroughstyle="none"))
    plain = Style(name="plain", family="table-cell")
    plain.addElement(TableCellProperties())
    for style in (struck, legacy, plain):
        document.automaticstyles.addElement(style)
    table = Table(name="DS")
    document.spreadsheet.addElement(table)
    table.addElement(TableColumn(numbercolumnsrepeated=2, visibility="collapse"))
    line = TableRow(numberrowsrepeated=2, visibility="filter")
    table.addElement(line)
    for cell in (
        TableCell(valuetype="string", stylename="struck"),
        TableCell(valuetype="string", stylename="legacy", numbercolumnsspanned=2),
    ):
        cell.addElement(P(text="một"))
        cell.addElement(P(text="hai"))
        line.addElement(cell)
    line.addElement(CoveredTableCell())
    line.addElement(TableCell(formula="of:=1+1"))
    line.addElement(TableCell(numbercolumnsrepeated=16_000))
    table.addElement(TableRow(numberrowsrepeated=1_048_000))
    sink = BytesIO()
    document.save(sink)
    found = read(tmp_path, sink.getvalue(), "a.ods").sheets[0]
    assert rows(found) == [["một\nhai", "một\nhai", None, CellFault("uncached")]] * 2
    assert found.hidden_rows == {1, 2}
    assert found.hidden_columns == {1, 2}
    assert found.struck == {(1, 1), (2, 1)}
    assert dict(found.fonts) == {(1, 2): ".VnTime", (2, 2): ".VnTime"}
    assert found.merges == (Area(1, 2, 1, 3),)


FODS = """<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="DS"><table:table-row>{}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document>"""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>', CellFault("#REF!")),
        ('<table:table-cell office:value-type="date" office:date-value="2024-03-02T12:30:00"/>', dt.datetime(2024, 3, 2, 12, 30)),  # noqa: DTZ001
        ('<table:table-cell office:value-type="date" office:date-value="2024-02-30"/>', CellFault("date")),
        ('<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>', dt.time(8, 30)),
        ('<table:table-cell office:value-type="time" office:time-value="PT25H00M00S"/>', dt.timedelta(hours=25)),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="true"/>', True),
        ('<table:table-cell office:value-type="boolean" office:boolean-value="1x"/>', CellFault("flag")),
        ('<table:table-cell office:value-type="percentage" office:value="0.5"/>', 0.5),
        ('<table:table-cell office:value-type="float" office:value="x"/>', CellFault("number")),
        ('<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:span>c</text:span></text:p></table:table-cell>', "a  bc"),
    ],
)  # fmt: skip
def test_fods__cell_of_each_type__its_value(tmp_path: Path, cell: str, value: Value) -> None:
    assert rows(read(tmp_path, FODS.format(cell).encode(), "a.fods").sheets[0]) == [[value]]


def test_fods__entity__refused(tmp_path: Path) -> None:
    content = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + FODS.format("")
    assert refusal(tmp_path, content.encode(), "a.fods") in (
        "files.xml_declaration",
        "files.no_table",
    )


def test_ods__with_a_password__said(tmp_path: Path) -> None:
    content = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
            "content.xml": "garbage",
        }
    )
    assert refusal(tmp_path, content, "a.ods") == "files.encrypted_ods"


def test_spreadsheetml__every_kind_of_cell__its_value(tmp_path: Path) -> None:
    content = """<?xml version="1.0"?>
    <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"
     xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
    <Styles><Style ss:ID="Default"/><Style ss:ID="s1"><Font ss:FontName=".VnTime" ss:StrikeThrough="1"/></Style>
    <Style ss:ID="s2"><NumberFormat ss:Format="Short Date"/></Style>
    <Style ss:ID="s3"><NumberFormat ss:Format="00000000"/></Style></Styles>
    <Worksheet ss:Name="DS"><Table><Column ss:Index="3" ss:Hidden="1"/><Row ss:Index="3" ss:Hidden="1">
    <Cell ss:StyleID="s1"><Data ss:Type="String">Hä</Data><Comment><ss:Data>note</ss:Data></Comment></Cell>
    <Cell ss:Index="3" ss:StyleID="s2"><Data ss:Type="Number">45353</Data></Cell>
    <Cell ss:StyleID="s3"><Data ss:Type="Number">123</Data></Cell>
    <Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell>
    <Cell ss:Formula="=RC[-1]"/><Cell ss:MergeAcross="1" ss:MergeDown="1"><ss:Data ss:Type="String"><html:B>rich</html:B> text</ss:Data></Cell>
    <Cell><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell></Row></Table>
    <x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""
    (found,) = read(tmp_path, content.encode(), "a.xls").sheets
    assert cells(found) == {
        (3, 1): "Hä", (3, 3): dt.date(2024, 3, 2), (3, 4): "00000123", (3, 5): True,
        (3, 6): CellFault("#N/A"), (3, 7): CellFault("uncached"), (3, 8): "rich text",
        (3, 10): dt.time(8, 30),
    }  # fmt: skip
    assert found.visibility is Visibility.HIDDEN
    assert found.hidden_rows == {3}
    assert found.hidden_columns == {3}
    assert found.struck == {(3, 1)}
    assert dict(found.fonts) == {(3, 1): ".VnTime"}
    assert found.merges == (Area(3, 8, 3, 9),)


def test_read__sheet_of_a_text_file__named_after_it(tmp_path: Path) -> None:
    sheet: Sheet = read(tmp_path, b"a,b\n1,2\n", "Chi bộ 1.csv").sheets[0]
    assert sheet.name == "Chi bộ 1"


SHEET_BEGINS, SHEET_ENDS = record(129, b""), record(130, b"")
IN_A = record(6, struct.pack("<II", 0, 0) + wide("x"))
AT_A1 = record(0, struct.pack("<IIHBBB", 0, 0, 0, 0, 0, 0)) + IN_A


def xlsb_of(sheet: bytes, sheets: int = 1, part: str = "s{}.bin") -> bytes:
    relations = "".join(
        f'<Relationship Id="r{i}" Type="http://x/worksheet" Target="{part.format(i)}"/>'
        for i in range(sheets)
    )
    listed = (
        record(156, struct.pack("<II", 0, i + 1) + wide(f"r{i}") + wide(f"S{i}"))
        for i in range(sheets)
    )
    return packed(
        {
            "xl/workbook.bin": b"".join(listed),
            "xl/_rels/workbook.bin.rels": f"<Relationships>{relations}</Relationships>",
            **{f"xl/{part.format(i)}": sheet for i in range(sheets)},
        }
    )


def test_xlsb__begins_and_ends__read(tmp_path: Path) -> None:
    content = xlsb_of(SHEET_BEGINS + AT_A1 + SHEET_ENDS)
    assert cells(read(tmp_path, content, "a.xlsb").sheets[0]) == {(1, 1): "x"}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (xlsb_of(SHEET_BEGINS + AT_A1), "files.damaged"),
        (xlsb_of(b"", 1_001), "files.too_many_sheets"),
        (xlsb_of(SHEET_BEGINS + IN_A + SHEET_ENDS), "files.damaged"),
        (xlsb_of(AT_A1, 2, "s.bin"), "files.damaged"),
        (xlsb_of(AT_A1 + record(176, bytes(16)) * 200_001), "files.too_many_cells"),
    ],
    ids=[
        "no end of the sheet",
        "cell in no row",
        "sheets",
        "one part for two sheets",
        "merged areas",
    ],
)
def test_xlsb__cut_or_too_much__refused(tmp_path: Path, content: bytes, key: str) -> None:
    assert refusal(tmp_path, content, "a.xlsb") == key


@pytest.mark.parametrize(
    ("part", "counted"),
    [
        ("xl/sharedStrings.bin", record(19, b"\0" + wide(str(LIST[-1][1])))),
        ("xl/styles.bin", record(47, struct.pack("<3H", 0, 14, 0) + bytes(10))),
    ],
)
def test_xlsb__another_record_among_those_that_are_counted__refused(
    tmp_path: Path, part: str, counted: bytes
) -> None:
    """Every string or format behind it would be taken for the one before."""
    with zipfile.ZipFile(BytesIO(xlsb())) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    before = contents[part]
    contents[part] = before.replace(counted, record(200, b"") + counted)
    assert contents[part] != before
    assert refusal(tmp_path, packed(contents), "a.xlsb") == "files.damaged"


def test_xlsb__text_longer_than_any_cell__fault(tmp_path: Path) -> None:
    long = record(6, struct.pack("<II", 1, 0) + wide("x" * 32_768))
    assert read(tmp_path, xlsb_of(AT_A1 + long), "a.xlsb").sheets[0].value(1, 2) == TOO_LONG


def test_xlsb__cells_right_of_the_one_before__read(tmp_path: Path) -> None:
    """[MS-XLSB] 2.4: BrtShort records leave the column out; SheetJS writes them."""
    style = struct.pack("<I", 0)
    more = [
        record(17, style + wide("y")),
        record(12, style),
        record(13, style + struct.pack("<I", 7 << 2 | 2)),
        record(14, style + bytes([0x17])),
        record(15, style + b"\1"),
        record(1, struct.pack("<II", 6, 0)),
        record(16, style + struct.pack("<d", 2.5)),
    ]
    next_row = record(0, struct.pack("<IIHBBB", 1, 0, 0, 0, 0, 0)) + record(17, style + wide("z"))
    content = xlsb_of(SHEET_BEGINS + AT_A1 + b"".join(more) + next_row + SHEET_ENDS)
    assert cells(read(tmp_path, content, "a.xlsb").sheets[0]) == {
        (1, 1): "x",
        (1, 2): "y",
        (1, 4): 7,
        (1, 5): CellFault("#REF!"),
        (1, 6): True,
        (1, 8): 2.5,
        (2, 1): "z",
    }


def mail(*pages: tuple[str, str]) -> bytes:
    """A workbook as Excel saves it as a single file web page: (file, page) of each part."""
    parts = "".join(
        f'--b\r\nContent-Location: file:///C:/x/{file}\r\nContent-Type: text/html; charset="utf-8"\r\n\r\n{page}\r\n'
        for file, page in pages
    )
    return f"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n{parts}--b--\r\n".encode()


FRAMES = """<html><xml><x:ExcelWorkbook><x:ExcelWorksheets>
<x:ExcelWorksheet><x:Name>Đảng viên</x:Name>
<x:WorksheetSource HRef="a_files/sheet001.htm"/></x:ExcelWorksheet></x:ExcelWorksheets></xml>"""
TABS = "<table><tr><td><a href=sheet001.htm>Đảng viên</a></td><td>Trang hai</td></tr></table>"


def test_mail__sheets_with_tabs__a_sheet_each(tmp_path: Path) -> None:
    second = "<table><tr><td>x</td></tr></table>"
    content = mail(
        ("a.htm", FRAMES),
        ("a_files/sheet001.htm", html()),
        ("a_files/sheet002.htm", second),
        ("a_files/tabstrip.htm", TABS),
    )
    found = read(tmp_path, content, "a.mht").sheets
    assert [each.name for each in found] == ["Đảng viên", "sheet002"]
    assert rows(found[0]) == AS_TEXT
    assert rows(found[1]) == [["x"]]


def test_mail__one_sheet_with_tabs__named_as_the_file(tmp_path: Path) -> None:
    content = mail(("a.htm", FRAMES), ("sheet001.htm", html()), ("tabstrip.htm", TABS))
    found = read(tmp_path, content, "ds.mht").sheets
    assert [(each.name, rows(each)) for each in found] == [("ds", AS_TEXT)]


def test_mail__more_pages_than_sheets_of_a_workbook__refused(tmp_path: Path) -> None:
    content = mail(*((f"{n}.htm", "<table><tr><td>x") for n in range(1_001)))
    assert refusal(tmp_path, content, "a.mht") == "files.too_many_sheets"
