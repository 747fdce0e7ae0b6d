"""Columns as distinct values and codes: recoding at once is recoding one by one."""

from __future__ import annotations

from array import array
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.column import (
    Unknown,
    combined,
    constant,
    crossed,
    encode,
    recoded,
    shifted,
    stands,
    used_codes,
)


@given(
    st.integers(1, 400).flatmap(
        lambda size: st.tuples(
            st.lists(st.integers(0, size - 1), min_size=1, max_size=30),
            st.lists(st.integers(0, 70_000), min_size=size, max_size=size),
        )
    ),
    st.sampled_from([1, 300]),
)
@settings(max_examples=60, deadline=None)
def test_recoded__is_the_table_at_every_code(case: tuple[list[int], list[int]], times: int) -> None:
    codes = array("I", case[0] * times)
    assert list(recoded(codes, case[1])) == [case[1][code] for code in codes]


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 5000])
def test_recoded__small_tables_of_any_length(size: int) -> None:
    codes = array("I", (number % 3 for number in range(size)))
    expected = [[2, 255, 0][number % 3] for number in range(size)]
    assert list(recoded(codes, [2, 255, 0])) == expected
    assert list(recoded(codes, array("I", [2, 255, 0]))) == expected


@pytest.mark.parametrize("size", [0, 3, 4096, 9000])
def test_used_codes__in_their_order(size: int) -> None:
    rising = array("I", range(2, size + 2))
    assert list(used_codes(rising)) == list(range(2, size + 2))
    if size > 2:
        swapped = array("I", rising)
        swapped[1], swapped[2] = swapped[2], swapped[1]
        swapped[0] = swapped[1]
        assert list(used_codes(swapped)) == sorted(set(swapped))


@given(st.lists(st.integers(9, 2**31), max_size=40), st.integers(-9, 2**31 - 1))
def test_shifted__every_code_by_as_much(codes: list[int], by: int) -> None:
    assert list(shifted(array("I", codes), by)) == [code + by for code in codes]


def test_shifted__narrow_codes__find_room() -> None:
    assert list(shifted(array("B", [0, 255]), 1)) == [1, 256]
    assert list(shifted(array("B"), 1)) == []


def test_crossed__sums_beyond_any_code__are_not_made() -> None:
    low, high = array("I", [0, 1]), array("I", [2**31, 0])
    assert list(crossed(low, high, 1) or ()) == [2**31, 1]
    assert crossed(low, high, 2) is None
    assert combined([high * 600, array("B", [0, 1] * 600)]) == encode([(2**31, 0), (0, 1)] * 600)


@given(
    st.lists(
        st.tuples(st.sampled_from("BI"), st.sampled_from([1, 2, 5, 40, 256])),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([3, 1_500]),
    st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_combined__is_encode_of_the_rows(
    shapes: list[tuple[str, int]], height: int, random: Random
) -> None:
    columns = [
        array(width, (random.randrange(values) for _ in range(height))) for width, values in shapes
    ]
    found, expected = combined(columns), encode(zip(*columns, strict=True))
    assert found.values == expected.values
    assert list(found.codes) == list(expected.codes)


@given(
    st.sampled_from("BI"),
    st.lists(st.sampled_from([0, 1, 2, 255, 256, 257, 65_536, 2**24]), max_size=9),
    st.sampled_from([0, 1, 255, 256, 65_536]),
    st.integers(0, 9),
)
def test_codes__of_either_width__used_and_standing(
    width: str, codes: list[int], code: int, first: int
) -> None:
    low = 256 if width == "B" else 2**32
    column = array(width, [each for each in codes if each < low])
    assert list(used_codes(column)) == sorted(set(column))
    if code < low:
        assert stands(column, code, first) is (code in column[first:])


def test_encode__keeps_each_value_once_in_order() -> None:
    column = encode(["b", "a", "b"])
    assert (column.values, list(column.codes), list(column)) == (
        ("b", "a"),
        [0, 1, 0],
        ["b", "a", "b"],
    )


def test_constant__is_one_value_for_all() -> None:
    column = constant(Unknown.NO_COLUMN, 3)
    assert (len(column), column[2], list(column.codes)) == (3, Unknown.NO_COLUMN, [0, 0, 0])
