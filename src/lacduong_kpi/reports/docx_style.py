"""Pieces of an official document: page, fonts, paragraphs, tables without and with lines.

Measures after the guidance on the form of Party documents (A4; margins 20, 20, 30, 15 mm; Times
New Roman 14, lines of exactly 18 pt, first line 10 mm in). All text goes through `write`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lacduong_kpi.text import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

FONT = "Times New Roman"
BODY = 14
LINE = 18
LEFT, CENTER, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def set_base(document: Document, language_tag: str) -> None:
    """Font, size and proofing language of everything that says nothing else."""
    style = cast("ParagraphStyle", document.styles["Normal"])
    style.font.name = FONT
    style.font.size = Pt(BODY)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.space_before = Pt(0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
        fonts.set(qn(kind), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), language_tag)
    properties.append(language)


def set_page(section: Section, *, landscape: bool = False) -> None:
    """A4 with the official margins; the page number stands in the middle of the header, but not
    on the first page."""
    width, height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = not landscape


def number_pages(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> Run:
    """The only way by which text gets into the document: as a run, never as a field or a link."""
    run = paragraph.add_run(clean(text))
    run.font.size = Pt(size)
    run.bold, run.italic, run.underline = bold, italic, underline
    return run


def body(document: Document, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A paragraph of the text: justified, first line in, lines of exactly 18 pt."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.alignment = JUSTIFY
    form.first_line_indent = Mm(10)
    form.space_before = Pt(6)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(LINE)
    form.widow_control = True
    form.keep_with_next = bold or None
    write(paragraph, text, bold=bold, italic=italic)
    return paragraph


def centred(
    document: Document, text: str, *, size: float = BODY, bold: bool = False, italic: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = CENTER
    write(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def line_of(cell: _Cell, text: str, *, first: bool = False, **form: float | bool) -> Paragraph:
    """A centred line in a cell; `first` uses the paragraph that every cell begins with."""
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = CENTER
    write(paragraph, text, **form)  # type: ignore[arg-type]
    return paragraph


def ruled_below(paragraph: Paragraph, indent: float) -> None:
    """A line under the paragraph, `indent` mm shorter on each side."""
    paragraph.paragraph_format.left_indent = Mm(indent)
    paragraph.paragraph_format.right_indent = Mm(indent)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def side_by_side(document: Document, widths: Sequence[float]) -> Sequence[_Cell]:
    """A row of cells without lines, for heads and signatures; widths in mm."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    row = table.rows[0]
    _keep_whole(row._tr.get_or_add_trPr())
    cells: Sequence[_Cell] = row.cells
    return cells


def set_widths(table: Table, widths: Sequence[float]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def roomy(table: Table) -> None:
    """Some space above and below the text of each cell, which stands in the middle."""
    for row in table.rows:
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = Pt(2)
                paragraph.paragraph_format.space_after = Pt(2)


def repeat_as_head(table: Table, rows: int = 1) -> None:
    """The first rows stand again on top of every page."""
    for row in table.rows[:rows]:
        properties = row._tr.get_or_add_trPr()
        head = OxmlElement("w:tblHeader")
        head.set(qn("w:val"), "true")
        _keep_whole(properties)
        properties.append(head)


def keep_rows_whole(table: Table) -> None:
    """No row is broken over two pages."""
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        if properties.find(qn("w:cantSplit")) is None:
            _keep_whole(properties)


def _keep_whole(properties: object) -> None:
    whole = OxmlElement("w:cantSplit")
    whole.set(qn("w:val"), "true")
    properties.insert(0, whole)  # type: ignore[attr-defined]
