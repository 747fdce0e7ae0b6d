"""From what columns and surroundings tell to claims: which cells tell which field, and how."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lacduong_kpi.column import Column, constant
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.columns import Taken, Understood
from lacduong_kpi.tables.model import Claim, How, Source
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.vocabulary import NO, YES, Candidate, opposite_word, raters

Below = Mapping[int, Collection[int]]
"""rows below a record's first -> the columns that are filled there"""


@dataclass(frozen=True, slots=True)
class Fact:
    """What the cells of one column, so many rows below a record's first, tell."""

    candidate: Candidate
    column: int
    worth: int
    offset: int = 0

    @property
    def fields(self) -> tuple[str, ...]:
        return self.candidate.fields

    def source(self) -> Source:
        return Source(self.column, self.offset, self.candidate.stands_for)


def claims_of(understood: Understood, below: Below, year: int | None) -> tuple[Claim, ...]:
    """The claims of a table's columns. `year` is the table's own, for columns that name none."""
    kind = understood.kind
    facts = [fact for each in understood.taken for fact in _facts(each, understood, below)]
    facts = _paired(kind, list(_of_last_rater(kind, facts, year)), year)
    return (
        *_joined(facts),
        *_plain(kind, facts, year),
        *_choices(kind, facts, year),
        *_implied(facts),
    )


def _facts(each: Taken, understood: Understood, below: Below) -> Iterator[Fact]:
    """What a column tells; over several rows of a record, one fact a row."""
    candidate, column = each.candidate, each.header.column
    if candidate is None or each.option is None:
        return
    worth = each.option.worth
    rows = [offset for offset, columns in below.items() if column in columns]
    fields = candidate.fields
    if not rows:
        yield Fact(candidate, column, worth)
    elif len(fields) > max(rows) + 1:
        yield from (Fact(candidate, column, worth, offset) for offset in (0, *rows))
    elif len(fields) > 1:
        for offset, field in enumerate(fields):
            if field:
                yield Fact(replace(candidate, fields=(field,), implies=()), column, worth, offset)
    else:
        yield Fact(candidate, column, worth)
        if fields == ("admitted_on",) and not understood.of("official_on"):
            yield Fact(replace(candidate, fields=("official_on",)), column, worth, min(rows))


def _of_last_rater(kind: Kind, facts: Sequence[Fact], year: int | None) -> Iterator[Fact]:
    """The facts without the ratings of those who rate before another one decides."""
    last: dict[int | None, int] = {}
    for each in facts:
        if "rating" in each.fields:
            of_year = _year(each, kind, year)
            last[of_year] = max(_rank(each), last.get(of_year, _rank(each)))
    for each in facts:
        if "rating" not in each.fields or _rank(each) == last[_year(each, kind, year)]:
            yield each


def _rank(fact: Fact) -> int:
    """The rank of the one who rates; ticks under no heading are those of nobody in particular."""
    return fact.candidate.rank or raters.PLAIN


def is_yearly(kind: Kind, fields: Iterable[str]) -> bool:
    """Whether one of the fields belongs to a year."""
    return any(name in FIELDS[kind] and FIELDS[kind][name].yearly for name in fields)


def _year(fact: Fact, kind: Kind, year: int | None) -> int | None:
    if not is_yearly(kind, fact.fields):
        return None
    if fact.candidate.year is not None:
        return fact.candidate.year
    return year + fact.candidate.year_offset if year is not None else None


def _paired(kind: Kind, facts: Sequence[Fact], year: int | None) -> list[Fact]:
    """The facts, where the one flag beside a column for its "no" stands for "yes": `Đã ký cam kết |
    Chưa ký cam kết` is a pair, in which a blank alone says nothing."""
    plain: dict[tuple[tuple[str, ...], int | None], list[Fact]] = {}
    for each in facts:
        if each.candidate.stands_for is None and not each.candidate.part:
            plain.setdefault((each.fields, _year(each, kind, year)), []).append(each)
    pairs: dict[Fact, Fact] = {}
    for each in facts:
        beside = plain.get((each.fields, _year(each, kind, year)), ())
        if each.candidate.stands_for == NO and len(beside) == 1 and _is_flag(kind, each.fields):
            pairs[beside[0]] = replace(
                beside[0], candidate=replace(beside[0].candidate, stands_for=YES)
            )
    return [pairs.get(each, each) for each in facts]


