"""What claims tell, before it is decided which of them count: parts, faults, outsiders."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import TypeVar

from lacduong_kpi.column import combined, wide
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.cells import Raw
from lacduong_kpi.records.digests import Answers
from lacduong_kpi.records.facts import Packed, Spot
from lacduong_kpi.tables.model import Source

Answer = TypeVar("Answer")
Spots = tuple[tuple[Spot, ...], ...]


@dataclass(slots=True)
class Part:
    """What one claim tells of one field: `values[codes[i]]`, from the cells
    `spots[spot_codes[i]]` (all `spots[0]` without codes)."""

    field: str
    year: int | None
    values: list[Packed]
    codes: array[int]
    spots: tuple[tuple[Spot, ...], ...]
    spot_codes: array[int] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A code of level V, the field and the source, and the records concerned."""

    code: str
    field: str
    source: Source
    records: list[int]
    others: tuple[Source, ...] = ()
    """further columns of the same fault: the second of two ticks"""


@dataclass(slots=True)
class Heard:
    """All that a table's claims tell."""

    direct: list[Part] = field(default_factory=list)
    """from the fields' own columns, in the order in which they count"""
    aside: list[Part] = field(default_factory=list)
    """what the words of other columns tell: a note, a status that says "Dự bị" """
    around: list[Part] = field(default_factory=list)
    """what stands around the rows: a section, a title, the name of the sheet"""
    blanks: list[Part] = field(default_factory=list)
    """what blanks mean in columns of ticks: counts where nothing else is said"""
    faults: list[Fault] = field(default_factory=list)
    outsiders: set[int] = field(default_factory=set)
    """records whose words say that the person is no member"""
    converted: bool = False
    """text of an old encoding was converted"""


def part_of(told: Answers, year: int | None, raw: Raw, spots: Spots) -> Part:
    """What a column's distinct values tell, laid over the records."""
    return Part(told.field, year, list(told.values), raw.spread(told.results), spots)


def spots_of(sources: Sequence[Source]) -> Spots:
    """The cells of all the sources, for every record alike."""
    return (tuple((source.column, source.offset) for source in sources),)


def by_tuple(
    columns: Sequence[array[int]], decide: Callable[[tuple[int, ...]], Answer]
) -> tuple[list[Answer], array[int]]:
    """The answer to each distinct combination of codes, and its number for each record."""
    found = combined(columns)
    return [decide(combination) for combination in found.values], wide(found.codes)
