"""The work on one file in the process that reads it. Imports its rooms when it begins, so that
the parent can send the file off at once and both import what they need side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lacduong_kpi.terms import AddedField, with_fields
from lacduong_kpi.workbook.model import Workbook

if TYPE_CHECKING:
    from lacduong_kpi.records.bundles import Bundle
    from lacduong_kpi.records.facts import Extract
    from lacduong_kpi.tables.overrides import Mapping


def import_rooms() -> None:
    """Imports what the work on a file needs."""
    import lacduong_kpi.records.extract
    import lacduong_kpi.workbook.xlsx  # noqa: F401


def import_rooms_and_bundles() -> None:
    """Imports what the work on many files needs."""
    import lacduong_kpi.records.bundles  # noqa: F401

    import_rooms()


def extract_workbook(
    workbook: Workbook, mapping: Mapping | None = None, added: Sequence[AddedField] = ()
) -> Extract:
    """What a workbook tells, the fields that a plan adds included; see `extract.extract`."""
    from lacduong_kpi.records.extract import extract

    with with_fields(added):
        return extract(workbook, mapping)


def bundle_extracts(extracts: Sequence[Extract], added: Sequence[AddedField] = ()) -> Bundle:
    """What several workbooks tell, laid together; see `bundles.bundle`."""
    from lacduong_kpi.records.bundles import bundle

    return bundle(extracts, added)
