"""An empty workbook with exactly the columns that a plan needs, to be filled in and read back.

Owns the look of the template. The words of headers and values are those of the catalogue, which
the vocabulary understands.
"""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.fields import fields_used
from lacduong_kpi.plan.model import ExtraField, Plan
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind
from lacduong_kpi.wording import Language, knows, say
from lacduong_kpi.workbook.marker import Marker

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADER_ROW = 4
ROWS = {Kind.MEMBER: 2_000, Kind.ORGANIZATION: 300, Kind.RESIDENTIAL_UNIT: 300}
ALWAYS: dict[Kind, tuple[str, ...]] = {
    Kind.MEMBER: ("full_name", "date_of_birth", "card_number", "branch", "grassroots", "note"),
    Kind.ORGANIZATION: ("name", "kind", "parent", "note"),
    Kind.RESIDENTIAL_UNIT: ("name", "commune", "branch", "note"),
}
"""Fields that tell records apart and tie them together, whatever the plan counts."""

WRITTEN = Language.VI
"""headers and values are Vietnamese whatever the language, as rosters are read in it"""

MADE_AT = datetime(2024, 1, 1, tzinfo=UTC)
TITLE_SIZE, WIDTH, NAME_WIDTH = 14, 18, 28
A4 = 9
HEADER_HEIGHT = 48
NOTES = 7
FORMATS = {FieldType.DATE: "dd/mm/yyyy", FieldType.COUNT: "0"}
"""number formats; all else is text, so that ids keep their zeros"""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column: its field, the header as written, the words that may be chosen."""

    field: Field
    header: str
    choices: tuple[str, ...]
    comment: str


def template_columns(
    plan: Plan, kind: Kind, year: int | None, language: Language
) -> tuple[TemplateColumn, ...]:
    """The columns of one sheet in the order of the record's fields."""
    wanted = {*ALWAYS[kind], *fields_used(plan, kind)}
    fields = [field for name, field in FIELDS[kind].items() if name in wanted]
    own = [_added_column(each, language) for each in plan.extra_fields if each.kind is kind]
    return (*(_column(kind, field, year, language) for field in fields), *own)


def _added_column(added: ExtraField, language: Language) -> TemplateColumn:
    """The column of a field that the plan adds, under the first of its headers."""
    words = tuple(_capital((written or (value,))[0]) for value, written in added.words)
    choices = words or _choices(added.field)
    header = _capital(added.headers[0])
    return TemplateColumn(added.field, header, choices, _comment(added.field, language))


def _column(kind: Kind, field: Field, year: int | None, language: Language) -> TemplateColumn:
    header = _capital(_label(kind, field))
    if field.yearly and year is not None:
        header = say(WRITTEN, "template.of_year", header=header, year=year)
    return TemplateColumn(field, header, _choices(field), _comment(field, language))


def _label(kind: Kind, field: Field) -> str:
    for key in (f"template.header.{kind}.{field.name}", f"template.header.{field.name}"):
        if knows(WRITTEN, key):
            return say(WRITTEN, key)
    return say(WRITTEN, f"terms.field.{field.name}")


def _choices(field: Field) -> tuple[str, ...]:
    if field.type is FieldType.FLAG:
        return (_capital(say(WRITTEN, "terms.yes")), _capital(say(WRITTEN, "terms.no")))
    if field.choices is None:
        return ()
    members: list[StrEnum] = list(field.choices)
    return tuple(_capital(say(WRITTEN, f"terms.value.{field.name}.{each}")) for each in members)


