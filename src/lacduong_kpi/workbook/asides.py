"""What may stand anywhere in XML and says nothing of a sheet, taken out while a part is streamed.

Comments and processing instructions may hold anything, even what looks like rows; literal text
(CDATA) may hold tags. Who searches for bytes must not meet them. Hardly any part has one, so a
chunk of another costs two searches for a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lacduong_kpi.workbook.refusal import RefusedError, damaged

BEGINNING = rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*\?>)?\s*"
"""An expression for what stands before the first tag of a part."""
_BEGINNING = re.compile(BEGINNING)
_ASIDE = re.compile(
    rb"<!--(?P<comment>.*?)(?:-->|\Z)"
    rb"|<!\[CDATA\[(?P<literal>.*?)(?:\]\]>|\Z)"
    rb"|<\?(?P<instruction>.*?)(?:\?>|\Z)"
    rb"|<(?:!.{0,6})?\Z|<!(?P<declaration>.)",
    re.S,
)
_RESERVED = re.compile(rb"xml(?![\w.:-])", re.I)
"""the instruction that stands before everything else only"""
_LONGEST = 16 << 20
_MOST = 500_000
_MOST_LITERALS = 2_500_000
"""So many in one part are not the work of an office program: a text of a cell may be literal, a
comment belongs to a row at most."""


def without_asides(chunks: Iterable[bytes], part: str) -> Iterator[bytes]:
    """The XML of a part without comments and instructions, literal text as escaped text.

    Raises RefusedError for document types and entities, and for what is never closed.
    """
    asides: _Asides | None = None
    for chunk in chunks:
        start = 0
        if asides is None:
            asides = _Asides(part)
            start = len(_BEGINNING.match(chunk)[0])  # type: ignore[index]  # fits nothing as well
        yield asides.removed(chunk, start)
    if asides is not None and asides.begun:
        raise damaged(part)


def _has_aside(chunk: bytes, start: int) -> bool:
    """Letters are found ten times as fast as words."""
    if chunk.find(b"!", start) >= 0 and chunk.find(b"<!", start) >= 0:
        return True
    return chunk.find(b"?", start) >= 0 and chunk.find(b"<?", start) >= 0


class _Asides:
    def __init__(self, part: str) -> None:
        self._part = part
        self._counts: dict[str | None, int] = {}
        self.begun = b""
        """the end of the last chunk, which the next one goes on with"""

    def removed(self, chunk: bytes, start: int) -> bytes:
        """A chunk without its asides; one that it leaves open is kept back."""
        if self.begun:
            chunk, self.begun = self.begun + chunk, b""
        if not (_has_aside(chunk, start) or chunk.endswith(b"<")):
            return chunk
        return chunk[:start] + _ASIDE.sub(self._replacement, chunk[start:])

    def _replacement(self, match: re.Match[bytes]) -> bytes:
        kind = match.lastgroup
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        most = _MOST_LITERALS if kind == "literal" else _MOST
        if count > most or len(match[0]) > _LONGEST:
            raise RefusedError("files.too_big_inside", part=self._part)
        if kind == "declaration":
            raise RefusedError("files.xml_declaration")
        if kind is None or match.end(kind) == match.end():
            self.begun = match[0]
            return b""
        return self._closed(kind, match[kind])

    def _closed(self, kind: str, inner: bytes) -> bytes:
        if kind == "literal":
            return inner.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
        if b"--" in inner if kind == "comment" else _RESERVED.match(inner):
            raise damaged(self._part)
        return b""
