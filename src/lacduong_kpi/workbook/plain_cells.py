"""Raw cells of the formats whose readers find Python values and not bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lacduong_kpi.workbook.model import Value, all_bounded
from lacduong_kpi.workbook.rectangle import Mark, Meaning


class PlainCell(NamedTuple):
    """A value with what its format says. The type stands beside it: 1 and True are no one value."""

    value: Value
    type: type
    mark: Mark | None = None


def plain_cell(value: Value, mark: Mark | None = None) -> object:
    """The raw cell of a value; text without marks is its own raw cell."""
    if mark is None and type(value) is str:
        return value
    return PlainCell(value, type(value), mark)


def interpret_plain(raws: Sequence[object]) -> Meaning:
    """Takes the values out of raw cells."""
    values: list[Value] = []
    marks: dict[int, Mark] = {}
    for code, raw in enumerate(raws):
        if isinstance(raw, PlainCell):
            values.append(raw.value)
            if raw.mark is not None and raw.value is not None:
                marks[code] = raw.mark
        else:
            values.append(raw if isinstance(raw, str) and raw else None)
    return Meaning(all_bounded(values), marks)
