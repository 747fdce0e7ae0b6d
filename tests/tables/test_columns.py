"""What each column tells: by its header, its values and its neighbours."""

from __future__ import annotations

import pytest

from claimed import records, summary
from lacduong_kpi.tables.model import SheetReading, Table
from lacduong_kpi.tables.reading import read_sheets
from textsheets import drawn, workbook


def reading(text: str) -> SheetReading:
    (found,) = read_sheets(workbook(drawn(text)))
    return found


def table(text: str) -> Table:
    (found,) = reading(text).tables
    return found


def codes(found: SheetReading) -> list[tuple[str, str | None]]:
    return [(each.code, each.place.cell) for each in found.findings]


def test_ticks__under_a_rating_group__each_column_stands_for_a_level() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Kết quả đánh giá, xếp loại năm 2024 | < | < | < | <
        ^  | ^         | ^             | HTXSNV | HTTNV | HTNV | KHTNV | Chưa xếp loại
        1  | Lê Văn An | 03/02/2000    |        | x     |      |       |
        2  | Lê Thị Ba | 03/02/2001    |        |       | x    |       |
    """)
    assert summary(found) == [
        "full_name plain B",
        "admitted_on plain C",
        "rating@2024 choice D=excellent E=good F=completed G=failed H=not_rated",
    ]


def test_ticks__in_a_pair_of_yes_and_no__tell_a_flag() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Đã ký cam kết | <
        ^  | ^         | ^             | Có            | Chưa
        1  | Lê Văn An | 03/02/2000    | x             |
    """)
    assert summary(found)[2:] == ["pledge choice D=yes E=no"]


@pytest.mark.parametrize(
    ("header", "claim"),
    [
        ("Nữ (x)", "sex choice C=female else male"),
        ("Là đảng viên dự bị", "standing choice C=probationary else official"),
        ("MSH", "status choice C=exempt else active"),
    ],
)
def test_ticks__stand_alone_for_a_value__a_blank_is_the_other(header: str, claim: str) -> None:
    found = table(f"""
        TT | Họ và tên | {header} | Ngày vào Đảng
        1  | Lê Văn An |          | 03/02/2000
        2  | Lê Thị Ba | x        | 03/02/2001
    """)
    assert claim in summary(found)


def test_dates__stand_where_the_sex_is_told__tell_both() -> None:
    found = table("""
        TT | Họ và tên | Năm sinh | <    | Ngày vào Đảng
        ^  | ^         | Nam      | Nữ   | ^
        1  | Lê Văn An | 1970     |      | 03/02/2000
        2  | Lê Thị Ba |          | 1971 | 03/02/2001
    """)
    assert summary(found)[1:] == [
        "date_of_birth plain C D",
        "admitted_on plain E",
        "sex implied C=male D=female",
    ]


def test_header__is_ambiguous__the_values_decide() -> None:
    dates = table("""
        TT | Họ và tên | Ngày sinh  | Đảng viên dự bị | Đảng viên chính thức
        1  | Lê Văn An | 01/02/1970 | 03/02/2000      | 03/02/2001
        2  | Lê Thị Ba | 01/02/1971 | 03/02/2002      | 03/02/2003
    """)
    assert summary(dates)[2:] == ["admitted_on plain D", "official_on plain E"]
    ticks = table("""
        TT | Họ và tên | Ngày vào Đảng | Dự bị | Chính thức
        1  | Lê Văn An | 03/02/2000    | x     |
        2  | Lê Thị Ba | 03/02/2001    |       | x
    """)
    assert summary(ticks)[2:] == ["standing choice D=probationary E=official"]


def test_header__is_unknown__words_found_nowhere_else_tell_the_field() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Cuối cùng
        1  | Lê Văn An | 03/02/2000    | HTTNV
        2  | Lê Thị Ba | 03/02/2001    | HTXSNV
        3  | Lê Thị Tư | 03/02/2001    | HTNV
    """)
    assert summary(found)[2:] == ["rating plain D"]
    assert found.columns[3].reason == "values"


@pytest.mark.parametrize(
    "header", ["Họ và tên | <", "Họ và tên | ", "Họ và tên đệm | Tên", "Họ, chữ đệm | Tên"]
)
def test_name__is_split_over_two_columns__is_joined(header: str) -> None:
    found = table(f"""
        TT | {header} | Ngày sinh | Ngày vào Đảng
        1  | Lê Văn   | An  | 01/02/1970 | 03/02/2000
        2  | Trần Thị | Bình | 01/02/1971 | 03/02/2001
    """)
    assert [each["full_name"] for each in records(found)] == ["Lê Văn An", "Trần Thị Bình"]


def test_dates__two_under_one_merged_header__the_second_is_the_official_day() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | <
        1  | Lê Văn An | 03/02/2000    | 03/02/2001
        2  | Lê Thị Ba | 03/02/2002    | 03/02/2003
    """)
    assert summary(found)[1:] == ["admitted_on plain C", "official_on plain D"]
    assert found.columns[3].reason == "neighbours"


