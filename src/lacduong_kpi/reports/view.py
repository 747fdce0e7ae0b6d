"""How a reader wants to see a result: the same for every renderer."""

from __future__ import annotations

from dataclasses import dataclass

from lacduong_kpi.wording import Language


@dataclass(frozen=True, slots=True)
class View:
    """`details`: personal values are shown. `limit`: how many lines of a list, None for all.
    `width`: columns of the terminal. `commands`: the roster arguments as typed, for the hints."""

    language: Language = Language.VI
    details: bool = False
    by_organization: bool = False
    limit: int | None = 10
    width: int = 100
    roster_arguments: tuple[str, ...] = ()
