"""Targets: goals, periods, measures, parts, quotas; and what does not fit together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from lacduong_kpi.plan.model import (
    All,
    Goal,
    GoalKind,
    GoalUnit,
    MeasureKind,
    Milestone,
    Moment,
    MonthDay,
    PeriodKind,
    Population,
    Term,
)
from lacduong_kpi.plan.words import goal_words
from lacduong_kpi.terms import Kind
from lacduong_kpi.wording import Language
from plans import faults, plan, proportion, target, targets

PERCENT, COUNT = GoalUnit.PERCENT, GoalUnit.COUNT
D = Decimal

COUNTED = """
measure: {kind: count, of: members, population: {present: ever}, numerator: {pledge: true}}
"""
RATIO = """
measure:
  kind: ratio
  of: members
  population: {present: ever}
  numerator: {admitted_on: {within: year}}
  denominator: {of: members, present: previous_year_end}
"""


@pytest.mark.parametrize(
    ("body", "written", "goal", "words"),
    [
        (proportion("{pledge: true}", goal="at_least: 90%"), "",
         Goal(GoalKind.AT_LEAST, PERCENT, D(90), None, D(90)), "từ 90\u00a0%"),
        (proportion("{pledge: true}", goal="at_least: 100 %"), "",
         Goal(GoalKind.AT_LEAST, PERCENT, D(100)), "100\u00a0%"),
        (proportion("{pledge: true}", goal="more_than: '2,5%'"), "",
         Goal(GoalKind.MORE_THAN, PERCENT, D("2.5"), None, D("2.5")), "trên 2,5\u00a0%"),
        (proportion("{pledge: true}", goal="at_most: 20%"), "",
         Goal(GoalKind.AT_MOST, PERCENT, None, D(20)), "không quá 20\u00a0%"),
        (proportion("{pledge: true}", goal="less_than: 0.5 %"), "",
         Goal(GoalKind.LESS_THAN, PERCENT, None, D("0.5")), "dưới 0,5\u00a0%"),
        (proportion("{pledge: true}", goal="exactly: 50%"), "",
         Goal(GoalKind.EXACTLY, PERCENT, D(50)), "đúng 50\u00a0%"),
        (RATIO, "between: 3 - 4 %",
         Goal(GoalKind.RANGE, PERCENT, D(3), D(4), D(4)), "3 - 4\u00a0%"),
        (RATIO, "at_least: 120%",
         Goal(GoalKind.AT_LEAST, PERCENT, D(120), None, None), "từ 120\u00a0%"),
        (COUNTED, "between: 1 - 2",
         Goal(GoalKind.RANGE, COUNT, D(1), D(2), D(2)), "1 - 2"),
        (COUNTED, "at_least: 2000",
         Goal(GoalKind.AT_LEAST, COUNT, D(2000), None, D(2000)), "từ 2.000"),
        (COUNTED, "at_least: 1, exceeded_above: 2",
         Goal(GoalKind.AT_LEAST, COUNT, D(1), None, D(2)), "từ 1"),
        (COUNTED, "none: true",
         Goal(GoalKind.NONE, COUNT, None, D(0)), "không có"),
    ],
)  # fmt: skip
def test_goal__each_form__exact_and_in_words(
    body: str, written: str, goal: Goal, words: str
) -> None:
    found = target(body + (f"goal: {{{written}}}\n" if written else "")).goal
    assert found == goal
    assert goal_words(found, Language.VI) == words


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("at_least: true", "plan.goal_number"),
        ("at_least: -5", "plan.goal_number"),
        ("at_least: 1e400", "plan.goal_number"),
        ("at_least: .inf", "document.not_finite"),
        ("at_least: 90%, at_most: 95%", "plan.one_of"),
        ("exceeded_above: 2%", "plan.one_of"),
        ("none: false", "document.not_a_choice"),
        ("between: 90%", "plan.goal_range"),
        ("between: 4 - 3%", "plan.goal_range"),
        ("between: 3 - 3%", "plan.goal_range"),
        ("atleast: 90%", "document.unknown_key_near"),
        ("at_least: 101%", "plan.goal_impossible"),
        ("at_least: 90", "plan.goal_unit.percent"),
        ("between: 3 - 4", "plan.goal_unit.percent"),
    ],
)
def test_goal__that_makes_no_sense__is_a_fault(written: str, fault: str) -> None:
    found = faults(targets(proportion("{pledge: true}", goal=written)))
    assert fault in found


def test_goal__of_a_count__is_no_percentage() -> None:
    assert faults(targets(COUNTED + "goal: {at_least: 90%}\n")) == ["plan.goal_unit.count"]


def test_period__names_phase_and_milestones() -> None:
    goal = "goal: {at_least: 1}\n"
    assert target(COUNTED + goal + "period: continuous\n").schedule.kind is PeriodKind.CONTINUOUS
    by_term = target(COUNTED + goal + "period: term\n").schedule
    assert [term.id for term in by_term.terms] == ["2020-2025", "2025-2030"]
    one = target(COUNTED + goal + "period: {milestone: 2030-12-31}\n").schedule
    assert [each.by for each in one.milestones] == [date(2030, 12, 31)]
    phase = "period: {phase: {id: p, from: 2021-01-01, to: 2023-12-31}}\n"
    assert target(COUNTED + goal + phase).schedule.terms == (
        Term("p", date(2021, 1, 1), date(2023, 12, 31)),
    )


def test_milestones__each_with_its_goal__in_order_of_days() -> None:
    period = """
