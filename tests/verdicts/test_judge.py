"""Verdicts and numbers agree with trying every completion, for every kind of goal and measure."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.measures.model import Outcomes, Shape, Tally
from lacduong_kpi.plan.model import Goal, GoalKind, GoalUnit
from lacduong_kpi.verdicts.deciding import thresholds
from lacduong_kpi.verdicts.judge import Judged, judge, judge_parts
from lacduong_kpi.verdicts.line import line
from lacduong_kpi.verdicts.model import Rate, Verdict
from lacduong_kpi.verdicts.percent import percent
from trying import FLOORS, Case, goal

OUT, DEN, BOTH, NUM = (0, 0), (1, 0), (1, 1), (0, 1)
SETS = {
    Shape.PROPORTION: [OUT, DEN, BOTH],
    Shape.RATIO: [OUT, DEN, BOTH, NUM],
    Shape.COUNT: [OUT, NUM],
}
NINETY = goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 90)


def tally(records: list[Outcomes], shape: Shape = Shape.PROPORTION, fixed: int = 0) -> Tally:
    return Tally(shape, Counter(records), (), fixed)


def sets(shape: Shape) -> st.SearchStrategy[Outcomes]:
    return st.frozensets(st.sampled_from(SETS[shape]), min_size=1)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Tally, Case]:
    shape = draw(st.sampled_from(list(Shape)))
    records = draw(st.lists(sets(shape), max_size=6))
    unit = GoalUnit.COUNT if shape is Shape.COUNT else draw(st.sampled_from(GoalUnit))
    kind = draw(st.sampled_from(list(GoalKind)))
    numbers = st.sampled_from([0, 5, 25, 50, 75, 90, 100])
    number = draw(numbers if unit is GoalUnit.PERCENT else st.integers(0, 5))
    fixed = draw(st.sampled_from([0, 0, 1, 3])) if shape is not Shape.PROPORTION else 0
    wanted = goal(kind, unit, number, draw(st.integers(0, 3)))
    case = Case(records, wanted, count=shape is Shape.COUNT, fixed=fixed)
    return tally(records, shape, fixed), case


@settings(max_examples=400, deadline=None)
@given(cases())
def test_judge__any_records_and_goal__agrees_with_trying(pair: tuple[Tally, Case]) -> None:
    counted, case = pair
    judged = judge(counted, case.goal, running=False)
    score = judged.score
    assert {each.value for each in judged.verdicts} == case.verdicts()
    bounds = case.bounds()
    assert (score.bounds.low is None) == (bounds is None)
    if bounds is not None:
        assert (_share(counted, score.bounds.low), _share(counted, score.bounds.high)) == bounds
    assert score.exceeded == case.exceeded()
    if GoalKind.EXACTLY is not case.goal.kind:
        assert score.slack == case.slack()
    share = counted.shape is Shape.PROPORTION
    printed = (score.numerator or 0, score.denominator or 0)
    assert (score.needed.existing, score.needed.new) == case.needed(*printed, share=share)


def _share(counted: Tally, rate: Rate | None) -> Fraction:
    assert rate is not None
    return Fraction(rate.numerator, 1 if counted.shape is Shape.COUNT else rate.denominator or 0)


@settings(max_examples=400, deadline=None)
@given(cases())
def test_thresholds__any_records_and_goal__agree_with_trying(pair: tuple[Tally, Case]) -> None:
    counted, case = pair
    joint = Counter((outcomes,) for outcomes in case.records)
    found = thresholds([counted], [line(case.goal, counted)], joint)
    assert tuple(found) == case.thresholds()


@settings(max_examples=200, deadline=None)
@given(cases())
def test_rate__whenever_there_is_one__lies_within_the_bounds(pair: tuple[Tally, Case]) -> None:
    counted, case = pair
    score = judge(counted, case.goal, running=False).score
    if score.rate is None or not score.rate.denominator or counted.shape is Shape.COUNT:
        return
    own = Fraction(score.rate.numerator, score.rate.denominator)
    assert _share(counted, score.bounds.low) <= own <= _share(counted, score.bounds.high)


@settings(max_examples=200, deadline=None)
@given(cases(), st.integers(0, 5))
def test_filling_a_cell__any_way__stays_within_the_bounds(
    pair: tuple[Tally, Case], which: int
) -> None:
    counted, case = pair
    before = judge(counted, case.goal, running=False)
    for index, outcomes in enumerate(case.records):
        for outcome in outcomes if index == which else ():
            records = [*case.records[:index], frozenset({outcome}), *case.records[index + 1 :]]
            after = judge(tally(records, counted.shape, counted.fixed), case.goal, running=False)
            assert after.verdicts <= before.verdicts
            if after.score.bounds.low is not None:
                low, high = before.score.bounds.low, before.score.bounds.high
                assert _share(counted, low) <= _share(counted, after.score.bounds.low)
                assert _share(counted, after.score.bounds.high) <= _share(counted, high)


@settings(max_examples=200, deadline=None)
@given(st.lists(sets(Shape.PROPORTION), max_size=6), st.sampled_from([25, 50, 90, 100]))
def test_monotonicity__one_more_who_counts__never_lowers_the_verdict(
    records: list[Outcomes], number: int
) -> None:
    wanted = goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, number)
    before = judge(tally(records), wanted, running=False)
    after = judge(tally([*records, frozenset({BOTH})]), wanted, running=False)
    if before.verdicts == {Verdict.MET}:
        assert after.verdicts == {Verdict.MET}
    if after.verdicts == {Verdict.NOT_MET}:
        assert Verdict.MET not in before.verdicts


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(sets(Shape.PROPORTION), sets(Shape.PROPORTION)), min_size=1, max_size=5))
def test_thresholds__two_parts__agree_with_trying(pairs: list[tuple[Outcomes, Outcomes]]) -> None:
    goals = [goal(GoalKind.AT_LEAST, GoalUnit.PERCENT, 100), NINETY]
    columns = list(zip(*pairs, strict=True))
    tallies = [tally(list(each)) for each in columns]
    lines = [line(each, one) for each, one in zip(goals, tallies, strict=True)]
    found = thresholds(tallies, lines, Counter(pairs))
    assert tuple(found) == _try_parts(
        [
            Case(list(each), one, count=False, fixed=0)
            for each, one in zip(columns, goals, strict=True)
        ]
    )


def _try_parts(parts: list[Case]) -> tuple[int | None, int | None]:
    from itertools import combinations

    from trying import from_there, total

    size = len(parts[0].records)
    unknown = [i for i in range(size) if any(len(part.records[i]) > 1 for part in parts)]
    met_at, missed_at = {}, {}
    for count in range(len(unknown) + 1):
        found = set()
        for good in combinations(unknown, count):
            verdicts = {
                part.verdict(
                    *total([part.turned(e, i in good) for i, e in enumerate(part.records)], 0)
                )
                for part in parts
            }
            worst = [each for each in ("not_met", "met", "not_applicable") if each in verdicts]
            found.add(worst[0])
        met_at[count] = found == {"met"}
        missed_at[len(unknown) - count] = found == {"not_met"}
    return from_there(met_at), from_there(missed_at)


# ---- cases of their own -------------------------------------------------------------------------


def of(outs: int = 0, dens: int = 0, boths: int = 0, open_: int = 0) -> Tally:
    """So many surely outside, missed, counted, and open between missed and counted."""
    counts = {
        frozenset({OUT}): outs,
        frozenset({DEN}): dens,
        frozenset({BOTH}): boths,
        frozenset({DEN, BOTH}): open_,
    }
    records = {outcomes: count for outcomes, count in counts.items() if count}
    return Tally(Shape.PROPORTION, records)


def test_judge__ratings_partly_blank__is_undetermined_with_both_thresholds() -> None:
    counted = of(dens=99, boths=958, open_=23)
    judged = judge(counted, NINETY, running=False)
    joint = {(outcomes,): count for outcomes, count in counted.records.items()}
    found = thresholds([counted], [line(NINETY, counted)], joint)
    assert judged.score.verdict is Verdict.UNDETERMINED
    assert (judged.score.numerator, judged.score.denominator) == (958, 1080)
    assert judged.score.bounds.low == Rate(958, 1080, "88.70")
    assert judged.score.bounds.high == Rate(981, 1080, "90.83")
    assert tuple(found) == (14, 10)


def test_judge__nobody_in_the_denominator__is_not_applicable_and_has_no_rate() -> None:
    score = judge(of(outs=3), NINETY, running=False).score
    assert score.verdict is Verdict.NOT_APPLICABLE
    assert (score.numerator, score.denominator, score.rate) == (0, 0, None)
    assert (score.bounds.low, score.bounds.high) == (None, None)
    assert (score.needed.existing, score.needed.new, score.slack) == (None, None, None)


def test_judge__only_open_whether_anybody_is_in__is_undetermined_at_its_own_bound() -> None:
    score = judge(tally([frozenset({OUT, BOTH})]), NINETY, running=False).score
    assert score.verdict is Verdict.UNDETERMINED
    assert score.bounds.low == score.bounds.high == Rate(1, 1, "100.00")
    score = judge(tally([frozenset({OUT, DEN})]), NINETY, running=False).score
    assert score.bounds.low == score.bounds.high == Rate(0, 1, "0.00")


@pytest.mark.parametrize(
    ("counted", "verdict"),
    [
        (of(boths=9, dens=1), Verdict.MET),
        (of(boths=8, dens=2), Verdict.NOT_DUE),
        (of(boths=8, open_=2), Verdict.NOT_DUE),
        (of(outs=1), Verdict.NOT_APPLICABLE),
    ],
)
def test_judge__while_the_period_runs__met_stays_and_the_rest_is_not_due(
    counted: Tally, verdict: Verdict
) -> None:
    assert judge(counted, NINETY, running=True).score.verdict is verdict


def test_judge__range__is_met_from_its_foot_and_exceeded_above_its_top() -> None:
    wanted = goal(GoalKind.RANGE, GoalUnit.PERCENT, 3, 1)
    found = [
        judge(
            Tally(Shape.RATIO, {frozenset({NUM}): n, frozenset({DEN}): 100}), wanted, running=False
        )
        for n in (2, 3, 4, 5)
    ]
    assert [each.score.verdict for each in found] == [Verdict.NOT_MET] + [Verdict.MET] * 3
    assert [each.score.exceeded for each in found] == [False, False, False, True]
    assert [each.score.needed.new for each in found] == [1, 0, 0, 0]
    assert [each.score.needed.existing for each in found] == [None] * 4


def test_judge__count__has_no_denominator_and_no_rate() -> None:
    wanted = goal(GoalKind.RANGE, GoalUnit.COUNT, 1, 1)
    score = judge(Tally(Shape.COUNT, {frozenset({NUM}): 3}), wanted, running=False).score
    assert (score.verdict, score.exceeded, score.slack) == (Verdict.MET, True, 2)
    assert (score.numerator, score.denominator, score.rate) == (3, None, None)
    assert score.bounds.low == Rate(3, None, None)
    empty = judge(Tally(Shape.COUNT, {}), wanted, running=False).score
    assert (empty.verdict, empty.needed.new) == (Verdict.NOT_MET, 1)


def test_judge__mean_of_counts__compares_the_sum_with_the_goal_times_the_years() -> None:
    wanted = goal(GoalKind.AT_LEAST, GoalUnit.COUNT, 20)
    records = {frozenset({(0, 1)}): 58, frozenset({(0, 3)}): 1}
    score = judge(Tally(Shape.COUNT, records, (), 3), wanted, running=False).score
    assert (score.verdict, score.numerator, score.slack) == (Verdict.MET, 61, 1)
    assert score.rate == Rate(61, 3, None)


def test_judge__difference__can_be_negative() -> None:
    wanted = goal(GoalKind.AT_LEAST, GoalUnit.COUNT, 0)
    records = {frozenset({(0, -1)}): 2, frozenset({(0, 1)}): 1, frozenset({(0, -1), (0, 0)}): 1}
    score = judge(Tally(Shape.COUNT, records), wanted, running=False).score
    assert (score.verdict, score.numerator) == (Verdict.NOT_MET, -1)
    assert score.bounds.low == Rate(-2, None, None)
    assert score.bounds.high == Rate(-1, None, None)


def test_judge__a_ratio_that_all_can_leave__puts_back_the_record_that_costs_least() -> None:
    wanted = goal(GoalKind.RANGE, GoalUnit.PERCENT, 3, 1)
    records = {frozenset({NUM, DEN}): 2, frozenset({OUT, DEN}): 1}
    score = judge(Tally(Shape.RATIO, records), wanted, running=False).score
    assert score.bounds.high == Rate(2, 1, "200.00")
    assert score.bounds.low == Rate(0, 3, "0.00")


def test_judge__many_exact_halves__finds_the_line_between_the_ends() -> None:
    wanted = goal(GoalKind.EXACTLY, GoalUnit.PERCENT, 50)
    steps = {frozenset({DEN, BOTH}): 6000, frozenset({DEN}): 1}
    assert Verdict.MET not in judge(Tally(Shape.PROPORTION, steps), wanted, running=False).verdicts
    steps = {frozenset({DEN, BOTH}): 6000, frozenset({DEN}): 2}
    assert Verdict.MET in judge(Tally(Shape.PROPORTION, steps), wanted, running=False).verdicts


def judged(counted: Tally) -> Judged:
    return judge(counted, NINETY, running=False)


def test_parts__one_not_met__decides_with_the_lowest_rate() -> None:
    parts = [judged(of(boths=9, dens=1)), judged(of(boths=8, dens=2)), judged(of(boths=7, dens=3))]
    target, decides = judge_parts(parts, running=False)
    assert (target.score.verdict, decides) == (Verdict.NOT_MET, 2)


def test_parts__open_beside_failed__is_not_met_whatever_the_cells_say() -> None:
    parts = [judged(of(boths=8, open_=2)), judged(of(boths=8, dens=2))]
    target, decides = judge_parts(parts, running=False)
    assert (target.score.verdict, decides) == (Verdict.NOT_MET, 1)


def test_parts__nobody_in_one__leaves_the_verdict_to_the_other() -> None:
    parts = [judged(of(outs=1)), judged(of(boths=9, dens=1))]
    assert judge_parts(parts, running=False)[0].score.verdict is Verdict.MET
    parts = [judged(of(outs=1)), judged(of(outs=1))]
    assert judge_parts(parts, running=False)[0].score.verdict is Verdict.NOT_APPLICABLE


def test_parts__no_rate__counts_as_highest() -> None:
    parts = [judged(tally([frozenset({OUT, DEN})])), judged(of(boths=8, open_=2))]
    target, decides = judge_parts(parts, running=False)
    assert (target.score.verdict, decides) == (Verdict.UNDETERMINED, 1)


# ---- percentages --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [
        (958, 1057, "90.63"),
        (9, 10, "90.00"),
        (22499, 25000, "89.996"),
        (899999, 1000000, "89.9999"),
        (22501, 25000, "90.004"),
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (1, 3, "33.33"),
        (2, 3, "66.67"),
    ],
)
def test_percent__near_the_goal__has_as_many_digits_as_it_takes(
    numerator: int, denominator: int, shown: str
) -> None:
    assert percent(numerator, denominator, NINETY) == shown


@pytest.mark.parametrize(
    ("kind", "numerator", "shown"),
    [
        (GoalKind.AT_LEAST, 46499, "46.499"),
        (GoalKind.AT_LEAST, 46500, "46.50"),
        (GoalKind.MORE_THAN, 46501, "46.501"),
        (GoalKind.MORE_THAN, 46500, "46.50"),
        (GoalKind.AT_MOST, 46501, "46.501"),
        (GoalKind.LESS_THAN, 46499, "46.499"),
    ],
)
def test_percent__goal_with_a_fraction__is_kept_on_its_side(
    kind: GoalKind, numerator: int, shown: str
) -> None:
    assert percent(numerator, 100_000, _at(kind, Decimal("46.5"))) == shown


@settings(max_examples=300, deadline=None)
@given(
    st.integers(0, 50_000),
    st.integers(1, 50_000),
    st.sampled_from([each for each in GoalKind if each is not GoalKind.NONE]),
    st.decimals("0", "100", places=3, allow_nan=False),
)
def test_percent__any_goal__never_contradicts_the_verdict(
    numerator: int, denominator: int, kind: GoalKind, number: Decimal
) -> None:
    wanted = _at(kind, number)
    shown = percent(numerator, denominator, wanted)
    exact = Fraction(100 * numerator, denominator)
    assert shown is not None
    assert len(shown.partition(".")[2]) >= 2
    from trying import met

    assert met(wanted, Fraction(shown)) == met(wanted, exact)
    assert abs(Fraction(shown) - exact) <= Fraction(1, 200)


def _at(kind: GoalKind, number: Decimal) -> Goal:
    floor = kind in FLOORS or kind is GoalKind.EXACTLY
    high = None if floor and kind is not GoalKind.RANGE else number
    return Goal(kind, GoalUnit.PERCENT, number if floor else None, high, None)
