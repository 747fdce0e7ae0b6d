"""What holds for several records at once: section rows, surroundings, cells merged downwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lacduong_kpi.findings import Place
from lacduong_kpi.lean import dataclass
from lacduong_kpi.tables.body import Body, Section
from lacduong_kpi.tables.claims import common_context, context
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.lines import line_starts, read_line
from lacduong_kpi.tables.model import Claim, How
from lacduong_kpi.tables.rows import Frame
from lacduong_kpi.tables.shapes import Shape, shape_of_text
from lacduong_kpi.tables.surroundings import Surroundings
from lacduong_kpi.terms import FIELDS, FieldType, Kind, OrganizationKind, Status
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary.listed import value_of
from lacduong_kpi.vocabulary.words import beginning, ditto_codes

Told = tuple[str, Place]
"""a text or value, and where it stands"""

_FIELDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.MEMBER: {
        "branch": "branch",
        "grassroots": "grassroots",
        "status": "status",
        "standing": "standing",
        "rating": "rating",
    },
    Kind.ORGANIZATION: {"grassroots": "parent", "sector": "sector"},
    Kind.RESIDENTIAL_UNIT: {"commune": "commune"},
}
"""what sections and surroundings say -> the field that it tells of the records below"""

_MERGED_DOWN = frozenset(
    {"branch", "grassroots", "commune", "parent", "residential_unit", "sector", "kind"}
)
"""fields whose cells offices merge over a group of rows"""

LEFT = Status.TRANSFERRED_OUT.value
"""what is said of those in a list of leavers of whom nothing says how they left"""
_STANDINGS = frozenset({"standing", "status", "leavers", "outsiders", "rating"})
"""what groups of people are headed by: one such heading ends the one before it"""
_LETTERED = re.compile(r"\(?(?:[IVXL]+|[A-ZĐ])\s*[.)/]?\)?")
_UNIT_WORDS = re.compile(
    r"(?:thôn|tổ dân phố|tdp|buôn|bản|khu phố|ấp|khóm|làng|trường|trạm|công an|quân sự|phòng|hội|công ty|htx"
    r"|hợp tác xã|văn phòng|trung tâm|doanh nghiệp|dn|ubnd|hđnd|mttq|mặt trận|đoàn|ngân hàng|bệnh viện|ban (?!chi|chấp))\b"
)
"""beginnings of what has a branch of its own"""


@dataclass(frozen=True, slots=True)
class Contexts:
    """The claims that hold for groups of records, and the records that are no members."""

    claims: tuple[Claim, ...]
    outsiders: frozenset[int]
    """rows under a section of people who are no members"""
    guessed: tuple[Place, ...] = ()
    """texts that were taken for the branch's name, though nothing says so"""
    groups: tuple[str | None, ...] = ()
    """for each record the kind of organizations that its section gathers, if sections do"""


def contexts(
    grid: Grid, frame: Frame, body: Body, told: Surroundings, claims: Sequence[Claim]
) -> Contexts:
    """What sections and surroundings tell of the records of a table."""
    kind = frame.kind
    facts = dict(told.facts)
    if "leavers" in facts:
        facts.setdefault("status", (LEFT, facts["leavers"][1]))
    sections, guessed = _with_guesses(grid, kind, body.sections, claims)
    if _is_of_unit(kind, facts, sections, claims):
        facts["branch"] = facts["unit"]
        guessed = (facts["unit"][1],)
    if kind is Kind.ORGANIZATION:
        sections = sorted([*sections, *_committees(grid, frame, body)], key=lambda each: each.row)
    if not sections:
        common = [
            _of_year(common_context(field, *facts[said], len(body.rows)), kind, told)
            for said, field in _FIELDS[kind].items()
            if said in facts and body.rows
        ]
        return Contexts(tuple(common), frozenset(), guessed)
    states = _states(grid, body, sections)
    outsiders = frozenset(
        row for row, state in zip(body.rows, states, strict=True) if "outsiders" in state
    )
    kept = [s for row, s in zip(body.rows, states, strict=True) if row not in outsiders]
    found = []
    for said, field in _FIELDS[kind].items():
        values = [_filled(_said(said, state) or facts.get(said)) for state in kept]
        if any(values):
            found.append(_of_year(context(field, values), kind, told))
    groups = tuple(state["group"][0] if "group" in state else None for state in kept)
    return Contexts(tuple(found), outsiders, guessed, groups)


def _of_year(claim: Claim, kind: Kind, told: Surroundings) -> Claim:
    """What sections and titles say of a year is said of the list's own."""
    return replace(claim, year=told.year) if FIELDS[kind][claim.fields[0]].yearly else claim


