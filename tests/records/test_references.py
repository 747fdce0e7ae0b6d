"""Organizations, residential units, and what members name: references, differences, totals."""

from __future__ import annotations

import pytest

from lacduong_kpi.assess.owners import Owners
from lacduong_kpi.records.directory import MOST_LEVELS, NOBODY, SEVERAL, Directory, upwards
from lacduong_kpi.records.names import Rank, read_name, same_organization
from lacduong_kpi.terms import Kind
from records.tell import (
    about,
    cells,
    codes,
    organizations,
    people,
    roster,
    table,
    units,
    values,
)

LAT = """
name           | kind                 | parent         | has_committee
Đảng bộ xã Lát | grassroots_committee |                |
Chi bộ thôn 1  | subordinate_branch   | Đảng bộ xã Lát | yes
Chi bộ thôn 2  | subordinate_branch   | Đảng ủy xã Lát | no
Chi bộ Tòa án  | grassroots_branch    |                | no
"""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CB TDP Bon Đưng 1", "Chi bộ Tổ dân phố Bon Đưng 1", True),
        ("CHI BỘ BON ĐƯNG 1", "Chi bộ TDP Bon Đưng 1", True),
        ("Chi bộ thôn 1", "Chi bộ TDP 1", False),
        ("Đảng ủy xã Lát", "Đảng bộ xã Lát", True),
        ("Đảng uỷ xã Lát", "ĐB xã Lát", True),
        ("Chi bộ xã Lát", "Đảng bộ xã Lát", False),
        ("xã Lát", "Đảng bộ xã Lát", True),
        ("I. Chi bộ thôn 1", "Chi bộ thôn 1", True),
        ("Chi bộ B’Nơ B", "CB B'Nơ B", True),
        ("Chi bộ thôn 1", "Chi bộ thôn 11", False),
    ],
)
def test_names__as_offices_write_them(one: str, other: str, same: bool) -> None:
    assert same_organization(one, other) is same
    assert same_organization(other, one) is same


def test_name__is_taken_apart() -> None:
    name = read_name("CB Tổ dân phố Hợp Thành")
    assert (name.rank, name.called, name.loose) == (Rank.BRANCH, "tdp hợp thành", "hợp thành")
    assert name.residence == "tdp"


def test_directory__namesakes__are_told_apart_by_the_one_above() -> None:
    names = ["Đảng bộ xã Lát", "Đảng bộ xã Đạ Sar", "Chi bộ thôn 1", "Chi bộ thôn 1"]
    directory = Directory(names, [-1, -1, 0, 1])
    assert directory.find("CB thôn 1") == SEVERAL
    assert directory.find("CB thôn 1", above=1) == 3
    assert directory.find("Chi bộ thôn 1 xã Lát") == 2
    assert directory.find("Chi bộ thôn 9") == NOBODY
    assert directory.nearest("Chi bộ thôn 11") in (2, 3)


def test_directory__one_that_stands_elsewhere__is_not_meant() -> None:
    directory = Directory(["Đảng bộ A", "Đảng bộ B", "Chi bộ thôn 1"], [-1, -1, 0])
    assert directory.find("Chi bộ thôn 1", above=1) == NOBODY


def test_upwards__levels__from_below() -> None:
    assert list(upwards([-1, 0, 1, 1], 3)) == [3, 1, 0]
    assert list(upwards([-1], NOBODY)) == []


def test_upwards__circle_or_endless_chain__comes_to_an_end() -> None:
    """Each branch of a long list names the next one as its parent."""
    assert len(list(upwards([1, 0], 0))) == MOST_LEVELS
    chain = [*range(1, 1_000), -1]
    assert list(upwards(chain, 5)) == list(range(5, 5 + MOST_LEVELS))


def test_branches_above_each_other__belong_to_nobody() -> None:
    found = roster(
        organizations(
            """
            name          | parent        | kind
            Chi bộ thôn 1 | Chi bộ thôn 2 | subordinate_branch
            Chi bộ thôn 2 | Chi bộ thôn 1 | subordinate_branch
            """
        ),
        people("full_name | branch\nLê Văn A | Chi bộ thôn 1"),
    )
    assert list(found.references.member_grassroots) == [NOBODY]
    assert [Owners(found).of[kind] for kind in (Kind.ORGANIZATION, Kind.MEMBER)] == [
        [NOBODY, NOBODY],
        [NOBODY],
    ]


