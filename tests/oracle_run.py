"""`python tests/oracle_run.py 10000 [first seed]`: compares the program with the oracle on that
many random districts, and says where they differ."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import districts
import oracle_more
import oracle_more_compared
import oracle_workbooks
from lacduong_kpi.plan.load import load_plan


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    kinds: Counter[str] = Counter()
    for seed, found in _differences(range(first, first + count)):
        kinds.update(each.split(":")[0] for each in found)
        for each in found[:3]:
            print(f"{seed}: {each}", flush=True)  # noqa: T201
    print(f"{count} districts, {sum(kinds.values())} differences", dict(kinds))  # noqa: T201
    return 1 if kinds else 0


def _differences(seeds: range) -> Iterator[tuple[int, list[str]]]:
    """Plan 42 on every district, the other kinds of measure on every fourth; every other district
    also as a workbook that is read again."""
    plan, more = load_plan(), oracle_more.plan()
    for seed in seeds:
        yield seed, list(districts.differences(districts.district(seed), plan))
        if seed % 2 == 0:
            yield seed, [f"read: {each}" for each in oracle_workbooks.differences(seed, plan)]
        if seed % 4 == 0:
            yield seed, list(oracle_more_compared.differences(oracle_more.district(seed), more))


if __name__ == "__main__":
    raise SystemExit(main())
