"""Office Open XML workbooks: every kind of cell, and what stands around the cells."""

from __future__ import annotations

import datetime as dt
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lacduong_kpi.workbook import rows as rows_module
from lacduong_kpi.workbook.model import Area, CellFault, Value, Visibility
from packages import MAIN, RELATIONS, book, packed, parts, sheet, styles
from workbooks import cells, read, refusal, rows

DATE, TIME, SPAN = 14, 20, 46


def moment(*parts: int) -> dt.datetime:
    return dt.datetime(*parts)  # noqa: DTZ001


def test_values__every_type__as_the_file_holds_them(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1"><v>12</v></c><c r="B1"><v>0.5</v></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="s"><v>1</v></c><c r="E1" t="str"><f>A1</f><v>x &amp; y</v></c>'
        '<c r="F1" t="inlineStr"><is><t>Lạc Dương</t></is></c><c r="G1" t="d"><v>2024-03-02</v></c>'
        '<c r="H1" t="n"><v>1E3</v></c></row>'
    )
    found = read(tmp_path, book(row, strings=["first", "0012"]))
    assert rows(found.sheets[0]) == [
        [12, 0.5, True, "0012", "x & y", "Lạc Dương", dt.date(2024, 3, 2), 1000]
    ]


@pytest.mark.parametrize(("text", "value"), [(" 1 ", True), ("false", False)])
def test_values__logical__as_xml_writes_them(tmp_path: Path, text: str, value: Value) -> None:
    row = f'<row r="1"><c r="A1" t="b"><v>{text}</v></c></row>'
    assert rows(read(tmp_path, book(row)).sheets[0]) == [[value]]


@pytest.mark.parametrize("text", ["2", "TRUE", "x"])
def test_values__logical_of_another_word__a_fault_and_no_false(tmp_path: Path, text: str) -> None:
    row = f'<row r="1"><c r="A1" t="b"><v>{text}</v></c></row>'
    assert rows(read(tmp_path, book(row)).sheets[0]) == [[CellFault("flag")]]


