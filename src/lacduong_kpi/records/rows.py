"""Records one by one, as plain values: for JSON, CSV, tables of people and data frames.

A value that is not known is None; dates are ISO texts (`2019`, `2019-03`, `2019-03-02`), closed
values their codes. Holds personal data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lacduong_kpi.column import Column, Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.model import FieldValue, Records, RecordSource
from lacduong_kpi.terms import FIELDS

if TYPE_CHECKING:
    import pandas

Shown = str | bool | int | None
"""A value as a file can hold it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its plain fields, its year-bound ones by year, and all rows it comes from."""

    plain: dict[str, Shown]
    yearly: dict[str, dict[int, Shown]]
    sources: tuple[RecordSource, ...]


def shown(value: FieldValue) -> Shown:
    """A typed value as a file can hold it."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, DateSpan):
        return value.iso
    return value if isinstance(value, bool | int) else str(value)


def rows(records: Records) -> Iterator[Row]:
    """All records in their order."""
    plain = {name: _shown(column) for name, column in records.plain.items()}
    yearly = {
        name: {year: _shown(column) for year, column in by_year.items()}
        for name, by_year in records.yearly.items()
    }
    for index in range(records.size):
        yield Row(
            {name: values[index] for name, values in plain.items()},
            {
                name: {year: values[index] for year, values in by_year.items()}
                for name, by_year in yearly.items()
            },
            records.sources.rows(index),
        )


def _shown(column: Column[FieldValue]) -> list[Shown]:
    values = [shown(value) for value in column.values]
    return [values[code] for code in column.codes]


def fields(records: Records) -> tuple[str, ...]:
    """The fields that the records have: those of their kind in their order, then those that a plan
    adds."""
    return tuple(dict.fromkeys((*FIELDS[records.kind], *records.plain, *records.yearly)))


def names(records: Records) -> list[str]:
    """The columns of `table`: fields in their order, year-bound ones as `rating 2024`."""
    found: list[str] = []
    for name in fields(records):
        if name not in records.plain:
            found += [f"{name} {year}" for year in sorted(records.yearly.get(name, {}))]
        else:
            found.append(name)
    return found


def table(records: Records) -> Iterator[Sequence[Shown]]:
    """The records as rows of the columns `names`."""
    return zip(*(_shown(_named(records, name)) for name in names(records)), strict=True)


def _named(records: Records, name: str) -> Column[FieldValue]:
    """The column of a name in `names`."""
    field, _, year = name.partition(" ")
    return records.column(field, int(year)) if year else records.plain[field]


def to_frame(records: Records) -> pandas.DataFrame:
    """The records as a data frame: a row each, columns as in `names`, then `file`, `sheet`, `row`
    of the record's own row. Closed values are categories; unknown values are missing."""
    import pandas

    places = [records.sources.place(index) for index in range(records.size)]
    data: dict[str, object] = {}
    for name in names(records):
        known = FIELDS[records.kind].get(name.partition(" ")[0])
        data[name] = _series(
            _named(records, name), closed=known is not None and known.choices is not None
        )
    data["file"] = [place.file for place in places]
    data["sheet"] = [place.sheet for place in places]
    data["row"] = [place.row for place in places]
    return pandas.DataFrame(data)


def _series(column: Column[FieldValue], closed: bool) -> object:
    import pandas

    values = _shown(column)
    return pandas.Categorical(values) if closed else pandas.Series(values, dtype="object")
