"""Lists of bare names beside the list itself: of the committee, of fees, of who signed.

They are about people whom another list of the same workbook tells in full; alone they are the list.
So are lists of who came and went, or was admitted or honoured, and pages with more columns of the
list itself, where all who stand there also stand in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lacduong_kpi.tables.model import How, Presence, SheetReading, Table
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import keys

_SAY_LITTLE = frozenset({"full_name", "position", "note", "branch", "grassroots", "occupation", ""})
"""fields that a list of bare names may tell"""
_BY_CHANCE = 3
"""people from whom on it is no chance that another list has all their names"""
_MOVES = frozenset({"status", "left_on", "transferred_in_on"})
_IDENTITY = frozenset({"date_of_birth", "card_number", "personal_id"})
_ADMISSION = frozenset({"admitted_on", "official_on"})


def with_rolls_aside(readings: Sequence[SheetReading]) -> list[SheetReading]:
    """The readings, with lists of bare names taken as telling about the people of another list,
    where one of the workbook tells when they were admitted."""
    tables = [table for each in readings for table in each.tables if table.kind is Kind.MEMBER]
    full = [table for table in tables if _is_full(table)]
    if len(tables) < 2 or not full:
        return list(readings)
    listed = _Names(full)
    identified = _Names([table for table in full if not _IDENTITY.isdisjoint(_told(table))])
    return [
        replace(each, tables=tuple(_aside(table, listed, identified) for table in each.tables))
        for each in readings
    ]


def _is_full(table: Table) -> bool:
    listed = table.presence is Presence.LISTED and len(table.rows) > 0
    return listed and not _ADMISSION.isdisjoint(_told(table))


def _aside(table: Table, listed: _Names, identified: _Names) -> Table:
    if table.kind is not Kind.MEMBER:
        return table
    told = _told(table)
    moves = not told.isdisjoint(_MOVES) and told.isdisjoint(_ADMISSION)
    again = told.isdisjoint(_ADMISSION) and len(table.rows) >= _BY_CHANCE
    if told <= _SAY_LITTLE or ((moves or again) and listed.hold_all_of(table)):
        return replace(table, presence=Presence.ABOUT)
    others = identified if told.isdisjoint(_IDENTITY) else listed
    if others.are_completed_by(table) and others.hold_all_of(table):
        return replace(table, presence=Presence.ABOUT)
    return table


class _Names:
    """The names of some lists; compared only if they are asked for."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables
        self._known: set[str] | None = None

    def are_completed_by(self, table: Table) -> bool:
        """Whether nothing but names tells who in these lists the people of another table are."""
        told = _told(table) & _IDENTITY
        if not told:
            return bool(self._tables)
        known = (_told(each) for each in self._tables)
        return not _is_full(table) and all(map(told.isdisjoint, known))

    def hold_all_of(self, table: Table) -> bool:
        if self._known is None:
            self._known = {name for each in self._tables for name in _names(each)}
        return len(table.rows) > 0 and self._known.issuperset(_names(table))


def _names(table: Table) -> set[str]:
    """The compared forms of the names of a table's records."""
    parts = [
        source
        for claim in table.claims
        if claim.fields == ("full_name",) and claim.how in (How.PLAIN, How.JOINED)
        for source in claim.sources
    ]
    written = {
        " ".join(str(table.sheet.value(row + each.offset, each.column) or "") for each in parts)
        for row in table.rows
    }
    return set(keys(sorted(written)))


def _told(table: Table) -> frozenset[str]:
    return frozenset(field for claim in table.claims for field in claim.fields)
