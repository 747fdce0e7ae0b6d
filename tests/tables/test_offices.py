"""Layouts of offices that stand for many: what a careful reader makes of them."""

from __future__ import annotations

import textwrap
from dataclasses import replace

import pytest

from claimed import records, summary
from lacduong_kpi.tables.model import Table
from lacduong_kpi.tables.reading import read_sheets
from textsheets import drawn, workbook


def tables(*texts: str) -> list[Table]:
    book = workbook(*(drawn(text) for text in texts))
    return [table for reading in read_sheets(book) for table in reading.tables]


def test_grades__one_headed_by_a_single_letter__is_told_by_the_others() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | XS | T | HT | KHT
        1  | Lê Văn An | 03/02/2000    |    | x |    |
        2  | Ka Hương  | 03/02/2001    | x  |   |    |
        3  | Hà Văn Bé | 03/02/2001    |    |   | x  |
    """)
    assert "rating choice D=excellent E=good F=completed G=failed" in summary(table)


def test_grades__numbers_below_a_rating__are_no_column_numbers() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | Xếp loại mức | < | < | <
        ^  | ^         | ^             | 1 | 2 | 3 | 4
        1  | Lê Văn An | 03/02/2000    |   | x |   |
        2  | Ka Hương  | 03/02/2001    | x |   |   |
    """)
    assert "rating choice D=excellent E=good F=completed G=failed" in summary(table)


def test_group__over_words_that_tell_it__though_nothing_is_merged() -> None:
    (table,) = tables("""
        STT | Thôn | Chi bộ  |      |
            |      | Độc lập | Ghép | Chưa có
        1   | Thôn 1 | x     |      |
        2   | Thôn 2 |       | x    |
        3   | Thôn 3 |       |      | x
    """)
    assert "branch_kind choice C=own D=joint E=none" in summary(table)


def test_days__in_three_columns_below_a_group_that_is_not_merged() -> None:
    (table,) = tables("""
        TT | Họ và tên | Sinh |       |      | Vào Đảng |       |
           |           | ngày | tháng | năm  | ngày     | tháng | năm
        1  | Lê Văn An | 03   | 02    | 1970 | 05       | 06    | 2000
        2  | Ka Hương  | 13   | 12    | 1971 | 15       | 10    | 2001
    """)
    assert records(table)[1]["date_of_birth"] == "13 12 1971"
    assert records(table)[1]["admitted_on"] == "15 10 2001"


def test_years__of_two_digits__are_years() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | XL '23 | XL '24
        1  | Lê Văn An | 03/02/2000    | HTTNV  | HTNV
        2  | Ka Hương  | 03/02/2001    | HTNV   | HTTNV
    """)
    assert records(table)[0]["rating@2023"] == "HTTNV"
    assert records(table)[0]["rating@2024"] == "HTNV"
    assert table.year == 2024


def test_headers__as_programs_write_them__are_read() -> None:
    (table,) = tables("""
        ID | HoVaTen   | NgaySinh   | NgayVaoDang
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        2  | Ka Hương  | 01/02/1971 | 03/02/2001
    """)
    assert set(records(table)[0]) >= {"full_name", "date_of_birth", "admitted_on"}


def test_merged_group__wants_headers_below_it__whatever_they_say() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | Bản cam kết | <       | Giới thiệu theo QĐ 213 | <
           |           |               | Đã ký       | Chưa ký | Rồi | Chưa
        1  | Lê Văn An | 03/02/2000    | x           |         |     | x
        2  | Ka Hương  | 03/02/2001    |             | x       | x   |
    """)
    assert "pledge choice D=yes E=no" in summary(table)
    assert "residence_introduced choice F=yes G=no" in summary(table)


def test_sections__that_say_a_rating__rate_those_below() -> None:
    (table,) = tables("""
        DANH SÁCH ĐẢNG VIÊN NĂM 2024
        TT | Họ và tên | Ngày vào Đảng
        I. HOÀN THÀNH XUẤT SẮC NHIỆM VỤ: 01 đồng chí | < | <
        1  | Lê Văn An | 03/02/2000
        II. CHƯA XẾP LOẠI | < | <
        2  | Ka Hương  | 03/02/2001
    """)
    assert [each["rating@2024"] for each in records(table)] == ["excellent", "not_rated"]


