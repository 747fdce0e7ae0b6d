"""`records`: the roster as it was understood. Always holds personal data, and says so."""

from __future__ import annotations

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import ReadingOptions, prepare, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.loading import read_roster
from lacduong_kpi.cli.options import RecordsFormat


def records(
    ctx: typer.Context,
    roster: options.Roster,
    year: options.Year = None,
    as_of: options.AsOf = None,
    format_: options.RecordsFormatOption = RecordsFormat.TABLE,
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
    reading = ReadingOptions(None, year, as_of, password_file, large_files, mapping, jobs, config)
    loaded = read_roster(prepare(console, roster, reading).request, console)
    console.say("cli.personal")
    console.result(_rendered(loaded, view(console, roster, limit=limit), format_))
    return int(ExitCode.UNUSABLE if loaded.unusable else ExitCode.OK)
