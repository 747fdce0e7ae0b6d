"""Days of which only a part may be known: `2019` is the span 2019-01-01..2019-12-31."""

from __future__ import annotations

import calendar
from datetime import date

from lacduong_kpi.lean import dataclass


@dataclass(frozen=True, slots=True, order=True)
class DateSpan:
    """All the days that a written date can mean, both ends included.

    A full date has `first == last`; a month or a year its whole span.
    """

    first: date
    last: date

    @classmethod
    def day(cls, year: int, month: int, day: int) -> DateSpan:
        """Raises ValueError for a day that does not exist."""
        exact = date(year, month, day)
        return cls(exact, exact)

    @classmethod
    def of(cls, exact: date) -> DateSpan:
        return cls(exact, exact)

    @classmethod
    def month(cls, year: int, month: int) -> DateSpan:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> DateSpan:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def is_full(self) -> bool:
        return self.first == self.last

    @property
    def iso(self) -> str:
        """`2019-03-02`, `2019-03` or `2019`, as in JSON."""
        if self.is_full:
            return self.first.isoformat()
        same_month = (self.first.year, self.first.month) == (self.last.year, self.last.month)
        return f"{self.first:%Y-%m}" if same_month else f"{self.first.year:04d}"

    def overlaps(self, other: DateSpan) -> bool:
        """Whether both can mean the same day."""
        return self.first <= other.last and other.first <= self.last
