"""Formulas whose result was never stored, where it is plain to see without a spreadsheet.

Programs that write workbooks leave results to Excel; a name written as `UPPER("Lê Văn A")` or a day
as `DATE(1972,1,11)` is no less certain for that. A closed grammar with a parser of its own: texts
and whole numbers, `&`, a few functions of texts and days, and single cells of the same sheet that
hold plain values. Everything else stays a fault: sums, `VLOOKUP`, `TODAY`, other sheets, formulas
of formulas.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from lacduong_kpi.workbook.model import LONGEST_TEXT, CellFault, Value

UNCACHED = CellFault("uncached")
"""A formula without a result that is no such formula."""

Lookup = Callable[[str], Value]
"""From an address (`B4`) to the stored value of that cell."""

_LONGEST = 500
"""characters of a formula that is looked at"""
_DEEPEST = 16
"""functions and brackets within each other"""
_FIRST_SURE_DAY = dt.date(1900, 3, 1)
_TOKEN = re.compile(
    r'\s*(?:"((?:[^"]|"")*)"|([0-9]{1,15})(?![0-9.])|\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?![\w(!.:])'
    r"|([A-Z]+)\(|([&(),;]))\s*"
)
_DAY_FORMATS = {
    "dd/mm/yyyy": "{0.day:02d}/{0.month:02d}/{0.year:04d}",
    "d/m/yyyy": "{0.day}/{0.month}/{0.year:04d}",
    "dd-mm-yyyy": "{0.day:02d}-{0.month:02d}-{0.year:04d}",
    "dd.mm.yyyy": "{0.day:02d}.{0.month:02d}.{0.year:04d}",
    "mm/yyyy": "{0.month:02d}/{0.year:04d}",
    "yyyy": "{0.year:04d}",
}


class _NotPlainError(Exception):
    """The formula is not in the grammar, or has no plain result."""


def evaluated(formula: str, lookup: Lookup) -> Value:
    """The value of a formula (without its `=`), `UNCACHED` where it is not plain to see."""
    if len(formula) > _LONGEST:
        return UNCACHED
    try:
        return _Formula(formula, lookup).value()
    except _NotPlainError:
        return UNCACHED


class _Formula:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, formula: str, lookup: Lookup) -> None:
        self._tokens = [*_tokens(formula), ("end", "")]
        self._at = 0
        self._depth = 0
        self._lookup = lookup

    def value(self) -> Value:
        found = self._joined()
        self._expect("end", "")
        if found is None:  # Excel makes a 0 of a blank
            raise _NotPlainError
        return found

    def _next(self) -> tuple[str, str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, *token: str) -> None:
        if self._next() != token:
            raise _NotPlainError

    def _joined(self) -> Value:
        """`part & part & …`"""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _NotPlainError
        found = self._part()
        while self._tokens[self._at] == ("sign", "&"):
            self._at += 1
            found = _bounded(_text(found) + _text(self._part()))
        self._depth -= 1
        return found

    def _part(self) -> Value:
        match self._next():
            case "text", text:
                return text.replace('""', '"')
            case "number", digits:
                return int(digits)
            case "cell", address:
                return self._cell(address)
            case "function", name:
                return _called(name, self._arguments())
            case "sign", "(":
                found = self._joined()
                self._expect("sign", ")")
                return found
            case _:
                raise _NotPlainError

    def _cell(self, address: str) -> Value:
        found = self._lookup(address)
        if isinstance(found, CellFault | bool):
            raise _NotPlainError
        return found

    def _arguments(self) -> list[Value]:
        found = [self._joined()]
        while self._tokens[self._at] in (("sign", ","), ("sign", ";")):
            self._at += 1
            found.append(self._joined())
        self._expect("sign", ")")
        return found


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None:
            raise _NotPlainError
        text, digits, column, row, function, sign = match.groups()
        if text is not None:
            yield "text", text
        elif digits is not None:
            yield "number", digits
        elif column is not None:
            yield "cell", f"{column}{row}"
        else:
            yield ("function", function) if function else ("sign", sign)
        at = match.end()


def _called(function: str, given: list[Value]) -> Value:
    match function, given:
        case "UPPER", [value]:
            return _text(value).upper()
        case "LOWER", [value]:
            return _text(value).lower()
        case "PROPER", [value]:
            return _text(value).title()
        case "TRIM", [value]:
            return " ".join(filter(None, _text(value).split(" ")))
        case (("CONCATENATE" | "CONCAT"), values):
            return _bounded("".join(map(_text, values)))
        case "DATE", [int(year), int(month), int(day)]:
            return _day(year, month, day)
        case "TEXT", [value, str(form)]:
            return _formatted(value, form.lower())
        case _:
            raise _NotPlainError


def _text(value: Value) -> str:
    """A value as `&` joins it. Days would be joined as bare numbers: nobody means that."""
    if value is None:
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise _NotPlainError


def _bounded(text: str) -> str:
    """Excel shows an error in the place of a text that no cell can hold."""
    if len(text) > LONGEST_TEXT:
        raise _NotPlainError
    return text


def _day(year: int, month: int, day: int) -> Value:
    """A day of the calendar; what Excel would carry over into another month is not plain."""
    try:
        found = dt.date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise _NotPlainError from error
    if found < _FIRST_SURE_DAY:
        raise _NotPlainError
    return found


def _formatted(value: Value, form: str) -> Value:
    if isinstance(value, dt.date) and form in _DAY_FORMATS:
        return _DAY_FORMATS[form].format(value)
    if isinstance(value, int) and not isinstance(value, bool) and re.fullmatch("0{1,15}", form):
        return str(value).zfill(len(form))
    raise _NotPlainError
