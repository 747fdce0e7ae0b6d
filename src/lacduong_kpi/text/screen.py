"""What of foreign text may reach a terminal, and what a report file.

Every string that comes from outside (file and sheet names, cells, options) goes through `show`
before it is printed and through `clean` before it is written into a report.
"""

from __future__ import annotations

import re

SHOWN = 120
"""Longest text that is printed in one piece, in characters."""
WRITTEN = 32_000
"""Longest text that is written into a report; Excel takes 32 767 characters in a cell."""

# C0, DEL, C1; zero width and direction marks; line separators; isolates; BOM; surrogates;
# Unicode tags and noncharacters, which neither a terminal nor XML can carry.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
)
_ESCAPED = re.compile(f"[{_UNSAFE}]")
_BLANK = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_DROPPED = re.compile(f"[{_UNSAFE}]")


def show(text: str, limit: int = SHOWN) -> str:
    """The text as a terminal may have it: unsafe characters as `\\u001b`, cut at `limit`."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return _ESCAPED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def clean(text: str, limit: int = WRITTEN) -> str:
    """The text as a report may hold it: one line, unsafe characters as U+FFFD, cut at `limit`."""
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return _DROPPED.sub("\ufffd", _BLANK.sub(" ", text))
