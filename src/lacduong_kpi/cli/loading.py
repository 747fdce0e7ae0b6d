"""Reads rosters for a command: options to a request, passwords, progress, what is said beside."""

from __future__ import annotations

import getpass
import os
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from lacduong_kpi.cli.console import Console, is_terminal
from lacduong_kpi.errors import UsageError, problem

if TYPE_CHECKING:
    from lacduong_kpi.records import Roster
    from lacduong_kpi.tables.mapping import Mapping

PASSWORD_VARIABLE = "LACDUONG_KPI_PASSWORD"  # noqa: S105 the name of a variable
LARGEST_PASSWORD_FILE = 65_536
ENCRYPTED = "files.encrypted"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be read, and how."""

    paths: tuple[str, ...]
    year: int | None = None
    as_of: date | None = None
    password_file: str | None = None
    large: bool = False
    mapping: str | None = None
    jobs: int | None = None


@dataclass(slots=True)
class Progress:
    """A line on the terminal while many files are read; nothing where reading is quick."""

    console: Console
    began: float = field(default_factory=time.monotonic)
    shown: bool = False

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.began > 1 and not self.console.quiet:
            sys.stderr.write("\r" + _progress_text(self.console, done, total))
            sys.stderr.flush()
            self.shown = True

    def end(self) -> None:
        if self.shown:
            sys.stderr.write("\r" + " " * 60 + "\r")


def _progress_text(console: Console, done: int, total: int) -> str:
    from lacduong_kpi.wording import say

    return say(console.language, "cli.progress", done=done, total=total)


def read_roster(request: Request, console: Console) -> Roster:
    """The roster of a request; asks for a password where one is missing and somebody is there.

    Raises KpiError where nothing that was given can be used.
    """
    passwords = list(known_passwords(request.password_file))
    mapping = read_mapping(request.mapping)
    roster = _read(request, passwords, mapping, console)
    while _wants_password(roster, console):
        typed = getpass.getpass(_prompt(console))
        if not typed:
            break
        passwords.append(typed)
        again = _read(request, passwords, mapping, console)
        if len(again.unusable) == len(roster.unusable):
            break
        roster = again
    return roster


def _prompt(console: Console) -> str:
    from lacduong_kpi.wording import say

    return say(console.language, "cli.password")


def _wants_password(roster: Roster, console: Console) -> bool:
    locked = any(each.problem.key == ENCRYPTED for each in roster.unusable)
    return locked and not console.quiet and is_terminal(sys.stdin)


def _read(
    request: Request, passwords: Sequence[str], mapping: Mapping | None, console: Console
) -> Roster:
    from lacduong_kpi.records import load_roster

    progress = Progress(console) if is_terminal(sys.stderr) else None
    try:
        return load_roster(
            request.paths,
            year=request.year,
            as_of=request.as_of,
            passwords=passwords,
            large=request.large,
            mapping=mapping,
            jobs=request.jobs,
            progress=progress,
        )
    finally:
        if progress:
            progress.end()


def read_mapping(path: str | None) -> Mapping | None:
    if path is None:
        return None
    from lacduong_kpi.tables.mapping import load_mapping

    return load_mapping(Path(path))


def known_passwords(file: str | None) -> tuple[str, ...]:
    """Passwords of the file, a line each, and of the environment. Raises UsageError."""
    from_environment = os.environ.get(PASSWORD_VARIABLE)
    given = (from_environment,) if from_environment else ()
    return (*_password_lines(file), *given) if file is not None else given


def _password_lines(file: str) -> tuple[str, ...]:
    path = Path(file)
    try:
        if not path.is_file():
            raise UsageError(problem("usage.password_file", file=path.name))
        with path.open("rb") as opened:
            content = opened.read(LARGEST_PASSWORD_FILE)
    except OSError as error:
        raise UsageError(problem("usage.password_file", file=path.name)) from error
    return tuple(line for line in _LINE_END.split(_decoded(content, path.name)) if line)


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(problem("usage.password_file", file=name)) from error
