"""Assessments of small rosters: what stands beside the verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest

import districts
import plans
import rosters
from lacduong_kpi.assess.model import Assessment, Group, TargetResult
from lacduong_kpi.assess.run import assess
from lacduong_kpi.column import Column
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.records.model import Records, References, Roster
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.model import Reason, Verdict
from lacduong_kpi.wording import Language

FILE = "danh-sach.xlsx"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


def target(assessment: Assessment, id_: str) -> TargetResult:
    return next(each for each in assessment.targets if each.id == id_)


ORGANIZATIONS = """
    name | kind                 | sector      | parent | founded_on | rating | has_committee
    ĐU A | grassroots_committee | commune     |        | 1990       | good   |
    ĐU B | grassroots_committee | commune     |        | 1990       | good   |
    CB1  | subordinate_branch   | residential | ĐU A   | 1990       |        | yes
    CB2  | subordinate_branch   | residential | ĐU B   | 1990       |        | no
"""
MEMBERS = """
    full_name | admitted_on | branch | rating    | occupation
    An        | 2001        | CB1    | good      | farmer
    Bình      | 2001        | CB1    | failed    | farmer
    Chi       | 2001        | CB1    |           | farmer
    Dung      | 2001        | CB2    | completed | farmer
    Em        | 2024-09     | CB2    |           | farmer
    Giang     | 2024-08-01  | CB2    | good      | farmer
