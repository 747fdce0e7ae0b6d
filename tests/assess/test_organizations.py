"""Organizations in their order."""

from __future__ import annotations

import itertools

from lacduong_kpi.assess.model import OrganizationScore
from lacduong_kpi.assess.organizations import worst_first
from reports import build

MET = build.score(build.MET, 9, 10)
TWO_OF_THREE = build.score(build.NOT_MET, 2, 3, existing=1)
FOUR_OF_SIX = build.score(build.NOT_MET, 4, 6, existing=1)
ONE_OF_THREE = build.score(build.NOT_MET, 1, 3, existing=1)
NOBODY = build.score(build.NOT_APPLICABLE, 0, 0)


def test_worst_first__by_verdict_then_rate_then_name() -> None:
    scores = [
        OrganizationScore("D", ONE_OF_THREE),
        OrganizationScore("A", TWO_OF_THREE),
        OrganizationScore("B", FOUR_OF_SIX),
        OrganizationScore("C", TWO_OF_THREE),
        OrganizationScore("A", MET),
        OrganizationScore("A", NOBODY),
    ]
    for order in itertools.permutations(scores):
        assert worst_first(order) == scores
