"""From what was typed to the files that are read: files and folders mixed, in a fixed order.

Looks at names only; what a file holds is told later, by its content. Links inside folders are
never followed.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from lacduong_kpi.errors import Problem, problem
from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.lean import dataclass
from lacduong_kpi.workbook.model import Unusable

WORKBOOK_SUFFIXES = frozenset(
    {
        ".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt",
        ".ods", ".ots", ".fods",
    }
)  # fmt: skip
SUFFIXES = WORKBOOK_SUFFIXES | {".csv", ".tsv", ".txt"}
"""What is read in a folder. `.xml` is read there if it is a spreadsheet of Excel 2003."""

MOST_ENTRIES = 100_000
"""files and folders below a folder that is read"""
DEEPEST = 40
"""folders in folders"""
_MOST_PIECES = 12
"""words of a name that was typed without quotation marks"""
_SYSTEM = frozenset({"/proc", "/sys", "/dev"})
"""where the system shows itself as files without end"""
_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_OWNER = "~$"
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read. `path` opens it, `shown_as` names it in every output."""

    path: Path
    shown_as: str
    in_folder: bool = False
    """whether a folder was given and not the file itself"""
    open_elsewhere: bool = False
    """whether the owner file of Excel or LibreOffice stands beside it"""


@dataclass(frozen=True, slots=True)
class Listing:
    """`findings` are notes on what was left aside, `unusable` what was given and cannot be."""

    files: tuple[Found, ...] = ()
    findings: tuple[Finding, ...] = ()
    unusable: tuple[Unusable, ...] = ()


@dataclass(slots=True)
class _Gathering:
    files: list[Found] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unusable: list[Unusable] = field(default_factory=list)


def find_files(arguments: Sequence[str]) -> Listing:
    """The files that the arguments mean, each once.

    A folder is read with its subfolders, in the order of their NFC paths; hidden files and links
    are left out, lock files and names without a spreadsheet suffix are left aside with a note.
    """
    gathered = _Gathering()
    given = list(arguments)
    while given:
        pieces = _pieces_of_a_name(given)
        if pieces:
            shown = shown_path(" ".join(given[:pieces]))
            gathered.unusable.append(Unusable(shown, problem("files.unquoted", file=shown)))
        else:
            _gather(given[0], gathered)
        del given[: pieces or 1]
    files = _named_apart(_each_once(gathered.files, gathered.findings))
    return Listing(tuple(files), tuple(gathered.findings), tuple(gathered.unusable))


def _pieces_of_a_name(arguments: Sequence[str]) -> int:
    """How many of the first arguments are one name with spaces that was typed without quotation
    marks: alone the first is nothing, together they stand. 0: they are not."""
    if _stands(arguments[0]):
        return 0
    counts = range(2, min(len(arguments), _MOST_PIECES) + 1)
    return next((count for count in counts if _stands(" ".join(arguments[:count]))), 0)


