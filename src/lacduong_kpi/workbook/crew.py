"""Reading processes and the pipes to them: forked where that can be done, else started anew."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import field
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.child import ENDING, Order, quiet, serve
from lacduong_kpi.workbook.wire import Inbox, Job, make_roomy, pack, write_all

if TYPE_CHECKING:
    import queue
    import subprocess
    import threading


class End(Enum):
    """Why a reading process is no more."""

    TIME = auto()
    MEMORY = auto()
    BROKEN = auto()


Event = tuple[int, bytes | End | None]
"""(number of the process, and the body of its message, or why it ended, or None while a long
message is on its way)"""


class Crew(Protocol):
    """Reading processes by number."""

    def hire(self) -> int:
        """Starts one. OSError: the system gives no more."""

    def send(self, number: int, run: Sequence[Job]) -> None:
        """Gives jobs; a process that is dead already is told by the next `wait`."""

    def wait(self, seconds: float) -> list[Event]:
        """What came until then; empty when nothing did."""

    def is_starved(self, number: int) -> bool:
        """Whether a process would work but gets no time, because others do."""

    def dismiss(self, number: int) -> End:
        """Ends a process at once and forgets it."""

    def close(self) -> None:
        """Ends all."""


def forks(platform: str) -> bool:
    """Whether processes begin with all that the parent has imported."""
    return platform != "win32"


def crew_for(order: Order, platform: str = sys.platform) -> Crew:
    """The crew that the platform allows."""
    return ForkCrew(order) if forks(platform) else SpawnCrew(order)


@dataclass(slots=True)
class _Forked:
    pid: int
    jobs: int
    results: int
    inbox: Inbox = field(default_factory=Inbox)


class ForkCrew:
    """Forked processes begin in a few milliseconds with all that the parent has imported."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._members: dict[int, _Forked] = {}
        self._hired = 0

    def hire(self) -> int:
        opened: list[int] = []
        try:
            opened += os.pipe()
            opened += os.pipe()
            pid = _forked()
        except OSError:
            for descriptor in opened:
                os.close(descriptor)
            raise
        jobs_in, jobs_out, results_in, results_out = opened
        make_roomy(results_out)
        if pid == 0:
            self._be_child(jobs_in, results_out, (jobs_out, results_in))
        os.close(jobs_in)
        os.close(results_out)
        self._hired += 1
        self._members[self._hired] = _Forked(pid, jobs_out, results_in)
        return self._hired

    def _be_child(self, jobs: int, results: int, others: tuple[int, int]) -> None:
        """Never returns: nothing of the parent's may run twice."""
        code = 1
        try:
            quiet()
            for descriptor in others:
                os.close(descriptor)
            for member in self._members.values():
                os.close(member.jobs)
                os.close(member.results)
            serve(self._order, jobs, results, Inbox())
            code = 0
        finally:
            os._exit(code)

    def send(self, number: int, run: Sequence[Job]) -> None:
        try:
            write_all(self._members[number].jobs, pack(run))
        except BrokenPipeError:
            return

    def wait(self, seconds: float) -> list[Event]:
        import select

        poll = select.poll()
        by_descriptor = {member.results: number for number, member in self._members.items()}
        for descriptor in by_descriptor:
            poll.register(descriptor, select.POLLIN | select.POLLHUP)
        events: list[Event] = []
        for descriptor, _ in poll.poll(max(0, int(seconds * 1000))):
            events += self._receive(by_descriptor[descriptor])
        return events

    def _receive(self, number: int) -> list[Event]:
        member = self._members[number]
        piece = os.read(member.results, 1 << 20)
        if not piece:
            return [(number, self.dismiss(number))]
        try:
            return [(number, body) for body in member.inbox.add(piece)] or [(number, None)]
        except ValueError:
            return [(number, self.dismiss(number))]

    def is_starved(self, number: int) -> bool:
        return _is_runnable(self._members[number].pid)

    def dismiss(self, number: int) -> End:
        member = self._members.pop(number)
        os.close(member.jobs)
        os.close(member.results)
        return _end_of(_reap(member.pid))

    def close(self) -> None:
        for number in list(self._members):
            self.dismiss(number)


def _forked() -> int:
    """`os.fork`, with signals kept from the child, which would handle them as the parent does
    until it is quiet. They reach the parent afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return pid


def _is_runnable(pid: int) -> bool:
    """Whether the process is not waiting for anything but a processor, where the system tells."""
    try:
        status = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
    return status.rpartition(b")")[2].split()[0] == b"R"


def _reap(pid: int) -> int:
    """Ends a child if it still runs; its status as `waitpid` gives it, 0 where SIGCHLD is ignored."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended == 0:
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
    except ChildProcessError:
        return 0
    return status


def _end_of(status: int) -> End:
    if not os.WIFSIGNALED(status):
        return End.BROKEN
    match os.WTERMSIG(status):
        case signal.SIGPROF | signal.SIGXCPU:
            return End.TIME
        case signal.SIGKILL:
            return End.MEMORY
        case _:
            return End.BROKEN


_PROGRAM = "from lacduong_kpi.workbook.child import main; main()"


@dataclass(slots=True)
class _Spawned:
    process: subprocess.Popen[bytes]
    listener: threading.Thread


class SpawnCrew:
    """Processes that are started anew; threads wait for them, since pipes cannot be polled on
    Windows. The task must be a function of a module."""

    def __init__(self, order: Order) -> None:
        import queue

        self._order = order
        self._members: dict[int, _Spawned] = {}
        self._hired = 0
        self._events: queue.Queue[Event] = queue.Queue()

    def hire(self) -> int:
        import subprocess
        import threading

        process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._hired += 1
        listener = threading.Thread(target=self._listen, args=(self._hired, process), daemon=True)
        self._members[self._hired] = _Spawned(process, listener)
        self._write(self._hired, pack(sys.path) + pack(self._order))
        listener.start()
        return self._hired

    def _listen(self, number: int, process: subprocess.Popen[bytes]) -> None:
        inbox = Inbox()
        stream = process.stdout
        if stream is None:
            raise AssertionError("the process was started with a pipe")
        try:
            while piece := os.read(stream.fileno(), 1 << 20):
                bodies: list[bytes | None] = [*inbox.add(piece)]
                for body in bodies or [None]:
                    self._events.put((number, body))
        except (OSError, ValueError):
            process.kill()
        self._events.put((number, End.BROKEN))

    def _write(self, number: int, data: bytes) -> None:
        stream = self._members[number].process.stdin
        if stream is None:
            raise AssertionError("the process was started with a pipe")
        try:
            stream.write(data)
            stream.flush()
        except OSError:
            return

    def send(self, number: int, run: Sequence[Job]) -> None:
        self._write(number, pack(run))

    def wait(self, seconds: float) -> list[Event]:
        import queue

        try:
            number, event = self._events.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return []
        if number not in self._members:
            return []
        if isinstance(event, End):
            self.dismiss(number)
        return [(number, event)]

    def is_starved(self, number: int) -> bool:
        return _is_runnable(self._members[number].process.pid)

    def dismiss(self, number: int) -> End:
        member = self._members.pop(number)
        member.process.kill()
        member.process.wait()
        member.listener.join()
        for stream in (member.process.stdin, member.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        return End.BROKEN

    def close(self) -> None:
        for number in list(self._members):
            self.dismiss(number)
