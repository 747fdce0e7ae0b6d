"""The pictures of the page with the captions that say what they show."""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from lacduong_kpi.assess.model import Assessment, Goal, OrganizationScore, TargetResult, YearScore
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import charts, numbers, words
from lacduong_kpi.reports.html_phrases import Phrases
from lacduong_kpi.reports.html_sections import Cut, cut
from lacduong_kpi.reports.organization_rows import missing, worth_a_picture
from lacduong_kpi.reports.trend import change_line, pace_lines, part_line
from lacduong_kpi.verdicts.model import WORST_FIRST, Score, Verdict

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """A target against its goal. `scale` is said where the bar does not end at 100 %."""

    target: TargetResult
    picture: Markup
    figure: str
    scale: str


@dataclass(frozen=True, slots=True)
class Comparison:
    rows: tuple[ComparisonRow, ...]
    caption: str


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """`few`: so few records that one person decides; their number is said."""

    organization: str
    score: Score
    picture: Markup
    result: str
    doubt: str
    missing: str
    few: bool


@dataclass(frozen=True, slots=True)
class OrganizationPanel:
    target: TargetResult
    caption: str
    low: str
    high: str
    rows: Cut[OrganizationRow]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    target: TargetResult
    picture: Markup
    caption: str
    years: tuple[YearScore, ...]


def comparison(phrases: Phrases, assessment: Assessment) -> Comparison:
    """Every target with a figure, in the order of the plan."""
    rows = tuple(
        _comparison_row(phrases, target)
        for target in assessment.targets
        if target.score.numerator is not None
    )
    return Comparison(rows, _comparison_caption(phrases, assessment))


def _comparison_row(phrases: Phrases, target: TargetResult) -> ComparisonRow:
    score, goal = target.score, target.goal
    title = f"{target.id}: {phrases.verdict(score)}"
    if goal.unit == "count":
        figure = phrases.unit(target.unit, score.numerator or 0)
        picture = charts.boxes(goal, score, title, figure)
        return ComparisonRow(target, _markup(picture), figure, "")
    spread = phrases.range(score.bounds) if score.unknown else ""
    figure = phrases.percent(score)
    description = _description(phrases, phrases.result(target), goal, spread)
    scale = charts.bar_scale(goal, score)
    ends = "" if scale.high == 100 else phrases.say("reports.html.scale", high=f"{scale.high:g}")
    picture = charts.bar(goal, score, title, description)
    return ComparisonRow(target, _markup(picture), figure, ends)


def _description(phrases: Phrases, result: str, goal: Goal, spread: str) -> str:
    """What the picture shows, for those who do not see it."""
    key = "reports.html.bar_range" if spread else "reports.html.bar"
    return phrases.say(key, result=result, goal=phrases.goal(goal), range=spread)


def _comparison_caption(phrases: Phrases, assessment: Assessment) -> str:
    """How many are not met and which of them is nearest, by the exact share of the goal."""
    wanting = [each for each in assessment.targets if each.verdict is Verdict.NOT_MET]
    if not wanting:
        return phrases.say("reports.html.none_missed")
    count = phrases.number(len(wanting))
    near = min(wanting, key=_distance)
    missing = phrases.missing(near)
    if not missing or len(wanting) == 1:
        return phrases.say("reports.html.missed", count=count)
    return phrases.say("reports.html.nearest", count=count, id=near.id, missing=missing)


def _distance(target: TargetResult) -> tuple[int, Fraction]:
    """By how many are wanting, then by their share; targets without such a number last."""
    missing = words.missing_count(target.score, None)
    if missing is None:
        return sys.maxsize, Fraction(0)
    return missing, Fraction(missing, max(1, target.score.denominator or 0))


def organization_panels(phrases: Phrases, assessment: Assessment) -> tuple[OrganizationPanel, ...]:
    """One per target in which some organization is behind or in doubt."""
    return tuple(
        _organization_panel(phrases, target)
        for target in assessment.targets
        if target.goal.unit == "percent" and worth_a_picture(target.by_organization)
    )


def _organization_panel(phrases: Phrases, target: TargetResult) -> OrganizationPanel:
    scores = [each for each in target.by_organization if each.score.denominator]
    scale = charts.dot_scale(target.goal, [each.score for each in scores])
    low, high = (f"{end:g}{numbers.PERCENT}" for end in (scale.low, scale.high))
    shown = cut(phrases, scores)
    rows = Cut(
        tuple(_organization_row(phrases, target, each, scale) for each in shown.shown),
        shown.hidden,
    )
    return OrganizationPanel(target, _organization_caption(phrases, target), low, high, rows)


def _organization_row(
    phrases: Phrases, target: TargetResult, each: OrganizationScore, scale: charts.Scale
) -> OrganizationRow:
    score = each.score
    result = phrases.score(score)
    doubt = phrases.range(score.bounds) if score.unknown else ""
    title = f"{each.organization}: {phrases.verdict(score)}"
    description = _description(phrases, result, target.goal, doubt)
    picture = charts.dot(target.goal, score, scale, title, description)
    wanting = missing(each)
    gain = "" if wanting is None else phrases.number(wanting)
    few = (score.denominator or 0) < charts.FEW
    return OrganizationRow(each.organization, score, _markup(picture), result, doubt, gain, few)


def _organization_caption(phrases: Phrases, target: TargetResult) -> str:
    """`4 chưa đạt, 1 chưa xác định; Đảng bộ xã Đạ Sar còn thiếu nhiều nhất (6).`"""
    counts = Counter(each.score.verdict for each in target.by_organization)
    tally = ", ".join(
        phrases.plain_verdict(verdict, counts[verdict])
        for verdict in WORST_FIRST
        if counts[verdict]
    )
    behind = [each for each in target.by_organization if each.score.verdict is Verdict.NOT_MET]
    most = max(behind, key=lambda each: each.score.needed.existing or 0, default=None)
    if most is None or not most.score.needed.existing:
        return phrases.say("reports.html.organizations", tally=tally)
    return phrases.say(
        "reports.html.most",
        tally=tally,
        organization=most.organization,
        count=phrases.number(most.score.needed.existing),
    )


def trend_panels(phrases: Phrases, assessment: Assessment) -> tuple[TrendPanel, ...]:
    """One per target that the rosters carry for several years."""
    return tuple(
        _trend_panel(phrases, target) for target in assessment.targets if len(target.trend) > 1
    )


def _trend_panel(phrases: Phrases, target: TargetResult) -> TrendPanel:
    language = phrases.language
    lines = (part_line(language, target), change_line(language, target))
    caption = " ".join(filter(None, (*lines, *pace_lines(language, target))))
    marks = [_mark(phrases, each) for each in target.trend]
    title = phrases.say("reports.html.trend", id=target.id)
    goal = phrases.say("reports.html.goal", goal=phrases.goal(target.goal))
    picture = charts.trend(target.goal, marks, goal, title, caption)
    return TrendPanel(target, _markup(picture), caption, target.trend)


def _mark(phrases: Phrases, each: YearScore) -> charts.Mark:
    return charts.Mark(str(each.year), phrases.percent(each.score), each.score)


def _markup(svg: str) -> Markup:
    """The pictures are built by an XML library, which escapes what is in them."""
    from markupsafe import Markup

    return Markup(svg)  # noqa: S704
