"""The JSON of `check` and `validate`: for scripts, the same bytes for the same input."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from lacduong_kpi import __version__
from lacduong_kpi.assess import gate, model
from lacduong_kpi.assess.people import Row, row_of
from lacduong_kpi.findings import Finding, Severity
from lacduong_kpi.reports import json_shape as shape
from lacduong_kpi.reports import words
from lacduong_kpi.reports.opening import unusable_reason
from lacduong_kpi.reports.trend import pace
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Bounds, Rate, Score, Verdict
from lacduong_kpi.wording import Language

SCHEMA_ID = "urn:lacduong-kpi:check:" + shape.SCHEMA_VERSION


def render(assessment: model.Assessment, view: View) -> Iterator[str]:
    """The JSON of `check`, bit by bit: a list may tell of a hundred thousand organizations. All of
    them are scored before the first bit. Names only with `view.details`; its limit cuts nothing
    here."""
    report = check_report(assessment, view)
    targets = [
        {**data, "by_organization": _organizations(target)}
        for data, target in zip(report["targets"], assessment.targets, strict=True)
    ]
    return pieces({**_a_line_each(report), "targets": targets})


def render_findings(
    assessment: model.Assessment, view: View, people: Mapping[Row, str] | None = None
) -> str:
    """The JSON of `validate`. `people`: whom to name in the findings about their rows."""
    return dump(_a_line_each(findings_report(assessment, view, people)))


def _a_line_each(report: shape.CheckReport | shape.FindingsReport) -> dict[str, object]:
    """The report with its findings as an iterator."""
    return {**report, "findings": iter(report["findings"])}


def check_schema() -> str:
    """The JSON Schema of `render`, generated from `json_shape`."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(shape.CheckReport).json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return json.dumps({**head, **schema}, indent=2) + "\n"


_LAID_OUT = 4
"""levels that are laid out in lines: the report, its targets, a target, the lists in one"""
_line = json.JSONEncoder(allow_nan=False, ensure_ascii=True).encode


def dump(data: Mapping[str, object]) -> str:
    """Strict JSON in ASCII, so that no console and no reader can spoil it.

    An organization, a gap, a finding is one line each: to be searched line by line, and written
    five times as fast as if each of its values had a line of its own.
    """
    return "".join(pieces(data))


class Line(str):
    """JSON that is written out already."""

    __slots__ = ()


def pieces(data: Mapping[str, object]) -> Iterator[str]:
    """What `dump` gives, bit by bit: what an iterator in `data` gives is a list of one line each,
    and no more than one of them is held."""
    yield from _laid_out(data, 0)
    yield "\n"


def _laid_out(value: object, level: int) -> Iterator[str]:
    inner = level + 1
    if isinstance(value, Iterator):
        lines = (each if isinstance(each, Line) else _line(each) for each in value)
        yield from _in_lines("[", ((line,) for line in lines), "]", level)
    elif level < _LAID_OUT and isinstance(value, Mapping) and _holds_more(value.values()):
        named = (chain((_line(key), ": "), _laid_out(each, inner)) for key, each in value.items())
        yield from _in_lines("{", named, "}", level)
    elif level < _LAID_OUT and isinstance(value, list | tuple) and _holds_more(value):
        yield from _in_lines("[", (_laid_out(each, inner) for each in value), "]", level)
    else:
        yield _line(value)


def _holds_more(values: Iterable[object]) -> bool:
    return any(
        each.__class__ not in _PLAIN and isinstance(each, Mapping | list | tuple | Iterator)
        for each in values
    )


_PLAIN = frozenset({str, int, bool, float, type(None)})


def _in_lines(start: str, parts: Iterable[Iterable[str]], end: str, level: int) -> Iterator[str]:
    yield start
    separator = inner = "\n" + "  " * (level + 1)
    for part in parts:
        yield separator
        yield from part
        separator = "," + inner
    yield "\n" + "  " * level + end if separator != inner else end


