"""How Party offices write in Word documents: numbers, dates, sentences and rows of the annex.

Counts below ten have two digits (`06/12`), days below ten and the months 1 and 2 a zero
(`05/02/2024`, `30/6/2025`), after the guidance on the form of Party documents (Hướng dẫn số
36-HD/VPTW, ngày 03/4/2018; số 05-HD/VPTW, ngày 27/5/2026).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.steps import capital
from lacduong_kpi.verdicts.model import Score, Verdict
from lacduong_kpi.wording import Language, say

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def count(language: Language, number: int) -> str:
    """`06`, `29`, `1.154`; nought is `0`."""
    return f"{number:02d}" if 0 < number < 10 else numbers.integer(language, number)


def day(exact: date) -> str:
    """`05/02/2024`, `30/6/2025`"""
    month = f"{exact.month:02d}" if exact.month < 3 else str(exact.month)
    return f"{exact.day:02d}/{month}/{exact.year}"


def verdict(language: Language, score: Score) -> str:
    """`Chưa đạt`; a surpassed goal is `Vượt`."""
    return capital(words.plain_verdict(language, score.verdict, score.exceeded))


def goal(language: Language, target: TargetResult) -> str:
    """As everywhere, but counts below ten with two digits: `01 - 02`."""
    if target.goal.unit != "count":
        return words.goal_text(language, target.goal)
    limits = [count(language, int(each)) for each in _whole(target)]
    if target.goal.kind == "range" and len(limits) == 2:
        return " - ".join(limits)
    if not limits:
        return words.goal_text(language, target.goal)
    key = f"terms.goal.{target.goal.kind}"
    return say(language, key, low=limits[0], high=limits[-1])


def _whole(target: TargetResult) -> list[str]:
    limits = [each for each in (target.goal.low, target.goal.high) if each is not None]
    return [each for each in limits if each.isdigit()]


def result(language: Language, target: TargetResult) -> str:
    """`90/92 (97,83 %)`, `01 chi bộ` for a count, or why there is no figure."""
    if reason := words.reason_text(language, target):
        return reason
    score = target.score
    if score.numerator is not None and score.denominator is None:
        return unit(language, target, score.numerator)
    pair = _pair(language, score)
    percent = numbers.percent(language, score.rate) if score.rate else ""
    return f"{pair} ({percent})" if percent else pair


def unit(language: Language, target: TargetResult, number: int) -> str:
    """`02 tổ chức`"""
    form = "one" if number == 1 else "many"
    return say(language, f"terms.unit.{target.unit}.{form}", count=count(language, number))


def summary(language: Language, assessment: Assessment, scope: str) -> str:
    """The sentence of section II.1: how many are met and surpassed, not met, open, not due."""
    targets = assessment.targets
    met = [each for each in targets if each.verdict is Verdict.MET]
    beyond = sum(each.score.exceeded for each in met)
    total = count(language, len(targets))
    head = say(
        language,
        "reports.docx.met_beyond" if beyond else "reports.docx.met",
        day=day(assessment.as_of),
        scope=scope,
        met=count(language, len(met)),
        total=total,
        beyond=count(language, beyond),
    )
    return "; ".join([head, *_others(language, assessment)]) + "."


def _others(language: Language, assessment: Assessment) -> Iterator[str]:
    for each in (
        Verdict.NOT_MET,
        Verdict.UNDETERMINED,
        Verdict.NOT_DUE,
        Verdict.NOT_APPLICABLE,
    ):
        found = [target for target in assessment.targets if target.verdict is each]
        if found:
            number = count(language, len(found))
            text = say(language, f"reports.docx.tally.{each}", count=number)
            yield text + (_cause(language, found) if each is Verdict.UNDETERMINED else "")


def _cause(language: Language, undetermined: list[TargetResult]) -> str:
    """` do còn 23 đảng viên chưa rõ xếp loại`, where one target alone is open and says why."""
    target = undetermined[0]
    fields = words.unknown_fields(language, target)
    if len(undetermined) > 1 or not target.score.unknown or not fields:
        return ""
    doubt = unit(language, target, target.score.unknown)
    return say(language, "reports.docx.because", count=doubt, fields=fields)


def line(language: Language, target: TargetResult) -> str:
    """One target in section II.1: `Có chương trình kiểm tra, giám sát: 90/92 (97,83 %); …`"""
    found = result(language, target)
    sentence = say(
        language,
        "reports.docx.line",
        label=target.label,
        result=found or "-",
        goal=goal(language, target),
        verdict=words.plain_verdict(language, target.verdict, target.score.exceeded),
    )
    return f"{sentence}{missing(language, target)}{_parts(language, target)}."


def _parts(language: Language, target: TargetResult) -> str:
    """` (được giới thiệu 627/627; nhận xét gương mẫu 581/589)`"""
    parts = [
        f"{part.label[:1].lower()}{part.label[1:]} {pair}"
        for part in target.parts
        if (pair := _pair(language, part.score))
    ]
    return f" ({'; '.join(parts)})" if parts else ""


def _pair(language: Language, score: Score) -> str:
    if score.numerator is None:
        return ""
    done = count(language, score.numerator)
    return done if score.denominator is None else f"{done}/{count(language, score.denominator)}"


def missing(language: Language, target: TargetResult) -> str:
    """What follows the verdict: `, còn thiếu 02 tổ chức`; for an open target what is possible."""
    score = target.score
    if score.verdict is Verdict.UNDETERMINED:
        spread = words.range_text(language, score.bounds)
        if not score.unknown or not spread:
            return ""
        doubt = unit(language, target, score.unknown)
        return say(language, "reports.docx.possible", unknown=doubt, range=spread)
    number = words.missing_count(score, None)
    if score.verdict is not Verdict.NOT_MET or not number:
        return ""
    return say(language, "reports.docx.missing", count=unit(language, target, number))


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A line of the annex: eight cells, or a heading over the targets of a group."""

    cells: tuple[str, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    rows: tuple[AnnexRow, ...]
    notes: tuple[str, ...]
    """what `(1)`, `(2)` in the last column mean"""


def annex(language: Language, assessment: Assessment) -> Annex:
    """`TT, Chỉ tiêu, Mục tiêu, Tử số, Mẫu số, Kết quả (%), Đánh giá, Ghi chú`"""
    rows: list[AnnexRow] = []
    notes: list[str] = []
    number = 0
    groups = groupby(assessment.targets, key=lambda each: each.group)
    for place, (name, targets) in enumerate(groups):
        if name:
            rows.append(AnnexRow((_ROMAN[place % len(_ROMAN)], bare_heading(name).upper()), True))
        for target in targets:
            number += 1
            if text := exclusions(language, target):
                notes.append(say(language, "reports.docx.footnote", number=number, text=text))
            rows.append(_row(language, target, number, len(notes) if text else 0))
    numbered = tuple(f"({place}) {text}" for place, text in enumerate(notes, 1))
    return Annex(tuple(rows), numbered)


def bare_heading(name: str) -> str:
    """The heading without its letter: `Về tổ chức đảng` of `a) Về tổ chức đảng`."""
    letter, bracket, rest = name.partition(") ")
    return rest if bracket and len(letter) == 1 else name


def _row(language: Language, target: TargetResult, number: int, note: int) -> AnnexRow:
    score = target.score
    remark = words.reason_text(language, target) or short_remark(language, target)
    mark = f"({note})" if note else ""
    return AnnexRow(
        (
            str(number),
            target.label,
            goal(language, target),
            "" if score.numerator is None else count(language, score.numerator),
            "" if score.denominator is None else count(language, score.denominator),
            numbers.figures(language, score.rate) if score.rate else "",
            verdict(language, score),
            " ".join(part for part in (remark, mark) if part),
        )
    )


def short_remark(language: Language, target: TargetResult) -> str:
    """`Thiếu 02`, `23 chưa rõ`, `Hạn 31/12/2030`, `Nhiệm kỳ 2020 - 2025`"""
    score, period = target.score, target.period
    if score.verdict is Verdict.UNDETERMINED and score.unknown:
        return say(language, "reports.docx.remark.unknown", count=count(language, score.unknown))
    if score.verdict is Verdict.NOT_DUE and period.end is not None:
        return say(language, "reports.docx.remark.due", day=day(period.end))
    number = words.missing_count(score, None)
    if score.verdict is Verdict.NOT_MET and number:
        return say(language, "reports.docx.remark.missing", count=count(language, number))
    if period.kind == "term" and period.label:
        return say(language, "reports.docx.remark.term", term=words.term_text(period.label))
    return ""


def exclusions(language: Language, target: TargetResult) -> str:
    """`02 quân sự, công an; 48 miễn công tác và sinh hoạt đảng`; empty where nobody is left out."""
    return "; ".join(
        f"{count(language, each.count)} {each.reason}"
        for each in target.score.excluded
        if each.count
    )
