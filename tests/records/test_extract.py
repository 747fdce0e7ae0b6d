"""From the cells of sheets to facts: ticks, notes, blanks, faults, merges, struck-through rows."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from lacduong_kpi.errors import RosterError
from lacduong_kpi.records.building import build_roster
from lacduong_kpi.records.extract import extract
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.model import Roster
from lacduong_kpi.tables.overrides import Mapping, ValueMapping
from lacduong_kpi.terms import Kind
from lacduong_kpi.workbook.model import Sheet
from lacduong_kpi.workbook.read import read_workbook
from records.tell import cells, codes, values
from textsheets import drawn, workbook


def read(*sheets: Sheet, mapping: Mapping | None = None) -> Roster:
    """The roster of the sheets, through the pickle that a child process would send."""
    sent = pickle.dumps(extract(workbook(*sheets), mapping))
    return build_roster(Gathering([pickle.loads(sent)]), year=2024)


def test_plain_columns__values_with_their_cells() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày sinh  | Giới tính | Ngày vào Đảng | Số thẻ đảng viên | Xếp loại năm 2024
            1  | Lê Văn A  | 1990-02-03 | Nam       | 03/02/2015    | '01234567        | HTTNV
            2  | Trần Thị B | 1985      | Nữ        | 05/2016       |                  |
            """
        )
    )
    assert values(found.members, "date_of_birth") == ["1990-02-03", "1985"]
    assert values(found.members, "admitted_on") == ["2015-02-03", "2016-05"]
    assert values(found.members, "card_number") == ["01234567", "blank"]
    assert values(found.members, "rating") == ["good", "blank"]
    assert cells(found.members, "rating", 1, 2024) == ["Sheet1!G3"]
    assert codes(found) == []


def test_ticks_under_ratings__two_of_them_are_a_contradiction() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Xếp loại năm 2024 | <   | <  | <
            ^  | ^         | ^             | HTXS              | HTT | HT | KHT
            1  | Lê Văn A  | 03/02/2015    |                   | x   |    |
            2  | Trần B    | 03/02/2015    | x                 | x   |    |
            3  | Ngô C     | 03/02/2015    |                   |     |    |
            4  | Lý D      | 03/02/2015    |                   | ✓   | -  |
            5  | Hồ E      | 03/02/2015    |                   | ??  |    |
            """
        )
    )
    assert values(found.members, "rating") == [
        "good",
        "contradiction",
        "blank",
        "good",
        "unreadable",
    ]
    assert cells(found.members, "rating", 0, 2024) == ["Sheet1!E3"]
    assert cells(found.members, "rating", 1, 2024) == ["Sheet1!D4", "Sheet1!E4"]
    assert len(cells(found.members, "rating", 2, 2024)) == 4
    assert sorted(codes(found)) == ["V05 E7", "V06 D4 E4"]


def test_a_column_of_ticks_alone__blanks_are_no() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Nữ (x) | Ngày vào Đảng | Đã ký cam kết năm 2024
            1  | Lê Văn A  |        | 03/02/2015    | x
            2  | Trần B    | x      | 03/02/2015    |
            """
        )
    )
    assert values(found.members, "sex") == ["male", "female"]
    assert values(found.members, "pledge") == ["yes", "no"]


def test_a_column_of_ticks_and_words_for_no__blanks_are_unknown_and_told() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Đã ký cam kết năm 2024
            1  | Lê Văn A  | 03/02/2015    | x
            2  | Trần B    | 03/02/2015    | không
            3  | Ngô C     | 03/02/2015    |
            """
        )
    )
    assert values(found.members, "pledge") == ["yes", "no", "blank"]
    assert codes(found) == ["V09 D4"]


def test_a_pair_of_columns__the_tick_decides_and_two_blanks_are_unknown() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Đã ký cam kết | <
            ^  | ^         | ^             | Có            | Chưa
            1  | Lê Văn A  | 03/02/2015    | x             |
            2  | Trần B    | 03/02/2015    |               | x
            3  | Ngô C     | 03/02/2015    |               |
            """
        )
    )
    assert values(found.members, "pledge") == ["yes", "no", "blank"]
    assert codes(found) == []


