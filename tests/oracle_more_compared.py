"""What the program and the oracle say of the targets of `oracle_more`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

import districts
import oracle
import oracle_more
from lacduong_kpi.assess.model import TargetResult
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.model import Goal, Plan, Target
from lacduong_kpi.verdicts.model import Score
from oracle import District
from oracle_more import PartAsked, Seen
from trying import Case, thresholds_of_parts, verdict_of_parts


def differences(found: District, whole: Plan) -> Iterator[str]:
    """Where the program and the oracle do not agree."""
    found.members = found.members or []
    found.organizations = found.organizations or []
    found.units = found.units or []
    roster = districts.roster_of(found, oracle_more.NAMED, oracle_more.COUNTED)
    assessment = assess(roster, whole)
    for target, planned in zip(assessment.targets, whole.targets, strict=True):
        if target.id.startswith("mean") and found.year < 2022:
            if target.verdict.value != "not_applicable":
                yield f"{target.id} verdict: {target.verdict}, oracle not_applicable"
            continue
        for each in _Target(found, target, planned).differences():
            yield f"{target.id} {each}"


class _Part:
    """One part as the oracle sees it."""

    def __init__(self, found: District, asked: PartAsked, goal: Goal) -> None:
        self.asked, self.seen = asked, asked.seen(found)
        self.fixed = asked.fixed(found)
        self.count = asked.shape == "count"
        records = [each.outcomes for each in self.seen]
        self.case = Case(records, goal, count=self.count, fixed=self.fixed)

    def padded(self, size: int) -> Case:
        """With the records that count only in another part."""
        nowhere = [frozenset({(0, 0)})] * (size - len(self.case.records))
        return Case(
            [*self.case.records, *nowhere], self.case.goal, count=self.count, fixed=self.fixed
        )

    @property
    def numerator(self) -> int:
        return sum(_nearest_to_none([num for _, num in each]) for each in self.case.records)

    @property
    def denominator(self) -> int:
        return self.case.below + sum(min(den for den, _ in each) for each in self.case.records)

    def rate(self) -> Fraction | None:
        if self.count:
            return Fraction(self.numerator, self.fixed) if self.fixed else None
        return Fraction(self.numerator, self.denominator) if self.denominator else None

    def excluded(self) -> list[int]:
        counts = dict.fromkeys(self.asked.reasons, 0)
        for each in self.seen[: len(self.seen)]:
            if _surely_excluded(each):
                first = next(why for why in self.asked.reasons if why in each.reasons)
                counts[first] += 1
        return list(counts.values())


def _surely_excluded(each: Seen) -> bool:
    return None not in each.reasons and "" not in each.reasons


def _nearest_to_none(numbers: Sequence[int]) -> int:
    """What a record surely counts; it may also take away."""
    return min(numbers) if min(numbers) > 0 else max(numbers) if max(numbers) < 0 else 0


class _Target:
    def __init__(self, found: District, target: TargetResult, planned: Target) -> None:
        self.target = target
        goals = [part.goal for part in planned.all_parts]
        if target.id == "steps":
            by = oracle_more.due(found, "steps")
            goals = [each.goal for each in planned.schedule.milestones if each.by == by]
        asked = oracle_more.TARGETS[target.id]
        self.parts = [
            _Part(found, part, goal or planned.goal)
            for part, goal in zip(asked, goals, strict=True)
        ]
        most = max(len(part.case.records) for part in self.parts)
        self.cases = [part.padded(most) for part in self.parts]
        self.running = found.as_of < oracle_more.due(found, target.id)

    def differences(self) -> Iterator[str]:
        possible = [frozenset(part.case.verdicts()) for part in self.parts]
        settled = [oracle.settle(each, self.running) for each in possible]
        together = frozenset(verdict_of_parts(each) for each in product(*possible))
        verdict = oracle.settle(together, self.running)
        yield from _same("verdict", self.target.verdict.value, verdict)
        for told, part, own in zip(self.target.parts, self.parts, settled, strict=False):
            yield from _numbers(f"{told.id}: ", told.score, part, own)
        decides = self._decides(settled, verdict)
        yield from _numbers("", self.target.score, self.parts[decides], verdict)
        deciding = self.target.deciding
        yield from _same("deciding", deciding is not None, verdict == "undetermined")
        if deciding is not None:
            told_ = deciding.met_if, deciding.not_met_if
            expected = thresholds_of_parts(self.cases)
            yield from _same("thresholds", told_, expected)

    def _decides(self, settled: Sequence[str], verdict: str) -> int:
        def height(index: int) -> tuple[bool, Fraction, int]:
            rate = self.parts[index].rate()
            return rate is None, rate or Fraction(0), index

        return min((i for i, each in enumerate(settled) if each == verdict), key=height)


def _same(what: str, ours: object, theirs: object) -> Iterator[str]:
    if ours != theirs:
        yield f"{what}: {ours!r}, oracle {theirs!r}"


def _numbers(of: str, score: Score, part: _Part, verdict: str) -> Iterator[str]:
    case, met = part.case, verdict == "met"
    low, high = (districts.value_of(each) for each in (score.bounds.low, score.bounds.high))
    if part.count and part.fixed and low is not None and high is not None:
        low, high = low * part.fixed, high * part.fixed
    printed = part.numerator, part.denominator
    for what, ours, theirs in (
        ("verdict", score.verdict.value, verdict),
        ("numerator", score.numerator, part.numerator),
        ("denominator", score.denominator, None if part.count else part.denominator),
        ("rate", districts.value_of(score.rate), part.rate()),
        ("unknown", score.unknown, sum(len(each) > 1 for each in case.records)),
        ("excluded", [each.count for each in score.excluded], part.excluded()),
        ("bounds", (low, high), case.bounds() or (None, None)),
        ("needed", (score.needed.existing, score.needed.new), _needed(part, *printed)),
        ("slack", score.slack, case.slack() if met else None),
        ("exceeded", score.exceeded, met and case.exceeded()),
    ):
        yield from _same(of + what, ours, theirs)


def _needed(part: _Part, numerator: int, denominator: int) -> tuple[int | None, int | None]:
    return part.case.needed(numerator, denominator, share=part.asked.shape == "share")
