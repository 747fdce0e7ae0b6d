"""What cannot be: values that a schema refuses, days to come, dates of a person in wrong order.

What surely is wrong becomes unknown, with a finding of severity error; what only looks wrong stays
and is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import compress
from operator import sub

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, finding
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.places import cell_places
from lacduong_kpi.records.schema import refused
from lacduong_kpi.records.stack import Key

PROBATION_DAYS = 365
YOUNGEST = 18
"""years; nobody younger is admitted (Điều lệ Đảng, Điều 1)"""


def check_values(records: Assembly) -> list[Finding]:
    """Every distinct value against the schema of its field; what is refused becomes unknown."""
    findings: list[Finding] = []
    for key, column in records.columns.items():
        known: Sequence[FieldValue | None] = column.values
        if Unknown in set(map(type, known)):
            known = [None if type(value) is Unknown else value for value in known]
        bad = refused(records.kind, key[0], known)
        if bad:
            findings += _make_unknown(records, key, bad.__contains__, "V05")
    return findings


def check_days(people: Assembly, year: int, as_of: date) -> list[Finding]:
    """Days that lie too far ahead to be meant. A list may be newer than the day that is scored,
    so a day of the next year may stand there; a birth may not."""
    newest = date(year + 1, 12, 31)
    findings: list[Finding] = []
    limits = {"date_of_birth": as_of, "admitted_on": newest, "official_on": newest}
    for field, limit in limits.items():
        column = people.column(field)
        late = {
            code
            for code, value in enumerate(column.values)
            if isinstance(value, DateSpan) and value.first > limit
        }
        if late:
            findings += _make_unknown(people, (field, None), late.__contains__, "V03")
    return findings


def _make_unknown(
    records: Assembly, key: Key, is_bad: Callable[[int], bool], code: str
) -> Iterable[Finding]:
    column = records.column(*key)
    hit = [record for record, value in enumerate(column.codes) if is_bad(value)]
    rows = [records.own[record] for record in hit]
    column.set(hit, Unknown.UNREADABLE)
    for place, count in cell_places(records.rows, rows, key):
        yield finding(code, place, field=key[0], count=count)


def check_order(people: Assembly) -> list[Finding]:
    """Admission before the age of 18, and official sooner than a year after admission."""
    births, admissions, officials = (
        people.column(field) for field in ("date_of_birth", "admitted_on", "official_on")
    )
    findings: list[Finding] = []
    for code, field, records in (
        ("X11", "admitted_on", _too_early(births, _grown_up, admissions, YOUNGEST * 366)),
        ("X10", "official_on", _too_early(admissions, _tried, officials, PROBATION_DAYS)),
    ):
        rows = [people.own[record] for record in records]
        for place, count in cell_places(people.rows, rows, (field, None)):
            findings.append(finding(code, place, field=field, count=count))
    return findings


def _too_early(
    first: Growing, earliest: Callable[[DateSpan], int], second: Growing, most: int
) -> list[int]:
    """The records whose second date surely lies before the earliest day that the first allows,
    which is at most so many days on."""
    begun = [
        value.first.toordinal() if isinstance(value, DateSpan) else NEVER for value in first.values
    ]
    latest = [
        value.last.toordinal() if isinstance(value, DateSpan) else ALWAYS for value in second.values
    ]
    ends, starts = map(latest.__getitem__, second.codes), map(begun.__getitem__, first.codes)
    gaps = map(sub, ends, starts)
    near = compress(range(len(second.codes)), map(most.__gt__, gaps))
    return [
        record
        for record in near
        if isinstance(value := first.values[first.codes[record]], DateSpan)
        and latest[second.codes[record]] < earliest(value)
    ]


NEVER, ALWAYS = 0, 10_000_000
"""Ordinals before and after all days: an unknown date is never too early."""


def _grown_up(birth: DateSpan) -> int:
    day = birth.first
    # 29 February has its birthday on 1 March where there is none.
    leap = (day.month, day.day) == (2, 29)
    month, number = (3, 1) if leap else (day.month, day.day)
    return date(day.year + YOUNGEST, month, number).toordinal()


def _tried(admitted: DateSpan) -> int:
    return admitted.first.toordinal() + PROBATION_DAYS
