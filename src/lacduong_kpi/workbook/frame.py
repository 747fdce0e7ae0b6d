"""What stands around the rows of a worksheet part: hidden columns and merged cells."""

from __future__ import annotations

import re

from lacduong_kpi.workbook.addresses import area_of
from lacduong_kpi.workbook.markup import Attributes, MarkupParser, ignore_end, local
from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_ROOT = re.compile(rb"<(?:\w+:)?worksheet\b[^>]*>")
_MOST_MERGES = 200_000


class Frame:
    """Takes the XML before the rows and after them, as if there were no rows between."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._head = b""
        self._parser = MarkupParser(part, self._start, ignore_end)
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Area] = []

    def feed(self, data: bytes) -> None:
        if not self._head:
            self._head = data
        self._parser.feed(data)

    def close(self) -> None:
        self._parser.close()

    def root(self) -> bytes:
        """The opening tag of the sheet with the namespaces that it declares."""
        match = _ROOT.search(self._head)
        if match is None:
            raise damaged(self._part)
        return match[0]

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden", "0") in ("1", "true", "on"):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns.append((int(first[:6]), int(last[:6])))

    def _merge(self, reference: str) -> None:
        area = area_of(reference)
        if area is None:
            return
        if len(self.merges) >= _MOST_MERGES:
            raise RefusedError("files.too_many_cells", limit=_MOST_MERGES)
        self.merges.append(area)
