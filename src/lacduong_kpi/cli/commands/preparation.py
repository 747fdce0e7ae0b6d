"""From options to what commands work with: the request, the plan, the view of the reader."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lacduong_kpi.assess.gate import FailOn
from lacduong_kpi.cli import values
from lacduong_kpi.cli.console import Console, width
from lacduong_kpi.cli.loading import Request
from lacduong_kpi.errors import OutputError, PlanError, Problem, UsageError, problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.reports.view import View
from lacduong_kpi.terms import AddedField

if TYPE_CHECKING:
    from lacduong_kpi.cli.config import Chosen
    from lacduong_kpi.plan.model import Plan
    from lacduong_kpi.reports.opening import Files

MOST_JOBS = 256


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """The options about reading, as typed; the same in every command that reads rosters."""

    plan: str | None = None
    year: str | None = None
    as_of: str | None = None
    password_file: str | None = None
    large_files: bool = False
    mapping: str | None = None
    jobs: str | None = None
    config: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    request: Request
    chosen: Chosen


def prepare(console: Console, roster: Sequence[str], options: ReadingOptions) -> Prepared:
    """Weighs options, environment and settings file; names the file on stderr."""
    chosen = chosen_settings(console, options.config, plan=options.plan, year=options.year)
    request = Request(
        paths=tuple(roster),
        year=chosen.year,
        as_of=values.day("--as-of", options.as_of),
        password_file=options.password_file,
        large=options.large_files,
        mapping=options.mapping,
        jobs=values.whole_number("--jobs", options.jobs, 1, MOST_JOBS),
        added=_added(chosen),
    )
    return Prepared(request, chosen)


def _added(chosen: Chosen) -> tuple[AddedField, ...]:
    """The fields that the chosen plan adds. A plan in which the word does not stand has none, and
    need not be loaded before the files are read."""
    if chosen.plan is None:
        return ()
    from lacduong_kpi.document.files import read_file

    if b"fields" not in read_file(chosen.plan):
        return ()
    from lacduong_kpi.plan.fields import added_fields

    return added_fields(the_plan(chosen))


def chosen_settings(console: Console, config: str | None, **flags: str | None) -> Chosen:
    from lacduong_kpi.cli.config import choose

    chosen = choose(config, flags, os.environ)
    if chosen.file is not None:
        console.say("cli.settings_file", file=str(chosen.file))
    return chosen


def the_plan(chosen: Chosen) -> Plan:
    """The chosen plan with the office's settings. Raises PlanError."""
    from lacduong_kpi.plan.load import load_plan

    try:
        return load_plan(chosen.plan, settings=dict(chosen.settings))
    except PlanError as error:
        raise _of_the_file(error, chosen) from error


def _of_the_file(error: PlanError, chosen: Chosen) -> PlanError:
    """The same; where nothing is wrong but names in the settings file, as faults of that file."""
    faults = [each for each in error.problems if each.key.startswith("plan.outside_")]
    others = len(error.problems) - len(faults)
    if not faults or others > 1 or chosen.file is None:  # one other: the heading that counts them
        return error
    return PlanError(*(_setting_fault(each, chosen.file.name, chosen.settings) for each in faults))


def _setting_fault(fault: Problem, file: str, settings: Mapping[str, str]) -> Problem:
    params = dict(fault.params)
    written = params["written"]
    name = next((name for name, value in settings.items() if value == written), "")
    told = {each: params[each] for each in ("written", "nearest", "known") if each in params}
    return problem(fault.key.replace("plan.", "config.", 1), file=file, name=name, **told)


def known_targets(plan: Plan, wanted: Sequence[str] | None) -> tuple[str, ...] | None:
    """The ids of --target, checked against the plan, in any letters where no id is spelled so.
    Raises UsageError with the ids that there are."""
    if not wanted:
        return None
    exact = {target.id: target.id for target in plan.targets}
    ids = {name.casefold(): name for name in exact} | exact
    unknown = [each for each in wanted if each not in ids and each.casefold() not in ids]
    if unknown:
        known = ", ".join(exact)
        raise UsageError(
            *(problem("usage.no_target", name=each[:40], known=known) for each in unknown)
        )
    return tuple(dict.fromkeys(exact.get(each) or ids[each.casefold()] for each in wanted))


def view(
    console: Console,
    roster: Sequence[str] = (),
    *,
    limit: str | None = None,
    details: bool = False,
    by_organization: bool = False,
    fail_on: FailOn = FailOn.UNDETERMINED,
    letterhead: Mapping[str, str] | None = None,
) -> View:
    """How this reader wants to see results; --limit 0 means all. Says it where they hold names."""
    lines = values.whole_number("--limit", limit, 0, 1_000_000)
    if details:
        console.say("cli.details")
    return View(
        language=console.language,
        details=details,
        by_organization=by_organization,
        limit=10 if lines is None else lines or None,
        width=width(os.environ),
        roster_arguments=tuple(roster),
        fail_on=fail_on,
        letterhead=Letterhead(**(letterhead or {})),
        made_at=made_at(os.environ),
    )


def say_lost(console: Console, files: Files, seen: View) -> None:
    """Which files could not be read, on stderr: for results that cannot say it, also with -q."""
    if files.unusable:
        from lacduong_kpi.reports.opening import lost_files

        console.note(lost_files(files, seen))


def made_at(environment: Mapping[str, str]) -> datetime | None:
    """SOURCE_DATE_EPOCH (reproducible-builds.org); None where it is not set or no number."""
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 12):
        return None
    return datetime.fromtimestamp(int(seconds), UTC)


def plain_path(text: str, option: str) -> Path:
    if not text or "\0" in text:
        raise UsageError(problem("usage.bad_path", option=option))
    if text.endswith((os.sep, os.altsep or os.sep)):
        raise OutputError(problem("output.is_folder", file=text))
    return Path(text)
