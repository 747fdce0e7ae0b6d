"""What a line of text in or around a table is: a section, a total, a signature, a remark.

These are questions about one text. Whether the row that it stands in is empty beside it is for
the caller to see.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from lacduong_kpi.lean import dataclass
from lacduong_kpi.terms import Sector, Standing, Status
from lacduong_kpi.text import bare, tidy
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.model import Fact


class Level(StrEnum):
    """What a section row names."""

    BRANCH = "branch"
    GRASSROOTS = "grassroots"
    GROUP = "group"
    """a group of organizations (`Khối xã, thị trấn`) or of people (`Đảng viên dự bị`)"""


@dataclass(frozen=True, slots=True)
class Section:
    """A row that stands above those who belong to it."""

    level: Level
    name: str
    """as written, without numbering, lead and count"""
    declared: int | None = None
    """`Chi bộ thôn 2: 10 đồng chí`"""
    facts: tuple[tuple[str, Fact], ...] = ()
    """what holds for every row below it: `II. Đảng viên dự bị`, `Lực lượng công an`"""


@dataclass(frozen=True, slots=True)
class Total:
    """A row that adds up. `grand` is True for the whole list, False for a part of it."""

    grand: bool
    declared: int | None = None
    counts: bool = True
    """False for rates and means, whose numbers are no numbers of records"""


_BULLET = r"(?:[*+•▪►–—-]\s*)?"
PART = r"(?i:(?:phần|mục)\s+(?=[IVX\d]+\s*[.)/:–—-]))?"
"""what may stand before a numbering: `Phần I: …`, `Mục 2. …`"""
_NUMBERING = (
    rf"^\s*{_BULLET}{PART}(?:\(?(?:[IVX]{{1,6}}|[ivx]{{1,4}}|\d{{1,3}}(?:\.\d{{1,2}})*)\s*[.)/:–—-]+\s*"
    rf"|\(?[A-Ha-h]\s*[.)]\s*|[A-H]\s*[–—-]\s*)?{_BULLET}"
)
_COUNT = (
    r"(?i)\s*[:;,(–—-]*\s*(?:tổng số|tổng|có|gồm|cộng|số lượng)?\s*:?\s*\(?\s*(\d{1,5})\s*(?:\([^)]*\)\s*)?"
    r"(đồng chí|đ\s*/\s*c|đc|đ\.\s*c|đ\s*/\s*chí|đảng viên|đ\s*/\s*v|đv|người)\b\.?\s*\)?.*$"
)
_BARE_COUNT = r"(?:[:=]\s*|\s|\()(\d{1,5})\s*\)?\s*\.?\s*$"
_LED = (
    r"(?i)\s*[(,;:–—-]+\s*(?:đ/c\s+)?(?:phó\s+)?"
    r"(?:bí thư|p?bt|sđt|đt|điện thoại|người phụ trách|phụ trách)\b\s*(?:chi bộ)?\s*[:=–-].*$"
)
"""`Chi bộ thôn 1 (Bí thư: Lê Văn An; SĐT: …)`: who leads it"""
_PLACE_DATE = (
    r"(?i)^(?:[^\d:]{0,40},\s*)?ngày\s*[\d.…_\s]*\s*tháng\s*[\d.…_\s]*\s*năm\s*[\d.…_\s]*$"
    r"|^[^\d:]{2,40},\s*(?:ngày\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}$"
)
_SUMMARY = r"tổng hợp (?!\d|đảng viên \d)"
"""the title of a summary, no total"""
_OF_YEAR = r"\s+(?:trong\s+)?năm(?:\s+(?:19|20)\d\d)?$"
_ROMAN = rf"^\s*{PART}[IVX]{{1,6}}\s*[.)/–—-]+\s*(?=\S)"


@lru_cache(maxsize=8192)
def read_section(text: str) -> Section | None:
    """The section that a text names, None where it names none."""
    text = tidy(text)
    if len(text) > 160:
        return None
    text = re.sub(_LED, "", text)
    plain_text, declared = without_count(re.sub(_NUMBERING, "", text, count=1))
    name = _without_lead(plain_text)
    compared = bare(name)
    if not compared or words.beginning("totals", compared):
        return None
    for level, listed in ((Level.BRANCH, "branch"), (Level.GRASSROOTS, "grassroots")):
        phrase = words.beginning(listed, compared)
        if phrase is not None and not _is_generic(compared, phrase):
            return Section(level, name.strip(" :;,.-–—*"), declared)
    return _group(plain_text, declared, numbered=bool(re.match(_ROMAN, text)))


def _is_generic(compared: str, phrase: str) -> bool:
    """`Chi bộ`, `Chi bộ thôn, tổ dân phố`: a kind of organization, not one of them."""
    rest = re.sub(_OF_YEAR, "", compared[len(phrase) :]).strip()
    return not rest or rest in words.line_list("generic")


def without_count(text: str) -> tuple[str, int | None]:
    """A text without the number of people behind it, and that number."""
    found = re.search(_COUNT, text)
    if found is None or not found.start():
        return text, None
    return text[: found.start()].rstrip(), int(found[1])


def _without_lead(text: str) -> str:
    """`Đ/v: Chi bộ X` and `Danh sách đảng viên chi bộ X` are Chi bộ X."""
    before, colon, after = text.partition(":")
    if colon and after.strip() and bare(before) in words.line_list("lead"):
        kept = after.strip()
        unit = bare(before) == "tên chi bộ" and not words.beginning("branch", bare(kept))
        return f"Chi bộ {kept}" if unit else kept
    if colon and bare(before) in words.line_list("branch") and after.strip():
        return f"{before.strip()} {after.strip()}"  # `Chi bộ: Thôn 1`
    lead = words.beginning("lead", bare(text))
    if lead is None:
        return text
    rest = text.split(maxsplit=len(lead.split()))
    shorter = rest[-1] if len(rest) > len(lead.split()) else text
    return shorter if words.beginning("branch", bare(shorter)) else text


def _group(name: str, declared: int | None, numbered: bool) -> Section | None:
    compared = bare(name)
    facts = _facts_of_group(compared)
    if facts:
        return Section(Level.GROUP, name.strip(" :;,.-*"), declared, facts)
    phrase = words.beginning("groups", compared)
    if phrase is None or (not numbered and phrase in ("xã", "phường", "thị trấn")):
        return Section(Level.GROUP, name.strip(" :;,.-*"), declared) if numbered else None
    sector = words.line_values("groups")[phrase] if compared == phrase else ""
    return Section(
        Level.GROUP,
        name.strip(" :;,.-*"),
        declared,
        (("sector", Sector(sector)),) if sector else (),
    )


def _facts_of_group(compared: str) -> tuple[tuple[str, Fact], ...]:
    """`Đảng viên dự bị`, `Danh sách đảng viên chuyển đi trong năm` hold for all below them."""
    text = re.sub(r" (?:19|20)\d\d$", "", compared)
    for lead in ("danh sách", "ds", "các đồng chí", "đảng viên", "đv"):
        text = text.removeprefix(lead + " ")
    for tail in (" trong năm", " năm"):
        text = text.removesuffix(tail)
    if "đảng viên" not in compared and "đv" not in compared.split():
        return ()
    if status := words.line_values("leavers").get(text):
        return (("status", Status(status)),)
    standing = words.line_values("standings").get(text)
    return (("standing", Standing(standing)),) if standing else ()


@lru_cache(maxsize=8192)
def read_total(text: str) -> Total | None:
    """The total that a text begins, with its number if it has one."""
    text = tidy(text)
    if len(text) > 200:
        return None
    compared = bare(re.sub(_NUMBERING, "", text, count=1)) if not text[:1].isalpha() else bare(text)
    phrase = words.beginning("totals", compared)
    if phrase is None or re.match(_SUMMARY, compared):
        return None
    found = re.search(_COUNT, text) or re.search(_BARE_COUNT, text)
    what = words.line_values("totals")[phrase]
    if what == "share":
        return Total(grand=False, counts=False)
    return Total(what == "total", int(found[1]) if found else None)


def is_place_date(text: str) -> bool:
    """`Lạc Dương, ngày 31 tháng 12 năm 2024`: the place and date of a letter."""
    return re.match(_PLACE_DATE, tidy(text)) is not None


@lru_cache(maxsize=8192)
def is_signature(text: str) -> bool:
    """A line of the foot or head of a letter: signer, recipients, place and date."""
    text = tidy(text)
    if len(text) > 120:
        return False
    compared = bare(text)
    return (
        is_place_date(text)
        or words.is_line("signatures", compared)
        or words.beginning("signature_beginnings", compared) is not None
    )


@lru_cache(maxsize=8192)
def is_remark(text: str) -> bool:
    """A remark under or over a table (`Ghi chú: …`, `(*) …`), not the header `Ghi chú`."""
    text = tidy(text)
    compared = bare(text)
    if re.match(r"^\(?\*{1,3}\)?\s*\S", text) and read_section(text) is None:
        return True
    phrase = words.beginning("notes", compared)
    return phrase is not None and compared != phrase
