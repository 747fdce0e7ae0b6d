"""Days in every way of writing; the order of day and month is the column's."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.terms import Kind
from lacduong_kpi.vocabulary import Plain, Reading, Setting, read_column

IN_2024 = Setting(year=2024)


def read(*values: Plain, field: str = "admitted_on", setting: Setting = IN_2024) -> list[Reading]:
    return list(read_column(Kind.MEMBER, field, values, setting))


def iso(reading: Reading) -> str | None:
    span = next((value for _, value in reading.facts), None)
    return span.iso if isinstance(span, DateSpan) else None


WRITTEN: dict[str, list[Plain]] = {
    "2019-02-03": [
        dt.date(2019, 2, 3),
        dt.datetime(2019, 2, 3, 7, 30),  # noqa: DTZ001 - as a spreadsheet has it
        "03/02/2019",
        "3/2/2019",
        "03.02.2019",
        "03-02-2019",
        " 03 / 02 / 2019 ",
        "2019-02-03",
        "2019-02-03 00:00:00",
        "03/02/2019 00:00:00",
        "ngày 03 tháng 02 năm 2019",
        "Ngày 3 tháng 2 năm 2019",
        "3 tháng 2 năm 2019",
        43499,
        43499.0,
        "43499",
        "'03/02/2019",
        "03022019",
        "ngày 03/02/2019",
        "3-Feb-2019",
        "03/02/2019 (dự bị)",
        "3/II/2019",
        "03 tháng 02, 2019",
        "ng 3 th 2 năm 2019",
        "03–02–2019",
        "03//02/2019",
        "03/02/2019 (QĐ số 12-QĐ/HU)",
        "03/02/2019 tại Đạ Sar",
    ],
    "2019-03": [
        "03/2019",
        "3/2019",
        "03-2019",
        "03.2019",
        "Tháng 3/2019",
        "tháng 3 năm 2019",
        "2019-03",
        "  /03/2019",
        "00/03/2019",
        "…/3/2019",
        "ngày … tháng 3 năm 2019",
        "T3/2019",
        "từ 3/2019",
        3.2019,
    ],
    "2019": [
        2019,
        2019.0,
        "2019",
        "năm 2019",
        "00/00/2019",
        "  /  /2019",
        "../../2019",
        "SN 2019",
        "2019 (5 tuổi)",
        "2019 (05)",
        "2019 - 05 tuổi",
    ],
}


@pytest.mark.parametrize(
    ("value", "expected"), [(value, day) for day, values in WRITTEN.items() for value in values]
)
def test_day__in_any_form__is_the_same_day(value: Plain, expected: str) -> None:
    reading = read(value)[0]
    assert (iso(reading), reading.faults) == (expected, ())


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("31/02/2024", "V02"),
        ("30/02/1998", "V02"),
        ("29/02/2023", "V02"),
        ("45/01/2020", "V02"),
        ("13/13/2020", "V02"),
        ("không nhớ", "V05"),
        ("1990-1991", "V05"),
        ("khoảng 2010", "V05"),
        ("03/02/2019 hoặc 05/02/2019", "V05"),
        ("01/01/1800", "V05"),
        ("x", "V05"),
        (True, "V05"),
        (dt.time(0, 0), "V05"),
        (float("nan"), "V05"),
        (float("inf"), "V05"),
        (-5, "V05"),
        (0, "V05"),
        (64, "V05"),
        (10**12, "V05"),
    ],
)
def test_day__that_is_none__is_unreadable_as_a_whole(value: Plain, fault: str) -> None:
    reading = read(value)[0]
    assert (reading.facts, reading.unknown, reading.faults) == ((), Unknown.UNREADABLE, (fault,))


@pytest.mark.parametrize("value", [None, "", "  ", "-", "chưa", "Chưa có", "…"])
def test_day__that_is_not_there__is_blank(value: Plain) -> None:
    assert read(value)[0] == Reading(unknown=Unknown.BLANK)


def test_future__of_a_day__is_not_judged_here() -> None:
    assert iso(read("19/05/2031")[0]) == "2031-05-19"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("date_of_birth", "26/1/64", "1964-01-26"),
        ("date_of_birth", "5/3/48", "1948-03-05"),
        ("date_of_birth", "13/11/00", "2000-11-13"),
        ("date_of_birth", "13/11/06", "2006-11-13"),
        ("date_of_birth", "13/11/10", None),
        ("admitted_on", "13/6/81", "1981-06-13"),
        ("admitted_on", "24/1/14", "2014-01-24"),
        ("admitted_on", "24/1/29", "2029-01-24"),
        ("admitted_on", "24/1/30", "1930-01-24"),
        ("left_on", "24/1/25", "2025-01-24"),
    ],
)
def test_year_of_two_digits__falls_into_the_century_that_is_possible(
    field: str, value: str, expected: str | None
) -> None:
    reading = read(value, field=field)[0]
    assert iso(reading) == expected
    assert expected is None or reading.faults == ("V15",)


def test_letters_for_digits__are_read_with_a_finding() -> None:
    reading = read("19/5/2O15")[0]
    assert (iso(reading), reading.faults) == ("2015-05-19", ("V16",))


def test_order__of_a_column_in_american_order__is_turned_as_a_whole() -> None:
    column = read("05/13/2019", "06/25/2020", "01/02/2021", "12/31/2018")
    assert [iso(each) for each in column] == [
        "2019-05-13",
        "2020-06-25",
        "2021-01-02",
        "2018-12-31",
    ]
    assert not any(each.faults for each in column)


def test_order__one_stray_in_a_column__is_read_as_the_only_real_day_and_turns_nothing() -> None:
    column = read("05/13/2019", "25/06/2020", "01/02/2021", "30/11/2018", "28/02/2017")
    assert [iso(each) for each in column[:3]] == ["2019-05-13", "2020-06-25", "2021-02-01"]
    assert [each.faults for each in column[:3]] == [("V14",), (), ()]


def test_order__both_orders_in_a_column__leaves_doubtful_days_unread() -> None:
    column = read(
        "05/13/2019", "06/25/2020", "25/06/2020", "28/02/2017", "01/02/2021", "07/07/2007"
    )
    assert [iso(each) for each in column[:4]] == [
        "2019-05-13",
        "2020-06-25",
        "2020-06-25",
        "2017-02-28",
    ]
    assert column[4].faults == ("V07",)
    assert iso(column[5]) == "2007-07-07"


def test_order__nothing_shows_it__is_day_first() -> None:
    assert [iso(each) for each in read("01/02/2021", "03/04/2020")] == ["2021-02-01", "2020-04-03"]


def test_swap__real_days_that_excel_turned__are_turned_back_with_a_finding() -> None:
    turned = [
        dt.date(2019, day, month) for day, month in [(3, 2), (5, 11), (12, 1), (7, 9), (1, 8)]
    ]
    texts = ["25/06/2020", "13/01/2001", "30/11/1999"]
    column = read(*turned, *texts)
    assert [iso(each) for each in column[:3]] == ["2019-02-03", "2019-11-05", "2019-01-12"]
    assert column[0].faults == ("V17",)
    assert iso(column[5]) == "2020-06-25"


def test_swap__real_days_beside_texts_of_all_kinds__stand_as_they_are() -> None:
    real = [dt.date(2019, month, 5) for month in (1, 2, 3, 4, 6)]
    column = read(*real, "25/06/2020", "13/01/2001", "01/02/2003")
    assert iso(column[0]) == "2019-01-05"
    assert not column[0].faults


FORMS = [
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
    lambda day: day,
    lambda day: (day - dt.date(1899, 12, 30)).days,
]
DAYS = st.dates(dt.date(1931, 1, 1), dt.date(2023, 12, 31))


@given(st.lists(st.tuples(DAYS, st.sampled_from(FORMS)), min_size=1, max_size=12))
@settings(max_examples=150)
def test_days__of_a_column_in_mixed_forms__come_back(written: list[tuple[dt.date, object]]) -> None:
    values = [form(day) for day, form in written]  # type: ignore[operator]
    proof = ("25/06/2020", dt.date(2020, 6, 25))  # shows the order, and that nothing was swapped
    found = read(*values, *proof)
    assert [iso(each) for each in found[: len(written)]] == [day.isoformat() for day, _ in written]


@given(st.text(max_size=30) | st.integers() | st.floats() | st.booleans())
@settings(max_examples=300)
def test_days__whatever_a_cell_holds__are_read_or_told_why_not(value: Plain) -> None:
    reading = read(value)[0]
    assert bool(reading.facts) != (reading.unknown is not None)
    assert (reading.unknown is Unknown.UNREADABLE) <= bool(reading.faults)
