"""Values of options: text as typed to what is meant, or a usage error that says how to write it."""

from __future__ import annotations

import re
from datetime import date

from lacduong_kpi.errors import UsageError, problem

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_VIETNAMESE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2100


def whole_number(option: str, text: str | None, low: int, high: int) -> int | None:
    """A whole number within bounds; None where nothing was given. Raises UsageError."""
    if text is None:
        return None
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        raise UsageError(problem("usage.number", option=option, low=low, high=high))
    if not low <= int(digits) <= high:
        raise UsageError(problem("usage.number", option=option, low=low, high=high))
    return int(digits)


def year(option: str, text: str | None) -> int | None:
    return whole_number(option, text, FIRST_YEAR, LAST_YEAR)


def day(option: str, text: str | None) -> date | None:
    """`2024-12-31` or `31/12/2024`. Raises UsageError."""
    if text is None:
        return None
    iso, vietnamese = _ISO.fullmatch(text.strip()), _VIETNAMESE.fullmatch(text.strip())
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if vietnamese:
            return date(int(vietnamese[3]), int(vietnamese[2]), int(vietnamese[1]))
    except ValueError as error:
        raise UsageError(problem("usage.day", option=option)) from error
    raise UsageError(problem("usage.day", option=option))
