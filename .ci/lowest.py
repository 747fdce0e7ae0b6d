"""Prints the lowest version of each dependency that pyproject.toml allows, as constraints for pip.

Types, formatters and linters are left out: the tests do not use them.
"""

import re
import tomllib
from pathlib import Path

UNTESTED = re.compile(r"mypy|ruff|import-linter|pandas-stubs|types-")

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
    name, lowest = requirement.split(">=")
    if not UNTESTED.match(name):
        print(f"{name}=={lowest}")
