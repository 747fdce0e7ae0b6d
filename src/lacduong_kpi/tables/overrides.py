"""What a mapping file says about sheets, columns and values; it goes before all other evidence.

Plain data, so that the process that reads a workbook needs no schema; `mapping` makes it of YAML.
"""

from __future__ import annotations

from lacduong_kpi.lean import dataclass
from lacduong_kpi.terms import Kind
from lacduong_kpi.text import key


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """One column, told by its letters (`column`, counted from 1) or its `header`."""

    column: int | None
    header: str | None
    fields: tuple[str, ...]
    """empty: the column tells nothing"""
    year: int | None = None
    stands_for: str | None = None
    """the value of the field that a mark in the column means"""
    part: int = 0
    """1, 2, … for the parts of a name that is split over columns"""
    implies: tuple[tuple[str, str], ...] = ()
    """(field, value) that any entry in the column tells beside"""

    def covers(self, column: int, path: tuple[str, ...]) -> bool:
        """Whether this is the column with that number and header path."""
        if self.column is not None:
            return self.column == column
        wanted = key(self.header or "")
        return wanted in (key(" > ".join(path)), key(path[-1]) if path else None)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """One sheet. `sheet` is its name, `*` for every sheet; `file` a file name, None for every."""

    sheet: str
    file: str | None = None
    ignore: bool = False
    kind: Kind | None = None
    header: tuple[int, int] | None = None
    """first and last row of the header"""
    year: int | None = None
    columns: tuple[ColumnMapping, ...] = ()

    def covers(self, file: str, sheet: str) -> bool:
        name = file.rpartition("/")[2]
        right_file = self.file is None or key(self.file) in (key(file), key(name))
        return right_file and (self.sheet == "*" or key(self.sheet) == key(sheet))


@dataclass(frozen=True, slots=True)
class ValueMapping:
    """A text that stands for a value of a choice or flag (`yes`, `no`)."""

    kind: Kind | None
    field: str
    written: str
    means: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping file."""

    sheets: tuple[SheetMapping, ...] = ()
    values: tuple[ValueMapping, ...] = ()

    def of(self, file: str, sheet: str) -> SheetMapping | None:
        """What it says about a sheet: the first entry that covers it."""
        return next((each for each in self.sheets if each.covers(file, sheet)), None)