def test_a_pair_under_headers_of_their_own__two_blanks_are_unknown() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Đã ký cam kết | Chưa ký cam kết
            1  | Lê Văn A  | 03/02/2015    | x             |
            2  | Trần B    | 03/02/2015    |               | x
            3  | Ngô C     | 03/02/2015    |               |
            4  | Lý D      | 03/02/2015    | x             | x
            """
        )
    )
    assert values(found.members, "pledge") == ["yes", "no", "blank", "contradiction"]
    assert codes(found) == ["V06 D5 E5"]


def test_notes__tell_status_and_days_beside_silent_columns() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Xếp loại năm 2024 | Ghi chú
            1  | Lê Văn A  | 03/02/2015    | HTTNV             | Chuyển đi 15/6/2024
            2  | Trần B    | 03/02/2015    |                   | Sẽ chuyển đi 02/2025
            3  | Ngô C     | 03/02/2015    |                   | Miễn sinh hoạt
            4  | Lý D      | 03/02/2024    |                   | Chưa xếp loại
            """
        )
    )
    assert values(found.members, "status") == ["transferred_out", "active", "exempt", "active"]
    assert values(found.members, "left_on") == ["2024-06-15", *["no_column"] * 3]
    assert cells(found.members, "left_on", 1) == []
    assert values(found.members, "rating") == ["good", "blank", "blank", "not_rated"]
    assert cells(found.members, "rating", 3, 2024) == ["Sheet1!E5"]
    assert cells(found.members, "status", 2) == ["Sheet1!E4"]


def test_note_against_the_column__is_a_contradiction_with_both_cells() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Tình trạng     | Ghi chú
            1  | Lê Văn A  | 03/02/2015    | Đang sinh hoạt | Từ trần 20/3/2024
            2  | Trần B    | 03/02/2015    | Miễn sinh hoạt | Từ trần 20/3/2024
            3  | Ngô C     | 03/02/2015    | Đang sinh hoạt |
            """
        )
    )
    assert values(found.members, "status") == ["contradiction", "deceased", "active"]
    assert codes(found) == ["X03 D2 E2"]


def test_status__in_a_column_that_says_active__blank_is_unknown() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Tình trạng
            1  | Lê Văn A  | 03/02/2015    | Đang sinh hoạt
            2  | Trần B    | 03/02/2015    |
            """
        )
    )
    assert values(found.members, "status") == ["active", "blank"]


def test_faults__error_cells_and_uncached_formulas_are_never_blanks() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Đã ký cam kết | Xếp loại năm 2024
            1  | Lê Văn A  | =             | x             | #REF!
            2  | =         | 03/02/2015    | #N/A          | HTTNV
            3  | Ngô C     | 03/02/2015    |               | HTTNV
            """
        )
    )
    assert values(found.members, "full_name") == ["Lê Văn A", "unreadable", "Ngô C"]
    assert values(found.members, "admitted_on")[0] == "unreadable"
    assert values(found.members, "rating") == ["unreadable", "good", "good"]
    assert values(found.members, "pledge") == ["yes", "unreadable", "blank"]
    assert sorted(codes(found)) == ["V08 B3", "V08 C2", "V10 D3", "V10 E2"]


def test_text__no_cell_could_hold_it__unknown_and_said_as_such(tmp_path: Path) -> None:
    lines = [
        "Họ và tên;Ngày vào Đảng;Chi bộ",
        f"Lê Văn A;03/02/2015;{'x' * 32_768}",
        f"Ngô Văn B;03/02/2015;{'x' * 32_767}",
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = extract(read_workbook(path), None).findings
    assert [(each.code, each.place.cell) for each in found] == [("V20", "C2")]


def test_many_bad_cells_in_a_column__are_one_range() -> None:
    rows = "\n".join(f"{n} | Lê Văn {chr(64 + n)} | 31/02/2015" for n in range(1, 13))
    found = read(drawn("TT | Họ và tên | Ngày vào Đảng\n" + rows))
    assert codes(found) == ["V02 C2:C13"]


def test_lost_zeros__are_put_back_with_a_note() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng viên
            1  | Lê Văn A  | 03/02/2015    | 1234567
            2  | Trần B    | 03/02/2015    | 49123456
            """
        )
    )
    assert values(found.members, "card_number") == ["01234567", "49123456"]
    assert codes(found) == ["V12 D2"]


