"""OpenDocument spreadsheets: .ods packages and .fods, the same in one XML file.

Read by our own handlers and not by python-calamine, which does not tell errors, hidden rows,
struck-through text and formulas without a result. ODF 1.3 part 3, chapters 9 and 19.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.addresses import LAST_COLUMN, LAST_ROW
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.formulas import UNCACHED
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.markup import Attributes, MarkupParser, parse
from lacduong_kpi.workbook.meaning import error_of, flag_of, iso_day
from lacduong_kpi.workbook.merges import Merges
from lacduong_kpi.workbook.model import Value, Visibility
from lacduong_kpi.workbook.opendocument_rows import (
    NAMESPACES,
    Plain,
    PlainBlock,
    PlainRow,
    attributes_of,
    feed_rows,
    numbers_of,
    text_of,
    texts_of,
    without_number,
)
from lacduong_kpi.workbook.opendocument_styles import OdfStyles
from lacduong_kpi.workbook.opendocument_table import BLOCK, OdfTable
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import Mark, finish
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.serials import BAD_DATE, Shape, number_of
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of
from lacduong_kpi.workbook.styles import PLAIN, Style

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT = f"{_URN}table:1.0|", f"{_URN}office:1.0|", f"{_URN}text:1.0|"
_DRAWING = f"{_URN}drawing:1.0|"
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0|"
_PREFIXES = {"table": _TABLE, "office": _OFFICE, "text": _TEXT, "calcext": _CALC}
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d*)?S)?")
_WHOLE = re.compile(r"\s*\+?0*([0-9]{1,9})[0-9]*\s*")
_ELSEWHERE = "'file:"
"""How the name of a table begins that keeps what formulas took from another file."""
_NUMBERS = frozenset({"float", "percentage", "currency"})
_WIDE = 64
"""blanks in a row from which its cells are named by their columns"""
_MANY = 1 << 16
"""cells and attributes that are remembered"""


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
    return _read(_with_config(data), OdfStyles(), limits)


_ROOT = re.compile(rb"<office:document(?=\s)[^<>]{0,65536}>")
_CONFIG = b' xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"'


def _with_config(data: bytes) -> Sequence[bytes]:
    """The document with the prefix of its settings declared, which Aspose leaves out: no cell
    needs them, and other programs read the rest."""
    root = _ROOT.search(data, 0, 128 << 10)
    if root is None or b"xmlns:config" in root[0]:
        return (data,)
    if b"<config:" not in data[root.end() : root.end() + (64 << 10)]:
        return (data,)
    at = root.start() + len(b"<office:document")
    return data[:at], _CONFIG, data[at:]


def _read(chunks: Iterable[bytes], styles: OdfStyles, limits: Limits) -> list[ReadSheet]:
    reader = _Reader(styles, limits)
    parser = MarkupParser(_CONTENT, reader.start, reader.end, reader.text, reader.namespace)
    feed_rows(chunks, parser, reader)
    if sum(table.grid.cells for table in reader.tables) > limits.cells:
        raise RefusedError("files.too_many_cells", limit=limits.cells)
    return [_finished(table, styles, limits) for table in reader.tables]


def _finished(table: OdfTable, styles: OdfStyles, limits: Limits) -> ReadSheet:
    hidden = styles.hides_table(table.style)
    return sheet_of(
        table.name,
        finish(table.grid, limits, interpret_plain),
        visibility=Visibility.HIDDEN if hidden else Visibility.VISIBLE,
        merges=table.merges,
        hidden_rows=table.hidden_rows,
        hidden_columns=table.hidden_columns,
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """What is written for a cell. `raw` is None for a blank."""

    raw: object
    repeated: int = 1
    across: int = 1
    down: int = 1

    @property
    def is_merged(self) -> bool:
        return self.across > 1 or self.down > 1


@dataclass(frozen=True, slots=True)
class _Form:
    """What the attributes of cells say beside the value."""

    attributes: Attributes
    kind: str
    style: Style
    mark: Mark | None
    repeated: int
    across: int
    down: int

    @property
    def is_plain(self) -> bool:
        """Whether a cell is nothing but its value."""
        is_single = self.repeated == self.across == self.down == 1
        return is_single and self.mark is None and self.style.shape is not Shape.DIGITS

    def cell(self, value: Value) -> _Cell:
        if self.style.shape is Shape.DIGITS and isinstance(value, int) and value >= 0:
            value = str(value).zfill(self.style.digits)
        raw = None if value is None else plain_cell(value, self.mark)
        return _Cell(raw, self.repeated, self.across, self.down)


class _Reader:
    """Handlers for the part that holds the tables; see also `opendocument_rows.Handler`."""

    def __init__(self, styles: OdfStyles, limits: Limits) -> None:
        self._styles = styles
        self._limits = limits
        self.tables: list[OdfTable] = []
        self._table: OdfTable | None = None
        self._row: Attributes | None = None
        self._cells: list[tuple[int, object]] = []
        self._column = 0
        self._cell: Attributes | None = None
        self._text: list[str] = []
        self._aside = 0
        """how deep inside of notes and drawings we are, whose text is no value"""
        self._paragraphs = 0
        self._namespaces: dict[str, str] = {}
        self._known: dict[tuple[Plain, str], _Cell] = {}
        """plain cells by what is written and the style of their column"""
        self._forms: dict[tuple[bytes, str], _Form] = {}
        self._rows: dict[bytes, Attributes] = {}
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

    def namespace(self, prefix: str | None, name: str | None) -> None:
        """A prefix that means something else anywhere is no longer relied on."""
        prefix = prefix or ""
        usual = _PREFIXES.get(prefix)
        if usual is not None and self._namespaces.get(prefix) != "":
            self._namespaces[prefix] = usual if f"{name}|" == usual else ""

    @property
    def awaits_row(self) -> bool:
        known = self._namespaces
        return (
            self._table is not None
            and self._row is None
            and not self._aside
            and all(map(known.get, NAMESPACES))
            and known.get("calcext") != ""
        )

    def take(self, row: PlainRow) -> None:
        """A row that the parser is not told of."""
        table = self._table
        if table is None:
            raise AssertionError("a row was awaited")
        attributes = self._row_attributes(row.attributes)
        if attributes is _ORDINARY and (raws := self._raws(table, row.cells)) is not None:
            table.wait(raws)
            return
        self._start_row(attributes)
        for plain in row.cells:
            self._place(table, self._cell_of(plain, table.style_at(self._column + 1)))
        self._end_row(table)

    def take_block(self, block: PlainBlock) -> None:
        """Rows built alike, column by column where no row says more than its cells."""
        table = self._table
        if table is None:
            raise AssertionError("rows were awaited")
        ordinary = all(self._row_attributes(each) is _ORDINARY for each in set(block.attributes))
        columns = self._columns(table, block) if ordinary else None
        if columns is None:
            for row in block.rows():
                self.take(row)
        else:
            table.add_block(list(zip(*columns, strict=True)))

    def _columns(self, table: OdfTable, block: PlainBlock) -> list[Sequence[object]] | None:
        """The raw cells of each column; None where rows differ in more than their values."""
        columns: list[Sequence[object]] = []
        for number, (written, paragraphs) in enumerate(block.columns, 1):
            default = table.style_at(len(columns) + 1)
            raws, repeated = self._alike(written, paragraphs, default), 1
            if raws is None:
                plains = zip(written, paragraphs, strict=True)
                cells = [self._cell_of(plain, default) for plain in plains]
                counts = {each.repeated for each in cells}
                if len(counts) > 1 or any(each.is_merged for each in cells):
                    return None
                raws, repeated = [each.raw for each in cells], counts.pop()
            if repeated <= _WIDE:
                columns += repeat(raws, repeated)
            elif any(raws) or number < len(block.columns):
                return None
        return columns or None

    def _alike(
        self, written: Sequence[bytes], paragraphs: Sequence[bytes], default: str
    ) -> Sequence[object] | None:
        """The raw cells of a column of texts or of numbers without any format that matters."""
        numbers = None
        if written.count(written[0]) < len(written):
            found = numbers_of(written)
            if found is None:
                return None
            common, numbers = found
        else:
            common = written[0]
        form = self._forms.get((common, default)) or self._learn_form(common, default)
        if not form.is_plain:
            return None
        if numbers is not None:
            values = map(number_of, numbers) if form.kind in _NUMBERS else None
            return None if values is None else [plain_cell(value) for value in values]
        texts = texts_of(paragraphs, _CONTENT) if form.kind == "string" else None
        return texts if texts and "" not in texts else None

    def _raws(self, table: OdfTable, cells: Sequence[Plain]) -> list[object] | None:
        """The raw cells of a row; None where cells are merged, repeated or far apart."""
        raws: list[object] = []
        blanks, known, matters = 0, self._known, table.styled_columns
        for plain in cells:
            default = table.style_at(len(raws) + blanks + 1) if matters else ""
            cell = known.get((plain, default)) or self._learn(plain, default)
            if cell.is_merged:
                return None
            if cell.raw is None:
                blanks += cell.repeated
            elif blanks > _WIDE or cell.repeated > _WIDE:
                return None
            else:
                if blanks:
                    raws.extend(repeat(None, blanks))
                    blanks = 0
                raws.extend(repeat(cell.raw, cell.repeated))
        return raws if len(raws) <= BLOCK else None

    def _cell_of(self, plain: Plain, default: str) -> _Cell:
        return self._known.get((plain, default)) or self._learn(plain, default)

    def _learn(self, plain: Plain, default: str) -> _Cell:
        """A cell that is not known yet. Most hold a text or a number under a known form."""
        if len(self._known) > _MANY:
            self._known.clear()
        written, paragraphs = plain
        written, number = without_number(written.removesuffix(b"/"))
        form = self._forms.get((written, default)) or self._learn_form(written, default)
        if number is not None and form.kind in _NUMBERS:
            cell = form.cell(number_of(number))
        else:
            cell = form.cell(_value(form.kind, form.attributes, text_of(paragraphs, _CONTENT)))
        self._known[plain, default] = cell
        return cell

    def _learn_form(self, written: bytes, default: str) -> _Form:
        if len(self._forms) > _MANY:
            self._forms.clear()
        attributes = attributes_of(written, _PREFIXES, _CONTENT)
        form = self._forms[written, default] = self._form(attributes, default)
        return form

    def _row_attributes(self, written: bytes) -> Attributes:
        found = self._rows.get(written)
        if found is None:
            if len(self._rows) > _MANY:
                self._rows.clear()
            found = attributes_of(written, _PREFIXES, _CONTENT)
            is_ordinary = not _is_hidden(found) and _repeated(found, "rows", LAST_ROW) == 1
            found = self._rows[written] = _ORDINARY if is_ordinary else found
        return found

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._aside or tag in _ASIDE or tag.startswith(_DRAWING):
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
            self._end_cell(self._table)
        elif tag == f"{_TABLE}table-row":
            self._end_row(self._table)
        elif tag == f"{_TABLE}table":
            self._table.store()
            self._table = None

    def _start_table(self, attributes: Attributes) -> None:
        name = attributes.get(f"{_TABLE}name", "")
        if name.startswith(_ELSEWHERE):
            self._aside += 1
            return
        if self._table is not None:  # a table inside of a cell is none of a spreadsheet
            raise damaged(_CONTENT)
        if len(self.tables) >= self._limits.sheets:
            raise RefusedError(
                "files.too_many_sheets", count=len(self.tables) + 1, limit=self._limits.sheets
            )
        style = attributes.get(f"{_TABLE}style-name", "")
        self._table = OdfTable(name, style, self._limits, Grid(self._limits), Merges(self._limits))
        self.tables.append(self._table)

    def _start_column(self, attributes: Attributes) -> None:
        table = self._table
        if table is None:
            return
        styles = table.default_styles
        first = len(styles) + 1
        count = min(_repeated(attributes, "columns", LAST_COLUMN), LAST_COLUMN - len(styles))
        if not count:
            return
        name = attributes.get(f"{_TABLE}default-cell-style-name", "")
        matters = self._styles.of(name) is not PLAIN
        table.styled_columns |= matters
        styles += [name if matters else ""] * count
        if _is_hidden(attributes):
            table.hidden_columns.append((first, len(styles)))

    def _start_row(self, attributes: Attributes) -> None:
        if self._row is not None:
            raise damaged(_CONTENT)
        self._row, self._cells, self._column = attributes, [], 0

    def _start_cell(self, attributes: Attributes) -> None:
        if self._cell is not None:
            raise damaged(_CONTENT)
        self._cell, self._text = attributes, []

    def _start_paragraph(self, _: Attributes) -> None:
        if self._text and not self._paragraphs:
            self._text.append("\n")
        self._paragraphs += 1

    def _start_spaces(self, attributes: Attributes) -> None:
        self._add(" " * _whole(attributes.get(f"{_TEXT}c", "1"), 1_000))

    def _add(self, text: str) -> None:
        self._text.append(text)

    def _end_cell(self, table: OdfTable) -> None:
        if self._cell is None or self._row is None:
            raise damaged(_CONTENT)
        form = self._form(self._cell, table.style_at(self._column + 1))
        self._place(table, form.cell(_value(form.kind, self._cell, "".join(self._text))))
        self._cell, self._text = None, []

    def _form(self, attributes: Attributes, default_style: str) -> _Form:
        name = attributes.get(f"{_TABLE}style-name") or default_style
        is_error = attributes.get(f"{_CALC}value-type") == "error"
        return _Form(
            attributes,
            "error" if is_error else attributes.get(f"{_OFFICE}value-type", ""),
            self._styles.of(name),
            self._styles.mark(name),
            _repeated(attributes, "columns", LAST_COLUMN),
            _whole(attributes.get(f"{_TABLE}number-columns-spanned", "1"), LAST_COLUMN),
            _whole(attributes.get(f"{_TABLE}number-rows-spanned", "1"), LAST_ROW),
        )

    def _place(self, table: OdfTable, cell: _Cell) -> None:
        """Puts a cell where the one before it ends."""
        column = self._column + 1
        self._column += cell.repeated
        if cell.is_merged:
            top = table.row + 1
            table.merges.add(top, column, top + cell.down - 1, column + cell.across - 1)
        if cell.raw is None:
            return
        if self._column > LAST_COLUMN:
            raise RefusedError("files.too_many_columns", limit=self._limits.columns)
        if cell.repeated == 1:
            self._cells.append((column, cell.raw))
        else:
            self._cells += zip(range(column, self._column + 1), repeat(cell.raw))

    def _end_row(self, table: OdfTable) -> None:
        if self._row is None:
            raise damaged(_CONTENT)
        attributes, cells, first = self._row, self._cells, table.row + 1
        count = _repeated(attributes, "rows", LAST_ROW)
        self._row = None
        limits = self._limits
        if cells and (count > limits.rows or table.row + count > LAST_ROW):
            raise RefusedError("files.too_many_rows", limit=limits.rows)
        if count * len(cells) > limits.cells:
            raise RefusedError("files.too_many_cells", limit=limits.cells)
        table.add(cells, count)
        if cells and _is_hidden(attributes):
            table.hidden_rows.update(range(first, first + count))


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get(f"{_TABLE}visibility", "visible") != "visible"


def _value(kind: str, attributes: Attributes, text: str) -> Value:
    match kind:
        case "error":
            return error_of(text)
        case "float" | "percentage" | "currency":
            return number_of(attributes.get(f"{_OFFICE}value", ""))
        case "date":
            return iso_day(attributes.get(f"{_OFFICE}date-value", ""))
        case "time":
            return _duration(attributes.get(f"{_OFFICE}time-value", ""))
        case "boolean":
            return flag_of(attributes.get(f"{_OFFICE}boolean-value", ""))
        case "string":
            return text or attributes.get(f"{_OFFICE}string-value") or None
        case _:
            return UNCACHED if not text and f"{_TABLE}formula" in attributes else text or None


_ORDINARY: Attributes = {}
"""stands for the attributes of a row that mean nothing here"""
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ASIDE = frozenset(
    {
        f"{_OFFICE}annotation",
        f"{_TABLE}shapes",
        f"{_TABLE}tracked-changes",
        f"{_TABLE}dde-links",
        f"{_OFFICE}forms",
    }
)


def _whole(text: str, most: int) -> int:
    """A count, which is at least 1; LibreOffice takes what is none for 1."""
    if text == "1":
        return 1
    found = _WHOLE.fullmatch(text)
    return max(1, min(int(found[1]), most)) if found else 1


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
