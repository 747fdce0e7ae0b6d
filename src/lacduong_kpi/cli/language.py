"""In which language to speak: --lang, then the environment, then the settings file, then Vietnamese.

Looked up before the options are parsed, because faults of the options are told in it too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lacduong_kpi.errors import KpiError
from lacduong_kpi.wording import Language

VARIABLE = "LACDUONG_KPI_LANG"
FILE_NAME = "lacduong-kpi.toml"


def option(arguments: Sequence[str], name: str) -> str | None:
    """The last value given to an option, in either of its two spellings."""
    found = None
    for index, each in enumerate(arguments):
        if each == "--":
            break
        if each.startswith(f"{name}="):
            found = each.partition("=")[2]
        elif each == name and index + 1 < len(arguments):
            found = arguments[index + 1]
    return found


def wanted_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """A language that does not exist counts as none here; the option itself is refused later."""
    given = option(arguments, "--lang") or environment.get(VARIABLE) or _configured(arguments)
    return Language.EN if given and given.strip().lower() == "en" else Language.VI


def settings_path(given: str | None) -> Path | None:
    """The settings file of --config, else the one in the current folder, else None."""
    if given is not None:
        return Path(given)
    here = Path(FILE_NAME)
    try:
        return here if here.is_file() else None
    except OSError:
        return None


def _configured(arguments: Sequence[str]) -> str | None:
    """The language of a settings file that can be used; a wrong one is refused when it is loaded."""
    path = settings_path(option(arguments, "--config"))
    if path is None:
        return None
    from lacduong_kpi.cli.settings_file import load_settings

    try:
        return load_settings(path).language
    except KpiError:
        return None
