"""Sheets drawn as text, for tests.

    TT | Họ và tên  | Ngày sinh | <
    ^  | ^          | Nam       | Nữ
    1  | Lê Văn An  | 1980-02-03 |

`|` parts cells, `<` is merged with the cell to its left, `^` with the one above it. A cell of
digits is a number (`'` before it makes it text), `2019-03-02` a date, `\\n` a line break, `#REF!`
an error cell, `=` an uncached formula, `~` two blanks and other odd spaces as they are. An empty
line of the drawing is an empty row.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Sequence

from lacduong_kpi.column import encode
from lacduong_kpi.workbook.model import Area, CellFault, Sheet, Value, Visibility, Workbook

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def sheet_of(
    rows: Sequence[Sequence[Value]],
    merges: Sequence[tuple[int, int, int, int]] = (),
    name: str = "Sheet1",
    top: int = 1,
    left: int = 1,
    visibility: Visibility = Visibility.VISIBLE,
    hidden_rows: frozenset[int] = frozenset(),
    hidden_columns: frozenset[int] = frozenset(),
) -> Sheet:
    """A sheet of these rows; `merges` are (top, left, bottom, right), counted from 1."""
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = tuple(encode([row[index] for row in full]) for index in range(width))
    return Sheet(
        name,
        columns,
        top,
        left,
        visibility,
        tuple(Area(*each) for each in merges),
        hidden_rows,
        hidden_columns,
    )


def drawn(text: str, name: str = "Sheet1", **settings: object) -> Sheet:
    """The sheet that is drawn as text."""
    rows = [
        [cell.strip(" ") for cell in line.split("|")]
        for line in textwrap.dedent(text).strip("\n").splitlines()
    ]
    values = [[_value(cell) for cell in row] for row in rows]
    return sheet_of(values, _merges(rows), name, **settings)  # type: ignore[arg-type]


def workbook(*sheets: Sheet, path: str = "danh-sach.xlsx") -> Workbook:
    return Workbook(path, "0" * 64, sheets)


def _value(cell: str) -> Value:
    if cell in ("", "<", "^"):
        return None
    if cell.startswith("#"):
        return CellFault(cell)
    if cell == "=":
        return CellFault("uncached")
    if _DATE.fullmatch(cell):
        return dt.date.fromisoformat(cell)
    if re.fullmatch(r"\d{1,15}", cell) and not cell.startswith("0"):
        return int(cell)
    return cell.removeprefix("'").replace("\\n", "\n")


def _merges(rows: list[list[str]]) -> list[tuple[int, int, int, int]]:
    found = []
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            if cell in ("<", "^"):
                continue
            right = left
            while right + 1 < len(row) and row[right + 1] == "<":
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and left < len(rows[bottom + 1]):
                if rows[bottom + 1][left] != "^":
                    break
                bottom += 1
            if (bottom, right) != (top, left):
                found.append((top + 1, left + 1, bottom + 1, right + 1))
    return found
