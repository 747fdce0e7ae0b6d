"""Markdown for people and for the step summary of GitHub: tables, then what stands behind them.

Text from outside is escaped, so that it can be neither markup nor a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lacduong_kpi.assess.model import Assessment, OrganizationScore, TargetResult
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.deciding_cells import CellGroup, cell_groups
from lacduong_kpi.reports.finding_groups import FindingGroup, Spot, grouped
from lacduong_kpi.reports.opening import dates, missing_kinds, read, unusable_reason
from lacduong_kpi.reports.organization_rows import missing, shared_goal
from lacduong_kpi.reports.organizations import others_text, those_that_add
from lacduong_kpi.reports.table import data_line
from lacduong_kpi.reports.trend import change_line, pace_lines, trend_line
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean
from lacduong_kpi.wording import Language, say

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$!^])")
_LINKS = re.compile(r"(://|@|(?<=www)\.)", re.IGNORECASE)
"""what the renderer of GitHub makes a link of, without any markup"""
_RUNS = 20
"""addresses of one line; a summary may have 1 MiB"""
_ORGANIZATIONS = 200
"""rows of one table by organization"""


def render(assessment: Assessment, view: View) -> str:
    """The whole document; ends with a line break."""
    blocks = [
        *_head(assessment, view.language),
        *_targets(assessment, view),
        _line(data_line(view.language, assessment)),
        f"**{_line(words.tally(view.language, assessment))}**",
        *_deciding(assessment, view),
        *(_organizations(assessment, view) if view.by_organization else ()),
        *_years(assessment, view.language),
        *_findings(assessment, view),
    ]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Text from outside as plain text of a document."""
    return _LINKS.sub(_apart, _MARKUP.sub(r"\\\1", clean(text).replace("&", "&amp;")))


def _apart(found: re.Match[str]) -> str:
    """A comment of HTML between its characters keeps a link from being seen in a text."""
    return f"<!---->{found[0]}"


def _line(text: str) -> str:
    """A sentence of ours; names in it are from outside."""
    return escaped(text)


def _head(assessment: Assessment, language: Language) -> Iterator[str]:
    plan = assessment.plan
    yield f"# {escaped(plan.title)}" + (f" ({escaped(plan.issuer)})" if plan.issuer else "")
    for each in assessment.unusable:
        reason = unusable_reason(language, each.problem)
        yield f"**{_line(say(language, 'reports.unusable', file=each.path, reason=reason))}**"
    yield _line(f"{dates(language, assessment)} {read(language, assessment)}")
    if wanting := missing_kinds(language, assessment):
        yield _line(wanting)


def _targets(assessment: Assessment, view: View) -> Iterator[str]:
    language = view.language
    heads = [say(language, f"reports.head.{name}") for name in _COLUMNS]
    for group, targets in groupby(assessment.targets, key=lambda target: target.group):
        if group:
            yield f"## {escaped(group)}"
        yield _table(heads, (_target_row(language, target) for target in targets))


_COLUMNS = ("id", "verdict", "label", "goal", "result", "missing", "remark")


def _target_row(language: Language, target: TargetResult) -> list[str]:
    verdict = words.verdict_word(language, target.verdict, target.score.exceeded)
    wanting = words.missing_text(language, target)
    return [
        target.id,
        verdict,
        target.label,
        words.goal_text(language, target.goal),
        words.result_text(language, target),
        "" if wanting == words.NOTHING else wanting,
        " ".join(words.remarks(language, target)),
    ]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(heads), "|" + " --- |" * len(heads), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"


def _deciding(assessment: Assessment, view: View) -> Iterator[str]:
    language = view.language
    for target in assessment.targets:
        groups = cell_groups(target)
        if not groups:
            continue
        count = sum(group.count for group in groups)
        title = say(language, "reports.deciding.title", id=target.id, count=count)
        yield f"## {_line(title)}"
        heads = [say(language, f"reports.head.{name}") for name in _DECIDING]
        shown = groups if view.limit is None else groups[: view.limit]
        yield _table(heads, (_deciding_row(language, target, group) for group in shown))
        if rest := sum(group.count for group in groups[len(shown) :]):
            yield _line(say(language, "reports.rest.cells", count=rest))


_DECIDING = ("organization", "file", "sheet", "field", "cause", "count", "cells")


