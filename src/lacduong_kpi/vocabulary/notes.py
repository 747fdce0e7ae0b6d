"""What free words tell: who left and when, who is exempt, who is a probationary member.

Each clause is read from its beginning and only where it says a thing outright; what is planned,
asked for or denied ("sẽ chuyển đi", "xin chuyển", "chưa") tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from enum import StrEnum
from functools import cache, lru_cache

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.terms import (
    GONE,
    BranchKind,
    Kind,
    Rating,
    Sector,
    Standing,
    Status,
)
from lacduong_kpi.text import bare, nfc
from lacduong_kpi.vocabulary import words
from lacduong_kpi.vocabulary.days import DayReader
from lacduong_kpi.vocabulary.latest import Facts, add
from lacduong_kpi.vocabulary.model import Fact
from lacduong_kpi.vocabulary.raters import names_rating
from lacduong_kpi.vocabulary.ratings import take_apart

_CLAUSES = re.compile(r"[\n;]|[.,]\s+(?=\D)|\s[-–+]\s")
_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)[\s.]*")
"""`Bí thư (chuyển đi 3/2024)`"""
_DAY = re.compile(
    r"(?:ngày\s*)?\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}|tháng\s*\d{1,2}\s*(?:năm|/)\s*\d{4}"
    r"|(?<![\d/.-])(?:\d{1,2}\s*[/.-]\s*){1,2}(?:\d{4}|\d{2})(?![\d/])|(?<!\d)(?:19|20)\d\d(?!\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_HEAD = 120
"""characters in which the first word of a clause stands, behind a day"""
_DOCUMENT = re.compile(
    r"^(?:theo )?(?:qđ|quyết định)(?: số)?(?: \d+)?(?: qđ)?(?: [a-zđ]{2,5})?(?= |$)"
)
"""`XT theo QĐ số 45-QĐ/HU ngày 10/9/2024`, in compared form"""
_MONTH = re.compile(r"\b(?:t|tháng |ngày )\d{1,2}(?: \d{1,2})?\b|\bquý (?:\d|[ivx]+)\b")
"""`Mất T5`, `Chết ngày 5/3`, `Mất quý I`: a time of the list's year, in compared form"""
_SINCE = re.compile(r"\s+(?:từ|ngày|tháng|năm|từ ngày|từ tháng)+$")
"""`Dự bị từ 5/2024`, without the day"""
_NEW = re.compile(r"(?:đảng viên |đv |chi bộ |tổ chức )?(?:mới|kết nạp|chưa đủ|dưới)\b")
"""`Mới thành lập`: why somebody was not rated, perhaps; in a remark it does not say that"""
_REASON = re.compile(r"\b(?:do|vì|theo (?:vợ|chồng|gia đình|nguyện vọng))\b.*")
"""`Xóa tên do không đóng đảng phí`: words of a reason take nothing back"""
LONGEST = 2000
"""What stands further behind in a note is not read."""


@lru_cache(maxsize=8192)
def told(kind: Kind, text: str) -> Facts:
    """The facts that a free text tells about the record in whose row it stands."""
    facts: dict[str, Fact] = {}
    for clause in _clauses(text):
        if _speaks_of_kin(clause):
            break
        found = _clause(kind, clause) or _when(facts, clause)
        add(facts, found, again=bool(found) and _is_back(clause))
        add(facts, _in_brackets(kind, clause, told=bool(found)), again=False)
    return tuple(facts.items())


def _in_brackets(kind: Kind, clause: str, *, told: bool) -> Facts:
    """What stands in brackets behind words that tell something or take nothing back."""
    parts = _BRACKETS.fullmatch(clause) if kind is Kind.MEMBER and "(" in clause else None
    found = _of_member(parts[2]) if parts is not None else ()
    if parts is None or not found or _speaks_of_kin(parts[2]):
        return ()
    return found if told or not _takes_back(bare(parts[1])) else ()


def _takes_back(text: str) -> bool:
    apart = words.value_list("note_never") | words.value_list("note_kin")
    return any(run in apart for _, _, run in words.runs(text, 3))


