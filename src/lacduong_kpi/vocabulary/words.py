"""The word lists: plain JSON beside this file, one entry a line, for people to edit.

Loaded once, and cheaply: entries are taken apart when they are looked up, not before.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import cast

from lacduong_kpi.lean import dataclass
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import strip_accents, tidy

Phrases = Mapping[str, str]
NUMBER = "#"
"""The entry of a running number."""


@cache
def _document(name: str) -> dict[str, object]:
    path = Path(__file__).with_name(f"{name}.json")
    document: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _without_notes(phrases: dict[str, str]) -> Phrases:
    return {phrase: value for phrase, value in phrases.items() if not phrase.startswith("_")}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an entry of `headers.json` says; see the notes on top of that file."""

    fields: tuple[str, ...]
    ambiguous: bool = False
    rank: int = 0
    part: int = 0
    implies: tuple[tuple[str, str], ...] = ()
    stands_for: str | None = None

    @property
    def is_ignored(self) -> bool:
        return not any(self.fields)


@cache
def meaning(entry: str) -> Meaning:
    """Takes an entry apart: `left_on?, - +status=deceased ^-1`. A running number is no field."""
    if entry == NUMBER:
        return Meaning(("",))
    names: list[str] = []
    rank = part = 0
    implies: list[tuple[str, str]] = []
    stands_for = None
    for token in entry.split():
        match token[0], token[1:]:
            case "^", number:
                rank = int(number)
            case "#", number:
                part = int(number)
            case "=", value:
                stands_for = value
            case "+", fact:
                field, _, value = fact.partition("=")
                implies.append((field, value))
            case _:
                names.append(token.rstrip(","))
    fields = tuple("" if name == "-" else name.rstrip("?") for name in names)
    ambiguous = any(name.endswith("?") for name in names)
    return Meaning(fields, ambiguous, rank, part, tuple(implies), stands_for)


@cache
def header_phrases(kind: Kind) -> Phrases:
    """Header words of a kind of record, with those of every kind, by their compared form."""
    document = _document("headers")
    common = cast(dict[str, str], document["any"])
    return _without_notes({**common, **cast(dict[str, str], document[kind.value])})


@cache
def plain_header_phrases(kind: Kind) -> Mapping[str, tuple[str, ...]]:
    """Entries by the accent-free form of their words; several where accents tell them apart."""
    return _by_plain(header_phrases(kind))


@cache
def phrases_without_blanks() -> Phrases:
    """Header words with the blanks between them taken out -> the words."""
    return {phrase.replace(" ", ""): phrase for kind in Kind for phrase in header_phrases(kind)}


@cache
def header_list(name: str) -> frozenset[str]:
    """One of the plain lists of `headers.json`: groups, fillers, vetoes, …"""
    return frozenset(cast(list[str], _document("headers")[name]))


@cache
def group_names() -> Phrases:
    return cast(dict[str, str], _document("headers")["group_names"])


@cache
def scales() -> tuple[tuple[str, ...], ...]:
    """Headers side by side that together spell the grades, the best first."""
    return tuple(map(tuple, cast(list[list[str]], _document("headers")["scales"])))


@cache
def abbreviations() -> tuple[tuple[str, str], ...]:
    """Abbreviations in headers of several words and what they stand for, the longest first."""
    listed = cast(dict[str, str], _document("headers")["abbreviations"])
    return tuple(sorted(listed.items(), key=lambda pair: -len(pair[0])))


@cache
def plain_abbreviations() -> tuple[tuple[str, str], ...]:
    """The same without accents, for headers that were typed so: `MA THE DV`."""
    pairs = {strip_accents(short): strip_accents(full) for short, full in abbreviations()}
    return tuple(sorted(pairs.items(), key=lambda pair: -len(pair[0])))


@cache
def raters() -> Mapping[str, int]:
    return cast(dict[str, int], _document("headers")["raters"])


def composed(kind: Kind) -> Mapping[str, list[list[str]]]:
    """Field -> groups of words, of each of which one stands in a header of it."""
    listed = cast(dict[str, dict[str, list[list[str]]]], _document("headers")["composed"])
    return listed.get(kind.value, {})


def decisions() -> Mapping[str, int]:
    return cast(dict[str, int], _document("headers")["decisions"])


@cache
def value_phrases(name: str) -> Phrases:
    """The value words of one list of `values.json`, by their compared form."""
    return _without_notes(cast(dict[str, str], _document("values")[name]))


@cache
def plain_value_phrases(name: str) -> Mapping[str, tuple[str, ...]]:
    return _by_plain(value_phrases(name))


@cache
def value_list(name: str) -> frozenset[str]:
    return frozenset(cast(list[str], _document("values")[name]))


