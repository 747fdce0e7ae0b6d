"""Whether the pieces of a target fit together: kind of measure, denominator, goal and unit.

What does not fit makes the plan unusable; what is merely suspicious is found by `check`.
"""

from __future__ import annotations

from decimal import Decimal

from lacduong_kpi.plan.conditions import Reader
from lacduong_kpi.plan.goals import ALL_OF_THEM
from lacduong_kpi.plan.model import GoalUnit, Measure, MeasureKind, Target
from lacduong_kpi.plan.operands import Path
from lacduong_kpi.plan.schema import GoalForm, MeasureForm, TargetForm, Threshold, Thresholds
from lacduong_kpi.terms import Kind

_UNIT_KINDS = {
    "member": Kind.MEMBER,
    "organization": Kind.ORGANIZATION,
    "grassroots": Kind.ORGANIZATION,
    "branch": Kind.ORGANIZATION,
    "residential_unit": Kind.RESIDENTIAL_UNIT,
}
_KEYS = ("numerator", "denominator", "since")
_NEEDED = {
    MeasureKind.PROPORTION: ("numerator",),
    MeasureKind.RATIO: ("denominator",),
    MeasureKind.COUNT: (),
    MeasureKind.DIFFERENCE: ("since",),
    MeasureKind.MEAN: (),
}
_REFUSED = {
    MeasureKind.PROPORTION: ("denominator", "since"),
    MeasureKind.RATIO: ("since",),
    MeasureKind.COUNT: ("denominator", "since"),
    MeasureKind.DIFFERENCE: ("denominator",),
    MeasureKind.MEAN: ("since",),
}


def check_target(reader: Reader, form: TargetForm, target: Target, path: Path) -> None:
    """Notes every piece that does not fit."""
    if form.measure is not None:
        _check_keys(reader, form.measure, (*path, "measure"))
        _check_unit(reader, form, form.measure, path)
    for index, part in enumerate(form.parts or ()):
        at = (*path, "parts", index)
        _check_keys(reader, part.measure, (*at, "measure"))
        _check_unit(reader, form, part.measure, path)
        if part.goal is not None:
            _check_goal(reader, target.parts[index].measure, part.goal, (*at, "goal"))
    for each in target.all_parts:
        if each.goal is None or form.quotas is not None:
            _check_goals(reader, form, each.measure, path)


def _check_keys(reader: Reader, form: MeasureForm, path: Path) -> None:
    kind = MeasureKind(form.kind)
    given = [key for key in _KEYS if getattr(form, key) is not None]
    for key in _NEEDED[kind]:
        if key not in given:
            reader.note("plan.key_needed", path, written=key, kind=kind)
    for key in _REFUSED[kind]:
        if key in given:
            reader.note("plan.key_unfit", (*path, key), at_key=True, written=key, kind=kind)


def _check_unit(reader: Reader, form: TargetForm, measure: MeasureForm, path: Path) -> None:
    if form.unit is not None and not measure.of.startswith(_UNIT_KINDS[form.unit]):
        reader.note("plan.unit_unfit", (*path, "unit"), written=form.unit, kind=measure.of)


def _check_goals(reader: Reader, form: TargetForm, measure: Measure, path: Path) -> None:
    if form.goal is not None:
        _check_goal(reader, measure, form.goal, (*path, "goal"))
    for index, milestone in enumerate(form.period.milestones or ()):
        at = (*path, "period", "milestones", index, "goal")
        _check_goal(reader, measure, milestone.goal, at)
    if form.quotas is not None and unit_of(measure) is not GoalUnit.COUNT:
        reader.note("plan.quotas_need_count", (*path, "quotas"))


def unit_of(measure: Measure) -> GoalUnit:
    """Whether the measure gives a percentage or a number."""
    shares = (MeasureKind.PROPORTION, MeasureKind.RATIO)
    whole = measure.base is None and measure.base_number is None
    if measure.kind in shares or (measure.kind is MeasureKind.MEAN and not whole):
        return GoalUnit.PERCENT
    return GoalUnit.COUNT


def _check_goal(reader: Reader, measure: Measure, form: GoalForm, path: Path) -> None:
    wanted = unit_of(measure)
    for key, percent, top in _numbers(form):
        at = (*path, key)
        if percent is not (wanted is GoalUnit.PERCENT):
            reader.note(f"plan.goal_unit.{wanted}", at, written=key)
        elif measure.kind is MeasureKind.PROPORTION and top > ALL_OF_THEM:
            reader.note("plan.goal_impossible", at, written=key)


def _numbers(form: GoalForm) -> list[tuple[str, bool, Decimal]]:
    """Key, whether it is a percentage, and the (higher) number of everything that is given."""
    found: list[tuple[str, bool, Decimal]] = []
    for key in type(form).model_fields:
        given = getattr(form, key)
        if isinstance(given, Threshold):
            found.append((key, given.percent, given.number))
        elif isinstance(given, Thresholds):
            found.append((key, given.percent, given.high))
    return found