def test_sheets__of_an_unknown_relation__read(tmp_path: Path) -> None:
    """A sheet must not vanish for a word that nobody knows."""
    contents = parts({"S": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')})
    name = "xl/_rels/workbook.xml.rels"
    contents[name] = str(contents[name]).replace('/worksheet"', '/other"')
    assert rows(read(tmp_path, packed(contents)).sheets[0]) == [[1]]


def test_values__one_and_true_in_a_column__stay_apart(tmp_path: Path) -> None:
    kinds = ['<c r="A1"><v>1</v></c>', '<c r="A2" t="b"><v>1</v></c>', '<c r="A3"><v>1.0</v></c>']
    xml = "".join(f'<row r="{i}">{cell}</row>' for i, cell in enumerate(kinds, 1))
    column = read(tmp_path, book(xml)).sheets[0].columns[0]
    assert [(type(value), value) for value in column] == [(int, 1), (bool, True), (int, 1)]
    assert len(column.values) == 2


def test_values__errors_and_formulas_without_result__are_no_blanks(tmp_path: Path) -> None:
    row = (
        '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><v>#SECRET!</v></c>'
        '<c r="C1"><f>A1</f></c><c r="D1"><f>A1</f><v></v></c><c r="E1"><f>A1</f><v/></c>'
        '<c r="F1" t="str"><f>A1</f><v></v></c><c r="G1" t="str"><f>A1</f><v/></c>'
        '<c r="H1"><v>NaN</v></c><c r="I1"><v>1e999</v></c><c r="J1"><v>abc</v></c>'
        '<c r="K1"><v>1</v></c></row>'
    )
    fault = CellFault
    assert rows(read(tmp_path, book(row)).sheets[0]) == [
        [
            fault("#REF!"), fault("error"), fault("uncached"), fault("uncached"),
            fault("uncached"), None, None, fault("number"), fault("number"), fault("number"), 1,
        ]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("serial", "format_number", "from_1904", "value"),
    [
        ("45353", DATE, False, dt.date(2024, 3, 2)),
        ("43891", DATE, True, dt.date(2024, 3, 2)),
        ("1", DATE, False, dt.date(1900, 1, 1)),
        ("59", DATE, False, dt.date(1900, 2, 28)),
        ("60", DATE, False, CellFault("date")),
        ("61", DATE, False, dt.date(1900, 3, 1)),
        ("0", DATE, False, CellFault("date")),
        ("0", DATE, True, dt.date(1904, 1, 1)),
        ("-5", DATE, False, CellFault("date")),
        ("2958465", DATE, False, dt.date(9999, 12, 31)),
        ("2958466", DATE, False, CellFault("date")),
        ("NaN", DATE, False, CellFault("number")),
        ("45353.9999999", DATE, False, moment(2024, 3, 2, 23, 59, 59)),
        ("45353.5", 22, False, moment(2024, 3, 2, 12)),
        ("0.5", TIME, False, dt.time(12)),
        ("1.5", SPAN, False, dt.timedelta(days=1.5)),
    ],
)
def test_values__number_under_a_date_format__the_day_or_a_fault(
    tmp_path: Path, serial: str, format_number: int, from_1904: bool, value: Value
) -> None:
    content = book(
        f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>',
        styled=styles([(0, 0), (format_number, 0)]),
        properties=f'<workbookPr date1904="{int(from_1904)}"/>',
    )
    assert rows(read(tmp_path, content).sheets[0]) == [[value]]


def test_values__format_of_nothing_but_zeros__text_with_leading_zeros(tmp_path: Path) -> None:
    content = book(
        '<row r="1"><c r="A1" s="1"><v>79203000001</v></c><c r="B1"><v>7</v></c></row>',
        styled=styles(
            [(0, 0), (164, 0)], formats='<numFmt numFmtId="164" formatCode="000000000000"/>'
        ),
    )
    assert rows(read(tmp_path, content).sheets[0]) == [["079203000001", 7]]


def test_text__escapes_and_line_ends__as_excel_shows_them(tmp_path: Path) -> None:
    texts = ["a_x000D_\nb", "_x005F_x000D_", "t\u1ea1", "<si><t>c\r\nd&#10;e</t></si>", ""]
    row = "".join(f'<c r="{c}1" t="s"><v>{i}</v></c>' for i, c in enumerate("ABCDE"))
    content = book(f'<row r="1">{row}<c r="F1"><v>1</v></c></row>', strings=texts)
    assert rows(read(tmp_path, content).sheets[0]) == [
        ["a\r\nb", "_x000D_", "tạ", "c\nd\ne", None, 1]
    ]


def test_text__elements_of_other_namespaces__say_nothing(tmp_path: Path) -> None:
    foreign = '<y:{0} xmlns:y="urn:y"><y:t>no</y:t></y:{0}>'
    strings = [f"<si>{foreign.format('t')}<t>a</t>{foreign.format('si')}</si>", "b"]
    row = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        f'<c r="C1" t="inlineStr"><is>{foreign.format("t")}<t>c</t></is></c>'
        f'<c r="D1"><v>4</v>{foreign.format("c")}</c><y:c xmlns:y="urn:y" r="E1"><y:v>5</y:v></y:c></row>'
    )
    assert rows(read(tmp_path, book(row, strings=strings)).sheets[0]) == [["a", "b", "c", 4]]


def test_text__rich_and_phonetic__the_letters_only(tmp_path: Path) -> None:
    rich = "<si><r><rPr><b/></rPr><t>Lạc </t></r><r><t>Dương</t></r><rPh><t>x</t></rPh></si>"
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>Đạ</t></r><r><t> Sar</t></r></is></c></row>'
    assert rows(read(tmp_path, book(row, strings=[rich])).sheets[0]) == [["Lạc Dương", "Đạ Sar"]]


def test_marks__struck_and_old_fonts__by_cell_and_by_run(tmp_path: Path) -> None:
    struck = "<si><r><rPr><strike/></rPr><t>gone</t></r></si>"
    partly = "<si><r><rPr><strike/></rPr><t>old</t></r><r><t>new</t></r></si>"
    legacy = '<si><r><rPr><rFont val=".VnArial"/></rPr><t>Hä tªn</t></r></si>'
    fonts = '<font/><font><strike/></font><font><name val=".VnTime"/></font><font><strike val="0"/></font>'
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" s="1"><v>5</v></c><c r="E1" s="2"><v>6</v></c><c r="F1" s="3"><v>7</v></c><c r="G1" s="1"/></row>'
    content = book(
        row,
        strings=[struck, partly, legacy],
        styled=styles([(0, 0), (0, 1), (0, 2), (0, 3)], fonts=fonts),
    )
    found = read(tmp_path, content).sheets[0]
    assert found.struck == {(1, 1), (1, 4)}
    assert dict(found.fonts) == {(1, 3): ".VnArial", (1, 5): ".VnTime"}
    assert (1, 1) not in found.fonts
    assert len(found.fonts) == 2


def test_sheet__hidden_rows_columns_sheets_and_merges__told(tmp_path: Path) -> None:
    xml = sheet(
        '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>'
        '<row r="3" hidden="1"><c r="C3"><v>3</v></c></row><row r="9" hidden="1"/>',
        before='<cols><col min="3" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="B2:C2"/><mergeCell ref="B3"/>'
        '<mergeCell ref="Z90:AA91"/><mergeCell ref="D2:XFD1048576"/></mergeCells>',
    )
    content = packed(parts({"shown": sheet(""), "kept back": xml}, states=["visible", "hidden"]))
    empty, found = read(tmp_path, content).sheets
    assert empty.columns == ()
    assert found.visibility is Visibility.HIDDEN
    assert (found.top, found.left, found.height, len(found.columns)) == (2, 2, 2, 3)
    assert found.hidden_rows == {3}
    assert found.hidden_columns == {3}
    assert found.merges == (Area(2, 2, 2, 3), Area(2, 4, 3, 4))


def test_sheet__margins_of_blanks_and_gaps__trimmed_and_filled(tmp_path: Path) -> None:
    xml = (
        '<row r="1"><c r="A1" s="1"/><c r="B1" t="str"><f>""</f><v></v></c></row>'
        '<row r="4"><c r="C4"><v>1</v></c></row><row r="7"><c r="E7"><v>2</v></c></row>'
        '<row r="8"><c r="E8" t="str"><f>""</f><v></v></c></row>'
    )
    found = read(tmp_path, book(xml)).sheets[0]
    assert (found.top, found.left) == (4, 3)
    assert rows(found) == [[1, None, None], [None] * 3, [None] * 3, [None, None, 2]]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda xml: xml, id="as-excel-writes"),
        pytest.param(
            lambda xml: (
                xml.replace("<", "<x:")
                .replace("<x:/", "</x:")
                .replace("<x:?", "<?")
                .replace("xmlns=", "xmlns:x=")
            ),
            id="prefixed",
        ),
        pytest.param(lambda xml: xml.replace("><", ">\n  <"), id="pretty"),
        pytest.param(
            lambda xml: xml.replace("<v>", "<!-- v --><v>").replace("<row ", "<!-- r --><row "),
            id="comments",
        ),
        pytest.param(lambda xml: xml.replace("<v>", "<v><![CDATA[").replace("</v>", "]]></v>"), id="cdata"),
        pytest.param(lambda xml: xml.replace("<c ", '<c cm="0" '), id="other-order"),
        pytest.param(lambda xml: xml.replace('"', "'").replace("version='1.0'", 'version="1.0"'), id="single-quotes"),
        pytest.param(
            lambda xml: xml.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
            id="strict",
        ),
        pytest.param(lambda xml: xml.replace("<dimension/>", '<dimension ref="A1:B2"/>'), id="dimension-lies"),
        pytest.param(lambda xml: "\ufeff" + xml, id="bom"),
    ],
)  # fmt: skip
def test_rows__however_the_xml_is_written__the_same_cells(tmp_path: Path, change: object) -> None:
    lines = [
        f'<row r="{r}" spans="1:3"><c r="A{r}"><v>{r}</v></c><c r="B{r}" s="1"/>'
        f'<c r="C{r}" t="s"><v>{r % 2}</v></c></row>'
        for r in range(1, 60)
    ]
    xml = change(sheet("".join(lines), before="<dimension/>"))  # type: ignore[operator]
    found = read(tmp_path, packed(parts({"S": xml}, strings=["lẻ", "chẵn"]))).sheets[0]
    assert rows(found) == [[r, None, ("lẻ", "chẵn")[r % 2]] for r in range(1, 60)]


