"""The cells on which an undetermined target hangs, by organization, with neighbours folded."""

from __future__ import annotations

from lacduong_kpi.assess.model import DecidingCell, TargetResult
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports.places import Run, fold


@dataclass(frozen=True, slots=True)
class CellGroup:
    """Unknown cells of one organization, sheet, field and cause. `runs` is empty where a whole
    column or roster is missing; `count` counts the records either way."""

    organization: str | None
    file: str
    sheet: str | None
    field: str
    cause: str
    runs: tuple[Run, ...]
    count: int


def cell_groups(target: TargetResult) -> tuple[CellGroup, ...]:
    """The organization with the most unknown cells first; within it as the cells stand."""
    groups: dict[tuple[str | None, str, str | None, str, str], list[DecidingCell]] = {}
    for cell in target.deciding.cells if target.deciding else ():
        key = (cell.organization, cell.file, cell.sheet, cell.field, cell.cause)
        groups.setdefault(key, []).append(cell)
    weights: dict[str | None, int] = {}
    for key, cells in groups.items():
        weights[key[0]] = weights.get(key[0], 0) + len(cells)
    return tuple(
        CellGroup(*key, fold(cell.cell for cell in cells if cell.cell is not None), len(cells))
        for key, cells in sorted(groups.items(), key=lambda each: -weights[each[0][0]])
    )
