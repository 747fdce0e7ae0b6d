"""What the text of a row says that is no record: a section, a total, a signature, a note, a title.

Judges one text at a time with the words of the vocabulary; where it stands is decided in `rows`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from functools import cache, lru_cache
from typing import Final

from lacduong_kpi.lean import dataclass
from lacduong_kpi.terms import Kind, OrganizationKind, Standing, Status
from lacduong_kpi.text import bare, plain, tidy
from lacduong_kpi.vocabulary import (
    Level,
    is_remark,
    is_signature,
    read_section,
    read_title,
    read_total,
)
from lacduong_kpi.vocabulary.lines import PART, without_count
from lacduong_kpi.vocabulary.listed import value_of
from lacduong_kpi.vocabulary.words import beginning, line_phrases


class Role(StrEnum):
    """What a text is, where it stands alone in a row."""

    SECTION = "section"
    TOTAL = "total"
    SUBTOTAL = "subtotal"
    SIGNATURE = "signature"
    NOTE = "note"
    TITLE = "title"
    OTHER = "other"


Facts = tuple[tuple[str, str], ...]
"""(what, text or value): `branch`, `grassroots`, `commune`, `unit` with the text as written;
`status`, `standing`, `rating`, `sector` with the value; `group` with the kind of organizations that are
gathered; `leavers` for people who left in some way, `outsiders` for people who are no members"""


@dataclass(frozen=True, slots=True)
class Line:
    """A text that stands alone in a row. `name` is it without numbering and counts; `facts` hold
    for the rows below it."""

    role: Role
    name: str
    facts: Facts = ()
    count: int | None = None
    text: str = ""
    """the whole text of a title"""

    def with_facts(self, facts: Facts) -> Line:
        return replace(self, facts=facts)


_NUMBERING = re.compile(
    rf"^\s*{PART}(?:\(?(?:[IVXLivx]+|\d{{1,3}}(?:\.\d{{1,2}})*|[A-Za-zĐđ])\s*[.)/:–—-]+|[*+•–—-]+)\s*"
)
_TITLE = re.compile(
    r"(?:danh sách|ds|dsđv|biểu|bảng|sổ|mẫu|phụ lục|báo cáo|thống kê|tổng hợp|kết quả|trích ngang)\b"
)
_PEOPLE = r"(?:danh sách )?(?:số |các |diện |trường hợp )*(?:đồng chí |đ c )?(?:đảng viên |đv )?"
_STATES: tuple[tuple[re.Pattern[str], tuple[str, str]], ...] = tuple(
    (re.compile(rf"{_PEOPLE}(?:đã |được |bị |xin |đang )*(?:{said})"), fact)
    for said, fact in (
        (
            r"(?:cao tuổi |tuổi cao |già yếu |sức yếu |đau yếu |bệnh nặng )*(?:được )?"
            r"miễn (?:công tác|sinh hoạt|shđ?|ct)\b|msh\b",
            ("status", Status.EXEMPT),
        ),
        (r"đình chỉ sinh hoạt", ("status", Status.SUSPENDED)),
        (r"(?:chuyển |csh )(?:sinh hoạt |sh )?(?:đảng )?tạm thời(?! đến)", ("status", Status.AWAY)),
        (
            r"(?:sinh hoạt |sh )tạm thời (?:đi|ở|tại)? ?nơi khác|đi làm ăn xa",
            ("status", Status.AWAY),
        ),
        (
            r"chuyển (?:sinh hoạt |shđ? )?(?:đảng )?(?:chính thức )?(?:đi|ra)\b(?!.*\bđến)"
            r"|(?:chuyển (?:sinh hoạt|shđ?)|csh)(?: đảng)?(?: chính thức)?$",
            ("status", Status.TRANSFERRED_OUT),
        ),
        (r"từ trần|qua đời|(?:mất|chết)(?:$| trong)", ("status", Status.DECEASED)),
        (r"khai trừ", ("status", Status.EXPELLED)),
        (r"xóa tên", ("status", Status.STRUCK_OFF)),
        (r"(?:cho )?ra khỏi đảng", ("status", Status.RESIGNED)),
        (r"sinh hoạt(?: đảng| thường xuyên)*$", ("status", Status.ACTIVE)),
        (r"chính thức$", ("standing", Standing.OFFICIAL)),
        (r"dự bị$", ("standing", Standing.PROBATIONARY)),
    )
)
_RATED = re.compile(rf"^{_PEOPLE}(?:được |đạt |xếp loại |mức )*(?=\S)")
_SHORT_RATING = re.compile(r"k?ht\w+")
_LEAVERS = re.compile(
    r"\b(?:đảng viên|đv|danh sách|ds) (?:đã )?giảm\b|\bgiảm đảng viên\b|^(?:đảng viên )?giảm$"
    r"|\b(?:đảng viên|đv) (?:đã )?chuyển công tác$"
)
"""headings of people who left, each in his own way"""
_ARRIVALS = re.compile(r"\btăng\b|\bđến\b|\bkết nạp\b|\bbiến động\b")
_WAYS = ("chuyển đi", "chuyển ra", "từ trần", "khai trừ", "xóa tên", "ra khỏi đảng")
_GROUPS: tuple[tuple[re.Pattern[str], OrganizationKind], ...] = tuple(
    (re.compile(rf"(?:các |khối |danh sách )*(?:{said})$"), kind)
    for said, kind in (
        (r"(?:đảng bộ|đảng ủy) cơ sở|đbcs", OrganizationKind.GRASSROOTS_COMMITTEE),
        (r"chi bộ cơ sở|cbcs", OrganizationKind.GRASSROOTS_BRANCH),
        (
            r"chi bộ trực thuộc(?: (?:đảng ủy|đảng bộ)(?: cơ sở)?)?|cbtt",
            OrganizationKind.SUBORDINATE_BRANCH,
        ),
    )
)
_TIME = re.compile(r"\s*\b(?:trong năm|năm|quý|tháng)\b[\s\d/]*.*$")
_WHEN = re.compile(
    r"\s*[,(–-]?\s*(?:\b(?:trong\s+)?năm\s+(?:19|20)\d\d|\b(?:có|tính)\s+đến\s.*|\bđến\s+(?:ngày|hết)\s.*)\)?\s*$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:chi bộ|cb|đảng bộ|đảng ủy|đb|đu|tccsđ|tổ chức cơ sở đảng) (?:và|các|toàn|có|không|trong|năm|được|đã)\b"
)
_DAY = re.compile(r"ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}", re.IGNORECASE)
_COMMUNE = re.compile(r"(?:xã|thị trấn|phường)\b")
_UNIT = re.compile(r"(?:thôn|tổ dân phố|tdp|buôn|bản|khu phố|ấp|khóm|làng|tổ)\b")
_JOINT = re.compile(
    r"\s*(?:\s[-–—]|[,;]|\n|\sthuộc)\s*"
    r"(?=(?:thuộc\s+)?(?:chi bộ|cb|đảng bộ|đảng ủy|đảng uỷ|đbcs|tccsđ|xã|thị trấn|phường|huyện|tỉnh)\b)",
    re.IGNORECASE,
)


_OWN_STARTS = (
    "họ tên hovaten stt tt số thứ danh ds dsđv biểu bảng sổ mẫu phụ báo thống tổng kết trích các đồng đ/c đc diện "
    "trường miễn msh đình chuyển csh từ qua mất chết khai xóa xoá cho ra xin đã được bị đang sinh chính dự xã thị "
    "phường thôn tổ tdp buôn bản khu ấp khóm làng thuộc quần cảm đối đảng đv đảng ban người ngày lạc lâm nơi ghi "
    "lưu chú khối nhóm cụm hoàn không xuất dân tôn trình tuổi"
)


@cache
def line_starts() -> frozenset[str]:
    """The first words of all texts that are anything but a name, with and without accents."""
    listed = {phrase.split()[0] for phrase in line_phrases() if phrase}
    listed |= set(_OWN_STARTS.split())
    return frozenset(listed | {plain(word) for word in listed})


LONGEST: Final = 500
"""letters of a text that tell what it is"""


def read_line(text: str) -> Line:
    """What a text is that stands alone in a row."""
    return _read_line(text[:LONGEST])


def adds_up(text: str) -> bool:
    """Whether a text that stands alone in a row is a total; a tenth of the work of `read_line`."""
    text = tidy(text[:LONGEST])
    return read_total(text) is not None and not _signs(text)


def tells_count(total: Line) -> bool:
    """Whether a row that adds up tells how many there are, not a rate or a mean."""
    found = read_total(total.name)
    return found is not None and found.counts


def may_name(text: str) -> bool:
    """Whether a text is neither signature, total, remark nor title, so that it may say what a
    record is called; a fifth of the work of `read_line`."""
    text = tidy(text[:LONGEST])
    aside = _signs(text) or read_total(text) is not None or is_remark(text)
    return not aside and not _is_title(text)


def _is_title(text: str) -> bool:
    return _TITLE.match(bare(_NUMBERING.sub("", text, count=1))) is not None


def _signs(text: str) -> bool:
    return is_signature(text) and not _DAY.fullmatch(text)


@lru_cache(maxsize=20_000)
def _read_line(text: str) -> Line:
    text = tidy(text)
    if _signs(text):
        return Line(Role.SIGNATURE, text)
    total = read_total(text)
    if total is not None:
        return Line(Role.TOTAL if total.grand else Role.SUBTOTAL, text, count=total.declared)
    if is_remark(text) and not (text.startswith("*") and _heads(text)):
        return Line(Role.NOTE, text)
    section = read_section(text)
    name = _WHEN.sub("", section.name if section else _NUMBERING.sub("", text, count=1)).strip()
    facts = facts_of(name) or (_facts(section.facts) if section else ())
    declared = section.declared if section else None
    if not facts and section is None:
        facts, declared = _counted(name)
    if _is_title(text):
        return Line(Role.TITLE, name, facts, declared, text)
    return Line(Role.SECTION if facts else Role.OTHER, name, facts, declared)


def _heads(text: str) -> bool:
    """Whether a text with a star before it says what holds for those below: `* HTTNV: 5 đ/c`."""
    facts = read_line(text.lstrip("* ")).facts
    return bool(facts) and facts[0][0] != "outsiders"


def _counted(name: str) -> tuple[Facts, int | None]:
    """`Hoàn thành tốt nhiệm vụ: 4 đồng chí` heads those four as it would without their number."""
    shorter, declared = without_count(name)
    facts = facts_of(shorter) if declared is not None else ()
    return facts, declared if facts else None


def _facts(told: tuple[tuple[str, object], ...]) -> Facts:
    return tuple((name, str(value)) for name, value in told)


def facts_of(name: str) -> Facts:
    """What a text without numbering says of all records below it."""
    if read_title(name).outsiders:
        return (("outsiders", name),)
    said = _TIME.sub("", bare(name))
    for pattern, kind in _GROUPS:
        if pattern.match(said):
            return (("group", kind.value),)
    if _LEAVERS.search(said) and not _ARRIVALS.search(said):
        return (("leavers", name),)
    states = [fact for pattern, fact in _STATES if pattern.match(said)]
    if len(_gone_ways(said)) > 1 and not _ARRIVALS.search(said):
        return (("leavers", name),)
    if not states and (rating := _rating_said(said)):
        return (("rating", rating),)
    return (states[0],) if states else organizations_of(name)


def _rating_said(said: str) -> str | None:
    """The rating that a heading says: `Hoàn thành tốt nhiệm vụ`, `HTTNV`, not `Tốt` alone."""
    text = _RATED.sub("", said)
    tells = " " in text or _SHORT_RATING.fullmatch(text)
    return value_of(Kind.MEMBER, "rating", text) if tells else None


def _gone_ways(said: str) -> set[str]:
    """The ways of leaving that a heading names: `từ trần, khai trừ, chuyển đi`."""
    return {way for way in _WAYS if way in said}


def organizations_of(text: str) -> Facts:
    """The branch, committee, commune or unit that a text begins with, and those joined to it:
    `Chi bộ Thôn 1 - Đảng bộ xã Lát`."""
    facts: list[tuple[str, str]] = []
    if "tất cả" in bare(text):
        return ()
    for part in _JOINT.split(text):
        part = part.strip().removeprefix("thuộc ").removeprefix("THUỘC ")
        if beginning("upper", bare(part)) is not None:
            continue
        found = _organization(part)
        if not found and not facts:
            return ()
        facts += [each for each in found if each[0] not in dict(facts)]
    return tuple(facts)


def _organization(text: str) -> list[tuple[str, str]]:
    section, compared = read_section(text), bare(text)
    if _NO_NAME.match(compared):
        return []
    match section.level if section else None:
        case Level.BRANCH if section:
            branch = [("branch", section.name)]
            basic = compared.startswith(("chi bộ cơ sở", "cbcs"))
            return [*branch, ("grassroots", section.name)] if basic else branch
        case Level.GRASSROOTS if section:
            return [("grassroots", " ".join(section.name.replace(":", " ").split()))]
    for pattern, what in ((_COMMUNE, "commune"), (_UNIT, "unit")):
        found = pattern.match(compared)
        if found is not None and found.end() < len(compared):
            return [(what, text)]
    return []
