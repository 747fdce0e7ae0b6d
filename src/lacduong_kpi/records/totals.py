"""Numbers that lists declare against what was counted in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.organizations import Organizations
from lacduong_kpi.records.stack import Layer
from lacduong_kpi.terms import GONE, Standing


def table_totals(layers: Sequence[Layer], here: Sequence[int]) -> Iterable[Finding]:
    """Tables that declare another total than they have rows; `here[i]` are the rows of table `i`
    that are on the list, for some totals leave out who is gone."""
    for layer, present in zip(layers, here, strict=True):
        table = layer.table
        declared = table.declared_total
        if declared is None or declared in (len(layer), present):
            continue
        place = table.declared_total_place or Place(table.file, table.sheet)
        yield finding("X12", place, declared=declared, counted=len(layer))


def present_rows(people: Assembly, as_of: date) -> list[int]:
    """How many rows of each list are persons that are not gone by the day."""
    counts = [0] * len(people.lists)
    statuses = people.column("status")
    gone = {code for code, value in enumerate(statuses.values) if value in GONE}
    for record in range(people.size):
        if statuses.codes[record] in gone and _left(people.value(record, "left_on"), as_of):
            continue
        for row in people.rows_of(record):
            number = people.rows.number(row)
            if number < len(counts):
                counts[number] += 1
    return counts


def _left(day: FieldValue, as_of: date) -> bool:
    return not isinstance(day, DateSpan) or day.first <= as_of


def organization_totals(
    organizations: Organizations,
    people: Assembly,
    branches: Sequence[int],
    grassroots: Sequence[int],
    as_of: date,
) -> list[Finding]:
    """Organizations that declare another number of members than the lists hold.

    Only for organizations of which at least one member is listed: the others may not have sent
    their lists.
    """
    counted, officials = _count(organizations, people, branches, grassroots, as_of)
    findings: list[Finding] = []
    for index in sorted(counted):
        for field, numbers in (("member_count", counted), ("official_member_count", officials)):
            declared = organizations.records.value(index, field)
            number = numbers.get(index, 0)
            if isinstance(declared, Unknown) or number is None or declared == number:
                continue
            records = organizations.records
            cells = records.rows.cells(records.own[index], (field, None))
            findings.append(
                finding("O08", *cells[:1], field=field, declared=int(declared), counted=number)  # type: ignore[arg-type]
            )
    return findings


def _count(
    organizations: Organizations,
    people: Assembly,
    branches: Sequence[int],
    grassroots: Sequence[int],
    as_of: date,
) -> tuple[Counter[int], dict[int, int | None]]:
    """Members present per organization, in it or below it, and the official ones among them
    (None where the standing of one is not known)."""
    statuses, standings = people.column("status"), people.column("standing")
    gone = {code for code, value in enumerate(statuses.values) if value in GONE}
    counted: Counter[tuple[int, int, int]] = Counter()
    admitted, left = people.column("admitted_on"), people.column("left_on")
    later = {
        code
        for code, value in enumerate(admitted.values)
        if isinstance(value, DateSpan) and value.first > as_of
    }
    still = {
        code
        for code, value in enumerate(left.values)
        if isinstance(value, DateSpan) and value.first > as_of
    }
    for record, status in enumerate(statuses.codes):
        if admitted.codes[record] in later:
            continue
        if status in gone and left.codes[record] not in still:
            continue
        counted[branches[record], grassroots[record], standings.codes[record]] += 1
    return _sum_up(organizations, counted, standings.values)


def _sum_up(
    organizations: Organizations,
    counted: Counter[tuple[int, int, int]],
    standings: Sequence[FieldValue],
) -> tuple[Counter[int], dict[int, int | None]]:
    members: Counter[int] = Counter()
    officials: dict[int, int | None] = {}
    for (branch, top, standing), count in counted.items():
        for index in _line(organizations, branch, top):
            members[index] += count
            before = officials.setdefault(index, 0)
            if isinstance(standings[standing], Unknown) or before is None:
                officials[index] = None
            elif standings[standing] is Standing.OFFICIAL:
                officials[index] = before + count
    return members, officials


def _line(organizations: Organizations, branch: int, top: int) -> set[int]:
    """An organization and all that stand above it."""
    line: set[int] = set()
    for index in (branch, top):
        while index >= 0 and index not in line:
            line.add(index)
            index = organizations.parents[index]
    return line
