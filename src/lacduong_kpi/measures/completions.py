"""What a cell can turn out to be: the values that its completions take.

A known value is its only completion. What an unknown cell ranges over is decided here, field by
field; a blank date of an event says that the event did not happen.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.translate import FIRST_DAY, LARGEST, LAST_DAY
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import Field, FieldType, ResidenceExemption, Status

Span = tuple[int, int]
"""First and last of a range of days (ordinals) or whole numbers, both included."""

EVENTS = frozenset({"left_on", "transferred_in_on", "dissolved_on"})
"""days of what need not happen"""
_BEGINNINGS = frozenset({"admitted_on", "founded_on"})
_ORDINARY = {"status": Status.ACTIVE, "residence_exemption": ResidenceExemption.NONE}
"""what a record is taken for where no column tells"""
_ABSENT = (Unknown.BLANK, Unknown.NO_COLUMN)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Up to when an unknown day can lie: of a beginning up to the state date, of a leaving up to
    the as-of date."""

    state_date: date
    as_of: date

    def span(self, field: str, value: FieldValue) -> Span | None:
        """The days or numbers that a cell can mean; None: the event did not happen."""
        if isinstance(value, DateSpan):
            return value.first.toordinal(), value.last.toordinal()
        if isinstance(value, int):
            return value, value
        if field in _BEGINNINGS:
            return FIRST_DAY, self.state_date.toordinal()
        if field == "left_on":
            return FIRST_DAY, self.as_of.toordinal()
        if field in EVENTS and value in _ABSENT:
            return None
        return FIRST_DAY, LAST_DAY


ANY_NUMBER: Span = (0, LARGEST)


def choices(field: Field, added: Sequence[str], value: FieldValue) -> tuple[object, ...]:
    """The values that a choice or flag can turn out to be. `added`: the choices of a field that
    the plan adds."""
    if not isinstance(value, Unknown):
        return (value,)
    if value is Unknown.NO_COLUMN and field.name in _ORDINARY:
        return (_ORDINARY[field.name],)
    if field.type is FieldType.FLAG:
        return False, True
    return tuple(field.choices) if field.choices else tuple(added)
