"""Stars behind names, and the line below a table that says what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lacduong_kpi.findings import Place
from lacduong_kpi.tables.body import Body
from lacduong_kpi.tables.claims import context
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.lines import facts_of
from lacduong_kpi.tables.model import Claim, Skipped
from lacduong_kpi.tables.rows import Frame
from lacduong_kpi.terms import Kind

_LEGEND = re.compile(
    r"(?:(?:ghi chú|chú thích|lưu ý)\s*[:.]?\s*)?[-–+]?\s*\(?(\*{1,3})\)?\s*[:.]?\s*([^*\s].*)",
    re.IGNORECASE,
)
_STARS = re.compile(r"(\*{1,3})\)?$")
_TOLD = frozenset({"status", "standing"})


def footnoted(grid: Grid, frame: Frame, body: Body, rows: Sequence[int]) -> Iterator[Claim]:
    """What the stars behind the names of records tell: `(*) Đảng viên miễn sinh hoạt`."""
    if frame.kind is not Kind.MEMBER:
        return
    legend = dict(_legend(grid, frame, body))
    for field in sorted({field for facts in legend.values() for field, _, _ in facts}):
        said = {
            stars: (value, place)
            for stars, facts in legend.items()
            for told, value, place in facts
            if told == field
        }
        yield context(field, [said.get(_stars(grid, frame, row)) for row in rows])


def _legend(
    grid: Grid, frame: Frame, body: Body
) -> Iterator[tuple[str, tuple[tuple[str, str, Place], ...]]]:
    """Stars -> what they tell, and where that is said."""
    rows = [row for why in (Skipped.NOTE, Skipped.SECTION) for row in body.skipped.get(why, [])]
    for row in rows:
        for column in grid.filled(row, frame.left, frame.right):
            found = _LEGEND.fullmatch(grid.text(row, column))
            facts = facts_of(found[2].rstrip(" .;")) if found else ()
            told = [(name, value) for name, value in facts if name in _TOLD]
            if found and told:
                place = grid.place(row, column)
                yield found[1], tuple((name, value, place) for name, value in told)


def _stars(grid: Grid, frame: Frame, row: int) -> str:
    """The stars behind a record's name."""
    texts = [grid.text(row, column) for column in frame.names]
    found = _STARS.search(next((text for text in reversed(texts) if text), ""))
    return found[1] if found else ""
