"""The same with polars over fastexcel."""

import json
import sys
from datetime import date

import polars as pl

GOOD, RATED = ["HTXSNV", "HTTNV"], ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
START, END = date(2024, 1, 1), date(2024, 12, 31)


def read(path, name):
    return pl.read_excel(path, sheet_name=name, engine="calamine", read_options={"header_row": 2})


def pair(frame, numerator, denominator):
    both = frame.select((numerator & denominator).sum().alias("n"), denominator.sum().alias("d"))
    return list(both.row(0))


def main(path):
    m, o, u = (read(path, name) for name in ("Đảng viên", "Tổ chức đảng", "Thôn"))
    c = pl.col
    residential = o.filter(c("Loại hình") == "Thôn, tổ dân phố")["Tên tổ chức đảng"].implode()
    gone = ((c("Tình trạng sinh hoạt") == "Chuyển đi") & (c("Ngày giảm") <= END)).fill_null(False)
    present = ~gone & (c("Ngày vào Đảng") <= END)
    employed = c("Nghề nghiệp").is_in(["Cán bộ, công chức, viên chức", "Lực lượng vũ trang"])
    working = (
        present & (employed | (c("Nghề nghiệp") == "Công nhân")) & ~c("Chi bộ").is_in(residential)
    )
    rated = present & c("Xếp loại năm 2024").is_in(RATED).fill_null(False)
    grassroots = c("Loại tổ chức") == "Đảng bộ cơ sở"
    lived = ~grassroots & (c("Loại hình") == "Thôn, tổ dân phố")
    good = c("Xếp loại năm 2024").is_in(GOOD).fill_null(False)
    yes, everyone = (lambda name, word: (c(name) == word).fill_null(False)), pl.col("STT") > 0
    admitted = c("Ngày vào Đảng").is_between(START, END)
    before = (c("Ngày vào Đảng") < START) & ~(gone & (c("Ngày giảm") < START)).fill_null(False)
    both = m.select(admitted.sum().alias("n"), before.sum().alias("d")).row(0)
    answers = {
        "A1": pair(o, yes("Thực hiện đúng quy định, quy chế", "Có"), everyone),
        "A2": pair(o, yes("Chương trình kiểm tra, giám sát", "Có"), everyone),
        "A3": pair(o, good, grassroots & c("Xếp loại năm 2024").is_in(RATED)),
        "A4": pair(o, yes("Được công nhận", "x"), grassroots),
        "A5": pair(u, yes("Loại chi bộ", "Độc lập"), everyone),
        "A6": pair(o, yes("Có chi ủy", "Có"), lived),
        "B1": pair(m, yes("Giới thiệu về nơi cư trú", "x"), working),
        "B2": pair(m, yes("Đã ký cam kết", "x"), present & employed),
        "B3": pair(m, good, rated),
        "B4": list(both),
    }
    by = m.group_by("Tổ chức cơ sở đảng").agg(
        (working & yes("Giới thiệu về nơi cư trú", "x")).sum().alias("b1"),
        (present & employed & yes("Đã ký cam kết", "x")).sum().alias("b2"),
        (rated & good).sum().alias("b3"),
        rated.sum().alias("d3"),
    )
    print(json.dumps({"answers": answers, "organizations": by.height}))


main(sys.argv[1])
