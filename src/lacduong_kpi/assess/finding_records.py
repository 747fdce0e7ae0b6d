"""Finds one record by what a person can copy from a list: a number or a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacduong_kpi.column import Unknown
from lacduong_kpi.errors import UsageError, problem
from lacduong_kpi.records.model import Records, RecordSource, Roster
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.text import key

_CELL = re.compile(r"(?:(?P<sheet>.+?)\s*[!,]\s*)?\$?(?P<column>[A-Za-z]{1,3})\$?(?P<row>\d{1,7})")
_QUOTES = "'\"“”"


def find_record(roster: Roster, kind: Kind, where: str) -> int:
    """The record with this number (card, personal id, code) or in whose row this cell stands.

    Raises UsageError where there is none, or several (the sheet is to be named then).
    """
    records = roster.records(kind)
    if records is None:
        raise UsageError(problem("usage.no_list_of_record", kind=kind.value))
    found = list(_by_number(records, where.strip())) or list(_by_cell(records, where.strip()))
    if len(found) == 1:
        return found[0]
    raise UsageError(problem("usage.several_records" if found else "usage.no_record"))


def _by_number(records: Records, number: str) -> Iterator[int]:
    wanted = key(number)
    names = [name for name, field in FIELDS[records.kind].items() if field.type is FieldType.DIGITS]
    found: set[int] = set()
    for name in names:
        column = records.plain[name]
        codes = {
            code
            for code, value in enumerate(column.values)
            if not isinstance(value, Unknown) and key(str(value)) == wanted
        }
        if codes:
            found.update(record for record, code in enumerate(column.codes) if code in codes)
    yield from sorted(found)


def _by_cell(records: Records, where: str) -> Iterator[int]:
    match = _CELL.fullmatch(where)
    if match is None:
        return
    row, sheet = int(match["row"]), match["sheet"]
    address = f"{match['column'].upper()}{row}"
    inside: list[int] = []
    for record in range(records.size):
        sources = [each for each in records.sources.rows(record) if _is_on(each, sheet)]
        if any(each.row == row for each in sources):
            yield record
        elif any(address in cells for each in sources for cells in each.cells.values()):
            inside.append(record)
    yield from inside


def _is_on(source: RecordSource, written: str | None) -> bool:
    """Whether `Đảng viên`, `'Đảng viên'` or `dang-vien.xlsx, "Đảng viên"` means this sheet."""
    if written is None:
        return True
    *files, last = re.split(r"\s*,\s*", written)
    if key(last.strip(_QUOTES)) != key(source.sheet):
        return False
    return all(source.file.endswith(each.strip(_QUOTES)) for each in files)
