"""Expressions that never give up what they took, in every Python that the program runs with."""

from __future__ import annotations

import sys

POSSESSIVE = sys.version_info[:3] >= (3, 11, 5)
"""Whether `*+` and `?+` behind a group are to be trusted: the Python 3.11 of Debian 12 matches them
wrongly. Atomic groups mean the same, are a tenth slower and remember every time."""


def kept(group: bytes, times: bytes) -> bytes:
    """An expression for a group `times` over (`*` or `?`) that is never given up again."""
    return rb"(?:%s)%s+" % (group, times) if POSSESSIVE else rb"(?>(?:%s)%s)" % (group, times)
