"""Bytes of a text file to Unicode, decided over the whole file by what makes it Vietnamese."""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text.legacy import Encoding, detect
from lacduong_kpi.workbook.refusal import RefusedError


class Charset(StrEnum):
    UTF8 = "utf-8"
    UTF16 = "utf-16"
    CP1258 = "cp1258"
    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` of TCVN3 and VNI is still to be converted, cell by cell: in TCVN3 capitals are told
    by the whole text of a cell."""

    text: str
    charset: Charset
    unreadable: int = 0
    """characters whose bytes mean nothing in the charset"""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 20
_NO_CHARACTER = "\ufffd"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_BYTES = bytes((*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)))


def decode_text(data: bytes) -> Decoded:
    """Raises RefusedError for what is no text at all."""
    decoded = _decode(data)
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > len(sample) // 200:
        raise RefusedError("files.not_text")
    return decoded


def has_line_beyond(most: int, data: bytes) -> bool:
    """Whether a line has more bytes. Told in a few searches, however long the text is."""
    at = 0
    while len(data) - at > most:
        end = at + most
        found = max(data.rfind(b"\n", at, end), data.rfind(b"\r", at, end))
        if found < 0:
            return True
        at = found + 1
    return False


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            charset = Charset.UTF8 if encoding == "utf-8" else Charset.UTF16
            return _replaced(data[len(mark) :], encoding, charset)
    if wide := _wide_encoding(data):
        return _replaced(data, wide, Charset.UTF16)
    _check_text(data[:_SAMPLE])
    try:
        return Decoded(data.decode("utf-8"), Charset.UTF8)
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _one_byte(data)


def _check_text(sample: bytes) -> None:
    """What is no text is told before it is decoded."""
    if len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > len(sample) // 200:
        raise RefusedError("files.not_text")


def _replaced(data: bytes, encoding: str, charset: Charset) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, charset, text.count(_NO_CHARACTER))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of plain letters is zero."""
    even, odd = data[:4096:2], data[1:4096:2]
    if len(odd) >= 8 and odd.count(0) > len(odd) // 2 > even.count(0) * 4:
        return "utf-16-le"
    if len(even) >= 8 and even.count(0) > len(even) // 2 > odd.count(0) * 4:
        return "utf-16-be"
    return None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 of which a few bytes are broken; None where it is another encoding altogether."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_NO_CHARACTER)
    sound = len(text) - len(text.encode("ascii", "ignore")) - broken
    return Decoded(text, Charset.UTF8, broken) if sound > 20 * broken else None


def _one_byte(data: bytes) -> Decoded:
    latin = data.decode("cp1252", "replace") if _is_1252(data) else data.decode("latin-1")
    match detect(latin[:_SAMPLE].splitlines()):
        case Encoding.TCVN3:
            return Decoded(latin, Charset.TCVN3)
        case Encoding.VNI:
            return Decoded(latin, Charset.VNI)
        case Encoding.CP1258 | Encoding.UTF8 | None:
            return _replaced(data, "cp1258", Charset.CP1258)


def _is_1252(data: bytes) -> bool:
    """Whether no byte occurs that Windows-1252 leaves open."""
    return not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data)
