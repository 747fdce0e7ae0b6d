"""The roster: typed columns of members, organizations and residential units with addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol

from lacduong_kpi.column import Column, Unknown, constant
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.model import SheetReading
from lacduong_kpi.terms import Kind
from lacduong_kpi.workbook.model import Unusable

FieldValue = str | StrEnum | bool | int | DateSpan | Unknown
"""A typed value: text, enum member, flag, count, date, or why it is unknown."""


@dataclass(frozen=True, slots=True)
class RecordSource:
    """One row from which a record comes, with the cells of its fields."""

    file: str
    sheet: str
    row: int
    cells: Mapping[str, tuple[str, ...]]
    """field (year-bound: `rating@2024`) -> addresses on that sheet"""


class Sources(Protocol):
    """Where records come from. Addresses are worked out when asked for, not stored per cell."""

    def place(self, record: int) -> Place:
        """The row that is the record's own (the list, not a sheet about it)."""

    def cells(self, record: int, field: str, year: int | None = None) -> tuple[Place, ...]:
        """The cells from which the value comes, or would come if it were filled in; empty where
        no column tells the field."""

    def rows(self, record: int) -> tuple[RecordSource, ...]:
        """All rows of the record, its own first."""


@dataclass(frozen=True, slots=True)
class Records:
    """All records of one kind: a column per field, all of length `size`.

    Every field of `terms.FIELDS[kind]` has a column; one that no table tells is constant
    `Unknown.NO_COLUMN`. Year-bound fields stand in `yearly[field][year]`, the others in `plain`.
    """

    kind: Kind
    size: int
    plain: Mapping[str, Column[FieldValue]]
    yearly: Mapping[str, Mapping[int, Column[FieldValue]]]
    sources: Sources

    def column(self, field: str, year: int) -> Column[FieldValue]:
        """The column of a field; a year-bound field as of `year`. KeyError: no such field."""
        if field in self.plain:
            return self.plain[field]
        by_year = self.yearly[field]
        return by_year[year] if year in by_year else constant(Unknown.NO_COLUMN, self.size)


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read, and the sheets in it."""

    path: str
    sha256: str
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class References:
    """Records that other records name, as indexes into the other kind; -1 where none is found.

    `member_branch`, `member_grassroots`, `unit_branch`, `organization_parent`: one int per
    record, index of an organization.
    """

    member_branch: Sequence[int]
    member_grassroots: Sequence[int]
    unit_branch: Sequence[int]
    organization_parent: Sequence[int]


@dataclass(frozen=True, slots=True)
class Roster:
    """What was read. A kind is None where no table of it was recognised (missing data), and has
    `size` 0 where a recognised table has no row."""

    members: Records | None
    organizations: Records | None
    residential_units: Records | None
    references: References
    year: int
    year_place: Place | None
    """None: it was given by --year"""
    as_of: date
    as_of_place: Place | None
    as_of_given: bool
    inputs: tuple[Input, ...]
    unusable: tuple[Unusable, ...]
    findings: tuple[Finding, ...]
    readings: tuple[SheetReading, ...]
    leavers_known: bool
    """True if the rosters show anybody gone at all (B4's denominator is exact, not estimated)"""
    earlier: tuple[Roster, ...] = ()
    """what the same files tell of earlier years of which they hold lists, oldest first"""

    def records(self, kind: Kind) -> Records | None:
        return {
            Kind.MEMBER: self.members,
            Kind.ORGANIZATION: self.organizations,
            Kind.RESIDENTIAL_UNIT: self.residential_units,
        }[kind]
