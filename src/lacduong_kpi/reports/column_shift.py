"""Inserts an empty column at the left of sheets of an openpyxl workbook.

openpyxl moves cells only; here everything that names a cell follows: formulas on every sheet,
merged areas, widths, conditional formats, drop-downs, filters, tables, links, names, print areas,
frozen panes and page breaks.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import DimensionHolder
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.print_settings import PrintArea
from openpyxl.worksheet.worksheet import Worksheet

LAST = 16_384
"""columns of a sheet; what stands in the last one would fall off"""

_CELL = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?[0-9]{1,7})")
_COLUMN = re.compile(r"(\$?)([A-Za-z]{1,3})")


def can_insert_left(book: Workbook) -> bool:
    """Whether every sheet has a column to spare and every formula can be taken apart."""
    if any(sheet.max_column >= LAST for sheet in book.worksheets):
        return False
    try:
        for sheet in book.worksheets:
            for cell in cast("Any", sheet)._cells.values():
                if cell.data_type == "f" and isinstance(cell.value, str):
                    Tokenizer(cell.value)
    except TokenizerError:
        return False
    return True


def insert_left(book: Workbook, titles: Collection[str]) -> None:
    """Each sheet of `titles` gets a new column A; `can_insert_left` must hold."""
    for sheet in book.worksheets:
        _shift_formulas(sheet, titles)
    _shift_names(book, titles)
    for title in titles:
        _shift_sheet(book[title])


def shifted_address(address: str) -> str:
    """`G133` for `F133`, `B2:D5` for `A2:C5`; what is no address stays."""
    return ":".join(_shift_part(part, whole=_is_columns(address)) for part in address.split(":"))


def shifted_formula(formula: str, own: str, titles: Collection[str]) -> str:
    """A formula that stands on the sheet `own` (begins with `=`)."""
    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _shift_reference(token.value, own, titles)
    return "=" + "".join(token.value for token in tokens.items)


def _shift_reference(reference: str, own: str, titles: Collection[str]) -> str:
    """A reference with or without the name of a sheet before it."""
    sheet, mark, place = reference.rpartition("!")
    named = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    concerned = own if not mark else named.split(":")[0]
    if concerned not in titles:
        return reference
    return f"{sheet}{mark}{shifted_address(place)}"


def _is_columns(address: str) -> bool:
    """`A:C`, which without the colon would be a name."""
    first, colon, last = address.partition(":")
    return bool(colon and _COLUMN.fullmatch(first) and _COLUMN.fullmatch(last))


def _shift_part(part: str, *, whole: bool) -> str:
    match = _COLUMN.fullmatch(part) if whole else _CELL.fullmatch(part)
    if match is None:
        return part
    number = min(column_index_from_string(match[2]) + 1, LAST)
    return f"{match[1]}{get_column_letter(number)}{'' if whole else match[3]}"


def _shift_formulas(sheet: Worksheet, titles: Collection[str]) -> None:
    own = str(sheet.title)
    for cell in cast("Any", sheet)._cells.values():
        link = getattr(cell, "hyperlink", None)
        if link is not None:
            _shift_link(link, own, titles)
        if cell.data_type != "f":
            continue
        value = cell.value
        if isinstance(value, ArrayFormula):
            value.text = shifted_formula(str(value.text), own, titles)
            value.ref = shifted_address(str(value.ref)) if own in titles else value.ref
        elif isinstance(value, DataTableFormula):
            _shift_data_table(value, own in titles)
        elif isinstance(value, str):
            cell._value = shifted_formula(value, own, titles)
    _shift_rules(sheet, titles)


def _shift_link(link: Any, own: str, titles: Collection[str]) -> None:
    """Links into the workbook; some programs write them as an address that begins with #."""
    if link.location:
        link.location = _shift_reference(link.location, own, titles)
    if link.target and link.target.startswith("#"):
        link.target = "#" + _shift_reference(link.target[1:], own, titles)


def _shift_data_table(value: DataTableFormula, moved: bool) -> None:
    if not moved:
        return
    for name in ("ref", "r1", "r2"):
        if getattr(value, name):
            setattr(value, name, shifted_address(str(getattr(value, name))))


