"""Runs the command line as a user does, in this process or in one of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from lacduong_kpi.cli.boundary import run

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Outcome:
    """In this process: quick, and a failure shows where."""
    capsys.readouterr()
    code = run([str(each) for each in arguments])
    caught = capsys.readouterr()
    return Outcome(code, caught.out, caught.err)


def start(
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 60,
) -> Outcome:
    """In a process of its own, for streams, signals and the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "lacduong_kpi", *map(str, arguments)],
        capture_output=True,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        timeout=timeout,
        check=False,
    )
    return Outcome(
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )
