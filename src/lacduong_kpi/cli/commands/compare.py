"""`compare`: two rosters side by side: who came, left, changed, and what it does to the targets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import ReadingOptions, prepare, say_lost, the_plan, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.loading import Request, read_roster
from lacduong_kpi.cli.options import PlainFormat
from lacduong_kpi.errors import RosterError

if TYPE_CHECKING:
    from lacduong_kpi.records.model import Roster

Old = Annotated[str, typer.Argument(metavar="OLD", help="help.old")]
New = Annotated[str, typer.Argument(metavar="NEW", help="help.new")]


def compare(
    ctx: typer.Context,
    old: Old,
    new: New,
    plan: options.Plan = None,
    year: options.Year = None,
    as_of: options.AsOf = None,
    format_: options.PlainFormatOption = PlainFormat.TABLE,
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
    prepared = prepare(console, [old], reading)
    the_targets = the_plan(prepared.chosen)
    first, second = (_read(console, prepared.request, each, year) for each in (old, new))
    from lacduong_kpi.assess.comparing import compare as compared
    from lacduong_kpi.cli import screen
    from lacduong_kpi.reports import compare_json, compare_text

    seen = view(console, [old, new], limit=limit, details=details)
    comparison = compared(first, second, the_targets, language=console.language)
    if format_ is PlainFormat.JSON:
        for each in (first, second):
            say_lost(console, each, seen)
        console.result(compare_json.render(comparison, seen))
    else:
        screen.show(console, compare_text.screen(comparison, seen))
    return int(ExitCode.UNUSABLE if first.unusable or second.unusable else ExitCode.OK)


def _read(console: Console, request: Request, path: str, year: str | None) -> Roster:
    """One of the two rosters. Each has the year that it names itself, unless `--year` is typed: a
    year that the office has set once and for all is only for a roster that names none."""
    wanted = replace(request, paths=(path,))
    if year is not None or request.year is None:
        return read_roster(wanted, console)
    try:
        return read_roster(replace(wanted, year=None), console)
    except RosterError as error:
        if all(each.key != "roster.no_year" for each in error.problems):
            raise
        return read_roster(wanted, console)
