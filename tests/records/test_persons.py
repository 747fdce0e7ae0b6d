"""One person is one record: sure doubles, contradictions, namesakes, probable doubles."""

from __future__ import annotations

from array import array
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.records.building import build_roster
from lacduong_kpi.records.facts import TableFacts
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.model import Roster
from lacduong_kpi.records.rows import rows
from records.tell import about, cells, codes, file_of, people, roster, values


def test_same_card__two_lists__is_one_record_with_both_sources() -> None:
    found = roster(
        people(
            """
            full_name | card_number | date_of_birth
            Lê Văn A  | 12345678    | 1990
            """
        ),
        people(
            """
            full_name | card_number | date_of_birth | ethnicity
            LÊ VĂN A  | 12345678    | 1990-02-03    | Kinh
            """,
            sheet="DS 2",
        ),
    )
    assert values(found.members, "full_name") == ["Lê Văn A"]
    assert values(found.members, "date_of_birth") == ["1990-02-03"]
    assert values(found.members, "ethnicity") == ["Kinh"]
    assert found.members is not None
    assert [source.sheet for source in found.members.sources.rows(0)] == ["DS", "DS 2"]
    assert cells(found.members, "ethnicity") == ["DS 2!D2"]
    assert codes(found) == []


def test_same_person__contradicting_values__are_unknown_with_both_cells() -> None:
    found = roster(
        people(
            """
            full_name | card_number | rating | sex
            Lê Văn A  | 12345678    | good   | male
            Lê Văn A  | 12345678    | failed | male
            """
        )
    )
    assert values(found.members, "rating") == ["contradiction"]
    assert values(found.members, "sex") == ["male"]
    assert codes(found) == ["X03 C2 C3"]
    assert cells(found.members, "rating", year=2024) == ["DS!C2", "DS!C3"]


def test_same_dates__full_birth_and_admission__are_one_person() -> None:
    text = """
    full_name | date_of_birth | admitted_on | card_number
    Lê Văn A  | 1990-02-03    | 2015-01-05  |
    Lê Văn A  | 1990-02-03    | 2015-01-05  | 12345678
    """
    found = roster(people(text))
    assert values(found.members, "card_number") == ["12345678"]


def test_same_dates__of_which_one_is_partial__stay_two_and_are_told() -> None:
    text = """
    full_name | date_of_birth | admitted_on
    Lê Văn A  | 1990-02-03    | 2015-01-05
    Lê Văn A  | 1990          | 2015-01-05
    """
    found = roster(people(text))
    assert found.members is not None
    assert found.members.size == 2
    assert codes(found) == ["X01 A2 A3"]


def test_personal_id__is_as_good_as_a_card() -> None:
    text = """
    full_name | personal_id
    Lê Văn A  | 068090000001
    Lê Văn A  | 068090000001
    """
    assert values(roster(people(text)).members, "full_name") == ["Lê Văn A"]


def test_number__of_a_wrong_length__joins_nobody() -> None:
    text = """
    full_name | card_number | date_of_birth
    Lê Văn A  | 1234567     | 1990
    Lê Văn A  | 1234567     | 1980
    """
    assert len(values(roster(people(text)).members, "full_name")) == 2


def test_same_card__another_name__stays_two_and_is_an_error() -> None:
    text = """
    full_name | card_number
    Lê Văn A  | 12345678
    Trần B    | 12345678
    """
    found = roster(people(text))
    assert values(found.members, "full_name") == ["Lê Văn A", "Trần B"]
    assert codes(found) == ["X02 B2 B3"]


def test_namesakes__told_apart_by_birth_or_card__are_silent() -> None:
    text = """
    full_name | date_of_birth | card_number
    Lê Văn A  | 1990-02-03    |
    Lê Văn A  | 1985          |
    Trần B    | 1970          | 12345678
    Trần B    | 1970          | 12345679
    """
    found = roster(people(text))
    assert found.members is not None
    assert (found.members.size, codes(found)) == (4, [])


def test_numbers__old_and_new__do_not_contradict_each_other() -> None:
    text = """
    full_name | personal_id  | card_number
    Lê Văn A  | 068090000001 | 12345678
    Lê Văn A  | 068090000001 | 123456789012
    """
    found = roster(people(text))
    assert values(found.members, "card_number") == ["123456789012"]
    assert codes(found) == []


def test_blank_named_person__is_no_blank() -> None:
    found = roster(people("full_name | ethnicity\nblank | \nNA | blank"))
    assert values(found.members, "full_name") == ["blank", "NA"]
    assert found.members is not None
    assert [row.plain["ethnicity"] for row in rows(found.members)] == [None, "blank"]