def _comment(field: Field, language: Language) -> str:
    """What counts in the column: the field's own note, else how its type is written."""
    own = f"template.comment.{field.name}"
    return say(language, own if knows(language, own) else f"template.type.{field.type}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def blank_workbook(plan: Plan, year: int | None, language: Language) -> bytes:
    """The template as .xlsx bytes, marked as ours; the same for the same plan, year, language."""
    from openpyxl import Workbook

    from lacduong_kpi.reports.workbook_bytes import saved

    book = Workbook()
    blank = book.active
    lists = _Lists(book.create_sheet(say(WRITTEN, "template.sheet.lists")))
    for kind in Kind:
        sheet = book.create_sheet(say(WRITTEN, f"template.sheet.{kind}"))
        _title(sheet, kind, year)
        _columns(sheet, template_columns(plan, kind, year, language), ROWS[kind], lists, language)
    _notes(book.create_sheet(say(WRITTEN, "template.sheet.notes")), plan, language)
    if blank is not None:
        book.remove(blank)
    book.move_sheet(lists.sheet, len(book.sheetnames))
    lists.sheet.sheet_state = "hidden"
    book.active = 0
    return saved(book, Marker.TEMPLATE, MADE_AT)


@dataclass(slots=True)
class _Lists:
    """The hidden sheet of words to choose from: inline lists cannot hold a word with a comma."""

    sheet: Worksheet
    used: int = 0

    def reference(self, words: tuple[str, ...]) -> str:
        """Puts the words into the next column and returns the range that holds them."""
        from openpyxl.utils import get_column_letter

        self.used += 1
        for row, word in enumerate(words, start=1):
            self.sheet.cell(row, self.used, word)
        letter = get_column_letter(self.used)
        return f"'{self.sheet.title}'!${letter}$1:${letter}${len(words)}"


def _title(sheet: Worksheet, kind: Kind, year: int | None) -> None:
    from openpyxl.styles import Font

    if year is None:
        sheet.cell(1, 1, say(WRITTEN, f"template.title.{kind}"))
    else:
        sheet.cell(1, 1, say(WRITTEN, f"template.title_year.{kind}", year=year))
        sheet.cell(2, 1, say(WRITTEN, "template.as_of", year=year))
    sheet.cell(1, 1).font = Font(bold=True, size=TITLE_SIZE)


def _columns(
    sheet: Worksheet,
    columns: tuple[TemplateColumn, ...],
    rows: int,
    lists: _Lists,
    language: Language,
) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    number = say(WRITTEN, "template.number"), say(language, "template.comment.number")
    _head(sheet, 1, *number, width=6)
    for position, column in enumerate(columns, start=2):
        wide = NAME_WIDTH if position == 2 else WIDTH
        _head(sheet, position, column.header, column.comment, width=wide)
        _body(sheet, position, column, rows, lists)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.row_dimensions[HEADER_ROW].height = HEADER_HEIGHT
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _head(sheet: Worksheet, position: int, text: str, comment: str, *, width: int) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin")
    cell = sheet.cell(HEADER_ROW, position, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="DDEBF7")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.comment = Comment(comment, "lacduong-kpi", width=320, height=140)
    sheet.column_dimensions[get_column_letter(position)].width = width


def _body(
    sheet: Worksheet, position: int, column: TemplateColumn, rows: int, lists: _Lists
) -> None:
    """The number format of the whole column, and what may be chosen in its cells."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(position)
    sheet.column_dimensions[letter].number_format = FORMATS.get(column.field.type, "@")
    cells = f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + rows}"
    if column.choices:
        words = lists.reference(column.choices)
        rule = DataValidation(type="list", formula1=words, allow_blank=True, showErrorMessage=True)
    elif column.field.type is FieldType.COUNT:
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    else:
        return
    rule.add(cells)
    sheet.add_data_validation(rule)


def _notes(sheet: Worksheet, plan: Plan, language: Language) -> None:
    """How to fill in, and which targets the columns serve."""
    from openpyxl.styles import Alignment, Font

    lines = [say(language, f"template.note.{number}") for number in range(1, NOTES + 1)]
    targets = [f"{target.id}. {target.text}" for target in plan.targets]
    heading = say(language, "template.note.targets")
    for row, text in enumerate([*lines, "", heading, *targets], start=1):
        cell = sheet.cell(row, 1, text)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=row == 1 or text == heading)
    sheet.column_dimensions["A"].width = 110
