"""Faults of the data: the run goes on, the report says so.

Owns the finding and its place. The codes stand here, their sentences and remedies in the
catalogues (`wording`). No value of a cell ever enters a finding.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from lacduong_kpi.lean import dataclass


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands. `cell` and `row` are None where it is a sheet or a file.

    `cell` is an address like `F133`, or a range like `F412:F418`.
    """

    file: str
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    """the header of the column as written, `Ngày sinh > Nam` for a two-row header"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. `others` are further places of the same fault (both cells of a
    contradiction). `params` fill the sentence of the catalogue; `field` is a field name."""

    code: str
    severity: Severity
    place: Place
    others: tuple[Place, ...] = ()
    field: str | None = None
    params: tuple[tuple[str, str | int], ...] = ()

    @property
    def count(self) -> int:
        """How many cells or rows it stands for: neighbours with one fault are one finding."""
        return int(dict(self.params).get("count", 1))


@cache
def letters(column: int) -> str:
    """The letters of a column by its number: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """`F133` for row 133 and column 6, both counted from 1."""
    return f"{letters(column)}{row}"


CODES: dict[str, Severity] = {
    # F: files
    "F01": Severity.NOTE,
    "F02": Severity.NOTE,
    "F03": Severity.WARNING,
    "F04": Severity.NOTE,
    "F05": Severity.NOTE,
    "F06": Severity.NOTE,
    "F07": Severity.WARNING,
    "F08": Severity.WARNING,
    "F09": Severity.NOTE,
    "F10": Severity.NOTE,
    "F11": Severity.NOTE,
    "F12": Severity.NOTE,
    "F13": Severity.WARNING,
    "F14": Severity.WARNING,
    "F15": Severity.NOTE,
    "F16": Severity.WARNING,
    # S: sheets
    "S01": Severity.WARNING,
    "S02": Severity.NOTE,
    "S03": Severity.NOTE,
    "S04": Severity.NOTE,
    "S05": Severity.NOTE,
    "S06": Severity.WARNING,
    "S07": Severity.WARNING,
    "S08": Severity.WARNING,
    "S09": Severity.WARNING,
    "S10": Severity.WARNING,
    "S11": Severity.NOTE,
    "S12": Severity.NOTE,
    "S13": Severity.WARNING,
    "S14": Severity.NOTE,
    # H: headers and columns
    "H01": Severity.WARNING,
    "H02": Severity.NOTE,
    "H03": Severity.WARNING,
    "H04": Severity.WARNING,
    "H05": Severity.WARNING,
    "H06": Severity.NOTE,
    "H07": Severity.WARNING,
    "H08": Severity.NOTE,
    "H09": Severity.NOTE,
    # V: values of cells
    "V01": Severity.WARNING,
    "V02": Severity.ERROR,
    "V03": Severity.ERROR,
    "V04": Severity.WARNING,
    "V05": Severity.ERROR,
    "V06": Severity.ERROR,
    "V07": Severity.ERROR,
    "V08": Severity.ERROR,
    "V09": Severity.WARNING,
    "V10": Severity.ERROR,
    "V11": Severity.NOTE,
    "V12": Severity.NOTE,
    "V13": Severity.WARNING,
    "V14": Severity.WARNING,
    "V15": Severity.NOTE,
    "V16": Severity.WARNING,
    "V17": Severity.WARNING,
    "V18": Severity.WARNING,
    "V19": Severity.NOTE,
    "V20": Severity.ERROR,
    # X: between records
    "X01": Severity.WARNING,
    "X02": Severity.ERROR,
    "X03": Severity.ERROR,
    "X04": Severity.WARNING,
    "X05": Severity.WARNING,
    "X06": Severity.WARNING,
    "X07": Severity.WARNING,
    "X08": Severity.NOTE,
    "X09": Severity.WARNING,
    "X10": Severity.WARNING,
    "X11": Severity.WARNING,
    "X12": Severity.WARNING,
    # O: organizations and residential units
    "O01": Severity.ERROR,
    "O02": Severity.WARNING,
    "O03": Severity.WARNING,
    "O04": Severity.WARNING,
    "O05": Severity.WARNING,
    "O06": Severity.WARNING,
    "O07": Severity.WARNING,
    "O08": Severity.WARNING,
    "O09": Severity.WARNING,
    # P: plan and year
    "P01": Severity.WARNING,
    "P02": Severity.WARNING,
    "P03": Severity.WARNING,
    "P20": Severity.ERROR,
    "P21": Severity.WARNING,
    "P22": Severity.ERROR,
    "P23": Severity.WARNING,
    "P24": Severity.WARNING,
    "P25": Severity.ERROR,
    "P26": Severity.WARNING,
    "P27": Severity.WARNING,
    "P28": Severity.WARNING,
    "P29": Severity.WARNING,
    "P30": Severity.WARNING,
    "P31": Severity.ERROR,
    "P33": Severity.WARNING,
    "P34": Severity.WARNING,
    "P35": Severity.WARNING,
    "P36": Severity.WARNING,
    "P37": Severity.ERROR,
    "P39": Severity.WARNING,
    "P40": Severity.NOTE,
    "P41": Severity.WARNING,
    "P42": Severity.WARNING,
    "P43": Severity.WARNING,
    "P44": Severity.NOTE,
    "P45": Severity.WARNING,
}
"""Every code with its severity; sentence and remedy stand in the catalogue `findings`."""


def finding(
    code: str,
    place: Place,
    *others: Place,
    field: str | None = None,
    **params: str | int,
) -> Finding:
    """The finding of a code at a place. KeyError: the catalogue has no such code."""
    return Finding(code, CODES[code], place, others, field, tuple(params.items()))
