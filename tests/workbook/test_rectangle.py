"""Which rectangle of a sheet is its data, and which cells are stray."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.workbook.grid import Grid
from lacduong_kpi.workbook.limits import NORMAL, Limits
from lacduong_kpi.workbook.plain_cells import interpret_plain, plain_cell
from lacduong_kpi.workbook.rectangle import Rectangle, finish
from lacduong_kpi.workbook.refusal import RefusedError

Cells = Mapping[tuple[int, int], int]


def rectangle(cells: Cells, limits: Limits = NORMAL) -> Rectangle:
    grid = Grid(limits)
    for row in sorted({row for row, _ in cells}):
        grid.add_row(row, [(c, plain_cell(v)) for (r, c), v in sorted(cells.items()) if r == row])
    return finish(grid, limits, interpret_plain)


def block(top: int, left: int, height: int, width: int) -> dict[tuple[int, int], int]:
    return {
        (row, column): row * 1000 + column
        for row in range(top, top + height)
        for column in range(left, left + width)
    }


def found_cells(found: Rectangle) -> dict[tuple[int, int], object]:
    return {
        (row, column): value
        for column, each in enumerate(found.columns, found.left)
        for row, value in enumerate(each, found.top)
        if value is not None
    }


@settings(deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(1, 40), st.integers(1, 30)), st.integers(), max_size=60)
)
def test_finish__cells_near_each_other__all_there(cells: dict[tuple[int, int], int]) -> None:
    found = rectangle(cells)
    assert found_cells(found) == cells
    assert found.strays == []
    if cells:
        assert found.top == min(row for row, _ in cells)
        assert found.left == min(column for _, column in cells)
        assert all(set(each.codes) <= set(range(len(each.values))) for each in found.columns)


@pytest.mark.parametrize(
    "strays",
    [
        pytest.param({(1_048_576, 16_384): 1}, id="last-cell-of-the-sheet"),
        pytest.param({(1_048_576, 1): 1}, id="last-row"),
        pytest.param({(1, 16_384): 1, (7, 16_383): 2}, id="last-columns"),
        pytest.param({(5_000, 2): 1, (9_000, 300): 2}, id="both"),
    ],
)
def test_finish__few_cells_far_away__dropped_and_named(strays: Cells) -> None:
    table = block(3, 1, 30, 4)
    found = rectangle({**table, **strays})
    assert found_cells(found) == table
    assert found.strays == sorted(strays)


def test_finish__stray_cells_before_the_table__dropped() -> None:
    table = block(3_000, 100, 30, 4)
    found = rectangle({(1, 1): 1, **table})
    assert (found_cells(found), found.strays) == (table, [(1, 1)])


def test_finish__second_table_far_away__kept() -> None:
    cells = {**block(1, 1, 30, 4), **block(5_000, 1, 10, 4)}
    found = rectangle(cells)
    assert (found_cells(found), found.strays) == (cells, [])


@pytest.mark.parametrize(
    ("limits", "key"),
    [
        (replace(NORMAL, rows=9), "files.too_many_rows"),
        (replace(NORMAL, columns=4), "files.too_many_columns"),
        (replace(NORMAL, area=49), "files.too_many_cells"),
    ],
)
def test_finish__beyond_a_limit__refused(limits: Limits, key: str) -> None:
    with pytest.raises(RefusedError) as refused:
        rectangle(block(1, 1, 10, 5), limits)
    assert refused.value.key == key


def test_add_row__rows_not_in_order__refused() -> None:
    grid = Grid(NORMAL)
    grid.add_row(5, [(1, "a")])
    with pytest.raises(RefusedError):
        grid.add_row(5, [(1, "b")])
