"""Plans: the YAML and what it means. Knows no workbook and no result.

`model` is the meaning and `calendar` its days, `schema` the form of the file, `load` the door,
`words` tells rules in words, `check` finds what is suspicious.
"""

from lacduong_kpi.plan.check import check_plan
from lacduong_kpi.plan.json_schema import plan_schema
from lacduong_kpi.plan.load import load_plan, packaged_plans

__all__ = ["check_plan", "load_plan", "packaged_plans", "plan_schema"]
