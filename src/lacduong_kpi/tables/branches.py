"""The branches in a list of residential units that also tells of their committees.

Such a list is two tables over the same rows: units, and the branches that some of them have.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lacduong_kpi.tables.claims import claims_of, context
from lacduong_kpi.tables.columns import Understood, column_reading, understand
from lacduong_kpi.tables.contexts import Told
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.headers import Band
from lacduong_kpi.tables.model import Claim, How, Presence, Table
from lacduong_kpi.tables.shapes import Profile, Shape, shape
from lacduong_kpi.terms import Kind, OrganizationKind, Sector
from lacduong_kpi.text import bare, key

_NO_BRANCH = frozenset({"", "không", "chưa", "chưa có", "không có", "0", "ghép"})


_OF_BRANCHES = frozenset({"has_committee", "member_count", "official_member_count", "founded_on"})
"""what a list of units can tell of their branches"""


def branches_in(
    units: Understood, band: Band, profiles: Mapping[int, Profile]
) -> Understood | None:
    """The columns of a list of units that tell of its branches, if one tells of committees."""
    if units.kind is not Kind.RESIDENTIAL_UNIT:
        return None
    taken = understand(band, profiles, Kind.ORGANIZATION).taken
    kept = tuple(each for each in taken if _OF_BRANCHES.intersection(each.fields))
    told = any("has_committee" in each.fields for each in kept)
    return Understood(Kind.ORGANIZATION, kept) if told else None


def branch_table(grid: Grid, units: Table, branches: Understood) -> Table:
    """The table of branches over the rows of a table of units."""
    named = _named(grid, units)
    rows = [row for row in units.rows if named.get(row) is not None]
    return replace(
        units,
        kind=Kind.ORGANIZATION,
        presence=Presence.LISTED,
        rows=array("I", rows),
        claims=(*claims_of(branches, {}, units.year), *_told(grid, units, rows, named)),
        columns=tuple(map(column_reading, branches.taken)),
        skipped=(),
        declared_total=None,
        declared_total_place=None,
    )


def _column_of(units: Table, field: str) -> int | None:
    for claim in units.claims:
        if claim.fields == (field,) and claim.how is How.PLAIN:
            return claim.sources[0].column
    return None


def _named(grid: Grid, units: Table) -> dict[int, Told | None]:
    """For each unit's row the name of its branch, None where it has none of its own. A joint
    branch stands at the first of its units."""
    name, branch = _column_of(units, "name"), _column_of(units, "branch")
    own = _own_columns(units)
    found: dict[int, Told | None] = {}
    seen: set[str] = set()
    for row in units.rows:
        told = _branch_at(grid, row, name, branch)
        if own and not any(_is_mark(grid, row, column) for column in own):
            told = None
        if told is not None and branch is not None:
            told = None if key(told[0]) in seen else told
        if told is not None:
            seen.add(key(told[0]))
        found[row] = told
    return found


def _own_columns(units: Table) -> list[int]:
    """The columns in which a mark says that the unit has a branch."""
    return [
        source.column
        for claim in units.claims
        if claim.fields == ("branch_kind",) and claim.how is How.CHOICE
        for source in claim.sources
        if source.stands_for == "own"
    ]


def _is_mark(grid: Grid, row: int, column: int) -> bool:
    value = grid.value(row, column)
    return value is not None and bare(str(value)) not in _NO_BRANCH - {""} and str(value) != "-"


def _branch_at(grid: Grid, row: int, name: int | None, branch: int | None) -> Told | None:
    """The branch as the row names it, or else by the name of the unit."""
    if branch is not None:
        text = grid.text(row, branch)
        if bare(text) in _NO_BRANCH:
            return None
        if shape(text) is not Shape.TICK:
            return text, grid.place(row, branch)
    text = grid.text(row, name) if name is not None else ""
    if not text:
        return None
    return (text if bare(text).startswith("chi bộ") else f"Chi bộ {text}"), grid.place(
        row, name or 0
    )


def _told(
    grid: Grid, units: Table, rows: Sequence[int], named: Mapping[int, Told | None]
) -> list[Claim]:
    """What the list says of its branches beside its columns."""
    name = _column_of(units, "name")
    claims = [context("name", [named[row] for row in rows])]
    if name is not None:
        places = [grid.place(row, name) for row in rows]
        texts = [grid.text(row, name) for row in rows]
        claims.append(context("residential_unit", list(zip(texts, places, strict=True))))
        for field, value in (
            ("kind", OrganizationKind.SUBORDINATE_BRANCH.value),
            ("sector", Sector.RESIDENTIAL.value),
        ):
            claims.append(context(field, [(value, place) for place in places]))
    return claims
