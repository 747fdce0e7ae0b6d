"""The reading process: takes files one after the other, reads each within limits, works on it.

Nothing that a file does to this process reaches the parent: not an abort in a library, not memory
that runs out, not a loop without end.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import math
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from lacduong_kpi.errors import WorkbookError, problem
from lacduong_kpi.lean import dataclass
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
    for number, job in enumerate(run):
        done.append((job, work(order, job.found, _sharing(order, results))))
        if elapsed() - sent > _PATIENCE or number + 1 == len(run):
            _send(order, done, results)
            done.clear()
            gc.collect(0)
            sent = elapsed()


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


def work(order: Order, found: Found, sharing: Sharing | None = None) -> Outcome:
    """Reads one file and runs the task on it. Whatever goes wrong is an outcome, too."""
    budget = Budget(order.limits)
    budget.begin()
    try:
        book = read_found(found, order.limits, order.passwords, budget.weigh, sharing)
        if sharing:
            sharing.end()
        return book if isinstance(book, LeftAside) else Done(order.task(book))
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
    return Crash(type(bug).__name__, steps)


class Budget:
    """The limits that the operating system keeps. Does nothing where it has none (Windows)."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._began = 0.0

    def begin(self) -> None:
        """What any file may take before it is known how much it holds."""
        self._began = time.process_time()
        self._allow(self._limits.memory, self._limits.cpu_base)

    def weigh(self, inflated: int) -> None:
        """What a file of that size may take from its beginning on."""
        limits = self._limits
        memory = limits.memory_base + limits.memory_factor * inflated
        seconds = limits.cpu_base + limits.cpu_per_mib * inflated / MIB
        self._allow(min(memory, limits.memory), min(seconds, limits.cpu_seconds))

    def finish(self) -> None:
        """What it may take to send what files tell."""
        self._began = time.process_time()
        self._allow(self._limits.memory, self._limits.cpu_seconds)

    def _allow(self, memory: int, seconds: float) -> None:
        try:
            import resource
        except ImportError:
            return
        spent = time.process_time()
        left = max(self._began + seconds - spent, 0.001)
        with contextlib.suppress(OSError):
            signal.setitimer(signal.ITIMER_PROF, left)
        # The timer ends a process to the millisecond; this one cannot be switched off by it.
        _lower(resource.RLIMIT_CPU, math.ceil(spent + left) + 1)
        if present := _address_space():
            _lower(resource.RLIMIT_AS, present + memory)


ENDING = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""the signals that end a run, as far as the system has them"""

_SIZE = "/proc/self/statm"


def _address_space() -> int:
    """Bytes of address space that this process has now; 0 where the system does not tell."""
    try:
        told = os.open(_SIZE, os.O_RDONLY)
    except OSError:
        return 0
    try:
        return int(os.read(told, 64).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
    finally:
        os.close(told)


def _lower(kind: int, value: int) -> None:
    """Does nothing where the system (a sandbox) allows no process to limit itself."""
    import resource

    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(kind)[1]
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))


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
    _lower(resource.RLIMIT_CORE, 0)


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