def _joined(facts: Iterable[Fact]) -> Iterator[Claim]:
    """Names that are split over columns."""
    parts: dict[tuple[str, ...], list[Fact]] = {}
    for each in facts:
        if each.candidate.part:
            parts.setdefault(each.fields, []).append(each)
    for fields, found in parts.items():
        found.sort(key=lambda each: (each.candidate.part, each.column))
        yield Claim(fields, How.JOINED, tuple(each.source() for each in found))


def _plain(kind: Kind, facts: Iterable[Fact], year: int | None) -> Iterator[Claim]:
    """Columns whose cells are read; where several tell a field, the highest rank first."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for each in facts:
        if not each.candidate.part and each.candidate.stands_for is None:
            row = each.offset if len(each.fields) > 1 else 0
            groups.setdefault((each.fields, _year(each, kind, year), row), []).append(each)
    for found in groups.values():
        first = found[0]
        found = deciding(found)
        how = How.ALL if len(found) > 1 and _is_flag(kind, first.fields) else How.PLAIN
        sources = tuple(each.source() for each in found)
        yield Claim(first.fields, how, sources, _year(first, kind, year))


def _is_flag(kind: Kind, fields: tuple[str, ...]) -> bool:
    known = FIELDS[kind]
    return all(name in known and known[name].type is FieldType.FLAG for name in fields)


def deciding(facts: list[Fact]) -> list[Fact]:
    """The facts in the order in which they count. Of several raters only the last decides."""
    if "rating" in facts[0].fields:
        highest = max(map(_rank, facts))
        return sorted(
            (each for each in facts if _rank(each) == highest),
            key=lambda each: (-each.worth, each.column),
        )
    return sorted(facts, key=lambda each: (-each.candidate.rank, -each.worth, each.column))


def _choices(kind: Kind, facts: Iterable[Fact], year: int | None) -> Iterator[Claim]:
    """Columns that each stand for a value."""
    groups: dict[tuple[str, int | None], list[Fact]] = {}
    for each in facts:
        if each.candidate.stands_for is not None:
            groups.setdefault((each.fields[0], _year(each, kind, year)), []).append(each)
    for (field, of_year), found in groups.items():
        sources = tuple(each.source() for each in deciding(found))
        yield Claim((field,), How.CHOICE, sources, of_year, _otherwise(kind, field, sources))


def _otherwise(kind: Kind, field: str, sources: Sequence[Source]) -> str | None:
    """What a blank means in a column of ticks that stands alone for a value."""
    if len(sources) > 1 or sources[0].stands_for is None:
        return None
    return opposite_word(kind, field, sources[0].stands_for)


def _implied(facts: Iterable[Fact]) -> Iterator[Claim]:
    """Columns in which any entry tells a second field."""
    groups: dict[str, list[Source]] = {}
    for each in facts:
        for field, value in each.candidate.implies:
            groups.setdefault(field, []).append(Source(each.column, each.offset, value))
    for field, sources in groups.items():
        yield Claim((field,), How.IMPLIED, tuple(sources))


def context(field: str, told: Sequence[tuple[str, Place] | None]) -> Claim:
    """A claim from section rows or surroundings: for each record a text and where it stands."""
    values: dict[tuple[str, Place] | None, int] = {}
    codes = array("I", (values.setdefault(each, len(values)) for each in told))
    texts = tuple(each[0] if each else None for each in values)
    places = tuple(each[1] if each else None for each in values)
    return Claim((field,), How.CONTEXT, context=Column(texts, codes), context_cells=places)


def common_context(field: str, value: str, place: Place, records: int) -> Claim:
    """A claim from surroundings that holds for all the records of a table."""
    column: Column[str | None] = constant(value, records)
    return Claim((field,), How.CONTEXT, context=column, context_cells=(place,))
