"""Passwords: from a file, from the environment, or typed where somebody is there."""

from __future__ import annotations

import getpass
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from cli.running import call
from cli.test_exit_codes import roster
from lacduong_kpi.cli import loading

Capsys = pytest.CaptureFixture[str]
SECRET = "LacDuong@2024"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A workbook with a password, alone in its folder."""
    plain = roster(tmp_path / "plain.xlsx", "HTTNV")
    sink = io.BytesIO()
    with plain.open("rb") as opened:
        OOXMLFile(opened).encrypt(SECRET, sink)
    plain.unlink()
    path = tmp_path / "mat.xlsx"
    path.write_bytes(sink.getvalue())
    return path


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Somebody sits there and types these, one after the other."""
    answers: list[str] = []
    monkeypatch.setattr(loading, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: answers.pop(0))
    return iter([answers])


def test_no_password__refused_with_the_remedy(capsys: Capsys, locked: Path) -> None:
    outcome = call(capsys, "check", locked, "--target", "B3")
    assert outcome.code == 2
    assert "có mật khẩu" in outcome.err
    assert "--password-file" in outcome.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_password_file__each_line_tried(capsys: Capsys, locked: Path, encoding: str) -> None:
    secrets = locked.with_name("mat-khau.txt")
    secrets.write_text(f"sai\r\n{SECRET}\r\n", encoding=encoding)
    outcome = call(capsys, "check", locked, "--target", "B3", "--password-file", secrets)
    assert outcome.code == 0, outcome


def test_environment__is_tried(
    capsys: Capsys, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LACDUONG_KPI_PASSWORD", SECRET)
    assert call(capsys, "check", locked, "--target", "B3").code == 0


def test_only_file_is_locked__asked_for_and_read(
    capsys: Capsys, locked: Path, typed: Iterator[list[str]]
) -> None:
    next(typed).append(SECRET)
    outcome = call(capsys, "check", locked, "--target", "B3")
    assert outcome.code == 0, outcome
    assert SECRET not in outcome.out + outcome.err


def test_one_of_several_is_locked__asked_for_and_read(
    capsys: Capsys, locked: Path, typed: Iterator[list[str]]
) -> None:
    next(typed).append(SECRET)
    roster(locked.with_name("b.xlsx"), "HTNV")
    outcome = call(capsys, "check", locked.parent, "--target", "B3")
    assert "Đã đọc 2 tệp" in outcome.out


def test_wrong_password__refused_without_asking_forever(
    capsys: Capsys, locked: Path, typed: Iterator[list[str]]
) -> None:
    next(typed).append("sai")
    assert call(capsys, "check", locked, "--target", "B3").code == 2


@pytest.mark.parametrize(
    "fault", [UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), OSError(5, "EIO")]
)
def test_what_is_typed__cannot_be_taken__no_password(
    capsys: Capsys, locked: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def failing(_prompt: str) -> str:
        raise fault

    monkeypatch.setattr(loading, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(getpass, "getpass", failing)
    outcome = call(capsys, "check", locked, "--target", "B3")
    assert outcome.code == 2
    assert "--password-file" in outcome.err


def test_quiet__nobody_is_asked(capsys: Capsys, locked: Path, typed: Iterator[list[str]]) -> None:
    assert call(capsys, "check", locked, "--target", "B3", "-q").code == 2


def test_password_file__more_than_anybody_has__refused(
    capsys: Capsys, locked: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mat-khau.txt"
    file.write_text("x\n" * 51, encoding="utf-8")
    outcome = call(capsys, "check", str(locked), "--password-file", str(file))
    assert (outcome.code, outcome.out) == (2, "")
    assert "50 mật khẩu" in outcome.err
