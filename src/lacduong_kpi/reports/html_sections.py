"""The reading parts of the page: each target as `explain` tells it, and the state of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from lacduong_kpi.assess.model import Assessment, Explanation, Part, TargetResult
from lacduong_kpi.findings import letters
from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.model import Input
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.deciding_cells import CellGroup, cell_groups
from lacduong_kpi.reports.finding_groups import FindingGroup, Spot, grouped
from lacduong_kpi.reports.gap_groups import GapGroup, gap_groups
from lacduong_kpi.reports.html_phrases import Phrases
from lacduong_kpi.reports.markdown import spot_text
from lacduong_kpi.reports.steps import Step, capital, split_text, steps
from lacduong_kpi.tables.model import SheetReading, Table
from lacduong_kpi.verdicts.model import Rate, Score
from lacduong_kpi.wording import say

T = TypeVar("T")

LONGEST = 200
"""lines of one list; what is beyond is counted, and all of it with `--limit 0`"""
_PLACES = 40


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A list as far as it is shown, and how many of it are not."""

    shown: tuple[T, ...]
    hidden: int


def cut(phrases: Phrases, items: Sequence[T]) -> Cut[T]:
    """At most `LONGEST`, all where the reader asked for all."""
    limit = len(items) if phrases.view.limit is None else LONGEST
    return Cut(tuple(items[:limit]), max(0, len(items) - limit))


@dataclass(frozen=True, slots=True)
class Calculation:
    """How one measure is counted; `label` names the part where a target has several."""

    label: str
    score: Score
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecidingRow:
    organization: str
    place: str
    field: str
    cause: str
    count: str
    cells: str


@dataclass(frozen=True, slots=True)
class GapRow:
    group: GapGroup
    place: str


@dataclass(frozen=True, slots=True)
class TargetSection:
    target: TargetResult
    period: str
    calculations: tuple[Calculation, ...]
    doubt: tuple[str, ...]
    deciding: Cut[DecidingRow]
    missed: str
    gaps: Cut[GapRow]
    branches: bool
    """whether anybody who misses stands in a branch (organizations do not)"""