def check_report(assessment: model.Assessment, view: View) -> shape.CheckReport:
    """The data of `render` but for the organizations."""
    plan = assessment.plan
    counts = assessment.counts
    return {
        "schema_version": shape.SCHEMA_VERSION,
        "tool": tool(),
        "plan": {"id": plan.id, "title": plan.title, "sha256": plan.sha256},
        "as_of": assessment.as_of.isoformat(),
        "year": assessment.year,
        "inputs": inputs_of(assessment),
        "settings": dict(assessment.settings),
        "counts": {
            "members": counts.members,
            "members_left": counts.members_left,
            "organizations": counts.organizations,
            "residential_units": counts.residential_units,
        },
        "targets": [_target(target, details=view.details) for target in assessment.targets],
        "findings": [finding_of(view.language, each) for each in assessment.findings],
        "summary": _summary(assessment, view),
        "unusable": _unusable(assessment, view.language),
    }


def findings_report(
    assessment: model.Assessment, view: View, people: Mapping[Row, str] | None = None
) -> shape.FindingsReport:
    """The data of `render_findings`."""
    found = words.found(assessment.findings)
    return {
        "schema_version": shape.SCHEMA_VERSION,
        "tool": tool(),
        "as_of": assessment.as_of.isoformat(),
        "year": assessment.year,
        "inputs": inputs_of(assessment),
        "findings": [_named(view.language, each, people) for each in assessment.findings],
        "summary": {
            "errors": found[Severity.ERROR],
            "warnings": found[Severity.WARNING],
            "notes": found[Severity.NOTE],
            "exit_code": gate.findings_exit_code(assessment).value,
        },
        "unusable": _unusable(assessment, view.language),
    }


def tool() -> shape.Tool:
    return {"name": "lacduong-kpi", "version": __version__}


def inputs_of(assessment: model.Assessment) -> list[shape.InputFile]:
    return [
        {"path": each.path, "sha256": each.sha256, "sheets": list(each.sheets)}
        for each in assessment.inputs
    ]


def _unusable(assessment: model.Assessment, language: Language) -> list[shape.Unusable]:
    return [
        {"path": each.path, "reason": unusable_reason(language, each.problem)}
        for each in assessment.unusable
    ]


def _summary(assessment: model.Assessment, view: View) -> shape.Summary:
    return {
        "met": assessment.tally(Verdict.MET),
        "not_met": assessment.tally(Verdict.NOT_MET),
        "undetermined": assessment.tally(Verdict.UNDETERMINED),
        "not_due": assessment.tally(Verdict.NOT_DUE),
        "not_applicable": assessment.tally(Verdict.NOT_APPLICABLE),
        "exit_code": gate.exit_code(assessment, view.fail_on).value,
    }


def _target(target: model.TargetResult, *, details: bool) -> shape.Target:
    score = target.score
    part = part_of(target.id, target.label, score)
    return {
        "id": target.id,
        "section": target.section,
        "label": target.label,
        "text": target.text,
        "period": _period(target.period),
        "goal": _goal(target.goal),
        "verdict": score.verdict,
        "reason": score.reason,
        "exceeded": score.exceeded,
        "estimated": score.estimated,
        "numerator": part["numerator"],
        "denominator": part["denominator"],
        "excluded": part["excluded"],
        "unknown": part["unknown"],
        "rate": part["rate"],
        "bounds": part["bounds"],
        "needed": part["needed"],
        "slack": part["slack"],
        "deciding": _deciding(target.deciding),
        "parts": [part_of(each.id, each.label, each.score) for each in target.parts],
        "by_organization": [],  # `stream` writes each by itself
        "gaps": [_gap(gap, details=details) for gap in target.gaps],
        "trend": [_year(each, target.deciding_part) for each in target.trend],
        "pace": _pace(target),
    }


