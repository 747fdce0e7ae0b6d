"""What is said of a target, in words that every renderer shares: verdict, goal, result, tally.

Names of files and records are handed on as they are: a renderer cleans what its format needs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import assert_never

from lacduong_kpi.assess.model import Assessment, Deciding, Goal, Part, Period, TargetResult
from lacduong_kpi.findings import Finding, Severity
from lacduong_kpi.reports import numbers
from lacduong_kpi.terms import FIELDS, FieldType, Kind, added_label, added_word
from lacduong_kpi.verdicts.model import Bounds, Reason, Score, Verdict
from lacduong_kpi.wording import Language, knows, say

_DATES = frozenset(
    field.name
    for fields in FIELDS.values()
    for field in fields.values()
    if field.type is FieldType.DATE
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

NOTHING = "-"
"""stands where nothing is missing"""


class Colour(StrEnum):
    """The colours of verdicts and severities; they only repeat the word."""

    GOOD = "green"
    BAD = "red"
    DOUBT = "yellow"
    WAITING = "cyan"
    QUIET = "bright_black"


def colour(verdict: Verdict) -> Colour:
    match verdict:
        case Verdict.MET:
            return Colour.GOOD
        case Verdict.NOT_MET:
            return Colour.BAD
        case Verdict.UNDETERMINED:
            return Colour.DOUBT
        case Verdict.NOT_DUE:
            return Colour.WAITING
        case Verdict.NOT_APPLICABLE:
            return Colour.QUIET
        case _:
            assert_never(verdict)


def severity_colour(severity: Severity) -> Colour:
    match severity:
        case Severity.ERROR:
            return Colour.BAD
        case Severity.WARNING:
            return Colour.DOUBT
        case Severity.NOTE:
            return Colour.QUIET
        case _:
            assert_never(severity)


def verdict_word(language: Language, verdict: Verdict, exceeded: bool = False) -> str:
    """`CHƯA XÁC ĐỊNH`; `ĐẠT (VƯỢT)` for a goal that is surpassed. Never shortened."""
    beyond = verdict is Verdict.MET and exceeded
    return say(language, f"terms.verdict.{'exceeded' if beyond else verdict.value}")


def plain_verdict(language: Language, verdict: Verdict, exceeded: bool = False) -> str:
    """The same within a sentence: `chưa đạt`; `vượt` for a goal that is surpassed."""
    beyond = verdict is Verdict.MET and exceeded
    return say(language, f"terms.verdict.plain.{'exceeded' if beyond else verdict.value}")


def severity_word(language: Language, severity: Severity) -> str:
    """`lỗi`, `cảnh báo`, `ghi chú`"""
    return say(language, f"terms.severity.{severity.value}")


def unit(language: Language, key: str, count: int) -> str:
    """A number with what is counted: `2 tổ chức`, `14 đảng viên`."""
    number = "one" if count == 1 else "many"
    return say(language, f"terms.unit.{key}.{number}", count=numbers.integer(language, count))


def field_word(language: Language, field: str, kind: Kind | None = None) -> str:
    """What the office calls a field: `ngày kết nạp`; a field that only the plan knows by its id."""
    keys = [f"terms.field.{kind.value}.{field}"] if kind else []
    for key in (*keys, f"terms.field.{field}"):
        if knows(language, key):
            return say(language, key)
    return added_label(field) or field


def value_word(language: Language, field: str, value: str | bool | int | None) -> str:
    """What the office calls a value of a field: `hoàn thành tốt`, `03/02/2019`; text as it is."""
    if isinstance(value, bool):
        return say(language, "terms.yes" if value else "terms.no")
    if isinstance(value, int):
        return numbers.integer(language, value)
    if value is None:
        return ""
    if field in _DATES and (match := _ISO.fullmatch(value)):
        return numbers.iso_day(language, *match.groups())
    key = f"terms.value.{field}.{value}"
    return say(language, key) if knows(language, key) else added_word(field, value) or value


def cause_word(language: Language, cause: str) -> str:
    """Why a cell is unknown: `ô trống`, `không đọc được`, `mâu thuẫn`, `chưa có cột`."""
    return say(language, f"terms.cause.{cause}")


def kind_of_unit(key: str) -> Kind:
    """The record kind that a unit of `TargetResult.unit` counts."""
    match key:
        case "member" | "person":
            return Kind.MEMBER
        case "residential_unit":
            return Kind.RESIDENTIAL_UNIT
        case _:
            return Kind.ORGANIZATION


@lru_cache(maxsize=100)
def goal_text(language: Language, goal: Goal) -> str:
    """`từ 90 %`, `trên 90 %`, `3 - 4 %`, `100 %`, `không quá 20 %`, `không có`, `1 - 2`."""
    low, high = (_goal_number(language, goal, each) for each in (goal.low, goal.high))
    if goal.kind == "range":
        ends = (numbers.plain_decimal(language, each or "0") for each in (goal.low, goal.high))
        return " - ".join(ends) + (numbers.PERCENT if goal.unit == "percent" else "")
    if goal.kind == "at_least" and goal.unit == "percent" and low == f"100{numbers.PERCENT}":
        return low
    return say(language, f"terms.goal.{goal.kind}", low=low or high, high=high or low)


def _goal_number(language: Language, goal: Goal, number: str | None) -> str:
    if number is None:
        return ""
    text = numbers.plain_decimal(language, number)
    return text + numbers.PERCENT if goal.unit == "percent" else text


def reason_text(language: Language, target: TargetResult) -> str:
    """What stands in place of a figure: `chưa có danh sách`, `chưa có cột`, or who is wanting
    where nobody is concerned. Empty where there are figures."""
    score = target.score
    counted = score.rate is not None or (score.numerator is not None and score.denominator is None)
    if score.reason is Reason.NO_COLUMN and counted:
        return ""
    if score.reason is not None:
        return say(language, f"terms.reason.{score.reason.value}")
    if target.verdict is Verdict.NOT_APPLICABLE:
        return say(language, f"screens.nobody.{target.unit}")
    return ""


def result_text(language: Language, target: TargetResult) -> str:
    """`958/1.057 = 90,63 %`, `1` for a count, or the reason why there is no figure."""
    return reason_text(language, target) or score_text(language, target.score)


def score_text(language: Language, score: Score) -> str:
    """`958/1.057 = 90,63 %`; without a percentage where there is no denominator."""
    if score.rate is None or score.rate.percent is None:
        return count_text(language, score)
    rate = score.rate
    return f"{numbers.ratio(language, rate)} = {numbers.percent(language, rate)}"


def count_text(language: Language, score: Score) -> str:
    """`958/1.057`, or `1` for a count; empty where there is no figure."""
    if score.numerator is None:
        return ""
    text = numbers.integer(language, score.numerator)
    if score.denominator is None:
        return text
    return f"{text}/{numbers.integer(language, score.denominator)}"


def missing_count(score: Score, deciding: Deciding | None) -> int | None:
    """How many are wanting to the goal: of the unknown ones where those decide, else of the
    existing ones, or of new ones where only those can help. None: no number says it."""
    if score.verdict is Verdict.UNDETERMINED and deciding is not None:
        return deciding.met_if
    needed = score.needed
    return needed.existing if needed.existing is not None else needed.new


def missing_text(language: Language, target: TargetResult) -> str:
    """`14 đảng viên`; `-` where the target is met; empty where no number says it."""
    if target.verdict is Verdict.MET:
        return NOTHING
    if target.verdict is Verdict.NOT_APPLICABLE:
        return ""
    count = missing_count(target.score, target.deciding)
    return "" if count is None else unit(language, target.unit, count)


def range_text(language: Language, bounds: Bounds) -> str:
    """`từ 88,70 % đến 90,83 %`; empty where the bounds are not known."""
    low, high = bounds.low, bounds.high
    if low is None or high is None:
        return ""
    ends = [numbers.percent(language, end) or numbers.ratio(language, end) for end in (low, high)]
    return say(language, "screens.range", low=ends[0], high=ends[1])


def unknown_fields(language: Language, target: TargetResult) -> str:
    """The fields on which an undetermined target hangs: `xếp loại`; empty if none is named."""
    cells = target.deciding.cells if target.deciding else ()
    kind = kind_of_unit(target.unit)
    names = dict.fromkeys(cell.field for cell in cells)
    return ", ".join(field_word(language, name, kind) for name in names)


def remarks(language: Language, target: TargetResult) -> tuple[str, ...]:
    """The sentences that stand under a target: parts, doubt, deadline, estimate, missing column."""
    lines = (
        *_excluded_remarks(language, target),
        _parts_remark(language, target),
        _unknown_remark(language, target),
        _column_remark(language, target),
        _deadline_remark(language, target),
        estimate_remark(language, target),
    )
    return tuple(line for line in lines if line)


def _excluded_remarks(language: Language, target: TargetResult) -> list[str]:
    """Organizations and units that are left out, by reason: they are few, and each is asked after.
    Those of member targets stand where the target is explained."""
    if kind_of_unit(target.unit) is Kind.MEMBER:
        return []
    return [
        say(
            language,
            "screens.left_out",
            count=unit(language, target.unit, each.count),
            reason=each.reason,
        )
        for each in target.score.excluded
        if each.count
    ]


def _parts_remark(language: Language, target: TargetResult) -> str:
    if not target.parts or target.score.reason is not None:
        return ""
    parts = "; ".join(
        text[:1].lower() + text[1:]
        for text in (_part_text(language, target, part) for part in target.parts)
    )
    return say(language, "screens.sentence", text=parts[:1].upper() + parts[1:])


def _part_text(language: Language, target: TargetResult, part: Part) -> str:
    score = part.score
    figure = plain_verdict(language, score.verdict)
    if score.rate is not None:
        figure = numbers.ratio(language, score.rate)
        if part.id != target.deciding_part:
            figure += f" ({numbers.percent(language, score.rate)})"
    text = f"{part.label} {figure}"
    if not score.unknown:
        return text
    doubt = unit(language, target.unit, score.unknown)
    return f"{text}, {say(language, 'screens.unknown', count=doubt)}"


def _unknown_remark(language: Language, target: TargetResult) -> str:
    score = target.score
    if not score.unknown or score.reason is not None:
        return ""
    if target.parts and target.verdict is not Verdict.UNDETERMINED:
        return ""
    spread = range_text(language, score.bounds)
    fields = unknown_fields(language, target) or say(language, "screens.data")
    doubt = unit(language, target.unit, score.unknown)
    if score.verdict is not Verdict.UNDETERMINED:
        return say(language, "screens.unknown_harmless", count=doubt, range=spread)
    key = "screens.unknown_range" if spread else "screens.unknown_only"
    return say(language, key, count=doubt, fields=fields, range=spread)


def _column_remark(language: Language, target: TargetResult) -> str:
    if target.score.reason is not Reason.NO_COLUMN:
        return ""
    fields = unknown_fields(language, target)
    if not fields:
        return say(language, "screens.no_columns")
    return say(language, "screens.no_column", fields=fields)


def _deadline_remark(language: Language, target: TargetResult) -> str:
    if target.verdict is not Verdict.NOT_DUE:
        return ""
    end = deadline(language, target.period)
    return say(language, "screens.deadline", deadline=end) if end else ""


def deadline(language: Language, period: Period) -> str:
    """`31/12/2030`; `hết nhiệm kỳ 2020 - 2025 (30/06/2025)`; empty where none is set."""
    if period.end is None:
        return ""
    end = numbers.day(period.end)
    if period.kind != "term" or not period.label:
        return end
    return say(language, "screens.end_of_term", term=term_text(period.label), end=end)


def term_text(label: str) -> str:
    """`2020 - 2025` for the term `2020-2025`."""
    return label.replace("-", " - ")


def estimate_remark(language: Language, target: TargetResult) -> str:
    """That the total of the end of last year is an estimate; empty where it is not."""
    start = target.period.start
    if not target.score.estimated or start is None:
        return ""
    before = f"31/12/{start.year - 1}"
    return say(language, "screens.estimate", day=before, year=start.year)


def tally(language: Language, assessment: Assessment) -> str:
    """`6/12 chỉ tiêu đạt và vượt; 3 chưa đạt; …`: the last line of every summary."""
    counts = {verdict.value: assessment.tally(verdict) for verdict in Verdict}
    return say(language, "screens.tally", total=len(assessment.targets), **counts)


def finding_sentence(language: Language, finding: Finding) -> str:
    """What is wrong, with the parameters of this one finding. It names no place."""
    return say(language, f"findings.{finding.code}", **_params(language, finding))


def finding_title(language: Language, finding: Finding) -> str:
    """What all findings of the code have in common, where their sentences differ; else the
    sentence."""
    key = f"findings.{finding.code}.title"
    return say(language, key) if knows(language, key) else finding_sentence(language, finding)


def finding_remedy(language: Language, finding: Finding) -> str:
    """What can be done about it; begins with a verb."""
    return say(language, f"findings.{finding.code}.remedy", **_params(language, finding))


def _params(language: Language, finding: Finding) -> dict[str, str | int]:
    """The parameters with codes in words: kinds of record, and days as they are written."""
    params = dict(finding.params)
    kind, day = params.get("kind"), params.get("day")
    if kind in tuple(Kind):
        params["kind"] = say(language, f"terms.kind.{kind}")
    if isinstance(day, str) and (match := _ISO.fullmatch(day)):
        params["day"] = numbers.iso_day(language, *match.groups())
    return params


def found(findings: Iterable[Finding]) -> Counter[Severity]:
    """How many places are faulty, by severity."""
    counts: Counter[Severity] = Counter()
    for finding in findings:
        counts[finding.severity] += finding.count
    return counts


def data_tally(language: Language, findings: Iterable[Finding]) -> str:
    """`6 lỗi, 41 cảnh báo`: places, not kinds."""
    counts = found(findings)
    return say(
        language,
        "screens.data_tally",
        errors=numbers.integer(language, counts[Severity.ERROR]),
        warnings=numbers.integer(language, counts[Severity.WARNING]),
    )


def header_word(field: str, kind: Kind) -> str:
    """What to write at the head of a column so that it is understood, as in the template: always
    Vietnamese, the language that rosters are read in."""
    for key in (f"template.header.{kind}.{field}", f"template.header.{field}"):
        if knows(Language.VI, key):
            return say(Language.VI, key)
    word = field_word(Language.VI, field, kind)
    return word[:1].upper() + word[1:]
