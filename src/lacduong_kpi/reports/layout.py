"""Lines of text at a fixed width, with colours beside them: no vertical rules, nothing cut.

Text folds at blanks only (a no-break space is none), so a figure, a code or an address stays
whole even where it is longer than the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports.words import Colour

if TYPE_CHECKING:
    from rich.text import Text

RULE = "─"
GAP = "  "


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line. Its colour says nothing that its text does not say."""

    text: str
    colour: Colour | None = None
    bold: bool = False


Line = tuple[Span, ...]
Screen = tuple[Line, ...]
"""What a terminal shows, top to bottom."""


def plain(screen: Screen) -> str:
    """The screen as text, each line ended; no blanks at the ends of lines."""
    return "".join("".join(span.text for span in line).rstrip(" ") + "\n" for line in screen)


def styled(screen: Screen) -> Text:
    """The screen for a rich console: `console.print(styled(screen), end="", soft_wrap=True)`."""
    from rich.text import Text

    text = Text()
    for line in screen:
        row = Text()
        for span in line:
            style = " ".join(filter(None, ("bold" if span.bold else "", span.colour or "")))
            row.append(span.text, style=style or None)
        if idle := len(row.plain) - len(row.plain.rstrip(" ")):
            row.right_crop(idle)
        text.append_text(row).append("\n")
    return text


def text_width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii() or all(char < "\u0300" or "\u1e00" <= char < "\u2000" for char in text):
        return len(text)  # Vietnamese in NFC, and nothing that is wider or narrower
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int) -> str:
    """The text with blanks after it up to `width`; longer text as it is."""
    return text + " " * (width - text_width(text))


def fold(text: str, width: int) -> list[str]:
    """The text in lines of at most `width`, but for words that are longer than that."""
    return fold_pieces(text.split(" "), width)


def fold_pieces(pieces: Iterable[str], width: int) -> list[str]:
    """Pieces that must not be torn, with a blank between them, in lines of at most `width`."""
    lines: list[str] = []
    line, used = "", 0
    for word in pieces:
        size = text_width(word)
        if line and used + 1 + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    return [*lines, line] if line or not lines else lines


class Align(Enum):
    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of a row."""

    text: str
    colour: Colour | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its width, and whether its text may fold."""

    width: int
    align: Align = Align.LEFT
    folds: bool = False


class Page:
    """Collects lines of at most `width` columns. Used by one renderer call, never kept."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.lines: list[Line] = []

    @property
    def screen(self) -> Screen:
        return tuple(self.lines)

    def blank(self) -> None:
        self.lines.append(())

    def rule(self, width: int | None = None) -> None:
        self.lines.append((Span(RULE * (width or self.width)),))

    def add(self, *spans: Span) -> None:
        """A line as it is, however long."""
        self.lines.append(spans)

    def whole(self, text: str) -> None:
        """A line of one colour as it is, however long."""
        self.add(Span(text))

    def heading(self, text: str, hang: int = 2) -> None:
        """A heading, folded like a sentence."""
        for number, line in enumerate(fold(text, self.width - hang)):
            self.lines.append((Span(" " * hang * bool(number) + line, bold=True),))

    def text(self, text: str, indent: int = 0, hang: int = 0, colour: Colour | None = None) -> None:
        """A sentence, folded; further lines stand `hang` columns further in."""
        self.pieces(text.split(" "), indent, hang, colour)

    def pieces(
        self, pieces: Iterable[str], indent: int = 0, hang: int = 0, colour: Colour | None = None
    ) -> None:
        """The same for pieces that must not be torn, such as places with blanks in them."""
        for number, line in enumerate(fold_pieces(pieces, max(1, self.width - indent - hang))):
            before = " " * (indent + hang * bool(number))
            self.lines.append((Span(before), Span(line, colour)))

    def labelled(self, label: str, text: str, indent: int, colour: Colour | None = None) -> None:
        """A word at the left, and a text that folds under itself beside it."""
        start = indent + text_width(label)
        for number, line in enumerate(fold(text, max(1, self.width - start))):
            before = " " * start if number else " " * indent + label
            self.lines.append((Span(before, colour), Span(line)))

    def row(self, fields: Sequence[Field], cells: Sequence[Cell], indent: int = 0) -> None:
        """A row of a table; cells that fold go on below, the others stand on its first line."""
        folded = [list(_lines(field, cell)) for field, cell in zip(fields, cells, strict=True)]
        for number in range(max(map(len, folded))):
            spans = [Span(" " * indent)] if indent else []
            for field, cell, lines in zip(fields, cells, folded, strict=True):
                text = lines[number] if number < len(lines) else ""
                spans.append(Span(_aligned(field, text), cell.colour))
                spans.append(Span(GAP))
            self.lines.append(tuple(spans[:-1]))

    def row_of_pieces(
        self,
        fields: Sequence[Field],
        cells: Sequence[Cell],
        pieces: Iterable[str],
        indent: int = 0,
    ) -> None:
        """A row whose last column takes the rest of the line and holds pieces that stay whole."""
        start = indent + sum(field.width + len(GAP) for field in fields)
        lines = fold_pieces(pieces, max(1, self.width - start))
        self.row([*fields, Field(0)], [*cells, Cell(lines[0])], indent)
        for line in lines[1:]:
            self.lines.append((Span(" " * start), Span(line)))


def _lines(field: Field, cell: Cell) -> Iterable[str]:
    return fold(cell.text, field.width) if field.folds else (cell.text,)


def _aligned(field: Field, text: str) -> str:
    if field.align is Align.LEFT:
        return pad(text, field.width)
    return " " * (field.width - text_width(text)) + text


def widest(texts: Iterable[str]) -> int:
    """The width of the widest text; 0 of none."""
    return max(map(text_width, texts), default=0)
