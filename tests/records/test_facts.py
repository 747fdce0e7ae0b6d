"""What travels: dates as whole numbers, long columns of texts as one text."""

from __future__ import annotations

import pickle
from array import array
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.facts import Packed, Told, joined, pack, unpack, unpack_all
from lacduong_kpi.records.piles import LaidPile
from lacduong_kpi.terms import Rating

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
NUMBERS = st.one_of(DAYS.map(date.toordinal), DAYS.map(lambda day: pack(DateSpan.year(day.year))))


@given(st.lists(st.one_of(NUMBERS, st.sampled_from(Unknown)), max_size=40))
def test_unpack_all__is_unpack_of_each_number(values: list[Packed]) -> None:
    told = [unpack(value) if type(value) is int else value for value in values]
    assert unpack_all(values) == told
    assert [type(each) for each in unpack_all(values)] == [type(each) for each in told]


LONG = tuple(f"Lê Văn {number}" for number in range(100))


@pytest.mark.parametrize(
    "values",
    [
        LONG,
        (*LONG, ""),
        ("", *LONG),
        LONG[:3],
        (*LONG, "A\0B"),
        (*LONG, "\ud800"),
        (*LONG, Unknown.BLANK),
        (*LONG, "blank"),
        (*LONG, Rating.GOOD),
        tuple(range(100)),
        (),
    ],
)
def test_told__comes_back_as_it_was_sent(values: tuple[Packed, ...]) -> None:
    told = Told("full_name", None, values, array("I", range(len(values))), (((2, 0),),))
    again = pickle.loads(pickle.dumps(told))
    assert again == told
    assert list(map(type, again.values)) == list(map(type, values))
    laid = LaidPile(values, told.codes, 1)
    assert pickle.loads(pickle.dumps(laid)) == laid


def test_joined__many_texts__are_one() -> None:
    assert isinstance(joined(LONG), str)
    assert joined((*LONG, Unknown.BLANK)) == (*LONG, Unknown.BLANK)
