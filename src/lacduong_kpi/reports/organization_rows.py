"""What tables say of one organization, whatever they are drawn in."""

from __future__ import annotations

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