def _shift_rules(sheet: Worksheet, titles: Collection[str]) -> None:
    """Formulas of drop-downs and conditional formats; they have no equals sign."""
    own = str(sheet.title)
    for rule in (each for group in sheet.conditional_formatting for each in group.rules):
        rule.formula = [_shift_bare(str(text), own, titles) for text in rule.formula]
    for validation in cast("Any", sheet).data_validations.dataValidation:
        for name in ("formula1", "formula2"):
            text = getattr(validation, name)
            if text and not text.startswith('"'):
                setattr(validation, name, _shift_bare(text, own, titles))


def _shift_bare(formula: str, own: str, titles: Collection[str]) -> str:
    return shifted_formula(f"={formula}", own, titles)[1:]


def _shift_names(book: Workbook, titles: Collection[str]) -> None:
    holders = [(book.defined_names, "")]
    holders += [(sheet.defined_names, str(sheet.title)) for sheet in book.worksheets]
    for names, own in holders:
        for name in names.values():
            if name.attr_text:
                name.attr_text = _shift_bare(str(name.attr_text), own, titles)


def _shift_sheet(sheet: Worksheet) -> None:
    _shift_cells(sheet)
    _shift_columns(sheet)
    sheet.merged_cells = MultiCellRange([_moved(each) for each in sheet.merged_cells.ranges])
    _shift_formats(sheet)
    for validation in cast("Any", sheet).data_validations.dataValidation:
        validation.sqref = MultiCellRange([_moved(each) for each in validation.sqref.ranges])
    _shift_filter(sheet.auto_filter)
    for table in sheet.tables.values():
        table.ref = shifted_address(table.ref)
        if table.autoFilter is not None:
            _shift_filter(table.autoFilter)
    _shift_print(sheet)
    _shift_view(sheet)


def _moved(area: CellRange) -> CellRange:
    moved = CellRange(area.coord)
    moved.shift(col_shift=1)
    return moved


def _shift_cells(sheet: Worksheet) -> None:
    moved = {}
    for (row, column), cell in cast("Any", sheet)._cells.items():
        cell.column = column + 1
        moved[row, column + 1] = cell
        link = getattr(cell, "hyperlink", None)
        if link is not None:
            link.ref = cell.coordinate
    cast("Any", sheet)._cells = moved


def _shift_columns(sheet: Worksheet) -> None:
    """Widths, hidden and grouped columns."""
    old = cast("Any", sheet.column_dimensions)
    holder = cast("Any", DimensionHolder)(sheet, old.reference, old.default_factory)
    for dimension in old.values():
        dimension.reindex()
        first = int(dimension.min or 1) + 1
        last = min(int(dimension.max or first - 1) + 1, LAST)
        dimension.index = get_column_letter(first)
        dimension.min, dimension.max = first, last
        holder[dimension.index] = dimension
    sheet.column_dimensions = holder


def _shift_formats(sheet: Worksheet) -> None:
    moved = ConditionalFormattingList()
    for group in sheet.conditional_formatting:
        area = " ".join(_moved(each).coord for each in group.sqref.ranges)
        for rule in group.rules:
            moved.add(area, rule)
    sheet.conditional_formatting = moved


def _shift_filter(auto_filter: Any) -> None:
    if not auto_filter.ref:
        return
    auto_filter.ref = shifted_address(auto_filter.ref)
    state = auto_filter.sortState
    if state is not None:
        state.ref = shifted_address(state.ref)
        for condition in state.sortCondition:
            condition.ref = shifted_address(condition.ref)


def _shift_print(sheet: Worksheet) -> None:
    areas = cast("Any", sheet)._print_area.ranges
    cast("Any", sheet)._print_area = PrintArea([_moved(each) for each in areas])
    if sheet.print_title_cols:
        sheet.print_title_cols = shifted_address(str(sheet.print_title_cols).replace("$", ""))
    for page_break in sheet.col_breaks.brk:
        page_break.id = page_break.id + 1


def _shift_view(sheet: Worksheet) -> None:
    """Frozen columns stay frozen with the new one before them."""
    for view in sheet.views.sheetView:
        pane = view.pane
        if pane is not None:
            if pane.xSplit and pane.state in ("frozen", "frozenSplit"):
                pane.xSplit = pane.xSplit + 1
            if pane.topLeftCell and pane.xSplit:
                pane.topLeftCell = shifted_address(pane.topLeftCell)
        for selection in view.selection:
            selection.activeCell = shifted_address(selection.activeCell or "A1")
            selection.sqref = " ".join(
                shifted_address(each) for each in str(selection.sqref or "A1").split()
            )
