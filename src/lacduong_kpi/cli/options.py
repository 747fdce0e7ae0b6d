"""The options and arguments that commands share, declared once.

`help` holds a key of the catalogue `help`; the words are looked up when help is printed.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from lacduong_kpi.assess.gate import FailOn
from lacduong_kpi.wording import Language


def choices(values: type[StrEnum]) -> str:
    """How help writes a closed choice: `table|json`."""
    return "|".join(values)


READING = "help.panel.reading"
OUTPUT = "help.panel.output"


class CheckFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    CSV = "csv"
    GITHUB = "github"
    PROMETHEUS = "prometheus"


class FindingsFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    GITHUB = "github"


class RecordsFormat(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class PlainFormat(StrEnum):
    TABLE = "table"
    JSON = "json"


Roster = Annotated[list[str], typer.Argument(metavar="ROSTER", help="help.roster")]
Plan = Annotated[
    str | None,
    typer.Option("--plan", metavar="FILE", help="help.plan_option", rich_help_panel=READING),
]
Year = Annotated[
    str | None, typer.Option("--year", metavar="YEAR", help="help.year", rich_help_panel=READING)
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="help.as_of", rich_help_panel=READING)
]
PasswordFile = Annotated[
    str | None,
    typer.Option(
        "--password-file", metavar="FILE", help="help.password_file", rich_help_panel=READING
    ),
]
LargeFiles = Annotated[
    bool, typer.Option("--large-files", help="help.large_files", rich_help_panel=READING)
]
Mapping = Annotated[
    str | None,
    typer.Option("--mapping", metavar="FILE", help="help.mapping", rich_help_panel=READING),
]
Jobs = Annotated[
    str | None, typer.Option("--jobs", metavar="N", help="help.jobs", rich_help_panel=READING)
]
Config = Annotated[
    str | None,
    typer.Option("--config", metavar="FILE", help="help.config", rich_help_panel=READING),
]
Targets = Annotated[list[str] | None, typer.Option("--target", metavar="ID", help="help.target")]
ByOrganization = Annotated[
    bool, typer.Option("--by-organization", help="help.by_organization", rich_help_panel=OUTPUT)
]
Details = Annotated[bool, typer.Option("--details", help="help.details", rich_help_panel=OUTPUT)]
Reports = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="PATH", help="help.report", rich_help_panel=OUTPUT),
]
FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", metavar=choices(FailOn), help="help.fail_on")
]
Limit = Annotated[
    str | None, typer.Option("--limit", metavar="N", help="help.limit", rich_help_panel=OUTPUT)
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="help.quiet", rich_help_panel=OUTPUT)]
NoMessages = Annotated[
    bool, typer.Option("-q", "--quiet", help="help.no_messages", rich_help_panel=OUTPUT)
]
"""of commands whose result does not depend on how all is: what is said beside it is left out"""
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="help.verbose", rich_help_panel=OUTPUT)
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", metavar=choices(Language), help="help.lang", rich_help_panel=OUTPUT),
]
Format = Annotated[
    CheckFormat,
    typer.Option(
        "-f", "--format", metavar=choices(CheckFormat), help="help.format", rich_help_panel=OUTPUT
    ),
]
FindingsFormatOption = Annotated[
    FindingsFormat,
    typer.Option(
        "-f",
        "--format",
        metavar=choices(FindingsFormat),
        help="help.format",
        rich_help_panel=OUTPUT,
    ),
]
RecordsFormatOption = Annotated[
    RecordsFormat,
    typer.Option(
        "-f", "--format", metavar=choices(RecordsFormat), help="help.format", rich_help_panel=OUTPUT
    ),
]
PlainFormatOption = Annotated[
    PlainFormat,
    typer.Option(
        "-f", "--format", metavar=choices(PlainFormat), help="help.format", rich_help_panel=OUTPUT
    ),
]
