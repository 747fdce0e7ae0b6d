"""The present understanding written as a mapping file, for a person to mend.

A mapping that was written so and is read again changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from lacduong_kpi.findings import letters
from lacduong_kpi.tables.model import (
    Claim,
    ColumnReading,
    How,
    SheetReading,
    SheetVerdict,
    Table,
)
from lacduong_kpi.terms import FIELDS
from lacduong_kpi.text import clean

_HEAD = """\
# Cách chương trình đang hiểu các trang tính. Sửa chỗ chưa đúng, rồi chạy lại với --mapping.
# How the sheets are understood now. Mend what is wrong and run again with --mapping.
#   sheet: tên trang tính; kind: member, organization, residential_unit, ignore (để ngoài)
#   header: các dòng tiêu đề; columns: cột -> trường, ignore = không dùng
"""
"""in both languages, for the file outlives the screen on which it was made"""

_FOOT = """\
# Chữ trong ô -> giá trị: bỏ dấu # ở hai dòng dưới rồi sửa. (Words in cells: take the # away.)
# values:
#   rating: {"Loại khá": good}
"""


def write_mapping(readings: Iterable[SheetReading]) -> str:
    """A mapping file that says what the readings say."""
    entries = [line for reading in readings for line in _entry(reading)]
    return _HEAD + (
        "sheets:\n" + "".join(f"{line}\n" for line in entries) + _FOOT
        if entries
        else "sheets: []\n"
    )


def _entry(reading: SheetReading) -> Iterator[str]:
    tables = [table for table in reading.tables if table.columns]
    heads = {(table.header_top, table.header_bottom) for table in tables}
    if reading.verdict is SheetVerdict.EMPTY:
        return
    yield f"  - sheet: {_quoted(reading.sheet)}"
    yield f"    file: {_quoted(reading.file.rpartition('/')[2])}"
    if not tables:
        yield "    kind: ignore"
    elif len(tables) == 1 and len(heads) == 1:
        yield from _table(tables[0])
    else:
        yield f"    # {len(tables)} bảng trên trang tính này (tables on this sheet)"


def _table(table: Table) -> Iterator[str]:
    yield f"    kind: {table.kind.value}"
    yield f"    header: [{table.header_top}, {table.header_bottom}]"
    if table.year is not None:
        yield f"    year: {table.year}"
    yield "    columns:"
    for each in _ordered(table):
        yield f"      {letters(each.column)}: {_told(table, each)}{_comment(each)}"


def _ordered(table: Table) -> list[ColumnReading]:
    """The columns from left to right, but those of one field in the order in which they count."""
    columns = {each.column: each for each in table.columns}
    order = list(columns)
    for claim in table.claims:
        if claim.how is How.PLAIN:
            wanted = [source.column for source in claim.sources if source.column in columns]
            places = sorted(order.index(column) for column in wanted)
            for place, column in zip(places, wanted, strict=False):
                order[place] = column
    return [columns[column] for column in order]


def _told(table: Table, each: ColumnReading) -> str:
    fields = _fields(table, each)
    if not fields or _is_outvoted(table, each):
        return "ignore"
    several = f"[{', '.join(field or '-' for field in fields)}]"
    field = several if len(fields) > 1 else fields[0]
    extra = dict(_extra(table, each))
    if not extra:
        return field
    pairs = {"field": field, **extra}
    return "{" + ", ".join(f"{name}: {value}" for name, value in pairs.items()) + "}"


def _fields(table: Table, each: ColumnReading) -> tuple[str, ...]:
    """The fields of the column with the facts in it that are no field."""
    for claim in table.claims:
        if claim.how is How.PLAIN and len(claim.fields) > 1 and _has(claim, each.column):
            return claim.fields
    return each.fields


def _is_outvoted(table: Table, each: ColumnReading) -> bool:
    """Whether it is a rating by somebody whose rating does not decide."""
    return each.fields == ("rating",) and not any(_has(c, each.column) for c in table.claims)


def _has(claim: Claim, column: int) -> bool:
    return any(source.column == column for source in claim.sources)


def _extra(table: Table, each: ColumnReading) -> Iterator[tuple[str, str]]:
    """What the field alone does not say of a column."""
    yearly = FIELDS[table.kind][each.fields[0]].yearly
    if yearly and each.year is not None and each.year != table.year:
        yield "year", str(each.year)
    if each.stands_for is not None:
        yield (
            "value",
            _quoted(each.stands_for) if each.stands_for in ("yes", "no") else each.stands_for,
        )
    for claim in table.claims:
        columns = [source.column for source in claim.sources]
        if each.column not in columns:
            continue
        if claim.how is How.JOINED:
            yield "part", str(columns.index(each.column) + 1)
        if claim.how is How.IMPLIED:
            value = claim.sources[columns.index(each.column)].stands_for
            yield "implies", f"{{{claim.fields[0]}: {value}}}"


def _comment(each: ColumnReading) -> str:
    return f"  # {clean(each.header)}" if each.header else ""


def _quoted(text: str) -> str:
    """JSON strings are YAML strings; escapes keep odd characters out of the file."""
    return json.dumps(text, ensure_ascii=not text.isprintable())
