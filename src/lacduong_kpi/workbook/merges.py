"""Merged areas while a sheet is read: four numbers each, since a hostile file holds millions."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_LARGE = 100_000
"""Cells for which a larger area counts: one may go to the end of the sheet."""

_MOST_MERGES = 200_000
"""Merged areas of a sheet of a package of Excel"""


class Merges:
    """Rows and columns are those of the sheet. Raises RefusedError beyond the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._ends = array("I")
        self._covered = 0

    def add(self, top: int, left: int, bottom: int, right: int) -> None:
        self._ends.extend((top, left, bottom, right))
        self._covered += min((bottom - top + 1) * (right - left + 1), _LARGE)
        if self._covered > 2 * self._limits.area:
            raise damaged()  # they cannot all lie side by side
        if len(self._ends) > 4 * self._limits.cells:
            raise RefusedError("files.too_many_cells", limit=self._limits.cells)

    def __len__(self) -> int:
        return len(self._ends) // 4

    def __iter__(self) -> Iterator[Area]:
        ends = iter(self._ends)
        return map(Area, ends, ends, ends, ends)


def check_merges(count: int) -> None:
    """Raises RefusedError for more merged areas than any list of Excel has."""
    if count >= _MOST_MERGES:
        raise RefusedError("files.too_many_cells", limit=_MOST_MERGES)
