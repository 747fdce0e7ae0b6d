"""Districts written as an office would into a workbook, and read again: the whole way from cells
to verdicts against the oracle."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import openpyxl

import districts
import oracle
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.records.building import build_roster
from lacduong_kpi.records.extract import extract
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.model import Roster
from lacduong_kpi.reports.words import header_word
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language, knows, say
from lacduong_kpi.workbook.read import read_workbook
from oracle import District, Record

NAMES = {
    "O0": "Suối Vàng",
    "O1": "Hoa Mai",
    "O2": "Lang Biang",
    "O3": "Đạ Nghịt",
    "O4": "Đưng Trang",
    "Đảng bộ X": "Liêng Bông",
    "Đảng bộ Y": "Păng Tiêng",
}
PEOPLE = ["Cil Yến", "Đỗ Thị Hoa", "Lê Văn Nam", "Liêng Hót Ha", "Phạm Quốc Bảo", "Trần Minh",
          "Vũ Thu Hà"]  # fmt: skip
UNREADABLE = "???"
WORDS = {"yes": "Có", "no": "Không"}
NOT_TOLD = {"status": "active", "residence_exemption": "none"}
"""what a blank means in a column that never says it"""


def differences(seed: int, plan: Plan) -> Iterator[str]:
    """Where the program, reading the workbook of a district, and the oracle do not agree."""
    found = as_written(districts.district(seed))
    if found.members is found.organizations is found.units is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "danh-sach.xlsx")
        _write(found, path)
        roster = build_roster(
            Gathering([extract(read_workbook(path))]), year=found.year, as_of=found.as_of
        )
    yield from compared(as_read(found), roster, plan)


def compared(found: District, roster: Roster, plan: Plan) -> Iterator[str]:
    """The addresses of cells are those of the workbook, and not compared here."""
    for each in districts.differences_of(found, assess(roster, plan)):
        if "deciding cells" not in each and not each.startswith("cause of"):
            yield each


# ---- what of a district can be written, and what it says then ------------------------------------


def as_written(found: District) -> District:
    """The same with real names; contradictions, which one list cannot have, are unreadable, and so
    are admissions years ahead."""
    organizations = _each(found.organizations, "organizations")
    whole = _changed(found, None, organizations, _each(found.units, "units"))
    members = _each(found.members, "members")
    if members is not None:
        whole.members = [_member(each, whole) for each in members]
    return whole


def as_read(found: District) -> District:
    """What blanks and missing columns say by the rules of reading."""
    organizations = found.organizations and [
        _with_sector(each, found) for each in found.organizations
    ]
    return _changed(found, _ordinary(found.members), organizations, _with_branch_kinds(found.units))


def _changed(found: District, *lists: list[Record] | None) -> District:
    members, organizations, units = lists
    return District(found.year, found.as_of, members, organizations, units)


def _each(records: list[Record] | None, of: str) -> list[Record] | None:
    if records is None:
        return None
    return [_named(record, number, of) for number, record in enumerate(records)]


def _ordinary(members: list[Record] | None) -> list[Record] | None:
    """Blanks of a column that never says its ordinary word mean that word."""
    for field, ordinary in NOT_TOLD.items():
        if members and ordinary not in {each.get(field) for each in members}:
            members = [
                each | ({field: ordinary} if each.get(field) == "" else {}) for each in members
            ]
    return members


def _with_sector(org: Record, found: District) -> Record:
    """Where no sector is given a branch of a unit is residential; a committee is no branch."""
    given = org.get("sector") not in oracle.ABSENT or str(org.get("kind")).endswith("_committee")
    named = org["name"] in [unit.get("branch") for unit in found.units or []]
    unit = org.get("residential_unit") not in oracle.ABSENT
    return org if given or not (named or unit) else org | {"sector": "residential"}


def _named(record: Record, number: int, of: str) -> Record:
    found = {name: "?" if text == "!" else text for name, text in record.items()}
    for field in ("name", "branch", "grassroots", "parent"):
        if field in found:
            found[field] = NAMES.get(found[field], found[field])
    if found.get("residential_unit") == "Thôn 1":
        found["residential_unit"] = "Tổ dân phố Đăng Gia"  # one that no list has
    if of == "members":
        found["full_name"] = PEOPLE[number]
    if of == "organizations" and found["parent"] in list(NAMES.values())[number:5]:
        found["parent"] = ""  # no rings: that a list has them is for other tests
    return found


def _member(record: Record, found: District) -> Record:
    """A column for the grassroots organization has an entry in every row, since a blank would say
    that it is the one above, and one that fits the branch, if that is listed."""
    changed = {}
    if "admitted_on" not in record:  # else it would be no list of members
        changed["admitted_on"] = "2010-05-19"
    named = oracle.named(found, record.get("grassroots"))
    fits = named is None or named.get("kind") in oracle.KINDS[:2]
    if oracle.named(found, record.get("branch")) or not (record.get("grassroots") and fits):
        owner = oracle.owner_of(found, "members", record | {"grassroots": ""})
        changed["grassroots"] = owner or NAMES["Đảng bộ Y"]
    if record.get("admitted_on", "")[:4] > str(found.year + 1):
        changed["admitted_on"] = "?"
    return record | changed


def _with_branch_kinds(units: list[Record] | None) -> list[Record] | None:
    """Without the column a branch that one unit names is its own, one of several is joint."""
    if not units or "branch_kind" in units[0]:
        return units
    counts = Counter(unit["branch"] for unit in units)
    kinds = {name: "own" if count == 1 else "joint" for name, count in counts.items() if name}
    return [unit | {"branch_kind": kinds.get(unit["branch"], "")} for unit in units]


# ---- the workbook -------------------------------------------------------------------------------


def _write(found: District, path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for kind, title, records, fields in (
        (Kind.MEMBER, "Đảng viên", found.members, ["full_name", *districts.MEMBER]),
        (Kind.ORGANIZATION, "Tổ chức", found.organizations, ["name", *districts.ORGANIZATION]),
        (Kind.RESIDENTIAL_UNIT, "Thôn", found.units, ["name", *districts.UNIT]),
    ):
        if records is not None:
            sheet = book.create_sheet(title)
            for row in _rows(kind, records, fields):
                sheet.append(row)
    book.save(path)


def _rows(kind: Kind, records: Sequence[Record], fields: Sequence[str]) -> Iterator[list[object]]:
    told = [name for name in fields if not records or any(name in each for each in records)]
    yield ["TT", *(header_word(name, kind) for name in told)]
    for number, record in enumerate(records, 1):
        yield [number, *(_cell(name, record.get(name, "")) for name in told)]


def _cell(field: str, text: str) -> str | None:
    if text == "":
        return None
    if text == "?":
        return UNREADABLE
    if field in oracle.DATES:
        return "/".join(reversed(text.split("-")))
    key = f"terms.value.{field}.{text}"
    return say(Language.VI, key) if knows(Language.VI, key) else WORDS.get(text, text)