def test_rows__without_addresses__counted(tmp_path: Path) -> None:
    xml = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    assert cells(read(tmp_path, book(xml)).sheets[0]) == {(1, 1): 1, (1, 3): 2, (3, 1): 3}


def test_rows__many_with_odd_ones_between__every_cell(tmp_path: Path) -> None:
    """Long enough that the expression for all columns is used, broken by rows it cannot know."""

    def row(r: int) -> str:
        if r % 700 == 0:
            return f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="Z{r}" t="inlineStr"><is><r><t>odd</t></r></is></c></row>'
        if r % 500 == 0:
            return f'<row r="{r}" hidden="1"><c r="A{r}" s="0"/><c r="B{r}"/></row>'
        if r % 90 == 0:
            return f'<row r="{r}" hidden="1"><c r="B{r}"><f>A{r}*2</f><v>{2 * r}</v></c></row>'
        return f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>{2 * r}</v></c></row>'

    count = 6_001
    expected: dict[tuple[int, int], Value] = {}
    for r in range(1, count + 1):
        if r % 700 == 0:
            expected |= {(r, 1): r, (r, 26): "odd"}
        elif r % 500 and r % 90:
            expected |= {(r, 1): r, (r, 2): 2 * r}
        elif r % 500:
            expected[r, 2] = 2 * r
    found = read(tmp_path, book("".join(map(row, range(1, count + 1))))).sheets[0]
    assert cells(found) == expected
    assert found.hidden_rows == {
        r for r in range(1, count + 1) if r % 700 and (r % 500 == 0 or r % 90 == 0)
    }


