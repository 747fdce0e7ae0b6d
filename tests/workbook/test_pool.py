"""Reading processes: order, limits, and that a file that kills its process costs only itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from flat_documents import cell, flat, row
from lacduong_kpi.workbook import child, pool
from lacduong_kpi.workbook.child import Order
from lacduong_kpi.workbook.find import Found
from lacduong_kpi.workbook.limits import NORMAL, Limits
from lacduong_kpi.workbook.model import LeftAside, Unusable, Workbook
from lacduong_kpi.workbook.pool import Reading, TaskCrashError, read_each
from lacduong_kpi.workbook.wire import Done, Job
from packages import book
from reading_tasks import (
    burns,
    crashes,
    dies,
    dies_often,
    fails,
    gorges,
    hangs,
    height,
    killed,
    large,
    limits_seen,
    needs_memory_for_several,
    signalled,
    slow_first,
    talks,
    together,
)

PLATFORMS = ["linux", "win32"]


def files(folder: Path, *names: str) -> list[Found]:
    """A workbook for each name, with the name's number of rows in it."""
    found = []
    for index, name in enumerate(names, 1):
        path = folder / name
        path.write_bytes(
            book(
                "".join(
                    f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(1, index + 1)
                )
            )
        )
        found.append(Found(path, name))
    return found


def results(
    found: list[Found],
    task: Callable[[Workbook], object],
    *,
    platform: str = sys.platform,
    limits: Limits = NORMAL,
    jobs: int | None = 2,
) -> list[tuple[str, object]]:
    """(name, result, or the key of the problem)"""
    reading: Reading[object] = Reading(found, task, limits=limits, jobs=jobs, platform=platform)
    with reading:
        return [
            (each.shown_as, result.problem.key if isinstance(result, Unusable) else result)
            for (each,), result in reading
        ]


def bundles(
    found: list[Found],
    task: Callable[[Workbook], object],
    *,
    platform: str = sys.platform,
    limits: Limits = NORMAL,
    jobs: int = 2,
) -> list[tuple[list[str], object]]:
    """(names, what they tell together, or the key of the problem)"""
    reading: Reading[object] = Reading(
        found, task, bundle=together, limits=limits, jobs=jobs, platform=platform
    )
    with reading:
        return [
            (
                [one.shown_as for one in each],
                result.problem.key if isinstance(result, Unusable) else result,
            )
            for each, result in reading
        ]


MANY = [f"{letter}{number}.xlsx" for letter in "abcd" for number in range(10)]
"""names of so many files that a process is given several at once"""


@pytest.mark.parametrize("platform", PLATFORMS)
def test_reading__bundled__all_in_their_order(tmp_path: Path, platform: str) -> None:
    got = bundles(files(tmp_path, *MANY), height, platform=platform)
    assert [name for names, _ in got for name in names] == MANY
    assert [rows for _, told in got for rows in told] == list(range(1, 41))  # type: ignore[attr-defined]
    assert len(got) < len(MANY)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (partial(dies, name="b3.xlsx"), "files.reader_died"),
        (partial(hangs, name="b3.xlsx"), "files.too_slow"),
    ],
)
def test_reading__process_ends_in_a_run__only_that_file_is_lost(
    tmp_path: Path, platform: str, task: Callable[[Workbook], int], reason: str
) -> None:
    limits = replace(NORMAL, seconds=2)
    got = bundles(files(tmp_path, *MANY), task, platform=platform, limits=limits)
    assert (["b3.xlsx"], reason) in got
    told = [(name, rows) for names, rows in got if rows != reason for name in names]
    assert [name for name, _ in told] == [name for name in MANY if name != "b3.xlsx"]
    assert sorted(rows for _, told in got if told != reason for rows in told) == [  # type: ignore[attr-defined]
        number for number, name in enumerate(MANY, 1) if name != "b3.xlsx"
    ]


