"""What stands around a table: titles, letterheads, the names of its sheet and file.

They tell the year, the day the list is of, whose list it is, and whether it is one at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from datetime import date
from pathlib import PurePosixPath

from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.lines import Role, organizations_of, read_line
from lacduong_kpi.text import bare, nfc
from lacduong_kpi.vocabulary import read_name, read_title, year_of_folder

HIGHEST = 40
"""rows above a header that can hold its titles"""

LABEL = 30
"""characters of a label"""

_WHOSE = re.compile(
    r"\b((?:chi bộ|đảng bộ|đảng ủy|đảng uỷ|tccsđ)\s+[^,;()\n]+?)"
    r"\s*(?=$|[,;()\n]|\s[-–—]\s|\b(?:trong\s+)?năm\b|\btính\b|\bcó đến\b|\bđến\b|\bvà\b|\bđược\b|\bquý\b|\btháng\b|\bcác\s+năm\b|\bqua\s|\btừ\b|\bgiai\s+đoạn\b|\bnhiệm\s+kỳ\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text around a table and where it stands."""

    text: str
    place: Place
    lines: tuple[str, ...] = ()
    """its lines, where a cell of a letterhead has several"""
    over: bool = False
    """whether it stands over the columns of the table, not beside them"""


@dataclass(slots=True)
class Surroundings:
    """What the surroundings of a table say of it."""

    year: int | None = None
    year_place: Place | None = None
    as_of: date | None = None
    as_of_place: Place | None = None
    facts: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """branch, grassroots, commune, unit, status, standing, rating, leavers -> text or value, and
    where it stands"""
    residence_only: bool = False
    """headed "Đảng viên 213": tells residence fields of persons who are listed elsewhere"""
    outsiders: Place | None = None
    """where it says that this is a list of people who are no members"""
    counts: bool = False
    """headed as a table of counts"""
    title: str = ""
    """the compared form of its titles"""

    def inherit(self, first: Surroundings) -> None:
        """Takes over what stands over the first table of the sheet and is not said anew."""
        if not _is_cell(self.year_place) and _is_cell(first.year_place):
            self.year, self.year_place = first.year, first.year_place
        if self.as_of is None:
            self.as_of, self.as_of_place = first.as_of, first.as_of_place
        for what in ("grassroots", "commune", "branch"):
            told = self.facts.get(what)
            if what in first.facts and not (told and _is_cell(told[1])):
                self.facts[what] = first.facts[what]


def _is_cell(place: Place | None) -> bool:
    return place is not None and place.cell is not None


def surroundings(grid: Grid, top: int, bottom: int, left: int, right: int) -> Surroundings:
    """What the rows from `top` to `bottom` above a table, its sheet and its file say."""
    found = Surroundings()
    above = list(_texts(grid, top, bottom, left, right))
    sheet = Said(nfc(grid.sheet.name), Place(grid.file, grid.sheet.name))
    file = Said(nfc(PurePosixPath(grid.file).name), Place(grid.file))
    titles = [said for said in above if read_line(said.text).role is Role.TITLE]
    over = [said for said in titles if said.over]
    found.title = " ".join(bare(said.text) for said in titles)
    _tell_time(found, above, sheet, file)
    _tell_sort(found, over or titles, sheet)
    _tell_group(found, above)
    _tell_whose(found, above, sheet, file)
    return found


def _texts(grid: Grid, top: int, bottom: int, left: int, right: int) -> Iterator[Said]:
    """The texts of some rows: over the table, the nearest first, then those beside."""
    sheet = grid.sheet
    for first, last in ((left, right), (sheet.left, left - 1), (right + 1, sheet.right)):
        for row in range(bottom, max(top, bottom - HIGHEST) - 1, -1):
            for column in grid.filled(row, first, last):
                if grid.sort(row, column) == Sort.TEXT:
                    text = _labelled(grid, row, column, last)
                    lines = tuple(grid.lines(row, column).split("\n"))
                    yield Said(text, grid.place(row, column), lines, first == left)


def _labelled(grid: Grid, row: int, column: int, last: int) -> str:
    """A text, and behind a label (`Chi bộ:`) what is filled in beside it."""
    text = grid.text(row, column)
    if not text.endswith(":") or len(text) > LABEL:
        return text
    beside = grid.filled(row, column + 1, last)[:1]
    return f"{text} {grid.text(row, beside[0])}" if beside else text


def _tell_time(found: Surroundings, above: list[Said], sheet: Said, file: Said) -> None:
    """The day from the lines above; the year from a title, else from that day, else a name: of the
    sheet, the file, its folder."""
    told = [(said, read_title(said.text)) for said in above]
    for said, title in told:
        if title.as_of is not None:
            found.as_of, found.as_of_place = title.as_of, said.place
            break
    years = [(said, title.year) for said, title in told if title.as_of is None]
    years += [(said, title.year) for said, title in told if title.as_of is not None]
    years += [(said, read_name(said.text).year) for said in (sheet, file)]
    years.append((file, year_of_folder(PurePosixPath(file.place.file).parent.name)))
    for said, year in years:
        if year is not None:
            found.year, found.year_place = year, said.place
            return


def _tell_sort(found: Surroundings, titles: list[Said], sheet: Said) -> None:
    for said in titles:
        title = read_title(said.text)
        found.residence_only |= title.residence
        found.counts |= title.counts
        if title.outsiders:
            found.outsiders = said.place
        for name, value in read_line(said.text).facts:
            if name in ("status", "standing", "rating", "leavers"):
                found.facts.setdefault(name, (value, said.place))
    named = read_name(sheet.text)
    found.residence_only |= named.residence and "cam kết" not in found.title
    if named.outsiders:
        found.outsiders = found.outsiders or sheet.place
    for name, value in read_line(sheet.text).facts:
        if name in ("status", "standing", "leavers"):
            found.facts.setdefault(name, (value, sheet.place))


def _tell_group(found: Surroundings, above: list[Said]) -> None:
    """What the line right above a table says of all in it: `Hoàn thành tốt nhiệm vụ: 4 đ/c`."""
    line = read_line(above[0].text) if above and above[0].over else None
    for name, value in line.facts if line is not None and line.role is Role.SECTION else ():
        if name in ("status", "standing", "rating"):
            found.facts.setdefault(name, (value, above[0].place))


def _tell_whose(found: Surroundings, above: list[Said], sheet: Said, file: Said) -> None:
    """Whose list it is: from a title, the letterhead, the names of sheet and file."""
    for said, text in _names(above, sheet, file):
        for what, name in organizations_of(text):
            if what != "commune" or said in above:
                found.facts.setdefault(what, (name, said.place))


def _names(above: list[Said], sheet: Said, file: Said) -> Iterator[tuple[Said, str]]:
    for said in above:
        if read_line(said.text).role is Role.TITLE:
            yield from ((said, name) for name in _WHOSE.findall(said.text))
    for said in above:
        yield said, said.text
        if len(said.lines) > 1:
            yield from ((said, line) for line in said.lines)
    for said in (sheet, file):
        yield said, read_name(said.text).rest