def test_members__find_branch_and_grassroots_under_their_own_names() -> None:
    found = roster(
        people(
            """
            full_name | branch
            Lê Văn A  | CB thôn 1
            Trần B    | chi bộ toà án
            Ngô C     | Chi bộ thôn 9
            """
        ),
        organizations(LAT),
    )
    assert list(found.references.member_branch) == [1, 3, -1]
    assert list(found.references.member_grassroots) == [0, 3, -1]
    assert values(found.members, "branch") == ["Chi bộ thôn 1", "Chi bộ Tòa án", "Chi bộ thôn 9"]
    assert values(found.members, "grassroots") == [
        "Đảng bộ xã Lát",
        "Chi bộ Tòa án",
        "no_column",
    ]
    assert cells(found.members, "grassroots") == ["DS!B2"]
    assert codes(found) == ["X06 B4 A3"]
    assert dict(found.findings[0].params)["nearest"] == "Chi bộ thôn 1"


def test_member_of_a_grassroots_branch__named_as_such__needs_no_branch_column() -> None:
    found = roster(people("full_name | grassroots\nLê Văn A | CBCS Tòa án"), organizations(LAT))
    assert list(found.references.member_branch) == [3]
    assert values(found.members, "branch") == ["Chi bộ Tòa án"]


def test_members__without_a_list_of_organizations__share_one_spelling() -> None:
    found = roster(
        people("full_name | branch\nLê Văn A | CHI BỘ THÔN 1\nTrần B | Chi bộ thôn 1\nNgô C |")
    )
    assert values(found.members, "branch") == ["Chi bộ thôn 1", "Chi bộ thôn 1", "blank"]
    assert found.organizations is None
    assert list(found.references.member_branch) == [-1, -1, -1]


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("CHI BỘ THÔN ĐẠ YI", "Chi bộ thôn Đạ Yi"),
        ("CHI BỘ TDP B'NƠ B", "Chi bộ TDP B'Nơ B"),
        ("ĐẢNG BỘ THỊ TRẤN LẠC DƯƠNG", "Đảng bộ thị trấn Lạc Dương"),
        ("Chi bộ THPT Lang Biang", "Chi bộ THPT Lang Biang"),
    ],
)
def test_names_in_capitals__are_shown_as_in_a_sentence(written: str, small: str) -> None:
    found = roster(people(f"full_name | branch\nLê Văn A | {written}"))
    assert values(found.members, "branch") == [small]


def test_organizations__listed_twice__are_one_record() -> None:
    ratings = table(
        """
        name           | rating
        ĐẢNG BỘ XÃ LÁT | good
        Chi bộ thôn 9  | good
        """,
        Kind.ORGANIZATION,
        sheet="XL",
    )
    found = roster(organizations(LAT), ratings)
    assert found.organizations is not None
    assert values(found.organizations, "name") == [
        "Đảng bộ xã Lát",
        "Chi bộ thôn 1",
        "Chi bộ thôn 2",
        "Chi bộ Tòa án",
        "Chi bộ thôn 9",
    ]
    assert values(found.organizations, "rating")[0] == "good"
    assert cells(found.organizations, "rating", 0, 2024) == ["XL!B2"]


def test_organizations__same_name_under_other_parents__stay_apart() -> None:
    found = roster(
        organizations(
            """
            name          | kind                 | parent
            Đảng bộ A     | grassroots_committee |
            Đảng bộ B     | grassroots_committee |
            Chi bộ thôn 1 | subordinate_branch   | Đảng bộ A
            Chi bộ thôn 1 | subordinate_branch   | Đảng bộ B
            Chi bộ thôn 1 | subordinate_branch   |
            """
        )
    )
    assert found.organizations is not None
    assert found.organizations.size == 5
    assert list(found.references.organization_parent) == [-1, -1, 0, 1, -1]
    assert codes(found) == ["O02 A6 A4 A5"]


def test_organizations__contradicting_lists__are_unknown() -> None:
    found = roster(
        organizations("name | rating\nĐảng bộ A | good"),
        table("name | rating\nĐảng bộ A | failed", Kind.ORGANIZATION, sheet="XL"),
    )
    assert values(found.organizations, "rating") == ["contradiction"]
    assert codes(found) == ["O01 B2 B2"]


def test_organizations__missing_parent__is_told_with_the_nearest() -> None:
    found = roster(
        organizations(
            """
            name           | kind                 | parent
            Đảng bộ xã Lát | grassroots_committee | Huyện ủy Lạc Dương
            Chi bộ thôn 1  | subordinate_branch   | Đảng bộ xã Lat
            """
        )
    )
    assert list(found.references.organization_parent) == [-1, -1]
    assert codes(found) == ["O03 C3 A2"]


def test_recognised_model__is_a_model_and_no_model_is_not_recognised() -> None:
    found = roster(
        organizations(
            """
            name | new_model | new_model_recognised
            A    |           | yes
            B    | no        |
            C    |           |
            D    | yes       |
            """
        )
    )
    assert values(found.organizations, "new_model") == ["yes", "no", "blank", "yes"]
    assert values(found.organizations, "new_model_recognised") == ["yes", "no", "blank", "blank"]
    assert cells(found.organizations, "new_model", 0, 2024) == ["TC!C2"]
    assert cells(found.organizations, "new_model_recognised", 1, 2024) == ["TC!B3"]


