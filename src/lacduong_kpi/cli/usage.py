"""What Typer says of wrong options and arguments, told in our own words and with a nearest name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from typer.exceptions import TyperException

from lacduong_kpi.errors import Problem, UsageError, problem

MISSING = {
    "ROSTER": "usage.missing_roster",
    "OLD": "usage.missing_roster",
    "NEW": "usage.missing_roster",
    "TARGET": "usage.missing_target",
    "OUT": "usage.missing_out",
}
"""arguments whose absence has a sentence of its own"""


_ONE_DASH = re.compile("(?:-|[\u2010-\u2015\u2212]+)([a-z][a-z-]{2,30})(?==|$)")


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The known word that was most likely meant; None where none is near."""
    found = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return found[0] if found else None


def no_command(word: str, known: Sequence[str], command: str) -> Problem:
    """A command that does not exist; `command` is what --help is to be asked of."""
    close = nearest(word, known)
    if close:
        return problem("usage.no_command_near", name=word[:60], nearest=close, command=command)
    return problem("usage.no_command", name=word[:60], command=command)


def refuse_dashes(arguments: Sequence[str], command: Any) -> None:
    """Raises UsageError for a long option behind a single dash, or behind the long dash into which
    Word and messengers turn two."""
    for word in arguments:
        if word == "--":
            return
        dashed = _ONE_DASH.match(word)
        if dashed and f"--{dashed[1]}" in _long_options(command):
            raise UsageError(
                problem(
                    "usage.no_option_near",
                    name=dashed[0],
                    nearest=f"--{dashed[1]}",
                    command=_typed_command(arguments, command),
                )
            )


def _typed_command(arguments: Sequence[str], command: Any) -> str:
    """`lacduong-kpi check`: the program with the command that was typed, whose help is meant."""
    typed = next((each for each in arguments if each in command.commands), "")
    return f"{command.name or 'lacduong-kpi'} {typed}".strip()


def _long_options(command: Any) -> set[str]:
    """Of a command and all below it."""
    found = {name for each in command.params for name in each.opts if name.startswith("--")}
    return found.union(*map(_long_options, getattr(command, "commands", {}).values()))


def usage_problem(error: TyperException) -> Problem:
    """The problem that a parser's exception stands for; told by the exception's kind alone, as
    its own sentence is English."""
    path = _command_path(error)
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return _no_option(error, path)
    if kind == "MissingParameter":
        key = MISSING.get(_parameter(error), "usage.missing")
        return problem(key, name=_parameter(error), command=path)
    if kind == "NoArgsIsHelpError" or (kind == "UsageError" and _is_of_group(error)):
        return problem("usage.missing_command", command=path)
    if kind == "BadOptionUsage":
        name = str(getattr(error, "option_name", ""))
        return problem("usage.needs_value", name=name, command=path)
    if kind == "BadParameter":
        return _bad_value(error, path)
    return problem("usage.extra", command=path)


def _no_option(error: TyperException, path: str) -> Problem:
    name = str(getattr(error, "option_name", ""))[:60]
    known = _known_options(error)
    close = nearest(name, known)
    if close:
        return problem("usage.no_option_near", name=name, nearest=close, command=path)
    return problem("usage.no_option", name=name, command=path)


def _known_options(error: TyperException) -> list[str]:
    context = getattr(error, "ctx", None)
    if context is None:
        return []
    return [
        name
        for each in context.command.get_params(context)
        for name in each.opts
        if name.startswith("-")
    ]


def _bad_value(error: TyperException, path: str) -> Problem:
    parameter = getattr(error, "param", None)
    allowed = _choices(parameter)
    if allowed:
        return problem(
            "usage.choice", name=_parameter(error), allowed=", ".join(allowed), command=path
        )
    return problem("usage.bad_value", name=_parameter(error), command=path)


def _choices(parameter: object) -> list[str]:
    metavar = getattr(parameter, "metavar", None) or ""
    return str(metavar).split("|") if "|" in metavar else []


def _parameter(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    options = [each for each in getattr(parameter, "opts", ()) if each.startswith("-")]
    if options:
        return str(max(options, key=len))
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", "") or "").upper()


def _is_of_group(error: TyperException) -> bool:
    return hasattr(getattr(getattr(error, "ctx", None), "command", None), "commands")


def _command_path(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.command_path) if context is not None else "lacduong-kpi"
