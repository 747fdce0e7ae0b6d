"""Workbooks with a password: opened in memory, with the passwords that are known."""

from __future__ import annotations

import struct
import tempfile
import time
import zipfile
from hashlib import md5
from io import BytesIO
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.rc4 import DocumentRC4
from xlwt.CompoundDoc import XlsDoc

from lacduong_kpi.workbook.read import read_bytes
from packages import packed, parts, sheet
from workbooks import read, refusal, rows

PASSWORD = "LacDuong@2024"
CONTENT = packed(
    {**parts({"S": sheet('<row r="1"><c r="A1"><v>1</v></c></row>')}), "xl/more.xml": " " * 9_000},
    zipfile.ZIP_STORED,
)
"""Long enough for a stream of its own; the library cannot encrypt what would share one."""


def encrypted(password: str = PASSWORD) -> bytes:
    sink = BytesIO()
    OOXMLFile(BytesIO(CONTENT)).encrypt(password, sink)
    return sink.getvalue()


def compound(stream: bytes) -> bytes:
    sink = BytesIO()
    XlsDoc().save(sink, stream)
    return sink.getvalue()


def encrypted_xls() -> bytes:
    """[MS-XLS] 2.2.10 with the RC4 of Excel 97: a FilePass record, the records' contents in blocks
    of 1,024 bytes of the stream, and the offsets of sheets in the clear."""
    written = xlwt.Workbook()
    written.add_sheet("DS").write(0, 0, "Đạ Sar")
    plain = written.get_biff_data()
    salt, verifier = bytes(range(16)), b"sixteen bytes..."
    proof = DocumentRC4.decrypt(PASSWORD, salt, BytesIO(verifier + md5(verifier).digest()), 1024)
    head = 4 + struct.unpack_from("<H", plain, 2)[0]
    content = struct.pack("<3H", 1, 1, 1) + salt + proof.read()
    passed = struct.pack("<2H", 0x2F, len(content)) + content
    stream = bytearray(plain[:head] + passed + plain[head:])
    clear, at = set(range(head + len(passed))), 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        clear |= set(range(at, at + 4))
        if kind == 0x85:
            offset = struct.unpack_from("<I", stream, at + 4)[0]
            struct.pack_into("<I", stream, at + 4, offset + len(passed))
            clear |= set(range(at + 4, at + 8))
        elif kind == 0x809:
            clear |= set(range(at, at + 4 + size))
        at += 4 + size
    hidden = DocumentRC4.decrypt(PASSWORD, salt, BytesIO(bytes(stream)), 1024).read()
    return compound(bytes(stream[i] if i in clear else hidden[i] for i in range(len(stream))))


@pytest.mark.parametrize("passwords", [[PASSWORD], ["wrong", "", PASSWORD]])
def test_read__password_is_known__read(tmp_path: Path, passwords: list[str]) -> None:
    found = read(tmp_path, encrypted(), passwords=passwords)
    assert rows(found.sheets[0]) == [[1]]
    assert read_bytes(tmp_path / "book.xlsx", passwords) == CONTENT


def test_read__no_password_or_a_wrong_one__told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path, encrypted()) == "files.encrypted"
    with pytest.raises(Exception, match="wrong_password"):
        read(tmp_path, encrypted(), passwords=["wrong"])


def test_read__password_hashed_without_end__refused_soon(tmp_path: Path) -> None:
    hostile = encrypted().replace(b'spinCount="100000" ', b'spinCount="9999999"')
    assert hostile != encrypted()
    began = time.process_time()
    assert refusal(tmp_path, hostile) == "files.unknown_encryption"
    assert time.process_time() - began < 1


def test_read__password_that_excel_itself_tries__read_without(tmp_path: Path) -> None:
    assert rows(read(tmp_path, encrypted("VelvetSweatshop")).sheets[0]) == [[1]]


def test_read__old_workbook_with_a_password__never_on_a_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_file(*_: object, **__: object) -> object:
        raise AssertionError("what a password protects was written to a disk")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_file)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", no_file)
    assert refusal(tmp_path, encrypted_xls(), "a.xls") == "files.encrypted"
    found = read(tmp_path, encrypted_xls(), "a.xls", passwords=["wrong", PASSWORD])
    assert rows(found.sheets[0]) == [["Đạ Sar"]]


def named(content: bytes, name: str) -> bytes:
    """A compound file whose only stream has that name in the directory."""
    old, new = "Workbook".encode("utf-16-le"), name.encode("utf-16-le")
    changed = bytearray(content)
    at = changed.find(old)
    changed[at : at + 64] = (new + bytes(64))[:64]
    struct.pack_into("<H", changed, at + 64, len(new) + 2)
    return bytes(changed)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("WordDocument", "is_word"), ("PowerPoint Document", "is_slides"), ("Anything", "damaged")],
)
def test_read__compound_file_of_another_program__said(
    tmp_path: Path, name: str, reason: str
) -> None:
    assert refusal(tmp_path, named(compound(bytes(5_000)), name), "a.xls") == f"files.{reason}"


def test_read__excel_95_with_a_password__encrypted_and_not_damaged(tmp_path: Path) -> None:
    begins = struct.pack("<6H", 0x809, 8, 0x500, 5, 0x1234, 1993)
    passed = struct.pack("<4H", 0x2F, 4, 0x1234, 0x5678)
    content = named(compound(begins + passed + b"\x5a" * 5_000), "Book")
    assert refusal(tmp_path, content, "a.xls") == "files.unknown_encryption"


def test_read__entity_in_the_description_of_the_encryption__refused(tmp_path: Path) -> None:
    content = encrypted()
    old = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    assert old in content
    content = content.replace(old, b"<!DOCTYPE x>".ljust(len(old)))
    assert refusal(tmp_path, content) == "files.xml_declaration"


def test_read__encryption_described_in_an_unknown_charset__refused(tmp_path: Path) -> None:
    content = encrypted().replace(b'encoding="UTF-8"', b'encoding="XX-99"')
    assert content != encrypted()
    with pytest.raises(Exception, match="wrong_password"):
        read(tmp_path, content, passwords=[PASSWORD])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_password__typed_in_another_form_of_unicode__opens(
    tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    typed = normalize("NFD" if form == "NFC" else "NFC", "Đảng ủy")
    assert read(tmp_path, encrypted(normalize(form, "Đảng ủy")), passwords=[typed]).sheets
