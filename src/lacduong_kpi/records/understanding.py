"""Columns understood: one reading for each distinct raw value, by the words of the vocabulary.

A mapping file goes before the vocabulary; error cells and uncached formulas are never blanks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.cells import Raw
from lacduong_kpi.records.facts import Packed, pack, pack_days
from lacduong_kpi.records.names import Rank, read_name
from lacduong_kpi.tables.model import Table
from lacduong_kpi.tables.overrides import ValueMapping
from lacduong_kpi.terms import FIELDS, BranchKind, FieldType, Kind
from lacduong_kpi.text import bares, key, tidy
from lacduong_kpi.vocabulary import (
    Fact,
    Plain,
    Reading,
    Setting,
    is_branch_alone,
    read_column,
    read_compound,
    typed,
    unreadable,
)
from lacduong_kpi.workbook.model import TOO_LONG, CellFault, Value

UNCACHED, ERROR_CELL, LONG_TEXT = "V08", "V10", "V20"
FAULT_TEXT = "#REF!"
"""stands for an error cell where the other cells of the column are judged: no tick, no word"""


class Understanding:
    """How the columns of one table are read."""

    def __init__(self, table: Table, values: Sequence[ValueMapping]) -> None:
        self.kind = table.kind
        self.year = table.year
        self._meanings = {
            (each.field, key(each.written)): each.means
            for each in (*table.legend, *values)
            if each.kind in (None, table.kind) and each.field in FIELDS[table.kind]
        }

    @property
    def is_told(self) -> bool:
        """Whether a mapping file or a header says what values mean."""
        return bool(self._meanings)

    def readings(self, fields: tuple[str, ...], raw: Raw, alone: bool = True) -> list[Reading]:
        """The reading of each distinct value of a column that tells these fields."""
        setting = Setting(year=self.year, alone=alone, capitals=raw.capitals)
        if len(fields) > 1:
            plain = [_plain(value, None) for value in raw.values]
            return _with_faults(raw, read_compound(self.kind, fields, plain, setting))
        (name,) = fields
        closed = is_closed(self.kind, name)
        plain = [_plain(value, FAULT_TEXT if closed else None) for value in raw.values]
        found = _with_faults(raw, read_column(self.kind, name, plain, setting))
        if self._meanings and closed:
            self._put_meanings(name, raw, found)
        if self.kind is Kind.RESIDENTIAL_UNIT and name == "branch":
            return [
                instead or reading
                for instead, reading in zip(_instead_of_names(raw.values), found, strict=True)
            ]
        return found

    def _put_meanings(self, name: str, raw: Raw, found: list[Reading]) -> None:
        """What the mapping file, or the header of codes, says that a value means."""
        for index, value in enumerate(raw.values):
            meant = self._meanings.get((name, key(_written(value))))
            if meant is not None:
                found[index] = Reading(((name, typed(self.kind, name, meant)),))


def _written(value: Value) -> str:
    """A value as a mapping file or a header names it: a whole number by its digits."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, (str, int, float)) else ""


_DASHES = frozenset("-–—0")


def _instead_of_names(values: Sequence[Value]) -> list[Reading | None]:
    """What cells of the column for a unit's branch say instead of a name: `không`, `chưa có`
    or a dash that there is none, a tick that there is one, `ghép` that it is shared."""
    texts = [value if isinstance(value, str) else "" for value in values]
    return [
        _instead_of_name(tidy(text)) if text and not is_branch_alone(compared) else None
        for text, compared in zip(texts, bares(texts), strict=True)
    ]


def _instead_of_name(text: str) -> Reading | None:
    kind: Fact | None = BranchKind.NONE if text in _DASHES else None
    if kind is None:
        kind = read_column(Kind.RESIDENTIAL_UNIT, "branch_kind", (text,))[0].get("branch_kind")
    if kind is None or (kind is BranchKind.JOINT and _is_named(text)):
        return None
    return Reading((("branch_kind", kind),), unknown=Unknown.BLANK)


def _is_named(text: str) -> bool:
    name = read_name(text)
    return name.rank is Rank.BRANCH and name.called not in ("", "ghép")


def is_closed(kind: Kind, name: str) -> bool:
    """Whether a field has a closed set of values: a flag or a choice."""
    return FIELDS[kind][name].type in (FieldType.FLAG, FieldType.CHOICE)


def _with_faults(raw: Raw, readings: Sequence[Reading]) -> list[Reading]:
    return [
        unreadable(fault_code(value)) if isinstance(value, CellFault) else reading
        for value, reading in zip(raw.values, readings, strict=True)
    ]


def _plain(value: Value, instead: str | None) -> Plain:
    return instead if isinstance(value, CellFault) else value


def fault_code(fault: CellFault) -> str:
    """The code of a cell that holds no value that can be used."""
    if fault == TOO_LONG:
        return LONG_TEXT
    return UNCACHED if fault.kind == "uncached" else ERROR_CELL


SETTLED = Reading()
"""the reading of a cell that needs none"""


Days = Sequence[dt.date | None]
Texts = Sequence[str | None]


def all_settled(values: Sequence[Value], is_date: bool) -> list[Packed]:
    """`settled_value` of each value; they stay distinct."""
    if is_date:
        return pack_days(cast(Days, values))
    if None in values:
        return [Unknown.BLANK if text is None else text for text in cast(Texts, values)]
    return list(cast(Sequence[str], values))


def settled_value(value: Value, is_date: bool) -> Packed:
    """The fact of a cell that is written as it should be."""
    if value is None:
        return Unknown.BLANK
    if is_date and isinstance(value, dt.date):
        return pack(DateSpan.of(value))
    return str(value)


def value_of(reading: Reading, name: str) -> Packed:
    """What a cell tells of a field of its own."""
    fact = reading.get(name)
    if fact is not None:
        return _packed(fact)
    if reading.unknown is not None:
        return reading.unknown
    return Unknown.UNREADABLE if reading.faults else Unknown.BLANK


def fact_of(reading: Reading, name: str) -> Packed:
    """What a cell tells of a field that is not its own."""
    fact = reading.get(name)
    return Unknown.BLANK if fact is None else _packed(fact)


def _packed(fact: Fact) -> Packed:
    return pack(fact) if isinstance(fact, DateSpan) else fact
