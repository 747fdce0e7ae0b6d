"""Puts the stored results of formulas back into a workbook that openpyxl has written.

openpyxl writes formulas without their results. Excel works them out again, but previews, phones
and programs that read the file show nothing until then.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any, cast
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils.datetime import to_excel

_FORMULA = re.compile(
    rb'<c r="([A-Z]+[0-9]+)"((?: s="[0-9]+")?)>(<f\b[^>]*>.*?</f>|<f\b[^>]*/>)<v ?(?:/>|></v>)</c>',
    re.DOTALL,
)

Results = Mapping[str, Mapping[str, tuple[str, bytes]]]
"""sheet -> address -> type of the cell and its stored result"""


def has_formulas(book: Workbook) -> bool:
    """Whether there is anything to put back."""
    return any(
        cell.data_type == "f"
        for sheet in book.worksheets
        for cell in cast("Any", sheet)._cells.values()
    )


def results(formulas: Workbook, values: Workbook) -> Results:
    """What stands in the formula cells. Both are the same file, `values` loaded with data_only."""
    epoch = cast("Any", values).epoch
    found: dict[str, dict[str, tuple[str, bytes]]] = {}
    for sheet in formulas.worksheets:
        stored = values[sheet.title]
        for cell in cast("Any", sheet)._cells.values():
            if cell.data_type == "f":
                other = stored.cell(cell.row, cell.column)
                written = _written(other.value, other.data_type, epoch)
                if written is not None:
                    found.setdefault(sheet.title, {})[cell.coordinate] = written
    return found


def _written(value: object, kind: str, epoch: dt.datetime) -> tuple[str, bytes] | None:
    match value:
        case None:
            return None
        case bool():
            return "b", b"1" if value else b"0"
        case int() | float():
            return "n", repr(value).encode()
        case dt.datetime() | dt.date() | dt.time() | dt.timedelta():
            return "n", repr(cast("Any", to_excel)(value, epoch)).encode()
        case _:
            return "e" if kind == "e" else "str", escape(str(value)).encode()


def put_back(package: bytes, titles: list[str], stored: Results) -> bytes:
    """The package with the results in it. `titles` are its sheets in their order."""
    sink = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(sink, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            number = re.fullmatch(r"xl/worksheets/sheet([0-9]+)\.xml", entry.filename)
            if number:
                content = _filled(content, stored.get(titles[int(number[1]) - 1], {}))
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def _filled(sheet: bytes, stored: Mapping[str, tuple[str, bytes]]) -> bytes:
    def filled(found: re.Match[bytes]) -> bytes:
        known = stored.get(found[1].decode())
        if known is None:
            return found[0]
        kind = b"" if known[0] == "n" else f' t="{known[0]}"'.encode()
        return (
            b'<c r="' + found[1] + b'"' + found[2] + kind + b">" + found[3]
            + b"<v>" + known[1] + b"</v></c>"
        )  # fmt: skip

    return _FORMULA.sub(filled, sheet) if stored else sheet
