"""`check`: every target of the plan scored; the result on stdout, reports as files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from lacduong_kpi.assess.gate import FailOn, exit_code
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import (
    Prepared,
    ReadingOptions,
    known_targets,
    plain_path,
    prepare,
    say_lost,
    the_plan,
    view,
)
from lacduong_kpi.cli.console import Console, is_terminal
from lacduong_kpi.cli.formats import format_of, rendered_file, rendered_text
from lacduong_kpi.cli.loading import RosterReading
from lacduong_kpi.cli.options import CheckFormat
from lacduong_kpi.cli.outputs import Output, refuse_outputs, write_whole
from lacduong_kpi.errors import UsageError, problem

if TYPE_CHECKING:
    from lacduong_kpi.assess.model import Assessment
    from lacduong_kpi.records.model import Roster
    from lacduong_kpi.reports.view import View

WITHOUT_NAMES = (CheckFormat.JUNIT, CheckFormat.GITHUB, CheckFormat.PROMETHEUS)
WITHOUT_FILES = (CheckFormat.CSV, CheckFormat.PROMETHEUS)
"""formats that cannot say which files are missing"""


def check(
    ctx: typer.Context,
    roster: options.Roster,
    plan: options.Plan = None,
    year: options.Year = None,
    as_of: options.AsOf = None,
    target: options.Targets = None,
    fail_on: options.FailOnOption = FailOn.UNDETERMINED,
    format_: options.Format = CheckFormat.TABLE,
    report: options.Reports = None,
    by_organization: options.ByOrganization = False,
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
    reading = ReadingOptions(plan, year, as_of, password_file, large_files, mapping, jobs, config)
    reports = [plain_path(each, "--report") for each in report or ()]
    refuse_names(format_, reports, details)
    beside = [each for each in (plan, mapping, password_file, config) if each is not None]
    refuse_outputs(reports, [*roster, *beside], replace=True)
    prepared = prepare(console, roster, reading)
    if plan is None and prepared.chosen.plan is not None:
        refuse_outputs(reports, [str(prepared.chosen.plan)], replace=True)
    seen = view(
        console,
        roster,
        limit=limit,
        details=details,
        by_organization=by_organization,
        fail_on=fail_on,
        letterhead=prepared.chosen.letterhead,
    )
    assessment = assessed(console, prepared, target)
    try:
        present(console, assessment, seen, format_)
    except OSError:  # nobody takes the result any more; the files are wanted all the same
        write_reports(console, assessment, seen, reports)
        raise
    write_reports(console, assessment, seen, reports)
    return int(exit_code(assessment, fail_on))


def refuse_names(format_: CheckFormat, reports: Sequence[Path], details: bool) -> None:
    """Formats that machines pass on never carry names, and a suffix must be one we write."""
    formats = [format_, *(format_of(path) for path in reports)]
    for each in formats:
        if details and each in WITHOUT_NAMES:
            raise UsageError(problem("usage.details_refused", format=str(each)))


def assessed(
    console: Console, prepared: Prepared, target: Sequence[str] | None = None
) -> Assessment:
    """Reads and scores; the plan is loaded while the files are read."""
    return scored(console, prepared, target)[1]


def scored(
    console: Console, prepared: Prepared, target: Sequence[str] | None = None
) -> tuple[Roster, Assessment]:
    """The assessment, and the roster that it is of."""
    with RosterReading(prepared.request, console) as loading:
        the_targets = the_plan(prepared.chosen)
        wanted = known_targets(the_targets, target)
        from lacduong_kpi.assess.run import assess

        roster = loading.roster()
        return roster, assess(roster, the_targets, targets=wanted, language=console.language)


def present(console: Console, assessment: Assessment, seen: View, format_: CheckFormat) -> None:
    """The result on stdout in its format; what is left to do on stderr where a person looks on."""
    if format_ in WITHOUT_FILES:
        say_lost(console, assessment, seen)
    if format_ is not CheckFormat.TABLE:
        console.results(rendered_text(format_, assessment, seen))
        return
    from lacduong_kpi.cli.screen import show, show_beside
    from lacduong_kpi.reports import next_steps, quiet, table

    show(console, (quiet if console.quiet else table).screen(assessment, seen))
    if is_terminal(sys.stderr):
        show_beside(console, next_steps.screen(assessment, seen))


def write_reports(
    console: Console, assessment: Assessment, seen: View, reports: Sequence[Path]
) -> None:
    """All files or none: each is written under another name before the first gets its own."""
    write_whole(*(Output(path, *rendered_file(path, assessment, seen)) for path in reports))
    for path in reports:
        console.say("cli.wrote", file=str(path))
