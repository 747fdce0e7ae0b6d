"""From what columns and surroundings tell to claims: which cells tell which field, and how."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lacduong_kpi.column import Column
from lacduong_kpi.findings import Place
from lacduong_kpi.tables.columns import Taken, Understood
from lacduong_kpi.tables.model import Claim, How, Source
from lacduong_kpi.terms import FIELDS, FieldType, Kind

OTHERWISE: Mapping[tuple[str, str], str] = {
    ("sex", "female"): "male",
    ("sex", "male"): "female",
    ("standing", "probationary"): "official",
    ("standing", "official"): "probationary",
    ("status", "exempt"): "active",
    ("residence_exemption", "not_introduced"): "none",
    ("residence_exemption", "no_activity"): "none",
    ("residence_review", "exemplary"): "not_exemplary",
    ("branch_kind", "own"): "none",
    ("branch_kind", "none"): "own",
}
"""What a blank means in a column of ticks that stands alone for a value."""


def claims_of(understood: Understood, year: int | None) -> tuple[Claim, ...]:
    """The claims of a table's columns. `year` is the table's own, for columns that name none."""
    taken = [each for each in understood.taken if each.candidate is not None]
    kind = understood.kind
    return (
        *_joined(taken),
        *_plain(kind, taken, year),
        *_choices(kind, taken, year),
        *_implied(taken),
    )


def _year(each: Taken, kind: Kind, year: int | None) -> int | None:
    candidate = each.candidate
    if candidate is None or not any(FIELDS[kind][name].yearly for name in each.fields):
        return None
    if candidate.year is not None:
        return candidate.year
    return year + candidate.year_offset if year is not None else None


def _joined(taken: Iterable[Taken]) -> Iterator[Claim]:
    """Names that are split over columns."""
    parts: dict[tuple[str, ...], list[Taken]] = {}
    for each in taken:
        if each.candidate is not None and each.candidate.part:
            parts.setdefault(each.fields, []).append(each)
    for fields, columns in parts.items():
        columns.sort(key=_part)
        yield Claim(fields, How.JOINED, tuple(Source(each.header.column) for each in columns))


def _part(each: Taken) -> tuple[int, int]:
    return each.candidate.part if each.candidate else 0, each.header.column


def _plain(kind: Kind, taken: Iterable[Taken], year: int | None) -> Iterator[Claim]:
    """Columns whose cells are read; where several tell a field, the highest rank first."""
    groups: dict[tuple[tuple[str, ...], int | None], list[Taken]] = {}
    for each in taken:
        candidate = each.candidate
        if candidate is None or candidate.part or candidate.stands_for is not None:
            continue
        groups.setdefault((candidate.fields, _year(each, kind, year)), []).append(each)
    for (fields, of_year), columns in groups.items():
        columns = deciding(fields, columns)
        how = How.PLAIN
        if len(columns) > 1 and len(fields) == 1 and _is_flag(kind, fields[0]):
            how = How.ALL
        yield Claim(fields, how, tuple(Source(each.header.column) for each in columns), of_year)


def _is_flag(kind: Kind, field: str) -> bool:
    return field in FIELDS[kind] and FIELDS[kind][field].type is FieldType.FLAG


def deciding(fields: tuple[str, ...], columns: list[Taken]) -> list[Taken]:
    """The columns in the order in which they count. Of several raters only the last decides."""
    ordered = sorted(columns, key=lambda each: -_rank(each))
    if "rating" in fields:
        return [each for each in ordered if _rank(each) == _rank(ordered[0])]
    return ordered


def _rank(each: Taken) -> int:
    return each.candidate.rank if each.candidate else 0


def _choices(kind: Kind, taken: Iterable[Taken], year: int | None) -> Iterator[Claim]:
    """Columns that each stand for a value."""
    groups: dict[tuple[str, int | None], list[Taken]] = {}
    for each in taken:
        if each.candidate is not None and each.candidate.stands_for is not None:
            groups.setdefault((each.fields[0], _year(each, kind, year)), []).append(each)
    for (field, of_year), columns in groups.items():
        sources = tuple(
            Source(each.header.column, stands_for=each.candidate.stands_for)
            for each in deciding((field,), columns)
            if each.candidate is not None
        )
        yield Claim((field,), How.CHOICE, sources, of_year, _otherwise(field, sources))


def _otherwise(field: str, sources: Sequence[Source]) -> str | None:
    if len(sources) > 1 or sources[0].stands_for is None:
        return None
    stands_for = sources[0].stands_for
    if stands_for in ("yes", "no"):
        return "no" if stands_for == "yes" else "yes"
    return OTHERWISE.get((field, stands_for))


def _implied(taken: Iterable[Taken]) -> Iterator[Claim]:
    """Columns in which any entry tells a second field."""
    groups: dict[str, list[Source]] = {}
    for each in taken:
        for field, value in each.candidate.implies if each.candidate else ():
            groups.setdefault(field, []).append(Source(each.header.column, stands_for=value))
    for field, sources in groups.items():
        yield Claim((field,), How.IMPLIED, tuple(sources))


def context(field: str, told: Sequence[tuple[str, Place] | None]) -> Claim:
    """A claim from section rows or surroundings: for each record a text and where it stands."""
    values: dict[tuple[str, Place] | None, int] = {}
    codes = array("I", (values.setdefault(each, len(values)) for each in told))
    texts = tuple(each[0] if each else None for each in values)
    places = tuple(each[1] if each else None for each in values)
    return Claim((field,), How.CONTEXT, context=Column(texts, codes), context_cells=places)