def _organizations(target: model.TargetResult) -> Iterator[Line]:
    """An `OrganizationScore` in each line. Many have the same score, which is written out once."""
    scores = target.by_organization[:]
    distinct = {id(each.score): each.score for each in scores}
    written = {
        key: _line(part_of(target.id, target.label, score)).removeprefix("{")
        for key, score in distinct.items()
    }
    return (
        Line(f'{{"organization": {_line(each.organization)}, {written[id(each.score)]}')
        for each in scores
    )


def _period(period: model.Period) -> shape.Period:
    start, end = (day.isoformat() if day else None for day in (period.start, period.end))
    return {"kind": period.kind, "from": start, "to": end}


def _goal(goal: model.Goal) -> shape.Goal:
    return {
        "kind": goal.kind,  # type: ignore[typeddict-item]  # the plan's schema holds it to these
        "low": goal.low,
        "high": goal.high,
        "strict": goal.strict,
        "unit": goal.unit,  # type: ignore[typeddict-item]
        "text": goal.text,
    }


def part_of(id: str, label: str, score: Score) -> shape.Part:  # noqa: A002  (the word of JSON)
    return {
        "id": id,
        "label": label,
        "verdict": score.verdict,
        "numerator": score.numerator,
        "denominator": score.denominator,
        "excluded": [{"reason": each.reason, "count": each.count} for each in score.excluded],
        "unknown": score.unknown,
        "rate": _rate(score.rate),
        "bounds": _bounds(score.bounds),
        "needed": {"existing": score.needed.existing, "new": score.needed.new},
        "slack": score.slack,
    }


def _bounds(bounds: Bounds) -> shape.Bounds:
    return {"low": _rate(bounds.low), "high": _rate(bounds.high)}


def _rate(rate: Rate | None) -> shape.Rate | None:
    if rate is None:
        return None
    return {
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        "percent": rate.percent,
    }


def _deciding(deciding: model.Deciding | None) -> shape.Deciding | None:
    if deciding is None:
        return None
    return {
        "met_if": deciding.met_if,
        "not_met_if": deciding.not_met_if,
        "cells": [_deciding_cell(cell) for cell in deciding.cells],
    }


def _deciding_cell(cell: model.DecidingCell) -> shape.DecidingCell:
    return {
        "file": cell.file,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "field": cell.field,
        "cause": cell.cause,  # type: ignore[typeddict-item]  # a value of `column.Unknown`
    }


def _gap(gap: model.Gap, *, details: bool) -> shape.Gap:
    place = gap.cell or gap.place
    leaf = gap.condition
    data: shape.Gap = {
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row if place.row is not None else gap.place.row,
        "condition": {"field": leaf.field, "operator": leaf.operator, "operand": leaf.operand},
        "cell": gap.cell.cell if gap.cell else None,
    }
    if details:
        data["name"] = gap.name
    return data


def _year(each: model.YearScore, part: str | None) -> shape.YearScore:
    score = each.score
    return {
        "year": each.year,
        "part": part,
        "verdict": score.verdict,
        "rate": _rate(score.rate),
        "bounds": _bounds(score.bounds),
    }


def _pace(target: model.TargetResult) -> shape.Pace | None:
    found = pace(target)
    return {"achieved": found.achieved, "required": found.required} if found else None


def _named(language: Language, finding: Finding, people: Mapping[Row, str] | None) -> shape.Finding:
    data = finding_of(language, finding)
    if people:
        data["name"] = people.get(row_of(finding.place))
    return data


def finding_of(language: Language, finding: Finding) -> shape.Finding:
    """One finding, as it stands in every JSON."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": words.finding_sentence(language, finding),
        "remedy": words.finding_remedy(language, finding),
        "file": place.file,
        "sheet": place.sheet,
        "cell": place.cell,
        "row": place.row,
        "column": place.column,
        "field": finding.field,
        "others": [
            {"file": other.file, "sheet": other.sheet, "cell": other.cell, "row": other.row}
            for other in finding.others
        ],
        "count": finding.count,
    }
