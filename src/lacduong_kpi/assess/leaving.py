"""Who has left, as a roster tells it."""

from __future__ import annotations

from typing import assert_never

from lacduong_kpi.column import Unknown
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.terms import GONE, Kind


def is_gone(scope: Scope, kind: Kind, record: int) -> bool:
    """Whether a record of a roster is one that has left, or was dissolved."""
    plain = scope.records(kind).plain
    match kind:
        case Kind.MEMBER:
            return plain["status"][record] in GONE
        case Kind.ORGANIZATION:
            return not isinstance(plain["dissolved_on"][record], Unknown)
        case Kind.RESIDENTIAL_UNIT:
            return False
        case _:
            assert_never(kind)


def has_left(old: Scope, new: Scope, kind: Kind, first: int, second: int) -> bool:
    """Whether a record of both rosters left between them."""
    return is_gone(new, kind, second) and not is_gone(old, kind, first)
