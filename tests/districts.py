"""Random small districts, and what the program and the oracle each make of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from random import Random

import oracle
import rosters
from lacduong_kpi.assess.model import Assessment, Deciding, TargetResult
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.records.model import Roster
from lacduong_kpi.verdicts.model import Rate, Score
from oracle import District, Record

MEMBER = [
    "admitted_on",
    "status",
    "left_on",
    "transferred_in_on",
    "occupation",
    "working",
    "residence_introduced",
    "residence_exemption",
    "residence_review",
    "pledge",
    "rating",
    "branch",
    "grassroots",
]
ORGANIZATION = [
    "kind",
    "sector",
    "residential_unit",
    "has_committee",
    "regulations_followed",
    "inspection_programme",
    "new_model",
    "new_model_recognised",
    "founded_on",
    "dissolved_on",
    "rating",
    "parent",
]
UNIT = ["branch", "branch_kind"]
NAMES = ("branch", "grassroots", "parent")
"""never spoiled: blank where a record names nobody"""
DATES = ("admitted_on", "left_on", "transferred_in_on", "founded_on", "dissolved_on")


def district(seed: int) -> District:
    """A district of a few records with a few unknown cells; the same for the same seed."""
    random = Random(seed)
    year = random.choice([2018, 2021, 2022, 2023, 2024, 2024, 2024, 2025])
    found = District(year, _as_of(random, year))
    found.organizations = _list(random, 5, lambda n: _organization(random, found, n))
    found.units = _list(random, 4, lambda n: _unit(random, n))
    found.members = _list(random, 7, lambda n: _member(random, found))
    for records, fields in (
        (found.members, MEMBER),
        (found.organizations, ORGANIZATION),
        (found.units, UNIT),
    ):
        _spoil(random, records or [], fields)
    return found


def _as_of(random: Random, year: int) -> date:
    days = [date(year, 12, 31)] * 4 + [date(year, 6, 30), date(year, 9, 2), date(year + 1, 2, 15)]
    return random.choice(days)


def _list(random: Random, most: int, make: object) -> list[Record] | None:
    if random.random() < 0.06:
        return None
    return [make(n) for n in range(random.randint(0, most))]  # type: ignore[operator]


def _day(random: Random, found: District) -> str:
    """A day near the ones that matter, at times only its month or its year."""
    year = random.choice([2019, 2020, found.year - 1, found.year, found.year, found.year + 1])
    month = random.choice([1, 6, 7, 9, 12])
    exact = f"{year}-{month:02d}-{random.choice([1, 2, 15, 28]):02d}"
    return random.choice([exact] * 6 + [f"{year}-{month:02d}", f"{year}"])


def _member(random: Random, found: District) -> Record:
    status = random.choice(["active"] * 6 + oracle.STATUSES)
    return {
        "admitted_on": random.choice(["2010-05-19", _day(random, found), _day(random, found)]),
        "status": status,
        "left_on": _day(random, found) if random.random() < 0.2 else "",
        "transferred_in_on": _day(random, found) if random.random() < 0.15 else "",
        "occupation": random.choice(oracle.OCCUPATIONS + oracle.OCCUPATIONS[:2] * 4),
        "working": random.choice(["yes", "yes", "no"]),
        "residence_introduced": random.choice(["yes"] * 5 + ["no"]),
        "residence_exemption": random.choice(["none"] * 5 + oracle.EXEMPTIONS),
        "residence_review": random.choice(["exemplary"] * 5 + oracle.REVIEWS),
        "pledge": random.choice(["yes"] * 5 + ["no"]),
        "rating": random.choice(["good"] * 6 + oracle.RATINGS),
        "branch": f"O{random.randrange(4)}",
        "grassroots": random.choice(["", "", "", "O0", "O2", "Đảng bộ Y"]),
    }


def _organization(random: Random, found: District, number: int) -> Record:
    return {
        "name": f"O{number}",
        "kind": random.choice([*oracle.KINDS, "grassroots_branch", "subordinate_branch"]),
        "sector": random.choice(
            ["residential"] * 4 + ["private_enterprise"] * 3 + oracle.SECTORS + [""] * 3
        ),
        "residential_unit": random.choice(["", "", "Thôn 1"]),
        "has_committee": random.choice(["yes"] * 4 + ["no"]),
        "regulations_followed": random.choice(["yes"] * 5 + ["no"]),
        "inspection_programme": random.choice(["yes"] * 5 + ["no"]),
        "new_model": random.choice(["yes", "no"]),
        "new_model_recognised": random.choice(["yes", "no", ""]),
        "founded_on": random.choice(["2001", _day(random, found)]),
        "dissolved_on": _day(random, found) if random.random() < 0.12 else "",
        "rating": random.choice(["good"] * 6 + oracle.RATINGS),
        "parent": random.choice(["", "O0", "O0", "O1", "Đảng bộ X"]),
    }


def _unit(random: Random, number: int) -> Record:
    return {
        "name": f"Thôn {number}",
        "branch": random.choice(["O0", "O1", "O2", ""]),
        "branch_kind": random.choice(["own"] * 4 + ["joint", "none"]),
    }


def _spoil(random: Random, records: list[Record], fields: Sequence[str]) -> None:
    """Takes away a column or two, and makes a few cells unknown."""
    for name in fields:
        if random.random() < 0.06 and name not in (*NAMES, "kind"):
            for record in records:
                record.pop(name, None)
    for _ in range(random.choice([0, 1, 2, 3, 4, 5])):
        if not records:
            return
        record = random.choice(records)
        name = random.choice([each for each in fields if each not in NAMES])
        vague = any(len(record.get(each) or "") < 10 for each in DATES[::3] if each in record)
        doubts = sum(
            text in oracle.UNKNOWN
            for each, text in record.items()
            if each not in (*oracle.EVENTS, *NAMES)
        )
        if name in record and doubts < 3 and not (name in DATES and vague):
            record[name] = random.choice(["", "", "?", "!"])


def roster_of(
    found: District, member: Sequence[str] = MEMBER, organization: Sequence[str] = ORGANIZATION
) -> Roster:
    """The district as the program sees it; `member`, `organization`: the fields it has."""
    return rosters.roster(
        members=_table(found.members, ["full_name", *member], "full_name"),
        organizations=_table(found.organizations, ["name", *organization], "name"),
        units=_table(found.units, ["name", *UNIT], "name"),
        year=found.year,
        as_of=found.as_of,
    )


def _table(records: list[Record] | None, fields: Sequence[str], first: str) -> str | None:
    if records is None:
        return None
    told = [name for name in fields if name == first or any(name in each for each in records)]
    lines = [" | ".join(told)]
    for number, record in enumerate(records, 1):
        cells = [record.get(name, f"N{number}" if name == first else "") for name in told]
        lines.append(" | ".join(cells))
    return "\n".join(lines)


def differences(found: District, plan: Plan) -> Iterator[str]:
    """Where the program and the oracle do not agree."""
    yield from differences_of(found, assess(roster_of(found), plan))


def differences_of(found: District, assessment: Assessment) -> Iterator[str]:
    """The same for an assessment that was made elsewhere."""
    for target in assessment.targets:
        measures = oracle.MEASURES[target.id]
        lists = {getattr(found, measure.of) is None for measure in measures}
        by_term = target.period.kind == "term"
        if by_term and found.term is None:
            yield from _same(target, "verdict", target.verdict.value, "not_applicable")
        elif True in lists:
            yield from _without_roster(found, target)
        else:
            yield from _target(found, assessment, target)


def _same(target: TargetResult, what: str, ours: object, theirs: object) -> Iterator[str]:
    if ours != theirs:
        yield f"{target.id} {what}: {ours!r}, oracle {theirs!r}"


def _running(found: District, target: TargetResult) -> bool:
    due = oracle.MEASURES[target.id][0].due(found)
    return due is not None and found.as_of < due


def _without_roster(found: District, target: TargetResult) -> Iterator[str]:
    score = target.score
    verdict = "not_due" if _running(found, target) else "undetermined"
    yield from _same(target, "verdict", score.verdict.value, verdict)
    figures = (score.numerator, score.denominator, score.unknown, score.rate, score.slack)
    yield from _same(target, "figures", figures, (None,) * 5)
    yield from _same(target, "reason", score.reason, "no_roster")


def _target(found: District, assessment: Assessment, target: TargetResult) -> Iterator[str]:
    measures = oracle.MEASURES[target.id]
    results = [oracle.judge(found, measure) for measure in measures]
    running = _running(found, target)
    verdicts = oracle.together([result.verdicts for result in results])
    verdict = oracle.settle(verdicts, running)
    yield from _same(target, "verdict", target.verdict.value, verdict)
    settled = [oracle.settle(result.verdicts, running) for result in results]
    if target.parts:
        for part, result, own in zip(target.parts, results, settled, strict=True):
            yield from _same(target, f"{part.id} verdict", part.score.verdict.value, own)
            yield from _numbers(target, part.id, part.score, result, own)
    decides = _decides(results, settled, verdict)
    yield from _numbers(target, "target", target.score, results[decides], verdict)
    yield from _deciding(found, target, measures, results, verdict)
    yield from _organizations(found, target, measures, running)


def _organizations(
    found: District, target: TargetResult, measures: tuple[oracle.Measure, ...], running: bool
) -> Iterator[str]:
    """The same by grassroots organization: which there are, and all that is said of each."""
    of = measures[0].of
    owners = {oracle.owner_of(found, of, record) for record in getattr(found, of)} - {None}
    told = {each.organization: each for each in target.by_organization}
    yield from _same(target, "organizations", sorted(told), sorted(map(str, owners)))
    for name in sorted(told.keys() & owners):
        each = told[name]
        results = [oracle.judge(found, measure, name) for measure in measures]
        verdict = oracle.settle(oracle.together([one.verdicts for one in results]), running)
        yield from _same(target, f"verdict of {name}", each.score.verdict.value, verdict)
        settled = [oracle.settle(one.verdicts, running) for one in results]
        result = results[_decides(results, settled, verdict)]
        yield from _numbers(target, f"of {name}", each.score, result, verdict)
        met_if = oracle.thresholds(measures, results)[0] if verdict == "undetermined" else None
        yield from _same(target, f"met_if of {name}", each.met_if, met_if)


def _decides(results: list[oracle.Result], settled: list[str], verdict: str) -> int:
    def rate(index: int) -> tuple[bool, Fraction]:
        result = results[index]
        if not result.denominator:
            return True, Fraction(0)
        return False, Fraction(result.numerator, result.denominator)

    alike = [index for index, each in enumerate(settled) if each == verdict]
    return min(alike, key=lambda index: (rate(index), index)) if alike else 0


def _numbers(
    target: TargetResult, of: str, score: Score, result: oracle.Result, verdict: str
) -> Iterator[str]:
    met = verdict == "met"
    for what, ours, theirs in (
        ("numerator", score.numerator, result.numerator),
        ("denominator", score.denominator, result.denominator),
        ("unknown", score.unknown, result.unknown),
        ("excluded", [each.count for each in score.excluded], result.excluded),
        ("needed", (score.needed.existing, score.needed.new), result.needed),
        ("low", value_of(score.bounds.low), result.low),
        ("high", value_of(score.bounds.high), result.high),
        ("low numbers", _pair(score.bounds.low), result.low_numbers),
        ("high numbers", _pair(score.bounds.high), result.high_numbers),
        ("slack", score.slack, result.slack if met else None),
        ("exceeded", score.exceeded, met and result.exceeded),
    ):
        yield from _same(target, f"{of} {what}", ours, theirs)
    if score.rate is not None and result.low is not None and result.high is not None:
        inside = (
            result.low <= Fraction(score.rate.numerator, score.rate.denominator or 1) <= result.high
        )
        yield from _same(target, f"{of} rate within bounds", inside, True)


def value_of(rate: Rate | None) -> Fraction | None:
    return None if rate is None else Fraction(rate.numerator, rate.denominator or 1)


def _pair(rate: Rate | None) -> tuple[int, int] | None:
    return None if rate is None else (rate.numerator, rate.denominator or 0)


SHEETS = {"members": "Đảng viên", "organizations": "Tổ chức", "units": "Thôn"}
CAUSES = {"": "blank", "?": "unreadable", "!": "contradiction"}


def _causes(found: District, of: str, deciding: Deciding) -> Iterator[str]:
    """Why each deciding cell is open; of a partial date the rest cannot be read."""
    records = getattr(found, of)
    for cell in deciding.cells:
        mine = cell.row is not None and cell.sheet == SHEETS[of]
        if mine and cell.row is not None and cell.field in records[cell.row - 2]:
            text = records[cell.row - 2][cell.field]
            if cell.cause != CAUSES.get(text, "unreadable"):
                yield f"cause of {cell.field}: {cell.cause}, oracle {CAUSES.get(text, 'partial')}"


def _deciding(
    found: District,
    target: TargetResult,
    measures: tuple[oracle.Measure, ...],
    results: list[oracle.Result],
    verdict: str,
) -> Iterator[str]:
    if verdict != "undetermined":
        yield from _same(target, "deciding", target.deciding, None)
        return
    deciding = target.deciding
    if deciding is None:
        yield f"{target.id} deciding: None"
        return
    met_if, not_met_if = oracle.thresholds(measures, results)
    yield from _same(target, "met_if", deciding.met_if, met_if)
    yield from _same(target, "not_met_if", deciding.not_met_if, not_met_if)
    open_parts = [result for result in results if len(result.verdicts) > 1]
    wanted = {
        (row, name)
        for result in open_parts
        for row, record in enumerate(result.records, 2)
        for name in record.cells
    }
    yield from _causes(found, measures[0].of, deciding)
    told = {(cell.row, cell.field) for cell in deciding.cells if cell.cell is not None}
    columns = {cell.field for cell in deciding.cells if cell.cell is None}
    missing = {each for each in wanted if each[1] not in columns} - told
    yield from _same(target, "deciding cells missing", sorted(missing), [])
    extra = {each for each in told if each[1] != "sector"} - wanted
    yield from _same(target, "deciding cells too many", sorted(extra), [])
