"""Numbers that lists declare against what was counted in them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import compress

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.directory import upwards
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.organizations import Organizations
from lacduong_kpi.terms import GONE, Standing

COMMITTEE_FROM = 9
"""official members from which a branch elects a committee (Điều lệ Đảng, Điều 24.4)"""


def present(people: Assembly, as_of: date) -> array[int]:
    """1 for each member who is on the list at the end of the day as far as is known, else 0."""
    status = people.column("status")
    gone = {code for code, value in enumerate(status.values) if value in GONE}
    here = [code not in gone for code in range(len(status.values))]
    flags = array("B", [here[code] for code in status.codes])
    left = people.column("left_on")
    for record in _after(left, as_of):
        flags[record] = 1
    for field in ("admitted_on", "transferred_in_on"):
        for record in _after(people.column(field), as_of):
            flags[record] = 0
    return flags


def _after(days: Growing, as_of: date) -> list[int]:
    """The records whose day surely lies after another one."""
    later = {
        code
        for code, value in enumerate(days.values)
        if isinstance(value, DateSpan) and value.first > as_of
    }
    if not later:
        return []
    return [record for record, code in enumerate(days.codes) if code in later]


def table_totals(people: Assembly, flags: Sequence[int]) -> Iterator[Finding]:
    """Lists that declare another total than they have rows, or rows of people on the list."""
    for number, layer in enumerate(people.lists):
        table = layer.table
        declared = table.declared_total
        if declared is None or declared == len(layer):
            continue
        if declared == _present_rows(people, number, flags):
            continue
        place = table.declared_total_place or Place(table.file, table.sheet)
        yield finding("X12", place, declared=declared, counted=len(layer))


def _present_rows(people: Assembly, number: int, flags: Sequence[int]) -> int:
    """How many rows of a list are persons who are on it."""
    return sum(
        people.rows.number(row) == number
        for record in range(people.size)
        if flags[record]
        for row in people.rows_of(record)
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """Members who are on the list, in an organization or below it, and the official ones among
    them (None where the standing of one is not known)."""

    members: int
    officials: int | None


def organization_totals(
    organizations: Organizations,
    people: Assembly,
    branches: Sequence[int],
    grassroots: Sequence[int],
    flags: Sequence[int],
) -> Iterator[Finding]:
    """Organizations that declare another number of members than the lists hold, and committees
    of branches too small for one.

    Only for organizations of which a member is listed: the others may not have sent their lists.
    """
    if not _declares(organizations):
        return
    counted = _count(organizations, people, branches, grassroots, flags)
    for index, numbers in sorted(counted.items()):
        for field, number in (
            ("member_count", numbers.members),
            ("official_member_count", numbers.officials),
        ):
            yield from _difference(organizations, index, field, number)
        if organizations.records.value(index, "has_committee") is True:
            yield from _too_small(organizations, index, numbers.officials)


def _declares(organizations: Organizations) -> bool:
    return any(
        type(value) is not Unknown
        for field in ("member_count", "official_member_count", "has_committee")
        for value in organizations.records.column(field).values
    )


def _difference(
    organizations: Organizations, index: int, field: str, number: int | None
) -> Iterable[Finding]:
    declared = organizations.records.value(index, field)
    if number is not None and isinstance(declared, int) and declared != number:
        place = _cell(organizations, index, field)
        yield finding("O08", place, field=field, declared=declared, counted=number)


def _too_small(
    organizations: Organizations, index: int, officials: int | None
) -> Iterable[Finding]:
    if officials is not None and officials < COMMITTEE_FROM:
        yield finding("O09", _cell(organizations, index, "has_committee"), field="has_committee")


def _cell(organizations: Organizations, index: int, field: str) -> Place:
    records = organizations.records
    cells = records.rows.cells(records.own[index], (field, None))
    return cells[0] if cells else records.rows.place(records.own[index])


def _count(
    organizations: Organizations,
    people: Assembly,
    branches: Sequence[int],
    grassroots: Sequence[int],
    flags: Sequence[int],
) -> dict[int, Counted]:
    standings = people.column("standing")
    cases = Counter(compress(zip(branches, grassroots, standings.codes, strict=True), flags))
    members: Counter[int] = Counter()
    officials: Counter[int] = Counter()
    unclear: set[int] = set()
    for (branch, top, code), count in cases.items():
        standing = standings.values[code]
        for index in _line(organizations, branch, top):
            members[index] += count
            if standing is Standing.OFFICIAL:
                officials[index] += count
            elif isinstance(standing, Unknown):
                unclear.add(index)
    return {
        index: Counted(count, None if index in unclear else officials[index])
        for index, count in members.items()
    }


def _line(organizations: Organizations, branch: int, top: int) -> set[int]:
    """An organization and all that stand above it."""
    return {each for index in (branch, top) for each in upwards(organizations.parents, index)}
