"""The clock by which waiting is measured; what day it is nobody asks."""

from __future__ import annotations

import os
import time


def elapsed() -> float:
    """Seconds of a clock that only goes on. One that is set centuries ahead is more than Python can tell."""
    try:
        return time.monotonic()
    except OverflowError:
        return os.times().elapsed