def _stands(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _gather(argument: str, gathered: _Gathering) -> None:
    shown, path = shown_path(argument), Path(argument)
    if not argument:  # a variable that was not set; Python takes it for the working folder
        gathered.unusable.append(Unusable(shown, problem("files.missing", file=shown)))
        return
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        other = _same_in_nfc(path)
        if other is not None:
            _gather(str(other), gathered)
        else:
            gathered.unusable.append(Unusable(shown, _missing(argument, shown, error)))
        return
    if stat.S_ISDIR(status.st_mode) and _is_of_system(path):
        gathered.unusable.append(Unusable(shown, problem("files.not_regular", file=shown)))
    elif stat.S_ISDIR(status.st_mode):
        _gather_folder(path, shown, gathered)
    elif not stat.S_ISREG(status.st_mode):
        gathered.unusable.append(Unusable(shown, problem("files.not_regular", file=shown)))
    elif _is_owner_file(path.name):
        gathered.unusable.append(Unusable(shown, _owner_problem(path.name, shown)))
    else:
        gathered.files.append(Found(path, shown, open_elsewhere=_is_open(path)))


def _is_of_system(folder: Path) -> bool:
    """Whether a folder lies where the system shows processes and devices as files."""
    real = Path(_real_path(folder))
    return any(str(each) in _SYSTEM for each in (real, *real.parents))


def _real_path(path: Path) -> str:
    """The path without links; as it is where the folder that the command runs in is gone."""
    try:
        return os.path.realpath(path)
    except OSError:
        return os.path.normpath(path)


def shown_path(path: str) -> str:
    """A path as outputs name it: as given, with `/`, and valid text even where it is not."""
    text = path.replace(os.sep, "/")
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _siblings(path: Path) -> list[Path]:
    try:
        return list(path.parent.iterdir())
    except (OSError, ValueError):
        return []


def _same_in_nfc(path: Path) -> Path | None:
    """The file of the same name in another normal form (a disk of macOS writes NFD)."""
    name = _nfc(path.name)
    same = [each for each in _siblings(path) if _nfc(each.name) == name and each.name != path.name]
    return same[0] if len(same) == 1 else None


def _missing(argument: str, shown: str, error: OSError | ValueError) -> Problem:
    if _URL.match(argument):
        return problem("files.url", file=shown)
    if isinstance(error, PermissionError):
        return problem("files.no_permission", file=shown)
    nearest = _nearest(Path(argument))
    if nearest is None:
        return problem("files.missing", file=shown)
    return problem("files.missing_near", file=shown, nearest=shown_path(nearest))


def _nearest(path: Path) -> str | None:
    """The name in the same folder that was most likely meant."""
    from rapidfuzz import fuzz, process

    others = (each.name for each in _siblings(path) if each.name != path.name)
    names = sorted(name for name in others if not name.startswith((".", _OWNER)))
    wanted = _nfc(path.name).casefold()
    choices = [_nfc(name).casefold() for name in names]
    without_suffix = [Path(choice).stem for choice in choices]
    if wanted in without_suffix:
        return names[without_suffix.index(wanted)]
    found = process.extractOne(wanted, choices, scorer=fuzz.ratio, score_cutoff=70)
    return names[found[2]] if found else None


def _is_owner_file(name: str) -> bool:
    return name.startswith(_OWNER) or (name.startswith(".~lock.") and name.endswith("#"))


def _owned(owner: str) -> str:
    """The name of the workbook to which an owner file belongs."""
    return owner[len(_OWNER) :] if owner.startswith(_OWNER) else owner[len(".~lock.") : -1]


def _owner_problem(name: str, shown: str) -> Problem:
    return problem("files.lock_file", file=shown, workbook=shown_path(_owned(name)))


def _is_open(path: Path) -> bool:
    owners = (f"{_OWNER}{path.name}", f".~lock.{path.name}#")
    try:
        return any(path.with_name(owner).is_file() for owner in owners)
    except OSError:  # a name that is too long for another in front of it
        return False


def _gather_folder(folder: Path, shown: str, gathered: _Gathering) -> None:
    before = len(gathered.files)
    streams = _redirected()
    walk = _Walk(gathered)
    try:
        entries = sorted(walk.below(folder), key=lambda each: _nfc(each[0]))
    except _EndlessError:
        limits = {"limit": MOST_ENTRIES, "depth": DEEPEST}
        too_large = problem("files.folder_too_large", file=shown, **limits)
        gathered.unusable.append(Unusable(shown, too_large))
        return
    for below, entry in entries:
        place, path = Place(shown_path(below)), Path(entry.path)
        if entry.is_symlink():
            gathered.findings.append(finding("F05", place))
        elif _is_owner_file(entry.name):
            gathered.findings.append(finding("F01", place))
        elif not _has_suffix(path):
            gathered.findings.append(finding("F02", place))
        elif _is_special(entry):
            not_regular = problem("files.not_regular", file=place.file)
            gathered.unusable.append(Unusable(place.file, not_regular))
        elif streams and _identity(path) in streams:
            gathered.findings.append(finding("F04", place))
        else:
            is_open = path in walk.owned
            found = Found(path, place.file, in_folder=True, open_elsewhere=is_open)
            gathered.files.append(found)
    if len(gathered.files) == before:
        gathered.unusable.append(Unusable(shown, problem("files.nothing_in_folder", file=shown)))


def _is_special(entry: os.DirEntry[str]) -> bool:
    """Whether it is a pipe, a socket or a device: nobody can tell what would come out of it."""
    if entry.is_file(follow_symlinks=False):
        return False
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return False
    return any(each(mode) for each in (stat.S_ISFIFO, stat.S_ISSOCK, stat.S_ISCHR, stat.S_ISBLK))


def _redirected() -> set[tuple[int, int]]:
    """The files into which the caller leads the result and the messages of this run."""
    found: set[tuple[int, int]] = set()
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            status = os.fstat(descriptor)
            if stat.S_ISREG(status.st_mode):
                found.add((status.st_dev, status.st_ino))
    return found


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


class _EndlessError(Exception):
    """A folder holds more than anybody keeps rosters in."""


class _Walk:
    """Goes through a folder and its subfolders, follows no link, and not without end."""

    def __init__(self, gathered: _Gathering) -> None:
        self._gathered = gathered
        self._seen = 0
        self.owned: set[Path] = set()
        """workbooks that somebody has opened, by the owner files beside them"""

    def below(
        self, folder: Path, place: str = "", depth: int = 0
    ) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """(path below the folder that was given, entry) of everything that is neither hidden nor a
        folder. Raises _EndlessError."""
        if depth > DEEPEST:
            raise _EndlessError
        for entry in self._entries(folder, place):
            if _is_owner_file(entry.name):
                self.owned.add(Path(entry.path).parent / _owned(entry.name))
            if _is_hidden(entry):
                continue
            relative = f"{place}/{entry.name}" if place else entry.name
            try:
                is_folder = entry.is_dir(follow_symlinks=False)
                is_told = entry.is_file(follow_symlinks=False) or entry.is_symlink()
                is_told = is_told or _is_special(entry)
            except OSError:  # the system does not tell what it is
                self._lose(relative)
                continue
            if is_folder and entry.path not in _SYSTEM:
                yield from self.below(Path(entry.path), relative, depth + 1)
            elif is_told:
                yield relative, entry

    def _entries(self, folder: Path, place: str) -> list[os.DirEntry[str]]:
        entries: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as scan:
                for entry in scan:
                    self._seen += 1
                    if self._seen > MOST_ENTRIES:
                        raise _EndlessError
                    entries.append(entry)
        except OSError:
            self._lose(place or str(folder))
        return entries

    def _lose(self, path: str) -> None:
        """Says of what may not be looked at that it is missing."""
        shown = shown_path(path)
        found = problem("files.no_permission", file=shown)
        self._gathered.unusable.append(Unusable(shown, found))


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Hidden by its name, or on Windows by its attribute; `__MACOSX` is rubbish of archives."""
    if entry.name.startswith(".") or entry.name == "__MACOSX":
        return True
    if entry.name.startswith(_OWNER):
        return False
    try:
        status = entry.stat(follow_symlinks=False)
    except FileNotFoundError:  # removed meanwhile
        return True
    except OSError:  # it may not be looked at: who reads it says so
        return False
    return bool(getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN)


def _has_suffix(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in SUFFIXES or (suffix == ".xml" and _is_xml_2003(path))


def _is_xml_2003(path: Path) -> bool:
    try:
        with path.open("rb") as opened:
            return _XML_2003 in opened.read(4096)
    except OSError:
        return False


def _named_apart(files: list[Found]) -> list[Found]:
    """Files of different folders that would be shown alike are shown with their folders."""
    seen = Counter(found.shown_as for found in files)
    return [
        replace(found, shown_as=shown_path(str(found.path))) if seen[found.shown_as] > 1 else found
        for found in files
    ]


def _each_once(files: list[Found], findings: list[Finding]) -> list[Found]:
    kept: dict[str, Found] = {}
    for found, real in zip(files, _real_paths(files), strict=True):
        if real in kept:
            findings.append(finding("F06", Place(found.shown_as)))
        else:
            kept[real] = found
    return list(kept.values())


def _real_paths(files: Iterable[Found]) -> Iterator[str]:
    """The paths without links. What was found in a folder is none itself, so only the folder is
    asked for."""
    folders: dict[str, str] = {}
    for found in files:
        folder, name = os.path.split(found.path)
        if not found.in_folder:
            yield _real_path(found.path)
            continue
        if folder not in folders:
            folders[folder] = _real_path(Path(folder))
        yield str(Path(folders[folder]) / name)
