"""Many files at once: each is read in a process with limits, results come in the order of the
files, and a file that kills its process costs only itself."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from types import TracebackType
from typing import Any, Generic, TypeVar, cast

from lacduong_kpi.errors import problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.child import Order
from lacduong_kpi.workbook.clock import elapsed
from lacduong_kpi.workbook.crew import Crew, End, crew_for, forks
from lacduong_kpi.workbook.find import Found
from lacduong_kpi.workbook.limits import NORMAL, Limits
from lacduong_kpi.workbook.model import LeftAside, Unusable, Workbook
from lacduong_kpi.workbook.wire import Alone, Crash, Done, Job, Message, Settled

R = TypeVar("R")
Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""

_AHEAD = 64
"""Files per process that may be finished while an earlier one is still being read."""
_LONGEST_RUN = 16
"""Files that a process is given at once."""
_PARTS = 4
"""Runs per process into which the files that are left are parted, so that all end together."""
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
    """Files that are being read. Begins at once; iterate to get (files, result) in their order.

    A context manager: leaving it ends all reading processes.
    """

    def __init__(
        self,
        files: Sequence[Found],
        task: Callable[[Workbook], object],
        *,
        bundle: Callable[[Sequence[Any]], R] | None = None,
        limits: Limits = NORMAL,
        passwords: Sequence[str] = (),
        jobs: int | None = None,
        prepare: Callable[[], None] | None = None,
        platform: str = sys.platform,
    ) -> None:
        """`prepare` imports what the task needs: once, where several processes then share it or
        have only one core anyway.
        `bundle` puts together what the task made of several files, in the process that read
        them; without it each result comes by itself."""
        self._files = files
        self._limits = limits
        self._progress: Progress | None = None
        most = _jobs(jobs)
        self._wanted = min(most, len(files))
        self._longest_run = _LONGEST_RUN if bundle is not None else 1
        several = most >= 2 * self._wanted
        order = Order(task, limits, tuple(passwords), prepare if several else None, bundle)
        self._shares = order.prepare is not None and forks(platform) and _may_be_shared(files)
        self._crew: Crew = crew_for(order, platform)
        self._window = _AHEAD * max(1, self._wanted)
        self._running: dict[int, _Running] = {}
        self._idle: list[int] = []
        self._waiting: list[range] = []
        """files that were given to a process which ended before it told anything of them"""
        self._settled: dict[int, Settled | None] = {}
        """by file: None where another one of its bundle tells it"""
        self._next = 0
        self._given = 0
        if prepare is not None and forks(platform) and (self._wanted > 1 or _cores() == 1):
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

    def give_way(self, seconds: float) -> None:
        """Waits, at most so long, while two processes read a large file and there are no more cores:
        what the caller does next would keep one of them from its half."""
        until = elapsed() + seconds
        while self._shares and self._running and (left := until - elapsed()) > 0:
            self._listen(left)

    def close(self) -> None:
        """Ends all reading processes at once."""
        self._crew.close()

    def __iter__(self) -> Iterator[tuple[tuple[Found, ...], R | Unusable | LeftAside]]:
        """Each file once, in the order of the first of those that are told together. Raises
        TaskCrashError for a bug."""
        while self._given < len(self._files):
            if self._given not in self._settled:
                self._advance()
                continue
            settled = self._settled.pop(self._given)
            self._given += 1
            self._hand_out()
            if settled is not None:
                yield self._result(settled)

    def _result(self, settled: Settled) -> tuple[tuple[Found, ...], R | Unusable | LeftAside]:
        found = tuple(self._files[index] for index in settled.indexes)
        match settled.outcome:
            case Done(result):
                return found, cast(R, result)
            case Crash() as crash:
                raise TaskCrashError(found[0].shown_as, crash)
            case other:
                return found, other

    def _hand_out(self) -> None:
        """Gives work to every process that has none, and hires while more are wanted."""
        most = min(len(self._files), self._given + self._window)
        while self._waiting or self._next < most:
            number = self._idle.pop() if self._idle else self._hire()
            if number is None:
                return
            run = self._waiting.pop(0) if self._waiting else self._run(most)
            self._running[number] = _Running(run, self._deadline())
            self._crew.send(number, [Job(index, self._files[index]) for index in run])

    def _run(self, most: int) -> range:
        """The next files to be read, one after the other by the same process."""
        left = len(self._files) - self._next
        length = max(1, min(self._longest_run, left // (_PARTS * self._wanted)))
        run = range(self._next, min(self._next + length, most))
        self._next = run.stop
        return run

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
        run = self._waiting.pop(0) if self._waiting else self._run(self._next + 1)
        for index in run:
            shown = self._files[index].shown_as
            unusable = Unusable(shown, problem("files.no_process", file=shown))
            self._settle(Settled((index,), unusable))

    def _deadline(self) -> float:
        return elapsed() + self._limits.seconds

    def _advance(self) -> None:
        """Waits for the next thing that happens."""
        self._listen(self._limits.seconds)
        now = elapsed()
        for number in [n for n, each in self._running.items() if each.deadline <= now]:
            self._overdue(number)
        self._hand_out()

    def _listen(self, seconds: float) -> None:
        """Takes what the processes say, once they say anything or a deadline is over."""
        now = elapsed()
        until = min((each.deadline for each in self._running.values()), default=now)
        for number, event in self._crew.wait(min(until - now, seconds)):
            self._take(number, event)

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
        if running is None:
            self._idle.remove(number)  # it ended while it had nothing to do
        elif isinstance(event, End):
            del self._running[number]
            self._lose(running, event)
        elif event is None:
            running.deadline = self._deadline()
        else:
            self._hear(number, running, _loaded(event))

    def _hear(self, number: int, running: _Running, message: Message) -> None:
        if isinstance(message, Alone):  # no file may buy itself time with it
            self._shares = False
            return
        running.deadline = self._deadline()
        for settled in message:
            self._settle(settled)
        running.told = max(index for settled in message for index in settled.indexes) + 1
        running.patience = _PATIENCE
        if running.told == running.run.stop:
            del self._running[number]
            self._idle.append(number)

    def _settle(self, settled: Settled) -> None:
        first, *others = settled.indexes
        self._settled[first] = settled
        self._settled.update(dict.fromkeys(others))
        if self._progress is not None:
            self._progress(self._given + len(self._settled), len(self._files))

    def _lose(self, running: _Running, end: End) -> None:
        """A process ended, by the fault of one of the files of which it told nothing: each of them
        is read again by itself, where there are several."""
        untold = range(running.told, running.run.stop)
        if len(untold) > 1:
            self._waiting += [range(index, index + 1) for index in untold]
            return
        shown = self._files[running.told].shown_as
        unusable = Unusable(shown, problem(_KEYS[end], file=shown))
        self._settle(Settled((running.told,), unusable))


_KEYS = {End.TIME: "files.too_slow", End.MEMORY: "files.memory", End.BROKEN: "files.reader_died"}


@dataclass(slots=True)
class _Running:
    """A run of files that a process was given: before `told` all are told."""

    run: range
    deadline: float
    patience: int = _PATIENCE
    told: int = field(init=False)

    def __post_init__(self) -> None:
        self.told = self.run.start


def _loaded(body: bytes) -> Message:
    """A message of our own child; the collector would look at every object on the way."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        message: Message = pickle.loads(body)  # noqa: S301
    finally:
        if collecting:
            gc.enable()
    return message


_LARGE_FILE = 3 << 20
"""Bytes from which an .xlsx has a sheet that two processes read."""


def _may_be_shared(files: Sequence[Found]) -> bool:
    """Whether two processes may read one file on all the cores that there are."""
    if len(files) > 1 or _cores() != 2 or files[0].path.suffix.lower() not in (".xlsx", ".xlsm"):
        return False
    try:
        return files[0].path.stat().st_size >= _LARGE_FILE
    except OSError:
        return False


def _jobs(wanted: int | None) -> int:
    """How many processes: what was asked for or one per core, as far as descriptors go."""
    return max(1, min(wanted or _cores(), _MOST_JOBS, _affordable()))


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):  # not on every system, and not in every sandbox
        return os.cpu_count() or 1


def _affordable() -> int:
    try:
        import resource

        soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    except (ImportError, OSError):
        return _MOST_JOBS
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
    reading: Reading[R] = Reading(files, task, limits=limits, passwords=passwords, jobs=jobs)
    with reading:
        reading.report_to(progress)
        for (found,), result in reading:
            yield found, result