"""


@pytest.fixture(scope="module")
def small(plan: Plan) -> Assessment:
    return assess(rosters.roster(members=MEMBERS, organizations=ORGANIZATIONS), plan)


def test_assess__two_organizations__shows_the_worst_first(small: Assessment) -> None:
    scores = target(small, "B3").by_organization
    assert [(each.organization, each.score.verdict) for each in scores] == [
        ("ĐU A", Verdict.NOT_MET),
        ("ĐU B", Verdict.NOT_MET),
    ]
    assert [(each.score.numerator, each.score.denominator) for each in scores] == [(1, 2), (1, 2)]
    totals = target(small, "B3").score
    assert sum(each.score.numerator or 0 for each in scores) == totals.numerator
    assert sum(each.score.unknown or 0 for each in scores) == totals.unknown == 1


def test_assess__organizations_counted_alike__are_scored_once(plan: Plan) -> None:
    """A list may name a hundred thousand branches with one member each."""
    branches = [f"CB{number}" for number in range(12)]
    members = "\n".join(
        f"Người {number} | 2001 | {branch} | {('good', 'failed', '')[number % 3]}"
        for number, branch in enumerate(branches)
    )
    organizations = "\n".join(f"{each} | grassroots_branch | commune | 1990" for each in branches)
    found = assess(
        rosters.roster(
            members=f"full_name | admitted_on | branch | rating\n{members}",
            organizations=f"name | kind | sector | founded_on\n{organizations}",
        ),
        plan,
    )
    scores = target(found, "B3").by_organization
    assert {each.organization: each.score.numerator for each in scores} == {
        branch: int(number % 3 == 0) for number, branch in enumerate(branches)
    }
    assert {each.met_if for each in scores} == {None, 1}
    assert len({id(each.score) for each in scores}) == 3


def test_assess__organizations__stand_under_their_grassroots_organization(
    small: Assessment,
) -> None:
    scores = {each.organization: each.score for each in target(small, "A6").by_organization}
    assert {name: score.numerator for name, score in scores.items()} == {"ĐU A": 1, "ĐU B": 0}


def test_assess__gaps__nearest_first_with_condition_and_cell(small: Assessment) -> None:
    gaps = target(small, "B3").gaps
    assert [(gap.name, gap.value) for gap in gaps] == [("Dung", "completed"), ("Bình", "failed")]
    first = gaps[0]
    assert (first.condition.field, first.condition.operator, first.condition.operand) == (
        "rating",
        "at_least",
        "good",
    )
    assert first.cell is not None
    assert (first.cell.cell, first.organization, first.branch) == ("D5", "ĐU B", "CB2")


def test_assess__exclusions__are_counted_under_their_reason(small: Assessment) -> None:
    excluded = {each.reason: each.count for each in target(small, "B3").score.excluded}
    assert excluded == {
        "miễn công tác và sinh hoạt đảng": 0,
        "đình chỉ sinh hoạt đảng": 0,
        "mới kết nạp, chưa đủ 6 tháng": 1,
        "ghi rõ là chưa đánh giá": 0,
    }


def test_assess__findings__name_blank_cells_and_who_is_rated_too_early(small: Assessment) -> None:
    found = {(each.code, each.place.cell) for each in small.findings}
    assert ("V01", "D4") in found
    assert ("V01", "D6") not in found, "excluded, so its blank touches nothing"
    assert ("P43", "D7") in found
    blank = next(each for each in small.findings if each.place.cell == "D4")
    assert dict(blank.params)["targets"] == "B3"


def test_assess__findings__come_in_the_order_of_their_places(small: Assessment) -> None:
    places = [
        (each.place.file, each.place.sheet or "", each.place.row or 0) for each in small.findings
    ]
    assert places == sorted(places)
    assert len(set(places)) > 3


def test_assess__evidence__holds_the_records_behind_each_number(small: Assessment) -> None:
    result = target(small, "B3")
    (evidence,) = result.evidence
    names = {
        group: [row.name for row in evidence.rows(group)]
        for group in (Group.NUMERATOR, Group.MISSED, Group.UNKNOWN, Group.EXCLUDED)
    }
    assert names == {
        Group.NUMERATOR: ["An", "Giang"],
        Group.MISSED: ["Bình", "Dung"],
        Group.UNKNOWN: ["Chi"],
        Group.EXCLUDED: ["Em"],
    }
    assert evidence.count(Group.NUMERATOR) == 2
    (row,) = evidence.rows(Group.EXCLUDED, "mới kết nạp, chưa đủ 6 tháng")
    assert row.reason == "mới kết nạp, chưa đủ 6 tháng"
    assert [(fact.field, fact.value, fact.cells[0].cell) for fact in row.facts] == [
        ("admitted_on", "2024-09", "B6"),
        ("rating", None, "D6"),
    ]
    assert list(evidence.rows(Group.EXCLUDED, "ghi rõ là chưa đánh giá")) == []


def test_assess__explanation__splits_the_numbers_by_the_value_that_decides(
    small: Assessment,
) -> None:
    (how,) = target(small, "B3").explanation
    assert how.population == 6
    assert [(each.value, each.count) for each in how.split] == [("good", 2)]
    assert [(each.value, each.count) for each in how.missed_split] == [
        ("completed", 1),
        ("failed", 1),
    ]
    assert "hoàn thành tốt" in how.numerator_words
    assert len(how.regulations) == 4


def test_assess__english__says_goals_and_rules_in_english(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS), plan, ["B3"], language=Language.EN)
    (result,) = found.targets
    assert result.goal.text == "at least 90\N{NO-BREAK SPACE}%"
    assert "đảng viên" not in result.explanation[0].population_words


def test_assess__wanted_targets__stand_in_the_order_of_the_plan(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS), plan, ["B3", "A1"])
    assert [each.id for each in found.targets] == ["A1", "B3"]
    with pytest.raises(KeyError):
        assess(rosters.roster(members=MEMBERS), plan, ["B9"])


def test_assess__members_only__leaves_the_other_targets_without_figures(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS), plan)
    verdicts = {each.id: (each.verdict, each.score.reason) for each in found.targets}
    assert verdicts["A1"] == (Verdict.UNDETERMINED, Reason.NO_ROSTER)
    assert verdicts["A6"] == (Verdict.NOT_DUE, Reason.NO_ROSTER)
    score = target(found, "A1").score
    assert (score.numerator, score.denominator, score.unknown, score.rate) == (None,) * 4
    assert (score.excluded, score.bounds.low, score.bounds.high) == ((), None, None)
    assert target(found, "A1").deciding is None
    assert found.missing_kinds == ("organization", "residential_unit")
    codes = [each.code for each in found.findings]
    assert codes.count("P40") == 2
    assert {each.severity.value for each in found.findings if each.code == "P40"} == {"note"}


def test_assess__empty_lists__have_nobody_to_apply_to(plan: Plan) -> None:
    empty = rosters.roster(members="full_name", organizations="name", units="name")
    verdicts = {each.id: each.verdict for each in assess(empty, plan).targets}
    assert verdicts["B3"] is Verdict.NOT_APPLICABLE
    assert verdicts["A5"] is Verdict.NOT_APPLICABLE
    assert verdicts["A7"] is Verdict.NOT_DUE
    score = target(assess(empty, plan), "B3").score
    assert (score.numerator, score.denominator, score.unknown, score.rate) == (0, 0, 0, None)


def test_assess__missing_column__is_the_reason_and_one_cell_a_sheet(plan: Plan) -> None:
    without = "\n".join(line.rsplit("|", 2)[0] for line in MEMBERS.splitlines() if line.strip())
    result = target(assess(rosters.roster(members=without), plan), "B3")
    assert (result.verdict, result.score.reason) == (Verdict.UNDETERMINED, Reason.NO_COLUMN)
    assert result.deciding is not None
    (cell,) = result.deciding.cells
    assert (cell.cell, cell.field, cell.cause, cell.sheet) == (
        None,
        "rating",
        "no_column",
        "Đảng viên",
    )


def test_assess__blank_cells__are_no_missing_column(plan: Plan) -> None:
    result = target(assess(rosters.roster(members=MEMBERS.replace("failed", "")), plan), "B3")
    assert result.verdict is Verdict.NOT_MET
    result = target(assess(rosters.roster(members=MEMBERS.replace("completed", "")), plan), "B3")
    assert result.score.reason is None


def test_assess__deciding_cells__have_address_cause_and_organization(plan: Plan) -> None:
    members = MEMBERS.replace("failed", "?").replace("completed", "!")
    found = assess(rosters.roster(members=members, organizations=ORGANIZATIONS), plan)
    result = target(found, "B3")
    assert result.deciding is not None
    cells = [(each.cell, each.cause, each.organization) for each in result.deciding.cells]
    assert sorted(cells) == [
        ("D3", "unreadable", "ĐU A"),
        ("D4", "blank", "ĐU A"),
        ("D5", "contradiction", "ĐU B"),
    ]
    assert (result.deciding.met_if, result.deciding.not_met_if) == (3, 1)


def test_assess__partial_date__decides_only_where_the_day_matters(plan: Plan) -> None:
    members = "full_name | admitted_on | rating\nA | 2024 |\nB | 2001 | good\nC | 2019 | good"
    result = target(assess(rosters.roster(members=members), plan), "B3")
    assert result.deciding is not None
    assert {(each.cell, each.cause) for each in result.deciding.cells} == {
        ("B2", "unreadable"),
        ("C2", "blank"),
    }
    codes = {
        (each.code, each.place.cell)
        for each in assess(rosters.roster(members=members), plan).findings
    }
    assert {("V04", "B2"), ("V01", "C2")} <= codes


def test_assess__outside_of_every_term__applies_to_nobody_and_says_so(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS, organizations=ORGANIZATIONS, year=2019), plan)
    result = target(found, "B5")
    assert (result.verdict, result.score.reason) == (Verdict.NOT_APPLICABLE, Reason.NO_TERM)
    assert (result.period.start, result.period.end) == (None, None)
    assert result.score.numerator is None
    assert "P41" in {each.code for each in found.findings}


def test_assess__after_the_plan_has_ended__says_that_it_is_for_reference(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS, year=2025), plan)
    assert "P45" in {each.code for each in found.findings}
    assert "P45" not in {
        each.code for each in assess(rosters.roster(members=MEMBERS), plan).findings
    }


def test_assess__nobody_gone__estimates_the_old_total(plan: Plan) -> None:
    found = assess(rosters.roster(members=MEMBERS), plan)
    assert target(found, "B4").score.estimated
    assert not target(found, "B3").score.estimated
    assert "P44" in {each.code for each in found.findings}
    gone = MEMBERS.replace("full_name", "status | full_name").replace("    ", "    active | ")
    gone = "status | full_name | admitted_on\nactive | A | 2001\ndeceased | B | 2001"
    found = assess(rosters.roster(members=gone), plan)
    assert not target(found, "B4").score.estimated


def test_assess__counts__those_on_the_list_and_those_who_left(plan: Plan) -> None:
    members = """
        full_name | admitted_on | status   | left_on
        A         | 2001        | active   |
        B         | 2001        | deceased | 2024-03
        C         | 2001        | deceased | 2025-03
        D         | 2025-02     | active   |
        E         | 2001        | ?        |
    """
    counts = assess(rosters.roster(members=members), plan).counts
    assert (counts.members, counts.members_left) == (3, 1)
    assert (counts.organizations, counts.residential_units) == (0, 0)


def test_assess__parts__repeats_the_one_that_decides(plan: Plan) -> None:
    members = """
        full_name | admitted_on | working | residence_introduced | residence_review
        A         | 2001        | yes     | yes                  | exemplary
        B         | 2001        | yes     | yes                  | not_exemplary
        C         | 2001        | yes     | no                   | not_exemplary
    """
    result = target(assess(rosters.roster(members=members), plan), "B1")
    assert result.deciding_part == "reviewed"
    assert [(each.id, each.score.numerator) for each in result.parts] == [
        ("introduced", 2),
        ("reviewed", 1),
    ]
    assert (result.score.numerator, result.score.denominator) == (1, 3)
    assert [gap.name for gap in result.gaps] == ["B", "C"], "each person once"
    assert len(result.explanation) == len(result.evidence) == 2


def test_assess__a_ceiling__lists_those_who_count(plan: Plan) -> None:
    import plans

    text = plans.proportion("{rating: failed}", goal="none: true")
    result = assess(rosters.roster(members=MEMBERS), plans.plan(plans.targets(text))).targets[0]
    assert result.verdict is Verdict.NOT_MET
    assert [gap.name for gap in result.gaps] == ["Bình"]


def test_assess__members_without_an_organization__are_left_out_of_the_breakdown(
    plan: Plan,
) -> None:
    result = target(assess(rosters.roster(members=MEMBERS), plan), "B3")
    assert list(result.by_organization) == []
    named = MEMBERS.replace("branch", "grassroots").replace("CB1", "Đảng bộ xã Lát")
    result = target(assess(rosters.roster(members=named), plan), "B3")
    assert [each.organization for each in result.by_organization] == ["CB2", "Đảng bộ xã Lát"]


def test_assess__units__stand_under_their_branch_or_their_commune(plan: Plan) -> None:
    units = """
        name | commune | branch | branch_kind
        T1   | A       | CB1    | own
        T2   | B       |        | none
        T3   | xã C    |        | none
    """
    found = assess(rosters.roster(organizations=ORGANIZATIONS, units=units), plan)
    scores = {
        each.organization: each.score.numerator for each in target(found, "A5").by_organization
    }
    assert scores == {"ĐU A": 1, "ĐU B": 0, "xã C": 0}


def test_assess__settings_and_plan__are_repeated(small: Assessment, plan: Plan) -> None:
    assert dict(small.settings)["rating_base"] == "rated"
    assert (small.plan.id, small.plan.sha256) == (plan.id, plan.sha256)
    assert small.tally(Verdict.NOT_MET) == sum(
        each.verdict is Verdict.NOT_MET for each in small.targets
    )


# ---- what holds for every roster ----------------------------------------------------------------


def shuffled(roster: Roster, random: Random) -> Roster:
    """The same records in another order."""
    orders = {}
    for kind in Kind:
        records = roster.records(kind)
        order = list(range(records.size if records else 0))
        random.shuffle(order)
        orders[kind] = order
    moved = {kind: _moved(roster.records(kind), orders[kind]) for kind in Kind}
    place = {old: new for new, old in enumerate(orders[Kind.ORGANIZATION])} | {-1: -1}
    references = References(
        *(
            tuple(place[named[old]] for old in orders[kind])
            for named, kind in (
                (roster.references.member_branch, Kind.MEMBER),
                (roster.references.member_grassroots, Kind.MEMBER),
                (roster.references.unit_branch, Kind.RESIDENTIAL_UNIT),
                (roster.references.organization_parent, Kind.ORGANIZATION),
            )
        )
    )
    return replace(
        roster,
        members=moved[Kind.MEMBER],
        organizations=moved[Kind.ORGANIZATION],
        residential_units=moved[Kind.RESIDENTIAL_UNIT],
        references=references,
    )


def _moved(records: Records | None, order: list[int]) -> Records | None:
    if records is None:
        return None

    def column(each: Column[object]) -> Column[object]:
        from array import array

        return Column(each.values, array("I", (each.codes[old] for old in order)))

    plain = {name: column(each) for name, each in records.plain.items()}  # type: ignore[arg-type]
    yearly = {
        name: {year: column(each) for year, each in years.items()}  # type: ignore[arg-type]
        for name, years in records.yearly.items()
    }
    return replace(records, plain=plain, yearly=yearly)


@pytest.mark.parametrize("seed", range(12))
def test_assess__records_in_another_order__scores_the_same(plan: Plan, seed: int) -> None:
    roster = districts.roster_of(districts.district(seed))
    before = assess(roster, plan)
    after = assess(shuffled(roster, Random(seed)), plan)
    assert [each.score for each in before.targets] == [each.score for each in after.targets]
    for old, new in zip(before.targets, after.targets, strict=True):
        assert set(map(_named, old.by_organization)) == set(map(_named, new.by_organization))


def _named(each: object) -> str:
    return repr(each)


@pytest.mark.parametrize("seed", range(12))
def test_assess__any_roster__numerator_within_denominator_within_population(
    plan: Plan, seed: int
) -> None:
    found = assess(districts.roster_of(districts.district(seed)), plan)
    for result in found.targets:
        for score, how in zip(
            [part.score for part in result.parts] or [result.score],
            result.explanation,
            strict=False,
        ):
            if score.denominator is None or how.population is None:
                continue
            off = sum(each.count for each in score.excluded)
            assert (score.numerator or 0) <= score.denominator
            assert score.denominator + off <= how.population + (score.unknown or 0)


@pytest.mark.parametrize("seed", range(12))
def test_assess__any_roster__evidence_counts_what_the_numbers_say(plan: Plan, seed: int) -> None:
    found = assess(districts.roster_of(districts.district(seed)), plan)
    for result in found.targets:
        scores = [part.score for part in result.parts] or [result.score]
        for score, evidence in zip(scores, result.evidence, strict=False):
            if score.numerator is None:
                continue
            assert evidence.count(Group.UNKNOWN) == score.unknown
            assert evidence.count(Group.EXCLUDED) >= sum(each.count for each in score.excluded)
            for each in score.excluded:
                rows = list(evidence.rows(Group.EXCLUDED, each.reason))
                assert evidence.count(Group.EXCLUDED, each.reason) == len(rows) == each.count
            for group in Group:
                assert evidence.count(group) == len(list(evidence.rows(group)))


def test_assess__twice__is_the_same(plan: Plan) -> None:
    roster = rosters.roster(members=MEMBERS, organizations=ORGANIZATIONS, as_of=date(2024, 12, 31))
    first, second = assess(roster, plan), assess(roster, plan)
    assert [each.score for each in first.targets] == [each.score for each in second.targets]
    assert first.findings == second.findings
    assert [list(each.gaps) for each in first.targets] == [
        list(each.gaps) for each in second.targets
    ]


@pytest.mark.parametrize(
    ("organizations", "member", "owner"),
    [
        ("CB | subordinate_branch | ĐU", "CB | ", "ĐU"),
        ("CB | subordinate_branch | ĐU X", "CB | ", "ĐU X"),
        ("CB | subordinate_branch | ", "CB | ĐU Y", "ĐU Y"),
        ("CB | ? | ", "CB | ", "CB"),
        ("CB | ? | ĐU", "CB | ", "ĐU"),
        ("BP | divisional_committee | ĐU\nCB | subordinate_branch | BP", "CB | ", "ĐU"),
        ("CB | grassroots_branch | ", "CB | ĐU Y", "CB"),
        ("A | subordinate_branch | B\nB | subordinate_branch | A", "A | ĐU Y", "ĐU Y"),
    ],
)
def test_assess__members__stand_under_the_grassroots_organization_of_their_branch(
    plan: Plan, organizations: str, member: str, owner: str
) -> None:
    roster = rosters.roster(
        organizations=f"name | kind | parent\n{organizations}\nĐU | grassroots_committee | ",
        members=f"full_name | branch | grassroots\nA | {member}",
    )
    result = target(assess(roster, plan), "B3")
    assert [each.organization for each in result.by_organization] == [owner]


ADDED = """
    fields:
      - of: organizations
        name: colour
        type: choice
        label: màu cờ
        headers: [Màu]
        values: {red: [Đỏ], blue: [Xanh]}
      - of: organizations
        name: strength
        type: choice
        label: mức vững mạnh
        headers: [Mức]
        ordered: true
        values: {strong: [Vững mạnh], fair: [Khá], average: [Trung bình], weak: [Yếu]}
