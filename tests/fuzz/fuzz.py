"""Coverage-guided fuzzing with atheris of what takes bytes or texts from outside.

Not run by pytest. In an environment that has the package and `pip install atheris`:

    python tests/fuzz/fuzz.py TARGET [-max_total_time=300] [CORPUS_FOLDER]

TARGET is one of package, sheet, text, markup, tables, plan, mapping, values. Whatever is refused
must be refused by an error of ours; anything else stops the run and leaves a `crash-…` file, whose
content then becomes a case of the tests.
"""

from __future__ import annotations

import sys
import unicodedata
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["lacduong_kpi"]):
    from lacduong_kpi.errors import KpiError
    from lacduong_kpi.plan.load import read_plan
    from lacduong_kpi.records.extract import extract
    from lacduong_kpi.tables.mapping import read_mapping
    from lacduong_kpi.terms import FIELDS, Kind
    from lacduong_kpi.text import clean, key, nfc, show
    from lacduong_kpi.vocabulary import read_column, read_header, read_title
    from lacduong_kpi.workbook.read import read_workbook

sys.path.insert(0, str(Path(__file__).parents[1]))
from packages import packed, parts, sheet

SCRATCH = Path("/dev/shm") if Path("/dev/shm").is_dir() else Path.cwd()
HEADER = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Xếp loại 2024")


def _read(content: bytes, name: str) -> None:
    """Through the whole of what a reading process does."""
    import os

    path = SCRATCH / f"fuzz-{os.getpid()}-{name}"
    path.write_bytes(content)
    try:
        extract(read_workbook(path), None)
    except KpiError:
        return
    finally:
        path.unlink()


def package(data: bytes) -> None:
    """The bytes of a file as they are: zip, compound file or text."""
    _read(data, "a.xlsx")


def worksheet(data: bytes) -> None:
    """The XML of rows in a package that is well otherwise."""
    rows = data.decode("utf-8", "replace")
    _read(
        packed(parts({"S": sheet(rows)}, strings=["Họ và tên", "x"]), zipfile.ZIP_STORED), "a.xlsx"
    )


def delimited(data: bytes) -> None:
    """A text file."""
    _read(data, "a.csv")


def markup(data: bytes) -> None:
    """A page, a spreadsheet of Excel 2003 or of OpenDocument by how it begins."""
    start = [
        b"<html><table>",
        b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
    ]
    chosen = start[data[0] % 2] if data else b""
    _read(chosen + data[1:], "a.xls")


def tables(data: bytes) -> None:
    """The table finder and all readers of records: the bytes choose what stands in which cell."""
    import openpyxl

    feed = atheris.FuzzedDataProvider(data)
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for _ in range(feed.ConsumeIntInRange(1, 8)):
        page.append([_cell(feed) for _ in range(feed.ConsumeIntInRange(0, 7))])
    sink = BytesIO()
    book.save(sink)
    _read(sink.getvalue(), "a.xlsx")


def _cell(feed: atheris.FuzzedDataProvider) -> object:
    match feed.ConsumeIntInRange(0, 4):
        case 0:
            return feed.PickValueInList(list(HEADER))
        case 1:
            return feed.ConsumeIntInRange(-10, 100_000)
        case 2:
            return None
        case 3:
            return feed.PickValueInList(
                ["Chi bộ thôn 1", "Tổng cộng", "Nguyễn Văn An", "01/02/2003", "x"]
            )
        case _:
            return clean(feed.ConsumeUnicodeNoSurrogates(20)).replace("=", "")


def plan(data: bytes) -> None:
    try:
        read_plan(data, "a.yaml")
    except KpiError:
        return


def mapping(data: bytes) -> None:
    try:
        read_mapping(data, "a.yaml")
    except KpiError:
        return


def _text(data: bytes) -> str:
    """With lone surrogates where the bytes spell some."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def values(data: bytes) -> None:
    """Every reader of values and headers on one text."""
    text = _text(data)
    assert not {unicodedata.category(each) for each in show(text)} & {"Cc", "Cs"}
    assert nfc(nfc(text)) == nfc(text)
    key(text)
    read_title(text)
    read_header((text,))
    for kind in Kind:
        for field in FIELDS[kind]:
            (reading,) = read_column(kind, field, (text,))
            assert reading is not None


TARGETS: dict[str, Callable[[bytes], None]] = {
    "package": package,
    "sheet": worksheet,
    "text": delimited,
    "markup": markup,
    "tables": tables,
    "plan": plan,
    "mapping": mapping,
    "values": values,
}


def main() -> None:
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
