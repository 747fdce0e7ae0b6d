"""The command line assembled: every command under its name, help and usage errors in our words."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from lacduong_kpi import __version__
from lacduong_kpi.cli import completion, helptext
from lacduong_kpi.cli.commands import (
    check,
    columns,
    compare,
    config,
    demo,
    explain,
    plan,
    records,
    template,
    validate,
)
from lacduong_kpi.cli.console import Console
from lacduong_kpi.cli.options import Lang
from lacduong_kpi.cli.usage import no_command, refuse_dashes, usage_problem
from lacduong_kpi.errors import UsageError

PROGRAM = "lacduong-kpi"


class Command(TyperCommand):
    """A command whose help is written by us."""

    def get_help(self, ctx: Any) -> str:
        return helptext.command_help(self, ctx, language_of(ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        found = super().shell_complete(ctx, incomplete)
        return completion.in_words(found, ctx.command_path, language_of(ctx))


class Group(TyperGroup):
    """A group whose help is written by us and that names the nearest command."""

    def get_help(self, ctx: Any) -> str:
        if ctx.parent is None:
            return helptext.program_help(language_of(ctx))
        return helptext.group_help(self, ctx, language_of(ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        found = super().shell_complete(ctx, incomplete)
        return completion.in_words(found, ctx.command_path, language_of(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        typed = args[0] if args and not ctx.resilient_parsing else "-"
        if not typed.startswith("-") and self.get_command(ctx, typed) is None:
            raise UsageError(no_command(typed, list(self.commands), ctx.command_path))
        return super().resolve_command(ctx, args)


def language_of(ctx: Any) -> Any:
    return ctx.find_root().obj.language


def invoke(arguments: Sequence[str], console: Console) -> int:
    """Parses and runs; the command's exit code. Raises KpiError, also for usage errors."""
    completion.check_request(os.environ, PROGRAM)
    command = typer.main.get_command(build())
    completion.adopt(command)
    refuse_dashes(arguments, command)
    try:
        code = command.main(list(arguments), prog_name=PROGRAM, standalone_mode=False, obj=console)
    except TyperException as error:
        raise UsageError(usage_problem(error)) from error
    except typer.Abort as error:
        raise error.__cause__ or KeyboardInterrupt from error
    except SystemExit as stop:
        if isinstance(stop.__context__, BrokenPipeError):  # Typer ends with 1, our "not met"
            raise stop.__context__ from stop
        raise
    return int(code or 0)


def build() -> typer.Typer:
    """The whole command line; a new one each time, as tests run it in one process."""
    app = _typer(invoke_without_command=True)
    app.callback()(root)
    for name, function in (
        ("check", check.check),
        ("explain", explain.explain),
        ("validate", validate.validate),
        ("columns", columns.columns),
        ("records", records.records),
        ("compare", compare.compare),
        ("template", template.template),
        ("demo", demo.demo),
    ):
        app.command(name, cls=Command)(function)
    app.add_typer(_plan_group(), name="plan")
    app.add_typer(_config_group(), name="config")
    return app


def _typer(**options: Any) -> typer.Typer:
    return typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=options.get("invoke_without_command", False),
        no_args_is_help=False,
        **options,
    )


def _plan_group() -> typer.Typer:
    group = typer.Typer(cls=Group, rich_markup_mode=None, no_args_is_help=True)
    group.callback()(plan.group)
    for name, function in (
        ("show", plan.show),
        ("check", plan.check),
        ("test", plan.examples),
        ("schema", plan.schema),
    ):
        group.command(name, cls=Command)(function)
    return group


def _config_group() -> typer.Typer:
    group = typer.Typer(cls=Group, rich_markup_mode=None, no_args_is_help=True)
    group.callback()(config.group)
    group.command("show", cls=Command)(config.show)
    return group


def _version(ctx: typer.Context, wanted: bool) -> None:
    if wanted:
        ctx.obj.result(f"{PROGRAM} {__version__}")
        raise typer.Exit


def root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="help.version", callback=_version, is_eager=True)
    ] = False,
    lang: Lang = None,
) -> None:
    if ctx.invoked_subcommand is None:
        ctx.obj.result(ctx.get_help())
