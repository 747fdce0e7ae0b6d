"""Cells that hold several facts: `01/10/2020 / 10/10/2021`, `Nữ, K'Ho, Không`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.vocabulary.days import parse
from lacduong_kpi.vocabulary.model import BLANK, NOWHERE, Fact, Plain, Reading, Setting
from lacduong_kpi.vocabulary.values import read_column

_LINES = re.compile(r"\r\n|[\n\r\x0b\x85\u2028]")
_MARKS = re.compile(r"[;,\n\r]|\s[/|–-]\s")
_IN_BRACKETS = re.compile(r"([^()]+)\(([^()]*)\)\s*")
"""`Lê Văn An (SN 1970)`"""
_LOOSE = re.compile(r"[;,\n\r/|]")


def read_compound(
    kind: Kind, fields: Sequence[str], values: Sequence[Plain], setting: Setting = NOWHERE
) -> tuple[Reading, ...]:
    """The readings of distinct cells that hold the facts `fields`, `""` for one that is skipped.

    A cell is parted into lines, else at commas, so that there are as many pieces as fields; where
    there are fewer, each piece goes to the first field that can read it, in order.
    A reading's `unknown` is BLANK where the cell is blank; single fields without a piece are
    simply not among its facts.
    """
    pieces = [_pieces(fields, value) for value in values]
    columns = {
        field: read_column(kind, field, [each[place] for each in pieces], setting)
        for place, field in enumerate(fields)
        if field
    }
    return tuple(
        _together([readings[index] for readings in columns.values()], blank=values[index] is None)
        for index in range(len(pieces))
    )


def _together(readings: list[Reading], blank: bool) -> Reading:
    facts: tuple[tuple[str, Fact], ...] = tuple(fact for each in readings for fact in each.facts)
    faults = tuple(dict.fromkeys(fault for each in readings for fault in each.faults))
    if blank or (not facts and not faults):
        return BLANK
    unknown = Unknown.UNREADABLE if not facts else None
    return Reading(facts, unknown, faults, any(each.not_member for each in readings))


def _pieces(fields: Sequence[str], value: Plain) -> list[Plain]:
    """One piece for each field."""
    if not isinstance(value, str):
        return [value, *[None] * (len(fields) - 1)]
    if _LINES.search(value) is None and parse(value) is not None:  # `05/2024` is no two pieces
        return _placed(fields, [value])
    for pattern in (_LINES, _MARKS, _LOOSE):
        parts = [part.strip() for part in pattern.split(value)]
        if len(parts) == len(fields):
            return [part or None for part in parts]
    if len(fields) == 2 and (found := _IN_BRACKETS.fullmatch(value)):
        return [part.strip() or None for part in found.groups()]
    parts = [part.strip() for part in _MARKS.split(value) if part.strip()]
    return _placed(fields, parts)


def _placed(fields: Sequence[str], parts: list[str]) -> list[Plain]:
    """Fewer pieces than fields: each goes to the first field left that can read it."""
    placed: list[Plain] = [None] * len(fields)
    place = 0
    for part in parts:
        left = range(place, len(fields))
        fitting = next(
            (index for index in left if fields[index] and _fits(fields[index], part)), None
        )
        if fitting is None:
            fitting = next((index for index in left if not fields[index]), None)
        if fitting is None:
            continue
        placed[fitting] = part
        place = fitting + 1
    return placed


def _fits(field: str, part: str) -> bool:
    kind = next(each for each in Kind if field in FIELDS[each])
    reading = read_column(kind, field, (part,))[0]
    plain_text = FIELDS[kind][field].type in (FieldType.TEXT, FieldType.NAME)
    return not reading.faults and (plain_text or reading.unknown is None)
