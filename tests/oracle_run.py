"""`python tests/oracle_run.py 10000 [first seed]`: compares the program with the oracle on that
many random districts, and says where they differ."""

from __future__ import annotations

import sys
from collections import Counter

from districts import differences, district
from lacduong_kpi.plan.load import load_plan


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    plan = load_plan()
    kinds: Counter[str] = Counter()
    for seed in range(first, first + count):
        found = list(differences(district(seed), plan))
        kinds.update(each.split(":")[0] for each in found)
        for each in found[:3]:
            print(f"{seed}: {each}")  # noqa: T201
    print(f"{count} districts, {sum(kinds.values())} differences", dict(kinds))  # noqa: T201
    return 1 if kinds else 0


if __name__ == "__main__":
    raise SystemExit(main())
