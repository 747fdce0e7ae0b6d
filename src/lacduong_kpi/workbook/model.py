"""What the door to spreadsheets hands on: sheets of values with addresses.

Rows and columns are counted from 1, as Excel shows them. Knows no header and no field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import TypeVar, cast

from lacduong_kpi.column import Column
from lacduong_kpi.errors import Problem
from lacduong_kpi.findings import Finding
from lacduong_kpi.lean import dataclass


@dataclass(frozen=True, slots=True)
class CellFault:
    """Stands where a cell holds no value that can be used: `#REF!`, or `uncached`: a formula
    whose result was never stored. Never to be taken for a blank."""

    kind: str
    formula: str = ""
    """the text of an uncached formula while its sheet is read; empty in a finished sheet"""


LONGEST_TEXT = 32_767
"""Characters of text that a cell can hold in Excel. No list needs more, and what understands texts
is not made for more: a quotation mark or a tag was never closed, or worse."""

TOO_LONG = CellFault("text")
"""A text that no cell of Excel could hold."""


def bounded(text: str) -> str | CellFault | None:
    """The text of a cell, which is blank without a letter and a fault with too many."""
    return text or None if len(text) <= LONGEST_TEXT else TOO_LONG


T = TypeVar("T")


def all_bounded(values: Sequence[T]) -> Sequence[T | CellFault]:
    """The values with no text that is too long."""
    if _longest(values) <= LONGEST_TEXT:
        return values
    return [
        TOO_LONG if isinstance(each, str) and len(each) > LONGEST_TEXT else each for each in values
    ]


def _longest(values: Sequence[object]) -> int:
    """Letters of the longest text among some values, most often nothing but texts."""
    try:
        return max(map(len, cast(Sequence[str], values)), default=0)
    except TypeError:
        return max((len(each) for each in values if isinstance(each, str)), default=0)


Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | CellFault | None
"""The value of a cell; None is a blank. Text is as the file holds it (not yet normalised)."""


class Visibility(StrEnum):
    VISIBLE = "visible"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet cut to the rectangle that holds values; `columns[0]` is sheet column `left`."""

    name: str
    columns: tuple[Column[Value], ...]
    top: int = 1
    left: int = 1
    visibility: Visibility = Visibility.VISIBLE
    merges: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of cells whose text is struck through"""
    fonts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(row, column) -> font name, only for fonts of the legacy encodings (.Vn…, VNI-…)"""
    faults_hidden: bool = False
    """True where the container cannot tell error cells and uncached formulas from blanks"""

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    @property
    def bottom(self) -> int:
        return self.top + self.height - 1

    @property
    def right(self) -> int:
        return self.left + len(self.columns) - 1

    def value(self, row: int, column: int) -> Value:
        """The value at a sheet address; None outside of the rectangle."""
        if not (self.top <= row <= self.bottom and self.left <= column <= self.right):
            return None
        return self.columns[column - self.left][row - self.top]


@dataclass(frozen=True, slots=True)
class Workbook:
    """One file that was read. `path` is as given (below a folder relative to it, with `/`)."""

    path: str
    sha256: str
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    written_by_us: str | None = None
    """`report`, `annotated` or `template` where a document property says that we wrote it"""
    """a template that was filled in is read; the others are left aside in folders"""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that could not be read, and why."""

    path: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class LeftAside:
    """A file in a folder that is no roster of anybody: a report of ours, a text without columns."""

    path: str
    finding: Finding
