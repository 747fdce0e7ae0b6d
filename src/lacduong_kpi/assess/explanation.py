"""How a measure is counted, in words made from the plan, and the numbers on the way."""

from __future__ import annotations

from collections import Counter

from lacduong_kpi.assess.evidence import group_of
from lacduong_kpi.assess.facts import code_of
from lacduong_kpi.assess.model import Count, Explanation, Group
from lacduong_kpi.measures.counting import Measured, Side
from lacduong_kpi.measures.model import Shape
from lacduong_kpi.measures.program import OUTSIDE
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.truths import leaves
from lacduong_kpi.plan.calendar import Due
from lacduong_kpi.plan.model import Comparison
from lacduong_kpi.plan.words import Teller
from lacduong_kpi.terms import FieldType
from lacduong_kpi.wording import Language


def explain(
    part: Measured, period: Due, scope: Scope, language: Language, notes: tuple[str, ...]
) -> Explanation:
    """The explanation of one part."""
    teller = Teller(scope.plan, language, scope.calendar, period)
    population, denominator, numerator = teller.measure(part.measure)
    side = part.side(part.measure.of)
    return Explanation(
        population=_population(part, side),
        population_words=population,
        denominator_words=denominator,
        numerator_words=numerator,
        split=_split(part, side, scope, Group.NUMERATOR),
        missed_split=_split(part, side, scope, Group.MISSED),
        regulations=tuple(each.source for each in part.measure.exclusions),
        notes=notes,
    )


def _population(part: Measured, side: Side | None) -> int | None:
    """Records that are surely in the population; a ratio has none of its own."""
    if side is None or part.shape is Shape.RATIO:
        return None
    inside = [all(each.place != OUTSIDE for each in places) for places in side.standings]
    return sum(map(inside.__getitem__, side.frame.combination))


def _split(part: Measured, side: Side | None, scope: Scope, group: Group) -> tuple[Count, ...]:
    """The records of a group by the value of the one choice that the numerator asks for."""
    name = _choice(part, scope)
    if side is None or name is None:
        return ()
    chosen = {
        k
        for k, outcomes in enumerate(side.outcomes)
        if group_of(outcomes, side.excluded[k], part.shape) is group
    }
    field = scope.fields(part.measure.of)[name]
    column = scope.column(part.measure.of, (name, scope.calendar.year if field.yearly else None))
    codes = Counter(
        code for code, k in zip(column.codes, side.frame.combination, strict=True) if k in chosen
    )
    order = scope.all_choices(part.measure.of, name)
    found = {code_of(column.values[code]): count for code, count in codes.items()}
    return tuple(Count(name, each, found[each]) for each in order if each in found)


def _choice(part: Measured, scope: Scope) -> str | None:
    """The one field that the numerator asks for, if it is a choice."""
    asked = {
        leaf.field if isinstance(leaf, Comparison) else None
        for leaf in leaves(part.measure.numerator)
    }
    if len(asked) != 1:
        return None
    (name,) = asked
    fields = scope.fields(part.measure.of)
    return name if name is not None and fields[name].type is FieldType.CHOICE else None
