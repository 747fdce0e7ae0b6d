"""Hostile and broken packages: read or refused, quickly, and never a crash."""

from __future__ import annotations

import contextlib
import struct
import time
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lacduong_kpi.errors import WorkbookError
from lacduong_kpi.findings import letters
from lacduong_kpi.wording import Language, say
from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.read import read_workbook
from packages import book, packed, parts, shared, sheet, styles
from workbooks import cells, read, refusal

TABLE = "".join(
    f'<row r="{r}"><c r="A{r}"><v>{r}</v></c><c r="B{r}"><v>2</v></c></row>' for r in range(1, 31)
)
EXPECTED = {(r, c): (r, 2)[c - 1] for r in range(1, 31) for c in (1, 2)}


def changed(part: str, old: str, new: str, **others: object) -> bytes:
    contents = parts({"S": sheet(TABLE)}, **others)  # type: ignore[arg-type]
    text = str(contents[part])
    assert old in text
    contents[part] = text.replace(old, new)
    return packed(contents)


def _endless(unit: bytes, mib: int) -> str:
    """So many MiB of one unit, each with a number, so that they pack no better than rows do."""
    count = (mib << 20) // (len(unit) + 7)
    return b"".join(unit % (number * 7919 % 9_999_991) for number in range(count)).decode()


