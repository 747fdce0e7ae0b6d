"""What one row below a header is: a record, a section, a total, a signature, …"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.lines import Line, Role, may_name, read_line
from lacduong_kpi.tables.looks import NOTHING, Looks, glance
from lacduong_kpi.tables.model import Skipped
from lacduong_kpi.tables.shapes import Shape, shape, shape_of_text
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare, key, tidy
from lacduong_kpi.vocabulary.listed import value_of

_COLUMN_NUMBER: Final = re.compile(
    r"\(?\s*(?:\d{1,2}|[A-Z])\s*[).]?(?:\s*\(?\s*=.*)?", re.IGNORECASE
)
_NUMBERING: Final = re.compile(r"\(?(?:[IVXLivxl]+|[A-Za-zĐđ]|\d{1,3})\s*[.)/]?\)?")
_LETTERED: Final = re.compile(r"\(?(?:[IVXL]+|[A-ZĐ])\s*[.)/]?\)?")


class Sense(StrEnum):
    """What a row is."""

    RECORD = "record"
    HEADER = "header"
    """another header begins here"""
    LOOSE = "loose"
    """values and no name: more of the record above, or of nobody"""
    OTHER = "other"
    """no record; `Judged.skipped` says what"""


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement on a row. `line` and `column` are those of its text, where one decided."""

    sense: Sense
    skipped: Skipped | None = None
    line: Line | None = None
    column: int = 0


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


def _lower_fields(band: Band, frame: Frame) -> Mapping[int, str]:
    """The columns over which headers of several fields stand one above the other -> the lowest
    field: each record has as many rows. Empty where it is neither the name's nor two columns."""
    stacked = {
        each.column: fields[-1]
        for each in band.columns
        if len(each.own) > 1 and each.reading.candidates
        if len(fields := each.reading.candidates[0].fields) > 1
    }
    return stacked if len(stacked) > 1 or set(frame.names).intersection(stacked) else {}


_VALUES = frozenset({Shape.DATE, Shape.DIGITS, Shape.YEAR, Shape.SERIAL})
_COUNT: Final = re.compile(
    r"(?:(?:tổng|cộng|tổng số|tổng cộng|có|gồm)\s*:?\s*)?\d{1,4}\s*(?:đ/c|đc|đồng chí|đảng viên|đv|người)"
)
"""`5 đ/c`, `Tổng: 5 đ/c`"""
_FIGURES = frozenset({Shape.COUNT, Shape.TICK})
_COUNTED = ("sex", "rating", "standing", "status")
"""what people are counted by"""
_WORDY = frozenset({Shape.NAME, Shape.WORDS, Shape.PROSE, Shape.OTHER})

EXAMPLES: Final = frozenset({"vd", "v/d", "ví dụ", "mẫu", "mẫu ghi"})
"""what stands in the place of the running number before an example"""

_NOBODY: Final = re.compile(r"(?:đảng viên (?!(?:số )?\d+$)|các đồng chí |danh sách )")
"""the beginning of what is no name, whatever it heads; `Đảng viên 17` stands for one"""

_NAMED: Final = frozenset({"branch", "grassroots", "commune", "unit"})
"""what the title of a list says beside what it lists: whose list it is"""

TITLES: Final = 8
"""rows that the titles over a list printed again may have"""

RECORD = Judged(Sense.RECORD)
HEADER = Judged(Sense.HEADER)
LOOSE = Judged(Sense.LOOSE)


def header_texts(band: Band) -> Mapping[int, frozenset[str]]:
    """The compared forms of the texts over each column."""
    return {each.column: frozenset(map(_printed, each.path)) for each in band.columns}


@lru_cache(maxsize=1024)
def _printed(text: str) -> str:
    """A header text without the sign that it must be filled in."""
    return key(text).rstrip(" *()")


def repeats_header(
    grid: Grid, headers: Mapping[int, frozenset[str]], row: int, cells: Sequence[int]
) -> bool:
    """Whether a row is one of the header's, printed again."""
    same = other = 0
    for column in cells:
        if grid.sort(row, column) == Sort.TEXT and _printed(grid.text(row, column)) in headers.get(
            column, frozenset()
        ):
            same += 1
        else:
            other += 1
            if other * 10 > len(cells) * 4:
                return False
    return (same >= 2 and same * 10 >= len(cells) * 6) or (same == len(cells) == 1)


