"""The same assessment gives the same bytes whatever the hash seed, time zone, locale and clock."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lacduong_kpi.reports.view import View
from reports.everything import all_rendered, rich

SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from lacduong_kpi.reports.view import View
from reports.everything import all_rendered, rich
for name, content in sorted(all_rendered(rich(), View(by_organization=True)).items()):
    print(name, hashlib.sha256(content).hexdigest())
"""
ENVIRONMENTS = {
    "seed and zone": {"PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh"},
    "another seed and zone": {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles"},
    "plain locale": {"PYTHONHASHSEED": "0", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"},
}


def digests(view: View) -> dict[str, str]:
    made = all_rendered(rich(), view)
    return {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


@pytest.mark.parametrize("name", list(ENVIRONMENTS))
def test_another_process__the_same_bytes(name: str) -> None:
    tests = str(Path(__file__).parents[1])
    seen = subprocess.run(
        [sys.executable, "-c", SCRIPT, tests],
        env={**os.environ, **ENVIRONMENTS[name]},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = dict(line.split() for line in seen.stdout.splitlines())
    assert found == digests(View(by_organization=True))


@pytest.mark.parametrize("clock", [0.0, 1_835_481_599.0, 2_180_000_000.0, 5e9])
def test_clock__of_1970_on_29_february_in_2039_or_2128__the_same_bytes(
    clock: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = digests(View())
    monkeypatch.setattr(time, "time", lambda: clock)
    assert digests(View()) == expected


def test_made_at__stands_in_documents_and_nowhere_else() -> None:
    early, late = (digests(View(made_at=datetime(year, 1, 1, tzinfo=UTC))) for year in (2001, 2039))
    different = {name for name in early if early[name] != late[name]}
    assert different == {"xlsx", "docx"}


def test_rendering__changes_nothing_in_the_assessment() -> None:
    first = rich()
    all_rendered(first, View(details=True))
    assert first == rich()
