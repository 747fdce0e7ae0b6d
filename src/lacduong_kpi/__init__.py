"""Scores the targets of a plan against rosters kept in Excel.

The public names are `load_plan`, `load_roster`, `assess` and `Assessment`. They are imported when
they are first asked for, so that `import lacduong_kpi` costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # that of `typing` would cost each start the import of that module
if TYPE_CHECKING:
    from lacduong_kpi.assess.model import Assessment
    from lacduong_kpi.assess.run import assess
    from lacduong_kpi.plan.load import load_plan
    from lacduong_kpi.records.load import load_roster

__all__ = ["Assessment", "__version__", "assess", "load_plan", "load_roster"]
__version__ = "1.0.0"

_HOMES = {
    "Assessment": "lacduong_kpi.assess.model",
    "assess": "lacduong_kpi.assess.run",
    "load_plan": "lacduong_kpi.plan.load",
    "load_roster": "lacduong_kpi.records.load",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
