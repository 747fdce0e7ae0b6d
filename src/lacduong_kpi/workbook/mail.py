"""Pages of a "single file web page" (.mht), which is an e-mail message.

Excel writes a page for each sheet of a workbook, one that frames them and names the sheets, and one
with the tabs below the sheets, whose table holds nothing but those names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from email import message_from_bytes
from email.message import Message
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.decoding import decode_text, has_line_beyond
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_MOST_PARTS = 20_000
"""lines of a mail that may begin a part, and those of its head"""
_MOST_LINES = 3_000_000
_LONGEST_LINE = 4 << 20
"""The library takes memory for each line, and for one that does not end time and again; mails have
lines of 76 letters."""
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_TABS = "tabstrip"
_SHEET = re.compile(
    r"<x:Name>([^<]{1,200})</x:Name>\s*<x:WorksheetSource\s+HRef=[\"']([^\"'<]{1,2000})[\"']", re.I
)


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    """the sheet that the page is"""
    content: bytes


@dataclass(frozen=True, slots=True)
class _Part:
    file: str
    """name of the file that the page was, without its suffix"""
    content: bytes


def pages_of_mail(data: bytes, name: str) -> Sequence[Page]:
    """The pages with tables, or all if none has one. A page that stands alone has the name that is
    given. Raises RefusedError."""
    _check_size(data)
    try:
        parts = [found for part in message_from_bytes(data).walk() if (found := _page(part))]
    except MemoryError:
        raise
    except Exception as error:  # the library names none and lets many out
        raise damaged() from error
    with_tables = [each for each in parts if b"<table" in each.content.lower()]
    pages = [each for each in with_tables if each.file != _TABS] or with_tables or parts
    if not pages:
        raise RefusedError("files.no_table")
    if len(pages) == 1:
        return (Page(name, pages[0].content),)
    names = _names([each for each in parts if each not in with_tables])
    return [Page(names.get(each.file, each.file or name), each.content) for each in pages]


def _check_size(data: bytes) -> None:
    end = _END_OF_HEAD.search(data)
    head = data[: end.start()] if end else data
    if data.count(b"\n--") > _MOST_PARTS or head.count(b"\n") > _MOST_PARTS:
        raise damaged()
    if data.count(b"\n") + data.count(b"\r") > 2 * _MOST_LINES or has_line_beyond(
        _LONGEST_LINE, data
    ):
        raise damaged()


def _page(part: Message) -> _Part | None:
    content = part.get_payload(decode=True)
    if part.get_content_type() != "text/html" or not isinstance(content, bytes):
        return None
    return _Part(_file(str(part.get("Content-Location", ""))), content)


def _file(location: str) -> str:
    return PurePosixPath(unquote(location).replace("\\", "/")).stem


def _names(frames: Sequence[_Part]) -> Mapping[str, str]:
    """The names of sheets by the files of their pages, as the page says that frames them."""
    return {
        _file(unescape(place)): unescape(name)
        for frame in frames
        for name, place in _SHEET.findall(decode_text(frame.content).text)
    }
