"""Findings by cause: one block per fault, with its places folded, instead of a line per cell."""

from __future__ import annotations

from collections.abc import Iterable

from lacduong_kpi.findings import Finding, Place, Severity
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import words
from lacduong_kpi.reports.places import Run, fold
from lacduong_kpi.wording import Language


@dataclass(frozen=True, slots=True)
class Spot:
    """Cells of one column of one sheet, or a whole sheet or file where `runs` is empty."""

    file: str
    sheet: str | None
    column: str | None
    runs: tuple[Run, ...]
    rows: tuple[int, ...] = ()
    """rows of findings that have no single cell"""


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of a code that say the same. `count` counts the cells or rows that they stand
    for; a contradiction has two places and counts once."""

    code: str
    severity: Severity
    sentence: str
    remedy: str
    count: int
    spots: tuple[Spot, ...]
    findings: tuple[Finding, ...]


def grouped(language: Language, findings: Iterable[Finding]) -> tuple[FindingGroup, ...]:
    """Severest first, then in the order of the codes."""
    groups: dict[tuple[int, str, str, str], list[Finding]] = {}
    order = list(Severity)
    for finding in findings:
        sentence = words.finding_title(language, finding)
        remedy = words.finding_remedy(language, finding)
        key = (order.index(finding.severity), finding.code, sentence, remedy)
        groups.setdefault(key, []).append(finding)
    return tuple(
        FindingGroup(
            key[1],
            order[key[0]],
            key[2],
            key[3],
            sum(finding.count for finding in group),
            _spots(group),
            tuple(group),
        )
        for key, group in sorted(groups.items(), key=lambda each: each[0])
    )


def _spots(findings: Iterable[Finding]) -> tuple[Spot, ...]:
    places: dict[tuple[str, str | None, str | None], list[Place]] = {}
    for finding in findings:
        for place in (finding.place, *finding.others):
            places.setdefault((place.file, place.sheet, place.column), []).append(place)
    return tuple(_spot(key, group) for key, group in places.items())


def _spot(key: tuple[str, str | None, str | None], places: list[Place]) -> Spot:
    file, sheet, column = key
    runs = fold(place.cell for place in places if place.cell is not None)
    rows = {place.row for place in places if place.cell is None and place.row is not None}
    return Spot(file, sheet, column, runs, tuple(sorted(rows)))
