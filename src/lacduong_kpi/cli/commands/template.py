"""`template`: an empty workbook with exactly the columns that the plan needs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import chosen_settings, plain_path, the_plan
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.formats import leave_out_types_of_the_system
from lacduong_kpi.cli.outputs import Output, refuse_outputs, write_whole
from lacduong_kpi.errors import UsageError, problem

Out = Annotated[str, typer.Argument(metavar="OUT", help="help.out")]

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def year_in(name: str) -> int | None:
    """The year that a file name tells, `mau-2024`; None where it tells none or several."""
    found = set(_YEAR.findall(name))
    return int(found.pop()) if len(found) == 1 else None


def template(
    ctx: typer.Context,
    out: Out,
    plan: options.Plan = None,
    year: options.Year = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    path = plain_path(out, "OUT")
    if path.suffix.lower() != ".xlsx":
        raise UsageError(problem("usage.template_suffix", file=path.name))
    refuse_outputs([path], [], replace=False)
    chosen = chosen_settings(console, config, plan=plan, year=year)
    leave_out_types_of_the_system()
    from lacduong_kpi.template import blank_workbook

    wanted = chosen.year or year_in(path.stem)
    content = blank_workbook(the_plan(chosen), wanted, console.language)
    write_whole(Output(path, content, replace=False))
    console.say("cli.wrote_template", file=str(path), arguments=_arguments(path, plan))
    return 0


def _arguments(path: Path, plan: str | None) -> str:
    """What `check` needs to score the filled template, as one types it."""
    from lacduong_kpi.reports.next_steps import quoted

    return quoted(str(path)) + (f" --plan {quoted(plan)}" if plan else "")
