"""Section II.1 and the annex of the yearly report, as a Word document in the official form.

A draft: number, date and signer are left to the clerk, and so are all sections but II.1. Holds
counts and names of targets, never a person's name.
"""

from __future__ import annotations

from dataclasses import fields
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from lacduong_kpi.assess.model import Assessment
from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.reports import official
from lacduong_kpi.reports.opening import unusable_reason
from lacduong_kpi.reports.package import UndatedZip, settled, stamp
from lacduong_kpi.reports.view import View
from lacduong_kpi.text import clean
from lacduong_kpi.wording import Language, say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

_BLANK = "…………"
_PROPERTY = 255
"""characters of a document property, by the standard of packages"""
_WIDTHS = (12, 80, 26, 19, 21, 24, 33, 37)
"""columns of the annex in mm: the 252 of a landscape page"""


def render(assessment: Assessment, view: View) -> bytes:
    """The whole .docx."""
    import docx

    from lacduong_kpi.reports import docx_style as style

    document = docx.Document()
    head = letterhead(assessment, view)
    style.set_base(document, "vi-VN" if view.language is Language.VI else "en-US")
    style.set_page(document.sections[0])
    style.number_pages(document.sections[0])
    _set_properties(document, assessment, view)
    _write_head(document, assessment, view, head)
    _write_body(document, assessment, view, head)
    _write_signature(document, view, head)
    _write_annex(document, assessment, view, head)
    return settled(_packed(document), stamp(assessment, view))


class _Parts:
    """Takes the parts that python-docx writes."""

    def __init__(self, archive: UndatedZip) -> None:
        self._archive = archive

    def write(self, name: Any, content: bytes) -> None:
        self._archive.writestr(name.membername, content)


def _packed(document: Document) -> bytes:
    """What `document.save` writes, without asking the clock, which may stand before 1980."""
    from docx.opc.pkgwriter import PackageWriter

    package, writer = cast("Any", document.part.package), cast("Any", PackageWriter)
    for part in package.parts:
        part.before_marshal()
    sink = BytesIO()
    with UndatedZip(sink, "w") as archive:
        parts = _Parts(archive)
        writer._write_content_types_stream(parts, package.parts)
        writer._write_pkg_rels(parts, package.rels)
        writer._write_parts(parts, package.parts)
    return sink.getvalue()


def letterhead(assessment: Assessment, view: View) -> Letterhead:
    """What was asked for, else what the plan says, else blank."""
    asked, planned = view.letterhead, assessment.plan.letterhead
    merged = {
        field.name: getattr(asked, field.name) or getattr(planned, field.name)
        for field in fields(Letterhead)
    }
    return Letterhead(**merged)


def _set_properties(document: Document, assessment: Assessment, view: View) -> None:
    _drop_preview(document)
    properties = document.core_properties
    title = say(view.language, "reports.docx.title", year=assessment.year)
    properties.title = title
    properties.subject = clean(assessment.plan.title, _PROPERTY)
    properties.author, properties.last_modified_by = "lacduong-kpi", "lacduong-kpi"
    properties.comments = ""
    properties.language = "vi-VN" if view.language is Language.VI else "en-US"
    properties.created = properties.modified = stamp(assessment, view).replace(tzinfo=None)
    properties.revision = 1


def _drop_preview(document: Document) -> None:
    """python-docx's template carries a picture of its own first page."""
    relations = document.part.package.rels
    for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
        del relations[key]


def _write_head(document: Document, assessment: Assessment, view: View, head: Letterhead) -> None:
    from lacduong_kpi.reports import docx_style as style

    language = view.language
    draft = document.paragraphs[0] if document.paragraphs else document.add_paragraph()
    draft.alignment = style.RIGHT
    style.write(draft, say(language, "reports.docx.draft"), bold=True, italic=True)
    left, right = style.side_by_side(document, (72, 93))
    style.line_of(left, (head.upper_body or _BLANK).upper(), first=True)
    style.line_of(left, (head.issuer or _BLANK).upper(), bold=True)
    style.line_of(left, "*")
    style.line_of(left, _number(language, head))
    party = style.line_of(
        right, say(language, "reports.docx.party"), first=True, bold=True, size=15
    )
    style.ruled_below(party, 7)
    style.line_of(right, _date(language, head), italic=True).paragraph_format.space_before = 76200
    _write_title(document, assessment, view)


def _number(language: Language, head: Letterhead) -> str:
    return say(language, "reports.docx.number", sign=f"-{head.sign}" if head.sign else "")


def _date(language: Language, head: Letterhead) -> str:
    return say(language, "reports.docx.date", place=head.place or _BLANK)


