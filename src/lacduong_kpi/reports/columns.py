"""How every sheet and column was understood; what was not understood stands first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lacduong_kpi.assess.model import Assessment, TargetResult
from lacduong_kpi.findings import letters
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.layout import Cell, Field, Page, Screen, plain, text_width, widest
from lacduong_kpi.reports.opening import unusable
from lacduong_kpi.reports.places import name
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.words import Colour
from lacduong_kpi.tables.model import (
    ColumnReading,
    How,
    SheetReading,
    SheetVerdict,
    Skipped,
    Table,
)
from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.wording import Language, knows, say

UNKNOWN, IGNORED, EXACT = "unknown", "ignored", "exact"


def render(assessment: Assessment, view: View) -> str:
    """The reading of every sheet as plain text."""
    return plain(screen(assessment, view))


def screen(assessment: Assessment, view: View) -> Screen:
    page = Page(view.width)
    unusable(page, view.language, assessment)
    for number, (file, readings) in enumerate(groupby(assessment.readings, lambda each: each.file)):
        if number:
            page.blank()
        _file(page, view.language, assessment.targets, file, list(readings))
    return page.screen


def _file(
    page: Page,
    language: Language,
    targets: Sequence[TargetResult],
    file: str,
    readings: Sequence[SheetReading],
) -> None:
    tables = [table for reading in readings for table in reading.tables]
    lost = [(table, each) for table in tables for each in table.columns if each.reason == UNKNOWN]
    page.heading(
        say(
            language,
            "screens.columns.file",
            file=name(file),
            sheets=numbers.integer(language, len(readings)),
            tables=numbers.integer(language, len(tables)),
            unknown=numbers.integer(language, len(lost)),
        )
    )
    if lost:
        page.text(say(language, "screens.columns.unknown_head"), colour=Colour.DOUBT)
        for table, column in lost:
            _unknown(page, language, targets, table, column)
        page.blank()
    for reading in readings:
        _sheet(page, language, reading)


def _unknown(
    page: Page,
    language: Language,
    targets: Sequence[TargetResult],
    table: Table,
    column: ColumnReading,
) -> None:
    params = {
        "letter": letters(column.column),
        "header": name(column.header),
        "cell": name(column.header_cell),
    }
    text = say(language, "screens.columns.unknown", **params)
    if column.nearest is None:
        page.text(f"{text} {say(language, 'screens.columns.no_nearest')}", 2, 2)
        return
    better = words.header_word(column.nearest, table.kind)
    parts = [text, say(language, "screens.columns.nearest", header=better)]
    if needing := _needing(targets, table.kind, column.nearest):
        parts.append(say(language, "screens.columns.needed", targets=", ".join(needing)))
    page.text(" ".join(parts), 2, 2)
    remedy = say(language, "screens.columns.remedy", cell=params["cell"], header=better)
    page.text(say(language, "screens.remedy", remedy=remedy), 2, 2)


def _needing(targets: Sequence[TargetResult], kind: Kind, field: str) -> list[str]:
    return [
        name(target.id)
        for target in targets
        if field in target.fields and words.kind_of_unit(target.unit) is kind
    ]


def _sheet(page: Page, language: Language, reading: SheetReading) -> None:
    sheet = name(reading.sheet)
    if not reading.tables:
        page.text(say(language, f"screens.columns.sheet.{reading.verdict}", sheet=sheet))
        return
    for table in reading.tables:
        key = f"screens.columns.sheet.{SheetVerdict.ROSTER}.{table.presence}"
        page.text(say(language, key, sheet=sheet, kind=say(language, f"terms.kind.{table.kind}")))
        _table(page, language, table)


def _table(page: Page, language: Language, table: Table) -> None:
    page.text(_extent(language, table), 2, 2)
    if table.skipped:
        page.text(_skipped(language, table), 2, 2)
    if table.year is not None:
        page.text(_year(language, table), 2, 2)
    if context := _context(language, table):
        page.text(say(language, "screens.columns.context", fields=context), 2, 2)
    _write_columns(page, language, table)


def _extent(language: Language, table: Table) -> str:
    """`Tiêu đề: dòng 6 - 7. Số liệu: dòng 9 - 118, 103 đảng viên.`"""
    head = _rows(table.header_top, table.header_bottom)
    if not table.rows:
        return say(language, "screens.columns.no_rows", head=head)
    return say(
        language,
        "screens.columns.extent",
        head=head,
        data=_rows(table.rows[0], table.rows[-1]),
        count=words.unit(language, table.kind.value, len(table.rows)),
    )


def _rows(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} - {last}"


def _skipped(language: Language, table: Table) -> str:
    """`Bỏ qua: dòng 8 (số thứ tự cột), 6 dòng tên nhóm, 1 dòng tổng cộng.`"""
    parts = []
    for why, rows in table.skipped:
        if why is Skipped.EMPTY or not rows:
            continue
        where = (
            say(language, "screens.row", row=rows[0])
            if len(rows) == 1
            else say(language, "screens.columns.rows", count=numbers.integer(language, len(rows)))
        )
        parts.append(f"{where} ({say(language, f'screens.skipped.{why}')})")
    return say(language, "screens.columns.skipped", list=", ".join(parts)) if parts else ""


def _year(language: Language, table: Table) -> str:
    place = table.year_place
    if place is None:
        return say(language, "screens.columns.year", year=table.year or 0)
    if place.cell is None:
        where = say(language, f"screens.columns.{'file' if place.sheet is None else 'sheet'}_name")
    else:
        where = say(language, "screens.cell", cell=name(place.cell))
    return say(language, "screens.columns.year_from", year=table.year or 0, place=where)


def _context(language: Language, table: Table) -> str:
    """Fields that no column tells, but section rows, titles or the sheet's name."""
    fields = dict.fromkeys(
        field for claim in table.claims if claim.how is How.CONTEXT for field in claim.fields
    )
    return ", ".join(words.field_word(language, field, table.kind) for field in fields)


