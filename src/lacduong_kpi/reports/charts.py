"""The pictures of the HTML report, as inline SVG that stretches with the page.

Lengths along the page are percentages of its width, heights are pixels, so that a phone and a
sheet of paper get the same marks without distorted text. Every picture has a title and a
description, and stands beside the figures that it draws. Numbers here only place marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor
from xml.etree import ElementTree as ET

from lacduong_kpi.assess.model import Goal
from lacduong_kpi.lean import dataclass
from lacduong_kpi.text import clean
from lacduong_kpi.verdicts.model import Bounds, Rate, Score, Verdict

FEW = 10
"""An organization with fewer records than this is drawn pale: one person moves it far."""
_BAR = 22
_DOT = 20
_TREND = 150
_BOX = 16
_MOST_BOXES = 12


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of percent that a picture covers; `low` < `high`."""

    low: float
    high: float

    def at(self, percent: float) -> str:
        """Where a value stands, in percent of the width; values outside stand at the edge."""
        share = (percent - self.low) / (self.high - self.low)
        return f"{min(max(share, 0.0), 1.0) * 100:.2f}%"

    def width(self, start: float, end: float) -> str:
        share = (min(end, self.high) - max(start, self.low)) / (self.high - self.low)
        return f"{max(share, 0.0) * 100:.2f}%"


def percent_of(rate: Rate | None) -> float | None:
    """Where a rate stands on a scale of percent; None where it has no denominator."""
    if rate is None or not rate.denominator:
        return None
    return rate.numerator / rate.denominator * 100


def bar_scale(goal: Goal, score: Score) -> Scale:
    """A bar begins at 0. It ends at 100, or for small goals at a round number above all marks."""
    top = max(_marks(goal, [score]))
    if top > 20:
        return Scale(0, 100)
    return Scale(0, max(5 * ceil(top * 1.25 / 5), 5))


def dot_scale(goal: Goal, scores: Iterable[Score]) -> Scale:
    """Dots need no zero: the stretch in which all of them, their bounds and the goal stand."""
    marks = _marks(goal, scores)
    step = 10 if max(marks) > 20 else 2
    low = step * floor(min(marks) / step)
    high = step * ceil(max(marks) / step)
    return Scale(low if high > low else low - step, high) if high else Scale(0, step)


def _marks(goal: Goal, scores: Iterable[Score]) -> list[float]:
    limits = [float(each) for each in (goal.low, goal.high) if each is not None]
    rates = [
        percent_of(rate)
        for score in scores
        for rate in (score.rate, score.bounds.low, score.bounds.high)
    ]
    return limits + [rate for rate in rates if rate is not None] or [0.0]


def bar(goal: Goal, score: Score, title: str, description: str) -> str:
    """Result as a bar, the goal as an upright line, what is possible as a whisker."""
    scale = bar_scale(goal, score)
    svg = _picture(_BAR, title, description, "bar")
    _put(svg, "rect", "track", x="0", y="4", width="100%", height="14")
    _goal_band(svg, goal, scale, 2, 20)
    if (rate := percent_of(score.rate)) is not None:
        length = scale.width(0, rate)
        _put(svg, "rect", f"fill {score.verdict}", x="0", y="6", width=length, height="10")
    _whisker(svg, score.bounds, scale, 11)
    _goal_lines(svg, goal, scale, 0, _BAR)
    return _written(svg)


