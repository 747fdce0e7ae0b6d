"""Where the records come from: addresses worked out when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Place
from lacduong_kpi.records.assembly import Assembly
from lacduong_kpi.records.growing import is_known
from lacduong_kpi.records.model import FieldValue, RecordSource
from lacduong_kpi.records.stack import Key, spot_cell

DERIVED_FROM: Mapping[str, tuple[str, ...]] = {
    "standing": ("official_on",),
    "branch_kind": ("branch",),
    "new_model": ("new_model_recognised",),
    "new_model_recognised": ("new_model",),
    "sector": ("residential_unit",),
    "grassroots": ("branch",),
}
"""Fields that another one of the record tells where no cell of their own does."""


class RecordSources:
    """The rows and cells of the records of one kind (`model.Sources`)."""

    def __init__(
        self,
        records: Assembly,
        elsewhere: Mapping[tuple[int, str], tuple[Place, ...]] | None = None,
    ) -> None:
        """`elsewhere` are cells of other kinds' tables that tell a field of a record."""
        self._records = records
        self._elsewhere = elsewhere or {}

    def place(self, record: int) -> Place:
        return self._records.rows.place(self._records.own[record])

    def cells(self, record: int, field: str, year: int | None = None) -> tuple[Place, ...]:
        key = (field, year)
        value = self._records.value(record, field, year)
        if value is Unknown.CONTRADICTION:
            return self._of(record, key, _speaks)
        if isinstance(value, Unknown):
            return self._of(record, key, _any) or self._derived(record, key)
        told = self._of(record, key, is_known, first=True)
        if told:
            return told
        elsewhere = self._elsewhere.get((record, field), ())
        return elsewhere or self._derived(record, key) or self._of(record, key, _any)

    def _of(
        self, record: int, key: Key, counts: Callable[[FieldValue], bool], first: bool = False
    ) -> tuple[Place, ...]:
        """The cells of a field in the rows of a record whose own telling `counts`."""
        found: list[Place] = []
        for row in self._records.rows_of(record):
            cells = self._records.rows.cells(row, key)
            if cells and counts(self._records.told_value(row, key)):
                found += cells
                if first:
                    break
        return tuple(found)

    def _derived(self, record: int, key: Key) -> tuple[Place, ...]:
        field, year = key
        for other in DERIVED_FROM.get(field, ()):
            cells = self._of(record, (other, year), _any)
            if cells:
                return cells
        return ()

    def rows(self, record: int) -> tuple[RecordSource, ...]:
        return tuple(self._row(row) for row in self._records.rows_of(record))

    def _row(self, row: int) -> RecordSource:
        layer, inner = self._records.rows.locate(row)
        table = layer.table
        cells: dict[str, tuple[str, ...]] = {}
        for (field, year), where in layer.told.items():
            spots = (spot_cell(table, inner, spot) for spot in where.of(inner))
            if here := tuple(filter(None, spots)):
                cells[field if year is None else f"{field}@{year}"] = here
        return RecordSource(table.file, table.sheet, table.rows[inner], cells)


def _any(value: FieldValue) -> bool:
    return True


def _speaks(value: FieldValue) -> bool:
    return is_known(value) or value is Unknown.CONTRADICTION
