"""A person of whom nothing may be told: every command and format without --details."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from cli.running import call
from lacduong_kpi.text import plain

Capsys = pytest.CaptureFixture[str]
HEADER = [
    *("STT", "Họ và tên", "Số thẻ đảng viên", "Số CCCD", "Ngày sinh", "Dân tộc", "Tôn giáo"),
    *("Chức vụ", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Nghề nghiệp"),
    *("Xếp loại năm 2024", "Ghi chú"),
]
PERSON = [
    *(1, "Zuvrak Thị Qeltom", "079203000917", "068161007713", "13/07/1961", "Xugrel", "Wopnim"),
    *("Vuhtaz", "Chi bộ Thôn 1", "19/11/1987", "19/11/1988", "Kexbur", "Yofdiq", "Jublex 0917"),
]
SENTINELS = [
    *("zuvrak", "qeltom", "079203000917", "068161007713", "13/07/1961", "1961-07-13", "13/7/1961"),
    *("xugrel", "wopnim", "vuhtaz", "kexbur", "yofdiq", "jublex", "19/11/1987", "1987-11-19"),
]
FORMATS = ("table", "json", "junit", "markdown", "csv", "github", "prometheus")
SUFFIXES = ("html", "xlsx", "docx", "json", "xml", "csv", "md", "prom")


def list_of(path: Path, *people: list[object]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["DANH SÁCH ĐẢNG VIÊN NĂM 2024"], [], HEADER, *people):
        page.append(row)
    book.save(path)
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The person, once more with another card, and one whose every cell is unreadable."""
    double = [2, *PERSON[1:2], "079203000917", "068161007713", "31/02/1961", *PERSON[5:]]
    broken = [3, "Zuvrak 4711 Qeltom", "zuvrak", "qeltom", "Qeltom", *["Zuvrak?"] * 9]
    broken[8] = "Chi bộ Thôn 1"  # the names of organizations are nobody's
    return list_of(tmp_path / "a.xlsx", PERSON, double, broken)


def told(text: str) -> list[str]:
    """The sentinels in a text, however it is written."""
    bare = plain(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
    lowered = text.casefold()
    return [each for each in SENTINELS if each in lowered or each in bare]


def inside(path: Path) -> Iterator[str]:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                yield package.read(name).decode("utf-8", "replace")
    else:
        yield path.read_text(encoding="utf-8-sig")


def test_sentinels__with_details__are_found(capsys: Capsys, roster: Path) -> None:
    """The search itself works."""
    assert {"zuvrak", "079203000917"} <= set(told(call(capsys, "records", roster).out)) | set(
        told(call(capsys, "records", roster, "-f", "json").out)
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("format_", FORMATS)
def test_check__every_format__tells_nobody(
    capsys: Capsys, roster: Path, format_: str, language: str
) -> None:
    for more in ([], ["--by-organization"], ["-q"], ["-v"]):
        outcome = call(capsys, "check", roster, "-f", format_, "--lang", language, *more)
        assert outcome.code in (1, 3), outcome
        assert told(outcome.out + outcome.err) == []


def test_check__every_report__tells_nobody(capsys: Capsys, roster: Path, tmp_path: Path) -> None:
    reports = [tmp_path / f"k.{suffix}" for suffix in SUFFIXES]
    words = [word for each in reports for word in ("--report", str(each))]
    assert call(capsys, "check", roster, "--by-organization", *words).code in (1, 3)
    found = {each.name: [word for part in inside(each) for word in told(part)] for each in reports}
    assert found == {each.name: [] for each in reports}


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate"],
        ["validate", "-f", "json"],
        ["validate", "-f", "github"],
        ["validate", "-v", "--limit", "1000"],
        ["columns", "--limit", "1000"],
        ["explain", "B3", "-v"],
        ["explain", "B4"],
    ],
    ids=" ".join,
)
def test_other_commands__tell_nobody(capsys: Capsys, roster: Path, arguments: list[str]) -> None:
    outcome = call(capsys, *arguments, roster)
    assert outcome.code in (0, 1), outcome
    assert told(outcome.out + outcome.err) == []


@pytest.mark.parametrize("format_", ["table", "json"])
def test_compare__tells_nobody(capsys: Capsys, roster: Path, tmp_path: Path, format_: str) -> None:
    changed = [1, *PERSON[1:8], "Chi bộ Thôn 2", *PERSON[9:]]
    newer = list_of(tmp_path / "b.xlsx", changed)
    outcome = call(capsys, "compare", roster, newer, "-f", format_)
    assert outcome.code == 0, outcome
    assert told(outcome.out + outcome.err) == []


def test_records__personal_on_stdout_only(capsys: Capsys, roster: Path) -> None:
    outcome = call(capsys, "records", roster, "-v")
    assert told(outcome.err) == []
    assert "thông tin cá nhân" in outcome.err


def test_bug__says_where_and_nothing_of_the_person(
    capsys: Capsys, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(f"cannot read {PERSON[1]}")

    monkeypatch.setattr("lacduong_kpi.cli.commands.check.present", broken)
    outcome = call(capsys, "check", roster, "-v")
    assert outcome.code == 4
    assert "ValueError" in outcome.err
    assert told(outcome.out + outcome.err) == []
