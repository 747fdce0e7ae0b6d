"""Many files at once: each is read in a process with limits, results come in the order of the
files, and a file that kills its process costs only itself."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Generic, TypeVar, cast

from lacduong_kpi.errors import problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.child import Order
from lacduong_kpi.workbook.crew import Crew, End, crew_for, forks
from lacduong_kpi.workbook.find import Found
from lacduong_kpi.workbook.limits import NORMAL, Limits
from lacduong_kpi.workbook.model import LeftAside, Unusable, Workbook
from lacduong_kpi.workbook.wire import Crash, Done, Job, Outcome

R = TypeVar("R")
Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""

_AHEAD = 16
"""Files per process that may be finished while an earlier one is still being read."""
_MOST_JOBS = 61
_PATIENCE = 3
"""How often a process that gets no time is given as much time again."""
_SPARE_DESCRIPTORS = 16


class TaskCrashError(RuntimeError):
    """The task, or a reader of ours, has a bug. Its text holds steps and no value of a cell."""

    def __init__(self, file: str, crash: Crash) -> None:
        super().__init__("\n".join((f"{crash.kind}: {file}", *crash.steps)))
        self.file = file
        self.crash = crash


class Reading(Generic[R]):
    """Files that are being read. Begins at once; iterate to get (file, result) in their order.

    A context manager: leaving it ends all reading processes.
    """

    def __init__(
        self,
        files: Sequence[Found],
        task: Callable[[Workbook], R],
        *,
        limits: Limits = NORMAL,
        passwords: Sequence[str] = (),
        jobs: int | None = None,
        prepare: Callable[[], None] | None = None,
        platform: str = sys.platform,
    ) -> None:
        """`prepare` imports what the task needs: once, where several processes then share it."""
        self._files = files
        self._limits = limits
        self._progress: Progress | None = None
        most = _jobs(jobs)
        self._wanted = min(most, len(files))
        several = most >= 2 * self._wanted
        order = Order(task, limits, tuple(passwords), prepare if several else None)
        self._crew: Crew = crew_for(order, platform)
        self._window = _AHEAD * max(1, self._wanted)
        self._running: dict[int, _Running] = {}
        self._idle: list[int] = []
        self._outcomes: dict[int, Outcome] = {}
        self._next = 0
        self._given = 0
        if prepare is not None and self._wanted > 1 and forks(platform):
            prepare()
        self._hand_out()

    def __enter__(self) -> Reading[R]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def report_to(self, progress: Progress | None) -> None:
        """Tells `progress` from now on how many files are done."""
        self._progress = progress

    def close(self) -> None:
        """Ends all reading processes at once."""
        self._crew.close()

    def __iter__(self) -> Iterator[tuple[Found, R | Unusable | LeftAside]]:
        """Each file once, in order. Raises TaskCrashError for a bug."""
        while self._given < len(self._files):
            if self._given not in self._outcomes:
                self._advance()
                continue
            outcome = self._outcomes.pop(self._given)
            found = self._files[self._given]
            self._given += 1
            self._hand_out()
            yield found, self._result(found, outcome)

    def _result(self, found: Found, outcome: Outcome) -> R | Unusable | LeftAside:
        match outcome:
            case Done(result):
                return cast(R, result)
            case Crash():
                raise TaskCrashError(found.shown_as, outcome)
            case _:
                return outcome

    def _hand_out(self) -> None:
        """Gives work to every process that has none, and hires while more are wanted."""
        most = min(len(self._files), self._given + self._window)
        while self._next < most:
            number = self._idle.pop() if self._idle else self._hire()
            if number is None:
                return
            job = Job(self._next, self._files[self._next])
            self._running[number] = _Running(self._next, self._deadline())
            self._next += 1
            self._crew.send(number, job)

    def _hire(self) -> int | None:
        if len(self._running) >= self._wanted:
            return None
        try:
            return self._crew.hire()
        except OSError:
            if self._running:
                self._wanted = len(self._running)
            else:
                self._settle_next_without_process()
            return None

    def _settle_next_without_process(self) -> None:
        shown = self._files[self._next].shown_as
        self._outcomes[self._next] = Unusable(shown, problem("files.no_process", file=shown))
        self._next += 1

    def _deadline(self) -> float:
        return time.monotonic() + self._limits.seconds

    def _advance(self) -> None:
        """Waits for the next thing that happens."""
        now = time.monotonic()
        until = min((each.deadline for each in self._running.values()), default=now)
        for number, event in self._crew.wait(until - now):
            self._take(number, event)
        now = time.monotonic()
        for number in [n for n, each in self._running.items() if each.deadline <= now]:
            self._overdue(number)
        self._hand_out()

    def _overdue(self, number: int) -> None:
        """Ends a process, or lets it go on for a while where the machine is busy: the limit of its
        own time, which the system keeps, ends a loop all the same."""
        running = self._running[number]
        if running.patience and self._crew.is_starved(number):
            running.patience -= 1
            running.deadline = self._deadline()
            return
        self._crew.dismiss(number)
        self._take(number, End.TIME)

    def _take(self, number: int, event: bytes | End | None) -> None:
        running = self._running.get(number)
        match event:
            case None:
                if running is not None:
                    running.deadline = self._deadline()
            case bytes():
                index, outcome = _loaded(event)
                del self._running[number]
                self._idle.append(number)
                self._settle(index, outcome)
            case End() if running is not None:
                del self._running[number]
                self._settle(running.index, self._ended(running.index, event))
            case End():
                self._idle.remove(number)

    def _settle(self, index: int, outcome: Outcome) -> None:
        self._outcomes[index] = outcome
        if self._progress is not None:
            self._progress(self._given + len(self._outcomes), len(self._files))

    def _ended(self, index: int, end: End) -> Unusable:
        shown = self._files[index].shown_as
        return Unusable(shown, problem(_KEYS[end], file=shown))


_KEYS = {End.TIME: "files.too_slow", End.MEMORY: "files.memory", End.BROKEN: "files.reader_died"}


@dataclass(slots=True)
class _Running:
    index: int
    deadline: float
    patience: int = _PATIENCE


def _loaded(body: bytes) -> tuple[int, Outcome]:
    """A message of our own child; the collector would look at every object on the way."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        message: tuple[int, Outcome] = pickle.loads(body)  # noqa: S301
    finally:
        if collecting:
            gc.enable()
    return message


def _jobs(wanted: int | None) -> int:
    """How many processes: what was asked for or one per core, as far as descriptors go."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else (os.cpu_count() or 1)
    return max(1, min(wanted or cores, _MOST_JOBS, _affordable()))


def _affordable() -> int:
    try:
        import resource
    except ImportError:
        return _MOST_JOBS
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if soft == resource.RLIM_INFINITY:
        return _MOST_JOBS
    return max(1, (soft - _SPARE_DESCRIPTORS) // 2)


def read_each(
    files: Sequence[Found],
    task: Callable[[Workbook], R],
    *,
    limits: Limits = NORMAL,
    passwords: Sequence[str] = (),
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Iterator[tuple[Found, R | Unusable | LeftAside]]:
    """Reads every file in a child process and runs `task` on it there.

    Yields (file, what the task made of it) in the order of `files`; a file that cannot be used is
    `Unusable`, one that is no roster by itself `LeftAside`. `task` must be a module's function
    (or a partial of one) and its result must be picklable. Raises TaskCrashError for a bug in it.
    """
    with Reading(files, task, limits=limits, passwords=passwords, jobs=jobs) as reading:
        reading.report_to(progress)
        yield from reading
