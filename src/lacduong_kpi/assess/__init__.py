"""A roster and a plan become an assessment."""

from lacduong_kpi.assess.comparing import compare
from lacduong_kpi.assess.membership import explain_member
from lacduong_kpi.assess.run import assess, trend

__all__ = ["assess", "compare", "explain_member", "trend"]