def test_move__left_one_list_for_another__is_present_and_noted() -> None:
    old = people(
        """
        full_name | card_number | branch | status          | left_on
        Lê Văn A  | 12345678    | CB 1   | transferred_out | 2024-03-01
        """
    )
    new = people(
        """
        full_name | card_number | branch | transferred_in_on
        Lê Văn A  | 12345678    | CB 2   | 2024-03-05
        """,
        sheet="DS 2",
    )
    found = roster(old, new)
    assert values(found.members, "status") == ["active"]
    assert values(found.members, "branch") == ["CB 2"]
    assert values(found.members, "left_on") == ["no_column"]
    assert values(found.members, "transferred_in_on") == ["blank"]
    assert codes(found) == ["X08 A2 A2"]
    assert not found.leavers_known


def test_leavers_list__beside_the_main_list__takes_the_person_off() -> None:
    main = people("full_name | card_number\nLê Văn A | 12345678")
    gone = people(
        """
        full_name | card_number | status   | left_on
        Lê Văn A  | 12345678    | deceased | 2024-03
        """,
        sheet="Giảm",
    )
    found = roster(main, gone)
    assert values(found.members, "status") == ["deceased"]
    assert values(found.members, "left_on") == ["2024-03"]
    assert found.leavers_known


NAMES = ("Lê Văn A", "LÊ VĂN A", "Trần Thị Thuỷ", "Trần Thị Thủy", "K'Brịp", "Ha Juăn")
PERSON = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(["", "12345678", "87654321", "11112222", "99"]),
    st.sampled_from(["", "1990-02-03", "1990", "1985-05-06"]),
    st.sampled_from(["", "2015-01-05", "2016-02-03"]),
    st.sampled_from(["", "good", "failed", "?"]),
)


def listed(entries: list[tuple[str, ...]], **more: object) -> TableFacts:
    header = "full_name | card_number | date_of_birth | admitted_on | rating"
    return people("\n".join([header, *(" | ".join(each) for each in entries)]), **more)


def told(found: Roster) -> list[tuple[object, ...]]:
    """What the roster says of its people, without places and order."""
    assert found.members is not None
    return sorted(
        (
            str(row.plain["full_name"]).casefold().replace("uỷ", "ủy"),
            str(row.plain["card_number"]),
            str(row.plain["date_of_birth"]),
            str(row.plain["admitted_on"]),
            str(row.yearly["rating"].get(2024)),
            len(row.sources),
        )
        for row in rows(found.members)
    )


