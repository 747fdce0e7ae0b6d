"""What stands at a path, asked without an error: of what may not be looked at, nothing is there."""

from __future__ import annotations

from pathlib import Path


def stands(path: Path) -> bool:
    """Whether there is anything. False too for a name that no file can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
