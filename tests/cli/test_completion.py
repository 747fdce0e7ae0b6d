"""Completion with the Tab key in the shells that Typer knows."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import call, start

Capsys = pytest.CaptureFixture[str]
VARIABLE = "_LACDUONG_KPI_COMPLETE"


def complete(typed: str, shell: str = "zsh") -> str:
    outcome = start(env={VARIABLE: f"complete_{shell}", "_TYPER_COMPLETE_ARGS": typed})
    assert (outcome.code, outcome.err) == (0, ""), outcome
    return outcome.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_source__every_shell__names_the_variable(shell: str) -> None:
    outcome = start(env={VARIABLE: f"source_{shell}"})
    assert outcome.code == 0
    assert VARIABLE in outcome.out


def test_complete__options__in_vietnamese() -> None:
    found = complete("lacduong-kpi check --re")
    assert '"--report":"Ghi báo cáo' in found
    assert "help." not in found


def test_complete__commands_of_a_group__with_what_they_do() -> None:
    assert '"show":"In kế hoạch thành lời"' in complete("lacduong-kpi plan ")


def test_complete__choices__listed() -> None:
    found = complete("lacduong-kpi check --format j")
    assert "json" in found
    assert "junit" in found


def test_complete__wrong_command_before__says_nothing() -> None:
    assert "KHÔNG CHẠY ĐƯỢC" not in complete("lacduong-kpi chekc --re")


@pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs bash")
def test_complete__in_bash__finds_the_command(tmp_path: Path) -> None:
    program = tmp_path / "lacduong-kpi"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lacduong_kpi "$@"\n')
    program.chmod(0o755)
    script = (
        f'source <({VARIABLE}=source_bash "{program}")\n'
        "COMP_WORDS=(lacduong-kpi va)\nCOMP_CWORD=1\n"
        f'_lacduong_kpi_completion "{program}"\necho "${{COMPREPLY[@]}}"\n'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["validate"]


@pytest.mark.skipif(sys.platform == "win32", reason="the shells of POSIX")
def test_install__shell_is_known__written_to_the_home_and_said_in_vietnamese(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("lacduong_kpi.cli.completion._get_shell_name", lambda: "zsh")
    outcome = call(capsys, "--install-completion")
    assert (outcome.code, outcome.err) == (0, "")
    assert "Đã cài gợi ý cho zsh" in outcome.out
    assert VARIABLE in (tmp_path / ".zfunc" / "_lacduong-kpi").read_text(encoding="utf-8")
    assert VARIABLE in call(capsys, "--show-completion").out


def test_show__unknown_shell__says_which_are_known(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lacduong_kpi.cli.completion._get_shell_name", lambda: "nu")
    outcome = call(capsys, "--show-completion")
    assert (outcome.code, outcome.out) == (2, "")
    assert "bash, zsh, fish" in outcome.err


@pytest.mark.parametrize("asked", ["source_nu", "complete_", "x", "bash_complete", "complete_bash"])
def test_variable__set_by_no_script__usage_error(asked: str) -> None:
    outcome = start(env={VARIABLE: asked})
    assert (outcome.code, outcome.out) == (2, "")
    assert VARIABLE in outcome.err
    assert "--install-completion" in outcome.err


@pytest.mark.parametrize("index", ["", "x", "-1", "9" * 5_000, "1.5"])
def test_complete__in_bash_with_an_index_that_is_none__usage_error(index: str) -> None:
    typed = {"COMP_WORDS": "lacduong-kpi 'x", "COMP_CWORD": index}
    assert start(env={VARIABLE: "complete_bash", **typed}).code == 2


def test_complete__in_bash_beyond_the_words__everything() -> None:
    typed = {"COMP_WORDS": "lacduong-kpi 'x", "COMP_CWORD": "99"}
    outcome = start(env={VARIABLE: "complete_bash", **typed})
    assert outcome.code == 0
