"""Which days periods and windows span."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lacduong_kpi.plan.calendar import Calendar, Due, day_of_year, due, span, term_of
from lacduong_kpi.plan.model import (
    TRUE,
    Goal,
    GoalKind,
    GoalUnit,
    Measure,
    MeasureKind,
    Milestone,
    Moment,
    MonthDay,
    PeriodKind,
    Population,
    Schedule,
    Target,
    Term,
    Window,
)
from lacduong_kpi.terms import Kind

HALF, ALL = (Goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, Decimal(number)) for number in ("50", "100"))
TERMS = (
    Term("2020-2025", date(2020, 7, 1), date(2025, 6, 30)),
    Term("2025-2030", date(2025, 7, 1), date(2030, 6, 30)),
)
YEAR_END = Calendar(2024, date(2024, 12, 31))


def target(schedule: Schedule, goal: Goal = ALL) -> Target:
    measure = Measure(MeasureKind.COUNT, Population(Kind.MEMBER, Moment.EVER), TRUE)
    return Target("T", "", "", "", "", "", "member", schedule, goal, measure)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2024, 6, 30), date(2024, 6, 30)),
        (date(2024, 12, 31), date(2024, 12, 31)),
        (date(2025, 3, 1), date(2024, 12, 31)),
    ],
)
def test_state_date__is_the_earlier_of_as_of_and_the_end_of_the_year(
    as_of: date, state: date
) -> None:
    assert Calendar(2024, as_of).state_date == state


def test_moments__have_their_days() -> None:
    calendar = Calendar(2024, date(2024, 9, 2))
    assert calendar.day(Moment.PERIOD_END) == date(2024, 9, 2)
    assert calendar.day(Moment.PREVIOUS_YEAR_END) == date(2023, 12, 31)
    assert calendar.day(Moment.EVER) is None
    assert calendar.day(MonthDay(6, 30)) == date(2024, 6, 30)


def test_29_february__in_a_common_year__is_the_28th() -> None:
    assert day_of_year(2023, MonthDay(2, 29)) == date(2023, 2, 28)
    assert day_of_year(2024, MonthDay(2, 29)) == date(2024, 2, 29)


def test_year__runs_until_its_last_day() -> None:
    period = due(target(Schedule(PeriodKind.YEAR)), YEAR_END)
    assert period == Due(PeriodKind.YEAR, date(2024, 1, 1), date(2024, 12, 31), ALL)
    assert period.runs(date(2024, 12, 30))
    assert not period.runs(date(2024, 12, 31))


def test_continuous__is_always_due() -> None:
    period = due(target(Schedule(PeriodKind.CONTINUOUS)), YEAR_END)
    assert period is not None
    assert (period.first, period.last, period.runs(date(1990, 1, 1))) == (None, None, False)


@pytest.mark.parametrize(
    ("year", "as_of", "label"),
    [
        (2024, date(2024, 12, 31), "2020-2025"),
        (2024, date(2026, 12, 31), "2020-2025"),
        (2025, date(2025, 6, 30), "2020-2025"),
        (2025, date(2025, 7, 1), "2025-2030"),
        (2019, date(2019, 12, 31), None),
    ],
)
def test_term__is_the_one_in_which_the_state_date_lies(
    year: int, as_of: date, label: str | None
) -> None:
    calendar = Calendar(year, as_of)
    period = due(target(Schedule(PeriodKind.TERM, TERMS)), calendar)
    assert (period.label if period else None) == label
    assert (term_of(TERMS, calendar) is None) == (label is None)


@pytest.mark.parametrize(
    ("year", "by", "goal"),
    [(2024, date(2025, 12, 31), HALF), (2026, date(2030, 12, 31), ALL), (2031, date(2030, 12, 31), ALL)],
)  # fmt: skip
def test_milestones__the_next_one_holds_then_the_last(year: int, by: date, goal: Goal) -> None:
    stones = (Milestone(date(2025, 12, 31), HALF), Milestone(date(2030, 12, 31), ALL))
    schedule = Schedule(PeriodKind.MILESTONE, milestones=stones)
    period = due(target(schedule), Calendar(year, date(year, 12, 31)))
    assert period is not None
    assert (period.last, period.goal) == (by, goal)
    assert period.runs(date(year, 12, 31)) == (year < 2030)


def test_windows__end_with_the_state_date_or_the_term() -> None:
    early = Calendar(2024, date(2024, 3, 1))
    late = Calendar(2024, date(2026, 3, 1))
    term = due(target(Schedule(PeriodKind.TERM, TERMS)), late)
    assert span(Window.YEAR, None, TERMS, early) == (date(2024, 1, 1), date(2024, 3, 1))
    assert span(Window.PREVIOUS_YEAR, None, TERMS, early) == (date(2023, 1, 1), date(2023, 12, 31))
    assert span(Window.TERM, None, TERMS, early) == (date(2020, 7, 1), date(2024, 3, 1))
    assert span(Window.TERM, term, TERMS, late) == (date(2020, 7, 1), date(2025, 6, 30))
    assert span(Window.PERIOD, term, TERMS, late) == (date(2020, 7, 1), date(2025, 6, 30))


def test_windows__without_a_term__are_none() -> None:
    before = Calendar(2019, date(2019, 12, 31))
    assert span(Window.TERM, None, TERMS, before) is None
    assert span(Window.PERIOD, None, TERMS, before) is None


def test_window_period__of_a_milestone__is_everything_up_to_the_state_date() -> None:
    schedule = Schedule(PeriodKind.MILESTONE, milestones=(Milestone(date(2030, 12, 31), ALL),))
    period = due(target(schedule), YEAR_END)
    assert span(Window.PERIOD, period, TERMS, YEAR_END) == (date.min, date(2024, 12, 31))


def test_years__of_a_phase__go_up_to_the_scored_year() -> None:
    phase = Term("2022-2026", date(2022, 1, 1), date(2026, 12, 31))
    period = due(target(Schedule(PeriodKind.TERM, (phase,))), YEAR_END)
    assert period is not None
    assert list(period.years(YEAR_END)) == [2022, 2023, 2024]
