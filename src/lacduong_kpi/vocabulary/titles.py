"""What titles, letterheads, sheet and file names tell: the year, the day, whose list it is."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import bare, nfc, tidy
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.lines import is_place_date


@dataclass(frozen=True, slots=True)
class Title:
    """What one line over a table tells. All may be absent."""

    year: int | None = None
    as_of: dt.date | None = None
    """`tính đến ngày 31/12/2024`; its year is `year`"""
    outsiders: bool = False
    """a list of people who are no members (`quần chúng ưu tú`)"""
    residence: bool = False
    """a list about ties to the place of residence (`Đảng viên 213`): nobody's membership"""
    counts: bool = False
    """a table of counts (`Biểu tổng hợp số lượng`)"""


LONGEST = 400
"""No title, letterhead or name that tells anything is longer."""

_AS_OF = (
    r"(?i)(?:tính\s+đến|tinh\s+den|có\s+đến|co\s+den|đến|tại\s+thời\s+điểm|thời\s+điểm|có\s+mặt)\s*:?\s*(?:ng[àa]y\s*)?"
    r"(?:(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*((?:19|20)\d\d)"
    r"|(?:hết\s+)?tháng\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+|\s+)\s*((?:19|20)\d\d))"
)
_RANGE = r"(?i)(?:19|20)\d\d\s*(?:[-–—]|đến|tới)\s*(?:năm\s*)?(?:19|20)?\d\d(?!\d)"
_DOCUMENT = (
    r"(?i)kèm theo|căn cứ|thực hiện|theo (?:công văn|báo cáo|quyết định|hướng dẫn|kế hoạch)"
    r"|\bsố\s*[:.]?\s*\d*\s*-?\s*[A-ZĐ]{2,}|\d+\s*-\s*[A-ZĐ]{2,}/"
)
_REFERENCE = (
    r"(?i)\(?(?:kèm theo|theo|căn cứ)?[^()]*?\bsố\s*[:.]?\s*[\d.…]*\s*-?\s*[A-ZĐ]{2,}[\w/Đ-]*"
    r"(?:[^()]*?ngày\s*[\d./… -]+(?:tháng\s*[\d… ]+năm\s*[\d… ]+)?)?[^()]*\)?"
)
_NAMED_YEAR = r"(?i)\bn[ăa]m\s*((?:19|20)\d\d)(?!\d)"
_BARE_YEAR = r"(?<!\d)((?:19|20)\d\d)(?!\d)"
_FULL_DAY = r"(?<!\d)\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d(?!\d)"
_LEADING_NUMBER = r"^\s*(?:\d{1,3}|[A-Z]\d{1,3}[a-z]?(?=[.)_ -]+\w+\s))\s*[.)_ -]\s*"
_LISTED_YEARS = range(1990, 2101)
"""years that a list can be of: names also hold other numbers"""
_RUN_TOGETHER = r"(?<!\d)\d{2}\d{2}(20\d\d)(?!\d)"


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """What a line over a table tells. A place and date of writing tell nothing."""
    line = tidy(text)
    if len(line) > LONGEST or is_place_date(line):
        return Title()
    compared = bare(line)
    as_of = _as_of(line)
    return Title(
        as_of.year if as_of else _title_year(line),
        as_of,
        outsiders=_holds("outsiders", compared) and not _names_members(compared),
        residence=_holds("residence", compared) and not _names_more(compared),
        counts=_holds("counts", compared),
    )


def _names_members(compared: str) -> bool:
    """`Danh sách đảng viên và quần chúng ưu tú` holds members too."""
    return "kết nạp đảng viên" in compared or "đảng viên và " in compared


def _as_of(line: str) -> dt.date | None:
    found = re.search(_AS_OF, line)
    if found is None:
        return None
    try:
        if found[3]:
            return dt.date(int(found[3]), int(found[2]), int(found[1]))
        year, month = int(found[5]), int(found[4])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None


def _title_year(line: str) -> int | None:
    """The newest `năm N`; ranges, documents and their dates are no years of a list."""
    line = re.sub(_RANGE, " ", line)
    if re.search(_DOCUMENT, line):
        line = re.sub(_REFERENCE, " ", line)
    years = [int(found) for found in re.findall(_NAMED_YEAR, line)]
    return max(years, default=None)


def _holds(name: str, compared: str) -> bool:
    padded = f" {compared} "
    return any(f" {phrase} " in padded for phrase in words.line_list(name))


def _names_more(compared: str) -> bool:
    """A list for pledges or ratings that also tells of the residence is a list of its own."""
    return any(word in compared for word in ("cam kết", "xếp loại", "danh sách cbccvc"))


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a sheet or of a file tells."""

    year: int | None = None
    rest: str = ""
    """what is left of the name: it may be a branch's (`Đạ Nghịt 1`), or nothing that matters"""
    residence: bool = False
    outsiders: bool = False


@lru_cache(maxsize=4096)
def read_name(name: str) -> Named:
    """What the name of a sheet or of a file (without folder) tells: `CB thôn 1`, `DSĐV 2024`."""
    text = tidy(re.sub(r"\.[A-Za-z]{2,5}$", "", nfc(name[:LONGEST])).replace("_", " "))
    years = _years_of_name(text)
    text = re.sub(_RUN_TOGETHER, " ", re.sub(_FULL_DAY, " ", text))
    text = re.sub(_RUN_TOGETHER, " ", re.sub(_BARE_YEAR, " ", re.sub(_RANGE, " ", text)))
    text = re.sub(r"\(\d{1,2}\)\s*$", " ", re.sub(_LEADING_NUMBER, "", text))
    rest = tidy(_without_file_words(tidy(text)))
    title = read_title(text)
    return Named(max(years, default=None), rest, title.residence, title.outsiders)


def year_of_folder(name: str) -> int | None:
    """The year that a folder is called by, and by nothing else: `2023`, `Năm 2023`."""
    found = re.fullmatch(rf"(?:năm\s*|nam\s*)?{_BARE_YEAR}", tidy(nfc(name)), re.IGNORECASE)
    return int(found[1]) if found and int(found[1]) in _LISTED_YEARS else None


def _years_of_name(text: str) -> list[int]:
    text = re.sub(_RANGE, " ", text)
    years = map(int, re.findall(_BARE_YEAR, text) + re.findall(_RUN_TOGETHER, text))
    return [year for year in years if year in _LISTED_YEARS]


def _without_file_words(text: str) -> str:
    while True:
        phrase = words.beginning("file", bare(text))
        if phrase is None:
            return text.strip(" -–—_.,")
        tokens = re.split(r"[\s._-]+", text.strip(" -–—_.,"))
        text = " ".join(tokens[len(phrase.split()) :])
