"""What a plan asks of a single cell, once windows and days of the year have become days.

A condition is a tree of such questions. They are asked of distinct values, not of records.
"""

from __future__ import annotations

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.calendar import Calendar, Due
from lacduong_kpi.plan.model import Operator, Related, Value

FieldKey = tuple[str, int | None]
"""A field; a year-bound one with its year."""


@dataclass(frozen=True, slots=True)
class AboutCell:
    """KNOWN, GIVEN or COLUMN: about the cell as it stands, not about what it could be."""

    operator: Operator


@dataclass(frozen=True, slots=True)
class OneOf:
    """A choice or flag is one of these."""

    values: frozenset[Value]


@dataclass(frozen=True, slots=True)
class Named:
    """A text is one of these, compared by `text.key`."""

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holds:
    """A text holds these words, whole ones, compared by `text.bare`."""

    words: str


@dataclass(frozen=True, slots=True)
class Between:
    """A day (as an ordinal) or a whole number lies in this range, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Beside:
    """A day stands so to the day in another field: BEFORE, ON_OR_BEFORE, AFTER, ON_OR_AFTER."""

    other: FieldKey
    operator: Operator


Question = AboutCell | OneOf | Named | Holds | Between | Beside


@dataclass(frozen=True, slots=True)
class Ask:
    """A question put to a field of the record."""

    field: FieldKey
    question: Question


@dataclass(frozen=True, slots=True)
class AskRelated:
    """Whether enough related records fulfil a condition, as of a year and a target's period."""

    related: Related
    calendar: Calendar
    period: Due | None


@dataclass(frozen=True, slots=True)
class Every:
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Some:
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Contrary:
    part: Tree


Tree = Ask | AskRelated | Every | Some | Contrary

NEVER = Some(())
ALWAYS = Every(())
