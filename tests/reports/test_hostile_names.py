"""Whatever stands in names, a screen stays text; whatever stands in cells, it stays unsaid."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.assess.model import Assessment, Comparison, TargetResult
from lacduong_kpi.findings import Place
from lacduong_kpi.reports import (
    columns,
    compare_text,
    explain,
    findings,
    member,
    next_steps,
    quiet,
    table,
)
from lacduong_kpi.reports.layout import Screen, plain, styled
from lacduong_kpi.reports.view import View
from reports import build

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
SENTINEL = "Lê Thị Lính Canh"

texts = st.text(max_size=30) | st.sampled_from(
    [
        "\x1b[2J",
        "\x9b31m",
        "a\u202eb",
        "[bold red]x[/]",
        "[/]",
        "{0}",
        "%s",
        "=1+1",
        "\ud800",
        "\n\n",
    ]
)


def every_screen(assessment: Assessment, comparison: Comparison, view: View) -> Iterator[Screen]:
    yield table.screen(assessment, view)
    yield explain.screen(assessment, view)
    yield findings.screen(assessment, view)
    yield columns.screen(assessment, view)
    yield quiet.screen(assessment, view)
    yield next_steps.screen(assessment, view)
    yield compare_text.screen(comparison, view)
    yield member.screen([build.membership(SENTINEL)], view)


def poisoned(text: str) -> Assessment:
    """`text` wherever an assessment holds words from outside."""
    full = build.with_faults()
    place = Place(text, text, "F1", 1, text)
    target = _poisoned_target(build.b3(), text, place)
    return replace(
        full,
        plan=replace(full.plan, title=text, issuer=text),
        year_place=place,
        unusable=tuple(
            replace(each, path=text) for each in build.assessment(unusable=("a",)).unusable
        ),
        targets=(target, replace(build.b1(), label=text)),
        findings=tuple(replace(each, place=place, others=(place,)) for each in full.findings),
        readings=tuple(
            replace(
                reading,
                file=text,
                sheet=text,
                tables=tuple(
                    replace(
                        table_,
                        columns=tuple(replace(each, header=text) for each in table_.columns),
                        year_place=place,
                    )
                    for table_ in reading.tables
                ),
            )
            for reading in full.readings
        ),
    )


def _poisoned_target(target: TargetResult, text: str, place: Place) -> TargetResult:
    deciding = target.deciding
    assert deciding is not None
    cells = tuple(
        replace(each, file=text, sheet=text, organization=text) for each in deciding.cells
    )
    how = replace(
        target.explanation[0],
        population_words=text,
        denominator_words=text,
        regulations=(text,) * 4,
        notes=(text,),
    )
    return replace(
        target,
        label=text,
        text=text,
        group=text,
        citation=text,
        deciding=replace(deciding, cells=cells),
        by_organization=tuple(replace(each, organization=text) for each in target.by_organization),
        gaps=tuple(
            replace(each, place=place, cell=place, organization=text, branch=text, name=text)
            for each in target.gaps[:3]
        ),
        explanation=(how,),
    )


@settings(max_examples=60, deadline=None)
@given(text=texts, width=st.sampled_from([40, 80, 100]), details=st.booleans())
def test_any_name__no_control_character_reaches_the_screen(
    text: str, width: int, details: bool
) -> None:
    view = View(width=width, details=details, by_organization=True, roster_arguments=(text,))
    comparison = build.comparison(text)
    for screen in every_screen(poisoned(text), comparison, view):
        shown = plain(screen)
        assert styled(screen).plain == shown
        bad = [char for char in shown if _bad(char)]
        assert not bad
        shown.encode("utf-8")


def _bad(char: str) -> bool:
    return char != "\n" and (unicodedata.category(char) in ("Cc", "Cs") or char in BIDI)


def test_markup_in_names__shown_literally() -> None:
    screen = table.screen(poisoned("[bold red]x[/]"), View())
    assert "[bold red]x[/]" in plain(screen)
    assert "[bold red]x[/]" in styled(screen).plain


def test_names__without_details__nowhere() -> None:
    for details in (False, True):
        view = View(details=details, limit=None, by_organization=True)
        seen = [
            SENTINEL in plain(screen)
            for screen in every_screen(_with_sentinel(), _compared(), view)
        ]
        assert any(seen) is details


def _with_sentinel() -> Assessment:
    target = build.b3()
    gaps = tuple(replace(each, name=SENTINEL) for each in target.gaps)
    return replace(build.with_faults(), targets=(replace(target, gaps=gaps),))


def _compared() -> Comparison:
    comparison = build.comparison(SENTINEL)
    personal = [
        replace(each, old=SENTINEL, new=SENTINEL) for each in comparison.changed if each.personal
    ]
    return replace(comparison, changed=(*comparison.changed, *personal))


def tokens(target: TargetResult) -> Iterator[str]:
    """What identifies a verdict, a figure or a cell of a target."""
    yield from (target.id, "CHƯA XÁC ĐỊNH", "958/1.057", "90,63\u00a0%", "88,70\u00a0%")
    yield from ("F412:F418", "F431", "F133", "F547", "K702")


@pytest.mark.parametrize("width", [40, 47, 64, 80, 100, 200])
def test_any_width__what_identifies_stays_whole(width: int) -> None:
    view = View(width=width)
    target = build.b3()
    shown = explain.render(replace(build.with_faults(), targets=(target,)), view)
    lines = shown.splitlines()
    for token in tokens(target):
        assert any(token in line for line in lines), token


@pytest.mark.parametrize("width", [40, 47, 64, 80, 100, 200])
def test_any_width__lines_end_within_it(width: int) -> None:
    view = View(width=width, by_organization=True, roster_arguments=("ds",))
    for screen in every_screen(build.with_faults(), build.comparison(), view):
        for line in plain(screen).splitlines():
            assert len(line) <= width or _one_piece(line)


def _one_piece(line: str) -> bool:
    """A command to copy, a place that must not be torn, or a line of `-q`, one a target."""
    quiet_line = line.startswith(("A2 ", "A3 ", "B1 ", "B3 ", "6/12 ", "Mã kết thúc"))
    return "lacduong-kpi" in line or '"' in line or quiet_line
