"""Whatever a sheet holds, it is read: no row twice, nothing outside of the sheet, no crash."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.column import encode
from lacduong_kpi.tables.mapping import read_mapping
from lacduong_kpi.tables.mapping_text import write_mapping
from lacduong_kpi.tables.model import Table
from lacduong_kpi.tables.reading import read_sheets
from lacduong_kpi.terms import FIELDS
from lacduong_kpi.workbook.model import Area, CellFault, Sheet, Value
from textsheets import workbook

WORDS = (
    "TT",
    "STT",
    "Họ và tên",
    "Tên",
    "Họ đệm",
    "Ngày sinh",
    "Nam",
    "Nữ",
    "Ngày vào Đảng",
    "Dự bị",
    "Chính thức",
    "Ngày vào Đảng, ngày chính thức",
    "Số thẻ đảng viên",
    "Chi bộ",
    "Xếp loại",
    "Xếp loại năm 2024",
    "HTXSNV",
    "HTTNV",
    "2023",
    "Ghi chú",
    "Tên tổ chức đảng",
    "Thôn, TDP",
    "Chi ủy",
    "Có",
    "Không",
    "Chi bộ Thôn 1",
    "I. Chi bộ Thôn 2: 3 đồng chí",
    "Đảng bộ xã Lát",
    "II. Quần chúng ưu tú",
    "Đảng viên chuyển đi",
    "Cộng: 3",
    "TỔNG CỘNG",
    "Người lập biểu",
    "T/M CHI ỦY",
    "DANH SÁCH ĐẢNG VIÊN NĂM 2024",
    "DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI NĂM 2023",
    "Đảng viên 213",
    "(1)",
    "2(=1+1)",
    "Lê Văn An",
    "K' Sim",
    "Trần Thị Bình",
    "x",
    "-",
    " ",
    "03/02/2000",
    "ngày 03 tháng 02 năm 2000",
    "\n",
    "=A1+1",
    "a" * 300,
    "Ñaûng vieân",
)

values = st.one_of(
    st.none(),
    st.none(),
    st.sampled_from(WORDS),
    st.integers(0, 40),
    st.sampled_from([2024, 36_000, 12_345_678, -1, 1.5, True]),
    st.sampled_from([dt.date(2000, 2, 3), dt.datetime(2000, 2, 3, 4), dt.time(1)]),  # noqa: DTZ001
    st.sampled_from([CellFault("#REF!"), CellFault("uncached")]),
    st.text(max_size=8),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    width, height = draw(st.integers(1, 9)), draw(st.integers(1, 14))
    top, left = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    row = st.lists(values, min_size=width, max_size=width)
    rows: list[list[Value]] = draw(st.lists(row, min_size=height, max_size=height))
    columns = tuple(encode([each[index] for each in rows]) for index in range(width))
    return Sheet(
        draw(st.sampled_from(("Sheet1", "DSĐV 2024", "Đảng viên 213", "CB Thôn 1", ""))),
        columns,
        top,
        left,
        merges=tuple(draw(st.lists(_areas(top, left, height, width), max_size=5))),
        hidden_rows=frozenset(draw(st.sets(st.integers(1, 17), max_size=3))),
    )


def _areas(top: int, left: int, height: int, width: int) -> st.SearchStrategy[Area]:
    def area(a: int, b: int, c: int, d: int) -> Area:
        return Area(min(a, c), min(b, d), max(a, c), max(b, d))

    rows, columns = st.integers(top, top + height), st.integers(left, left + width)
    return st.builds(area, rows, columns, rows, columns)


@settings(max_examples=150, deadline=None)
@given(sheets())
def test_any_sheet__is_read(sheet: Sheet) -> None:
    (reading,) = read_sheets(workbook(sheet))
    for table in reading.tables:
        _is_sound(table, sheet)
    for finding in reading.findings:
        assert finding.place.sheet == sheet.name
    read_mapping(write_mapping([reading]).encode(), "m.yaml")


def _is_sound(table: Table, sheet: Sheet) -> None:
    rows = list(table.rows)
    assert rows == sorted(set(rows))
    assert all(table.header_bottom < row <= sheet.bottom for row in rows)
    assert not set(rows) & {row for _, skipped in table.skipped for row in skipped}
    for claim in table.claims:
        assert set(claim.fields) <= {*FIELDS[table.kind], ""}
        assert all(sheet.left <= each.column <= sheet.right for each in claim.sources)
        assert claim.context is None or len(claim.context) == len(rows)
        assert claim.context is None or len(claim.context.values) == len(claim.context_cells)
