"""One test for each exit code of the command line, and for which one wins."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from cli.running import SAMPLES, call
from lacduong_kpi.cli import loading

Capsys = pytest.CaptureFixture[str]
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày vào Đảng", "Xếp loại năm 2024"]


def roster(path: Path, *ratings: str | None) -> Path:
    """A members' list of 2024 with these ratings; everybody else about them is well."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH ĐẢNG VIÊN NĂM 2024"])
    sheet.append([])
    sheet.append(HEADER)
    for number, rating in enumerate(ratings, start=1):
        name = f"Nguyễn Văn {chr(64 + number)}n"
        born, admitted = f"0{number}/02/1980", f"0{number}/03/2005"
        sheet.append([number, name, born, "Chi bộ Thôn 1", admitted, rating])
    book.save(path)
    return path


def check(capsys: Capsys, *arguments: str | Path) -> int:
    return call(capsys, "check", *arguments, "--target", "B3").code


def test_0__met(capsys: Capsys, tmp_path: Path) -> None:
    assert check(capsys, roster(tmp_path / "a.xlsx", "HTTNV", "HTXSNV")) == 0


def test_1__not_met(capsys: Capsys, tmp_path: Path) -> None:
    assert check(capsys, roster(tmp_path / "a.xlsx", "HTNV", "HTXSNV")) == 1


def test_3__undetermined(capsys: Capsys, tmp_path: Path) -> None:
    assert check(capsys, roster(tmp_path / "a.xlsx", None, "HTXSNV")) == 3


def test_2__file_missing(capsys: Capsys, tmp_path: Path) -> None:
    outcome = call(capsys, "check", tmp_path / "khong-co.xlsx")
    assert (outcome.code, outcome.out) == (2, "")
    assert "không tìm thấy tệp" in outcome.err


def test_2__one_file_unusable__the_rest_is_scored_and_it_outweighs(
    capsys: Capsys, tmp_path: Path
) -> None:
    roster(tmp_path / "a.xlsx", "HTNV")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    outcome = call(capsys, "check", tmp_path, "--target", "B3")
    assert outcome.code == 2
    assert outcome.out.startswith("CHƯA ĐỦ DANH SÁCH: 1 trong 2 tệp không đọc được")
    assert "B3  CHƯA ĐẠT" in outcome.out


@pytest.mark.parametrize(
    "command",
    ["check -f csv", "check -f prometheus -q", "records", "records -f json", "records -f csv -q"],
)
def test_2__one_file_unusable__named_beside_a_result_that_cannot_say_it(
    capsys: Capsys, tmp_path: Path, command: str
) -> None:
    roster(tmp_path / "a.xlsx", "HTNV")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    outcome = call(capsys, *command.split(), tmp_path)
    assert outcome.code == 2
    assert '1 trong 2 tệp không đọc được: "b.xlsx" (bị cắt ngang)' in outcome.err
    assert outcome.out


def test_2__one_file_of_a_comparison_unusable__named(capsys: Capsys, tmp_path: Path) -> None:
    roster(tmp_path / "a.xlsx", "HTNV")
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    outcome = call(capsys, "compare", tmp_path / "a.xlsx", tmp_path, "-f", "json")
    assert outcome.code == 2
    assert outcome.err.count('"b.xlsx" (bị cắt ngang)') == 1


