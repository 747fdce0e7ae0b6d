"""Values that follow from others, ordinary values, and what cannot be."""

from __future__ import annotations

from datetime import date

from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.wording import Language, knows
from records.tell import cells, codes, people, roster, values


def test_standing__follows_from_the_official_date() -> None:
    found = roster(
        people(
            """
            full_name | admitted_on | official_on
            Lê Văn A  | 2015-02-03  | 2016-02-10
            Trần B    | 2023-10-01  |
            Ngô C     | 2001-10-01  |
            Lý D      |             | ?
            Hồ E      | 2024-03-01  | 2025-03-20
            """
        )
    )
    assert values(found.members, "standing") == [
        "official",
        "probationary",
        "blank",
        "unreadable",
        "probationary",
    ]
    assert cells(found.members, "standing", 1) == ["DS!C3"]


def test_standing__that_is_written__goes_before_the_date() -> None:
    found = roster(
        people("full_name | standing | official_on\nLê Văn A | probationary | 2016-02-10")
    )
    assert values(found.members, "standing") == ["probationary"]


def test_standing__without_a_column_of_dates__has_none() -> None:
    assert values(roster(people("full_name\nLê Văn A")).members, "standing") == ["no_column"]


def test_status__blank_where_nobody_writes_the_ordinary_word__is_active() -> None:
    found = roster(people("full_name | status\nLê Văn A |\nTrần B | exempt\nNgô C | ?"))
    assert values(found.members, "status") == ["active", "exempt", "unreadable"]
    assert values(found.members, "residence_exemption") == ["none", "none", "none"]


def test_status__blank_beside_ordinary_words__is_unknown() -> None:
    found = roster(
        people(
            "full_name | status\nLê Văn A |\nTrần B | active",
            ordinary=frozenset({"residence_exemption"}),
        )
    )
    assert values(found.members, "status") == ["blank", "active"]


def test_status__each_list_by_its_own_habit() -> None:
    strict = people(
        "full_name | status\nLê Văn A |\nTrần B | active",
        ordinary=frozenset({"residence_exemption"}),
    )
    found = roster(strict, people("full_name\nNgô C", sheet="DS 2"))
    assert values(found.members, "status") == ["blank", "active", "active"]


def test_days_to_come__are_unreadable_only_where_they_cannot_be_meant() -> None:
    found = roster(
        people(
            """
            full_name | date_of_birth | admitted_on
            Lê Văn A  | 1990          | 2031-05-19
            Trần B    | 2024-12-31    | 2025-02-03
            Ngô C     | 2025-01-01    | 2015
            """
        )
    )
    assert values(found.members, "admitted_on") == ["unreadable", "2025-02-03", "2015"]
    assert values(found.members, "date_of_birth") == ["1990", "2024-12-31", "unreadable"]
    assert sorted(codes(found)) == ["V03 B4", "V03 C2", "X11 C3"]


def test_order_of_dates__too_young_and_too_soon__are_warnings() -> None:
    found = roster(
        people(
            """
            full_name | date_of_birth | admitted_on | official_on
            Lê Văn A  | 2000-02-29    | 2018-02-28  | 2019-02-28
            Trần B    | 2000-02-29    | 2018-03-01  | 2019-02-28
            Ngô C     | 2000          | 2018        | 2018
            """
        ),
        as_of=date(2024, 12, 31),
    )
    assert codes(found) == ["X11 C2", "X10 D3:D4"]
    assert values(found.members, "admitted_on") == ["2018-02-28", "2018-03-01", "2018"]


def test_values_that_a_schema_refuses__are_unreadable() -> None:
    found = roster(people(f"full_name | card_number\nLê Văn A | 12345678\n{'N' * 201} | 1*2"))
    assert values(found.members, "full_name") == ["Lê Văn A", "unreadable"]
    assert values(found.members, "card_number") == ["12345678", "unreadable"]
    assert codes(found) == ["V05 A3", "V05 B3"]


def test_schemas__have_the_fields_of_the_terms_with_label_and_meaning() -> None:
    from lacduong_kpi.records.schema import SCHEMAS

    for kind in Kind:
        fields = SCHEMAS[kind].model_fields
        assert list(fields) == list(FIELDS[kind])
        for field in fields.values():
            assert field.title
            assert field.description
            assert all(knows(language, field.title) for language in Language)
