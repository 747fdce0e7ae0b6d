"""What tables tell, laid one below the other: every row keeps its value, every value stands once."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown, encode
from lacduong_kpi.records.growing import Growing
from lacduong_kpi.records.piles import Pile

VALUES = st.one_of(
    st.sampled_from(["49000001", "49000002", "blank", "no_column"]),
    st.sampled_from(list(Unknown)),
    st.integers(0, 3).map("4900000{}".format),
)
TABLES = st.lists(st.lists(VALUES, max_size=6), max_size=5)


def same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def laid(tables: list[list[str]], *, seldom: bool) -> Pile:
    pile = Pile(seldom=seldom)
    for table in tables:
        told = [(value,) if isinstance(value, Unknown) else value for value in table]
        column = encode(told)
        values = [each[0] if isinstance(each, tuple) else each for each in column.values]
        pile.lay(values, column.codes)
    return pile


@pytest.mark.parametrize("seldom", [False, True])
@given(tables=TABLES)
def test_pile__any_tables__every_row_has_its_value(seldom: bool, tables: list[list[str]]) -> None:
    pile = laid(tables, seldom=seldom)
    rows = [value for table in tables for value in table]
    found = [pile.values[code] for code in pile.codes]
    assert len(found) == len(rows)
    assert all(map(same, found, rows))


@pytest.mark.parametrize("seldom", [False, True])
@given(parts=st.lists(TABLES, max_size=4))
def test_pile__laid_upon_another__as_table_by_table(
    seldom: bool, parts: list[list[list[str]]]
) -> None:
    pile = Pile(seldom=seldom)
    for part in parts:
        travelling = laid(part, seldom=seldom).laid()
        pile.lay(travelling.values, travelling.codes, travelling.tables)
    rows = [value for part in parts for table in part for value in table]
    found = [pile.values[code] for code in pile.codes]
    assert len(found) == len(rows)
    assert all(map(same, found, rows))
    assert len({(type(value), value) for value in pile.values}) == len(pile.values)


@pytest.mark.parametrize("seldom", [False, True])
@given(tables=TABLES)
def test_pile__any_tables__every_value_stands_once(seldom: bool, tables: list[list[str]]) -> None:
    values = laid(tables, seldom=seldom).values
    assert len({(type(value), value) for value in values}) == len(values)


@pytest.mark.parametrize("seldom", [False, True])
def test_pile__padded__rows_without_a_column(seldom: bool) -> None:
    pile = Pile(seldom=seldom)
    pile.pad(2)
    pile.lay(("49000001",), array("I", [0]))
    pile.pad(4)
    missing = Unknown.NO_COLUMN
    assert [pile.values[code] for code in pile.codes] == [missing, missing, "49000001", missing]


def test_column__changed__the_pile_stays_as_it_was() -> None:
    pile = Pile()
    pile.lay(("a", "b"), array("I", [0, 1, 0]))
    column = Growing.of(pile.values, pile.codes)
    column.set([1], "c")
    column.drop([0])
    assert [column.values[code] for code in column.codes] == ["c", "a"]
    assert [pile.values[code] for code in pile.codes] == ["a", "b", "a"]
