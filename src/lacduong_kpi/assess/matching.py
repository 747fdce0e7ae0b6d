"""Which records of two rosters are the same person, organization or unit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.model import Records, Roster
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import bare

Identity = Hashable | None
"""What tells one record from all others; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """`pairs`: indexes of the same record before and after; the others are in one roster only."""

    pairs: tuple[tuple[int, int], ...]
    before_only: tuple[int, ...]
    after_only: tuple[int, ...]


def pair(before: Records, after: Records, kind: Kind) -> Pairing:
    """Records are the same by the surest thing that both rosters tell: a number with the name,
    else full dates with the name, else the name with year of birth or parent, else the name.
    What two records of one roster share tells neither apart."""
    old, new = _Side(before), _Side(after)
    pairs: list[tuple[int, int]] = []
    for identify in _identities(kind):
        pairs += old.matched(new, identify)
    return Pairing(tuple(sorted(pairs)), tuple(sorted(old.open)), tuple(sorted(new.open)))


class _Side:
    """The records of one roster that have no partner yet."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.open = set(range(records.size))

    def matched(self, other: _Side, identify: _Identify) -> Iterator[tuple[int, int]]:
        mine, theirs = self._single(identify), other._single(identify)
        for identity, record in mine.items():
            if identity in theirs:
                self.open.discard(record)
                other.open.discard(theirs[identity])
                yield record, theirs[identity]

    def _single(self, identify: _Identify) -> dict[Hashable, int]:
        """The open records by identity, without those that share theirs."""
        found: dict[Hashable, int] = {}
        shared: set[Hashable] = set()
        for record in sorted(self.open):
            identity = identify(self.records, record)
            if identity is None or identity in shared:
                continue
            if identity in found:
                shared.add(identity)
                del found[identity]
            else:
                found[identity] = record
        return found


_Identify = Callable[[Records, int], Identity]


def _identities(kind: Kind) -> Sequence[_Identify]:
    match kind:
        case Kind.MEMBER:
            return (
                _by("full_name", "card_number"),
                _by("full_name", "personal_id"),
                _by("full_name", "date_of_birth", "admitted_on"),
                _by("full_name", "date_of_birth"),
                _named_born,
                _by("full_name", "admitted_on"),
                _by("full_name", "branch"),
                _by("full_name"),
            )
        case Kind.ORGANIZATION:
            return _by("name", "code"), _by("name", "parent"), _by("name")
        case Kind.RESIDENTIAL_UNIT:
            return _by("name", "commune"), _by("name")


def _by(*fields: str) -> _Identify:
    def identify(records: Records, record: int) -> Identity:
        found = tuple(_comparable(records, field, record) for field in fields)
        return None if None in found else found

    return identify


def _named_born(records: Records, record: int) -> Identity:
    """The name with the year of birth, where one of the lists tells the year only."""
    born = records.plain["date_of_birth"][record]
    name = _comparable(records, "full_name", record)
    return (name, born.first.year) if isinstance(born, DateSpan) and name is not None else None


def _comparable(records: Records, field: str, record: int) -> Identity:
    value = records.plain[field][record]
    if isinstance(value, Unknown):
        return None
    if isinstance(value, DateSpan):
        return value if value.is_full else None
    return bare(str(value))


def pairings(before: Roster, after: Roster) -> dict[Kind, Pairing]:
    """For every kind of record; a kind of which one side has no list is not compared."""
    lists = {kind: (before.records(kind), after.records(kind)) for kind in Kind}
    return {
        kind: Pairing((), (), ()) if old is None or new is None else pair(old, new, kind)
        for kind, (old, new) in lists.items()
    }