def test_2__plan_with_three_faults__all_at_once(capsys: Capsys, tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach.yaml"
    original = (SAMPLES.parent / "targets" / "plan-42.yaml").read_text(encoding="utf-8")
    wrong = original.replace("at_least: 90%", "at_leest: 90%", 1)
    wrong = wrong.replace("population:", "populasion:", 1).replace("numerator:", "numerater:", 1)
    plan.write_text(wrong, encoding="utf-8")
    outcome = call(capsys, "check", roster(tmp_path / "a.xlsx", "HTTNV"), "--plan", plan)
    assert (outcome.code, outcome.out) == (2, "")
    for word in ('"at_least"', '"population"', '"numerator"'):
        assert f"Có phải {word}?" in outcome.err
    assert outcome.err.count("ke-hoach.yaml:") >= 3


def test_2__text_file_renamed(capsys: Capsys, tmp_path: Path) -> None:
    path = tmp_path / "danh sach.xlsx"
    path.write_bytes(b"%PDF-1.7 not a workbook at all")
    outcome = call(capsys, "check", path)
    assert outcome.code == 2
    assert "danh sach.xlsx" in outcome.err
    assert "Cách xử lý: " in outcome.err


def test_2__prose_under_the_suffix_of_a_workbook__is_told_also_beside_a_list(
    capsys: Capsys, tmp_path: Path
) -> None:
    prose = tmp_path / "ghi chu.xlsx"
    prose.write_text("Đây là ghi chú của văn phòng.\nKhông phải sổ tính, chỉ là chữ.\n", "utf-8")
    alone = call(capsys, "check", prose)
    assert (alone.code, alone.out) == (2, "")
    assert "không phải sổ tính Excel (nội dung là văn bản thường" in alone.err
    beside = call(capsys, "check", prose, roster(tmp_path / "a.xlsx", "HTTNV"), "--target", "B3")
    assert beside.code == 2
    assert beside.out.startswith("CHƯA ĐỦ DANH SÁCH: 1 trong 2 tệp không đọc được")


def test_0__columns_of_text_under_the_suffix_of_a_workbook__are_read(
    capsys: Capsys, tmp_path: Path
) -> None:
    path = tmp_path / "a.xls"
    rows = ("STT;Họ và tên;Chi bộ;Xếp loại 2024", "1;Nguyễn Văn An;Chi bộ 1;HTTNV")
    path.write_text("\n".join(rows), "utf-8")
    assert check(capsys, path) == 0


def test_2__no_roster_inside(capsys: Capsys, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số liệu", "Tổng"])
    sheet.append([1, 2])
    book.save(tmp_path / "bieu.xlsx")
    outcome = call(capsys, "check", tmp_path / "bieu.xlsx")
    assert outcome.code == 2
    assert "không thấy danh sách nào" in outcome.err


@pytest.mark.parametrize(
    ("ratings", "fail_on", "code"),
    [
        (["HTNV"], "never", 0),
        ([None], "never", 0),
        ([None], "not-met", 0),
        (["HTNV"], "not-met", 1),
        ([None], "undetermined", 3),
        (["HTTNV"], "finding", 0),
    ],
)
def test_fail_on__chooses_what_fails(
    capsys: Capsys, tmp_path: Path, ratings: list[str | None], fail_on: str, code: int
) -> None:
    path = roster(tmp_path / "a.xlsx", *ratings)
    assert check(capsys, path, "--fail-on", fail_on) == code


def test_fail_on_finding__error_finding_is_1(capsys: Capsys, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", *["HTTNV"] * 9, "khá lắm")
    assert check(capsys, path) == 0 or check(capsys, path) == 3
    assert check(capsys, path, "--fail-on", "finding") == 1


def test_json__exit_code_is_that_of_the_process(capsys: Capsys, tmp_path: Path) -> None:
    for ratings in (["HTTNV"], ["HTNV"], [None]):
        path = roster(tmp_path / "a.xlsx", *ratings)
        outcome = call(capsys, "check", path, "--target", "B3", "-f", "json")
        assert json.loads(outcome.out)["summary"]["exit_code"] == outcome.code


@pytest.mark.parametrize(
    "form", ["table", "json", "junit", "markdown", "csv", "github", "prometheus"]
)
def test_format__changes_no_code(capsys: Capsys, tmp_path: Path, form: str) -> None:
    assert check(capsys, roster(tmp_path / "a.xlsx", "HTNV"), "-f", form) == 1


def test_validate__0_and_1(capsys: Capsys, tmp_path: Path) -> None:
    assert call(capsys, "validate", roster(tmp_path / "a.xlsx", "HTTNV")).code == 0
    assert call(capsys, "validate", roster(tmp_path / "b.xlsx", "khá lắm", "HTTNV")).code == 1


def test_quiet__silent_when_all_is_well(capsys: Capsys, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTTNV")
    outcome = call(capsys, "check", path, "--target", "B3", "-q")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_quiet__a_line_for_what_fails(capsys: Capsys, tmp_path: Path) -> None:
    path = roster(tmp_path / "a.xlsx", "HTNV")
    outcome = call(capsys, "check", path, "--target", "B3", "-q")
    assert outcome.code == 1
    assert outcome.out.startswith("B3 CHƯA ĐẠT: 0/1 = 0\N{NO-BREAK SPACE}%")
    assert outcome.out.rstrip().splitlines()[-1].startswith("Mã kết thúc 1: ")


def test_quiet_validate__silent_or_a_line_for_each_kind_of_error(
    capsys: Capsys, tmp_path: Path
) -> None:
    well = call(capsys, "validate", roster(tmp_path / "a.xlsx", "HTTNV"), "-q")
    assert (well.code, well.out, well.err) == (0, "", "")
    faulty = call(capsys, "validate", roster(tmp_path / "b.xlsx", "khá lắm", "giỏi lắm"), "-q")
    assert faulty.code == 1
    cause, tally, code = faulty.out.splitlines()
    assert cause.startswith("V05  ")
    assert cause.endswith(": 2 chỗ.")
    assert tally.startswith("2 lỗi, ")
    assert code == "Mã kết thúc 1: có lỗi trong danh sách."


def test_quiet_demo__its_code_is_0_so_nothing(capsys: Capsys) -> None:
    outcome = call(capsys, "demo", "-q")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_quiet_records__still_says_that_they_are_personal(capsys: Capsys, tmp_path: Path) -> None:
    outcome = call(capsys, "records", roster(tmp_path / "a.xlsx", "HTTNV"), "-q")
    assert "thông tin cá nhân" in outcome.err


def test_progress__tells_files_people_and_faults(
    capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster(tmp_path / "a.xlsx", "HTTNV", "HTNV")
    roster(tmp_path / "b.xlsx", "khá lắm")
    monkeypatch.setattr(loading, "is_terminal", lambda _stream: True)
    monkeypatch.setattr(loading.Progress, "patience", -1.0)
    told = call(capsys, "check", tmp_path, "--target", "B3", "--jobs", "1").err
    assert "Đang đọc: 2/2 tệp" in told
    assert "2 người" in told
