"""Poor surroundings: odd consoles, closed streams, few descriptors, little memory, no home."""

from __future__ import annotations

import errno
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import lacduong_kpi
from cli.running import call, start
from cli.test_exit_codes import roster
from lacduong_kpi.__main__ import _keep_bytecode_whole
from lacduong_kpi.cli import loading

Capsys = pytest.CaptureFixture[str]
posix = pytest.mark.skipif(sys.platform == "win32", reason="shells and limits of POSIX")
PLAN = Path(__file__).parents[2] / "targets" / "plan-42.yaml"
PROGRAM = f"'{sys.executable}' -m lacduong_kpi"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def shell(script: str, folder: Path) -> tuple[int, str, str]:
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, capture_output=True, timeout=60, check=False
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "cp1258", "COLUMNS": "1"},
        {"PYTHONIOENCODING": "cp1252", "COLUMNS": "garbage", "TERM": "dumb"},
        {"LANG": "C", "COLUMNS": "0", "NO_COLOR": "1"},
    ],
    ids=str,
)
def test_console__code_page_and_width__the_result_and_the_code(
    tmp_path: Path, env: dict[str, str]
) -> None:
    outcome = start(
        "check", roster(tmp_path / "a.xlsx", "HTNV", "HTXSNV"), "--target", "B3", env=env
    )
    assert outcome.code == 1, outcome
    assert "CHƯA ĐẠT" in outcome.out
    refused = start("check", tmp_path / "Đảng viên.xlsx", env=env)
    assert refused.code == 2
    assert "Đảng viên.xlsx" in refused.err


@posix
@pytest.mark.parametrize("closed", ["0<&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_streams__closed__the_same_code_and_report(tmp_path: Path, closed: str) -> None:
    roster(tmp_path / "a.xlsx", "HTNV", "HTXSNV")
    code, _, errors = shell(
        f"{PROGRAM} check a.xlsx --target B3 --report k.json {closed}", tmp_path
    )
    assert (code, "Traceback" in errors) == (1, False)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlsx", "k.json"]


@posix
@pytest.mark.parametrize(
    "command", ["check a.xlsx --target B3 -f json", "records a.xlsx", "--help"]
)
def test_streams__reader_is_gone__no_other_code(tmp_path: Path, command: str) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV", "HTXSNV")
    code, _, errors = shell(f"{PROGRAM} {command} | true; exit ${{PIPESTATUS[0]}}", tmp_path)
    assert code == 0
    assert "Traceback" not in errors


_FULL, _READ_ONLY = ">/dev/full", "1</dev/null"


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("command", "where"),
    [
        ("check a.xlsx -f json", _FULL),
        ("records a.xlsx -f json", _FULL),
        ("--help", _FULL),
        ("check a.xlsx", _READ_ONLY),
        ("--help", _READ_ONLY),
        ("check --help", _READ_ONLY),
        ("--version", _READ_ONLY),
    ],
)
def test_streams__result_cannot_be_written__2_and_said(
    tmp_path: Path, command: str, where: str
) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    code, _, errors = shell(f"{PROGRAM} {command} {where}", tmp_path)
    assert code == 2
    assert "không ghi được kết quả" in errors


@posix
def test_streams__disk_of_the_result_is_full__reports_are_written(tmp_path: Path) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    code, _, _ = shell(f"{PROGRAM} check a.xlsx -f json --report k.html >/dev/full", tmp_path)
    assert code == 2
    assert "</html>" in (tmp_path / "k.html").read_text(encoding="utf-8")


@posix
def test_files__limit_of_size__2_and_the_old_report_stays(tmp_path: Path) -> None:
    roster(tmp_path / "a.xlsx", "HTNV")
    (tmp_path / "k.html").write_text("old", encoding="utf-8")
    code, _, errors = shell(
        f"ulimit -f 1; {PROGRAM} check a.xlsx --report k.html --report n.docx >/dev/null", tmp_path
    )
    assert code == 2
    assert "không ghi được" in errors
    assert (tmp_path / "k.html").read_text(encoding="utf-8") == "old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.xlsx", "k.html"]


