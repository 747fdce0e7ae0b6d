"""What stands around a table: titles, letterheads, the names of its sheet and file.

They tell the year, the day the list is of, whose list it is, and whether it is one at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from lacduong_kpi.findings import Place
from lacduong_kpi.tables.grid import Grid, Sort
from lacduong_kpi.tables.lines import organizations_of, read_line
from lacduong_kpi.text import bare, nfc

_DAY = r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})\s*(?:[/.-]|năm)\s*((?:19|20)\d\d)"
_AS_OF = re.compile(
    r"(?:(?:có|tính|lấy)?\s*đến(?:\s*hết)?|thời\s*điểm|số liệu|chốt)\s*:?\s*(?:thời\s*điểm\s*|hết\s*)?"
    + _DAY,
    re.IGNORECASE,
)
_ANY_DAY = re.compile(_DAY, re.IGNORECASE)
_RANGE = re.compile(r"(?:19|20)\d\d\s*[-–—]\s*(?:(?:19|20)\d\d|\d\d)(?!\d)")
_DOCUMENT = re.compile(
    r"\(?\s*(?:kèm theo|ban hành|căn cứ|theo|thực hiện)\b.*"
    r"|(?:số|công văn|quyết định|kế hoạch|hướng dẫn|nghị quyết|báo cáo|quy định)\s*(?:số\s*)?:?\s*\d+\s*[-/].*"
    r"|\d+\s*-\s*[A-ZĐ]{2,}.*",
    re.IGNORECASE | re.DOTALL,
)
_YEAR_SAID = re.compile(r"\bnăm\s*:?\s*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

_TITLE = re.compile(
    r"\b(?:danh sách|ds|dsđv|biểu|bảng|sổ|phụ lục|thống kê|tổng hợp|kết quả|trích ngang|xếp loại|đánh giá)\b"
)
_RESIDENCE = re.compile(
    r"\b(?:đảng viên|đv|dv|ds|dsđv|danh sách)(?: theo| thực hiện| diện)?(?: quy định| qđ)?(?: số)? (?:213|76)\b|^213\b|\b213$"
    r"|\bđảng viên\b.*\bgiới thiệu (?:về|đến|sinh hoạt)"
)
_OUTSIDERS = re.compile(
    r"\b(?:quần chúng|qcut|cảm tình đảng|lớp cảm tình|đối tượng đảng|nguồn kết nạp|nguồn phát triển|tạo nguồn)\b"
)
_COUNTS = re.compile(
    r"\b(?:tổng hợp số|biểu tổng hợp|bảng tổng hợp|thống kê|biểu số \d|số lượng|cơ cấu|biểu \d+[a-z]? b?tctw|tăng giảm)\b"
)
_WHOSE = re.compile(
    r"\b((?:chi bộ|đảng bộ|đảng ủy|đảng uỷ)\s+[^,;()\n]+?)"
    r"\s*(?=$|[,;()\n]|\s[-–—]\s|\bnăm\b|\btính\b|\bcó đến\b|\bđến\b|\bvà\b|\bđược\b|\bquý\b)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:chi bộ|đảng bộ|đảng ủy)\s+(?:thôn|tdp|tổ dân phố|trực thuộc|cơ sở|cơ quan|có|đảng bộ|huyện|tỉnh|các|toàn|xã|và)?$"
    r"|(?:chi bộ|đảng bộ|đảng ủy)\s+(?:huyện|tỉnh|trực thuộc|cơ sở)\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A text around a table and where it stands."""

    text: str
    place: Place


@dataclass(slots=True)
class Surroundings:
    """What the surroundings of a table say of it."""

    year: int | None = None
    year_place: Place | None = None
    as_of: date | None = None
    as_of_place: Place | None = None
    facts: dict[str, tuple[str, Place]] = field(default_factory=dict)
    """branch, grassroots, commune, status, standing -> text or value, and where it stands"""
    residence_only: bool = False
    """headed "Đảng viên 213": tells residence fields of persons who are listed elsewhere"""
    outsiders: bool = False
    """a list of people who are no members"""
    counts: bool = False
    """headed as a table of counts"""
    title: str = ""
    """the compared form of its titles"""


