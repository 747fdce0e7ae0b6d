"""The oracle for kinds of measure that Plan 42 does not have: means, differences, ratios of two
kinds of record, ceilings, exact numbers, related records, counts and texts in cells.

`PLAN` says what is counted as a plan does; the functions below say the same in plain Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

import districts
import oracle
import plans
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.verdicts.model import Score
from oracle import District, Filled, Record
from trying import Case, Outcome

TARGETS = """
  - id: mean
    period: {phase: {id: p, from: 2022-01-01, to: 2025-12-31}}
    measure:
      kind: mean
      of: members
      population: {present: ever}
      numerator: {admitted_on: {within: year}}
    goal: {at_least: 1}
  - id: mean_rate
    period: {phase: {id: p, from: 2022-01-01, to: 2025-12-31}}
    measure:
      kind: mean
      of: members
      population: {present: ever}
      numerator: {admitted_on: {within: year}}
      denominator: {of: members, present: previous_year_end}
    goal: {at_least: 20%}
  - id: difference
    measure:
      kind: difference
      of: members
      population: {present: period_end}
      since: previous_year_end
    goal: {at_least: 0}
  - id: none
    measure:
      kind: proportion
      of: members
      population: {present: period_end}
      exclude: [{reason: x, where: {rating: not_rated}}]
      numerator: {rating: failed}
    goal: {none: true}
  - id: at_most
    measure:
      kind: proportion
      of: members
      population: {present: period_end, where: {rating: {at_least: good}}}
      numerator: {rating: {more_than: good}}
    goal: {at_most: 50%}
  - id: less_than
    measure:
      kind: proportion
      of: members
      population: {present: 06-30}
      numerator: {not: {pledge: true}}
    goal: {less_than: 50%}
  - id: exactly
    unit: organization
    measure:
      kind: count
      of: organizations
      population: {existing: period_end}
      numerator: {kind: grassroots_branch}
    goal: {exactly: 2}
  - id: exactly_half
    measure:
      kind: proportion
      of: members
      population: {present: period_end}
      numerator: {pledge: true}
    goal: {exactly: 50%}
  - id: given_base
    measure:
      kind: ratio
      of: members
      population: {present: period_end}
      numerator: {pledge: true}
      denominator: {number: 3}
    goal: {more_than: 50%}
  - id: two_kinds
    measure:
      kind: ratio
      of: members
      population: {present: period_end}
      denominator: {of: organizations, existing: period_end}
    goal: {at_most: 200%}
  - id: related
    unit: residential_unit
    measure:
      kind: proportion
      of: residential_units
      numerator:
        its_branch: {kind: {in: [grassroots_branch, subordinate_branch]}, has_committee: true}
    goal: {at_least: 50%}
  - id: any_member
    unit: organization
    measure:
      kind: proportion
      of: organizations
      population: {existing: period_end}
      numerator:
        any_member: {present: period_end, at_least: 2, where: {not: {status: exempt}}}
    goal: {at_least: 50%}
  - id: numbers
    unit: organization
    measure:
      kind: proportion
      of: organizations
      population: {existing: period_end, where: {official_member_count: {at_least: 9}}}
      numerator: {any: [{has_committee: true}, {official_member_count: {in: [9, 10]}}]}
    goal: {more_than: 50%}
  - id: texts
    measure:
      kind: proportion
      of: members
      population: {present: period_end, where: {position: {contains: trưởng}}}
      numerator: {any: [{position: Trưởng thôn}, {position: {contains: bản}}]}
    goal: {at_least: 50%}
  - id: two_dates
    measure:
      kind: proportion
      of: members
      population: {present: period_end, where: {left_on: {known: false}}}
      numerator:
        all: [{official_on: {after: {field: admitted_on}}}, {official_on: {before: 2024-03-01}}]
    goal: {at_least: 50%}
