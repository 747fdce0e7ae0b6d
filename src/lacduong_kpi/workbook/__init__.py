"""The only door to spreadsheets: from paths to sheets of values with addresses.

Knows no header and no field. Everything that comes from outside is held to be hostile.
"""

from __future__ import annotations

from lacduong_kpi.workbook.find import Found, Listing, find_files
from lacduong_kpi.workbook.limits import LARGE, NORMAL, Limits
from lacduong_kpi.workbook.pool import Reading, TaskCrashError, read_each, start
from lacduong_kpi.workbook.read import read_bytes, read_workbook

__all__ = [
    "LARGE",
    "NORMAL",
    "Found",
    "Limits",
    "Listing",
    "Reading",
    "TaskCrashError",
    "find_files",
    "read_bytes",
    "read_each",
    "read_workbook",
    "start",
]
