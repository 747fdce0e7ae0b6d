"""Which rows are one person.

Surely the same: the same name, and the same well-formed card number or personal id, or the same
full dates of birth and admission. Probably the same (same name and birth year, nothing else to
tell them apart): said, never joined. Everything is done on codes; names are compared only where a
number or a pair of dates repeats.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import add
from typing import cast

from lacduong_kpi.column import Unknown, crossed
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.text import key as name_key
from lacduong_kpi.text import keys as name_keys

CARD_LENGTHS = (8, 12)
ID_LENGTHS = (9, 12)


@dataclass(frozen=True, slots=True)
class People:
    """`groups` are the rows of each person who stands in several rows; every other row is a person
    of its own."""

    groups: list[tuple[int, ...]]
    clashes: tuple[tuple[int, ...], ...]
    """rows with the same number under different names"""
    probable: tuple[tuple[int, ...], ...]
    """rows that may be one person"""


@dataclass(frozen=True, slots=True)
class Identity:
    """The columns by which people are told apart, one entry per row."""

    names: Growing
    cards: Growing
    ids: Growing
    births: Growing
    admissions: Growing

    def key(self, row: int) -> str | None:
        name = self.names.values[self.names.codes[row]]
        return None if isinstance(name, Unknown) else name_key(str(name))


def find_people(identity: Identity) -> People:
    """Groups the rows into people; see the module for the rules."""
    links: list[tuple[int, int]] = []
    clashes: list[tuple[int, ...]] = []
    for column, lengths in ((identity.cards, CARD_LENGTHS), (identity.ids, ID_LENGTHS)):
        for rows in repeated(column, lengths):
            by_name = _by(identity.key, rows)
            links += _chain(by_name.values())
            if len(by_name) > 1:
                clashes.append(tuple(same[0] for same in by_name.values()))
    for rows in _same_dates(identity):
        links += _chain(_by(identity.key, rows).values())
    groups = _join(links)
    several = [rows for row, rows in sorted(groups.items()) if rows[0] == row]
    return People(several, tuple(clashes), _probable(identity, groups))


def is_number(value: FieldValue, lengths: tuple[int, ...]) -> bool:
    """Whether a value is a number of one of these lengths, digits only."""
    return (
        isinstance(value, str)
        and not isinstance(value, Unknown)
        and len(value) in lengths
        and value.isdecimal()
        and value.strip("0") != ""
    )


def repeated(column: Growing, lengths: tuple[int, ...]) -> Iterable[list[int]]:
    """The rows of each well-formed number that stands more than once."""
    if _each_once(column):
        return []
    times = Counter(column.codes)
    wanted = {
        code
        for code, count in times.items()
        if count > 1 and is_number(column.values[code], lengths)
    }
    if not wanted:
        return []
    rows: dict[int, list[int]] = defaultdict(list)
    for row, code in enumerate(column.codes):
        if code in wanted:
            rows[code].append(row)
    return rows.values()


def _each_once(column: Growing) -> bool:
    """Whether no known value stands twice, told without counting each of them."""
    causes: list[int] = []
    if Unknown in set(map(type, column.values)):
        causes = [code for code, value in enumerate(column.values) if type(value) is Unknown]
    unknown = sum(map(column.codes.count, causes))
    return len(column.codes) - unknown == len(column.values) - len(causes)


def _same_dates(identity: Identity) -> Iterable[list[int]]:
    """The rows that share full dates of birth and admission."""
    births, admissions = identity.births, identity.admissions
    more = len(admissions.values)
    pairs: Sequence[int] | None = crossed(admissions.codes, births.codes, more)
    if pairs is None:
        pairs = list(map(add, map(more.__mul__, births.codes), admissions.codes))
    if len(set(pairs)) == len(pairs):
        return []
    wanted = {
        pair
        for pair, count in Counter(pairs).items()
        if count > 1
        and is_full(births.values[pair // more])
        and is_full(admissions.values[pair % more])
    }
    rows: dict[int, list[int]] = defaultdict(list)
    if wanted:
        for row, pair in enumerate(pairs):
            if pair in wanted:
                rows[pair].append(row)
    return rows.values()


def is_full(value: FieldValue) -> bool:
    return isinstance(value, DateSpan) and value.is_full


def _by(key_of: Callable[[int], Hashable | None], rows: Iterable[int]) -> dict[object, list[int]]:
    """Rows by key; a row without a key stands alone."""
    groups: dict[object, list[int]] = defaultdict(list)
    for row in rows:
        key = key_of(row)
        groups[("row", row) if key is None else key].append(row)
    return groups


def _chain(groups: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    return [(same[0], other) for same in groups for other in same[1:]]


def _join(links: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """Every linked row -> all rows of its person, in order (union-find)."""
    above: dict[int, int] = {}

    def root(row: int) -> int:
        while (up := above.setdefault(row, row)) != row:
            above[row] = above[up]
            row = up
        return row

    for one, other in links:
        first, second = sorted((root(one), root(other)))
        above[second] = first
    members: dict[int, list[int]] = defaultdict(list)
    for row in sorted(above):
        members[root(row)].append(row)
    groups = [tuple(rows) for rows in members.values()]
    return {row: rows for rows in groups for row in rows}


def _probable(
    identity: Identity, groups: dict[int, tuple[int, ...]]
) -> tuple[tuple[int, ...], ...]:
    """Groups of rows that may be one person. At least one of them lacks the number that would
    settle it, so only the names and years of such rows are looked for."""
    bare = _without_number(identity)
    if not bare:
        return ()
    years = [birth_year(value) for value in identity.births.values]
    keys = keys_of(identity.names.values)
    wanted = {
        pair
        for row in bare
        if (pair := (keys[identity.names.codes[row]], years[identity.births.codes[row]]))[0]
        and pair[1] is not None
    }
    rows: dict[tuple[str | None, int | None], list[int]] = defaultdict(list)
    for row, (name, birth) in enumerate(
        zip(identity.names.codes, identity.births.codes, strict=True)
    ):
        pair = (keys[name], years[birth])
        if pair in wanted:
            rows[pair].append(row)
    found = (_alike(identity, groups, same) for same in rows.values() if len(same) > 1)
    return tuple(alike for alike in found if alike)


def _without_number(identity: Identity) -> list[int]:
    """Rows that lack a card number."""
    values = identity.cards.values
    if _are_cards(values):
        return []
    bare = {code for code, value in enumerate(values) if not _are_cards((value,))}
    return [row for row, code in enumerate(identity.cards.codes) if code in bare]


def _are_cards(values: Sequence[FieldValue]) -> bool:
    """Whether all values are well-formed numbers of cards."""
    if set(map(type, values)) != {str}:
        return False
    texts = cast(Sequence[str], values)
    return "".join(texts).isdecimal() and set(map(len, texts)).issubset(CARD_LENGTHS)


def keys_of(names: Sequence[FieldValue]) -> list[str | None]:
    """What spellings of a name have in common, for each name; None where there is none."""
    known = [str(value) for value in names if type(value) is not Unknown]
    keys = iter(name_keys(known))
    return [None if type(value) is Unknown else next(keys) for value in names]


def birth_year(value: FieldValue) -> int | None:
    """The year of birth, None where it is not one."""
    if isinstance(value, DateSpan) and value.first.year == value.last.year:
        return value.first.year
    return None


def _alike(
    identity: Identity, groups: dict[int, tuple[int, ...]], rows: list[int]
) -> tuple[int, ...]:
    """The first rows of those persons whom nothing tells apart from another one of them."""
    by_head = {person[0]: person for person in (groups.get(row, (row,)) for row in rows)}
    persons = [person for _, person in sorted(by_head.items())]
    if len(persons) > MOST_COMPARED:
        return tuple(person[0] for person in persons)
    alike = {
        each[0]
        for at, one in enumerate(persons)
        for other in persons[at + 1 :]
        if _nothing_tells(identity, one, other)
        for each in (one, other)
    }
    return tuple(sorted(alike))


MOST_COMPARED = 100
"""So many of one name and birth year are not compared one with another: no list has them."""
MOST_ROWS = 8
"""of one person that are looked at for it"""


def _nothing_tells(identity: Identity, one: Sequence[int], other: Sequence[int]) -> bool:
    """No number differs; and no date does, or the full dates of birth are the same."""
    for column in (identity.cards, identity.ids):
        if any(_differ(*pair) for pair in _pairs(column, one, other)):
            return False
    births = _pairs(identity.births, one, other)
    if any(is_full(first) and first == second for first, second in births):
        return True
    dates = births + _pairs(identity.admissions, one, other)
    return not any(_apart(first, second) for first, second in dates)


def _pairs(
    column: Growing, one: Sequence[int], other: Sequence[int]
) -> list[tuple[FieldValue, FieldValue]]:
    """Every value that rows of one person tell with every value that rows of another tell."""
    return [
        (column.values[column.codes[first]], column.values[column.codes[second]])
        for first in one[:MOST_ROWS]
        for second in other[:MOST_ROWS]
    ]


def _differ(one: FieldValue, other: FieldValue) -> bool:
    """Two numbers of one kind; an old one (8 or 9 digits) and a new one (12) tell nothing."""
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return False
    return one != other and len(str(one)) == len(str(other))


def _apart(one: FieldValue, other: FieldValue) -> bool:
    """Two dates that cannot be the same day."""
    return isinstance(one, DateSpan) and isinstance(other, DateSpan) and not one.overlaps(other)
