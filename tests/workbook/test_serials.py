"""What number formats make of numbers."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lacduong_kpi.workbook.model import CellFault
from lacduong_kpi.workbook.serials import (
    BAD_DATE,
    Shape,
    builtin_shape,
    day_of,
    number_of,
    shape_of,
    span_of,
    time_of,
)


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("General", Shape.NUMBER),
        ("0", Shape.NUMBER),
        ("0.00E+00", Shape.NUMBER),
        ("#,##0 [$₫-42A]", Shape.NUMBER),
        ('0" ngày"', Shape.NUMBER),
        ("[Red]0;[Blue]-0", Shape.NUMBER),
        ("@", Shape.NUMBER),
        ("0000", Shape.NUMBER),
        ("00000000", Shape.DIGITS),
        ("dd/mm/yyyy", Shape.DATE),
        ("[$-42A]dd\\ mmmm\\ yyyy;@", Shape.DATE),
        ("mm-yy", Shape.DATE),
        ("mmm", Shape.DATE),
        ("[Red]d/m", Shape.DATE),
        ("yyyy", Shape.DATE),
        ("dd/mm/yyyy hh:mm:ss.000", Shape.DATE),
        ('"ngày" dd "tháng" mm', Shape.DATE),
        ('[=0]"";dd/mm/yyyy', Shape.DATE),
        ('"a;b"dd', Shape.DATE),
        ("h:mm AM/PM", Shape.TIME),
        ("mm:ss.0", Shape.TIME),
        ("[h]:mm", Shape.DURATION),
        ("[mm]:ss", Shape.DURATION),
    ],
)
def test_shape_of__code__what_excel_shows(code: str, shape: Shape) -> None:
    assert shape_of(code)[0] is shape


def test_shape_of__zeros__how_many_digits() -> None:
    assert shape_of("000000000000") == (Shape.DIGITS, 12)


def test_shape_of__longer_than_any_program_writes__at_once() -> None:
    began = time.process_time()
    shape_of("[" * 300_000 + '"' * 300_000 + "d")
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    ("number", "shape"),
    [(0, Shape.NUMBER), (14, Shape.DATE), (22, Shape.DATE), (20, Shape.TIME), (46, Shape.DURATION)],
)
def test_builtin_shape__number__its_shape(number: int, shape: Shape) -> None:
    assert builtin_shape(number) is shape


@given(st.integers(61, 2_958_465))
def test_day_of__whole_number__days_since_the_epoch(serial: int) -> None:
    assert day_of(serial, from_1904=False) == dt.date(1899, 12, 30) + dt.timedelta(days=serial)


@given(st.floats(allow_nan=True, allow_infinity=True), st.booleans())
def test_day_of__any_number__a_day_or_a_fault(serial: float, from_1904: bool) -> None:
    value = day_of(serial, from_1904)
    assert value == BAD_DATE or isinstance(value, dt.date)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_time_and_span__any_number__a_value_or_a_fault(serial: float) -> None:
    for value in (time_of(serial, from_1904=False), span_of(serial)):
        assert value == BAD_DATE or isinstance(value, dt.time | dt.date | dt.timedelta)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12.0", 12),
        ("-3", -3),
        ("0.25", 0.25),
        ("1E+2", 100),
        ("999999999999999", 999_999_999_999_999),
        ("1e300", 1e300),
        ("NaN", CellFault("number")),
        ("-INF", CellFault("number")),
        ("1e999", CellFault("number")),
        ("1_000", CellFault("number")),
        ("", CellFault("number")),
    ],
)
def test_number_of__stored_text__exact_number_or_fault(
    text: str, number: int | float | CellFault
) -> None:
    found = number_of(text)
    assert (type(found), found) == (type(number), number)
    assert number_of(text.encode()) == number