def _write_title(document: Document, assessment: Assessment, view: View) -> None:
    from docx.shared import Pt

    from lacduong_kpi.reports import docx_style as style

    language = view.language
    title = style.centred(document, say(language, "reports.docx.report"), size=16, bold=True)
    title.paragraph_format.space_before = Pt(18)
    subject = say(
        language,
        "reports.docx.subject",
        plan=assessment.plan.title,
        year=assessment.year,
    )
    style.centred(document, subject, bold=True)
    style.centred(document, "-----")


def _write_body(document: Document, assessment: Assessment, view: View, head: Letterhead) -> None:
    from lacduong_kpi.reports import docx_style as style

    language = view.language
    committee = head.committee or head.issuer or _BLANK
    opening = say(language, "reports.docx.opening", plan=assessment.plan.title, committee=committee)
    style.body(document, opening)
    for heading in ("I", "II"):
        style.body(document, say(language, f"reports.docx.heading.{heading}"), bold=True)
        if heading == "I":
            style.body(document, _BLANK)
    style.body(document, say(language, "reports.docx.heading.II.1"), bold=True)
    _write_results(document, assessment, view, head)
    style.body(document, say(language, "reports.docx.heading.II.2"), bold=True)
    style.body(document, _BLANK)
    for heading in ("III", "IV", "V"):
        style.body(document, say(language, f"reports.docx.heading.{heading}"), bold=True)
        style.body(document, _BLANK)


def _write_results(
    document: Document, assessment: Assessment, view: View, head: Letterhead
) -> None:
    """Section II.1: the files that are missing, the sentence of the tally, a line a target."""
    from lacduong_kpi.reports import docx_style as style

    language = view.language
    for each in assessment.unusable:
        reason = unusable_reason(language, each.problem)
        text = say(language, "reports.unusable", file=each.path, reason=reason)
        style.body(document, text, italic=True)
    scope = head.scope or say(language, "reports.docx.scope")
    style.body(document, official.summary(language, assessment, scope))
    for group, targets in groupby(assessment.targets, key=lambda each: each.group):
        if group:
            style.body(document, group, italic=True).paragraph_format.keep_with_next = True
        for target in targets:
            style.body(document, f"- {official.line(language, target)}")
    style.body(document, say(language, "reports.docx.see_annex"), italic=True)


def _write_signature(document: Document, view: View, head: Letterhead) -> None:
    from lacduong_kpi.reports import docx_style as style

    language = view.language
    document.add_paragraph()
    left, right = style.side_by_side(document, (75, 90))
    recipients = left.paragraphs[0]
    style.write(recipients, say(language, "reports.docx.recipients"), underline=True)
    for key in ("recipient", "archive"):
        style.write(left.add_paragraph(), say(language, f"reports.docx.{key}"), size=12)
    body = (head.on_behalf_of or _BLANK).upper()
    style.line_of(right, say(language, "reports.docx.on_behalf", body=body), first=True, bold=True)
    style.line_of(right, (head.signer_title or _BLANK).upper())
    for _ in range(4):
        right.add_paragraph()
    style.line_of(right, head.signer or "", bold=True)


def _write_annex(document: Document, assessment: Assessment, view: View, head: Letterhead) -> None:
    from docx.enum.section import WD_SECTION
    from docx.shared import Pt

    from lacduong_kpi.reports import docx_style as style

    language = view.language
    style.set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=True)
    style.centred(document, say(language, "reports.docx.annex"), bold=True)
    title = say(language, "reports.docx.annex_title", year=assessment.year)
    style.centred(document, title, bold=True)
    enclosed = say(
        language,
        "reports.docx.enclosed",
        sign=f"-{head.sign}" if head.sign else "",
        committee=head.committee or head.issuer or _BLANK,
    )
    style.centred(document, enclosed, italic=True).paragraph_format.space_after = Pt(6)
    annex = official.annex(language, assessment)
    _write_table(document, language, annex)
    for note in annex.notes:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(4)
        style.write(paragraph, note, size=12, italic=True)


def _write_table(document: Document, language: Language, annex: official.Annex) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    from lacduong_kpi.reports import docx_style as style

    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, column in zip(table.rows[0].cells, _COLUMNS, strict=True):
        style.line_of(cell, say(language, f"reports.docx.column.{column}"), first=True, bold=True)
    for row in annex.rows:
        cells = table.add_row().cells
        if row.heading:
            cells[1].merge(cells[-1])
        for place, text in enumerate(row.cells):
            paragraph = cells[place].paragraphs[0]
            paragraph.alignment = _alignment(place)
            style.write(paragraph, text, size=13, bold=row.heading)
    style.roomy(table)
    style.set_widths(table, _WIDTHS)
    style.repeat_as_head(table)
    style.keep_rows_whole(table)


_COLUMNS = ("number", "label", "goal", "numerator", "denominator", "percent", "verdict", "remark")


def _alignment(place: int) -> WD_ALIGN_PARAGRAPH:
    from lacduong_kpi.reports import docx_style as style

    if place in (1, 7):
        return style.LEFT
    return style.RIGHT if place in (3, 4, 5) else style.CENTER
