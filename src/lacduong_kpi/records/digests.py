"""What a column tells by its distinct values alone, before it is laid over the records.

Short columns (Nam, Nữ; the ratings) are the same in file after file: they are digested once.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.cells import Raw
from lacduong_kpi.records.facts import Packed
from lacduong_kpi.records.ticks import unclear_blanks
from lacduong_kpi.records.understanding import Understanding, fact_of, is_closed, value_of
from lacduong_kpi.terms import FIELDS, FieldType, Kind, added_fields
from lacduong_kpi.vocabulary import Reading, is_left_blank
from lacduong_kpi.workbook.model import CellFault, Value

UNCLEAR_BLANK = "V09"


@dataclass(frozen=True, slots=True)
class Answers:
    """One field by the distinct values of a column: `values[results[k]]` for the one with index
    `k`; `values` holds no value twice."""

    field: str
    values: tuple[Packed, ...]
    results: Sequence[int]


@dataclass(frozen=True, slots=True)
class Digest:
    """All that a column tells. `direct` are its own fields, `blanks` what their blanks mean,
    `aside` what its words tell of other fields; the rest goes by indexes of distinct values."""

    direct: tuple[Answers, ...]
    blanks: tuple[Answers, ...]
    aside: tuple[Answers, ...]
    outsiders: tuple[int, ...]
    faults: tuple[tuple[str, tuple[int, ...]], ...]
    """codes with those that have the fault"""


def answers(field: str, values: Iterable[Packed]) -> Answers:
    """The values of a field, each once."""
    listed = tuple(values)
    causes = [index for index, value in enumerate(listed) if type(value) is Unknown]
    keys: list[object] = list(listed)
    for index in causes:
        keys[index] = (listed[index],)  # a text `blank` is not `Unknown.BLANK`
    numbers = dict.fromkeys(keys)
    if len(numbers) == len(listed):
        return Answers(field, listed, range(len(listed)))
    codes = dict(zip(numbers, range(len(numbers)), strict=True))
    first = dict(zip(reversed(keys), reversed(listed), strict=True))
    return Answers(field, tuple(first[key] for key in numbers), [codes[key] for key in keys])


_known: dict[Hashable, Digest] = {}
_SHORT, _MANY = 16, 4096


def digest_of(understanding: Understanding, fields: tuple[str, ...], raw: Raw) -> Digest:
    """What a column whose cells are read tells."""
    if len(raw.values) > _SHORT or understanding.is_told:
        return _digest_of(understanding, fields, raw)
    values = tuple(raw.values)
    # 1, 1.0 and True are one key to Python, but not one value.
    around = (understanding.kind, understanding.year, raw.capitals, added_fields())
    key = (fields, values, tuple(map(type, values)), around)
    known = _known.get(key)
    if known is None:
        if len(_known) > _MANY:
            _known.clear()
        known = _known[key] = _digest_of(understanding, fields, raw)
    return known


def _digest_of(understanding: Understanding, fields: tuple[str, ...], raw: Raw) -> Digest:
    readings = understanding.readings(fields, raw)
    names = [name for name in fields if name]
    own = [[value_of(reading, name) for reading in readings] for name in names]
    return digest(understanding.kind, names, raw.values, readings, own)


def digest(
    kind: Kind,
    names: Sequence[str],
    values: Sequence[Value],
    readings: Sequence[Reading],
    own: Sequence[Sequence[Packed]],
) -> Digest:
    """The digest of a column from the readings of its distinct values; `own` are the values of the
    fields `names` that it tells."""
    told = [_own(kind, name, values, readings, each) for name, each in zip(names, own, strict=True)]
    return Digest(
        direct=tuple(direct for direct, _ in told),
        blanks=tuple(blanks for _, blanks in told if blanks is not None),
        aside=tuple(_aside(kind, names, readings)),
        outsiders=tuple(index for index, each in enumerate(readings) if each.not_member),
        faults=tuple(_faults(kind, names, values, readings)),
    )


def _own(
    kind: Kind,
    name: str,
    values: Sequence[Value],
    readings: Sequence[Reading],
    told: Sequence[Packed],
) -> tuple[Answers, Answers | None]:
    """A field's own column; what its blanks mean, and what is presumed, is kept apart."""
    if not is_closed(kind, name):
        return answers(name, told), None
    silent = [
        each.presumed or is_blank(value) for each, value in zip(readings, values, strict=True)
    ]
    pairs = list(zip(told, silent, strict=True))
    written = [Unknown.BLANK if blank else value for value, blank in pairs]
    if written == list(told):
        return answers(name, told), None
    meant = [value if blank else Unknown.BLANK for value, blank in pairs]
    return answers(name, written), answers(name, meant)


def is_blank(value: Value) -> bool:
    """Whether a cell of a column of marks or words is left blank."""
    return not isinstance(value, CellFault) and is_left_blank(value)


def _aside(kind: Kind, names: Sequence[str], readings: Sequence[Reading]) -> Iterator[Answers]:
    """What the words tell of other fields than the column's own."""
    known = FIELDS[kind]
    others = {
        name
        for reading in readings
        if len(reading.facts) > 1 or reading.unknown is not None
        for name, _ in reading.facts
        if name not in names and name in known
    }
    for name in sorted(others):
        yield answers(name, (fact_of(reading, name) for reading in readings))


def _faults(
    kind: Kind, names: Sequence[str], values: Sequence[Value], readings: Sequence[Reading]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    by_code: dict[str, list[int]] = {}
    for index, reading in enumerate(readings):
        for code in reading.faults:
            by_code.setdefault(code, []).append(index)
    yield from ((code, tuple(indexes)) for code, indexes in sorted(by_code.items()))
    if len(names) == 1 and FIELDS[kind][names[0]].type is FieldType.FLAG:
        yield UNCLEAR_BLANK, tuple(unclear_blanks(values))
