"""Help in the user's language: the words stand in the catalogue `help`, the shape here."""

from __future__ import annotations

import textwrap
from typing import Any

from lacduong_kpi import __version__
from lacduong_kpi.wording import Language, knows, say

WIDTH = 98
PANELS = ("help.panel.main", "help.panel.reading", "help.panel.output", "help.panel.other")


def program_help(language: Language) -> str:
    """The help of the program: the commands by what one wants to do."""
    return say(language, "help.program", version=__version__)


def group_help(group: Any, ctx: Any, language: Language) -> str:
    """The help of `plan` and `config`: what each command beneath does."""
    path = ctx.command_path
    lines = [say(language, "help.usage_group", path=path), "", say(language, "help.commands")]
    for name in group.commands:
        text = say(language, f"help.command.{_key(path)}.{name}.short")
        lines += _entry(f"{name}", text)
    lines += ["", say(language, "help.more", path=path)]
    return "\n".join(lines)


def command_help(command: Any, ctx: Any, language: Language) -> str:
    """The help of one command: how to type it, what it does, its options by panel, exit codes."""
    key = f"help.command.{_key(ctx.command_path)}"
    arguments = [each for each in command.params if _is_argument(each)]
    typed = " ".join([ctx.command_path, *(_metavar(each, language) for each in arguments)])
    lines = [say(language, "help.usage", typed=typed), "", *_wrapped(say(language, key), "")]
    lines += _arguments(arguments, language)
    lines += _options(
        [each for each in command.get_params(ctx) if not _is_argument(each)], language
    )
    if knows(language, f"{key}.example"):
        lines += ["", say(language, "help.examples"), say(language, f"{key}.example")]
    if knows(language, f"{key}.codes"):
        lines += ["", say(language, f"{key}.codes")]
    return "\n".join(lines)


def _key(path: str) -> str:
    return ".".join(path.split()[1:])


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _metavar(parameter: Any, language: Language) -> str:
    name = say(language, f"help.metavar.{(parameter.metavar or parameter.name).lower()}")
    word = f"{name}..." if parameter.nargs == -1 else name
    return word if parameter.required else f"[{word}]"


def _arguments(arguments: list[Any], language: Language) -> list[str]:
    lines: list[str] = []
    for each in arguments:
        name = say(language, f"help.metavar.{(each.metavar or each.name).lower()}")
        lines += _entry(name, say(language, each.help))
    return ["", *lines] if lines else []


def _options(options: list[Any], language: Language) -> list[str]:
    lines: list[str] = []
    for panel in PANELS:
        inside = [each for each in options if _panel(each) == panel]
        if inside:
            lines += ["", say(language, panel)]
        for each in inside:
            lines += _entry(_spelling(each, language), _meaning(each, language))
    return lines


def _panel(option: Any) -> str:
    if option.name in ("help", "install_completion", "show_completion"):
        return "help.panel.other"
    return getattr(option, "rich_help_panel", None) or "help.panel.main"


def _spelling(option: Any, language: Language) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    if getattr(option, "is_flag", False) or option.name == "help":
        return names
    metavar = option.metavar or "value"
    if "|" in metavar:
        return f"{names} {metavar}"
    return f"{names} " + say(language, f"help.metavar.{metavar.lower()}")


def _meaning(option: Any, language: Language) -> str:
    own = f"help.option.{option.name}"
    key = own if knows(language, own) else option.help
    return say(language, key)


def _entry(name: str, text: str) -> list[str]:
    indent = " " * 26
    body = textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    if len(name) > 22:
        return [f"  {name}", *body]
    body[0] = f"  {name}".ljust(26) + body[0].strip()
    return body


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
