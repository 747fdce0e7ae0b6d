"""Where a table's header stands, and the path of header texts over each of its columns.

A header band is one to five rows whose cells the vocabulary knows. Merged cells and group headers
that stand over several columns, merged or not, become parts of a column's path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.looks import Look, Looks, glance, is_mark, is_name
from lacduong_kpi.tables.remembered import Remembered
from lacduong_kpi.terms import NAME_FIELD, Kind, added_fields
from lacduong_kpi.text import bare, plain
from lacduong_kpi.vocabulary import Candidate, Evidence, HeaderReading, Role, read_header
from lacduong_kpi.vocabulary.headers import is_broken
from lacduong_kpi.vocabulary.raters import names_rating, rank_of
from lacduong_kpi.vocabulary.scales import grades_in, read_grade, read_standing, standings_in
from lacduong_kpi.workbook.model import Area

DEEPEST = 5
"""rows that a header may have"""


Cell = tuple[int, int]
"""row and column"""


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """What stands over one column."""

    column: int
    path: tuple[str, ...]
    """from the top down, each text as written; empty where nothing stands there"""
    row: int
    """the row of its lowest header cell"""
    reading: HeaderReading
    shared: bool = False
    """whether its lowest header cell is merged with that of the column to its left"""
    own: tuple[str, ...] = ()
    """of the path those texts that stand over this column alone"""

    @property
    def title(self) -> str:
        """The path in one line: `Ngày sinh > Nam`."""
        return " > ".join(" ".join(text.split()) for text in self.path)


@dataclass(frozen=True, slots=True)
class Band:
    """A header: its rows, and its columns from left to right."""

    top: int
    bottom: int
    columns: tuple[HeaderColumn, ...]

    @property
    def left(self) -> int:
        return self.columns[0].column

    @property
    def right(self) -> int:
        return self.columns[-1].column


class HeaderFinder:
    """Finds header bands in the columns of a grid from `left` to `right`."""

    def __init__(self, grid: Grid, left: int, right: int) -> None:
        self._grid = grid
        self._looks = Looks(grid, left, right)
        self._nearest = Look(0, ())

    @property
    def nearest_row(self) -> int | None:
        """The row most like a header that has no name column, where none was found."""
        return self._nearest.row or None

    def find(self, top: int) -> Band | None:
        """The first header band from row `top` on."""
        for row in range(top, self._grid.sheet.bottom + 1):
            look = self._looks(row)
            if self._looks.exhausted:
                return None
            if look.is_header:
                band = self._band(look)
                if names_records(band):
                    return self._with_twin(band)
                self._nearest = max(self._nearest, look, key=lambda each: each.known)
        return None

    def _with_twin(self, band: Band) -> Band:
        """The header and the one right below it over the same columns, as programs print it in
        their own words (`HO_TEN | NGAY_SINH`): what is better known of the two tells them."""
        upper, below = self._looks(band.bottom), self._looks(band.bottom + 1)
        if band.top < band.bottom or not below.is_header or below.cells != upper.cells:
            return band
        if not set(below.anchors) & set(upper.anchors) or below.good * 3 < len(below.cells) * 2:
            return band
        bottom = band.bottom + 1
        if below.good > upper.good:
            return Band(bottom, bottom, self._columns(bottom, bottom))
        return replace(band, bottom=bottom)

    def at(self, top: int, bottom: int) -> Band:
        """The header that stands in these rows, whatever it looks like."""
        return Band(top, bottom, self._columns(top, bottom))

    def _band(self, look: Look) -> Band:
        top = bottom = look.row
        while bottom - top < DEEPEST and self._goes_on_below(top, bottom):
            bottom += 1  # first, that a title over the names below is not taken for a group header
        while bottom - top < DEEPEST and self._goes_on_above(top, bottom):
            top -= 1
        while bottom - top < DEEPEST and self._goes_on_below(top, bottom):
            bottom += 1
        return Band(top, bottom, self._columns(top, bottom))

    def _goes_on_above(self, top: int, bottom: int) -> bool:
        """Whether the row above `top` holds group headers of the rows below it, and no title."""
        above = self._looks(top - 1)
        anchors = self._anchors(top, bottom)
        if not above.cells or above.values or above.good < above.strange:
            return False
        areas = [self._grid.merged(top - 1, column) for column in above.cells]
        if any(_reaches(area, top) for area in areas):
            return True
        return above.good > 0 and not any(
            column <= anchor <= (area.right if area else column)
            for column, area in zip(above.cells, areas, strict=True)
            for anchor in anchors
        )

    def _goes_on_below(self, top: int, bottom: int) -> bool:
        """Whether the row below `bottom` holds headers under group headers, and no record."""
        row = bottom + 1
        below = self._looks(row)
        numbers = [column for column in below.cells if self._is_number(row, column)]
        if not below.cells or below.values > len(numbers):
            return False
        grades = self._grades(top, row)
        if below.values > len(grades.intersection(numbers)):
            return False
        above = [column for line in range(top, row) for column in self._looks(line).cells]
        if any(_reaches(self._grid.merged(bottom, column), row) for column in above):
            return True
        if top == bottom and self._are_groups(self._looks(top), below):
            return True
        if self._tells_more(self._looks(top), below):
            return True
        if all(self._is_under_wide(bottom, column) for column in below.cells):
            return True
        if below.cells[0] < min(above) or not self._leaves_anchors(top, bottom, row):
            return False
        if self._fills_gaps(top, bottom, row):
            return True
        sure = grades | self._standings(row)
        good = sum(column in sure or self._fits_below(top, row, column) for column in below.cells)
        return good * 2 > len(below.cells)

    def _anchors(self, top: int, bottom: int) -> set[int]:
        """The columns of numbers and names by what stands in these rows."""
        return {at for row in range(top, bottom + 1) for at in self._looks(row).anchors}

    def _fills_gaps(self, top: int, bottom: int, row: int) -> bool:
        """Whether the texts of a row stand in pairs below headers that reach over several columns,
        though nothing is merged (`Quy chế | ⌴` over `Có | Chưa`), and records begin below it."""
        cells = self._looks(row).cells
        anchors = self._anchors(top, bottom)
        gaps = {at for at in cells if not self._path(top, bottom, at)}
        begins = anchors and any(
            self._grid.text(row + 1, at) or self._is_number(row + 1, at) for at in anchors
        )
        return (
            bool(gaps)
            and cells[0] not in gaps
            and not anchors.intersection(cells)
            and all(at in gaps or at + 1 in gaps for at in cells)
            and bool(begins)
        )

    def _tells_more(self, look: Look, below: Look) -> bool:
        """Whether a row of nothing but headers names no record, or none but those that the row
        above names: records have two rows. `Đơn vị`, which names an organization elsewhere, is
        that of a member below `Họ và tên`."""
        if below.known < 2 or below.known + below.hints < len(below.cells):
            return False
        if not below.anchors:
            return True
        named = self._kinds_named(look)
        return (
            len(named) == 1
            and not below.numbered
            and not named & self._kinds_named(below)
            and all(self._is_of(named, below.row, column) for column in below.cells)
        )

    def _kinds_named(self, look: Look) -> set[Kind]:
        """The kinds of record whose names a header of a row can be."""
        return _named(glance(self._header_text(look.row, column)) for column in look.anchors)

    def _is_of(self, kinds: set[Kind], row: int, column: int) -> bool:
        """Whether a header tells something of these kinds of record, or nothing of any."""
        reading = glance(self._header_text(row, column))
        return not reading.candidates or any(each.kind in kinds for each in reading.candidates)

    def _are_groups(self, look: Look, below: Look) -> bool:
        """Whether the few headers of a row stand over some of a row that is a header itself."""
        few = len(look.cells) < len(below.cells) and set(look.cells) <= set(below.cells)
        return few and below.is_header and look.known < below.known and bool(below.anchors)

    def _is_under_wide(self, bottom: int, column: int) -> bool:
        """Whether a merged header over several columns ends above: it wants headers below it."""
        area = self._grid.merged(bottom, column)
        wide = area is not None and area.left < area.right and area.bottom == bottom
        return wide and column not in self._looks(bottom).anchors

    def _is_number(self, row: int, column: int) -> bool:
        return self._grid.sort(row, column) == Sort.NUMBER

    def _grades(self, top: int, row: int) -> set[int]:
        """The columns of a row that spell the grades below headers that speak of ratings."""
        cells = self._looks(row).cells
        found = grades_in([self._header_text(row, column) for column in cells])
        columns = [cells[place] for place in found]
        return {
            column
            for column in columns
            if any(names_rating(bare(text)) for text in self._path(top, row, column)[:-1])
        }

    def _standings(self, row: int) -> set[int]:
        """The columns of a row that are the two standings side by side: `CT | DB`."""
        cells = self._looks(row).cells
        return {
            cells[place]
            for place in standings_in([self._header_text(row, column) for column in cells])
        }

    def _leaves_anchors(self, top: int, bottom: int, row: int) -> bool:
        """Whether a row leaves alone the columns of number and name, or goes on with them. One of
        several values stands beside the others; alone it heads records (`Đảng viên chính thức`)."""
        cells = self._looks(row).cells
        for column in (self._anchors(top, bottom) & set(cells)) - self._standings(row):
            path = self._path(top, row, column)
            alone = glance(self._header_text(row, column))
            is_value = len(cells) > 1 and _is_value_of(glance(*path))
            if not (_goes_on(alone) or is_broken(path) or is_value):
                return False
        return True

    def _fits_below(self, top: int, row: int, column: int) -> bool:
        return glance(*self._path(top, row, column)).role is not Role.UNKNOWN

    def _columns(self, top: int, bottom: int) -> tuple[HeaderColumn, ...]:
        content = self._grid.content(top, bottom)
        around = (self._looks.left, self._looks.right, added_fields())
        key = None if content is None else (content, around)
        return _understood.get(key, lambda: self._understand(top, bottom))

    def _understand(self, top: int, bottom: int) -> tuple[HeaderColumn, ...]:
        single = list(self._single_columns(top, bottom))
        return tuple(_with_grades(_with_stacked(_with_sexes(_with_parts_of_days(single)))))

    def _single_columns(self, top: int, bottom: int) -> Iterator[HeaderColumn]:
        ended: set[Cell] = set()
        for column in range(self._looks.left, self._looks.right + 1):
            cells, presumed = self._cells_over(top, bottom, column)
            cells = [cell for cell in cells if cell not in presumed & ended]
            if not cells:
                continue
            path, reading = self._best_path(cells, presumed - ended)
            ended |= {cell for cell in presumed if self._header_text(*cell) not in path}
            row, shared = self._lowest(top, bottom, column)
            own = tuple(self._header_text(*cell) for cell in cells if self._is_own(cell, column))
            yield HeaderColumn(column, path, row, reading, shared, own)

    def _is_own(self, cell: Cell, column: int) -> bool:
        area = self._grid.merged(*cell)
        return cell[1] == column and (area is None or area.left == area.right)

    def _best_path(
        self, cells: list[Cell], presumed: set[Cell]
    ) -> tuple[tuple[str, ...], HeaderReading]:
        """The path with those unmerged group headers that make more of it than it is without."""
        sure = tuple(self._header_text(*cell) for cell in cells if cell not in presumed)
        path = tuple(self._header_text(*cell) for cell in cells)
        alone, grouped = read_header(sure), read_header(path)
        enough = worth(alone) >= worth(grouped) and not is_mark(alone)
        if path != sure and enough and self._is_rater(cells[-1], grouped):
            return path, _either(grouped, alone)
        if path == sure or enough:
            return sure, alone
        return path, grouped

    def _is_rater(self, cell: Cell, grouped: HeaderReading) -> bool:
        """Whether what stands below a rating names who rates, beside another who does: `Xếp loại`
        over `Tự nhận | Chi bộ`."""
        row, column = cell
        return any("rating" in option.fields for option in grouped.candidates) and all(
            rank_of(bare(self._header_text(row, each))) is not None for each in (column - 1, column)
        )

    def _lowest(self, top: int, bottom: int, column: int) -> tuple[int, bool]:
        """The row of the lowest cell over a column, and whether it begins further left."""
        for row in range(bottom, top - 1, -1):
            area = self._grid.merged(row, column)
            if area is not None and area.top >= top and self._header_text(area.top, area.left):
                return area.top, area.left < column
            if area is None and self._header_text(row, column):
                return row, False
        return bottom, False

    def _path(self, top: int, bottom: int, column: int) -> tuple[str, ...]:
        """The texts over a column from the top down."""
        cells, _ = self._cells_over(top, bottom, column)
        return tuple(self._header_text(*cell) for cell in cells)

    def _cells_over(self, top: int, bottom: int, column: int) -> tuple[list[Cell], set[Cell]]:
        """The header cells over a column from the top down, and those of them that are presumed to
        reach so far to the right."""
        cells: dict[Cell, None] = {}
        presumed: set[Cell] = set()
        for row in range(top, bottom + 1):
            area = self._grid.merged(row, column)
            cell = (area.top, area.left) if area else self._over(row, bottom, column)
            if cell is None or cell[0] < top or not self._header_text(*cell):
                continue
            cells[cell] = None
            if area is None and cell[1] != column:
                presumed.add(cell)
        return list(cells), presumed

    def _over(self, row: int, bottom: int, column: int) -> Cell | None:
        """The cell of `row` that stands over a column where nothing is merged: its own, or a group
        header to its left if both have headers below."""
        if self._header_text(row, column):
            return row, column
        for other in range(column, self._looks.left - 1, -1):
            if self._grid.merged(row, other) or not self._has_below(row, bottom, other):
                return None
            if self._header_text(row, other):
                return row, other
        return None

    def _has_below(self, row: int, bottom: int, column: int) -> bool:
        return any(self._header_text(line, column) for line in range(row + 1, bottom + 1))

    def _header_text(self, row: int, column: int) -> str:
        value = self._grid.value(row, column)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._grid.lines(row, column)


_understood: Remembered[tuple[HeaderColumn, ...]] = Remembered()
"""header rows that were seen before"""


def _with_parts_of_days(columns: list[HeaderColumn]) -> list[HeaderColumn]:
    """`Ngay | Thang | Nam` side by side is day, month, year, though `Nam` alone may be a man; so
    is `N | T | N` below a group, and `Ngày | Tháng | Năm sinh`."""
    found = list(columns)
    for start in range(len(columns) - 2):
        part = columns[start : start + 3]
        group = _group_of_days([plain(each.path[-1]) if each.path else "" for each in part])
        if group is None or all(map(_is_part, part)):
            continue
        for place, leaf in enumerate(("ngày", "tháng", "năm"), start):
            path = (*columns[place].path[:-1], *group, leaf)
            found[place] = replace(columns[place], reading=read_header(path))
    return found


def _is_part(header: HeaderColumn) -> bool:
    return any(each.part for each in header.reading.candidates)


def _group_of_days(leaves: list[str]) -> tuple[str, ...] | None:
    """What the three parts of a day side by side are a day of, where they say so themselves:
    `Ngày | Tháng | Năm sinh`; None where they are no such parts."""
    if leaves in (["ngay", "thang", "nam"], ["n", "t", "n"]):
        return ()
    event = leaves[2].removeprefix("nam ")
    first = (["ngay", "thang"], [f"ngay {event}", f"thang {event}"])
    return (event,) if event != leaves[2] and leaves[:2] in first else None


def _with_sexes(columns: list[HeaderColumn]) -> list[HeaderColumn]:
    """`Sinh > Nam | Nữ`: beside `Nữ`, `Nam` is a man, not a year (`sinh năm`) without its accent."""
    found = list(columns)
    for place, (first, second) in enumerate(pairwise(columns)):
        leaves = [bare(each.path[-1]) if len(each.path) > 1 else "" for each in (first, second)]
        if leaves in (["nam", "nữ"], ["nữ", "nam"]):
            at = place + leaves.index("nam")
            path = (*columns[at].path[:-1], "Nam giới")
            found[at] = replace(columns[at], reading=read_header(path))
    return found


def _with_grades(columns: list[HeaderColumn]) -> list[HeaderColumn]:
    """Headers that say a grade or a standing only beside the others, understood by them."""
    leaves = [each.path[-1] if each.path else "" for each in columns]
    found = list(columns)
    for place, grade in grades_in(leaves).items():
        reading = read_grade(columns[place].path, grade)
        if reading is not None:
            found[place] = replace(columns[place], reading=reading)
    for place, standing in standings_in(leaves).items():
        reading = read_standing(columns[place].path, standing)
        if reading is not None:
            found[place] = replace(columns[place], reading=reading)
    return found


def _with_stacked(columns: list[HeaderColumn]) -> list[HeaderColumn]:
    """Headers that stand one above the other over several columns, each a field of its own, are
    those of records with as many rows: each column tells them all, in this order."""
    times = Counter(text for each in columns for text in each.own)
    groups = {each.path[0] for each in columns if each.path and each.path[0] not in each.own}
    stacked = {
        each.column: fields
        for each in columns
        if all(times[text] == 1 and text not in groups for text in each.own)
        and (fields := _stacked(each))
    }  # what stands over several columns, once or each time anew, is a group header
    if len(stacked) < 2:
        return columns
    return [
        replace(each, reading=HeaderReading(Role.FIELD, stacked[each.column]))
        if each.column in stacked
        else each
        for each in columns
    ]


def _stacked(header: HeaderColumn) -> tuple[Candidate, ...]:
    """The candidates for a column over which several headers stand alone."""
    found = []
    parts = [read_header((text,), guess=False) for text in header.own]
    for kind in Kind if len(parts) > 1 else ():
        best = [options[0] if (options := each.of(kind)) else None for each in parts]
        sure = any(each is not None and each.evidence is Evidence.EXACT for each in best)
        fields = [each.fields[0] for each in best if each is not None and _is_listed(each, sure)]
        idle = [part.role is Role.IGNORED for part in parts]
        if (
            best[0] is None
            or len(fields) + sum(idle) < len(parts)
            or len(fields) > len(set(fields))
        ):
            continue
        told = iter(fields)
        stacked = tuple("" if each else next(told) for each in idle)
        found.append(replace(best[0], fields=stacked, year=None, rank=0))
    return tuple(found)


def _either(grouped: HeaderReading, alone: HeaderReading) -> HeaderReading:
    """Below `Xếp loại`, `Chi bộ` is who rates, or whose the members are: the values decide."""
    rated = (replace(each, evidence=Evidence.AMBIGUOUS) for each in grouped.candidates)
    return HeaderReading(Role.FIELD, (*rated, *alone.candidates), grouped.year)


def _is_listed(option: Candidate, beside_sure: bool) -> bool:
    """Whether a header alone says this field: with a sure one above or below, it need not be the
    only thing that it says (`Chức vụ` over `Đơn vị`)."""
    if option.evidence is Evidence.AMBIGUOUS:
        return beside_sure and option.stands_for is None
    return option.evidence is Evidence.EXACT


def worth(reading: HeaderReading) -> int:
    """How well a header is understood, 0 to 100."""
    match reading.role:
        case Role.FIELD:
            return reading.candidates[0].score
        case Role.UNKNOWN:
            return 0
        case _:
            return 100


def _goes_on(reading: HeaderReading) -> bool:
    """Whether a text can be the lower part of the header of a number or a name."""
    return reading.role is Role.NUMBER or (is_name(reading) and not is_mark(reading))


def _is_value_of(reading: HeaderReading) -> bool:
    """Whether a header, with the one above it, is one of several columns below that: `Chi bộ >
    Độc lập | Ghép`, `Đảng viên > Chính thức | Dự bị`."""
    return any(
        each.stands_for is not None and each.evidence is not Evidence.CONTAINED
        for each in reading.candidates
    )


def _reaches(area: Area | None, row: int) -> bool:
    return area is not None and area.bottom >= row


def names_records(band: Band) -> bool:
    """Whether a column can hold the names of records."""
    return any(is_name(column.reading) for column in band.columns)


def kinds_named(band: Band) -> list[Kind]:
    """The kinds of record whose names a column can hold."""
    named = _named(each.reading for each in band.columns)
    return [kind for kind in Kind if kind in named]


def _named(readings: Iterable[HeaderReading]) -> set[Kind]:
    return {
        option.kind
        for reading in readings
        for option in reading.candidates
        if NAME_FIELD[option.kind] in option.fields
    }


def split(band: Band) -> list[Band]:
    """The tables that stand side by side under one header: each has its own running number, or
    the names of the header come round again."""
    starts = [0, *_restarts(band.columns)]
    ends = [*starts[1:], len(band.columns)]
    return [
        Band(band.top, band.bottom, band.columns[start:end])
        for start, end in zip(starts, ends, strict=True)
    ]


def _restarts(columns: tuple[HeaderColumn, ...]) -> list[int]:
    """The indexes at which another table begins."""
    numbered = [i for i, each in enumerate(columns) if each.reading.role is Role.NUMBER]
    alike = [
        i for i, each in enumerate(columns) if each.path == columns[0].path and not each.shared
    ]
    for found in filter(None, (numbered, alike)):
        ends = [*found[1:], len(columns)]
        parts = [columns[start:end] for start, end in zip(found, ends, strict=True)]
        if len(parts) > 1 and all(names_records(Band(0, 0, part)) for part in parts):
            return found[1:]
    return []
