"""Office Open XML workbooks: .xlsx, .xlsm, and whatever else holds the same parts."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache, partial

from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.cells import Scan, scan_sheet
from lacduong_kpi.workbook.halves import LARGE_PART, scan_with_help
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.meaning import CellReader
from lacduong_kpi.workbook.package import Contents, SheetPart, contents, once
from lacduong_kpi.workbook.rectangle import Rectangle, finish
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.sharing import Sharing
from lacduong_kpi.workbook.sheets import ReadSheet, sheet_of
from lacduong_kpi.workbook.strings import Strings, read_strings
from lacduong_kpi.workbook.styles import Style, read_styles
from lacduong_kpi.workbook.uncached import MOST_FORMULAS, evaluate_formulas


def read_xlsx(
    archive: Archive, main: str, limits: Limits, sharing: Sharing | None = None
) -> list[ReadSheet]:
    """All worksheets of the package in their order. Raises RefusedError.

    Where it is `sharing`, a large sheet is read by two processes.
    """
    book = contents(archive, main, limits)
    styles = _styles(archive, book)
    strings = cache(partial(_strings, archive, book, limits))
    waiting = (strings, sharing.meanwhile) if sharing else ()
    shared = [bool(waiting) and _is_large(archive, sheet.part) for sheet in book.sheets]
    sheets: list[ReadSheet] = []
    cells = formulas = 0
    for number, sheet in enumerate(book.sheets):
        scan = _scanned(archive, sheet.part, limits, waiting if shared[number] else ())
        if sharing and not any(shared[number + 1 :]):
            sharing.end()
        cells += scan.grid.cells
        if cells > limits.cells:
            raise RefusedError("files.too_many_cells", limit=limits.cells)
        reader = CellReader(styles, strings(), book.from_1904, sheet.part)
        rectangle = finish(scan.grid, limits, reader)
        if reader.has_open_formulas:
            formulas += evaluate_formulas(rectangle, MOST_FORMULAS - formulas)
        sheets.append(_finished(sheet, scan, rectangle))
    return sheets


def _scanned(
    archive: Archive, part: str, limits: Limits, meanwhile: Sequence[Callable[[], object]]
) -> Scan:
    if limits.counted_before and archive.size(part) > _SMALLEST_CELL * limits.cells:
        _check_count(archive, part, limits)
    if not meanwhile:
        return scan_sheet(archive.stream(part), part, limits)
    return scan_with_help(archive, part, limits, meanwhile)


def _is_large(archive: Archive, part: str) -> bool:
    """Whether a helper saves more than it costs, where there can be one."""
    return archive.size(part) >= LARGE_PART and hasattr(os, "fork")


_SMALLEST_CELL = len('<c r="A1"><v>1</v></c>')


def _check_count(archive: Archive, part: str, limits: Limits) -> None:
    """Raises RefusedError for more values than a sheet may hold: to count the ends of their tags
    takes a tenth of the time of reading them."""
    values = 0
    for chunk in archive.stream(part):
        values += chunk.count(b"</v>") + chunk.count(b"</is>")
        if values > limits.cells:
            raise RefusedError("files.too_many_cells", limit=limits.cells)


def _styles(archive: Archive, book: Contents) -> tuple[Style, ...]:
    return _read_styles(archive, book.styles) if book.styles is not None else ()


_read_styles = once(read_styles)


def _strings(archive: Archive, book: Contents, limits: Limits) -> Strings:
    if book.strings is None:
        return Strings()
    return read_strings(archive.stream(book.strings), book.strings, limits.cells)


def _finished(sheet: SheetPart, scan: Scan, rectangle: Rectangle) -> ReadSheet:
    return sheet_of(
        sheet.name,
        rectangle,
        visibility=sheet.visibility,
        merges=scan.merges,
        hidden_rows=scan.hidden_rows,
        hidden_columns=scan.hidden_columns,
    )
