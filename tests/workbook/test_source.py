"""Only ordinary files are opened, and what is hashed is what is read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from lacduong_kpi.workbook.limits import NORMAL
from lacduong_kpi.workbook.read import read_bytes, read_workbook
from lacduong_kpi.workbook.refusal import RefusedError
from lacduong_kpi.workbook.source import open_source
from packages import book

CONTENT = book('<row r="1"><c r="A1"><v>1</v></c></row>')


def reason(path: Path) -> str:
    with pytest.raises(RefusedError) as refused:
        open_source(path, NORMAL)
    return refused.value.key


def test_open_source__pipe_device_folder__refused_without_blocking(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reason(tmp_path / "pipe") == "files.not_regular"
    assert reason(Path("/dev/null")) == "files.not_regular"
    assert reason(tmp_path) == "files.folder"
    assert reason(tmp_path / "none") == "files.missing"
    assert reason(Path("/proc/self/status")) == "files.empty"


def test_read_workbook__sha256__that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(CONTENT)
    assert read_workbook(path).sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert read_bytes(path) == CONTENT


def test_read_workbook__folder__left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(CONTENT)
    before = (sorted(tmp_path.iterdir()), path.stat().st_mtime_ns)
    read_workbook(path)
    assert (sorted(tmp_path.iterdir()), path.stat().st_mtime_ns) == before
