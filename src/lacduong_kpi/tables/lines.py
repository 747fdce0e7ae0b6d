"""What the text of a row says that is no record: a section, a total, a signature, a note.

Judges one text at a time; where it stands is decided in `body`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lacduong_kpi.terms import Standing, Status
from lacduong_kpi.text import bare, tidy


class Role(StrEnum):
    """What a text is, where it stands alone in a row."""

    SECTION = "section"
    TOTAL = "total"
    SIGNATURE = "signature"
    NOTE = "note"
    TITLE = "title"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A text that stands alone in a row. `name` is it without numbering and counts; `facts` are
    (field or `grassroots`, `branch`, `commune`, `outsiders`, value) for the rows below it."""

    role: Role
    name: str
    facts: tuple[tuple[str, str], ...] = ()
    count: int | None = None


_NUMBERING = re.compile(
    r"^\s*(?:\(?(?:[IVXLivx]+|\d{1,3}(?:\.\d{1,2})*|[A-Za-zĐđ])\s*[.)/:–-]+|[*+•–-]+)\s*"
)
_COUNTED = r"(?:đồng\s*chí|đảng\s*viên|đ\s*/\s*c|đ\.\s*c\.?|đc|đv|người|chi bộ|tccsđ|tổ chức)"
_COUNT = re.compile(
    rf"\s*[:(–-]?\s*(?:có\s+|gồm\s+|tổng\s*(?:số|cộng)?\s*:?\s*)?(\d{{1,6}})\s*{_COUNTED}\b[^)]*\)?\s*\.?$"
    r"|\s*[:(]\s*(\d{1,6})\s*\)?\s*\.?$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,6}")


def without_numbering(text: str) -> str:
    """`Chi bộ Thôn 1` for `I. Chi bộ Thôn 1`."""
    return _NUMBERING.sub("", text, count=1).strip()


def split_count(text: str) -> tuple[str, int | None]:
    """The text without a count at its end (`Chi bộ Thôn 2: 10 đồng chí`), and the count."""
    found = _COUNT.search(text)
    if not found or not found.start():
        return text, None
    return text[: found.start()].rstrip(" :,-–("), int(found[1] or found[2])


_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|tc|cộng dồn|toàn đảng bộ|toàn huyện|toàn xã|toàn chi bộ|lũy kế)\b"
)
_TOTAL_LIST = re.compile(r"(?:danh sách|ds)\s+(?:này\s+|trên\s+)?(?:có|gồm)\b")
_SIGNATURE = re.compile(
    r"(?:người lập|người tổng hợp|người thống kê|cán bộ lập|cán bộ tổng hợp|lập biểu|t m|tm|k t|kt|"
    r"thay mặt|xác nhận|ký tên|ký ghi rõ|đã ký|ký thay|thủ trưởng|trưởng ban|phó trưởng ban|chánh văn phòng)\b"
    r"|(?:phó )?bí thư(?: chi bộ| đảng ủy| huyện ủy| đảng bộ)?$|(?:phó )?chủ tịch$|nơi nhận"
    r"|\D{2,40}ngày (?:\d{1,2} )?tháng (?:\d{1,2} )?năm(?: \d{4})?$|ngày (?:\d{1,2} )?tháng (?:\d{1,2} )?năm$"
)
_NOTE = re.compile(r"(?:ghi chú|lưu ý|chú thích|chú ý|hướng dẫn|cách ghi|trong đó)\b")
_TITLE = re.compile(
    r"(?:danh sách|ds|biểu|bảng|sổ|mẫu|phụ lục|báo cáo|thống kê|tổng hợp|kết quả|trích ngang)\b"
)
_LIST_OF = re.compile(
    r"^(?:biểu |phụ lục |bảng )?(?:\d+ )?(?:danh sách|ds|dsđv|sổ)(?: trích ngang)?(?: các| những)?"
    r"(?: đồng chí| đ c)?(?: cán bộ)?(?: đảng viên| đv)? ?"
)
_OUTSIDERS = re.compile(
    r"\b(?:quần chúng|qcut|cảm tình đảng|cảm tình|đối tượng kết nạp|nguồn kết nạp|nguồn phát triển)\b"
)

