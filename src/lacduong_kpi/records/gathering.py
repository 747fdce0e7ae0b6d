"""What the files tell, taken in one after the other.

The columns of their tables are laid one below the other at once, so that what a file told is held
once and while the next one is still being read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lacduong_kpi.findings import Finding
from lacduong_kpi.records.bundles import Bundle
from lacduong_kpi.records.facts import Extract, TableFacts
from lacduong_kpi.records.model import Input
from lacduong_kpi.records.stack import LaidTable, Layer, StackKey, Stacks
from lacduong_kpi.tables.model import SheetReading


class Gathering:
    """The tables of all files in their order. `year` is the given one, None: the tables tell it;
    then those that name none wait until it is known."""

    def __init__(self, extracts: Iterable[Extract] = (), year: int | None = None) -> None:
        self._year = year
        self._stacks = Stacks()
        self._tables: list[Layer | TableFacts] = []
        self.inputs: list[Input] = []
        self.findings: list[Finding] = []
        self.readings: list[SheetReading] = []
        for each in extracts:
            self.add(each)

    def add(self, extract: Extract) -> None:
        """One more file."""
        self._note(extract)
        self._tables += map(self._laid, extract.tables)

    def add_bundle(self, bundle: Bundle, left_out: Collection[str] = ()) -> None:
        """More files, without those at some paths."""
        starts = {key: self._stacks[key].lay_stack(stack) for key, stack in bundle.stacks.items()}
        for file in bundle.files:
            if file.extract.path not in left_out:
                self._note(file.extract)
                self._tables += [self._placed(each, starts) for each in file.tables]

    def _note(self, extract: Extract) -> None:
        self.inputs.append(Input(extract.path, extract.sha256, extract.sheets))
        self.findings += extract.findings
        self.readings += extract.readings

    def _laid(self, table: TableFacts) -> Layer | TableFacts:
        home = table.year or self._year
        if home is None:
            return table
        return self._stacks.lay(table, home)

    def _placed(
        self, each: LaidTable | TableFacts, starts: Mapping[StackKey, int]
    ) -> Layer | TableFacts:
        if isinstance(each, TableFacts):
            return self._laid(each)
        table = each.table
        if table.year is None:
            raise AssertionError("a table that names no year was laid")
        key = (table.kind, table.presence, table.year)
        return self._stacks[key].place(each, starts[key])

    @property
    def tables(self) -> Sequence[TableFacts]:
        """All tables; those that were laid have no facts any more."""
        return [each.table if isinstance(each, Layer) else each for each in self._tables]

    def layers(self, year: int) -> Iterator[Layer]:
        """All tables, those that name no year as of `year`."""
        stacks = Stacks()
        for each in self._tables:
            if isinstance(each, Layer):
                yield each
            else:
                yield stacks.lay(each, year)
