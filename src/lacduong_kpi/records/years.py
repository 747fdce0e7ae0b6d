"""The year that is scored and the day to which it is counted.

The year is the given one, else the newest that the lists themselves name. The day is the given
one, else the "tính đến ngày" on which the lists of that year agree, else 31 December. The clock of
the machine decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from lacduong_kpi.errors import RosterError, UsageError, problem
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import TableFacts
from lacduong_kpi.tables.model import Presence


@dataclass(frozen=True, slots=True)
class Scored:
    """The scored year and day with the cells they come from (None: given, or 31 December)."""

    year: int
    year_place: Place | None
    as_of: date
    as_of_place: Place | None
    as_of_given: bool


def settle(
    tables: Sequence[TableFacts], year: int | None, as_of: date | None
) -> tuple[Scored, list[Finding]]:
    """The scored year and day of some tables.

    RosterError: no year is given and none is named. UsageError: the day lies before the year.
    """
    chosen, place = (year, None) if year is not None else _newest(tables)
    if as_of is not None and as_of < date(chosen, 1, 1):
        raise UsageError(
            problem("roster.as_of_before_year", as_of=f"{as_of:%d/%m/%Y}", year=chosen)
        )
    findings = list(_other_years(tables, chosen))
    if as_of is not None:
        return Scored(chosen, place, as_of, None, True), findings
    day, day_place, unclear = _agreed_day(tables, chosen)
    return Scored(chosen, place, day, day_place, False), findings + unclear


def of_year(table: TableFacts, year: int) -> bool:
    """Whether a table is a list of the year: it names it, or no year at all.

    Where only the columns name years ("Xếp loại 2023", "Xếp loại 2024"), it is one of each.
    """
    return table.year is None or table.year == year or year in table.years_of_columns


def _newest(tables: Iterable[TableFacts]) -> tuple[int, Place | None]:
    named = [(table.year, table.year_place) for table in tables if table.year is not None]
    if not named:
        raise RosterError(problem("roster.no_year"))
    return max(named, key=lambda one: one[0])


def _other_years(tables: Iterable[TableFacts], year: int) -> Iterable[Finding]:
    """Lists that name another current year: they give the trend, nobody's presence."""
    for table in tables:
        if table.presence is Presence.LISTED and not of_year(table, year):
            place = table.year_place or Place(table.file, table.sheet)
            yield finding("P01", place, year=table.year or year, scored=year)


def _agreed_day(
    tables: Iterable[TableFacts], year: int
) -> tuple[date, Place | None, list[Finding]]:
    last_day = date(year, 12, 31)
    days = [
        (table.as_of, table.as_of_place)
        for table in tables
        if table.as_of is not None and table.as_of.year == year and of_year(table, year)
    ]
    distinct = sorted({day for day, _ in days})
    if len(distinct) == 1:
        return distinct[0], days[0][1], []
    if not distinct:
        return last_day, None, []
    places = [next(place for other, place in days if other == day) or Place("") for day in distinct]
    return last_day, None, [finding("P02", *places, day=f"{last_day:%d/%m/%Y}")]
