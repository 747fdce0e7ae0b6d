"""The two streams: stdout carries the result and nothing else, stderr all that is said beside it."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import show
from lacduong_kpi.wording import Language, say

DEFAULT_WIDTH = 100
NARROWEST = 40
LONGEST_NAME = 400
"""of a name or a list of names in a message"""


def prepare_streams() -> None:
    """UTF-8 on both streams, whatever the console's code page; a closed stream becomes a sink."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def flush_stdout() -> bool:
    """Writes out what is buffered. False: nobody reads it any more, which is no fault of the run.

    Raises OSError where the result cannot be written (a full disk).
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _sink(sys.stdout)
        return False
    return True


def abandon_streams() -> None:
    """Keeps the interpreter from failing over a stream that cannot be flushed at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _sink(stream)


def _sink(stream: TextIO) -> None:
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@dataclass(frozen=True, slots=True)
class Console:
    """Where results and messages go, and in which language."""

    language: Language
    quiet: bool = False
    verbose: bool = False
    typed: tuple[str, ...] = ()
    """the words of the command line"""

    def result(self, text: str) -> None:
        """Part of the result, on stdout. That nobody reads it any more changes no exit code."""
        self.results((text if text.endswith("\n") or not text else text + "\n",))

    def results(self, pieces: Iterable[str]) -> None:
        """A part of the result that is too long to be held as a whole."""
        try:
            for block in _blocks(pieces):
                sys.stdout.write(block)
        except BrokenPipeError:
            _sink(sys.stdout)

    def note(self, text: str) -> None:
        """Said beside the result, on stderr; nobody's reading it stops nothing."""
        if text:
            self.trace(text if text.endswith("\n") else text + "\n")

    def trace(self, text: str) -> None:
        """The same without the end of a line, so that it can be written over."""
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()

    def say(self, key: str, **params: str | int) -> None:
        """A sentence of the catalogue on stderr, unless the run is quiet."""
        if not self.quiet:
            shown = {
                name: show(value, LONGEST_NAME) if isinstance(value, str) else value
                for name, value in params.items()
            }
            self.note(say(self.language, key, **shown))


_BLOCK = 1 << 16
"""letters that are written at once: a stream without a buffer makes a system call of each write"""


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    block: list[str] = []
    length = 0
    for piece in pieces:
        block.append(piece)
        length += len(piece)
        if length >= _BLOCK:
            yield "".join(block)
            block, length = [], 0
    yield "".join(block)


def is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:
        return False


def colour_wanted(environment: Mapping[str, str]) -> bool:
    """Colour only on a terminal that can show it, and not where NO_COLOR is set (no-color.org)."""
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return is_terminal(sys.stdout)


def width(environment: Mapping[str, str]) -> int:
    """Columns of the terminal; 100 where there is none, never under 40."""
    wanted = environment.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) < 5 and int(wanted) > 0:
        return max(NARROWEST, int(wanted))
    if not is_terminal(sys.stdout):
        return DEFAULT_WIDTH
    columns = shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns
    return max(NARROWEST, columns)
