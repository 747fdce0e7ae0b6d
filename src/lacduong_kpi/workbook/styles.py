"""What the styles of a workbook say about its values: dates, old fonts, struck-through text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.markup import Attributes, local, parse
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.serials import Shape, builtin_shape, shape_of

_LEGACY_FONT = re.compile(r"\.Vn|VNI[-_ ]|VNI\b", re.I)


def is_legacy_font(name: str) -> bool:
    """Whether text in the font is written in TCVN3 (.VnTime, .VnArialH) or VNI (VNI-Times)."""
    return _LEGACY_FONT.match(name) is not None


@dataclass(frozen=True, slots=True)
class Style:
    """What one cell format means for the value under it."""

    shape: Shape = Shape.NUMBER
    digits: int = 0
    font: str | None = None
    """the font's name, only where it is one of the old encodings"""
    struck: bool = False

    @property
    def marked(self) -> bool:
        return self.struck or self.font is not None


PLAIN = Style()
MOST_STYLES = 100_000
"""Formats of one workbook; Excel knows 65,490."""


@dataclass(slots=True)
class _Font:
    name: str = ""
    struck: bool = False


class _StylesReader:
    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.fonts: list[_Font] = []
        self.cells: list[tuple[int, int]] = []
        self._inside: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        parent = self._inside[-1] if self._inside else ""
        self._inside.append(name)
        if name == "numFmt" and parent == "numFmts":
            self.formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name == "font" and parent == "fonts":
            self.fonts.append(_Font())
        elif parent == "font" and self.fonts and "fonts" in self._inside:
            self._font_property(name, attributes.get("val"))
        elif parent == "cellXfs":
            if name != "xf":  # those behind it would be other formats than they are
                raise damaged()
            numbers = _whole(attributes.get("numFmtId")), _whole(attributes.get("fontId"))
            self.cells.append(numbers)

    def _font_property(self, name: str, value: str | None) -> None:
        if name == "name":
            self.fonts[-1].name = value or ""
        elif name == "strike":
            self.fonts[-1].struck = value not in ("0", "false", "off")

    def end(self, _: str) -> None:
        self._inside.pop()

    def style(self, format_number: int, font_number: int) -> Style:
        font = self.fonts[font_number] if font_number < len(self.fonts) else _Font()
        code = self.formats.get(format_number)
        shape, digits = (builtin_shape(format_number), 0) if code is None else shape_of(code)
        legacy = font.name if is_legacy_font(font.name) else None
        return Style(shape, digits, legacy, font.struck)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def read_styles(chunks: Iterable[bytes], part: str) -> tuple[Style, ...]:
    """The style of every cell format, by the number with which cells name it."""
    reader = _StylesReader()
    parse(chunks, part, reader.start, reader.end)
    known: dict[tuple[int, int], Style] = {}
    for pair in reader.cells:
        if pair not in known:
            known[pair] = reader.style(*pair)
    return tuple(known[pair] for pair in reader.cells)
