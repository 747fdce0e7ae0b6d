"""The rows of OpenDocument tables, as office programs write them, without the XML parser.

A row of plain cells is found by one regular expression and kept from the parser, which is given
all the rest and says whether a row may stand where this one does. A cell is the bytes of its
attributes and of its paragraphs, so cells alike are understood once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.markup import MarkupParser
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.strings import decode, unescape

_ATTRIBUTES = rb'(?>(?:\s++(?!xmlns)[a-z-]++:[a-z-]++="[^"<>&]*+")*)'
_TEXT = rb"(?:[^<&\x00-\x1f]++|&(?:amp|lt|gt|quot|apos|#(?:9|10|13|[3-9][0-9]|[1-9][0-9]{2,6}));)"
_PARAGRAPHS = rb"(?>(?:\s*+<text:p>(?>%s*)</text:p>)*)\s*+" % _TEXT
_ROW = re.compile(
    rb"<table:table-row(%s)>\s*+"
    rb"((?>(?:<table:(?:covered-)?table-cell%s(?:/>|>%s</table:(?:covered-)?table-cell>)\s*+)*))"
    rb"</table:table-row>" % (_ATTRIBUTES, _ATTRIBUTES, _PARAGRAPHS)
)
"""Finds (attributes, all cells) of a row."""
_CELL = re.compile(
    rb"<table:(?:covered-)?table-cell([^>]*+)>((?>(?:\s*+<text:p>[^<]*+</text:p>)*))"
)
"""Finds (attributes, paragraphs) of the cells of such a row."""
_ONE_CELL = (
    rb"<table:(?:covered-)?table-cell(%s/?+)>"
    rb"(?:(?<=/>)|(%s)</table:(?:covered-)?table-cell>)\s*+" % (_ATTRIBUTES, _PARAGRAPHS)
)
_ATTRIBUTE = re.compile(rb'([a-z-]+:[a-z-]+)="([^"]*)"')
_PARAGRAPH = re.compile(rb"<text:p>([^<]*)")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]*)")
_NUMBER = b' office:value="'
_NUMBER_VALUE = re.compile(rb' office:value="([^"]*+)"')
_P, _P_END = b"<text:p>", b"</text:p>"
_START, _END = b"<table:table-row", b"</table:table-row>"
_CHARACTERS = b"<![CDATA["
_MOST_CELLS = 120
"""Cells of a row up to which rows of one build are read by an expression of their own."""
_BLOCK = 1_000
_WORTH_IT = 8
_LONGEST = 1 << 20
"""Bytes that may be kept back until a row is complete."""

Plain = tuple[bytes, bytes]
"""attributes and paragraphs of a cell"""
NAMESPACES = ("office", "table", "text")
"""the prefixes that a row without the parser relies on"""


@dataclass(frozen=True, slots=True)
class PlainRow:
    attributes: bytes
    cells: Sequence[Plain]


@dataclass(frozen=True, slots=True)
class PlainBlock:
    """Rows that have equally many cells: the attributes of each, and its cells column by column."""

    attributes: Sequence[bytes]
    columns: Sequence[tuple[Sequence[bytes], Sequence[bytes]]]
    """attributes and paragraphs of the cells"""

    def rows(self) -> Iterator[PlainRow]:
        cells = zip(*(zip(*column, strict=True) for column in self.columns), strict=True)
        return map(PlainRow, self.attributes, cells)


@lru_cache(maxsize=64)
def _pattern(cells: int) -> re.Pattern[bytes]:
    """Finds (attributes, then attributes and paragraphs of each cell) of a row of so many."""
    row = rb"\s*+<table:table-row(%s)>\s*+" % _ATTRIBUTES
    return re.compile(row + _ONE_CELL * cells + _END)


class Handler(Protocol):
    """Takes what the parser tells, and whole rows."""

    @property
    def awaits_row(self) -> bool:
        """Whether a row may come now, under the names that office programs use."""

    def take(self, row: PlainRow) -> None: ...

    def take_block(self, block: PlainBlock) -> None: ...


def feed_rows(chunks: Iterable[bytes], parser: MarkupParser, handler: Handler) -> None:
    """Gives each row to the handler as a whole where that can be done, all else to the parser."""
    is_sure = True
    for number, piece in enumerate(_with_whole_rows(chunks)):
        if number == 0:
            encoding = _ENCODING.match(piece)
            is_sure = encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii")
        if is_sure:
            is_sure = _feed(piece, parser, handler)
        else:
            parser.feed(piece)
    parser.close()


def _with_whole_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that end behind a row, as far as rows are not too long."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        end = data.rfind(_END) + len(_END)
        if end < len(_END):
            end = len(data) if len(data) > _LONGEST else 0
        if end:
            yield data[:end]
        rest = data[end:]
    yield rest


def _feed(piece: bytes, parser: MarkupParser, handler: Handler) -> bool:
    """Whether it is certain that rows in further pieces are rows, and no text."""
    at = 0
    while at < len(piece):
        start = piece.find(_START, at)
        row = _ROW.match(piece, start) if start >= 0 else None
        end = start if row else _behind(piece, start)
        if end > at:
            parser.feed(piece[at:end])
            if piece.find(_CHARACTERS, at, end) >= 0:
                parser.feed(piece[end:])
                return False
        if row and parser.is_between and handler.awaits_row:
            end = _take(row, piece, handler)
        elif row:
            parser.feed(row[0])
            end = row.end()
        at = end
    return True


def _take(row: re.Match[bytes], piece: bytes, handler: Handler) -> int:
    """Hands on a row, and those behind it that are built alike; the place behind them."""
    cells = _CELL.findall(row[2])
    if 0 < len(cells) <= _MOST_CELLS:
        found, end = _alike(_pattern(len(cells)), piece, row.start())
        if len(found) >= _WORTH_IT:
            attributes, *both = zip(*found, strict=True)
            handler.take_block(
                PlainBlock(attributes, list(zip(both[::2], both[1::2], strict=True)))
            )
            return end
    handler.take(PlainRow(row[1], cells))
    return row.end()


def _alike(
    pattern: re.Pattern[bytes], piece: bytes, start: int
) -> tuple[list[tuple[bytes, ...]], int]:
    found: list[tuple[bytes, ...]] = []
    while len(found) < _BLOCK and (row := pattern.match(piece, start)):
        found.append(row.groups(b""))
        start = row.end()
    return found, start


def _behind(piece: bytes, start: int) -> int:
    """The end of a row that is not plain, or of the piece."""
    end = piece.find(_END, start) if start >= 0 else -1
    return end + len(_END) if end >= 0 else len(piece)


def without_number(written: bytes) -> tuple[bytes, str | None]:
    """The attributes of a cell without the number that it holds, and that number."""
    before, found, rest = written.partition(_NUMBER)
    if not found:
        return written, None
    number, _, behind = rest.partition(b'"')
    if _NUMBER in behind:
        raise damaged()
    return before + behind, number.decode("utf-8", "replace")


def attributes_of(written: bytes, prefixes: Mapping[str, str], part: str) -> dict[str, str]:
    """The attributes of a tag by their full names."""
    pairs = _ATTRIBUTE.findall(written)
    found: dict[str, str] = {}
    for name, value in pairs:
        prefix, _, local = decode(name, part).partition(":")
        found[f"{prefixes.get(prefix, prefix)}{local}"] = decode(value, part)
    if len(found) != len(pairs):
        raise damaged(part)
    return found


def text_of(paragraphs: bytes, part: str) -> str:
    """The text of a cell, a line for each paragraph behind the first that is none."""
    lines = _PARAGRAPH.findall(paragraphs)
    text = decode(lines[0] if len(lines) == 1 else b"\n".join(lines), part)
    return unescape(text).lstrip("\n") if len(lines) > 1 else unescape(text)


def texts_of(paragraphs: Sequence[bytes], part: str) -> list[str] | None:
    """`text_of` each, all at once; None where some have several paragraphs or none, or
    blanks around them."""
    joined = b"\0".join((b"", *paragraphs, b""))
    both = (_P, _P_END, b"\0" + _P, _P_END + b"\0")
    if any(joined.count(each) != len(paragraphs) for each in both):
        return None
    texts = joined.replace(_P, b"").replace(_P_END, b"")
    return unescape(decode(texts, part)).split("\0")[1:-1]


def numbers_of(written: Sequence[bytes]) -> tuple[bytes, list[bytes]] | None:
    """What the attributes of cells have in common, and the numbers that they hold; None where
    there is more to them."""
    joined = b"\0".join(written)
    rest = set(_NUMBER_VALUE.sub(b"", joined).split(b"\0"))
    numbers = _NUMBER_VALUE.findall(joined)
    return (rest.pop(), numbers) if len(rest) == 1 and len(numbers) == len(written) else None
