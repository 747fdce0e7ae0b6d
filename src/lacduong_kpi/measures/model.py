"""What `measures` hands to `verdicts`: how many records have which outcomes.

An outcome of a record is how much of the denominator and of the numerator it is; a record whose
cells leave something open has several. Knows neither goals nor formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from lacduong_kpi.lean import dataclass

Outcome = tuple[int, int]
"""(in the denominator, in the numerator): 0 or 1 each; a mean adds up its years, a difference can
take away from the numerator."""

Outcomes = frozenset[Outcome]
"""The outcomes of one record over the joint completions of its unknown cells."""


class Shape(StrEnum):
    """What is compared with the goal.

    PROPORTION and RATIO: numerator over denominator, which can be empty. COUNT: the numerator
    alone; it never lacks a denominator.
    """

    PROPORTION = "proportion"
    RATIO = "ratio"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Tally:
    """Records counted by their outcomes; no count is 0.

    `excluded`: records that are excluded in every completion, by reason, in the plan's order.
    `fixed`: of a ratio a denominator that stands in the plan itself; of a count the number of
    years over which the mean is taken (1 where it is none).
    """

    shape: Shape
    records: Mapping[Outcomes, int]
    excluded: tuple[tuple[str, int], ...] = ()
    fixed: int = 0

    @property
    def years(self) -> int:
        """Over how many years a count is averaged."""
        return max(self.fixed, 1) if self.shape is Shape.COUNT else 1
