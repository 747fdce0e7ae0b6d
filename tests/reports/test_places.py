"""Places in words, and runs of cells folded so that nothing is lost or counted twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.findings import Place, address
from lacduong_kpi.reports.places import column_number, fold, fold_shown, place_text, shown_place
from lacduong_kpi.wording import Language

VI = Language.VI


def test_fold__neighbours_below_one_another__one_range() -> None:
    runs = fold(["F418", "F412", "F413", "F440", "F431", "G412", "F412"])
    assert [(run.text, run.count) for run in runs] == [
        ("F412:F413", 2),
        ("F418", 1),
        ("F431", 1),
        ("F440", 1),
        ("G412", 1),
    ]


def test_fold__columns_in_sheet_order__not_alphabetical() -> None:
    assert [run.text for run in fold(["AA1", "B1", "Z1"])] == ["B1", "Z1", "AA1"]


def test_fold__ranges__are_the_cells_they_hold() -> None:
    runs = fold(["F412:F418", "F416:F420", "F421", "F1:F3", "F9"])
    assert [(run.text, run.count) for run in runs] == [
        ("F1:F3", 3),
        ("F9", 1),
        ("F412:F421", 10),
    ]


def test_fold__what_is_no_column_of_cells__stays_as_it_is() -> None:
    assert [run.text for run in fold(["A1:C9", "F9", "F9:F1"])] == ["F9", "A1:C9", "F9:F1"]


@given(st.sets(st.tuples(st.integers(1, 200), st.integers(1, 40)), max_size=60))
def test_fold__unfolded_again__gives_the_same_cells(cells: set[tuple[int, int]]) -> None:
    runs = fold(address(row, column) for row, column in cells)
    assert sum(run.count for run in runs) == len(cells)
    assert {cell for run in runs for cell in _unfold(run.text)} == cells


def _unfold(text: str) -> set[tuple[int, int]]:
    first, _, last = text.partition(":")
    letters = first.rstrip("0123456789")
    top = int(first[len(letters) :])
    bottom = int((last or first)[len(letters) :])
    return {(row, column_number(letters)) for row in range(top, bottom + 1)}


def test_fold_shown__limit__counts_the_cells_it_leaves_out() -> None:
    shown, hidden = fold_shown(["F1", "F2", "F5", "F7", "F8", "F9"], 2)
    assert (shown, hidden) == (("F1:F2", "F5"), 3)
    assert fold_shown(["F1", "F5"], None) == (("F1", "F5"), 0)


def test_place_text__as_much_as_is_known() -> None:
    full = Place("xep-loai.xlsx", "Xếp loại", "F133", 133, "Mức")
    assert place_text(VI, full) == 'xep-loai.xlsx, "Xếp loại", F133 (cột "Mức")'
    assert place_text(VI, full, column=False) == 'xep-loai.xlsx, "Xếp loại", F133'
    assert place_text(VI, Place("a.xlsx", "S", None, 12)) == 'a.xlsx, "S", dòng 12'
    assert place_text(VI, Place("a.xlsx")) == "a.xlsx"


def test_shown_place__control_characters_in_names__escaped() -> None:
    text = shown_place(VI, Place("a\x1b[31m.xlsx", "S\u202e", "F1", 1, "C\x85"))
    assert text == 'a\\u001b[31m.xlsx, "S\\u202e", F1 (cột "C\\u0085")'
