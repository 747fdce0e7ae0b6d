"""What differs where the system has no POSIX: each branch is taken here by leaving things away."""

from __future__ import annotations

import os
import signal
import stat
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from lacduong_kpi.workbook import budget, crew, pool
from lacduong_kpi.workbook.budget import Budget
from lacduong_kpi.workbook.child import Order
from lacduong_kpi.workbook.clock import elapsed
from lacduong_kpi.workbook.find import find_files
from lacduong_kpi.workbook.limits import NORMAL
from reading_tasks import height


@pytest.fixture
def no_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    """The module is missing on Windows."""
    monkeypatch.setitem(sys.modules, "resource", None)


@pytest.mark.usefixtures("no_resource")
def test_budget__no_limits_of_the_system__does_nothing() -> None:
    allowed = Budget(NORMAL)
    allowed.begin()
    allowed.weigh(1 << 30)
    allowed.rest()
    allowed.go_on()


@pytest.fixture
def no_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox lets no process ask for limits or set any."""
    resource = pytest.importorskip("resource")

    def refused(*_: object) -> None:
        raise PermissionError

    for place, name in (
        (resource, "getrlimit"),
        (resource, "setrlimit"),
        (signal, "setitimer"),
        (os, "sched_getaffinity"),
    ):
        monkeypatch.setattr(place, name, refused)


@pytest.mark.usefixtures("no_permission")
def test_limits__forbidden_by_a_sandbox__as_where_there_are_none() -> None:
    allowed = Budget(NORMAL)
    allowed.begin()
    allowed.weigh(1 << 30)
    allowed.rest()
    allowed.go_on()
    assert pool._affordable() == pool._MOST_JOBS
    assert pool._jobs(None) == min(os.cpu_count() or 1, pool._MOST_JOBS)


def test_budget__file_rests__has_left_what_it_did_not_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of 100 bytes it takes 30 to read it; others then take 50 more, which are not its own."""
    resource = pytest.importorskip("resource")
    allowed: dict[int, int] = {}
    present = [1_000]
    monkeypatch.setattr(budget, "_address_space", lambda: present[0])
    monkeypatch.setattr(budget, "lower", allowed.__setitem__)
    monkeypatch.setattr(signal, "setitimer", lambda *_: None)
    file = Budget(replace(NORMAL, memory=100))
    file.begin()
    assert allowed[resource.RLIMIT_AS] == 1_100
    present[0] = 1_030
    file.rest()
    present[0] = 1_080
    file.go_on()
    assert allowed[resource.RLIMIT_AS] == 1_150


@pytest.mark.usefixtures("no_resource")
def test_affordable__no_limits_of_the_system__as_many_as_wanted() -> None:
    assert pool._affordable() == pool._MOST_JOBS


def test_jobs__no_affinity__all_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert pool._jobs(None) == 3
    assert pool._jobs(1) == 1


def test_address_space__no_proc__unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(_: Path) -> bytes:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "read_bytes", missing)
    monkeypatch.setattr(budget, "_SIZE", str(tmp_path / "statm"))
    assert budget._address_space() == 0
    assert crew._is_runnable(os.getpid()) is False


def test_crew_for__platform__forked_or_started_anew() -> None:
    order = Order(height, NORMAL, ())
    assert isinstance(crew.crew_for(order, "linux"), crew.ForkCrew)
    assert isinstance(crew.crew_for(order, "darwin"), crew.ForkCrew)
    assert isinstance(crew.crew_for(order, "win32"), crew.SpawnCrew)


class Entry(SimpleNamespace):
    """What stands in a folder, as a system tells it that differs from the one of the tests."""

    def stat(self, *, follow_symlinks: bool) -> SimpleNamespace:
        if self.name == "unknown.xlsx":
            raise PermissionError
        hidden = stat.FILE_ATTRIBUTE_HIDDEN if self.name == "hidden.xlsx" else 0
        return SimpleNamespace(st_file_attributes=hidden)


class Scan(list[Entry]):
    def __enter__(self) -> Scan:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def other_system(monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def fails(*, follow_symlinks: bool) -> bool:
        raise PermissionError

    def entry(each: os.DirEntry[str]) -> Entry:
        is_dir = fails if each.name == "kindless.xlsx" else each.is_dir
        kinds = {"is_dir": is_dir, "is_file": each.is_file, "is_symlink": each.is_symlink}
        return Entry(name=each.name, path=each.path, **kinds)

    def scanned(path: Path) -> Scan:
        with scandir(path) as entries:
            return Scan(map(entry, entries))

    monkeypatch.setattr(os, "scandir", scanned)


@pytest.mark.usefixtures("other_system")
def test_find_files__hidden_by_its_attribute__left_out(tmp_path: Path) -> None:
    for name in ("shown.xlsx", "hidden.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    assert [found.shown_as for found in find_files([str(tmp_path)]).files] == ["shown.xlsx"]


@pytest.mark.usefixtures("other_system")
def test_find_files__may_not_be_looked_at__not_left_out_in_silence(tmp_path: Path) -> None:
    for name in ("shown.xlsx", "unknown.xlsx", "kindless.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    listing = find_files([str(tmp_path)])
    assert [found.shown_as for found in listing.files] == ["shown.xlsx", "unknown.xlsx"]
    assert [(each.path, each.problem.key) for each in listing.unusable] == [
        ("kindless.xlsx", "files.no_permission")
    ]


def test_find_files__separator_of_windows__shown_with_slashes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from lacduong_kpi.workbook.find import shown_path

    monkeypatch.setattr(os, "sep", "\\")
    assert shown_path("C:\\ds\\a.xlsx") == "C:/ds/a.xlsx"


def test_elapsed__clock_set_centuries_ahead__goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_far() -> float:
        raise OverflowError

    monkeypatch.setattr(time, "monotonic", too_far)
    began = elapsed()
    assert elapsed() >= began