def test_years__side_by_side__each_is_a_claim_of_its_own() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Xếp loại | < | <
        ^  | ^         | ^             | 2022     | 2023 | Năm 2024
        1  | Lê Văn An | 03/02/2000    | HTTNV    | HTNV | HTTNV
    """)
    assert summary(found)[2:] == [
        "rating@2022 plain D",
        "rating@2023 plain E",
        "rating@2024 plain F",
    ]
    assert found.year == 2024


def test_raters__side_by_side__the_last_decides_and_the_others_are_named() -> None:
    found = reading("""
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2024
        TT | Họ và tên | Năm sinh | Tự xếp loại | Chi bộ đề nghị xếp loại | Đảng ủy quyết định xếp loại
        1  | Lê Văn An | 1970     | HTXSNV      | HTTNV                   | HTNV
    """)
    assert summary(found.tables[0])[2:] == ["rating@2024 plain F"]
    assert codes(found) == [("H06", "F2")]


def test_ranks__of_several_columns_for_one_field__the_better_comes_first() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Số thẻ theo Đảng quyết định 85 | Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)
        1  | Lê Văn An | 03/02/2000    | '12345678 | '068000001234
    """)
    assert summary(found)[2:] == ["card_number plain E D"]


def test_header__stands_twice__the_left_column_counts_and_it_is_said() -> None:
    found = reading("""
        TT | Họ và tên | Ngày vào Đảng | Ngày vào Đảng
        1  | Lê Văn An | 03/02/2000    | 03/02/2001
        2  | Lê Thị Ba |               | 03/02/2002
    """)
    assert summary(found.tables[0])[1:] == ["admitted_on plain C D"]
    assert codes(found) == [("H03", "D1")]


def test_header__is_misspelt__is_read_and_said() -> None:
    found = reading("""
        TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng vien | Nhận sét nơi cư trú
        1  | Lê Văn An | 03/02/2000    | '12345678        | Gương mẫu
    """)
    assert summary(found.tables[0])[2:] == ["card_number plain D", "residence_review plain E"]
    assert ("H02", "E1") in codes(found)


def test_header__is_strange__the_column_is_left_aside_and_said() -> None:
    found = reading("""
        TT | Họ và tên | Ngày vào Đảng | Abc xyz
        1  | Lê Văn An | 03/02/2000    | Bóng đá
        2  | Lê Thị Ba | 03/02/2001    | Hát
    """)
    assert codes(found) == [("H08", "D1")]
    assert found.tables[0].columns[3].reason == "unknown"


def test_column__has_no_header__is_left_aside_and_said() -> None:
    found = reading("""
        TT | Họ và tên | Ngày vào Đảng |   | Ghi chú
        1  | Lê Văn An | 03/02/2000    | 7 |
        2  | Lê Thị Ba | 03/02/2001    | 8 |
    """)
    assert codes(found) == [("H04", "D1")]


def test_values__contradict_the_header__the_column_is_left_aside_and_said() -> None:
    found = reading("""
        TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng viên
        1  | Lê Văn An | 03/02/2000    | Chi bộ Thôn 1
        2  | Lê Thị Ba | 03/02/2001    | Chi bộ Thôn 2
    """)
    assert summary(found.tables[0]) == ["full_name plain B", "admitted_on plain C"]
    assert codes(found) == [("H05", "D1")]


def test_values__are_signs_that_say_nothing__the_header_counts() -> None:
    sheet = drawn("""
        TT | Họ và tên   | Ngày vào Đảng | Tình trạng sinh hoạt | Xếp loại
        1  | Lê Văn An   | ???           | ???                  | ???
        2  | Trần Thị Ba | !!            | ???                  | ...
    """)
    (table,) = read_sheets(workbook(sheet))[0].tables
    assert [each.fields for each in table.columns[2:]] == [
        ("admitted_on",),
        ("status",),
        ("rating",),
    ]


