"""Rows as other programs than Excel spell them, respelled as Excel does.

XML may break lines between tags, leave spaces in them, put attributes in any order and quote them
either way. Readers that go by bytes know one spelling; to respell the others costs less than the
XML parser by far. What is not understood here stays as it is, for the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Respell = Callable[[bytes], bytes]

_GAP = re.compile(rb">\s+(?=<(?!/(?:t|v|f)[\s>]))")
"""Between tags, but not before the end of a text: that may be a text of spaces."""
_LOOSE_END = re.compile(rb"</(\w+)\s+>")
_SINGLE_QUOTED = re.compile(rb"<(?:row|c)(?: [\w:.-]+='[^'\"<>]*')+ ?/?>")
_UNUSUAL = re.compile(
    rb'<(row|c|v)(?! r="[^"<>]*"(?: [\w:.-]+="[^"<>]*")*/?>)'
    rb"((?:\s+[\w:.-]+\s*=\s*(?:'[^'\"<>]*'|\"[^\"<>]*\"))*)(\s*)(/?)>"
)
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*[\"']([^\"'<>]*)")


def _without_gaps(piece: bytes) -> bytes:
    return _GAP.sub(b">", piece)


def _tight_ends(piece: bytes) -> bytes:
    return _LOOSE_END.sub(rb"</\1>", piece)


def _double_quoted(piece: bytes) -> bytes:
    return _SINGLE_QUOTED.sub(lambda match: match[0].replace(b"'", b'"'), piece)


def _usual(piece: bytes) -> bytes:
    return _UNUSUAL.sub(_usual_tag, piece)


def _usual_tag(match: re.Match[bytes]) -> bytes:
    """An opening tag with its address first. Those of values say nothing of their own."""
    name, written, space, slash = match.groups()
    if name == b"v" or not (written or space):
        return b"<" + name + slash + b">"
    attributes = _ATTRIBUTE.findall(written)
    values = dict(attributes)
    if len(values) != len(attributes):
        return match[0]
    address = values.pop(b"r", None)
    first = b"" if address is None else b' r="%s"' % address
    others = b"".join([b' %s="%s"' % each for each in values.items()])
    return b"<" + name + first + others + slash + b">"


_ALL: Sequence[Respell] = (_without_gaps, _tight_ends, _double_quoted, _usual)


class Spelling:
    """How the rows of one part are spelled, learnt where the usual spelling does not fit."""

    def __init__(self) -> None:
        self._known: Sequence[Respell] = ()

    def respelled(self, piece: bytes) -> bytes:
        """Rows in the usual spelling, as far as it is known how theirs differs."""
        for each in self._known:
            piece = each(piece)
        return piece

    def learn(self, sample: bytes) -> bool:
        """Whether a sample of rows is spelled in a way that was not known until now."""
        known = [each for each in _ALL if each in self._known or each(sample) != sample]
        is_new = len(known) > len(self._known)
        self._known = known
        return is_new
