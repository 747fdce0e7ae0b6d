"""The promises of the program, and the tests that hold each of them.

 1  ends soon and small           workbook/test_precheck.py, workbook/test_hostile_files.py,
                                  workbook/test_pool.py
 2  exit codes                    cli/test_exit_codes.py, cli/test_promises_signals.py
 3  messages                      cli/test_promises_input.py, cli/test_usage.py
 4  regular files only            cli/test_promises_input.py, workbook/test_find.py,
                                  workbook/test_source.py
 5  nothing lost or guessed       workbook/test_xlsx.py, workbook/test_containers.py,
                                  workbook/test_rectangle.py
 6  text stays text               workbook/test_xlsx.py, text/test_forms.py
 7  no DTD, nothing fetched       workbook/test_precheck.py, workbook/test_containers.py
 8  surroundings untouched        cli/test_promises_input.py, workbook/test_source.py
 9  YAML                          test_document.py, plan/test_hostile.py
10  no expression language        cli/test_promises.py
11  reports whole or not at all   cli/test_outputs.py, cli/test_promises_signals.py
12  outputs refused               cli/test_outputs.py, cli/test_promises_input.py
13  reports valid                 reports/test_hostile_reports.py
14  no text becomes a command     reports/test_hostile_reports.py, reports/test_github.py
15  the page loads nothing        reports/test_html.py
16  names never from cells        cli/test_outputs.py, cli/test_promises.py
17  the same bytes                reports/test_same_bytes.py
18  no control reaches a terminal reports/test_hostile_names.py, cli/test_promises_console.py
19  consoles                      cli/test_promises_console.py
20  poor surroundings             cli/test_promises_console.py, reports/test_same_bytes.py
21  no values in errors           cli/test_promises_private.py
22  private files                 cli/test_outputs.py, cli/test_promises_input.py
23  aggregated by default         reports/test_private_reports.py, cli/test_promises_private.py
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.running import ROOT, call
from cli.test_promises_private import PERSON, list_of

PROMISES = 23
SOURCES = sorted((ROOT / "src" / "lacduong_kpi").rglob("*.py"))
FORBIDDEN = {"eval", "exec", "compile", "__import__"}
TABLES = {"eval", "query"}
"""methods of pandas that run what they are given"""


def test_table__every_promise_has_tests_that_are_there() -> None:
    rows = re.split(r"^ ?(\d+)  ", __doc__ or "", flags=re.M)[1:]
    named = {int(rows[i]): re.findall(r"[\w/]+\.py", rows[i + 1]) for i in range(0, len(rows), 2)}
    assert sorted(named) == list(range(1, PROMISES + 1))
    for files in named.values():
        assert files
        for each in files:
            assert "def test_" in (ROOT / "tests" / each).read_text(encoding="utf-8"), each


def calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_sources__evaluate_nothing(path: Path) -> None:
    for each in calls(path):
        if isinstance(each.func, ast.Name):
            assert each.func.id not in FORBIDDEN, f"{path.name}:{each.lineno}"
        elif isinstance(each.func, ast.Attribute):
            assert each.func.attr not in TABLES, f"{path.name}:{each.lineno}"


def test_files__named_by_what_was_asked_for_and_never_by_cells(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    hostile = [1, "../../Zuvrak", *PERSON[2:8], "../../../etc/Chi bộ", *PERSON[9:]]
    path = list_of(tmp_path / "a.xlsx", hostile)
    wanted = [tmp_path / f"k.{suffix}" for suffix in ("html", "xlsx", "docx", "csv")]
    words = [word for each in wanted for word in ("--report", str(each))]
    call(capsys, "check", path, "--by-organization", "--details", *words)
    call(capsys, "validate", path, "--annotate", tmp_path / "c.xlsx")
    assert sorted(tmp_path.rglob("*")) == sorted([path, *wanted, tmp_path / "c.xlsx"])