def is_column_numbers(grid: Grid, row: int, cells: Sequence[int]) -> bool:
    """Whether a row numbers the columns: `1 2 3 4(=2*100/3)`, `(1) (2)`, `A B 1 2`; those of two
    lists side by side each from the beginning."""
    if len(cells) < 3:
        return False
    texts = []
    for column in reversed(cells):  # records begin with a number, and seldom end with one
        texts.append(_number_text(grid, row, column))
        if len(texts[-1]) > 30 or not _COLUMN_NUMBER.fullmatch(texts[-1]):
            return False
    numbers = [int(found[0]) for text in reversed(texts) if (found := re.search(r"\d+", text))]
    ends = [at for at, number in enumerate(numbers) if number == numbers[0]]  # begin again beside
    runs = [numbers[start:end] for start, end in pairwise([*ends, len(numbers)])]
    if not numbers or len(runs[0]) < 2:
        return False
    return runs[0] == sorted(set(runs[0])) and all(run == runs[0][: len(run)] for run in runs)


def _number_text(grid: Grid, row: int, column: int) -> str:
    value = grid.value(row, column)
    return f"{value:g}" if isinstance(value, (int, float)) else grid.text(row, column)


class RowJudge:
    """Judges the rows below one header, cell by cell."""

    def __init__(self, grid: Grid, band: Band, frame: Frame, looks: Looks) -> None:
        self._grid = grid
        self._frame = frame
        self._looks = looks
        self._headers = header_texts(band)
        self._above = self._texts(band.top - 1)
        self.lower = _lower_fields(band, frame)

    def judge(self, row: int, *, in_tail: bool) -> Judged:
        """What a row is. `in_tail`: below a signature, where only full rows are records."""
        cells = self._grid.filled(row, self._frame.left, self._frame.right)
        if not cells:
            return _skip(Skipped.EMPTY)
        if all(self._grid.sort(row, column) != Sort.TEXT for column in cells):
            return self._of_values(row, cells, in_tail)
        if repeats_header(self._grid, self._headers, row, cells) or self._repeats_groups(
            row, cells
        ):
            return _skip(Skipped.REPEATED_HEADER)
        if is_column_numbers(self._grid, row, cells):
            return _skip(Skipped.COLUMN_NUMBERS)
        if self._is_example(row, cells):
            return _skip(Skipped.NOTE)
        look = self._looks(row) if len(cells) > 1 else None
        if look is not None and look.is_header and look.anchors:
            return HEADER
        return self._by_texts(row, cells, in_tail)

    def _texts(self, row: int) -> list[str]:
        cells = self._grid.filled(row, self._frame.left, self._frame.right)
        return [key(self._grid.text(row, column)) for column in cells]

    def _repeats_groups(self, row: int, cells: Sequence[int]) -> bool:
        """Whether the row above the header, of groups of its columns, is printed again."""
        return 1 < len(self._above) == len(cells) and self._texts(row) == self._above

    def _of_values(self, row: int, cells: Sequence[int], in_tail: bool) -> Judged:
        """A row without any text: what no words can say of it needs no words to be looked for.
        Sheets of counts have a hundred thousand of them."""
        if is_column_numbers(self._grid, row, cells):
            return _skip(Skipped.COLUMN_NUMBERS)
        return _skip(Skipped.SIGNATURE) if in_tail else self._by_name(row, cells, [])

    def _is_example(self, row: int, cells: Sequence[int]) -> bool:
        """Whether a row shows how to fill in the form: `(dd/mm/yyyy) | (Nam/Nữ)`, `VD | …`."""
        number = self._frame.number
        if number is not None and key(self._grid.text(row, number)).strip(" .:") in EXAMPLES:
            return True
        texts = [self._grid.text(row, column) for column in cells]
        return len(texts) > 1 and all(text[:1] == "(" and text[-1:] == ")" for text in texts)

    def _by_texts(self, row: int, cells: Sequence[int], in_tail: bool) -> Judged:
        if self._is_full(row, cells, in_tail):
            return RECORD
        label = self._label(row, cells)
        if label is not None:
            return _skip(Skipped.SECTION, *label)
        lines = [
            (column, read_line(self._grid.text(row, column)))
            for column in cells
            if self._grid.sort(row, column) == Sort.TEXT
        ]
        branch = self._counted_section(row, cells, lines)
        if branch is not None:
            return _skip(Skipped.SECTION, *branch)
        if self._is_lower_row(row, cells, lines):
            return LOOSE
        signature = _first(lines, Role.SIGNATURE)
        ended = in_tail and not self._is_numbered_name(row)
        apart = bool(signature) or ended
        if apart or (len(lines) > 1 and not self._has_name(row)):
            heading = self._heading(row, lines)
            if heading is None and apart:
                return _skip(Skipped.SIGNATURE, *(signature or (0, None)))
            titled = heading is not None and heading[1].role is Role.TITLE
            if heading and not titled and (apart or self._may_head(row, *heading, alone=False)):
                return _skip(Skipped.SECTION, *heading)
        for role, why in ((Role.TOTAL, Skipped.TOTAL), (Role.SUBTOTAL, Skipped.SUBTOTAL)):
            total = _first(lines, role)
            if total:
                return _skip(why, *total)
        return self._by_name(row, cells, lines)

    def _by_name(self, row: int, cells: Sequence[int], lines: list[tuple[int, Line]]) -> Judged:
        section = self._section(row, cells, lines)
        if section is not None:
            return _skip(Skipped.SECTION, *section)
        if self._has_name(row) or self._has_faulty_name(row, cells):
            return LOOSE if self._counts_people(row, cells) else RECORD
        title = _first(lines, Role.TITLE)
        if title:
            return _skip(Skipped.NOTE, *title)
        if any(self._is_value(row, column) for column in cells if column != self._frame.number):
            return LOOSE
        return _skip(Skipped.NOTE)

    def _label(self, row: int, cells: Sequence[int]) -> tuple[int, Line] | None:
        """`Chi bộ: | Thôn 1`: whose list follows, in two cells."""
        if len(cells) != 2 or not self._grid.text(row, cells[0]).endswith(":"):
            return None
        line = read_line(" ".join(self._grid.text(row, column) for column in cells))
        return (cells[0], line) if _NAMED.intersection(dict(line.facts)) else None

    def _is_lower_row(self, row: int, cells: Sequence[int], lines: list[tuple[int, Line]]) -> bool:
        """Whether a row without a number is the lower one of the numbered record above, by a
        header that is stacked: `Bí thư` below a name is no signature there."""
        number = self._frame.number
        if not self.lower or number is None or len(self._told(cells)) < 2:
            return False
        begun = self._grid.sort(row - 1, number) == Sort.NUMBER
        told = {line.role for _, line in lines}
        return begun and number not in cells and not told & {Role.TOTAL, Role.SUBTOTAL, Role.TITLE}

    def _heading(self, row: int, lines: list[tuple[int, Line]]) -> tuple[int, Line] | None:
        """What a row says of a list whose header stands a few rows below: its title, or whose
        list it is, perhaps beside a place and day (`CHI BỘ THÔN 2 | Lạc Dương, ngày …`)."""
        found = _first(lines, Role.TITLE) or next(
            (each for each in lines if _NAMED.intersection(dict(each[1].facts))), None
        )
        below = range(row + 1, min(row + TITLES, self._grid.sheet.bottom) + 1)
        return found if found and any(map(self._is_header, below)) else None

    def _is_header(self, row: int) -> bool:
        cells = self._grid.filled(row, self._frame.left, self._frame.right)
        if len(cells) < 2:
            return False
        return repeats_header(self._grid, self._headers, row, cells) or self._looks(row).is_header

    def _is_value(self, row: int, column: int) -> bool:
        """Whether a cell holds something that only a record has: no running text."""
        area = self._grid.merged(row, column)
        if area is not None and area.left != area.right:
            return False
        named = column in self._frame.names
        return not named or _is_value(self._grid.text(row, column))

    def _is_numbered_name(self, row: int) -> bool:
        number = self._frame.number
        numbered = number is not None and self._grid.sort(row, number) == Sort.NUMBER
        return numbered and self._has_name(row)

    def _has_name(self, row: int) -> bool:
        """Whether the name cells hold what can be a record's name."""
        parts = [part for c in self._frame.names if (part := self._grid.text(row, c).strip())]
        text = " ".join(parts)
        if not text or (len(parts) > 1 and any(map(str.isdigit, parts))):
            return False
        if _is_value(text) or is_dots(text):
            return False
        if self._frame.kind is not Kind.MEMBER:
            return may_name(text)
        line = read_line(text)
        named = line.role in (Role.OTHER, Role.SECTION) and not line.facts
        return named and not names_nobody(text)

    def _counts_people(self, row: int, cells: Sequence[int]) -> bool:
        """Whether a row is one of figures below a list: `Nữ | 12`, `HTXSNV | 3`, `Kinh | 8`."""
        frame, told = self._frame, self._told(cells)
        if frame.kind is not Kind.MEMBER or not told:
            return False
        if frame.number is not None and self._grid.text(row, frame.number):
            return False
        text = tidy(" ".join(self._grid.text(row, column) for column in frame.names))
        figures = all(shape(self._value(row, column)) in _FIGURES for column in told)
        return figures and (" " not in text or is_counted(text) or _is_known(text))

    def _has_faulty_name(self, row: int, cells: Sequence[int]) -> bool:
        faults = any(self._grid.sort(row, c) == Sort.FAULT for c in self._frame.names)
        return faults and len(self._told(cells)) >= 2

    def _told(self, cells: Sequence[int]) -> list[int]:
        """The filled columns beside number and name."""
        apart = {*self._frame.names, self._frame.number}
        return [column for column in cells if column not in apart]

    def _is_full(self, row: int, cells: Sequence[int], in_tail: bool) -> bool:
        """Whether a row is as full as a record: a name, and two values beside that are no counts;
        below signatures one of them must be none of words."""
        shapes = [shape(self._value(row, column)) for column in self._told(cells)]
        told = [each for each in shapes if each is not Shape.COUNT]
        if len(told) < 2 or not self._has_name(row):
            return False
        return not in_tail or not _WORDY.issuperset(told)

    def _value(self, row: int, column: int) -> str | int | float | bool | None:
        value = self._grid.value(row, column)
        return value if isinstance(value, (str, int, float, bool)) else "x"

    def _section(
        self, row: int, cells: Sequence[int], lines: list[tuple[int, Line]]
    ) -> tuple[int, Line] | None:
        """The text of a section: alone in its row but for a numbering before and counts beside."""
        texts = [
            (column, line)
            for column, line in lines
            if not _NUMBERING.fullmatch(self._grid.text(row, column))
        ]
        if len(texts) != 1:
            return None
        column, line = texts[0]
        if any(
            self._grid.sort(row, each) not in (Sort.TEXT, Sort.NUMBER) for each in cells
        ) or not self._may_head(row, column, line, alone=len(cells) == 1):
            return None
        told = dict(line.facts)
        if "rating" in told and len(cells) > 1 and not self._has_name(row + 1):
            return None  # `HTTNV | 12` below a list
        known = "group" in told or (self._frame.kind is Kind.MEMBER and bool(told))
        return texts[0] if known or self._stands_alone(row, column, cells, line) else None

    def _counted_section(
        self, row: int, cells: Sequence[int], lines: list[tuple[int, Line]]
    ) -> tuple[int, Line] | None:
        """`IV | Chi bộ Thôn 4 | … | 5 đ/c`: a section that names whose it is, with its number."""
        named = [each for each in lines if not _COUNT.fullmatch(key(self._grid.text(row, each[0])))]
        if len(named) == len(lines):
            return None
        found = self._section(row, cells, named)
        return found if found and _NAMED.intersection(dict(found[1].facts)) else None

    def _may_head(self, row: int, column: int, line: Line, *, alone: bool) -> bool:
        """Whether a text stands where headings stand, and reads like one."""
        if line.role is Role.NOTE or (line.role is Role.TITLE and not line.facts):
            return False
        if self._grid.text(row, column).startswith("*") and not self._has_name(row + 1):
            return False  # what a star behind names means
        leftmost = column <= max(self._frame.names, default=column)
        known = bool(line.facts) and alone
        return (leftmost or known or self._spans(row, column) >= 3) and shape_of_text(
            line.name
        ) not in (
            Shape.DATE,
            Shape.DIGITS,
            Shape.TICK,
            Shape.PROSE,
        )

    def _spans(self, row: int, column: int) -> int:
        area = self._grid.merged(row, column)
        return area.right - area.left + 1 if area is not None else 1

    def _stands_alone(self, row: int, column: int, cells: Sequence[int], line: Line) -> bool:
        """Whether a lone text of no known meaning heads the rows below it, rather than being a
        record of nothing but a name."""
        frame = self._frame
        if self._spans(row, column) >= 3:
            return True
        if column not in frame.names:
            return not set(frame.names) & set(cells)
        if self._told(cells):
            return False
        number = self._grid.text(row, frame.number) if frame.number is not None else ""
        if number:
            return _LETTERED.fullmatch(number) is not None
        numbered = frame.number is not None and self._grid.sort(row, frame.number)
        unlike = frame.kind is Kind.MEMBER and shape_of_text(line.name) is not Shape.NAME
        return not numbered and unlike


def names_nobody(text: str) -> bool:
    """Whether a text speaks of members and names none: `Các đồng chí trong cấp ủy`."""
    return _NOBODY.match(bare(text)) is not None


def is_dots(text: str) -> bool:
    """Whether a text holds the place of one that is to be filled in: `…………`."""
    return not text.strip(" .…_-*")


def is_counted(text: str) -> bool:
    """Whether a text is what people are counted by, not a name: `Nữ`, `HTXSNV`, `Dự bị`."""
    words = bare(text)
    return any(value_of(Kind.MEMBER, field, words) for field in _COUNTED)


def _is_known(text: str) -> bool:
    """Whether a text would do as a header: `Dân tộc thiểu số`."""
    return glance(text) is not NOTHING


def _is_value(text: str) -> bool:
    """Whether a text is a day or a number, not a name with such behind it."""
    return not text[:1].isupper() and shape_of_text(text) in _VALUES


def _skip(why: Skipped, column: int = 0, line: Line | None = None) -> Judged:
    return Judged(Sense.OTHER, why, line, column)


def _first(lines: list[tuple[int, Line]], role: Role) -> tuple[int, Line] | None:
    return next(((column, line) for column, line in lines if line.role is role), None)
