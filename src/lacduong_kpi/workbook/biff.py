"""The records of an old Excel workbook (.xls), as far as python-calamine keeps them back.

It shows error cells as blanks, takes impossible day numbers for other days, and says nothing of
formats, hidden rows and merged cells. [MS-XLS] 2.4; Excel 5 and 95 differ in their strings only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import field
from io import BytesIO

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.biff_strings import shared_strings
from lacduong_kpi.workbook.meaning import error_of, shaped
from lacduong_kpi.workbook.model import Area, Value, Visibility
from lacduong_kpi.workbook.rectangle import Mark
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.serials import Shape, builtin_shape, number_of, shape_of
from lacduong_kpi.workbook.styles import PLAIN, Style, is_legacy_font
from lacduong_kpi.workbook.xlsb import ERROR_TEXTS, rk_number

_BOFS = frozenset({0x09, 0x209, 0x409, 0x809})
_EOF, _DATE_MODE, _FILE_PASS, _FONT, _COLUMN, _BOUND_SHEET = 0x0A, 0x22, 0x2F, 0x31, 0x7D, 0x85
_FORMAT, _XF, _MERGES, _ROW = 0x41E, 0xE0, 0xE5, 0x208
_FORMULA, _NUMBER, _BOOL_OR_ERROR, _RK, _RKS = 0x06, 0x203, 0x205, 0x27E, 0xBD
_LABEL, _SHARED_LABEL, _RICH_LABEL = 0x204, 0xFD, 0xD6
_STRINGS, _CONTINUED, _RESULT = 0xFC, 0x3C, 0x207
_CELLS = frozenset({_FORMULA, _NUMBER, _BOOL_OR_ERROR, _RK, _LABEL, _SHARED_LABEL, _RICH_LABEL})
_BIFF8 = 0x600
_STRUCK, _HIDDEN_ROW, _WORKSHEET = 0x8, 0x20, 0
_MOST_MERGES = 500_000
_NO_FONT = 4
"""There is no font of that number; those behind it count one too many."""


@dataclass(slots=True)
class SheetRecords:
    """What the records of one sheet tell beside its text. Cells are (row, column) from 1."""

    visibility: Visibility
    name: str = ""
    values: dict[tuple[int, int], Value] = field(default_factory=dict)
    """errors, and numbers that their format makes something else; all values where all are asked"""
    count: int = 0
    """how many cells there are, and how far they reach"""
    bottom: int = 0
    right: int = 0
    marks: dict[tuple[int, int], Mark] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)


def workbook_stream(data: bytes) -> bytes:
    """The stream of records in a compound file. OSError: there is none."""
    import olefile

    with olefile.OleFileIO(BytesIO(data)) as ole:
        name = "Workbook" if ole.exists("Workbook") else "Book"
        content: bytes = ole.openstream(name).read()
        return content


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """(type, content) from an offset to the end of that substream.

    Of one within it, as a chart lies in its sheet, only the beginning is told. Raises RefusedError
    where it does not end.
    """
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        depth += kind in _BOFS
        if depth < 2 or (depth == 2 and kind in _BOFS):
            yield kind, stream[at + 4 : at + 4 + size]
        if kind == _EOF:
            depth -= 1
            if depth < 1:
                return
        at += 4 + size
    raise damaged()


@dataclass(slots=True)
class _Globals:
    is_8: bool
    from_1904: bool = False
    sheets: list[tuple[int, int, int, str]] = field(default_factory=list)
    """(offset, state, type, name) of every sheet"""
    strings: list[bytes] = field(default_factory=list)
    """the record of the shared strings and those that continue it"""
    fonts: list[tuple[str, bool]] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    cells: list[tuple[int, int]] = field(default_factory=list)
    """(font, format) of each cell format"""

    _in_strings: bool = False

    def take(self, kind: int, content: bytes) -> None:
        self._in_strings = kind == _STRINGS or (kind == _CONTINUED and self._in_strings)
        if kind == _FILE_PASS:  # what could be decrypted has none any more
            raise RefusedError("files.unknown_encryption")
        if kind == _BOUND_SHEET:
            name = self._string(content, 7, content[6])
            self.sheets.append((*struct.unpack_from("<IBB", content), name))
        elif self._in_strings:
            self.strings.append(content)
        elif kind == _DATE_MODE:
            self.from_1904 = content[:2] == b"\x01\x00"
        elif kind == _FONT:
            struck = bool(struct.unpack_from("<H", content, 2)[0] & _STRUCK)
            self.fonts.append((self._string(content, 15, content[14]), struck))
        elif kind == _FORMAT:
            wide = self.is_8
            count = struct.unpack_from("<H" if wide else "<B", content, 2)[0]
            text = self._string(content, 4 if wide else 3, count)
            self.formats[struct.unpack_from("<H", content)[0]] = text
        elif kind == _XF:
            self.cells.append(struct.unpack_from("<2H", content))

    def _string(self, content: bytes, at: int, count: int) -> str:
        """A string behind its count: since Excel 97 a flag says whether it is UTF-16."""
        if not self.is_8:
            return content[at : at + count].decode("cp1252", "replace")
        if content[at] & 1:
            return content[at + 1 : at + 1 + 2 * count].decode("utf-16-le", "replace")
        return content[at + 1 : at + 1 + count].decode("latin-1")

    def styles(self) -> list[Style]:
        return [self._style(font, number) for font, number in self.cells]

    def _style(self, font: int, number: int) -> Style:
        code = self.formats.get(number)
        shape, digits = (builtin_shape(number), 0) if code is None else shape_of(code)
        index = font - 1 if font > _NO_FONT else font
        name, struck = self.fonts[index] if index < len(self.fonts) else ("", False)
        return Style(shape, digits, name if is_legacy_font(name) else None, struck)


def read_records(stream: bytes, *, everything: bool = False) -> list[SheetRecords | None]:
    """Each sheet of the workbook in its order, None for a chart or a macro sheet. With
    `everything` all its values, texts and plain numbers included.

    struct.error, IndexError: the records are not what they say. RefusedError: they are encrypted.
    """
    (version,) = struct.unpack_from("<H", stream, 4)
    book = _Globals(version == _BIFF8)
    for kind, content in _records(stream, 0):
        book.take(kind, content)
    styles = book.styles()
    sheets: list[SheetRecords | None] = []
    texts = shared_strings(book.strings) if everything else None
    for offset, state, kind, name in book.sheets:
        if kind != _WORKSHEET:
            sheets.append(None)
            continue
        if struct.unpack_from("<H", stream, offset)[0] not in _BOFS:
            raise damaged()
        visibility = Visibility.HIDDEN if state & 3 else Visibility.VISIBLE
        found = SheetRecords(visibility, name)
        reader = _SheetReader(found, styles, book.from_1904, book.is_8, texts)
        for record, content in _records(stream, offset):
            reader.take(record, content)
        sheets.append(reader.found)
    return sheets


@dataclass(slots=True)
class _SheetReader:
    found: SheetRecords
    styles: list[Style]
    from_1904: bool
    is_8: bool
    texts: list[str] | None = None
    """the shared strings, where all values are asked"""
    _awaits: tuple[int, int] | None = None
    """the formula whose text comes next"""
    _begun: int = 0
    """how many substreams have begun: the sheet, and charts in it"""

    def take(self, kind: int, content: bytes) -> None:
        if kind in _CELLS:
            self._cell(kind, content)
        elif kind == _RKS:
            self._rks(content)
        elif kind in _BOFS:
            self._begun += 1
        elif kind == _ROW and content[12] & _HIDDEN_ROW:
            self.found.hidden_rows.add(struct.unpack_from("<H", content)[0] + 1)
        elif kind == _COLUMN and content[8] & 1:
            first, last = struct.unpack_from("<2H", content)
            self.found.hidden_columns.append((first + 1, last + 1))
        elif kind == _MERGES:
            self._merges(content)
        elif kind == _RESULT and self._awaits is not None:
            self.found.values[self._awaits] = _text(content, 0, self.is_8) or None

    def _merges(self, content: bytes) -> None:
        (count,) = struct.unpack_from("<H", content)
        if len(self.found.merges) + count > _MOST_MERGES:
            raise damaged()
        for index in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", content, 2 + 8 * index)
            self.found.merges.append(Area(top + 1, left + 1, bottom + 1, right + 1))

    def _rks(self, content: bytes) -> None:
        row, first = struct.unpack_from("<2H", content)
        for index in range((len(content) - 6) // 6):
            self._reach(row + 1, first + index + 1)
            style, raw = struct.unpack_from("<HI", content, 4 + 6 * index)
            self._number(row + 1, first + index + 1, style, rk_number(raw))

    def _cell(self, kind: int, content: bytes) -> None:
        row, column, style = struct.unpack_from("<3H", content)
        self._reach(row + 1, column + 1)
        if self.texts is not None:
            self._say(kind, content, (row + 1, column + 1), self.texts)
        if kind == _NUMBER:
            self._number(row + 1, column + 1, style, struct.unpack_from("<d", content, 6)[0])
        elif kind == _RK:
            raw = struct.unpack_from("<I", content, 6)[0]
            self._number(row + 1, column + 1, style, rk_number(raw))
        elif kind == _BOOL_OR_ERROR and content[7]:
            self._error(row + 1, column + 1, content[6])
        elif kind == _FORMULA:
            self._formula(row + 1, column + 1, style, content[6:14])
        self._mark(row + 1, column + 1, style)

    def _reach(self, row: int, column: int) -> None:
        if self._begun > 1:  # the library reads no further than to the first chart
            raise damaged()
        found = self.found
        found.count += 1
        found.bottom, found.right = max(found.bottom, row), max(found.right, column)

    def _say(self, kind: int, content: bytes, cell: tuple[int, int], texts: list[str]) -> None:
        """Notes a text or a flag."""
        self._awaits = None
        if kind == _SHARED_LABEL:
            self.found.values[cell] = texts[struct.unpack_from("<I", content, 6)[0]] or None
        elif kind in (_LABEL, _RICH_LABEL):
            self.found.values[cell] = _text(content, 6, self.is_8) or None
        elif kind == _BOOL_OR_ERROR and not content[7]:
            self.found.values[cell] = bool(content[6])
        elif kind == _FORMULA and content[12:14] == b"\xff\xff":
            if content[6] == 1:
                self.found.values[cell] = bool(content[8])
            self._awaits = cell if content[6] == 0 else None

    def _formula(self, row: int, column: int, style: int, result: bytes) -> None:
        if result[6:8] != b"\xff\xff":
            self._number(row, column, style, struct.unpack("<d", result)[0])
        elif result[0] == 2:
            self._error(row, column, result[2])

    def _error(self, row: int, column: int, code: int) -> None:
        self.found.values[row, column] = error_of(ERROR_TEXTS.get(code, "#UNKNOWN!"))

    def _number(self, row: int, column: int, index: int, number: float) -> None:
        style = self.styles[index] if index < len(self.styles) else PLAIN
        if style.shape is not Shape.NUMBER or self.texts is not None:
            value = number_of(repr(number))
            if isinstance(value, int | float):
                self.found.values[row, column] = shaped(value, style, self.from_1904)
        self._mark(row, column, index)

    def _mark(self, row: int, column: int, index: int) -> None:
        if index < len(self.styles) and self.styles[index].marked:
            style = self.styles[index]
            self.found.marks[row, column] = Mark(style.font, style.struck)


def _text(content: bytes, at: int, is_8: bool) -> str:
    """A string behind its count of two bytes."""
    (count,) = struct.unpack_from("<H", content, at)
    if not is_8:
        return content[at + 2 : at + 2 + count].decode("cp1252", "replace")
    if content[at + 2] & 1:
        return content[at + 3 : at + 3 + 2 * count].decode("utf-16-le", "replace")
    return content[at + 3 : at + 3 + count].decode("latin-1")