def test_labels__above_a_table__are_no_header_and_tell_whose_it_is() -> None:
    (table,) = tables("""
        Chi bộ: | Thôn 3    |            | Đảng bộ: | xã Đạ Sar
        TT      | Họ và tên | Ngày sinh  | Ngày vào Đảng | Xếp loại
        1       | Lê Văn An | 01/02/1970 | 03/02/2000    | HTTNV
        2       | Ka Hương  | 01/02/1971 | 03/02/2001    | HTNV
    """)
    assert table.header_top == 2
    assert records(table)[0]["branch"] == "Chi bộ Thôn 3"


def test_letterhead__of_two_lines_in_one_cell__tells_the_branch() -> None:
    (sheet,) = (
        drawn("""
        @           |           | ĐẢNG CỘNG SẢN VIỆT NAM
        TT          | Họ và tên | Ngày vào Đảng
        1           | Lê Văn An | 03/02/2000
        2           | Ka Hương  | 03/02/2001
    """),
    )
    column = sheet.columns[0]
    head = "ĐẢNG BỘ XÃ ĐẠ SAR\nCHI BỘ THÔN 3"
    values = tuple(head if value == "@" else value for value in column.values)
    sheet = replace(sheet, columns=(replace(column, values=values), *sheet.columns[1:]))
    (table,) = (each for reading in read_sheets(workbook(sheet)) for each in reading.tables)
    assert records(table)[0]["branch"] == "CHI BỘ THÔN 3"


def test_members_and_others__named_in_one_title__are_a_list() -> None:
    (table,) = tables("""
        DANH SÁCH ĐẢNG VIÊN VÀ QUẦN CHÚNG ƯU TÚ NĂM 2024
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        I  | Đảng viên |            |
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        II | Quần chúng ưu tú |     |
        1  | Ka Hương  | 01/02/1990 |
    """)
    assert [each["full_name"] for each in records(table)] == ["Lê Văn An"]


def test_header__whose_words_are_broken_over_two_rows__is_read_as_one() -> None:
    (table,) = tables("""
        | LÝ LỊCH   |          | ĐẢNG |
        S  | Họ và tên | Năm sinh | Dân | Vào        | Số      | Xếp loại đảng viên
        TT | đảng viên |          | tộc | Đảng       | thẻ     | XS | Tốt | HT | Không
        1  | Lê Văn An | 1970     | Kinh | 03/02/2000 | 49123456 |   | x   |    |
        2  | Ka Hương  | 1971     | Cơ Ho | 03/02/2001 | 49123457 | x |   |    |
    """)
    assert set(records(table)[0]) >= {"ethnicity", "admitted_on", "card_number", "rating"}
    assert "rating choice G=excellent H=good I=completed J=failed" in summary(table)


def test_two_header_rows__that_are_not_merged__head_two_rows_a_person() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng   | Xếp loại
           | Chức vụ   | Giới tính  | Ngày chính thức | Số thẻ
        1  | Lê Văn An | 01/02/1970 | 03/02/2000      | HTTNV
           | Đảng viên | Nam        | 03/02/2001      | 49123456
        2  | Ka Hương  | 01/02/1971 | 03/02/2002      | HTNV
           | Đảng viên | Nữ         | 03/02/2003      | 49123457
    """)
    assert [each["full_name"] for each in records(table)] == ["Lê Văn An", "Ka Hương"]
    assert [each["sex"] for each in records(table)] == ["Nam", "Nữ"]
    assert [each["card_number"] for each in records(table)] == [49123456, 49123457]


def test_numbers__behind_an_apostrophe__are_numbers() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng viên
        1  | Lê Văn An | 03/02/2000    | ''49123456
        2  | Ka Hương  | 03/02/2001    | ''49123457
    """)
    assert "card_number plain D" in summary(table)


def test_stars__behind_names__mean_what_the_line_below_says() -> None:
    (table,) = tables("""
        TT | Họ và tên   | Ngày vào Đảng | Xếp loại
        1  | Lê Văn An   | 03/02/2000    | HTTNV
        2  | Ka Hương *  | 03/02/2001    |
        3  | Hà Văn Bé** | 03/02/2024    |
        (*) Đảng viên được miễn công tác và sinh hoạt đảng | < | < | <
        (**) Đảng viên dự bị | < | < | <
    """)
    assert [each.get("status") for each in records(table)] == [None, "exempt", None]
    assert [each.get("standing") for each in records(table)] == [None, None, "probationary"]


