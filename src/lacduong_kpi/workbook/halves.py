"""A large sheet read by two processes at once: a helper takes the rows behind a cut.

Both inflate the part and see the same pieces of it, so they agree on the cut without a word. What
the helper found comes back as raw cells and codes. Whatever goes wrong with it, the sheet is read
again by one process; a helper can only save time.
"""

from __future__ import annotations

import os
import pickle
import signal
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import cast

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.cells import Scan, scan_sheet
from lacduong_kpi.workbook.grid import Alike, Grid, RawColumn
from lacduong_kpi.workbook.limits import MIB, Limits
from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.wire import make_roomy, write_all

LARGE_PART = 24 * MIB
"""Inflated size from which a helper saves more than it costs."""
_FIRST_SHARE = 0.38
"""The part before the cut; who reads it has the shared strings to read and rooms to import."""
_HIGHEST_DESCRIPTOR = 4_096


def scan_with_help(
    archive: Archive, part: str, limits: Limits, meanwhile: Iterable[Callable[[], object]]
) -> Scan:
    """What `scan_sheet` gives; `meanwhile` is done while the helper reads."""
    cut = int(archive.size(part) * _FIRST_SHARE)
    helper = _started(archive, part, limits, cut)
    try:
        for each in meanwhile:
            each()
        first = scan_sheet(archive.stream(part), part, limits, before=cut) if helper else None
        second = helper.found(limits) if helper else None
    finally:
        if helper:
            helper.end()
    if first is None or second is None or not _follows(second.grid, first.grid):
        return scan_sheet(archive.stream(part), part, limits)
    first.grid.append(second.grid)
    second.grid = first.grid
    second.hidden_rows |= first.hidden_rows
    return second


def _follows(second: Grid, first: Grid) -> bool:
    return not (second.rows and first.rows) or first.rows[-1] < second.rows[0]


@dataclass(frozen=True, slots=True)
class _Helper:
    pid: int
    pipe: int

    def found(self, limits: Limits) -> Scan | None:
        """What the helper sends; None where it could not read. Raises RefusedError where its
        half holds too much already."""
        pieces: list[bytes] = []
        while piece := os.read(self.pipe, MIB):
            pieces.append(piece)
        message = b"".join(pieces)
        if not message.endswith(_END):
            return None
        content = pickle.loads(message)  # noqa: S301  (from our own helper)
        if isinstance(content, _TooMuch):
            raise RefusedError(content.key, **content.params)
        return _unpacked(content, limits)

    def end(self) -> None:
        os.close(self.pipe)
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def _started(archive: Archive, part: str, limits: Limits, cut: int) -> _Helper | None:
    left = signal.getitimer(signal.ITIMER_PROF)[0]
    try:
        ours, theirs = os.pipe()
    except OSError:
        return None
    make_roomy(theirs)
    try:
        pid = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None
    if pid == 0:
        signal.setitimer(signal.ITIMER_PROF, left)  # a fork inherits none
        _help(archive, part, limits, cut, theirs)
    os.close(theirs)
    return _Helper(pid, ours)


def _help(archive: Archive, part: str, limits: Limits, cut: int, pipe: int) -> None:
    """The helper's life. It keeps no descriptor but its own, and never returns."""
    try:
        os.closerange(0, pipe)
        os.closerange(pipe + 1, _HIGHEST_DESCRIPTOR)
        chunks = _while_wanted(archive.stream(part), os.getppid())
        write_all(pipe, _message(lambda: _packed(scan_sheet(chunks, part, limits, behind=cut))))
    finally:
        os._exit(0)


def _while_wanted(chunks: Iterable[bytes], parent: int) -> Iterator[bytes]:
    for chunk in chunks:
        if os.getppid() != parent:
            os._exit(0)
        yield chunk


@dataclass(frozen=True, slots=True)
class _TooMuch:
    """What is too much for one half is too much for both; another fault may come of the cut."""

    key: str
    params: dict[str, str | int]


def _message(scanned: Callable[[], _Content]) -> bytes:
    content: _Content | _TooMuch
    try:
        content = scanned()
    except RefusedError as refused:
        if not refused.key.startswith("files.too_many_"):
            raise
        content = _TooMuch(refused.key, refused.params)
    return pickle.dumps(content, pickle.HIGHEST_PROTOCOL) + _END


_END = b"\nend\n"
_SEPARATOR = b"\0"
_Raws = bytes | list[object] | Alike
"""raw cells; those of bytes come joined, which is quicker by far"""
_Column = tuple[int, list[_Raws], bytes]
"""(number, raw cells, codes)"""


_Around = tuple[set[int], list[tuple[int, int]], list[Area]]
_Content = tuple[list[_Column], tuple[bytes, bytes], _Around]
"""(columns, (numbers of the rows, counts of values), what a scan tells beside its grid)"""


def _packed(scan: Scan) -> _Content:
    scan.grid.pad()
    columns = [
        (number, list(map(_joined, column.parts())), column.codes.tobytes())
        for number, column in scan.grid.columns.items()
    ]
    around = (scan.hidden_rows, scan.hidden_columns, scan.merges)
    rows = (scan.grid.rows.tobytes(), scan.grid.counts.tobytes())
    return columns, rows, around


def _joined(raws: Sequence[object]) -> _Raws:
    if isinstance(raws, Alike):
        return raws
    if set(map(type, raws)) != {bytes}:
        return list(raws)
    joined = _SEPARATOR.join(cast(Sequence[bytes], raws))
    return joined if joined.count(_SEPARATOR) == len(raws) - 1 else list(raws)


def _parted(raws: _Raws) -> list[object] | Alike:
    return list(raws.split(_SEPARATOR)) if isinstance(raws, bytes) else raws


def _unpacked(content: _Content, limits: Limits) -> Scan:
    columns, rows, around = content
    grid = Grid(limits)
    for number, parts, codes in columns:
        runs = list(map(_parted, parts))
        grid.columns[number] = RawColumn(runs=runs, codes=array("I", codes))
    grid.rows, grid.counts = array("I", rows[0]), array("I", rows[1])
    return Scan(grid, *around)
