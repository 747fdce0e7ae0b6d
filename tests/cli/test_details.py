"""What `--details` adds: names, where each command tells of persons; and that it says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import call
from cli.test_exit_codes import roster

Capsys = pytest.CaptureFixture[str]
NAME = "Nguyễn Văn An"
"""of the first row of `roster`"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return roster(tmp_path / "a.xlsx", "khá lắm", "HTTNV", "HTTNV")


@pytest.fixture
def missing(tmp_path: Path) -> Path:
    return roster(tmp_path / "a.xlsx", "HTNV", "HTTNV", "HTTNV")


def test_validate__names_those_in_whose_rows_faults_are(capsys: Capsys, faulty: Path) -> None:
    assert NAME not in call(capsys, "validate", faulty).out
    outcome = call(capsys, "validate", faulty.parent, "--details")
    assert f'{NAME}: a.xlsx, "Sheet", F4 (cột "Xếp loại năm 2024")' in outcome.out
    assert "thông tin cá nhân" in outcome.err


def test_validate_json__names_them_too(capsys: Capsys, faulty: Path) -> None:
    plain = json.loads(call(capsys, "validate", faulty, "-f", "json").out)
    assert all("name" not in each for each in plain["findings"])
    told = json.loads(call(capsys, "validate", faulty, "-f", "json", "--details").out)
    names = {each["code"]: each["name"] for each in told["findings"]}
    assert names["V05"] == NAME
    assert names["P40"] is None


@pytest.mark.parametrize("form", ["table", "json"])
def test_check__names_those_who_miss(capsys: Capsys, missing: Path, form: str) -> None:
    arguments = ("check", missing, "--target", "B3", "-f", form)
    assert NAME not in call(capsys, *arguments).out
    outcome = call(capsys, *arguments, "--details")
    text = outcome.out.encode().decode("unicode_escape") if form == "json" else outcome.out
    assert NAME in text
    assert "thông tin cá nhân" in outcome.err


def test_copy__says_that_it_is_personal(capsys: Capsys, faulty: Path) -> None:
    outcome = call(capsys, "validate", faulty, "--annotate", faulty.with_name("b.xlsx"))
    assert "Bản sao có mọi thông tin cá nhân của tệp gốc." in outcome.err
