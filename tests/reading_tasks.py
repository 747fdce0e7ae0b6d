"""What tests let a reading process do with a workbook; a module of its own, so that processes that
are started anew find it."""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Sequence

from lacduong_kpi.workbook.model import Workbook


def height(workbook: Workbook) -> int:
    return workbook.sheets[0].height


def slow_first(workbook: Workbook) -> int:
    if workbook.path == "a.xlsx":
        time.sleep(0.3)
    return height(workbook)


def dies(workbook: Workbook, name: str = "b.xlsx") -> int:
    if workbook.path == name:
        os.abort()
    return height(workbook)


def killed(workbook: Workbook) -> int:
    if workbook.path == "b.xlsx":
        os.kill(os.getpid(), signal.SIGKILL)
    return height(workbook)


def dies_often(workbook: Workbook) -> int:
    if workbook.path[1] in "13579":
        os.abort()
    return height(workbook)


def hangs(workbook: Workbook, name: str = "b.xlsx") -> int:
    if workbook.path == name:
        time.sleep(60)
    return height(workbook)


def burns(workbook: Workbook) -> int:
    while workbook.path == "b.xlsx":
        pass
    return height(workbook)


def gorges(workbook: Workbook) -> int:
    if workbook.path == "b.xlsx":
        return len(bytearray(300 << 20))
    return height(workbook)


def signalled(workbook: Workbook) -> int:
    """What reaches every process of a terminal when somebody presses Ctrl-C or closes it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        os.kill(os.getpid(), getattr(signal, name))
    return height(workbook)


def crashes(workbook: Workbook) -> int:
    raise KeyError("a value of a cell: Nguyễn Văn A")


def large(workbook: Workbook) -> bytes:
    return bytes(20 << 20)


def talks(workbook: Workbook) -> int:
    os.write(1, b"stdout")
    os.write(2, b"stderr")
    return height(workbook)


def limits_seen(workbook: Workbook) -> tuple[int, int, float]:
    """(bytes of a core, bytes of address space, seconds that are left)"""
    core, memory = (
        resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_CORE, resource.RLIMIT_AS)
    )
    return core, memory, signal.getitimer(signal.ITIMER_PROF)[0]


def together(results: Sequence[int]) -> list[int]:
    return list(results)


def fails(results: Sequence[int]) -> list[int]:
    raise ValueError(len(results))


def needs_memory_for_several(results: Sequence[int]) -> list[int]:
    if len(results) > 1:
        raise MemoryError
    return list(results)
