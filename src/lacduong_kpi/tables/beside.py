"""Columns of a list of thôn, tổ dân phố that tell of their branches: chi ủy, số đảng viên.

The list is one of units all the same; what it tells of the branches stands beside.
"""

from __future__ import annotations

from collections.abc import Mapping

from lacduong_kpi.tables.claims import Below, claims_of
from lacduong_kpi.tables.columns import Taken, Understood, understand
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.model import Claim
from lacduong_kpi.tables.shapes import Profile
from lacduong_kpi.terms import Kind

OF_BRANCHES = frozenset({"has_committee", "member_count", "official_member_count", "founded_on"})


def columns_beside(
    band: Band, profiles: Mapping[int, Profile], understood: Understood
) -> dict[int, Taken]:
    """The columns that tell nothing of the units but something of their branches."""
    if understood.kind is not Kind.RESIDENTIAL_UNIT:
        return {}
    free = {each.header.column for each in understood.taken if each.option is None}
    as_branches = understand(band, profiles, Kind.ORGANIZATION)
    return {
        each.header.column: each
        for each in as_branches.taken
        if each.header.column in free and each.fields and OF_BRANCHES.issuperset(each.fields)
    }


def claims_beside(beside: Mapping[int, Taken], below: Below, year: int | None) -> tuple[Claim, ...]:
    """What those columns claim, in the fields of an organization."""
    taken = tuple(beside.values())
    return claims_of(Understood(Kind.ORGANIZATION, taken), below, year) if taken else ()
