"""`lacduong-kpi.toml`: what is in force, where it comes from, and what is refused."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from cli.running import call
from cli.test_exit_codes import roster

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no settings from the environment."""
    for name in ("PLAN", "YEAR", "LANG", "PASSWORD"):
        monkeypatch.delenv(f"LACDUONG_KPI_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settings(here: Path, text: str, encoding: str = "utf-8") -> Path:
    path = here / "lacduong-kpi.toml"
    path.write_text(text, encoding=encoding)
    return path


def test_no_file__defaults(capsys: Capsys) -> None:
    outcome = call(capsys, "config", "show")
    assert (outcome.code, outcome.err) == (0, "")
    assert all(line.endswith("mặc định") for line in outcome.out.splitlines())


def test_file_here__named_on_stderr_and_shown(capsys: Capsys, here: Path) -> None:
    settings(here, 'year = 2023\n[settings]\narmed_forces = "included"\n', "utf-8-sig")
    outcome = call(capsys, "config", "show")
    assert "lacduong-kpi.toml" in outcome.err
    lines = {line.split()[0]: line for line in outcome.out.splitlines()}
    assert lines["year"].split()[1] == "2023"
    assert lines["year"].endswith("theo tệp thiết lập")
    assert lines["settings.armed_forces"].split()[1] == "included"


def test_precedence__flag_environment_file(
    capsys: Capsys, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(here, "year = 2022\n")
    monkeypatch.setenv("LACDUONG_KPI_YEAR", "2023")
    by_environment = call(capsys, "config", "show").out
    by_flag = call(capsys, "config", "show", "--year", "2024").out
    assert "2023" in by_environment
    assert "theo biến môi trường" in by_environment
    assert "2024" in by_flag
    assert "theo tùy chọn trên dòng lệnh" in by_flag


def test_language_of_the_file__is_spoken(capsys: Capsys, here: Path) -> None:
    settings(here, 'language = "en"\n')
    assert "scores the targets" in call(capsys, "--help").out
    assert "đánh giá các chỉ tiêu" in call(capsys, "--help", "--lang", "vi").out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("yaer = 2024\n", 'khóa không dùng được: "yaer"'),
        ('year = "2024"\n', 'giá trị không dùng được ở khóa "year"'),
        ("year = 1066\n", 'giá trị không dùng được ở khóa "year"'),
        ("year = true\n", 'giá trị không dùng được ở khóa "year"'),
        ('language = "fr"\n', 'giá trị không dùng được ở khóa "language"'),
        ('plan = ""\n', 'giá trị không dùng được ở khóa "plan"'),
        ("year = \n", "viết sai ở lacduong-kpi.toml:1:"),
        ('[letterhead]\nsgin = "BC"\n', "lacduong-kpi.toml"),
        (
            '[settings]\narmed_force = "included"\n',
            'ghi "armed_force" mà kế hoạch không có. Có phải "armed_forces"?',
        ),
        ('[settings]\nquorum = "all"\n', "Chọn trong các mục: rating_base, "),
        ('[settings]\nrating_base = "alle"\n', 'ghi rating_base = "alle"'),
        ('[settings]\nrating_base = "xyz"\n', "Chọn trong: "),
    ],
)
def test_wrong_file__refused_with_its_name(
    capsys: Capsys, here: Path, text: str, sentence: str
) -> None:
    settings(here, text)
    outcome = call(capsys, "config", "show")
    assert (outcome.code, outcome.out) == (2, "")
    assert sentence in outcome.err


def test_all_faults__in_one_run(capsys: Capsys, here: Path) -> None:
    settings(here, 'yaer = 2024\nlanguage = "fr"\n')
    outcome = call(capsys, "config", "show")
    assert '"yaer"' in outcome.err
    assert '"language"' in outcome.err


def test_wrong_setting_beside_a_wrong_plan__all_faults_of_the_plan(
    capsys: Capsys, here: Path
) -> None:
    (here / "k.yaml").write_text("plan: {}\ntargets: []\n", encoding="utf-8")
    settings(here, 'plan = "k.yaml"\n[settings]\nquorum = "all"\n')
    outcome = call(capsys, "config", "show")
    assert outcome.code == 2
    assert "k.yaml:1:" in outcome.err


def test_missing_config__refused(capsys: Capsys) -> None:
    outcome = call(capsys, "config", "show", "--config", "khong-co.toml")
    assert outcome.code == 2
    assert "khong-co.toml" in outcome.err


def test_plan_of_the_file__counts_from_its_folder(capsys: Capsys, tmp_path: Path) -> None:
    folder = tmp_path / "thiet-lap"
    folder.mkdir()
    (folder / "lacduong-kpi.toml").write_text('plan = "ke-hoach.yaml"\n', encoding="utf-8")
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    outcome = call(capsys, "check", path, "--config", folder / "lacduong-kpi.toml")
    assert outcome.code == 2
    assert "ke-hoach.yaml" in outcome.err


def test_settings_of_the_plan__change_what_is_counted(capsys: Capsys, here: Path) -> None:
    from cli.running import SAMPLES

    apart = call(capsys, "check", SAMPLES / "2024", "--target", "A3").out
    settings(here, '[settings]\narmed_forces = "included"\n')
    together = call(capsys, "check", SAMPLES / "2024", "--target", "A3").out
    assert "24/27" in apart
    assert "26/29" in together


def test_keys_within_keys_without_end__refused_at_once(capsys: Capsys, here: Path) -> None:
    """tomllib takes the square of their number: a minute for these."""
    for key in ("a." * 60_000 + "a", '"a" . ' * 60_000 + "a"):
        (here / "lacduong-kpi.toml").write_text(f"year = 2024\n{key} = 1\n", encoding="utf-8")
        began = time.process_time()
        outcome = call(capsys, "config", "show")
        assert outcome.code == 2
        assert "lacduong-kpi.toml:2:1" in outcome.err
        assert time.process_time() - began < 3


def test_text_with_many_dots__is_no_key_within_keys(capsys: Capsys, here: Path) -> None:
    dotted = "ngày " + "." * 90 + " a. b." * 15
    (here / "lacduong-kpi.toml").write_text(f'[letterhead]\nplace = "{dotted}"\n', "utf-8")
    assert call(capsys, "config", "show").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="names of POSIX")
def test_plan_that_no_file_can_be__no_bug(capsys: Capsys, here: Path) -> None:
    (here / "lacduong-kpi.toml").write_text('[settings]\na = "b"\n', encoding="utf-8")
    assert call(capsys, "config", "show", "--plan", "k" * 5_000).code == 0
