"""From what the files tell to one roster: the year, the records, what they name, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from lacduong_kpi.column import Column
from lacduong_kpi.errors import Problem, RosterError, problem
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records import derived, units
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.checks import check_days, check_order, check_values
from lacduong_kpi.records.facts import TableFacts
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.members import build_members
from lacduong_kpi.records.model import FieldValue, Input, Records, References, Roster
from lacduong_kpi.records.organizations import (
    Organizations,
    build_organizations,
    parent_findings,
)
from lacduong_kpi.records.references import settle_members
from lacduong_kpi.records.sources import RecordSources
from lacduong_kpi.records.stack import Layer
from lacduong_kpi.records.totals import organization_totals, present, table_totals
from lacduong_kpi.records.years import Scored, of_year, settle
from lacduong_kpi.tables.model import Presence
from lacduong_kpi.terms import GONE, Kind
from lacduong_kpi.workbook.model import Unusable


def build_roster(
    gathered: Gathering,
    unusable: Sequence[Unusable] = (),
    *,
    year: int | None = None,
    as_of: date | None = None,
    findings: Sequence[Finding] = (),
) -> Roster:
    """One roster of all that the files tell, in the order in which they are given, with those of
    earlier years that the files hold lists of. `findings` are those of the search for files.

    RosterError: nothing holds a roster, no year is told, or no list is of the year. UsageError:
    `as_of` lies before the year.
    """
    roster = _build(gathered, unusable, year, as_of, findings)
    earlier = (
        _build(gathered, unusable, before, None, ())
        for before in _earlier(gathered.tables, roster.year)
    )
    return replace(roster, earlier=tuple(earlier))


def _earlier(tables: Sequence[TableFacts], year: int) -> list[int]:
    """The earlier years of which there are lists, oldest first."""
    told = {table.year for table in tables if table.presence is Presence.LISTED}
    return sorted(each for each in told if each is not None and each < year)


def _build(
    gathered: Gathering,
    unusable: Sequence[Unusable],
    year: int | None,
    as_of: date | None,
    findings: Sequence[Finding],
) -> Roster:
    tables = gathered.tables
    if not tables:
        raise RosterError(_nothing(gathered.inputs))
    scored, of_years = settle(tables, year, as_of)
    layers = list(gathered.layers(scored.year))
    kinds = {kind: _Kind.of(layers, kind, scored.year) for kind in Kind}
    if not any(kind.lists for kind in kinds.values()):
        if any(kind.sides for kind in kinds.values()):
            raise RosterError(problem("roster.only_about", year=scored.year))
        raise RosterError(problem("roster.other_year", year=scored.year, years=_years(tables)))
    built = _Built(kinds, scored)
    return Roster(
        members=built.finish(built.people),
        organizations=built.finish(built.organizations.records if built.organizations else None),
        residential_units=built.finish(built.units),
        references=built.references,
        year=scored.year,
        year_place=scored.year_place,
        as_of=scored.as_of,
        as_of_place=scored.as_of_place,
        as_of_given=scored.as_of_given,
        inputs=tuple(gathered.inputs),
        unusable=tuple(unusable),
        findings=(
            *findings,
            *gathered.findings,
            *of_years,
            *built.findings,
        ),
        readings=tuple(gathered.readings),
        leavers_known=built.leavers_known,
    )


def _nothing(inputs: Sequence[Input]) -> Problem:
    sheets = sum(len(each.sheets) for each in inputs)
    if len(inputs) == 1:
        return problem("roster.none_in_file", file=inputs[0].path, count=sheets)
    return problem("roster.none_in_files", files=len(inputs), count=sheets)


def _years(tables: Iterable[TableFacts]) -> str:
    return ", ".join(str(year) for year in sorted({table.year for table in tables if table.year}))


@dataclass(frozen=True, slots=True)
class _Kind:
    """The tables of one kind by what they are worth: lists of the scored year, sheets about
    listed records, and tables of other years."""

    lists: list[Layer]
    sides: list[Layer]
    other_years: list[Layer]
    promoted: bool

    @classmethod
    def of(cls, layers: Iterable[Layer], kind: Kind, year: int) -> _Kind:
        mine = [one for one in layers if one.table.kind is kind]
        this_year = [one for one in mine if of_year(one.table, year)]
        lists = [one for one in this_year if one.table.presence is Presence.LISTED]
        sides = [one for one in this_year if one.table.presence is Presence.ABOUT]
        other = [one for one in mine if not of_year(one.table, year)]
        promoted = [] if lists else [one for one in sides if _can_be_list(one)]
        if not promoted:
            return cls(lists, sides, other, promoted=False)
        rest = [one for one in sides if not _can_be_list(one)]
        return cls(promoted, rest, other, promoted=True)


_RESIDENCE_ONLY = frozenset({"residence_introduced", "residence_exemption", "residence_review"})


def _can_be_list(one: Layer) -> bool:
    """A sheet about people may stand for the list that was not given, if it tells more than how
    they keep in touch where they live."""
    told = {field for field, year in one.told if year is not None or field == "kind"}
    return bool(told - _RESIDENCE_ONLY) or one.table.kind is not Kind.MEMBER


class _Built:
    """The records of all kinds and what they say of each other."""

    def __init__(self, kinds: Mapping[Kind, _Kind], scored: Scored) -> None:
        self._scored = scored
        self.findings: list[Finding] = [
            finding("P03", Place(one.table.file, one.table.sheet))
            for kind in kinds.values()
            if kind.promoted
            for one in kind.lists
            if not one.table.inferred
        ]
        self._elsewhere: dict[tuple[int, str], tuple[Place, ...]] = {}
        self.organizations = self._build_organizations(kinds[Kind.ORGANIZATION])
        self.units, unit_branch = self._build_units(kinds[Kind.RESIDENTIAL_UNIT])
        if self.organizations is not None:
            self._elsewhere = derived.put_residential(self.organizations, self.units, unit_branch)
        self.people, branch, grassroots = self._build_members(kinds[Kind.MEMBER])
        parents = self.organizations.parents if self.organizations else []
        self.references = References(
            branch, grassroots, unit_branch, [max(parent, -1) for parent in parents]
        )
        self.leavers_known = self.people is not None and any(
            value in GONE for value in self.people.column("status").freeze().values
        )

    def _build_organizations(self, kind: _Kind) -> Organizations | None:
        if not kind.lists:
            return None
        organizations, findings = build_organizations(kind.lists, kind.sides, kind.other_years)
        records = organizations.records
        years = {year for _, year in records.columns if year is not None} | {self._scored.year}
        findings += check_values(records)
        derived.put_models(records, sorted(years))
        self.findings += [*findings, *parent_findings(organizations)]
        return organizations

    def _build_units(self, kind: _Kind) -> tuple[Assembly | None, list[int]]:
        if not kind.lists:
            return None, []
        built, findings = units.build_units(kind.lists, [*kind.sides, *kind.other_years])
        findings += check_values(built)
        branches, missed = units.settle_branches(built, self.organizations)
        self.findings += [*findings, *missed]
        if self.organizations is not None:
            self.findings += units.difference_findings(built, self.organizations, branches)
        return built, branches

    def _build_members(self, kind: _Kind) -> tuple[Assembly | None, Sequence[int], Sequence[int]]:
        if not kind.lists:
            return None, [], []
        scored = self._scored
        people, findings = build_members(kind.lists, kind.sides, kind.other_years)
        findings += check_values(people)
        findings += check_days(people, scored.year, scored.as_of)
        findings += check_order(people)
        derived.put_standing(people, scored.as_of)
        branch, grassroots, missed = settle_members(people, self.organizations)
        findings += missed
        flags = present(people, scored.as_of)
        findings += table_totals(people, flags)
        if self.organizations is not None:
            findings += organization_totals(self.organizations, people, branch, grassroots, flags)
        self.findings += findings
        return people, branch, grassroots

    def finish(self, built: Assembly | None) -> Records | None:
        """The finished columns of a kind; None where no list of it was given."""
        if built is None:
            return None
        plain, yearly = built.finish()
        elsewhere = self._elsewhere if built.kind is Kind.ORGANIZATION else {}
        return Records(
            kind=built.kind,
            size=built.size,
            plain={name: column.freeze() for name, column in plain.items()},
            yearly={name: _frozen(by_year) for name, by_year in yearly.items()},
            sources=RecordSources(built, elsewhere),
        )


def _frozen(by_year: Mapping[int, Growing]) -> dict[int, Column[FieldValue]]:
    return {year: column.freeze() for year, column in by_year.items()}