period:
  milestones:
    - {by: 2030-12-31, goal: {at_least: 2}}
    - {by: 2025-12-31, goal: {at_least: 1}}
"""
    found = target(COUNTED + period)
    low, high = (Goal(GoalKind.AT_LEAST, COUNT, D(n), None, D(n)) for n in (1, 2))
    assert found.schedule.milestones == (
        Milestone(date(2025, 12, 31), low),
        Milestone(date(2030, 12, 31), high),
    )
    assert found.goal == high


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (COUNTED, "plan.one_of"),
        (COUNTED + "goal: {at_least: 1}\nperiod: yeer\n", "document.unknown_value_near"),
        (COUNTED + "goal: {at_least: 1}\nperiod: {name: year, milestone: 2030-12-31}\n", "plan.one_of"),
        (COUNTED + "goal: {at_least: 1}\nperiod: {phase: {id: p, from: 2024-01-01, to: 2020-01-01}}\n",
         "plan.days_reversed"),
        (COUNTED + "goal: {at_least: 1}\nunit: organization\n", "plan.unit_unfit"),
        ("goal: {at_least: 1}\n", "plan.one_of"),
        (COUNTED.replace("kind: count", "kind: proportion, denominator: {number: 5}")
         + "goal: {at_least: 1%}\n", "plan.key_unfit"),
        (COUNTED.replace("kind: count", "kind: ratio") + "goal: {at_least: 1%}\n", "plan.key_needed"),
        (COUNTED.replace("kind: count", "kind: difference") + "goal: {at_least: 1}\n", "plan.key_needed"),
        (COUNTED.replace("kind: count", "kind: count, since: 06-30") + "goal: {at_least: 1}\n", "plan.key_unfit"),
        (COUNTED.replace(", numerator: {pledge: true}", "").replace("count", "proportion")
         + "goal: {at_least: 1%}\n", "plan.key_needed"),
        (COUNTED.replace("{present: ever}", "{}") + "goal: {at_least: 1}\n", "plan.want_moment"),
        (COUNTED.replace("{present: ever}", "{existing: ever, present: ever}") + "goal: {at_least: 1}\n",
         "plan.wrong_moment_key"),
        (COUNTED.replace("{present: ever}", "{present: 02-30}") + "goal: {at_least: 1}\n", "plan.month_day"),
        (RATIO.replace("of: members, present: previous_year_end", "number: 0") + "goal: {at_least: 1%}\n",
         "document.out_of_range"),
        (RATIO.replace("of: members, present: previous_year_end", "number: 5, of: members")
         + "goal: {at_least: 1%}\n", "plan.one_of"),
    ],
)  # fmt: skip
def test_target__pieces_that_do_not_fit__are_a_fault(body: str, fault: str) -> None:
    assert fault in faults(targets(body))


def test_ids__that_stand_twice__are_a_fault() -> None:
    body = COUNTED + "goal: {at_least: 1}\n"
    assert faults(targets(body, body)) == ["plan.name_twice"]


def test_term__without_terms_in_the_plan__is_a_fault() -> None:
    from lacduong_kpi.errors import PlanError
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    whole = text(targets(COUNTED + "goal: {at_least: 1}\nperiod: term\n"))
    whole = "\n".join(line for line in whole.splitlines() if "from: 202" not in line)
    with pytest.raises(PlanError) as caught:
        read_plan(whole.replace("  terms:\n", "").encode(), "a.yaml")
    assert [each.key for each in caught.value.problems[1:]] == ["plan.no_terms"]


def test_ratio__has_a_base_of_its_own() -> None:
    measure = target(RATIO + "goal: {between: 3 - 4 %}\n").measure
    assert measure is not None
    assert measure.kind is MeasureKind.RATIO
    assert measure.base == Population(Kind.MEMBER, Moment.PREVIOUS_YEAR_END)


def test_difference__has_the_day_that_it_is_compared_with() -> None:
    body = COUNTED.replace("count", "difference, since: 06-30") + "goal: {at_least: 1}\n"
    measure = target(body).measure
    assert measure is not None
    assert measure.since == MonthDay(6, 30)


def test_scope__narrows_every_population_of_its_kind() -> None:
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    whole = text(targets(RATIO + "goal: {between: 3 - 4 %}\n"))
    whole = whole.replace("  terms:", "  scope: {members: {branch: Chi bộ 1}}\n  terms:")
    measure = read_plan(whole.encode(), "a.yaml")[0].targets[0].measure
    assert measure is not None
    assert measure.base is not None
    assert measure.population.where == measure.base.where
    assert measure.population.where != All(())


def test_nested_target__is_the_numerator_of_the_other_narrowed() -> None:
    rest = "exclude: [{reason: miễn, where: {status: exempt}}]"
    first = proportion("{rating: {at_least: good}}", rest=rest)
    second = """
        id: T2
        measure:
          kind: proportion
          of: members
          population: {numerator_of: T1, where: {sex: female}}
          numerator: {rating: excellent}
        goal: {at_least: 15%}
    """
    outer, inner = plan(targets(first, second)).targets
    assert outer.measure is not None
    assert inner.measure is not None
    assert inner.measure.exclusions == outer.measure.exclusions
    assert inner.measure.population.moment is Moment.PERIOD_END
    assert isinstance(inner.measure.population.where, All)
    assert inner.measure.population.where.conditions[0] == outer.measure.numerator


@pytest.mark.parametrize(
    ("population", "fault"),
    [
        ("{numerator_of: T9}", "plan.unknown_target"),
        ("{numerator_of: T2}", "plan.circle"),
        ("{numerator_of: T1, present: ever}", "plan.moment_of_other"),
        ("{numerator_of: T3}", "plan.other_kind"),
    ],
)
def test_nested_target__that_cannot_be__is_a_fault(population: str, fault: str) -> None:
    second = f"""
        id: T2
        measure: {{kind: proportion, of: members, population: {population}, numerator: {{pledge: true}}}}
        goal: {{at_least: 15%}}
    """
    third = "id: T3\n" + proportion("{has_committee: true}", of="organizations")
    found = faults(targets(proportion("{pledge: true}"), second, third))
    assert found
    assert set(found) == {fault}


PARTS = """
parts:
  - id: one
    label: Phần một
    measure: {kind: proportion, of: members, population: {present: period_end},
              numerator: {pledge: true}}
  - id: two
    label: Phần hai
    measure: {kind: proportion, of: members, population: {present: period_end},
              numerator: {working: true}}
    goal: {at_least: 50%}
