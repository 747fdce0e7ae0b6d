"""Reads the conditions of a plan file: trees of fields, operators and operands, never strings that
are evaluated. Every fault is noted with its line and column, and reading goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.model import (
    FALSE,
    TRUE,
    All,
    AnyOf,
    Comparison,
    Condition,
    Moment,
    MonthDay,
    Named,
    Not,
    Operator,
    Population,
    Related,
    Relation,
)
from lacduong_kpi.plan.operands import (
    OPERATORS,
    ORDERS,
    Operands,
    Path,
    is_whole,
    ordered_choices,
)
from lacduong_kpi.terms import Field, FieldType, Kind

MOST_CONDITIONS = 2_000
"""in a plan, each definition unfolded wherever it is named; that of a district has a hundred"""

RELATIONS: dict[Kind, dict[Relation, Kind]] = {
    Kind.MEMBER: {
        Relation.ITS_BRANCH: Kind.ORGANIZATION,
        Relation.ITS_GRASSROOTS: Kind.ORGANIZATION,
    },
    Kind.ORGANIZATION: {
        Relation.ITS_PARENT: Kind.ORGANIZATION,
        Relation.ANY_MEMBER: Kind.MEMBER,
        Relation.ANY_UNIT: Kind.RESIDENTIAL_UNIT,
    },
    Kind.RESIDENTIAL_UNIT: {
        Relation.ITS_BRANCH: Kind.ORGANIZATION,
        Relation.ANY_MEMBER: Kind.MEMBER,
    },
}
"""Which relations a record kind has, and the kind at the other end."""


@dataclass(slots=True)
class Reader(Operands):
    """Reads conditions of one plan. `settings` are the effective choices; a condition that asks
    for another choice is never true."""

    settings: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """setting -> its possible values"""
    definitions: Mapping[str, tuple[Kind, Named]] = field(default_factory=dict)
    settings_of: dict[str, set[str]] = field(default_factory=dict)
    """definition -> settings that it asks for"""
    weights: dict[str, int] = field(default_factory=dict)
    """definition -> conditions in it, those of the definitions that it names included"""
    weight: int = 0
    """conditions read until now, each definition unfolded wherever it is named"""
    used_settings: set[str] = field(default_factory=set)
    used_definitions: set[str] = field(default_factory=set)
    used_fields: set[str] = field(default_factory=set)

    def read(self, tree: object, path: Path, kind: Kind) -> Condition:
        """The condition that stands at `path`: all of its keys must hold."""
        if not isinstance(tree, dict):
            self.note("plan.want_condition", path)
            return TRUE
        if not tree:
            self.note("plan.empty_condition", path)
            return TRUE
        return every([self._entry(key, each, (*path, key), kind) for key, each in tree.items()])

    def _entry(self, key: str, tree: object, path: Path, kind: Kind) -> Condition:
        if not self._bears(1, path):
            return TRUE
        match key:
            case "all":
                return every(self._list(tree, path, kind))
            case "any":
                return some(self._list(tree, path, kind))
            case "not":
                return negated(self.read(tree, path, kind))
            case "is":
                return self._definition(tree, path, kind)
            case "when":
                return TRUE if self.when(tree, path) else FALSE
            case _ if key in RELATIONS[kind]:
                return self._related(Relation(key), tree, path, kind)
            case _:
                return self._field(key, tree, path, kind)

    def _list(self, tree: object, path: Path, kind: Kind) -> list[Condition]:
        if not isinstance(tree, list) or not tree:
            self.note("plan.want_conditions", path)
            return []
        return [self.read(each, (*path, index), kind) for index, each in enumerate(tree)]

    def _bears(self, more: int, path: Path) -> bool:
        """Whether the plan is still of a size that can be counted: definitions within definitions
        would double it with every line."""
        before, self.weight = self.weight, self.weight + more
        if before <= MOST_CONDITIONS < self.weight:
            self.note("plan.too_many_conditions", path, limit=MOST_CONDITIONS)
        return self.weight <= MOST_CONDITIONS

    def _definition(self, name: object, path: Path, kind: Kind) -> Condition:
        if not isinstance(name, str):
            self.note("document.want_text", path, key="is")
            return TRUE
        of, _ = self.definitions.get(name, (None, None))
        if of is not kind:
            known = [each for each, (of, _) in self.definitions.items() if of is kind]
            self.misspelt("plan.unknown_definition", path, name, known)
            return TRUE
        if not self._bears(self.weights.get(name, 1), path):
            return TRUE
        self.used_definitions.add(name)
        self.used_settings |= self.settings_of.get(name, set())
        return self.definitions[name][1]

    def when(self, tree: object, path: Path) -> bool:
        """Whether the settings are as `{setting: choice}` asks."""
        if not isinstance(tree, dict):
            self.note("plan.want_setting", path)
            return True
        chosen = [self._chosen(name, each, (*path, name)) for name, each in tree.items()]
        return all(chosen)

    def _chosen(self, name: str, choice: object, path: Path) -> bool:
        if name not in self.choices:
            self.misspelt("plan.unknown_setting", path, name, list(self.choices))
            return True
        self.used_settings.add(name)
        if choice not in self.choices[name]:
            self.misspelt("plan.unknown_choice", path, str(choice), list(self.choices[name]))
            return True
        return self.settings.get(name) == choice

    def _related(self, relation: Relation, tree: object, path: Path, kind: Kind) -> Condition:
        other = RELATIONS[kind][relation]
        spot = self.spot(path)
        if relation not in (Relation.ANY_MEMBER, Relation.ANY_UNIT):
            where = self.read(tree, path, other)
            return Related(relation, Population(other, Moment.EVER, where), spot=spot)
        return self._any_related(relation, tree, path, other)

    def _any_related(self, relation: Relation, tree: object, path: Path, kind: Kind) -> Condition:
        """`any_member: {present: period_end, at_least: 3, where: {…}}`"""
        if not isinstance(tree, dict):
            self.note("plan.want_condition", path)
            return TRUE
        known = ("present", "existing", "where", "at_least")
        for key in tree.keys() - set(known):
            self.misspelt("document.unknown_key", (*path, key), key, known)
        population = self.population(tree, path, kind)
        at_least = tree.get("at_least", 1)
        if not is_whole(at_least) or at_least < 1:
            self.note("document.want_whole_number", (*path, "at_least"), key="at_least")
            at_least = 1
        return Related(relation, population, at_least, self.spot(path))

    def population(self, tree: Mapping[str, object], path: Path, kind: Kind) -> Population:
        """`present` (members), `existing` (organizations) and `where` of a population."""
        where = tree.get("where")
        condition = TRUE if where is None else self.read(where, (*path, "where"), kind)
        return Population(kind, self._moment(tree, path, kind), condition)

    def _moment(self, tree: Mapping[str, object], path: Path, kind: Kind) -> Moment | MonthDay:
        own = {Kind.MEMBER: "present", Kind.ORGANIZATION: "existing"}.get(kind)
        for key in ("present", "existing"):
            if key != own and tree.get(key) is not None:
                self.note("plan.wrong_moment_key", (*path, key), at_key=True, written=key)
        written = tree.get(own) if own else "ever"
        if written is None:
            self.note("plan.want_moment", path, wanted=own or "")
            return Moment.PERIOD_END
        return self.moment(written, (*path, own or ""))

    def moment(self, written: object, path: Path) -> Moment | MonthDay:
        """`period_end`, `previous_year_end`, `ever` or a day of the scored year, `06-30`."""
        day = self.month_day(written, path) if isinstance(written, str) else None
        if isinstance(day, MonthDay):
            return day
        if written not in tuple(Moment):
            self.misspelt("document.unknown_value", path, str(written), tuple(Moment))
            return Moment.PERIOD_END
        return Moment(str(written))

    def _field(self, name: str, tree: object, path: Path, kind: Kind) -> Condition:
        fields = self.fields(kind)
        if name not in fields:
            known = [*fields, *RELATIONS[kind], "all", "any", "not", "is", "when"]
            self.misspelt(f"plan.unknown_field.{kind.value}", path, name, known)
            return TRUE
        self.used_fields.add(name)
        if not isinstance(tree, dict):
            return self._comparison(fields[name], Operator.IS, tree, path, path, kind)
        if not tree:
            self.note("plan.empty_condition", path)
        tests = (self._operator(fields[name], key, tree[key], path, kind) for key in tree)
        return every(list(tests))

    def _operator(
        self, of: Field, written: str, operand: object, path: Path, kind: Kind
    ) -> Condition:
        allowed = OPERATORS[of.type]
        at = (*path, written)
        if written not in tuple(Operator):
            self.misspelt("plan.unknown_operator", at, written, allowed)
            return TRUE
        operator = Operator(written)
        orders = ordered_choices(of, self.added(kind, of.name))
        if operator not in allowed or (
            of.type is FieldType.CHOICE and operator in ORDERS and not orders
        ):
            usable = ", ".join(each for each in allowed if orders or each not in ORDERS)
            self.note(
                "plan.operator_unfit", at, at_key=True,
                operator=written, field=of.name, known=usable,
            )  # fmt: skip
            return TRUE
        return self._comparison(of, operator, operand, path, at, kind)

    def _comparison(
        self, of: Field, operator: Operator, written: object, path: Path, at: Path, kind: Kind
    ) -> Condition:
        if operator is Operator.IS and OPERATORS[of.type][0] is not Operator.IS:
            self.note("plan.want_operator", at, field=of.name, known=", ".join(OPERATORS[of.type]))
            return TRUE
        operand = self.operand(of, operator, written, at, kind)
        if operand is None:
            return TRUE
        values = self.accepted(of, operator, operand, kind)
        return Comparison(of.name, operator, operand, values, self.spot(path))


def every(conditions: list[Condition]) -> Condition:
    """All of them, as simply as it can be said."""
    flat = [
        part
        for each in conditions
        for part in (each.conditions if isinstance(each, All) else (each,))
    ]
    if FALSE in flat:
        return FALSE
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def some(conditions: list[Condition]) -> Condition:
    """One of them, as simply as it can be said."""
    flat = [
        part
        for each in conditions
        for part in (each.conditions if isinstance(each, AnyOf) else (each,))
    ]
    if TRUE in flat:
        return TRUE
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def negated(condition: Condition) -> Condition:
    """Its contrary, as simply as it can be said."""
    if condition == TRUE:
        return FALSE
    if condition == FALSE:
        return TRUE
    return condition.condition if isinstance(condition, Not) else Not(condition)
