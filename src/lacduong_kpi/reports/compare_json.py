"""The JSON of `compare`."""

from __future__ import annotations

import sys

from lacduong_kpi.assess.model import (
    Assessment,
    Cause,
    Change,
    Comparison,
    Effect,
    Movement,
    TargetResult,
)
from lacduong_kpi.findings import Place
from lacduong_kpi.reports.compare_effects import earlier, effects_of
from lacduong_kpi.reports.compare_text import changes_of
from lacduong_kpi.reports.json_report import dump, inputs_of, part_of, tool
from lacduong_kpi.reports.json_shape import SCHEMA_VERSION, InputFile, Part, Tool
from lacduong_kpi.reports.view import View
from lacduong_kpi.terms import Kind

if sys.version_info >= (3, 12):
    from typing import NotRequired, TypedDict
else:
    from typing import NotRequired

    from typing_extensions import TypedDict


class Side(TypedDict):
    """One of the two rosters."""

    as_of: str
    year: int
    inputs: list[InputFile]


class CellPlace(TypedDict):
    file: str
    sheet: str | None
    cell: str | None
    row: int | None


class MovementShape(TypedDict):
    """A record that only one of the rosters has. `name` only with details."""

    kind: Kind
    place: CellPlace
    organization: str | None
    branch: str | None
    status: str | None
    name: NotRequired[str | None]


class ChangeShape(TypedDict):
    """A value that differs. Personal values and `name` only with details."""

    kind: Kind
    field: str
    year: int | None
    old: str | bool | int | None
    new: str | bool | int | None
    old_cell: CellPlace | None
    new_cell: CellPlace | None
    organization: str | None
    branch: str | None
    name: NotRequired[str | None]


class EffectShape(TypedDict):
    """What one cause does to the sure numbers of a target; `fields`: those that were changed. The
    effects of a target add up to the difference of its numbers."""

    cause: Cause
    fields: list[str]
    records: int
    numerator: int
    denominator: int | None
    unknown: int


class TargetShape(TypedDict):
    """A target before and after, and how many values it looks at have changed, by field. Of a
    target with parts one `part` is compared, the one that decides after."""

    id: str
    label: str
    part: str | None
    before: Part | None
    after: Part
    changed: dict[str, int]
    effects: list[EffectShape]


class CompareReport(TypedDict):
    """The result of `lacduong-kpi compare -f json`."""

    schema_version: str
    tool: Tool
    before: Side
    after: Side
    joined: list[MovementShape]
    left: list[MovementShape]
    changed: list[ChangeShape]
    targets: list[TargetShape]


def render(comparison: Comparison, view: View) -> str:
    """The JSON of a comparison; its limit cuts nothing here."""
    report: CompareReport = {
        "schema_version": SCHEMA_VERSION,
        "tool": tool(),
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "joined": [_movement(each, details=view.details) for each in comparison.joined],
        "left": [_movement(each, details=view.details) for each in comparison.left],
        "changed": [_change(each, details=view.details) for each in comparison.changed],
        "targets": [_target(comparison, target) for target in comparison.after.targets],
    }
    return dump(report)


def _side(assessment: Assessment) -> Side:
    return {
        "as_of": assessment.as_of.isoformat(),
        "year": assessment.year,
        "inputs": inputs_of(assessment),
    }


def _place(place: Place) -> CellPlace:
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell, "row": place.row}


def _movement(movement: Movement, *, details: bool) -> MovementShape:
    data: MovementShape = {
        "kind": movement.kind,
        "place": _place(movement.place),
        "organization": movement.organization,
        "branch": movement.branch,
        "status": movement.status,
    }
    if details or movement.kind is not Kind.MEMBER:
        data["name"] = movement.name
    return data


def _change(change: Change, *, details: bool) -> ChangeShape:
    shown = details or not change.personal
    data: ChangeShape = {
        "kind": change.kind,
        "field": change.field,
        "year": change.year,
        "old": change.old if shown else None,
        "new": change.new if shown else None,
        "old_cell": _place(change.old_cell) if change.old_cell else None,
        "new_cell": _place(change.new_cell) if change.new_cell else None,
        "organization": change.organization,
        "branch": change.branch,
    }
    if details or change.kind is not Kind.MEMBER:
        data["name"] = change.name
    return data


def _target(comparison: Comparison, new: TargetResult) -> TargetShape:
    old = earlier(comparison, new)
    return {
        "id": new.id,
        "label": new.label,
        "part": new.deciding_part,
        "before": part_of(old.id, old.label, old.score) if old else None,
        "after": part_of(new.id, new.label, new.score),
        "changed": changes_of(comparison, new),
        "effects": [_effect(each, new) for each in effects_of(comparison, new)],
    }


def _effect(effect: Effect, target: TargetResult) -> EffectShape:
    return {
        "cause": effect.cause,
        "fields": list(effect.fields),
        "records": effect.records,
        "numerator": effect.numerator,
        "denominator": None if target.score.denominator is None else effect.denominator,
        "unknown": effect.unknown,
    }