@given(st.lists(PERSON, min_size=1, max_size=7), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_of_rows__never_matters(entries: list[tuple[str, ...]], rng: object) -> None:
    shuffled = list(entries)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = roster(listed(entries)), roster(listed(shuffled))
    assert told(before) == told(after)
    assert {each.code for each in before.findings} == {each.code for each in after.findings}


@given(st.lists(PERSON, min_size=1, max_size=7), st.integers(0, 7))
@settings(max_examples=50, deadline=None)
def test_split_over_files__gives_the_same_people(entries: list[tuple[str, ...]], at: int) -> None:
    whole = roster(listed(entries))
    parts = [part for part in (entries[:at], entries[at:]) if part]
    files = [file_of(listed(part, file=f"{number}.xlsx")) for number, part in enumerate(parts)]
    assert told(build_roster(Gathering(files))) == told(whole)


@given(st.lists(PERSON, min_size=1, max_size=7))
@settings(max_examples=50, deadline=None)
def test_nobody_lost_nobody_invented__every_row_is_in_one_record(
    entries: list[tuple[str, ...]],
) -> None:
    found = roster(listed(entries))
    assert found.members is not None
    sources = [
        source.row
        for record in range(found.members.size)
        for source in found.members.sources.rows(record)
    ]
    assert sorted(sources) == list(range(2, len(entries) + 2))


@given(st.lists(PERSON, min_size=1, max_size=6))
@settings(max_examples=50, deadline=None)
def test_groups__are_those_of_the_definition(entries: list[tuple[str, ...]]) -> None:
    """An independent reading of the rule, pair by pair."""

    def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        names = {each[0].casefold().replace("uỷ", "ủy") for each in (one, other)}
        card = one[1] == other[1] and len(one[1]) == 8
        dates = one[2] == other[2] and len(one[2]) == 10 and one[3] == other[3] and one[3] != ""
        return len(names) == 1 and (card or dates)

    groups = [{index} for index in range(len(entries))]
    for index, one in enumerate(entries):
        for other in range(index):
            if same(one, entries[other]):
                joined = [group for group in groups if index in group or other in group]
                groups = [group for group in groups if group not in joined]
                groups.append(set().union(*joined))
    found = roster(listed(entries))
    assert found.members is not None
    records = [
        {source.row - 2 for source in found.members.sources.rows(record)}
        for record in range(found.members.size)
    ]
    assert sorted(map(sorted, records)) == sorted(map(sorted, groups))


def test_lists_twice__joining_doubles_is_idempotent() -> None:
    entries = [
        ("Lê Văn A", "12345678", "1990-02-03", "2015-01-05", "good"),
        ("Trần Thị Thủy", "", "1985-05-06", "2016-02-03", ""),
    ]
    once = roster(listed(entries))
    twice = roster(listed(entries), listed(entries, sheet="DS 2"))
    assert [row[:-1] for row in told(twice)] == [row[:-1] for row in told(once)]


def test_about__joins_the_only_listed_person_of_that_name_and_birth() -> None:
    main = people(
        """
        full_name      | date_of_birth
        Trần Thị Thủy  | 1970-03-04
        Trần Thị Thủy  | 1985-05-06
        Lê Văn A       | 1990
        """
    )
    sheet = about(
        """
        full_name      | date_of_birth | rating
        Trần Thị Thuỷ  | 1985          | good
        Lê Văn A       |               | completed
        Người Lạ       | 1950          | good
        Trần Thị Thủy  |               | failed
        """
    )
    found = roster(main, sheet)
    assert values(found.members, "rating") == ["no_column", "good", "completed"]
    assert cells(found.members, "rating", 1, 2024) == ["XL!C2"]
    assert codes(found) == ["X04 A4", "X05 A5"]


def test_about__another_birth__is_a_stranger() -> None:
    found = roster(
        people("full_name | date_of_birth\nLê Văn A | 1990-02-03"),
        about("full_name | date_of_birth | rating\nLê Văn A | 1991 | good"),
    )
    assert values(found.members, "rating") == ["no_column"]
    assert codes(found) == ["X04 A2"]


def test_about__namesakes__are_told_apart_by_branch() -> None:
    main = people("full_name | branch\nLê Văn A | Chi bộ Thôn 1\nLê Văn A | Chi bộ Thôn 2")
    sheet = about("full_name | branch | rating\nLê Văn A | CB thôn 2 | good")
    assert values(roster(main, sheet).members, "rating") == ["no_column", "good"]


def test_about__no_list_at_all__is_taken_as_the_list_and_said() -> None:
    found = roster(about("full_name | rating\nLê Văn A | good"))
    assert values(found.members, "rating") == ["good"]
    assert codes(found) == ["P03 None"]


def test_about__lists_of_other_years_only__is_taken_as_the_list_too() -> None:
    found = roster(
        people("full_name | admitted_on | rating\nLê Văn A | 2010 | failed", year=2023),
        about("full_name | rating\nLê Văn A | good"),
    )
    assert values(found.members, "rating", 2024) == ["good"]
    assert values(found.members, "rating", 2023) == ["failed"]
    assert codes(found) == ["P01 A1", "P03 None"]


def test_residence_list__is_nobodys_membership() -> None:
    main = people("full_name | date_of_birth\nLê Văn A | 1990")
    residence = about(
        "full_name | date_of_birth | residence_introduced\nLê Văn A | 1990 | yes\nKhách | 1960 | yes"
    )
    found = roster(main, residence)
    assert values(found.members, "residence_introduced") == ["yes"]
    assert codes(found) == ["X04 A3"]


def test_many_neighbouring_cells__are_one_finding() -> None:
    strangers = "\n".join(f"Người Lạ {chr(65 + number)} | good" for number in range(20))
    found = roster(people("full_name\nLê Văn A"), about("full_name | rating\n" + strangers))
    assert codes(found) == ["X04 A2:A21"]
    assert dict(found.findings[0].params) == {"count": 20}


def test_every_field_has_a_column__whatever_the_tables_tell() -> None:
    found = roster(replace(people("full_name\nLê Văn A"), rows=array("I", [7])))
    assert values(found.members, "working") == ["no_column"]
    assert values(found.members, "pledge") == ["no_column"]
    assert cells(found.members, "full_name") == ["DS!A7"]


def test_one_person_in_thousands_of_rows__costs_no_more_than_the_rows() -> None:
    rows_ = "\n".join(["Lê Văn A | 12345678 | good"] * 3000)
    found = roster(
        people("full_name | card_number | rating\n" + rows_),
        about("full_name | rating\n" + "\n".join(["Lê Văn A | good"] * 3000)),
    )
    assert found.members is not None
    assert found.members.size == 1
    assert len(found.members.sources.rows(0)) == 6000
    assert codes(found) == []


def test_thousands_of_namesakes__are_one_finding() -> None:
    found = roster(people("full_name | date_of_birth\n" + "\n".join(["Lê Văn A | 1990"] * 3000)))
    assert found.members is not None
    assert found.members.size == 3000
    assert [each.code for each in found.findings] == ["X01"]
