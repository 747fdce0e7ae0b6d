"""Writes the sample rosters and what is true of them: `python samples/generate.py [FOLDER]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from generator.district import District, build
from generator.faulty import faulty_book
from generator.truth import truth
from generator.workbooks import (
    branch_book,
    members_book,
    organizations_book,
    ratings_book,
    save,
    ties_book,
    units_book,
)

VILLAGE = "Chi bộ Thôn Đạ Yi"


def write_year(district: District, year: int, folder: Path) -> None:
    save(members_book(district, year), folder / f"01 Danh sách đảng viên {year}.xlsx")
    save(ratings_book(district, year), folder / f"02 Xếp loại đảng viên {year}.xlsx")
    save(ties_book(district, year), folder / f"03 Cam kết và nơi cư trú {year}.xlsx")
    save(organizations_book(district, year), folder / f"04 Tổ chức đảng {year}.xlsx")
    save(units_book(district, year), folder / f"05 Thôn, tổ dân phố {year}.xlsx")


def main(folder: Path) -> None:
    district = build()
    for year in (2023, 2024):
        write_year(district, year, folder / str(year))
    save(branch_book(district, VILLAGE), folder / "members-only" / "01_DSDV Đạ Yi.xlsx")
    save(faulty_book(), folder / "faulty" / "DSDV có lỗi 2024.xlsx")
    expected = folder / "expected"
    expected.mkdir(exist_ok=True)
    text = json.dumps(truth(district), ensure_ascii=False, indent=1)
    (expected / "2024.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