def surroundings(grid: Grid, top: int, bottom: int, left: int, right: int) -> Surroundings:
    """What the rows from `top` to `bottom` above a table, its sheet and its file say."""
    found = Surroundings()
    above = list(_texts(grid, top, bottom, left, right))
    sheet = Said(nfc(grid.sheet.name), Place(grid.file, grid.sheet.name))
    file = Said(nfc(PurePosixPath(grid.file).stem), Place(grid.file))
    titles = [said for said in above if _TITLE.search(bare(said.text))]
    found.title = " ".join(bare(said.text) for said in titles)
    _tell_time(found, above, sheet, file)
    _tell_sort(found, titles, sheet)
    _tell_whose(found, above, titles, sheet, file)
    return found


def _texts(grid: Grid, top: int, bottom: int, left: int, right: int) -> Iterator[Said]:
    """The texts of some rows, those next to the table first."""
    for row in range(bottom, max(top, bottom - 30) - 1, -1):
        for column in grid.filled(row, left, right):
            if grid.sort(row, column) == Sort.TEXT:
                yield Said(grid.text(row, column), grid.place(row, column))


def _tell_time(found: Surroundings, above: list[Said], sheet: Said, file: Said) -> None:
    for said in [*above, sheet, file]:
        day = as_of(said.text)
        if day is not None:
            found.as_of, found.as_of_place = day, said.place
            break
    for said in above:
        year = year_said(said.text)
        if year is not None:
            found.year, found.year_place = year, said.place
            return
    if found.as_of is not None:
        found.year, found.year_place = found.as_of.year, found.as_of_place
        return
    for said in (sheet, file):
        year = year_in_name(said.text)
        if year is not None:
            found.year, found.year_place = year, said.place
            return


def as_of(text: str) -> date | None:
    """The day that a text says a list is of: `Tính đến ngày 31/12/2024`."""
    found = _AS_OF.search(_DOCUMENT.sub(" ", text))
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_said(text: str) -> int | None:
    """The year that a title says: `NĂM 2024`. Not from dates, ranges and document numbers."""
    text = _RANGE.sub(" ", _ANY_DAY.sub(" ", _DOCUMENT.sub(" ", text)))
    years = {int(year) for year in _YEAR_SAID.findall(text)}
    if not years and _TITLE.search(bare(text)):
        years = {int(year) for year in _YEAR.findall(text)}
    return max(years, default=None)


def year_in_name(text: str) -> int | None:
    """The year in the name of a sheet or file, if it is only one."""
    years = {int(year) for year in _YEAR.findall(_RANGE.sub(" ", text.replace("_", " ")))}
    return years.pop() if len(years) == 1 else None


def _tell_sort(found: Surroundings, titles: list[Said], sheet: Said) -> None:
    for said in [*titles, sheet]:
        words = bare(said.text)
        pledges = "cam kết" in words
        found.residence_only |= bool(_RESIDENCE.search(words)) and not pledges
        found.outsiders |= bool(_OUTSIDERS.search(words))
        found.counts |= bool(_COUNTS.search(words))
        for name, value in read_line(said.text).facts:
            if name in ("status", "standing"):
                found.facts.setdefault(name, (value, said.place))


def _tell_whose(
    found: Surroundings, above: list[Said], titles: list[Said], sheet: Said, file: Said
) -> None:
    """Whose list it is: from a title, the letterhead, the names of sheet and file."""
    heads = [said for said in above if said not in titles]
    for said, name in _names_of([*titles], [*heads, sheet], file):
        for kind, text in organizations_of(name):
            found.facts.setdefault(kind, (text, said.place))


def _names_of(
    titles: Iterable[Said], heads: Iterable[Said], file: Said
) -> Iterator[tuple[Said, str]]:
    for said in titles:
        for name in _WHOSE.findall(said.text):
            if not _NOBODY.match(bare(name)):
                yield said, name
    for said in heads:
        if not _NOBODY.match(bare(said.text)):
            yield said, said.text
    for name in _WHOSE.findall(file.text.replace("_", ", ")):
        yield file, name
