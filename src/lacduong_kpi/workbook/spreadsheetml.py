"""Workbooks in the XML of Excel 2002 and 2003 (SpreadsheetML), which many web systems export
under the name .xls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.addresses import LAST_COLUMN, LAST_ROW
from lacduong_kpi.workbook.formulas import UNCACHED
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.markup import Attributes, local, parse
from lacduong_kpi.workbook.meaning import error_of, flag_of, iso_day, shaped
from lacduong_kpi.workbook.merges import Merges
from lacduong_kpi.workbook.model import CellFault, Value, Visibility
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import Mark, finish
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.serials import Shape, number_of, shape_of
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of
from lacduong_kpi.workbook.styles import MOST_STYLES, PLAIN, Style, is_legacy_font

_SS = "urn:schemas-microsoft-com:office:spreadsheet|"
_INDEX, _STYLE, _TYPE = f"{_SS}Index", f"{_SS}StyleID", f"{_SS}Type"
_ACROSS, _DOWN, _FORMULA = f"{_SS}MergeAcross", f"{_SS}MergeDown", f"{_SS}Formula"
_NAMED_SHAPES = {
    "general date": Shape.DATE, "long date": Shape.DATE, "medium date": Shape.DATE,
    "short date": Shape.DATE, "long time": Shape.TIME, "medium time": Shape.TIME,
    "short time": Shape.TIME,
}  # fmt: skip
_NAMED_NUMBERS = frozenset(
    {"general number", "currency", "euro currency", "fixed", "standard", "percent",
     "scientific", "yes/no", "true/false", "on/off"}
)  # fmt: skip

_UNCACHED = "\0"
"""the type of a formula without a value; no attribute holds such a character"""
_MANY = 1 << 14
"""raw cells that are remembered"""


def read_spreadsheetml(chunks: Iterable[bytes], limits: Limits) -> list[ReadSheet]:
    """All sheets of the workbook. Raises RefusedError."""
    reader = _Reader(limits)
    parse(chunks, "", reader.start, reader.end, reader.text)
    if sum(sheet.grid.cells for sheet in reader.sheets) > limits.cells:
        raise RefusedError("files.too_many_cells", limit=limits.cells)
    return [
        sheet_of(
            sheet.name,
            finish(sheet.grid, limits, interpret_plain),
            visibility=sheet.visibility,
            merges=sheet.merges,
            hidden_rows=sheet.hidden_rows,
            hidden_columns=sheet.hidden_columns,
        )
        for sheet in reader.sheets
    ]


@dataclass(slots=True)
class _Sheet:
    name: str
    grid: Grid
    merges: Merges
    visibility: Visibility = Visibility.VISIBLE
    row: int = 0
    """the last row; those that it stands for included, once it has ended"""
    column: int = 0
    """the last column, those that are merged with it included"""
    cell: int = 0
    """the column of the last cell"""
    column_styles: dict[int, str] = field(default_factory=dict)
    row_style: str = ""
    cells: list[tuple[int, object]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.sheets: list[_Sheet] = []
        self._styles: dict[str, Style] = {}
        self._style_name = ""
        self._row: Attributes = {}
        self._cell: Attributes = {}
        self._data: Attributes | None = None
        self._pieces: list[str] = []
        self._in_data = self._in_comment = self._in_visible = False
        self._known: dict[tuple[str, str, str], object] = {}
        """raw cells by (text, type, name of the style)"""
        self._in_styles = {
            "Style": self._start_style,
            "Font": self._font,
            "NumberFormat": self._number_format,
        }
        self._in_sheet = {
            "Column": self._column,
            "Row": self._start_row,
            "Cell": self._start_cell,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if self.sheets and (take := self._in_sheet.get(name)):
            take(self.sheets[-1], attributes)
        elif name == "Data" and not self._in_comment:
            self._start_data(attributes)
        elif not self.sheets and name in self._in_styles:
            self._in_styles[name](attributes)
        elif name == "Worksheet":
            self._start_sheet(attributes)
        elif name == "Visible":
            self._in_visible, self._pieces = True, []
        elif name == "Comment":
            self._in_comment = True

    def _start_data(self, attributes: Attributes) -> None:
        if self._data is not None:  # a cell with two values tells neither
            raise damaged()
        self._data, self._pieces, self._in_data = attributes, [], True

    def text(self, text: str) -> None:
        if self._in_data or self._in_visible:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        match local(tag):
            case "Data":
                self._in_data = False
            case "Cell" if self.sheets:
                self._end_cell(self.sheets[-1])
            case "Comment":
                self._in_comment = False
            case "Visible":
                self._in_visible = False
                if self.sheets and "".join(self._pieces) in ("SheetHidden", "SheetVeryHidden"):
                    self.sheets[-1].visibility = Visibility.HIDDEN
            case "Row" if self.sheets:
                self._end_row(self.sheets[-1])
            case _:
                pass

    def _start_style(self, attributes: Attributes) -> None:
        if len(self._styles) > MOST_STYLES:
            raise damaged()
        self._style_name = attributes.get(f"{_SS}ID", "")
        parent = attributes.get(f"{_SS}Parent", "Default")
        self._styles[self._style_name] = self._styles.get(parent, PLAIN)

    def _font(self, attributes: Attributes) -> None:
        style = self._styles.get(self._style_name, PLAIN)
        name = attributes.get(f"{_SS}FontName")
        font = style.font if name is None else (name if is_legacy_font(name) else None)
        struck = attributes.get(f"{_SS}StrikeThrough") == "1"
        self._styles[self._style_name] = Style(style.shape, style.digits, font, struck)

    def _number_format(self, attributes: Attributes) -> None:
        code = attributes.get(f"{_SS}Format", "")
        style = self._styles.get(self._style_name, PLAIN)
        shape, digits = _named_shape(code)
        self._styles[self._style_name] = Style(shape, digits, style.font, style.struck)

    def _start_sheet(self, attributes: Attributes) -> None:
        if len(self.sheets) >= self._limits.sheets:
            raise RefusedError(
                "files.too_many_sheets", count=len(self.sheets) + 1, limit=self._limits.sheets
            )
        self.sheets.append(
            _Sheet(attributes.get(f"{_SS}Name", ""), Grid(self._limits), Merges(self._limits))
        )

    def _column(self, sheet: _Sheet, attributes: Attributes) -> None:
        first = _further(attributes, sheet.column, sheet.column + 1, LAST_COLUMN)
        last = min(first + _whole(attributes.get(f"{_SS}Span"), 0, LAST_COLUMN), LAST_COLUMN)
        sheet.column = last
        if attributes.get(f"{_SS}Hidden") == "1":
            sheet.hidden_columns.append((first, last))
        if name := attributes.get(_STYLE):
            sheet.column_styles |= dict.fromkeys(range(first, last + 1), name)

    def _start_row(self, sheet: _Sheet, attributes: Attributes) -> None:
        sheet.row = _further(attributes, sheet.row, sheet.row + 1, LAST_ROW)
        sheet.column, sheet.cell, sheet.cells = 0, 0, []
        self._row = attributes
        sheet.row_style = attributes.get(_STYLE, "")

    def _start_cell(self, sheet: _Sheet, attributes: Attributes) -> None:
        sheet.cell = _further(attributes, sheet.cell, sheet.column + 1, LAST_COLUMN)
        sheet.column = sheet.cell
        self._cell, self._data, self._pieces = attributes, None, []

    def _end_cell(self, sheet: _Sheet) -> None:
        column, name, cell = sheet.column, sheet.row_style, self._cell
        if cell:
            name = cell.get(_STYLE) or name
            if _ACROSS in cell or _DOWN in cell:
                self._merge(sheet, column)
        raw = self._raw(name or sheet.column_styles.get(column, "Default"))
        if raw is not None:
            sheet.cells.append((column, raw))

    def _merge(self, sheet: _Sheet, column: int) -> None:
        across = _whole(self._cell.get(_ACROSS), 0, LAST_COLUMN)
        down = _whole(self._cell.get(_DOWN), 0, LAST_ROW)
        if across or down:
            sheet.merges.add(sheet.row, column, sheet.row + down, column + across)
        sheet.column += across

    def _raw(self, style_name: str) -> object:
        """The raw cell in a style; None for a blank. Cells alike are worked out once."""
        if self._data is None:
            if _FORMULA not in self._cell:
                return None
            key = "", _UNCACHED, style_name
        else:
            key = "".join(self._pieces), self._data.get(_TYPE, "String"), style_name
        raw = self._known.get(key, self)
        if raw is self:
            if len(self._known) > _MANY:
                self._known.clear()
            raw = self._known[key] = self._worked_out(*key)
        return raw

    def _worked_out(self, text: str, kind: str, style_name: str) -> object:
        style = self._styles.get(style_name, PLAIN)
        value = _value(text, kind, style)
        mark = Mark(style.font, style.struck) if style.marked else None
        return None if value is None else plain_cell(value, mark)

    def _end_row(self, sheet: _Sheet) -> None:
        first, attributes = sheet.row, self._row
        if attributes:
            span = _whole(attributes.get(f"{_SS}Span"), 0, LAST_ROW)
            sheet.row = min(first + span, LAST_ROW)
            if attributes.get(f"{_SS}Hidden") == "1":
                sheet.hidden_rows.update(range(first, sheet.row + 1))
        if sheet.cells:
            sheet.grid.add_row(first, sheet.cells)
            sheet.cells = []


def _value(text: str, kind: str, style: Style) -> Value:
    if kind == _UNCACHED:
        return UNCACHED
    match kind:
        case "Number":
            number = number_of(text)
            if isinstance(number, CellFault):
                return number
            return shaped(number, style, from_1904=False)
        case "DateTime":
            return _moment(text)
        case "Boolean":
            return flag_of(text)
        case "Error":
            return error_of(text)
        case _:
            return text or None


def _named_shape(code: str) -> tuple[Shape, int]:
    name = code.lower()
    if name in _NAMED_NUMBERS:
        return Shape.NUMBER, 0
    return (_NAMED_SHAPES[name], 0) if name in _NAMED_SHAPES else shape_of(code)


def _whole(text: str | None, otherwise: int, most: int) -> int:
    return min(int(text[:9]), most) if text and text.isascii() and text.isdigit() else otherwise


def _further(attributes: Attributes, before: int, following: int, most: int) -> int:
    """The number of a row, a column or a cell, which Excel demands to be ascending."""
    written = attributes.get(_INDEX) if attributes else None
    number = following if written is None else _whole(written.strip(), 0, most + 1)
    if not before < number <= most:
        raise damaged()
    return number


def _moment(text: str) -> Value:
    """A time alone is written as a moment of 31 December 1899."""
    value = iso_day(text)
    early = isinstance(value, dt.datetime) and value.year < 1900
    return value.time() if early and isinstance(value, dt.datetime) else value
