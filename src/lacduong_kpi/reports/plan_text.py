"""A plan as a person reads it: every rule in words generated from the rule itself."""

from __future__ import annotations

from itertools import groupby

from lacduong_kpi.plan.model import Exclusion, Measure, Part, Plan, Setting, Target
from lacduong_kpi.plan.words import Teller, goal_words
from lacduong_kpi.reports import numbers
from lacduong_kpi.reports.calculation import capital
from lacduong_kpi.reports.layout import Page, Screen, plain
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.words import term_text
from lacduong_kpi.wording import Language, say

INDENT = 4


def render(plan: Plan, view: View) -> str:
    """The plan as plain text."""
    return plain(screen(plan, view))


def screen(plan: Plan, view: View) -> Screen:
    page = Page(view.width)
    language = view.language
    _head(page, language, plan)
    if plan.settings:
        page.blank()
        page.heading(say(language, "screens.plan.settings"))
        for setting in plan.settings:
            _setting(page, language, setting)
    teller = Teller(plan, language)
    for group, targets in groupby(plan.targets, key=lambda target: target.group):
        page.blank()
        if group:
            page.heading(name(group))
        for number, target in enumerate(targets):
            if number:
                page.blank()
            _target(page, language, teller, target)
    return page.screen


def _head(page: Page, language: Language, plan: Plan) -> None:
    page.heading(f"{name(plan.title)} ({name(plan.issuer)})" if plan.issuer else name(plan.title))
    targets = numbers.integer(language, len(plan.targets))
    page.text(
        say(language, "screens.plan.head", file=name(plan.path), id=name(plan.id), count=targets)
    )
    for term in plan.terms:
        page.text(
            say(
                language,
                "screens.plan.term",
                term=term_text(name(term.id)),
                first=numbers.day(term.first),
                last=numbers.day(term.last),
            )
        )
    if plan.ended_note:
        page.text(name(plan.ended_note))


def _setting(page: Page, language: Language, setting: Setting) -> None:
    """The choice in force first, then the other ones, each with the word that the YAML takes."""
    page.text(f"{name(setting.label)} ({name(setting.id)})", 2, 2)
    ordered = sorted(setting.choices, key=lambda choice: choice[0] != setting.value)
    for value, meaning in ordered:
        key = "chosen" if value == setting.value else "other"
        text = say(language, f"screens.plan.choice.{key}", value=name(value), meaning=name(meaning))
        page.text(text, INDENT, 2)


def _target(page: Page, language: Language, teller: Teller, target: Target) -> None:
    page.heading(f"{name(target.id)}  {name(target.label)}", hang=INDENT)
    page.text(f'"{name(target.text)}"', INDENT)
    page.text(
        say(
            language,
            "screens.plan.target",
            citation=name(target.citation or target.section),
            period=name(teller.schedule(target.schedule)),
            goal=goal_words(target.goal, language),
        ),
        INDENT,
        2,
    )
    if target.measure is not None:
        _measure(page, language, teller, target.measure)
    for part in target.parts:
        _part(page, language, teller, part)
    for note in target.notes:
        page.text(say(language, "screens.plan.note", note=name(note)), INDENT, 2)


def _part(page: Page, language: Language, teller: Teller, part: Part) -> None:
    text = say(language, "screens.plan.part", label=name(part.label))
    if part.goal is not None:
        text = f"{text} {say(language, 'screens.plan.goal', goal=goal_words(part.goal, language))}"
    page.text(text, INDENT, 2)
    _measure(page, language, teller, part.measure)


def _measure(page: Page, language: Language, teller: Teller, measure: Measure) -> None:
    population, denominator, numerator = teller.measure(measure)
    kind = say(language, f"screens.plan.kind.{measure.kind}")
    page.labelled(say(language, "screens.plan.counted"), kind, INDENT)
    page.labelled(say(language, "screens.plan.population"), capital(name(population)), INDENT)
    for number, exclusion in enumerate(measure.exclusions):
        label = say(language, "screens.plan.less")
        text = _exclusion(teller, exclusion, measure)
        page.labelled(" " * len(label) if number else label, text, INDENT)
    if denominator:
        page.labelled(say(language, "screens.plan.denominator"), capital(name(denominator)), INDENT)
    page.labelled(say(language, "screens.plan.numerator"), capital(name(numerator)), INDENT)


def _exclusion(teller: Teller, exclusion: Exclusion, measure: Measure) -> str:
    """`mới kết nạp, chưa đủ 6 tháng: ngày kết nạp từ … (Quy định số …)`"""
    reason, rule = name(exclusion.reason), name(teller.exclusion(exclusion, measure.of))
    text = reason if reason == rule else f"{reason}: {rule}"
    return f"{text} ({name(exclusion.source)})" if exclusion.source else text
