"""What is to be marked in one workbook: cells with faults and cells that decide a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from openpyxl.utils import range_boundaries

from lacduong_kpi.assess.model import Assessment, DecidingCell, TargetResult
from lacduong_kpi.findings import Finding, Place, Severity, address
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import words
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language, say

MOST_CELLS = 10_000
"""cells of one range that are marked one by one"""


class Weight(IntEnum):
    """How much a mark matters; the greatest gives a cell its colour."""

    NOTE = 0
    WARNING = 1
    DECIDING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to say about a place. `short` stands in the status column, `text` in the comment
    and in the list, `remedy` beside it. `cell` is an address or a range; None for a row, a sheet
    or a file."""

    sheet: str | None
    cell: str | None
    row: int | None
    weight: Weight
    code: str
    short: str
    text: str
    remedy: str
    column: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The single cells of the mark."""
        if self.cell is None:
            return ()
        if ":" not in self.cell:
            return (self.cell,)
        left, top, right, bottom = range_boundaries(self.cell)
        if None in (left, top, right, bottom):
            return ()
        rows, columns = (
            range(int(top or 1), int(bottom or 1) + 1),
            range(int(left or 1), int(right or 1) + 1),
        )
        if len(rows) * len(columns) > MOST_CELLS:
            return ()
        return tuple(address(row, column) for row in rows for column in columns)


def status_text(language: Language, here: Iterable[Mark]) -> str:
    """`LỖI V02, X02; CẦN BỔ SUNG B3`: what is to be done in a row, the worst first."""
    codes: dict[Weight, dict[str, None]] = {}
    for mark in here:
        codes.setdefault(mark.weight, {})[mark.code] = None
    return "; ".join(
        short_text(language, weight, ", ".join(codes[weight]))
        for weight in sorted(codes, reverse=True)
    )


def short_text(language: Language, weight: Weight, code: str) -> str:
    """`LỖI V02`"""
    return say(language, f"reports.annotate.short.{weight.name.lower()}", code=code)


_WEIGHTS = {
    Severity.ERROR: Weight.ERROR,
    Severity.WARNING: Weight.WARNING,
    Severity.NOTE: Weight.NOTE,
}


def marks(assessment: Assessment, file: str, view: View) -> tuple[Mark, ...]:
    """All that concerns the file: deciding cells target by target, then findings."""
    return (
        *(mark for target in assessment.targets for mark in deciding_marks(target, file, view)),
        *finding_marks(assessment.findings, file, view),
    )


def deciding_marks(target: TargetResult, file: str, view: View) -> Iterator[Mark]:
    for cell in target.deciding.cells if target.deciding else ():
        if cell.file == file:
            yield _deciding(target, cell, view)


def _deciding(target: TargetResult, cell: DecidingCell, view: View) -> Mark:
    language = view.language
    field = words.field_word(language, cell.field, words.kind_of_unit(target.unit))
    cause = words.cause_word(language, cell.cause)
    return Mark(
        cell.sheet,
        cell.cell,
        cell.row,
        Weight.DECIDING,
        target.id,
        short_text(language, Weight.DECIDING, target.id),
        say(language, "reports.annotate.deciding", id=target.id, field=field, cause=cause),
        say(language, "reports.annotate.fill" if cell.cell else "reports.annotate.add_column"),
    )


def finding_marks(findings: Iterable[Finding], file: str, view: View) -> Iterator[Mark]:
    for finding in findings:
        for place in (finding.place, *finding.others):
            if place.file == file:
                yield _finding(finding, place, view)


def _finding(finding: Finding, place: Place, view: View) -> Mark:
    language = view.language
    severity = finding.severity
    return Mark(
        place.sheet,
        place.cell,
        place.row,
        _WEIGHTS[severity],
        finding.code,
        short_text(language, _WEIGHTS[severity], finding.code),
        words.finding_sentence(language, finding),
        words.finding_remedy(language, finding),
        place.column or "",
    )
