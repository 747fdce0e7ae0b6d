"""Puts the results of plain formulas into a finished sheet whose program stored none."""

from __future__ import annotations

import re

from lacduong_kpi.workbook.addresses import column_number
from lacduong_kpi.workbook.formulas import UNCACHED, Lookup, evaluated
from lacduong_kpi.workbook.model import CellFault, Value
from lacduong_kpi.workbook.rectangle import Rectangle, distinct

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


def evaluate_formulas(found: Rectangle) -> None:
    """Replaces every formula without a result by its value, or by `UNCACHED`.

    A formula sees the values of the sheet as they were stored, so none sees another's result.
    """
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
            values = [_result(value, lookup) for value in column.values]
            found.columns[index] = distinct(values, column.codes)


def _result(value: Value, lookup: Lookup) -> Value:
    if isinstance(value, CellFault) and value.formula:
        return evaluated(value.formula, lookup)
    return value
