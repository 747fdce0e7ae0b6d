"""The four public names: what docs/api.md shows is what happens."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import lacduong_kpi
from lacduong_kpi import load_plan, load_roster
from lacduong_kpi.tables.mapping_text import write_mapping

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


def run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


def test_example_of_the_page__prints_what_the_page_says(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    (told,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    script = tmp_path / "example.py"
    script.write_text(example, encoding="utf-8")
    *targets, frame = run(str(script)).splitlines()
    assert frame == told.strip()
    assert len(targets) == 12
    assert "B3 undetermined 958 1056" in targets


def test_import__loads_no_room() -> None:
    rooms = run(
        "-c",
        "import sys, lacduong_kpi; "
        "print([name for name in sys.modules if name.startswith('lacduong_kpi.')])",
    )
    assert rooms.strip() == "[]"


@pytest.mark.parametrize("name", ["Assessment", "assess", "load_plan", "load_roster"])
def test_public_name__is_there_and_on_the_page(name: str) -> None:
    assert callable(getattr(lacduong_kpi, name))
    assert name in dir(lacduong_kpi)
    assert f"`{name}" in PAGE


@pytest.mark.parametrize("before", ["", "import lacduong_kpi.assess.model; "])
def test_assess__can_be_called_whatever_was_imported_before(before: str) -> None:
    code = "from lacduong_kpi import Assessment, assess; print(callable(assess))"
    assert run("-c", before + code).strip() == "True"


def test_other_name__attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'load_plans'"):
        _ = lacduong_kpi.load_plans  # type: ignore[attr-defined]


def test_paths__as_text_as_path_one_or_several__are_the_same(tmp_path: Path) -> None:
    roster = ROOT / "samples" / "members-only"
    mapping = tmp_path / "cach-hieu.yaml"
    mapping.write_text(write_mapping(load_roster([str(roster)]).readings), encoding="utf-8")
    for paths in (roster, str(roster), [roster], (str(roster),)):
        for way in (None, mapping, str(mapping)):
            loaded = load_roster(paths, mapping=way)
            assert loaded.members is not None
            assert loaded.members.size == 17
    plan = ROOT / "targets" / "plan-42.yaml"
    assert load_plan(str(plan)) == load_plan(plan)
