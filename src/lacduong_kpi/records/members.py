"""The members: lists joined to persons, sheets about them linked, ordinary values put in.

One person is one record. Lists of the scored year make records; lists of other years give only
year-bound values; sheets about people listed elsewhere give what they tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.linking import Linker, Missed
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.records.names import same_organization
from lacduong_kpi.records.persons import Identity, find_people
from lacduong_kpi.records.places import row_findings
from lacduong_kpi.records.stack import Key, Layer
from lacduong_kpi.terms import FIELDS, GONE, Kind, ResidenceExemption, Status

ORDINARY: dict[str, FieldValue] = {
    "status": Status.ACTIVE,
    "residence_exemption": ResidenceExemption.NONE,
}
"""What a blank means where nobody writes the ordinary value."""


def build_members(
    lists: Sequence[Layer], sides: Sequence[Layer], other_years: Sequence[Layer]
) -> tuple[Assembly, list[Finding]]:
    """The persons of the lists. `sides` tell about them, `other_years` only year-bound values."""
    people = Assembly(Kind.MEMBER, lists, [*sides, *other_years])
    found = find_people(_identity(people))
    findings = [*_clashes(people, found.clashes), *_probable(people, found.probable)]
    if found.groups:
        moves = _moves(people, found.groups)
        findings += [_move_finding(people, move) for move in moves]
        people.group(found.groups, {row: _MOVED for move in moves for row in move.left})
        here = [people.record_of(move.stayed[0]) for move in moves]
        people.column("transferred_in_on").set(here, Unknown.BLANK)
    if sides or other_years:
        findings += _link(people, sides, other_years)
    _put_ordinary(people)
    findings += people.contradiction_findings("X03")
    return people, findings


def _identity(people: Assembly) -> Identity:
    return Identity(
        names=people.column("full_name"),
        cards=people.column("card_number"),
        ids=people.column("personal_id"),
        births=people.column("date_of_birth"),
        admissions=people.column("admitted_on"),
    )


def _clashes(people: Assembly, clashes: Iterable[tuple[int, ...]]) -> Iterable[Finding]:
    for rows in clashes:
        places = [_number_cell(people, row) for row in rows[:MOST_PLACES]]
        yield finding("X02", *places, field="card_number")


def _number_cell(people: Assembly, row: int) -> Place:
    cells = people.rows.cells(row, ("card_number", None))
    cells = cells or people.rows.cells(row, ("personal_id", None))
    return cells[0] if cells else people.rows.place(row)


def _probable(people: Assembly, groups: Iterable[tuple[int, ...]]) -> Iterable[Finding]:
    for rows in groups:
        places = [people.rows.place(row) for row in rows[:MOST_PLACES]]
        yield finding("X01", *places, field="full_name")


MOST_PLACES = 100
"""of one finding; more people under one number or name are a column of something else"""


@dataclass(frozen=True, slots=True)
class _Move:
    """A person who left one list for another one of the same Party committee."""

    stayed: tuple[int, ...]
    left: tuple[int, ...]


_MOVED = frozenset({"status", "left_on", "transferred_in_on", "branch", "grassroots"})
"""what the row that was left behind tells no longer"""


def _moves(people: Assembly, groups: list[tuple[int, ...]]) -> list[_Move]:
    """Finds the moves and puts the row of the list that was left behind the others."""
    moves: list[_Move] = []
    for at, rows in enumerate(groups):
        left = tuple(row for row in rows if people.value(row, "status") is Status.TRANSFERRED_OUT)
        stayed = tuple(row for row in rows if people.value(row, "status") not in GONE)
        if left and stayed and all(_moved(people, one, stayed) for one in left):
            moves.append(_Move(stayed, left))
            groups[at] = (*stayed, *(row for row in rows if row not in stayed))
    return moves


def _moved(people: Assembly, left: int, stayed: Sequence[int]) -> bool:
    """Whether one of the other rows shows that the person came there."""
    return any(_came(people, left, row) or _other_branch(people, left, row) for row in stayed)


def _came(people: Assembly, left: int, row: int) -> bool:
    gone, came = people.value(left, "left_on"), people.value(row, "transferred_in_on")
    if not isinstance(came, DateSpan):
        return False
    return not isinstance(gone, DateSpan) or came.last >= gone.first


def _other_branch(people: Assembly, left: int, row: int) -> bool:
    one, other = people.value(left, "branch"), people.value(row, "branch")
    if isinstance(one, Unknown) or isinstance(other, Unknown):
        return False
    return not same_organization(str(one), str(other))


def _move_finding(people: Assembly, move: _Move) -> Finding:
    return finding("X08", people.rows.place(move.stayed[0]), people.rows.place(move.left[0]))


def _is_yearly(key: Key) -> bool:
    return FIELDS[Kind.MEMBER][key[0]].yearly


def _link(people: Assembly, sides: Sequence[Layer], other_years: Sequence[Layer]) -> list[Finding]:
    """Takes over what rows tell about people who are listed; strangers on a sheet of the scored
    year are findings, those of other years may have left since."""
    findings: list[Finding] = []
    linker = Linker(people)
    first = len(people.lists)
    for number, layer in enumerate(sides, first):
        linked = linker.link(layer)
        people.blend(number, linked.pairs, lambda key: True)
        for code, why in (("X04", Missed.NOBODY), ("X05", Missed.SEVERAL)):
            rows = [row for row, reason in linked.missed if reason is why]
            findings += row_findings(code, layer, rows, "full_name")
    for number, layer in enumerate(other_years, first + len(sides)):
        people.blend(number, linker.link(layer).pairs, _is_yearly)
    return findings


def _put_ordinary(people: Assembly) -> None:
    """The ordinary status and exemption where nothing is written and nobody writes it there."""
    for field, value in ORDINARY.items():
        column = people.column(field)
        if all(field in layer.table.ordinary for layer in people.lists):
            column.map(partial(_ordinary, value))
            continue
        silent = {code for code, old in enumerate(column.values) if _is_open(old)}
        records = [record for record, code in enumerate(column.codes) if code in silent]
        column.set([one for one in records if _takes_ordinary(people, one, field)], value)


def _ordinary(value: FieldValue, old: FieldValue) -> FieldValue:
    return value if _is_open(old) else old


def _takes_ordinary(people: Assembly, record: int, field: str) -> bool:
    layer, _ = people.rows.locate(people.own[record])
    return field in layer.table.ordinary


def _is_open(value: FieldValue) -> bool:
    return value is Unknown.BLANK or value is Unknown.NO_COLUMN
