"""A new first column: everything that names a cell follows."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from lacduong_kpi.reports.column_shift import (
    LAST,
    can_insert_left,
    insert_left,
    shifted_address,
    shifted_formula,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A1", "B1"),
        ("$A$1", "$B$1"),
        ("Z9", "AA9"),
        ("A1:C3", "B1:D3"),
        ("A:C", "B:D"),
        ("$A:$A", "$B:$B"),
        ("1:5", "1:5"),
        ("XFD1", "XFD1"),
        ("Bảng1[Cột]", "Bảng1[Cột]"),
    ],
)
def test_shifted_address(before: str, after: str) -> None:
    assert shifted_address(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("=A1+B2", "=B1+C2"),
        ("=SUM(A1:A9)", "=SUM(B1:B9)"),
        ("=Khác!A1+A1", "=Khác!A1+B1"),
        ("='DS chi bộ'!$A$1", "='DS chi bộ'!$B$1"),
        ("='O''Brien'!A1", "='O''Brien'!A1"),
        ('=IF(A1="A1","B2",C3)', '=IF(B1="A1","B2",D3)'),
        ("=[1]Sheet1!A1", "=[1]Sheet1!A1"),
        ("=TEN_VUNG+LOG10(A1)", "=TEN_VUNG+LOG10(B1)"),
        ("=SUM(A:A)/2", "=SUM(B:B)/2"),
        ("=1+1", "=1+1"),
    ],
)
def test_shifted_formula__only_what_names_cells_of_the_sheet(before: str, after: str) -> None:
    assert shifted_formula(before, "DS chi bộ", {"DS chi bộ"}) == after


columns = st.integers(1, LAST - 1).map(get_column_letter)


@settings(max_examples=200)
@given(columns, st.integers(1, 1_048_576), st.booleans(), st.booleans())
def test_shifted_address__any_cell__one_column_on(
    column: str, row: int, fixed: bool, anchored: bool
) -> None:
    address = f"{'$' * fixed}{column}{'$' * anchored}{row}"
    after = shifted_address(address)
    match = re.fullmatch(r"(\$?)([A-Z]+)(\$?)(\d+)", after)
    assert match is not None
    assert column_index_from_string(match[2]) == column_index_from_string(column) + 1
    assert (match[1] == "$", match[3] == "$", int(match[4])) == (fixed, anchored, row)


def everything() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "DS"
    sheet.append(["DANH SÁCH"])
    sheet.append(["STT", "Họ và tên", "Điểm"])
    for number in range(1, 4):
        sheet.append([number, f"Người {number}", number * 10])
    sheet["C6"] = "=SUM(C3:C5)"
    sheet["E3"] = ArrayFormula("E3:E5", "=C3:C5*2")
    sheet.merge_cells("A1:C1")
    sheet.column_dimensions["B"].width = 33
    sheet.column_dimensions["D"].hidden = True
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = "A2:C5"
    sheet.print_area = "A1:C6"
    sheet.print_title_cols = "A:B"
    sheet.col_breaks.append(Break(id=3))
    fill = PatternFill("solid", fgColor="FF0000")
    sheet.conditional_formatting.add("C3:C5", FormulaRule(formula=["$C3>10"], fill=fill))
    choices = DataValidation("list", formula1="=$G$1:$G$3")
    choices.add("C3:C5")
    sheet.add_data_validation(choices)
    sheet["B3"].hyperlink = "#DS!A1"
    sheet["B5"].hyperlink = Hyperlink(ref="B5", location="DS!A2")
    sheet["B4"].hyperlink = "https://example.com/"
    sheet.add_table(Table(displayName="Bang", ref="G1:H3"))
    for row, texts in enumerate((("x", "y"), ("1", "2"), ("3", "4")), 1):
        sheet.cell(row, 7, texts[0])
        sheet.cell(row, 8, texts[1])
    book.defined_names["Vung"] = DefinedName("Vung", attr_text="DS!$A$3:$C$5")
    other = book.create_sheet("Khác")
    other["A1"] = "=DS!C6"
    other["A2"] = "=A1"
    return book


def shifted() -> openpyxl.Workbook:
    """After a round trip through a file, as the annotated copy is made."""
    sink = BytesIO()
    everything().save(sink)
    book = openpyxl.load_workbook(sink)
    assert can_insert_left(book)
    insert_left(book, ["DS"])
    sink = BytesIO()
    book.save(sink)
    return openpyxl.load_workbook(sink)


def test_insert_left__a_workbook_with_everything__all_follows() -> None:
    book = shifted()
    sheet: Any = book["DS"]
    assert [cell.value for cell in sheet[3]][:4] == [None, 1, "Người 1", 10]
    assert sheet["D6"].value == "=SUM(D3:D5)"
    assert (sheet["F3"].value.ref, sheet["F3"].value.text) == ("F3:F5", "=D3:D5*2")
    assert {str(area) for area in sheet.merged_cells.ranges} == {"B1:D1"}
    assert sheet.column_dimensions["C"].width == 33
    assert sheet.column_dimensions["E"].hidden
    assert sheet.freeze_panes == "D3"
    assert sheet.auto_filter.ref == "B2:D5"
    assert sheet.print_area == "'DS'!$B$1:$D$6"
    assert sheet.print_title_cols == "$B:$C"
    assert [each.id for each in sheet.col_breaks.brk] == [4]
    [rules] = sheet.conditional_formatting
    assert (str(rules.sqref), rules.rules[0].formula) == ("D3:D5", ["$D3>10"])
    [choices] = sheet.data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == ("D3:D5", "=$H$1:$H$3")
    assert sheet["C3"].hyperlink.target == "#DS!B1"
    assert sheet["C5"].hyperlink.location == "DS!B2"
    assert sheet["C4"].hyperlink.target == "https://example.com/"
    assert sheet.tables["Bang"].ref == "H1:I3"
    assert book.defined_names["Vung"].attr_text == "DS!$B$3:$D$5"


def test_insert_left__other_sheets__only_their_references_to_it() -> None:
    other = shifted()["Khác"]
    assert (other["A1"].value, other["A2"].value) == ("=DS!D6", "=A1")


def test_can_insert_left__a_sheet_that_is_full__no() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.cell(1, LAST, "x")
    assert not can_insert_left(book)


def test_can_insert_left__a_formula_that_cannot_be_taken_apart__no() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A1"] = '=IF(A1="x'
    assert not can_insert_left(book)
