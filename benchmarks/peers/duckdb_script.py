"""The same in SQL: fastexcel reads the sheets to Arrow, DuckDB counts."""

import json
import sys

import duckdb
import fastexcel

QUERY = """
with p as (
  select *, "Tình trạng sinh hoạt" = 'Chuyển đi' and "Ngày giảm" <= date '2024-12-31' as gone,
    "Nghề nghiệp" in ('Cán bộ, công chức, viên chức', 'Lực lượng vũ trang') as employed,
    "Chi bộ" in (select "Tên tổ chức đảng" from o where "Loại hình" = 'Thôn, tổ dân phố') as home
  from m
), q as (
  select *, not coalesce(gone, false) and "Ngày vào Đảng" <= date '2024-12-31' as present,
    (employed or "Nghề nghiệp" = 'Công nhân') and not home as at_work,
    "Xếp loại năm 2024" in ('HTXSNV','HTTNV','HTNV','KHTNV') as rated,
    "Xếp loại năm 2024" in ('HTXSNV','HTTNV') as good from p
)
select {key}
  count(*) filter (present and at_work and "Giới thiệu về nơi cư trú" = 'x'), count(*) filter (present and at_work),
  count(*) filter (present and employed and "Đã ký cam kết" = 'x'), count(*) filter (present and employed),
  count(*) filter (present and good), count(*) filter (present and rated),
  count(*) filter ("Ngày vào Đảng" between date '2024-01-01' and date '2024-12-31'),
  count(*) filter ("Ngày vào Đảng" < date '2024-01-01')
from q {group}
"""
ORGANIZATIONS = """
select count(*) filter ("Thực hiện đúng quy định, quy chế" = 'Có'), count(*),
  count(*) filter ("Chương trình kiểm tra, giám sát" = 'Có'), count(*),
  count(*) filter (g and "Xếp loại năm 2024" in ('HTXSNV','HTTNV')), count(*) filter (g and "Xếp loại năm 2024" is not null),
  count(*) filter (g and "Được công nhận" = 'x'), count(*) filter (g),
  (select count(*) filter ("Loại chi bộ" = 'Độc lập') from u), (select count(*) from u),
  count(*) filter (not g and "Loại hình" = 'Thôn, tổ dân phố' and "Có chi ủy" = 'Có'),
  count(*) filter (not g and "Loại hình" = 'Thôn, tổ dân phố')
from (select *, "Loại tổ chức" = 'Đảng bộ cơ sở' as g from o)
"""


def main(path):
    book = fastexcel.read_excel(path)
    m, o, u = (
        book.load_sheet(name, header_row=2).to_arrow()
        for name in ("Đảng viên", "Tổ chức đảng", "Thôn")
    )
    connection = duckdb.connect()
    for name, table in (("m", m), ("o", o), ("u", u)):
        connection.register(name, table)
    b = connection.execute(QUERY.format(key="", group="")).fetchone()
    by = connection.execute(
        QUERY.format(key='"Tổ chức cơ sở đảng",', group="group by 1")
    ).fetchall()
    a = connection.execute(ORGANIZATIONS).fetchone()
    names = ("A1", "A2", "A3", "A4", "A5", "A6", "B1", "B2", "B3", "B4")
    figures = [*a, *b]
    answers = {name: figures[2 * i : 2 * i + 2] for i, name in enumerate(names)}
    print(json.dumps({"answers": answers, "organizations": len(by)}))


main(sys.argv[1])
