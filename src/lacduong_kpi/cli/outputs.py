"""Files that are written: whole or not at all, private, and never over the user's own rosters."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from lacduong_kpi.cli.interruption import INTERRUPTION
from lacduong_kpi.cli.standing import is_folder, stands
from lacduong_kpi.errors import OutputError, Problem, problem
from lacduong_kpi.lean import dataclass
from lacduong_kpi.wording import Language
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
    wanted, given = list(outputs), list(inputs)
    read = {_identity(Path(each)) for each in given}
    below = _lists_below(given) if any(stands(path) for path in wanted) else set()
    faults = [*_twice(wanted)]
    for path in wanted:
        fault = _fault(path, read, replace)
        if fault is None and _identity(path) in below and not _is_ours(path):
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


def _lists_below(inputs: Iterable[str]) -> set[tuple[int, int] | str]:
    """The files that are read because they lie in a folder that is given, by whatever name."""
    from lacduong_kpi.workbook.find import find_files

    folders = [each for each in inputs if is_folder(Path(each))]
    return {_identity(each.path) for each in find_files(folders).files}


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
        marked = small and marker_of(path.read_bytes()) is Marker.REPORT
        return marked or is_csv_report(path)
    except OSError:
        return False


def is_csv_report(path: Path) -> bool:
    """Whether the file begins as our reports in CSV do, which can carry no marker. Raises OSError."""
    if path.suffix.lower() != ".csv":
        return False
    from lacduong_kpi.reports import csv_report

    beginnings = tuple(csv_report.beginning(each).encode("utf-8") for each in Language)
    with path.open("rb") as opened:
        return opened.read(max(map(len, beginnings))).startswith(beginnings)


@dataclass(frozen=True, slots=True)
class Output:
    """A file to be written, as a whole or piece by piece. `private`: it may hold a person.
    `replace`: over a report of before."""

    path: Path
    content: bytes | Iterator[bytes]
    private: bool = True
    replace: bool = True


def write_whole(*outputs: Output) -> None:
    """Writes each beside its target, then renames them all. Raises OutputError; nothing new remains
    then, nor where a signal ends the run before the first is renamed. After that it comes too late.
    """
    written: list[tuple[str, Output]] = []
    with INTERRUPTION.held():
        try:
            for each in outputs:
                with _told(each.path):
                    _write_beside(each, written)
                INTERRUPTION.check()
            _refuse_again(outputs)
            INTERRUPTION.too_late = True
            INTERRUPTION.check()  # one that came while nothing was renamed yet
            _rename_all(written)
        except BaseException:
            for name, _ in written:
                with contextlib.suppress(OSError):
                    Path(name).unlink()
            raise


def _refuse_again(outputs: Iterable[Output]) -> None:
    """What came to stand there while the files were read is the user's own."""
    faults = [_fault(each.path, set(), each.replace) for each in outputs]
    if any(faults):
        raise OutputError(*filter(None, faults))


def _rename_all(written: list[tuple[str, Output]]) -> None:
    """Renames all or none: where one cannot be, those before it are put back."""
    paths = [output.path for _, output in written]
    new = {path for path in paths if not stands(path)}
    names = ((name, output.path) for name, output in written[:-1])
    former = {path: second for name, path in names if (second := _second_name(name, path))}
    renamed: list[Path] = []
    try:
        for name, output in written:
            with _told(output.path):
                _rename(name, output)
            renamed.append(output.path)
    except BaseException:
        for path in renamed:
            _put_back(path, former.get(path), new=path in new)
        raise
    finally:
        for second in former.values():
            with contextlib.suppress(OSError):
                second.unlink()


def _rename(name: str, output: Output) -> None:
    """As a link where nothing may be replaced: a rename replaces what stands there by now."""
    if not output.replace:
        try:
            output.path.hardlink_to(name)
        except FileExistsError:
            raise
        except OSError:  # a disk without links
            pass
        else:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            return
    Path(name).replace(output.path)


def _second_name(name: str, path: Path) -> Path | None:
    """A link to the report of before, beside it. None where there is none, or no links are."""
    second = Path(f"{name}~")
    try:
        second.hardlink_to(path)
    except OSError:
        return None
    return second


def _put_back(path: Path, former: Path | None, *, new: bool) -> None:
    """What stood before; where that cannot be, the new report stays, as it is whole."""
    with contextlib.suppress(OSError):
        if former is not None:
            former.replace(path)
        elif new:
            path.unlink()


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system says against a file, as OutputError."""
    try:
        yield
    except FileExistsError as error:
        raise OutputError(problem("output.exists", file=path.name)) from error
    except PermissionError as error:
        key = "output.in_use" if stands(path) else "output.cannot_write"
        raise OutputError(problem(key, file=path.name)) from error
    except OSError as error:
        raise OutputError(problem("output.cannot_write", file=path.name)) from error


def _write_beside(output: Output, written: list[tuple[str, Output]]) -> None:
    """Writes to a temporary file, and notes its name as soon as it is there."""
    handle, name = tempfile.mkstemp(dir=output.path.parent, prefix=".lacduong-kpi-")
    written.append((name, output))
    with os.fdopen(handle, "wb") as file:
        _keep_private(name)
        for piece in (output.content,) if isinstance(output.content, bytes) else output.content:
            file.write(piece)
            INTERRUPTION.check()
        file.flush()
        os.fsync(file.fileno())
    if not output.private:
        _follow_umask(name)


def _keep_private(name: str) -> None:
    """mkstemp asks for this mode, but a umask of 0777 would leave the owner out."""
    with contextlib.suppress(OSError):
        Path(name).chmod(PRIVATE)


def _follow_umask(name: str) -> None:
    """mkstemp makes files of mode 0600; what can hold no person is as open as the folder's rest."""
    mask = os.umask(0)
    os.umask(mask)
    Path(name).chmod(0o666 & ~mask)