def test_reading__most_files_end_their_process__the_others_are_told(tmp_path: Path) -> None:
    got = bundles(files(tmp_path, *MANY), dies_often)
    lost = [names[0] for names, told in got if told == "files.reader_died"]
    assert lost == [name for name in MANY if name[1] in "13579"]
    kept = [name for names, told in got if told != "files.reader_died" for name in names]
    assert kept == [name for name in MANY if name[1] not in "13579"]


def test_reading__unusable_in_a_run__told_by_itself(tmp_path: Path) -> None:
    found = files(tmp_path, *MANY)
    (tmp_path / "a1.xlsx").write_bytes(b"%PDF-1.4")
    got = bundles(found, height)
    assert (["a1.xlsx"], "files.is_pdf") in got
    assert sorted(name for names, _ in got for name in names) == sorted(MANY)


def test_reading__bug_in_the_bundle__is_no_unreadable_file(tmp_path: Path) -> None:
    reading: Reading[object] = Reading(files(tmp_path, "a.xlsx", "b.xlsx"), height, bundle=fails)
    with reading, pytest.raises(TaskCrashError) as crash:
        list(reading)
    assert "ValueError: a.xlsx" in str(crash.value)


def test_reading__no_memory_to_bundle__each_by_itself(tmp_path: Path) -> None:
    reading: Reading[object] = Reading(
        files(tmp_path, *MANY), height, bundle=needs_memory_for_several, jobs=1
    )
    with reading:
        got = [(each.shown_as, told) for (each,), told in reading]
    assert got == [(name, [number]) for number, name in enumerate(MANY, 1)]


def test_reading__progress_of_bundles__counts_up_to_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    reading: Reading[object] = Reading(files(tmp_path, *MANY), height, bundle=together, jobs=2)
    with reading:
        reading.report_to(lambda done, total: seen.append((done, total)))
        list(reading)
    assert seen == sorted(seen)
    assert seen[-1] == (40, 40)