def _said(said: str, state: Mapping[str, Told]) -> Told | None:
    """What the sections say; under one of people who left that they did, in whatever way."""
    if said == "status" and "status" not in state and "leavers" in state:
        return LEFT, state["leavers"][1]
    return state.get(said)


def _filled(told: Told | None) -> Told | None:
    return told if told and told[0] else None


def _tells_branch(sections: Sequence[Section], claims: Sequence[Claim]) -> bool:
    return any("branch" in claim.fields for claim in claims) or any(
        said == "branch" for each in sections for said, _ in each.line.facts
    )


def _is_of_unit(
    kind: Kind, facts: Mapping[str, Told], sections: Sequence[Section], claims: Sequence[Claim]
) -> bool:
    """Whether a list that nowhere names a branch is headed by a thôn: it is that of its branch."""
    headed = "unit" in facts and "branch" not in facts
    return kind is Kind.MEMBER and headed and not _tells_branch(sections, claims)


def _with_guesses(
    grid: Grid, kind: Kind, sections: Sequence[Section], claims: Sequence[Claim]
) -> tuple[list[Section], tuple[Place, ...]]:
    """In a list without branches, sections that name what has a branch stand for the branches,
    and so do names of places that head other rows in the same column."""
    if kind is not Kind.MEMBER or _tells_branch(sections, claims):
        return list(sections), ()
    found: list[Section] = []
    guessed: list[Place] = []
    units = {each.column for each in sections if _UNIT_WORDS.match(bare(each.line.name))}
    for each in sections:
        name = each.line.name
        if _UNIT_WORDS.match(bare(name)) or (each.column in units and _may_be_place(each)):
            guessed.append(grid.place(each.row, each.column))
            found.append(Section(each.row, each.column, each.line.with_facts((("branch", name),))))
        else:
            found.append(each)
    return found, tuple(guessed)


def _may_be_place(section: Section) -> bool:
    """Whether a heading that tells nothing else reads like the name of a place: `Đạ Blah`."""
    name = section.line.name.rstrip(" 0123456789")
    first = name.partition(" ")[0].casefold()
    return (
        not section.line.facts and shape_of_text(name) is Shape.NAME and first not in line_starts()
    )


def _committees(grid: Grid, frame: Frame, body: Body) -> Iterator[Section]:
    """Records that stand above those below them: committees numbered I, II between branches
    numbered 1, 2. Others that are numbered so have none above them."""
    if frame.number is None:
        return
    for row in body.rows:
        number = grid.text(row, frame.number)
        if number and _LETTERED.fullmatch(number):
            line = read_line(grid.text(row, frame.names[0]))
            name = dict(line.facts).get("grassroots", "")
            yield Section(row - 1, frame.names[0], line.with_facts((("grassroots", ""),)))
            if name:
                yield Section(row, frame.names[0], line.with_facts((("grassroots", name),)))


def _states(grid: Grid, body: Body, sections: Sequence[Section]) -> list[dict[str, Told]]:
    """For each record what the sections above it say. What is said first holds what is said
    within: a new committee ends the branch before it, a new branch does not end the committee."""
    order = list(dict.fromkeys(said for each in sections for said, _ in each.line.facts))
    states: list[dict[str, Told]] = []
    state: dict[str, Told] = {}
    waiting = iter(sections)
    section = next(waiting, None)
    for row in body.rows:
        while section is not None and section.row < row:
            state = _entered(grid, state, section, order)
            section = next(waiting, None)
        states.append(state)
    return states


def _entered(
    grid: Grid, state: dict[str, Told], section: Section, order: Sequence[str]
) -> dict[str, Told]:
    facts = section.line.facts
    if not facts:
        return {said: told for said, told in state.items() if said != "outsiders"}
    outermost = min(order.index(said) for said, _ in facts)
    kept = {said: told for said, told in state.items() if order.index(said) < outermost}
    if not _STANDINGS.isdisjoint(said for said, _ in facts):
        kept = {said: told for said, told in kept.items() if said not in _STANDINGS}
    place = grid.place(section.row, section.column)
    return kept | {said: (value, place) for said, value in facts}


def merged_down(
    grid: Grid, kind: Kind, rows: Sequence[int], height: int, claims: Sequence[Claim]
) -> Iterator[Claim]:
    """The claims, with those on columns whose cells are merged over groups of rows told for every
    row of the group."""
    for claim in claims:
        field = claim.fields[0]
        if claim.how is How.PLAIN and len(claim.sources) == len(claim.fields) == 1:
            column = claim.sources[0].column
            if field in _MERGED_DOWN and _has_groups(grid, column, rows, height):
                told = [_group_value(grid, kind, field, row, column) for row in rows]
                yield context(field, _without_dittos(told))
                continue
        yield claim


