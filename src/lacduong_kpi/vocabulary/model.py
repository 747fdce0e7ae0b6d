"""What the vocabulary answers: which fields a header can mean, which facts a value tells."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.terms import Kind

Plain = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""The value of a cell without its faults: the caller keeps error cells to itself."""

Fact = str | StrEnum | bool | int | DateSpan
"""The typed value of a field."""

YES = "yes"
NO = "no"
"""What a column of a flag stands for: `Đã ký cam kết > Có`, `Đã ký cam kết > Chưa`."""


class Evidence(StrEnum):
    """Why a header is taken for a field, strongest first."""

    EXACT = "exact"
    """the words are listed for this field"""
    AMBIGUOUS = "ambiguous"
    """the words are listed, but also mean other things (`CT`, `Đơn vị`): the values decide"""
    CONTAINED = "contained"
    """listed words stand inside longer ones"""
    CLOSE = "close"
    """listed words, misspelt"""


class Role(StrEnum):
    """What a column is by its header."""

    FIELD = "field"
    NUMBER = "number"
    """the running number: `STT`"""
    IGNORED = "ignored"
    """known to tell no field of ours: `Quê quán`, `Ngày cấp thẻ`; never to be taken by force"""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to understand a header as fields of a kind of record.

    `fields` has several names where one cell holds several facts, in the order of the header;
    `""` stands for a fact that is no field of ours (`số lý lịch`).
    """

    kind: Kind
    fields: tuple[str, ...]
    evidence: Evidence
    score: int
    """0 to 100; 100 is an exact word, 60 and below wants the values to agree"""
    year: int | None = None
    """the year that the header names, for a year-bound field"""
    year_offset: int = 0
    """-1 for `năm trước`"""
    stands_for: str | None = None
    """the value of the field that a mark in this column means: an enum value, `yes` or `no`"""
    implies: tuple[tuple[str, str], ...] = ()
    """(field, value) that any entry in the column tells beside: a date under `Ngày từ trần`
    tells that the status is `deceased`, one under `Ngày sinh > Nam` that the sex is `male`"""
    rank: int = 0
    """where several columns tell the same field, the one with the highest rank decides: the last
    decision on a rating before the self-rating, the card before the old card"""
    part: int = 0
    """1, 2, … for the parts of a value that is split over columns (`Họ đệm`, `Tên`)"""


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """How one header can be understood. `candidates` are best first, over all kinds."""

    role: Role
    candidates: tuple[Candidate, ...] = ()
    year: int | None = None

    def of(self, kind: Kind) -> tuple[Candidate, ...]:
        """The candidates for one kind of record, best first."""
        return tuple(each for each in self.candidates if each.kind is kind)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known around a column when its cells are read."""

    year: int | None = None
    """the year of the list: it places years of two digits"""
    alone: bool = True
    """False for one of a pair of columns (`Có | Chưa`): a blank beside ticks is then unknown"""
    capitals: bool = False
    """the text comes from a font that shows capitals only: names are put in proper case"""


NOWHERE = Setting()
"""Nothing is known around the column."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one cell tells.

    `facts` are (field, value), the column's own field among them where it was read, and others
    that the words tell (a status column that says "Dự bị", a note "chuyển đi 03/2024").
    `unknown` says why the column's own field has no value: BLANK or UNREADABLE; None where a fact
    was read, and where nothing was expected (a note without a known word).
    `faults` are codes of `findings.CODES` of level V.
    """

    facts: tuple[tuple[str, Fact], ...] = ()
    unknown: Unknown | None = None
    faults: tuple[str, ...] = ()
    not_member: bool = False
    """the words say that the person is no member (`Quần chúng ưu tú`)"""
    presumed: bool = False
    """the column's own field is not said in its words, and has its value where nothing else tells
    it: in a column of the status, who is called a probationary member or came is active"""

    def get(self, field: str) -> Fact | None:
        """The value of a field, None where this cell does not tell it."""
        return next((value for name, value in self.facts if name == field), None)


BLANK = Reading(unknown=Unknown.BLANK)


def unreadable(fault: str) -> Reading:
    """The reading of a cell that cannot be read as its field."""
    return Reading(unknown=Unknown.UNREADABLE, faults=(fault,))
