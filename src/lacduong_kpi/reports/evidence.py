"""The cells behind each number of a target: columns and rows of each sheet, neighbours folded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from lacduong_kpi.assess.model import Evidence, EvidenceRow, Group
from lacduong_kpi.findings import Place
from lacduong_kpi.reports import numbers
from lacduong_kpi.reports.calculation import capital
from lacduong_kpi.reports.layout import Page
from lacduong_kpi.reports.places import column_number, fold_rows, name, shown_place, split_address
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Score
from lacduong_kpi.wording import Language, say

ROWS_READ = 5_000
"""records looked at for the cells of one number while a limit is set; the others are counted"""

Number = tuple[str, Group, str | None]
"""what a number is called, the records behind it, and for exclusions their reason"""


def write_evidence(page: Page, view: View, part: str, score: Score, evidence: Evidence) -> None:
    """The block `Ô ĐÃ ĐẾM` of a target, or of the part with that label."""
    shown = [
        (label, group, reason, count)
        for label, group, reason in _numbers(view.language, score)
        if (count := evidence.count(group, reason))
    ]
    if not shown:
        return
    heading = say(view.language, "screens.evidence")
    page.blank()
    page.heading(f"{heading}: {name(part)}" if part else heading)
    cut = False
    for label, group, reason, count in shown:
        page.text(f"{label} ({numbers.integer(view.language, count)})", 2, 2)
        cut |= _write_cells(page, view, count, evidence.rows(group, reason))
    if cut:
        page.text(say(view.language, "screens.see_all"), indent=2)


def _numbers(language: Language, score: Score) -> list[Number]:
    groups: list[Number] = [
        (say(language, f"screens.evidence.{group}"), group, None)
        for group in (Group.NUMERATOR, Group.BASE, Group.MISSED, Group.UNKNOWN)
    ]
    reasons: list[Number] = [
        (capital(name(each.reason)), Group.EXCLUDED, each.reason) for each in score.excluded
    ]
    return groups + reasons


def _write_cells(page: Page, view: View, count: int, rows: Iterable[EvidenceRow]) -> bool:
    """A line for each sheet: `a.xlsx, "Xếp loại", cột E, dòng 9 - 25, 30 và 40 dòng chưa hiện`.
    True if rows were left out."""
    language = view.language
    cut = False
    read = list(rows if view.limit is None else islice(rows, ROWS_READ))
    for (file, sheet, columns), numbers_ in _cells(read).items():
        runs = fold_rows(numbers_)
        shown = runs[: view.limit]
        pieces = [f"{shown_place(language, Place(file, sheet))},"]
        if columns:
            letters = ", ".join(columns)
            pieces += f"{say(language, 'screens.column_letter', column=letters)},".split(" ")
        first, *rest = (run.text for run in shown)
        texts = [say(language, "screens.rows", rows=first), *rest]
        pieces += [*(f"{text}," for text in texts[:-1]), texts[-1]]
        if hidden := sum(run.count for run in runs[len(shown) :]):
            pieces += [_more(language, hidden)]
            cut = True
        page.pieces(pieces, 4, 2)
    if unread := count - len(read):
        page.text(_more(language, unread), 4, 2)
    return cut or bool(unread)


def _more(language: Language, hidden: int) -> str:
    return say(language, "screens.more_rows", count=numbers.integer(language, hidden))


def _cells(
    rows: Iterable[EvidenceRow],
) -> dict[tuple[str, str | None, tuple[str, ...]], list[int]]:
    """Sheet rows by file, sheet and the columns in which their deciding cells stand; the record's
    own row, without columns, where no cell decides."""
    found: dict[tuple[str, str | None, tuple[str, ...]], list[int]] = {}
    for row in rows:
        columns: dict[tuple[str, str | None, int], dict[str, None]] = {}
        for cell in (cell for fact in row.facts for cell in fact.cells if cell.cell):
            letters, number = split_address((cell.cell or "").partition(":")[0])
            columns.setdefault((cell.file, cell.sheet, number), {})[letters] = None
        if not columns and row.place.row is not None:
            columns[row.place.file, row.place.sheet, row.place.row] = {}
        for (file, sheet, number), letters_ in columns.items():
            ordered = tuple(sorted(letters_, key=column_number))
            found.setdefault((file, sheet, ordered), []).append(number)
    return found
