"""Which days a target's period and its windows span, for a scored year and an as-of date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import assert_never

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.model import (
    Goal,
    Milestone,
    Moment,
    MonthDay,
    PeriodKind,
    Target,
    Term,
    Window,
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The scored year and the day up to which events are known."""

    year: int
    as_of: date

    @property
    def state_date(self) -> date:
        """The day whose end "present" and "existing" mean: the as-of date, but not after the
        scored year."""
        return min(self.as_of, date(self.year, 12, 31))

    def day(self, moment: Moment | MonthDay) -> date | None:
        """The day of a moment; None for EVER. 29 February falls on the 28th in common years."""
        match moment:
            case Moment.PERIOD_END:
                return self.state_date
            case Moment.PREVIOUS_YEAR_END:
                return date(self.year - 1, 12, 31)
            case Moment.EVER:
                return None
            case MonthDay():
                return day_of_year(self.year, moment)
            case _:
                assert_never(moment)


def day_of_year(year: int, day: MonthDay) -> date:
    """29 February falls on the 28th in common years."""
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return date(year, day.month, day.day - 1)


@dataclass(frozen=True, slots=True)
class Due:
    """A target's period as it stands for one calendar. `first` is None for CONTINUOUS and
    MILESTONE, `last` for CONTINUOUS. `label` is the id of the term."""

    kind: PeriodKind
    first: date | None
    last: date | None
    goal: Goal
    label: str | None = None

    def runs(self, as_of: date) -> bool:
        """Whether the period still runs: what is missing can still come."""
        return self.last is not None and as_of < self.last

    def years(self, calendar: Calendar) -> range:
        """The calendar years of the period up to the scored one, for means."""
        first = self.first.year if self.first else calendar.year
        return range(min(first, calendar.year), calendar.year + 1)


def term_of(terms: Sequence[Term], calendar: Calendar) -> Term | None:
    """The term in which the state date lies."""
    day = calendar.state_date
    return next((term for term in terms if term.first <= day <= term.last), None)


def milestone_of(milestones: Sequence[Milestone], calendar: Calendar) -> Milestone:
    """The next milestone to reach; the last one once all are past."""
    day = calendar.state_date
    return next((each for each in milestones if each.by >= day), milestones[-1])


def due(target: Target, calendar: Calendar) -> Due | None:
    """The target's period. None: it goes by terms, and the state date lies in none."""
    schedule = target.schedule
    match schedule.kind:
        case PeriodKind.CONTINUOUS:
            return Due(schedule.kind, None, None, target.goal)
        case PeriodKind.YEAR:
            first, last = date(calendar.year, 1, 1), date(calendar.year, 12, 31)
            return Due(schedule.kind, first, last, target.goal)
        case PeriodKind.TERM:
            term = term_of(schedule.terms, calendar)
            if term is None:
                return None
            return Due(schedule.kind, term.first, term.last, target.goal, term.id)
        case PeriodKind.MILESTONE:
            milestone = milestone_of(schedule.milestones, calendar)
            return Due(schedule.kind, None, milestone.by, milestone.goal)
        case _:
            assert_never(schedule.kind)


def span(
    window: Window, period: Due | None, terms: Sequence[Term], calendar: Calendar
) -> tuple[date, date] | None:
    """First and last day that `within: window` means, both included; None where there is no such
    term. `terms` are the plan's, for `within: term` in a target that goes by another period."""
    match window:
        case Window.YEAR:
            return date(calendar.year, 1, 1), calendar.state_date
        case Window.PREVIOUS_YEAR:
            return date(calendar.year - 1, 1, 1), date(calendar.year - 1, 12, 31)
        case Window.TERM:
            own = period is not None and period.kind is PeriodKind.TERM
            return _own_term(period, calendar) if own else _term(terms, calendar)
        case Window.PERIOD:
            return _period(period, calendar)
        case _:
            assert_never(window)


def _own_term(period: Due | None, calendar: Calendar) -> tuple[date, date] | None:
    if period is None or period.first is None or period.last is None:
        return None
    return period.first, min(calendar.as_of, period.last)


def _term(terms: Sequence[Term], calendar: Calendar) -> tuple[date, date] | None:
    term = term_of(terms, calendar)
    return None if term is None else (term.first, min(calendar.as_of, term.last))


def _period(period: Due | None, calendar: Calendar) -> tuple[date, date] | None:
    if period is None:
        return None
    if period.kind is PeriodKind.TERM:
        return _own_term(period, calendar)
    return period.first or date.min, calendar.state_date
