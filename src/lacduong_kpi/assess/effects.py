"""What the differences between two rosters do to the numbers of each target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lacduong_kpi.assess.evidence import asked_fields
from lacduong_kpi.assess.leaving import has_left
from lacduong_kpi.assess.matching import Pairing
from lacduong_kpi.assess.model import Cause, Effect
from lacduong_kpi.assess.run import Run
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.counting import Counted, Measured, Side
from lacduong_kpi.terms import Kind

ChangedFields = Mapping[Kind, Mapping[tuple[int, int], list[str]]]
_NOTHING = (0, 0, 0)
Numbers = tuple[int, int, int]
"""What one record is in the sure numbers: numerator, denominator, unknown."""


def effects(
    old: Run, new: Run, pairings: Mapping[Kind, Pairing], changed: ChangedFields
) -> Iterator[Effect]:
    """The effects on each target, by cause, without those that change nothing."""
    for before, after in zip(old.scorers, new.scorers, strict=True):
        first, second = before.counted, after.counted
        if before.missing or after.missing or not first.parts or not second.parts:
            continue
        decides = after.score(new.totals).decides
        work = _Work(first.parts[decides], second.parts[decides], pairings, changed)
        yield from work.effects(second, decides)


@dataclass
class _Work:
    """One part of a target in both rosters."""

    before: Measured
    after: Measured
    pairings: Mapping[Kind, Pairing]
    changed: ChangedFields

    def effects(self, counted: Counted, decides: int) -> Iterator[Effect]:
        totals: dict[tuple[Cause, tuple[str, ...]], list[Numbers]] = {}
        for cause, fields, difference in self._differences():
            if difference != _NOTHING:
                totals.setdefault((cause, fields), []).append(difference)
        part = counted.target.parts[decides].id if counted.target.parts else None
        for (cause, fields), found in sorted(totals.items(), key=_by_cause):
            numerator, denominator, unknown = map(sum, zip(*found, strict=True))
            yield Effect(
                counted.target.id, part, cause, fields, len(found), numerator, denominator, unknown
            )

    def _differences(self) -> Iterator[tuple[Cause, tuple[str, ...], Numbers]]:
        for side in self.after.sides:
            kind, earlier = side.kind, self.before.side(side.kind)
            if earlier is None:
                continue
            pairing = self.pairings[kind]
            for record in pairing.after_only:
                yield Cause.JOINED, (), _minus(_numbers(side, record), _NOTHING)
            for record in pairing.before_only:
                yield Cause.LEFT, (), _minus(_NOTHING, _numbers(earlier, record))
            for first, second in pairing.pairs:
                difference = _minus(_numbers(side, second), _numbers(earlier, first))
                if difference != _NOTHING:
                    cause, fields = self._cause(earlier, side, first, second)
                    yield cause, fields, difference

    def _cause(
        self, earlier: Side, later: Side, first: int, second: int
    ) -> tuple[Cause, tuple[str, ...]]:
        if has_left(earlier.frame.scope, later.frame.scope, later.kind, first, second):
            return Cause.LEFT, ()
        asked = {name for name, _ in asked_fields(later.trees)}
        changed = self.changed[later.kind].get((first, second), [])
        fields = tuple(name for name in changed if name in asked)
        return (Cause.CHANGED, fields) if fields else (Cause.TIME, ())


def _numbers(side: Side, record: int) -> Numbers:
    """What a record is in the sure numbers."""
    outcomes = side.outcomes[side.frame.combination[record]]
    if len(outcomes) > 1:
        return _sure(num for _, num in outcomes), _sure(den for den, _ in outcomes), 1
    ((denominator, numerator),) = outcomes
    return numerator, denominator, 0


def _sure(parts: Iterable[int]) -> int:
    found = list(parts)
    return min(max(0, min(found)), max(found))


def _minus(one: Numbers, other: Numbers) -> Numbers:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _by_cause(item: tuple[tuple[Cause, tuple[str, ...]], object]) -> tuple[int, tuple[str, ...]]:
    cause, fields = item[0]
    return list(Cause).index(cause), fields