goal: {at_least: 90%}
"""


def test_parts__have_measures_and_perhaps_goals_of_their_own() -> None:
    found = target(PARTS)
    assert found.measure is None
    assert [part.id for part in found.all_parts] == ["one", "two"]
    assert found.parts[0].goal is None
    assert found.parts[1].goal == Goal(GoalKind.AT_LEAST, PERCENT, D(50), None, D(50))


def test_part__a_count_with_a_goal_of_its_own__fits_beside_a_goal_in_per_cent() -> None:
    whole = "parts:\n" + "\n".join(
        [
            "  - {id: one, label: Phần một, measure: {kind: proportion, of: members,"
            " population: {present: period_end}, numerator: {pledge: true}}}",
            "  - {id: two, label: Phần hai, measure: {kind: count, of: members,"
            " population: {present: ever}, numerator: {admitted_on: {within: year}}}GOAL}",
            "goal: {at_least: 90%}",
        ]
    )
    assert faults(targets(whole.replace("GOAL", ", goal: {at_least: 1}"))) == []
    assert faults(targets(whole.replace("GOAL", ""))) == ["plan.goal_unit.count"]


def test_part__of_a_single_measure__has_the_name_of_the_target() -> None:
    found = target(COUNTED + "goal: {at_least: 1}\n")
    assert [(part.id, part.label) for part in found.all_parts] == [("T1", "Thử")]


QUOTAS = """
period: year
measure: {kind: count, of: members, population: {present: ever},
          numerator: {admitted_on: {within: year}}}
