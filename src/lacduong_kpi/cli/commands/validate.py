"""`validate`: what is wrong, blank or contradictory in the rosters, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from lacduong_kpi.assess.gate import findings_exit_code
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.check import scored
from lacduong_kpi.cli.commands.preparation import ReadingOptions, plain_path, prepare, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.formats import leave_out_types_of_the_system
from lacduong_kpi.cli.options import FindingsFormat
from lacduong_kpi.cli.outputs import Output, is_csv_report, refuse_outputs, write_whole
from lacduong_kpi.cli.standing import is_folder
from lacduong_kpi.errors import UsageError, problem

if TYPE_CHECKING:
    from lacduong_kpi.assess.model import Assessment
    from lacduong_kpi.assess.people import Row
    from lacduong_kpi.records.model import Roster
    from lacduong_kpi.reports.view import View

Annotate = Annotated[
    str | None,
    typer.Option(
        "--annotate", metavar="COPY", help="help.annotate", rich_help_panel=options.OUTPUT
    ),
]


def validate(
    ctx: typer.Context,
    roster: options.Roster,
    plan: options.Plan = None,
    year: options.Year = None,
    as_of: options.AsOf = None,
    format_: options.FindingsFormatOption = FindingsFormat.TABLE,
    annotate: Annotate = None,
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
    seen = view(console, roster, limit=limit, details=details)
    if details and format_ is FindingsFormat.GITHUB:
        raise UsageError(problem("usage.details_refused", format=str(format_)))
    copy = plain_path(annotate, "--annotate") if annotate is not None else None
    original = the_workbook(roster) if copy is not None else None
    if copy is not None and original is not None:
        refuse_copy(copy, [*roster, str(original)])
    loaded, assessment = scored(console, prepare(console, roster, reading))
    people = _people(loaded, assessment) if details else {}
    present(console, assessment, seen, format_, people)
    if copy is not None and original is not None:
        write_copy(console, copy, original, assessment, seen, reading.password_file)
    return int(findings_exit_code(assessment))


def the_workbook(roster: Sequence[str]) -> Path:
    """The workbook to annotate: the one that is named, or the only one of a folder (reports and
    annotated copies aside, as when it is read). Raises UsageError: one at a time is annotated."""
    from lacduong_kpi.workbook.find import find_files

    if len(roster) == 1 and not is_folder(Path(roster[0])):
        return Path(roster[0])
    files = [each.path for each in find_files(roster).files]
    lists = files if len(files) < 2 else [path for path in files if not _is_ours(path)]
    if len(lists) != 1:
        raise UsageError(problem("usage.annotate_one"))
    return lists[0]


def _is_ours(path: Path) -> bool:
    from lacduong_kpi.workbook.marker import Marker, marker_of

    try:
        marked = marker_of(path.read_bytes()) in (Marker.REPORT, Marker.ANNOTATED)
        return marked or is_csv_report(path)
    except OSError:
        return False


def refuse_copy(copy: Path, roster: Sequence[str]) -> None:
    """The copy is a new file. Raises UsageError, OutputError."""
    if copy.suffix.lower() != ".xlsx":
        raise UsageError(problem("usage.annotate_suffix", file=copy.name))
    refuse_outputs([copy], roster, replace=False)


def _people(roster: Roster, assessment: Assessment) -> Mapping[Row, str]:
    from lacduong_kpi.assess.people import people_of

    return people_of(roster, assessment.findings)


def present(
    console: Console,
    assessment: Assessment,
    seen: View,
    format_: FindingsFormat,
    people: Mapping[Row, str],
) -> None:
    match format_:
        case FindingsFormat.JSON:
            from lacduong_kpi.reports import json_report

            console.result(json_report.render_findings(assessment, seen, people))
        case FindingsFormat.GITHUB:
            from lacduong_kpi.reports import github

            console.result(github.render_findings(assessment, seen))
        case FindingsFormat.TABLE:
            from lacduong_kpi.cli.screen import show
            from lacduong_kpi.reports import findings, quiet

            if console.quiet:
                show(console, quiet.findings_screen(assessment, seen))
            else:
                show(console, findings.screen(assessment, seen, people))
        case _:
            assert_never(format_)


def write_copy(
    console: Console,
    copy: Path,
    original: Path,
    assessment: Assessment,
    seen: View,
    password_file: str | None,
) -> None:
    """Writes the annotated copy and says what of the original it does not hold."""
    from lacduong_kpi.cli.loading import known_passwords

    leave_out_types_of_the_system()
    from lacduong_kpi.reports.annotate import annotate
    from lacduong_kpi.workbook.read import read_bytes

    content = read_bytes(original, known_passwords(password_file))
    made = annotate(content, assessment, seen)
    write_whole(Output(copy, made.content, replace=False))
    console.say("cli.wrote_copy", file=str(copy))
    for each in made.lost:
        console.say(f"reports.lost.{each}")
