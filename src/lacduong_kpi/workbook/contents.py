"""From the bytes of a file to its sheets, by the container that the bytes are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import assert_never

from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.archive import Archive
from lacduong_kpi.workbook.container import (
    Container,
    Package,
    container_of,
    not_a_workbook,
    package_kind,
)
from lacduong_kpi.workbook.find import WORKBOOK_SUFFIXES
from lacduong_kpi.workbook.limits import Limits
from lacduong_kpi.workbook.marker import PART, Marker, marker_in
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.sharing import Sharing
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


@dataclass(frozen=True, slots=True)
class Reader:
    """What the readers of all containers need to know beside the bytes."""

    name: str
    """the file as shown; text files have a sheet of that name"""
    limits: Limits
    in_folder: bool
    weigh: Weigh
    sharing: Sharing | None = None
    """without it, this process reads alone"""

    def read(self, data: bytes) -> Content:
        """Raises RefusedError for what holds no sheets or too much of them."""
        container = container_of(data)
        match container:
            case Container.PACKAGE:
                return self._package(data)
            case Container.OLE:
                return self._biff(data)
            case Container.BIFF:
                raise RefusedError("files.too_old")
            case Container.MARKUP:
                return self._markup(data)
            case Container.TEXT:
                return self._text(data)
            case _:
                assert_never(container)

    def _package(self, data: bytes) -> Content:
        archive = Archive(data, self.limits)
        kind = package_kind(archive)
        marker = marker_in(archive.read(PART, 1 << 20)) if PART in archive else None
        if self.in_folder and marker in (Marker.REPORT, Marker.ANNOTATED):
            return Content(left_aside="F04")
        self.weigh(_WEIGHTS[kind] * sum(map(archive.size, filter(_is_read, archive.names))))
        return Content(tuple(self._package_sheets(archive, kind)), marker)

    def _package_sheets(self, archive: Archive, kind: Package) -> list[ReadSheet]:
        match kind:
            case Package.XLSX:
                from lacduong_kpi.workbook.package import main_part, refuse_declarations
                from lacduong_kpi.workbook.xlsx import read_xlsx

                refuse_declarations(archive)
                return read_xlsx(archive, main_part(archive), self.limits, self.sharing)
            case Package.XLSB:
                from lacduong_kpi.workbook.xlsb import read_xlsb

                return read_xlsb(archive, self.limits)
            case Package.ODS:
                from lacduong_kpi.workbook.opendocument import read_ods

                return read_ods(archive, self.limits)
            case _:
                assert_never(kind)

    def _biff(self, data: bytes) -> Content:
        from lacduong_kpi.workbook.xls import read_xls

        self.weigh(4 * len(data))
        return Content(tuple(read_xls(data, self.limits)))

    def _markup(self, data: bytes) -> Content:
        from lacduong_kpi.workbook.markup_file import read_markup

        self.weigh(2 * len(data))
        return Content(tuple(read_markup(data, self._stem, self.limits)))

    def _text(self, data: bytes) -> Content:
        from lacduong_kpi.workbook.delimited import read_delimited

        self.weigh(2 * len(data))
        table = read_delimited(data, self._stem, self.limits)
        suffix = PurePosixPath(self.name).suffix.lower()
        if self.in_folder and suffix == ".txt" and not table.has_columns:
            return Content(left_aside="F09")
        if suffix in WORKBOOK_SUFFIXES and not table.is_table:
            raise not_a_workbook("text")
        return Content((table.sheet,), codes=table.codes)

    @property
    def _stem(self) -> str:
        return PurePosixPath(self.name).stem


_WEIGHTS = {Package.XLSX: 1, Package.XLSB: 3, Package.ODS: 3}
"""How much longer than one of .xlsx a byte of a package takes to read."""


def _is_read(name: str) -> bool:
    return name.lower().endswith((".xml", ".bin")) and not name.lower().endswith("vbaproject.bin")
