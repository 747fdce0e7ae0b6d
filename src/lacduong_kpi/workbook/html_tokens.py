"""A web page cut into tags and text as the HTML standard cuts it (13.2.5, tokenization), in time
and memory linear in its length, whatever was left open.

The parser of the standard library looks at all the rest of a page again for each comment, quote or
element that does not end, and the one of lxml builds a tree.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Protocol

from lacduong_kpi.workbook.expressions import kept

Attributes = dict[str, str]

_MARKUP = re.compile("<(?=[A-Za-z/!?])")
_PLAIN_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*+)>")
_NAME = re.compile(r"[A-Za-z][^\s/>]*+")
_VALUE = kept(rb"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|(?!["'])[^\s>]*+)""", b"?")
_ATTRIBUTES = kept(rb"[\s/]++|[^\s/>][^\s/>=]*+" + _VALUE, b"*").decode()
_TAG = re.compile(r"<([A-Za-z][^\s/>]*+)(" + _ATTRIBUTES + ")>")
_ATTRIBUTE = re.compile(
    r"""([^\s/>][^\s/>=]*+)(?>(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|(?!["'])([^\s>]*+)))?)"""
)
_MOST_REFERENCES = 100_000
"""More characters than a cell can hold, so that it does not matter which they are."""
_MOST_ATTRIBUTES = 100
_LONGEST = 1 << 16
"""letters of a tag in which attributes are looked for"""
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
"""elements that hold nothing but text"""
_ENDLESS = re.compile("&#[0-9]{9,}+;?")
"""a reference beyond every character; Python refuses to count thousands of digits"""


class Handler(Protocol):
    """What is told of a page. Names are in small letters."""

    def line(self, page: str, at: int) -> int:
        """Takes what it knows by itself from a `<` on: the end of that, or `at` for nothing."""

    def start(self, tag: str, attributes: Attributes) -> None: ...

    def end(self, tag: str) -> None: ...

    def text(self, text: str) -> None: ...


def read_tokens(page: str, handler: Handler) -> bool:
    """Tells the handler all that stands in a page. False: the page breaks off inside of a tag, a
    comment, or an element that holds text only."""
    at = 0
    while found := _MARKUP.search(page, at):
        if found.start() > at:
            handler.text(_unescaped(page[at : found.start()]))
        at = handler.line(page, found.start())
        if at == found.start():
            at = _markup(page, at, handler)
        if at < 0:
            return False
    if at < len(page):
        handler.text(_unescaped(page[at:]))
    return True


def _unescaped(text: str) -> str:
    if "&" not in text or text.count("&") > _MOST_REFERENCES:
        return text
    return unescape(_ENDLESS.sub("\ufffd", text))


def _markup(page: str, at: int, handler: Handler) -> int:
    """Tells one piece of markup that begins with the `<` at a place. The place behind it; -1: the
    page ends before."""
    match page[at + 1]:
        case "/":
            return _end_tag(page, at, handler)
        case "!" | "?":
            end, mark = page.startswith("<!--", at), ">"
            if end:
                mark = "-->"
            return _behind(page, mark, at + 2)
        case _:
            return _start_tag(page, at, handler)


def _behind(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return found + len(mark) if found >= 0 else -1


def _end_tag(page: str, at: int, handler: Handler) -> int:
    end = page.find(">", at)
    if end >= 0 and (name := _NAME.match(page, at + 2, end)):
        handler.end(name[0].lower())
    return end + 1 if end >= 0 else -1


def _start_tag(page: str, at: int, handler: Handler) -> int:
    if plain := _PLAIN_TAG.match(page, at):
        name, attributes, end = plain[1].lower(), {}, plain.end()
    elif tag := _TAG.match(page, at):
        name, attributes, end = tag[1].lower(), _attributes(tag[2]), tag.end()
    else:
        return -1
    handler.start(name, attributes)
    if page[end - 2] == "/":  # as XML ends an element at once
        handler.end(name)
        return end
    raw = _RAW_END.get(name)
    if raw is None:
        return end
    close = raw.search(page, end)
    if close is None:
        return -1
    handler.text(page[end : close.start()])
    return close.start()


def _attributes(written: str) -> Attributes:
    """The first of each name counts. What comes behind very many no office program wrote."""
    each = _ATTRIBUTE.findall(written, 0, _LONGEST)[_MOST_ATTRIBUTES::-1]
    return {
        name.lower(): _unescaped(double or single or bare) for name, double, single, bare in each
    }
