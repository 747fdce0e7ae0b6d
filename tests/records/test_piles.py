"""What tables tell, laid one below the other: every row keeps its value, every value stands once."""

from __future__ import annotations

import pickle
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown, encode
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.records.facts import pack, unpack
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.piles import DayPile, LoosePile, Pile

VALUES = st.one_of(
    st.sampled_from(["49000001", "49000002", "blank", "no_column"]),
    st.sampled_from(list(Unknown)),
    st.integers(0, 3).map("4900000{}".format),
)
TABLES = st.lists(st.lists(VALUES, max_size=6), max_size=5)


def same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def laid(tables: list[list[str]], *, kind: type[Pile]) -> Pile:
    pile = kind()
    for table in tables:
        told = [(value,) if isinstance(value, Unknown) else value for value in table]
        column = encode(told)
        values = [each[0] if isinstance(each, tuple) else each for each in column.values]
        pile.lay(values, column.codes)
    return pile


@pytest.mark.parametrize("kind", [Pile, LoosePile])
@given(tables=TABLES)
def test_pile__any_tables__every_row_has_its_value(
    kind: type[Pile], tables: list[list[str]]
) -> None:
    pile = laid(tables, kind=kind)
    rows = [value for table in tables for value in table]
    found = [pile.values[code] for code in pile.codes]
    assert len(found) == len(rows)
    assert all(map(same, found, rows))


@pytest.mark.parametrize("kind", [Pile, LoosePile])
@given(parts=st.lists(TABLES, max_size=4))
def test_pile__laid_upon_another__as_table_by_table(
    kind: type[Pile], parts: list[list[list[str]]]
) -> None:
    pile = kind()
    for part in parts:
        travelling = laid(part, kind=kind).laid()
        pile.lay(travelling.values, travelling.codes, travelling.tables)
    rows = [value for part in parts for table in part for value in table]
    found = [pile.values[code] for code in pile.codes]
    assert len(found) == len(rows)
    assert all(map(same, found, rows))
    assert len({(type(value), value) for value in pile.values}) == len(pile.values)


@pytest.mark.parametrize("kind", [Pile, LoosePile])
@given(tables=TABLES)
def test_pile__any_tables__every_value_stands_once(
    kind: type[Pile], tables: list[list[str]]
) -> None:
    values = laid(tables, kind=kind).values
    assert len({(type(value), value) for value in values}) == len(values)


@pytest.mark.parametrize("kind", [Pile, LoosePile])
def test_pile__padded__rows_without_a_column(kind: type[Pile]) -> None:
    pile = kind()
    pile.pad(2)
    pile.lay(("49000001",), array("I", [0]))
    pile.pad(4)
    missing = Unknown.NO_COLUMN
    assert [pile.values[code] for code in pile.codes] == [missing, missing, "49000001", missing]


DAYS = st.one_of(
    st.sampled_from(list(Unknown)),
    st.dates().filter(lambda day: day.year > 1).map(DateSpan.of).map(pack),
    st.integers(1900, 1903).map(DateSpan.year).map(pack),
)


@given(parts=st.lists(st.lists(st.lists(DAYS, max_size=6), max_size=5), max_size=4))
def test_day_pile__tables_and_piles_of_them__every_row_has_its_day(
    parts: list[list[list[int]]],
) -> None:
    pile = DayPile()
    for part in parts:
        travelling = pickle.loads(pickle.dumps(laid(part, kind=DayPile).laid()))
        pile.lay(travelling.values, travelling.codes, travelling.tables)
    rows = [day for part in parts for table in part for day in table]
    expected = [unpack(day) if type(day) is int else day for day in rows]
    assert [pile.values[code] for code in pile.codes] == expected
    assert len(set(pile.values)) == len(pile.values)


@given(tables=st.lists(st.lists(DAYS, max_size=6), max_size=5), missing=st.integers(0, 3))
def test_day_pile__padded__rows_without_a_column(tables: list[list[int]], missing: int) -> None:
    pile = laid(tables, kind=DayPile)
    height = sum(map(len, tables)) + missing
    pile.pad(height)
    absent = [pile.values[code] for code in pile.codes[height - missing :]]
    assert absent == [Unknown.NO_COLUMN] * missing


def test_column__changed__the_pile_stays_as_it_was() -> None:
    pile = Pile()
    pile.lay(("a", "b"), array("I", [0, 1, 0]))
    column = Growing.of(pile.values, pile.codes)
    column.set([1], "c")
    column.drop([0])
    assert [column.values[code] for code in column.codes] == ["c", "a"]
    assert [pile.values[code] for code in pile.codes] == ["a", "b", "a"]
