"""From files to a roster: folders, unusable files, two steps."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from lacduong_kpi.errors import RosterError, WorkbookError
from lacduong_kpi.records.load import load_roster, start_loading
from lacduong_kpi.workbook.marker import PROPERTY, Marker
from records.tell import cells, values

HEADER = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Số thẻ đảng viên", "Xếp loại năm 2024")


def save(
    path: Path, *rows: tuple[object, ...], title: str = "DANH SÁCH ĐẢNG VIÊN NĂM 2024"
) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ((title,), (), HEADER, *rows):
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def person(number: int, name: str, card: str, rating: str = "HTTNV") -> tuple[object, ...]:
    return number, name, "03/02/1990", "03/02/2015", card, rating


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path / "b" / "2.xlsx", person(1, "Trần Thị B", "22222222"))
    save(
        tmp_path / "a.xlsx",
        person(1, "Lê Văn A", "11111111"),
        person(2, "Trần Thị B", "22222222", "HTNV"),
    )
    return tmp_path


def test_folder__is_read_with_its_subfolders_as_one_roster(folder: Path) -> None:
    roster = load_roster([str(folder)])
    assert [each.path for each in roster.inputs] == ["a.xlsx", "b/2.xlsx"]
    assert values(roster.members, "full_name") == ["Lê Văn A", "Trần Thị B"]
    assert values(roster.members, "rating") == ["good", "contradiction"]
    assert roster.members is not None
    places = roster.members.sources.cells(1, "rating", 2024)
    assert [(place.file, place.cell) for place in places] == [("a.xlsx", "F5"), ("b/2.xlsx", "F4")]
    assert [each.code for each in roster.findings] == ["X03"]
    assert (roster.year, roster.leavers_known) == (2024, False)


def test_an_unusable_file__costs_only_itself(folder: Path) -> None:
    (folder / "hong.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    roster = load_roster([str(folder)])
    assert [each.path for each in roster.unusable] == ["hong.xlsx"]
    assert values(roster.members, "full_name") == ["Lê Văn A", "Trần Thị B"]


def test_a_copy_of_a_file__counts_once(folder: Path) -> None:
    (folder / "a - Copy.xlsx").write_bytes((folder / "a.xlsx").read_bytes())
    roster = load_roster([str(folder)])
    assert values(roster.members, "full_name") == ["Lê Văn A", "Trần Thị B"]
    assert [each.code for each in roster.findings] == ["F15", "X03"]
    assert roster.findings[0].place.file != roster.findings[0].others[0].file


def test_copies_among_many_files__count_once(folder: Path) -> None:
    """So many that a process reads several one after the other."""
    for number in range(40):
        (folder / f"a - Copy ({number}).xlsx").write_bytes((folder / "a.xlsx").read_bytes())
    roster = load_roster([str(folder)], jobs=2)
    assert values(roster.members, "full_name") == ["Lê Văn A", "Trần Thị B"]
    assert sorted(each.code for each in roster.findings) == ["F15"] * 40 + ["X03"]


def test_nothing_usable__is_refused_with_every_file(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(WorkbookError) as error:
        load_roster([str(tmp_path)])
    assert [dict(each.params)["file"] for each in error.value.problems] == ["a.xlsx", "b.xlsx"]


def test_no_roster__in_a_workbook__is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Ghi chép", "linh tinh"])
    book.save(tmp_path / "so-tay.xlsx")
    with pytest.raises(RosterError) as error:
        load_roster([str(tmp_path / "so-tay.xlsx")])
    assert [each.key for each in error.value.problems] == ["roster.none_in_file"]


def test_empty_folder__is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError):
        load_roster([str(tmp_path)])


def test_folder__of_nothing_but_our_reports__is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "ket-qua.xlsx", person(1, "Lê Văn A", "11111111"))
    book = openpyxl.load_workbook(path)
    book.custom_doc_props.append(StringProperty(name=PROPERTY, value=Marker.REPORT.value))
    book.save(path)
    with pytest.raises(RosterError) as error:
        load_roster([str(tmp_path)])
    assert [each.key for each in error.value.problems] == ["roster.no_files"]


def test_missing_file__is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError):
        load_roster([str(tmp_path / "khong-co.xlsx")])


def test_two_steps__start_then_finish__give_the_same(folder: Path) -> None:
    done: list[tuple[int, int]] = []
    loading = start_loading([str(folder)], jobs=1)
    loading.report_to(lambda count, total, *_: done.append((count, total)))
    roster = loading.finish(year=2024)
    assert values(roster.members, "full_name") == ["Lê Văn A", "Trần Thị B"]
    assert done[-1] == (2, 2)
    assert cells(roster.members, "full_name") == ["Sheet!B4"]


def test_closing__an_unfinished_loading__ends_quietly(folder: Path) -> None:
    start_loading([str(folder)]).close()


def test_same_files__give_the_same_roster(folder: Path) -> None:
    first, second = (load_roster([str(folder)], jobs=jobs) for jobs in (1, 2))
    assert values(first.members, "full_name") == values(second.members, "full_name")
    assert first.findings == second.findings
    assert first.inputs == second.inputs
