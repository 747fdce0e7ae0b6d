"""One answer for each field of a table: of several parts the one that counts.

Of a field's own columns the first that says anything decides. What other words of the row tell
fills the gaps, and contradicts what is written where both cannot be. What stands around the rows
(a section, a title) and what blanks mean count where the row says nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from itertools import repeat

from lacduong_kpi.column import Unknown, recoded, used_codes
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Packed, Spot, Told, unpack
from lacduong_kpi.records.parts import Heard, Part
from lacduong_kpi.terms import FIELDS, GONE, FieldType, Kind, Status

Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class Clash:
    """Records in which two cells contradict each other, by the spots of both."""

    key: Key
    first: tuple[Spot, ...]
    second: tuple[Spot, ...]
    records: list[int]


@dataclass(slots=True)
class Telling:
    """The parts of one table, one for each field and year."""

    parts: dict[Key, Part]
    clashes: list[Clash]


def tell(kind: Kind, heard: Heard, home: int | None) -> Telling:
    """Puts the parts together. `home` is the table's own year."""
    telling = Telling({}, [])
    _fill(kind, telling, heard.direct, home)
    for part in heard.aside:
        key = _key(kind, part, home)
        own = telling.parts.get(key)
        if own is None:
            telling.parts[key] = _without_column(part)
            continue
        blended, clashes = _blend(own, part, arguer(kind, part.field))
        telling.parts[key] = blended
        telling.clashes += [Clash(key, *clash) for clash in clashes]
    _fill(kind, telling, heard.around, home)
    _fill(kind, telling, heard.blanks, home)
    return telling


def _fill(kind: Kind, telling: Telling, parts: Iterable[Part], home: int | None) -> None:
    for part in parts:
        key = _key(kind, part, home)
        own = telling.parts.get(key)
        telling.parts[key] = part if own is None else _blend(own, part, _first_that_speaks)[0]


def _without_column(part: Part) -> Part:
    """What only words of other columns tell: who is silent there has no cell for it."""
    silent = {code for code, value in enumerate(part.values) if value is Unknown.BLANK}
    if not silent:
        return part
    nowhere = len(part.spots)
    own = _spot_codes(part)
    spots = array(
        "I",
        (nowhere if code in silent else spot for code, spot in zip(part.codes, own, strict=True)),
    )
    values = [
        Unknown.NO_COLUMN if code in silent else value for code, value in enumerate(part.values)
    ]
    return Part(part.field, part.year, values, part.codes, (*part.spots, ()), spots)


def told(key: Key, part: Part) -> Told:
    """The part as it travels."""
    return Told(key[0], key[1], tuple(part.values), part.codes, part.spots, part.spot_codes)


def _key(kind: Kind, part: Part, home: int | None) -> Key:
    if not FIELDS[kind][part.field].yearly:
        return part.field, None
    return part.field, part.year if part.year is not None else home


def _first_that_speaks(own: Packed, other: Packed) -> Packed:
    silent = own is Unknown.BLANK or own is Unknown.NO_COLUMN
    return other if silent and other is not Unknown.BLANK else own


def arguer(kind: Kind, field: str) -> Callable[[Packed, Packed], Packed]:
    """What a field's own cell and other words of the row tell together."""
    agree = _agree
    if field == "status":
        agree = _status
    elif field == "branch_kind":
        agree = _own_cell  # its own cell decides alone
    elif FIELDS[kind][field].type is FieldType.DATE:
        agree = _dates

    def argue(own: Packed, other: Packed) -> Packed:
        if type(own) is Unknown:
            silent = own is Unknown.BLANK or own is Unknown.NO_COLUMN
            return other if silent and type(other) is not Unknown else own
        return own if type(other) is Unknown else agree(own, other)

    return argue


def _own_cell(own: Packed, other: Packed) -> Packed:
    return own


def _agree(own: Packed, other: Packed) -> Packed:
    return own if own == other else Unknown.CONTRADICTION


def _dates(own: Packed, other: Packed) -> Packed:
    if not (isinstance(own, int) and isinstance(other, int)):
        return _agree(own, other)
    first, second = unpack(own), unpack(other)
    if not first.overlaps(second):
        return Unknown.CONTRADICTION
    return own if second.first <= first.first and first.last <= second.last else other


