"""Turns a workbook of openpyxl into bytes: in memory, marked as ours, the same every time."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from lacduong_kpi.reports.package import UndatedZip, settled
from lacduong_kpi.workbook.marker import PROPERTY, Marker


class _InMemory(ExcelWriter):
    """openpyxl spools each sheet to a file in TMPDIR and leaves it there when saving fails: a
    roster's rows must not lie about, and there may be no such folder."""

    def write_worksheet(self, ws: Worksheet) -> None:
        sheet = cast("Any", ws)
        sheet._drawing = SpreadsheetDrawing()
        sheet._drawing.charts, sheet._drawing.images = sheet._charts, sheet._images
        out = BytesIO()
        writer = cast("Any", WorksheetWriter)(ws, out)
        writer.write()
        sheet._rels = writer._rels
        archive = cast("Any", self)
        archive._archive.writestr(sheet.path[1:], out.getvalue())
        archive.manifest.append(ws)


def saved(book: Workbook, marker: Marker, made_at: datetime) -> bytes:
    """The bytes of the workbook. `made_at` is what its properties say of its time."""
    _mark(book, marker)
    book.properties.creator = book.properties.creator or "lacduong-kpi"
    sink = BytesIO()
    archive = UndatedZip(sink, "w", zipfile.ZIP_DEFLATED)
    cast("Any", _InMemory)(book, archive).save()
    return settled(sink.getvalue(), made_at, ours=marker is not Marker.ANNOTATED)


def _mark(book: Workbook, marker: Marker) -> None:
    """A workbook that somebody made from one of ours gets our marker once, not twice."""
    properties = cast("Any", book).custom_doc_props
    if PROPERTY in properties.names:
        del properties[PROPERTY]
    properties.append(StringProperty(name=PROPERTY, value=marker.value))
