"""The few things in the styles of a page that matter for values: fonts of the old encodings,
struck-through text, hidden rows, number formats of Excel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.styles import MOST_STYLES, is_legacy_font

_CLASS = re.compile(r"\.([\w-]+)")
_FAMILY = re.compile(r"font-family\s*:\s*([^;,]+)", re.I)
_LINES = re.compile(r"text-(?:line-through|decoration)\s*:([^;]*)", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_NUMBER_FORMAT = re.compile(r"mso-number-format\s*:\s*(\"[^\"]*\"|'[^']*'|[^;]*)", re.I)


@dataclass(frozen=True, slots=True)
class Format:
    font: str | None = None
    struck: bool = False
    hidden: bool = False
    number_format: str = ""

    def over(self, inner: Format) -> Format:
        """What holds inside where `inner` is said there."""
        return Format(
            inner.font or self.font,
            inner.struck or self.struck,
            inner.hidden or self.hidden,
            inner.number_format or self.number_format,
        )


_NONE = Format()
_POINTS = 20
"""Points of a rule, on average: in selectors, names of files, numbers."""
_MANY = 1 << 14
"""formats that are remembered"""


def _format(declarations: str) -> Format:
    family = _FAMILY.search(declarations)
    font = family[1].strip(" \"'") if family else ""
    number = _NUMBER_FORMAT.search(declarations)
    code = re.sub(r"\\(.)", r"\1", number[1].strip("\"' ")) if number else ""
    return Format(
        font if is_legacy_font(font) else None,
        any("line-through" in each.lower() for each in _LINES.findall(declarations)),
        _HIDDEN.search(declarations) is not None,
        code,
    )


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of the innermost rules."""
    for before in css.split("}")[:-1]:
        around, brace, declarations = before.rpartition("{")
        if brace:
            yield around.rpartition("{")[2], declarations


class Stylesheet:
    """The classes of a page."""

    def __init__(self) -> None:
        self._classes: dict[str, Format] = {}
        self._inline: dict[str, Format] = {}
        self._rules = 0
        self._classed: dict[str, Format] = {}
        """formats by all the classes of an element"""

    def add(self, css: str) -> None:
        self._classed.clear()
        self._rules += max(css.count("}"), css.count(".") // _POINTS)
        if self._rules > MOST_STYLES:
            raise damaged()
        for selectors, declarations in _rules(css):
            for name in _CLASS.findall(selectors):
                known = self._classes.get(name, _NONE)
                self._classes[name] = known.over(_format(declarations))

    def format_of(self, attributes: dict[str, str]) -> Format:
        """The format of an element by its classes, its own style and old attributes."""
        found = _NONE
        if not attributes:
            return found
        if names := attributes.get("class"):
            found = self._format_of_classes(names)
        if style := attributes.get("style"):
            known = self._inline.get(style)
            if known is None:
                if len(self._inline) > _MANY:
                    self._inline.clear()
                known = self._inline[style] = _format(style)
            found = found.over(known)
        face = attributes.get("face", "")
        return found.over(Format(font=face)) if is_legacy_font(face) else found

    def _format_of_classes(self, names: str) -> Format:
        found = self._classed.get(names)
        if found is None:
            if len(self._classed) > _MANY:
                self._classed.clear()
            found = _NONE
            for name in names.split():
                found = found.over(self._classes.get(name, _NONE))
            self._classed[names] = found
        return found
