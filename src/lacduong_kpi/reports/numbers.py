"""How numbers, percentages and dates are written, once for every renderer.

Vietnamese: `1.154`, `91,24 %`, `31/12/2024`. English: `1,154`, `91.24 %`, `31/12/2024`.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.verdicts.model import Rate
from lacduong_kpi.wording import Language, say

NO_BREAK = "\N{NO-BREAK SPACE}"
"""stands between a number and its per cent sign, so that no line ends between them"""

PERCENT = NO_BREAK + "%"


def integer(language: Language, number: int) -> str:
    """`1.154` in Vietnamese, `1,154` in English."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if language is Language.VI else grouped


def decimal(language: Language, number: str) -> str:
    """A decimal string with the language's mark: `91.24` is `91,24` in Vietnamese."""
    sign = "-" if number.startswith("-") else ""
    whole, point, fraction = number.lstrip("-").partition(".")
    mark = "," if language is Language.VI else "."
    return sign + integer(language, int(whole)) + (mark + fraction if point else "")


def plain_decimal(language: Language, number: str) -> str:
    """A number of the plan without idle zeros: `90.0` is `90`."""
    return decimal(language, f"{Decimal(number).normalize():f}")


def percent(language: Language, rate: Rate) -> str:
    """`90,63 %`; whole only where it is exactly 0 or 100; empty for a rate without percent.

    A rate just short of 100 % (or just above 0 %) is given as many digits as keep it from
    reading as that.
    """
    if rate.percent is None:
        return ""
    return figures(language, rate) + PERCENT


def figures(language: Language, rate: Rate) -> str:
    """The same without the sign, for tables and ranges that write it once."""
    if rate.percent is None:
        return ""
    if rate.numerator == 0:
        return "0"
    if rate.numerator == rate.denominator:
        return "100"
    return decimal(language, _away_from_ends(rate))


def _away_from_ends(rate: Rate) -> str:
    text = rate.percent or ""
    if not rate.denominator or Decimal(text) not in (0, 100):
        return text
    exact = Decimal(rate.numerator) * 100 / Decimal(rate.denominator)
    places = 3
    while (rounded := _rounded(exact, places)) in (0, 100):
        places += 1
    return str(rounded)


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def share(numerator: int, denominator: int) -> Rate:
    """The rate of a sum that a table adds up itself, in two decimals."""
    if denominator == 0:
        return Rate(numerator, denominator, None)
    exact = Decimal(numerator) * 100 / Decimal(denominator)
    return Rate(numerator, denominator, str(_rounded(exact, 2)))


def ratio(language: Language, rate: Rate) -> str:
    """`958/1.057`, or `1` for a count."""
    numerator = integer(language, rate.numerator)
    if rate.denominator is None:
        return numerator
    return f"{numerator}/{integer(language, rate.denominator)}"


def day(exact: date) -> str:
    """`31/12/2024`"""
    return f"{exact.day:02d}/{exact.month:02d}/{exact.year:04d}"


def iso_day(language: Language, year: str, month: str | None, day_: str | None) -> str:
    """The parts of an ISO date in words: `03/02/2019`, `tháng 3/2019`, `năm 2019`."""
    if day_ is not None:
        return f"{day_}/{month}/{year}"
    if month is not None:
        return say(language, "terms.month", month=int(month), year=year)
    return say(language, "terms.year", year=year)


def span(language: Language, value: DateSpan) -> str:
    """`03/02/2019`; partial dates as `tháng 3/2019` and `năm 2019`."""
    year, _, rest = value.iso.partition("-")
    month, _, day_ = rest.partition("-")
    return iso_day(language, year, month or None, day_ or None)
