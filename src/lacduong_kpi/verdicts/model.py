"""What is said of a target: the verdict, its numbers and what they are worth.

Arithmetic is exact: counts are ints, goals Decimals; percentages are decimal strings made last.
"""

from __future__ import annotations

from enum import StrEnum

from lacduong_kpi.lean import dataclass


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"


WORST_FIRST = (
    Verdict.NOT_MET,
    Verdict.UNDETERMINED,
    Verdict.NOT_DUE,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
"""the order of organizations in lists and of verdicts in tallies"""


class Reason(StrEnum):
    """Why a target could not be decided at all."""

    NO_ROSTER = "no_roster"
    NO_COLUMN = "no_column"
    NO_TERM = "no_term"


@dataclass(frozen=True, slots=True)
class Rate:
    """`numerator`/`denominator`; `percent` has at least two decimals, and as many more as it
    takes to stand on the goal's side. None: a count has no denominator and no percent."""

    numerator: int
    denominator: int | None
    percent: str | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Smallest and largest value over all completions of the unknown cells."""

    low: Rate | None
    high: Rate | None


@dataclass(frozen=True, slots=True)
class Needed:
    """How many more records must turn (`existing`) or be added (`new`) to reach the goal."""

    existing: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Excluded:
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class Score:
    """The numbers and the verdict of one measure over one set of records.

    `numerator`, `denominator`, `excluded` count what is so in every completion; `unknown` counts
    records with more than one possible outcome; `bounds` hold over all completions.
    """

    verdict: Verdict
    reason: Reason | None
    exceeded: bool
    estimated: bool
    numerator: int | None
    denominator: int | None
    excluded: tuple[Excluded, ...]
    unknown: int | None
    rate: Rate | None
    bounds: Bounds
    needed: Needed
    slack: int | None
