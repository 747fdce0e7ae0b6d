"""Columns that need no reading: they would be read just so."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.vocabulary import Plain, read_column, settled
from lacduong_kpi.vocabulary.settled import READ_CLOSER

NAMES = st.one_of(
    st.sampled_from(
        [
            "Nguyễn Văn An",
            "K'Brịp",
            "Kơ Să K'Mbin",
            "đ/c Lê Thị Hoà",
            "Thượng uý Trần B",
            "ThS Ngô C",
            "LÊ VĂN A",
            "Ðặng Thị Ðào",
            "nan",
            "trống",
            "Quần chúng",
            "Bác sĩ",
            "1. Lê Văn A",
            " Lê Văn A",
            "Le\u0302 Va\u0306n A",
            None,
        ]
    ),
    st.text("aăâđêơưNKT' .-(1", max_size=12),
)
NUMBERS = st.one_of(
    st.sampled_from(["01234567", "123456789012", "00000000", "", "1234567", None, "12.345.678"]),
    st.text("0123456789", min_size=8, max_size=8),
)
DAYS = st.one_of(st.dates(dt.date(1890, 1, 1), dt.date(2110, 1, 1)), st.none())


def agree(field: str, values: list[Plain], kind: Kind = Kind.MEMBER) -> None:
    readings = read_column(kind, field, values)
    rest = set(settled(kind, field, values))
    for index, (value, reading) in enumerate(zip(values, readings, strict=True)):
        if index in rest:
            continue
        fact = DateSpan.of(value) if isinstance(value, dt.date) else value
        assert reading.get(field) == fact
        assert reading.unknown is (Unknown.BLANK if value is None else None)
        assert reading.faults == ()
        assert len(reading.facts) == (value is not None)


@given(st.lists(NAMES, max_size=6, unique=True))
@settings(max_examples=200, deadline=None)
def test_names__that_are_settled__are_read_as_they_stand(values: list[Plain]) -> None:
    agree("full_name", values)


@given(st.lists(NUMBERS, max_size=6, unique=True))
@settings(max_examples=150, deadline=None)
def test_numbers__that_are_settled__are_read_as_they_stand(values: list[Plain]) -> None:
    agree("card_number", values)


@given(st.lists(DAYS, max_size=6, unique=True))
@settings(max_examples=100, deadline=None)
def test_days__that_are_settled__are_read_as_they_stand(values: list[Plain]) -> None:
    agree("date_of_birth", values)


TEXTS = st.one_of(
    st.sampled_from(
        [
            "Chi bộ 1",
            "Đảng bộ xã Lát",
            "không",
            "-",
            "Chi  bộ 2",
            "x",
            "1",
            "nt",
            "Ðạ Sar",
            " ",
            None,
        ]
    ),
    st.text("aăâđêKT' .-(1,\n\xa0", max_size=8),
    st.integers(0, 9),
    st.booleans(),
)
PLAIN_TEXTS = [
    (kind, name)
    for kind, fields in FIELDS.items()
    for name, field in fields.items()
    if field.type is FieldType.TEXT and name not in READ_CLOSER
]


@pytest.mark.parametrize(("kind", "field"), PLAIN_TEXTS)
@given(st.lists(TEXTS, max_size=6))
@settings(max_examples=60, deadline=None)
def test_texts__that_are_settled__are_read_as_they_stand(
    kind: Kind, field: str, values: list[Plain]
) -> None:
    agree(field, values, kind)


def test_clean_columns__are_settled() -> None:
    assert settled(Kind.MEMBER, "branch", ["Chi bộ thôn 1", None, "-"]) == [2]
    assert settled(Kind.MEMBER, "full_name", ["Nguyễn Văn An", "K'Brịp", None]) == []
    assert settled(Kind.MEMBER, "card_number", ["01234567", None]) == []
    assert settled(Kind.MEMBER, "admitted_on", [dt.date(2015, 2, 3), None]) == []


def test_one_odd_cell__leaves_the_whole_column_of_numbers_to_be_read() -> None:
    assert settled(Kind.MEMBER, "card_number", ["01234567", 1234567]) == [0, 1]
    assert settled(Kind.MEMBER, "admitted_on", [dt.date(2015, 2, 3), "2015"]) == [0, 1]
    assert settled(Kind.MEMBER, "full_name", ["Nguyễn Văn An", "đ/c Lê B"]) == [1]


def test_name__after_a_title_that_is_a_surname_too__is_read() -> None:
    values = ("Ông Lê Văn An", "Bà Ka Thẻm", "Lê Thị Ba")
    assert settled(Kind.MEMBER, "full_name", values) == [0, 1]
