"""The samples come out as their generator knows them to be true."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import SAMPLES, call

Capsys = pytest.CaptureFixture[str]
TARGETS = 12


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, object]]:
    content: dict[str, dict[str, object]] = json.loads(
        (SAMPLES / "expected" / "2024.json").read_text(encoding="utf-8")
    )
    assert len(content) == TARGETS
    return content


def test_samples_2024__every_target_as_the_generator_knows(
    capsys: Capsys, truth: dict[str, dict[str, object]]
) -> None:
    outcome = call(capsys, "check", SAMPLES / "2024", "-f", "json")
    result = json.loads(outcome.out)
    found = {
        target["id"]: {key: target[key] for key in truth[target["id"]]}
        for target in result["targets"]
    }
    assert found == truth
    assert outcome.code == result["summary"]["exit_code"] == 1
    assert result["counts"] == {
        "members": 1168,
        "members_left": 45,
        "organizations": 92,
        "residential_units": 36,
    }


def test_samples_2024__results_of_every_kind(truth: dict[str, dict[str, object]]) -> None:
    assert {row["verdict"] for row in truth.values()} == {
        "met",
        "not_met",
        "undetermined",
        "not_due",
    }


def test_samples_2023__scored_as_the_year_before(capsys: Capsys) -> None:
    result = json.loads(call(capsys, "check", SAMPLES / "2023", "-f", "json").out)
    assert (result["year"], result["as_of"]) == (2023, "2023-12-31")
    assert result["counts"]["members"] == 1154


def test_members_only__no_roster_is_missing_data(capsys: Capsys) -> None:
    outcome = call(capsys, "check", SAMPLES / "members-only", "-f", "json")
    result = json.loads(outcome.out)
    verdicts = {target["id"]: target["verdict"] for target in result["targets"]}
    reasons = {target["id"]: target["reason"] for target in result["targets"]}
    assert [verdicts[each] for each in ("A1", "A5", "A6", "A7")] == [
        "undetermined",
        "undetermined",
        "not_due",
        "not_due",
    ]
    assert {reasons[each] for each in ("A1", "A5", "A6", "A7")} == {"no_roster"}
    assert outcome.code == 3


def test_faulty__each_fault_is_found_at_its_cell(capsys: Capsys) -> None:
    outcome = call(capsys, "validate", SAMPLES / "faulty", "-f", "json")
    findings = json.loads(outcome.out)["findings"]
    cells = {each["cell"] for each in findings if each["cell"]}
    assert outcome.code == 1
    for cell in ("D4", "J3", "J5", "G7", "F10", "I11", "B12"):
        assert any(cell in place for place in cells), (cell, sorted(cells))


def test_generator__writes_what_is_committed(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, str(SAMPLES / "generate.py"), str(tmp_path)], check=True, timeout=120
    )
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx"))
    kept = sorted(path.relative_to(SAMPLES) for path in SAMPLES.rglob("*.xlsx"))
    assert made == kept
    truth = (tmp_path / "expected" / "2024.json").read_bytes()
    assert truth == (SAMPLES / "expected" / "2024.json").read_bytes()
