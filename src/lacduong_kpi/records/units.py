"""The residential units: one record each, the branch they name, and which kind of branch it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Finding, finding
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.directory import NOBODY, Directory
from lacduong_kpi.records.names import read_name, read_names, same_organization
from lacduong_kpi.records.organizations import BRANCHES, Organizations, is_inferred, text_of
from lacduong_kpi.records.places import cell_places, row_findings
from lacduong_kpi.records.references import name_findings
from lacduong_kpi.records.stack import Layer
from lacduong_kpi.terms import BranchKind, Kind


def build_units(lists: Sequence[Layer], sides: Sequence[Layer]) -> tuple[Assembly, list[Finding]]:
    """The units of the lists: the same name in the same commune is one unit."""
    units = Assembly(Kind.RESIDENTIAL_UNIT, lists, sides)
    units.group(_groups(units), {})
    findings = _link(units, sides) if sides else []
    return units, [*findings, *units.contradiction_findings("O01")]


def _groups(units: Assembly) -> list[tuple[int, ...]]:
    groups: dict[tuple[str, str] | int, list[int]] = defaultdict(list)
    names = [text_of(units, row, "name") for row in range(units.size)]
    read_names([name for name in names if name])
    for row, name in enumerate(names):
        commune = text_of(units, row, "commune")
        key = (read_name(name).called, read_name(commune or "").called) if name else row
        groups[key].append(row)
    return [tuple(rows) for rows in groups.values()]


def _link(units: Assembly, sides: Sequence[Layer]) -> list[Finding]:
    directory = Directory([text_of(units, index, "name") for index in range(units.size)])
    findings: list[Finding] = []
    for number, layer in enumerate(sides, len(units.lists)):
        start = units.rows.start(number)
        pairs: list[tuple[int, int]] = []
        strangers: list[int] = []
        for row in range(len(layer)):
            name = units.told_value(start + row, ("name", None))
            found = NOBODY if isinstance(name, Unknown) else directory.find(str(name))
            pairs += [(row, found)] if found >= 0 else []
            strangers += [row] if found < 0 else []
        units.blend(number, pairs, lambda key: True)
        findings += row_findings("O05", layer, strangers, "name")
    return findings


MOST_NAMESAKES = 50
"""units of one name among which the commune is looked at; no district has so many"""


def settle_branches(
    units: Assembly, organizations: Organizations | None
) -> tuple[list[int], list[Finding]]:
    """The index of each unit's branch (-1: none is found), and its kind where no column tells
    it: a branch that one unit names is its own, one that several name is joint."""
    found = [NOBODY] * units.size
    findings: list[Finding] = []
    if organizations is not None:
        found = _branches(units, organizations)
        findings += _unknown_branches(units, organizations, found)
    _put_kinds(units, found)
    if organizations is not None:
        found = _by_unit_name(units, organizations, found)
    return [max(index, NOBODY) for index in found], findings


def _branches(units: Assembly, organizations: Organizations) -> list[int]:
    """The branch that each unit names, NOBODY or SEVERAL."""
    directory, records = organizations.directory, organizations.records
    communes = units.column("commune")
    above = [
        NOBODY if isinstance(value, Unknown) else directory.find(str(value))
        for value in communes.values
    ]
    named = units.column("branch")
    found: list[int] = []
    for code, commune in zip(named.codes, communes.codes, strict=True):
        name = named.values[code]
        found.append(
            NOBODY
            if isinstance(name, Unknown)
            else directory.find(
                str(name), above[commune], lambda other: records.value(other, "kind") in BRANCHES
            )
        )
    return found


def _by_unit_name(units: Assembly, organizations: Organizations, found: Sequence[int]) -> list[int]:
    """The branches found, and for units that name none the one that says it is the unit's."""
    records = organizations.records
    of_unit: dict[str, list[int]] = defaultdict(list)
    for index in range(records.size):
        unit = text_of(records, index, "residential_unit")
        if unit is not None:
            of_unit[read_name(unit).called].append(index)
    return [
        branch
        if branch >= 0 or text_of(units, index, "branch") is not None
        else _only_branch(units, organizations, index, of_unit)
        for index, branch in enumerate(found)
    ]


def _only_branch(
    units: Assembly, organizations: Organizations, index: int, of_unit: Mapping[str, list[int]]
) -> int:
    """The one branch of a unit's name in its commune."""
    name, commune = text_of(units, index, "name"), text_of(units, index, "commune")
    branches = of_unit.get(read_name(name).called, []) if name else []
    if commune is not None and 1 < len(branches) <= MOST_NAMESAKES:
        branches = [
            branch
            for branch in branches
            if same_organization(commune, text_of(organizations.records, branch, "parent") or "")
        ]
    return branches[0] if len(branches) == 1 else NOBODY


def _unknown_branches(
    units: Assembly, organizations: Organizations, found: Sequence[int]
) -> Iterable[Finding]:
    for index, branch in enumerate(found):
        name = text_of(units, index, "branch")
        if branch < 0 and name is not None:
            places = cell_places(units.rows, [units.own[index]], ("branch", None))
            yield from name_findings(organizations, places, "branch", name, branch, "O06")


def _put_kinds(units: Assembly, found: Sequence[int]) -> None:
    kinds = units.column("branch_kind")
    named = [_named(units, found, index) for index in range(units.size)]
    times = Counter(name for name in named if name is not None)
    for index, name in enumerate(named):
        if units.value(index, "branch_kind") is not Unknown.NO_COLUMN:
            continue
        if name is not None:
            kinds.set([index], BranchKind.OWN if times[name] == 1 else BranchKind.JOINT)
        elif units.value(index, "branch") is not Unknown.NO_COLUMN:
            kinds.set([index], units.value(index, "branch"))


def _named(units: Assembly, found: Sequence[int], index: int) -> object | None:
    """What tells one branch from another: its record, else its name and the unit's commune."""
    if found[index] >= 0:
        return found[index]
    name = text_of(units, index, "branch")
    if name is None:
        return None
    commune = text_of(units, index, "commune")
    return read_name(name).loose, read_name(commune or "").called


def difference_findings(
    units: Assembly, organizations: Organizations, branches: Sequence[int]
) -> Iterable[Finding]:
    """Branches of thôn, tổ dân phố that no unit names. They change nothing in the numbers."""
    named = set(branches)
    records = organizations.records
    for index in range(records.size):
        unit = text_of(records, index, "residential_unit")
        if (
            unit is not None
            and index not in named
            and not is_inferred(records, index, "residential_unit")
        ):
            cells = records.rows.cells(records.own[index], ("residential_unit", None))
            place = cells[0] if cells else records.rows.place(records.own[index])
            yield finding("O07", place, field="residential_unit")