def test_cell__holds_several_facts__the_claim_names_them_in_order() -> None:
    found = table("""
        Số TT | HỌ VÀ TÊN\\nHọ và tên khai sinh | Nam, nữ, dân tộc, tôn giáo | Ngày vào Đảng, ngày chính thức | Số thẻ đảng viên, số lý lịch đảng viên | Ngày từ trần\\nLý do
        1 | LÊ VĂN AN\\nLê Văn An | Nam, Kinh, Không | 03/02/2000\\n03/02/2001 | 12345678\\nSLL: 1 |
    """)
    assert summary(found) == [
        "-, full_name plain B",
        "sex, ethnicity, religion plain C",
        "admitted_on, official_on plain D",
        "card_number, - plain E",
        "left_on, - plain F",
        "status implied F=deceased",
    ]


def test_columns__are_merged_downwards__every_row_of_the_group_has_the_value() -> None:
    found = table("""
        TT | Chi bộ        | Họ và tên | Ngày vào Đảng
        1  | Chi bộ Thôn 1 | Lê Văn An | 03/02/2000
        2  | ^             | Lê Thị Ba | 03/02/2001
        3  | Chi bộ Thôn 2 | Lê Thị Tư | 03/02/2002
    """)
    assert [each["branch"] for each in records(found)] == [
        "Chi bộ Thôn 1",
        "Chi bộ Thôn 1",
        "Chi bộ Thôn 2",
    ]
    assert [
        claim.context_cells[0] and claim.context_cells[0].cell
        for claim in found.claims
        if claim.context
    ] == ["B2"]


def test_raters__of_ticks_and_of_words__the_last_decides() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Tự xếp loại | Chi bộ xếp loại | <   | Đảng ủy xếp loại | <
        ^  | ^         | ^             | ^           | HTXS            | HTT | HTXS             | HTT
        1  | Lê Văn An | 03/02/2000    | HTXS        | x               |     |                  | x
        2  | Lê Thị Ba | 03/02/2001    | HTXS        | x               |     | x                |
    """)
    ratings = [each for each in summary(found) if each.startswith("rating")]
    assert ratings == ["rating choice G=excellent H=good"]


def test_ticks__under_years_alone__are_ratings_of_the_years() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Năm 2023 | <     | Năm 2024 | <
        ^  | ^         | ^             | HTXSNV   | HTTNV | HTXSNV   | HTTNV
        1  | Lê Văn An | 03/02/2000    |          | x     | x        |
        2  | Lê Thị Ba | 03/02/2001    |          | x     |          | x
    """)
    assert [each for each in summary(found) if each.startswith("rating")] == [
        "rating@2023 choice E=good D=excellent",
        "rating@2024 choice F=excellent G=good",
    ]


def test_ratings__are_the_numbers_of_grades__are_ratings() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Mức xếp loại
        1  | Lê Văn An | 03/02/2000    | 2
        2  | Lê Thị Ba | 03/02/2001    | 3
        3  | Ka Thẻm   | 03/02/2001    | 2
    """)
    assert "rating plain D" in summary(found)


def test_day__in_three_columns__is_joined_in_order() -> None:
    found = table("""
        TT | Họ và tên | Ngày sinh | <     | <    | Ngày vào Đảng
        ^  | ^         | Ngày      | Tháng | Năm  | ^
        1  | Lê Văn An | 16        | 9     | 1970 | 03/02/2000
        2  | Lê Thị Ba | 1         | 12    | 1971 | 03/02/2001
    """)
    assert "date_of_birth joined C D E" in summary(found)


def test_flags__of_two_pledges__must_all_be_yes() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | Đăng ký, cam kết | <
        ^  | ^         | ^             | Cam kết không suy thoái | Đăng ký Chỉ thị 05
        1  | Lê Văn An | 03/02/2000    | x                       | x
    """)
    assert summary(found)[2:] == ["pledge all D E"]


@pytest.mark.parametrize("tick", ["1", "TRUE", "☑", "✓", "*"])
def test_ticks__of_any_look__are_ticks(tick: str) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày vào Đảng | Xếp loại năm 2024 | < | < | <
        ^  | ^         | ^             | HTXS | HTT | HT | KHT
        1  | Lê Văn An | 03/02/2000    |      | '{tick} |    |
        2  | Lê Thị Ba | 03/02/2001    |      |         | '{tick} |
    """)
    told = set(summary(found)[-1].split())
    assert {"rating@2024", "D=excellent", "E=good", "F=completed", "G=failed"} <= told


@pytest.mark.parametrize("card", ["49.195508", "49.123.456", "49 123 456", "49.123 456"])
def test_card__with_dots__is_no_day(card: str) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng viên
        1  | Lê Văn An | 03/02/2000    | '{card}
        2  | Lê Thị Ba | 03/02/2001    | '{card}
    """)
    assert "card_number plain D" in summary(found)