def _write_columns(page: Page, language: Language, table: Table) -> None:
    heads = [
        say(language, f"screens.columns.head.{each}") for each in ("letter", "header", "meaning")
    ]
    rows = [
        (
            letters(column.column),
            name(column.header),
            _meaning(language, table, column),
            column,
        )
        for column in sorted(table.columns, key=lambda each: each.column)
    ]
    letter = max(widest(row[0] for row in rows), text_width(heads[0]))
    header = max(widest(row[1] for row in rows), text_width(heads[1]))
    left = page.width - 2 - letter - 4
    header = min(
        header, left - min(left // 2, max(widest(row[2] for row in rows), text_width(heads[2])))
    )
    fields = [Field(letter), Field(header, folds=True), Field(left - header, folds=True)]
    page.row(fields, [Cell(head) for head in heads], indent=2)
    for first, second, third, column in rows:
        colour = Colour.DOUBT if column.reason == UNKNOWN else None
        page.row(fields, [Cell(first), Cell(second), Cell(third, colour)], indent=2)


def _meaning(language: Language, table: Table, column: ColumnReading) -> str:
    """`ngày sinh; giới tính nam`, `xếp loại năm 2024 (theo giá trị trong cột)`, `CHƯA HIỂU`."""
    if column.reason in (UNKNOWN, IGNORED) or not column.fields:
        lost = UNKNOWN if column.reason == UNKNOWN else IGNORED
        return say(language, f"screens.columns.meaning.{lost}")
    parts = [_field(language, table, column, field) for field in column.fields]
    parts += _implied(language, table, column)
    text = "; ".join(parts)
    notes = []
    if column.reason != EXACT:
        notes.append(say(language, f"screens.columns.reason.{column.reason}"))
    if column.blanks is not None:
        notes.append(_blanks(language, column, column.blanks))
    return f"{text} ({'; '.join(notes)})" if notes else text


def _blanks(language: Language, column: ColumnReading, meaning: str) -> str:
    """What a blank says, in the words of the field where it has some."""
    for field in column.fields:
        if knows(language, f"screens.blanks.{meaning}.{field}"):
            return say(language, f"screens.blanks.{meaning}.{field}")
    return say(language, f"screens.blanks.{meaning}")


def _field(language: Language, table: Table, column: ColumnReading, field: str) -> str:
    """`xếp loại năm 2024: hoàn thành tốt`"""
    word = words.field_word(language, field, table.kind)
    known = FIELDS[table.kind].get(field)
    year = column.year or table.year
    if year is not None and known is not None and known.yearly:
        word = say(language, "screens.columns.of_year", field=word, year=year)
    if column.stands_for is not None and known is not None and _stands(field, column.stands_for):
        return f"{word}: {words.value_word(language, field, column.stands_for)}"
    return word


def _implied(language: Language, table: Table, column: ColumnReading) -> list[str]:
    """What else an entry in the column says: a birth day under `Nam` that it is a man's."""
    return [
        f"{words.field_word(language, field, table.kind)}: "
        f"{words.value_word(language, field, source.stands_for)}"
        for claim in table.claims
        if claim.how is How.IMPLIED
        for source in claim.sources
        if source.column == column.column
        for field in claim.fields
        if field not in column.fields and source.stands_for
    ]


def _stands(field: str, value: str) -> bool:
    return knows(Language.VI, f"terms.value.{field}.{value}")