def test_units__branch_kind__follows_from_how_many_units_name_the_branch() -> None:
    found = roster(
        units(
            """
            name   | commune | branch
            Thôn 1 | xã Lát  | Chi bộ thôn 1
            Thôn 2 | xã Lát  | Chi bộ ghép
            Thôn 3 | xã Lát  | CB ghép
            Thôn 4 | xã Lát  |
            Thôn 5 | xã Lát  | ?
            """
        )
    )
    assert values(found.residential_units, "branch_kind") == [
        "own",
        "joint",
        "joint",
        "blank",
        "unreadable",
    ]
    assert cells(found.residential_units, "branch_kind", 1) == ["Thôn!C3"]


def test_units__with_a_column_of_their_own__it_decides_alone() -> None:
    found = roster(units("name | branch | branch_kind\nThôn 1 | Chi bộ thôn 1 |\nThôn 2 | | joint"))
    assert values(found.residential_units, "branch_kind") == ["blank", "joint"]


def test_sector__of_a_branch_that_a_unit_names__is_residential() -> None:
    found = roster(
        organizations(
            """
            name          | kind               | sector       | residential_unit
            Chi bộ thôn 1 | subordinate_branch |              |
            Chi bộ thôn 2 | subordinate_branch |              | Thôn 2
            Chi bộ Tòa án | grassroots_branch  | state_agency |
            Chi bộ khác   | subordinate_branch |              |
            """
        ),
        units("name | commune | branch\nThôn 1 | xã Lát | Chi bộ thôn 1"),
    )
    assert values(found.organizations, "sector") == [
        "residential",
        "residential",
        "state_agency",
        "blank",
    ]
    assert cells(found.organizations, "sector") == ["Thôn!C2"]
    assert cells(found.organizations, "sector", 1) == ["TC!D3"]
    assert list(found.references.unit_branch) == [0]
    assert codes(found) == ["O07 D3"]


def test_sector__of_a_committee_that_has_a_unit__stays_blank() -> None:
    found = roster(
        organizations(
            """
            name          | kind                 | sector | residential_unit
            Đảng bộ xã A  | grassroots_committee |        |
            Đảng bộ xã B  | divisional_committee |        | Thôn 2
            """
        ),
        units("name | commune | branch\nThôn 1 | xã A | Đảng bộ xã A"),
    )
    assert values(found.organizations, "sector") == ["blank", "blank"]


def test_units__that_name_an_unknown_branch__are_told() -> None:
    found = roster(organizations(LAT), units("name | branch\nThôn 7 | Chi bộ thôn 7"))
    assert list(found.references.unit_branch) == [-1]
    assert [code.split()[:2] for code in codes(found)] == [["O06", "B2"]]


def test_units__without_a_branch_column__are_found_by_the_name_of_the_unit() -> None:
    found = roster(
        organizations("name | residential_unit\nChi bộ thôn 1 | Thôn 1"),
        units("name | commune\nThôn 1 | xã Lát"),
    )
    assert list(found.references.unit_branch) == [0]


def test_declared_numbers__that_differ_from_the_lists__are_told() -> None:
    found = roster(
        people(
            """
            full_name | branch    | official_on | status          | left_on
            Lê Văn A  | CB thôn 1 | 2016-02-03  |                 |
            Trần B    | CB thôn 1 | 2016-02-03  | transferred_out | 2024-05
            Ngô C     | CB thôn 1 | 2016-02-03  | transferred_out | 2025-02
            """,
            declared_total=5,
        ),
        organizations(
            """
            name          | member_count | official_member_count | has_committee
            Chi bộ thôn 1 | 3            | 2                     | yes
            Chi bộ thôn 2 | 7            |                       |
            """
        ),
    )
    assert sorted(codes(found)) == ["O08 B2", "O09 D2", "X12 None"]
    assert {dict(each.params).get("counted") for each in found.findings} == {2, 3, None}


def test_declared_total__of_rows_or_of_people_present__is_right() -> None:
    text = "full_name | status\nLê Văn A |\nTrần B | deceased"
    for total in (1, 2):
        assert codes(roster(people(text, declared_total=total))) == []
    assert codes(roster(people(text, declared_total=3))) == ["X12 None"]


def test_about_an_organization_that_is_not_listed__is_a_finding() -> None:
    rating = about("name | rating\nChi bộ thôn 2 | good\nChi bộ lạ | good", kind=Kind.ORGANIZATION)
    found = roster(organizations(LAT), rating)
    assert values(found.organizations, "rating")[2] == "good"
    assert codes(found) == ["O05 A3"]
