"""Those who miss a target: one by one where names are shown, else alike ones in one line."""

from __future__ import annotations

from lacduong_kpi.assess.model import Gap, TargetResult
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports.finding_groups import Spot
from lacduong_kpi.reports.places import fold
from lacduong_kpi.reports.steps import condition_text
from lacduong_kpi.reports.view import View


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Records of one branch that miss for the same reason, told by cells of one column."""

    name: str | None
    organization: str | None
    branch: str | None
    condition: str
    spot: Spot
    count: int


def gap_groups(view: View, target: TargetResult) -> tuple[GapGroup, ...]:
    """In the order of the gaps. With details a group is one person."""
    groups: dict[tuple[object, ...], list[Gap]] = {}
    for number, gap in enumerate(target.gaps):
        key = (number,) if view.details else _key(gap, condition_text(view, target, gap))
        groups.setdefault(key, []).append(gap)
    return tuple(_group(view, target, gaps) for gaps in groups.values())


def _key(gap: Gap, condition: str) -> tuple[object, ...]:
    place = _place(gap)
    return gap.organization, gap.branch, condition, place.file, place.sheet, place.column


def _group(view: View, target: TargetResult, gaps: list[Gap]) -> GapGroup:
    first = gaps[0]
    places = [_place(gap) for gap in gaps]
    runs = fold(place.cell for place in places if place.cell is not None)
    rows = {place.row for place in places if place.cell is None and place.row is not None}
    place = places[0]
    return GapGroup(
        first.name if view.details else None,
        first.organization,
        first.branch,
        condition_text(view, target, first),
        Spot(place.file, place.sheet, place.column, runs, tuple(sorted(rows))),
        len(gaps),
    )


def _place(gap: Gap) -> Place:
    return gap.cell or gap.place
