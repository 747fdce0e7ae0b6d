"""Lists of bare names beside the list itself: of the committee, of fees, of who signed.

They are about people whom another list of the same workbook tells in full; alone they are the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lacduong_kpi.tables.model import Presence, SheetReading, Table
from lacduong_kpi.terms import Kind

_SAY_LITTLE = frozenset({"full_name", "position", "note", "branch", "grassroots", "occupation", ""})
"""fields that a list of bare names may tell"""
_ADMISSION = frozenset({"admitted_on", "official_on"})


def with_rolls_aside(readings: Sequence[SheetReading]) -> list[SheetReading]:
    """The readings, with lists of bare names taken as telling about the people of another list,
    where one of the workbook tells when they were admitted."""
    tables = [table for each in readings for table in each.tables if table.kind is Kind.MEMBER]
    if len(tables) < 2 or not any(_is_full(table) for table in tables):
        return list(readings)
    return [replace(each, tables=tuple(map(_aside, each.tables))) for each in readings]


def _is_full(table: Table) -> bool:
    listed = table.presence is Presence.LISTED and len(table.rows) > 0
    return listed and not _ADMISSION.isdisjoint(_told(table))


def _aside(table: Table) -> Table:
    bare = table.kind is Kind.MEMBER and _told(table) <= _SAY_LITTLE
    return replace(table, presence=Presence.ABOUT) if bare else table


def _told(table: Table) -> frozenset[str]:
    return frozenset(field for claim in table.claims for field in claim.fields)