def test_rows__blanks_with_a_format_beside_and_below__nothing_of_them(tmp_path: Path) -> None:
    """A bordered spacer column, and borders far below the table."""
    lines = [
        f'<row r="{r}"><c r="A{r}" s="1"/><c r="B{r}"><v>{r}</v></c><c r="C{r}" s="1"></c>'
        f'<c r="D{r}"><v>{-r}</v></c><c r="E{r}" s="1"/></row>'
        for r in range(1, 3_000)
    ]
    below = [
        "".join(f'<c r="{c}{r}" s="1"/>' for c in "ABCDEFGH").join((f'<row r="{r}">', "</row>"))
        for r in range(3_000, 9_000)
    ]
    found = read(tmp_path, book("".join(lines + below))).sheets[0]
    assert (found.top, found.left) == (1, 2)
    assert rows(found) == [[r, None, -r] for r in range(1, 3_000)]


def test_column__every_value_its_own__nothing_mixed_up(tmp_path: Path) -> None:
    """Beyond the rows after which a column is no longer searched for repetitions."""
    count = 70_000
    xml = "".join(
        f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}" t="s"><v>{r % 3}</v></c></row>'
        for r in range(1, count + 1)
    )
    found = read(tmp_path, book(xml, strings=["a", "b", "c"])).sheets[0]
    assert list(found.columns[0]) == list(range(1, count + 1))
    assert list(found.columns[1]) == [("a", "b", "c")[r % 3] for r in range(1, count + 1)]
    assert len(found.columns[1].values) == 3


def test_sheets__of_one_name__told_apart_with_a_finding(tmp_path: Path) -> None:
    contents = parts({"Chi bộ 1": sheet(""), "Chi bộ 2": sheet("")})
    contents["xl/workbook.xml"] = str(contents["xl/workbook.xml"]).replace("Chi bộ 2", "Chi bộ 1")
    found = read(tmp_path, packed(contents))
    assert [each.name for each in found.sheets] == ["Chi bộ 1", "Chi bộ 1 (2)"]
    assert [each.code for each in found.findings] == ["F13"]


