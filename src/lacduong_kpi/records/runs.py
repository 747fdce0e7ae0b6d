"""Cells side by side told as one range: a fault that stands in 10 000 cells of a column is one
finding, not 10 000."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lacduong_kpi.findings import address
from lacduong_kpi.lean import dataclass

MOST_RUNS = 2000
"""Of one fault in one column at most so many ranges are told; beyond that the nearest ranges are
joined, so a range may then hold cells without the fault. `params` then count the faulty cells."""


@dataclass(frozen=True, slots=True)
class Run:
    """`count` faulty cells among the sheet rows `first` to `last`."""

    first: int
    last: int
    count: int


def runs(rows: Iterable[int]) -> list[Run]:
    """Sorted row numbers as ranges of neighbours."""
    found: list[Run] = []
    for row in rows:
        if found and row == found[-1].last + 1:
            found[-1] = Run(found[-1].first, row, found[-1].count + 1)
        else:
            found.append(Run(row, row, 1))
    return found if len(found) <= MOST_RUNS else _joined(found)


def _joined(found: Sequence[Run]) -> list[Run]:
    """The runs across the narrowest gaps joined until there are few enough."""
    gaps = sorted(range(1, len(found)), key=lambda at: found[at].first - found[at - 1].last)
    closed = set(gaps[: len(found) - MOST_RUNS])
    joined = [found[0]]
    for at in range(1, len(found)):
        run = found[at]
        if at in closed:
            last = joined[-1]
            joined[-1] = Run(last.first, run.last, last.count + run.count)
        else:
            joined.append(run)
    return joined


def range_of(run: Run, column: int) -> str:
    """`F412:F418`, or `F412` for a single cell."""
    first = address(run.first, column)
    return first if run.first == run.last else f"{first}:{address(run.last, column)}"
