"""Markdown: tables with as many cells as heads, and no text from outside that is markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from lacduong_kpi.reports import markdown
from lacduong_kpi.reports.view import View
from reports import build
from reports.everything import filled, rich

CELLS = re.compile(r"(?<!\\)\|")


def tables(text: str) -> Iterator[list[str]]:
    """The rows of every table."""
    for block in text.strip().split("\n\n"):
        lines = block.split("\n")
        if lines[0].startswith("|"):
            yield lines


def test_render__district__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.md", markdown.render(rich(), View(by_organization=True)))


def test_render__members_only__golden(golden: Callable[[str, str], None]) -> None:
    golden("check-members-only.md", markdown.render(build.members_only(), View()))


@pytest.mark.parametrize("text", ["plain", "a|b", "x\ny", "`c`", "\\", "\\|", "| --- |", "<b>|"])
def test_render__any_name__tables_keep_their_columns(text: str) -> None:
    for view in (View(), View(details=True, by_organization=True)):
        for rows in tables(markdown.render(filled(text), view)):
            assert len({len(CELLS.findall(row)) for row in rows}) == 1
            assert all(row.endswith(" |") for row in rows)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("*bold* _it_", "\\*bold\\* \\_it\\_"),
        ("[a](http://x.vn)", "\\[a\\](http<!---->://x.vn)"),
        ("<script>", "\\<script\\>"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("# head", "\\# head"),
        ("www.x.vn", "www<!---->.x.vn"),
        ("a@b.vn", "a<!---->@b.vn"),
        ("![i](x)", "\\!\\[i\\](x)"),
    ],
)
def test_escaped__markup_and_links__text(text: str, seen: str) -> None:
    assert markdown.escaped(text) == seen


def test_render__long_lists__cut_and_counted() -> None:
    view = View(limit=2)
    cut = markdown.render(build.with_faults(), view)
    assert "--limit 0" in cut
    assert "--limit 0" not in markdown.render(build.with_faults(), View(limit=None))
