"""`explain`: one target opened from the plan's sentence down to the cells."""

from __future__ import annotations

from typing import Annotated

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import (
    ReadingOptions,
    known_targets,
    prepare,
    the_plan,
    view,
)
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.loading import read_roster

Target = Annotated[str, typer.Argument(metavar="TARGET", help="help.one_target")]
Member = Annotated[str | None, typer.Option("--member", metavar="CARD_OR_CELL", help="help.member")]


def explain(
    ctx: typer.Context,
    target: Target,
    roster: options.Roster,
    plan: options.Plan = None,
    year: options.Year = None,
    as_of: options.AsOf = None,
    member: Member = None,
    details: options.Details = False,
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
    seen = view(console, roster, limit=limit, details=details)
    prepared = prepare(console, roster, reading)
    the_targets = the_plan(prepared.chosen)
    wanted = known_targets(the_targets, [target]) or ()
    loaded = read_roster(prepared.request, console)
    from lacduong_kpi.assess.membership import explain_member
    from lacduong_kpi.assess.run import assess
    from lacduong_kpi.cli.screen import show
    from lacduong_kpi.reports import explain as explanation
    from lacduong_kpi.reports import member as membership

    if member is None:
        assessment = assess(loaded, the_targets, targets=wanted, language=console.language)
        show(console, explanation.screen(assessment, seen))
    else:
        found = explain_member(loaded, the_targets, wanted[0], member, language=console.language)
        show(console, membership.screen(found, seen))
    return int(ExitCode.UNUSABLE if loaded.unusable else ExitCode.OK)
