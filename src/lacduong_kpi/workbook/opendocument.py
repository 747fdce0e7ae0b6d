"""OpenDocument spreadsheets: .ods packages and .fods, the same in one XML file.

Read by our own handlers and not by python-calamine, which does not tell errors, hidden rows,
struck-through text and formulas without a result. ODF 1.3 part 3, chapters 9 and 19.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.addresses import LAST_COLUMN, LAST_ROW
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.formulas import UNCACHED
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.markup import Attributes, parse
from lacduong_kpi.workbook.meaning import error_of, iso_day
from lacduong_kpi.workbook.model import Area, Value, Visibility
from lacduong_kpi.workbook.opendocument_styles import OdfStyles
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import finish
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.serials import BAD_DATE, Shape, number_of
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_URN}table:1.0|", f"{_URN}office:1.0|", f"{_URN}text:1.0|"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0|"
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d*)?S)?")


def read_ods(archive: Archive, limits: Limits) -> list[ReadSheet]:
    """All sheets of a package. Raises RefusedError."""
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST, 1 << 20):
        raise RefusedError("files.encrypted_ods")
    styles = OdfStyles()
    if _STYLES in archive:
        parse(archive.stream(_STYLES), _STYLES, styles.start, styles.end)
    return _read(archive.stream(_CONTENT), styles, limits)


def read_fods(data: bytes, limits: Limits) -> list[ReadSheet]:
    """All sheets of a document in one XML file. Raises RefusedError."""
    return _read((data,), OdfStyles(), limits)


def _read(chunks: Iterable[bytes], styles: OdfStyles, limits: Limits) -> list[ReadSheet]:
    reader = _Reader(styles, limits)
    parse(chunks, _CONTENT, reader.start, reader.end, reader.text)
    if sum(table.grid.cells for table in reader.tables) > limits.cells:
        raise RefusedError("files.too_many_cells", limit=limits.cells)
    return [_finished(table, styles, limits) for table in reader.tables]


@dataclass(slots=True)
class _Table:
    name: str
    style: str
    grid: Grid
    row: int = 0
    """the last row that was read"""
    columns: int = 0
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    """(first, last, style of cells that name none)"""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)

    def style_at(self, column: int) -> str:
        return next((s for a, z, s in self.column_styles if a <= column <= z), "")


def _finished(table: _Table, styles: OdfStyles, limits: Limits) -> ReadSheet:
    hidden = styles.hides_table(table.style)
    return sheet_of(
        table.name,
        finish(table.grid, limits, interpret_plain),
        visibility=Visibility.HIDDEN if hidden else Visibility.VISIBLE,
        merges=table.merges,
        hidden_rows=table.hidden_rows,
        hidden_columns=table.hidden_columns,
    )


class _Reader:
    """Handlers for the part that holds the tables."""

    def __init__(self, styles: OdfStyles, limits: Limits) -> None:
        self._styles = styles
        self._limits = limits
        self.tables: list[_Table] = []
        self._table: _Table | None = None
        self._row: Attributes = {}
        self._cells: list[tuple[int, int, object]] = []
        self._column = 0
        self._cell: Attributes | None = None
        self._text: list[str] = []
        self._aside = 0
        """how deep inside of notes and drawings we are, whose text is no value"""
        self._paragraphs = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            f"{_TABLE}table-column": self._start_column,
            f"{_TABLE}table-row": self._start_row,
            f"{_TABLE}table-cell": self._start_cell,
            f"{_TABLE}covered-table-cell": self._start_cell,
            f"{_TEXT}p": self._start_paragraph,
            f"{_TEXT}s": self._start_spaces,
            f"{_TEXT}tab": lambda _: self._add("\t"),
            f"{_TEXT}line-break": lambda _: self._add("\n"),
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._aside or tag in _ASIDE:
            self._aside += 1
        elif tag == f"{_TABLE}table":
            self._start_table(attributes)
        elif self._table is None:
            self._styles.start(tag, attributes)
        elif handler := self._starts.get(tag):
            handler(attributes)

    def text(self, text: str) -> None:
        if self._paragraphs and not self._aside:
            self._text.append(text)

    def end(self, tag: str) -> None:
        if self._aside:
            self._aside -= 1
        elif self._table is None:
            self._styles.end(tag)
        elif tag == f"{_TEXT}p":
            self._paragraphs -= 1
        elif tag in _CELLS:
            self._end_cell()
        elif tag == f"{_TABLE}table-row":
            self._end_row(self._table)
        elif tag == f"{_TABLE}table":
            self._table = None

    def _start_table(self, attributes: Attributes) -> None:
        if len(self.tables) >= self._limits.sheets:
            raise RefusedError(
                "files.too_many_sheets", count=len(self.tables) + 1, limit=self._limits.sheets
            )
        name = attributes.get(f"{_TABLE}name", "")
        style = attributes.get(f"{_TABLE}style-name", "")
        self._table = _Table(name, style, Grid(self._limits))
        self.tables.append(self._table)

    def _start_column(self, attributes: Attributes) -> None:
        table = self._table
        if table is None:
            return
        first = table.columns + 1
        table.columns += _repeated(attributes, "columns", LAST_COLUMN)
        if attributes.get(f"{_TABLE}visibility", "visible") != "visible":
            table.hidden_columns.append((first, table.columns))
        if style := attributes.get(f"{_TABLE}default-cell-style-name"):
            table.column_styles.append((first, table.columns, style))

    def _start_row(self, attributes: Attributes) -> None:
        self._row, self._cells, self._column = attributes, [], 0

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self._text = attributes, []

    def _start_paragraph(self, _: Attributes) -> None:
        if self._text and not self._paragraphs:
            self._text.append("\n")
        self._paragraphs += 1

    def _start_spaces(self, attributes: Attributes) -> None:
        self._add(" " * _whole(attributes.get(f"{_TEXT}c", "1"), 1_000))

    def _add(self, text: str) -> None:
        self._text.append(text)

    def _end_cell(self) -> None:
        table, cell = self._table, self._cell
        if table is None or cell is None:
            return
        first = self._column + 1
        self._column += _repeated(cell, "columns", LAST_COLUMN)
        self._note_merge(table, cell, first)
        value = self._value(cell)
        self._cell = None
        if value is None:
            return
        name = cell.get(f"{_TABLE}style-name") or table.style_at(first)
        style = self._styles.of(name)
        if style.shape is Shape.DIGITS and isinstance(value, int) and value >= 0:
            value = str(value).zfill(style.digits)
        self._cells.append((first, self._column, plain_cell(value, self._styles.mark(name))))

    def _note_merge(self, table: _Table, cell: Attributes, column: int) -> None:
        across = _whole(cell.get(f"{_TABLE}number-columns-spanned", "1"), LAST_COLUMN)
        down = _whole(cell.get(f"{_TABLE}number-rows-spanned", "1"), LAST_ROW)
        if across > 1 or down > 1:
            top = table.row + 1
            table.merges.append(Area(top, column, top + down - 1, column + across - 1))

    def _value(self, cell: Attributes) -> Value:
        kind = cell.get(f"{_OFFICE}value-type")
        if cell.get(f"{_CALC}value-type") == "error":
            return error_of("".join(self._text))
        match kind:
            case "float" | "percentage" | "currency":
                return number_of(cell.get(f"{_OFFICE}value", ""))
            case "date":
                return iso_day(cell.get(f"{_OFFICE}date-value", ""))
            case "time":
                return _duration(cell.get(f"{_OFFICE}time-value", ""))
            case "boolean":
                return cell.get(f"{_OFFICE}boolean-value") == "true"
            case "string":
                return "".join(self._text) or cell.get(f"{_OFFICE}string-value") or None
            case _:
                text = "".join(self._text) or None
                return UNCACHED if text is None and f"{_TABLE}formula" in cell else text

    def _end_row(self, table: _Table) -> None:
        first = table.row + 1
        count = _repeated(self._row, "rows", LAST_ROW)
        table.row += count
        hidden = self._row.get(f"{_TABLE}visibility", "visible") != "visible"
        if not self._cells:
            return
        limits = self._limits
        if count > limits.rows:
            raise RefusedError("files.too_many_rows", limit=limits.rows)
        cells = [(n, raw) for a, z, raw in self._cells for n in range(a, z + 1)]
        if count * len(cells) > limits.cells:
            raise RefusedError("files.too_many_cells", limit=limits.cells)
        for row in range(first, first + count):
            table.grid.add_row(row, cells)
            if hidden:
                table.hidden_rows.add(row)


_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ASIDE = frozenset(
    {
        f"{_OFFICE}annotation",
        f"{_TABLE}shapes",
        f"{_TABLE}tracked-changes",
        f"{_URN}drawing:1.0|frame",
        f"{_URN}drawing:1.0|custom-shape",
        f"{_URN}drawing:1.0|g",
        f"{_OFFICE}forms",
    }
)


def _whole(text: str, most: int) -> int:
    return min(int(text[:9]), most) if text.isascii() and text.isdigit() else 1


def _repeated(attributes: Attributes, what: str, most: int) -> int:
    return _whole(attributes.get(f"{_TABLE}number-{what}-repeated", "1"), most)


def _duration(text: str) -> Value:
    """A time of day, or a length of time beyond a day."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return BAD_DATE
    days, hours, minutes, seconds = (int((part or "0")[:9]) for part in match.groups()[1:])
    try:
        span = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError:
        return BAD_DATE
    if match[1]:
        return -span
    if span.days:
        return span
    return dt.time(span.seconds // 3600, span.seconds // 60 % 60, span.seconds % 60)
