"""Layouts that were met before: a list is read as if it were the first of its layout."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.tables import headers, looks, table
from lacduong_kpi.tables.layouts import Layouts
from lacduong_kpi.tables.model import SheetReading
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.tables.remembered import Remembered
from lacduong_kpi.workbook.model import Workbook
from layouts import lay_out, layouts, people, sheets_of
from textsheets import drawn, workbook


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has read nothing yet."""
    monkeypatch.setattr(table, "_layouts", Layouts())
    monkeypatch.setattr(headers, "_understood", Remembered())
    monkeypatch.setattr(looks, "_seen", Remembered())


def fresh(book: Workbook) -> tuple[SheetReading, ...]:
    with pytest.MonkeyPatch.context() as patch:
        forget(patch)
        return read_sheets(book)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_list__behind_another_of_its_layout__is_read_as_if_it_were_the_first(
    data: st.DataObject,
) -> None:
    layout = data.draw(layouts())
    before, after = (workbook(*sheets_of(lay_out(data.draw(people()), layout))) for _ in range(2))
    alone = fresh(after)
    with pytest.MonkeyPatch.context() as patch:
        forget(patch)
        read_sheets(before)
        assert read_sheets(after) == alone


LIST = """
    TT | Họ và tên   | Ngày sinh  | Ngày vào Đảng | Số thẻ đảng viên | Xếp loại năm 2024
    1  | Lê Văn An   | 03/02/1980 | 03/02/2000    | '49000001        | HTTNV
    2  | Lê Thị Ba   | 05/02/1980 | 03/02/2001    | '49000002        | HTXSNV
    3  | Ka Thẻm     | 07/02/1980 | 03/02/2002    | '49000003        | HTTNV
"""


def met(text: str, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each table of a sheet that comes behind `LIST` whether its layout was known."""
    forget(monkeypatch)
    read_sheets(workbook(drawn(LIST)))
    found: list[bool] = []
    find = Layouts.find

    def watched(self: Layouts, grid: object, band: object) -> object:
        known = find(self, grid, band)  # type: ignore[arg-type]
        found.append(known is not None)
        return known

    monkeypatch.setattr(Layouts, "find", watched)
    read_sheets(workbook(drawn(text)))
    return found


def test_layout__values_agree__is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    other = LIST.replace("Lê Văn An", "K'Să Ha").replace("03/02/1980", "1979")
    assert met(other, monkeypatch) == [True]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("'49000002", "chưa có thẻ"),
        ("05/02/1980", "x"),
        ("HTXSNV", "12"),
    ],
)
def test_layout__a_value_does_not_agree__is_judged_anew(
    written: str, instead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert met(LIST.replace(written, instead), monkeypatch) == [False]


def test_layout__another_header__is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert met(LIST.replace("Xếp loại năm 2024", "Xếp loại năm 2023"), monkeypatch) == [False]


def test_header__of_which_values_decide__is_never_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = """
        TT | Họ và tên   | Ngày vào Đảng | CT
        1  | Lê Văn An   | 03/02/2000    | 03/02/2001
    """
    forget(monkeypatch)
    found: list[object] = []
    find = Layouts.find
    monkeypatch.setattr(Layouts, "find", lambda *given: found.append(find(*given)))
    read_sheets(workbook(drawn(doubtful)))
    read_sheets(workbook(drawn(doubtful)))
    assert found == [None, None]
