"""The document property by which a workbook says that this program wrote it.

Folders are read with reports and annotated copies left aside, and an existing .xlsx is replaced
only if it is a report of ours. The property stands in `docProps/custom.xml`, where Excel and
LibreOffice keep it when somebody saves the file again.
"""

from __future__ import annotations

from enum import StrEnum

PROPERTY = "lacduong-kpi"
"""Name of the custom document property; its value is a `Marker`."""

PART = "docProps/custom.xml"
"""The part of the package in which it stands."""


class Marker(StrEnum):
    """What kind of workbook of ours a file is. A filled template is a roster like any other."""

    REPORT = "report"
    ANNOTATED = "annotated"
    TEMPLATE = "template"
