"""Binary Excel workbooks (.xlsb): the records of [MS-XLSB], streamed like the XML of .xlsx.

Read by ourselves for the same reasons: python-calamine shows error cells as blanks and aborts on a
stray cell.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.addresses import LAST_COLUMN, LAST_ROW
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.meaning import error_of, shaped
from lacduong_kpi.workbook.merges import check_merges
from lacduong_kpi.workbook.model import Area, CellFault, Value, Visibility, bounded
from lacduong_kpi.workbook.package import (
    OTHER_SHEETS,
    check_first,
    check_sheets,
    main_part,
    relations,
)
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import Mark, finish
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.serials import Shape, builtin_shape, exact, shape_of
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of
from lacduong_kpi.workbook.styles import PLAIN, Style, is_legacy_font

ERROR_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
"""[MS-XLS] 2.5.10 BErr; other numbers are errors too."""

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 1, 2, 3, 4, 5, 6, 7
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_BOOL, _FORMULA_ERROR, _RICH = 8, 9, 10, 11, 62
_SHORT = range(12, 19)
"""the kinds from `_BLANK` to `_SHARED` once more, for cells that stand right of the one before"""
_STRING, _FONT, _FORMAT, _XF, _COLUMN = 19, 43, 44, 47, 60
_WORKBOOK, _SHEET, _MERGE = 153, 156, 176
_BEGIN_CELL_XFS, _END_CELL_XFS = 617, 618
_BEGIN_STRINGS = 159
_ENDS = {129: 130, 131: 132, 159: 160, 278: 279}
"""What the last record of a part must be by the first: of a sheet, a workbook, strings, styles."""
_MOST_RECORD = 64 << 20
_MOST_RECORDS = 8_000_000
"""of one part: every cell with a value, and blank ones and rows beside them"""
_STRUCK = 0x8
_HIDDEN_ROW = 0x10


def records(chunks: Iterable[bytes], part: str) -> Iterator[tuple[int, bytes]]:
    """(type, content) of each record. Raises RefusedError where the part breaks off."""
    data, at = b"", 0
    count, first, kind = 0, -1, -1
    for chunk in chunks:
        data, at = data[at:] + chunk, 0
        while (head := _head(data, at)) is not None:
            kind, size, start = head
            if start + size > len(data):
                if size > _MOST_RECORD:
                    raise damaged(part)
                break
            if not count:
                first = kind
            count += 1
            yield kind, data[start : start + size]
            at = start + size
        if count > _MOST_RECORDS:
            raise RefusedError("files.too_big_inside", part=part)
    if at != len(data) or kind != _ENDS.get(first, kind):
        raise damaged(part)


def _head(data: bytes, at: int) -> tuple[int, int, int] | None:
    """(type, size, where the content starts) of the record at an offset, if its head is there.

    The type is one byte or two, the size one to four bytes of seven bits each.
    """
    end = len(data)
    if at >= end:
        return None
    kind, at = data[at], at + 1
    if kind & 0x80:
        if at >= end:
            return None
        kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
    size = 0
    for shift in (0, 7, 14, 21):
        if at >= end:
            return None
        byte, at = data[at], at + 1
        size |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return kind, size, at


def wide_string(content: bytes, at: int) -> str:
    """An XLWideString: a count of characters and UTF-16."""
    (count,) = struct.unpack_from("<I", content, at)
    raw = content[at + 4 : at + 4 + 2 * count]
    if len(raw) != 2 * count:
        raise struct.error
    return raw.decode("utf-16-le", "replace")


def rk_number(raw: int) -> float:
    """[MS-XLS] 2.5.217: 30 bits of a whole number or of a float, perhaps in hundredths."""
    if raw & 2:
        value: float = (raw >> 2) - (1 << 30 if raw & 0x80000000 else 0)
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))
    return value / 100 if raw & 1 else value


def read_xlsb(archive: Archive, limits: Limits) -> list[ReadSheet]:
    """All worksheets of the package. Raises RefusedError."""
    main = main_part(archive)
    related = relations(archive, main)
    parts = {relation.type: relation.target for relation in related.values()}
    try:
        listed, from_1904 = _listed(archive, main)
        check_sheets([name for name, _, _ in listed], limits)
        styles = _styles(archive, parts.get("styles"))
        strings = _strings(archive, parts.get("sharedStrings"), limits)
        sheets: list[ReadSheet] = []
        cells = 0
        taken: set[str] = set()
        for name, hidden, identity in listed:
            relation = related.get(identity)
            if relation is None or relation.target not in archive:
                raise RefusedError("files.sheet_missing", sheet=name)
            if relation.type not in OTHER_SHEETS:
                check_first(relation.target, taken)
                _check_size(archive, relation.target, limits)
                scan = _Scan(Grid(limits), styles, strings, from_1904)
                for kind, content in records(archive.stream(relation.target), relation.target):
                    scan.take(kind, content)
                scan.end_row()
                cells += scan.grid.cells
                if cells > limits.cells:
                    raise RefusedError("files.too_many_cells", limit=limits.cells)
                sheets.append(scan.finished(name, hidden, limits))
    except (struct.error, IndexError) as error:
        raise damaged(main) from error
    return sheets


def _check_size(archive: Archive, part: str, limits: Limits) -> None:
    """A record takes a third of the bytes of a cell in XML, or less, and longer to read."""
    if archive.size(part) > limits.part_bytes // 3:
        raise RefusedError("files.too_big_inside", part=part)


def _listed(archive: Archive, main: str) -> tuple[list[tuple[str, bool, str]], bool]:
    """([(name, whether hidden, relation id)], whether days are counted from 1904)"""
    listed: list[tuple[str, bool, str]] = []
    from_1904 = False
    for kind, content in records(archive.stream(main), main):
        if kind == _SHEET:
            (state,) = struct.unpack_from("<I", content)
            identity = wide_string(content, 8)
            name = wide_string(content, 12 + len(identity.encode("utf-16-le")))
            listed.append((name, state != 0, identity))
        elif kind == _WORKBOOK:
            from_1904 = bool(content[0] & 1)
    return listed, from_1904


def _styles(archive: Archive, part: str | None) -> tuple[Style, ...]:
    if part is None or part not in archive:
        return ()
    formats: dict[int, str] = {}
    fonts: list[tuple[str, bool]] = []
    styles: list[Style] = []
    in_cells, last = False, -1
    for kind, content in records(archive.stream(part), part):
        if kind == _FORMAT:
            formats[struct.unpack_from("<H", content)[0]] = wide_string(content, 2)
        elif kind == _FONT:
            struck = bool(struct.unpack_from("<H", content, 2)[0] & _STRUCK)
            fonts.append((wide_string(content, 21), struck))
        elif kind in (_BEGIN_CELL_XFS, _END_CELL_XFS):
            in_cells = kind == _BEGIN_CELL_XFS
        elif kind == _XF and in_cells:
            _check_numbered(last, _XF, _BEGIN_CELL_XFS, part)
            number, font = struct.unpack_from("<2H", content, 2)
            styles.append(_style(formats.get(number), number, fonts, font))
        last = kind
    return tuple(styles)


def _check_numbered(last: int, kind: int, begin: int, part: str) -> None:
    """What cells name by its number follows upon the beginning and upon each other: a record in
    between was one of them, and those behind it would count one too few."""
    if last not in (kind, begin):
        raise damaged(part)


def _style(code: str | None, number: int, fonts: list[tuple[str, bool]], font: int) -> Style:
    shape, digits = (builtin_shape(number), 0) if code is None else shape_of(code)
    name, struck = fonts[font] if font < len(fonts) else ("", False)
    return Style(shape, digits, name if is_legacy_font(name) else None, struck)


def _strings(archive: Archive, part: str | None, limits: Limits) -> list[Value]:
    strings: list[Value] = []
    if part is None or part not in archive:
        return strings
    last = _BEGIN_STRINGS
    for kind, content in records(archive.stream(part), part):
        if kind == _STRING:
            _check_numbered(last, _STRING, _BEGIN_STRINGS, part)
            if len(strings) >= limits.cells:
                raise RefusedError("files.too_many_cells", limit=limits.cells)
            strings.append(bounded(wide_string(content, 1)))
        last = kind
    return strings


@dataclass(slots=True)
class _Scan:
    """Takes the records of one sheet."""

    grid: Grid
    styles: tuple[Style, ...]
    strings: list[Value]
    from_1904: bool
    row: int = 0
    next_column: int = 0
    """where a cell lies that does not say so, from 0"""
    cells: dict[int, object] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)

    def take(self, kind: int, content: bytes) -> None:
        if kind == _ROW:
            self._start_row(content)
        elif _BLANK <= kind <= _FORMULA_ERROR or kind == _RICH:
            self._cell(kind, content)
        elif kind in _SHORT:
            column = struct.pack("<I", self.next_column)
            self._cell(_BLANK + _SHORT.index(kind), column + content)
        elif kind == _COLUMN:
            first, last = struct.unpack_from("<2I", content)
            if struct.unpack_from("<H", content, 16)[0] & 1:
                self.hidden_columns.append((first + 1, min(last, LAST_COLUMN) + 1))
        elif kind == _MERGE:
            check_merges(len(self.merges))
            top, bottom, left, right = struct.unpack_from("<4I", content)
            self.merges.append(Area(top + 1, left + 1, bottom + 1, right + 1))

    def _start_row(self, content: bytes) -> None:
        self.end_row()
        self.row = struct.unpack_from("<I", content)[0] + 1
        self.next_column = 0
        if self.row > LAST_ROW:
            raise damaged()
        if content[11] & _HIDDEN_ROW:
            self.hidden_rows.add(self.row)

    def end_row(self) -> None:
        if self.cells:
            self.grid.add_row(self.row, self.cells.items())
            self.cells = {}

    def _cell(self, kind: int, content: bytes) -> None:
        column, number = struct.unpack_from("<2I", content)
        self.next_column = min(column, LAST_COLUMN) + 1
        if kind == _BLANK:
            return
        number &= 0xFFFFFF
        style = self.styles[number] if number < len(self.styles) else PLAIN
        if not self.row or column >= LAST_COLUMN or column + 1 in self.cells:
            raise damaged()
        value = self._value(kind, content, style)
        if value is not None:
            mark = Mark(style.font, style.struck) if style.marked else None
            self.cells[column + 1] = plain_cell(value, mark)

    def _value(self, kind: int, content: bytes, style: Style) -> Value:
        match kind:
            case 2:
                return self._number(rk_number(struct.unpack_from("<I", content, 8)[0]), style)
            case 5 | 9:
                return self._number(struct.unpack_from("<d", content, 8)[0], style)
            case 3 | 11:
                return error_of(ERROR_TEXTS.get(content[8], "#UNKNOWN!"))
            case 4 | 10:
                return bool(content[8])
            case 7:
                (index,) = struct.unpack_from("<I", content, 8)
                return self.strings[int(index)]
            case 62:
                return bounded(wide_string(content, 9))
            case _:
                return bounded(wide_string(content, 8))

    def _number(self, number: float, style: Style) -> Value:
        value = exact(number)
        if style.shape is Shape.NUMBER or isinstance(value, CellFault):
            return value
        return shaped(value, style, self.from_1904)

    def finished(self, name: str, hidden: bool, limits: Limits) -> ReadSheet:
        return sheet_of(
            name,
            finish(self.grid, limits, interpret_plain),
            visibility=Visibility.HIDDEN if hidden else Visibility.VISIBLE,
            merges=self.merges,
            hidden_rows=self.hidden_rows,
            hidden_columns=self.hidden_columns,
        )
