"""Listed header words and value words, as candidates: what the lists say of one text."""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.vocabulary import raters, words
from lacduong_kpi.vocabulary.model import NO, YES, Candidate, Evidence
from lacduong_kpi.vocabulary.ratings import take_apart
from lacduong_kpi.vocabulary.words import Meaning

EXACT = 100
"""the score of words that are listed as they stand"""
AMBIGUOUS = 60
"""the score of words that also mean other things"""
VALUE_ALONE = 56
"""the score of a value word as a header without a group header: `HTXSNV`"""


def candidate_of(kind: Kind, meaning: Meaning, score: int, evidence: Evidence) -> Candidate:
    """The candidate of an entry; one without a field stands for "known, no field"."""
    if meaning.ambiguous and evidence is Evidence.EXACT:
        evidence, score = Evidence.AMBIGUOUS, score * AMBIGUOUS // EXACT
    rank = raters.PLAIN if "rating" in meaning.fields and not meaning.rank else meaning.rank
    return Candidate(
        kind,
        meaning.fields if not meaning.is_ignored else ("",),
        evidence,
        score,
        stands_for=meaning.stands_for,
        implies=meaning.implies,
        rank=rank,
        part=meaning.part,
    )


def listed(kind: Kind, text: str, score: int) -> list[Candidate]:
    """Candidates of listed words; words without any accent are compared without accents."""
    entry = words.header_phrases(kind).get(text)
    entries: tuple[str, ...] = () if entry is None else (entry,)
    if entry is None and text.isascii():
        entries = words.plain_header_phrases(kind).get(text, ())
        score -= 5
    if words.NUMBER in entries:
        return []
    found = [candidate_of(kind, words.meaning(each), score, Evidence.EXACT) for each in entries]
    return found + _as_value(kind, text, found) if found else found


def _as_value(kind: Kind, text: str, found: list[Candidate]) -> list[Candidate]:
    """A doubtful word (`Dự bị`) may also be a value that is marked in its column."""
    if all(each.evidence is Evidence.EXACT for each in found):
        return []
    return list(value_alone(kind, text))


def without_fillers(text: str) -> str:
    """The words without those that change nothing (`của đảng viên`, `nếu có`)."""
    padded = f" {text} "
    for filler in words.fillers():
        padded = padded.replace(f" {filler} ", " ")
    return padded.strip()


def value_alone(kind: Kind, text: str) -> Iterator[Candidate]:
    """A value word as a header: its column is marked for those it holds for."""
    if text in words.header_list("never_alone") or len(text) == 1:
        return
    found = {
        field.name: value
        for field in FIELDS[kind].values()
        if field.type is FieldType.CHOICE and (value := value_of(kind, field.name, text))
    }
    if "rating" in found:  # `Hoàn thành tốt` is a review too, but not where nothing says so
        found.pop("residence_review", None)
    for name, value in found.items():
        yield Candidate(kind, (name,), Evidence.AMBIGUOUS, VALUE_ALONE, stands_for=value)


def value_of(kind: Kind, field: str, text: str) -> str | None:
    """The value (an enum value, `yes` or `no`) that a word in a header means for a field."""
    if FIELDS[kind][field].type is FieldType.FLAG:
        found = words.lookup("flag", text)
        return None if found is None else NO if found[0] == "no" else YES
    if FIELDS[kind][field].type is not FieldType.CHOICE:
        return None
    for name in value_lists(kind, field):
        found = words.lookup(name, text)
        if found is not None:
            return found[0]
    return take_apart(text) if field == "rating" else None


def value_lists(kind: Kind, field: str) -> tuple[str, ...]:
    """The lists of `values.json` in which the words of a field stand."""
    if field == "rating":
        return ("rating", "organization_rating")
    if field == "status":
        return ("status", "status_here")
    return (field,)


def phrases_inside(kind: Kind, text: str) -> Iterator[tuple[Meaning, int, frozenset[int]]]:
    """What the listed words inside a text mean, longest first, with a score by their share and
    the places of the words."""
    tokens = text.split()
    phrases = words.header_phrases(kind)
    for start, end, run in words.runs(text):
        entry = phrases.get(run)
        if entry is None or entry == words.NUMBER or (end - start == 1 and len(tokens) > 2):
            continue
        meaning = words.meaning(entry)
        doubtful = meaning.ambiguous or (start and meaning.stands_for)
        rest = " ".join([*tokens[:start], *tokens[end:]])
        if not doubtful and (meaning.is_ignored or not _vetoed(rest)):
            score = 45 + 40 * (end - start) // len(tokens) - (10 if start else 0)
            yield meaning, score, frozenset(range(start, end))


def _vetoed(rest: str) -> bool:
    return any(run in words.header_list("vetoes") for _, _, run in words.runs(rest, 2))
