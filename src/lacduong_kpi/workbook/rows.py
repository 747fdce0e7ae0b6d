"""The rows of a worksheet part, from bytes of XML to raw cells.

Three ways, the quickest that fits: all rows of a piece by one regular expression made for the
columns that are known; a row as office programs write it, cell by cell; any other row by the XML
parser. A raw cell is the bytes between its address and the end of its value,
` s="3" t="s"><v>17`, so each distinct one is understood once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import lt

from lacduong_kpi.findings import letters as letters_of
from lacduong_kpi.workbook.addresses import LAST_ROW, column_number
from lacduong_kpi.workbook.expressions import kept
from lacduong_kpi.workbook.grid import BLANK, Grid
from lacduong_kpi.workbook.markup import without_prefix
from lacduong_kpi.workbook.parsed_row import parse_row
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.spelling import Spelling

_VALUE = (
    rb"([^>]*+>(?:<v>[^<]*+(?=</v)|<f[^<]*+(?:</f>)?(?:<v>[^<]*+(?=</v)|<v/>)?"
    rb"|<is><t[^<>]*+>[^<]*+(?=</t)))"
    rb"(?:</v></c>|</t></is></c>|</c>)"
)
"""From behind the address to the end of the cell; the group is the raw cell."""
_NO_VALUE = rb"[^>]*+(?:(?<=/)>|></c>)"

_CELL = re.compile(
    rb'<c r="([A-Z]++[0-9]++)"' + _VALUE + rb'|<(?!/c>|c r="[A-Z]++[0-9]++"' + _NO_VALUE + rb")"
)
"""Finds (address, raw cell); nothing at all for a blank; two empty texts for anything that it does
not know."""
_ROW = re.compile(
    rb"\s*+(%s)" % kept(rb"<row(?:\s[^>]*)?/>\s*+", b"*")
    + rb'<row(?: r="([0-9]{1,9})")?((?:\s[^>]*)?)>'
)
"""Finds (empty rows before, number of the row, its other attributes)."""
_EMPTY_ROW = re.compile(rb"<row((?:\s[^>]*)?)/>")
_ATTRIBUTES = re.compile(rb"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*""")
_NUMBER = re.compile(rb"""\sr\s*=\s*(?:"\s*([0-9]{1,9})\s*"|'\s*([0-9]{1,9})\s*'|.)""", re.S)
"""The number of a row whose tag does not begin with it; both groups are missing where it is none."""
_HIDDEN = re.compile(rb'\shidden="(?:1|true|on)"')

_ROW_END = b"</row>"
_BEHIND_A_ROW = rb"(?:(?<=</row><row)|(?<=\A<row)|(?<=</row>\n<row)|(?<=</row>\r\n<row))"
"""Looks back from the beginning of a row: a search that begins with letters is the quickest."""
_LEARNING = 3
"""Rows that are read one by one, until so many bring no new column."""
_FIRST = 50
"""Rows that show whether what follows them is known now."""
_MOST_KNOWN = 120
"""Columns beyond which the expression for all of them is no gain."""
_SMALLEST = 1 << 15
"""A piece of that size which the expression does not fit is read row by row."""
_SAMPLE = 1 << 16
"""Bytes that show how rows are spelled."""
_MOST_WAITING = 2_000

Cells = dict[bytes, object]
"""the raw cells of one row by the letters of their columns"""
_NONE: Mapping[int, Sequence[object]] = {}


@lru_cache(maxsize=64)
def _pattern(columns: tuple[int, ...], blanks: bool) -> re.Pattern[bytes]:
    """Finds (number, attributes, a raw cell or nothing for each column) of rows whose cells stand
    in these columns, each with the number of its row. With `blanks`, formatted blanks may stand
    in any other column as well."""
    others = kept(rb'<c r="[A-Z]++\1"' + _NO_VALUE, b"*") if blanks else b""
    cells = b"".join(
        kept(rb'<c r="%s\1"(?:%s|%s)' % (letters_of(column).encode(), _VALUE, _NO_VALUE), b"?")
        + others
        for column in columns
    )
    row = rb"<row" + _BEHIND_A_ROW + rb' r="([0-9]{1,9}+)("[^>]*+)>'
    return re.compile(row + others + cells + _ROW_END)


