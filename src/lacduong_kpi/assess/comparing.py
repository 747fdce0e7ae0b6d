"""Two rosters side by side: who came, who left, which cells differ, what it does to the targets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from lacduong_kpi.assess.effects import effects
from lacduong_kpi.assess.facts import code_of
from lacduong_kpi.assess.leaving import has_left, is_gone
from lacduong_kpi.assess.matching import Pairing, pairings
from lacduong_kpi.assess.model import Change, Comparison, Movement
from lacduong_kpi.assess.run import Run, wanted_targets
from lacduong_kpi.column import Column, Unknown
from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.questions import FieldKey
from lacduong_kpi.measures.scope import Scope
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.records.model import FieldValue, Roster
from lacduong_kpi.terms import GONE, NAME_FIELD, Kind
from lacduong_kpi.text import bare
from lacduong_kpi.wording import Language


def compare(
    before: Roster,
    after: Roster,
    plan: Plan,
    targets: Collection[str] | None = None,
    *,
    language: Language = Language.VI,
) -> Comparison:
    """Scores both rosters and tells what is different. Year-bound fields are compared as of each
    roster's own year."""
    wanted = wanted_targets(plan, targets)
    old, new = (Run(Scope(each, plan), wanted, language) for each in (before, after))
    found = _Found(old, new, pairings(before, after))
    return Comparison(
        before=old.assessment(),
        after=new.assessment(),
        joined=tuple(found.joined()),
        left=tuple(found.left()),
        changed=tuple(found.changed()),
        effects=tuple(effects(old, new, found.pairings, found.changed_fields)),
    )


@dataclass
class _Found:
    """What two rosters have in common and what not."""

    old: Run
    new: Run
    pairings: Mapping[Kind, Pairing]

    def joined(self) -> Iterator[Movement]:
        """Who is new, and not gone again."""
        for kind, pairing in self.pairings.items():
            for record in pairing.after_only:
                if not is_gone(self.new.scope, kind, record):
                    yield _movement(self.new, kind, record)

    def left(self) -> Iterator[Movement]:
        """Who is not there any more, or is there as one who has left."""
        for kind, pairing in self.pairings.items():
            for record in pairing.before_only:
                if not is_gone(self.old.scope, kind, record):
                    yield _movement(self.old, kind, record)
            for first, second in pairing.pairs:
                if has_left(self.old.scope, self.new.scope, kind, first, second):
                    yield _movement(self.new, kind, second)

    @cached_property
    def changed_fields(self) -> dict[Kind, dict[tuple[int, int], list[str]]]:
        """The fields that differ, for each pair of records of a kind."""
        found: dict[Kind, dict[tuple[int, int], list[str]]] = {}
        for kind, pairing in self.pairings.items():
            own = found[kind] = {}
            for name in self.new.scope.fields(kind) if pairing.pairs else ():
                for each in self._differing(kind, name, pairing):
                    own.setdefault(each, []).append(name)
        return found

    def _differing(self, kind: Kind, name: str, pairing: Pairing) -> Iterator[tuple[int, int]]:
        old = self.old.scope.column(kind, _key(self.old.scope, kind, name))
        new = self.new.scope.column(kind, _key(self.new.scope, kind, name))
        known: dict[tuple[int, int], bool] = {}
        for first, second in pairing.pairs:
            codes = old.codes[first], new.codes[second]
            differs = known.get(codes)
            if differs is None:
                differs = known[codes] = _differ(*_values(old, new, codes))
            if differs:
                yield first, second

    def changed(self) -> Iterator[Change]:
        for kind, records in self.changed_fields.items():
            for (first, second), names in sorted(records.items()):
                for name in names:
                    yield self._change(kind, name, first, second)

    def _change(self, kind: Kind, name: str, first: int, second: int) -> Change:
        before, after = self.old.scope, self.new.scope
        old, new = _key(before, kind, name), _key(after, kind, name)
        return Change(
            kind=kind,
            field=name,
            year=new[1],
            old=code_of(before.column(kind, old)[first]),
            new=code_of(after.column(kind, new)[second]),
            old_cell=_cell(before, kind, first, old),
            new_cell=_cell(after, kind, second, new),
            place=after.records(kind).sources.place(second),
            organization=self.new.owners.organization(kind, second),
            branch=self.new.owners.branch(kind, second),
            name=_name(after, kind, second),
            personal=after.fields(kind)[name].personal,
        )


def _key(scope: Scope, kind: Kind, name: str) -> FieldKey:
    return name, scope.roster.year if scope.fields(kind)[name].yearly else None


def _values(
    old: Column[FieldValue], new: Column[FieldValue], codes: tuple[int, int]
) -> tuple[FieldValue, FieldValue]:
    return old.values[codes[0]], new.values[codes[1]]


def _differ(old: FieldValue, new: FieldValue) -> bool:
    """Whether two values differ in more than spelling. A list without the column tells nothing."""
    if Unknown.NO_COLUMN in (old, new):
        return False
    if isinstance(old, Unknown) or isinstance(new, Unknown):
        return isinstance(old, Unknown) != isinstance(new, Unknown)
    if type(old) is str and type(new) is str:
        return bare(old) != bare(new)
    return old != new


def _cell(scope: Scope, kind: Kind, record: int, key: FieldKey) -> Place | None:
    cells = scope.records(kind).sources.cells(record, *key)
    return cells[0] if cells else None


def _name(scope: Scope, kind: Kind, record: int) -> str | None:
    value = scope.records(kind).plain[NAME_FIELD[kind]][record]
    return None if isinstance(value, Unknown) else str(value)


def _movement(run: Run, kind: Kind, record: int) -> Movement:
    scope = run.scope
    status = scope.records(kind).plain["status"][record] if kind is Kind.MEMBER else None
    return Movement(
        kind=kind,
        place=scope.records(kind).sources.place(record),
        organization=run.owners.organization(kind, record),
        branch=run.owners.branch(kind, record),
        name=_name(scope, kind, record),
        status=str(status) if status in GONE else None,
    )
