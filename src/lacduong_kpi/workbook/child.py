"""The reading process: takes files one after the other, reads each within limits, works on it.

Nothing that a file does to this process reaches the parent: not an abort in a library, not memory
that runs out, not a loop without end.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from lacduong_kpi.errors import WorkbookError, kind_of, problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.budget import Budget, lower
from lacduong_kpi.workbook.clock import elapsed
from lacduong_kpi.workbook.find import Found
from lacduong_kpi.workbook.limits import MIB, Limits
from lacduong_kpi.workbook.model import LeftAside, Unusable, Workbook
from lacduong_kpi.workbook.read import read_found
from lacduong_kpi.workbook.sharing import Sharing
from lacduong_kpi.workbook.wire import (
    Alone,
    Crash,
    Done,
    Inbox,
    Job,
    Outcome,
    Settled,
    pack,
    write_all,
)


@dataclass(frozen=True, slots=True)
class Order:
    """What a reading process does with every file that it is given."""

    task: Callable[[Workbook], object]
    limits: Limits
    passwords: tuple[str, ...]
    prepare: Callable[[], None] | None = None
    """imports what the task needs; given where two processes may work on one file at once"""
    bundle: Callable[[Sequence[Any]], object] | None = None
    """puts together what the task made of several files; None: each is sent by itself"""


def serve(
    order: Order, jobs: int, results: int, inbox: Inbox, bodies: Sequence[bytes] = ()
) -> None:
    """Works until the parent closes the pipe of jobs; `jobs` and `results` are descriptors.

    `bodies` are runs of jobs that came already.
    """
    gc.disable()
    while True:
        for body in bodies:
            run: Sequence[Job] = pickle.loads(body)  # noqa: S301  (from our own parent)
            _work_off(order, run, results)
        piece = os.read(jobs, 1 << 16)
        if not piece:
            return
        bodies = inbox.add(piece)


_PATIENCE = 0.25
"""Seconds of work after which results are sent, although the run goes on."""


def _work_off(order: Order, run: Sequence[Job], results: int) -> None:
    """Works on files one after the other and sends what they tell together. To say before each
    which it is would wake the parent for every file, which costs a tenth of the time."""
    done: list[tuple[Job, Outcome]] = []
    sent = elapsed()
    for piece in _read_ahead(order, run, results):
        done.append((piece.job, piece.understood()))
        if elapsed() - sent > _PATIENCE:
            _send(order, done, results)
            done.clear()
            sent = elapsed()
    if done:
        _send(order, done, results)


_SIDE_BY_SIDE = 4 * MIB
"""Bytes that files may take together which are read before the first is understood."""


def _read_ahead(order: Order, run: Sequence[Job], results: int) -> Iterator[Piece]:
    """The files, each read, a few ahead of what is done with them: a process that goes to and fro
    between reading and understanding is a tenth slower, since neither stays in the caches."""
    read: list[Piece] = []
    held, began = 0, elapsed()
    for job in run:
        read.append(Piece(order, job, _sharing(order, results)))
        held += read[-1].size
        if held > _SIDE_BY_SIDE or elapsed() - began > _PATIENCE:
            yield from read
            read.clear()
            held, began = 0, elapsed()
    yield from read


def _sharing(order: Order, results: int) -> Sharing | None:
    if order.prepare is None:
        return None
    return Sharing(order.prepare, partial(write_all, results, pack(Alone())))


def _send(order: Order, done: Sequence[tuple[Job, Outcome]], results: int) -> None:
    """All of them in one message, or each in one of its own where memory does not do."""
    try:
        message = pack(_bundled(order, done))
    except MemoryError:
        if len(done) > 1:
            for each in done:
                _send(order, [each], results)
            return
        ((job, _),) = done
        message = pack((Settled((job.index,), _out_of_memory(job.found)),))
    write_all(results, message)
    gc.collect(0)


def _bundled(order: Order, done: Sequence[tuple[Job, Outcome]]) -> tuple[Settled, ...]:
    """What is sent of some files: those that can be used together, each other by itself."""
    if order.bundle is None:
        return tuple(Settled((job.index,), outcome) for job, outcome in done)
    good = [(job.index, outcome.result) for job, outcome in done if isinstance(outcome, Done)]
    rest = tuple(
        Settled((job.index,), outcome) for job, outcome in done if not isinstance(outcome, Done)
    )
    if not good:
        return rest
    Budget(order.limits).finish()
    indexes, results = zip(*good, strict=True)
    return (Settled(indexes, _together(order.bundle, results)), *rest)


def _together(bundle: Callable[[Sequence[Any]], object], results: Sequence[object]) -> Outcome:
    try:
        return Done(bundle(results))
    except MemoryError:
        raise
    except Exception as bug:  # noqa: BLE001  (the parent raises it again as a bug of ours)
        return _crash(bug)


def _out_of_memory(found: Found) -> Unusable:
    return Unusable(found.shown_as, problem("files.memory", file=found.shown_as))


class Piece:
    """A file on its way through this process: it is read at once, and understood when it is its
    turn, within one budget. Whatever goes wrong is an outcome, too."""

    def __init__(self, order: Order, job: Job, sharing: Sharing | None = None) -> None:
        self.job = job
        self._order = order
        self._budget = Budget(order.limits)
        self._budget.begin()
        self._read: Workbook | Outcome = _guarded(job.found, partial(self._book, sharing))
        self._budget.rest()

    @property
    def size(self) -> int:
        """Bytes that were read and, about, that the sheets take: a few bytes may stand for many
        rows."""
        sheets = self._read.sheets if isinstance(self._read, Workbook) else ()
        codes = (column.codes for sheet in sheets for column in sheet.columns)
        return self._budget.inflated + sum(len(each) * each.itemsize for each in codes)

    def understood(self) -> Outcome:
        """What the task makes of it; once."""
        book = self._read
        if not isinstance(book, Workbook):
            return book
        self._read = Done(None)  # lets go of the book
        self._budget.go_on()
        return _guarded(self.job.found, lambda: Done(self._order.task(book)))

    def _book(self, sharing: Sharing | None) -> Workbook | LeftAside:
        limits, passwords = self._order.limits, self._order.passwords
        book = read_found(self.job.found, limits, passwords, self._budget.weigh, sharing)
        if sharing:
            sharing.end()
        return book


T = TypeVar("T")


def _guarded(found: Found, step: Callable[[], T]) -> T | Unusable | Crash:
    try:
        return step()
    except WorkbookError as error:
        return Unusable(found.shown_as, error.problems[0])
    except MemoryError:
        return _out_of_memory(found)
    except BaseException as bug:  # noqa: BLE001  (the parent raises it again as a bug of ours)
        return _crash(bug)


def _crash(bug: BaseException) -> Crash:
    """The steps that led to a bug. Its own text may quote a cell and stays here."""
    import traceback

    frames = traceback.extract_tb(bug.__traceback__)
    steps = tuple(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in frames)
    return Crash(kind_of(bug), steps)


ENDING = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""the signals that end a run, as far as the system has them"""


