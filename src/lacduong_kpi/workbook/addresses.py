"""Addresses of cells as workbooks write them: `B2`, `$B$2:D4`."""

from __future__ import annotations

import re
from functools import lru_cache

from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.refusal import damaged

LAST_COLUMN = 16_384
LAST_ROW = 1_048_576

_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


@lru_cache(maxsize=256)
def column_number(letters: str) -> int:
    """The number of a column by its letters: `AA` is 27. Raises RefusedError beyond the sheet."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    if not 0 < number <= LAST_COLUMN:
        raise damaged()
    return number


def area_of(reference: str) -> Area | None:
    """The rectangle of `B2:D4`, or None for what is no reference."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        return None
    left, top = column_number(match[1]), int(match[2])
    right, bottom = column_number(match[3] or match[1]), int(match[4] or match[2])
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
