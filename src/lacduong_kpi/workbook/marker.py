"""The document property by which a workbook says that this program wrote it.

Folders are read with reports and annotated copies left aside, and an existing .xlsx is replaced
only if it is a report of ours. The property stands in `docProps/custom.xml`, where Excel and
LibreOffice keep it when somebody saves the file again.
"""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO

PROPERTY = "lacduong-kpi"
"""Name of the custom document property; its value is a `Marker`."""

PART = "docProps/custom.xml"
"""The part of the package in which it stands."""

PART_LIMIT = 64 * 1024
"""A larger part is not of our making."""


class Marker(StrEnum):
    """What kind of workbook of ours a file is. A filled template is a roster like any other."""

    REPORT = "report"
    ANNOTATED = "annotated"
    TEMPLATE = "template"


TEMPLATE_PAGES = frozenset({"Hướng dẫn", "Danh mục"})
"""Sheets of a template that hold no roster: its notes and the words of its drop-down lists."""

_VALUE = re.compile(
    rb'<(?:\w{1,20}:)?property\b[^<>]{0,200}\bname="' + PROPERTY.encode() + rb'"[^<>]{0,200}>'
    rb"\s{0,200}<(?:\w{1,20}:)?lpwstr\b[^<>]{0,200}>(\w{1,20})</"
)
"""Every step has an end: what others write here can be made to be searched without one."""


def marker_in(custom_properties: bytes) -> Marker | None:
    """The marker that the content of the part `PART` tells, if it tells one."""
    found = _VALUE.search(custom_properties, 0, PART_LIMIT)
    if found is None or found[1].decode() not in set(Marker):
        return None
    return Marker(found[1].decode())


def marker_of(package: bytes) -> Marker | None:
    """The marker of a whole workbook; None for anything that is not ours, whatever it is."""
    import zipfile  # 10 ms that reading does without
    import zlib

    try:
        with zipfile.ZipFile(BytesIO(package)) as archive, archive.open(PART) as part:
            return marker_in(part.read(PART_LIMIT))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return None
