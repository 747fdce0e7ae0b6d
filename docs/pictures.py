"""Draws the pictures of the documentation from real runs on the samples: `python docs/pictures.py`.

Run it from the top of the checkout; the pictures are SVG, made by rich from what the program says.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console

from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.records.load import load_roster
from lacduong_kpi.reports import columns, explain, findings, table
from lacduong_kpi.reports.layout import Screen, styled
from lacduong_kpi.reports.view import View

FOLDER = Path(__file__).parent
WIDTH = 100
_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""rich fetches a font from elsewhere; the reader's own fixed-width font does"""


def draw(name: str, command: str, screen: Screen, lines: int = 60) -> None:
    """One picture: the command as typed, and the first lines of what it says."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False, emoji=False)
    console.print(f"> {command}", markup=False, style="bold")
    console.print(styled(screen[:lines]), end="", soft_wrap=True)
    drawn = console.export_svg(title="lacduong-kpi", unique_id=f"lacduong-{name}")
    (FOLDER / f"{name}.svg").write_text(_FONT.sub("", drawn), encoding="utf-8")


def main() -> None:
    plan = load_plan()
    roster = load_roster(["samples/2024"])
    view = View(width=WIDTH, limit=2)
    whole = assess(roster, plan)
    one = assess(roster, plan, targets=("B3",))
    faulty = assess(load_roster(["samples/faulty"]), plan)
    village = assess(load_roster(["samples/members-only"]), plan)
    draw("check", "lacduong-kpi check samples/2024", table.screen(whole, view))
    draw("explain", "lacduong-kpi explain B3 samples/2024 --limit 2", explain.screen(one, view), 42)
    draw("validate", "lacduong-kpi validate samples/faulty", findings.screen(faulty, view), 40)
    draw("columns", "lacduong-kpi columns samples/members-only", columns.screen(village, view))


if __name__ == "__main__":
    main()