"""


def test_assess__choice_that_the_plan_adds__has_its_order_in_gaps_and_numbers() -> None:
    text = plans.proportion("{strength: {at_least: fair}}", of="organizations")
    whole = plans.plan(ADDED, plans.targets(text))
    table = "name | founded_on | strength\nA | 2001 | weak\nB | 2001 | average\nC | 2001 | strong\nD | 2001 | fair\nE | 2001 | strong\nF | 2001 |"
    roster = rosters.roster(organizations=table, extra=whole.extra_fields)
    (target,) = assess(roster, whole).targets
    (how,) = target.explanation
    assert (target.score.denominator, target.score.unknown) == (6, 1)
    assert [(each.value, each.count) for each in how.split] == [("strong", 2), ("fair", 1)]
    assert [(each.value, each.count) for each in how.missed_split] == [("average", 1), ("weak", 1)]
    assert [gap.value for gap in target.gaps] == ["average", "weak"]


def test_assess__ratio_of_two_kinds_of_record__by_organization_with_only_one_of_them() -> None:
    text = """
        measure:
          kind: ratio
          of: members
          population: {present: ever}
          numerator: {sex: male}
          denominator: {of: organizations, existing: ever}
        goal: {at_least: 100%}
    """
    roster = rosters.roster(
        members="full_name | grassroots | sex\nA | X | male\nB | Y | male",
        organizations="name | kind\nX | grassroots_branch",
    )
    (target,) = assess(roster, plans.plan(plans.targets(text))).targets
    found = {each.organization: each.score for each in target.by_organization}
    assert {name: (one.numerator, one.denominator) for name, one in found.items()} == {
        "X": (1, 1),
        "Y": (1, 0),
    }


def test_assess__parts_over_several_kinds_of_record__are_decided_together() -> None:
    text = """
        parts:
          - id: pledged
            label: Cam kết
            measure: {kind: proportion, of: members, population: {present: ever},
                      numerator: {pledge: true}}
          - id: each
            label: Mỗi tổ chức
            measure: {kind: ratio, of: members, population: {present: ever},
                      denominator: {of: organizations, existing: ever}}
        goal: {at_least: 50%}
    """
    roster = rosters.roster(
        members="full_name | pledge\nA | \nB | ",
        organizations="name | kind\nX | grassroots_branch",
    )
    (target,) = assess(roster, plans.plan(plans.targets(text))).targets
    assert target.deciding is not None
    assert (target.deciding.met_if, target.deciding.not_met_if) == (1, 2)


def test_assess__base_of_a_ratio__in_the_period_of_the_target() -> None:
    text = """
        period: term
        measure:
          kind: ratio
          of: members
          population: {present: ever}
          numerator: {sex: male, admitted_on: {within: period}}
          denominator: {of: members, present: ever, where: {admitted_on: {within: period}}}
        goal: {at_least: 50%}
    """
    members = "full_name | admitted_on | sex\nA | 2021 | male\nB | 2022 | female\nC | 2015 | male"
    (target,) = assess(rosters.roster(members=members), plans.plan(plans.targets(text))).targets
    assert (target.score.numerator, target.score.denominator) == (1, 2)


def test_assess__base_of_a_ratio__may_be_open_where_the_numerator_is_not() -> None:
    text = """
        unit: organization
        measure:
          kind: ratio
          of: organizations
          population: {existing: ever}
          numerator: {all: [{kind: grassroots_branch}, {has_committee: true}]}
          denominator: {of: organizations, existing: ever, where: {kind: grassroots_committee}}
        goal: {at_least: 50%}
    """
    table = "name | kind | has_committee\nA | | no\nB | grassroots_committee | no"
    (target,) = assess(rosters.roster(organizations=table), plans.plan(plans.targets(text))).targets
    assert (target.score.denominator, target.score.unknown) == (1, 1)