def test_stars__that_nothing_explains__say_nothing() -> None:
    (table,) = tables("""
        TT | Họ và tên   | Ngày vào Đảng | Xếp loại
        1  | Lê Văn An   | 03/02/2000    | HTTNV
        2  | Ka Hương *  | 03/02/2001    | HTNV
    """)
    assert "status" not in " ".join(summary(table))


def test_years_of_birth__under_nam_and_nu_alone__tell_the_sex_too() -> None:
    (table,) = tables("""
        STT | STT CB | Họ và tên | Nam  | Nữ   | Ngày vào Đảng
        1   | 1      | Lê Văn An | 1970 |      | 03/02/2000
        2   | 2      | Ka Hương  |      | 1971 | 03/02/2001
        3   | 1      | Lê Văn Ba | 1972 |      | 03/02/2000
        4   | 2      | Ka Hiền   |      | 1973 | 03/02/2001
    """)
    assert [each["date_of_birth"] for each in records(table)] == [1970, 1971, 1972, 1973]
    assert [each["sex"] for each in records(table)] == ["male", "female"] * 2


def test_months__beside_number_and_name__are_a_header_and_no_ratings_of_the_year() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | Tháng 1 | Tháng 2 | Tháng 3 | Tháng 4 | Cả năm
        1  | Lê Văn An | 03/02/2000    | HTXS    | HTXS    | HTXS    | HTT     | HTT
        2  | Ka Hương  | 03/02/2001    | HTT     | HTT     | HTT     | HTT     | HT
    """)
    assert [each["rating"] for each in records(table)] == ["HTT", "HT"]


def test_groups_of_organizations__with_sums_beside__are_none() -> None:
    (table,) = tables("""
        TT | Tên đơn vị      | Tổng số ĐV | Xếp loại
        A  | ĐẢNG BỘ CƠ SỞ   | 90         |
        1  | Đảng bộ xã Lát  | 90         | HTTNV
        B  | CHI BỘ CƠ SỞ    | 40         |
        1  | Chi bộ Kiểm sát | 40         | HTNV
    """)
    assert [each["name"] for each in records(table)] == ["Đảng bộ xã Lát", "Chi bộ Kiểm sát"]
    assert [each["kind"] for each in records(table)] == [
        "grassroots_committee",
        "grassroots_branch",
    ]


def test_heading_about_members__whatever_it_says__is_nobody() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An | 01/02/1970 | 03/02/2000
        *  | Đảng viên sinh hoạt tạm thời |  |
        1  | Ka Hương  | 01/02/1971 | 03/02/2001
    """)
    assert [each["full_name"] for each in records(table)] == ["Lê Văn An", "Ka Hương"]


def test_records__of_words_that_are_headers_too__are_records() -> None:
    (table,) = tables("""
        TT | Họ và tên | Chức vụ   | Diện      | Quê quán | Nơi ở  | Ghi chú
        01 | Lê Văn An | Đảng viên | Đảng viên | Nghệ An  | Thôn 1 | Hộ nghèo
        02 | Ka Hương  | Đảng viên | Đảng viên | Lâm Đồng | Thôn 1 | Hộ nghèo
    """)
    assert len(records(table)) == 2


def test_ballots__beside_the_decision__are_no_marks() -> None:
    (table,) = tables("""
        TT | Họ và tên | Kết quả bỏ phiếu | <     | <    | <     | Chi bộ xếp loại
        ^  | ^         | HTXSNV           | HTTNV | HTNV | KHTNV | ^
        1  | Lê Văn An | 1                | 8     | 0    | 0     | HTTNV
        2  | Ka Hương  | 7                | 1     | 1    | 0     | HTXSNV
        3  | Hà Văn Bé | 1                | 2     | 6    | 0     | HTNV
        4  | Lê Thị Ba | 0                | 9     | 0    | 0     | HTTNV
    """)
    assert [each.get("rating") for each in records(table)] == ["HTTNV", "HTXSNV", "HTNV", "HTTNV"]


