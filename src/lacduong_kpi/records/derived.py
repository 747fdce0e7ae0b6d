"""Values that other cells of the same record tell where their own cell is missing.

The plan's rules about what stands for what (who is working, who is excluded) are no business of
this module: here stand only facts of the field itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from lacduong_kpi.column import Unknown, combined, encode, recoded
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Place
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.organizations import Organizations
from lacduong_kpi.terms import OrganizationKind, Sector, Standing

LONGEST_PROBATION = timedelta(days=2 * 366)
"""Probation is twelve months; decisions come late. Who was admitted longer ago than this and has
no official date may as well have a date that nobody wrote down."""
_COMMITTEES = (OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.DIVISIONAL_COMMITTEE)


def put_standing(people: Assembly, as_of: date) -> None:
    """A member with an official date up to the day is official; one whose cell for it is empty
    is probationary if the admission is recent, else unknown."""
    standing, official = people.column("standing"), people.column("official_on")
    if all(value is Unknown.NO_COLUMN for value in official.values):
        return
    admitted = people.column("admitted_on")
    recent = [_is_recent(value, as_of) for value in admitted.values]
    told = encode(_told_by(value, as_of) for value in official.values)
    decided = _Standings(standing, told.values)
    told_codes = recoded(official.codes, told.codes)
    lately = recoded(admitted.codes, recent)
    cases = combined([standing.codes, told_codes, lately])
    codes = [decided[written, told_, soon] for written, told_, soon in cases.values]
    standing.recode(recoded(cases.codes, codes))


def _told_by(official: FieldValue, as_of: date) -> FieldValue:
    """What an official date tells of the standing; that of a date around the day is open."""
    if not isinstance(official, DateSpan):
        return official
    if official.last <= as_of:
        return Standing.OFFICIAL
    return Standing.PROBATIONARY if official.first > as_of else Unknown.NO_COLUMN


class _Standings(dict[tuple[int, int, int], int]):
    """The code of the standing for (its code as written, code of what the official date tells,
    whether the admission is recent)."""

    def __init__(self, standing: Growing, told: Sequence[FieldValue]) -> None:
        super().__init__()
        self._standing, self._told = standing, told

    def __missing__(self, case: tuple[int, int, int]) -> int:
        value = self._standing.values[case[0]]
        if _is_open(value):
            value = _standing(value, self._told[case[1]], recent=bool(case[2]))
        code = self[case] = self._standing.code(value)
        return code


def _standing(written: FieldValue, told: FieldValue, *, recent: bool) -> FieldValue:
    if told is Unknown.BLANK and recent:
        return Standing.PROBATIONARY
    return told if told is not Unknown.NO_COLUMN else written


def _is_recent(admitted: FieldValue, as_of: date) -> bool:
    return isinstance(admitted, DateSpan) and admitted.first >= as_of - LONGEST_PROBATION


def put_models(records: Assembly, years: Sequence[int]) -> None:
    """A recognised model is a model; where there is no model, a blank recognition is a no."""
    for year in years:
        models, recognised = (
            records.column(field, year) for field in ("new_model", "new_model_recognised")
        )
        for index in range(records.size):
            model = models.values[models.codes[index]]
            praise = recognised.values[recognised.codes[index]]
            if praise is True and _is_open(model):
                models.set([index], True)
            if model is False and _is_open(praise):
                recognised.set([index], False)


def put_residential(
    organizations: Organizations, units: Assembly | None, branches: Sequence[int]
) -> dict[tuple[int, str], tuple[Place, ...]]:
    """A branch that a unit names, or that has a residential unit, is residential where no cell
    gives its sector; a committee is no branch. Gives the cells of units that tell it, by
    (organization, field)."""
    records = organizations.records
    sectors = records.column("sector")
    cells: dict[tuple[int, str], tuple[Place, ...]] = {}
    naming = {branch: unit for unit, branch in reversed(list(enumerate(branches))) if branch >= 0}
    for index in range(records.size):
        if not _is_open(_at(sectors, index)) or records.value(index, "kind") in _COMMITTEES:
            continue
        has_unit = not isinstance(records.value(index, "residential_unit"), Unknown)
        if has_unit or index in naming:
            sectors.set([index], Sector.RESIDENTIAL)
        if not has_unit and index in naming and units is not None:
            row = units.own[naming[index]]
            cells[index, "sector"] = units.rows.cells(row, ("branch", None))
    return cells


def _at(column: Growing, index: int) -> FieldValue:
    return column.values[column.codes[index]]


def _is_open(value: FieldValue) -> bool:
    return value is Unknown.BLANK or value is Unknown.NO_COLUMN
