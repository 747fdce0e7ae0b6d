"""Measures: from the form of the file to their meaning, nested targets followed."""

from __future__ import annotations

from dataclasses import field, replace

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.conditions import Reader, every
from lacduong_kpi.plan.model import (
    TRUE,
    Condition,
    Exclusion,
    Measure,
    MeasureKind,
    Moment,
    MonthDay,
    Population,
)
from lacduong_kpi.plan.operands import Path
from lacduong_kpi.plan.schema import KINDS, ExclusionForm, MeasureForm, PlanFile, PopulationForm
from lacduong_kpi.terms import Kind


@dataclass(slots=True)
class Measures:
    """Reads the measures of one plan. `scope` is what holds for every population of a kind."""

    reader: Reader
    form: PlanFile
    scope: dict[Kind, Condition]
    following: list[str] = field(default_factory=list)
    """ids of the targets whose numerator is being followed, to find circles"""

    def read(self, form: MeasureForm, path: Path) -> Measure:
        kind = KINDS[form.of]
        population, inherited = self._population(form.population, (*path, "population"), kind)
        own = [
            self._exclusion(each, (*path, "exclude", index), kind)
            for index, each in enumerate(form.exclude)
            if self._wanted(each, (*path, "exclude", index))
        ]
        return Measure(
            MeasureKind(form.kind),
            population,
            self._numerator(form, path, kind),
            (*inherited, *own),
            self._base(form, path),
            form.denominator.number if form.denominator else None,
            self._since(form, path),
        )

    def _numerator(self, form: MeasureForm, path: Path, kind: Kind) -> Condition:
        if form.numerator is None:
            return TRUE
        return self.reader.read(form.numerator, (*path, "numerator"), kind)

    def _population(
        self, form: PopulationForm, path: Path, kind: Kind
    ) -> tuple[Population, tuple[Exclusion, ...]]:
        if form.numerator_of is not None:
            return self._numerator_of(form, form.numerator_of, path, kind)
        tree = form.model_dump(exclude_none=True)
        return self._scoped(self.reader.population(tree, path, kind)), ()

    def _scoped(self, population: Population) -> Population:
        scope = self.scope.get(population.kind, TRUE)
        return replace(population, where=every([scope, population.where]))

    def _wanted(self, form: ExclusionForm, path: Path) -> bool:
        return not form.when or self.reader.when(form.when, (*path, "when"))

    def _exclusion(self, form: ExclusionForm, path: Path, kind: Kind) -> Exclusion:
        return Exclusion(
            form.reason,
            self.reader.read(form.where, (*path, "where"), kind),
            form.source,
            form.from_year,
            form.to_year,
            self.reader.spot(path),
        )

    def _base(self, form: MeasureForm, path: Path) -> Population | None:
        base = form.denominator
        if base is None or base.of is None:
            return None
        tree = base.model_dump(exclude_none=True, include={"present", "existing", "where"})
        at = (*path, "denominator")
        return self._scoped(self.reader.population(tree, at, KINDS[base.of]))

    def _since(self, form: MeasureForm, path: Path) -> Moment | MonthDay | None:
        return self.reader.moment(form.since, (*path, "since")) if form.since else None

    def _numerator_of(
        self, form: PopulationForm, name: str, path: Path, kind: Kind
    ) -> tuple[Population, tuple[Exclusion, ...]]:
        """The records that another target counts in its numerator, narrowed by `where`."""
        for key in ("present", "existing"):
            if getattr(form, key) is not None:
                self.reader.note("plan.moment_of_other", (*path, key), at_key=True, written=key)
        nowhere = Population(kind, Moment.EVER)
        found = self._measure_of(name, (*path, "numerator_of"))
        if found is None:
            return nowhere, ()
        other, at = found
        self.following.append(name)
        inner = self.read(other, at)
        self.following.pop()
        if inner.of is not kind:
            self.reader.note("plan.other_kind", (*path, "numerator_of"), written=name)
            return nowhere, ()
        own = self.reader.read(form.where, (*path, "where"), kind) if form.where else TRUE
        where = every([inner.population.where, inner.numerator, own])
        return replace(inner.population, where=where), inner.exclusions

    def _measure_of(self, name: str, path: Path) -> tuple[MeasureForm, Path] | None:
        """The measure of a target (`B3`) or of one part of it (`B1.reviewed`)."""
        known = self._known()
        if name in self.following:
            self.reader.note("plan.circle", path, written=name)
            return None
        if name not in known:
            self.reader.misspelt("plan.unknown_target", path, name, list(known))
            return None
        return known[name]

    def _known(self) -> dict[str, tuple[MeasureForm, Path]]:
        known: dict[str, tuple[MeasureForm, Path]] = {}
        for index, target in enumerate(self.form.targets):
            if target.measure is not None:
                known[target.id] = (target.measure, ("targets", index, "measure"))
            for place, part in enumerate(target.parts or ()):
                at: Path = ("targets", index, "parts", place, "measure")
                known[f"{target.id}.{part.id}"] = (part.measure, at)
        return known
