"""Puts the results of plain formulas into a finished sheet whose program stored none."""

from __future__ import annotations

import re

from lacduong_kpi.workbook.addresses import column_number
from lacduong_kpi.workbook.formulas import UNCACHED, evaluated
from lacduong_kpi.workbook.model import CellFault, Value
from lacduong_kpi.workbook.rectangle import Rectangle, distinct

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


MOST_FORMULAS = 200_000
"""Formulas of one workbook that are looked at; the others stay without a result."""


def evaluate_formulas(found: Rectangle, most: int) -> int:
    """Replaces every formula without a result by its value, or by `UNCACHED`; gives how many were
    looked at, `most` of them.

    A formula sees the values of the sheet as they were stored, so none sees another's result.
    """
    seen = 0
    stored = list(found.columns)

    def lookup(address: str) -> Value:
        match = _ADDRESS.fullmatch(address)
        if match is None:
            return UNCACHED
        column, row = column_number(match[1]) - found.left, int(match[2]) - found.top
        if not 0 <= column < len(stored) or not 0 <= row < len(stored[column]):
            return None
        return stored[column][row]

    for index, column in enumerate(stored):
        if CellFault in set(map(type, column.values)):
            values: list[Value] = []
            for value in column.values:
                if isinstance(value, CellFault) and value.formula:
                    seen += 1
                    value = evaluated(value.formula, lookup) if seen <= most else UNCACHED
                values.append(value)
            found.columns[index] = distinct(values, column.codes)
    return seen
