"""Tables kept as text: .csv and .txt with commas, semicolons, tabs or bars.

Every value stays text: nothing is taken for a number or a date here.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text.legacy import Encoding, convert
from lacduong_kpi.workbook.addresses import LAST_ROW
from lacduong_kpi.workbook.decoding import Charset, Decoded, decode_text, has_line_beyond
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.model import all_bounded
from lacduong_kpi.workbook.rectangle import Interpreter, Meaning, finish
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of

_DELIMITERS = "\t;,|"
_BLOCK = 5_000
_SAMPLE_ROWS = 200
_SAMPLE = 1 << 18
_SWALLOWED = 100
"""Line ends in one cell from which on a quotation mark was not meant as one."""
_SELDOM = 10
"""A line end inside of quotation marks in every so many rows at most, where some of them do not
end at the end of a cell."""
_LAST = "\x1e"
_LETTER = "\ufdd0"
"""stands for a quotation mark that is a letter; no text may hold such a character"""
_LINE = re.compile(r"[^\r\n]*+(?:\r\n?|\n)|[^\r\n]++")
_ENDS = 4
"""How often as many bytes may look like ends of lines before they are decoded: in UTF-16 they may
be halves of letters."""
_WIDEST = 4
"""Bytes of a letter, at most."""
_LONGEST_LINE = 4 << 20
_SEPARATOR_LINE = re.compile(r"sep=([\t!#-/:-@\[-`{-~])\r?\n", re.I)
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
    if max(map(data.count, (b"\n", b"\r"))) > _ENDS * LAST_ROW:
        raise RefusedError("files.too_many_rows", limit=limits.rows)
    if has_line_beyond(_WIDEST * _LONGEST_LINE, data):
        raise damaged()
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
        return Meaning(all_bounded([_value(raw) for raw in raws]))

    def _value(raw: object) -> str | None:
        if not isinstance(raw, str):
            return None
        if _LETTER in raw:
            raw = raw.replace(_LETTER, '"')
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
    for row in _sampled(sample, delimiter):
        widths[len(row)] += 1
        if widths.total() >= _SAMPLE_ROWS:
            break
    return max(
        (count * count * (min(width, 30) - 1) for width, count in widths.items() if width > 1),
        default=0,
    ) / max(1, widths.total())


def _is_table(sample: str, delimiter: str) -> bool:
    rows = (row for row in _sampled(sample, delimiter) if len(row) - row.count("") > 2)
    return sum(1 for _ in islice(rows, 2)) == 2


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends. A copy of the whole text, as `StringIO` makes, takes four bytes a
    letter."""
    for line in _LINE.finditer(text):
        if line.end() - line.start() > _LONGEST_LINE:
            raise damaged()
        yield line[0]


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(_lines(text), delimiter=delimiter)


def _sampled(sample: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a sample, up to where a quotation mark swallows all that follows."""
    with suppress(csv.Error):
        yield from _parsed(sample, delimiter)


def _rows(text: str, delimiter: str | None) -> Iterator[list[str]]:
    """The rows of the table. Quotation marks that are not meant as such are taken as letters."""
    if delimiter is None:
        return ([line.rstrip("\r\n")] for line in _lines(text))
    if '"' not in text or _quotes_hold(text, delimiter):
        return _parsed(text, delimiter)
    return csv.reader(map(_with_letters, _lines(text)), delimiter=delimiter)


def _with_letters(line: str) -> str:
    """A line by itself, in which a quotation mark too many is none."""
    return line.replace('"', _LETTER) if line.count('"') % 2 else line


def _quotes_hold(text: str, delimiter: str) -> bool:
    """Whether every quotation mark that opens a cell is closed where the cell ends, or some that
    are not do no harm."""
    for strict in (True, False):
        try:
            rows, swallowed = _read_through(text, delimiter, strict=strict)
        except csv.Error:
            continue
        return strict or swallowed * _SELDOM <= rows
    return False


def _read_through(text: str, delimiter: str, *, strict: bool) -> tuple[int, int]:
    """(number of rows, line ends inside of cells). csv.Error: a mark swallows what follows it."""
    count = swallowed = 0
    lines = chain(_lines(text), ("\n", _LAST))
    row: list[str] = []
    for row in csv.reader(lines, delimiter=delimiter, strict=strict):
        count += 1
        for cell in row:
            if "\n" in cell or "\r" in cell:
                ends = cell.count("\n") or cell.count("\r")
                swallowed += ends
                if ends >= _SWALLOWED:
                    raise csv.Error
    if row != [_LAST]:
        raise csv.Error
    return count, swallowed
