"""What a file is, told by its content and never by its suffix."""

from __future__ import annotations

import re
from enum import Enum, auto

from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.refusal import RefusedError, damaged


class Container(Enum):
    """A kind of file that holds sheets."""

    PACKAGE = auto()
    """a zip: .xlsx, .xlsm, .xlsb or .ods"""
    OLE = auto()
    """a compound file: .xls, or anything encrypted"""
    BIFF = auto()
    """bare records of Excel 2 to 4"""
    MARKUP = auto()
    """XML or HTML"""
    TEXT = auto()


class Package(Enum):
    """A kind of zip that holds sheets."""

    XLSX = auto()
    XLSB = auto()
    ODS = auto()


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
    (b"\0\1\0\0Standard ", "database"),
)
_EXCHANGE = re.compile(rb"ID;P[^\r\n]*[\r\n]+(?:[BCFOP]|N[EN]);[A-Z]|TABLE\r?\n0,1\r?\n")
"""the first two lines of SYLK and DIF, which are no table of their lines"""
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf|\s)*<[a-z!?]", re.I)
_MIME = re.compile(rb"\s*(?:MIME-Version|From|Content-Type|X-MSMail|Date|Subject): ", re.I)


def container_of(data: bytes) -> Container:
    """Raises RefusedError, with the name of what it is instead, for a file that holds no sheets."""
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):
        return Container.PACKAGE
    if head.startswith(b"PK\x05\x06"):
        raise not_a_workbook("archive")
    if head.startswith(_OLE):
        return Container.OLE
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise not_a_workbook(what)
    if _EXCHANGE.match(head):
        raise not_a_workbook("exchange")
    if _BIFF.match(head):
        return Container.BIFF
    if not head.strip(b"\0"):
        raise RefusedError("files.only_zeros")
    if _MARKUP.match(_narrow(head)) or _MIME.match(head):
        return Container.MARKUP
    return Container.TEXT


def _narrow(head: bytes) -> bytes:
    """UTF-16 text as single bytes, good enough to see a tag in it."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[2:].replace(b"\0", b"")
    return head


def not_a_workbook(what: str) -> RefusedError:
    """`what` is a word of the catalogue: `files.kind.word`."""
    return RefusedError(f"files.is_{what}")


def package_kind(archive: Archive) -> Package:
    """Raises RefusedError for a package that is something else."""
    names = {name.lower() for name in archive.names}
    if "mimetype" in names:
        if any(name.startswith("xl/") for name in names):  # two workbooks: which one is meant?
            raise damaged()
        return _open_document(archive)
    if "xl/workbook.bin" in names:
        return Package.XLSB
    if "[content_types].xml" in names:
        return _office_open(archive, names)
    if any(name.startswith("index/") and name.endswith(".iwa") for name in names):
        raise not_a_workbook("numbers")
    if any(name.endswith("workbook.xml") for name in names):
        return Package.XLSX
    raise not_a_workbook("archive")


def _open_document(archive: Archive) -> Package:
    kind = archive.read("mimetype", 4096).decode("latin-1")
    if "opendocument.spreadsheet" in kind:
        return Package.ODS
    if "opendocument.text" in kind:
        raise not_a_workbook("word")
    if "opendocument.presentation" in kind:
        raise not_a_workbook("slides")
    raise not_a_workbook("archive")


def _office_open(archive: Archive, names: set[str]) -> Package:
    if any(name.startswith("word/") for name in names):
        raise not_a_workbook("word")
    if any(name.startswith("ppt/") for name in names):
        raise not_a_workbook("slides")
    if any(name.startswith("xl/") for name in names):
        return Package.XLSX
    types = archive.read("[Content_Types].xml", 1 << 20)
    if b"spreadsheetml" in types:
        return Package.XLSX
    raise damaged("xl/workbook.xml")
