"""From the bytes of a file to its sheets, by the container that the bytes are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.container import Container, container_of, package_kind
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.marker import PART, Marker, marker_in
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.sheets import ReadSheet

Weigh = Callable[[int], None]
"""Told how many bytes a file is when it is inflated, before they are read."""


@dataclass(frozen=True, slots=True)
class Content:
    """`codes` are findings on the file as a whole; `left_aside` is the code of the finding that
    says why a file that was found in a folder is not read."""

    sheets: tuple[ReadSheet, ...] = ()
    marker: Marker | None = None
    codes: tuple[str, ...] = ()
    left_aside: str | None = None


def read_content(data: bytes, limits: Limits, weigh: Weigh, in_folder: bool) -> Content:
    """Raises RefusedError for what holds no sheets or too much of them."""
    container = container_of(data)
    match container:
        case Container.PACKAGE:
            return _package(data, limits, weigh, in_folder)
        case _:
            raise RefusedError("files.not_text")


def _package(data: bytes, limits: Limits, weigh: Weigh, in_folder: bool) -> Content:
    from lacduong_kpi.workbook.package import main_part
    from lacduong_kpi.workbook.xlsx import read_xlsx

    archive = Archive(data, limits)
    kind = package_kind(archive)
    marker = marker_in(archive.read(PART, 1 << 20)) if PART in archive else None
    if in_folder and marker in (Marker.REPORT, Marker.ANNOTATED):
        return Content(left_aside="F04")
    weigh(sum(archive.size(name) for name in archive.names if name.lower().endswith(".xml")))
    match kind:
        case "xlsx":
            sheets = read_xlsx(archive, main_part(archive), limits)
        case _:
            raise RefusedError("files.not_text")
    return Content(tuple(sheets), marker)