@pytest.mark.parametrize(
    ("part", "before", "unit"),
    [
        ("xl/worksheets/sheet1.xml", "</sheetData>", b"<x a='%07d'>"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", b"<x a='%07d'/>"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", b"%07d"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", b"<!--%07d-->"),
        ("xl/worksheets/sheet1.xml", "</sheetData>", b"<?x %07d?>"),
        ("xl/worksheets/sheet1.xml", "<sheetData>", b"<x a='%07d'/>"),
        ("xl/workbook.xml", "</sheets>", b"<sheet name='%07d' sheetId='7' r:id='rId1'/>"),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", b"<Relationship Id='%07d' Type='t'/>"),
    ],
)
def test_package__a_part_that_goes_on_and_on__is_refused(
    tmp_path: Path, part: str, before: str, unit: bytes
) -> None:
    content = changed(part, before, _endless(unit, 36) + before)
    assert refusal(tmp_path, content) == "files.too_big_inside"


@pytest.mark.parametrize(
    ("content", "strays"),
    [
        pytest.param(
            book(TABLE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            ["XFD1048576"],
            id="stray-last-cell",
        ),
        pytest.param(
            book(TABLE + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
            ["A1048576"],
            id="stray-last-row",
        ),
        pytest.param(
            changed("xl/worksheets/sheet1.xml", "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'),
            [],
            id="dimension-of-the-whole-sheet",
        ),
        pytest.param(
            changed("xl/sharedStrings.xml", 'uniqueCount="1"', 'uniqueCount="4294967295"', strings=["a"]),
            [],
            id="strings-announced-in-billions",
        ),
        pytest.param(
            packed(parts({"S": sheet(TABLE, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')})),
            [],
            id="all-cells-merged",
        ),
        pytest.param(
            book(TABLE + "".join(f'<row r="{r}"><c r="A{r}" s="1"/><c r="XFD{r}" s="1"/></row>' for r in range(31, 20_000))),
            [],
            id="formatted-blanks",
        ),
        pytest.param(book(TABLE) + b"behind the end", [], id="bytes-behind"),
    ],
)  # fmt: skip
def test_read__odd_but_honest__read_with_what_is_stray(
    tmp_path: Path, content: bytes, strays: list[str]
) -> None:
    found = read(tmp_path, content)
    assert cells(found.sheets[0]) == EXPECTED
    assert [(each.code, each.place.cell) for each in found.findings] == [
        ("F07", cell) for cell in strays
    ]


def encrypted_zip() -> bytes:
    """The flag of every entry says that it is encrypted."""
    data = bytearray(book(TABLE))
    at = 0
    while (at := data.find(b"PK\1\2", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


def doubled_part() -> bytes:
    sink = BytesIO(book(TABLE))
    with zipfile.ZipFile(sink, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", sheet(""))
    return sink.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that are one in the file."""
    data = book(TABLE)
    first, second = (
        m for m in (data.find(b"PK\1\2"), data.find(b"PK\1\2", data.find(b"PK\1\2") + 4))
    )
    changed = bytearray(data)
    changed[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(changed)


def announcing(count: int) -> bytes:
    data = book(TABLE)
    size, offset = struct.unpack("<2L", data[-10:-2])
    return data[:-22] + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)


def two_packages() -> bytes:
    """Of one length, so that the end record of the second fits the directory of the first."""
    contents = parts({"S": sheet(TABLE)})
    changed = parts({"S": sheet(TABLE.replace("<v>7</v>", "<v>8</v>"))})
    return packed(contents, zipfile.ZIP_STORED) + packed(changed, zipfile.ZIP_STORED)


def wrong_crc() -> bytes:
    data = bytearray(packed(parts({"S": sheet(TABLE)}), zipfile.ZIP_STORED))
    at = data.find(b"<v>7</v>")
    data[at + 3] = ord("8")
    return bytes(data)


def without(part: str, styled: str | None = None) -> bytes:
    contents = parts({"S": sheet(TABLE)}, styled=styled)
    del contents[part]
    return packed(contents)


XML = sheet(TABLE)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
REFUSED = [
    pytest.param(b"", "empty", id="empty"),
    pytest.param(bytes(5_000), "only_zeros", id="zeros"),
    pytest.param(book(TABLE)[:-200], "cut_off", id="cut-off"),
    pytest.param(b"junk" + book(TABLE), "not_text", id="bytes-before"),
    pytest.param(b"PK\3\4" + bytes(range(256)) * 20, "cut_off", id="no-zip"),
    pytest.param(packed({"a.txt": "x"}), "is_archive", id="zip-of-anything"),
    pytest.param(packed({}), "is_archive", id="empty-zip"),
    pytest.param(packed({"[Content_Types].xml": "", "word/document.xml": ""}), "is_word", id="docx"),
    pytest.param(packed({"[Content_Types].xml": "", "ppt/x.xml": ""}), "is_slides", id="pptx"),
    pytest.param(packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "is_word", id="odt"),
    pytest.param(packed({**parts({"S": sheet(TABLE)}), "mimetype": _ODS}), "damaged", id="two-workbooks-in-one"),
    pytest.param(packed({"Index/Document.iwa": ""}), "is_numbers", id="numbers"),
    pytest.param(b"%PDF-1.7 ...", "is_pdf", id="pdf"),
    pytest.param(b"\x89PNG\r\n\x1a\n", "is_image", id="png"),
    pytest.param(b"Rar!\x1a\7", "is_archive", id="rar"),
    pytest.param(b"{\\rtf1 text}", "is_word", id="rtf"),
    pytest.param(b"MZ\x90\0", "is_program", id="exe"),
    pytest.param(b'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"TT"\r\nE\r\n', "is_exchange", id="sylk"),
    pytest.param(b'TABLE\r\n0,1\r\n"EXCEL"\r\n', "is_exchange", id="dif"),
    pytest.param(b"\x09\x02\x06\0\0\0\x10\0", "too_old", id="excel-3"),
    pytest.param(encrypted_zip(), "encrypted_zip", id="entries-encrypted"),
    pytest.param(overlapping(), "damaged", id="entries-overlap"),
    pytest.param(announcing(60_000), "too_many_parts", id="entries-announced"),
    pytest.param(announcing(4), "damaged", id="fewer-entries-announced"),
    pytest.param(two_packages(), "damaged", id="package-behind-a-package"),
    pytest.param(wrong_crc(), "damaged", id="crc"),
    pytest.param(changed("xl/_rels/workbook.xml.rels", "worksheets/sheet1.xml", "workbook.xml"), "damaged", id="sheet-that-is-none"),
    pytest.param(without("xl/styles.xml", styled=styles([(0, 0)])), "damaged", id="no-styles-part"),
    pytest.param(book(TABLE.replace("</v></c></row>", "</v><x><c/></x></c></row>", 1)), "damaged", id="cell-in-a-cell"),
    pytest.param(book(TABLE.replace("<v>2</v>", "<v><t/>2</v>", 1)), "damaged", id="element-in-a-value"),
    pytest.param(changed("xl/styles.xml", "<xf ", "<x/><xf ", styled=styles([(0, 0)])), "damaged", id="no-format-among-formats"),
    pytest.param(book("", strings=["<si><si><t>a</t></si></si>"]), "damaged", id="string-in-a-string"),
    pytest.param(without("xl/workbook.xml"), "damaged", id="no-workbook-part"),
    pytest.param(without("xl/worksheets/sheet1.xml"), "sheet_missing", id="no-sheet-part"),
    pytest.param(packed(parts({f"S{i}": sheet("") for i in range(1_001)})), "too_many_sheets", id="sheets"),
    pytest.param(packed(parts({f"S{i}": sheet("") for i in range(5_100)})), "too_many_parts", id="parts"),
    pytest.param(packed(parts({"S": XML[:-300]})), "damaged", id="cut-xml"),
    pytest.param(packed(parts({"S": XML[:-5]})), "damaged", id="cut-xml-at-the-end"),
    pytest.param(packed(parts({"S": XML.replace("</c><c", "<c", 1)})), "damaged", id="open-tag"),
    pytest.param(packed(parts({"S": XML.replace('r="B2"', 'r="A2"')})), "damaged", id="address-twice"),
    pytest.param(packed(parts({"S": XML.replace('<row r="9"', '<row r="8"')})), "damaged", id="row-twice"),
    pytest.param(book(TABLE + '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), "damaged", id="row-outside"),
    pytest.param(book(TABLE + '<row r="31"><c r="XFE31"><v>1</v></c></row>'), "damaged", id="column-outside"),
    pytest.param(book(TABLE + '<row r="31"><c r="ZZZZZZ99999999999"><v>1</v></c></row>'), "damaged", id="address-overflows"),
    pytest.param(book('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', strings=["a"]), "damaged", id="no-such-string"),
    pytest.param(book('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', strings=["a"]), "damaged", id="string-minus-one"),
    pytest.param(packed(parts({"S": XML.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')})), "xml_declaration", id="entity-in-sheet"),
    pytest.param(packed({**parts({"S": XML}, strings=["a"]), "xl/sharedStrings.xml": shared(["a"]).replace("<sst", "<!DOCTYPE sst><sst")}), "xml_declaration", id="doctype-in-strings"),
    pytest.param(packed({**parts({"S": XML}), "xl/worksheets/sheet1.xml": XML.replace("UTF-8", "UTF-16").encode("utf-16")}), "xml_declaration", id="utf-16"),
    pytest.param(packed({**parts({"S": XML}), "xl/worksheets/sheet1.xml": XML.replace("><v>2<", ' t="str"><v>\xff<').encode("latin-1")}), "damaged", id="no-utf-8"),
    pytest.param(packed(parts({"S": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>' + " " * (8 << 20) + "</t></is></c></row>")})), "too_big_inside", id="bomb"),
    pytest.param(packed(parts({"S": sheet("")}, styled=styles([(0, 0)] * 400_000))), "too_big_inside", id="bomb-of-styles"),
    pytest.param(book("".join(f'<row r="{r}"><c r="{letters(r)}{r}"><v>1</v></c></row>' for r in range(1, 4_000))), "too_many_columns", id="diagonal"),
    pytest.param(book("".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, 300_002))), "too_many_rows", id="rows"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), REFUSED)
def test_read__hostile_or_broken__refused_soon(tmp_path: Path, content: bytes, reason: str) -> None:
    began = time.process_time()
    assert refusal(tmp_path, content) == f"files.{reason}"
    assert time.process_time() - began < 3


def test_read__part_twice__refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, doubled_part()) == "files.damaged"


def test_read__bigger_than_the_limit__refused_unread(tmp_path: Path) -> None:
    limits = replace(NORMAL, file_bytes=1 << 20)
    assert refusal(tmp_path, b"a,b\n" * (1 << 19), "x.csv", limits) == "files.too_big"


def test_read__part_longer_than_it_says__refused(tmp_path: Path) -> None:
    data = bytearray(book(TABLE))
    at = data.rfind(b"PK\1\2", 0, data.find(b"xl/worksheets/sheet1.xml", data.find(b"PK\1\2")))
    size = struct.unpack_from("<L", data, at + 24)[0]
    struct.pack_into("<L", data, at + 24, size - 50)
    assert refusal(tmp_path, bytes(data)) == "files.damaged"


@pytest.mark.parametrize("language", list(Language))
def test_wording__every_reason__what_and_what_to_do(language: Language) -> None:
    from lacduong_kpi.wording.vi.files import WORDS

    keys = {key.split(".")[1] for key in WORDS}
    reasons = {str(case.values[1]) for case in REFUSED}
    assert reasons <= keys
    params = dict.fromkeys(
        ["part", "size", "limit", "count", "depth", "sheet", "nearest", "workbook"], "5"
    ) | {"file": "DSĐV.xlsx"}
    for key in keys:
        sentence = say(language, f"files.{key}", **params)
        assert "DSĐV.xlsx" in sentence
        assert sentence.endswith(".")
        assert say(language, f"files.{key}.remedy", **params).endswith(".")
        assert say(language, f"files.{key}.short", **params)


SOURCE = packed(
    parts(
        {"S": sheet(TABLE + '<row r="40"><c r="A40" t="s"><v>0</v></c></row>')},
        strings=["Đạ Sar", "<si><r><t>rich</t></r></si>"],
        styled=styles([(0, 0), (14, 0)]),
    ),
    zipfile.ZIP_STORED,
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.lists(
        st.tuples(
            st.integers(0, len(SOURCE) - 1),
            st.one_of(
                st.binary(max_size=3),
                st.sampled_from(
                    [b"<v>", b"</c>", b"<row", b'"', b"&#x", b"\xff\xff\xff\xff", b"<!--"]
                ),
            ),
            st.integers(0, 8),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_read__package_with_changed_bytes__read_or_refused(
    tmp_path: Path, changes: list[tuple[int, bytes, int]]
) -> None:
    data = SOURCE
    for at, new, cut in changes:
        data = data[:at] + new + data[at + cut :]
    path = tmp_path / "changed.xlsx"
    path.write_bytes(data)
    with contextlib.suppress(WorkbookError):
        read_workbook(path)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, len(XML) - 1),
    new=st.one_of(
        st.text(max_size=3),
        st.sampled_from(["<v>", "</c>", "<c>", "<row>", "</row>", '"', "&#x0;", "<f>", "<is><t>", "<!--", "<![CDATA["]),
    ),
    cut=st.integers(0, 12),
)  # fmt: skip
def test_read__sheet_with_changed_xml__read_or_refused(
    tmp_path: Path, at: int, new: str, cut: int
) -> None:
    """The package around it is whole, so the change reaches the readers of rows."""
    xml = XML[:at] + new + XML[at + cut :]
    contents = parts({"S": sheet("")})
    contents["xl/worksheets/sheet1.xml"] = xml.encode("utf-8", "surrogatepass")
    path = tmp_path / "changed.xlsx"
    path.write_bytes(packed(contents, zipfile.ZIP_STORED))
    with contextlib.suppress(WorkbookError):
        read_workbook(path)


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ('<c r="A{n}"><v>{n}</v></c>', "files.too_many_cells"),
        ('<c r="A{n}" t="inlineStr"><is><t>{n}</t></is></c>', "files.too_many_cells"),
        ('<c r="A{n}" s="0"                />', "files.damaged"),
    ],
)
def test_part__more_values_than_allowed__counted_before_it_is_read(
    tmp_path: Path, cell: str, key: str
) -> None:
    """The rows go back at the end, which only a reader sees."""
    lines = "".join(f'<row r="{n}">{cell.format(n=n)}</row>' for n in [*range(1, 102), 1])
    limits = replace(NORMAL, cells=100)
    assert refusal(tmp_path, book(lines), limits=limits) == key