def test_marks__written_0_and_1__are_marks_however_few_are_1() -> None:
    (table,) = tables("""
        TT | Họ và tên | Xếp loại | <     | <    | <
        ^  | ^         | HTXSNV   | HTTNV | HTNV | KHTNV
        1  | Lê Văn An | 0        | 1     | 0    | 0
        2  | Ka Hương  | 0        | 1     | 0    | 0
        3  | Hà Văn Bé | 0        | 1     | 0    | 0
        4  | Lê Thị Ba | 0        | 1     | 0    | 0
        5  | Lê Thị Tư | 1        | 0     | 0    | 0
           | Cộng      | 1        | 4     | 0    | 0
    """)
    assert records(table)[4]["rating"] is not None
    (claim,) = (each for each in table.claims if each.fields == ("rating",))
    assert {each.column for each in claim.sources} == {3, 4, 5, 6}


def test_header__of_letters_with_blanks_between__is_read() -> None:
    (table,) = tables("""
        T T | H Ọ V À T Ê N | N G À Y S I N H | Ngày vào Đảng
        1   | Lê Văn An     | 01/02/1970      | 03/02/2000
        2   | Ka Hương      | 01/02/1971      | 03/02/2001
    """)
    assert records(table)[0]["date_of_birth"] == "01/02/1970"


def test_born__under_nam_and_nu_below_sinh__tells_the_sex_of_both() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày, tháng, năm | <          | <          | <
        ^  | ^         | Sinh             | <          | Vào Đảng   | <
        ^  | ^         | Nam              | Nữ         | Dự bị      | Chính thức
        1  | Lê Văn An | 01/02/1970       |            | 03/02/2000 | 03/02/2001
        2  | Ka Hương  |                  | 01/02/1971 | 03/02/2001 | 03/02/2002
    """)
    assert [each["sex"] for each in records(table)] == ["male", "female"]


def test_section__of_a_rating__may_tell_how_many_it_holds() -> None:
    (table,) = tables("""
        TT | Họ và tên                                | Ngày sinh
        I  | Hoàn thành xuất sắc nhiệm vụ: 1 đồng chí |
        1  | Lê Văn An                                | 01/02/1970
        II | Hoàn thành tốt nhiệm vụ: 01 đ/c          |
        1  | Ka Hương                                 | 01/02/1971
    """)
    assert [each["rating"] for each in records(table)] == ["excellent", "good"]


def test_figures__below_a_list__are_nobody() -> None:
    (table,) = tables("""
        TT | Họ và tên           | Giới tính | Ngày sinh  | Ngày vào Đảng
        1  | Lê Văn An           | Nam       | 01/02/1970 | 03/02/2000
        2  | Ka Hương            | Nữ        | 01/02/1971 | 03/02/2001
           | Tổng số đảng viên   | 2         |            |
           | Dân tộc thiểu số    | 1         |            |
           | Hoàn thành xuất sắc | 1         |            |
    """)
    assert len(table.rows) == 2


def test_lists_of_two_years__side_by_side__have_their_own_year() -> None:
    one, other = tables("""
        NĂM 2023 |           |          |   | NĂM 2024 |           |
        TT       | Họ và tên | Xếp loại |   | TT       | Họ và tên | Xếp loại
        1        | Lê Văn An | HTTNV    |   | 1        | Lê Văn An | HTNV
        2        | Ka Hương  | HTNV     |   | 2        | Ka Hương  | HTTNV
    """)
    assert (one.year, other.year) == (2023, 2024)


def test_headers__shortened_by_a_point__are_read() -> None:
    (table,) = tables("""
        TT | Họ&tên ĐV | NTNS       | N.vào Đ    | N.CT
        1  | Lê Văn An | 01/02/1970 | 03/02/2000 | 03/02/2001
        2  | Ka Hương  | 01/02/1971 | 03/02/2001 | 03/02/2002
    """)
    assert records(table)[0]["admitted_on"] == "03/02/2000"
    assert records(table)[0]["official_on"] == "03/02/2001"


def test_header__again_in_the_words_of_a_program__is_no_record_and_no_end() -> None:
    rows = """
        1   | Lê Văn An | 01/02/1970 | 03/02/2000    | HTTNV
        2   | Ka Hương  | 01/02/1971 | 03/02/2001    | HTNV
    """
    plain = "STT | Họ và tên | Ngày sinh | Ngày vào Đảng | Xếp loại 2024"
    words = "STT | HO_TEN_KS | NGAY_SINH | NGAY_VAO_DANG | KQ_XEP_LOAI"
    for first, second in ((plain, words), (words, plain)):
        (table,) = tables(f"{first}\n{second}\n{textwrap.dedent(rows).strip()}")
        assert [each["full_name"] for each in records(table)] == ["Lê Văn An", "Ka Hương"]
        assert records(table)[0]["admitted_on"] == "03/02/2000"


def test_header__with_other_accents__is_found() -> None:
    (table,) = tables("""
        STT | Họ vả tên | Ngảy sinh  | Ngày vào Đãng | Xếp lọai
        1   | Lê Văn An | 01/02/1970 | 03/02/2000    | HTTNV
        2   | Ka Hương  | 01/02/1971 | 03/02/2001    | HTNV
    """)
    assert set(records(table)[0]) >= {"full_name", "date_of_birth", "admitted_on"}


def test_marks__with_sums_in_the_rows_of_sections__are_marks() -> None:
    (table,) = tables("""
        TT | Họ và tên     | Ngày vào Đảng | HTXS | HTT | HT
        I  | Chi bộ thôn 1 | 3             | 0    | 3   | 0
        1  | Lê Văn An     | 03/02/2000    |      | x   |
        2  | Ka Hương      | 03/02/2001    |      | x   |
        3  | Hà Văn Bé     | 03/02/2001    |      | x   |
        II | Chi bộ thôn 2 | 2             | 0    | 0   | 2
        1  | Đỗ Văn Tư     | 03/02/2001    |      |     | x
        2  | Ka Mai        | 03/02/2001    |      |     | x
    """)
    assert "rating choice D=excellent E=good F=completed" in summary(table)


def test_section__that_says_who_leads_the_branch__names_the_branch() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng
        I. Chi bộ thôn Păng Tiêng (Bí thư: đ/c Lê Văn An; SĐT: 0900000000) | < | <
        1  | Lê Văn An | 03/02/2000
        2  | Ka Hương  | 03/02/2001
    """)
    assert records(table)[0]["branch"] == "Chi bộ thôn Păng Tiêng"


