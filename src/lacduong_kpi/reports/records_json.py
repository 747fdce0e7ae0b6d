"""The JSON of `records`: every record with its fields and the cells they come from.

Always holds personal data. The same bytes for the same input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lacduong_kpi.records.model import Records, RecordSource, Roster
from lacduong_kpi.records.rows import Row, fields, rows
from lacduong_kpi.reports.json_report import finding_of, pieces
from lacduong_kpi.reports.json_shape import SCHEMA_VERSION
from lacduong_kpi.reports.view import View


def render(roster: Roster, view: View) -> Iterator[str]:
    """The roster as JSON, bit by bit; `view.limit` cuts nothing here."""
    return pieces(
        {
            "schema_version": SCHEMA_VERSION,
            "year": roster.year,
            "as_of": roster.as_of.isoformat(),
            "members": _records(roster.members),
            "organizations": _records(roster.organizations),
            "residential_units": _records(roster.residential_units),
            "findings": (finding_of(view.language, each) for each in roster.findings),
        }
    )


def _records(records: Records | None) -> Iterator[dict[str, object]]:
    if records is None:
        return
    names = fields(records)
    for row in rows(records):
        yield _record(names, row)


def _record(names: Sequence[str], row: Row) -> dict[str, object]:
    """Unknown values are None, year-bound fields are objects by year."""
    record: dict[str, object] = {
        name: row.plain[name] if name in row.plain else _by_year(row.yearly.get(name, {}))
        for name in names
    }
    own, *others = row.sources
    record["source"] = _source(names, own)
    if others:
        record["other_sources"] = [_source(names, other) for other in others]
    return record


def _by_year(values: Mapping[int, object]) -> dict[str, object]:
    return {str(year): value for year, value in sorted(values.items())}


def _source(names: Sequence[str], source: RecordSource) -> dict[str, object]:
    """`cells` by the names of the record's fields: one address, or a list where a value comes from
    several; of a year-bound field those of all its years, the earliest first."""
    found: dict[str, list[str]] = {}
    for key in sorted(source.cells):
        found.setdefault(key.partition("@")[0], []).extend(source.cells[key])
    cells = {
        field: found[field][0] if len(found[field]) == 1 else found[field]
        for field in names
        if field in found
    }
    return {"file": source.file, "sheet": source.sheet, "row": source.row, "cells": cells}
