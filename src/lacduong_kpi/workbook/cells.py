"""The cells of a worksheet part of an Office Open XML workbook, streamed.

Every part has to be inflated and searched before any library may see it: a single stray cell makes
python-calamine build the whole sheet and abort, and error cells and formulas without a stored
result come from it as blanks. So the same pass takes the cells: a row as office programs write it
by one regular expression, any other row by the XML parser. A raw cell is the bytes between its
address and the end of its value, ` s="3" t="s"><v>17`, so each distinct one is understood once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from lacduong_kpi.workbook.addresses import LAST_ROW, column_number
from lacduong_kpi.workbook.frame import Frame
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.parsed_row import parse_row
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_LONGEST = 64 << 20
"""Bytes of XML for one row, or for what stands before the rows; more is no roster."""


@dataclass(slots=True)
class Scan:
    """What one worksheet part holds: raw cells, and what stands around them."""

    grid: Grid
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)


class _Section(Enum):
    HEAD = auto()
    ROWS = auto()
    TAIL = auto()


def scan_sheet(chunks: Iterable[bytes], part: str, limits: Limits) -> Scan:
    """Reads a worksheet part. Raises RefusedError for XML that breaks off or goes beyond the sheet."""
    scan = Scan(Grid(limits))
    frame = Frame(part)
    rows: _Rows | None = None
    for section, data in _sections(chunks, part):
        if section is _Section.ROWS:
            if rows is None:
                rows = _Rows(scan, frame.root(), part)
            rows.take(data)
        else:
            frame.feed(data)
    frame.close()
    scan.merges = frame.merges
    scan.hidden_columns = frame.hidden_columns
    return scan


_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData(?:\s[^>]*)?(/?)>")


def _sections(chunks: Iterable[bytes], part: str) -> Iterator[tuple[_Section, bytes]]:
    """The part in pieces; those of rows are cut behind ends of rows."""
    stream = iter(chunks)
    head, opening = _head(stream, part)
    if opening is None or opening[2]:
        yield _Section.HEAD, head
    else:
        yield _Section.HEAD, head[: opening.end()]
        yield from _row_sections(head[opening.end() :], stream, opening[1] or b"", part)
    for chunk in stream:
        yield _Section.TAIL, chunk


def _head(stream: Iterator[bytes], part: str) -> tuple[bytes, re.Match[bytes] | None]:
    """Everything up to the rows, with what came along, and where the rows open."""
    head = b""
    for chunk in stream:
        head += chunk
        if opening := _SHEET_DATA.search(head):
            return head, opening
        if len(head) > _LONGEST:
            raise RefusedError("files.too_big_inside", part=part)
    return head, None


def _row_sections(
    carry: bytes, stream: Iterator[bytes], prefix: bytes, part: str
) -> Iterator[tuple[_Section, bytes]]:
    closing, row_end = b"</" + prefix + b"sheetData>", b"</" + prefix + b"row>"
    while True:
        at = carry.find(closing)
        if at >= 0:
            yield _Section.ROWS, carry[:at]
            yield _Section.TAIL, carry[at:]
            return
        cut = carry.rfind(row_end)
        if cut >= 0:
            cut += len(row_end)
            yield _Section.ROWS, carry[:cut]
            carry = carry[cut:]
        chunk = next(stream, None)
        if chunk is None:
            raise damaged(part)
        if len(carry) > _LONGEST:
            raise RefusedError("files.too_big_inside", part=part)
        carry += chunk


_CELL = re.compile(
    rb'<c r="([A-Z]++)[0-9]++"([^>]*+>'
    rb"(?:<v>[^<]*+|<f[^<]*+(?:</f>)?(?:<v>[^<]*+|<v/>)?|<is><t[^<]*+))"
    rb"(?:</v></c>|</t></is></c>|</c>)"
    rb'|<(?!/c>|c r="[A-Z]++[0-9]++"[^>]*+(?:(?<=/)>|></c>))'
)
"""Finds (letters of the column, raw cell); nothing at all for a blank; two empty texts for
anything that it does not know."""
_ROW = re.compile(rb'\s*+((?:<row(?:\s[^>]*)?/>\s*+)*+)<row(?: r="([0-9]{1,9})")?((?:\s[^>]*)?)>')
"""Finds (empty rows before, number of the row, its other attributes)."""
_NUMBER = re.compile(rb'\sr="([0-9]{1,9})"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true|on)"')


def _without_prefix(piece: bytes, prefix: bytes) -> bytes:
    return piece.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")


class _Rows:
    """Takes pieces of rows into the grid."""

    def __init__(self, scan: Scan, root: bytes, part: str) -> None:
        self._grid = scan.grid
        self._hidden = scan.hidden_rows
        self._root = root
        self._part = part
        self._prefix = root[1:].split(maxsplit=1)[0].rpartition(b":")[0]
        self._letters: list[bytes] = []
        self._last = 0

    def take(self, piece: bytes) -> None:
        """Adds the rows of a piece that ends behind a row, or with the last of all rows."""
        rows: list[list[object]] = []
        numbers: list[int] = []
        counts: list[int] = []
        if self._prefix:
            piece = _without_prefix(piece, self._prefix)
        letters, find_cells = self._letters, _CELL.findall
        for text in piece.split(b"</row>"):
            match = _ROW.match(text)
            if match is None:
                self._check_blank(text)
                continue
            number = self._number(match)
            found = find_cells(text, match.end())
            cells: dict[bytes, object] = dict(found)
            row = list(map(cells.get, letters))
            if len(letters) - row.count(None) != len(cells) or len(cells) != len(found):
                cells = self._know(text, number, cells, len(found))
                row = list(map(cells.get, letters))
            if cells:
                rows.append(row)
                numbers.append(number)
                counts.append(len(cells))
        self._store(rows, numbers, counts)

    def _number(self, match: re.Match[bytes]) -> int:
        """The number of a row, which stands below the one before; notes that it is hidden."""
        empties, written, attributes = match.groups()
        if written is None and (found := _NUMBER.search(attributes)):
            written = found[1]
        number = int(written) if written else self._last + 1 + empties.count(b"<")
        if not self._last < number <= LAST_ROW:
            raise damaged(self._part)
        self._last = number
        if b"hidden" in attributes and _HIDDEN.search(attributes):
            self._hidden.add(number)
        return number

    def _check_blank(self, text: bytes) -> None:
        """What is left where no row is: nothing, empty rows, or XML that is no row."""
        if text.strip() and not _ROW.fullmatch(text + b"<row>"):
            raise damaged(self._part)

    def _know(
        self, text: bytes, number: int, cells: dict[bytes, object], found: int
    ) -> dict[bytes, object]:
        """The cells of a row that holds a new column or something that the search cannot read."""
        if b"" in cells:
            cells = dict(parse_row(text, number, self._root, self._part))
        elif len(cells) != found:
            raise damaged(self._part)
        for letters in cells.keys() - set(self._letters):
            self._grid.column(column_number(letters.decode()))
            self._letters.append(letters)
        return cells

    def _store(self, rows: list[list[object]], numbers: list[int], counts: list[int]) -> None:
        width = len(self._letters)
        for row in rows:
            if len(row) < width:
                row.extend([None] * (width - len(row)))
        for letters, raws in zip(self._letters, zip(*rows, strict=True), strict=False):
            column = self._grid.column(column_number(letters.decode()))
            column.codes.extend(map(column.memo.__getitem__, raws))
        self._grid.note_rows(numbers, counts)
