"""One row of a worksheet part through the XML parser: for what the fast search does not know.

Rich text in a cell, other orders of attributes, prefixes, comments, pretty-printed XML, cells
without an address.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lacduong_kpi.findings import letters
from lacduong_kpi.workbook.addresses import column_number
from lacduong_kpi.workbook.markup import Attributes, OwnNames, parse
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.strings import RichText

_STYLE = re.compile(r"[0-9]{1,9}")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class ParsedCell(NamedTuple):
    """A raw cell with its XML taken apart. `text` is None where no value is stored at all."""

    style: int
    type: str
    text: str | None
    formula: str | None
    """its text, empty where another cell holds it"""
    font: str | None = None
    struck: bool = False


class _Reader:
    def __init__(self, row: int) -> None:
        self.row = row
        self.cells: dict[str, ParsedCell] = {}
        self._attributes: Attributes = {}
        self._in_cell = False
        self._names = OwnNames("row")
        self._text: str | None = None
        self._formula: str | None = None
        self._pieces: list[str] = []
        self._taking = False
        """whether we are inside of a value or a formula"""
        self._rich: RichText | None = None
        """what gathers the text that stands in the cell itself, while we are inside of it"""
        self._found: tuple[str, str | None, bool] | None = None
        self._column = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name = self._names[tag]
        if self._taking:  # a value is nothing but text
            raise damaged()
        if name == "c":
            if self._in_cell:
                raise damaged()
            self._attributes, self._in_cell = attributes, True
            self._text = self._formula = self._found = None
        elif name in ("v", "f"):
            self._taking, self._pieces = name == "v" or not attributes, []
        elif name == "is" and self._rich is None:
            self._rich = RichText("is")
        if self._rich is not None:
            self._rich.start(tag, attributes)

    def text(self, text: str) -> None:
        if self._taking:
            self._pieces.append(text)
        elif self._rich is not None:
            self._rich.text(text)

    def end(self, tag: str) -> None:
        name = self._names[tag]
        if self._rich is not None:
            self._rich.end(tag)
        if name == "is" and self._rich is not None:
            self._check_first(self._found)
            self._found, self._rich = self._rich.found[-1], None
        elif name == "f":
            self._taking, self._formula = False, "".join(self._pieces)
        elif name == "v":
            self._check_first(self._text)
            self._taking, self._text = False, "".join(self._pieces)
        elif name == "c":
            self._in_cell = False
            self._add()

    def _check_first(self, value: object) -> None:
        """A cell with two values tells neither."""
        if value is not None:
            raise damaged()

    def _add(self) -> None:
        column = self._letters()
        text, font, struck = self._text, None, False
        if self._found is not None:
            text, font, struck = self._found
        if text is None and self._formula is None:
            return
        style = self._attributes.get("s") or "0"
        if column in self.cells or not _STYLE.fullmatch(style):
            raise damaged()
        kind = self._attributes.get("t") or "n"
        self.cells[column] = ParsedCell(int(style), kind, text, self._formula, font, struck)

    def _letters(self) -> str:
        """The column of the cell by its address, or the next one where it has none."""
        address = self._attributes.get("r")
        if address is None:
            self._column += 1
            return letters(self._column)
        match = _ADDRESS.fullmatch(address)
        if match is None or int(match[2]) != self.row:
            raise damaged()
        self._column = column_number(match[1])
        return match[1]


def parse_row(row: bytes, number: int, root: bytes, part: str) -> dict[bytes, ParsedCell]:
    """The cells of a row by the letters of their columns. `row` is its XML without the end tag,
    `root` the opening tag of the sheet. Raises RefusedError for broken XML or a repeated address."""
    reader = _Reader(number)
    closing = b"</" + root[1:].split(maxsplit=1)[0].rstrip(b">") + b">"
    parse((root, row, b"</row>", closing), part, reader.start, reader.end, reader.text)
    return {column.encode(): cell for column, cell in reader.cells.items()}
