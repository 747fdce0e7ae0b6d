"""Whole numbers in cells: as Vietnamese writes them (`1.154`), and as spreadsheets hold them."""

from __future__ import annotations

import re

_COUNT = re.compile(r"\+?(\d+|\d{1,3}(?:[. ,]\d{3})+)")


def whole(number: float) -> int | None:
    """The whole number that a number is; None for 2.5, NaN and infinity."""
    if isinstance(number, int):
        return number
    return int(number) if number.is_integer() else None


def parse_count(text: str) -> int | None:
    """The whole number, zero or more, that the text is: `25`, `1.154`, `1 154`; else None."""
    found = _COUNT.fullmatch(text.strip())
    return int(re.sub(r"\D", "", found[1])) if found and len(found[1]) <= 15 else None
