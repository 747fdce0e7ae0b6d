"""How the blanks of each column were understood, for the command `columns`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from lacduong_kpi.records.parts import Heard
from lacduong_kpi.shared import Describing
from lacduong_kpi.tables.model import ColumnReading, How, Table
from lacduong_kpi.terms import FIELDS, FieldType
from lacduong_kpi.vocabulary import NO, Blanks

ASKED = ("status", "residence_exemption")
"""closed fields of which somebody must know what a blank means; flags are the others"""


def blanks_of(table: Table, heard: Heard, ordinary: Collection[str]) -> dict[int, str]:
    """Column number -> what its blanks mean, for flags and for fields with an ordinary value: the
    plain words of `Blanks`, for who takes them over knows no vocabulary."""
    meant = {part.field for part in heard.blanks}
    contexts = (claim for claim in table.claims if claim.how is How.CONTEXT)
    headed = {field for claim in contexts for field in claim.fields}
    found: dict[int, str] = {}
    for column in table.columns:
        for field in column.fields:
            known = FIELDS[table.kind].get(field)
            if known is None or (known.type is not FieldType.FLAG and field not in ASKED):
                continue
            blanks = Blanks.HEADED if field in headed else _meaning(field, meant, ordinary)
            if blanks is Blanks.NO and column.stands_for == NO:
                blanks = Blanks.YES
            found[column.column] = blanks.value
    return found


def _meaning(field: str, meant: Collection[str], ordinary: Collection[str]) -> Blanks:
    if field in ordinary:
        return Blanks.ORDINARY
    return Blanks.NO if field in meant and field not in ASKED else Blanks.UNKNOWN


def with_blanks(tables: Iterable[Table], blanks: Iterable[Mapping[int, str]]) -> tuple[Table, ...]:
    """The tables with that said beside each column."""
    return tuple(
        replace(table, columns=_described(table.columns, tuple(own.items())))
        for table, own in zip(tables, blanks, strict=True)
    )


def _columns(
    columns: tuple[ColumnReading, ...], blanks: tuple[tuple[int, str], ...]
) -> tuple[ColumnReading, ...]:
    own = dict(blanks)
    return tuple(
        replace(column, blanks=own[column.column]) if column.column in own else column
        for column in columns
    )


_described = Describing(_columns)
