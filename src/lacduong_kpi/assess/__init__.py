"""A roster and a plan become an assessment."""

from lacduong_kpi.assess.run import assess

__all__ = ["assess"]
