"""What cannot be: values that a schema refuses, days to come, dates of a person in wrong order.

What surely is wrong becomes unknown, with a finding of severity error; what only looks wrong stays
and is a warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, finding
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.growing import Growing, is_known
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
        known = [value if is_known(value) else None for value in column.values]
        bad = refused(records.kind, key[0], known)  # type: ignore[arg-type]
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
    too_young = _pairs(births, admissions, _is_too_young)
    too_soon = _pairs(admissions, officials, _is_too_soon)
    findings: list[Finding] = []
    for code, field, records in (
        ("X11", "admitted_on", too_young),
        ("X10", "official_on", too_soon),
    ):
        rows = [people.own[record] for record in records]
        for place, count in cell_places(people.rows, rows, (field, None)):
            findings.append(finding(code, place, field=field, count=count))
    return findings


def _pairs(
    first: Growing, second: Growing, wrong: Callable[[FieldValue, FieldValue], bool]
) -> list[int]:
    """The records whose two values are wrong together."""
    dates = [isinstance(value, DateSpan) for value in first.values]
    if not any(dates) or not any(isinstance(value, DateSpan) for value in second.values):
        return []
    memo = _Memo(first, second, wrong)
    pairs = zip(first.codes, second.codes, strict=True)
    return [record for record, bad in enumerate(map(memo.__getitem__, pairs)) if bad]


class _Memo(dict[tuple[int, int], bool]):
    def __init__(
        self, first: Growing, second: Growing, wrong: Callable[[FieldValue, FieldValue], bool]
    ) -> None:
        super().__init__()
        self._first, self._second, self._wrong = first.values, second.values, wrong

    def __missing__(self, pair: tuple[int, int]) -> bool:
        bad = self[pair] = self._wrong(self._first[pair[0]], self._second[pair[1]])
        return bad


def _is_too_young(birth: FieldValue, admitted: FieldValue) -> bool:
    if not (isinstance(birth, DateSpan) and isinstance(admitted, DateSpan)):
        return False
    age = admitted.last.year - birth.first.year
    if (admitted.last.month, admitted.last.day) < (birth.first.month, birth.first.day):
        age -= 1
    return age < YOUNGEST


def _is_too_soon(admitted: FieldValue, official: FieldValue) -> bool:
    if not (isinstance(admitted, DateSpan) and isinstance(official, DateSpan)):
        return False
    return (official.last - admitted.first).days < PROBATION_DAYS
