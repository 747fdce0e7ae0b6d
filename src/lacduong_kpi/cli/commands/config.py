"""`config show`: which settings are in force, and where each comes from."""

from __future__ import annotations

from typing import Any

import typer

from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import chosen_settings, the_plan
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.standing import stands
from lacduong_kpi.text import show as shown
from lacduong_kpi.wording import say


def group(lang: options.Lang = None) -> None:
    """Settings of this machine."""


def _asked_for(ctx: typer.Context) -> str | None:
    """The language of --lang, wherever it stands on the command line."""
    place: Any = ctx
    while place is not None:
        if lang := place.params.get("lang"):
            return str(lang)
        place = place.parent
    return None


def show(
    ctx: typer.Context,
    plan: options.Plan = None,
    year: options.Year = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    flags = {"plan": plan, "year": year, "language": _asked_for(ctx)}
    chosen = chosen_settings(console, config, **flags)
    if chosen.settings and (chosen.plan is None or stands(chosen.plan)):
        the_plan(chosen)  # says which of them it does not have
    language = console.language
    for each in chosen.inventory:
        value = shown(each.value) if each.value else say(language, f"cli.default.{each.name}")
        origin = say(language, f"cli.origin.{each.origin}")
        console.result(f"{each.name:<24}{value:<32}{origin}".rstrip())
    return 0