def test_status__says_the_standing_instead__is_presumed_and_contradicts_nothing() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Tình trạng đảng viên | Ghi chú
            1  | Lê Văn A  | 03/02/2015    | CT                   | Đảng viên được miễn sinh hoạt
            2  | Trần B    | 03/02/2024    | DB                   |
            3  | Ngô C     | 03/02/2015    | CT                   | Từ trần 5/3/2024
            4  | Lý D      | 03/02/2015    | Chính thức           | Miễn SH
            5  | Hồ E      | 03/02/2015    |                      |
            """
        )
    )
    assert values(found.members, "status") == ["exempt", "active", "deceased", "exempt", "active"]
    standings = ["official", "probationary", "official", "official"]
    assert values(found.members, "standing")[:4] == standings
    assert cells(found.members, "status", 1) == ["Sheet1!D3"]
    assert codes(found) == []


def test_changes_of_the_year__somebody_came__blanks_are_active() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Biến động trong năm
            1  | Lê Văn A  | 03/02/2015    |
            2  | Trần B    | 03/02/2015    | Chuyển đi T6
            3  | Ngô C     | 03/02/2015    | Chuyển đến T8
            4  | Lý D      | 03/02/2015    | Chuyển đến 5/2024
            """
        )
    )
    told = ["active", "transferred_out", "active", "active"]
    assert values(found.members, "status") == told
    assert cells(found.members, "status", 3) == ["Sheet1!D5"]


def test_struck_rows__without_a_written_status__are_unknown() -> None:
    sheet = drawn(
        """
        TT | Họ và tên | Ngày vào Đảng | Ghi chú
        1  | Lê Văn A  | 03/02/2015    |
        2  | Trần B    | 03/02/2015    | Từ trần 3/2024
        3  | Ngô C     | 03/02/2015    |
        """
    )
    struck = frozenset((row, column) for row in (3, 4) for column in (1, 2, 3, 4))
    found = read(replace(sheet, struck=struck))
    assert values(found.members, "status") == ["active", "deceased", "unreadable"]
    assert cells(found.members, "status", 2) == ["Sheet1!B4"]
    assert codes(found) == ["V18 B4"]


def test_hidden_rows__count() -> None:
    sheet = drawn("TT | Họ và tên | Ngày vào Đảng\n1 | Lê Văn A | 2015\n2 | Trần B | 2016")
    found = read(replace(sheet, hidden_rows=frozenset({3})))
    assert values(found.members, "full_name") == ["Lê Văn A", "Trần B"]


def test_groups__a_name_in_the_first_row_only_holds_for_the_rows_below() -> None:
    found = read(
        drawn(
            """
            TT | Chi bộ        | Họ và tên | Ngày vào Đảng
            1  | Chi bộ thôn 1 | Lê Văn A  | 03/02/2015
            2  |               | Trần B    | 03/02/2015
            3  | Chi bộ thôn 2 | Ngô C     | 03/02/2015
            4  |               | Lý D      | 03/02/2015
            """
        )
    )
    assert values(found.members, "branch") == [
        "Chi bộ thôn 1",
        "Chi bộ thôn 1",
        "Chi bộ thôn 2",
        "Chi bộ thôn 2",
    ]
    assert codes(found) == ["V19 B3", "V19 B5"]


