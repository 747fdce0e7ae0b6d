"""What a header says beside its words: years, hints in brackets, star and number marks."""

from __future__ import annotations

import re
from dataclasses import replace

from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import bare, nfc
from lacduong_kpi.vocabulary import words

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_RANGE = re.compile(r"\b(?:19|20)\d\d\s*[-–—]\s*(?:19|20)?\d\d(?!\d)")
_DATE = re.compile(
    r"(?:(?:có|tính|tính đến|có đến|đến)\s+)*(?:ngày\s*)?\d{1,2}[/.-]\d{1,2}[/.-]((?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:\b(?:năm|nam|n\.?))?[\s./-]*(?<!\d)((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\bnăm\s+(?:liền\s+)?(?:trước|ngoái)(?:\s+liền kề)?", re.IGNORECASE)
_SHORT_YEAR = re.compile(
    r"(?:\bn[ăa]m\s*|['’‘`]\s*|(?<=\bxl)[\s/]*|(?<=xếp loại)[\s/]*)(?<!\d)([0-3]\d)(?!\d)\s*$",
    re.IGNORECASE,
)
"""`năm 24`, `XL '24`, `XL 24`: years of two digits, which stand last"""
_SPACED = 4
"""letters from which words may be written with blanks between the letters"""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_RUN_TOGETHER = re.compile(r"[A-Za-z][A-Za-z0-9_]*[a-z][A-Z][A-Za-z0-9_]*")
"""`HoVaTen`, `NgaySinh`: headers as programs write them"""
_NUMBERING = re.compile(r"^\s*\(?(?:\d{1,2}|[a-zđ])[.)]\s+", re.IGNORECASE)
_QUESTION = re.compile(r"\s*(?:\b(?:hay |đã )?(?:chưa|không)\b)?\s*\?\s*$", re.IGNORECASE)
"""`Đồng chí đã ký cam kết chưa?`: the end of a question, as forms on the web put them"""
_STACKED = re.compile(r"[^\W\d_](?:\n[^\W\d_])+")
"""letters one below the other: `N⏎ữ`"""
_DAY_FORMAT = (
    r"(?:dd|d|ngày|mm|m|tháng)\s*[/.-]\s*(?:mm|m|tháng|yyyy|yy|năm)\s*"
    r"(?:[/.-]\s*(?:yyyy|yy|y|năm))?"
)
_WRITTEN_SO = re.compile(_DAY_FORMAT, re.IGNORECASE)
_FORMAT_HINT = re.compile(
    rf"{_DAY_FORMAT}|\d{{1,2}}(?:\s*=\s*[\d+x*/(). -]+)?|x|x là nữ|\d+\s*(?:số|chữ số)(?:\s.*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a header: its words with and without what stands in brackets."""

    words: str
    """compared form, brackets left out"""
    full: str
    """compared form with the words that stand in brackets"""
    parts: tuple[str, ...]
    """compared forms of what commas, slashes and line breaks part"""
    listed_parts: tuple[str, ...] = ()
    """what commas and slashes part, whatever the line breaks"""
    listed: bool = False
    """whether commas or slashes part it, not line breaks alone"""
    year: int | None = None
    year_offset: int = 0
    is_period: bool = False
    """several years that belong together: `2022 - 2023`"""


def is_hint(text: str) -> bool:
    """Whether a text says how to fill in what stands above it: `(ngày/tháng/năm)`, `dd/mm/yyyy`."""
    text = text.strip()
    return (text[:1] == "(" and text[-1:] == ")") or _WRITTEN_SO.fullmatch(text) is not None


def read_level(text: str) -> Level:
    """Takes a header text apart. `year` is None where it names none or several."""
    text = _QUESTION.sub("", _NUMBERING.sub("", nfc(text)))
    if _WRITTEN_SO.fullmatch(text):
        text = f"({text})"
    if _STACKED.fullmatch(text):
        letters = text.replace("\n", "")
        text = words.phrases_without_blanks().get(bare(letters), letters)
    if _RUN_TOGETHER.fullmatch(text):
        text = _CAMEL.sub(" ", text)
    is_period = _RANGE.search(text) is not None
    text, year, offset = _take_year(text)
    inside = " ".join(
        found for found in _BRACKETS.findall(text) if not _FORMAT_HINT.fullmatch(found.strip())
    )
    outside = _BRACKETS.sub(" ", text)
    compared = _closed_up(bare(outside)) or ("#" if "#" in outside else "")
    full = f"{compared} {bare(inside)}".strip() if inside else compared
    listed = _LISTED.search(outside) is not None
    listed_parts = _parts(outside.replace("\n", " ")) if listed and "\n" in outside else ()
    return Level(compared, full, _parts(outside), listed_parts, listed, year, offset, is_period)


def _closed_up(text: str) -> str:
    """Words written with a blank between all letters (`H Ọ  V À  T Ê N`) as the lists have them."""
    letters = text.split()
    if len(letters) < _SPACED or max(map(len, letters)) > 1:
        return text
    return words.phrases_without_blanks().get("".join(letters), text)


def _take_year(text: str) -> tuple[str, int | None, int]:
    text, before = _YEAR_BEFORE.subn(" ", text)
    years = {int(found) for found in _DATE.findall(text)}
    text = _RANGE.sub(" ", _DATE.sub(" ", text))
    years |= {int(found) for found in _YEAR.findall(text)}
    if not years and (short := _SHORT_YEAR.search(text)):
        return text[: short.start()], 2000 + int(short[1]), -1 if before else 0
    year = years.pop() if len(years) == 1 else None
    return _YEAR.sub(" ", text), year, -1 if before else 0


def written_out(level: Level) -> Level:
    """The level with its abbreviations in full: `TCĐ đang SH` is `tổ chức đảng đang sinh hoạt`."""
    return replace(level, words=_written_out(level.words), full=_written_out(level.full))


def _written_out(text: str) -> str:
    padded = f" {text} "
    listed = words.plain_abbreviations() if text.isascii() else words.abbreviations()
    for short, full in listed:
        if " " in text and f" {short} " in padded:
            padded = padded.replace(f" {short} ", f" {full} ")
    return padded.strip()


_LISTED = re.compile(r"[,;/+&]|\s[-–—]\s|\svà\s")
_SEPARATORS = re.compile(r"[\n,;/+&]|\s[-–—]\s|\svà\s")


_FULL_NAME = re.compile(r"\bhọ\s*(?:,|và)\s*(?:chữ đệm và |đệm và )?tên\b", re.IGNORECASE)
_SEXES = re.compile(r"\bnam\s*[,/]\s*nữ\b", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(r"\bngày\s*[,/]\s*tháng\b(?:\s*[,/]\s*năm\b)?", re.IGNORECASE)


def _parts(text: str) -> tuple[str, ...]:
    text = _SEXES.sub("nam nữ", text)
    text = _FULL_NAME.sub("họ tên", _DAY_MONTH_YEAR.sub("ngày tháng năm", text))
    return tuple(part for part in map(bare, _SEPARATORS.split(text)) if part)
