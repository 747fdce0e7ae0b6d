"""A zip package, checked as a whole before anything of it is inflated.

The directory is read here and not by `zipfile`, which builds an object for each of the entries
that a hostile end record may announce, lets entries overlap and names repeat, and fails with a
dozen different exceptions. Nothing is ever written to disk.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED = 0x1
_UTF8 = 0x800
_STORED, _DEFLATED = 0, 8
_FEED = 1 << 16
CHUNK = 1 << 22
"""How many bytes of an inflated part come at once, at most."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    raw: bytes
    offset: int
    flags: int
    method: int
    crc: int
    packed: int
    size: int


class Archive:
    """The parts of a package by their names. Raises RefusedError for a package that is not whole,
    that hides something or that would inflate beyond the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        entries = _directory(data, limits.entries)
        if any(entry.flags & _ENCRYPTED for entry in entries):
            raise RefusedError("files.encrypted_zip")
        _check_no_overlap(data, entries)
        self._entries = {entry.name.lower(): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise damaged()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(entry.name for entry in self._entries.values())

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def size(self, name: str) -> int:
        """The inflated size as the directory declares it."""
        return self._entries[name.lower()].size

    def stream(self, name: str) -> Iterator[bytes]:
        """The inflated part in chunks of at most `CHUNK` bytes; the last check is its CRC."""
        entry = self._entries.get(name.lower())
        if entry is None:
            raise damaged(name)
        self._check_size(entry)
        packed = memoryview(self._data)[_start(self._data, entry) :][: entry.packed]
        size = crc = 0
        for chunk in _inflated(packed, entry):
            size += len(chunk)
            if size > entry.size:
                raise damaged(name)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if size != entry.size or crc != entry.crc:
            raise damaged(name)

    def beginning(self, name: str, most: int) -> bytes:
        """The first bytes of a part, unchecked: enough to see what it declares."""
        entry = self._entries[name.lower()]
        packed = memoryview(self._data)[_start(self._data, entry) :][: min(entry.packed, most)]
        if entry.method != _DEFLATED:
            return bytes(packed)
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
        except zlib.error as error:
            raise damaged(name) from error

    def read(self, name: str, most: int = 64 << 20) -> bytes:
        """A small part as a whole."""
        if name in self and self.size(name) > most:
            raise RefusedError("files.too_big_inside", part=name)
        return b"".join(self.stream(name))

    def _check_size(self, entry: _Entry) -> None:
        limits = self._limits
        if entry.method not in (_STORED, _DEFLATED):
            raise damaged(entry.name)
        bomb = entry.size > limits.ratio_floor and entry.size > limits.ratio * entry.packed
        if bomb or entry.size > limits.part_bytes:
            raise RefusedError("files.too_big_inside", part=entry.name)


def _inflated(packed: memoryview, entry: _Entry) -> Iterator[bytes]:
    if entry.method == _STORED:
        for at in range(0, len(packed), CHUNK):
            yield bytes(packed[at : at + CHUNK])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for at in range(0, len(packed), _FEED):
            feed: bytes | memoryview = packed[at : at + _FEED]
            while feed:
                if chunk := inflater.decompress(feed, CHUNK):
                    yield chunk
                feed = inflater.unconsumed_tail
        while not inflater.eof and (chunk := inflater.decompress(b"", CHUNK)):
            yield chunk
    except zlib.error as error:
        raise damaged(entry.name) from error
    if not inflater.eof:
        raise damaged(entry.name)


def _directory(data: bytes, most: int) -> list[_Entry]:
    count, size, offset, end = _end_record(data)
    if count > most:
        raise RefusedError("files.too_many_parts", count=count, limit=most)
    if offset + size != end or count * _CENTRAL.size > size:
        raise damaged()
    entries: list[_Entry] = []
    at = offset
    for _ in range(count):
        entry, at = _central_entry(data, at)
        entries.append(entry)
    if at != offset + size:
        raise damaged()
    return entries


def _end_record(data: bytes) -> tuple[int, int, int, int]:
    """(number of entries, size of the directory, its offset, where it must end)

    What lies between the directory and its end record may be another package, whole, of which other
    programs would show the sheets.
    """
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - _FULL16))
    if at < 0 or at + _END.size > len(data):
        raise RefusedError("files.cut_off")
    _, disk, first, here, count, size, offset, _ = _END.unpack_from(data, at)
    if _FULL16 in (disk, first, here, count) or _FULL32 in (size, offset):
        return _end_record64(data, at - _END64_LOCATOR.size)
    if disk or first or here != count:
        raise damaged()
    wide = at - _END64_LOCATOR.size - _END64.size  # some write one in any case
    return count, size, offset, wide if data.startswith(b"PK\x06\x06", max(0, wide)) else at


def _end_record64(data: bytes, at: int) -> tuple[int, int, int, int]:
    if at < 0 or data[at : at + 4] != b"PK\x06\x07":
        raise damaged()
    end = _END64_LOCATOR.unpack_from(data, at)[2]
    if end + _END64.size > len(data) or data[end : end + 4] != b"PK\x06\x06":
        raise damaged()
    _, _, _, _, disk, first, here, count, size, offset = _END64.unpack_from(data, end)
    if disk or first or here != count:
        raise damaged()
    return count, size, offset, end


def _central_entry(data: bytes, at: int) -> tuple[_Entry, int]:
    if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL.size > len(data):
        raise damaged()
    fields = _CENTRAL.unpack_from(data, at)
    flags, method, crc, packed, size = fields[3], fields[4], *fields[7:10]
    name_length, extra_length, comment_length, offset = *fields[10:13], fields[16]
    name_at = at + _CENTRAL.size
    extra_at = name_at + name_length
    raw = data[name_at:extra_at]
    extra = data[extra_at : extra_at + extra_length]
    size, packed, offset = _sizes64(extra, size, packed, offset)
    name = raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace").replace("\\", "/")
    entry = _Entry(name.lstrip("/"), raw, offset, flags, method, crc, packed, size)
    return entry, extra_at + extra_length + comment_length


def _sizes64(extra: bytes, *values: int) -> tuple[int, int, int]:
    """Sizes and offset, each taken from the zip64 field where the short one is full."""
    wide = _zip64_field(extra)
    found: list[int] = []
    for value in values:
        if value == _FULL32:
            if len(wide) < 8:
                raise damaged()
            (value,), wide = struct.unpack_from("<Q", wide), wide[8:]
        found.append(value)
    return found[0], found[1], found[2]


def _zip64_field(extra: bytes) -> bytes:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            return extra[4 : 4 + length]
        extra = extra[4 + length :]
    return b""


def _check_no_overlap(data: bytes, entries: list[_Entry]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda each: each.offset):
        if entry.offset < end:
            raise damaged(entry.name)
        end = _start(data, entry) + entry.packed
        if end > len(data):
            raise damaged(entry.name)


def _start(data: bytes, entry: _Entry) -> int:
    """Where the packed bytes begin, by the local header, which must agree on the name."""
    at = entry.offset
    if data[at : at + 4] != b"PK\x03\x04" or at + _LOCAL.size > len(data):
        raise damaged(entry.name)
    fields = _LOCAL.unpack_from(data, at)
    name_at = at + _LOCAL.size
    if data[name_at : name_at + fields[9]] != entry.raw:
        raise damaged(entry.name)
    return int(name_at + fields[9] + fields[10])
