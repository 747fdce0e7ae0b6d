"""The error boundary: what an exception looks like to the user, and with which code it ends."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from lacduong_kpi.cli.ahead import AHEAD
from lacduong_kpi.cli.console import (
    LONGEST_NAME,
    Console,
    abandon_streams,
    flush_stdout,
    prepare_streams,
)
from lacduong_kpi.cli.interruption import INTERRUPTION, listen
from lacduong_kpi.cli.language import wanted_language
from lacduong_kpi.errors import KpiError, Problem, kind_of, problem
from lacduong_kpi.text import show as shown
from lacduong_kpi.wording import say

UNUSABLE, BUG, INTERRUPTED = 2, 4, 130
LONGEST_MESSAGE = 5_000
"""bytes after which further problems are only counted"""
_NO_MEMORY = ("cannot allocate memory", "failed to map segment")
"""What the loader of the system says of a library for which there is no memory."""
_ROOM = 16 << 20
"""bytes; a bug is looked for only where so much memory can still be had"""
_NO_IMPORT = frozenset({"ImportError", "ModuleNotFoundError", "SyntaxError"})
_IMPORTING = "<frozen importlib"
_DEEPEST_CAUSE = 10
_ECHO = "echo"
"""the function with which Typer prints help"""
_NO_ROOM = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EFBIG", "EDQUOT", "EIO") if hasattr(errno, name)
)
"""What only writing fails with."""
_COMPLETED = frozenset({"roster.no_year"})
"""Problems whose remedy is the command as it was typed, with something more."""


def run(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Runs one command and returns its exit code. Nothing but codes leaves this function."""
    prepare_streams()
    console = Console(
        wanted_language(arguments, environment if environment is not None else os.environ),
        quiet="-q" in arguments or "--quiet" in arguments,
        verbose="-v" in arguments or "--verbose" in arguments,
        typed=tuple(arguments),
    )
    try:
        code = _guarded(arguments, console)
    except BaseException:  # a signal that came while another one ended the run
        if not INTERRUPTION.code:
            raise
        code = INTERRUPTION.code
    finally:
        INTERRUPTION.too_late = True
        AHEAD.end()
        abandon_streams()
    return INTERRUPTION.code or code


def _guarded(arguments: Sequence[str], console: Console) -> int:
    try:
        listen()
        AHEAD.begin(arguments, os.environ)
        code = _dispatch(arguments, console)
        flush_stdout()
    except BaseException as error:  # noqa: BLE001 the last line: a crash must never look like a verdict
        INTERRUPTION.too_late = True
        # Whatever a signal was turned into on its way here, it is the cause.
        return INTERRUPTION.code or _failure(console, error)
    return code


def _failure(console: Console, error: BaseException) -> int:
    """Says what stopped the run; its exit code."""
    match error:
        case KpiError():
            show_problems(console, error.problems)
            return UNUSABLE
        case KeyboardInterrupt():
            return INTERRUPTED
        case SystemExit():
            return error.code if isinstance(error.code, int) else 0
        case BrokenPipeError():
            return 0
        case _ if _lacks_memory(error):
            show_problems(console, (problem("cli.no_memory"),))  # if that fails, `main` says it
            return UNUSABLE
        case _ if _cannot_load(error):
            show_problems(console, (problem("cli.not_loaded"),))
            _show_steps(console, error)
            return UNUSABLE
        case OSError() if _fails_to_write(error):
            show_problems(console, (problem("cli.stdout_failed"),))
            return UNUSABLE
        case _:
            show_bug(console, error)
            return BUG


def _dispatch(arguments: Sequence[str], console: Console) -> int:
    from lacduong_kpi.cli.app import invoke

    return invoke(arguments, console)


