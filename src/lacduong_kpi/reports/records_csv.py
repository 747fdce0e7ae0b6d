"""The CSV of `records`: one table, a row for each record, with the row it stands in.

Always holds personal data. Columns are the field names, so that a script can rely on them.
"""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.records.model import Records, Roster
from lacduong_kpi.records.rows import Shown, names, table
from lacduong_kpi.reports.csv_report import Value, written
from lacduong_kpi.reports.view import View

SOURCE = ("file", "sheet", "row")


def render(roster: Roster, view: View) -> Iterator[str]:
    """All records, members first; a field that a kind does not have is empty."""
    kinds = [
        records
        for records in (roster.members, roster.organizations, roster.residential_units)
        if records is not None
    ]
    columns = list(dict.fromkeys(name for records in kinds for name in names(records)))
    header = ["record", *columns, *SOURCE]
    return written(header, (line for records in kinds for line in _lines(records, columns)))


def _lines(records: Records, columns: list[str]) -> Iterator[list[Value]]:
    own = {name: at for at, name in enumerate(names(records))}
    for index, cells in enumerate(table(records)):
        place = records.sources.place(index)
        values = [_cell(cells[own[name]]) if name in own else None for name in columns]
        yield [records.kind.value, *values, place.file, place.sheet, place.row]


def _cell(value: Shown) -> Value:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value
