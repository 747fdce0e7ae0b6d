"""The records behind each number, looked up when somebody asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from lacduong_kpi.assess.facts import facts
from lacduong_kpi.assess.model import EvidenceRow, Group
from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.asked import leaves
from lacduong_kpi.measures.counting import Measured, Side
from lacduong_kpi.measures.model import Outcomes, Shape
from lacduong_kpi.measures.questions import Ask, FieldKey, Tree
from lacduong_kpi.measures.scope import Scope

Standing = tuple[Group | None, int | None]
"""A group, and for those who are excluded under which reason."""


def group_of(outcomes: Outcomes, excluded: int | None, shape: Shape) -> Group | None:
    """The group of records with these outcomes; None: they surely do not count."""
    if len(outcomes) > 1:
        return Group.UNKNOWN
    if excluded is not None:
        return Group.EXCLUDED
    ((denominator, numerator),) = outcomes
    if numerator:
        return Group.NUMERATOR
    if not denominator:
        return None
    return Group.MISSED if shape is Shape.PROPORTION else Group.BASE


def asked_fields(trees: Iterable[Tree]) -> tuple[FieldKey, ...]:
    """The fields that conditions ask about, in the order of the plan."""
    asked = (leaf.field for tree in trees for leaf in leaves(tree) if isinstance(leaf, Ask))
    return tuple(dict.fromkeys(asked))


@dataclass
class MeasureEvidence:
    """The records behind the numbers of one measure."""

    part: Measured
    scope: Scope
    owners: Owners

    def count(self, group: Group, reason: str | None = None) -> int:
        wanted = self._wanted(group, reason)
        return sum(
            self._sizes[number][k]
            for number, side in enumerate(self.part.sides)
            for k in range(len(side.outcomes))
            if wanted(side, k)
        )

    def rows(self, group: Group, reason: str | None = None) -> Iterator[EvidenceRow]:
        wanted = self._wanted(group, reason)
        for side in self.part.sides:
            fields = asked_fields(side.trees)
            chosen = {k for k in range(len(side.outcomes)) if wanted(side, k)}
            for record, combination in enumerate(side.frame.combination):
                if combination in chosen:
                    yield self._row(side, record, group, fields)

    @cached_property
    def _sizes(self) -> list[Counter[int]]:
        return [Counter(side.frame.combination) for side in self.part.sides]

    def _wanted(self, group: Group, reason: str | None) -> Callable[[Side, int], bool]:
        reasons = [each.reason for each in self.part.measure.exclusions]

        def wanted(side: Side, k: int) -> bool:
            excluded = side.excluded[k] if side.main else None
            if group_of(side.outcomes[k], excluded, self.part.shape) is not group:
                return self._also_below(side, k, group)
            return reason is None or (excluded is not None and reasons[excluded] == reason)

        return wanted

    def _also_below(self, side: Side, k: int, group: Group) -> bool:
        """Whether records of a ratio that count above count below as well."""
        above_too = group is Group.BASE and self.part.shape is Shape.RATIO
        return above_too and side.outcomes[k] == frozenset({(1, 1)})

    def _row(
        self, side: Side, record: int, group: Group, fields: Sequence[FieldKey]
    ) -> EvidenceRow:
        excluded = side.excluded[side.frame.combination[record]]
        reason = None
        if group is Group.EXCLUDED and excluded is not None:
            reason = self.part.measure.exclusions[excluded].reason
        return EvidenceRow(
            place=self.scope.records(side.kind).sources.place(record),
            group=group,
            reason=reason,
            organization=self.owners.organization(side.kind, record),
            branch=self.owners.branch(side.kind, record),
            name=self.owners.person(side.kind, record),
            facts=facts(self.scope, side.kind, record, fields),
        )
