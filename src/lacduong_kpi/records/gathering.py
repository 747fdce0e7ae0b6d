"""What the files tell, taken in one after the other.

The columns of their tables are laid one below the other at once, so that what a file told is held
once and while the next one is still being read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lacduong_kpi.findings import Finding
from lacduong_kpi.records.facts import Extract, TableFacts
from lacduong_kpi.records.model import Input
from lacduong_kpi.records.stack import Layer, Stack
from lacduong_kpi.tables.model import Presence, SheetReading
from lacduong_kpi.terms import Kind


class Gathering:
    """The tables of all files in their order. `year` is the given one, None: the tables tell it;
    then those that name none wait until it is known."""

    def __init__(self, extracts: Iterable[Extract] = (), year: int | None = None) -> None:
        self._year = year
        self._stacks: dict[tuple[Kind, Presence, int], Stack] = {}
        self._tables: list[Layer | TableFacts] = []
        self.inputs: list[Input] = []
        self.findings: list[Finding] = []
        self.readings: list[SheetReading] = []
        for each in extracts:
            self.add(each)

    def add(self, extract: Extract) -> None:
        """One more file."""
        self.inputs.append(Input(extract.path, extract.sha256, extract.sheets))
        self.findings += extract.findings
        self.readings += extract.readings
        for table in extract.tables:
            home = table.year or self._year
            self._tables.append(table if home is None else self._laid(table, home))

    def _laid(self, table: TableFacts, year: int) -> Layer:
        key = (table.kind, table.presence, year)
        stack = self._stacks.get(key)
        if stack is None:
            stack = self._stacks[key] = Stack(table.kind)
        return stack.lay(table, year)

    @property
    def tables(self) -> Sequence[TableFacts]:
        """All tables; those that were laid have no facts any more."""
        return [each.table if isinstance(each, Layer) else each for each in self._tables]

    def layers(self, year: int) -> Iterator[Layer]:
        """All tables, those that name no year as of `year`."""
        stacks: dict[tuple[Kind, Presence], Stack] = {}
        for each in self._tables:
            if isinstance(each, Layer):
                yield each
            else:
                key = (each.kind, each.presence)
                yield stacks.setdefault(key, Stack(each.kind)).lay(each, year)
