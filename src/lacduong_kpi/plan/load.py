"""Opens plans: the packaged ones by name, others by path."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from lacduong_kpi.document.files import read_file
from lacduong_kpi.document.loading import Node, load_yaml
from lacduong_kpi.document.validation import check
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.plan.resolve import resolve
from lacduong_kpi.plan.salvage import further_faults
from lacduong_kpi.plan.schema import PlanFile

DEFAULT = "plan-42.yaml"
_NO_SETTINGS: Mapping[str, str] = {}


def load_plan(
    path: str | os.PathLike[str] | None = None, settings: Mapping[str, str] = _NO_SETTINGS
) -> Plan:
    """The plan in a file; None: the packaged Plan 42. `settings` override those of the file.

    Raises PlanError with all faults of the file at once, each with line and column.
    """
    plan, _ = load_with_node(None if path is None else Path(path), settings)
    return plan


def load_with_node(
    path: Path | None = None, settings: Mapping[str, str] = _NO_SETTINGS
) -> tuple[Plan, Node]:
    """The plan and the document it comes from, for checks that need positions."""
    where, name = (
        (packaged_folder() / DEFAULT, f"targets/{DEFAULT}")
        if path is None
        else (
            path,
            path.as_posix(),
        )
    )
    content = read_file(where)
    return read_plan(content, name, settings)


def read_plan(
    content: bytes, name: str, settings: Mapping[str, str] = _NO_SETTINGS
) -> tuple[Plan, Node]:
    """The plan in `content`; `name` is what messages call the file."""
    node = load_yaml(content, name, recheck=f"lacduong-kpi plan check {quoted(name)}")
    form = check(node, PlanFile)
    if isinstance(form, tuple):
        raise node.error(tuple(dict.fromkeys((*form, *further_faults(node)))))
    plan, reader = resolve(node, form, settings, hashlib.sha256(content).hexdigest())
    if reader.problems:
        raise node.error(tuple(dict.fromkeys(reader.problems)))
    return plan, node


def quoted(name: str) -> str:
    """A file name as one types it in a command."""
    return f'"{name}"' if " " in name else name


def packaged_folder() -> Path:
    """Where the plans of the program are: inside the installed package, or in a source checkout
    beside `src`."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "targets"
    return inside if inside.is_dir() else package.parent.parent / "targets"


def packaged_plans() -> tuple[Path, ...]:
    """The plans that come with the program, by name."""
    return tuple(sorted(packaged_folder().glob("*.yaml")))
