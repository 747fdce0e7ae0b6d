"""Who stands in the rows that findings are about. Personal: for outputs with names only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lacduong_kpi.column import Unknown
from lacduong_kpi.findings import Finding, Place
from lacduong_kpi.records.model import Roster

Row = tuple[str, str | None, int | None]
"""file, sheet, row"""


def people_of(roster: Roster, findings: Iterable[Finding]) -> Mapping[Row, str]:
    """The name of the member in each row in which a finding stands."""
    wanted = {row_of(finding.place) for finding in findings if finding.place.row is not None}
    members = roster.members
    if members is None or not wanted:
        return {}
    names = members.plain["full_name"]
    found: dict[Row, str] = {}
    for member, code in enumerate(names.codes):
        name = names.values[code]
        for source in members.sources.rows(member):
            row = source.file, source.sheet, source.row
            if row in wanted and not isinstance(name, Unknown):
                found[row] = str(name)
    return found


def row_of(place: Place) -> Row:
    return place.file, place.sheet, place.row
