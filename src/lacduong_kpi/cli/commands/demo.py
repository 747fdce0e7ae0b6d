"""`demo`: the main job on the packaged sample, so that a new user sees what comes out. A target
that is not met is no failure here: the exit code is 0."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import typer

from lacduong_kpi.assess.gate import ExitCode, FailOn
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.check import assessed, present
from lacduong_kpi.cli.commands.preparation import ReadingOptions, prepare, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.options import CheckFormat
from lacduong_kpi.cli.standing import is_folder

SAMPLE = "2024"


def demo(
    ctx: typer.Context,
    by_organization: options.ByOrganization = False,
    limit: options.Limit = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    with as_file(files("lacduong_kpi")) as package:
        folder = sample_folder(package)
        assessment = assessed(console, prepare(console, [str(folder)], ReadingOptions()))
    seen = view(
        console,
        [_as_typed(folder)],
        limit=limit,
        by_organization=by_organization,
        fail_on=FailOn.NEVER,
    )
    console.say("cli.demo", folder=str(folder))
    present(console, assessment, seen, CheckFormat.TABLE)
    return int(ExitCode.OK)


def _as_typed(folder: Path) -> str:
    """The folder in the commands that are shown, which must work when they are copied: short where
    the same sample lies in the current folder."""
    here = Path("samples", SAMPLE)
    return here.as_posix() if is_folder(here) else str(folder)


def sample_folder(package: Path) -> Path:
    """The sample inside an installed package, or at the top of a checkout."""
    inside = package / "samples" / SAMPLE
    return inside if inside.is_dir() else package.parents[1] / "samples" / SAMPLE
