"""A worksheet part of an Office Open XML workbook, streamed.

Every part has to be inflated and searched before any library may see it: a single stray cell makes
python-calamine build the whole sheet and abort, and error cells and formulas without a stored
result come from it as blanks. So the same pass takes the cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import Enum, auto

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.asides import without_asides
from lacduong_kpi.workbook.frame import Frame
from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.refusal import RefusedError, damaged
from lacduong_kpi.workbook.rows import Rows

_LONGEST = 16 << 20
"""Bytes of XML for one row; more is no roster."""
_LONGEST_HEAD = 16 << 20
"""Bytes of XML before the rows."""
_LONGEST_TAG = 1_000


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


def scan_sheet(
    chunks: Iterable[bytes],
    part: str,
    limits: Limits,
    *,
    before: int | None = None,
    behind: int | None = None,
) -> Scan:
    """Reads a worksheet part. Raises RefusedError for XML that breaks off or goes beyond the sheet.

    With `before` only the rows before that many bytes of rows are read and the rest is not even
    inflated; with `behind` the other rows, and all that stands around them.
    """
    scan = Scan(Grid(limits))
    frame = Frame(part)
    rows: Rows | None = None
    at = 0
    for section, data in _sections(without_asides(chunks, part), part):
        if section is not _Section.ROWS:
            frame.feed(data)
            continue
        at += len(data)
        if before is not None and at > before:
            break
        if behind is None or at > behind:
            rows = rows or Rows(scan.grid, frame.root, part, numbered=behind is not None)
            rows.take(data)
    else:
        frame.close()
    scan.hidden_rows = rows.hidden if rows else set()
    scan.merges = frame.merges
    scan.hidden_columns = frame.hidden_columns
    return scan


_SHEET_DATA = re.compile(rb"<([^\s<>/:]+:)?sheetData(?:\s[^<>]*?)?(/?)>")


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
    first = next(stream, b"")
    if opening := _SHEET_DATA.search(first):
        return first, opening
    head = bytearray(first)
    for chunk in stream:
        searched = max(0, len(head) - _LONGEST_TAG)
        head += chunk
        if opening := _SHEET_DATA.search(head, searched):
            whole = bytes(head)
            return whole, _SHEET_DATA.match(whole, opening.start())
        if len(head) > _LONGEST_HEAD:
            raise RefusedError("files.too_big_inside", part=part)
    return bytes(head), None


def _row_sections(
    carry: bytes, stream: Iterator[bytes], prefix: bytes, part: str
) -> Iterator[tuple[_Section, bytes]]:
    closing, row_end = b"</" + prefix + b"sheetData>", b"</" + prefix + b"row>"
    searched = 0  # so much of what is carried holds neither, but perhaps a beginning of one
    while True:
        end = carry.rfind(row_end, searched)
        at = carry.find(closing, max(end, searched))  # no row stands behind the closing tag
        if at >= 0:
            yield _Section.ROWS, carry[:at]
            yield _Section.TAIL, carry[at:]
            return
        if end >= 0:
            cut = end + len(row_end)
            yield _Section.ROWS, carry[:cut]
            carry = carry[cut:]
        chunk = next(stream, None)
        if chunk is None:
            raise damaged(part)
        if len(carry) > _LONGEST:
            raise RefusedError("files.too_big_inside", part=part)
        searched = max(0, len(carry) - len(closing))
        carry += chunk