_LATER: dict[Packed, frozenset[Packed]] = {
    Status.EXEMPT: frozenset(GONE),
    Status.SUSPENDED: frozenset(GONE),
    Status.AWAY: frozenset({*GONE, Status.EXEMPT, Status.SUSPENDED}),
    Status.ACTIVE: frozenset({Status.AWAY}),
}
"""What may be said beside a status without contradicting it, for it came afterwards."""


def _status(own: Packed, other: Packed) -> Packed:
    if own == other or other is Status.ACTIVE or (own in GONE and other not in GONE):
        return own
    if other in _LATER.get(own, ()):
        return other
    return own if own is Status.EXEMPT and other is Status.AWAY else Unknown.CONTRADICTION


def _blend(
    own: Part, other: Part, decide: Callable[[Packed, Packed], Packed]
) -> tuple[Part, list[tuple[tuple[Spot, ...], tuple[Spot, ...], list[int]]]]:
    """Both parts as one, and the records in which they contradict each other."""
    blender = _Blender(own, other, decide)
    numbers = blender.numbers()
    part = Part(
        own.field,
        own.year,
        blender.distinct,
        recoded(numbers, [value for value, _ in blender.results]),
        tuple(blender.spots),
        recoded(numbers, [spot for _, spot in blender.results]),
    )
    torn: dict[tuple[tuple[Spot, ...], tuple[Spot, ...]], list[int]] = {}
    for record, number in enumerate(numbers) if blender.clashes else ():
        if number in blender.clashes:
            torn.setdefault(blender.clashes[number], []).append(record)
    clashes = [(*spots, records) for spots, records in torn.items()]
    return part, clashes


def _spot_codes(part: Part) -> Iterable[int]:
    return repeat(0, len(part.codes)) if part.spot_codes is None else part.spot_codes


class _Blender(dict[tuple[int, int, int, int], int]):
    """Decides each combination of (own value, own spots, other value, other spots) once."""

    def __init__(self, own: Part, other: Part, decide: Callable[[Packed, Packed], Packed]) -> None:
        super().__init__()
        self._own, self._other, self._decide = own, other, decide
        self.distinct: list[Packed] = []
        self._codes: dict[object, int] = {}
        self.spots: list[tuple[Spot, ...]] = []
        self._spot_codes: dict[tuple[Spot, ...], int] = {}
        self.results: list[tuple[int, int]] = []
        self.clashes: dict[int, tuple[tuple[Spot, ...], tuple[Spot, ...]]] = {}

    def numbers(self) -> array[int]:
        """The number of each record's combination; that of each code, where both parts tell of
        the same column and differ in what they make of it."""
        own, other = self._own, self._other
        alike = own.spot_codes is None and other.spot_codes is None and own.codes == other.codes
        if alike:
            table = [0] * len(own.values)
            for code in used_codes(own.codes):
                table[code] = self[code, 0, code, 0]
            return recoded(own.codes, table)
        pairs = zip(own.codes, _spot_codes(own), other.codes, _spot_codes(other), strict=True)
        return array("I", list(map(self.__getitem__, pairs)))

    def __missing__(self, key: tuple[int, int, int, int]) -> int:
        own, other = self._own.values[key[0]], self._other.values[key[2]]
        own_spots, other_spots = self._own.spots[key[1]], self._other.spots[key[3]]
        value = self._decide(own, other)
        clash = value is Unknown.CONTRADICTION and own is not value and other is not value
        if clash:
            spots = own_spots + other_spots
        elif value is own:
            spots = own_spots or other_spots
        else:
            spots = other_spots
        number = self[key] = len(self.results)
        if clash:
            self.clashes[number] = (own_spots, other_spots)
        self.results.append((self._value_code(value), self._spot_code(spots)))
        return number

    def _value_code(self, value: Packed) -> int:
        key: object = (value,) if type(value) is Unknown else value
        code = self._codes.setdefault(key, len(self.distinct))
        if code == len(self.distinct):
            self.distinct.append(value)
        return code

    def _spot_code(self, spots: tuple[Spot, ...]) -> int:
        code = self._spot_codes.setdefault(spots, len(self.spots))
        if code == len(self.spots):
            self.spots.append(spots)
        return code
