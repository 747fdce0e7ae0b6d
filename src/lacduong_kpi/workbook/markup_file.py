"""Text files in angle brackets: SpreadsheetML, flat OpenDocument, or HTML, told by their roots."""

from __future__ import annotations

import re

from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.package import check_sheets
from lacduong_kpi.workbook.sheets import ReadSheet

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MIME = re.compile(rb"\s*[\w-]+: ")
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def read_markup(data: bytes, name: str, limits: Limits) -> list[ReadSheet]:
    """All sheets of the file. Raises RefusedError."""
    if _MIME.match(data):
        from lacduong_kpi.workbook.mail import pages_of_mail

        pages = pages_of_mail(data, name)
        check_sheets(pages, limits)
        return [sheet for page in pages for sheet in _read(page.content, page.name, limits)]
    return _read(data, name, limits)


def _read(data: bytes, name: str, limits: Limits) -> list[ReadSheet]:
    head = _narrow(data)[:4096]
    if _XML_2003 in head and re.search(rb"<(?:\w+:)?Workbook\b", head):
        from lacduong_kpi.workbook.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml((_narrow(data),), limits)
    if b"<office:document" in head:
        from lacduong_kpi.workbook.opendocument import read_fods

        return read_fods(_narrow(data), limits)
    from lacduong_kpi.workbook.html_tables import read_html

    return read_html(data, name, limits)


def _narrow(data: bytes) -> bytes:
    """UTF-16 with its mark as UTF-8, which the XML parser is given alone."""
    if data[:2] not in _WIDE:
        return data
    return _DECLARATION.sub("", data.decode("utf-16", "replace")).encode("utf-8", "replace")
