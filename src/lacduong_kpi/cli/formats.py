"""Which renderer makes which format, and which suffix means which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from lacduong_kpi.cli.options import CheckFormat
from lacduong_kpi.errors import UsageError, problem

if TYPE_CHECKING:
    from lacduong_kpi.assess.model import Assessment
    from lacduong_kpi.reports.view import View


class FileFormat(StrEnum):
    """Formats that exist as files only."""

    HTML = "html"
    XLSX = "xlsx"
    DOCX = "docx"


SUFFIXES: dict[str, CheckFormat | FileFormat] = {
    ".html": FileFormat.HTML,
    ".xlsx": FileFormat.XLSX,
    ".docx": FileFormat.DOCX,
    ".json": CheckFormat.JSON,
    ".xml": CheckFormat.JUNIT,
    ".csv": CheckFormat.CSV,
    ".md": CheckFormat.MARKDOWN,
    ".prom": CheckFormat.PROMETHEUS,
}


def format_of(path: Path) -> CheckFormat | FileFormat:
    """Raises UsageError for a suffix that no report has."""
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError:
        known = " ".join(SUFFIXES)
        raise UsageError(problem("usage.suffix", file=path.name, known=known)) from None


def rendered_text(format_: CheckFormat, assessment: Assessment, view: View) -> Iterable[str]:
    """A format of stdout other than the table, bit by bit where it may be long."""
    match format_:
        case CheckFormat.JSON:
            from lacduong_kpi.reports import json_report

            return json_report.render(assessment, view)
        case CheckFormat.CSV:
            from lacduong_kpi.reports import csv_report

            return csv_report.render(assessment, view)
        case CheckFormat.TABLE:
            from lacduong_kpi.reports.table import render
        case CheckFormat.JUNIT:
            from lacduong_kpi.reports.junit import render
        case CheckFormat.MARKDOWN:
            from lacduong_kpi.reports.markdown import render
        case CheckFormat.GITHUB:
            from lacduong_kpi.reports.github import render
        case CheckFormat.PROMETHEUS:
            from lacduong_kpi.reports.prometheus import render
        case _:
            assert_never(format_)
    return (render(assessment, view),)


def rendered_file(
    path: Path, assessment: Assessment, view: View
) -> tuple[bytes | Iterator[bytes], bool]:
    """The bytes of a report, bit by bit where it may be long, and whether they must stay private
    (counts alone need not)."""
    format_ = format_of(path)
    match format_:
        case FileFormat.HTML:
            from lacduong_kpi.reports import html

            return html.render(assessment, view).encode("utf-8"), True
        case FileFormat.XLSX:
            leave_out_types_of_the_system()
            from lacduong_kpi.reports import xlsx

            return xlsx.render(assessment, view), True
        case FileFormat.DOCX:
            from lacduong_kpi.reports import docx

            return docx.render(assessment, view), True
        case _:
            pieces = rendered_text(format_, assessment, view)
            content = (piece.encode("utf-8") for piece in pieces)
            return content, format_ is not CheckFormat.PROMETHEUS


def leave_out_types_of_the_system() -> None:
    """openpyxl, when it is imported, reads what the machine knows of kinds of files. A workbook must
    not hang on that, and a list of them that may not be read would end the program."""
    import mimetypes

    mimetypes.knownfiles.clear()