def _lacks_memory(error: BaseException) -> bool:
    """Whether the system gave no memory, maybe to a library that could not be loaded then, or that
    failed in words of its own."""
    seen: BaseException | None = error
    for _ in range(_DEEPEST_CAUSE):
        if isinstance(seen, MemoryError) or getattr(seen, "errno", None) == errno.ENOMEM:
            return True
        if isinstance(seen, ImportError) and any(words in str(seen) for words in _NO_MEMORY):
            return True
        if seen is None:
            break
        seen = seen.__cause__ or seen.__context__
    return not isinstance(error, OSError) and not _has_room()


def _has_room() -> bool:
    try:
        bytes(_ROOM)
    except MemoryError:
        return False
    return True


def _cannot_load(error: BaseException) -> bool:
    """Whether a part of the program or of a library is missing or cannot be read."""
    crash = getattr(error, "crash", None)
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    last = (files if crash is None else [str(step) for step in crash.steps])[-1:]
    return _kind(error) in _NO_IMPORT or any(each.startswith(_IMPORTING) for each in last)


def _fails_to_write(error: OSError) -> bool:
    """Of an OSError that no room took for its own, only writing the result is the system's fault."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    printing = last is not None and (Path(last.filename).name == "console.py" or last.name == _ECHO)
    return printing or error.errno in _NO_ROOM


def show_problems(console: Console, problems: Sequence[Problem]) -> None:
    """Each problem as *what, which file, what to do*; problems of one file share their remedy."""
    lines: list[str] = []
    room = LONGEST_MESSAGE
    for index, each in enumerate(problems):
        start = say(console.language, "cli.cannot_run") + " " if index == 0 else ""
        lines.append(start + say(console.language, each.key, **_params(each)))
        room -= len(lines[-1].encode("utf-8", "replace"))
        remedy = _remedy(console, each)
        following = problems[index + 1] if index + 1 < len(problems) else None
        if following is None or room <= 0 or _remedy(console, following) != remedy:
            lines.append(remedy)
            room -= len(remedy.encode("utf-8", "replace"))
        if following is not None and room <= 0:
            count = len(problems) - index - 1
            lines.append(say(console.language, "cli.more_problems", count=count))
            break
    console.note("\n".join(line for line in lines if line))


def _remedy(console: Console, each: Problem) -> str:
    words = _params(each)
    if each.key in _COMPLETED:
        words["typed"] = _typed(console.typed)
    return say(console.language, f"{each.key}.remedy", **words)


def _typed(arguments: Sequence[str]) -> str:
    """The command as it was typed, to be copied and completed; without the person it asks for."""
    from lacduong_kpi.reports.next_steps import quoted

    words: list[str] = []
    for before, word in pairwise(("", *arguments)):
        if before != "--member" and not word.startswith("--member"):
            words.append(quoted(word))
    return shown(" ".join(["lacduong-kpi", *words]), LONGEST_NAME)


def _params(each: Problem) -> dict[str, str | int]:
    """Names from outside as a terminal may have them, none longer than a few lines."""
    return {
        name: shown(value, LONGEST_NAME) if isinstance(value, str) else value
        for name, value in each.params
    }


def show_bug(console: Console, bug: BaseException) -> None:
    """Names the step, never a value: an exception's own text may quote a cell."""
    file = str(getattr(bug, "file", "-"))
    step = (_steps(bug) or ["-"])[-1]
    console.note(say(console.language, "cli.bug", step=step, kind=_kind(bug), file=shown(file)))
    _show_steps(console, bug)


def _show_steps(console: Console, error: BaseException) -> None:
    if console.verbose:
        for each in _steps(error):
            console.note(f"  {each}")


def _kind(bug: BaseException) -> str:
    """The name of the exception; that of the reading process where the bug lies there."""
    return str(getattr(getattr(bug, "crash", None), "kind", kind_of(bug)))


def _steps(bug: BaseException) -> list[str]:
    """File, line and function of each step; those of the reading process where the bug lies there."""
    crash = getattr(bug, "crash", None)
    if crash is not None:
        return [str(step) for step in crash.steps]
    frames = traceback.extract_tb(bug.__traceback__)
    ours = [frame for frame in frames if "lacduong_kpi" in frame.filename] or list(frames)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in ours]
