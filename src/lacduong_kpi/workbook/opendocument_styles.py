"""What the styles of an OpenDocument spreadsheet say about values: old fonts, struck-through
text, numbers shown with leading zeros, hidden sheets."""

from __future__ import annotations

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.markup import Attributes
from lacduong_kpi.workbook.rectangle import Mark
from lacduong_kpi.workbook.refusal import damaged
from lacduong_kpi.workbook.serials import Shape
from lacduong_kpi.workbook.styles import MOST_STYLES, PLAIN, Style, is_legacy_font

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE, _NUMBER = f"{_URN}style:1.0|", f"{_URN}datastyle:1.0|"
_TABLE, _SVG, _FO = (
    f"{_URN}table:1.0|",
    f"{_URN}svg-compatible:1.0|",
    f"{_URN}xsl-fo-compatible:1.0|",
)
_FEWEST_DIGITS = 5
_DEEPEST = 20


@dataclass(slots=True)
class _Named:
    parent: str = ""
    data: str = ""
    font: str | None = None
    struck: bool | None = None
    hidden: bool = False


class OdfStyles:
    """Handlers that gather styles, and what the styles of a name mean, parents included."""

    def __init__(self) -> None:
        self._named: dict[str, _Named] = {}
        self._families: dict[str, str] = {}
        self._digits: dict[str, int] = {}
        self._current: _Named | None = None
        self._number = ""
        self._known: dict[str, Style] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        match tag.rpartition("|")[2]:
            case "style" if tag.startswith(_STYLE):
                self._start_style(attributes)
            case "font-face":
                name = attributes.get(f"{_STYLE}name", "")
                family = attributes.get(f"{_SVG}font-family", name)
                self._families[name] = family.strip("'\"")
            case "text-properties" if self._current is not None:
                self._text_properties(self._current, attributes)
            case "table-properties" if self._current is not None:
                self._current.hidden = attributes.get(f"{_TABLE}display") == "false"
            case "number-style":
                self._number = attributes.get(f"{_STYLE}name", "")
            case "number" if self._number:
                self._digits[self._number] = _leading_zeros(attributes)
            case _:
                pass

    def end(self, tag: str) -> None:
        match tag.rpartition("|")[2]:
            case "style":
                self._current = None
            case "number-style":
                self._number = ""
            case _:
                pass

    def _start_style(self, attributes: Attributes) -> None:
        self._current = _Named(
            attributes.get(f"{_STYLE}parent-style-name", ""),
            attributes.get(f"{_STYLE}data-style-name", ""),
        )
        self._named[attributes.get(f"{_STYLE}name", "")] = self._current
        if len(self._named) > MOST_STYLES:
            raise damaged()
        self._known.clear()

    def _text_properties(self, named: _Named, attributes: Attributes) -> None:
        named.font = attributes.get(f"{_STYLE}font-name") or attributes.get(f"{_FO}font-family")
        line = attributes.get(f"{_STYLE}text-line-through-style")
        line = line or attributes.get(f"{_STYLE}text-line-through-type")
        named.struck = None if line is None else line != "none"

    def of(self, name: str) -> Style:
        """What a style means for the value of a cell."""
        style = self._known.get(name)
        if style is None:
            style = self._known[name] = self._resolved(name)
        return style

    def mark(self, name: str) -> Mark | None:
        style = self.of(name)
        return Mark(style.font, style.struck) if style.marked else None

    def hides_table(self, name: str) -> bool:
        return name in self._named and self._named[name].hidden

    def _resolved(self, name: str) -> Style:
        data, font, struck = "", None, None
        for _ in range(_DEEPEST):
            named = self._named.get(name)
            if named is None:
                break
            data, font = data or named.data, font or named.font
            struck = named.struck if struck is None else struck
            name = named.parent
        digits = self._digits.get(data, 0)
        family = self._families.get(font or "", font or "").strip("'\"")
        legacy = family if is_legacy_font(family) else None
        if not digits and legacy is None and not struck:
            return PLAIN
        shape = Shape.DIGITS if digits >= _FEWEST_DIGITS else Shape.NUMBER
        return Style(shape, digits, legacy, bool(struck))


def _leading_zeros(attributes: Attributes) -> int:
    digits = attributes.get(f"{_NUMBER}min-integer-digits", "0")
    decimals = attributes.get(f"{_NUMBER}decimal-places", "0")
    grouped = attributes.get(f"{_NUMBER}grouping") == "true"
    plain = digits.isdecimal() and decimals == "0" and not grouped
    return int(digits[:3]) if plain else 0
