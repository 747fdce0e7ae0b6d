"""What an office sets once, and what is in force: a flag goes before the environment, that before
the file `lacduong-kpi.toml`, that before the default. The file itself is `settings_file`'s."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from lacduong_kpi.cli import values
from lacduong_kpi.cli.language import settings_path
from lacduong_kpi.lean import dataclass

if TYPE_CHECKING:
    from lacduong_kpi.cli.settings_file import Settings

VARIABLES = {
    "plan": "LACDUONG_KPI_PLAN",
    "year": "LACDUONG_KPI_YEAR",
    "language": "LACDUONG_KPI_LANG",
}


@dataclass(frozen=True, slots=True)
class InForce:
    """One setting: its value and where it comes from."""

    name: str
    value: str | None
    origin: str
    """option, environment, file or default"""


def in_force(
    settings: Settings | None, flags: Mapping[str, str | None], environment: Mapping[str, str]
) -> tuple[InForce, ...]:
    """Every setting with its origin, the named settings of the plan last."""
    from_file = _of_file(settings)
    found = [
        _first(name, flags.get(name), environment.get(VARIABLES[name]), from_file[name])
        for name in ("plan", "year", "language")
    ]
    if settings is None:
        return tuple(found)
    named = [
        InForce(f"settings.{name}", value, "file") for name, value in settings.settings.items()
    ]
    head = [
        InForce(f"letterhead.{name}", text, "file") for name, text in settings.letterhead.items()
    ]
    return (*found, *named, *head)


def _of_file(settings: Settings | None) -> dict[str, str | None]:
    if settings is None:
        return dict.fromkeys(VARIABLES)
    year = str(settings.year) if settings.year else None
    return {"plan": settings.plan, "year": year, "language": settings.language}


def _first(name: str, flag: str | None, variable: str | None, configured: str | None) -> InForce:
    if flag is not None:  # also an empty one: a script's variable that holds nothing is no default
        return InForce(name, flag, "option")
    for value, origin in ((variable, "environment"), (configured, "file")):
        if value:
            return InForce(name, value, origin)
    return InForce(name, None, "default")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a command works with after flag, environment, file and default are weighed."""

    plan: Path | None
    """None: the packaged plan"""
    year: int | None
    settings: Mapping[str, str]
    letterhead: Mapping[str, str]
    """what the office puts at head and foot of the Word report, before the plan's own"""
    inventory: tuple[InForce, ...]
    file: Path | None


def choose(
    given_file: str | None, flags: Mapping[str, str | None], environment: Mapping[str, str]
) -> Chosen:
    """The settings in force. Raises KpiError for a file or a variable that cannot be used."""
    path = settings_path(given_file)
    settings = _loaded(path)
    inventory = in_force(settings, flags, environment)
    found = {each.name: each for each in inventory}
    return Chosen(
        plan=_plan_path(found["plan"], path),
        year=values.year("--year", found["year"].value),
        settings=settings.settings if settings else {},
        letterhead={str(key): text for key, text in settings.letterhead.items()}
        if settings
        else {},
        inventory=inventory,
        file=path,
    )


def _plan_path(plan: InForce, file: Path | None) -> Path | None:
    if plan.value is None:
        return None
    beside = plan.origin == "file" and file is not None
    return file.parent / plan.value if beside and file else Path(plan.value)


def _loaded(path: Path | None) -> Settings | None:
    """Pydantic is loaded only where there is a file to check."""
    if path is None:
        return None
    from lacduong_kpi.cli.settings_file import load_settings

    return load_settings(path)
