"""Formulas that are plain to see without a spreadsheet."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.workbook.formulas import evaluated
from lacduong_kpi.workbook.model import CellFault, Value
from packages import book, styles
from workbooks import read, rows

CELLS: dict[str, Value] = {
    "A1": "Lê", "B1": "Văn A", "C1": 7, "D1": None, "E1": CellFault("uncached"),
    "F1": dt.date(2024, 3, 2), "G1": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('UPPER("Lê Văn A")', "LÊ VĂN A"),
        ('PROPER("K\'MBIN HA")', "K'Mbin Ha"),
        ('TRIM("  a   b ")', "a b"),
        ('"say ""x"""', 'say "x"'),
        ('"Lê" & " " & "A"', "Lê A"),
        ('CONCATENATE("a", 1, "b")', "a1b"),
        ("DATE(1972,1,11)", dt.date(1972, 1, 11)),
        ('TEXT(DATE(1972,1,11),"dd/mm/yyyy")', "11/01/1972"),
        ("2024", 2024),
        ('A1&" "&B1', "Lê Văn A"),
        ("$C$1", 7),
        ("UPPER(A1)", "LÊ"),
        ('D1&"x"', "x"),
    ],
)
def test_evaluated__plain_formula__its_value(formula: str, value: object) -> None:
    assert evaluated(formula, CELLS.__getitem__) == value


@pytest.mark.parametrize(
    "formula",
    [
        "", "A1+1", "C1+1", 'UPPER("a",A1)', "DATE(1972,13,1)", "DATE(1899,1,1)", "D1", "E1", "G1",
        'VLOOKUP("a",Sheet9!A:B,2,0)', "Sheet2!A1", "TODAY()", 'HYPERLINK("http://x","y")', "-1",
        'F1&"x"', '"open', 'cmd|"/c calc"!A0', "(" * 50 + "1" + ")" * 50,
    ],
)  # fmt: skip
def test_evaluated__anything_else__stays_a_fault(formula: str) -> None:
    assert evaluated(formula, CELLS.__getitem__) == CellFault("uncached")


@given(st.text(max_size=60))
def test_evaluated__any_text__never_fails(text: str) -> None:
    evaluated(text, lambda _: "x")
    assert evaluated('"' + text.replace('"', '""') + '"', CELLS.__getitem__) == text


def test_read__formulas_without_result__plain_ones_evaluated(tmp_path: Path) -> None:
    cells = (
        '<c r="A1"><f>UPPER("L&#234; A &amp; B")</f><v></v></c><c r="B1" s="1"><f>DATE(1972,1,11)</f></c>'
        '<c r="C1"><f>A1</f></c><c r="D1"><f t="shared" ref="D1:D2" si="0">"x"</f></c>'
        '<c r="E1" cm="1" ><f>"sl&#242;w"</f><!-- --></c><c r="F1"><f>"x"</f><v>5</v></c>'
        '<c r="G1"><f>F1&amp;"/"&amp;XFD9</f></c>'
    )
    content = book(f'<row r="1">{cells}</row>', styled=styles([(0, 0), (14, 0)]))
    found = read(tmp_path, content).sheets[0]
    assert rows(found) == [
        [
            "LÊ A & B", dt.date(1972, 1, 11), CellFault("uncached"), CellFault("uncached"), "slòw",
            5, "5/",
        ]
    ]  # fmt: skip
    assert all(isinstance(v, CellFault) is False or not v.formula for c in found.columns for v in c)
