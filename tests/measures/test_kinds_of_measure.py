"""Every kind of measure agrees with the oracle: means, differences, ratios of two kinds of
record, ceilings, exact numbers, related records, counts, texts, dates beside each other."""

from __future__ import annotations

import pytest

import oracle_more
import oracle_more_compared
from lacduong_kpi.plan.model import Plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return oracle_more.plan()


@pytest.mark.parametrize("first", range(0, 24, 8))
def test_kinds_of_measure__random_districts__agree_with_the_oracle(plan: Plan, first: int) -> None:
    found = {
        seed: list(oracle_more_compared.differences(oracle_more.district(seed), plan))
        for seed in range(first, first + 8)
    }
    assert {seed: each for seed, each in found.items() if each} == {}
