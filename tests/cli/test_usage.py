"""Wrong options and arguments: one clear message each, and exit code 2."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cli.running import ROOT, call, start
from lacduong_kpi import __version__, load_plan
from lacduong_kpi.cli.commands.preparation import known_targets

Capsys = pytest.CaptureFixture[str]


def test_no_arguments__help_on_stdout__exit_0(capsys: Capsys) -> None:
    outcome = call(capsys)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Cách gõ:  lacduong-kpi LỆNH TỆP... [TÙY CHỌN]" in outcome.out


def test_help__same_text_as_no_arguments(capsys: Capsys) -> None:
    assert call(capsys, "--help").out == call(capsys).out


def test_version__printed(capsys: Capsys) -> None:
    assert call(capsys, "--version").out == f"lacduong-kpi {__version__}\n"


@pytest.mark.parametrize(
    "command",
    ["check", "explain", "validate", "columns", "records", "compare", "template", "demo"],
)
def test_help_of_command__no_english_left(capsys: Capsys, command: str) -> None:
    outcome = call(capsys, command, "--help")
    assert outcome.code == 0, outcome
    for word in ("Usage", "Options", "Arguments", "Show this message", "default", "required"):
        assert word not in outcome.out
    assert f"Cách gõ:  lacduong-kpi {command}" in outcome.out


@pytest.mark.parametrize(
    "path", [["plan"], ["plan", "show"], ["plan", "check"], ["config"], ["config", "show"]]
)
def test_help_of_groups__in_vietnamese(capsys: Capsys, path: list[str]) -> None:
    outcome = call(capsys, *path, "--help")
    assert outcome.code == 0, outcome
    assert "Usage" not in outcome.out


def test_help__in_english_with_lang(capsys: Capsys) -> None:
    assert "scores the targets" in call(capsys, "--lang", "en").out
    assert "Usage:  lacduong-kpi check" in call(capsys, "check", "--lang", "en", "--help").out
    assert "Usage:  lacduong-kpi plan" in call(capsys, "plan", "--help", "--lang", "en").out


@pytest.mark.parametrize(
    "typed", ["config show --lang en", "config --lang en show", "--lang en config show"]
)
def test_language__wherever_it_stands__is_the_one_in_force(capsys: Capsys, typed: str) -> None:
    outcome = call(capsys, *typed.split())
    told = next(line for line in outcome.out.splitlines() if line.startswith("language"))
    assert told.split(maxsplit=2) == ["language", "en", "from the command line"]


def test_group__without_its_command__said(capsys: Capsys) -> None:
    outcome = call(capsys, "plan", "--lang", "en")
    assert outcome.code == 2
    assert outcome.err.startswith("CANNOT RUN: the name of a command is missing.")


def test_help__in_english_by_environment() -> None:
    assert "scores the targets" in start("--help", env={"LACDUONG_KPI_LANG": "en"}).out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chekc"], 'không có lệnh "chekc". Có phải "check"?'),
        (["plan", "shwo"], 'không có lệnh "shwo". Có phải "show"?'),
        (["check", "x.xlsx", "--yaer", "2024"], 'không có tùy chọn "--yaer". Có phải "--year"?'),
        (["check", "x.xlsx", "-report", "a.docx"], 'tùy chọn "-report". Có phải "--report"?'),
        (["check", "x.xlsx", "—year", "2024"], 'tùy chọn "—year". Có phải "--year"?'),
        (["check", "x.xlsx", "—year", "2024"], "Xem cách gõ: lacduong-kpi check --help"),
        (["plan", "show", "–lang=en"], 'tùy chọn "–lang". Có phải "--lang"?'),
        (["check"], "thiếu tên danh sách Excel hoặc thư mục."),
        (["check", "x.xlsx", "--year"], "tùy chọn --year cần một giá trị"),
        (["check", "x.xlsx", "--year", "hai"], "--year cần một số nguyên."),
        (["check", "x.xlsx", "--as-of", "31/02/2024"], "--as-of cần một ngày có thật."),
        (["check", "x.xlsx", "--limit", "-1"], "--limit cần một số nguyên."),
        (["check", "x.xlsx", "--jobs", "0"], "--jobs cần một số nguyên."),
        (["check", "x.xlsx", "-f", "pdf"], "giá trị của --format không dùng được."),
        (["check", "x.xlsx", "--fail-on", "always"], "giá trị của --fail-on không dùng được."),
        (["check", "x.xlsx", "--lang", "fr"], "giá trị của --lang không dùng được."),
        (
            ["check", "x.xlsx", "--report", "ket-qua.pdf"],
            'tệp báo cáo "ket-qua.pdf" có đuôi không dùng được.',
        ),
        (["check", "x.xlsx", "--details", "-f", "junit"], "dạng junit không được chứa họ tên"),
        (
            ["check", "x.xlsx", "--details", "--report", "a.prom"],
            "dạng prometheus không được chứa họ tên",
        ),
        (["template", "mau.xls"], 'tệp mẫu "mau.xls" phải có đuôi .xlsx.'),
        (
            ["validate", "x.xlsx", "--annotate", "x.docx"],
            'tệp bản sao "x.docx" phải có đuôi .xlsx.',
        ),
    ],
)
def test_usage__one_message_and_exit_2(capsys: Capsys, arguments: list[str], sentence: str) -> None:
    outcome = call(capsys, *arguments)
    assert (outcome.code, outcome.out) == (2, ""), outcome
    assert outcome.err.startswith("KHÔNG CHẠY ĐƯỢC: ")
    assert sentence in outcome.err
    assert "Cách xử lý: " in outcome.err
    assert "Traceback" not in outcome.err


def test_targets__ids_that_differ_in_capitals__the_one_that_is_typed() -> None:
    plan = load_plan(ROOT / "targets" / "plan-42.yaml")
    first, second = plan.targets[:2]
    odd = replace(plan, targets=(first, replace(second, id=first.id.lower())))
    assert known_targets(odd, [first.id, first.id.lower()]) == (first.id, first.id.lower())
    assert known_targets(plan, [first.id.lower()]) == (first.id,)


def test_usage__in_english(capsys: Capsys) -> None:
    outcome = call(capsys, "chekc", "--lang", "en")
    assert outcome.err.startswith('CANNOT RUN: there is no command "chekc". Did you mean "check"?')


@pytest.mark.parametrize("group", ["plan", "config"])
def test_group_without_a_command__says_so(capsys: pytest.CaptureFixture[str], group: str) -> None:
    outcome = call(capsys, group)
    assert (outcome.code, outcome.out) == (2, "")
    assert "thiếu tên lệnh" in outcome.err
    assert f"lacduong-kpi {group} --help" in outcome.err


def test_no_year__the_remedy_is_the_command_as_typed_without_the_person(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("STT,Họ và tên,Chi bộ\n1,Nguyễn Văn An,Chi bộ 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    compared = call(capsys, "compare", "a.csv", "a.csv")
    assert compared.code == 2
    assert compared.err.endswith("ví dụ: lacduong-kpi compare a.csv a.csv --year 2024\n")
    asked = call(capsys, "explain", "B3", "a.csv", "--member", "079203000001", "--lang", "vi")
    assert asked.err.endswith("lacduong-kpi explain B3 a.csv --lang vi --year 2024\n")
    assert call(capsys, "compare", "a.csv", "a.csv", "--year", "2024").code == 0


def test_compare__each_list_has_its_own_year_whatever_is_set_for_all(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "DANH SÁCH ĐẢNG VIÊN NĂM {}\nSTT,Họ và tên,Chi bộ\n1,Nguyễn Văn An,Chi bộ 1\n"
    for year in (2023, 2024):
        (tmp_path / f"{year}.csv").write_text(text.format(year), "utf-8")
    (tmp_path / "lacduong-kpi.toml").write_text("year = 2024\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    outcome = call(capsys, "compare", "2023.csv", "2024.csv")
    assert outcome.code == 0, outcome
    assert "Trước: Năm đánh giá: 2023" in outcome.out
    assert "Sau:   Năm đánh giá: 2024" in outcome.out


@pytest.mark.parametrize(
    "path",
    [
        *(["check"], ["explain"], ["validate"], ["columns"], ["records"], ["compare"]),
        *(["template"], ["demo"], ["plan", "show"], ["plan", "check"], ["plan", "test"]),
        *(["plan", "schema"], ["config", "show"]),
    ],
)
def test_help__options_of_reading_and_output_are_the_same_everywhere(
    capsys: Capsys, path: list[str]
) -> None:
    told = call(capsys, *path, "--help").out
    reading = ["--plan", "--year", "--as-of", "--password-file", "--large-files", "--mapping"]
    reads = len(path) == 1 and path[0] not in ("template", "demo")
    for option in ("--quiet", "--verbose", "--lang", *(reading if reads else ())):
        assert f"{option} " in told or f"{option}\n" in told, option
