"""The work on one file in the process that reads it. Imports its rooms when it begins, so that
the parent can send the file off at once and both import what they need side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lacduong_kpi.terms import AddedField, with_fields
from lacduong_kpi.workbook.model import Workbook

if TYPE_CHECKING:
    from lacduong_kpi.records.facts import Extract
    from lacduong_kpi.tables.overrides import Mapping


def import_rooms() -> None:
    """Imports what the work on a file needs."""
    import lacduong_kpi.records.extract
    import lacduong_kpi.workbook.xlsx  # noqa: F401


def extract_workbook(
    workbook: Workbook, mapping: Mapping | None = None, added: Sequence[AddedField] = ()
) -> Extract:
    """What a workbook tells, the fields that a plan adds included; see `extract.extract`."""
    from lacduong_kpi.records.extract import extract

    with with_fields(added):
        return extract(workbook, mapping)
