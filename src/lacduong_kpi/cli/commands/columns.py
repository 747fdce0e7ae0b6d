"""`columns`: how every sheet and column was understood, and how to say it better."""

from __future__ import annotations

from typing import Annotated

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import (
    ReadingOptions,
    plain_path,
    prepare,
    the_plan,
    view,
)
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.loading import read_roster
from lacduong_kpi.cli.outputs import Output, refuse_outputs, write_whole

WriteMapping = Annotated[
    str | None,
    typer.Option(
        "--write-mapping", metavar="FILE", help="help.write_mapping", rich_help_panel=options.OUTPUT
    ),
]


def columns(
    ctx: typer.Context,
    roster: options.Roster,
    plan: options.Plan = None,
    year: options.Year = None,
    as_of: options.AsOf = None,
    write_mapping: WriteMapping = None,
    limit: options.Limit = None,
    password_file: options.PasswordFile = None,
    large_files: options.LargeFiles = False,
    mapping: options.Mapping = None,
    jobs: options.Jobs = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    reading = ReadingOptions(plan, year, as_of, password_file, large_files, mapping, jobs, config)
    target = plain_path(write_mapping, "--write-mapping") if write_mapping is not None else None
    if target is not None:
        refuse_outputs([target], roster, replace=False)
    prepared = prepare(console, roster, reading)
    needed = the_plan(prepared.chosen)
    loaded = read_roster(prepared.request, console)
    from lacduong_kpi.assess.run import assess
    from lacduong_kpi.cli.screen import show
    from lacduong_kpi.reports import columns as understanding

    assessment = assess(loaded, needed, language=console.language)
    show(console, understanding.screen(assessment, view(console, roster, limit=limit)))
    if target is not None:
        from lacduong_kpi.tables.mapping_text import write_mapping as written

        write_whole(Output(target, written(loaded.readings).encode("utf-8"), replace=False))
        console.say("cli.wrote", file=str(target))
    return int(ExitCode.UNUSABLE if loaded.unusable else ExitCode.OK)