def test_titles__of_a_list_beside__are_none_of_this_one() -> None:
    (table,) = tables("""
        DANH SÁCH ĐẢNG VIÊN |           |               | | DANH SÁCH CẢM TÌNH ĐẢNG |
        TT                  | Họ và tên | Ngày vào Đảng | | TT                      | Họ và tên
        1                   | Lê Văn An | 03/02/2000    | | 1                       | Hà Văn Bé
        2                   | Ka Hương  | 03/02/2001    | | 2                       | Ka Mai
    """)
    assert [each["full_name"] for each in records(table)] == ["Lê Văn An", "Ka Hương"]


def test_line_above_a_table__that_says_a_rating__rates_all_in_it() -> None:
    (table,) = tables("""
        KẾT QUẢ XẾP LOẠI ĐẢNG VIÊN NĂM 2024 - CHI BỘ THÔN 1
        HOÀN THÀNH XUẤT SẮC NHIỆM VỤ: 1 đồng chí
        TT | Họ và tên | Ngày vào Đảng
        1  | Lê Văn An | 03/02/2000

        HOÀN THÀNH TỐT NHIỆM VỤ: 1 đồng chí
        TT | Họ và tên | Ngày vào Đảng
        1  | Ka Hương  | 03/02/2001
    """)
    assert [each["rating@2024"] for each in records(table)] == ["excellent", "good"]


def test_list_of_more_than_members__that_marks_them__holds_the_marked() -> None:
    (marked,) = tables("""
        TT | Họ và tên | Quan hệ với chủ hộ | Năm sinh | Đảng viên
        1  | Lê Văn An | Chủ hộ             | 1970     | x
        2  | Ka Hương  | Vợ                 | 1971     |
        3  | Lê Văn Bé | Con                | 1999     |
    """)
    (paired,) = tables("""
        TT | Họ và tên | Năm sinh | Đảng viên | Quần chúng
        1  | Lê Văn An | 1970     | x         |
        2  | Ka Hương  | 1971     |           | x
        3  | Lê Văn Bé | 1999     |           |
    """)
    assert [each["full_name"] for each in records(marked)] == ["Lê Văn An"]
    assert [each["full_name"] for each in records(paired)] == ["Lê Văn An"]


def test_committees__merged_beside_their_branches__are_above_them() -> None:
    (table,) = tables("""
        DANH SÁCH CHI BỘ TRỰC THUỘC ĐẢNG ỦY CƠ SỞ NĂM 2024
        TT | Đảng bộ cơ sở  | Chi bộ trực thuộc | Chi ủy | Ngày thành lập
        1  | Đảng bộ xã Lát | Chi bộ thôn 1     | x      | 01/07/2005
        2  | ^              | Chi bộ thôn 2     |        | 01/07/2005
    """)
    assert [each["parent"] for each in records(table)] == ["Đảng bộ xã Lát"] * 2


