"""The document property that marks workbooks of ours."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from lacduong_kpi.workbook.marker import PART, PROPERTY, Marker, marker_in, marker_of


def workbook(name: str, value: str) -> bytes:
    book = openpyxl.Workbook()
    book.custom_doc_props.append(StringProperty(name=name, value=value))
    sink = BytesIO()
    book.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize("marker", list(Marker))
def test_marker_of__workbook_that_we_wrote__its_marker(marker: Marker) -> None:
    assert marker_of(workbook(PROPERTY, marker.value)) is marker


def test_marker_in__as_libreoffice_and_excel_write_it__found() -> None:
    part = (
        b'<Properties xmlns:vt="x"><property fmtid="{D}" pid="2" name="Department">'
        b"<vt:lpwstr>annotated</vt:lpwstr></property>"
        b'<property fmtid="{D}" pid="3" name="lacduong-kpi"><vt:lpwstr>template</vt:lpwstr>'
        b"</property></Properties>"
    )
    assert marker_in(part) is Marker.TEMPLATE


@pytest.mark.parametrize(
    "package",
    [
        b"",
        b"PK\x03\x04 cut off",
        workbook("Department", "report"),
        workbook(PROPERTY, "something else"),
    ],
    ids=["empty", "cut", "other property", "unknown value"],
)
def test_marker_of__anything_else__none(package: bytes) -> None:
    assert marker_of(package) is None


def test_marker_of__huge_part__not_read_to_its_end() -> None:
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(PART, b" " * 10_000_000 + workbook(PROPERTY, "report"))
    assert marker_of(sink.getvalue()) is None
