"""Opens a small text file from outside: regular files only, no waiting, no more than the limit."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from lacduong_kpi.document.nearest import nearest
from lacduong_kpi.errors import PlanError, Problem, problem

LARGEST = 1_048_576
"""Bytes that a plan, mapping or configuration file may have."""

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def read_file(path: Path) -> bytes:
    """The bytes of a file, cut one byte past the limit, which `load_yaml` then refuses.

    Raises PlanError where it is missing, no regular file or cannot be read.
    """
    name = path.as_posix()
    try:
        return read_regular(path, LARGEST + 1)
    except FileNotFoundError as error:
        raise PlanError(_missing(path, name)) from error
    except NoRegularFileError as error:
        raise PlanError(problem("document.not_a_file", file=name)) from error
    except (OSError, ValueError) as error:
        raise PlanError(problem(f"document.{_refusal(path)}", file=name)) from error


class NoRegularFileError(OSError):
    """A folder, pipe or device, or what the system only shows as a file (below /proc)."""


def read_regular(path: Path, most: int) -> bytes:
    """The first `most` bytes of a regular file, without waiting for anybody. Raises OSError, and
    ValueError for a path that no file can have."""
    descriptor = os.open(path, _FLAGS)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise NoRegularFileError
        content = _read(descriptor, most)
    finally:
        os.close(descriptor)
    if content and not status.st_size:
        raise NoRegularFileError
    return content


def _read(descriptor: int, missing: int) -> bytes:
    parts: list[bytes] = []
    while missing and (part := os.read(descriptor, missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _refusal(path: Path) -> str:
    try:
        return "unreadable" if path.is_file() else "not_a_file"
    except (OSError, ValueError):
        return "unreadable"


def _missing(path: Path, name: str) -> Problem:
    near = nearest(path.name, _siblings(path))
    if near is None:
        return problem("document.missing", file=name)
    return problem("document.missing_near", file=name, nearest=near)


def _siblings(path: Path) -> list[str]:
    try:
        return sorted(each.name for each in path.parent.iterdir())
    except OSError:
        return []
