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
Namespace = Callable[[str | None, str | None], None]
"""told the prefix and the name of a namespace that is declared"""

_SPLIT = "|"
MOST_ROOT = 64 << 10
"""Bytes of an opening tag with the namespaces of a whole part; office programs need one or two
thousand. It is parsed again with every piece that goes through the parser."""
_PIECE = 1 << 20
_LONGEST = 1 << 20
"""Bytes of a tag or a comment; office programs write a few hundred. The parser would look at all of
them again with every piece."""
_DEEPEST = 100_000
"""elements in elements, of which the parser remembers each"""
_MOST_NAMES = 50_000
"""distinct names of elements and attributes"""


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """The name without its namespace, which differs between the editions of a format."""
    return name.rpartition(_SPLIT)[2]


class OwnNames(dict[str, str]):
    """From the full names of elements to the short ones, which are empty in other namespaces.

    The first element of that name, or the first at all, says which namespace counts.
    """

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first
        self._namespace: str | None = None

    def __missing__(self, full: str) -> str:
        namespace, _, name = full.rpartition(_SPLIT)
        if self._namespace is None and self._first in ("", name):
            self._namespace = namespace
        own = self[full] = name if namespace == self._namespace else ""
        return own


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

    def __init__(
        self,
        part: str,
        start: Start,
        end: End,
        text: Text | None = None,
        namespace: Namespace | None = None,
    ) -> None:
        self._part = part
        self._names: dict[str, str] = {}
        parser = ParserCreate(namespace_separator=_SPLIT, intern=self._names)
        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_declaration
        parser.EntityDeclHandler = _refuse_declaration
        if namespace is not None:
            parser.StartNamespaceDeclHandler = namespace
        self._parser = parser
        self._fed = 0
        self._depth = 0

    @property
    def is_between(self) -> bool:
        """Whether all that was fed is complete: no tag, comment or reference is open."""
        return self._fed == max(0, self._parser.CurrentByteIndex)

    def feed(self, data: bytes) -> None:
        """Raises RefusedError for XML that is not well-formed or that declares anything."""
        if not self._fed:
            _refuse_wide(data)
        for at in range(0, len(data), _PIECE):
            self._feed_piece(data[at : at + _PIECE])

    def _feed_piece(self, piece: bytes) -> None:
        self._depth += _deeper(piece)
        if self._depth > _DEEPEST:
            raise damaged(self._part)
        self._parse(piece, False)
        if self._fed - self._parser.CurrentByteIndex > _LONGEST:
            raise damaged(self._part)
        if len(self._names) > _MOST_NAMES:
            raise damaged(self._part)

    def _parse(self, data: bytes, last: bool) -> None:
        self._fed += len(data)
        try:
            self._parser.Parse(data, last)
        except (ExpatError, LookupError, ValueError) as error:
            raise damaged(self._part) from error

    def close(self) -> None:
        self._parse(b"", True)


def _deeper(piece: bytes) -> int:
    """How many more elements begin in a piece than end, as far as searches for bytes tell."""
    ends = piece.count(b"</")
    others = piece.count(b"<!") + piece.count(b"<?")
    return piece.count(b"<") - others - 2 * ends - piece.count(b"/>")


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
