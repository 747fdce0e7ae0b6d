"""Office Open XML packages written by hand, for what no library would write."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A worksheet part around the XML of its rows."""
    return (
        f'{DECLARATION}<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def shared(strings: Sequence[str]) -> str:
    """The part of shared strings; each is escaped unless it is an `<si>` already."""
    items = "".join(
        text if text.startswith("<si") else f'<si><t xml:space="preserve">{escape(text)}</t></si>'
        for text in strings
    )
    return (
        f'{DECLARATION}<sst xmlns="{MAIN}" count="{len(strings)}" '
        f'uniqueCount="{len(strings)}">{items}</sst>'
    )


def styles(cells: Sequence[tuple[int, int]], fonts: str = "<font/>", formats: str = "") -> str:
    """Cell formats as (number format, font)."""
    xfs = "".join(f'<xf numFmtId="{number}" fontId="{font}"/>' for number, font in cells)
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f"<fonts>{fonts}</fonts><cellXfs>{xfs}</cellXfs></styleSheet>"
    )


def workbook_part(names: Sequence[str], properties: str = "", states: Sequence[str] = ()) -> str:
    shown = dict(enumerate(states))
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{i + 1}" r:id="rId{i + 1}"'
        f' state="{shown.get(i, "visible")}"/>'
        for i, name in enumerate(names)
    )
    return (
        f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}'
        f"<sheets>{sheets}</sheets></workbook>"
    )


def parts(
    sheets: Mapping[str, str],
    *,
    strings: Sequence[str] | None = None,
    styled: str | None = None,
    properties: str = "",
    states: Sequence[str] = (),
) -> dict[str, str | bytes]:
    """All parts of a package; `sheets` maps the name of each sheet to its XML."""
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": workbook_part(list(sheets), properties, states),
    }
    related = [("worksheet", f"worksheets/sheet{i + 1}.xml") for i in range(len(sheets))]
    for i, xml in enumerate(sheets.values()):
        found[f"xl/worksheets/sheet{i + 1}.xml"] = xml
    if strings is not None:
        found["xl/sharedStrings.xml"] = shared(strings)
        related.append(("sharedStrings", "sharedStrings.xml"))
    if styled is not None:
        found["xl/styles.xml"] = styled
        related.append(("styles", "styles.xml"))
    found["xl/_rels/workbook.xml.rels"] = _relations(related)
    return found


def _content_types(count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(count)
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f"{overrides}</Types>"
    )


def _relations(related: Sequence[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{i + 1}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(related)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def packed(contents: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return sink.getvalue()


def book(rows: str, **others: object) -> bytes:
    """A workbook with one sheet, `S`, of these rows."""
    return packed(parts({"S": sheet(rows)}, **others))  # type: ignore[arg-type]
