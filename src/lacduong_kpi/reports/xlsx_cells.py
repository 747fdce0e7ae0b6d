"""Cells of report workbooks: values that stay what they are, and looks that are worked out once.

Everything that comes from outside goes through here: as text that is never a formula, cleaned.
"""

from __future__ import annotations

import re
from array import array
from copy import copy
from decimal import Decimal
from enum import Enum, auto
from typing import Any, assert_never, cast

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Rate, Verdict

FONT = "Times New Roman"
SIZE = 11

_FORMULA = ("=", "+", "-", "@")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINE = Side(style="thin", color="BFBFBF")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="DCE6F1")
_GROUP_FILL = PatternFill("solid", fgColor="F2F2F2")
_BASE = Font(name=FONT, size=SIZE)
_BOLD = Font(name=FONT, size=SIZE, bold=True)
_TITLE = Font(name=FONT, size=14, bold=True)
_NOTE = Font(name=FONT, size=SIZE, italic=True, color="595959")
_LINK = Font(name=FONT, size=SIZE, underline="single", color="0B5394")
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)

_TONES: dict[Verdict, tuple[str, str]] = {
    Verdict.MET: ("E2F2E6", "1A7037"),
    Verdict.NOT_MET: ("FBE3E1", "B3261E"),
    Verdict.UNDETERMINED: ("FFF1D6", "7A5000"),
    Verdict.NOT_DUE: ("E1ECF7", "1F5F99"),
    Verdict.NOT_APPLICABLE: ("EEEEEE", "57606A"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of this workbook."""

    text: str | int
    sheet: str
    cell: str


Value = str | int | Decimal | Rate | Link | None


class Role(Enum):
    """What a cell is for, which decides how it looks."""

    TITLE = auto()
    LINE = auto()
    """a sentence above or below a table"""
    NOTE = auto()
    HEAD = auto()
    GROUP = auto()
    VALUE = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """All that the style of a cell depends on. `verdict`: the cell says it, and is coloured."""

    role: Role
    number_format: str = "General"
    quoted: bool = False
    """begins like a formula: kept as text even when somebody edits the cell"""
    linked: bool = False
    verdict: Verdict | None = None


class Wardrobe:
    """The looks of one workbook. openpyxl takes long to find a style, so each is found once."""

    def __init__(self) -> None:
        self._styles: dict[Look, array[int]] = {}

    def put(
        self, cell: Cell, value: Value, role: Role = Role.VALUE, verdict: Verdict | None = None
    ) -> None:
        """Writes a value in the look of its role."""
        number_format, quoted = _write(cell, value)
        look = Look(role, number_format, quoted, isinstance(value, Link), verdict)
        holder = cast("Any", cell)
        if look not in self._styles:
            _dress(cell, look)
            self._styles[look] = copy(holder._style)
        holder._style = copy(self._styles[look])


def text_cell(cell: Cell, text: str) -> None:
    """Puts text from outside into a cell of any look, so that no spreadsheet calculates it."""
    if _write_text(cell, text):
        cell.quotePrefix = True


def _write(cell: Cell, value: Value) -> tuple[str, bool]:
    """Sets the value; returns the number format that shows it exactly and whether it is quoted."""
    match value:
        case None:
            return "General", False
        case str():
            return "General", _write_text(cell, value)
        case Link():
            form = _write(cell, value.text)
            location = f"{quote_sheetname(value.sheet)}!{value.cell}"
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
            return form
        case Rate():
            if value.percent is None:
                return "General", False
            ends = value.numerator in (0, value.denominator)
            return _write_number(cell, Decimal(value.percent), whole=ends), False
        case Decimal():
            return _write_number(cell, value), False
        case int():
            cell.value = value
            return "#,##0", False
        case _:
            assert_never(value)


def _write_text(cell: Cell, text: str) -> bool:
    safe = _ESCAPE.sub("_x005F_", clean(text))
    if not safe:
        return False  # a text cell without text is not well-formed
    cell.value = safe
    cell.data_type = "s"
    return safe.lstrip().startswith(_FORMULA)


def _write_number(cell: Cell, number: Decimal, *, whole: bool = False) -> str:
    """With as many decimals as the number has, so that rounding never contradicts a verdict."""
    exponent = number.as_tuple().exponent
    places = 0 if whole or not isinstance(exponent, int) else max(0, -exponent)
    cell.value = float(number)
    return "0" if places == 0 else "0." + "0" * places


def _dress(cell: Cell, look: Look) -> None:
    cell.number_format = look.number_format
    cell.quotePrefix = look.quoted
    match look.role:
        case Role.TITLE:
            cell.font, cell.alignment = _TITLE, _TOP
        case Role.LINE:
            cell.font, cell.alignment = _BASE, _TOP
        case Role.NOTE:
            cell.font, cell.alignment = _NOTE, _TOP
        case Role.HEAD:
            cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD_FILL, _GRID, _CENTRE
        case Role.GROUP:
            cell.font, cell.fill, cell.border = _BOLD, _GROUP_FILL, _GRID
        case Role.VALUE:
            cell.font, cell.border, cell.alignment = _LINK if look.linked else _BASE, _GRID, _TOP
        case _:
            assert_never(look.role)
    if look.verdict is not None:
        fill, ink = _TONES[look.verdict]
        cell.fill = PatternFill("solid", fgColor=fill)
        cell.font = Font(name=FONT, size=SIZE, bold=True, color=ink)