def quiet() -> None:
    """Cuts the process off from the terminal and from what a crash would leave behind.

    A signal to all processes of the terminal is for the parent: whether it ends or goes on, a file
    must not count as unreadable.
    """
    for number in ENDING:
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "SIGPROF"):
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
    faulthandler.disable()
    nowhere = _nowhere()
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    if nowhere > 2:
        os.close(nowhere)
    try:
        import resource
    except ImportError:
        return
    lower(resource.RLIMIT_CORE, 0)


def _nowhere() -> int:
    """A descriptor that takes everything; where there are no devices, a pipe that nobody reads."""
    try:
        return os.open(os.devnull, os.O_RDWR)
    except OSError:
        return os.pipe()[1]


def main() -> None:
    """Where processes cannot be forked: the program of a process that was started anew.

    The first message is where the parent imports from, the second the order, the others are jobs.
    """
    jobs, results = os.dup(0), os.dup(1)
    quiet()
    inbox = Inbox()
    bodies: list[bytes] = []
    while len(bodies) < 2:
        piece = os.read(jobs, 1 << 16)
        if not piece:
            return
        bodies += inbox.add(piece)
    sys.path[:] = pickle.loads(bodies[0])  # noqa: S301  (from our own parent)
    order: Order = pickle.loads(bodies[1])  # noqa: S301
    serve(order, jobs, results, inbox, bodies[2:])