"""

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
    for line in TARGETS.strip("\n").splitlines():
        if line.startswith("  - id:") and block:
            yield block
            block = []
        block.append(line)
    yield block


def _complete(block: list[str]) -> str:
    told = {line.strip().partition(":")[0] for line in block}
    added = [f"    {key}: {value}" for key, value in HEAD.items() if key not in told]
    return "\n".join([block[0], *added, *block[1:]]) + "\n"


# ---- the same in plain Python -------------------------------------------------------------------

Say = Callable[[District, Filled], Outcome]


@dataclass(frozen=True)
class Asked:
    """Over which records, which cells matter, and the outcome of a completion."""

    of: str
    fields: tuple[str, ...]
    say: Say


P = oracle.PRESENCE
ORG = ("founded_on", "dissolved_on")


def _years(district: District) -> range:
    return range(2022, district.year + 1)


def _admitted_in(district: District, member: Filled, year: int) -> bool:
    return date(year, 1, 1) <= member["admitted_on"] <= min(district.as_of, date(year, 12, 31))


def _mean(district: District, member: Filled) -> Outcome:
    return 0, sum(_admitted_in(district, member, year) for year in _years(district))


def _mean_rate(district: District, member: Filled) -> Outcome:
    below = sum(oracle.on_list(member, date(year - 1, 12, 31)) for year in _years(district))
    return below, _mean(district, member)[1]


def _difference(district: District, member: Filled) -> Outcome:
    now = oracle.on_list(member, district.state_date)
    return 0, now - oracle.on_list(member, date(district.year - 1, 12, 31))


def _share(population: bool, numerator: bool) -> Outcome:
    return int(population), int(population and numerator)


def _none(district: District, member: Filled) -> Outcome:
    here = oracle.on_list(member, district.state_date) and member["rating"] != "not_rated"
    return _share(here, member["rating"] == "failed")


def _at_most(district: District, member: Filled) -> Outcome:
    good = member["rating"] in ("excellent", "good")
    here = oracle.on_list(member, district.state_date) and good
    return _share(here, member["rating"] == "excellent")


def _less_than(district: District, member: Filled) -> Outcome:
    here = oracle.on_list(member, date(district.year, 6, 30))
    return _share(here, member["pledge"] == "no")


def _exactly(district: District, org: Filled) -> Outcome:
    here = oracle.exists(org, district.state_date)
    return 0, int(here and org["kind"] == "grassroots_branch")


def _pledged(district: District, member: Filled) -> Outcome:
    return _share(oracle.on_list(member, district.state_date), member["pledge"] == "yes")


def _given_base(district: District, member: Filled) -> Outcome:
    return 0, _pledged(district, member)[1]


def _present(district: District, member: Filled) -> Outcome:
    return 0, int(oracle.on_list(member, district.state_date))


def _existing(district: District, org: Filled) -> Outcome:
    return int(oracle.exists(org, district.state_date)), 0


def _numbers(district: District, org: Filled) -> Outcome:
    count = int(str(org["official_member_count"]))
    here = oracle.exists(org, district.state_date) and count >= 9
    return _share(here, org["has_committee"] == "yes" or count in (9, 10))


def _texts(district: District, member: Filled) -> Outcome:
    position = str(member["position"]).casefold().split()
    here = oracle.on_list(member, district.state_date) and "trưởng" in position
    return _share(here, position == ["trưởng", "thôn"] or "bản" in position)


def _two_dates(district: District, member: Filled) -> Outcome:
    here = oracle.on_list(member, district.state_date) and not member.known("left_on")
    official = member["official_on"]
    return _share(here, official > member["admitted_on"] and official < date(2024, 3, 1))


ASKED: dict[str, tuple[Asked, ...]] = {
    "mean": (Asked("members", ("admitted_on",), _mean),),
    "mean_rate": (Asked("members", P, _mean_rate),),
    "difference": (Asked("members", P, _difference),),
    "none": (Asked("members", (*P, "rating"), _none),),
    "at_most": (Asked("members", (*P, "rating"), _at_most),),
    "less_than": (Asked("members", (*P, "pledge"), _less_than),),
    "exactly": (Asked("organizations", (*ORG, "kind"), _exactly),),
    "exactly_half": (Asked("members", (*P, "pledge"), _pledged),),
    "given_base": (Asked("members", (*P, "pledge"), _given_base),),
    "two_kinds": (Asked("members", P, _present), Asked("organizations", ORG, _existing)),
    "numbers": (
        Asked("organizations", (*ORG, "official_member_count", "has_committee"), _numbers),
    ),
    "texts": (Asked("members", (*P, "position"), _texts),),
    "two_dates": (Asked("members", (*P, "official_on"), _two_dates),),
}


def outcomes(found: District, asked: Asked) -> list[frozenset[Outcome]]:
    return [
        frozenset(asked.say(found, each) for each in _fillings(found, record, asked.fields))
        for record in getattr(found, asked.of)
    ]


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


TEXTS = ["Trưởng thôn", "Trưởng bản", "Bản", "Bí thư", "trưởng ban"]


def related(found: District) -> list[frozenset[Outcome]]:
    """Units whose branch is a branch with a committee; false where it is not listed."""
    answers = []
    for unit in found.units or []:
        named = [org for org in found.organizations or [] if org["name"] == unit.get("branch")]
        truths = {False}
        if named:
            truths = {
                org["kind"] in oracle.PARTY_KINDS[1:] and org["has_committee"] == "yes"
                for org in oracle.fillings(found, named[0], ("kind", "has_committee"))
            }
        answers.append(frozenset((1, int(each)) for each in truths))
    return answers


def any_member(found: District) -> list[frozenset[Outcome]]:
    """Organizations with at least two members who are on the list and not exempt."""
    answers = []
    for org in found.organizations or []:
        low = high = 0
        for member in found.members or []:
            if member.get("branch") == org["name"]:
                truths = {
                    oracle.on_list(each, found.state_date) and each["status"] != "exempt"
                    for each in oracle.fillings(found, member, P)
                }
                low += False not in truths
                high += True in truths
        enough = {low >= 2, high >= 2}
        here = {oracle.exists(each, found.state_date) for each in oracle.fillings(found, org, ORG)}
        answers.append(frozenset(_share(is_, has) for is_ in here for has in enough))
    return answers


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


def differences(found: District, whole: Plan) -> Iterator[str]:
    """Where the program and the oracle do not agree."""
    found.members = found.members or []
    found.organizations = found.organizations or []
    found.units = found.units or []
    roster = districts.roster_of(found, [*MEMBER], [*ORGANIZATION])
    assessment = assess(roster, whole)
    for target, planned in zip(assessment.targets, whole.targets, strict=True):
        if target.period.start is None and target.period.kind == "term":
            continue
        if target.period.kind == "term" and found.year < 2022:
            continue
        records = _records(found, target.id)
        mean = target.id == "mean"
        fixed = {"given_base": 3, "mean": len(_years(found))}.get(target.id, 0)
        count = mean or target.id in ("difference", "exactly")
        case = Case(records, planned.goal, count=count, fixed=fixed)
        share = not count and target.id not in ("mean_rate", "given_base", "two_kinds")
        for each in _compare(target.score, target.deciding, case, share):
            yield f"{target.id} {each}"


def _records(found: District, target: str) -> list[frozenset[Outcome]]:
    if target == "related":
        return related(found)
    if target == "any_member":
        return any_member(found)
    return [each for asked in ASKED[target] for each in outcomes(found, asked)]


def _compare(score: Score, deciding: object, case: Case, share: bool) -> Iterator[str]:
    verdicts = case.verdicts()
    running = score.verdict.value == "not_due"
    expected = verdicts.pop() if len(verdicts) == 1 else "undetermined"
    if running:
        if expected not in ("not_met", "undetermined"):
            yield f"verdict: not_due, oracle {expected}"
    elif score.verdict.value != expected:
        yield f"verdict: {score.verdict.value}, oracle {expected}"
    bounds = case.bounds()
    low, high = (districts.value_of(each) for each in (score.bounds.low, score.bounds.high))
    if case.count and low is not None and high is not None:
        low, high = low * case.years, high * case.years
    if (low, high) != (bounds or (None, None)):
        yield f"bounds: {low} {high}, oracle {bounds}"
    printed = (score.numerator or 0, score.denominator or 0)
    needed = case.needed(*printed, share=share)
    if (score.needed.existing, score.needed.new) != needed:
        yield f"needed: {score.needed}, oracle {needed}"
    if deciding is not None:
        told = deciding.met_if, deciding.not_met_if  # type: ignore[attr-defined]
        if told != case.thresholds():
            yield f"thresholds: {told}, oracle {case.thresholds()}"