def _is_back(clause: str) -> bool:
    """Whether a clause says that somebody belongs to the list again."""
    text = _without_lead(bare(clause), words.value_list("note_back"))
    return words.longest_beginning(words.value_list("note_back"), text) is not None


def _when(facts: dict[str, Fact], clause: str) -> Facts:
    """The day of a document behind what says that somebody left: `Xin ra khỏi Đảng, QĐ ngày …`."""
    if facts.get("status") not in GONE or "left_on" in facts or not _DIGIT.search(clause):
        return ()
    rest, days = _without_days(clause)
    alone = words.consists_of("when_words", _DOCUMENT.sub("", rest).strip())
    return (("left_on", days[0]),) if len(days) == 1 and alone else ()


def _speaks_of_kin(clause: str) -> bool:
    """`Con liệt sĩ, hy sinh năm 1968`: what follows is said of somebody else."""
    return words.longest_beginning(words.value_list("note_kin"), bare(clause), 2) is not None


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSES.split(nfc(text[:LONGEST])) if clause.strip()]


def _clause(kind: Kind, clause: str) -> Facts:
    match kind:
        case Kind.MEMBER:
            return _of_member(clause)
        case Kind.ORGANIZATION:
            return _not_rated(clause) or _whole("sector", "sector", Sector, clause)
        case Kind.RESIDENTIAL_UNIT:
            return _beginning("branch_kind", "branch_kind", BranchKind, clause)


def _of_member(clause: str) -> Facts:
    if not _may_tell(clause):
        return ()
    return _not_rated(clause) or _standing(clause) or _status(clause)


def _may_tell(clause: str) -> bool:
    """Whether a clause begins with a word that a fact of a member can begin with: most notes do
    not, and cost little more than this look."""
    head = clause[:_HEAD]
    if _DIGIT.search(head):
        head = _DAY.sub(" ", head)
    first = bare(head).partition(" ")[0]
    return not first or first in _first_words()


@cache
def _first_words() -> frozenset[str]:
    ratings = words.value_phrases("rating").items()
    not_rated = (phrase for phrase, value in ratings if value == Rating.NOT_RATED)
    listed = (*not_rated, *words.value_phrases("standing"), *_beginnings())
    phrases = (*listed, *words.value_list("note_lead"))
    return frozenset(phrase.split()[0] for phrase in phrases if phrase)


def _not_rated(clause: str) -> Facts:
    text = bare(clause)
    if _NEW.match(text) and not names_rating(text):
        return ()
    found = words.value_phrases("rating").get(text)
    before = words.value_phrases("rating").get(bare(clause.partition("(")[0]))
    if Rating.NOT_RATED.value in (found, before) and text not in ("e", "miễn"):
        return (("rating", Rating.NOT_RATED),)
    if found is None and take_apart(text) == Rating.NOT_RATED:
        return (("rating", Rating.NOT_RATED),)
    return ()


def _standing(clause: str) -> Facts:
    rest, _ = _without_days(clause.partition("(")[0])
    rest = _SINCE.sub("", rest)
    found = words.value_phrases("standing").get(
        _without_lead(rest, words.value_phrases("standing"))
    )
    if found is None or (len(rest) < 4 and rest not in ("db", "đvdb", "đv db", "đvct")):
        return ()
    return (("standing", Standing(found)),)


def _whole(name: str, field: str, choices: type[StrEnum], clause: str) -> Facts:
    found = words.value_phrases(name).get(bare(clause))
    if found is None or found.endswith("?") or len(clause) < 4:
        return ()
    return ((field, choices(found)),)


def _beginning(name: str, field: str, choices: type[StrEnum], clause: str) -> Facts:
    phrases = words.value_phrases(name)
    phrase = words.longest_beginning(phrases, bare(clause))
    if phrase is None or len(phrase) <= 4 or phrases[phrase].endswith("?"):
        return ()
    return ((field, choices(phrases[phrase])),)


