"""What a workbook holds that would not survive being opened and written again by openpyxl.

Told from the package itself, part by part, so that what nobody thought of counts as a loss too.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_KEPT = re.compile(
    r"""
    \[Content_Types\]\.xml | _rels/\.rels
    | docProps/(core|app|custom)\.xml
    | docProps/thumbnail\.\w+            # a picture of the first page, made anew by Excel
    | xl/_rels/workbook\.xml\.rels | xl/(workbook|styles|sharedStrings|calcChain)\.xml
    | xl/theme/[^/]+ | xl/theme/_rels/[^/]+
    | xl/worksheets/(_rels/)?[^/]+\.(xml|rels)
    | xl/(comments/)?comments?\d*\.xml | xl/drawings/(vmlDrawing|commentsDrawing)\d*\.vml
    | xl/tables/[^/]+\.xml
    | xl/externalLinks/(_rels/)?[^/]+
    | xl/printerSettings/[^/]+           # settings of one printer's driver, nobody's work
    | xl/persons/[^/]+                   # who may comment; the comments themselves are told below
    """,
    re.VERBOSE,
)

_LOST = (
    ("charts", re.compile(r"xl/(charts|chartsheets)/")),
    ("macros", re.compile(r"xl/(vba|macrosheets|dialogsheets|activeX)", re.IGNORECASE)),
    ("images", re.compile(r"xl/media/")),
    ("pivots", re.compile(r"xl/(pivotTables|pivotCache|slicers|slicerCaches|timelines)")),
    ("controls", re.compile(r"xl/ctrlProps/|customUI/")),
    ("drawings", re.compile(r"xl/(drawings|diagrams)/")),
    ("threads", re.compile(r"xl/threadedComments/")),
    ("embedded", re.compile(r"xl/(embeddings|richData)/")),
    ("queries", re.compile(r"xl/(queryTables/|connections\.xml|model/|metadata\.xml)")),
    ("signature", re.compile(r"_xmlsignatures/")),
)
"""Ends of the catalogue keys and the parts that mean them, the most telling first."""

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_SHEET_LOSSES = (
    ("extensions", re.compile(rb"<(?:\w+:)?extLst[\s>]")),
    ("images", re.compile(rb"<(?:\w+:)?(?:picture|legacyDrawingHF)[\s/>]")),
    ("controls", re.compile(rb"<(?:\w+:)?(?:controls|oleObjects)[\s>]")),
    (
        "settings",
        re.compile(
            rb"<(?:\w+:)?(?:customSheetViews|protectedRanges|customProperties|cellWatches"
            rb"|dataConsolidate|smartTags|webPublishItems)[\s/>]"
        ),
    ),
)
_VML = re.compile(r"xl/drawings/[^/]+\.vml")
_NO_NOTE = re.compile(rb'ObjectType="(?!Note")')

SHEET_BYTES = 12 * 2**20
"""More sheet XML than this (about 250,000 cells) takes openpyxl more than some ten seconds."""
STYLE_BYTES = 4 * 2**20
MERGED_CELLS = 200_000
"""openpyxl makes an object for every cell of a merged area."""
SHEETS = 200
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


def losses(package: bytes) -> tuple[str, ...]:
    """What rewriting would lose, as the ends of catalogue keys `reports.lost.…`; empty where nothing.

    `not_xlsx` for bytes that are no .xlsx package, `too_large` for one that openpyxl cannot hold.
    """
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            return _losses(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return ("not_xlsx",)


def _losses(archive: zipfile.ZipFile) -> tuple[str, ...]:
    names = archive.namelist()
    if "xl/workbook.xml" not in names:
        return ("not_xlsx",)
    if _too_large(archive):
        return ("too_large",)
    found = {_lost_part(name) for name in names} - {None}
    for name in names:
        found |= _lost_inside(name, archive)
    order = [key for key, _ in _LOST] + [key for key, _ in _SHEET_LOSSES] + ["other"]
    return tuple(key for key in dict.fromkeys(order) if key in found)


def _lost_part(name: str) -> str | None:
    if name.endswith("/") or _KEPT.fullmatch(name):
        return None
    return next((key for key, pattern in _LOST if pattern.match(name)), "other")


def _lost_inside(name: str, archive: zipfile.ZipFile) -> set[str]:
    if _SHEET.fullmatch(name):
        content = archive.read(name)
        return {key for key, pattern in _SHEET_LOSSES if pattern.search(content)}
    if _VML.fullmatch(name) and _NO_NOTE.search(archive.read(name)):
        return {"controls"}
    return set()


def _too_large(archive: zipfile.ZipFile) -> bool:
    entries = archive.infolist()
    sheets = [entry for entry in entries if _SHEET.fullmatch(entry.filename)]
    styles = sum(entry.file_size for entry in entries if entry.filename == "xl/styles.xml")
    if len(sheets) > SHEETS or styles > STYLE_BYTES:
        return True
    if sum(entry.file_size for entry in sheets) > SHEET_BYTES:
        return True
    return sum(_merged(archive.read(entry)) for entry in sheets) > MERGED_CELLS


def _merged(sheet: bytes) -> int:
    """How many cells stand in merged areas, by the written corners."""
    return sum(
        (_number(right) - _number(left) + 1) * (int(bottom) - int(top) + 1)
        for left, top, right, bottom in _MERGE.findall(sheet)
    )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
