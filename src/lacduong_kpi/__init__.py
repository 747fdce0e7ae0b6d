"""Scores the targets of a plan against rosters kept in Excel.

The public names are `load_plan`, `load_roster`, `assess` and `Assessment`.
"""

from __future__ import annotations

__version__ = "1.0.0"
