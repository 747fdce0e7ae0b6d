"""Why one record counts in a target or does not, condition by condition."""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.assess.evidence import asked_fields, group_of
from lacduong_kpi.assess.facts import facts
from lacduong_kpi.assess.finding_records import find_record
from lacduong_kpi.assess.model import Fact, Membership, Stage, Step, Truth
from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.asked import leaves
from lacduong_kpi.measures.counting import Counted, Measured, Side, count
from lacduong_kpi.measures.questions import AskRelated, FieldKey, Tree
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.measures.translate import Translator
from lacduong_kpi.measures.truths import Truths
from lacduong_kpi.plan.calendar import Due
from lacduong_kpi.plan.model import TRUE, All, Condition, Plan, Population, Relation
from lacduong_kpi.plan.words import Teller
from lacduong_kpi.records.model import Roster
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language

_TRUTHS = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}
_NAMED_IN = {
    Relation.ITS_BRANCH: "branch",
    Relation.ITS_GRASSROOTS: "grassroots",
    Relation.ITS_PARENT: "parent",
}


def explain_member(
    roster: Roster,
    plan: Plan,
    target: str,
    where: str,
    *,
    language: Language = Language.VI,
) -> tuple[Membership, ...]:
    """Where the record with this number or cell stands in a target: one membership per part.

    `where`: a card number, personal id or code, or an address like `F133` or `Đảng viên!F133`.
    UsageError: there is no such record, or several. KeyError: the plan has no such target.
    """
    wanted = plan.target(target)
    kind = wanted.all_parts[0].measure.of
    scope = Scope(roster, plan)
    record = find_record(roster, kind, where)
    (counted,) = count(scope, [wanted]).targets
    teller = Teller(plan, language, scope.calendar, counted.period)
    owners = Owners(roster)
    return tuple(
        _Standing(counted, part, scope, owners, teller, record).membership()
        for part in counted.parts
        if part.side(kind) is not None
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """One record in one part."""

    counted: Counted
    part: Measured
    scope: Scope
    owners: Owners
    teller: Teller
    record: int

    @property
    def kind(self) -> Kind:
        return self.part.measure.of

    def membership(self) -> Membership:
        side = self._side()
        combination = side.frame.combination[self.record]
        excluded = side.excluded[combination]
        group = group_of(side.outcomes[combination], excluded, self.part.shape)
        exclusions = self.part.measure.exclusions
        target = self.counted.target
        return Membership(
            target=target.id,
            label=target.label,
            part=self.part.part.label if target.parts else None,
            group=group,
            reason=exclusions[excluded].reason if excluded is not None else None,
            place=self.scope.records(self.kind).sources.place(self.record),
            organization=self.owners.organization(self.kind, self.record),
            branch=self.owners.branch(self.kind, self.record),
            name=self.owners.person(self.kind, self.record),
            steps=tuple(self._steps()),
        )

    def _side(self) -> Side:
        side = self.part.side(self.kind)
        if side is None:
            raise ValueError(self.kind)
        return side

    def _steps(self) -> Iterator[Step]:
        measure = self.part.measure
        yield from self._population(Stage.POPULATION, measure.population)
        for exclusion in measure.exclusions:
            if exclusion.applies(self.scope.calendar.year):
                tree = self._translator().tree(exclusion.where)
                yield self._step(Stage.EXCLUSION, exclusion.reason, tree, exclusion.source)
        if measure.base is not None and measure.base.kind is self.kind:
            yield from self._population(Stage.BASE, measure.base)
        yield from self._conditions(Stage.NUMERATOR, measure.numerator)

    def _translator(self) -> Translator:
        period: Due | None = self.counted.period
        return self.scope.translator(self.kind, self.scope.calendar, period)

    def _population(self, stage: Stage, population: Population) -> Iterator[Step]:
        presence = Population(self.kind, population.moment)
        tree = self._translator().presence(population.moment)
        yield self._step(stage, self.teller.population(presence), tree)
        yield from self._conditions(stage, population.where)

    def _conditions(self, stage: Stage, condition: Condition) -> Iterator[Step]:
        parts = condition.conditions if isinstance(condition, All) else (condition,)
        for each in parts:
            if each != TRUE:
                tree = self._translator().tree(each)
                yield self._step(stage, self.teller.condition(each, self.kind), tree)

    def _step(self, stage: Stage, words: str, tree: Tree, source: str = "") -> Step:
        side = self._side()
        truths = Truths(side.frame, self._translator())
        truth = truths.of_tree(tree, side.frame.combination[self.record])
        return Step(stage, words, _TRUTHS[truth], self._facts(tree), source)

    def _facts(self, tree: Tree) -> tuple[Fact, ...]:
        """The cells that a condition looks at; of related records the cell that names them."""
        keys = [*asked_fields([tree]), *self._references(tree)]
        return facts(self.scope, self.kind, self.record, dict.fromkeys(keys))

    def _references(self, tree: Tree) -> Iterator[FieldKey]:
        for leaf in leaves(tree):
            if isinstance(leaf, AskRelated) and leaf.related.relation in _NAMED_IN:
                yield _NAMED_IN[leaf.related.relation], None
