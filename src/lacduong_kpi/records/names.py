"""Names of organizations and residential units, compared as offices write them.

`CB TDP Bon Đưng 1`, `Chi bộ Tổ dân phố Bon Đưng 1` and `CHI BỘ BON ĐƯNG 1` are one branch;
`Đảng ủy xã Lát` is the committee of `Đảng bộ xã Lát`; `Chi bộ xã Lát` is another organization.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import bare, bares, proper


class Rank(StrEnum):
    """What the first words of a name say the organization is."""

    BRANCH = "branch"
    COMMITTEE = "committee"
    UNSAID = "unsaid"


_RANK_WORDS: tuple[tuple[str, Rank], ...] = (
    ("chi ủy chi bộ", Rank.BRANCH),
    ("chi bộ cơ sở", Rank.BRANCH),
    ("chi bộ trực thuộc", Rank.BRANCH),
    ("chi bộ", Rank.BRANCH),
    ("chi ủy", Rank.BRANCH),
    ("cbcs", Rank.BRANCH),
    ("cbtt", Rank.BRANCH),
    ("cb", Rank.BRANCH),
    ("ban chấp hành đảng bộ", Rank.COMMITTEE),
    ("đảng bộ cơ sở", Rank.COMMITTEE),
    ("đảng bộ bộ phận", Rank.COMMITTEE),
    ("đảng ủy cơ sở", Rank.COMMITTEE),
    ("đảng ủy bộ phận", Rank.COMMITTEE),
    ("đảng bộ", Rank.COMMITTEE),
    ("đảng ủy", Rank.COMMITTEE),
    ("đbcs", Rank.COMMITTEE),
    ("đucs", Rank.COMMITTEE),
    ("đbbp", Rank.COMMITTEE),
    ("đb", Rank.COMMITTEE),
    ("đu", Rank.COMMITTEE),
    ("tổ chức cơ sở đảng", Rank.UNSAID),
    ("tổ chức đảng", Rank.UNSAID),
    ("tccsđ", Rank.UNSAID),
    ("tcđ", Rank.UNSAID),
)
_LONG_FORMS = (
    ("tổ dân phố", "tdp"),
    ("tổ dp", "tdp"),
    ("khu phố", "kp"),
    ("thị trấn", "tt"),
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("hợp tác xã", "htx"),
    ("trung học phổ thông", "thpt"),
    ("trung học cơ sở", "thcs"),
    ("tiểu học", "th"),
    ("mầm non", "mn"),
    ("mặt trận tổ quốc", "mttq"),
    ("trách nhiệm hữu hạn", "tnhh"),
    ("cổ phần", "cp"),
    ("doanh nghiệp tư nhân", "dntn"),
)
_ABBREVIATIONS = frozenset(
    [
        *(short for _, short in _LONG_FORMS),
        *[
            "ca",
            "qs",
            "vp",
            "bql",
            "tccsđ",
            "tcđ",
            "cb",
            "cbcs",
            "cbtt",
            "đb",
            "đbcs",
            "đbbp",
            "đu",
            "đucs",
        ],
    ]
)
_COMMON_WORDS = frozenset(
    [
        "chi",
        "bộ",
        "đảng",
        "ủy",
        "cơ",
        "sở",
        "trực",
        "thuộc",
        "xã",
        "phường",
        "thị",
        "trấn",
        "huyện",
        "tỉnh",
        "thôn",
        "tổ",
        "dân",
        "phố",
        "khu",
        "ấp",
        "buôn",
        "làng",
        "bản",
        "khóm",
        "quan",
        "trường",
        "công",
        "an",
        "quân",
        "sự",
        "văn",
        "phòng",
    ]
)
"""words that begin with a small letter inside of an organization's name"""
_RESIDENCE = ("thôn", "tdp", "kp", "buôn", "làng", "ấp", "bản", "khóm", "khu")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: what it says the organization is, and what it is called; `loose` is
    the call name without the words for thôn and tổ dân phố."""

    rank: Rank
    called: str
    loose: str

    @property
    def residence(self) -> str:
        """The word for the kind of residential unit, empty where there is none."""
        return self.called[: len(self.called) - len(self.loose)].strip()


def read_name(text: str) -> Name:
    """The parts of a name as written."""
    known = _known.get(text)
    if known is None:
        known = _known[text] = _read(bare(text))
    return known


def read_names(texts: Sequence[str]) -> list[Name]:
    """`read_name` of each text, faster for many."""
    new = [text for text in dict.fromkeys(texts) if text not in _known]
    _known.update(zip(new, map(_read, bares(new)), strict=True))
    return [_known[text] for text in texts]


_known: dict[str, Name] = {}


def _read(words: str) -> Name:
    rank, called = _take_rank(_without_number(words))
    called = _LONG_FORM.sub(_short, called)
    return Name(rank, called, _without_residence(called))


def in_small_letters(text: str) -> str:
    """A name written all in capitals as it is written in a sentence: `Chi bộ thôn Đạ Yi`."""
    if not text.isupper():
        return text
    words = [_small_word(word) for word in proper(text).split(" ")]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])


def _small_word(word: str) -> str:
    small = word.casefold()
    if small in _COMMON_WORDS:
        return small
    return word.upper() if small in _ABBREVIATIONS else word


def same_organization(one: str, other: str) -> bool:
    """Whether two names may mean one organization, as far as the names tell."""
    first, second = read_name(one), read_name(other)
    ranks = {first.rank, second.rank} - {Rank.UNSAID}
    if len(ranks) > 1:
        return False
    if first.called == second.called:
        return True
    return first.loose == second.loose and not (first.residence and second.residence)


_LONG_FORM = re.compile(rf"\b(?:{'|'.join(long for long, _ in _LONG_FORMS)})\b")


def _short(found: re.Match[str]) -> str:
    return dict(_LONG_FORMS)[found[0]]


_BY_FIRST_WORD: dict[str, list[tuple[str, Rank]]] = {}
for _prefix, _rank in _RANK_WORDS:
    _BY_FIRST_WORD.setdefault(_prefix.partition(" ")[0], []).append((_prefix, _rank))


def _take_rank(words: str) -> tuple[Rank, str]:
    for prefix, rank in _BY_FIRST_WORD.get(words.partition(" ")[0], ()):
        if words == prefix or words.startswith(prefix + " "):
            return rank, words[len(prefix) :].strip()
    return Rank.UNSAID, words


def _without_number(words: str) -> str:
    """`i chi bộ thôn 1` without the number of its section."""
    first, _, rest = words.partition(" ")
    if first.isdecimal() or set(first) <= set("ivx"):
        rank, _ = _take_rank(rest)
        return words if rank is Rank.UNSAID else rest
    return words


def _without_residence(called: str) -> str:
    first, _, rest = called.partition(" ")
    return rest if first in _RESIDENCE and rest else called
