"""The oracle for kinds of measure that Plan 42 does not have: means, differences, ratios of two
kinds of record, ceilings, exact numbers, milestones, parts, quotas, exclusions beside counts and
ratios, related records, numbers and texts in cells.

`oracle_more.yaml` says what is counted as a plan does; the functions below say the same in plain
Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

import districts
import oracle
import plans
from lacduong_kpi.plan.model import Plan
from oracle import District, Filled, Placed, Record

HEAD = {
    "section": "II.1",
    "group": "a) Thử",
    "citation": "mục II.1",
    "text": "Một câu",
    "label": "Thử",
    "unit": "member",
    "period": "year",
}
MEMBER = [*districts.MEMBER, "position", "official_on"]
ORGANIZATION = [*districts.ORGANIZATION, "official_member_count"]


def plan() -> Plan:
    return plans.plan("targets:\n" + "".join(_complete(each) for each in _blocks()))


def _blocks() -> Iterator[list[str]]:
    block: list[str] = []
    text = (Path(__file__).parent / "oracle_more.yaml").read_text("utf-8")
    for line in text.splitlines()[1:]:
        if line.startswith("  - id:") and block:
            yield block
            block = []
        block.append(line)
    yield block


def _complete(block: list[str]) -> str:
    told = {line.strip().partition(":")[0] for line in block if line[4:5] != " "}
    added = [f"    {key}: {value}" for key, value in HEAD.items() if key not in told]
    return "\n".join([block[0], *added, *block[1:]]) + "\n"


# ---- the same in plain Python -------------------------------------------------------------------

Say = Callable[[District, Filled], Placed]
P = oracle.PRESENCE
ORG = ("founded_on", "dissolved_on")
NAMED = [*districts.MEMBER, "position", "official_on"]
COUNTED = [*districts.ORGANIZATION, "official_member_count"]
TEXTS = ["Trưởng thôn", "Trưởng bản", "Bản", "Bí thư", "trưởng ban"]


@dataclass(frozen=True)
class Seen:
    """One record of a part: its outcomes, and the reasons under which it can be excluded (`""`:
    it is inside, None: not in the population)."""

    outcomes: frozenset[oracle.Outcome]
    reasons: frozenset[str | None]


@dataclass(frozen=True)
class Asked:
    """Over which records, which cells matter, and where a completion stands."""

    of: str
    fields: tuple[str, ...]
    say: Say

    def seen(self, found: District) -> list[Seen]:
        return [_seen(found, self, record) for record in getattr(found, self.of)]


@dataclass(frozen=True)
class PartAsked:
    """One part of a target. `shape`: share, ratio or count; `fixed`: a denominator that is given,
    or the years of a mean; `base`: whose records stand below, if they are of another kind."""

    shape: str
    asked: Asked
    reasons: tuple[str, ...] = ()
    fixed: Callable[[District], int] = lambda _: 0
    base: Asked | None = None

    def seen(self, found: District) -> list[Seen]:
        below = self.base.seen(found) if self.base else []
        return [*self.asked.seen(found), *below]


def _seen(found: District, asked: Asked, record: Record) -> Seen:
    placed = {asked.say(found, each) for each in _fillings(found, record, asked.fields)}
    return Seen(frozenset(each for each, _ in placed), frozenset(why for _, why in placed))


def _fillings(found: District, record: Record, names: Iterable[str]) -> Iterator[Filled]:
    special = {"official_member_count": ["8", "9", "10", "11"], "position": TEXTS}
    for name, choices in special.items():
        if name in names:
            rest = [each for each in names if each != name]
            known = record.get(name) not in oracle.UNKNOWN
            for filled in oracle.fillings(found, record, rest):
                for choice in [record[name]] if known else choices:
                    filled[name] = choice
                    yield filled
            return
    yield from oracle.fillings(found, record, names)


def _share(population: bool, numerator: bool) -> Placed:
    return oracle.share(population, (), numerator)


def _above(placed: Placed) -> Placed:
    """A count: nobody stands below."""
    (_, numerator), reason = placed
    return (0, numerator), reason


def _here(district: District, member: Filled) -> bool:
    return oracle.on_list(member, district.state_date)


# ---- means, differences, ratios -----------------------------------------------------------------


def _years(district: District) -> range:
    return range(2022, district.year + 1)


def _admitted_in(district: District, member: Filled, year: int) -> bool:
    return date(year, 1, 1) <= member["admitted_on"] <= min(district.as_of, date(year, 12, 31))


def _mean(district: District, member: Filled) -> Placed:
    return (0, sum(_admitted_in(district, member, year) for year in _years(district))), ""


def _mean_rate(district: District, member: Filled) -> Placed:
    below = sum(oracle.on_list(member, date(year - 1, 12, 31)) for year in _years(district))
    return (below, _mean(district, member)[0][1]), ""


def _difference(district: District, member: Filled) -> Placed:
    now, before = _here(district, member), date(district.year - 1, 12, 31)
    return (0, now - oracle.on_list(member, before)), "" if now else None


def _given_base(district: District, member: Filled) -> Placed:
    return _above(_pledged(district, member))


def _present(district: District, member: Filled) -> Placed:
    return _above(_share(_here(district, member), True))


def _existing(district: District, org: Filled) -> Placed:
    return (int(oracle.exists(org, district.state_date)), 0), None


def _ratio_without_some(district: District, member: Filled) -> Placed:
    reasons = [("unrated", member["rating"] == "not_rated")]
    above = oracle.share(True, reasons, _admitted_in(district, member, district.year))
    before = oracle.on_list(member, date(district.year - 1, 12, 31))
    below = before and member["status"] != "exempt"
    return (int(below), above[0][1]), above[1]


# ---- shares and counts --------------------------------------------------------------------------


def _none(district: District, member: Filled) -> Placed:
    reasons = [("unrated", member["rating"] == "not_rated")]
    return oracle.share(_here(district, member), reasons, member["rating"] == "failed")


def _at_most(district: District, member: Filled) -> Placed:
    good = member["rating"] in ("excellent", "good")
    return _share(_here(district, member) and good, member["rating"] == "excellent")


def _less_than(district: District, member: Filled) -> Placed:
    here = oracle.on_list(member, date(district.year, 6, 30))
    return _share(here, member["pledge"] == "no")


def _exactly(district: District, org: Filled) -> Placed:
    here = oracle.exists(org, district.state_date)
    return _above(_share(here, org["kind"] == "grassroots_branch"))


def _pledged(district: District, member: Filled) -> Placed:
    return _share(_here(district, member), member["pledge"] == "yes")


def _range(district: District, member: Filled) -> Placed:
    reasons = [
        ("exempt", member["status"] == "exempt"),
        ("no rating", not member.known("rating")),
        ("old", district.year <= 2022 and member["occupation"] == "retired"),
    ]
    return oracle.share(_here(district, member), reasons, member["pledge"] == "yes")


def _count_without_some(district: District, member: Filled) -> Placed:
    reasons = [("other", member["occupation"] == "other")]
    return _above(oracle.share(_here(district, member), reasons, member["pledge"] == "yes"))


def _nobody(district: District, member: Filled) -> Placed:
    return _above(_share(_here(district, member), member["rating"] == "failed"))


def _inside(district: District, member: Filled) -> Placed:
    outer = member["pledge"] == "yes" and member["working"] == "yes"
    good = member["rating"] in ("excellent", "good")
    return _share(_here(district, member) and outer, good)


def _steps(district: District, org: Filled) -> Placed:
    here = oracle.exists(org, district.state_date)
    return _share(here, org["has_committee"] == "yes")


def _new(district: District, member: Filled) -> Placed:
    return _above(_share(True, _admitted_in(district, member, district.year)))


def _numbers(district: District, org: Filled) -> Placed:
    count = int(str(org["official_member_count"]))
    here = oracle.exists(org, district.state_date) and count >= 9
    return _share(here, org["has_committee"] == "yes" or count in (9, 10))


def _texts(district: District, member: Filled) -> Placed:
    position = str(member["position"]).casefold().split()
    here = _here(district, member) and "trưởng" in position
    return _share(here, position == ["trưởng", "thôn"] or "bản" in position)


def _two_dates(district: District, member: Filled) -> Placed:
    here = _here(district, member) and not member.known("left_on")
    official = member["official_on"]
    return _share(here, official > member["admitted_on"] and official < date(2024, 3, 1))


# ---- records at the other end of a reference ----------------------------------------------------


def _truths(found: District, other: Record | None, names: Iterable[str], holds: Say) -> set[bool]:
    """Of a condition about another record; false where there is none."""
    if other is None:
        return {False}
    return {holds(found, each)[0] == (1, 1) for each in _fillings(found, other, names)}


def _has_committee(_: District, org: Filled) -> Placed:
    return _share(True, org["has_committee"] == "yes")


def _branch_with_committee(_: District, org: Filled) -> Placed:
    branch = org["kind"] in oracle.PARTY_KINDS[1:]
    return _share(True, branch and org["has_committee"] == "yes")


class Through(Asked):
    """A condition that leads to another record, whose cells are completed on their own."""

    def __init__(self, of: str, fields: tuple[str, ...], at: object, say: object) -> None:
        super().__init__(of, fields, say)  # type: ignore[arg-type]
        object.__setattr__(self, "at", at)

    def seen(self, found: District) -> list[Seen]:
        rows = []
        for record in getattr(found, self.of):
            there = self.at(found, record)  # type: ignore[attr-defined]
            placed = {
                self.say(found, each, truth)  # type: ignore[call-arg]
                for each in _fillings(found, record, self.fields)
                for truth in there
            }
            reasons = frozenset(why for _, why in placed)
            rows.append(Seen(frozenset(each for each, _ in placed), reasons))
        return rows


def _at_branch(found: District, unit: Record) -> set[bool]:
    org = oracle.named(found, unit.get("branch"))
    return _truths(found, org, ("kind", "has_committee"), _branch_with_committee)


def _at_grassroots(found: District, member: Record) -> set[bool]:
    org = oracle.named(found, member.get("grassroots"))
    return _truths(found, org, ("has_committee",), _has_committee)


def _at_parent(found: District, org: Record) -> set[bool]:
    parent = oracle.named(found, org.get("parent"))
    return _truths(found, parent, ("has_committee",), _has_committee)


def _at_least(number: int, truths: Iterable[set[bool]]) -> set[bool]:
    """Whether so many of several records can and must be so."""
    low = high = 0
    for each in truths:
        low += False not in each
        high += True in each
    return {low >= number, high >= number}


def _at_units(found: District, org: Record) -> set[bool]:
    units = [unit for unit in found.units or [] if unit.get("branch") == org["name"]]
    own: Say = lambda _, unit: _share(True, unit["branch_kind"] == "own")  # noqa: E731
    return _at_least(1, (_truths(found, unit, ("branch_kind",), own) for unit in units))


def _at_members(found: District, org: Record) -> set[bool]:
    """Members who name it as their branch or their grassroots organization."""
    named = [
        member
        for member in found.members or []
        if org["name"] in (member.get("branch"), member.get("grassroots"))
    ]
    here: Say = lambda district, each: _share(  # noqa: E731
        True, _here(district, each) and each["status"] != "exempt"
    )
    return _at_least(2, (_truths(found, member, P, here) for member in named))


def _of_quota(name: str) -> PartAsked:
    """A member of the organization, by name, by its branch, or by what stands above that."""

    def belongs(found: District, member: Record) -> set[bool]:
        branch = oracle.named(found, member.get("branch"))
        names = [member.get("grassroots"), member.get("branch")]
        if branch is not None:
            names += [branch["name"], branch.get("parent")]
        return {name in names}

    def say(district: District, member: Filled, there: bool) -> Placed:
        return _above(_share(_here(district, member) and there, member["pledge"] == "yes"))

    return PartAsked("count", Through("members", (*P, "pledge"), belongs, say))


def _exists_and(district: District, org: Filled, there: bool) -> Placed:
    return _share(oracle.exists(org, district.state_date), there)


RATED = (*P, "rating")
PLEDGED = (*P, "pledge")
TARGETS: dict[str, tuple[PartAsked, ...]] = {
    "mean": (PartAsked("count", Asked("members", ("admitted_on",), _mean), (),
                       lambda found: len(_years(found))),),
    "mean_rate": (PartAsked("ratio", Asked("members", P, _mean_rate)),),
    "difference": (PartAsked("count", Asked("members", P, _difference)),),
    "none": (PartAsked("share", Asked("members", RATED, _none), ("unrated",)),),
    "at_most": (PartAsked("share", Asked("members", RATED, _at_most)),),
    "less_than": (PartAsked("share", Asked("members", PLEDGED, _less_than)),),
    "exactly": (PartAsked("count", Asked("organizations", (*ORG, "kind"), _exactly)),),
    "exactly_half": (PartAsked("share", Asked("members", PLEDGED, _pledged)),),
    "given_base": (PartAsked("ratio", Asked("members", PLEDGED, _given_base), (), lambda _: 3),),
    "two_kinds": (PartAsked("ratio", Asked("members", P, _present), (), lambda _: 0,
                            Asked("organizations", ORG, _existing)),),
    "related": (PartAsked("share", Through("units", (), _at_branch,
                                           lambda _, unit, there: _share(True, there))),),
    "any_member": (PartAsked("share", Through("organizations", ORG, _at_members, _exists_and)),),
    "numbers": (PartAsked("share", Asked(
        "organizations", (*ORG, "official_member_count", "has_committee"), _numbers)),),
    "texts": (PartAsked("share", Asked("members", (*P, "position"), _texts)),),
    "two_dates": (PartAsked("share", Asked("members", (*P, "official_on"), _two_dates)),),
    "range": (PartAsked("share", Asked("members", (*PLEDGED, "occupation"), _range),
                        ("exempt", "no rating", "old")),),
    "ratio_without_some": (PartAsked("ratio", Asked("members", RATED, _ratio_without_some),
                                     ("unrated",)),),
    "count_without_some": (PartAsked("count", Asked(
        "members", (*PLEDGED, "occupation"), _count_without_some), ("other",)),),
    "nobody": (PartAsked("count", Asked("members", RATED, _nobody)),),
    "inside": (PartAsked("share", Asked("members", (*PLEDGED, "working", "rating"), _inside)),),
    "steps": (PartAsked("share", Asked("organizations", (*ORG, "has_committee"), _steps)),),
    "parts": (
        PartAsked("share", Asked("members", PLEDGED, _pledged)),
        PartAsked("share", Asked("members", RATED, _none), ("unrated",)),
        PartAsked("count", Asked("members", ("admitted_on",), _new)),
    ),
    "kinds_of_parts": (
        PartAsked("share", Asked("members", PLEDGED, _pledged)),
        PartAsked("ratio", Asked("members", P, _present), (), lambda _: 0,
                  Asked("organizations", ORG, _existing)),
    ),
    "quotas": (_of_quota("O0"), _of_quota("O1")),
    "its_grassroots": (PartAsked("share", Through(
        "members", RATED, _at_grassroots,
        lambda found, member, there: _share(
            _here(found, member) and there, member["rating"] in ("excellent", "good")))),),
    "its_parent": (PartAsked("share", Through(
        "organizations", (*ORG, "kind"), _at_parent,
        lambda found, org, there: _exists_and(
            found, org, there or org["kind"] == "grassroots_branch"))),),
    "any_unit": (PartAsked("share", Through("organizations", ORG, _at_units, _exists_and)),),
}  # fmt: skip


def due(found: District, target: str) -> date:
    """The last day of the period in which the district is scored."""
    if target in ("mean", "mean_rate"):
        return date(2025, 12, 31)
    if target == "steps":
        ends = [date(year, 12, 31) for year in (2022, 2024, 2026)]
        return next((each for each in ends if each >= found.state_date), ends[-1])
    return date(found.year, 12, 31)


def district(seed: int) -> District:
    """A random district with the fields that these targets ask for."""
    found = districts.district(seed)
    random = Random(seed + 1_000_000)
    for member in found.members or []:
        member["position"] = random.choice([*TEXTS, "", "?"])
        member["official_on"] = random.choice(["2012-01-01", "2024-02", "2024-07-15", "2009"])
    for org in found.organizations or []:
        org["official_member_count"] = random.choice(["5", "9", "10", "30", "", "?"])
    more = [date(year, *each) for year in range(2021, 2026) for each in ((1, 1), (12, 31))]
    found._days = sorted({*found.days, *more, date(2008, 12, 31), date(2011, 6, 1)})
    return found
