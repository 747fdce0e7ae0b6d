"""Which rows below a header are records, and what the other rows say of them.

Most rows are records at first sight: their name cell holds a name and one of the fullest columns
is filled. Only the others are looked at cell by cell, so that a long list costs little.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.lines import Line, Role, read_line
from lacduong_kpi.tables.looks import Looks
from lacduong_kpi.tables.model import Skipped
from lacduong_kpi.tables.shapes import Shape, shape_of_text
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import key

_SPECIAL = re.compile(
    r"c[hộo]|đ[ảaạ]ng|ðảng|c[ộo]ng|t[ổo]ng|ng[ưu][ờo]i|t\s*/\s*m|b[íi] th[ưu]|ch[úu]|danh s[áa]ch|n[ơo]i nh[ậa]n"
    r"|h[ọo] (?:v[àa] )?t[êe]n|x[ãa] |th[ịi] tr[ấa]n|ph[ưu][ờo]ng|th[ôo]n|t[ổo] |tdp|bu[ôo]n|kh[ốo]i|ng[àa]y|tr[ưu][ởo]ng ban"
    r"|mi[ễe]n|chuy[ểe]n|t[ừu] tr[ầa]n|kh[ai]|x[óo]a t[êe]n|qu[ầa]n ch[úu]ng|bi[ểe]u|k[ếe]t qu[ảa]|s[ổo] |\d",
    re.IGNORECASE,
)
"""what must stand in a text for it to be anything but a name; cheap, and never wrong to match"""
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-Z])\s*\)?(?:\s*\(?\s*=.*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Section:
    """A row whose text holds for the records below it."""

    row: int
    column: int
    line: Line


@dataclass(slots=True)
class Body:
    """The rows of a table below its header."""

    end: int
    """the last row that belongs to it"""
    rows: list[int] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    skipped: dict[Skipped, list[int]] = field(default_factory=dict)
    total: tuple[int, int, int] | None = None
    """declared total: number, row, column"""
    odd: list[int] = field(default_factory=list)
    """rows with values and no name, that nothing explains"""

    def skip(self, why: Skipped, row: int) -> None:
        self.skipped.setdefault(why, []).append(row)


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a table's columns its rows are told by."""

    kind: Kind
    names: tuple[int, ...]
    """the columns of the name"""
    number: int | None
    """the column of the running number"""
    dense: tuple[int, ...]
    """the fullest other columns"""
    left: int
    right: int


