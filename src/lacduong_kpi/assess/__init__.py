"""A roster and a plan become an assessment.

The package bears the name of its main function, and Python binds it to `lacduong_kpi.assess` as
soon as anything in it is imported. So that `from lacduong_kpi import assess` always gives what can
be called, the package itself can be.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lacduong_kpi.assess.model import Assessment
    from lacduong_kpi.plan.model import Plan
    from lacduong_kpi.records.model import Roster
    from lacduong_kpi.wording import Language


class _CalledAssess(ModuleType):
    def __call__(
        self,
        roster: Roster,
        plan: Plan,
        targets: Collection[str] | None = None,
        *,
        language: Language | None = None,
    ) -> Assessment:
        """`lacduong_kpi.assess.run.assess`, imported when it is called."""
        from lacduong_kpi.assess.run import assess
        from lacduong_kpi.wording import Language

        return assess(roster, plan, targets, language=language or Language.VI)


sys.modules[__name__].__class__ = _CalledAssess
