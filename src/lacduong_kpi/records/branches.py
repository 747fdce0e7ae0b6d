"""Lists of thôn, tổ dân phố that also tell of their branches: two records a row.

Beside the unit stands its branch: the one that the row names, or else `Chi bộ` and the unit's
name. A unit without a branch of its own gives none.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.records.facts import Packed, Spot, TableFacts, Told
from lacduong_kpi.records.names import Rank, read_name
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import BranchKind, Kind, OrganizationKind, Sector

INFERRED = frozenset({"kind", "sector", "parent", "residential_unit"})
"""what follows from being the branch of a unit; a list of organizations knows better"""


def branches_of(units: TableFacts, beside: Sequence[Told]) -> TableFacts | None:
    """The branches that a list of units tells of, `beside` being what it tells of them (whether
    they have a committee, how many members). None where it tells nothing of them."""
    if not beside:
        return None
    told = {each.field: each for each in units.told}
    names = [_branch_name(told, record) for record in range(len(units.rows))]
    kept = [record for record, name in enumerate(names) if name is not None]
    branch = told.get("branch") or told["name"]
    parts: list[Told] = [
        _texts("name", [names[record] for record in kept], branch, kept),
        *(_rows(each, each.field, kept) for each in beside),
        _constant("kind", OrganizationKind.SUBORDINATE_BRANCH, len(kept)),
        _constant("sector", Sector.RESIDENTIAL, len(kept)),
        _rows(told["name"], "residential_unit", kept),
    ]
    if "commune" in told:
        parts.append(_rows(told["commune"], "parent", kept))
    return TableFacts(
        file=units.file,
        sheet=units.sheet,
        kind=Kind.ORGANIZATION,
        presence=Presence.ABOUT,
        rows=array("I", map(units.rows.__getitem__, kept)),
        told=tuple(parts),
        year=units.year,
        year_place=units.year_place,
        name_column=units.name_column,
        headers=units.headers,
        inferred=INFERRED,
    )


def _branch_name(told: dict[str, Told], record: int) -> str | None:
    """The name of a unit's branch; None where it has none that can be told."""
    kind, branch, unit = (
        _value(told.get(field), record) for field in ("branch_kind", "branch", "name")
    )
    if kind is BranchKind.NONE or isinstance(unit, Unknown):
        return None
    if not isinstance(branch, Unknown):
        return str(branch)
    asked = "branch" in told or "branch_kind" in told
    if asked and kind is not BranchKind.OWN:
        return None
    return str(unit) if read_name(str(unit)).rank is Rank.BRANCH else f"Chi bộ {unit}"


def _value(told: Told | None, record: int) -> Packed:
    return Unknown.NO_COLUMN if told is None else told.values[told.codes[record]]


def _texts(field: str, texts: Iterable[str | None], like: Told, kept: Sequence[int]) -> Told:
    """A column of texts that stand in the cells of another field."""
    numbers: dict[str, int] = {}
    codes = array("I", (numbers.setdefault(text or "", len(numbers)) for text in texts))
    return Told(field, None, tuple(numbers), codes, like.spots, _spot_codes(like, kept))


def _rows(told: Told, field: str, kept: Sequence[int]) -> Told:
    """Some rows of a column, as another field."""
    raw = [told.codes[record] for record in kept]
    used = sorted(set(raw))
    new = dict(zip(used, range(len(used)), strict=True))
    values = tuple(told.values[code] for code in used)
    codes = array("I", map(new.__getitem__, raw))
    return Told(field, told.year, values, codes, told.spots, _spot_codes(told, kept))


def _spot_codes(told: Told, kept: Sequence[int]) -> array[int] | None:
    if told.spot_codes is None:
        return None
    return array("I", map(told.spot_codes.__getitem__, kept))


def _constant(field: str, value: Packed, size: int) -> Told:
    nowhere: tuple[Spot, ...] = ()
    return Told(field, None, (value,), array("I", bytes(4 * size)), (nowhere,))
