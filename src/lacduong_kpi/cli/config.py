"""`lacduong-kpi.toml`: what an office sets once. A flag goes before the environment, that before
the file, that before the default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lacduong_kpi.cli import values
from lacduong_kpi.cli.language import settings_path
from lacduong_kpi.errors import PlanError, Problem, UsageError, problem

LARGEST = 1_048_576
VARIABLES = {
    "plan": "LACDUONG_KPI_PLAN",
    "year": "LACDUONG_KPI_YEAR",
    "language": "LACDUONG_KPI_LANG",
}
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
LetterheadKey = Literal[
    "upper_body",
    "issuer",
    "place",
    "sign",
    "scope",
    "committee",
    "on_behalf_of",
    "signer_title",
    "signer",
]


class Settings(BaseModel):
    """The keys of the file. A relative `plan` counts from the folder of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)

    plan: str | None = Field(default=None, description="tệp kế hoạch / plan file")
    year: int | None = Field(default=None, ge=1990, le=2100, description="năm đánh giá / year")
    language: str | None = Field(default=None, pattern="^(vi|en)$", description="vi | en")
    settings: dict[str, str] = Field(
        default_factory=dict, description="lựa chọn của kế hoạch / the plan's named settings"
    )
    letterhead: dict[LetterheadKey, str] = Field(
        default_factory=dict, description="đầu và cuối báo cáo Word / head and foot of the report"
    )


@dataclass(frozen=True, slots=True)
class InForce:
    """One setting: its value and where it comes from."""

    name: str
    value: str | None
    origin: str
    """option, environment, file or default"""


def load_settings(path: Path) -> Settings:
    """Reads a settings file. Raises UsageError where it is missing, PlanError where it is wrong."""
    name = path.name
    try:
        if path.stat().st_size > LARGEST or not path.is_file():
            raise UsageError(problem("config.unreadable", file=name))
        content = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(problem("config.missing", file=name)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(problem("config.unreadable", file=name)) from error
    return _validated(_parsed(content, name), name)


def _parsed(content: str, name: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (1, 1)
        raise PlanError(problem("config.syntax", file=name, line=line, column=column)) from error


def _validated(content: Mapping[str, object], name: str) -> Settings:
    try:
        return Settings.model_validate(content)
    except ValidationError as error:
        faults = [_fault(name, each["type"], each["loc"]) for each in error.errors()]
        raise PlanError(*faults) from error


def _fault(name: str, kind: str, location: tuple[int | str, ...]) -> Problem:
    key = ".".join(str(part) for part in location)
    if kind == "extra_forbidden":
        return problem("config.unknown_key", file=name, key=key)
    return problem("config.bad_value", file=name, key=key)


def in_force(
    settings: Settings, flags: Mapping[str, str | None], environment: Mapping[str, str]
) -> tuple[InForce, ...]:
    """Every setting with its origin, the named settings of the plan last."""
    from_file = {
        "plan": settings.plan,
        "year": str(settings.year) if settings.year else None,
        "language": settings.language,
    }
    found = [
        _first(name, flags.get(name), environment.get(VARIABLES[name]), from_file[name])
        for name in ("plan", "year", "language")
    ]
    named = [
        InForce(f"settings.{name}", value, "file") for name, value in settings.settings.items()
    ]
    head = [
        InForce(f"letterhead.{name}", text, "file") for name, text in settings.letterhead.items()
    ]
    return (*found, *named, *head)


def _first(name: str, flag: str | None, variable: str | None, configured: str | None) -> InForce:
    for value, origin in ((flag, "option"), (variable, "environment"), (configured, "file")):
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
    settings = load_settings(path) if path else Settings()
    inventory = in_force(settings, flags, environment)
    found = {each.name: each for each in inventory}
    return Chosen(
        plan=_plan_path(found["plan"], path),
        year=values.year("--year", found["year"].value),
        settings=settings.settings,
        letterhead={str(key): text for key, text in settings.letterhead.items()},
        inventory=inventory,
        file=path,
    )


def _plan_path(plan: InForce, file: Path | None) -> Path | None:
    if plan.value is None:
        return None
    beside = plan.origin == "file" and file is not None
    return file.parent / plan.value if beside and file else Path(plan.value)
