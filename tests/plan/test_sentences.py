"""Targets of the same family that real plans have: each as YAML, scored on a small roster.

The sentences are quoted from reports in the press; what matters here is that the language of plans
can say each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lacduong_kpi.assess.model import TargetResult
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.verdicts.model import Verdict
from plans import plan, targets
from rosters import roster

MET, NOT_MET, NOT_DUE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_DUE
MANY = "full_name | admitted_on | rating"


def score(whole: Plan, target: str = "T1", **tables: object) -> TargetResult:
    scored = assess(roster(extra=whole.extra_fields, **tables), whole)  # type: ignore[arg-type]
    return next(each for each in scored.targets if each.id == target)


def numbers(result: TargetResult) -> tuple[Verdict, int | None, int | None]:
    return result.verdict, result.score.numerator, result.score.denominator


def rows(header: str, *groups: tuple[int, str]) -> str:
    """A table: so many rows of each kind, named A1, A2 …"""
    lines = [
        f"{chr(65 + index)}{number} | {cells}"
        for index, (count, cells) in enumerate(groups)
        for number in range(count)
    ]
    return "\n".join([header, *lines])


ORGANIZATIONS = "name | kind | founded_on | rating"
G = "grassroots_branch | 1990"
RATED_ORGANIZATIONS = """
unit: grassroots
measure:
  kind: proportion
  of: organizations
  population: {existing: period_end, where: {kind: {in: [grassroots_committee, grassroots_branch]}}}
  exclude: [{reason: chưa đánh giá, where: {rating: not_rated}}]
"""


def test_1__range_as_a_floor_and_other_level_names() -> None:
    """hàng năm có từ 70% - 80% TCCSĐ đạt TSVM"""
    body = RATED_ORGANIZATIONS + "  numerator: {rating: excellent}\ngoal: {between: 70 - 80%}\n"
    whole = plan(targets(body))
    for clean, verdict, exceeded in ((6, NOT_MET, False), (7, MET, False), (9, MET, True)):
        table = rows(ORGANIZATIONS, (clean, f"{G} | excellent"), (10 - clean, f"{G} | good"))
        result = score(whole, organizations=table)
        assert numbers(result) == (verdict, clean, 10)
        assert result.score.exceeded == exceeded


def test_2__there_must_be_none() -> None:
    """không có tổ chức cơ sở đảng yếu kém"""
    body = """
        unit: grassroots
        measure:
          kind: count
          of: organizations
          population: {existing: period_end, where: {kind: {in: [grassroots_committee, grassroots_branch]}}}
          numerator: {rating: failed}
        goal: {none: true}
    """
    whole = plan(targets(body))
    good = score(whole, organizations=rows(ORGANIZATIONS, (3, f"{G} | good")))
    weak = score(whole, organizations=rows(ORGANIZATIONS, (3, f"{G} | good"), (1, f"{G} | failed")))
    assert numbers(good)[:2] == (MET, 0)
    assert numbers(weak)[:2] == (NOT_MET, 1)


RATED_MEMBERS = """
measure:
  kind: proportion
  of: members
  population: {present: period_end}
  exclude: [{reason: chưa đánh giá, where: {rating: not_rated}}]
  numerator: {rating: {at_least: good}}
goal: {between: 90 - 93%}
"""


def test_3__a_share_within_the_numerator_of_another_target() -> None:
    """90% - 93% đảng viên hoàn thành tốt, trong đó có 15% xuất sắc"""
    nested = """
        id: T2
        measure:
          kind: proportion
          of: members
          population: {numerator_of: T1}
          numerator: {rating: excellent}
        goal: {at_least: 15%}
    """
    whole = plan(targets(RATED_MEMBERS, nested))
    table = rows(
        MANY, (3, "2010 | excellent"), (17, "2010 | good"), (2, "2010 | completed"), (1, "2010 | not_rated")
    )  # fmt: skip
    assert numbers(score(whole, "T1", members=table)) == (MET, 20, 22)
    assert numbers(score(whole, "T2", members=table)) == (MET, 3, 20)


ADMITTED = """
measure:
  kind: count
  of: members
  population: {present: ever}
  numerator: {admitted_on: {within: year}}
