"""Puts what a renderer drew onto stdout or stderr, in colour where a person looks on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lacduong_kpi.cli.console import Console, colour_wanted
from lacduong_kpi.reports.layout import plain, styled

if TYPE_CHECKING:
    from lacduong_kpi.reports.layout import Screen


def show(console: Console, screen: Screen) -> None:
    """The screen on stdout. Colour only repeats words, so its absence loses nothing."""
    if not colour_wanted(os.environ):
        console.result(plain(screen))
        return
    from rich.console import Console as RichConsole

    rich = RichConsole(highlight=False, emoji=False, markup=False, force_terminal=True)
    rich.print(styled(screen), end="", soft_wrap=True)


def show_beside(console: Console, screen: Screen) -> None:
    """The screen on stderr, beside the result."""
    if not console.quiet:
        console.note(plain(screen))
