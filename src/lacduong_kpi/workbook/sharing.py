"""Two processes that read one file at once, and a third that needs a core as well."""

from __future__ import annotations

from collections.abc import Callable

from lacduong_kpi.lean import dataclass


@dataclass(slots=True)
class Sharing:
    """What a process does that may read a large sheet together with a helper: `meanwhile` while the
    helper reads too, `tell` once, as soon as it needs no second core any more."""

    meanwhile: Callable[[], object]
    tell: Callable[[], object]
    is_told: bool = False

    def end(self) -> None:
        """No helper is needed from now on."""
        if not self.is_told:
            self.is_told = True
            self.tell()
