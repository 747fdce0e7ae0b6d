"""Validation with pandera over pandas and calamine: the schema of the members, no target."""

import json
import sys

import pandas as pd
import pandera.pandas as pa

SCHEMA = pa.DataFrameSchema(
    {
        "Họ và tên": pa.Column(str),
        "Ngày sinh": pa.Column("datetime64[ns]", coerce=True),
        "Giới tính": pa.Column(str, pa.Check.isin(["Nam", "Nữ"])),
        "Chi bộ": pa.Column(str),
        "Ngày vào Đảng": pa.Column("datetime64[ns]", coerce=True),
        "Ngày chính thức": pa.Column("datetime64[ns]", coerce=True, nullable=True),
        "Số thẻ đảng viên": pa.Column(
            str, pa.Check.str_matches(r"^\d{8}$|^\d{12}$"), nullable=True
        ),
        "Số CCCD": pa.Column(str, pa.Check.str_matches(r"^\d{12}$")),
        "Xếp loại năm 2024": pa.Column(
            str, pa.Check.isin(["HTXSNV", "HTTNV", "HTNV", "KHTNV"]), nullable=True
        ),
    }
)


def main(path):
    kept = {"Số thẻ đảng viên": str, "Số CCCD": str}
    frame = pd.read_excel(path, sheet_name="Đảng viên", header=2, engine="calamine", dtype=kept)
    SCHEMA.validate(frame, lazy=True)
    print(json.dumps({"rows": len(frame)}))


main(sys.argv[1])
