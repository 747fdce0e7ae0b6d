"""What of a sheet or table was not understood, or only just: the findings of levels S and H."""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.findings import Finding
from lacduong_kpi.tables.body import Body
from lacduong_kpi.tables.columns import Understood
from lacduong_kpi.tables.grid import Grid
from lacduong_kpi.tables.model import Table
from lacduong_kpi.tables.surroundings import Surroundings


def table_findings(
    grid: Grid, table: Table, understood: Understood, body: Body, told: Surroundings
) -> Iterator[Finding]:
    """The findings of one table."""
    return iter(())