def dot(goal: Goal, score: Score, scale: Scale, title: str, description: str) -> str:
    """One organization: a full dot for its result, a ring where its verdict is undetermined."""
    svg = _picture(_DOT, title, description, "dot")
    middle = str(_DOT // 2)
    _put(svg, "line", "axis", x1="0", x2="100%", y1=middle, y2=middle)
    _goal_lines(svg, goal, scale, 1, _DOT - 1)
    _whisker(svg, score.bounds, scale, _DOT // 2)
    if (rate := percent_of(score.rate)) is not None:
        _put(svg, "circle", _dot_class(score), cx=scale.at(rate), cy=middle, r="5")
    return _written(svg)


def _dot_class(score: Score) -> str:
    shape = "ring" if score.verdict is Verdict.UNDETERMINED else "point"
    pale = " pale" if (score.denominator or 0) < FEW else ""
    return f"{shape} {score.verdict}{pale}"


def boxes(goal: Goal, score: Score, title: str, description: str) -> str:
    """A count as boxes: as many as the goal asks for, those that are there filled."""
    done = score.numerator or 0
    asked = int(float(goal.high or goal.low or 0))
    shown = min(max(done, asked), _MOST_BOXES)
    svg = _picture(_BOX + 4, title, description, "boxes")
    for number in range(shown):
        kind = f"fill {score.verdict}" if number < done else "empty"
        left = str(2 + number * (_BOX + 6))
        _put(svg, "rect", kind, x=left, y="2", width=str(_BOX), height=str(_BOX), rx="2")
    return _written(svg)


@dataclass(frozen=True, slots=True)
class Mark:
    """A year of a trend: its label below, the figure above it."""

    label: str
    figure: str
    score: Score


def trend_scale(goal: Goal, scores: Iterable[Score]) -> Scale:
    """The stretch of all years and the goal, wide enough that a small step does not look large."""
    marks = _marks(goal, scores)
    middle = (min(marks) + max(marks)) / 2
    reach = max((max(marks) - min(marks)) / 2, 2.0)
    return Scale(middle - reach, middle + reach)


def trend(goal: Goal, marks: Sequence[Mark], goal_words: str, title: str, description: str) -> str:
    """Results over the years, joined by a line; what is possible as an upright whisker."""
    scale = trend_scale(goal, [mark.score for mark in marks])
    svg = _picture(_TREND, title, description, "trend")
    for limit in dict.fromkeys((goal.low, goal.high)):
        if limit is not None:
            height = _height(scale, float(limit))
            _put(svg, "line", "goal", x1="0", x2="100%", y1=height, y2=height)
            words = _put(svg, "text", "goalword", x="0", y=f"{float(height) - 5:.1f}")
            words.text = clean(goal_words)
            goal_words = ""
    places = [f"{(2 * index + 1) * 50 / len(marks):.2f}%" for index in range(len(marks))]
    _joined(svg, scale, marks, places)
    for mark, place in zip(marks, places, strict=True):
        _year(svg, scale, mark, place)
    return _written(svg)


def _joined(svg: ET.Element, scale: Scale, marks: Sequence[Mark], places: list[str]) -> None:
    points = [
        (place, _height(scale, rate))
        for mark, place in zip(marks, places, strict=True)
        if (rate := percent_of(mark.score.rate)) is not None
    ]
    for (x1, y1), (x2, y2) in pairwise(points):
        _put(svg, "line", "path", x1=x1, y1=y1, x2=x2, y2=y2)


def _year(svg: ET.Element, scale: Scale, mark: Mark, place: str) -> None:
    low, high = percent_of(mark.score.bounds.low), percent_of(mark.score.bounds.high)
    if low is not None and high is not None and high > low:
        ends = {"y1": _height(scale, low), "y2": _height(scale, high)}
        _put(svg, "line", "whisker", x1=place, x2=place, **ends)
    label = _put(svg, "text", "label", x=place, y=str(_TREND - 4))
    label.text = clean(mark.label)
    rate = percent_of(mark.score.rate)
    if rate is None:
        return
    height = _height(scale, rate)
    kind = _dot_class(mark.score).removesuffix(" pale")
    _put(svg, "circle", kind, cx=place, cy=height, r="5")
    figure = _put(svg, "text", "figure", x=place, y=f"{float(height) - 12:.1f}")
    figure.text = clean(mark.figure)


def _height(scale: Scale, percent: float) -> str:
    top, bottom = 30, _TREND - 30
    share = (percent - scale.low) / (scale.high - scale.low)
    return f"{bottom - min(max(share, 0.0), 1.0) * (bottom - top):.1f}"


def _goal_band(svg: ET.Element, goal: Goal, scale: Scale, top: int, bottom: int) -> None:
    if goal.low is None or goal.high is None:
        return
    low, high = float(goal.low), float(goal.high)
    place = {"x": scale.at(low), "width": scale.width(low, high)}
    _put(svg, "rect", "band", y=str(top), height=str(bottom - top), **place)


def _goal_lines(svg: ET.Element, goal: Goal, scale: Scale, top: int, bottom: int) -> None:
    for limit in dict.fromkeys((goal.low, goal.high)):
        if limit is not None:
            x = scale.at(float(limit))
            _put(svg, "line", "goal", x1=x, x2=x, y1=str(top), y2=str(bottom))


def _whisker(svg: ET.Element, bounds: Bounds, scale: Scale, y: int) -> None:
    low, high = percent_of(bounds.low), percent_of(bounds.high)
    if low is None or high is None or not high > low:
        return
    left, right = scale.at(low), scale.at(high)
    for kind in ("halo", "whisker"):
        _put(svg, "line", kind, x1=left, x2=right, y1=str(y), y2=str(y))
        for end in (left, right):
            _put(svg, "line", kind, x1=end, x2=end, y1=str(y - 4), y2=str(y + 4))


def _picture(height: int, title: str, description: str, kind: str) -> ET.Element:
    """A picture that screen readers read as its title and description."""
    attributes = {"class": f"chart {kind}", "width": "100%", "height": str(height)}
    svg = ET.Element("svg", {**attributes, "role": "img", "aria-label": clean(title)})
    ET.SubElement(svg, "title").text = clean(title)
    ET.SubElement(svg, "desc").text = clean(description)
    return svg


def _put(svg: ET.Element, tag: str, kind: str, **attributes: str) -> ET.Element:
    return ET.SubElement(svg, tag, {"class": kind, **attributes})


def _written(svg: ET.Element) -> str:
    return ET.tostring(svg, encoding="unicode", short_empty_elements=True)
