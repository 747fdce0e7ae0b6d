"""Cases of verdict arithmetic in which several rules meet."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from lacduong_kpi.measures.model import Outcomes, Shape, Tally
from lacduong_kpi.plan.model import Goal, GoalKind, GoalUnit
from lacduong_kpi.verdicts.alone import undetermined_by
from lacduong_kpi.verdicts.bounds import value_bounds
from lacduong_kpi.verdicts.deciding import thresholds
from lacduong_kpi.verdicts.judge import judge, judge_parts, unscored
from lacduong_kpi.verdicts.line import line
from lacduong_kpi.verdicts.model import Reason, Verdict
from trying import Case, goal, thresholds_of_parts

OUT, DEN, BOTH, NUM = (0, 0), (1, 0), (1, 1), (0, 1)
ALL = goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 100)
NINETY = goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 90)
OVER_HALF = goal(GoalKind.MORE_THAN, GoalUnit.PERCENT, 50)


def sets(*outcomes: tuple[int, int]) -> Outcomes:
    return frozenset(outcomes)


def bounds(shape: Shape, records: dict[Outcomes, int], fixed: int = 0) -> list[tuple[int, int]]:
    found = value_bounds(Tally(shape, records, (), fixed))
    assert found is not None
    return [tuple(each) for each in found]


# ---- bounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "low", "high"),
    [
        ({sets(OUT, BOTH): 1, sets(NUM, BOTH): 1}, (1, 1), (2, 1)),
        ({sets(OUT, DEN): 1, sets(NUM, DEN): 2}, (0, 3), (2, 1)),
        ({sets(NUM, DEN): 2, sets(NUM): 3}, (3, 2), (4, 1)),
        ({sets(OUT, BOTH): 2, sets(OUT): 3}, (1, 1), (2, 2)),
        ({sets(OUT, BOTH): 2, sets(NUM): 1}, (3, 2), (2, 1)),
        ({sets(NUM, BOTH): 2, sets(DEN): 1}, (2, 3), (2, 1)),
    ],
)
def test_bounds__of_a_ratio__give_up_what_costs_least(
    records: dict[Outcomes, int], low: tuple[int, int], high: tuple[int, int]
) -> None:
    found = bounds(Shape.RATIO, records)
    case = Case(list(Counter(records).elements()), ALL, count=False, fixed=0)
    assert case.bounds() == tuple(_value(each) for each in found)
    assert [_value(each) for each in found] == [_value(low), _value(high)]


def _value(numbers: tuple[int, int]) -> object:
    from fractions import Fraction

    return Fraction(*numbers)


@pytest.mark.parametrize("seed", range(60))
def test_bounds__of_a_mean__weigh_records_that_are_more_than_one(seed: int) -> None:
    random = Random(seed)
    kinds = [(random.randint(0, 3), random.randint(0, 3)) for _ in range(4)]
    records = [
        sets(*random.sample(kinds, random.randint(1, 3))) for _ in range(random.randint(1, 5))
    ]
    fixed = random.choice([0, 0, 2])
    found = value_bounds(Tally(Shape.RATIO, Counter(records), (), fixed))
    case = Case(records, ALL, count=False, fixed=fixed)
    expected = case.bounds()
    assert (found is None) == (expected is None)
    if found is not None:
        assert tuple(_value(tuple(each)) for each in found) == expected


def test_bounds__of_a_given_denominator__need_nobody_in_it() -> None:
    assert bounds(Shape.RATIO, {sets(OUT, NUM): 2, sets(NUM): 1}, fixed=4) == [(1, 4), (3, 4)]
    judged = judge(Tally(Shape.RATIO, {}, (), 4), OVER_HALF, running=False)
    assert (judged.score.verdict, judged.score.denominator) == (Verdict.NOT_MET, 4)
    assert judged.score.needed.new == 3


# ---- exact numbers ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(80))
def test_exactly__any_records__is_met_where_some_completion_is_on_the_number(seed: int) -> None:
    random = Random(seed)
    shape = random.choice([Shape.PROPORTION, Shape.RATIO])
    kinds = [OUT, DEN, BOTH] + [NUM] * (shape is Shape.RATIO)
    records = [
        sets(*random.sample(kinds, random.randint(1, 3))) for _ in range(random.randint(1, 6))
    ]
    fixed = random.choice([0, 3]) if shape is Shape.RATIO else 0
    wanted = goal(GoalKind.EXACTLY, GoalUnit.PERCENT, random.choice([0, 20, 25, 50, 75, 100]))
    judged = judge(Tally(shape, Counter(records), (), fixed), wanted, running=False)
    case = Case(records, wanted, count=False, fixed=fixed)
    assert {each.value for each in judged.verdicts} == case.verdicts()


@pytest.mark.parametrize(("count", "wanted"), [(3, {"met", "not_met"}), (9, {"not_met"})])
def test_exactly__of_a_count__lies_between_the_ends(count: int, wanted: set[str]) -> None:
    number = goal(GoalKind.EXACTLY, GoalUnit.COUNT, count)
    records = {sets(NUM): 2, sets(OUT, NUM): 4}
    judged = judge(Tally(Shape.COUNT, records), number, running=False)
    assert {each.value for each in judged.verdicts} == wanted
    assert (judged.score.needed.existing, judged.score.needed.new) == (None, None)


def test_exactly__of_thousands__only_where_the_steps_lead_there() -> None:
    """A quarter of 5.002 is no whole number, of 5.004 it is."""
    quarter = goal(GoalKind.EXACTLY, GoalUnit.PERCENT, 25)
    for count, can in ((5_002, False), (5_004, True)):
        judged = judge(Tally(Shape.PROPORTION, {sets(DEN, BOTH): count}), quarter, running=False)
        assert (Verdict.MET in judged.verdicts) is can


def test_goal_of_two_and_a_half_a_year__is_compared_exactly() -> None:
    wanted = Goal(GoalKind.AT_LEAST, GoalUnit.COUNT, Decimal("2.5"), None, Decimal("2.5"))
    for count, verdict in ((7, Verdict.NOT_MET), (8, Verdict.MET)):
        judged = judge(Tally(Shape.COUNT, {sets(NUM): count}, (), 3), wanted, running=False)
        assert judged.score.verdict is verdict


def test_exactly__a_third_of_a_mean__cannot_be() -> None:
    half = Goal(GoalKind.EXACTLY, GoalUnit.COUNT, low=goal(GoalKind.EXACTLY, GoalUnit.COUNT, 1).low)
    records = {sets((0, 0), (0, 2)): 1}
    found = judge(Tally(Shape.COUNT, records, (), 3), half, running=False)
    assert {each.value for each in found.verdicts} == {"not_met"}


# ---- thresholds over several parts --------------------------------------------------------------


@pytest.mark.parametrize("seed", range(120))
def test_thresholds__two_parts_with_many_alike__agree_with_trying(seed: int) -> None:
    random = Random(seed)
    kinds = [
        tuple(sets(*random.sample([OUT, DEN, BOTH], random.randint(1, 3))) for _ in range(2))
        for _ in range(3)
    ]
    pairs = [each for each in kinds for _ in range(random.randint(1, 3))]
    goals = random.sample(
        [ALL, NINETY, OVER_HALF, goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 50)], 2
    )
    tallies = [Tally(Shape.PROPORTION, Counter(each)) for each in zip(*pairs, strict=True)]
    lines = [line(each, one) for each, one in zip(goals, tallies, strict=True)]
    found = thresholds(tallies, lines, Counter(pairs))
    cases = [
        Case(list(each), one, count=False, fixed=0)
        for each, one in zip(zip(*pairs, strict=True), goals, strict=True)
    ]
    assert tuple(found) == thresholds_of_parts(cases)


@pytest.mark.parametrize(
    ("size", "not_met_if"),
    [
        (10, 201),  # at most 100 bad ones in each part do no harm
        (100, 5001),  # too many ways to try: enough for one part by itself is enough
    ],
)
def test_thresholds__parts_of_different_people__hold_for_any_choice(
    size: int, not_met_if: int
) -> None:
    open_, known = sets(DEN, BOTH), sets(BOTH)
    some, rest = 40 * size, 20 * size
    records = {(open_, known): some, (known, open_): some, (known, known): rest}
    tally = Tally(Shape.PROPORTION, {open_: some, known: some + rest})
    found = thresholds([tally, tally], [line(NINETY, tally)] * 2, records)
    assert found.met_if == 70 * size, "at worst all good ones are of one part until it is full"
    assert found.not_met_if == not_met_if


def test_thresholds__a_part_that_fails_anyway__needs_no_bad_ones() -> None:
    bad, open_ = sets(DEN), sets(DEN, BOTH)
    tallies = [Tally(Shape.PROPORTION, {bad: 2}), Tally(Shape.PROPORTION, {open_: 2})]
    lines = [line(NINETY, each) for each in tallies]
    found = thresholds(tallies, lines, {(bad, open_): 2})
    assert tuple(found) == (None, 0)


def test_thresholds__too_many_ways_where_parts_can_be_empty__numbers_that_suffice() -> None:
    """Two parts of 200 people each, none of whom is surely in a denominator."""
    open_, other = sets(OUT, BOTH), sets(OUT, DEN, BOTH)
    records = {(open_, sets(OUT)): 200, (sets(OUT), other): 200}
    tallies = [
        Tally(Shape.PROPORTION, {open_: 200, sets(OUT): 200}),
        Tally(Shape.PROPORTION, {sets(OUT): 200, other: 200}),
    ]
    lines = [line(ALL, each) for each in tallies]
    assert tuple(thresholds(tallies, lines, records)) == (400, 201)
    records = {(open_, sets(OUT)): 200, (sets(OUT), open_): 200}
    tallies = [Tally(Shape.PROPORTION, {open_: 200, sets(OUT): 200})] * 2
    found = thresholds(tallies, lines, records)
    assert found.not_met_if is None, "whoever turns out badly leaves the denominator"


def test_thresholds__counts__are_settled_by_the_number() -> None:
    wanted = goal(GoalKind.AT_LEAST, GoalUnit.COUNT, 3)
    records = {sets(NUM): 1, sets(OUT, NUM): 4}
    counted = Tally(Shape.COUNT, records)
    found = thresholds([counted], [line(wanted, counted)], {(k,): n for k, n in records.items()})
    assert tuple(found) == (2, 3)
    mean = Tally(Shape.COUNT, records, (), 2)
    found = thresholds([mean], [line(wanted, mean)], {(k,): n for k, n in records.items()})
    assert tuple(found) == (None, 0), "three a year are six, and there are five"


def test_thresholds__a_given_denominator__cannot_be_empty() -> None:
    records = {sets(OUT, NUM): 3}
    counted = Tally(Shape.RATIO, records, (), 1)
    found = thresholds([counted], [line(ALL, counted)], {(k,): n for k, n in records.items()})
    assert tuple(found) == (1, 3)


# ---- parts, reasons -----------------------------------------------------------------------------


def test_parts__equal_rates__the_first_decides() -> None:
    same = judge(Tally(Shape.PROPORTION, {sets(DEN): 1, sets(BOTH): 1}), NINETY, running=False)
    assert judge_parts([same, same], running=False)[1] == 0


def test_parts__while_the_period_runs__are_not_due_together() -> None:
    failed = judge(Tally(Shape.PROPORTION, {sets(DEN): 1}), NINETY, running=True)
    met = judge(Tally(Shape.PROPORTION, {sets(BOTH): 1}), NINETY, running=True)
    target, decides = judge_parts([met, failed], running=True)
    assert (target.score.verdict, decides) == (Verdict.NOT_DUE, 1)
    assert not target.undetermined


@pytest.mark.parametrize(
    ("verdict", "running", "said"),
    [
        (Verdict.UNDETERMINED, False, Verdict.UNDETERMINED),
        (Verdict.UNDETERMINED, True, Verdict.NOT_DUE),
        (Verdict.NOT_APPLICABLE, True, Verdict.NOT_APPLICABLE),
    ],
)
def test_unscored__has_a_reason_and_no_figures(
    verdict: Verdict, running: bool, said: Verdict
) -> None:
    score = unscored(verdict, Reason.NO_ROSTER, running=running)
    assert (score.verdict, score.reason) == (said, Reason.NO_ROSTER)
    assert (score.exceeded, score.estimated) == (False, False)
    assert (score.numerator, score.denominator, score.unknown, score.rate, score.slack) == (
        None,
    ) * 5
    assert (score.excluded, score.bounds.low, score.bounds.high) == ((), None, None)
    assert (score.needed.existing, score.needed.new) == (None, None)


def test_judge__estimate_and_exclusions__are_handed_on() -> None:
    counted = Tally(Shape.PROPORTION, {sets(BOTH): 1, sets(OUT): 2}, (("miễn", 2), ("khác", 0)))
    score = judge(counted, NINETY, running=False, estimated=True).score
    assert score.estimated
    assert score.reason is None
    assert [(each.reason, each.count) for each in score.excluded] == [("miễn", 2), ("khác", 0)]
    assert not judge(counted, NINETY, running=False).score.estimated


@pytest.mark.parametrize(
    ("lacking", "others", "alone"),
    [
        (5, 0, True),
        (5, 1, True),
        (0, 5, False),
        (1, 9, False),
    ],
)
def test_undetermined_by__some_open_records__asks_whether_the_others_could_settle_it(
    lacking: int, others: int, alone: bool
) -> None:
    open_, mixed = sets(DEN, BOTH), sets(OUT, DEN, BOTH)
    records = {open_: lacking + others, sets(BOTH): 10 - lacking - others, mixed: 0}
    records = {each: count for each, count in records.items() if count}
    counted = Tally(Shape.PROPORTION, records)
    assert undetermined_by(counted, NINETY, {open_: lacking}) is alone


def test_undetermined_by__others_that_turn_out_as_known_ones__are_added_to_them() -> None:
    """With the three others well 14 of 20 are sure, which is on the goal of 65 %."""
    wanted = goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 65)
    open_ = sets(DEN, BOTH)
    counted = Tally(Shape.PROPORTION, {open_: 6, sets(BOTH): 11, sets(DEN): 3})
    assert not undetermined_by(counted, wanted, {open_: 3})
    assert undetermined_by(counted, wanted, {open_: 6})


def test_undetermined_by__where_less_is_better__turns_the_others_the_other_way() -> None:
    wanted = goal(GoalKind.AT_MOST, GoalUnit.PERCENT, 20)
    open_ = sets(DEN, BOTH)
    counted = Tally(Shape.PROPORTION, {open_: 4, sets(DEN): 6, sets(OUT, DEN, BOTH): 1})
    assert undetermined_by(counted, wanted, {open_: 4})
    assert not undetermined_by(counted, wanted, {open_: 1})


# ---- what is missing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "numerator", "denominator", "needed"),
    [
        (NINETY, 24, 27, (1, 3)),
        (NINETY, 25, 27, (0, 0)),
        (ALL, 90, 92, (2, None)),
        (OVER_HALF, 1, 2, (1, 1)),
        (OVER_HALF, 0, 3, (2, 4)),
        (goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 50), 0, 3, (2, 3)),
        (goal(GoalKind.AT_MOST, GoalUnit.PERCENT, 20), 3, 10, (1, 5)),
        (goal(GoalKind.LESS_THAN, GoalUnit.PERCENT, 20), 2, 10, (1, 1)),
        (goal(GoalKind.NONE, GoalUnit.COUNT, 0), 3, 10, (3, None)),
        (goal(GoalKind.AT_LEAST, GoalUnit.COUNT, 5), 3, 10, (2, 2)),
    ],
)
def test_needed__of_a_proportion__counts_those_who_turn_and_those_who_come(
    wanted: Goal, numerator: int, denominator: int, needed: tuple[int | None, int | None]
) -> None:
    records = {sets(BOTH): numerator, sets(DEN): denominator - numerator}
    records = {each: count for each, count in records.items() if count}
    score = judge(Tally(Shape.PROPORTION, records), wanted, running=False).score
    assert (score.needed.existing, score.needed.new) == needed


@pytest.mark.parametrize(
    ("wanted", "count", "needed", "slack"),
    [
        (goal(GoalKind.AT_LEAST, GoalUnit.COUNT, 5), 3, (None, 2), None),
        (goal(GoalKind.AT_LEAST, GoalUnit.COUNT, 5), 7, (None, 0), 2),
        (goal(GoalKind.MORE_THAN, GoalUnit.COUNT, 5), 5, (None, 1), None),
        (goal(GoalKind.MORE_THAN, GoalUnit.COUNT, 5), 7, (None, 0), 1),
        (goal(GoalKind.AT_MOST, GoalUnit.COUNT, 5), 7, (2, None), None),
        (goal(GoalKind.AT_MOST, GoalUnit.COUNT, 5), 4, (0, 0), 1),
        (goal(GoalKind.EXACTLY, GoalUnit.COUNT, 5), 5, (None, None), 0),
    ],
)
def test_needed__of_a_count__goes_up_or_down(
    wanted: Goal, count: int, needed: tuple[int | None, int | None], slack: int | None
) -> None:
    score = judge(Tally(Shape.COUNT, {sets(NUM): count}), wanted, running=False).score
    assert (score.needed.existing, score.needed.new) == needed
    assert score.slack == slack


@pytest.mark.parametrize(
    ("wanted", "numerator", "denominator", "needed", "slack"),
    [
        (goal(GoalKind.RANGE, GoalUnit.PERCENT, 3, 1), 20, 1000, (None, 10), None),
        (goal(GoalKind.RANGE, GoalUnit.PERCENT, 3, 1), 35, 1000, (None, 0), 5),
        (goal(GoalKind.AT_MOST, GoalUnit.PERCENT, 3), 40, 1000, (10, 334), None),
    ],
)
def test_needed__of_a_ratio__counts_new_ones_above(
    wanted: Goal,
    numerator: int,
    denominator: int,
    needed: tuple[int | None, int | None],
    slack: int | None,
) -> None:
    records = {sets(NUM): numerator, sets(DEN): denominator}
    score = judge(Tally(Shape.RATIO, records), wanted, running=False).score
    assert (score.needed.existing, score.needed.new) == needed
    assert score.slack == slack


@pytest.mark.parametrize(
    ("lacking", "known", "others", "alone"),
    [
        (sets(DEN, BOTH), {sets(BOTH): 9}, {}, True),
        (sets(DEN, BOTH), {sets(BOTH): 9}, {sets(DEN, BOTH): 1}, False),
        (sets(DEN, BOTH), {sets(BOTH): 8}, {sets(OUT, BOTH): 1}, False),
        (sets(OUT, DEN, BOTH), {sets(BOTH): 9}, {sets(OUT, BOTH): 9}, True),
        (sets(OUT, BOTH), {}, {sets(OUT, BOTH): 1}, False),
        (sets(OUT, BOTH), {}, {sets(OUT, DEN): 1}, False),
    ],
)
def test_undetermined_by__one_record__must_leave_it_open_with_the_others_good_and_bad(
    lacking: Outcomes, known: dict[Outcomes, int], others: dict[Outcomes, int], alone: bool
) -> None:
    wanted = ALL if known.get(sets(BOTH)) == 9 else NINETY
    records = Counter(known) + Counter(others) + Counter({lacking: 1})
    found = undetermined_by(Tally(Shape.PROPORTION, dict(records)), wanted, {lacking: 1})
    assert found is alone


@pytest.mark.parametrize("seed", range(150))
def test_thresholds__parts_that_can_be_empty__agree_with_trying(seed: int) -> None:
    random = Random(seed)
    leaving = [sets(OUT, BOTH), sets(OUT, DEN), sets(OUT), sets(OUT, DEN, BOTH)]
    pairs = [
        (random.choice(leaving), random.choice([*leaving, sets(DEN, BOTH), sets(BOTH)]))
        for _ in range(random.randint(1, 3))
        for _ in range(random.randint(1, 2))
    ]
    goals = [random.choice([ALL, NINETY, OVER_HALF]) for _ in range(2)]
    columns = [list(each) for each in zip(*pairs, strict=True)]
    tallies = [Tally(Shape.PROPORTION, Counter(each)) for each in columns]
    lines = [line(each, one) for each, one in zip(goals, tallies, strict=True)]
    found = thresholds(tallies, lines, Counter(pairs))
    cases = [
        Case(each, one, count=False, fixed=0) for each, one in zip(columns, goals, strict=True)
    ]
    expected = thresholds_of_parts(cases)
    assert found.not_met_if == expected[1]
    assert found.met_if == expected[0]
