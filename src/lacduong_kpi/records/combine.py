"""Two cells about the same field of the same record: what both together tell.

A known value beats an unknown one; a full date beats the year that contains it; names are equal
however they are spelt; anything else that differs is a contradiction, which makes the value
unknown.
"""

from __future__ import annotations

from collections.abc import Callable

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.names import same_organization
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.text import key

Combine = Callable[[FieldValue, FieldValue], FieldValue]

_RANK = {
    Unknown.NO_COLUMN: 0,
    Unknown.BLANK: 1,
    Unknown.UNREADABLE: 2,
    Unknown.CONTRADICTION: 3,
}
_FREE = frozenset({"full_name", "name", "position", "code"})
"""fields in which two lists may differ: the record's own row is kept"""
_ORGANIZATIONS = frozenset({"branch", "grassroots", "parent", "residential_unit", "commune"})


def combiner(kind: Kind, field: str) -> Combine:
    """How two values of a field are put together: the record's own value first."""
    if field in _FREE:
        return _first
    if field == "note":
        return _both_notes
    if field in _ORGANIZATIONS:
        return _checked(_same_place)
    match FIELDS[kind][field].type:
        case FieldType.DATE:
            return _checked(_narrower)
        case FieldType.DIGITS:
            return _checked(_same_number)
        case FieldType.TEXT | FieldType.NAME:
            return _checked(_same_text)
        case FieldType.FLAG | FieldType.CHOICE | FieldType.COUNT:
            return _checked(_equal)


def fill(own: FieldValue, other: FieldValue) -> FieldValue:
    """The other value only where the own one is missing: for what a title or letterhead tells."""
    return other if _is_missing(own) else own


def _is_missing(value: FieldValue) -> bool:
    return type(value) is Unknown and _RANK[value] <= _RANK[Unknown.BLANK]


def _checked(agree: Combine) -> Combine:
    """`agree` for two known values; the cases with an unknown one are the same everywhere."""

    def combine(own: FieldValue, other: FieldValue) -> FieldValue:
        if type(own) is Unknown:
            if type(other) is Unknown:
                return max(own, other, key=_RANK.__getitem__)
            return own if own is Unknown.CONTRADICTION else other
        if type(other) is Unknown:
            return other if other is Unknown.CONTRADICTION else own
        return agree(own, other)

    return combine


def _first(own: FieldValue, other: FieldValue) -> FieldValue:
    return other if type(own) is Unknown and type(other) is not Unknown else own


def _both_notes(own: FieldValue, other: FieldValue) -> FieldValue:
    if type(own) is Unknown or type(other) is Unknown or own == other:
        return _first(own, other)
    return f"{own}; {other}"


def _equal(own: FieldValue, other: FieldValue) -> FieldValue:
    return own if own == other else Unknown.CONTRADICTION


def _same_text(own: FieldValue, other: FieldValue) -> FieldValue:
    return own if own == other or key(str(own)) == key(str(other)) else Unknown.CONTRADICTION


def _same_place(own: FieldValue, other: FieldValue) -> FieldValue:
    same = own == other or same_organization(str(own), str(other))
    return own if same else Unknown.CONTRADICTION


def _same_number(own: FieldValue, other: FieldValue) -> FieldValue:
    """An old and a new number (8 and 12 digits of a card, 9 and 12 of a person) are both right,
    and the new one counts; a well-formed number goes before one that is not."""
    if own == other:
        return own
    first, second = (_GOOD_LENGTHS.get(len(str(number)), 0) for number in (own, other))
    if first == second:
        return Unknown.CONTRADICTION
    return own if first > second else other


_GOOD_LENGTHS = {8: 1, 9: 1, 12: 2}


def _narrower(own: FieldValue, other: FieldValue) -> FieldValue:
    if not (isinstance(own, DateSpan) and isinstance(other, DateSpan) and own.overlaps(other)):
        return Unknown.CONTRADICTION
    return DateSpan(max(own.first, other.first), min(own.last, other.last))