def test_sheets__chart_sheet__left_out(tmp_path: Path) -> None:
    contents = parts({"S": sheet(""), "Chart": sheet("")})
    related = str(contents["xl/_rels/workbook.xml.rels"])
    contents["xl/_rels/workbook.xml.rels"] = related.replace(
        f'{RELATIONS}/worksheet" Target="worksheets/sheet2', f'{RELATIONS}/chartsheet" Target="worksheets/sheet2'
    )  # fmt: skip
    assert [each.name for each in read(tmp_path, packed(contents)).sheets] == ["S"]


def test_sheets__named_with_a_blank__found_where_the_relation_writes_it_in_percent(
    tmp_path: Path,
) -> None:
    contents = parts({"S": sheet("")})
    contents["xl/worksheets/sheet 1.xml"] = contents.pop("xl/worksheets/sheet1.xml")
    related = str(contents["xl/_rels/workbook.xml.rels"])
    contents["xl/_rels/workbook.xml.rels"] = related.replace("sheet1.xml", "sheet%201.xml")
    assert [each.name for each in read(tmp_path, packed(contents)).sheets] == ["S"]


def test_addresses__with_dollar_signs_or_out_of_order__are_read(tmp_path: Path) -> None:
    written = '<row r="1"><c r="$B$1"><v>2</v></c><c r="A$1"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="$XFD$1048576"><v>3</v></c></row>'
    assert rows(read(tmp_path, packed(parts({"S": sheet(written)}))).sheets[0]) == [[1, 2]]
    (found,) = read(tmp_path, packed(parts({"S": sheet(written + far)}))).sheets
    assert rows(found) == [[1, 2]]
    twice = written.replace("A$1", "B1")
    assert refusal(tmp_path, packed(parts({"S": sheet(twice)}))) == "files.damaged"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
VALUES = st.one_of(
    st.none(),
    st.integers(-(10**14), 10**14),
    st.booleans(),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: round(number, 4)),
    st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)),
    TEXTS.filter(lambda text: not text.startswith("=") and "\ufffe" not in text),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(grid=st.lists(st.lists(VALUES, min_size=1, max_size=6), min_size=1, max_size=8))
def test_read__what_openpyxl_wrote__comes_back(tmp_path: Path, grid: list[list[Value]]) -> None:
    written = openpyxl.Workbook()
    for row in grid:
        written.active.append(row)
    sink = BytesIO()
    written.save(sink)
    found = read(tmp_path, sink.getvalue()).sheets[0]
    expected = {
        (r, c): value
        for r, row in enumerate(grid, 1)
        for c, value in enumerate(row, 1)
        if value is not None and value != ""
    }
    assert {k: (type(v), v) for k, v in cells(found).items()} == {
        k: (int if isinstance(v, float) and v.is_integer() else type(v), v)
        for k, v in expected.items()
    }


@pytest.mark.parametrize("possessive", [True, False])
def test_read__expressions_of_any_python__the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, possessive: bool
) -> None:
    """Python 3.11.0 to 3.11.4 match groups with `*+` wrongly; there atomic groups stand for them."""
    if possessive and sys.version_info[:3] < (3, 11, 5):
        pytest.skip("this Python matches them wrongly")
    monkeypatch.setattr("lacduong_kpi.workbook.expressions.POSSESSIVE", possessive)
    rows_module._pattern.cache_clear()
    lines = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}" s="0"/>'
        f'<c r="D{row}" t="inlineStr"><is><t>x</t></is></c></row>'
        for row in range(2, 1_500)
        if row % 7
    )
    found = cells(read(tmp_path, book(f'<row r="1"/>{lines}')).sheets[0])
    rows_module._pattern.cache_clear()
    expected = {(row, 1): row for row in range(2, 1_500) if row % 7}
    assert found == expected | {(row, 4): "x" for row, _ in expected}