def ditto_codes(values: Sequence[object]) -> list[int]:
    """The indexes of the values that stand for `the same as above`."""
    try:
        starts = set(map(_TWO, cast(Iterator[str], filter(None, values))))
    except TypeError:  # days or numbers
        starts = {value[:2] for value in values if value.__class__ is str}
    known = _ditto_starts()
    starts = {start for start in starts if start in known or start[:1] in known}
    if not starts:
        return []
    listed = value_list("ditto")
    return [
        code
        for code, value in enumerate(values)
        if isinstance(value, str)
        and value[:2] in starts
        and len(value) <= _LONGEST_DITTO
        and tidy(value) in listed
    ]


_TWO = itemgetter(slice(2))
_LONGEST_DITTO = 12
"""characters, with odd blanks around"""
_BLANKS = " \t\n\r\xa0\u200b\u202f\ufeff"


@cache
def _ditto_starts() -> frozenset[str]:
    """How they begin: with a sign or a blank, or with two letters, for many names begin with one
    of them."""
    listed = value_list("ditto")
    return frozenset(each[: 2 if each[0].isalpha() else 1] for each in listed) | set(_BLANKS)


@cache
def rating_parts() -> Mapping[str, tuple[str, ...]]:
    parts = cast(dict[str, list[str]], _document("values")["rating_parts"])
    return {name: tuple(words) for name, words in parts.items()}


@cache
def line_list(name: str) -> frozenset[str]:
    """One of the lists of `lines.json`."""
    return frozenset(cast(list[str] | dict[str, str], _document("lines")[name]))


@cache
def line_values(name: str) -> Phrases:
    """One of the lists with values of `lines.json`."""
    return cast(dict[str, str], _document("lines")[name])


def line_phrases() -> Iterator[str]:
    """Every phrase of every list of `lines.json`."""
    for name, phrases in _document("lines").items():
        if not name.startswith("_"):
            yield from cast(list[str] | dict[str, str], phrases)


def beginning(name: str, text: str) -> str | None:
    """The longest entry of a list of `lines.json` with which the words begin. Words without any
    accent begin like it where more than one word agrees, or all of them."""
    found = longest_beginning(line_list(name), text)
    if found is None and text.isascii():
        bald = longest_beginning(_bald_line_list(name), text)
        if bald is not None and (" " in bald or bald == text):
            return _bald_line_list(name)[bald]
    return found


def is_line(name: str, text: str) -> bool:
    """Whether the words are an entry of a list of `lines.json`, also typed without accents."""
    return text in line_list(name) or (text.isascii() and text in _bald_line_list(name))


@cache
def _bald_line_list(name: str) -> Mapping[str, str]:
    """The entries of a list by their form without accents."""
    return {strip_accents(phrase): phrase for phrase in line_list(name)}


def longest_beginning(phrases: Container[str], text: str, longest: int = 8) -> str | None:
    """The longest of the phrases with which the words begin."""
    tokens = text.split(maxsplit=longest)[:longest]
    for end in range(len(tokens), 0, -1):
        if (phrase := " ".join(tokens[:end])) in phrases:
            return phrase
    return None


@cache
def fillers() -> tuple[str, ...]:
    """Words that may be left out of a header, longest first."""
    return tuple(sorted(header_list("fillers"), key=len, reverse=True))


@cache
def rating_verbs() -> tuple[str, ...]:
    return tuple(sorted(header_list("rating_verbs"), key=len, reverse=True))


def _by_plain(phrases: Phrases) -> Mapping[str, tuple[str, ...]]:
    grouped: dict[str, dict[str, None]] = {}
    for phrase, entry in phrases.items():
        grouped.setdefault(strip_accents(phrase), {})[entry] = None
    return {phrase: tuple(entries) for phrase, entries in grouped.items()}


def lookup(name: str, words: str) -> tuple[str, bool] | None:
    """The value of a listed word, and whether it is a doubtful one (`?`); None if not listed.

    Words that were typed without any accent are also compared so, where that is unambiguous.
    """
    found = value_phrases(name).get(words)
    if found is None and words and words.isascii():
        entries = plain_value_phrases(name).get(words, ())
        found = entries[0] if len(entries) == 1 else None
    return None if found is None else (found.rstrip("?"), found.endswith("?"))


def consists_of(name: str, text: str) -> bool:
    """Whether the words are entries of a list of `values.json` and nothing else."""
    listed = value_list(name)
    tokens = text.split()
    start = 0
    while start < len(tokens):
        ends = (end for end in range(min(start + 3, len(tokens)), start, -1))
        end = next((end for end in ends if " ".join(tokens[start:end]) in listed), None)
        if end is None:
            return False
        start = end
    return True


def runs(words: str, longest: int = 8) -> Iterator[tuple[int, int, str]]:
    """Every run of words inside, longest first: (first word, word after, text)."""
    tokens = words.split()
    for size in range(min(len(tokens), longest), 0, -1):
        for start in range(len(tokens) - size + 1):
            yield start, start + size, " ".join(tokens[start : start + size])
