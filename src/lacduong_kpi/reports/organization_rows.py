"""What tables say of one organization, whatever they are drawn in."""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.assess.model import OrganizationScore
from lacduong_kpi.reports import words
from lacduong_kpi.verdicts.model import Verdict

SETTLED = (Verdict.MET, Verdict.NOT_APPLICABLE)
"""nothing is left to gain here"""


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
