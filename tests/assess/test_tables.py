"""The assessment as a pandas table, and lists that are made when they are read."""

from __future__ import annotations

import subprocess
import sys

import rosters
from lacduong_kpi.assess.rows import Rows
from lacduong_kpi.assess.run import assess
from lacduong_kpi.plan.load import load_plan

MEMBERS = """
    full_name | grassroots | admitted_on | rating
    A         | ĐU A       | 2001        | good
    B         | ĐU B       | 2001        | failed
"""


def test_to_frame__targets_parts_and_organizations__are_rows() -> None:
    frame = assess(rosters.roster(members=MEMBERS), load_plan(), ["B1", "B3"]).to_frame()
    told = frame[["target", "part", "organization"]].fillna("-").to_numpy().tolist()
    assert told == [
        ["B1", "-", "-"],
        ["B1", "introduced", "-"],
        ["B1", "reviewed", "-"],
        ["B1", "-", "ĐU A"],
        ["B1", "-", "ĐU B"],
        ["B3", "-", "-"],
        ["B3", "-", "ĐU B"],
        ["B3", "-", "ĐU A"],
    ]
    whole = frame[(frame.target == "B3") & frame.organization.isna()].iloc[0]
    assert (whole.verdict, whole.numerator, whole.denominator) == ("not_met", 1, 2)
    assert (whole.rate, whole.percent, whole.low, whole.high) == (0.5, "50.00", 0.5, 0.5)
    assert str(frame.numerator.dtype) == "Int64"


def test_to_frame__what_is_not_known__is_missing() -> None:
    frame = assess(rosters.roster(members=MEMBERS), load_plan(), ["A1"]).to_frame()
    (row,) = frame.itertuples()
    assert row.reason == "no_roster"
    assert frame[["numerator", "rate", "percent", "low", "slack"]].isna().all(axis=None)


def test_assess__scoring__needs_neither_pandas_nor_numpy() -> None:
    code = (
        "import sys, lacduong_kpi.assess\n"
        "assert not {'pandas', 'numpy', 'openpyxl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_rows__until_somebody_looks__are_not_made() -> None:
    made = []

    def make() -> list[int]:
        made.append(1)
        return [1, 2, 3]

    rows = Rows(lambda: 3, make)
    assert len(rows) == 3
    assert made == []
    assert (rows[0], list(rows[1:]), list(rows)) == (1, [2, 3], [1, 2, 3])
    assert made == [1]
    assert rows == (1, 2, 3)
    assert rows != (1, 2)
    assert hash(rows) == hash(Rows(lambda: 3, make))
    assert repr(rows) == "Rows(3)"
