"""What `tables` hands to `records`: which rows are records, and what each column tells.

A table claims facts; it does not read values.
"""

from __future__ import annotations

from array import array
from datetime import date
from enum import StrEnum

from lacduong_kpi.column import Column
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.overrides import ValueMapping
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import Encoding
from lacduong_kpi.workbook.model import Sheet


class How(StrEnum):
    """By which way columns tell a field."""

    PLAIN = "plain"
    """the cell is read as the field's type; the first column that is filled counts"""
    JOINED = "joined"
    """the cells of all columns, joined with a space (Họ đệm + Tên)"""
    CHOICE = "choice"
    """each column stands for a value (`stands_for`); the one that is ticked decides"""
    IMPLIED = "implied"
    """each column stands for a value; the one that holds anything decides (Ngày sinh > Nam)"""
    ALL = "all"
    """flags of several columns, all must be yes (two pledge columns)"""
    CONTEXT = "context"
    """not from a column but from a section row, a title, the sheet's name: see `Claim.context`"""


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet column (counted from 1) and the row below the record's first row it stands in."""

    column: int
    offset: int = 0
    stands_for: str | None = None
    """for CHOICE and IMPLIED: the value of the field that this column means, by the enum's own
    name (`good`, `female`); `yes` or `no` for a flag"""


@dataclass(frozen=True, slots=True)
class Claim:
    """One way by which a table tells one or several fields.

    `fields` has more than one name where one cell holds several facts ("Ngày vào Đảng, ngày
    chính thức"), in the order of the header. `year` is set for year-bound fields whose column,
    title, sheet or file names one; None means the year that is scored. Claims of one field stand
    in the order in which they count: the first that says anything decides.
    """

    fields: tuple[str, ...]
    how: How
    sources: tuple[Source, ...] = ()
    year: int | None = None
    otherwise: str | None = None
    """for CHOICE: the value where none of the columns is ticked, if blanks mean it ("Nữ (x)"
    alone: `male`); as `stands_for`, and as there only where all the cells are ticks or blanks"""
    context: Column[str | None] | None = None
    """for CONTEXT: one text per record of the table, e.g. the branch's name as written; for a
    choice the enum's own name, for a flag `yes` or `no`"""
    context_cells: tuple[Place | None, ...] = ()
    """for CONTEXT: the place of each distinct value of `context`, by code"""


class Presence(StrEnum):
    """What standing in a table says about a person or an organization."""

    LISTED = "listed"
    """the rows are the list itself"""
    ABOUT = "about"
    """the rows tell facts about people who are listed elsewhere (a rating sheet, a 213 list)"""


class Skipped(StrEnum):
    """Why a row between header and end is no record."""

    COLUMN_NUMBERS = "column_numbers"
    SECTION = "section"
    SUBTOTAL = "subtotal"
    TOTAL = "total"
    REPEATED_HEADER = "repeated_header"
    SIGNATURE = "signature"
    NOTE = "note"
    OUTSIDER = "outsider"
    """people who are no members"""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """What one sheet column was taken for, for the command `columns`."""

    column: int
    header: str
    """as written, levels joined with ` > `, in one line"""
    header_cell: str
    """address of the lowest header cell"""
    fields: tuple[str, ...]
    """empty where it was not understood, or is known to tell no field"""
    year: int | None
    reason: str
    """catalogue key of the reason: exact, close, values, neighbours, mapping, ignored, unknown"""
    stands_for: str | None = None
    nearest: str | None = None
    """the field that an unknown header is nearest to"""
    blanks: str | None = None
    """catalogue key of how blanks are understood (blank_is_no, blank_is_unknown, …), if it matters"""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet. `rows[i]` is the sheet row in which record `i` begins."""

    file: str
    sheet: Sheet
    kind: Kind
    presence: Presence
    header_top: int
    header_bottom: int
    rows: array[int]
    claims: tuple[Claim, ...]
    columns: tuple[ColumnReading, ...]
    skipped: tuple[tuple[Skipped, tuple[int, ...]], ...] = ()
    year: int | None = None
    """the year that the table itself names (title, sheet name, file name, columns)"""
    year_place: Place | None = None
    as_of: date | None = None
    as_of_place: Place | None = None
    declared_total: int | None = None
    """`Danh sách có 25 đồng chí`, `Tổng cộng: 25`"""
    declared_total_place: Place | None = None
    legend: tuple[ValueMapping, ...] = ()
    """codes that headers explain: `Giới tính (1: Nam, 0: Nữ)`"""
    encoding: Encoding | None = None
    """the old encoding of the sheet's texts where no font tells it"""


class SheetVerdict(StrEnum):
    """What a sheet was taken for."""

    ROSTER = "roster"
    COUNTS = "counts"
    BLANK_FORM = "blank_form"
    EMPTY = "empty"
    NO_HEADER = "no_header"
    IGNORED = "ignored"
    CHOICES = "choices"
    """the values that cells of other sheets are chosen from"""


@dataclass(frozen=True, slots=True)
class SheetReading:
    """How one sheet was understood. `nearest_header_row` helps where nothing was recognised."""

    file: str
    sheet: str
    verdict: SheetVerdict
    tables: tuple[Table, ...]
    findings: tuple[Finding, ...]
