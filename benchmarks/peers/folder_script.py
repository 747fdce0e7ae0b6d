"""A folder of lists of members, one under the other: `folder_script.py ENGINE FOLDER`.

The lists name no organizations, so that B2, B3 and B4 are all that can be counted.
"""

import json
import sys
from datetime import date
from pathlib import Path

SHEET, HEADER = "Đảng viên", 2
EMPLOYED = ["Cán bộ, công chức, viên chức", "Lực lượng vũ trang"]
GOOD, RATED = ["HTXSNV", "HTTNV"], ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
START, END = date(2024, 1, 1), date(2024, 12, 31)
USED = [
    "Ngày vào Đảng",
    "Ngày giảm",
    "Tình trạng sinh hoạt",
    "Nghề nghiệp",
    "Đã ký cam kết",
    "Xếp loại năm 2024",
]
DAYS = {"Ngày vào Đảng": "date", "Ngày giảm": "date"}
"""else a column without a day becomes one of texts"""
QUERY = """
with p as (
  select *, coalesce("Tình trạng sinh hoạt" = 'Chuyển đi' and "Ngày giảm" <= date '2024-12-31', false) as gone,
    "Nghề nghiệp" in ('Cán bộ, công chức, viên chức', 'Lực lượng vũ trang') as employed,
    not coalesce("Tình trạng sinh hoạt" = 'Chuyển đi' and "Ngày giảm" <= date '2024-12-31', false)
      and "Ngày vào Đảng" <= date '2024-12-31' as present from m
)
select
  count(*) filter (present and employed and "Đã ký cam kết" = 'x'), count(*) filter (present and employed),
  count(*) filter (present and "Xếp loại năm 2024" in ('HTXSNV','HTTNV')),
  count(*) filter (present and "Xếp loại năm 2024" in ('HTXSNV','HTTNV','HTNV','KHTNV')),
  count(*) filter ("Ngày vào Đảng" between date '2024-01-01' and date '2024-12-31'),
  count(*) filter ("Ngày vào Đảng" < date '2024-01-01'
    and not coalesce("Tình trạng sinh hoạt" = 'Chuyển đi' and "Ngày giảm" < date '2024-01-01', false))
from p
"""


def with_pandas(files):
    import pandas as pd

    m = pd.concat(
        pd.read_excel(each, sheet_name=SHEET, header=HEADER, engine="calamine", usecols=USED)
        for each in files
    )
    for column in ("Ngày vào Đảng", "Ngày giảm"):
        m[column] = pd.to_datetime(m[column])
    first, last = pd.Timestamp(START), pd.Timestamp(END)
    gone = (m["Tình trạng sinh hoạt"] == "Chuyển đi") & (m["Ngày giảm"] <= last)
    present = ~gone & (m["Ngày vào Đảng"] <= last)
    employed, rating = m["Nghề nghiệp"].isin(EMPLOYED), m["Xếp loại năm 2024"]
    before = (m["Ngày vào Đảng"] < first) & ~(gone & (m["Ngày giảm"] < first))
    return [
        (present & employed & (m["Đã ký cam kết"] == "x")).sum(),
        (present & employed).sum(),
        (present & rating.isin(GOOD)).sum(),
        (present & rating.isin(RATED)).sum(),
        ((m["Ngày vào Đảng"] >= first) & (m["Ngày vào Đảng"] <= last)).sum(),
        before.sum(),
    ]


def with_polars(files):
    import polars as pl

    options = {"header_row": HEADER, "use_columns": USED, "dtypes": DAYS}
    m = pl.concat(
        [
            pl.read_excel(each, sheet_name=SHEET, engine="calamine", read_options=options)
            for each in files
        ],
        how="vertical_relaxed",
    )
    c = pl.col
    gone = ((c("Tình trạng sinh hoạt") == "Chuyển đi") & (c("Ngày giảm") <= END)).fill_null(False)
    present = ~gone & (c("Ngày vào Đảng") <= END)
    employed, rating = c("Nghề nghiệp").is_in(EMPLOYED), c("Xếp loại năm 2024")
    before = (c("Ngày vào Đảng") < START) & ~(gone & (c("Ngày giảm") < START)).fill_null(False)
    counted = [
        present & employed & (c("Đã ký cam kết") == "x").fill_null(False),
        present & employed,
        present & rating.is_in(GOOD).fill_null(False),
        present & rating.is_in(RATED).fill_null(False),
        c("Ngày vào Đảng").is_between(START, END),
        before,
    ]
    return m.select(each.sum().alias(str(i)) for i, each in enumerate(counted)).row(0)


def with_duckdb(files):
    import duckdb
    import fastexcel
    import pyarrow as pa

    tables = [
        pa.table(
            fastexcel.read_excel(each)
            .load_sheet(SHEET, header_row=HEADER, use_columns=USED, dtypes=DAYS)
            .to_arrow()
        )
        for each in files
    ]
    connection = duckdb.connect()
    connection.register("m", pa.concat_tables(tables, promote_options="permissive"))
    return connection.execute(QUERY).fetchone()


def main(engine, folder):
    files = sorted(Path(folder).glob("*.xlsx"))
    count = {"pandas": with_pandas, "polars": with_polars, "duckdb": with_duckdb}[engine]
    found = [int(each) for each in count(files)]
    answers = {name: found[2 * i : 2 * i + 2] for i, name in enumerate(("B2", "B3", "B4"))}
    print(json.dumps({"answers": answers}))


main(*sys.argv[1:3])
