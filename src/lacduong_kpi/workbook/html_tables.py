"""Tables of a web page, which is what many systems and LibreOffice save under the name .xls.

As Excel does, everything goes onto one sheet in the order of the page: the rows of its tables,
and the text between them, a row each, since titles stand there. LibreOffice writes a heading for
each sheet; there each table is a sheet of that name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from functools import lru_cache

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.addresses import LAST_COLUMN
from lacduong_kpi.workbook.decoding import decode_text
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.html_styles import Format, Stylesheet
from lacduong_kpi.workbook.html_tokens import Attributes, read_tokens
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.meaning import shaped
from lacduong_kpi.workbook.merges import Merges
from lacduong_kpi.workbook.model import LONGEST_TEXT, TOO_LONG, CellFault, Value
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import Mark, finish
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.serials import number_of, shape_of
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of
from lacduong_kpi.workbook.styles import Style

_MOST_SPAN = 600
_NUMBER = re.compile(r"\s*(\d{1,6})")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ONE_WORD = re.compile(r"[^\s\xa0]+")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_SHEET_HEADING = re.compile(r"(?:sheet|trang tính|bảng|table|tabelle|feuille)\s*\d+:\s*(.+)", re.I)
_BLOCKS = frozenset(
    {
        "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
        "ol", "p", "pre", "section", "ul", "caption", "legend",
    }
)  # fmt: skip
_SILENT = frozenset({"script", "style", "head", "template", "comment", "noscript", "title"})
_STRUCK = frozenset({"s", "strike", "del"})

_CODEC = re.compile(r"(?:windows|cp|iso[_-]?8859|latin|koi8|mac)[\w.:-]*")
"""names of encodings of characters; Python knows others, of words and of files. A page that can be
asked for its encoding is not in UTF-16, whatever it answers"""
_WESTERN = frozenset({"windows-1252", "cp1252", "iso-8859-1", "iso8859-1", "latin-1", "latin1"})
"""what programs say that do not know better"""
_PLAIN_CELL = re.compile("<t[dh]>([^<&]*+)(?:</t[dh]>)?", re.I)
_PLAIN_LINE = re.compile(
    r"<tr>[ \t\r\n\f]*+((?>(?:<t[dh]>[^<&]*+(?>(?:</t[dh]>[ \t\r\n\f]*+)?)){1,512}))"
    r"(?:</tr>|(?=</?t(?:r|able|body)\b))",
    re.I,
)
"""a whole row of plain cells"""
_PLAIN_TEXT = re.compile("<t[dh]>([^<]*)", re.I)
_ROW = re.compile(r"<tr\b", re.I)
_EMPTY_TOO = 2
"""How often as many rows a page may write as it may hold, for those that are empty."""

_TAGS = 2.2
"""Tags for each cell that a page may hold: its own two, and those of the rows."""
_MOST_PIECES = 2 * LONGEST_TEXT


def read_html(data: bytes, name: str, limits: Limits) -> list[ReadSheet]:
    """The sheets of a page. Raises RefusedError where it holds no table."""
    page = _Page(name, limits)
    text = _decoded(data).replace("\0", "\ufffd")
    if sum(1 for _ in _ROW.finditer(text)) > limits.rows * _EMPTY_TOO:
        raise RefusedError("files.too_many_rows", limit=limits.rows)
    if text.count("<") > limits.cells * _TAGS:
        raise RefusedError("files.too_many_cells", limit=limits.cells)
    is_whole = read_tokens(text, page) and not page.is_open
    page.finish()
    if not page.has_table:
        raise RefusedError("files.no_table")
    sheets = [
        sheet_of(
            sheet.name,
            finish(sheet.grid, limits, interpret_plain),
            merges=sheet.merges,
            hidden_rows=sheet.hidden_rows,
        )
        for sheet in page.sheets
        if len(sheet.grid.rows) or len(page.sheets) == 1
    ]
    return sheets if is_whole else [*sheets[:-1], replace(sheets[-1], is_cut=True)]


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    is_marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    is_told = name not in _WESTERN and _CODEC.fullmatch(name)
    if is_told and not is_marked:
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            pass
    return decode_text(data).text


@dataclass(slots=True)
class _Sheet:
    name: str
    grid: Grid
    merges: Merges
    row: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    covered: dict[int, int] = field(default_factory=dict)
    """column -> last row that a cell above covers"""


@dataclass(slots=True)
class _Cell:
    attributes: Attributes
    pieces: list[str] = field(default_factory=list)
    font: str | None = None
    struck: bool = False


@dataclass(slots=True)
class _Row:
    attributes: Attributes
    cells: list[_Cell] = field(default_factory=list)


class _Page:
    """Takes the tokens of a page; see `html_tokens.Handler`."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._limits = limits
        self._styles = Stylesheet()
        self.sheets = [_Sheet(name, Grid(limits), Merges(limits))]
        self.has_table = False
        self._silent = ""
        self._css: list[str] = []
        self._text: list[str] = []
        self._rows: list[_Row | None] = []
        """the open row of each open table, innermost last"""
        self._struck = 0
        self._filled = 0

    @property
    def is_open(self) -> bool:
        """Whether a table, or what holds no text of the page, has no end."""
        return bool(self._rows or self._silent)

    def finish(self) -> None:
        """Stores what is still open where the page ends."""
        while self._rows:
            self._end_table()
        self.end_text()

    def line(self, page: str, at: int) -> int:
        """The short way for what a page has most: rows of plain cells, and plain cells."""
        if line := _PLAIN_LINE.match(page, at):
            if self._take_line(_PLAIN_TEXT.findall(line[1])):
                return line.end()
        elif (cell := _PLAIN_CELL.match(page, at)) and not self._silent:
            self._start_cell({})
            if cell[1]:
                self._add(_SPACES.sub(" ", cell[1]))
            return cell.end()
        return at

    def _take_line(self, texts: Sequence[str]) -> bool:
        """Stores a whole row of plain texts, unless something around it says more of them."""
        if self._silent or self._struck or self._sheet.covered:
            return False
        if not self._rows:
            self._start_table()
        self._end_row()
        self._sheet.row += 1
        self._add_row([(column, raw) for column, raw in enumerate(map(_plain, texts), 1) if raw])
        return True

    def _add_row(self, raws: Sequence[tuple[int, object]]) -> None:
        self._filled += len(raws)
        if self._filled > self._limits.cells:
            raise RefusedError("files.too_many_cells", limit=self._limits.cells)
        self._sheet.grid.add_row(self._sheet.row, raws)

    @property
    def _sheet(self) -> _Sheet:
        return self.sheets[-1]

    def _cell(self) -> _Cell | None:
        row = self._rows[-1] if self._rows else None
        return row.cells[-1] if row and row.cells else None

    def start(self, tag: str, attributes: Attributes) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag if tag != "head" else ""
        match tag:
            case "table":
                self._start_table()
            case "tr":
                self._start_row(attributes)
            case "td" | "th":
                self._start_cell(attributes)
            case "br":
                self._add("\n")
            case "font" | "span":
                self._formatted(attributes)
            case _:
                self._start_other(tag)

    def _start_other(self, tag: str) -> None:
        if tag in _STRUCK:
            self._struck += 1
        elif tag in _BLOCKS:
            self._break()

    def end(self, tag: str) -> None:
        if self._silent:
            if tag == self._silent:
                self._silent = ""
                self._end_css()
            return
        match tag:
            case "table":
                self._end_table()
            case "tr":
                self._end_row()
            case _ if tag in _STRUCK:
                self._struck = max(0, self._struck - 1)
            case _:
                self._start_other(tag)

    def text(self, text: str) -> None:
        if self._silent == "style":
            self._css.append(text)
        elif not self._silent:
            self._add(_SPACES.sub(" ", text))

    def _end_css(self) -> None:
        self._styles.add("".join(self._css))
        self._css = []

    def _add(self, text: str) -> None:
        cell = self._cell()
        if cell is None:
            self._text.append(text)
            return
        if len(cell.pieces) > _MOST_PIECES:
            return
        cell.pieces.append(text)
        if text.strip():
            cell.struck = self._struck > 0

    def _break(self) -> None:
        cell = self._cell()
        if cell is None:
            self.end_text()
        elif cell.pieces and not cell.pieces[-1].endswith("\n"):
            cell.pieces.append("\n")

    def _formatted(self, attributes: Attributes) -> None:
        cell = self._cell()
        style = self._styles.format_of(attributes)
        if cell is not None and style.font:
            cell.font = style.font

    def end_text(self) -> None:
        """Text between tables is a row of its own; a heading of LibreOffice begins a sheet."""
        text = _tidy("".join(self._text))
        self._text = []
        if not text:
            return
        heading = _SHEET_HEADING.fullmatch(text)
        if heading:
            if len(self.sheets) >= self._limits.sheets:
                count = len(self.sheets) + 1
                raise RefusedError("files.too_many_sheets", count=count, limit=self._limits.sheets)
            grid, merges = Grid(self._limits), Merges(self._limits)
            self.sheets.append(_Sheet(heading[1].strip(), grid, merges))
            return
        sheet = self._sheet
        sheet.row += 1
        self._add_row(((1, text),))

    def _start_table(self) -> None:
        self.has_table = True
        if self._rows:
            self._store(self._rows[-1])
            self._rows[-1] = None
        else:
            self.end_text()
        self._sheet.covered = {}
        self._rows.append(None)

    def _end_table(self) -> None:
        if self._rows:
            self._store(self._rows.pop())
            self._sheet.covered = {}

    def _start_row(self, attributes: Attributes) -> None:
        if not self._rows:
            self._start_table()
        self._end_row()
        self._rows[-1] = _Row(attributes)

    def _end_row(self) -> None:
        if self._rows:
            self._store(self._rows[-1])
            self._rows[-1] = None

    def _start_cell(self, attributes: Attributes) -> None:
        if not self._rows:
            return
        row = self._rows[-1]
        if row is None:
            row = self._rows[-1] = _Row({})
        if len(row.cells) >= LAST_COLUMN:
            raise RefusedError("files.too_many_columns", limit=self._limits.columns)
        row.cells.append(_Cell(attributes))

    def _store(self, row: _Row | None) -> None:
        """Puts the cells of a row where the cells above and before them leave room."""
        if row is None:
            return
        sheet = self._sheet
        sheet.row += 1
        column, style = 1, self._styles.format_of(row.attributes)
        raws: list[tuple[int, object]] = []
        for cell in row.cells:
            while sheet.covered and sheet.covered.get(column, 0) >= sheet.row:
                column += 1
            if column > LAST_COLUMN:
                raise RefusedError("files.too_many_columns", limit=self._limits.columns)
            value, mark = self._value(cell, style)
            if value is not None:
                raws.append((column, plain_cell(value, mark)))
            width = _span(cell.attributes, "colspan") if cell.attributes else 1
            self._cover(sheet, cell, column, width)
            column += width
        self._add_row(raws)
        if style.hidden:
            sheet.hidden_rows.add(sheet.row)

    def _cover(self, sheet: _Sheet, cell: _Cell, column: int, width: int) -> None:
        if not cell.attributes:
            return
        height = _span(cell.attributes, "rowspan")
        bottom, right = sheet.row + height - 1, column + width - 1
        if width > 1 or height > 1:
            sheet.merges.add(sheet.row, column, bottom, right)
        if height > 1:
            sheet.covered |= dict.fromkeys(range(column, right + 1), bottom)

    def _value(self, cell: _Cell, style: Format) -> tuple[Value, Mark | None]:
        """The value of a cell in a row of that style."""
        value: Value = None
        if cell.attributes:
            style = style.over(self._styles.format_of(cell.attributes))
            value = _stored(cell.attributes, style)
        font, struck = cell.font or style.font, cell.struck or style.struck
        if len(cell.pieces) > _MOST_PIECES:
            return TOO_LONG, None
        value = value or _tidy("".join(cell.pieces)) or None
        return value, (Mark(font, struck) if font or struck else None)


@lru_cache(maxsize=1 << 14)
def _plain(text: str) -> str:
    """The raw cell of a text without any format; empty for a blank."""
    return _tidy(_SPACES.sub(" ", text))


def _tidy(text: str) -> str:
    """Lines without the blanks that only lay the page out; a no-break space is a blank cell."""
    if _ONE_WORD.fullmatch(text):
        return text
    lines = (_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    tidy = "\n".join(lines).strip("\n")
    return tidy if tidy.strip("\xa0 \n") else ""


def _span(attributes: Attributes, name: str) -> int:
    said = attributes.get(name)
    digits = _NUMBER.match(said) if said else None
    return max(1, min(int(digits[1]), _MOST_SPAN)) if digits else 1


def _stored(attributes: Attributes, style: Format) -> Value:
    """The number behind what is shown: LibreOffice and Excel write it beside the text."""
    raw = attributes.get("sdval", attributes.get("x:num"))
    if not raw:
        return None
    code = attributes.get("sdnum", ";;").split(";", 2)[-1] or style.number_format
    number = number_of(raw)
    if isinstance(number, CellFault):
        return None
    shape, digits = shape_of(code)
    return shaped(number, Style(shape, digits), from_1904=False)
