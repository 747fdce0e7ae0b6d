"""OpenDocument tables in one XML file, row by row, for tests of what files say of them."""

from __future__ import annotations

URN = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = "".join(f' xmlns:{each}="{URN}{each}:1.0"' for each in ("office", "table", "text"))
_CALC = ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_STYLES = (
    '<s:style s:name="struck"><s:text-properties s:text-line-through-style="solid"/></s:style>'
)


def flat(rows: str, columns: str = "", more: str = "") -> bytes:
    """A document in one XML file."""
    styles = f'<office:automatic-styles xmlns:s="{URN}style:1.0">{_STYLES}'
    table = f'<table:table table:name="DS">{columns}{rows}</table:table>'
    return (
        f'<office:document{_NAMES}{_CALC} office:mimetype="x">{styles}</office:automatic-styles>'
        f"<office:body><office:spreadsheet>{more}{table}</office:spreadsheet></office:body>"
        "</office:document>"
    ).encode()


def cell(text: str, attributes: str = ' office:value-type="string"') -> str:
    return f"<table:table-cell{attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*written: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(written)}</table:table-row>"