@cache
def _beginnings() -> dict[str, str]:
    """Status words of notes; the doubtful ones only count in a status column, and so does what
    stands before others (`Đảng viên từ trần`)."""
    again = dict.fromkeys(words.value_list("note_back"), Status.ACTIVE.value)
    listed = {**words.value_phrases("status"), **words.value_phrases("note_status"), **again}
    leads = words.value_list("note_lead")
    return {
        phrase: value
        for phrase, value in listed.items()
        if not value.endswith("?") and phrase not in leads
    }


def _status(clause: str) -> Facts:
    rest, days = _without_days(clause)
    text = _without_lead(rest, _beginnings())
    phrase = words.longest_beginning(_beginnings(), text)
    if phrase is None:
        return ()
    value, after = _beginnings()[phrase], text[len(phrase) :].strip()
    if _tells_nothing(phrase, value, after):
        return ()
    return _status_facts(phrase, value, after, days)


@lru_cache(maxsize=16)
def _without_days(clause: str) -> tuple[str, tuple[DateSpan, ...]]:
    """The compared form of the clause without its days, and the days. Several questions ask for it
    of one clause."""
    reader = DayReader("left_on")
    spans = (reader.read(found).get("left_on") for found in _DAY.findall(clause))
    days = tuple(span for span in spans if isinstance(span, DateSpan))
    rest = bare(_DAY.sub(" ", clause))
    return rest, days


def _without_lead(text: str, phrases: Container[str]) -> str:
    """The words from the first that can begin a phrase: `đã được miễn sinh hoạt`."""
    while words.longest_beginning(phrases, text) is None:
        lead = words.longest_beginning(words.value_list("note_lead"), text, 3)
        if lead is None:
            return text
        text = text[len(lead) :].strip()
    return text


def _tells_nothing(phrase: str, value: str, after: str) -> bool:
    strict = phrase in words.value_list("note_strict")
    rest = _DOCUMENT.sub("", after)
    rest = (_MONTH.sub("", rest) if value == Status.DECEASED else rest).strip()
    if strict and not words.consists_of("when_words", rest):
        return phrase not in words.value_list("note_in")
    never = words.value_list("note_never")
    if value != Status.AWAY:
        never |= words.value_list("note_going")
    if value == Status.EXEMPT:
        never |= words.value_list("note_residence")
    return any(run in never for _, _, run in words.runs(_REASON.sub("", after), 3))


def _status_facts(phrase: str, value: str, after: str, days: Sequence[DateSpan]) -> Facts:
    if phrase in words.value_list("note_in") or value == Status.ACTIVE:
        return _came(phrase, after, days)
    status = Status(value)
    facts: list[tuple[str, Fact]] = [("status", status)]
    if status in GONE and days:
        facts.append(("left_on", days[0]))
    return tuple(facts)


def _came(phrase: str, after: str, days: Sequence[DateSpan]) -> Facts:
    if phrase not in words.value_list("note_in"):
        return (("status", Status.ACTIVE),)
    to_a_place = words.longest_beginning(words.value_list("note_place"), after, 3)
    if to_a_place and "từ" not in after.split():
        # "Chuyển về Đảng bộ phường 2" leaves; "Chuyển đến Chi bộ thôn 1" can be either.
        return _left(days) if phrase == "chuyển về" else ()
    if phrase == "chuyển về" and _goes_to(after):
        return _left(days)
    active: Facts = (("status", Status.ACTIVE),)
    return (*active, ("transferred_in_on", days[0])) if days else active


def _goes_to(after: str) -> bool:
    """Whether the words behind `Chuyển về` name where somebody went: `Lâm Hà`, not `sinh hoạt tại
    chi bộ` or `từ Lâm Hà`."""
    rest = _DOCUMENT.sub("", after).strip()
    here = words.longest_beginning(words.value_list("note_here"), rest, 2)
    known = not rest or words.consists_of("when_words", rest) or here is not None
    return not known and "từ" not in rest.split()


def _left(days: Sequence[DateSpan]) -> Facts:
    status: Facts = (("status", Status.TRANSFERRED_OUT),)
    return (*status, ("left_on", days[0])) if days else status


def is_not_member(text: str) -> bool:
    """Whether the words say that a person on a list is no member (`Quần chúng ưu tú`)."""
    return bare(text) in words.value_list("not_members")