def _without_dittos(told: Sequence[Told | None]) -> list[Told | None]:
    """Each text, where it is a ditto mark the one above."""
    found: list[Told | None] = []
    for each in told:
        same = each is not None and found and ditto_codes(each[:1])
        found.append(found[-1] if same else each)
    return found


def _has_groups(grid: Grid, column: int, rows: Sequence[int], height: int) -> bool:
    """Whether a cell of the column is merged over several records."""
    if not rows:
        return False
    starts = frozenset(rows)
    return any(
        area.left <= column <= area.right
        and area.top in starts
        and area.bottom - area.top >= height
        for area in grid.areas(rows[0], rows[-1])
    )


def _group_value(grid: Grid, kind: Kind, field: str, row: int, column: int) -> Told | None:
    area = grid.merged(row, column)
    top, left = (area.top, area.left) if area is not None else (row, column)
    text = grid.text(top, left)
    if text and FIELDS[kind][field].type is FieldType.CHOICE:
        text = value_of(kind, field, bare(text)) or ""
    return (text, grid.place(top, left)) if text else None


def parents_of(grid: Grid, rows: Sequence[int], claims: Sequence[Claim]) -> list[str | None]:
    """The organization above each record as the table tells it: by its column, or by a section."""
    found: list[str | None] = [None] * len(rows)
    for claim in reversed([each for each in claims if each.fields == ("parent",)]):
        for index, row in enumerate(rows):
            if claim.context is not None:
                found[index] = claim.context[index] or found[index]
            for source in claim.sources:
                found[index] = grid.text(row, source.column) or found[index]
    return found


def kinds_by_name(
    grid: Grid,
    rows: Sequence[int],
    column: int,
    parents: Sequence[str | None],
    heading: str,
    groups: Sequence[str | None],
) -> Claim | None:
    """What kind of organization each record is, where no column says so: by its name, by the one
    above it, and by what its section and the list call themselves."""
    heading = bare(heading)
    basic = re.search(r"tổ chức cơ sở đảng|tccsđ|tccs đảng|chi bộ cơ sở", heading) is not None
    below = "trực thuộc" in heading
    peers = any(_COMMITTEE.match(bare(grid.text(row, column))) for row in rows)
    hierarchic = peers and any(parents)
    values: list[Told | None] = []
    for row, parent, group in zip(rows, parents, groups or [None] * len(rows), strict=True):
        name = bare(grid.text(row, column))
        found = _kind_by_name(name)
        if found is None and _BRANCH.match(name):
            gathered = group == OrganizationKind.GRASSROOTS_BRANCH
            under = below or group == OrganizationKind.SUBORDINATE_BRANCH
            found = _kind_of_branch(parent, basic or hierarchic or gathered, under)
        values.append((found.value, grid.place(row, column)) if found else None)
    return context("kind", values) if any(values) else None


_COMMITTEE = re.compile(r"(?:đảng bộ|đảng ủy|đbcs|đucs|đb|đu)\b")
_BRANCH = re.compile(r"(?:chi bộ|cb)\b")


def _kind_by_name(name: str) -> OrganizationKind | None:
    if re.match(r"(?:đảng bộ|đảng ủy|đb|đu) bộ phận|đbbp", name):
        return OrganizationKind.DIVISIONAL_COMMITTEE
    if _COMMITTEE.match(name):
        return OrganizationKind.GRASSROOTS_COMMITTEE
    if re.match(r"chi bộ cơ sở|cbcs\b", name):
        return OrganizationKind.GRASSROOTS_BRANCH
    return OrganizationKind.SUBORDINATE_BRANCH if re.match(r"chi bộ trực thuộc", name) else None


def _kind_of_branch(parent: str | None, basic: bool, below: bool) -> OrganizationKind | None:
    """A branch under a committee is subordinate; one under the district's, or beside committees
    in a list of grassroots organizations, is a grassroots branch."""
    if parent:
        upper = beginning("upper", bare(parent)) is not None
        return OrganizationKind.GRASSROOTS_BRANCH if upper else OrganizationKind.SUBORDINATE_BRANCH
    if basic:
        return OrganizationKind.GRASSROOTS_BRANCH
    return OrganizationKind.SUBORDINATE_BRANCH if below else None