@posix
@pytest.mark.parametrize("limit", ["-n 24", "-v 1536000"])
def test_limits__descriptors_and_memory__everything_is_written(tmp_path: Path, limit: str) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    reports = " ".join(f"--report k.{suffix}" for suffix in ("html", "xlsx", "docx"))
    script = f"ulimit {limit}; unset HOME; TMPDIR=/nonexistent {PROGRAM} -q check a.xlsx"
    code, _, errors = shell(f"{script} --target B3 {reports}".replace(" -q", ""), tmp_path)
    assert code == 0, errors
    assert len(list(tmp_path.iterdir())) == 4


def test_python__without_asserts__the_same(tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTNV")
    done = subprocess.run(
        [sys.executable, "-OO", "-m", "lacduong_kpi", "check", str(path), "--target", "B3"],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr


@posix
@pytest.mark.parametrize(
    "name",
    ["a\n::error::b.xlsx", "a\x1b[31m.xlsx", "\u202ea.xlsx", "a\x9b2J.xlsx", "[red]x[b].xlsx"],
)
def test_names_of_files__hostile__harmless_on_the_terminal(
    capsys: Capsys, tmp_path: Path, name: str
) -> None:
    path = roster(tmp_path / name, "HTTNV", None)
    (tmp_path / f"x{name}").write_bytes(b"PK\3\4 no workbook")
    for arguments in (["check"], ["check", "-f", "github"], ["validate"], ["columns"]):
        outcome = call(capsys, *arguments, path, tmp_path / f"x{name}")
        assert outcome.code == 2
        assert not CONTROL.search(outcome.out + outcome.err)
        assert not any(line.startswith("::error::") for line in outcome.out.splitlines())
        assert "[31m" not in outcome.err or "\\u001b[31m" in outcome.err


@posix
def test_disk_of_the_program__nearly_full__no_cut_bytecode_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    rooms = {"f_frsize": 4096, "f_bavail": 1_000_000}
    monkeypatch.setattr("os.statvfs", lambda _path: SimpleNamespace(**rooms))
    _keep_bytecode_whole()
    assert not sys.dont_write_bytecode
    rooms["f_bavail"] = 3
    _keep_bytecode_whole()
    assert sys.dont_write_bytecode


@posix
@pytest.mark.parametrize("arguments", ["'{list}' --report k.json", ". --report k.csv", "k.xlsx"])
def test_folder_of_the_command__removed_meanwhile__refused(tmp_path: Path, arguments: str) -> None:
    list_ = roster(tmp_path / "a.xlsx", "HTTNV")
    script = f"mkdir gone; cd gone; rmdir ../gone; {PROGRAM} check {arguments.format(list=list_)}"
    code, _, err = shell(script, tmp_path)
    assert code == 2
    assert "KHÔNG CHẠY ĐƯỢC" in err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux still finds the way")
def test_folder_of_the_command__removed_meanwhile__what_is_found_is_read(tmp_path: Path) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    script = f"mkdir gone; cd gone; rmdir ../gone; {PROGRAM} columns ../a.xlsx"
    code, _, err = shell(script, tmp_path)
    assert (code, err) == (0, "")


@posix
def test_preparations__one_fails__said_and_never_as_a_target_that_is_not_met(
    tmp_path: Path,
) -> None:
    script = (
        "import _signal, lacduong_kpi.__main__ as program; _signal.signal = None; program.main()"
    )
    code, _, err = shell(f"{sys.executable} -c '{script}'", tmp_path)
    assert code == 2
    assert err.startswith("KHÔNG CHẠY ĐƯỢC")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of Linux")
@pytest.mark.parametrize(
    "kilobytes", [28_000, 40_000, 44_000, 48_500, 55_500, 60_000, 66_000, 73_000, 90_000, 130_000]
)
@pytest.mark.parametrize(
    "command", ["check a.xlsx --fail-on never --report k.docx", "template k.xlsx"]
)
def test_limits__too_little_memory__2_and_said_or_all_is_well(
    tmp_path: Path, command: str, kilobytes: int
) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    code, _, errors = shell(f"ulimit -v {kilobytes}; {PROGRAM} {command}", tmp_path)
    assert code in (0, 2), errors
    assert code != 2 or "bộ nhớ" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libx.so: failed to map segment from shared object"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_memory__is_missing_somewhere__no_bug(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def starved(*_: object) -> int:
        raise RuntimeError("a library's own words") from error

    monkeypatch.setattr("lacduong_kpi.cli.boundary._dispatch", starved)
    outcome = call(capsys, "check", tmp_path)
    assert outcome.code == 2
    assert "bộ nhớ" in outcome.err


def test_memory__a_library_fails_in_its_own_words_where_none_is_left__no_bug(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(*_: object) -> int:
        raise SystemError("initialization failed without raising an exception")

    monkeypatch.setattr("lacduong_kpi.cli.boundary._dispatch", starved)
    assert call(capsys, "check", tmp_path).code == 4
    monkeypatch.setattr("lacduong_kpi.cli.boundary._ROOM", 1 << 60)
    assert call(capsys, "check", tmp_path).code == 2


@posix
@pytest.mark.parametrize("part", ["assess/run.py", "workbook/xlsx.py"])
@pytest.mark.parametrize("content", [None, bytes(100)], ids=["missing", "damaged"])
def test_part_of_the_program__cannot_be_loaded__no_bug(
    tmp_path: Path, part: str, content: bytes | None
) -> None:
    """The first is loaded where the program runs, the second where lists are read."""
    roster(tmp_path / "a.xlsx", "HTTNV")
    copy = tmp_path / "program" / "lacduong_kpi"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(lacduong_kpi.__file__).parent, copy, ignore=ignored)
    (copy / part).unlink()
    if content is not None:
        (copy / part).write_bytes(content)
    command = f"PYTHONPATH={copy.parent} {PROGRAM} check a.xlsx --plan '{PLAN}'"
    code, _, errors = shell(command, tmp_path)
    assert code == 2
    assert "không nạp được một phần của chương trình" in errors
    assert "Traceback" not in errors


_OTHER_TYPES = """
import mimetypes, sys
mimetypes.knownfiles[:] = ["types"]
from lacduong_kpi.cli import boundary
sys.exit(boundary.run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    "command",
    [
        "check a.xlsx --fail-on never --report k.xlsx",
        "validate a.xlsx --annotate k.xlsx",
        "template k.xlsx",
    ],
)
def test_kinds_of_files__that_the_machine_knows__do_not_matter(
    tmp_path: Path, command: str
) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    (tmp_path / "types").write_bytes(b"\xff\xfe")
    done = subprocess.run(
        [sys.executable, "-c", _OTHER_TYPES, *command.split()],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_progress__terminal_is_gone__stops_nothing(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_text: str) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(loading.Progress, "patience", -1.0)
    monkeypatch.setattr(loading, "is_terminal", lambda stream: stream is sys.stderr)
    path, report = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "k.json"
    monkeypatch.setattr(sys.stderr, "write", gone)
    assert call(capsys, "check", path, "--target", "B3", "--report", report).code == 0
    assert report.exists()


def test_warnings_of_libraries__are_not_for_users(tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    odd = {"PYTHONTZPATH": "nowhere", "NPY_PROMOTION_STATE": "x", "PYTHONWARNINGS": ""}
    outcome = start("check", path, "--report", tmp_path / "k.xlsx", env=odd)
    assert outcome.err.count("\n") == 1, outcome


def test_demo__in_a_folder_that_may_not_be_looked_at__is_no_bug(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at = Path.is_dir

    def locked(path: Path) -> bool:
        if not path.is_absolute():
            raise PermissionError
        return looked_at(path)

    monkeypatch.setattr(Path, "is_dir", locked)
    assert call(capsys, "demo", "-q").code == 0
