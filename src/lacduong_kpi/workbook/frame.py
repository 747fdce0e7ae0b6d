"""What stands around the rows of a worksheet part: hidden columns and merged cells."""

from __future__ import annotations

import re

from lacduong_kpi.workbook.addresses import area_of
from lacduong_kpi.workbook.asides import BEGINNING
from lacduong_kpi.workbook.markup import MOST_ROOT, Attributes, MarkupParser, ignore_end, local
from lacduong_kpi.workbook.merges import check_merges
from lacduong_kpi.workbook.model import Area
from lacduong_kpi.workbook.refusal import RefusedError, damaged

_ROOT = re.compile(BEGINNING + rb"(<(?:[^\s<>/:]+:)?worksheet(?=[\s/>])[^<>]*>)")


class Frame:
    """Takes the XML before the rows and after them, as if there were no rows between."""

    def __init__(self, part: str) -> None:
        self._part = part
        self.root = b""
        """the opening tag of the sheet with the namespaces that it declares"""
        self._parser = MarkupParser(part, self._start, ignore_end)
        self.hidden_columns: list[tuple[int, int]] = []
        self.merges: list[Area] = []

    def feed(self, data: bytes) -> None:
        """Raises RefusedError for XML that is not well-formed and for what is no worksheet."""
        self._parser.feed(data)
        if not self.root:
            self.root = self._root(data)

    def close(self) -> None:
        self._parser.close()

    def _root(self, head: bytes) -> bytes:
        match = _ROOT.match(head)
        if match is None:
            raise damaged(self._part)
        if len(match[1]) > MOST_ROOT:
            raise RefusedError("files.too_big_inside", part=self._part)
        return match[1]

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
        check_merges(len(self.merges))
        self.merges.append(area)
