"""The documentation says what the program does."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from cli.running import ROOT, call
from lacduong_kpi.assess.gate import ExitCode
from lacduong_kpi.cli.config import VARIABLES
from lacduong_kpi.cli.settings_file import LetterheadKey
from lacduong_kpi.findings import CODES

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = ROOT / "docs"


def test_findings__the_page_is_what_the_catalogue_says() -> None:
    made = runpy.run_path(str(DOCS / "catalogue.py"))
    assert set(made["EXAMPLES"]) == set(CODES)
    assert (DOCS / "findings.md").read_text(encoding="utf-8") == made["catalogue"]()


def test_readme__exit_codes_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \| ", README, re.MULTILINE)
    told = {int(code) for row in rows for code in row.split(",")}
    assert told == {int(code) for code in ExitCode}


def test_readme__names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    help_text = call(capsys, "--help").out
    for command in re.findall(r"^  ([a-z]+)  ", help_text, re.MULTILINE):
        assert f"`{command}" in README, command


@pytest.mark.parametrize(
    "name", [*sorted(path.name for path in DOCS.glob("*.md")), "../README.md", "../CONTRIBUTING.md"]
)
def test_links__lead_somewhere(name: str) -> None:
    page = (DOCS / name).resolve()
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.resolve().parent / target).exists(), target


def test_readme__its_main_command_does_the_main_job() -> None:
    line = re.search(r"lacduong-kpi (check samples/2024 --fail-on never)$", README, re.MULTILINE)
    assert line is not None
    done = subprocess.run(
        [sys.executable, "-m", "lacduong_kpi", *line[1].split()],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0
    assert "6/12 chỉ tiêu đạt và vượt" in done.stdout.decode("utf-8")


def test_readme__its_plan_example_is_in_the_packaged_plan() -> None:
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    plan = Path(ROOT / "targets" / "plan-42.yaml").read_text(encoding="utf-8")
    assert example is not None
    for line in example[1].splitlines():
        if "text:" in line:
            assert line.split("text: ")[1] in plan


def test_guide__its_settings_file_can_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = (DOCS / "huong-dan.md").read_text(encoding="utf-8")
    (settings,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    path = tmp_path / "lacduong-kpi.toml"
    path.write_text(settings, encoding="utf-8")
    shown = call(capsys, "config", "show", "--config", path)
    assert shown.code == 0
    for key in get_args(LetterheadKey):
        assert f"letterhead.{key}" in shown.out, key
    for variable in VARIABLES.values():
        assert variable in guide


def test_ci__runs_the_test_command_of_the_readme() -> None:
    command = re.search(r"\.venv/bin/python -m (pytest.*)$", README, re.MULTILINE)
    assert command is not None
    assert f"python -m {command[1]}" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