def _deciding_row(language: Language, target: TargetResult, group: CellGroup) -> list[str]:
    kind = words.kind_of_unit(target.unit)
    return [
        group.organization or "",
        group.file,
        group.sheet or "",
        words.field_word(language, group.field, kind),
        words.cause_word(language, group.cause),
        numbers.integer(language, group.count),
        runs_text(language, [run.text for run in group.runs], _RUNS),
    ]


def runs_text(language: Language, runs: Sequence[str], limit: int | None) -> str:
    """Addresses in a line; those beyond `limit` are counted."""
    shown = runs if limit is None else runs[:limit]
    text = ", ".join(shown)
    if rest := len(runs) - len(shown):
        text += say(language, "reports.rest.runs", count=numbers.integer(language, rest))
    return text


def _organizations(assessment: Assessment, view: View) -> Iterator[str]:
    language = view.language
    heads = [say(language, f"reports.head.{name}") for name in _ORGANIZATION]
    for target in assessment.targets:
        if target.by_organization:
            yield f"## {escaped(target.id)} {escaped(target.label)}"
            shown = None if view.limit is None else _ORGANIZATIONS
            rows, rest = _organization_rows(language, target, shown)
            yield _table(heads, rows)
            if rest:
                count = numbers.integer(language, rest)
                yield _line(say(language, "reports.html.hidden", count=count))


_ORGANIZATION = ("verdict", "organization", "result", "unknown", "range", "missing")


def _organization_rows(
    language: Language, target: TargetResult, limit: int | None
) -> tuple[list[list[str]], int]:
    """The first so many rows, and how many more there are. Of a number that all reach together
    only those that add to it, without a verdict; the others are one row."""
    scores = target.by_organization
    if not shared_goal(target):
        rows = [_organization_row(language, each) for each in scores[:limit]]
        return rows, len(scores) - len(rows)
    adding = those_that_add(scores)
    shares = [["", *_organization_figures(language, each), ""] for each in adding]
    if others := others_text(language, scores):
        shares.append(["", others, "0", "0", "", ""])
    return shares[:limit], len(shares[limit:]) if limit is not None else 0


def _organization_row(language: Language, each: OrganizationScore) -> list[str]:
    wanting = missing(each)
    word = words.verdict_word(language, each.score.verdict, each.score.exceeded)
    count = "" if wanting is None else numbers.integer(language, wanting)
    return [word, *_organization_figures(language, each), count]


def _organization_figures(language: Language, each: OrganizationScore) -> list[str]:
    score = each.score
    return [
        each.organization,
        words.score_text(language, score),
        numbers.integer(language, score.unknown or 0),
        words.range_text(language, score.bounds) if score.unknown else "",
    ]


def _years(assessment: Assessment, language: Language) -> Iterator[str]:
    lines = [
        f"- **{escaped(target.id)}** "
        + _line(" ".join((trend_line(language, target), change_line(language, target))))
        + _line(" ".join(("", *pace_lines(language, target))))
        for target in assessment.targets
        if len(target.trend) > 1
    ]
    if lines:
        yield f"## {say(language, 'reports.html.years')}"
        yield "\n".join(lines)


def _findings(assessment: Assessment, view: View) -> Iterator[str]:
    language = view.language
    groups = grouped(language, assessment.findings)
    if not groups:
        return
    yield f"## {say(language, 'reports.findings.title')}"
    heads = [say(language, f"reports.head.{name}") for name in _FINDING]
    yield _table(heads, (_finding_row(language, group) for group in groups))


_FINDING = ("code", "severity", "count", "sentence", "places", "remedy")


def _finding_row(language: Language, group: FindingGroup) -> list[str]:
    shown = group.spots[:_RUNS]
    places = "; ".join(spot_text(language, spot, _RUNS) for spot in shown)
    if rest := len(group.spots) - len(shown):
        places += say(language, "reports.rest.runs", count=numbers.integer(language, rest))
    return [
        group.code,
        words.severity_word(language, group.severity),
        numbers.integer(language, group.count),
        group.sentence,
        places,
        group.remedy,
    ]


def spot_text(language: Language, spot: Spot, limit: int | None) -> str:
    """`xep-loai.xlsx, "Xếp loại 2024", F133, F541 (cột "Mức xếp loại")`"""
    runs = [run.text for run in spot.runs]
    runs += [say(language, "screens.row", row=row) for row in spot.rows]
    sheet = f'"{spot.sheet}"' if spot.sheet is not None else ""
    text = ", ".join(part for part in (spot.file, sheet, runs_text(language, runs, limit)) if part)
    if spot.column:
        text += f" ({say(language, 'screens.column', header=spot.column)})"
    return text
