"""Opens a file that somebody named: only a regular file, once, and as a whole.

What is hashed is what is read: everything later works on these bytes, so nobody can exchange the
file in between.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from pathlib import Path

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.limits import MIB, Limits
from lacduong_kpi.workbook.refusal import RefusedError

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a FIFO does not block
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)  # Windows: no line ends are changed
)


@dataclass(frozen=True, slots=True)
class Source:
    data: bytes
    sha256: str


def open_source(path: Path, limits: Limits) -> Source:
    """The content of a regular file. Raises RefusedError for anything else, without blocking."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise _refusal(error) from error
    try:
        data = _read(descriptor, limits)
    except OSError as error:
        raise _refusal(error) from error
    finally:
        with contextlib.suppress(OSError):  # all is read, whatever a network drive says at the end
            os.close(descriptor)
    return Source(data, hashlib.sha256(data).hexdigest())


def _read(descriptor: int, limits: Limits) -> bytes:
    status = os.fstat(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise RefusedError("files.folder")
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError("files.not_regular")
    if status.st_size == 0:
        raise RefusedError("files.empty")
    pieces: list[bytes] = []
    size, said = 0, status.st_size
    while max(size, said) <= limits.file_bytes and (piece := os.read(descriptor, 8 * MIB)):
        pieces.append(piece)
        size += len(piece)
    if max(size, said) > limits.file_bytes:
        size = max(size, said)
        raise RefusedError("files.too_big", size=size // MIB, limit=limits.file_bytes // MIB)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _refusal(error: OSError) -> RefusedError:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return RefusedError("files.missing")
        case errno.EACCES | errno.EPERM:
            return RefusedError("files.no_permission")
        case errno.EISDIR:
            return RefusedError("files.folder")
        case errno.ENXIO | errno.ENODEV | errno.EAGAIN:
            return RefusedError("files.not_regular")
        case _:
            return RefusedError("files.cannot_open")
