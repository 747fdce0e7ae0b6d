"""Lists of thôn, tổ dân phố that also tell of their branches: two records a row.

`tables` gives two tables over the same rows. The branches stand in the commune of their units, and
where the organizations are listed elsewhere, what follows from being a unit's branch gives way.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

from lacduong_kpi.records.facts import TableFacts, Told
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import Kind

INFERRED = frozenset({"kind", "sector", "parent", "residential_unit"})
"""what follows from being the branch of a unit; a list of organizations knows better"""


def beside_units(tables: Sequence[TableFacts]) -> list[TableFacts]:
    """The tables of one sheet, branches beside units marked as such."""
    units = [table for table in tables if table.kind is Kind.RESIDENTIAL_UNIT]
    return [
        _of_units(table, next((one for one in units if _over(table, one)), None))
        for table in tables
    ]


def _over(branches: TableFacts, units: TableFacts) -> bool:
    """Whether a table of organizations has its rows among those of a table of units."""
    return branches.kind is Kind.ORGANIZATION and set(branches.rows) <= set(units.rows)


def _of_units(branches: TableFacts, units: TableFacts | None) -> TableFacts:
    if units is None:
        return branches
    told = branches.told
    commune = next((each for each in units.told if each.field == "commune"), None)
    if commune is not None and not any(each.field == "parent" for each in told):
        at = {row: record for record, row in enumerate(units.rows)}
        told = (*told, _rows(commune, "parent", [at[row] for row in branches.rows]))
    return replace(
        branches,
        presence=Presence.ABOUT,
        told=told,
        inferred=INFERRED,
        name_column=branches.name_column or units.name_column,
    )


def _rows(told: Told, field: str, kept: Sequence[int]) -> Told:
    """Some records of a column, as another field."""
    raw = [told.codes[record] for record in kept]
    used = sorted(set(raw))
    new = dict(zip(used, range(len(used)), strict=True))
    spots = told.spot_codes
    return Told(
        field,
        told.year,
        tuple(told.values[code] for code in used),
        array("I", map(new.__getitem__, raw)),
        told.spots,
        None if spots is None else array(spots.typecode, [spots[record] for record in kept]),
    )
