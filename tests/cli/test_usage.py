"""Wrong options and arguments: one clear message each, and exit code 2."""

from __future__ import annotations

import pytest

from cli.running import call, start
from lacduong_kpi import __version__

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


def test_help__in_english_by_environment() -> None:
    assert "scores the targets" in start("--help", env={"LACDUONG_KPI_LANG": "en"}).out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["chekc"], 'không có lệnh "chekc". Có phải "check"?'),
        (["plan", "shwo"], 'không có lệnh "shwo". Có phải "show"?'),
        (["check", "x.xlsx", "--yaer", "2024"], 'không có tùy chọn "--yaer". Có phải "--year"?'),
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


def test_usage__in_english(capsys: Capsys) -> None:
    outcome = call(capsys, "chekc", "--lang", "en")
    assert outcome.err.startswith('CANNOT RUN: there is no command "chekc". Did you mean "check"?')


@pytest.mark.parametrize("group", ["plan", "config"])
def test_group_without_a_command__says_so(capsys: pytest.CaptureFixture[str], group: str) -> None:
    outcome = call(capsys, group)
    assert (outcome.code, outcome.out) == (2, "")
    assert "thiếu tên lệnh" in outcome.err
    assert f"lacduong-kpi {group} --help" in outcome.err
