"""`compare`: two rosters side by side: who came, left, changed, and what it does to the targets."""

from __future__ import annotations

from typing import Annotated

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import ReadingOptions, prepare, the_plan, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.loading import read_roster
from lacduong_kpi.cli.options import PlainFormat

Old = Annotated[str, typer.Argument(metavar="OLD", help="help.old")]
New = Annotated[str, typer.Argument(metavar="NEW", help="help.new")]


def compare(
    ctx: typer.Context,
    old: Old,
    new: New,
    plan: options.Plan = None,
    format_: options.PlainFormatOption = PlainFormat.TABLE,
    details: options.Details = False,
    limit: options.Limit = None,
    password_file: options.PasswordFile = None,
    large_files: options.LargeFiles = False,
    mapping: options.Mapping = None,
    jobs: options.Jobs = None,
    config: options.Config = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    reading = ReadingOptions(plan, None, None, password_file, large_files, mapping, jobs, config)
    before, after = prepare(console, [old], reading), prepare(console, [new], reading)
    the_targets = the_plan(after.chosen)
    first, second = read_roster(before.request, console), read_roster(after.request, console)
    from lacduong_kpi.assess.comparing import compare as compared
    from lacduong_kpi.cli import screen
    from lacduong_kpi.reports import compare_json, compare_text

    seen = view(console, [old, new], limit=limit, details=details)
    comparison = compared(first, second, the_targets, language=console.language)
    if format_ is PlainFormat.JSON:
        console.result(compare_json.render(comparison, seen))
    else:
        screen.show(console, compare_text.screen(comparison, seen))
    return int(ExitCode.UNUSABLE if first.unusable or second.unusable else ExitCode.OK)
