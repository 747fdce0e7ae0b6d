"""What tables say of one organization, whatever they are drawn in."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.assess.model import OrganizationScore, TargetResult
from lacduong_kpi.reports import words
from lacduong_kpi.verdicts.model import Verdict

SETTLED = (Verdict.MET, Verdict.NOT_APPLICABLE)
"""nothing is left to gain here"""


def shared_goal(target: TargetResult) -> bool:
    """The goal is a number of records that all organizations reach together (1 - 2 branches a
    term): no single one meets or misses it. That there be none is asked of each."""
    counted = target.goal.unit == "count" and target.score.denominator is None
    return counted and (target.goal.low is not None or target.goal.high not in (None, "0"))


def missing(each: OrganizationScore) -> int | None:
    """How many records the organization would have to gain; None where none or no number."""
    if each.score.verdict in SETTLED:
        return None
    return words.missing_count(each.score, None) if each.met_if is None else each.met_if


def worth_a_picture(scores: Sequence[OrganizationScore]) -> bool:
    """Somebody is behind or in doubt, and an organization is more than one record of its own
    (else every dot stands at 0 or 100 %, and the list of those who miss says the same)."""
    return any(each.score.verdict not in SETTLED for each in scores) and any(
        (each.score.denominator or 0) > 1 for each in scores
    )
