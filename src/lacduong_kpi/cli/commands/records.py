"""`records`: the roster as it was understood. Always holds personal data, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import ReadingOptions, prepare, say_lost, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.loading import read_roster
from lacduong_kpi.cli.options import RecordsFormat
from lacduong_kpi.wording import say

if TYPE_CHECKING:
    from lacduong_kpi.records.model import Roster
    from lacduong_kpi.reports.view import View


def records(
    ctx: typer.Context,
    roster: options.Roster,
    plan: options.Plan = None,
    year: options.Year = None,
    as_of: options.AsOf = None,
    format_: options.RecordsFormatOption = RecordsFormat.TABLE,
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
    loaded = read_roster(prepare(console, roster, reading).request, console)
    console.note(say(console.language, "cli.personal"))  # also with -q
    seen = view(console, roster, limit=limit)
    say_lost(console, loaded, seen)
    present(console, loaded, seen, format_)
    return int(ExitCode.UNUSABLE if loaded.unusable else ExitCode.OK)


def present(console: Console, roster: Roster, seen: View, format_: RecordsFormat) -> None:
    match format_:
        case RecordsFormat.JSON:
            from lacduong_kpi.reports import records_json

            console.results(records_json.render(roster, seen))
        case RecordsFormat.CSV:
            from lacduong_kpi.reports import records_csv

            console.results(records_csv.render(roster, seen))
        case RecordsFormat.TABLE:
            from lacduong_kpi.cli import screen
            from lacduong_kpi.reports import records_text

            screen.show(console, records_text.screen(roster, seen))
        case _:
            assert_never(format_)