def outcomes_without_later_files(found: list[Found]) -> list[type]:
    """What comes of each file, all but the first one being deleted when that is handed on."""
    order = Order(height, NORMAL, ())
    pieces = child._read_ahead(order, [Job(n, each) for n, each in enumerate(found)], results=-1)
    first = next(pieces)
    for each in found[1:]:
        each.path.unlink()
    return [type(piece.understood()) for piece in (first, *pieces)]


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of the test must not get the limits of a reading process."""
    monkeypatch.setitem(sys.modules, "resource", None)


@pytest.mark.usefixtures("unlimited")
def test_read_ahead__small_files__read_before_the_first_is_understood(tmp_path: Path) -> None:
    found = files(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    assert outcomes_without_later_files(found) == [Done, Done, Done]


@pytest.mark.usefixtures("unlimited")
def test_read_ahead__small_file_of_many_rows__none_is_held_beside_it(tmp_path: Path) -> None:
    rows = row(*[cell("a")] * 80, attributes=' table:number-rows-repeated="60000"')
    found = files(tmp_path, "a.fods", "b.xlsx")
    found[0].path.write_bytes(flat(rows))
    assert outcomes_without_later_files(found) == [Done, Unusable]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_read_each__many__in_their_order(tmp_path: Path, platform: str) -> None:
    names = [f"{letter}.xlsx" for letter in "abcdefgh"]
    assert results(files(tmp_path, *names), slow_first, platform=platform) == [
        (name, index) for index, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    ("task", "reason"),
    [(dies, "files.reader_died"), (killed, "files.memory"), (hangs, "files.too_slow")],
)
def test_read_each__process_ends__only_that_file_is_lost(
    tmp_path: Path, platform: str, task: Callable[[Workbook], int], reason: str
) -> None:
    found = files(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx")
    limits = replace(NORMAL, seconds=2)
    lost = "files.reader_died" if platform == "win32" and task is killed else reason
    assert results(found, task, platform=platform, limits=limits) == [
        ("a.xlsx", 1), ("b.xlsx", lost), ("c.xlsx", 3), ("d.xlsx", 4),
    ]  # fmt: skip


@pytest.mark.parametrize("platform", PLATFORMS)
def test_read_each__signal_for_the_whole_terminal__is_the_parents(
    tmp_path: Path, platform: str
) -> None:
    assert results(files(tmp_path, "a.xlsx"), signalled, platform=platform) == [("a.xlsx", 1)]


def test_read_each__no_null_device__read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "devnull", str(tmp_path / "missing"))
    assert results(files(tmp_path, "a.xlsx"), height) == [("a.xlsx", 1)]


@pytest.mark.parametrize(("task", "reason"), [(burns, "files.too_slow"), (gorges, "files.memory")])
def test_read_each__too_much_of_a_resource__only_that_file_is_lost(
    tmp_path: Path, task: Callable[[Workbook], int], reason: str
) -> None:
    """A small file may take little, whatever a large one may."""
    found = files(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    assert results(found, task) == [("a.xlsx", 1), ("b.xlsx", reason), ("c.xlsx", 3)]


@pytest.mark.parametrize("platform", PLATFORMS)
def test_read_each__bug_in_the_task__is_no_unreadable_file(tmp_path: Path, platform: str) -> None:
    with pytest.raises(TaskCrashError) as crash:
        results(files(tmp_path, "a.xlsx"), crashes, platform=platform)
    text = str(crash.value)
    assert "KeyError: a.xlsx" in text
    assert "crashes" in text
    assert "Nguyễn" not in text


@pytest.mark.parametrize("platform", PLATFORMS)
def test_read_each__result_beyond_a_pipe__whole(tmp_path: Path, platform: str) -> None:
    ((_, result),) = results(files(tmp_path, "a.xlsx"), large, platform=platform)
    assert result == bytes(20 << 20)


def test_read_each__unusable_and_left_aside__told(tmp_path: Path) -> None:
    (found,) = files(tmp_path, "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"%PDF-1.4")
    (tmp_path / "note.txt").write_text("only words\n")
    asked = [
        Found(tmp_path / "b.xlsx", "b.xlsx"),
        found,
        Found(tmp_path / "note.txt", "note.txt", in_folder=True),
        Found(tmp_path / "gone.xlsx", "gone.xlsx"),
    ]
    got = [result for _, result in read_each(asked, height)]
    assert isinstance(got[0], Unusable)
    assert (got[0].path, got[0].problem.key) == ("b.xlsx", "files.is_pdf")
    assert got[1] == 1
    assert isinstance(got[2], LeftAside)
    assert got[2].finding.code == "F09"
    assert isinstance(got[3], Unusable)
    assert got[3].problem.key == "files.missing"


def test_read_each__progress__counts_up_to_all(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    found = files(tmp_path, *(f"{i}.xlsx" for i in range(5)))
    list(read_each(found, height, jobs=2, progress=lambda done, total: seen.append((done, total))))
    assert seen == [(done, 5) for done in range(1, 6)]


def test_read_each__nothing_to_read__nothing() -> None:
    assert list(read_each([], height)) == []


def test_read_each__process__says_nothing_and_leaves_no_core(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert results(files(tmp_path, "a.xlsx"), talks) == [("a.xlsx", 1)]
    assert capfd.readouterr() == ("", "")
    ((_, seen),) = results(files(tmp_path, "a.xlsx"), limits_seen)
    assert isinstance(seen, tuple)
    core, memory, seconds = seen
    assert core == 0
    assert 0 < memory < 4 << 30
    assert 0 < seconds <= NORMAL.cpu_base + NORMAL.cpu_per_mib


def test_start__consumer_is_slow__nothing_is_lost(tmp_path: Path) -> None:
    """The time that the caller takes is not the file's."""
    found = files(tmp_path, *(f"{i}.xlsx" for i in range(4)))
    reading: Reading[object] = Reading(found, large, limits=replace(NORMAL, seconds=1), jobs=1)
    with reading:
        time.sleep(1.5)
        got = []
        for _, result in reading:
            got.append(result)
            time.sleep(0.4)
    assert got == [bytes(20 << 20)] * 4


