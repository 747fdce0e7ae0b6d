"""What several files tell, laid together in the process that read them.

So what all of them tell alike travels once, and the parent has one pile to lay for many. A bundle
says the same as its files one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lacduong_kpi.lean import dataclass
from lacduong_kpi.records.facts import Extract, TableFacts
from lacduong_kpi.records.stack import LaidStack, LaidTable, StackKey, Stacks
from lacduong_kpi.terms import AddedField, with_fields


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file of a bundle: all but its tables, and these. Tables that name no year are not laid."""

    extract: Extract
    tables: tuple[LaidTable | TableFacts, ...]

    def all_tables(self) -> Iterator[TableFacts]:
        """Its tables; those that are laid have no facts."""
        return (each.table if isinstance(each, LaidTable) else each for each in self.tables)


@dataclass(frozen=True, slots=True)
class Bundle:
    files: tuple[BundledFile, ...]
    stacks: Mapping[StackKey, LaidStack]
    """their tables, one below the other, in the order of the files"""


def bundle(extracts: Sequence[Extract], added: Sequence[AddedField] = ()) -> Bundle:
    """Files in their order. `added` are the fields of a plan's own."""
    stacks = Stacks()
    with with_fields(added):
        files = tuple(
            BundledFile(
                replace(each, tables=()), tuple(_laid(table, stacks) for table in each.tables)
            )
            for each in extracts
        )
        return Bundle(files, {key: stack.laid() for key, stack in stacks.items()})


def _laid(table: TableFacts, stacks: Stacks) -> LaidTable | TableFacts:
    if table.year is None:
        return table
    layer = stacks.lay(table, table.year)
    return LaidTable(layer.table, layer.start, layer.told)
