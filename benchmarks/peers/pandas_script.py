"""What most people write: pandas, with the engine named first (openpyxl or calamine)."""

import json
import sys

import pandas as pd

GOOD, RATED = ["HTXSNV", "HTTNV"], ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
START, END = pd.Timestamp("2024-01-01"), pd.Timestamp("2024-12-31")


def pair(numerator, denominator):
    return [int(numerator.sum()), int(denominator.sum())]


def per(frame, key, numerator, denominator):
    table = pd.DataFrame({"n": numerator & denominator, "d": denominator})
    return table.groupby(frame[key]).sum().values.tolist()


def main(engine, path):
    sheets = pd.read_excel(
        path, sheet_name=None, header=2, engine=engine, dtype={"Số thẻ đảng viên": str}
    )
    m, o, u = sheets["Đảng viên"], sheets["Tổ chức đảng"], sheets["Thôn"]
    for column in ("Ngày vào Đảng", "Ngày giảm"):
        m[column] = pd.to_datetime(m[column])
    gone = (m["Tình trạng sinh hoạt"] == "Chuyển đi") & (m["Ngày giảm"] <= END)
    present = ~gone & (m["Ngày vào Đảng"] <= END)
    residential = set(o.loc[o["Loại hình"] == "Thôn, tổ dân phố", "Tên tổ chức đảng"])
    work = m["Nghề nghiệp"]
    employed = work.isin(["Cán bộ, công chức, viên chức", "Lực lượng vũ trang"])
    working = present & (employed | (work == "Công nhân")) & ~m["Chi bộ"].isin(residential)
    rating = m["Xếp loại năm 2024"]
    rated = present & rating.isin(RATED)
    grassroots = o["Loại tổ chức"] == "Đảng bộ cơ sở"
    lived = ~grassroots & (o["Loại hình"] == "Thôn, tổ dân phố")
    before = (m["Ngày vào Đảng"] < START) & ~(gone & (m["Ngày giảm"] < START))
    answers = {
        "A1": pair(o["Thực hiện đúng quy định, quy chế"] == "Có", o["STT"] > 0),
        "A2": pair(o["Chương trình kiểm tra, giám sát"] == "Có", o["STT"] > 0),
        "A3": pair(
            grassroots & o["Xếp loại năm 2024"].isin(GOOD),
            grassroots & o["Xếp loại năm 2024"].isin(RATED),
        ),
        "A4": pair(grassroots & (o["Được công nhận"] == "x"), grassroots),
        "A5": pair(u["Loại chi bộ"] == "Độc lập", u["STT"] > 0),
        "A6": pair(lived & (o["Có chi ủy"] == "Có"), lived),
        "B1": pair(working & (m["Giới thiệu về nơi cư trú"] == "x"), working),
        "B2": pair(present & employed & (m["Đã ký cam kết"] == "x"), present & employed),
        "B3": pair(rated & rating.isin(GOOD), rated),
        "B4": pair((m["Ngày vào Đảng"] >= START) & (m["Ngày vào Đảng"] <= END), before),
    }
    key = "Tổ chức cơ sở đảng"
    breakdown = [
        per(m, key, m["Giới thiệu về nơi cư trú"] == "x", working),
        per(m, key, m["Đã ký cam kết"] == "x", present & employed),
        per(m, key, rating.isin(GOOD), rated),
    ]
    print(json.dumps({"answers": answers, "organizations": len(breakdown[2])}))


main(*sys.argv[1:3])
