"""How a reader wants to see a result: the same for every renderer."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from lacduong_kpi.assess.gate import FailOn
from lacduong_kpi.lean import dataclass
from lacduong_kpi.plan.letterhead import Letterhead
from lacduong_kpi.wording import Language


@dataclass(frozen=True, slots=True)
class View:
    """`details`: personal values are shown. `limit`: how many lines of a list, None for all.
    `width`: columns of the terminal. `roster_arguments`: as typed, for the hints.

    `fail_on` decides which verdicts count as failures, `letterhead` fills the head of the Word
    report before the plan does. `made_at` is what the properties of documents say (from
    SOURCE_DATE_EPOCH; None: the as-of date), so that no renderer asks a clock.
    """

    language: Language = Language.VI
    details: bool = False
    by_organization: bool = False
    limit: int | None = 10
    width: int = 100
    roster_arguments: tuple[str, ...] = ()
    fail_on: FailOn = FailOn.UNDETERMINED
    letterhead: Letterhead = field(default_factory=Letterhead)
    made_at: datetime | None = None
