"""Compound files: which of them are workbooks, and how those with a password are opened.

Everything happens in memory: what a password protects is never written to a disk.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from io import BytesIO
from types import SimpleNamespace
from unicodedata import normalize
from xml.parsers.expat import ExpatError

from lacduong_kpi.workbook.container import not_a_workbook
from lacduong_kpi.workbook.refusal import RefusedError, damaged

MOST_SPINS = 1_000_000
"""rounds of hashing for a password; Excel asks for 100,000, and a million take a second"""
_SPINS = re.compile(rb"spinCount\s*=\s*[\"']\s*(\d{1,18})")
_FACTORY_PASSWORD = "VelvetSweatshop"  # noqa: S105  (Excel itself tries it on every workbook)

_BROKEN = (
    OSError, ValueError, LookupError, AttributeError, TypeError, AssertionError, EOFError,
    OverflowError, RecursionError, struct.error, ExpatError,
)  # fmt: skip
"""What olefile and msoffcrypto raise on files that are not what they say."""


def unlocked(data: bytes, passwords: Sequence[str]) -> bytes:
    """The content of a compound file, decrypted if need be.

    Raises RefusedError for a compound file of another program, and where no password fits:
    `files.encrypted` if none was given, else `files.wrong_password`.
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            streams = {"/".join(names).lower() for names in ole.listdir()}
            info = ole.openstream("EncryptionInfo").read(1 << 20) if _ENCRYPTION in streams else b""
    except _BROKEN as error:
        raise damaged() from error
    if any("drmencrypted" in name for name in streams):
        raise RefusedError("files.rights_managed")
    if not info:
        _check_workbook(streams)
        return _unlocked_xls(data, passwords) if "workbook" in streams else data
    if b"<!" in info:
        raise RefusedError("files.xml_declaration")
    if _spins(info) > MOST_SPINS:
        raise RefusedError("files.unknown_encryption")
    return _tried(data, passwords)


def _spins(info: bytes) -> int:
    """How often each password is hashed before it is compared."""
    return max(map(int, _SPINS.findall(info)), default=0)


_ENCRYPTION = "encryptioninfo"
_OTHER_PROGRAMS = (
    ("worddocument", "word"),
    ("powerpoint document", "slides"),
    ("__properties_version1.0", "program"),
    ("\x05digitalsignature", "program"),
    ("visiodocument", "program"),
)


def _check_workbook(streams: set[str]) -> None:
    if streams & {"workbook", "book"}:
        return
    for stream, what in _OTHER_PROGRAMS:
        if stream in streams:
            raise not_a_workbook(what)
    raise damaged()


def _unlocked_xls(data: bytes, passwords: Sequence[str]) -> bytes:
    from msoffcrypto.exceptions import ParseError
    from msoffcrypto.format.xls97 import Xls97File

    try:
        if not Xls97File(BytesIO(data)).is_encrypted():
            return data
    except (ParseError, *_BROKEN):  # the reader of records says what is wrong with it
        return data
    return _tried(data, passwords)


def _tried(data: bytes, passwords: Sequence[str]) -> bytes:
    for password in filter(None, (*_spellings(passwords), _FACTORY_PASSWORD)):
        content = _decrypted(data, password)
        if content is not None:
            return content
    raise RefusedError("files.wrong_password" if passwords else "files.encrypted")


def _spellings(passwords: Sequence[str]) -> list[str]:
    """The passwords as they were typed, then with their letters composed and taken apart: one
    keyboard sends `ế` as one character, another one as three."""
    others = [normalize(form, each) for form in ("NFC", "NFD") for each in passwords]
    return list(dict.fromkeys((*passwords, *others)))


def _decrypted(data: bytes, password: str) -> bytes | None:
    """The content if the password fits. Raises RefusedError for an unknown encryption."""
    from msoffcrypto import OfficeFile
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format import xls97

    # The library decrypts an .xls into a temporary file; nothing may come to lie on a disk.
    xls97.tempfile = SimpleNamespace(TemporaryFile=BytesIO)
    output = BytesIO()
    try:
        file = OfficeFile(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(output)
    except InvalidKeyError:
        return None
    except (DecryptionError, FileFormatError, ParseError) as error:
        raise RefusedError("files.unknown_encryption") from error
    except _BROKEN:
        return None
    return output.getvalue()
