"""Reads rosters for a command: options to a request, passwords, progress, what is said beside."""

from __future__ import annotations

import getpass
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from lacduong_kpi.cli.ahead import AHEAD, environment_passwords
from lacduong_kpi.cli.console import Console, is_terminal
from lacduong_kpi.cli.interruption import INTERRUPTION
from lacduong_kpi.document.files import read_regular
from lacduong_kpi.errors import Problem, UsageError, WorkbookError, problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.load import Loading, start_loading
from lacduong_kpi.terms import AddedField
from lacduong_kpi.wording import say
from lacduong_kpi.workbook.clock import elapsed

if TYPE_CHECKING:
    from lacduong_kpi.records.model import Roster
    from lacduong_kpi.tables.overrides import Mapping

LARGEST_PASSWORD_FILE = 65_536
MOST_PASSWORDS = 50
"""each is tried on every file with a password, and takes a tenth of a second"""
ENCRYPTED = ("files.encrypted", "files.wrong_password")
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
    added: tuple[AddedField, ...] = ()
    """fields of the plan's own"""


@dataclass(slots=True)
class Progress:
    """A line on the terminal while many files are read; nothing where reading is quick."""

    patience: ClassVar[float] = 1.0
    """seconds after which something is said"""

    console: Console
    began: float = field(default_factory=elapsed)
    shown: bool = False

    def __call__(self, done: int, total: int, people: int, faults: int) -> None:
        if elapsed() - self.began > self.patience and not self.console.quiet:
            told = {"done": done, "total": total, "people": people, "faults": faults}
            self.console.trace("\r" + say(self.console.language, "cli.progress", **told))
            self.shown = True

    def end(self) -> None:
        if self.shown:
            self.console.trace("\r" + " " * 78 + "\r")


class RosterReading:
    """A roster that is being read: children are at work while the caller loads the plan."""

    def __init__(self, request: Request, console: Console) -> None:
        self._request = request
        self._console = console
        self._passwords = list(known_passwords(request.password_file))
        self._mapping = read_mapping(request.mapping)
        self._progress = Progress(console) if is_terminal(sys.stderr) else None
        self._loading = self._start()

    def __enter__(self) -> RosterReading:
        return self

    def __exit__(self, *_: object) -> None:
        self._loading.close()

    def roster(self) -> Roster:
        """The roster; asks for a password where one is missing and somebody is there.

        Raises KpiError where nothing that was given can be used.
        """
        outcome = self._attempt()
        while _locked(outcome) and _may_ask(self._console):
            typed = _typed_password(self._console)
            if not typed:
                break
            again = self._again_with(typed)
            if _locked(again) == _locked(outcome):
                break
            outcome = again
        if isinstance(outcome, WorkbookError):
            raise outcome
        return outcome

    def _attempt(self) -> Roster | WorkbookError:
        """The roster, or why no file could be used: a password may still mend that."""
        try:
            return self._finish()
        except WorkbookError as error:
            return error

    def _again_with(self, password: str) -> Roster | WorkbookError:
        self._passwords.append(password)
        self._loading = self._start()
        return self._attempt()

    def _start(self) -> Loading:
        loading = self._begun() or start_loading(
            self._request.paths,
            passwords=self._passwords,
            large=self._request.large,
            mapping=self._mapping,
            jobs=self._request.jobs,
            added=self._request.added,
        )
        loading.report_to(self._progress)
        return loading

    def _begun(self) -> Loading | None:
        """What was begun before the options were parsed, where they change nothing about it."""
        if self._request.large or self._mapping or self._request.jobs or self._request.added:
            return None
        return AHEAD.take(self._request.paths, self._passwords)

    def _finish(self) -> Roster:
        try:
            return self._loading.finish(year=self._request.year, as_of=self._request.as_of)
        finally:
            if self._progress:
                self._progress.end()
            INTERRUPTION.check()


def _typed_password(console: Console) -> str:
    """What is typed without being shown; nothing where the input ends (Ctrl-D), the terminal is gone
    or writes letters in another encoding than it says."""
    try:
        return getpass.getpass(say(console.language, "cli.password"))
    except (EOFError, OSError, UnicodeError):
        return ""


def read_roster(request: Request, console: Console) -> Roster:
    """The roster of a request, read at once."""
    with RosterReading(request, console) as reading:
        return reading.roster()


def _locked(outcome: Roster | WorkbookError) -> int:
    """How many files want a password that is not known."""
    if isinstance(outcome, WorkbookError):
        problems: Sequence[Problem] = outcome.problems
    else:
        problems = [each.problem for each in outcome.unusable]
    return sum(each.key in ENCRYPTED for each in problems)


def _may_ask(console: Console) -> bool:
    return not console.quiet and is_terminal(sys.stdin)


def read_mapping(path: str | None) -> Mapping | None:
    if path is None:
        return None
    from lacduong_kpi.tables.mapping import load_mapping

    return load_mapping(Path(path))


def known_passwords(file: str | None) -> tuple[str, ...]:
    """Passwords of the file, a line each, and of the environment. Raises UsageError."""
    given = environment_passwords(os.environ)
    return (*_password_lines(file), *given) if file is not None else given


def _password_lines(file: str) -> tuple[str, ...]:
    path = Path(file)
    try:
        content = read_regular(path, LARGEST_PASSWORD_FILE)
    except (OSError, ValueError) as error:
        raise UsageError(problem("usage.password_file", file=path.name)) from error
    lines = tuple(line for line in _LINE_END.split(_decoded(content, path.name)) if line)
    if len(lines) > MOST_PASSWORDS:
        raise UsageError(problem("usage.many_passwords", file=path.name, limit=MOST_PASSWORDS))
    return lines


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(problem("usage.password_file", file=name)) from error