_MEMBERS = r"(?:(?:các |số |diện )?(?:đồng chí |đ c )?(?:đảng viên|đv)|diện|trường hợp)?\s*"
_STATUSES: tuple[tuple[re.Pattern[str], tuple[tuple[str, str], ...]], ...] = tuple(
    (re.compile(rf"{_MEMBERS}(?:đã |được |bị |xin )*{words}"), facts)
    for words, facts in (
        (r"(?:miễn (?:công tác|sinh hoạt|sh|ct)|msh)", (("status", Status.EXEMPT.value),)),
        (r"(?:đình chỉ sinh hoạt)", (("status", Status.SUSPENDED.value),)),
        (
            r"(?:chuyển (?:sinh hoạt |sh )?(?:đảng )?tạm thời|tạm thời chuyển|csh tạm thời)",
            (("status", Status.AWAY.value),),
        ),
        (
            r"(?:chuyển (?:sinh hoạt |sh )?(?:đảng )?(?:chính thức )?(?:đi|ra)(?! .*\bđến\b)|chuyển đi)",
            (("status", Status.TRANSFERRED_OUT.value),),
        ),
        (r"(?:từ trần|qua đời|mất|chết)\b", (("status", Status.DECEASED.value),)),
        (r"(?:khai trừ)", (("status", Status.EXPELLED.value),)),
        (r"(?:xóa tên)", (("status", Status.STRUCK_OFF.value),)),
        (
            r"(?:xin ra khỏi đảng|ra khỏi đảng|cho ra khỏi đảng)",
            (("status", Status.RESIGNED.value),),
        ),
        (r"(?:chính thức)$", (("standing", Standing.OFFICIAL.value),)),
        (r"(?:dự bị)$", (("standing", Standing.PROBATIONARY.value),)),
        (r"(?:đang sinh hoạt|sinh hoạt thường xuyên)", (("status", Status.ACTIVE.value),)),
    )
)
_BRANCH = re.compile(r"(?:chi bộ|cb)\b(?! (?:cơ sở|trực thuộc)$)")
_BASE_BRANCH = re.compile(r"(?:chi bộ cơ sở|cbcs)\b")
_COMMITTEE = re.compile(r"(?:đảng bộ|đảng ủy|đbcs|đucs|đb|đu|tccsđ|tổ chức cơ sở đảng)\b")
_UPPER = re.compile(
    r"(?:đảng bộ|đảng ủy|ban chấp hành|bch)(?: đảng bộ)? (?:tỉnh|huyện|thành phố|tp|thị xã|quận|khối)\b(?! ủy)|"
    r"(?:tỉnh|huyện|thành|thị|quận) ủy|ban (?:tổ chức|thường vụ|chấp hành|dân vận|tuyên giáo)|đảng cộng sản"
)
_COMMUNE = re.compile(r"(?:xã|thị trấn|phường|tt)\b")
_UNIT = re.compile(r"(?:thôn|tổ dân phố|tdp|buôn|bản|khu phố|ấp|khóm|làng|tổ)\b")


@lru_cache(maxsize=20_000)
def read_line(text: str) -> Line:
    """What a text is that stands alone in a row."""
    text = tidy(text)
    whole = bare(text)
    if _SIGNATURE.match(whole):
        return Line(Role.SIGNATURE, text)
    if _TOTAL_LIST.match(bare(without_numbering(text))):
        return Line(Role.TOTAL, text, count=_first_number(text))
    name, count = split_count(without_numbering(text))
    words = bare(name)
    if _TOTAL.match(words) or (not words and count):
        return Line(Role.TOTAL, text, count=count if count is not None else _first_number(text))
    if _NOTE.match(words) or text.startswith("(*"):
        return Line(Role.NOTE, text)
    if _TITLE.match(words):
        return Line(Role.TITLE, name, facts_of(_LIST_OF.sub("", words)), count)
    facts = facts_of(name)
    return Line(Role.SECTION if facts else Role.OTHER, name, facts, count)


def _first_number(text: str) -> int | None:
    found = _NUMBER.search(text)
    return int(found[0].replace(".", "")) if found else None


def facts_of(name: str) -> tuple[tuple[str, str], ...]:
    """What a section's text says of the records below it."""
    words = bare(name)
    if _OUTSIDERS.search(words):
        return (("outsiders", name),)
    for pattern, facts in _STATUSES:
        if pattern.match(words):
            return facts
    return organizations_of(name)


_JOINT = re.compile(
    r"\s*(?:\s[-–—]|[,;])\s*(?=(?:chi bộ|cb|đảng bộ|đảng ủy|đảng uỷ|đbcs|tccsđ|xã|thị trấn|phường|huyện|tỉnh)\b)",
    re.IGNORECASE,
)


def organizations_of(text: str) -> tuple[tuple[str, str], ...]:
    """The branch, committee, commune or unit that a text begins with, and those joined to it:
    `Chi bộ Thôn 1 - Đảng bộ xã Lát`."""
    facts: list[tuple[str, str]] = []
    for part in _JOINT.split(text):
        words = bare(part)
        if _UPPER.match(words):
            continue
        found = _organization(part.strip(), words)
        if not found and not facts:
            return ()
        facts += found
    return tuple(facts)


def _organization(text: str, words: str) -> list[tuple[str, str]]:
    if _BASE_BRANCH.match(words):
        return [("branch", text), ("grassroots", text)]
    for pattern, field in (
        (_BRANCH, "branch"),
        (_COMMITTEE, "grassroots"),
        (_COMMUNE, "commune"),
        (_UNIT, "unit"),
    ):
        found = pattern.match(words)
        if found is not None and found.end() < len(words):
            return [(field, text)]
    return []
