"""Completion with the Tab key: Typer makes the scripts of the shells, the words are ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import typer
from typer._completion_shared import _get_shell_name, get_completion_script, install

from lacduong_kpi.cli.console import Console
from lacduong_kpi.errors import OutputError, UsageError, problem
from lacduong_kpi.wording import Language, knows, say

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
_MOST_DIGITS = 6
"""of the index of a word in a command"""


def in_words(items: Iterable[Any], path: str, language: Language) -> list[Any]:
    """Completion items whose help is a key of the catalogue, or a command below `path`, in words."""
    found = list(items)
    for item in found:
        own = ".".join([*path.split()[1:], item.value])
        keys = (
            f"help.command.{own}.short",
            f"help.option.{item.value.strip('-').replace('-', '_')}",
            str(item.help),
        )
        known = (key for key in keys if key.startswith("help.") and knows(language, key))
        item.help = next((say(language, key) for key in known), None)
    return found


def check_request(environment: Mapping[str, str], program: str) -> None:
    """The variables by which a shell asks for completion, before Typer trusts them. Raises
    UsageError for what no script of ours sets."""
    variable = variable_of(program)
    asked = environment.get(variable)
    if not asked:
        return
    what, _, shell = asked.partition("_")
    sound = what in ("source", "complete") and shell in SHELLS
    if sound and asked == "complete_bash":
        index = environment.get("COMP_CWORD", "")
        sound = "COMP_WORDS" in environment and index.isdecimal() and len(index) <= _MOST_DIGITS
    if not sound:
        raise UsageError(problem("usage.bad_completion", variable=variable))


def variable_of(program: str) -> str:
    """The environment variable with which the scripts of the shells ask for completion."""
    return f"_{program.replace('-', '_').upper()}_COMPLETE"


def adopt(command: Any) -> None:
    """Lets the two options that Typer adds speak the user's language and end with our codes."""
    for parameter in command.params:
        if parameter.name == "install_completion":
            parameter.callback = _install
        elif parameter.name == "show_completion":
            parameter.callback = _show


def _install(ctx: Any, _parameter: Any, wanted: Any) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    console: Console = ctx.obj
    try:
        shell, path = install(shell=_shell(), prog_name=ctx.info_name)
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise OutputError(problem("usage.completion_failed")) from error
    console.result(say(console.language, "cli.completion", shell=shell, file=str(path)))
    raise typer.Exit


def _show(ctx: Any, _parameter: Any, wanted: Any) -> None:
    if not wanted or ctx.resilient_parsing:
        return
    program, shell = ctx.info_name, _shell()
    ctx.obj.result(
        get_completion_script(prog_name=program, complete_var=variable_of(program), shell=shell)
    )
    raise typer.Exit


def _shell() -> str:
    """The shell that this process was started from. Raises UsageError for one without scripts."""
    name = _get_shell_name()
    if name is None or name not in SHELLS:
        raise UsageError(problem("usage.no_shell", known=", ".join(SHELLS)))
    return name
