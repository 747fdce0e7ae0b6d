"""Which grassroots organization a record belongs to, and how a record is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import assert_never

from lacduong_kpi.column import Unknown
from lacduong_kpi.records.directory import upwards
from lacduong_kpi.records.model import FieldValue, Records, Roster
from lacduong_kpi.terms import NAME_FIELD, Kind, OrganizationKind
from lacduong_kpi.text import key

NOBODY = -1
_GRASSROOTS = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.GRASSROOTS_BRANCH)


def text_of(records: Records | None, record: int, field: str) -> str | None:
    """A text of a record; None where it is unknown or there is no such record."""
    if records is None or record < 0:
        return None
    return _text(records.plain[field][record])


def _text(value: FieldValue) -> str | None:
    return None if isinstance(value, Unknown) else str(value)


class Owners:
    """The grassroots organizations of a roster, numbered: first those of the list of
    organizations by their index, then names that only other lists tell."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._added: dict[str, int] = {}
        self._listed = range(roster.organizations.size if roster.organizations else 0)
        self._names = [text_of(roster.organizations, index, "name") for index in self._listed]

    def name(self, owner: int) -> str | None:
        return None if owner == NOBODY else self._names[owner]

    @cached_property
    def of(self) -> Mapping[Kind, Sequence[int]]:
        """For each kind of record that there is the owner of each record."""
        found: dict[Kind, Sequence[int]] = {}
        for kind in Kind:
            if self._roster.records(kind) is not None:
                found[kind] = self._of(kind)
        return found

    def _of(self, kind: Kind) -> Sequence[int]:
        match kind:
            case Kind.MEMBER:
                return self._members()
            case Kind.ORGANIZATION:
                return self._grassroots
            case Kind.RESIDENTIAL_UNIT:
                return self._units()
            case _:
                assert_never(kind)

    def _named(self, name: str | None) -> int:
        """The number of an organization of which only the name is known."""
        if name is None:
            return NOBODY
        if key(name) not in self._added:
            self._added[key(name)] = len(self._names)
            self._names.append(name)
        return self._added[key(name)]

    @cached_property
    def _grassroots(self) -> list[int]:
        """For each organization the grassroots organization that it is or belongs to."""
        return [self._climb(index) for index in self._listed]

    def _climb(self, index: int) -> int:
        organizations, parents = (
            self._roster.organizations,
            self._roster.references.organization_parent,
        )
        if organizations is None:
            return NOBODY
        kinds = organizations.plain["kind"]
        for each in upwards(parents, index):
            if kinds[each] in _GRASSROOTS:
                return each
            if parents[each] < 0:
                return self._top(organizations, each)
        return NOBODY

    def _top(self, organizations: Records, index: int) -> int:
        """An organization above which none is listed: the one that it names as its parent; without
        one it may be a grassroots organization, if its kind is not known."""
        parent = text_of(organizations, index, "parent")
        unknown = isinstance(organizations.plain["kind"][index], Unknown)
        return index if parent is None and unknown else self._named(parent)

    def _members(self) -> Sequence[int]:
        members, references = self._roster.members, self._roster.references
        if members is None:
            return []
        column = members.plain["grassroots"]
        by_branch = [*self._grassroots, NOBODY]
        by_name = [self._named(_text(value)) for value in column.values]
        return [
            own if own >= 0 else by_name[code] if by_branch[branch] < 0 else by_branch[branch]
            for own, branch, code in zip(
                references.member_grassroots, references.member_branch, column.codes, strict=True
            )
        ]

    def _units(self) -> Sequence[int]:
        """By its branch; a unit without one by its commune."""
        units = self._roster.residential_units
        if units is None:
            return []
        return [
            self._grassroots[branch]
            if branch >= 0
            else self._commune(text_of(units, unit, "commune"))
            for unit, branch in enumerate(self._roster.references.unit_branch)
        ]

    def _commune(self, commune: str | None) -> int:
        """The committee of a commune: the one whose name ends with the commune's."""
        if commune is None:
            return NOBODY
        ends = [
            index
            for index in set(self._grassroots)
            if index >= 0 and key(self._names[index] or "").endswith(key(commune))
        ]
        return ends[0] if len(ends) == 1 else self._named(commune)

    def organization(self, kind: Kind, record: int) -> str | None:
        """The grassroots organization of a record."""
        return self.name(self.of[kind][record])

    def branch(self, kind: Kind, record: int) -> str | None:
        """The branch of a member; of an organization below the grassroots and of a unit its own
        name."""
        records, references = self._roster.records(kind), self._roster.references
        match kind:
            case Kind.MEMBER:
                branch = references.member_branch[record]
                named = text_of(self._roster.organizations, branch, "name")
                return named or text_of(records, record, "branch")
            case Kind.ORGANIZATION:
                own = text_of(records, record, "name")
                return None if own == self.organization(kind, record) else own
            case Kind.RESIDENTIAL_UNIT:
                return text_of(records, record, "name")
            case _:
                assert_never(kind)

    def person(self, kind: Kind, record: int) -> str | None:
        """A member's name, which is shown with details only."""
        if kind is not Kind.MEMBER:
            return None
        return text_of(self._roster.members, record, NAME_FIELD[kind])
