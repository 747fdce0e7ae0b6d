"""`demo`: the main job on the packaged sample, so that a new user sees what comes out."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import typer

from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.check import assessed
from lacduong_kpi.cli.commands.preparation import ReadingOptions, prepare, view
from lacduong_kpi.cli.console import Console

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
    from lacduong_kpi.cli.screen import show, show_beside
    from lacduong_kpi.reports import next_steps, table

    with as_file(files("lacduong_kpi")) as package:
        folder = sample_folder(package)
        assessment = assessed(console, prepare(console, [str(folder)], ReadingOptions()))
    seen = view(console, [_as_typed(folder)], limit=limit, by_organization=by_organization)
    console.say("cli.demo", folder=str(folder))
    show(console, table.screen(assessment, seen))
    show_beside(console, next_steps.screen(assessment, seen))
    return 0


def _as_typed(folder: Path) -> str:
    """The folder in the commands that are shown, which must work when they are copied: short where
    the same sample lies in the current folder."""
    here = Path("samples", SAMPLE)
    return here.as_posix() if here.is_dir() else str(folder)


def sample_folder(package: Path) -> Path:
    """The sample inside an installed package, or at the top of a checkout."""
    inside = package / "samples" / SAMPLE
    return inside if inside.is_dir() else package.parents[1] / "samples" / SAMPLE
