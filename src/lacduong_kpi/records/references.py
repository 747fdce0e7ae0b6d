"""What records name in other records: the branch and grassroots organization of members, the
branch of units. Names become those of the organization's own record."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from lacduong_kpi.column import Unknown, combined, recoded
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.directory import NOBODY, SEVERAL, upwards
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.names import in_small_letters, read_name
from lacduong_kpi.records.organizations import BRANCHES, GRASSROOTS, Organizations, text_of
from lacduong_kpi.records.places import cell_places
from lacduong_kpi.terms import OrganizationKind


@dataclass(frozen=True, slots=True)
class Membership:
    """What one pair of names (branch, grassroots) means: indexes (-1: none) and names."""

    branch: int
    grassroots: int
    branch_name: FieldValue
    grassroots_name: FieldValue
    missed: tuple[str, int] | None = None
    """the field whose name is not among the organizations, and NOBODY or SEVERAL"""


def settle_members(
    people: Assembly, organizations: Organizations | None
) -> tuple[array[int], array[int], list[Finding]]:
    """Finds every member's branch and grassroots organization (indexes, -1 where none is found)
    and writes their names as their own records write them."""
    branches, grassroots = people.column("branch"), people.column("grassroots")
    if organizations is None:
        for column in (branches, grassroots):
            column.map(_one_spelling(column))
        nobody = array("i", [NOBODY]) * people.size
        return nobody, nobody, []
    pairs = combined([branches.codes, grassroots.codes])
    meanings = [
        _membership(organizations, branches.values[one], grassroots.values[other])
        for one, other in pairs.values
    ]
    codes = pairs.codes
    _rename(branches, codes, [one.branch_name for one in meanings])
    _rename(grassroots, codes, [one.grassroots_name for one in meanings])
    branch = _at([one.branch for one in meanings], codes)
    top = _at([one.grassroots for one in meanings], codes)
    return branch, top, list(_missed(people, organizations, codes, meanings))


def _at(indexes: Sequence[int], codes: array[int]) -> array[int]:
    return array("i", list(map(indexes.__getitem__, codes)))


def _membership(
    organizations: Organizations, branch: FieldValue, grassroots: FieldValue
) -> Membership:
    top = _find(organizations, grassroots, NOBODY, GRASSROOTS)
    cell = _find(organizations, branch, top, BRANCHES)
    missed = None
    if cell < 0 and not isinstance(branch, Unknown):
        missed = ("branch", cell)
    elif top < 0 and not isinstance(grassroots, Unknown):
        missed = ("grassroots", top)
    if top < 0 and cell >= 0:
        top = grassroots_of(organizations, cell)
    if isinstance(branch, Unknown) and _is_grassroots_branch(organizations, top):
        cell = top
    return Membership(
        max(cell, NOBODY),
        max(top, NOBODY),
        _name(organizations, cell, branch),
        _name(organizations, top, grassroots),
        missed,
    )


def _is_grassroots_branch(organizations: Organizations, index: int) -> bool:
    kind = organizations.records.value(index, "kind") if index >= 0 else None
    return kind is OrganizationKind.GRASSROOTS_BRANCH


def _find(
    organizations: Organizations,
    name: FieldValue,
    above: int,
    kinds: frozenset[OrganizationKind],
) -> int:
    if isinstance(name, Unknown):
        return NOBODY
    records = organizations.records
    return organizations.directory.find(
        str(name), above, lambda index: records.value(index, "kind") in kinds
    )


def _name(organizations: Organizations, index: int, written: FieldValue) -> FieldValue:
    if index < 0:
        return written
    return text_of(organizations.records, index, "name") or written


def grassroots_of(organizations: Organizations, index: int) -> int:
    """The grassroots organization to which an organization belongs: itself, or the first one
    above it that is one; -1 where the lists do not tell it."""
    for each in upwards(organizations.parents, index):
        if organizations.records.value(each, "kind") in GRASSROOTS:
            return each
    return NOBODY


def _rename(column: Growing, codes: array[int], names: Sequence[FieldValue]) -> None:
    renamed = Growing()
    new = [renamed.code(name) for name in names]
    renamed.codes = recoded(codes, new)
    column.replace(renamed)


def _one_spelling(column: Growing) -> Callable[[FieldValue], FieldValue]:
    """One spelling for all spellings of a name: the first that is not all capitals."""
    best: dict[tuple[str, str], str] = {}
    for value in column.values:
        if isinstance(value, Unknown):
            continue
        text = str(value)
        name = read_name(text)
        known = best.setdefault((name.rank, name.called), text)
        if known.isupper() and not text.isupper():
            best[name.rank, name.called] = text

    best = {name: in_small_letters(text) for name, text in best.items()}

    def spell(value: FieldValue) -> FieldValue:
        if isinstance(value, Unknown):
            return value
        name = read_name(str(value))
        return best[name.rank, name.called]

    return spell


def _missed(
    people: Assembly,
    organizations: Organizations,
    codes: Sequence[int],
    meanings: Sequence[Membership],
) -> Iterable[Finding]:
    """Names that are not among the organizations, with the nearest one that is."""
    bad = {code for code, meaning in enumerate(meanings) if meaning.missed}
    if not bad:
        return
    rows: dict[int, list[int]] = defaultdict(list)
    for record, code in enumerate(codes):
        if code in bad:
            rows[code].append(people.own[record])
    for code, numbers in sorted(rows.items()):
        meaning = meanings[code]
        for field, why in [meaning.missed] if meaning.missed else []:
            name = meaning.branch_name if field == "branch" else meaning.grassroots_name
            places = cell_places(people.rows, numbers, (field, None))
            yield from name_findings(organizations, places, field, str(name), why)


_UNKNOWN_NAME = {"branch": "X06", "grassroots": "X07"}


def name_findings(
    organizations: Organizations,
    places: Iterable[tuple[Place, int]],
    field: str,
    name: str,
    why: int,
    code: str | None = None,
) -> Iterable[Finding]:
    """Findings for a name that means no organization (or several) at some places."""
    near = NOBODY if why == SEVERAL else organizations.directory.nearest(name)
    records = organizations.records
    others = (records.rows.place(records.own[near]),) if near >= 0 else ()
    nearest = text_of(records, near, "name") if near >= 0 else None
    chosen = "X09" if why == SEVERAL else code or _UNKNOWN_NAME[field]
    for place, count in places:
        yield finding(chosen, place, *others, field=field, count=count, nearest=nearest or "")