quotas: {at_least: {Tam Kỳ: 150, Hội An: 110}, total: 260}
"""


def test_quotas__are_a_part_for_each_organization() -> None:
    found = target(QUOTAS)
    assert [part.id for part in found.parts] == ["Tam Kỳ", "Hội An"]
    assert [part.goal.low for part in found.parts if part.goal] == [D(150), D(110)]
    assert found.goal.low == D(260)
    assert found.quota_total == 260


def test_quotas__of_a_proportion__are_a_fault() -> None:
    body = proportion("{pledge: true}").replace(
        "goal: {at_least: 90%}", "quotas: {at_least: {a: 1}}"
    )
    assert faults(targets(body)) == ["plan.quotas_need_count"]


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("{name: a, record: {ratting: good}, expect: numerator}", "plan.unknown_field.member_near"),
        ("{name: a, record: {rating: goood}, expect: numerator}", "document.unknown_value_near"),
        ("{name: a, record: {rating: good}, expect: numerater}", "document.unknown_value_near"),
        ("{name: a, record: {admitted_on: soon}, expect: numerator}", "plan.want_date"),
        ("{name: a, record: {admitted_on: 2019-13}, expect: numerator}", "plan.want_date"),
        ("{name: a, record: {unreadable: rating}, expect: unknown}", "document.want_list"),
        (
            "{name: a, record: {no_column: [ratin]}, expect: unknown}",
            "plan.unknown_field.member_near",
        ),
        ("{name: a, record: {its_branch: 5}, expect: unknown}", "document.want_mapping"),
        ("{name: a, record: {}, expect: excluded, reason: b}", "plan.unknown_reason"),
        ("{name: a, part: x, record: {}, expect: missed}", "plan.unknown_part"),
    ],
)
def test_example__that_cannot_be__is_a_fault(example: str, fault: str) -> None:
    assert faults(targets(proportion("{pledge: true}") + f"examples: [{example}]\n")) == [fault]


def test_example__of_a_target_with_parts__needs_a_part() -> None:
    example = "examples: [{name: a, record: {}, expect: missed}]\n"
    assert faults(targets(PARTS + example)) == ["plan.part_needed"]


@pytest.mark.parametrize(
    ("room", "fault"),
    [
        ("settings: [{id: a, label: b, value: x, choices: {y: z}}]\n", "plan.setting_value"),
        ("fields: [{of: members, name: rating, type: flag, label: a, headers: [b]}]\n", "plan.field_exists"),
        ("fields: [{of: members, name: new, type: choice, label: a, headers: [b]}]\n", "plan.field_values"),
        ("fields: [{of: members, name: new, type: flag, label: a, headers: []}]\n", "document.want_filled"),
        ("definitions: [{id: a, of: member, label: b, where: {sex: male}}]\n", "document.unknown_value_near"),
    ],
)  # fmt: skip
def test_room__that_cannot_be__is_a_fault(room: str, fault: str) -> None:
    assert fault in faults(room, targets(COUNTED + "goal: {at_least: 1}\n"))


def test_names__of_values_that_do_not_exist__are_a_fault() -> None:
    from lacduong_kpi.errors import PlanError
    from lacduong_kpi.plan.load import read_plan
    from plans import text

    whole = text(targets(COUNTED + "goal: {at_least: 1}\n"))
    whole = whole.replace(
        "  terms:", "  names: {rating: {god: tốt}, rateing: {good: tốt}}\n  terms:"
    )
    with pytest.raises(PlanError) as caught:
        read_plan(whole.encode(), "a.yaml")
    assert [each.key for each in caught.value.problems[1:]] == [
        "document.unknown_value_near",
        "plan.unknown_name_field_near",
    ]