"""
PEOPLE = "full_name | admitted_on | sex"


def test_4__an_absolute_number_a_year() -> None:
    """hàng năm phát triển từ 55 - 60 đảng viên mới trở lên"""
    whole = plan(targets(ADMITTED + "goal: {between: 55 - 60}\n"))
    for new, verdict in ((54, NOT_MET), (55, MET), (61, MET)):
        table = rows(PEOPLE, (new, "2024 | male"), (100, "2001 | male"))
        assert numbers(score(whole, members=table))[:2] == (verdict, new)


def test_5__a_share_of_those_admitted() -> None:
    """trong đó có từ 65% kết nạp mới là đoàn viên"""
    room = """
        fields:
          - {of: members, name: youth_union, type: flag, label: là đoàn viên, headers: [Đoàn viên]}
    """
    nested = """
        id: T2
        measure:
          kind: proportion
          of: members
          population: {numerator_of: T1}
          numerator: {youth_union: true}
        goal: {at_least: 65%}
    """
    whole = plan(room, targets(ADMITTED + "goal: {between: 55 - 60}\n", nested))
    header = "full_name | admitted_on | youth_union"
    table = rows(header, (13, "2024 | yes"), (7, "2024 | no"), (30, "2010 | no"))
    assert numbers(score(whole, "T2", members=table)) == (MET, 13, 20)


def test_6__other_units_on_another_scale() -> None:
    """70% trở lên chính quyền cơ sở Vững mạnh; 80% - 85% tổ chức đoàn thể Vững mạnh"""
    room = """
        fields:
          - of: organizations
            name: unit_type
            type: choice
            label: loại đơn vị
            headers: [Loại đơn vị]
            values: {government: [Chính quyền], mass: [Đoàn thể]}
          - of: organizations
            name: strength
            type: choice
            label: mức vững mạnh
            headers: [Mức]
            ordered: true
            values: {strong: [Vững mạnh], fair: [Khá], average: [Trung bình], weak: [Yếu kém]}
    """
    bodies = [
        f"""
        id: T{number}
        unit: organization
        measure:
          kind: proportion
          of: organizations
          population: {{existing: ever, where: {{unit_type: {type_}}}}}
          numerator: {{strength: {{at_least: strong}}}}
        goal: {{{goal}}}
        """
        for number, type_, goal in (
            (1, "government", "at_least: 70%"),
            (2, "mass", "between: 80 - 85%"),
        )
    ]
    whole = plan(room, targets(*bodies))
    header = "name | unit_type | strength"
    table = rows(
        header, (5, "government | strong"), (1, "government | fair"), (4, "mass | strong"), (2, "mass | weak")
    )  # fmt: skip
    assert numbers(score(whole, "T1", organizations=table)) == (MET, 5, 6)
    assert numbers(score(whole, "T2", organizations=table)) == (NOT_MET, 4, 6)


def test_7__office_holders_by_a_milestone() -> None:
    """đến năm 2020 100% trưởng, phó các đoàn thể là đảng viên"""
    body = """
        period: {milestone: 2020-12-31}
        measure:
          kind: ratio
          of: members
          population: {present: period_end}
          numerator: {position: {contains: đoàn thể}, any: [{position: {contains: trưởng}}, {position: {contains: phó}}]}
          denominator: {number: 4}
        goal: {at_least: 100%}
    """
    whole = plan(targets(body))
    header = "full_name | admitted_on | position"
    members = (
        f"{header}\nA | 2001 | Trưởng đoàn thể xã Lát\nB | 2003 | Phó đoàn thể Đạ Sar"
        "\nC | 2003 | Ủy viên đoàn thể\nD | 2005 | TRƯỞNG ĐOÀN THỂ Đạ Nhim"
    )
    before = score(whole, members=members, year=2019)
    after = score(whole, members=members + "\nE | 2005 | Phó trưởng đoàn thể", year=2020)
    assert numbers(before) == (NOT_DUE, 3, 4)
    assert numbers(after) == (MET, 4, 4)


def test_8__a_denominator_that_the_sentence_names() -> None:
    """7% trở lên so với tổng số đảng viên đầu năm"""
    body = """
        measure:
          kind: ratio
          of: members
          population: {present: ever}
          numerator: {admitted_on: {within: year}}
          denominator: {of: members, present: previous_year_end}
        goal: {at_least: 7%}
    """
    whole = plan(targets(body))
    header = "full_name | admitted_on | status | left_on"
    table = rows(
        header,
        (7, "2024 | active |"),
        (98, "2010 | active |"),
        (2, "2010 | deceased | 2024-05"),
        (5, "2010 | deceased | 2023-05"),
    )
    assert numbers(score(whole, members=table)) == (MET, 7, 100)


def test_9__a_denominator_with_a_condition() -> None:
    """100% chi, đảng bộ có nguồn đều phát triển được đảng viên"""
    room = """
        fields:
          - {of: organizations, name: has_candidates, type: flag, label: có nguồn, headers: [Có nguồn]}
    """
    body = """
        unit: organization
        measure:
          kind: proportion
          of: organizations
          population: {existing: period_end, where: {has_candidates: true}}
          numerator: {any_member: {present: ever, where: {admitted_on: {within: year}}}}
        goal: {at_least: 100%}
    """
    whole = plan(room, targets(body))
    organizations = """
        name | kind               | founded_on | has_candidates
        X    | subordinate_branch | 1990       | yes
        Y    | subordinate_branch | 1990       | yes
        Z    | subordinate_branch | 1990       | no
    """
    members = "full_name | branch | admitted_on\nA | X | 2024-03-03\nB | Y | 2010\nC | Z | 2001"
    assert numbers(score(whole, organizations=organizations, members=members)) == (NOT_MET, 1, 2)
    members += "\nD | Y | 2024"
    assert numbers(score(whole, organizations=organizations, members=members)) == (MET, 2, 2)


def test_10__a_mean_over_a_term() -> None:
    """bình quân hằng năm phát triển 2.000 đảng viên"""
    body = """
        period: {phase: {id: 2021-2025, from: 2021-01-01, to: 2025-12-31}}
        measure:
          kind: mean
          of: members
          population: {present: ever}
          numerator: {admitted_on: {within: year}}
        goal: {at_least: 20}
    """
    whole = plan(targets(body))
    table = rows(
        PEOPLE, (25, "2021 | male"), (10, "2022 | male"), (28, "2023 | male"), (9, "2015 | male")
    )
    after_three = score(whole, members=table, year=2023)
    after_four = score(whole, members=table, year=2024)
    after_five = score(whole, members=table, year=2025)
    assert after_three.verdict is MET
    assert after_four.verdict is NOT_DUE
    assert after_five.verdict is NOT_MET
    assert after_five.score.numerator == 63


def test_11__an_absolute_range() -> None:
    """mỗi năm kết nạp từ 90 - 100"""
    whole = plan(targets(ADMITTED + "goal: {between: 90 - 100}\n"))
    for new, verdict, exceeded in ((89, NOT_MET, False), (100, MET, False), (146, MET, True)):
        result = score(whole, members=rows(PEOPLE, (new, "2024 | male")))
        assert (result.verdict, result.score.exceeded) == (verdict, exceeded)


BRANCHES = "name | kind | sector | founded_on | has_committee"
RESIDENTIAL = "subordinate_branch | residential"


def test_12__a_milestone_for_each_year() -> None:
    """năm 2018 đạt 95% ấp, khu phố có cấp ủy"""
    body = """
        unit: branch
        period:
          milestones:
            - {by: 2017-12-31, goal: {at_least: 90%}}
            - {by: 2018-12-31, goal: {at_least: 95%}}
        measure:
          kind: proportion
          of: organizations
          population: {existing: period_end, where: {sector: residential}}
          numerator: {has_committee: true}
    """
    whole = plan(targets(body))
    table = rows(BRANCHES, (92, f"{RESIDENTIAL} | 1990 | yes"), (8, f"{RESIDENTIAL} | 1990 | no"))
    assert numbers(score(whole, organizations=table, year=2017)) == (MET, 92, 100)
    running = score(whole, organizations=table, year=2018, as_of=date(2018, 6, 30))
    assert numbers(running) == (NOT_DUE, 92, 100)
    assert numbers(score(whole, organizations=table, year=2018)) == (NOT_MET, 92, 100)


def test_13__village_heads_who_are_members() -> None:
    """trên 290 đảng viên; tỷ lệ trưởng thôn, khu phố là đảng viên trên 50%"""
    heads = """
        id: T2
        measure:
          kind: ratio
          of: members
          population: {present: period_end}
          numerator: {position: {contains: trưởng thôn}}
          denominator: {of: residential_units}
        goal: {more_than: 50%}
    """
    whole = plan(targets(ADMITTED + "goal: {more_than: 290}\n", heads))
    units = rows("name | commune", (4, "Xã Lát"))
    header = "full_name | admitted_on | position"
    members = f"{header}\nA | 2010 | Trưởng thôn 1\nB | 2011 | Bí thư, trưởng thôn\nC | 2024 | Phó chủ tịch"
    assert numbers(score(whole, "T1", members=members, units=units))[:2] == (NOT_MET, 1)
    assert numbers(score(whole, "T2", members=members, units=units)) == (NOT_MET, 2, 4)
    members += "\nD | 2012 | TRƯỞNG THÔN 4"
    assert numbers(score(whole, "T2", members=members, units=units)) == (MET, 3, 4)


def test_14__attendance() -> None:
    """100% cán bộ, đảng viên được quán triệt, học tập nghị quyết"""
    room = """
        fields:
          - {of: members, name: studied, type: flag, label: được học nghị quyết, headers: [Học nghị quyết]}
    """
    body = """
        measure:
          kind: proportion
          of: members
          population: {present: period_end}
          exclude: [{reason: miễn công tác và sinh hoạt đảng, where: {status: exempt}}]
          numerator: {studied: true}
        goal: {at_least: 100%}
    """
    whole = plan(room, targets(body))
    header = "full_name | admitted_on | status | studied"
    table = rows(
        header, (99, "2010 | active | yes"), (1, "2010 | active | no"), (4, "1970 | exempt |")
    )
    assert numbers(score(whole, members=table)) == (NOT_MET, 99, 100)
    without = score(whole, members=rows(PEOPLE, (3, "2010 | male")))
    assert without.verdict is Verdict.UNDETERMINED
    assert str(without.score.reason) == "no_column"


def test_15__another_threshold_and_a_count_of_all() -> None:
    """100% đảng viên hoàn thành nhiệm vụ trở lên; 11/11 chi bộ hoàn thành tốt"""
    members = """
        measure:
          kind: proportion
          of: members
          population: {present: period_end}
          exclude: [{reason: chưa đánh giá, where: {rating: not_rated}}]
          numerator: {rating: {at_least: completed}}
        goal: {at_least: 100%}
    """
    branches = """
        id: T2
        unit: branch
        measure:
          kind: count
          of: organizations
          population: {existing: period_end}
          numerator: {rating: {at_least: good}}
        goal: {exactly: 11}
    """
    whole = plan(targets(members, branches))
    people = rows(MANY, (8, "2010 | completed"), (2, "2010 | excellent"))
    for good, verdict in ((11, MET), (10, NOT_MET)):
        table = rows(ORGANIZATIONS, (good, f"{G} | good"), (11 - good, f"{G} | completed"))
        assert numbers(score(whole, "T2", members=people, organizations=table))[:2] == (
            verdict,
            good,
        )
    assert numbers(score(whole, "T1", members=people)) == (MET, 10, 10)


def test_16__two_milestones_and_villages_with_a_member() -> None:
    """đến 2025 100% thôn, bản có đảng viên; đến 2030 100% thôn, bản, tổ dân phố có chi bộ"""
    with_member = """
        unit: residential_unit
        period: {milestone: 2025-12-31}
        measure:
          kind: proportion
          of: residential_units
          numerator: {any_member: {present: period_end}}
        goal: {at_least: 100%}
    """
    with_branch = """
        id: T2
        unit: residential_unit
        period: {milestone: 2030-12-31}
        measure: {kind: proportion, of: residential_units, numerator: {branch_kind: own}}
        goal: {at_least: 100%}
    """
    whole = plan(targets(with_member, with_branch))
    organizations = "name | kind\nX | subordinate_branch\nY | subordinate_branch"
    units = "name | branch | branch_kind\nThôn 1 | X | own\nThôn 2 | Y | joint"
    members = "full_name | branch | admitted_on\nA | X | 2010"
    tables = {"organizations": organizations, "units": units, "members": members, "year": 2025}
    assert numbers(score(whole, "T1", **tables)) == (NOT_MET, 1, 2)
    assert numbers(score(whole, "T2", **tables)) == (NOT_DUE, 1, 2)
    tables["members"] = members + "\nB | Y | 2012"
    assert numbers(score(whole, "T1", **tables)) == (MET, 2, 2)


def test_17__a_rate_averaged_over_a_phase() -> None:
    """kết nạp giai đoạn 2020 - 2025 đạt 3 - 4% tổng số"""
    body = """
        period: {phase: {id: g, from: 2023-01-01, to: 2025-12-31}}
        measure:
          kind: mean
          of: members
          population: {present: ever}
          numerator: {admitted_on: {within: year}}
          denominator: {of: members, present: previous_year_end}
        goal: {between: 3 - 4 %}
    """
    whole = plan(targets(body))
    table = rows(PEOPLE, (100, "2010 | male"), (3, "2023 | male"), (4, "2024 | male"))
    result = score(whole, members=table)
    assert numbers(result) == (MET, 7, 100 + 103)


def test_18__a_share_of_the_plan_for_the_term() -> None:
    """300 đảng viên = 46,5% kế hoạch cả nhiệm kỳ"""
    body = """
        period: term
        measure:
          kind: ratio
          of: members
          population: {present: ever}
          numerator: {admitted_on: {within: term}}
          denominator: {number: 645}
        goal: {at_least: 100%}
    """
    whole = plan(targets(body))
    result = score(whole, members=rows(PEOPLE, (300, "2022 | male"), (50, "2015 | male")))
    assert numbers(result) == (NOT_DUE, 300, 645)
    assert result.score.rate is not None
    assert result.score.rate.percent == "46.51"


def test_19__an_attribute_of_branches() -> None:
    """127/128 chi bộ có đủ đảng viên tại chỗ"""
    body = """
        unit: branch
        measure:
          kind: proportion
          of: organizations
          population: {existing: period_end, where: {kind: subordinate_branch}}
          numerator: {official_member_count: {at_least: 3}}
        goal: {at_least: 100%}
    """
    whole = plan(targets(body))
    header = "name | kind | founded_on | official_member_count"
    table = rows(
        header, (127, "subordinate_branch | 1990 | 3"), (1, "subordinate_branch | 1990 | 2")
    )
    assert numbers(score(whole, organizations=table)) == (NOT_MET, 127, 128)


def test_20__a_quota_for_each_unit() -> None:
    """Tam Kỳ 150, Hội An 110"""
    body = """
        measure:
          kind: count
          of: members
          population: {present: ever}
          numerator: {admitted_on: {within: year}}
        quotas: {at_least: {Tam Kỳ: 3, Hội An: 2}, total: 5}
    """
    whole = plan(targets(body))
    organizations = "name | kind\nTam Kỳ | grassroots_committee\nHội An | grassroots_committee"
    header = "full_name | grassroots | admitted_on"
    one_short = rows(header, (4, "Tam Kỳ | 2024"), (1, "Hội An | 2024"), (9, "Hội An | 2010"))
    enough = rows(header, (3, "Tam Kỳ | 2024"), (2, "Hội An | 2024"))
    short = score(whole, organizations=organizations, members=one_short)
    assert short.verdict is NOT_MET
    assert parts(short) == [("Tam Kỳ", MET, 4), ("Hội An", NOT_MET, 1)]
    assert score(whole, organizations=organizations, members=enough).verdict is MET


def test_quotas__a_branch_under_an_organization_that_is_not_listed__counts_for_it() -> None:
    body = """
        measure:
          kind: count
          of: members
          population: {present: ever}
          numerator: {admitted_on: {within: year}}
        quotas: {at_least: {Tam Kỳ: 1, Hội An: 1}}
    """
    organizations = "name | kind | parent\nCB1 | subordinate_branch | Tam Kỳ"
    members = "full_name | branch | admitted_on\nA | CB1 | 2024"
    found = score(plan(targets(body)), organizations=organizations, members=members)
    assert parts(found) == [("Tam Kỳ", MET, 1), ("Hội An", NOT_MET, 0)]


def parts(result: TargetResult) -> list[tuple[str, Verdict, int | None]]:
    return [(each.id, each.score.verdict, each.score.numerator) for each in result.parts]


def test_21__a_ceiling() -> None:
    """không vượt 20% số đảng viên hoàn thành tốt nhiệm vụ"""
    body = """
        measure:
          kind: ratio
          of: members
          population: {present: period_end}
          numerator: {rating: excellent}
          denominator: {of: members, present: period_end, where: {rating: good}}
        goal: {at_most: 20%}
    """
    whole = plan(targets(body))
    for best, verdict in ((10, MET), (11, NOT_MET)):
        table = rows(MANY, (best, "2010 | excellent"), (50, "2010 | good"), (5, "2010 | completed"))
        assert numbers(score(whole, members=table)) == (verdict, best, 50)


def test_22__the_difference_between_two_days() -> None:
    """18 chi bộ ấp có cấp ủy thành lập trong năm"""
    body = """
        unit: branch
        measure:
          kind: difference
          of: organizations
          population: {existing: period_end, where: {sector: residential, has_committee: true}}
          since: previous_year_end
        goal: {at_least: 18}
    """
    whole = plan(targets(body))
    header = f"{BRANCHES} | dissolved_on"
    for founded, dissolved, verdict in ((18, 0, MET), (20, 3, NOT_MET), (20, 2, MET)):
        table = rows(
            header,
            (30, f"{RESIDENTIAL} | 1990 | yes |"),
            (founded, f"{RESIDENTIAL} | 2024 | yes |"),
            (dissolved, f"{RESIDENTIAL} | 1990 | yes | 2024-06"),
            (5, f"{RESIDENTIAL} | 2024 | no |"),
            (4, f"{RESIDENTIAL} | 1990 | no |"),
        )
        result = score(whole, organizations=table)
        assert numbers(result)[:2] == (verdict, founded - dissolved)


def test_offices_that_count_otherwise__rated_or_all_forces_and_joint_branches() -> None:
    from lacduong_kpi.plan.load import load_plan

    members = rows(MANY, (9, "2010 | good"), (1, "2010 | completed"), (2, "2010 | not_rated"))
    organizations = rows(
        "name | kind | sector | founded_on | rating",
        (8, "grassroots_committee | commune | 1990 | good"),
        (2, "grassroots_branch | military | 1990 | completed"),
    )
    units = rows("name | branch_kind", (4, "own"), (1, "joint"))
    tables = {"members": members, "organizations": organizations, "units": units}
    usual = load_plan()
    other = load_plan(
        settings={"rating_base": "all", "armed_forces": "included", "joint_branches": "counted"}
    )
    assert numbers(score(usual, "B3", **tables)) == (MET, 9, 10)
    assert numbers(score(other, "B3", **tables)) == (NOT_MET, 9, 12)
    assert numbers(score(usual, "A3", **tables)) == (MET, 8, 8)
    assert numbers(score(other, "A3", **tables)) == (NOT_MET, 8, 10)
    assert numbers(score(usual, "A5", **tables)) == (NOT_MET, 4, 5)
    assert numbers(score(other, "A5", **tables)) == (MET, 5, 5)
    assert dict(assess(roster(members=members), other).settings)["rating_base"] == "all"


def test_every_sentence__has_a_test() -> None:
    found = {name.split("_")[1] for name in globals() if name.startswith("test_")}
    assert {str(number) for number in range(1, 23)} <= found


def test_rows__as_the_helper_writes_them() -> None:
    table: Iterable[str] = rows("a | b", (2, "x"), (1, "y")).splitlines()
    assert list(table) == ["a | b", "A0 | x", "A1 | x", "B0 | y"]
