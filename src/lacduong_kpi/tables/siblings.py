"""Sheets of one workbook that are parts of one list: a sheet for each branch, by its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from lacduong_kpi.findings import Place, finding
from lacduong_kpi.tables.claims import common_context
from lacduong_kpi.tables.lines import line_starts
from lacduong_kpi.tables.model import How, Presence, SheetReading, Table
from lacduong_kpi.terms import Kind
from lacduong_kpi.vocabulary.titles import read_name

LONGEST = 40
"""characters that the name of a branch may have as the name of a sheet"""
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][^\W_]*(?:['’-]?\s?[\w'’&-]+)*")


def with_branches_of_sheets(readings: Sequence[SheetReading]) -> list[SheetReading]:
    """The readings, with the name of the sheet as the branch where several sheets have the same
    columns, names of their own, and nothing else that names the branch."""
    lists = {
        index: table
        for index, reading in enumerate(readings)
        if (table := _only_list(reading)) is not None and _name(reading)
    }
    alike = Counter(_columns(table) for table in lists.values())
    found = list(readings)
    for index, table in lists.items():
        if alike[_columns(table)] > 1 and not _says_whose(table):
            found[index] = _named(readings[index], table)
    return found


def _only_list(reading: SheetReading) -> Table | None:
    """The list of members that is all there is on a sheet."""
    if len(reading.tables) != 1:
        return None
    (table,) = reading.tables
    is_list = table.kind is Kind.MEMBER and table.presence is Presence.LISTED
    return table if is_list and table.rows else None


def _says_whose(table: Table) -> bool:
    """Whether it tells the branch, or is a list of some members of all branches."""
    return any(
        "branch" in claim.fields or (claim.how is How.CONTEXT and _SOME.intersection(claim.fields))
        for claim in table.claims
    )


_SOME = frozenset(("status", "standing"))


def _name(reading: SheetReading) -> str:
    """What of the sheet's name can be a branch's: no year, no words that name lists."""
    rest = read_name(reading.sheet).rest
    if len(rest) > LONGEST or _NAME.fullmatch(rest) is None:
        return ""
    first = rest.split(None, 1)[0].lower().rstrip("0123456789")
    says_else = first in _NO_NAMES or (first in line_starts() and first not in _UNITS)
    return "" if says_else else rest


_UNITS = frozenset(
    ("thôn", "tổ", "tdp", "buôn", "bản", "khu", "ấp", "khóm", "làng", "trường", "trạm")
)
_NO_NAMES = frozenset(
    ("sheet", "trang", "bảng", "tab", "quý", "đợt", "tháng", "kỳ", "nam", "nữ", "lần", "phần")
)
"""first words of sheet names that part a list by something else than branches"""


def _columns(table: Table) -> tuple[str, ...]:
    return tuple(each.header for each in table.columns)


def _named(reading: SheetReading, table: Table) -> SheetReading:
    place = Place(reading.file, reading.sheet)
    claim = common_context("branch", _name(reading), place, len(table.rows))
    return replace(
        reading,
        tables=(replace(table, claims=(*table.claims, claim)),),
        findings=(*reading.findings, finding("S10", place, field="branch")),
    )
