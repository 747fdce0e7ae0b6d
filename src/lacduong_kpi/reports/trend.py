"""A target over the years that the rosters carry, and its pace towards a milestone.

The rule: achieved is the change from the first year to the last one, divided by the years between
them; required is what is still wanting to the goal, divided by the years that are left. Both in
percentage points a year, the achieved one rounded down and the required one up, so that neither
flatters.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from lacduong_kpi.assess.model import TargetResult, YearScore
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.progress import Change, change
from lacduong_kpi.verdicts.model import Rate
from lacduong_kpi.wording import Language, say


@dataclass(frozen=True, slots=True)
class Pace:
    """Percentage points a year, as decimal strings with two places. `first`, `last`: the years
    compared; `end`: the year of the milestone."""

    achieved: str
    required: str
    enough: bool
    first: int
    last: int
    end: int


def pace(target: TargetResult) -> Pace | None:
    """None where there is nothing to pace: no milestone ahead, no goal in per cent to rise to, or
    fewer than two years with a rate."""
    goal, end = target.goal, target.period.end
    known = [(each.year, rate) for each in target.trend if (rate := each.score.rate) is not None]
    if target.period.kind != "milestone" or end is None or goal.low is None or len(known) < 2:
        return None
    (first, before), (last, now) = known[0], known[-1]
    if goal.unit != "percent" or last >= end.year or first >= last:
        return None
    achieved = (_percent(now) - _percent(before)) / (last - first)
    required = max(Fraction(0), Fraction(Decimal(goal.low)) - _percent(now)) / (end.year - last)
    return Pace(
        _hundredths(math.floor(achieved * 100)),
        _hundredths(math.ceil(required * 100)),
        achieved >= required,
        first,
        last,
        end.year,
    )


def _percent(rate: Rate) -> Fraction:
    return Fraction(rate.numerator * 100, rate.denominator or 1)


def _hundredths(number: int) -> str:
    return str(Decimal(number).scaleb(-2))


def trend_line(language: Language, target: TargetResult) -> str:
    """`Qua các năm: 2023 939/1.049 = 89,51 %; 2024 …`; empty for a single year."""
    if len(target.trend) < 2:
        return ""
    years = "; ".join(f"{each.year} {_figure(language, each)}" for each in target.trend)
    label = part_compared(target)
    key = "screens.trend.line_of" if label else "screens.trend.line"
    return say(language, key, years=years, part=label)


def part_compared(target: TargetResult) -> str:
    """The label of the part by which the years are compared; empty for a target without parts."""
    return next((part.label for part in target.parts if part.id == target.deciding_part), "")


def part_line(language: Language, target: TargetResult) -> str:
    """Which part of the target the years show; empty where there is nothing to say."""
    label = part_compared(target) if len(target.trend) > 1 else ""
    return say(language, "screens.trend.part", part=label) if label else ""


def _figure(language: Language, each: YearScore) -> str:
    text = words.score_text(language, each.score)
    return text or words.plain_verdict(language, each.score.verdict)


def change_line(language: Language, target: TargetResult) -> str:
    """What is sure about the last two years: higher, lower, the same, or not to be told yet."""
    if len(target.trend) < 2:
        return ""
    before, after = target.trend[-2:]
    found = change(before.score, after.score)
    spread = words.range_text(language, after.score.bounds)
    if found is Change.OPEN and not spread:
        return ""
    return say(
        language,
        f"screens.trend.{found}",
        before=before.year,
        after=after.year,
        range=spread,
    )


def pace_lines(language: Language, target: TargetResult) -> tuple[str, ...]:
    """The two paces with their rule; empty where there is nothing to pace."""
    found = pace(target)
    if found is None:
        return ()
    return (
        say(
            language,
            "screens.pace.achieved",
            pace=numbers.decimal(language, found.achieved),
            first=found.first,
            last=found.last,
        ),
        say(
            language,
            f"screens.pace.{'enough' if found.enough else 'short'}",
            pace=numbers.decimal(language, found.required),
            years=found.end - found.last,
            end=found.end,
        ),
    )
