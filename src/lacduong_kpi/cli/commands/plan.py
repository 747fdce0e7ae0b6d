"""`plan show|check|test|schema`: a plan as a person reads it, and what is wrong with it."""

from __future__ import annotations

from typing import Annotated

import typer

from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import chosen_settings, the_plan, view
from lacduong_kpi.cli.console import Console
from lacduong_kpi.findings import Severity

SchemaPlanArgument = Annotated[
    str | None, typer.Argument(metavar="PLAN", help="help.plan_schema_argument")
]
PlanArgument = Annotated[str | None, typer.Argument(metavar="PLAN", help="help.plan_argument")]


def group(lang: options.Lang = None) -> None:
    """A plan by itself, without rosters."""


def show(
    ctx: typer.Context,
    plan: PlanArgument = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    from lacduong_kpi.cli import screen
    from lacduong_kpi.reports import plan_text

    loaded = the_plan(chosen_settings(console, config, plan=plan))
    screen.show(console, plan_text.screen(loaded, view(console)))
    return 0


def check(
    ctx: typer.Context,
    plan: PlanArgument = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    """0: nothing wrong; 1: something is suspicious; 2: the plan cannot be used."""
    console: Console = ctx.obj
    from lacduong_kpi.cli import screen
    from lacduong_kpi.plan.check import check_plan
    from lacduong_kpi.reports import plan_check

    found = check_plan(the_plan(chosen_settings(console, config, plan=plan)))
    screen.show(console, plan_check.screen(found, view(console)))
    suspicious = any(each.severity is not Severity.NOTE for each in found)
    return int(ExitCode.FAILED if suspicious else ExitCode.OK)


def examples(
    ctx: typer.Context,
    plan: PlanArgument = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    """0: every example is counted as the plan says; 1: one is not; 2: the plan cannot be used."""
    console: Console = ctx.obj
    from lacduong_kpi.assess.examples import run_examples
    from lacduong_kpi.cli import screen
    from lacduong_kpi.reports import plan_test

    outcome = run_examples(the_plan(chosen_settings(console, config, plan=plan)), console.language)
    screen.show(console, plan_test.screen(outcome, view(console)))
    return int(ExitCode.OK if outcome.holds else ExitCode.FAILED)


def schema(
    ctx: typer.Context,
    plan: SchemaPlanArgument = None,
    config: options.Config = None,
    quiet: options.NoMessages = False,
    verbose: options.Verbose = False,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    from lacduong_kpi.plan.json_schema import plan_schema

    if plan is None:
        console.result(plan_schema())
    else:
        console.result(plan_schema(the_plan(chosen_settings(console, config, plan=plan))))
    return 0
