"""How a number came about, like a form of statistics: population, what is taken off, what remains."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.assess.model import Count, Explanation, TargetResult
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Page, Span, fold, text_width
from lacduong_kpi.reports.places import name
from lacduong_kpi.verdicts.model import Score
from lacduong_kpi.wording import Language, say

EDGE = 70
"""column at which the numbers end"""


def write_calculation(
    page: Page, language: Language, target: TargetResult, score: Score, how: Explanation
) -> None:
    """The lines of one target or part, from the population to the result."""
    if how.population is not None:
        _line(page, language, capital(name(how.population_words)), how.population)
    _write_exclusions(page, language, score, how)
    between = _undecided(score, how)
    if between:
        _line(page, language, _doubt(language, target), between)
    if score.denominator is not None:
        denominator = say(language, "screens.denominator", words=name(how.denominator_words))
        _line(page, language, denominator, score.denominator)
    if score.numerator is not None:
        _line(page, language, _numerator(language, how), score.numerator)
    other = (score.unknown or 0) - between
    if other > 0:
        _line(page, language, say(language, "screens.doubt_inside"), other)
    page.text(_result(language, target, score), indent=2, hang=2)


def _undecided(score: Score, how: Explanation) -> int:
    """Records of which it is open whether they are in the denominator at all."""
    if how.population is None or score.denominator is None:
        return 0
    off = sum(each.count for each in score.excluded)
    return max(0, min(how.population - off - score.denominator, score.unknown or 0))


def _doubt(language: Language, target: TargetResult) -> str:
    fields = words.unknown_fields(language, target)
    return say(language, "screens.doubt", fields=fields or say(language, "screens.data"))


def _write_exclusions(page: Page, language: Language, score: Score, how: Explanation) -> None:
    less = say(language, "screens.less")
    indent = 2 + text_width(less)
    sources = (*how.regulations, *[""] * len(score.excluded))
    for number, (each, source) in enumerate(zip(score.excluded, sources, strict=False)):
        before = "" if number else f"  {less}"
        _line(page, language, name(each.reason), each.count, indent, before)
        if source:
            page.text(f"({name(source)})", indent, hang=1)


def _numerator(language: Language, how: Explanation) -> str:
    split = split_words(language, how.split) if len(how.split) > 1 else []
    text = ", ".join(split) or name(how.numerator_words)
    return say(language, "screens.numerator", words=text)


def split_words(language: Language, split: Sequence[Count]) -> list[str]:
    """`hoàn thành xuất sắc 152`"""
    return [
        f"{words.value_word(language, each.field, each.value)} "
        f"{numbers.integer(language, each.count)}"
        for each in split
    ]


def _result(language: Language, target: TargetResult, score: Score) -> str:
    goal = words.goal_text(language, target.goal)
    result = words.score_text(language, score)
    if not result:
        reason = words.reason_text(language, target) or words.plain_verdict(language, score.verdict)
        return say(language, "screens.no_result", reason=reason, goal=goal)
    return say(language, "screens.result", result=result, goal=goal)


def _line(
    page: Page, language: Language, text: str, count: int, indent: int = 2, before: str = ""
) -> None:
    """A label and, at the right edge, its number, on the label's last line. `before` stands in
    the indent of its first line."""
    number = numbers.integer(language, count)
    edge = min(EDGE, page.width)
    lines = fold(text, max(1, edge - indent - 4 - text_width(number)))
    starts = [before or " " * indent, *[" " * (indent + 2)] * (len(lines) - 1)]
    for start, line in list(zip(starts, lines, strict=True))[:-1]:
        page.add(Span(start + line))
    last = starts[-1] + lines[-1]
    gap = max(2, edge - text_width(last) - text_width(number))
    page.add(Span(last + " " * gap + number))


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
