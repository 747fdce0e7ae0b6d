"""The closed words of the field: record kinds, their fields and the values a field can have.

Names are those of YAML conditions and of JSON. Knows nothing else.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from lacduong_kpi.lean import dataclass


class Kind(StrEnum):
    """The three kinds of record that a roster holds."""

    MEMBER = "member"
    ORGANIZATION = "organization"
    RESIDENTIAL_UNIT = "residential_unit"


class Sex(StrEnum):
    MALE = "male"
    FEMALE = "female"


class Standing(StrEnum):
    OFFICIAL = "official"
    PROBATIONARY = "probationary"


class Status(StrEnum):
    """Where a member stands; the last five are gone from the list."""

    ACTIVE = "active"
    EXEMPT = "exempt"
    SUSPENDED = "suspended"
    AWAY = "away"
    TRANSFERRED_OUT = "transferred_out"
    DECEASED = "deceased"
    EXPELLED = "expelled"
    STRUCK_OFF = "struck_off"
    RESIGNED = "resigned"


GONE = frozenset(
    {
        Status.TRANSFERRED_OUT,
        Status.DECEASED,
        Status.EXPELLED,
        Status.STRUCK_OFF,
        Status.RESIGNED,
    }
)


class Occupation(StrEnum):
    OFFICIAL_EMPLOYEE = "official_employee"
    ARMED_FORCES = "armed_forces"
    WORKER = "worker"
    FARMER = "farmer"
    PRIVATE_OWNER = "private_owner"
    BUSINESS_MANAGER = "business_manager"
    STUDENT = "student"
    RETIRED = "retired"
    OTHER = "other"


class ResidenceExemption(StrEnum):
    NONE = "none"
    NOT_INTRODUCED = "not_introduced"
    NO_ACTIVITY = "no_activity"


class ResidenceReview(StrEnum):
    EXEMPLARY = "exemplary"
    NOT_EXEMPLARY = "not_exemplary"


class Rating(StrEnum):
    """Best first; `not_rated` stands outside the order."""

    EXCELLENT = "excellent"
    GOOD = "good"
    COMPLETED = "completed"
    FAILED = "failed"
    NOT_RATED = "not_rated"


class OrganizationKind(StrEnum):
    GRASSROOTS_COMMITTEE = "grassroots_committee"
    GRASSROOTS_BRANCH = "grassroots_branch"
    DIVISIONAL_COMMITTEE = "divisional_committee"
    SUBORDINATE_BRANCH = "subordinate_branch"


class Sector(StrEnum):
    COMMUNE = "commune"
    WARD = "ward"
    TOWNSHIP = "township"
    PARTY_AGENCY = "party_agency"
    STATE_AGENCY = "state_agency"
    PUBLIC_SERVICE_UNIT = "public_service_unit"
    NON_PUBLIC_SERVICE_UNIT = "non_public_service_unit"
    MILITARY = "military"
    POLICE = "police"
    STATE_ENTERPRISE = "state_enterprise"
    PRIVATE_ENTERPRISE = "private_enterprise"
    COOPERATIVE = "cooperative"
    RESIDENTIAL = "residential"
    OTHER = "other"


class BranchKind(StrEnum):
    OWN = "own"
    JOINT = "joint"
    NONE = "none"


class FieldType(StrEnum):
    """What kind of value a field holds, which decides how its cells are read."""

    TEXT = "text"
    """free text, normalised to NFC with single spaces"""
    NAME = "name"
    """a person's name"""
    DIGITS = "digits"
    """an id kept as text, leading zeros kept"""
    DATE = "date"
    """a day, a month or a year: `DateSpan`"""
    FLAG = "flag"
    """yes or no: `bool`"""
    CHOICE = "choice"
    """one value of a closed enum"""
    COUNT = "count"
    """a whole number, zero or more: `int`"""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record: its name in YAML and JSON, its type, and whether it has a year."""

    name: str
    type: FieldType
    choices: builtins.type[StrEnum] | None = None
    yearly: bool = False
    personal: bool = False
    """True where the value tells who a person is or is sensitive: shown only with `--details`."""


_T = FieldType

MEMBER_FIELDS: tuple[Field, ...] = (
    Field("full_name", _T.NAME, personal=True),
    Field("card_number", _T.DIGITS, personal=True),
    Field("personal_id", _T.DIGITS, personal=True),
    Field("sex", _T.CHOICE, Sex),
    Field("date_of_birth", _T.DATE, personal=True),
    Field("ethnicity", _T.TEXT, personal=True),
    Field("religion", _T.TEXT, personal=True),
    Field("position", _T.TEXT, personal=True),
    Field("branch", _T.TEXT),
    Field("grassroots", _T.TEXT),
    Field("admitted_on", _T.DATE, personal=True),
    Field("official_on", _T.DATE, personal=True),
    Field("standing", _T.CHOICE, Standing),
    Field("status", _T.CHOICE, Status),
    Field("left_on", _T.DATE, personal=True),
    Field("transferred_in_on", _T.DATE, personal=True),
    Field("occupation", _T.CHOICE, Occupation),
    Field("working", _T.FLAG),
    Field("residence_introduced", _T.FLAG),
    Field("residence_exemption", _T.CHOICE, ResidenceExemption),
    Field("residence_review", _T.CHOICE, ResidenceReview, yearly=True),
    Field("pledge", _T.FLAG, yearly=True),
    Field("rating", _T.CHOICE, Rating, yearly=True),
    Field("note", _T.TEXT, personal=True),
)

ORGANIZATION_FIELDS: tuple[Field, ...] = (
    Field("name", _T.TEXT),
    Field("code", _T.DIGITS),
    Field("kind", _T.CHOICE, OrganizationKind),
    Field("parent", _T.TEXT),
    Field("sector", _T.CHOICE, Sector),
    Field("residential_unit", _T.TEXT),
    Field("has_committee", _T.FLAG),
    Field("member_count", _T.COUNT),
    Field("official_member_count", _T.COUNT),
    Field("regulations_followed", _T.FLAG, yearly=True),
    Field("inspection_programme", _T.FLAG, yearly=True),
    Field("new_model", _T.FLAG, yearly=True),
    Field("new_model_recognised", _T.FLAG, yearly=True),
    Field("founded_on", _T.DATE),
    Field("dissolved_on", _T.DATE),
    Field("rating", _T.CHOICE, Rating, yearly=True),
    Field("note", _T.TEXT, personal=True),
)

RESIDENTIAL_UNIT_FIELDS: tuple[Field, ...] = (
    Field("name", _T.TEXT),
    Field("commune", _T.TEXT),
    Field("branch", _T.TEXT),
    Field("branch_kind", _T.CHOICE, BranchKind),
    Field("note", _T.TEXT, personal=True),
)

FIELDS: dict[Kind, dict[str, Field]] = {
    Kind.MEMBER: {field.name: field for field in MEMBER_FIELDS},
    Kind.ORGANIZATION: {field.name: field for field in ORGANIZATION_FIELDS},
    Kind.RESIDENTIAL_UNIT: {field.name: field for field in RESIDENTIAL_UNIT_FIELDS},
}
"""Every field of every kind, in the order of `design.md` section 4."""

NAME_FIELD: dict[Kind, str] = {
    Kind.MEMBER: "full_name",
    Kind.ORGANIZATION: "name",
    Kind.RESIDENTIAL_UNIT: "name",
}
"""The field without which a row is no record."""


@dataclass(frozen=True, slots=True)
class AddedField:
    """A field that a plan adds to a kind of record, and the headers under which rosters have it.

    `words` of a field with a closed choice: each value and how rosters write it. Such a field is
    text to those who read it, its text being one of the values.
    """

    kind: Kind
    field: Field
    label: str
    headers: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


_added: list[AddedField] = []
_remembered: dict[tuple[Kind, str], AddedField] = {}
"""fields that were added once, for what is still asked of a roster that was read with them"""


@contextmanager
def with_fields(added: Iterable[AddedField]) -> Iterator[None]:
    """While the block runs, records have these fields beside their own (`FIELDS`): in a process
    that reads files for a plan, and where it puts them together. Blocks do not nest."""
    fields = tuple(added)
    try:
        for each in fields:
            FIELDS[each.kind][each.field.name] = each.field
            _remembered[each.kind, each.field.name] = each
        _added.extend(fields)
        yield
    finally:
        _added.clear()
        for each in fields:
            FIELDS[each.kind].pop(each.field.name, None)


def added_fields() -> tuple[AddedField, ...]:
    """The fields that records have beside their own just now."""
    return tuple(_added)


def field_of(kind: Kind, name: str) -> Field:
    """A field of a record kind, also one that a plan added. KeyError: there was never such."""
    known = FIELDS[kind].get(name)
    return known if known is not None else _remembered[kind, name].field


def added_word(name: str, value: str) -> str | None:
    """What rosters write first for a value of a field that a plan added, as within a sentence."""
    words = (dict(each.words) for (_, added), each in _remembered.items() if added == name)
    first = next((found[value][0] for found in words if found.get(value)), None)
    return first[:1].lower() + first[1:] if first else None


def added_label(name: str) -> str | None:
    """What the last plan that added a field of this name calls it."""
    labels = (each.label for (_, added), each in _remembered.items() if added == name)
    return next(labels, None)
