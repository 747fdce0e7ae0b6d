"""What a file may take, kept by the operating system: nothing is kept where it has no limits
(Windows)."""

from __future__ import annotations

import contextlib
import math
import os
import signal
import time

from lacduong_kpi.workbook.limits import MIB, Limits


class Budget:
    """What one file may take in the process that reads it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._memory = limits.memory
        """bytes that it may take beyond what the process has"""
        self._most = 0
        """bytes that the process may have while it works on the file; 0 where it cannot be told"""
        self._seconds = float(limits.cpu_seconds)
        self._began = 0.0
        self.inflated = 0
        """bytes that the file holds, as far as it is known"""

    def begin(self) -> None:
        """What any file may take before it is known how much it holds."""
        self._began = time.process_time()
        self._allow(self._limits.memory, self._limits.cpu_base)

    def weigh(self, inflated: int) -> None:
        """What a file of that size may take from its beginning on."""
        limits = self._limits
        memory = limits.memory_base + limits.memory_factor * inflated
        seconds = limits.cpu_base + limits.cpu_per_mib * inflated / MIB
        self.inflated = inflated
        self._allow(min(memory, limits.memory), min(seconds, limits.cpu_seconds))

    def rest(self) -> None:
        """What is done from now on is not done for this file; what it has taken stays taken."""
        self._seconds -= time.process_time() - self._began
        if self._most:
            self._memory = max(self._most - _address_space(), 0)

    def go_on(self) -> None:
        """The file gets again what it had left when it rested."""
        self._began = time.process_time()
        self._allow(self._memory, self._seconds)

    def finish(self) -> None:
        """What it may take to send what files tell."""
        self._began = time.process_time()
        self._allow(self._limits.memory, self._limits.cpu_seconds)

    def _allow(self, memory: int, seconds: float) -> None:
        self._memory, self._seconds = memory, seconds
        try:
            import resource
        except ImportError:
            return
        spent = time.process_time()
        left = max(self._began + seconds - spent, 0.001)
        with contextlib.suppress(OSError):
            signal.setitimer(signal.ITIMER_PROF, left)
        # The timer ends a process to the millisecond; this one cannot be switched off by it.
        lower(resource.RLIMIT_CPU, math.ceil(spent + left) + 1)
        if present := _address_space():
            self._most = present + memory
            lower(resource.RLIMIT_AS, self._most)


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


def lower(kind: int, value: int) -> None:
    """Does nothing where the system (a sandbox) allows no process to limit itself."""
    import resource

    with contextlib.suppress(OSError, ValueError):
        hard = resource.getrlimit(kind)[1]
        soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (soft, hard))