def test_start__left_early__no_process_stays(tmp_path: Path) -> None:
    found = files(tmp_path, *(f"{i}.xlsx" for i in range(6)))
    reading: Reading[object] = Reading(found, hangs, jobs=2)
    with reading:
        next(iter(reading))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


RUN = """
import os, resource, sys
from pathlib import Path
from lacduong_kpi.workbook.find import find_files
from lacduong_kpi.workbook.pool import read_each

def task(book):
    return book.sheets[0].height

if sys.argv[2] == "few":
    resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
listing = find_files([sys.argv[1]])
print(sum(result for _, result in read_each(listing.files, task, jobs=64)), flush=True)
"""


@pytest.mark.parametrize("how", ["few", "no-tmp"])
def test_read_each__poor_surroundings__all_read(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files(folder, *(f"{i:02}.xlsx" for i in range(40)))
    program = tmp_path / "run.py"
    program.write_text(RUN)
    done = subprocess.run(
        [sys.executable, str(program), str(folder), how],
        env={"TMPDIR": "/nonexistent", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{sum(range(1, 41))}\n"


WAIT = """
import sys, time
from lacduong_kpi.workbook.find import find_files
from lacduong_kpi.workbook.pool import read_each

def task(book):
    time.sleep(60)

def stop(*_):
    sys.exit(143)

import signal
signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where tests run in the background
print("ready", flush=True)
list(read_each(find_files([sys.argv[1]]).files, task, jobs=2))
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, None)])
def test_read_each__interrupted__children_end_too(
    tmp_path: Path, number: signal.Signals, code: int | None
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files(folder, "a.xlsx", "b.xlsx", "c.xlsx")
    program = tmp_path / "wait.py"
    program.write_text(WAIT)
    process = subprocess.Popen(
        [sys.executable, str(program), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    assert process.stdout is not None
    with process, process.stdout:
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        process.send_signal(number)
        ended = process.wait(10)
        assert process.stdout.read() == b""
    assert code is None or ended == code
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def shared(found: list[Found], task: Callable[[Workbook], object], seconds: float) -> Reading[int]:
    """A file that two processes may read, begun, and given way to."""
    reading: Reading[int] = Reading(found, task, jobs=2, prepare=int)
    reading.give_way(seconds)
    return reading


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_cores", lambda: 2)
    monkeypatch.setattr(pool, "_LARGE_FILE", 1)


@pytest.mark.usefixtures("two_cores")
def test_give_way__until_the_file_is_read__not_until_it_is_understood(tmp_path: Path) -> None:
    found = files(tmp_path, "b.xlsx")
    began = time.monotonic()
    with shared(found, hangs, 30):
        assert time.monotonic() - began < 20


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("task", [height, dies])
def test_give_way__what_came_meanwhile__is_told_afterwards(
    tmp_path: Path, task: Callable[[Workbook], object]
) -> None:
    found = files(tmp_path, "b.xlsx")
    with shared(found, task, 30) as reading:
        time.sleep(0.2)
        reading.give_way(30)
        ((_, result),) = reading
    assert result == 1 or isinstance(result, Unusable)


@pytest.mark.usefixtures("two_cores")
def test_give_way__no_longer_than_was_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lacduong_kpi.workbook.xlsx.LARGE_PART", 1)
    began = time.monotonic()
    reading: Reading[int] = Reading(
        files(tmp_path, "b.xlsx"), height, jobs=2, prepare=lambda: time.sleep(60)
    )
    with reading:
        reading.give_way(0.1)
    assert time.monotonic() - began < 20
