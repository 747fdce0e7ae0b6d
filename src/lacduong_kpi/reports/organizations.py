"""A target by grassroots organization: who holds it back first, the rest in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lacduong_kpi.assess.model import OrganizationScore, TargetResult
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Align, Cell, Field, Page, text_width, widest
from lacduong_kpi.reports.organization_rows import SETTLED, shared_goal
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import WORST_FIRST, Score, Verdict
from lacduong_kpi.wording import Language, say

_COLUMNS = ("verdict", "organization", "ratio", "percent", "unknown", "range", "missing")
_RIGHT = ("percent", "unknown", "missing")


@dataclass(frozen=True, slots=True)
class Line:
    """One organization, or several summed, in words; empty where there is nothing to say."""

    kind: Verdict
    verdict: str
    organization: str
    ratio: str
    percent: str
    unknown: str
    range: str
    missing: str


def write_organizations(page: Page, view: View, target: TargetResult) -> None:
    """The block `THEO TỔ CHỨC CƠ SỞ ĐẢNG`: those that hold back one by one, up to the limit; all
    that are met and all without anybody concerned summed."""
    if shared_goal(target):
        _write_shares(page, view, target)
        return
    language = view.language
    scores = target.by_organization
    page.heading(say(language, "screens.organizations", tally=_tally(language, scores)))
    pending = [each for each in scores if each.score.verdict not in SETTLED]
    shown = pending[: view.limit]
    lines = [_line(language, each) for each in shown]
    for verdict in SETTLED:
        settled = [each.score for each in scores if each.score.verdict is verdict]
        which = "all" if len(settled) == len(scores) else "rest" if pending else "some"
        if settled:
            lines.append(_summed(language, verdict, settled, which))
    _write_lines(page, language, lines)
    _write_hidden(page, language, len(pending) - len(shown))


def _write_hidden(page: Page, language: Language, hidden: int) -> None:
    if hidden:
        count = numbers.integer(language, hidden)
        page.text(say(language, "screens.organizations.hidden", count=count), indent=2)


def _write_shares(page: Page, view: View, target: TargetResult) -> None:
    """What each organization adds to a number that all reach together: figures, no verdicts. The
    largest first; those with nothing and nothing open in one line."""
    language = view.language
    page.heading(say(language, "screens.organizations.shares"))
    adding = those_that_add(target.by_organization)
    shown = adding[: view.limit]
    lines = [_share(language, each) for each in shown]
    if told := others_text(language, target.by_organization):
        lines.append(Line(Verdict.NOT_APPLICABLE, "", told, "0", "", "0", "", ""))
    _write_lines(page, language, lines)
    _write_hidden(page, language, len(adding) - len(shown))


def those_that_add(scores: Sequence[OrganizationScore]) -> list[OrganizationScore]:
    """Those with something that counts, or that could; the largest first."""
    adding = [each for each in scores if each.score.numerator or each.score.unknown]
    return sorted(adding, key=lambda each: (-(each.score.numerator or 0), each.organization))


def others_text(language: Language, scores: Sequence[OrganizationScore]) -> str:
    """`28 TCCSĐ còn lại`: those that add nothing; empty where there are none."""
    adding = len(those_that_add(scores))
    if adding == len(scores):
        return ""
    count = words.unit(language, "grassroots", len(scores) - adding)
    which = "rest" if adding else "all" if len(scores) > 1 else "some"
    return say(language, f"screens.organizations.{which}", count=count)


def _share(language: Language, each: OrganizationScore) -> Line:
    score = each.score
    result, unknown = (
        words.count_text(language, score),
        numbers.integer(language, score.unknown or 0),
    )
    spread = _range(language, score)
    return Line(score.verdict, "", name(each.organization), result, "", unknown, spread, "")


def _tally(language: Language, scores: Sequence[OrganizationScore]) -> str:
    counts = Counter(each.score.verdict for each in scores)
    return ", ".join(
        f"{numbers.integer(language, counts[verdict])} {words.plain_verdict(language, verdict)}"
        for verdict in WORST_FIRST
        if counts[verdict]
    )


def _line(language: Language, each: OrganizationScore) -> Line:
    score = each.score
    missing = words.missing_count(score, None) if each.met_if is None else each.met_if
    return Line(
        score.verdict,
        words.verdict_word(language, score.verdict, score.exceeded),
        name(each.organization),
        words.count_text(language, score),
        numbers.percent(language, score.rate) if score.rate else "",
        numbers.integer(language, score.unknown or 0),
        _range(language, score),
        "" if missing is None else numbers.integer(language, missing),
    )


def _range(language: Language, score: Score) -> str:
    """`75,53 - 85,11 %`; empty where nothing is in doubt."""
    low, high = score.bounds.low, score.bounds.high
    if not score.unknown or low is None or high is None:
        return ""
    if low.percent is None or high.percent is None:
        return f"{numbers.ratio(language, low)} - {numbers.ratio(language, high)}"
    ends = f"{numbers.figures(language, low)} - {numbers.figures(language, high)}"
    return ends + numbers.PERCENT


def _summed(language: Language, verdict: Verdict, scores: Sequence[Score], which: str) -> Line:
    """All organizations of one verdict in a line; `which`: all, the rest, or some of them."""
    count = words.unit(language, "grassroots", len(scores))
    figures = [score for score in scores if score.numerator is not None]
    numerator = sum(score.numerator or 0 for score in figures)
    denominators = [score.denominator for score in figures if score.denominator is not None]
    rate = numbers.share(numerator, sum(denominators)) if denominators else None
    met = verdict is Verdict.MET
    ratio = numbers.ratio(language, rate) if rate else numbers.integer(language, numerator)
    return Line(
        verdict,
        words.verdict_word(language, verdict),
        say(language, f"screens.organizations.{which}", count=count),
        ratio if met else "",
        numbers.percent(language, rate) if met and rate else "",
        numbers.integer(language, sum(score.unknown or 0 for score in scores)) if met else "",
        "",
        words.NOTHING if met else "",
    )


def _write_lines(page: Page, language: Language, lines: Sequence[Line]) -> None:
    heads = {column: say(language, f"screens.organizations.{column}") for column in _COLUMNS}
    columns = [column for column in _COLUMNS if any(getattr(line, column) for line in lines)]
    fields = [_field(column, heads[column], lines) for column in columns]
    if 2 + sum(field.width + 2 for field in fields) - 2 > page.width:
        for line in lines:
            _write_stack(page, language, line)
        return
    page.row(fields, [Cell(heads[column]) for column in columns], indent=2)
    for line in lines:
        cells = [Cell(getattr(line, column)) for column in columns]
        if line.verdict:
            cells[0] = Cell(line.verdict, words.colour(line.kind))
        page.row(fields, cells, indent=2)


def _field(column: str, head: str, lines: Sequence[Line]) -> Field:
    width = max(widest(getattr(line, column) for line in lines), text_width(head))
    return Field(width, Align.RIGHT if column in _RIGHT else Align.LEFT)


def _write_stack(page: Page, language: Language, line: Line) -> None:
    head = "  ".join(filter(None, (line.verdict, line.organization)))
    page.text(head, 2, 2, words.colour(line.kind) if line.verdict else None)
    parts = [" = ".join(filter(None, (line.ratio, line.percent)))]
    if line.range:
        parts.append(
            say(language, "screens.organizations.doubt", count=line.unknown, range=line.range)
        )
    if line.missing and line.missing != words.NOTHING:
        parts.append(say(language, "screens.organizations.missing_of", text=line.missing))
    if any(parts):
        page.text("; ".join(filter(None, parts)), 4, 2)
