"""An independent judge of small districts: every completion of every unknown cell, one by one.

Written from the rules of scoring alone, in plain Python over text cells; it shares no code with
the program. Slow on purpose: nothing here is clever.

A record is a dict of cells as text: `""` blank, `"?"` unreadable, `"!"` contradicting, a missing
key where there is no such column. Dates are `2019`, `2019-03` or `2019-03-02`.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product

Record = dict[str, str]
Outcome = tuple[int, int]

UNKNOWN = ("", "?", "!", None)
ABSENT = ("", None)
STATUSES = [
    "active",
    "exempt",
    "suspended",
    "away",
    "transferred_out",
    "deceased",
    "expelled",
    "struck_off",
    "resigned",
]
GONE = STATUSES[4:]
OCCUPATIONS = [
    "official_employee",
    "armed_forces",
    "worker",
    "farmer",
    "private_owner",
    "business_manager",
    "student",
    "retired",
    "other",
]
RATINGS = ["excellent", "good", "completed", "failed", "not_rated"]
KINDS = ["grassroots_committee", "grassroots_branch", "divisional_committee", "subordinate_branch"]
SECTORS = [
    "commune",
    "ward",
    "township",
    "party_agency",
    "state_agency",
    "public_service_unit",
    "non_public_service_unit",
    "military",
    "police",
    "state_enterprise",
    "private_enterprise",
    "cooperative",
    "residential",
    "other",
]
EXEMPTIONS = ["none", "not_introduced", "no_activity"]
REVIEWS = ["exemplary", "not_exemplary"]
BRANCH_KINDS = ["own", "joint", "none"]
FLAGS = ("yes", "no")
TERMS = ((date(2020, 7, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2030, 6, 30)))

CHOICES: dict[str, Iterable[str]] = {
    "status": STATUSES,
    "occupation": OCCUPATIONS,
    "rating": RATINGS,
    "kind": KINDS,
    "sector": SECTORS,
    "residence_exemption": EXEMPTIONS,
    "residence_review": REVIEWS,
    "branch_kind": BRANCH_KINDS,
    "working": FLAGS,
    "residence_introduced": FLAGS,
    "pledge": FLAGS,
    "has_committee": FLAGS,
    "regulations_followed": FLAGS,
    "inspection_programme": FLAGS,
    "new_model": FLAGS,
    "new_model_recognised": FLAGS,
}
EVENTS = ("left_on", "transferred_in_on", "dissolved_on")
DATES = ("admitted_on", "official_on", "founded_on", *EVENTS)


@dataclass
class District:
    """`None` for a kind: there is no roster of it."""

    year: int
    as_of: date
    members: list[Record] | None = None
    organizations: list[Record] | None = None
    units: list[Record] | None = None
    _days: list[date] = field(default_factory=list)
    _tried: dict[tuple[int, int], Possible] = field(default_factory=dict)

    @property
    def state_date(self) -> date:
        return min(self.as_of, date(self.year, 12, 31))

    @property
    def term(self) -> tuple[date, date] | None:
        return next((each for each in TERMS if each[0] <= self.state_date <= each[1]), None)

    @property
    def days(self) -> list[date]:
        """Days enough to show every order: the first two, the middle and the last of the months in
        which something begins or ends, and those around the as-of date."""
        if not self._days:
            found = {self.as_of + timedelta(days=each) for each in (-1, 0, 1)}
            months = [(2020, 6), (2020, 7), (2025, 6), (2025, 7)]
            for year in (self.year - 1, self.year, self.year + 1):
                months += [(year, month) for month in (1, 6, 7, 12)]
            for year, month in months:
                last = calendar.monthrange(year, month)[1]
                found |= {date(year, month, day) for day in (1, 2, 15, last)}
            self._days = sorted(found | {date(2010, 1, 1), date(2010, 1, 2)})
        return self._days


def completions_of(district: District, record: Record, name: str) -> list[object]:
    """All that one cell can turn out to be."""
    text = record.get(name)
    if name in CHOICES:
        return _choices(name, text)
    if name == "left_on" and record.get("status", "active") in STATUSES[:4]:
        return [None]
    days = [*district.days, *_near(record)]
    if name in EVENTS and text in ABSENT and name != "left_on":
        return [None]
    if text in UNKNOWN:
        return sorted({day for day in days if day <= _latest(district, name)})
    first, last = _span(str(text))
    return sorted({day for day in days if first <= day <= last})


def _latest(district: District, name: str) -> date:
    """Until when an event of which the day is not known can have been."""
    latest = {"left_on": district.as_of}
    for each in ("admitted_on", "founded_on"):
        latest[each] = district.state_date
    return latest.get(name, date.max)


def _near(record: Record) -> Iterator[date]:
    """Days at both ends of every date that the record tells: another one can lie before or after."""
    for name in DATES:
        if record.get(name) not in UNKNOWN:
            first, last = _span(str(record[name]))
            for day in (first, last):
                yield from (day + timedelta(days=each) for each in (-1, 0, 1))


def _choices(name: str, text: str | None) -> list[object]:
    if text is None and name == "status":
        return ["active"]
    if text is None and name == "residence_exemption":
        return ["none"]
    return list(CHOICES[name]) if text in UNKNOWN else [text]


def _span(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(*parts, calendar.monthrange(*parts)[1])
    return date(*parts), date(*parts)


class Filled(dict[str, object]):
    """One completion of a record; `cell` is what stands in the roster."""

    def __init__(self, values: dict[str, object], cell: Record) -> None:
        super().__init__(values)
        self.cell = cell

    def known(self, name: str) -> bool:
        return self.cell.get(name) not in UNKNOWN


def fillings(district: District, record: Record, names: Iterable[str]) -> Iterator[Filled]:
    """All completions of the cells that matter."""
    names = list(names)
    choices = [completions_of(district, record, name) for name in names]
    for values in product(*choices):
        yield Filled(dict(zip(names, values, strict=True)), record)


# ---- what the rules say of one completed record -------------------------------------------------

PRESENCE = ("admitted_on", "transferred_in_on", "status", "left_on")


def on_list(member: Filled, day: date) -> bool:
    come = member["transferred_in_on"]
    if member["admitted_on"] > day or (come is not None and come > day):
        return False
    return not (member["status"] in GONE and member["left_on"] <= day)


def exists(organization: Filled, day: date) -> bool:
    dissolved = organization["dissolved_on"]
    return organization["founded_on"] <= day and not (dissolved is not None and dissolved <= day)


def admitted_here(member: Filled) -> bool:
    come = member["transferred_in_on"]
    return not (come is not None and member["admitted_on"] <= come)


Placed = tuple[Outcome, str | None]
"""The outcome, and the reason under which a record of the population is excluded; `""`: it is
inside; None: it is not in the population."""


def share(population: bool, reasons: Iterable[tuple[str, bool]], numerator: bool) -> Placed:
    if not population:
        return (0, 0), None
    for reason, holds in reasons:
        if holds:
            return (0, 0), reason
    return (1, int(numerator)), ""


@dataclass(frozen=True)
class Measure:
    """One measure: over which records, which cells matter, and where a completion stands."""

    of: str
    fields: tuple[str, ...]
    place: Callable[[District, Filled], Placed]
    reasons: tuple[str, ...]
    kind: str
    goal: tuple[str, Fraction, Fraction | None]
    """at_least, more_than or count; the threshold; what surpasses it"""
    due: Callable[[District], date | None]


def _year_end(district: District) -> date:
    return date(district.year, 12, 31)


def _term_end(district: District) -> date | None:
    return district.term[1] if district.term else None


PARTY_KINDS = ("grassroots_committee", "grassroots_branch", "subordinate_branch")
NEW = "mới thành lập trong năm, chưa nhận xét"


def _followed(name: str) -> Callable[[District, Filled], Placed]:
    def place(district: District, org: Filled) -> Placed:
        founded = org["founded_on"]
        new = date(district.year, 1, 1) <= founded <= district.state_date
        population = exists(org, district.state_date) and org["kind"] in PARTY_KINDS
        return share(population, [("new", new and not org.known(name))], org[name] == "yes")

    return place


def _a3(district: District, org: Filled) -> Placed:
    new = date(district.year, 1, 1) <= org["founded_on"] <= district.state_date
    population = exists(org, district.state_date) and org["kind"] in PARTY_KINDS[:2]
    reasons = [
        ("forces", org["sector"] in ("military", "police")),
        ("new", new and not org.known("rating")),
        ("unrated", org["rating"] == "not_rated"),
    ]
    return share(population, reasons, org["rating"] in ("excellent", "good"))


def _a4(district: District, org: Filled) -> Placed:
    population = exists(org, district.state_date) and org["kind"] in PARTY_KINDS[:2]
    model, recognised = org["new_model"] == "yes", org["new_model_recognised"] == "yes"
    if org.cell.get("new_model_recognised") in ABSENT:
        recognised = recognised and model
    elif recognised:
        model = True
    return share(population, [], model and recognised)


def _a5(district: District, unit: Filled) -> Placed:
    return share(True, [], unit["branch_kind"] == "own")


def residential(district: District, org: Record, sector: object) -> bool:
    if org.get("sector") not in ABSENT:
        return sector == "residential"
    named = org.get("name") in [unit.get("branch") for unit in district.units or []]
    return named or org.get("residential_unit") not in ABSENT or sector == "residential"


def _a6(district: District, org: Filled) -> Placed:
    population = (
        exists(org, district.state_date)
        and org["kind"] in PARTY_KINDS[1:]
        and residential(district, org.cell, org["sector"])
    )
    return share(population, [], org["has_committee"] == "yes")


def _in_term(district: District, day: date) -> bool:
    if district.term is None:
        return False
    return district.term[0] <= day <= min(district.as_of, district.term[1])


def _a7(district: District, org: Filled) -> Placed:
    private = org["sector"] in ("private_enterprise", "non_public_service_unit")
    counts = org["kind"] in PARTY_KINDS[1:] and private and _in_term(district, org["founded_on"])
    return (0, int(counts)), None


def branch_sectors(district: District, member: Record) -> list[bool]:
    """Whether the member's branch is residential, in every completion of the branch's sector."""
    for org in district.organizations or []:
        if org.get("name") == member.get("branch") and member.get("branch") not in ABSENT:
            sectors = completions_of(district, org, "sector")
            return sorted({residential(district, org, sector) for sector in sectors})
    return [False]


def _works(member: Filled) -> bool:
    """`working` decides alone; only without its column the occupation does."""
    if member.cell.get("working") is not None:
        return member["working"] == "yes"
    if member["occupation"] in ("retired", "farmer") or member["residential"]:
        return False
    if member["occupation"] in [*OCCUPATIONS[:3], "business_manager"]:
        return True
    return member["working"] == "yes"


def _b1(name: str, good: str, also: tuple[str, ...]) -> Callable[[District, Filled], Placed]:
    def place(district: District, member: Filled) -> Placed:
        population = on_list(member, district.state_date) and _works(member)
        exemption = member["residence_exemption"]
        reasons = [
            ("exempt", member["status"] == "exempt"),
            ("not_introduced", exemption == "not_introduced"),
            *((each, exemption == each) for each in also),
        ]
        return share(population, reasons, member[name] == good)

    return place


def _b2(district: District, member: Filled) -> Placed:
    population = on_list(member, district.state_date) and member["occupation"] in OCCUPATIONS[:2]
    reasons = [(each, member["status"] == each) for each in ("exempt", "suspended")]
    return share(population, reasons, member["pledge"] == "yes")


def _b3(district: District, member: Filled) -> Placed:
    year = district.year
    late = member["admitted_on"] >= date(year, 7, 1) and not member.known("rating")
    reasons = [
        ("exempt", member["status"] == "exempt"),
        ("suspended", year >= 2019 and member["status"] == "suspended"),
        ("late", year >= 2023 and late),
        ("unrated", member["rating"] == "not_rated"),
    ]
    good = member["rating"] in ("excellent", "good")
    return share(on_list(member, district.state_date), reasons, good)


def _b4(district: District, member: Filled) -> Placed:
    year = district.year
    this_year = date(year, 1, 1) <= member["admitted_on"] <= district.state_date
    below = on_list(member, date(year - 1, 12, 31))
    return (int(below), int(this_year and admitted_here(member))), None


def _b5(district: District, member: Filled) -> Placed:
    counts = (
        member["occupation"] == "private_owner"
        and _in_term(district, member["admitted_on"])
        and admitted_here(member)
    )
    return (0, int(counts)), None


_ORG = ("founded_on", "dissolved_on", "kind")
_B1 = (*PRESENCE, "working", "occupation", "residence_exemption", "residential")
ALL = ("at_least", Fraction(1), Fraction(1))
NINETY = ("at_least", Fraction(9, 10), Fraction(9, 10))
ONE_OR_TWO = ("count", Fraction(1), Fraction(2))

MEASURES: dict[str, tuple[Measure, ...]] = {
    "A1": (
        Measure(
            "organizations", (*_ORG, "regulations_followed"), _followed("regulations_followed"),
            ("new",), "share", ALL, _year_end,
        ),
    ),
    "A2": (
        Measure(
            "organizations", (*_ORG, "inspection_programme"), _followed("inspection_programme"),
            ("new",), "share", ALL, _year_end,
        ),
    ),
    "A3": (
        Measure(
            "organizations", (*_ORG, "sector", "rating"), _a3,
            ("forces", "new", "unrated"), "share", NINETY, _year_end,
        ),
    ),
    "A4": (
        Measure(
            "organizations", (*_ORG, "new_model", "new_model_recognised"), _a4,
            (), "share", ("at_least", Fraction(1, 4), Fraction(1, 4)), _year_end,
        ),
    ),
    "A5": (Measure("units", ("branch_kind",), _a5, (), "share", ALL, lambda _: None),),
    "A6": (
        Measure(
            "organizations", (*_ORG, "sector", "has_committee"), _a6,
            (), "share", ("more_than", Fraction(9, 10), Fraction(9, 10)),
            lambda _: date(2030, 12, 31),
        ),
    ),
    "A7": (
        Measure(
            "organizations", ("kind", "sector", "founded_on"), _a7, (), "count", ONE_OR_TWO,
            _term_end,
        ),
    ),
    "B1": (
        Measure(
            "members", (*_B1, "residence_introduced"), _b1("residence_introduced", "yes", ()),
            ("exempt", "not_introduced"), "share", ALL, _year_end,
        ),
        Measure(
            "members", (*_B1, "residence_review"),
            _b1("residence_review", "exemplary", ("no_activity",)),
            ("exempt", "not_introduced", "no_activity"), "share", ALL, _year_end,
        ),
    ),
    "B2": (
        Measure(
            "members", (*PRESENCE, "occupation", "pledge"), _b2,
            ("exempt", "suspended"), "share", ALL, _year_end,
        ),
    ),
    "B3": (
        Measure(
            "members", (*PRESENCE, "rating"), _b3,
            ("exempt", "suspended", "late", "unrated"), "share", NINETY, _year_end,
        ),
    ),
    "B4": (
        Measure(
            "members", PRESENCE, _b4, (), "ratio",
            ("at_least", Fraction(3, 100), Fraction(4, 100)), _year_end,
        ),
    ),
    "B5": (
        Measure(
            "members", ("occupation", "admitted_on", "transferred_in_on"), _b5, (), "count",
            ONE_OR_TWO, _term_end,
        ),
    ),
}  # fmt: skip


# ---- to which grassroots organization a record belongs -------------------------------------------


def owner_of(district: District, of: str, record: Record) -> str | None:
    """The name of the grassroots organization; None where nothing tells it."""
    if of == "members":
        return _owner_of_member(district, record)
    if of == "units":
        branch = named(district, record.get("branch"))
        return _owner_above(district, branch) if branch is not None else None
    return _owner_above(district, record)


def named(district: District, name: str | None) -> Record | None:
    listed = district.organizations or []
    return next((org for org in listed if name not in ABSENT and org["name"] == name), None)


def _owner_of_member(district: District, member: Record) -> str | None:
    """What the grassroots column names, if it is listed; else what stands above the branch; else
    the name that is not listed."""
    grassroots, branch = member.get("grassroots"), named(district, member.get("branch"))
    if named(district, grassroots) is not None:
        return grassroots
    above = _owner_above(district, branch) if branch is not None else None
    return above or (None if grassroots in UNKNOWN else grassroots)


def _owner_above(district: District, org: Record) -> str | None:
    """Up to the first that is of the grassroots; at the top the name that it gives as its parent,
    or its own where neither parent nor kind is known. Nobody where they go round in a ring."""
    passed: list[str] = []
    while org["name"] not in passed:
        passed.append(org["name"])
        if org.get("kind") in PARTY_KINDS[:2]:
            return org["name"]
        parent = named(district, org.get("parent"))
        if parent is None:
            if org.get("parent") not in UNKNOWN:
                return org["parent"]
            return org["name"] if org.get("kind") in UNKNOWN else None
        org = parent
    return None


# ---- from records to verdicts -------------------------------------------------------------------


@dataclass(frozen=True)
class Possible:
    """One record: its outcomes, where it can be placed, and the cells that can change it."""

    outcomes: frozenset[Outcome]
    reasons: frozenset[str | None]
    cells: frozenset[str]


def possible(district: District, measure: Measure, record: Record) -> Possible:
    """Each record of a district is tried once for each measure, whoever asks."""
    key = id(measure), id(record)
    if key not in district._tried:
        district._tried[key] = _possible(district, measure, record)
    return district._tried[key]


def _possible(district: District, measure: Measure, record: Record) -> Possible:
    names = [name for name in measure.fields if name != "residential"]
    residences = branch_sectors(district, record) if "residential" in measure.fields else [False]
    seen: dict[tuple[object, ...], Placed] = {}
    for filled in fillings(district, record, names):
        for residence in residences:
            filled["residential"] = residence
            key = (*(filled[name] for name in names), residence)
            seen[key] = measure.place(district, filled)
    outcomes = frozenset(placed[0] for placed in seen.values())
    reasons = frozenset(placed[1] for placed in seen.values())
    cells = (
        frozenset(name for index, name in enumerate(names) if _matters(seen, index))
        if len(outcomes) > 1
        else frozenset()
    )
    return Possible(outcomes, reasons, cells)


def _matters(seen: dict[tuple[object, ...], Placed], index: int) -> bool:
    """Whether two completions that differ in this cell only have different outcomes."""
    by_rest: dict[tuple[object, ...], set[Outcome]] = {}
    for key, (outcome, _) in seen.items():
        by_rest.setdefault((*key[:index], *key[index + 1 :]), set()).add(outcome)
    return any(len(each) > 1 for each in by_rest.values())


@dataclass
class Result:
    """What the oracle says of one measure; `verdicts` over all completions, before not_due."""

    verdicts: frozenset[str]
    numerator: int
    denominator: int | None
    unknown: int
    excluded: list[int]
    low: Fraction | None
    high: Fraction | None
    low_numbers: tuple[int, int] | None
    high_numbers: tuple[int, int] | None
    needed: tuple[int | None, int | None]
    slack: int | None
    exceeded: bool
    records: list[Possible]


def on_goal(measure: Measure, numerator: int, denominator: int) -> bool:
    how, threshold, _ = measure.goal
    if measure.kind == "count":
        return numerator >= threshold
    value = Fraction(numerator, denominator)
    return value > threshold if how == "more_than" else value >= threshold


def verdict_of(measure: Measure, numerator: int, denominator: int) -> str:
    if measure.kind != "count" and denominator == 0:
        return "not_applicable"
    return "met" if on_goal(measure, numerator, denominator) else "not_met"


def totals(records: list[Possible]) -> set[tuple[int, int]]:
    """(numerator, denominator) of every completion of the district."""
    found = {(0, 0)}
    for record in records:
        found = {(n + num, d + den) for n, d in found for den, num in record.outcomes}
    return found


def judge(district: District, measure: Measure, owner: str | None = None) -> Result:
    """Over all records of the kind, or those of one grassroots organization."""
    listed = [
        record
        for record in getattr(district, measure.of)
        if owner is None or owner_of(district, measure.of, record) == owner
    ]
    records = [possible(district, measure, record) for record in listed]
    every = totals(records)
    verdicts = frozenset(verdict_of(measure, *each) for each in every)
    numerator = sum(min(num for _, num in each.outcomes) for each in records)
    denominator = sum(min(den for den, _ in each.outcomes) for each in records)
    if measure.kind == "count":
        values = [Fraction(n) for n, _ in every]
    else:
        values = [Fraction(n, d) for n, d in every if d]
    met = verdicts == {"met"}
    return Result(
        verdicts,
        numerator,
        None if measure.kind == "count" else denominator,
        sum(len(each.outcomes) > 1 for each in records),
        excluded(measure, records),
        min(values, default=None),
        max(values, default=None),
        extreme(measure, records, low=True),
        extreme(measure, records, low=False),
        needed(measure, numerator, denominator),
        min(spare(measure, *each) for each in every) if met else None,
        met and all(surpassed(measure, *each) for each in every),
        records,
    )


def surpassed(measure: Measure, numerator: int, denominator: int) -> bool:
    above = measure.goal[2]
    if above is None:
        return False
    value = Fraction(numerator) if measure.kind == "count" else Fraction(numerator, denominator)
    return value > above


def spare(measure: Measure, numerator: int, denominator: int) -> int:
    how, threshold, _ = measure.goal
    if measure.kind == "count":
        return numerator - int(threshold)
    if how == "more_than":
        return numerator - math.floor(threshold * denominator) - 1
    return numerator - math.ceil(threshold * denominator)


def excluded(measure: Measure, records: list[Possible]) -> list[int]:
    """Surely in the population and excluded in every completion, under the first reason."""
    counts = dict.fromkeys(measure.reasons, 0)
    for record in records:
        if None not in record.reasons and "" not in record.reasons:
            first = next(reason for reason in measure.reasons if reason in record.reasons)
            counts[first] += 1
    return list(counts.values())


def needed(measure: Measure, numerator: int, denominator: int) -> tuple[int | None, int | None]:
    """By trying: the least number of existing records, and of new ones."""
    if measure.kind == "count":
        return None, max(0, int(measure.goal[1]) - numerator)
    if denominator == 0:
        return None, None
    if measure.kind == "ratio":
        return None, _least(lambda k: on_goal(measure, numerator + k, denominator))
    existing = _least(lambda k: on_goal(measure, numerator + k, denominator))
    return existing, _least(lambda k: on_goal(measure, numerator + k, denominator + k))


def _least(holds: Callable[[int], bool]) -> int | None:
    return next((k for k in range(500) if holds(k)), None)


HIGH = {
    "share": ((1, 1), (0, 0), (1, 0)),
    "ratio": ((0, 1), (0, 0), (1, 0)),
    "count": ((0, 1), (0, 0)),
}
"""In which order the largest completion takes outcomes; the smallest one the reverse."""


def extreme(measure: Measure, records: list[Possible], *, low: bool) -> tuple[int, int] | None:
    """Numerator and denominator of the bound, by the order in which outcomes are taken."""
    taken = [turned(measure, record, well=not low) for record in records]
    numerator, denominator = sum(num for _, num in taken), sum(den for den, _ in taken)
    if measure.kind == "count" or denominator:
        return numerator, denominator
    if not any(den for record in records for den, _ in record.outcomes):
        return None
    if measure.kind == "share":
        return (1, 1) if low else (0, 1)
    costs = [
        num
        for record, (_, num) in zip(records, taken, strict=True)
        if any(den for den, _ in record.outcomes)
    ]
    return numerator - min(costs), 1


def turned(measure: Measure, record: Possible, *, well: bool) -> Outcome:
    order = HIGH[measure.kind] if well else tuple(reversed(HIGH[measure.kind]))
    return next(outcome for outcome in order if outcome in record.outcomes)


def settle(verdicts: frozenset[str], running: bool) -> str:
    verdict = next(iter(verdicts)) if len(verdicts) == 1 else "undetermined"
    return "not_due" if running and verdict in ("not_met", "undetermined") else verdict


def together(parts: list[frozenset[str]]) -> frozenset[str]:
    """The verdicts of a target with parts, over all combinations of their verdicts."""
    return frozenset(_worst(each) for each in product(*parts))


def _worst(verdicts: Iterable[str]) -> str:
    found = set(verdicts)
    for each in ("not_met", "met"):
        if each in found:
            return each
    return "not_applicable"


def thresholds(
    measures: tuple[Measure, ...], results: list[Result]
) -> tuple[int | None, int | None]:
    """Every choice of records that turn out well (the others badly): from which number on are all
    of them met, from which number of bad ones on is none."""
    size = len(results[0].records)
    unknown = [
        index
        for index in range(size)
        if any(len(result.records[index].outcomes) > 1 for result in results)
    ]
    met_at: dict[int, bool] = {}
    missed_at: dict[int, bool] = {}
    for count in range(len(unknown) + 1):
        found = {_turned_out(measures, results, set(each)) for each in combinations(unknown, count)}
        met_at[count] = found == {"met"}
        missed_at[len(unknown) - count] = found == {"not_met"}
    return _from_there(met_at), _from_there(missed_at)


def _from_there(settled: dict[int, bool]) -> int | None:
    """The least number from which on it is settled."""
    found = None
    for count in sorted(settled, reverse=True):
        if not settled[count]:
            break
        found = count
    return found


def _turned_out(measures: tuple[Measure, ...], results: list[Result], well: set[int]) -> str:
    verdicts = []
    for measure, result in zip(measures, results, strict=True):
        taken = [
            turned(measure, record, well=index in well)
            for index, record in enumerate(result.records)
        ]
        numerator, denominator = sum(num for _, num in taken), sum(den for den, _ in taken)
        verdicts.append(verdict_of(measure, numerator, denominator))
    return _worst(verdicts)
