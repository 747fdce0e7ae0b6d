"""The program agrees with an independent judge that tries every completion, on random districts.

A few here; `python tests/oracle_run.py 10000` runs as many as one likes.
"""

from __future__ import annotations

import pytest

import oracle_workbooks
from districts import differences, district
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.plan.model import Plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


@pytest.mark.parametrize("first", range(0, 32, 8))
def test_plan_42__random_districts__agrees_with_the_oracle(plan: Plan, first: int) -> None:
    found = {seed: list(differences(district(seed), plan)) for seed in range(first, first + 8)}
    assert {seed: each for seed, each in found.items() if each} == {}


@pytest.mark.parametrize("first", range(0, 32, 8))
def test_plan_42__random_districts_as_workbooks__agrees_with_the_oracle(
    plan: Plan, first: int
) -> None:
    found = {
        seed: list(oracle_workbooks.differences(seed, plan)) for seed in range(first, first + 8)
    }
    assert {seed: each for seed, each in found.items() if each} == {}