def test_parts_of_days__in_letters_or_beside_what_day_it_is__are_one_day() -> None:
    (letters,) = tables("""
        TT | Họ và tên | Ngày sinh | < | <    | Ngày vào Đảng | < | <
        ^  | ^         | N         | T | N    | N             | T | N
        1  | Lê Văn An | 3         | 2 | 1970 | 5             | 6 | 2000
        2  | Ka Hương  | 13        | 9 | 1971 | 15            | 7 | 2001
    """)
    (beside,) = tables("""
        TT | Họ và tên | Ngày | Tháng | Năm sinh | Ngày vào Đảng
        1  | Lê Văn An | 3    | 2     | 1970     | 05/06/2000
        2  | Ka Hương  | 13   | 9     | 1971     | 15/07/2001
    """)
    assert records(letters)[1]["date_of_birth"] == "13 9 1971"
    assert records(letters)[1]["admitted_on"] == "15 7 2001"
    assert records(beside)[1]["date_of_birth"] == "13 9 1971"


def test_marks__beside_dashes_and_a_total__are_marks() -> None:
    (table,) = tables("""
        TT | Họ và tên | Ngày vào Đảng | HTXS | HTT | HT | KHT
        1  | Lê Văn An | 03/02/2000    | -    | 1   | -  | -
        2  | Ka Hương  | 03/02/2001    | 1    | -   | -  | -
        3  | Hà Văn Bé | 03/02/2001    | -    | -   | 1  | -
        4  | Ka Mai    | 03/02/2001    | -    | -   | -  | 1
        5  | Đỗ Văn Tư | 03/02/2001    | -    | -   | 1  | -
    """)
    assert "rating choice D=excellent E=good F=completed G=failed" in summary(table)


def test_numbers_of_committee_members__tell_of_a_committee() -> None:
    (table,) = tables("""
        STT | Tên chi bộ    | Loại hình | Số chi ủy viên
        1   | Chi bộ thôn 1 | Thôn      | 3
        2   | Chi bộ thôn 2 | Thôn      | 0
        3   | Chi bộ thôn 3 | Thôn      | 3
    """)
    assert [str(each["has_committee"]) for each in records(table)] == ["3", "0", "3"]


def test_lines__of_printed_pages_and_places_to_fill_in__are_nobody() -> None:
    (table,) = tables("""
        TT | Họ và tên              | Ngày vào Đảng | Xếp loại
        1  | Lê Văn An              | 03/02/2000    | HTTNV
           | Mang sang trang sau    |               | 1
           | Trang trước mang sang  |               | 1
        2  | Ka Hương               | 03/02/2001    | HTTNV
        3  | …………                   |               |
        4  | ...                    |               |
    """)
    assert [each["full_name"] for each in records(table)] == ["Lê Văn An", "Ka Hương"]


@pytest.mark.parametrize(
    ("title", "rating"),
    [
        ("DANH SÁCH ĐẢNG VIÊN HOÀN THÀNH TỐT NHIỆM VỤ NĂM 2024", "good"),
        ("DANH SÁCH ĐẢNG VIÊN ĐỀ NGHỊ HOÀN THÀNH XUẤT SẮC NHIỆM VỤ NĂM 2024", None),
    ],
)
def test_title__that_says_a_rating__rates_all_in_the_list(title: str, rating: str | None) -> None:
    (table,) = tables(f"""
        {title}
        TT | Họ và tên | Ngày vào Đảng
        1  | Lê Văn An | 03/02/2000
        2  | Ka Hương  | 03/02/2001
    """)
    assert [each.get("rating@2024") for each in records(table)] == [rating, rating]


def test_marks__of_posts_and_of_members_without_one__leave_nobody_out() -> None:
    (table,) = tables("""
        TT | Họ và tên | Năm sinh | Bí thư | Chi ủy viên | Đảng viên
        1  | Lê Văn An | 1970     | x      |             |
        2  | Ka Hương  | 1971     |        | x           |
        3  | Lê Văn Bé | 1999     |        |             | x
    """)
    assert len(records(table)) == 3
