"""What a report may show of a record: its fields as codes, with their cells."""

from __future__ import annotations

from collections.abc import Iterable

from lacduong_kpi.assess.model import Fact
from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.measures.completions import EVENTS
from lacduong_kpi.measures.questions import FieldKey
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import Kind


def code_of(value: FieldValue) -> str | bool | int | None:
    """A value as JSON and the catalogues know it; None where it is unknown."""
    if isinstance(value, Unknown):
        return None
    if isinstance(value, DateSpan):
        return value.iso
    return value if isinstance(value, (bool, int)) else str(value)


def fact(scope: Scope, kind: Kind, record: int, key: FieldKey) -> Fact:
    """One field of one record."""
    records = scope.records(kind)
    field = scope.fields(kind)[key[0]]
    value = code_of(scope.column(kind, key)[record])
    cells = records.sources.cells(record, *key)
    return Fact(key[0], value, cells, field.personal)


def facts(scope: Scope, kind: Kind, record: int, keys: Iterable[FieldKey]) -> tuple[Fact, ...]:
    """The fields of a record that some table tells. A blank date of an event tells nothing: the
    event did not happen."""
    return tuple(
        fact(scope, kind, record, key)
        for key in keys
        if _tells(key[0], scope.column(kind, key)[record])
    )


def _tells(field: str, value: FieldValue) -> bool:
    if value is Unknown.BLANK:
        return field not in EVENTS
    return value is not Unknown.NO_COLUMN
