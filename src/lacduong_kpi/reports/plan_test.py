"""The examples of a plan: which do not stand where the plan says, and what none of them tries."""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.assess.examples import ExampleResult, ExampleRun, Unexercised
from lacduong_kpi.plan.model import Expected
from lacduong_kpi.reports import numbers
from lacduong_kpi.reports.layout import Page, Screen, plain
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.words import Colour
from lacduong_kpi.wording import Language, say

HANG = 2


def render(outcome: ExampleRun, view: View) -> str:
    """The outcome as plain text."""
    return plain(screen(outcome, view))


def screen(outcome: ExampleRun, view: View) -> Screen:
    """What does not hold, then what was never tried, then the tally."""
    page = Page(view.width)
    language = view.language
    failed = [each for each in outcome.results if not each.holds]
    for each in failed:
        page.text(_failed(language, outcome, each), hang=HANG, colour=Colour.BAD)
    if failed:
        page.text(say(language, "plan.test.remedy"))
    for line in _untried(language, outcome):
        page.text(line, hang=HANG)
    _tally(page, language, outcome, len(failed))
    return page.screen


def _tally(page: Page, language: Language, outcome: ExampleRun, failed: int) -> None:
    if not outcome.results:
        page.text(say(language, "plan.test.none"))
        return
    if outcome.unexercised or outcome.without:
        conditions = numbers.integer(language, len(outcome.unexercised))
        targets = numbers.integer(language, len(outcome.without))
        page.text(say(language, "plan.test.idle", conditions=conditions, targets=targets))
    total = len(outcome.results)
    good = numbers.integer(language, total - failed)
    page.text(say(language, "plan.test.tally", good=good, all=numbers.integer(language, total)))


def _place(outcome: ExampleRun, line: int, column: int) -> str:
    return f"{name(outcome.path)}:{line}:{column}"


def _target(each: ExampleResult | Unexercised) -> str:
    return f"{each.target}.{each.part}" if each.part else each.target


def _failed(language: Language, outcome: ExampleRun, each: ExampleResult) -> str:
    return say(
        language,
        "plan.test.failed",
        place=_place(outcome, each.spot.line, each.spot.column),
        target=name(_target(each)),
        name=name(each.name),
        expected=_stands(language, each.expected, each.expected_reason),
        found=_stands(language, each.found, each.reason),
    )


def _stands(language: Language, where: Expected, reason: str | None) -> str:
    if where is Expected.EXCLUDED and reason:
        return say(language, "plan.test.stands.excluded_for", reason=name(reason))
    return say(language, f"plan.test.stands.{where.value}")


def _untried(language: Language, outcome: ExampleRun) -> Iterator[str]:
    for each in outcome.unexercised:
        yield say(
            language,
            f"plan.test.never.{'true' if each.never else 'false'}",
            place=_place(outcome, each.spot.line, each.spot.column),
            target=name(_target(each)),
            words=name(each.words),
        )
    for target in outcome.without if outcome.results else ():
        yield say(language, "plan.test.without", place=name(outcome.path), target=name(target))