@pytest.mark.parametrize(
    "day", ["24-Nov-2004", "27,04,1961", "13\\05\\1980", "nga\u0300y 3 tha\u0301ng 2"]
)
def test_days__in_rare_forms__are_days(day: str) -> None:
    found = table(f"""
        TT | Họ và tên | Ngày vào Đảng
        1  | Lê Văn An | {day}
        2  | Lê Thị Ba | {day}
    """)
    assert "admitted_on plain C" in summary(found)


def test_standing__one_column_or_a_pair_of_ticks__is_told_by_its_values() -> None:
    one = table("""
        TT | Họ và tên | Ngày vào Đảng | Chính thức/Dự bị
        1  | Lê Văn An | 03/02/2000    | CT
        2  | Lê Thị Ba | 03/02/2024    | DB
    """)
    assert "standing plain D" in summary(one)
    pair = table("""
        TT | Họ và tên | Ngày vào Đảng | Diện | <
        ^  | ^         | ^             | CT   | DB
        1  | Lê Văn An | 03/02/2000    | x    |
        2  | Lê Thị Ba | 03/02/2024    |      | x
    """)
    assert "standing choice D=official E=probationary" in summary(pair)


def test_day__in_three_columns_without_accents__the_last_is_no_man() -> None:
    found = table("""
        TT | Ho va ten | Ngay sinh | <     | <    | Ngay vao Dang
        ^  | ^         | Ngay      | Thang | Nam  | ^
        1  | Le Van An | 16        | 9     | 1970 | 03/02/2000
        2  | Le Thi Ba | 1         | 12    | 1971 | 03/02/2001
    """)
    assert "date_of_birth joined C D E" in summary(found)


def test_sample__rows_with_few_values_under_a_header_of_two_rows__are_looked_at() -> None:
    found = table("""
        TT | Họ và tên | <     | Ngày sinh | <  | Xếp loại | <   | <  | <   | Ngày vào Đảng
        ^  | ^         | <     | Nam       | Nữ | HTXS     | HTT | HT | KHT | ^
        1  | Hồ Xuân   | Cường | 1980      |    |          | x   |    |     | 03/02/2000
        2  | Bùi Quốc  | Long  | 1981      |    |          | x   |    |     | 03/02/2001
    """)
    assert "full_name joined B C" in summary(found)


def test_values__without_more_than_a_no__tell_no_occupation() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | TG
        1  | Lê Văn An | 03/02/2000    | Không
        2  | Lê Thị Ba | 03/02/2001    | Không
    """)
    assert "religion plain D" in summary(found)


def test_ratings__under_a_group_that_is_understood_in_part__all_count() -> None:
    found = table("""
        TT | Họ và tên | Ngày vào Đảng | KQ\\nđánh giá, XL | < | < | < | <
        ^  | ^         | ^             | HTXSNV | HTTNV | HTNV | KHTNV | Chưa đánh giá
        1  | Lê Văn An | 03/02/2000    |        | x     |      |       |
        2  | Lê Thị Ba | 03/02/2001    |        |       | x    |       |
    """)
    ticked = summary(found)[-1]
    assert all(f"={grade}" in ticked for grade in ("excellent", "good", "completed", "failed"))


def test_values__in_letters_of_an_old_font__are_evidence_too() -> None:
    found = table("""
        TT | Hä vµ tªn | GT  | Ngµy sinh                 | Ngµy vµo §¶ng
        1  | Lª V¨n An | Nam | ngµy 03 th¸ng 07 n¨m 1969 | 03/02/2000
        2  | Lª ThÞ Ba | N÷  | ngµy 27 th¸ng 02 n¨m 1974 | 03/02/2001
        3  | Lª ThÞ Tó | N÷  | ngµy 22 th¸ng 01 n¨m 1977 | 03/02/2001
    """)
    assert {"sex plain C", "date_of_birth plain D"} <= set(summary(found))


@pytest.mark.parametrize(
    "days", [("'03022005", "'19051990"), ("3022005", "19051990"), ("'20050203", "'19900519")]
)
def test_days__typed_without_signs__are_the_days_that_the_header_speaks_of(
    days: tuple[str, str],
) -> None:
    found = reading(f"""
        TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng viên
        1  | Lê Văn An | {days[0]}     | '03022005
        2  | Lê Thị Ba | {days[1]}     | '79203002
    """)
    assert codes(found) == []
    assert summary(found.tables[0])[1:] == ["admitted_on plain C", "card_number plain D"]
