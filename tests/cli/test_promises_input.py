"""What a refusal says, what is opened at all, and that nothing else is touched."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from cli.running import ROOT, call, start
from cli.test_exit_codes import roster

Capsys = pytest.CaptureFixture[str]
posix = pytest.mark.skipif(sys.platform == "win32", reason="kinds of files of POSIX")


def states(folder: Path) -> dict[str, tuple[int, int, int]]:
    return {
        str(each.relative_to(folder)): (found.st_mode, found.st_size, found.st_mtime_ns)
        for each in folder.rglob("*")
        if (found := each.lstat())
    }


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("a.xlsx", b"PK\3\4", "chép lại"),
        ("a.xlsx", b"%PDF-1.7", "Excel"),
        ("a.xlsx", b"", "gửi"),
        ("~$a.xlsx", b"x" * 165, "a.xlsx"),
        ("a.csv", bytes(range(256)) * 9, ".xlsx"),
    ],
)
def test_refusal__one_short_paragraph_with_file_and_remedy(
    capsys: Capsys, tmp_path: Path, name: str, content: bytes, remedy: str
) -> None:
    (tmp_path / name).write_bytes(content)
    outcome = call(capsys, "check", tmp_path / name)
    assert (outcome.code, outcome.out) == (2, "")
    assert name in outcome.err
    assert "Cách xử lý: " in outcome.err
    assert remedy in outcome.err
    assert len(outcome.err.encode()) < 8_000


@posix
def test_only_regular_files__others_refused_without_waiting(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo.xlsx")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind("socket.xlsx")
    Path("zero.xlsx").symlink_to("/dev/zero")
    Path("loop.xlsx").symlink_to("loop.xlsx")
    Path("folder.xlsx").mkdir()
    began = time.monotonic()
    for given in (
        *("fifo.xlsx", "socket.xlsx", "zero.xlsx", "loop.xlsx", "folder.xlsx"),
        *("http://127.0.0.1:9/a.xlsx", "file:///etc/passwd", "/proc/self/environ", "", "-"),
    ):
        outcome = call(capsys, "check", given)
        assert outcome.code == 2, given
        assert "Traceback" not in outcome.err
    listening.close()
    assert time.monotonic() - began < 20


def test_surroundings__after_every_command__as_they_were(tmp_path: Path) -> None:
    home, scratch, given, here = (tmp_path / each for each in ("home", "tmp", "in", "here"))
    for each in (home, scratch, given, here):
        each.mkdir()
    path = roster(given / "a.xlsx", "HTNV", None)
    before = states(tmp_path)
    env = {"HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(scratch)}
    for arguments in (
        ["check", path, "--report", here / "k.xlsx", "--report", here / "k.docx"],
        ["validate", path],
        ["records", path],
        ["columns", path],
    ):
        assert start(*arguments, env=env, cwd=here).code in (0, 1, 3)
    after = states(tmp_path)
    assert set(after) - set(before) == {"here/k.xlsx", "here/k.docx"}
    assert {name: after[name] for name in before if name != "here"} == {
        name: state for name, state in before.items() if name != "here"
    }


def test_same_file_twice_as_report__refused(capsys: Capsys, tmp_path: Path) -> None:
    path, report = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "k.json"
    outcome = call(capsys, "check", path, "--report", report, "--report", tmp_path / "." / "k.json")
    assert outcome.code == 2
    assert not report.exists()


def test_report__over_a_list_in_the_folder_that_is_read__refused(
    capsys: Capsys, tmp_path: Path
) -> None:
    listed = tmp_path / "b.csv"
    listed.write_text("STT;Họ và tên;Ngày sinh\n1;Nguyễn Văn An;1980\n", encoding="utf-8")
    before = listed.read_bytes()
    assert call(capsys, "check", tmp_path, "--report", listed).code == 2
    assert listed.read_bytes() == before


@posix
@pytest.mark.parametrize("name", ["b.xml", "linked.json"])
def test_report__over_any_list_in_the_folder_that_is_read__refused(
    capsys: Capsys, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    listed = folder / "b.xml"
    listed.write_text('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>')
    (folder / "linked.json").hardlink_to(roster(folder / "a.xlsx", "HTTNV"))
    before = states(tmp_path)
    outcome = call(capsys, "check", folder, "--report", folder / name)
    assert outcome.code == 2
    assert "không ghi đè" in outcome.err
    assert states(tmp_path) == before


def test_report__of_ours_in_the_folder_that_is_read__replaced(
    capsys: Capsys, tmp_path: Path
) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV")
    for language in ("vi", "en", "vi"):
        reports = [("--report", tmp_path / f"k.{each}") for each in ("xlsx", "xml", "html", "csv")]
        words = [word for each in reports for word in each]
        outcome = call(capsys, "check", tmp_path, *words, "--lang", language)
        assert outcome.code != 2, outcome
    assert call(capsys, "validate", tmp_path, "--annotate", tmp_path / "c.xlsx").code != 2


@pytest.mark.parametrize(
    "arguments",
    [["check", "a.xlsx", "--report"], ["template"], ["validate", "a.xlsx", "--annotate"]],
)
def test_output__that_ends_as_a_folder_does__refused(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    roster(tmp_path / "a.xlsx", "HTTNV")
    outcome = call(capsys, *arguments, "k.xlsx/")
    assert outcome.code == 2
    assert "thư mục" in outcome.err
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


@posix
@pytest.mark.parametrize("option", ["--mapping", "--plan", "--config", "--password-file"])
def test_file_of_an_option__that_only_seems_to_be_one__refused_without_waiting(
    capsys: Capsys, tmp_path: Path, option: str
) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    os.mkfifo(tmp_path / "fifo")
    waiting = ["/proc/kmsg"] if os.access("/proc/kmsg", os.R_OK) else []
    for given in (tmp_path / "fifo", tmp_path, "/dev/zero", "/proc/self/environ", *waiting):
        assert call(capsys, "check", path, option, given).code == 2, given


@pytest.mark.parametrize("option", ["--plan", "--year", "--as-of", "--mapping", "--config"])
def test_option__that_holds_nothing__is_no_default(
    capsys: Capsys, tmp_path: Path, option: str
) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    assert call(capsys, "check", path, option, "").code == 2


@pytest.mark.parametrize("option", ["--mapping", "--plan", "--config", "--password-file"])
def test_report__over_a_file_of_an_option__refused(
    capsys: Capsys, tmp_path: Path, option: str
) -> None:
    path, other = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "b.csv"
    other.write_text("mine", encoding="utf-8")
    outcome = call(capsys, "check", path, option, other, "--report", other)
    assert outcome.code == 2
    assert "không ghi đè" in outcome.err
    assert other.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("chosen_by", ["environment", "settings"])
def test_report__over_the_plan_that_is_chosen_elsewhere__refused(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chosen_by: str
) -> None:
    path, plan = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "plan.json"
    plan.write_bytes((ROOT / "targets" / "plan-42.yaml").read_bytes())
    before = plan.read_bytes()
    monkeypatch.chdir(tmp_path)
    if chosen_by == "environment":
        monkeypatch.setenv("LACDUONG_KPI_PLAN", "plan.json")
    else:
        (tmp_path / "lacduong-kpi.toml").write_text('plan = "plan.json"', encoding="utf-8")
    outcome = call(capsys, "check", path, "--report", plan)
    assert outcome.code == 2
    assert "không ghi đè" in outcome.err
    assert plan.read_bytes() == before


@posix
def test_report__over_a_file_that_nobody_may_write__refused(capsys: Capsys, tmp_path: Path) -> None:
    path, kept = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "k.json"
    kept.write_text("kept", encoding="utf-8")
    kept.chmod(0o400)
    assert call(capsys, "check", path, "--report", kept).code == 2
    assert kept.read_text(encoding="utf-8") == "kept"


@posix
@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_reports__whatever_the_umask__for_the_owner_alone(
    capsys: Capsys, tmp_path: Path, mask: int
) -> None:
    path, report = roster(tmp_path / "a.xlsx", "HTTNV"), tmp_path / "k.json"
    old = os.umask(mask)
    try:
        call(capsys, "check", path, "--report", report)
    finally:
        os.umask(old)
    assert report.stat().st_mode & 0o777 == 0o600


@posix
def test_message_on_what_was_written__hostile_name__shown_escaped(
    capsys: Capsys, tmp_path: Path
) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    outcome = call(capsys, "check", path, "--report", tmp_path / "k\x1b[31m\u202e.json")
    assert "\x1b" not in outcome.err
    assert "\\u001b[31m\\u202e" in outcome.err


def test_refusal__of_very_many_files__first_ones_and_how_many_more(
    capsys: Capsys, tmp_path: Path
) -> None:
    for number in range(300):
        name = f"Danh sách đảng viên chi bộ số {number:03} năm 2024.xlsx"
        (tmp_path / name).write_bytes(b"PK\3\4xx")
    outcome = call(capsys, "check", str(tmp_path), "--year", "2024")
    assert outcome.code == 2
    assert len(outcome.err.encode()) < 8_000
    shown = outcome.err.count(" năm 2024.xlsx")
    assert f"… và {300 - shown} lỗi khác" in outcome.err
    assert outcome.err.count("Cách xử lý: ") == 1
