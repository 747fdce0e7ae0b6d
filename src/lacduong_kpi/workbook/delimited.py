"""Tables kept as text: .csv and .txt with commas, semicolons, tabs or bars.

Every value stays text: nothing is taken for a number or a date here.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text.legacy import Encoding, convert
from lacduong_kpi.workbook.addresses import LAST_ROW
from lacduong_kpi.workbook.decoding import Charset, Decoded, decode_text
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.rectangle import Interpreter, Meaning, finish
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of

_DELIMITERS = "\t;,|"
_BLOCK = 5_000
_SAMPLE_ROWS = 200
_SAMPLE = 1 << 18
_SWALLOWED = 100
"""Line ends in one cell from which on a quotation mark was not meant as one."""
_LAST = "\x1e"
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)
_AS_TEXT = re.compile(r'="([^"]*)"')
"""How digits are kept from becoming a number when Excel opens the file."""

CODES = {Charset.CP1258: "F10", Charset.TCVN3: "F11", Charset.VNI: "F12"}
"""The finding that says from which charset a text was converted."""


@dataclass(frozen=True, slots=True)
class TextTable:
    sheet: ReadSheet
    codes: tuple[str, ...]
    """of findings on the file as a whole"""
    has_columns: bool
    is_table: bool
    """whether some rows have at least as many cells as the least of lists: a number, a name and
    what is told of it"""


def read_delimited(data: bytes, name: str, limits: Limits) -> TextTable:
    """The table of a text file. Raises RefusedError for what is no text."""
    decoded = decode_text(data)
    if max(map(decoded.text.count, "\n\r")) > LAST_ROW:
        raise RefusedError("files.too_many_rows", limit=limits.rows)
    grid = Grid(limits)
    try:
        text, delimiter = _delimiter(decoded.text)
        rows, first = _rows(text, delimiter), 1
        while block := list(islice(rows, _BLOCK)):
            grid.add_block(first, block)
            first += len(block)
    except csv.Error as error:
        raise damaged() from error
    if grid.cells > limits.cells:
        raise RefusedError("files.too_many_cells", limit=limits.cells)
    sheet = sheet_of(name, finish(grid, limits, _interpreter(decoded)))
    is_table = delimiter is not None and _is_table(text[:_SAMPLE], delimiter)
    return TextTable(sheet, _codes(decoded), delimiter is not None, is_table)


def _codes(decoded: Decoded) -> tuple[str, ...]:
    converted = CODES.get(decoded.charset)
    found = (converted,) if converted and not decoded.text.isascii() else ()
    return (*found, "F14") if decoded.unreadable else found


def _interpreter(decoded: Decoded) -> Interpreter:
    encoding = {Charset.TCVN3: Encoding.TCVN3, Charset.VNI: Encoding.VNI}.get(decoded.charset)
    compose = decoded.charset is Charset.CP1258

    def interpret(raws: Sequence[object]) -> Meaning:
        return Meaning([_value(raw) for raw in raws])

    def _value(raw: object) -> str | None:
        if not isinstance(raw, str):
            return None
        if match := _AS_TEXT.fullmatch(raw):
            raw = match[1]
        if encoding is not None:
            raw = convert(raw, encoding)
        elif compose:
            raw = unicodedata.normalize("NFC", raw)
        return raw or None

    return interpret


def _delimiter(text: str) -> tuple[str, str | None]:
    """(the text without a line that names the delimiter, the delimiter or None)"""
    if match := _SEPARATOR_LINE.match(text):
        return text[match.end() :], match[1]
    sample = text[:_SAMPLE]
    scores = {each: _score(sample, each) for each in _DELIMITERS}
    best = max(scores, key=lambda each: scores[each])
    return text, best if scores[best] > 0 else None


def _score(sample: str, delimiter: str) -> float:
    """How much of the sample falls into rows of one width; 0 where it falls into one column."""
    widths = Counter[int]()
    for row in _parsed(sample, delimiter):
        widths[len(row)] += 1
        if widths.total() >= _SAMPLE_ROWS:
            break
    return max(
        (count * count * (min(width, 30) - 1) for width, count in widths.items() if width > 1),
        default=0,
    ) / max(1, widths.total())


def _is_table(sample: str, delimiter: str) -> bool:
    rows = (row for row in _parsed(sample, delimiter) if len(row) - row.count("") > 2)
    return sum(1 for _ in islice(rows, 2)) == 2


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _rows(text: str, delimiter: str | None) -> Iterator[list[str]]:
    """The rows of the table. Quotation marks that are not meant as such are taken as letters."""
    if delimiter is None:
        return ([line] for line in text.splitlines())
    if _quotes_hold(text, delimiter):
        return _parsed(text, delimiter)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)


def _quotes_hold(text: str, delimiter: str) -> bool:
    """Whether every quotation mark that opens a cell is closed before it swallows the rest."""
    if '"' not in text:
        return True
    row: list[str] = []
    for row in _parsed(f"{text}\n{_LAST}", delimiter):
        if any(cell.count("\n") >= _SWALLOWED for cell in row):
            return False
    return row == [_LAST]
