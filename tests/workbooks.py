"""What tests ask of workbooks that were read: the values of a sheet as a dict or as rows."""

from __future__ import annotations

from pathlib import Path

from lacduong_kpi.errors import WorkbookError
from lacduong_kpi.workbook.limits import LARGE, NORMAL, Limits
from lacduong_kpi.workbook.model import Sheet, Value, Workbook
from lacduong_kpi.workbook.read import read_workbook


def read(tmp_path: Path, content: bytes, name: str = "book.xlsx", **options: object) -> Workbook:
    path = tmp_path / name
    path.write_bytes(content)
    return read_workbook(path, **options)  # type: ignore[arg-type]


def refusal(
    tmp_path: Path, content: bytes, name: str = "book.xlsx", limits: Limits = NORMAL
) -> str:
    """The key of the problem for which the file is refused."""
    try:
        read(tmp_path, content, name, limits=limits)
    except WorkbookError as error:
        (problem,) = error.problems
        assert dict(problem.params)["file"] == str(tmp_path / name)
        return problem.key
    raise AssertionError("the file was read")


def cells(sheet: Sheet) -> dict[tuple[int, int], Value]:
    """Every value by (row, column)."""
    return {
        (row, column): value
        for row in range(sheet.top, sheet.bottom + 1)
        for column in range(sheet.left, sheet.right + 1)
        if (value := sheet.value(row, column)) is not None
    }


def rows(sheet: Sheet) -> list[list[Value]]:
    """The rectangle of the sheet, row by row."""
    return [
        [sheet.value(row, column) for column in range(sheet.left, sheet.right + 1)]
        for row in range(sheet.top, sheet.bottom + 1)
    ]


__all__ = ["LARGE", "NORMAL", "cells", "read", "refusal", "rows"]
