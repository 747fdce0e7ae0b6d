"""Ended from outside: the code says so, and of the files nothing is half there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from cli.test_exit_codes import HEADER
from lacduong_kpi.cli.interruption import INTERRUPTION
from lacduong_kpi.cli.outputs import Output, write_whole

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A roster that takes a while, and a report of before."""
    folder = tmp_path_factory.mktemp("signals")
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Đảng viên")
    page.append(["DANH SÁCH ĐẢNG VIÊN NĂM 2024"])
    page.append(HEADER)
    for number in range(1, 6_001):
        born = f"{number % 28 + 1:02}/{number % 12 + 1:02}/{1950 + number % 50}"
        page.append([number, "Nguyễn Văn An", born, f"Chi bộ {number % 90}", "03/02/2005", "HTTNV"])
    book.save(folder / "a.xlsx")
    (folder / "k.html").write_text("of before", encoding="utf-8")
    return folder


@pytest.mark.parametrize("delay", [0.15, 0.5, 1.0])
@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)],
)
def test_signal__at_any_moment__its_code_and_no_half_report(
    folder: Path, number: signal.Signals, code: int, delay: float
) -> None:
    before = (folder / "k.html").read_bytes()
    running = subprocess.Popen(
        [sys.executable, "-m", "lacduong_kpi", "check", "a.xlsx", "--report", "k.html"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    time.sleep(delay)
    running.send_signal(number)
    _, errors = running.communicate(timeout=60)
    # A process that is so young that it does not listen yet dies of the signal itself.
    assert running.returncode in (code, -number, 0, 1, 3), errors
    assert b"Traceback" not in errors
    after = (folder / "k.html").read_bytes()
    assert after == before or after.rstrip().endswith(b"</html>")
    if number is not signal.SIGKILL:
        assert sorted(each.name for each in folder.iterdir()) == ["a.xlsx", "k.html"]


_IN_A_CALLBACK = """
import os, signal, sys, time
signal.signal(signal.{name}, signal.SIG_DFL)  # whoever runs the tests may ignore it
from lacduong_kpi.cli.interruption import listen
listen()
class Callback:
    def __del__(self):
        os.kill(os.getpid(), signal.{name})
        for _ in range(1000): pass
Callback()
time.sleep(30)
"""


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", -signal.SIGINT)])
def test_signal__where_no_exception_can_be_raised__ends_the_run_a_moment_later(
    name: str, code: int
) -> None:
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", _IN_A_CALLBACK.format(name=name)], capture_output=True, check=False
    )
    assert ended.returncode == code
    assert b"Callback" not in ended.stderr
    assert time.monotonic() - began < 20


def test_first_moment__before_anything_is_imported__signals_are_handled() -> None:
    """What is imported before takes long enough for a signal to come."""
    listed = "import sys; import lacduong_kpi.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}; {listed}"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    assert "_signal" in loaded
    assert not {"signal", "enum", "typing", "importlib.util"} & set(loaded)


@pytest.mark.parametrize("command", [["check"], ["check", "--jobs", "2"], ["columns"]])
def test_ends_of_children__ignored_by_the_caller__files_are_read_all_the_same(
    folder: Path, command: list[str]
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "lacduong_kpi", *command, "a.xlsx"],
        cwd=folder,
        capture_output=True,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN),
    )
    assert ended.returncode in (0, 1, 3), ended.stderr.decode()


_LOST = """
import os, signal, sys
signal.signal(signal.{name}, signal.SIG_DFL)  # whoever runs the tests may ignore it
from lacduong_kpi.cli import boundary
def lose(arguments, console):
    class Named:
        def __set_name__(self, owner, name):
            os.kill(os.getpid(), signal.{name})
            for _ in range(1000): pass
    {how}
        class Made:
            one = Named()
    {then}
boundary._dispatch = lose
sys.exit(boundary.run([]))
"""


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", 130)])
@pytest.mark.parametrize(
    ("how", "then"),
    [("if True:", "return 0"), ("try:", "except BaseException: return 3")],
    ids=["turned into another", "swallowed"],
)
def test_signal__whose_exception_is_lost__still_tells_the_code(
    name: str, code: int, how: str, then: str
) -> None:
    """Python makes a RuntimeError of what is raised while a class is made; a library may go on
    without what it could not import."""
    script = _LOST.format(name=name, how=how, then=then)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (code, b"")


_EARLY = """
import os, signal
signal.signal(signal.{name}, signal.SIG_DFL)  # whoever runs the tests may ignore it
import lacduong_kpi.__main__ as program
from lacduong_kpi.cli import boundary

def ask(*_):
    os.kill(os.getpid(), signal.{name})

boundary.{where} = ask
program.main()
"""


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGINT", 130), ("SIGHUP", 129)])
@pytest.mark.parametrize("where", ["prepare_streams", "wanted_language", "listen"])
def test_signal__before_the_run_has_begun__its_code(name: str, code: int, where: str) -> None:
    script = _EARLY.format(name=name, where=where)
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (code, b"")


def test_signal__while_files_are_written__none_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.json").write_bytes(b"old")
    outputs = [Output(tmp_path / "a.json", b"new"), Output(tmp_path / "b.json", b"new")]
    written: list[int] = []

    def interrupted(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == len(outputs):
            INTERRUPTION.come(signal.SIGTERM, None)

    INTERRUPTION.forget()
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(SystemExit) as ended:
        write_whole(*outputs)
    assert ended.value.code == 143
    assert [each.name for each in tmp_path.iterdir()] == ["b.json"]
    assert (tmp_path / "b.json").read_bytes() == b"old"
    INTERRUPTION.forget()


def test_signal__at_the_last_look_before_the_files_stand__none_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lstat = Path.lstat

    def interrupted(path: Path) -> os.stat_result:
        INTERRUPTION.come(signal.SIGTERM, None)
        return lstat(path)

    INTERRUPTION.forget()
    monkeypatch.setattr(Path, "lstat", interrupted)
    with pytest.raises(SystemExit):
        write_whole(Output(tmp_path / "a.json", b"new"))
    assert list(tmp_path.iterdir()) == []
    INTERRUPTION.forget()


def test_signal__while_a_long_report_is_made__ends_it_at_the_next_piece(tmp_path: Path) -> None:
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            made.append(number)
            INTERRUPTION.come(signal.SIGTERM, None)
            yield b"new"

    INTERRUPTION.forget()
    with pytest.raises(SystemExit):
        write_whole(Output(tmp_path / "a.json", pieces()))
    assert made == [0]
    assert list(tmp_path.iterdir()) == []
    INTERRUPTION.forget()


def test_signal__once_the_files_stand__comes_too_late(tmp_path: Path) -> None:
    INTERRUPTION.forget()
    write_whole(Output(tmp_path / "a.json", b"new"))
    INTERRUPTION.come(signal.SIGINT, None)
    assert INTERRUPTION.code == 0
    INTERRUPTION.forget()