def test_merged_cells__hold_for_all_rows_that_they_span() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Chi bộ
            1  | Lê Văn A  | 03/02/2015    | Chi bộ thôn 1
            2  | Trần B    | 03/02/2015    | ^
            3  | Ngô C     | 03/02/2015    | Chi bộ thôn 2
            """
        )
    )
    assert values(found.members, "branch") == ["Chi bộ thôn 1", "Chi bộ thôn 1", "Chi bộ thôn 2"]
    assert codes(found) == []


def test_sex__by_the_birth_column_that_is_filled() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên  | Ngày sinh  | <          | Ngày vào Đảng
            ^  | ^          | Nam        | Nữ         | ^
            1  | Lê Văn A   | 03/02/1990 |            | 03/02/2015
            2  | Trần Thị B |            | 05/06/1985 | 03/02/2015
            3  | Ngô C      |            |            | 03/02/2015
            """
        )
    )
    assert values(found.members, "sex") == ["male", "female", "blank"]
    assert values(found.members, "date_of_birth") == ["1990-02-03", "1985-06-05", "blank"]
    assert cells(found.members, "sex", 1) == ["Sheet1!D4"]


def test_two_pledges__both_must_be_yes() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Cam kết tu dưỡng | Cam kết Chỉ thị 05
            1  | Lê Văn A  | 03/02/2015    | Có               | Có
            2  | Trần B    | 03/02/2015    | Có               | Chưa
            3  | Ngô C     | 03/02/2015    | Có               |
            """
        )
    )
    assert values(found.members, "pledge") == ["yes", "no", "blank"]
    assert cells(found.members, "pledge", 1, 2024) == ["Sheet1!E3"]


def test_people_who_are_no_members__are_no_records() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Ghi chú
            1  | Lê Văn A  | 03/02/2015    |
            2  | Trần B    |               | Quần chúng ưu tú
            """
        )
    )
    assert values(found.members, "full_name") == ["Lê Văn A"]


def test_units_with_committees__give_two_records_a_row() -> None:
    found = read(
        drawn(
            """
            TT | Xã, thị trấn | Thôn, TDP | Đã có chi bộ | Số đảng viên | Chi ủy | <     | Ghi chú
            ^  | ^            | ^         | ^            | ^            | Có     | Không | ^
            1  | xã Lát       | Thôn 1    | x            | 15           | x      |       |
            2  | xã Lát       | Thôn 2    | x            | 6            |        | x     |
            3  | xã Lát       | Thôn 3    |              |              |        |       | Sinh hoạt ghép
            4  | xã Lát       | Thôn 4    |              |              |        |       |
            """
        )
    )
    assert values(found.residential_units, "branch_kind") == ["own", "own", "joint", "none"]
    assert values(found.organizations, "name") == ["Chi bộ Thôn 1", "Chi bộ Thôn 2"]
    assert values(found.organizations, "has_committee") == ["yes", "no"]
    assert values(found.organizations, "sector") == ["residential", "residential"]
    assert list(found.references.unit_branch) == [0, 1, -1, -1]
    assert codes(found) == []


def test_mapping_of_values__goes_before_the_vocabulary() -> None:
    sheet = drawn(
        """
        TT | Họ và tên | Ngày vào Đảng | Xếp loại năm 2024
        1  | Lê Văn A  | 03/02/2015    | Loại vàng
        2  | Trần B    | 03/02/2015    | HTTNV
        """
    )
    assert values(read(sheet).members, "rating") == ["unreadable", "good"]
    mapping = Mapping(values=(ValueMapping(Kind.MEMBER, "rating", "loại  VÀNG", "excellent"),))
    assert values(read(sheet, mapping=mapping).members, "rating") == ["excellent", "good"]


def test_old_encoding__is_converted_with_a_note() -> None:
    sheet = drawn(
        """
        TT | Hä vµ tªn     | Ngµy vµo §¶ng | Chi bé
        1  | NguyÔn V¨n B×nh | 03/02/2015  | Chi bé §¹ NghÞt
        2  | TrÇn ThÞ Thñy | 03/02/2015    | Chi bé §¹ NghÞt
        """
    )
    fonts = {(row, column): ".VnTime" for row in (1, 2, 3) for column in (1, 2, 3, 4)}
    found = read(replace(sheet, fonts=fonts))
    assert values(found.members, "full_name") == ["Nguyễn Văn Bình", "Trần Thị Thủy"]
    assert codes(found) == ["V11 None"]


