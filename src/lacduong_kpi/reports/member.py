"""Why one record counts or does not, condition by condition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from lacduong_kpi.assess.model import Fact, Group, Membership, Step
from lacduong_kpi.reports import words
from lacduong_kpi.reports.layout import Page, Screen, Span, pad, plain, widest
from lacduong_kpi.reports.places import name, shown_place
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.words import Colour
from lacduong_kpi.wording import Language, say


def render(memberships: Sequence[Membership], view: View) -> str:
    """The memberships (one per part of the target) as plain text."""
    return plain(screen(memberships, view))


def screen(memberships: Sequence[Membership], view: View) -> Screen:
    page = Page(view.width)
    if not memberships:
        return page.screen
    first = memberships[0]
    page.heading(f"{name(first.target)}  {name(first.label)}")
    page.pieces(_who(view, first), hang=2)
    for membership in memberships:
        page.blank()
        _membership(page, view, membership)
    if not view.details:
        page.blank()
        page.text(say(view.language, "screens.show_names"))
    return page.screen


def _who(view: View, membership: Membership) -> list[str]:
    """`Đảng bộ xã Lát, Chi bộ Thôn 2: dang-vien.xlsx, "Đảng viên", B587`, in pieces."""
    who = (membership.name if view.details else None, membership.organization, membership.branch)
    named = ", ".join(name(each) for each in dict.fromkeys(who) if each)
    place = shown_place(view.language, membership.place)
    return [*f"{named}:".split(" "), place] if named else [place]


def _membership(page: Page, view: View, membership: Membership) -> None:
    language = view.language
    word = _group(language, membership)
    if membership.part:
        page.add(
            Span(f"{name(membership.part)}: ", bold=True), Span(word, _colour(membership.group))
        )
    else:
        page.add(Span(word, _colour(membership.group)))
    stages = [say(language, f"screens.stage.{step.stage}") for step in membership.steps]
    truths = [say(language, f"screens.truth.{step.truth}") for step in membership.steps]
    wide, narrow = widest(stages), widest(truths)
    previous = ""
    for step, stage, truth in zip(membership.steps, stages, truths, strict=True):
        label = f"{pad('' if stage == previous else stage, wide)}  {pad(truth, narrow)}  "
        previous = stage
        _step(page, view, step, label)


def _step(page: Page, view: View, step: Step, label: str) -> None:
    text = name(step.words)
    if step.source:
        text += f" ({name(step.source)})"
    page.labelled(label, text, indent=2)
    indent = 2 + len(label)
    for fact in step.facts:
        page.pieces(_fact(view, fact), indent, 2)


def _fact(view: View, fact: Fact) -> list[str]:
    """`xếp loại: hoàn thành, ở xep-loai.xlsx, "Xếp loại 2024", F587`; no personal value."""
    language = view.language
    word = words.field_word(language, fact.field)
    if fact.personal and not view.details:
        value = say(language, "screens.value_hidden")
    elif fact.value is None:
        value = say(language, "screens.value_unknown")
    else:
        value = name(words.value_word(language, fact.field, fact.value))
    text = say(language, "screens.field_value", field=word, value=value)
    places = [shown_place(language, cell, column=False) for cell in fact.cells]
    if not places:
        return text.split(" ")
    return [*f"{text};".split(" "), *(f"{place};" for place in places[:-1]), places[-1]]


def _group(language: Language, membership: Membership) -> str:
    if membership.group is None:
        return say(language, "screens.group.outside")
    reason = name(membership.reason or "")
    return say(language, f"screens.group.{membership.group}", reason=reason)


def _colour(group: Group | None) -> Colour:
    match group:
        case Group.NUMERATOR:
            return Colour.GOOD
        case Group.MISSED:
            return Colour.BAD
        case Group.UNKNOWN:
            return Colour.DOUBT
        case Group.BASE:
            return Colour.WAITING
        case Group.EXCLUDED | None:
            return Colour.QUIET
        case _:
            assert_never(group)