@dataclass(frozen=True, slots=True)
class FindingRow:
    group: FindingGroup
    places: tuple[str, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One table of a sheet, or the sheet where it holds none."""

    reading: SheetReading
    table: Table | None
    kind: str
    columns: tuple[tuple[str, str, str], ...]
    """letters, header as written, meaning"""


@dataclass(frozen=True, slots=True)
class DataSection:
    findings: Cut[FindingRow]
    readings: Cut[ReadingRow]
    inputs: Cut[Input]


def target_sections(phrases: Phrases, assessment: Assessment) -> tuple[TargetSection, ...]:
    return tuple(_section(phrases, target) for target in assessment.targets)


def _section(phrases: Phrases, target: TargetResult) -> TargetSection:
    groups = [_deciding_row(phrases, target, group) for group in cell_groups(target)]
    gaps = [_gap_row(phrases, group) for group in gap_groups(phrases.view, target)]
    return TargetSection(
        target,
        period_text(phrases, target),
        _calculations(phrases, target),
        tuple(_doubt(phrases, target)),
        cut(phrases, groups),
        _missed(phrases, target),
        cut(phrases, gaps),
        any(gap.branch for gap in target.gaps),
    )


def period_text(phrases: Phrases, target: TargetResult) -> str:
    """`Chỉ tiêu hằng năm: 01/01/2024 - 31/12/2024.`"""
    period = target.period
    params = {
        "start": numbers.day(period.start) if period.start else "",
        "end": numbers.day(period.end) if period.end else "",
        "term": words.term_text(period.label) if period.label else "",
    }
    return phrases.say(f"reports.period.{period.kind}", **params)


def _calculations(phrases: Phrases, target: TargetResult) -> tuple[Calculation, ...]:
    parts: Sequence[Part | None] = target.parts or (None,)
    return tuple(
        _calculation(phrases, target, part, _explained(target, number))
        for number, part in enumerate(parts)
    )


def _explained(target: TargetResult, number: int) -> Explanation | None:
    return target.explanation[number] if number < len(target.explanation) else None


def _calculation(
    phrases: Phrases, target: TargetResult, part: Part | None, how: Explanation | None
) -> Calculation:
    score = target.score if part is None else part.score
    lines = steps(phrases.language, target, score, how)
    label = "" if part is None else capital(part.label)
    return Calculation(label, score, lines, how.notes if how else ())


def _doubt(phrases: Phrases, target: TargetResult) -> list[str]:
    """Why a target is undetermined: the two ends and the two thresholds."""
    score, deciding = target.score, target.deciding
    if not score.unknown or score.bounds.low is None or score.bounds.high is None:
        return []
    language = phrases.language
    lines = [
        phrases.say(f"reports.doubt.{end}", result=_end(phrases, rate))
        for end, rate in (("high", score.bounds.high), ("low", score.bounds.low))
    ]
    if deciding is None:
        return lines
    total = words.unit(language, target.unit, score.unknown)
    if deciding.met_if is not None:
        least = phrases.number(deciding.met_if)
        lines.append(phrases.say("reports.doubt.met_if", count=least, total=total))
    if deciding.not_met_if is not None:
        least = phrases.number(deciding.not_met_if)
        lines.append(phrases.say("reports.doubt.not_met_if", count=least, total=total))
    return lines


def _end(phrases: Phrases, rate: Rate) -> str:
    percent = numbers.percent(phrases.language, rate)
    ratio = numbers.ratio(phrases.language, rate)
    return f"{ratio} = {percent}" if percent else ratio


def _deciding_row(phrases: Phrases, target: TargetResult, group: CellGroup) -> DecidingRow:
    language = phrases.language
    spot = Spot(group.file, group.sheet, None, ())
    return DecidingRow(
        group.organization or "",
        spot_text(language, spot, None),
        words.field_word(language, group.field, words.kind_of_unit(target.unit)),
        words.cause_word(language, group.cause),
        phrases.number(group.count),
        ", ".join(run.text for run in group.runs),
    )


def _missed(phrases: Phrases, target: TargetResult) -> str:
    """`99 đảng viên (hoàn thành 93, không hoàn thành 6)`"""
    if not target.gaps:
        return ""
    count = phrases.unit(target.unit, len(target.gaps))
    splits = [split_text(phrases.language, each.missed_split) for each in target.explanation]
    text = "; ".join(split for split in splits if split)
    return f"{count} ({text})" if text else count


def _gap_row(phrases: Phrases, group: GapGroup) -> GapRow:
    return GapRow(group, spot_text(phrases.language, group.spot, None))


def data_section(phrases: Phrases, assessment: Assessment) -> DataSection:
    groups = grouped(phrases.language, assessment.findings)
    readings = [row for reading in assessment.readings for row in _readings(phrases, reading)]
    findings = [_finding_row(phrases, group) for group in groups]
    return DataSection(
        cut(phrases, findings), cut(phrases, readings), cut(phrases, assessment.inputs)
    )


def _finding_row(phrases: Phrases, group: FindingGroup) -> FindingRow:
    limit = None if phrases.view.limit is None else _PLACES
    shown = group.spots[:limit]
    places = tuple(spot_text(phrases.language, spot, limit) for spot in shown)
    return FindingRow(group, places, len(group.spots) - len(shown))


def _readings(phrases: Phrases, reading: SheetReading) -> list[ReadingRow]:
    if not reading.tables:
        verdict = phrases.say(f"reports.sheet.{reading.verdict}")
        return [ReadingRow(reading, None, verdict, ())]
    return [_reading_row(phrases, reading, table) for table in reading.tables]


def _reading_row(phrases: Phrases, reading: SheetReading, table: Table) -> ReadingRow:
    kind = phrases.say(f"reports.sheet.{table.kind}.{table.presence}")
    columns = tuple(
        (
            letters(column.column),
            column.header,
            _meaning(phrases, table, column.fields, column.year),
        )
        for column in table.columns
    )
    return ReadingRow(reading, table, kind, columns)


def _meaning(phrases: Phrases, table: Table, fields: tuple[str, ...], year: int | None) -> str:
    if not fields:
        return ""
    text = "; ".join(words.field_word(phrases.language, field, table.kind) for field in fields)
    return f"{text} {say(phrases.language, 'terms.year', year=year)}" if year else text
