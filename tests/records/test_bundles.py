"""Files that travel as a bundle say the same as one by one, however they are put together."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.records.building import build_roster
from lacduong_kpi.records.bundles import bundle
from lacduong_kpi.records.facts import Extract
from lacduong_kpi.records.gathering import Gathering
from lacduong_kpi.records.model import Roster
from lacduong_kpi.terms import Kind
from records.tell import about, cells, file_of, organizations, people, values

LISTED = """
full_name   | date_of_birth | card_number | rating@2024 | rating@2023 | branch
Lê Văn A    | 1990-02-03    | 49000001    | good        | excellent   | Chi bộ 1
Trần Thị B  | 1988          |             |             | ?           | Chi bộ 1
"""
OTHER = """
full_name   | admitted_on | card_number | branch
blank       | 2024-05-06  | 49000002    | blank
Cil Ha C    | 2010-01     | blank       | ?
"""
UNDATED = """
full_name   | date_of_birth | rating
Lê Văn A    | 1990-02-03    | good
K' Sim D    | 1991-02-03    | excellent
"""
BRANCHES = """
name     | kind   | rating@2024
Chi bộ 1 | grassroots_committee | good
"""
TOLD = """
full_name | date_of_birth | residence_introduced
Lê Văn A  | 1990-02-03    | yes
"""


def files() -> list[Extract]:
    tables = [
        [people(LISTED, file="1.xlsx")],
        [people(OTHER, file="2.xlsx"), organizations(BRANCHES, file="2.xlsx")],
        [people(UNDATED, file="3.xlsx", year=None)],
        [about(TOLD, file="4.xlsx"), people(OTHER, file="4.xlsx", year=2023)],
        [people(LISTED.replace("4900", "5000"), file="5.xlsx")],
    ]
    return [replace(file_of(*each), sha256=each[0].file) for each in tables]


def told(found: Roster) -> list[object]:
    """All that a roster says, with the cells."""
    return [
        found.year,
        found.inputs,
        found.findings,
        [told(each) for each in found.earlier],
        *(_columns(found, kind) for kind in Kind),
    ]


def _columns(found: Roster, kind: Kind) -> list[object]:
    records = found.records(kind)
    if records is None:
        return []
    plain = [(name, values(records, name)) for name in sorted(records.plain)]
    yearly = [
        (name, year, values(records, name, year), cells(records, name, 0, year))
        for name, by_year in sorted(records.yearly.items())
        for year in sorted(by_year)
    ]
    return [records.size, plain, yearly]


@pytest.mark.parametrize("year", [None, 2024, 2023])
@given(cuts=st.sets(st.integers(1, 4)), is_bundle=st.lists(st.booleans(), min_size=5, max_size=5))
@settings(deadline=None, max_examples=25)
def test_bundle__any_partition__same_roster(
    year: int | None, cuts: set[int], is_bundle: list[bool]
) -> None:
    extracts = files()
    gathering = Gathering(year=year)
    starts = [0, *sorted(cuts)]
    for start, stop, together in zip(starts, [*starts[1:], len(extracts)], is_bundle, strict=False):
        if together:
            gathering.add_bundle(pickle.loads(pickle.dumps(bundle(extracts[start:stop]))))
        else:
            for extract in extracts[start:stop]:
                gathering.add(extract)
    assert told(build_roster(gathering, year=year)) == told(
        build_roster(Gathering(files(), year), year=year)
    )


def test_bundle__files_left_out__as_if_they_were_not_there() -> None:
    extracts = files()
    gathering = Gathering()
    gathering.add_bundle(bundle(extracts), left_out={"2.xlsx", "3.xlsx"})
    kept = [each for each in extracts if each.path not in ("2.xlsx", "3.xlsx")]
    assert told(build_roster(gathering)) == told(build_roster(Gathering(kept)))