class Rows:
    """Takes pieces of rows into a grid. `root` is the opening tag of the sheet; `numbered` says
    that every row must have its number, since others stand before it."""

    def __init__(self, grid: Grid, root: bytes, part: str, *, numbered: bool = False) -> None:
        self._numbered = numbered
        self._grid = grid
        self._root = root
        self._part = part
        self._prefix = root[1:].split(maxsplit=1)[0].rpartition(b":")[0]
        self._known: dict[bytes, int] = {}
        """the columns that are known: letters to number"""
        self._learnt = -1
        self._columns: tuple[int, ...] = ()
        self._blanks = False
        """whether formatted blanks stand where no column is known"""
        self._last = 0
        self._spelling = Spelling()
        self._is_odd = False
        """whether a row had to go through the parser"""
        self._waiting: list[tuple[int, Cells]] = []
        """rows that were read one by one and are not in the grid yet"""
        self.hidden: set[int] = set()

    def take(self, piece: bytes) -> None:
        """Adds the rows of a piece that ends behind a row, or with the last of all rows.

        Raises RefusedError for XML that is none and for rows that are not in their order.
        """
        piece = self._spelling.respelled(without_prefix(piece, self._prefix))
        at = 0
        while len(self._known) > self._learnt and at < len(piece):
            self._learnt = len(self._known)
            start, at = at, _behind_rows(piece, at, _LEARNING)
            self._take_one_by_one(piece[start:at])
        if self._is_odd and self._spelling.learn(piece[at : at + _SAMPLE]):
            piece, at = self._spelling.respelled(piece[at:]), 0
        self._is_odd = False
        self._take_at_once(piece, at, len(piece))
        self._store([], [])

    def _take_at_once(self, piece: bytes, start: int, stop: int) -> None:
        """By the expression for the known columns, where it fits every row of a part of the
        piece."""
        if stop - start < _SMALLEST or not 0 < len(self._known) <= _MOST_KNOWN:
            self._take_one_by_one(piece[start:stop])
            return
        is_any = False
        for _ in range(2):
            found = _pattern(self._sorted_columns(), self._blanks).findall(piece, start, stop)
            if found and _are_all_rows(piece[start:stop], len(found)):
                self._store_found(found)
                self._check_blank(piece[piece.rfind(_ROW_END, start, stop) + len(_ROW_END) : stop])
                return
            is_any = is_any or bool(found)
            self._blanks = not self._blanks
        if self._spelling.learn(piece[start : start + _SAMPLE]):
            respelled = self._spelling.respelled(piece[start:stop])
            self._take_at_once(respelled, 0, len(respelled))
            return
        middle = piece.rfind(_ROW_END, start, start + (stop - start) // 2) + len(_ROW_END)
        if middle <= start:
            self._take_one_by_one(piece[start:stop])
        elif is_any:
            self._take_at_once(piece, start, middle)
            self._take_at_once(piece, middle, stop)
        else:
            self._take_strange(piece, start, stop)

    def _take_strange(self, piece: bytes, start: int, stop: int) -> None:
        """Rows none of which fits: either the first ones bring a column that was not known, or the
        others need not be tried either."""
        known = len(self._known)
        middle = min(_behind_rows(piece, start, _FIRST), stop)
        self._take_one_by_one(piece[start:middle])
        if len(self._known) > known:
            self._take_at_once(piece, middle, stop)
        else:
            self._take_one_by_one(piece[middle:stop])

    def _store_found(self, found: list[tuple[bytes, ...]]) -> None:
        width = len(self._known)
        counts = [width - row.count(BLANK) for row in found]
        numbers, attributes, *columns = zip(*found, strict=True)
        rows = list(map(int, numbers))
        if rows[0] <= self._last or rows[-1] > LAST_ROW or not all(map(lt, rows, rows[1:])):
            raise damaged(self._part)
        self._last = rows[-1]
        if b"hidden=" in b"".join(attributes):
            self.hidden |= {
                row for row, each in zip(rows, attributes, strict=True) if _HIDDEN.search(each)
            }
        if 0 in counts:
            rows = list(compress(rows, counts))
            columns = [tuple(compress(raws, counts)) for raws in columns]
            counts = [count for count in counts if count]
        self._store(rows, counts, dict(zip(self._sorted_columns(), columns, strict=True)))

    def _store(
        self, rows: list[int], counts: list[int], columns: Mapping[int, Sequence[object]] = _NONE
    ) -> None:
        """Puts rows into the grid, behind those that wait for it."""
        waiting, self._waiting = self._waiting, []
        if waiting:
            for letters, number in self._known.items():
                self._grid.column(number).add([cells.get(letters, BLANK) for _, cells in waiting])
            numbers = [number for number, _ in waiting]
            self._grid.note_rows(numbers, [len(cells) for _, cells in waiting])
        if rows:
            for number, raws in columns.items():
                self._grid.column(number).add(raws)
            self._grid.note_rows(rows, counts)

    def _take_one_by_one(self, piece: bytes) -> None:
        for text in piece.split(_ROW_END):
            match = _ROW.match(text)
            if match is None:
                self._check_blank(text)
                continue
            number = self._number(match)
            cells = self._cells(text, match.end(), number)
            if cells:
                self._waiting.append((number, cells))
        if len(self._waiting) > _MOST_WAITING:
            self._store([], [])

    def _number(self, match: re.Match[bytes]) -> int:
        """The number of a row, which stands below the one before; notes that it is hidden."""
        empties, written, attributes = match.groups()
        number = int(written) if written else self._number_of(attributes)
        if number is None and self._numbered:
            raise damaged(self._part)
        if number is None:
            number = self._behind(empties) + 1
        if not self._last < number <= LAST_ROW:
            raise damaged(self._part)
        self._last = number
        if b"hidden" in attributes and _HIDDEN.search(attributes):
            self.hidden.add(number)
        return number

    def _number_of(self, attributes: bytes) -> int | None:
        """The number that a tag gives among its attributes; None where it gives none."""
        found = _NUMBER.search(attributes)
        if found is None:
            return None
        number = found[1] or found[2]
        if number is None or not _ATTRIBUTES.fullmatch(attributes):
            raise damaged(self._part)
        return int(number)

    def _behind(self, empties: bytes) -> int:
        """The number of the last of some empty rows, which stand below the row before."""
        last = self._last
        for attributes in _EMPTY_ROW.findall(empties):
            number = self._number_of(attributes)
            last = last + 1 if number is None else number
        return last

    def _check_blank(self, text: bytes) -> None:
        """What is left where no row is: nothing, empty rows, or XML that is no row."""
        if text.strip() and not _ROW.fullmatch(text + b"<row>"):
            raise damaged(self._part)

    def _cells(self, text: bytes, start: int, number: int) -> Cells:
        """The raw cells of one row by the letters of their columns."""
        found = _CELL.findall(text, start)
        of_row = b"%d" % number
        cells: Cells = {address.removesuffix(of_row): raw for address, raw in found}
        if BLANK in cells:
            cells = dict(parse_row(text, number, self._root, self._part))
            self._is_odd = True
        elif len(cells) != len(found):
            raise damaged(self._part)
        if not cells.keys() <= self._known.keys():
            self._learn(cells.keys() - self._known.keys())
        return cells

    def _learn(self, letters: set[bytes]) -> None:
        for each in letters:
            if not each.isalpha():  # an address in another row
                raise damaged(self._part)
            number = column_number(each.decode())
            self._grid.column(number)
            self._known[each] = number
        self._columns = ()

    def _sorted_columns(self) -> tuple[int, ...]:
        if len(self._columns) != len(self._known):
            self._columns = tuple(sorted(self._known.values()))
        return self._columns


def _are_all_rows(piece: bytes, found: int) -> bool:
    """Whether there are no other rows than those that were found.

    Each of them has a `w` at its beginning and at its end; letters are counted ten times as fast
    as ends of rows, by taking them out.
    """
    letters = len(piece) - len(piece.replace(b"w", b""))
    return letters == 2 * found or piece.count(_ROW_END) == found


def _behind_rows(piece: bytes, at: int, count: int) -> int:
    """The offset behind so many rows from `at` on, or the end."""
    for _ in range(count):
        end = piece.find(_ROW_END, at)
        if end < 0:
            return len(piece)
        at = end + len(_ROW_END)
    return at
