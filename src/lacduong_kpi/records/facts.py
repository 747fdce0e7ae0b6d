"""What one file tells, as it travels from the child that read it: typed, compact, with addresses.

Dates travel as whole numbers (`pack`), for a record of a dataclass costs ten times as much to
pickle. Knows nothing of other files: years, doubles and references are decided in `build_roster`.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.model import Presence, SheetReading
from lacduong_kpi.terms import Kind

Packed = str | StrEnum | bool | int | Unknown
"""A typed value on its way; the value of a date field is the whole number of `pack`."""

Spot = tuple[int, int] | Place
"""Where a value stands: sheet column and rows below the record's own row, or a place elsewhere
(section row, title, sheet name)."""

T = TypeVar("T")

_DAY_BITS = 22  # 9999-12-31 is day 3 652 059
_spans: dict[int, DateSpan] = {}


def pack(span: DateSpan) -> int:
    """A date as one whole number: how many days follow the first one, before its ordinal. So a
    full date is its ordinal, and a year goes into 32 bits."""
    first = span.first.toordinal()
    return (span.last.toordinal() - first) << _DAY_BITS | first


def pack_days(days: Sequence[date | None]) -> list[Packed]:
    """`pack` of full dates and of cells without one."""
    try:
        return list(map(date.toordinal, cast(Sequence[date], days)))
    except TypeError:
        return [Unknown.BLANK if day is None else day.toordinal() for day in days]


def unpack(number: int) -> DateSpan:
    """The date of `pack`; the same object for the same number."""
    span = _spans.get(number)
    if span is None:
        more, ordinal = number >> _DAY_BITS, number & ((1 << _DAY_BITS) - 1)
        first = date.fromordinal(ordinal)
        last = date.fromordinal(ordinal + more) if more else first
        span = _spans[number] = DateSpan(first, last)
    return span


def unpack_all(values: Sequence[Packed]) -> list[Packed | DateSpan]:
    """`unpack` of all whole numbers among some values; those that are full dates at once."""
    numbers = [value for value in values if type(value) is int]
    if not numbers or max(numbers) >> _DAY_BITS:
        return [unpack(value) if type(value) is int else value for value in values]
    days = list(map(date.fromordinal, numbers))
    spans = map(DateSpan, days, days)
    if len(numbers) == len(values):
        return list(spans)
    return [next(spans) if type(value) is int else value for value in values]


_FEW = 32
_SEPARATOR = "\0"


def joined(values: Sequence[T]) -> str | Sequence[T]:
    """Texts as one, for they travel twice as fast so; other values, and a few, as they are."""
    if len(values) < _FEW or set(map(type, values)) != {str}:
        return values
    together = _SEPARATOR.join(cast(Sequence[str], values))
    return together if together.count(_SEPARATOR) == len(values) - 1 else values


def parted(values: str | Sequence[T]) -> Sequence[T]:
    """What was `joined`."""
    if not isinstance(values, str):
        return values
    return cast(Sequence[T], tuple(values.split(_SEPARATOR)))


@dataclass(frozen=True, slots=True)
class Told:
    """One field as one table tells it: `values[codes[i]]` for record `i`, each value once.

    `spots[spot_codes[i]]` are the cells from which the value comes, or would come if they were
    filled in; without `spot_codes` all records have `spots[0]`. A year-bound field with `year`
    None belongs to the year of the table, or else to the year that is scored.
    """

    field: str
    year: int | None
    values: tuple[Packed, ...]
    codes: array[int]
    spots: tuple[tuple[Spot, ...], ...] = ((),)
    spot_codes: array[int] | None = None

    def __reduce__(self) -> tuple[object, ...]:
        told = (self.field, self.year, joined(self.values), self.codes, self.spots, self.spot_codes)
        return _told, told

    def where(self, record: int) -> tuple[Spot, ...]:
        return self.spots[self.spot_codes[record] if self.spot_codes is not None else 0]


def _told(
    field: str,
    year: int | None,
    values: str | tuple[Packed, ...],
    codes: array[int],
    spots: tuple[tuple[Spot, ...], ...],
    spot_codes: array[int] | None,
) -> Told:
    return Told(field, year, tuple(parted(values)), codes, spots, spot_codes)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """The records of one table. `rows[i]` is the sheet row in which record `i` begins."""

    file: str
    sheet: str
    kind: Kind
    presence: Presence
    rows: array[int]
    told: tuple[Told, ...]
    year: int | None = None
    year_place: Place | None = None
    years_of_columns: frozenset[int] = frozenset()
    """the years that its columns name, where the columns alone give the table its year"""
    as_of: date | None = None
    as_of_place: Place | None = None
    declared_total: int | None = None
    declared_total_place: Place | None = None
    ordinary: frozenset[str] = frozenset()
    """of status and residence_exemption those whose blanks mean the ordinary value here, because
    the column is missing, wholly blank, or never says its ordinary word"""
    name_column: int | None = None
    """the sheet column in which a record's name begins"""
    headers: Mapping[int, str] = field(default_factory=dict)
    """sheet column -> its header as written"""
    inferred: frozenset[str] = frozenset()
    """fields that no cell tells; what a list tells of them goes before"""
    blanks: Mapping[int, str] = field(default_factory=dict)
    """sheet column -> what its blanks mean (`vocabulary.Blanks`), for flags and status"""


@dataclass(frozen=True, slots=True)
class Extract:
    """All that one workbook tells. `readings` hold no cell values any more."""

    path: str
    sha256: str
    sheets: tuple[str, ...]
    tables: tuple[TableFacts, ...]
    readings: tuple[SheetReading, ...]
    findings: tuple[Finding, ...]
