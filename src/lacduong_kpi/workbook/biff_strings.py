"""The shared strings of an old Excel workbook, which go on over the ends of records.

[MS-XLS] 2.4.265 and 2.5.293.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_WIDE, _PHONETIC, _RICH = 0x1, 0x4, 0x8
_RUN = 4


def shared_strings(records: Sequence[bytes]) -> list[str]:
    """The strings by number. struct.error, IndexError: the records are not what they say."""
    if not records:
        return []
    (count,) = struct.unpack_from("<I", records[0], 4)
    tape = _Tape(records)
    strings: list[str] = []
    while len(strings) < count:
        strings.append(tape.string())
    return strings


class _Tape:
    """Reads over the ends of records; letters begin with a flag of their own behind each end."""

    def __init__(self, records: Sequence[bytes]) -> None:
        self._records = records
        self._index, self._at = 0, 8

    def string(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & _RICH else 0
        phonetic = struct.unpack("<I", self._take(4))[0] if flags & _PHONETIC else 0
        text = self._letters(length, flags)
        self._take(runs * _RUN + phonetic)
        return text

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size:
            taken += self._next(size - len(taken))
        return taken

    def _letters(self, length: int, flags: int) -> str:
        text = ""
        while length:
            if self._at >= len(self._records[self._index]):
                flags = self._next(1)[0]
            width = 2 if flags & _WIDE else 1
            piece = self._next(length * width)
            text += piece.decode("utf-16-le" if width == 2 else "latin-1", "replace")
            length -= -(-len(piece) // width)
        return text

    def _next(self, most: int) -> bytes:
        """What comes next in the record, or in the one behind it. IndexError: there is none."""
        while self._at >= len(self._records[self._index]):
            self._index, self._at = self._index + 1, 0
        piece = self._records[self._index][self._at : self._at + most]
        self._at += len(piece)
        return piece
