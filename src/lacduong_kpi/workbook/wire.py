"""How a reading process and its parent talk: whole messages, each with its length and an end.

A message without its end is no message: the process died while it wrote.
"""

from __future__ import annotations

import os
import pickle
import struct

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.find import Found
from lacduong_kpi.workbook.limits import MIB
from lacduong_kpi.workbook.model import LeftAside, Unusable

_HEAD = struct.Struct("<Q")
_END = b"\nend\n"


@dataclass(frozen=True, slots=True)
class Crash:
    """A fault of our own code while it worked on a file: which, and where, without any value."""

    kind: str
    steps: tuple[str, ...]
    """`module.py:12 function`, outermost first"""


@dataclass(frozen=True, slots=True)
class Done:
    """What the task made of a workbook, or of several."""

    result: object


@dataclass(frozen=True, slots=True)
class Job:
    index: int
    found: Found


Outcome = Done | Unusable | LeftAside | Crash


@dataclass(frozen=True, slots=True)
class Alone:
    """A process that shared a large file with a helper needs one core from now on."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a file, or of several that can be used."""

    indexes: tuple[int, ...]
    outcome: Outcome


Message = Alone | tuple[Settled, ...]
"""what a reading process sends"""


def pack(message: object) -> bytes:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _HEAD.pack(len(body)) + body + _END


def make_roomy(pipe: int) -> None:
    """Lets a pipe take a MiB at once, where the system can: a large message passes in a few steps
    instead of a hundred."""
    try:
        import fcntl

        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, MIB)  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, AttributeError, OSError):
        return


def write_all(descriptor: int, data: bytes) -> None:
    """Writes everything, however little a pipe takes at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


class Inbox:
    """Puts messages together from the pieces in which they arrive."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, piece: bytes) -> list[bytes]:
        """The bodies of the messages that are whole now. ValueError: one has no end."""
        self._data += piece
        bodies: list[bytes] = []
        while len(self._data) >= _HEAD.size:
            end = _HEAD.size + _HEAD.unpack_from(self._data)[0]
            if len(self._data) < end + len(_END):
                break
            if not self._data.startswith(_END, end):
                raise ValueError("a message without its end")
            bodies.append(bytes(memoryview(self._data)[_HEAD.size : end]))
            del self._data[: end + len(_END)]
        return bodies
