"""Files that are written: whole or not at all, private, and never over the user's own rosters."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from lacduong_kpi.errors import OutputError, Problem, problem
from lacduong_kpi.workbook.marker import Marker, marker_of

PRIVATE = 0o600
LARGEST_REPORT = 100 << 20
"""bytes of a workbook that may be a report of ours"""


def refuse_outputs(outputs: Iterable[Path], inputs: Iterable[str], *, replace: bool) -> None:
    """Checks before anything is read that each output may be written.

    Refused are a folder, a device, a link, a file that is read, a missing folder, the same file
    twice, and an existing workbook that is no report of ours (any existing file where `replace` is
    False). Raises OutputError with all that is wrong.
    """
    wanted, given = list(outputs), [Path(each) for each in inputs]
    read = {_identity(each) for each in given}
    folders = [_real(each) for each in given if _is_folder(each)]
    faults = [*_twice(wanted)]
    for path in wanted:
        fault = _fault(path, read, replace)
        if fault is None and _is_list_in(path, folders):
            fault = problem("output.is_input", file=path.name)
        if fault is not None:
            faults.append(fault)
    if faults:
        raise OutputError(*faults)


def _twice(paths: list[Path]) -> Iterable[Problem]:
    seen: set[Path] = set()
    for path in paths:
        real = _real(path)
        if real in seen:
            yield problem("output.twice", file=path.name)
        seen.add(real)


def _real(path: Path) -> Path:
    """The path without links; as it is where the folder that the command runs in is gone."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_list_in(path: Path, folders: list[Path]) -> bool:
    """Whether a file of text stands in a folder that is read, and so is read itself: nothing in it
    could say that it is a report."""
    if path.suffix.lower() != ".csv" or not path.exists():
        return False
    return any(_real(path).is_relative_to(folder) for folder in folders)


def _identity(path: Path) -> tuple[int, int] | str:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return str(path)
    return (found.st_dev, found.st_ino)


def _fault(path: Path, read: set[tuple[int, int] | str], replace: bool) -> Problem | None:
    name = path.name or str(path)
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None if _folder_stands(path) else problem("output.no_folder", file=name)
    except (OSError, ValueError):
        return problem("output.cannot_write", file=name)
    if stat.S_ISDIR(mode):
        return problem("output.is_folder", file=name)
    if stat.S_ISLNK(mode) or not stat.S_ISREG(mode):
        return problem("output.not_plain", file=name)
    if _identity(path) in read:
        return problem("output.is_input", file=name)
    if not mode & 0o222:
        return problem("output.cannot_write", file=name)
    return _existing(path, name, replace)


def _folder_stands(path: Path) -> bool:
    try:
        return path.parent.is_dir()
    except OSError:
        return False


def _existing(path: Path, name: str, replace: bool) -> Problem | None:
    if not replace:
        return problem("output.exists", file=name)
    if path.suffix.lower() == ".xlsx" and not _is_ours(path):
        return problem("output.not_ours", file=name)
    return None


def _is_ours(path: Path) -> bool:
    try:
        small = path.stat().st_size <= LARGEST_REPORT
        return small and marker_of(path.read_bytes()) is Marker.REPORT
    except OSError:
        return False


def write_whole(path: Path, content: bytes, *, private: bool = True) -> None:
    """Writes beside the target and renames. Raises OutputError; nothing new remains then."""
    try:
        _replace(path, content, private)
    except PermissionError as error:
        key = "output.in_use" if path.exists() else "output.cannot_write"
        raise OutputError(problem(key, file=path.name)) from error
    except OSError as error:
        raise OutputError(problem("output.cannot_write", file=path.name)) from error


def _replace(path: Path, content: bytes, private: bool) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".lacduong-kpi-")
    try:
        with os.fdopen(handle, "wb") as file:
            _keep_private(name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            _follow_umask(name)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _keep_private(name: str) -> None:
    """mkstemp asks for this mode, but a umask of 0777 would leave the owner out."""
    with contextlib.suppress(OSError):
        Path(name).chmod(PRIVATE)


def _follow_umask(name: str) -> None:
    """mkstemp makes files of mode 0600; what can hold no person is as open as the folder's rest."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
