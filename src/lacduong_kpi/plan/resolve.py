"""From the form of a plan file to its meaning: names are followed, settings applied, words typed.

All faults that only show between several places of the file (a name that is not defined, a target
that builds on itself) are found here; reading goes on after each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from lacduong_kpi.document.loading import Node
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.conditions import Reader
from lacduong_kpi.plan.examples import read_examples
from lacduong_kpi.plan.fitness import check_target
from lacduong_kpi.plan.goals import (
    NONE,
    goal_of,
    quota_parts,
    quota_total,
    schedule_of,
    term_from,
)
from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.plan.measuring import Measures
from lacduong_kpi.plan.model import (
    Condition,
    Definition,
    ExtraField,
    Goal,
    Named,
    Part,
    Plan,
    Setting,
    Target,
    Term,
)
from lacduong_kpi.plan.operands import Path
from lacduong_kpi.plan.schema import (
    KINDS,
    DefinitionForm,
    FieldForm,
    HeadForm,
    PlanFile,
    TargetForm,
)
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind


def resolve(
    node: Node, form: PlanFile, chosen: Mapping[str, str], sha256: str
) -> tuple[Plan, Reader]:
    """The meaning of a plan file. `chosen` overrides its settings. The reader holds the faults
    that were found; with any, the plan is not to be used."""
    reader = Reader(
        node,
        settings={each.id: chosen.get(each.id, each.value) for each in form.settings},
        choices={each.id: tuple(each.choices) for each in form.settings},
        extra_fields=tuple(extra_field(each) for each in form.fields),
        old_names={each.name: tuple(each.formerly) for each in form.plan.units},
    )
    _names(reader, form, chosen)
    return _Resolver(reader, form).plan(sha256), reader


def extra_field(form: FieldForm) -> ExtraField:
    """A field that the plan adds. Values of a choice are plain text, best first."""
    return ExtraField(
        KINDS[form.of],
        Field(form.name, FieldType(form.type)),
        form.label,
        tuple(form.headers),
        tuple(form.values),
        form.ordered,
        tuple((value, tuple(words)) for value, words in form.values.items()),
    )


def _names(reader: Reader, form: PlanFile, chosen: Mapping[str, str]) -> None:
    """Names that stand twice, hide a field of every roster, or are overridden with nonsense."""
    _unique(reader, "targets", "id", [each.id for each in form.targets])
    _unique(reader, "settings", "id", [each.id for each in form.settings])
    _unique(reader, "definitions", "id", [each.id for each in form.definitions])
    _unique(reader, "fields", "name", [f"{each.of}.{each.name}" for each in form.fields])
    for index, each in enumerate(form.fields):
        if each.name in FIELDS[KINDS[each.of]]:
            reader.note("plan.field_exists", ("fields", index, "name"), written=each.name)
    for index, target in enumerate(form.targets):
        _unique(reader, "targets", "id", [p.id for p in target.parts or ()], (index, "parts"))
    for name, value in chosen.items():
        if name not in reader.choices:
            reader.misspelt("plan.outside_setting", ("settings",), name, list(reader.choices))
        elif value not in reader.choices[name]:
            known = list(reader.choices[name])
            reader.misspelt("plan.outside_choice", ("settings",), value, known)


def _unique(
    reader: Reader, room: str, key: str, names: Iterable[str], below: tuple[str | int, ...] = ()
) -> None:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            reader.note("plan.name_twice", (room, *below, index, key), written=name)
        seen.add(name)


@dataclass(slots=True)
class _Resolver:
    reader: Reader
    form: PlanFile
    scope: dict[Kind, Condition] = field(default_factory=dict)

    def plan(self, sha256: str) -> Plan:
        head = self.form.plan
        self._definitions()
        self.scope = self._scope()
        terms = tuple(
            replace(term_from(each), spot=self.reader.spot(("plan", "terms", index)))
            for index, each in enumerate(head.terms)
        )
        targets: list[Target] = []
        users: dict[str, list[str]] = {}
        for index, form in enumerate(self.form.targets):
            self.reader.used_settings = set()
            targets.append(self._target(form, ("targets", index), terms))
            for name in self.reader.used_settings:
                users.setdefault(name, []).append(form.id)
        return Plan(
            id=head.id,
            title=head.title,
            issuer=head.issuer,
            sha256=sha256,
            path=self.reader.node.name,
            terms=terms,
            targets=tuple(targets),
            settings=self._settings(users),
            definitions=self._told_definitions(),
            extra_fields=self._told_fields(),
            value_names=self._value_names(),
            ended_on=head.ended_on,
            ended_note=head.ended_note,
            letterhead=_letterhead(head),
        )

    def _settings(self, users: Mapping[str, list[str]]) -> tuple[Setting, ...]:
        return tuple(
            Setting(
                each.id,
                each.label,
                self.reader.settings[each.id],
                tuple(each.choices.items()),
                tuple(users.get(each.id, ())),
                self.reader.spot(("settings", index)),
            )
            for index, each in enumerate(self.form.settings)
        )

    def _told_definitions(self) -> tuple[Definition, ...]:
        return tuple(
            Definition(
                *self.reader.definitions[each.id],
                each.id in self.reader.used_definitions,
                self.reader.spot(("definitions", index)),
            )
            for index, each in enumerate(self.form.definitions)
        )

    def _told_fields(self) -> tuple[ExtraField, ...]:
        return tuple(
            replace(
                each,
                used=each.field.name in self.reader.used_fields,
                spot=self.reader.spot(("fields", index)),
            )
            for index, each in enumerate(self.reader.extra_fields)
        )

    def _value_names(self) -> tuple[tuple[str, str, str], ...]:
        """What this plan calls values of closed fields; other names are misspelt."""
        known = {
            name: choices
            for kind in Kind
            for name in self.reader.fields(kind)
            if (choices := self.reader.choices_of(name, kind))
        }
        for name, values in self.form.plan.names.items():
            path: Path = ("plan", "names", name)
            if name not in known:
                self.reader.misspelt("plan.unknown_name_field", path, name, sorted(known))
            for value in values.keys() - set(known.get(name, values)):
                at = (*path, value)
                self.reader.misspelt("document.unknown_value", at, value, known[name])
        return tuple(
            (name, value, called)
            for name, values in self.form.plan.names.items()
            for value, called in values.items()
        )

    def _definitions(self) -> None:
        """Each definition may use those above it."""
        known: dict[str, tuple[Kind, Named]] = {}
        self.reader.definitions = known
        for index, form in enumerate(self.form.definitions):
            condition = self._definition(form, ("definitions", index))
            known[form.id] = (KINDS[form.of], Named(form.id, form.label, condition))

    def _definition(self, form: DefinitionForm, path: Path) -> Condition:
        self.reader.used_settings, before = set(), self.reader.weight
        condition = self.reader.read(form.where, (*path, "where"), KINDS[form.of])
        self.reader.settings_of[form.id] = self.reader.used_settings
        self.reader.weights[form.id] = self.reader.weight - before
        return condition

    def _scope(self) -> dict[Kind, Condition]:
        forms = self.form.plan.scope
        return {
            kind: self.reader.read(tree, ("plan", "scope", name), kind)
            for name, kind in KINDS.items()
            if (tree := getattr(forms, name)) is not None
        }

    def _target(self, form: TargetForm, path: Path, terms: tuple[Term, ...]) -> Target:
        measures = Measures(self.reader, self.form, self.scope)
        parts = self._parts(form, path, measures)
        goal = self._goal(form)
        if form.period.name == "term" and not terms:
            self.reader.note("plan.no_terms", (*path, "period"))
        if form.quotas is not None:
            parts = quota_parts(form.quotas, parts[0], self.reader.spot((*path, "quotas")))
        target = Target(
            id=form.id,
            section=form.section,
            group=form.group,
            citation=form.citation,
            text=form.text,
            label=form.label,
            unit=form.unit or parts[0].measure.of.value,
            schedule=schedule_of(form.period, terms, goal),
            goal=goal,
            measure=parts[0].measure if form.measure and not form.quotas else None,
            parts=() if form.measure and not form.quotas else parts,
            quota_total=form.quotas.total if form.quotas else None,
            notes=tuple(form.notes),
            examples=read_examples(self.reader, form, path),
            spot=self.reader.spot(path),
        )
        check_target(self.reader, form, target, path)
        return target

    def _goal(self, form: TargetForm) -> Goal:
        if form.quotas is not None:
            return quota_total(form.quotas)
        if form.period.milestones:
            return goal_of(max(form.period.milestones, key=lambda each: each.by).goal)
        return goal_of(form.goal) if form.goal else NONE

    def _parts(self, form: TargetForm, path: Path, measures: Measures) -> tuple[Part, ...]:
        """The parts of a target; a single measure is one part under the target's own name."""
        if form.measure is not None:
            measure = measures.read(form.measure, (*path, "measure"))
            return (Part(form.id, form.label, measure, None, self.reader.spot(path)),)
        return tuple(
            Part(
                part.id,
                part.label,
                measures.read(part.measure, (*path, "parts", index, "measure")),
                goal_of(part.goal) if part.goal else None,
                self.reader.spot((*path, "parts", index)),
            )
            for index, part in enumerate(form.parts or ())
        )


def _letterhead(head: HeadForm) -> Letterhead:
    """A plan that gives a letterhead reports in its own issuer's name unless it says otherwise;
    one without (a resolution of a body above) leaves the head to the clerk."""
    if head.letterhead is None:
        return Letterhead()
    given = head.letterhead.model_dump()
    return Letterhead(**{**given, "issuer": head.letterhead.issuer or head.issuer})
