"""What of the columns of a table was not understood, or only just: the findings of level H."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.columns import Taken, Understood, Why
from lacduong_kpi.tables.headers import worth
from lacduong_kpi.tables.model import ColumnReading
from lacduong_kpi.text import key
from lacduong_kpi.vocabulary import Role

KNOWN = 80
"""how well a header is understood that only its values contradict"""

Header = tuple[int, int, str | None]
"""row and column of a header cell, and the header as written"""


@dataclass(frozen=True, slots=True)
class ColumnFault:
    """A finding by its code, and the headers that it names."""

    code: str
    headers: tuple[Header, ...]
    field: str | None = None


def column_faults(
    understood: Understood, columns: Sequence[ColumnReading]
) -> Iterator[ColumnFault]:
    """The faults of a table's columns, as far as they do not depend on where the table stands."""
    for each, shown in zip(understood.taken, columns, strict=True):
        yield from _of_column(understood, each, shown)
    yield from _of_doubles(understood)
    yield from _of_raters(understood)


def _of_column(understood: Understood, each: Taken, shown: ColumnReading) -> Iterator[ColumnFault]:
    header, at = each.header, (_header(each),)
    if each.rival is not None:
        yield ColumnFault("H07", at, shown.fields[0] if shown.fields else None)
    if each.why is Why.CLOSE:
        yield ColumnFault("H02", at, shown.fields[0])
    if each.why is Why.REPEATED and each.profile.filled:
        yield ColumnFault("H09", at)
    if each.why is not Why.UNKNOWN or not each.profile.filled:
        return
    if not header.path:
        yield ColumnFault("H04", at)
    elif header.reading.of(understood.kind) and worth(header.reading) >= KNOWN:
        yield ColumnFault("H05", at, header.reading.of(understood.kind)[0].fields[0] or None)
    elif shown.nearest is not None:
        yield ColumnFault("H01", at, shown.nearest)
    elif header.reading.role is Role.UNKNOWN:
        yield ColumnFault("H08", at)


def _of_doubles(understood: Understood) -> Iterator[ColumnFault]:
    """Columns with the same header that tell the same."""
    first: dict[tuple[str, ...], Taken] = {}
    for each in understood.taken:
        if each.candidate is None or each.why is Why.NEIGHBOURS or each.candidate.part:
            continue
        same = (*map(key, each.header.path), *each.fields, str(each.year))
        before = first.setdefault(same, each)
        if before is not each:
            yield ColumnFault("H03", (_header(each), _header(before)), each.fields[0])


def _of_raters(understood: Understood) -> Iterator[ColumnFault]:
    """Ratings of one year by several raters: only the last decision counts."""
    rated = [each for each in understood.of("rating") if each.candidate is not None]
    for year in dict.fromkeys(each.year for each in rated):
        of_year = [each for each in rated if each.year == year]
        highest = max(_rank(each) for each in of_year)
        aside = [each for each in of_year if _rank(each) < highest]
        if aside:
            deciding = next(each for each in of_year if _rank(each) == highest)
            yield ColumnFault("H06", tuple(map(_header, (deciding, *aside))), "rating")


def _rank(each: Taken) -> int:
    return each.candidate.rank if each.candidate else 0


def _header(each: Taken) -> Header:
    return each.header.row, each.header.column, each.header.title or None
