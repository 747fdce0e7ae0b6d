"""Numbers, percentages and dates as they are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.reports import numbers
from lacduong_kpi.verdicts.model import Rate
from lacduong_kpi.wording import Language

VI, EN = Language.VI, Language.EN


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [(0, "0", "0"), (999, "999", "999"), (1154, "1.154", "1,154"), (-1154, "-1.154", "-1,154")],
)
def test_integer__grouped_by_the_language(number: int, vietnamese: str, english: str) -> None:
    assert numbers.integer(VI, number) == vietnamese
    assert numbers.integer(EN, number) == english


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Rate(958, 1057, "90.63"), "90,63\u00a0%"),
        (Rate(92, 92, "100.00"), "100\u00a0%"),
        (Rate(0, 92, "0.00"), "0\u00a0%"),
        (Rate(2249, 2499, "89.996"), "89,996\u00a0%"),
        (Rate(10, 4, "250.00"), "250,00\u00a0%"),
        (Rate(3, None, None), ""),
    ],
    ids=["two_decimals", "all", "none", "more_digits_near_the_goal", "ratio_over_one", "count"],
)
def test_percent__as_the_rate_says(rate: Rate, text: str) -> None:
    assert numbers.percent(VI, rate) == text


def test_percent__just_short_of_all__never_reads_as_all() -> None:
    assert numbers.percent(VI, Rate(99_999, 100_000, "100.00")) == "99,999\u00a0%"
    assert numbers.percent(EN, Rate(1, 100_000_000, "0.00")) == "0.000001\u00a0%"


@given(denominator=st.integers(1, 10**9), data=st.data())
def test_share__lies_within_half_a_hundredth(denominator: int, data: st.DataObject) -> None:
    numerator = data.draw(st.integers(0, denominator))
    rate = numbers.share(numerator, denominator)
    assert rate.percent is not None
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    assert abs(Decimal(rate.percent) - exact) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("number", "text"), [("90", "90"), ("90.0", "90"), ("2.50", "2,5"), ("1200", "1.200")]
)
def test_plain_decimal__without_idle_zeros(number: str, text: str) -> None:
    assert numbers.plain_decimal(VI, number) == text


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (DateSpan.day(2019, 2, 3), "03/02/2019"),
        (DateSpan.month(2019, 3), "tháng 3/2019"),
        (DateSpan.year(2019), "năm 2019"),
    ],
)
def test_span__full_and_partial_dates(span: DateSpan, text: str) -> None:
    assert numbers.span(VI, span) == text


def test_day__always_two_digits() -> None:
    assert numbers.day(date(2025, 6, 30)) == "30/06/2025"
