"""Lists of bare names: the list itself where there is no other, else about its people."""

from __future__ import annotations

from lacduong_kpi.tables.model import Presence
from lacduong_kpi.tables.reading import read_sheets
from textsheets import drawn, workbook

FULL = """
    TT | Họ và tên | Ngày sinh  | Ngày vào Đảng
    1  | Lê Văn An | 01/02/1970 | 03/02/2000
    2  | Lê Thị Ba | 01/02/1971 | 03/02/2001
"""
BARE = """
    TT | Họ và tên | Chức vụ
    1  | Lê Văn An | Bí thư
    2  | Lê Thị Ba | Phó Bí thư
"""


def presences(*drawings: str) -> list[Presence]:
    sheets = [drawn(text, name=f"S{number}") for number, text in enumerate(drawings)]
    return [table.presence for each in read_sheets(workbook(*sheets)) for table in each.tables]


def test_bare_names__beside_the_list__are_about_its_people() -> None:
    assert presences(FULL, BARE) == [Presence.LISTED, Presence.ABOUT]


def test_bare_names__alone__are_the_list() -> None:
    assert presences(BARE) == [Presence.LISTED]
    assert presences(BARE, BARE) == [Presence.LISTED, Presence.LISTED]


MOVES = """
    TT | Họ và tên | Ngày sinh  | Chuyển đi | Chuyển đến
    1  | {name}    | 01/02/1970 | x         |
"""


def test_moves__of_people_who_all_stand_in_the_list__are_about_them() -> None:
    assert presences(FULL, MOVES.format(name="LÊ VĂN AN"))[1] is Presence.ABOUT


def test_moves__of_people_whom_no_list_has__are_a_list_of_them() -> None:
    assert presences(FULL, MOVES.format(name="Hà Văn Bé"))[1] is Presence.LISTED
    assert presences(MOVES.format(name="Lê Văn An")) == [Presence.LISTED]


ADMITTED = """
    DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP
    TT | Họ và tên | Số quyết định | Ngày kết nạp
    1  | {name}    | 15-QĐ/HU      | 03/02/2001
"""


def test_admissions__of_people_who_all_stand_in_the_list__are_about_them() -> None:
    assert presences(FULL, ADMITTED.format(name="Lê Thị Ba"))[1] is Presence.ABOUT
    assert presences(FULL, ADMITTED.format(name="Hà Văn Bé"))[1] is Presence.LISTED
    assert presences(ADMITTED.format(name="Lê Thị Ba")) == [Presence.LISTED]


def test_second_page__with_other_columns_of_the_same_people__is_about_them() -> None:
    first = """
        TT | Họ và tên | Ngày sinh
        1  | Lê Văn An | 01/02/1970
        2  | Lê Thị Ba | 01/02/1971
    """
    second = """
        TT | Họ và tên | Ngày vào Đảng | Số thẻ đảng viên
        1  | Lê Văn An | 03/02/2000    | '49000001
        2  | Lê Thị Ba | 03/02/2001    | '49000002
    """
    assert presences(first, second) == [Presence.ABOUT, Presence.LISTED]
    assert presences(FULL, FULL.replace("An", "Ân")) == [Presence.LISTED] * 2