class BodyReader:
    """Reads the rows below one header."""

    def __init__(self, grid: Grid, band: Band, frame: Frame, looks: Looks) -> None:
        self._grid = grid
        self._band = band
        self._frame = frame
        self._looks = looks
        self._titles = {each.column: frozenset(map(key, each.path)) for each in band.columns}
        self._tail = False

    def read(self) -> Body:
        """The table's rows, down to the next header or to the end of the sheet."""
        top, bottom = self._band.bottom + 1, self._grid.sheet.bottom
        body = Body(bottom)
        doubtful = self._doubtful(top, bottom)
        last = top - 1
        for row in doubtful:
            self._sure(body, last + 1, row - 1)
            last = row
            if self._ends(row):
                body.end = row - 1
                return self._trimmed(body)
            self._judge(body, row)
        self._sure(body, last + 1, bottom)
        return body

    def _sure(self, body: Body, top: int, bottom: int) -> None:
        if top <= bottom:
            self._tail = False
            body.rows.extend(range(top, bottom + 1))

    def _trimmed(self, body: Body) -> Body:
        """Titles of the next table stand above its header and are no rows of this one."""
        return body

    def _doubtful(self, top: int, bottom: int) -> list[int]:
        """The rows that are not records at first sight."""
        grid, frame = self._grid, self._frame
        if top > bottom:
            return []
        found: set[int] = set()
        plain: set[int] | None = None
        for column in frame.names:
            odd = set(grid.rows_with(column, self._special(column), top, bottom))
            plain = odd if plain is None else plain & odd
            found |= set(grid.rows_with(column, self._words(column), top, bottom))
        found |= plain or set()
        empty = [set(grid.rows_without(column, top, bottom)) for column in frame.dense]
        if empty:
            found |= set.intersection(*empty)
        else:
            found |= set(range(top, bottom + 1))
        return sorted(found)

    def _special(self, column: int) -> frozenset[int]:
        """The values of a name column that are blank or no text."""
        sorts = self._grid.sorts(column)
        return frozenset(code for code, sort in enumerate(sorts) if sort != Sort.TEXT)

    def _words(self, column: int) -> frozenset[int]:
        """The values of a name column that may be something else than a name."""
        grid = self._grid
        values = grid.sheet.columns[column - grid.sheet.left].values
        found = set()
        for code, value in enumerate(values):
            if isinstance(value, str) and _SPECIAL.search(value):
                found.add(code)
        return frozenset(found)

    def _ends(self, row: int) -> bool:
        """Whether another header begins in this row."""
        if self._is_repeated(row):
            return False
        look = self._looks(row)
        return look.is_header and bool(look.anchors)

    def _is_repeated(self, row: int) -> bool:
        cells = self._cells(row)
        same = sum(
            key(self._grid.text(row, column)) in self._titles.get(column, frozenset())
            for column in cells
            if self._grid.sort(row, column) == Sort.TEXT
        )
        return (same >= 2 and same * 10 >= len(cells) * 6) or (same == len(cells) == 1)

    def _cells(self, row: int) -> list[int]:
        return self._grid.filled(row, self._frame.left, self._frame.right)

    def _judge(self, body: Body, row: int) -> None:
        """Puts one doubtful row where it belongs."""
        cells = self._cells(row)
        if not cells:
            body.skip(Skipped.EMPTY, row)
        elif self._is_repeated(row):
            body.skip(Skipped.REPEATED_HEADER, row)
        elif self._is_column_numbers(row, cells):
            body.skip(Skipped.COLUMN_NUMBERS, row)
        else:
            self._judge_texts(body, row, cells)

    def _is_column_numbers(self, row: int, cells: Sequence[int]) -> bool:
        if len(cells) < 3:
            return False
        texts = [self._number_text(row, column) for column in cells]
        if not all(text and _COLUMN_NUMBER.fullmatch(text) for text in texts):
            return False
        numbers = [int(found[0]) for text in texts if (found := re.search(r"\d+", text))]
        return numbers == sorted(set(numbers)) and len(numbers) >= 2

    def _number_text(self, row: int, column: int) -> str:
        value = self._grid.sheet.value(row, column)
        if isinstance(value, (int, float)):
            return f"{value:g}"
        return self._grid.text(row, column)

    def _judge_texts(self, body: Body, row: int, cells: Sequence[int]) -> None:
        lines = [
            (column, read_line(self._grid.text(row, column)))
            for column in cells
            if self._grid.sort(row, column) == Sort.TEXT
        ]
        roles = {line.role for _, line in lines}
        names = self._is_named(row)
        if Role.SIGNATURE in roles and not self._is_full(row, cells):
            self._tail = True
            body.skip(Skipped.SIGNATURE, row)
        elif self._tail and not self._is_full(row, cells):
            body.skip(Skipped.SIGNATURE, row)
        elif (total := self._total(lines)) and not (names and self._is_full(row, cells)):
            self._note_total(body, row, cells, *total)
        elif section := self._section(row, cells, lines):
            self._put_section(body, row, section)
        elif names or self._is_faulty_name(row, cells):
            self._tail = False
            body.rows.append(row)
        else:
            self._leave(body, row, cells)

    def _leave(self, body: Body, row: int, cells: Sequence[int]) -> None:
        """A row that names nobody: a note, or values that belong to no record."""
        if len(cells) > 1 and any(self._grid.sort(row, column) != Sort.TEXT for column in cells):
            body.odd.append(row)
        body.skip(Skipped.NOTE, row)

    def _is_named(self, row: int) -> bool:
        """Whether the name cells hold what can be a record's name."""
        frame, grid = self._frame, self._grid
        texts = [grid.text(row, column) for column in frame.names]
        if not any(texts):
            return False
        if frame.kind is not Kind.MEMBER:
            return True
        line = read_line(" ".join(filter(None, texts)))
        return line.role in (Role.OTHER, Role.SECTION) and not line.facts

    def _is_faulty_name(self, row: int, cells: Sequence[int]) -> bool:
        faults = [c for c in self._frame.names if self._grid.sort(row, c) == Sort.FAULT]
        return bool(faults) and len(self._told(row, cells)) >= 2

    def _told(self, row: int, cells: Sequence[int]) -> list[int]:
        """The filled columns beside number and name."""
        apart = {*self._frame.names, self._frame.number}
        return [column for column in cells if column not in apart]

    def _is_full(self, row: int, cells: Sequence[int]) -> bool:
        """Whether a row is as full as a record: a name and two values beside."""
        named = any(self._grid.sort(row, column) != Sort.BLANK for column in self._frame.names)
        return named and len(self._told(row, cells)) >= 2

    def _total(self, lines: list[tuple[int, Line]]) -> tuple[int, Line] | None:
        return next(((c, line) for c, line in lines if line.role is Role.TOTAL), None)

    def _note_total(
        self, body: Body, row: int, cells: Sequence[int], column: int, line: Line
    ) -> None:
        partial = key(line.name).startswith("cộng")
        body.skip(Skipped.SUBTOTAL if partial else Skipped.TOTAL, row)
        number, place = line.count, column
        for other in cells:
            value = self._grid.sheet.value(row, other)
            if number is None and other > column and isinstance(value, int):
                number, place = value, other
        if number is not None and not (partial and body.total):
            body.total = (number, row, place)

    def _section(
        self, row: int, cells: Sequence[int], lines: list[tuple[int, Line]]
    ) -> Section | None:
        """The section that a row begins: one text, with a numbering before it and counts beside."""
        texts = [(c, line) for c, line in lines if not _is_numbering(self._grid.text(row, c))]
        if len(texts) != 1:
            return None
        column, line = texts[0]
        others = [c for c in cells if c != column and self._grid.sort(row, c) != Sort.TEXT]
        if any(not isinstance(self._grid.sheet.value(row, c), (int, float)) for c in others):
            return None
        if line.role is Role.NOTE or (line.role is Role.TITLE and not line.facts):
            return None
        if self._frame.kind is Kind.MEMBER and line.facts:
            return Section(row, column, line)
        return Section(row, column, line) if self._stands_alone(row, column, cells, line) else None

    def _stands_alone(self, row: int, column: int, cells: Sequence[int], line: Line) -> bool:
        """Whether a lone text of no known meaning heads the rows below it, rather than being a
        record of nothing but a name."""
        frame = self._frame
        area = self._grid.merged(row, column)
        if area is not None and area.right - area.left >= 2:
            return True
        if column not in frame.names:
            return not set(frame.names) & set(cells)
        numbered = frame.number is not None and self._grid.sort(row, frame.number) == Sort.NUMBER
        if numbered or len(self._told(row, cells)):
            return False
        roman = frame.number is not None and bool(self._grid.text(row, frame.number))
        return roman or (frame.kind is Kind.MEMBER and shape_of_text(line.name) is not Shape.NAME)

    def _put_section(self, body: Body, row: int, section: Section) -> None:
        self._tail = False
        body.skip(Skipped.SECTION, row)
        body.sections.append(section)


def _is_numbering(text: str) -> bool:
    return re.fullmatch(r"\(?(?:[IVXLivxl]+|[A-Za-zĐđ]|\d{1,3})\s*[.)/]?\)?", text) is not None


def rows_of(body: Body) -> array[int]:
    return array("I", body.rows)