@pytest.mark.parametrize("name", ["blank", "unreadable", "NA", "null", "no_column"])
def test_text_like_a_cause__stays_text(name: str) -> None:
    found = read(
        drawn(
            f"""
            TT | Họ và tên | Ngày vào Đảng | Dân tộc
            1  | Lê Văn A  | 03/02/2015    | {name} ethnicity
            2  | Trần B    | 03/02/2015    |
            """
        )
    )
    assert values(found.members, "ethnicity") == [f"{name} ethnicity", "blank"]


def test_readings__hold_no_cells() -> None:
    book = workbook(drawn("TT | Họ và tên | Ngày vào Đảng\n1 | Lê Văn Bí Mật | 2015"))
    (reading,) = extract(book).readings
    assert reading.tables[0].sheet.columns == ()
    assert "Bí Mật" not in repr(reading)


UNITS = """
    TT | Xã, thị trấn | Thôn, TDP | Đã có chi bộ | Chi ủy | <
    ^  | ^            | ^         | ^            | Có     | Không
    1  | xã Lát       | Thôn 1    | x            | x      |
    2  | ^            | Thôn 2    | x            |        | x
    3  | xã Đạ Sar    | Thôn 1    | x            |        | x
    """


def test_branches_of_units__of_one_name_in_two_communes__are_two() -> None:
    found = read(drawn(UNITS))
    assert values(found.organizations, "name") == [
        "Chi bộ Thôn 1",
        "Chi bộ Thôn 2",
        "Chi bộ Thôn 1",
    ]
    assert values(found.organizations, "parent") == ["xã Lát", "xã Lát", "xã Đạ Sar"]
    assert values(found.organizations, "has_committee") == ["yes", "no", "no"]


def test_branches_of_units__that_are_listed__are_told_of_and_strangers_are_findings() -> None:
    listed = drawn(
        """
        DANH SÁCH TỔ CHỨC ĐẢNG
        TT | Tên tổ chức đảng | Loại tổ chức                    | Trực thuộc
        1  | Đảng bộ xã Lát   | Đảng bộ cơ sở                   |
        2  | CB thôn 1        | Chi bộ trực thuộc đảng ủy cơ sở | Đảng bộ xã Lát
        3  | Đảng bộ xã Đạ Sar | Đảng bộ cơ sở                  |
        4  | CB thôn 1        | Chi bộ trực thuộc đảng ủy cơ sở | Đảng bộ xã Đạ Sar
        """,
        "Tổ chức",
    )
    found = read(listed, drawn(UNITS, "Thôn"))
    assert values(found.organizations, "name") == [
        "Đảng bộ xã Lát",
        "CB thôn 1",
        "Đảng bộ xã Đạ Sar",
        "CB thôn 1",
    ]
    assert values(found.organizations, "has_committee") == ["no_column", "yes", "no_column", "no"]
    assert values(found.organizations, "parent")[1] == "Đảng bộ xã Lát"
    assert values(found.organizations, "sector")[1] == "residential"
    assert codes(found) == ["O05 C4"]


def test_title__counts_where_the_row_says_nothing() -> None:
    found = read(
        drawn(
            """
            DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI NĂM 2024
            TT | Họ và tên | Ngày sinh  | Ngày vào Đảng | Ngày giảm  | Lý do
            1  | Lê Văn A  | 03/02/1980 | 03/02/2005    | 15/06/2024 |
            2  | Trần B    | 05/06/1985 | 01/02/2010    | 01/12/2024 | Từ trần
            """
        )
    )
    assert values(found.members, "status") == ["transferred_out", "deceased"]
    assert values(found.members, "left_on") == ["2024-06-15", "2024-12-01"]
    assert cells(found.members, "status") == ["Sheet1!A1"]
    assert found.leavers_known


