"""`plan show|check|test|schema`: a plan as a person reads it, and what is wrong with it."""

from __future__ import annotations

from typing import Annotated

import typer

from lacduong_kpi.cli import options
from lacduong_kpi.cli.commands.preparation import chosen_settings, the_plan, view
from lacduong_kpi.cli.console import Console

PlanArgument = Annotated[str | None, typer.Argument(metavar="PLAN", help="help.plan_argument")]


def show(
    ctx: typer.Context,
    plan: PlanArgument = None,
    config: options.Config = None,
    lang: options.Lang = None,
) -> int:
    console: Console = ctx.obj
    from lacduong_kpi.cli.screen import show_plan

    show_plan(console, the_plan(chosen_settings(console, config, plan=plan)), view(console))
    return 0


def check(
    ctx: typer.Context,
    plan: PlanArgument = None,
    config: options.Config = None,
    lang: options.Lang = None,
) -> int:
    """0: nothing wrong; 1: something is suspicious; 2: the plan cannot be used."""
    console: Console = ctx.obj
    from lacduong_kpi.cli.screen import show_plan_check
    from lacduong_kpi.plan import check_plan

    loaded = the_plan(chosen_settings(console, config, plan=plan))
    return int(show_plan_check(console, loaded, check_plan(loaded)))


def examples(
    ctx: typer.Context,
    plan: PlanArgument = None,
    config: options.Config = None,
    lang: options.Lang = None,
) -> int:
    """0: every example is counted as the plan says; 1: one is not; 2: the plan cannot be used."""
    console: Console = ctx.obj
    from lacduong_kpi.assess import test_plan
    from lacduong_kpi.cli.screen import show_plan_test

    loaded = the_plan(chosen_settings(console, config, plan=plan))
    return int(show_plan_test(console, test_plan(loaded)))


def schema(ctx: typer.Context, lang: options.Lang = None) -> int:
    console: Console = ctx.obj
    from lacduong_kpi.plan import plan_schema

    console.result(plan_schema())
    return 0
