"""`lacduong-kpi.toml`: its keys, and what is wrong with a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lacduong_kpi.document.files import read_regular
from lacduong_kpi.errors import PlanError, Problem, UsageError, problem

LARGEST = 1_048_576
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_ENDLESS_KEY = re.compile(
    r"""(?<![\w.'"-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){40}"""
)
"""Keys within keys, `a.a.a…`: the parser takes the square of their number. Ours stand two deep."""

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

    plan: str | None = Field(default=None, min_length=1, description="tệp kế hoạch / plan file")
    year: int | None = Field(default=None, ge=1990, le=2100, description="năm đánh giá / year")
    language: str | None = Field(default=None, pattern="^(vi|en)$", description="vi | en")
    settings: dict[str, str] = Field(
        default_factory=dict, description="lựa chọn của kế hoạch / the plan's named settings"
    )
    letterhead: dict[LetterheadKey, str] = Field(
        default_factory=dict, description="đầu và cuối báo cáo Word / head and foot of the report"
    )


def load_settings(path: Path) -> Settings:
    """Reads a settings file. Raises UsageError where it is missing, PlanError where it is wrong."""
    name = path.name
    try:
        content = read_regular(path, LARGEST + 1)
        if len(content) > LARGEST:
            raise UsageError(problem("config.unreadable", file=name))
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(problem("config.missing", file=name)) from error
    except (OSError, ValueError) as error:
        raise UsageError(problem("config.unreadable", file=name)) from error
    return _validated(_parsed(text, name), name)


def _parsed(content: str, name: str) -> Mapping[str, object]:
    endless = _ENDLESS_KEY.search(content)
    if endless:
        line = content.count("\n", 0, endless.start()) + 1
        column = endless.start() - content.rfind("\n", 0, endless.start())
        raise PlanError(problem("config.syntax", file=name, line=line, column=column))
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