def test_columns_of_distinct_values__keep_their_rows() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Nam | Nữ | Ngày vào Đảng
            1  | Lê Văn A  |     | x  | 03/02/2015
            2  | Trần B    | x   |    | 04/02/2015
            """
        )
    )
    assert values(found.members, "sex") == ["female", "male"]
    assert values(found.members, "admitted_on") == ["2015-02-03", "2015-02-04"]


def test_branch_of_a_unit__words_for_none_are_no_names() -> None:
    found = read(
        drawn(
            """
            DANH SÁCH THÔN, TỔ DÂN PHỐ NĂM 2024
            TT | Thôn, tổ dân phố | Xã     | Chi bộ
            1  | Thôn 1           | xã Lát | Chi bộ thôn 1
            2  | Thôn 2           | xã Lát | không
            3  | Thôn 3           | xã Lát | chưa có
            4  | Thôn 4           | xã Lát | -
            5  | Thôn 5           | xã Lát |
            6  | Thôn 6           | xã Lát | Chi bộ ghép A
            7  | Thôn 7           | xã Lát | CB ghép A
            8  | Thôn 8           | xã Lát | Sinh hoạt ghép
            """
        )
    )
    assert values(found.residential_units, "branch_kind") == [
        "own",
        "none",
        "none",
        "none",
        "blank",
        "joint",
        "joint",
        "joint",
    ]
    assert values(found.residential_units, "branch")[1:4] == ["blank", "blank", "blank"]
    assert cells(found.residential_units, "branch_kind", 3) == ["Sheet1!D6"]


def test_ditto_marks__mean_what_stands_above__but_no_second_person() -> None:
    roster = read(
        drawn(
            """
            TT | Họ và tên | Ngày vào Đảng | Chi bộ
            1  | Lê Văn A  | 03/02/2014    | Chi bộ Thôn 1
            2  | Trần B    | 03/02/2015    | -nt-
            3  | Ka C      | 03/02/2016    | "
            4  | K'D       | 03/02/2017    | Chi bộ Thôn 2
            """
        )
    )
    branches = [*["Chi bộ Thôn 1"] * 3, "Chi bộ Thôn 2"]
    assert values(roster.members, "branch") == branches


def test_blanks__of_a_column_of_ticks_that_say_no__are_yes() -> None:
    sheet = """
        TT | Họ và tên | Ngày vào Đảng | Chưa ký cam kết
        1  | Lê Văn A  | 03/02/2015    | x
        2  | Trần B    | 03/02/2015    |
        """
    assert values(read(drawn(sheet)).members, "pledge") == ["no", "yes"]
    (reading,) = extract(workbook(drawn(sheet))).readings
    assert reading.tables[0].columns[-1].blanks == "blank_is_yes"


def test_blanks__in_a_list_of_leavers__are_as_the_list_is_headed() -> None:
    book = workbook(
        drawn(
            """
            DANH SÁCH ĐẢNG VIÊN GIẢM TRONG NĂM 2024
            TT | Họ và tên | Ngày vào Đảng | Lý do giảm
            1  | Lê Văn A  | 03/02/2014    | Từ trần
            2  | Trần B    | 03/02/2015    |
            """
        )
    )
    (reading,) = extract(book).readings
    (reason,) = (each for each in reading.tables[0].columns if each.fields == ("status",))
    assert reason.blanks == "blank_is_headed"


def test_facts_about_listed_members_alone__are_no_roster_and_say_so() -> None:
    sheet = drawn(
        """
        DANH SÁCH ĐẢNG VIÊN 213 NĂM 2024
        TT | Họ và tên | Nơi cư trú | Ngày giới thiệu
        1  | Lê Văn A  | Thôn 1     | 03/02/2024
        """
    )
    with pytest.raises(RosterError, match=r"roster\.only_about"):
        read(sheet)


def test_codes__that_a_header_explains__go_before_what_they_usually_mean() -> None:
    found = read(
        drawn(
            """
            TT | Họ và tên | Giới tính (1: Nữ; 2: Nam) | Xếp loại 2024 (4=XS, 3=Tốt, 2=HT, 1=KHT)
            1  | Lê Văn A  | 2                         | 4
            2  | Lê Thị B  | 1                         | 3
            3  | Lê Văn C  | '2                        | 1
            """
        )
    )
    assert values(found.members, "sex") == ["male", "female", "male"]
    assert values(found.members, "rating") == ["excellent", "good", "failed"]
