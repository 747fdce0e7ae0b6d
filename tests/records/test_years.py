"""The scored year and day: given, named by the lists, agreed on, or asked for."""

from __future__ import annotations

from datetime import date

import pytest

from lacduong_kpi.errors import RosterError, UsageError
from lacduong_kpi.findings import Place
from records.tell import about, codes, people, roster, values

ONE = """
full_name | admitted_on | rating
Lê Văn A  | 2015-02-03  | good
"""


def keys(error: pytest.ExceptionInfo[RosterError] | pytest.ExceptionInfo[UsageError]) -> list[str]:
    return [each.key for each in error.value.problems]


def test_year__named_by_the_list__is_scored_with_its_cell() -> None:
    found = roster(people(ONE, year=2024))
    assert (found.year, found.year_place) == (2024, Place("a.xlsx", "DS", "A1", 1))
    assert (found.as_of, found.as_of_place, found.as_of_given) == (date(2024, 12, 31), None, False)


def test_year__given__goes_before_a_list_without_one() -> None:
    found = roster(people(ONE, year=None), year=2023)
    assert (found.year, found.year_place) == (2023, None)
    assert values(found.members, "rating", 2023) == ["good"]


def test_year__nobody_names_one__is_asked_for() -> None:
    with pytest.raises(RosterError) as error:
        roster(people(ONE, year=None))
    assert keys(error) == ["roster.no_year"]


def test_year__given_but_all_lists_are_of_another__is_a_refusal_that_names_it() -> None:
    with pytest.raises(RosterError) as error:
        roster(people(ONE, year=2023), year=2024)
    assert keys(error) == ["roster.other_year"]
    assert dict(error.value.problems[0].params) == {"year": 2024, "years": "2023"}


def test_year__of_two_lists__is_the_newest_and_the_older_gives_only_the_trend() -> None:
    older = people(
        """
        full_name | card_number | branch        | rating
        Lê Văn A  | 12345678    | Chi bộ khác   | completed
        Trần B    | 87654321    | Chi bộ khác   | good
        """,
        year=2023,
        sheet="DS 2023",
    )
    newer = people(
        """
        full_name | card_number | branch | rating
        Lê Văn A  | 12345678    | CB 1   | good
        """,
        year=2024,
    )
    found = roster(newer, older)
    assert values(found.members, "full_name") == ["Lê Văn A"]
    assert values(found.members, "branch") == ["CB 1"]
    assert values(found.members, "rating", 2024) == ["good"]
    assert values(found.members, "rating", 2023) == ["completed"]
    assert codes(found) == ["P01 A1"]


def test_year__only_the_columns_name_several__is_a_list_of_each() -> None:
    both = people(
        """
        full_name | rating@2023 | rating@2024
        Lê Văn A  | completed   | good
        """,
        year=2024,
        years_of_columns=frozenset({2023, 2024}),
    )
    assert roster(both).year == 2024
    older = roster(both, year=2023)
    assert values(older.members, "rating", 2023) == ["completed"]
    assert codes(older) == []


def test_as_of__the_lists_agree__is_their_day() -> None:
    day = {"as_of": date(2024, 6, 30), "as_of_place": Place("a.xlsx", "DS", "A2", 2)}
    found = roster(people(ONE, **day))
    assert (found.as_of, found.as_of_place) == (date(2024, 6, 30), Place("a.xlsx", "DS", "A2", 2))


def test_as_of__the_lists_differ__is_31_december_with_a_finding() -> None:
    place = Place("a.xlsx", "DS", "A2", 2)
    found = roster(
        people(ONE, as_of=date(2024, 6, 30), as_of_place=place),
        about(ONE, as_of=date(2024, 9, 30), as_of_place=Place("a.xlsx", "XL", "B2", 2)),
    )
    assert found.as_of == date(2024, 12, 31)
    assert codes(found) == ["P02 A2 B2"]


def test_as_of__a_day_of_another_year__is_not_taken() -> None:
    assert roster(people(ONE, as_of=date(2025, 1, 15))).as_of == date(2024, 12, 31)


def test_as_of__given_before_the_year__is_refused() -> None:
    with pytest.raises(UsageError) as error:
        roster(people(ONE), as_of=date(2023, 12, 31))
    assert keys(error) == ["roster.as_of_before_year"]


def test_as_of__given_after_the_year__is_taken() -> None:
    found = roster(people(ONE), as_of=date(2025, 2, 1))
    assert (found.as_of, found.as_of_given) == (date(2025, 2, 1), True)


def test_year__of_three_lists__the_older_ones_tell_of_their_year_what_each_holds() -> None:
    first = people(
        """
        full_name | card_number | rating
        Lê Văn A  | 12345678    | good
        """,
        year=2023,
        sheet="CB 1",
    )
    second = people(
        """
        full_name | card_number | branch
        Trần B    | 87654321    | CB 2
        """,
        year=2023,
        sheet="CB 2",
    )
    newer = people(
        """
        full_name | card_number | rating
        Lê Văn A  | 12345678    | excellent
        Trần B    | 87654321    | good
        """,
        year=2024,
    )
    found = roster(first, second, newer)
    (before,) = found.earlier
    assert values(before.members, "rating", 2023) == ["good", "no_column"]
    assert values(before.members, "branch") == ["no_column", "CB 2"]
    assert values(found.members, "rating", 2024) == ["excellent", "good"]
