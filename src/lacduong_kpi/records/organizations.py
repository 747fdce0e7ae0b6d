"""The organizations: one record each, whatever lists they stand on, and who stands above whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Finding, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.directory import NOBODY, SEVERAL, Directory
from lacduong_kpi.records.names import Rank, read_name, read_names
from lacduong_kpi.records.places import row_findings
from lacduong_kpi.records.stack import Key, Layer
from lacduong_kpi.terms import FIELDS, Kind, OrganizationKind

COMMITTEES = frozenset(
    {OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.DIVISIONAL_COMMITTEE}
)
GRASSROOTS = frozenset({OrganizationKind.GRASSROOTS_COMMITTEE, OrganizationKind.GRASSROOTS_BRANCH})
BRANCHES = frozenset({OrganizationKind.GRASSROOTS_BRANCH, OrganizationKind.SUBORDINATE_BRANCH})


@dataclass(frozen=True, slots=True)
class Organizations:
    """The records, the names among them, and for each the index of the one above (-1: none)."""

    records: Assembly
    directory: Directory
    parents: list[int]


def build_organizations(
    lists: Sequence[Layer], sides: Sequence[Layer], other_years: Sequence[Layer]
) -> tuple[Organizations, list[Finding]]:
    """The organizations of the lists. `sides` tell about them, `other_years` only year-bound
    values."""
    records = Assembly(Kind.ORGANIZATION, lists, [*sides, *other_years])
    groups, findings = _groups(records)
    records.group(groups, {})
    first = Directory(_names(records))
    parents = _parents(records, first)
    directory = Directory(first.names, parents)
    if sides or other_years:
        findings += _link(records, directory, sides, other_years)
    findings += records.contradiction_findings("O01")
    return Organizations(records, directory, parents), findings


def text_of(records: Assembly, index: int, field: str) -> str | None:
    """A text of a record, None where it is unknown."""
    value = records.value(index, field)
    return None if isinstance(value, Unknown) else str(value)


def is_inferred(records: Assembly, index: int, field: str) -> bool:
    """Whether a field of a record comes from no cell of its own."""
    layer, _ = records.rows.locate(records.own[index])
    return field in layer.table.inferred


def _names(records: Assembly) -> list[str | None]:
    column = records.column("name")
    texts = [None if isinstance(value, Unknown) else str(value) for value in column.values]
    return [texts[code] for code in column.codes]


def _groups(records: Assembly) -> tuple[list[tuple[int, ...]], list[Finding]]:
    """The rows of each organization: the same name under the same parent."""
    by_name: dict[tuple[Rank, str] | int, list[int]] = defaultdict(list)
    names = _names(records)
    read_names([name for name in names if name])
    for row, name in enumerate(names):
        read = read_name(name) if name else None
        by_name[(read.rank, read.called) if read else row].append(row)
    groups: list[tuple[int, ...]] = []
    findings: list[Finding] = []
    for rows in by_name.values():
        parted = _by_parent(records, rows)
        groups += parted
        findings += _unclear_doubles(records, parted)
    return sorted(groups), findings


def _by_parent(records: Assembly, rows: Sequence[int]) -> list[tuple[int, ...]]:
    """Rows of one name by parent; rows without one join where there is but one parent."""
    if len(rows) == 1:
        return [tuple(rows)]
    groups: dict[str, list[int]] = defaultdict(list)
    orphans: list[int] = []
    for row in rows:
        parent = text_of(records, row, "parent")
        if parent is None:
            orphans.append(row)
        else:
            groups[read_name(parent).called].append(row)
    if len(groups) > 1:
        return [tuple(group) for group in groups.values()] + [(row,) for row in orphans]
    return [tuple(sorted([*(row for group in groups.values() for row in group), *orphans]))]


def _unclear_doubles(records: Assembly, parted: Sequence[tuple[int, ...]]) -> Iterable[Finding]:
    """Namesakes of which one says no parent: it may be any of the others."""
    orphans = [
        rows[0]
        for rows in parted
        if len(parted) > 1 and text_of(records, rows[0], "parent") is None
    ]
    for row in orphans:
        others = [records.rows.place(rows[0]) for rows in parted if rows[0] != row]
        yield finding("O02", records.rows.place(row), *others, field="parent")


def _parents(records: Assembly, directory: Directory) -> list[int]:
    """For each record the index of the organization above, NOBODY or SEVERAL."""
    named = records.column("parent")
    found = [
        NOBODY
        if isinstance(name, Unknown)
        else directory.find(str(name), suits=lambda other: _is_committee(records, other))
        for name in named.values
    ]
    return [
        NOBODY if found[code] == index else found[code] for index, code in enumerate(named.codes)
    ]


def _is_committee(records: Assembly, index: int) -> bool:
    return records.value(index, "kind") in COMMITTEES


def parent_findings(organizations: Organizations) -> Iterable[Finding]:
    """Branches whose parent is not among the organizations, or is one of several."""
    records = organizations.records
    for index, parent in enumerate(organizations.parents):
        name = text_of(records, index, "parent")
        if parent >= 0 or name is None or records.value(index, "kind") in GRASSROOTS:
            continue
        if is_inferred(records, index, "parent"):
            continue
        cells = records.rows.cells(records.own[index], ("parent", None))
        place = cells[0] if cells else records.rows.place(records.own[index])
        if parent == SEVERAL:
            yield finding("O04", place, field="parent")
            continue
        near = organizations.directory.nearest(name)
        if near < 0:
            yield finding("O03", place, field="parent")
        else:
            yield finding("O03", place, records.rows.place(records.own[near]), field="parent")


def _link(
    records: Assembly, directory: Directory, sides: Sequence[Layer], other_years: Sequence[Layer]
) -> list[Finding]:
    """Takes over what sheets tell about organizations that are listed elsewhere."""
    findings: list[Finding] = []
    for number, layer in enumerate([*sides, *other_years], len(records.lists)):
        this_year = number < len(records.lists) + len(sides)
        start = records.rows.start(number)
        pairs: list[tuple[int, int]] = []
        strangers: list[int] = []
        for row in range(len(layer)):
            found = _listed(records, directory, start + row)
            if found >= 0:
                pairs.append((row, found))
            else:
                strangers.append(row)
        records.blend(number, pairs, _any_key if this_year else _is_yearly)
        if this_year:
            findings += row_findings("O05", layer, strangers, "name")
    return findings


def _listed(records: Assembly, directory: Directory, row: int) -> int:
    name = records.told_value(row, ("name", None))
    if isinstance(name, Unknown):
        return NOBODY
    parent = records.told_value(row, ("parent", None))
    above = NOBODY if isinstance(parent, Unknown) else directory.find(str(parent))
    return directory.find(str(name), above)


def _any_key(key: Key) -> bool:
    return True


def _is_yearly(key: Key) -> bool:
    return FIELDS[Kind.ORGANIZATION][key[0]].yearly
