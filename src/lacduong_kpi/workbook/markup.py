"""XML from outside, read as a stream of events: no document type, no entity, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate

from lacduong_kpi.workbook.refusal import RefusedError, damaged

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_SPLIT = "|"
MOST_ROOT = 64 << 10
"""Bytes of an opening tag with the namespaces of a whole part; office programs need one or two
thousand. It is parsed again with every piece that goes through the parser."""


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """The name without its namespace, which differs between the editions of a format."""
    return name.rpartition(_SPLIT)[2]


def without_prefix(piece: bytes, prefix: bytes) -> bytes:
    """Tags of one namespace as if it were the one that needs no prefix."""
    if not prefix:
        return piece
    return piece.replace(b"<" + prefix + b":", b"<").replace(b"</" + prefix + b":", b"</")


def _refuse_declaration(*_: object) -> None:
    raise RefusedError("files.xml_declaration")


def _refuse_wide(beginning: bytes) -> None:
    """UTF-16 and UTF-32 would pass by every search for bytes; no office program writes them."""
    if b"\0" in beginning[:4] or beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RefusedError("files.xml_declaration")


class MarkupParser:
    """Feeds bytes to the handlers. Names come as `namespace|local`; see `local`."""

    def __init__(self, part: str, start: Start, end: End, text: Text | None = None) -> None:
        self._part = part
        parser = ParserCreate(namespace_separator=_SPLIT)
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_declaration
        parser.EntityDeclHandler = _refuse_declaration
        self._parser = parser
        self._begun = False

    def feed(self, data: bytes, last: bool = False) -> None:
        """Raises RefusedError for XML that is not well-formed or that declares anything."""
        if not self._begun and data:
            _refuse_wide(data)
            self._begun = True
        try:
            self._parser.Parse(data, last)
        except (ExpatError, LookupError, ValueError) as error:
            raise damaged(self._part) from error

    def close(self) -> None:
        self.feed(b"", True)


def parse(
    chunks: Iterable[bytes], part: str, start: Start, end: End, text: Text | None = None
) -> None:
    """Runs a whole part through the handlers."""
    parser = MarkupParser(part, start, end, text)
    for chunk in chunks:
        parser.feed(chunk)
    parser.close()


def ignore_end(_: str) -> None:
    """For parsers that need no end of elements."""
