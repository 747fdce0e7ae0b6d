"""Text files in angle brackets: SpreadsheetML, flat OpenDocument, or HTML, told by their roots."""

from __future__ import annotations

import re

from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.sheets import ReadSheet

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MIME = re.compile(rb"\s*[\w-]+: ")
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


_MOST_PARTS = 20_000
"""lines of a mail that may begin a part, and those of its head"""
_END_OF_HEAD = re.compile(rb"\n\r?\n")


def read_markup(data: bytes, name: str, limits: Limits) -> list[ReadSheet]:
    """All sheets of the file. Raises RefusedError."""
    if _MIME.match(data):
        data = _page_of_mail(data)
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


def _page_of_mail(data: bytes) -> bytes:
    """The page of a "single file web page", which is an e-mail message."""
    from email import message_from_bytes

    end = _END_OF_HEAD.search(data)
    head = data[: end.start()] if end else data
    if data.count(b"\n--") > _MOST_PARTS or head.count(b"\n") > _MOST_PARTS:
        raise damaged()
    pages: list[bytes] = []
    try:
        for part in message_from_bytes(data).walk():
            payload = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(payload, bytes):
                pages.append(payload)
    except Exception as error:  # the library names none and lets many out
        raise damaged() from error
    with_tables = [page for page in pages if b"<table" in page.lower()]
    return b"\n".join(with_tables or pages)
