"""Every screen as a whole, in both languages and at the widths people have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from lacduong_kpi.findings import Finding, Place, finding
from lacduong_kpi.reports import (
    columns,
    compare_text,
    explain,
    findings,
    member,
    next_steps,
    quiet,
    table,
)
from lacduong_kpi.reports.layout import plain
from lacduong_kpi.reports.view import View
from lacduong_kpi.wording import Language
from reports import build

Golden = Callable[[str, str], None]
EN = View(language=Language.EN)


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_table__at_each_width__as_it_was(golden: Golden, width: int) -> None:
    text = table.render(build.with_faults(), View(width=width))
    golden(f"screens/table-{width}.txt", text)


def test_table__english__as_it_was(golden: Golden) -> None:
    golden("screens/table-en.txt", table.render(build.with_faults(), EN))


def test_table__by_organization__as_it_was(golden: Golden) -> None:
    text = table.render(build.district(), View(by_organization=True))
    golden("screens/table-organizations.txt", text)


def test_table__members_only__names_the_cause_in_place_of_figures(golden: Golden) -> None:
    golden("screens/members-only.txt", table.render(build.members_only(), View()))


@pytest.mark.parametrize("lost", [("07_DSDV Đạ Nhim.xlsx",), ("a.xlsx", "b.xlsx")], ids=["1", "2"])
def test_table__unusable_files__opens_with_them(golden: Golden, lost: tuple[str, ...]) -> None:
    text = table.render(build.assessment(build.b3(), unusable=lost), View())
    golden(f"screens/unusable-{len(lost)}.txt", text)


@pytest.mark.parametrize("width", [60, 100])
def test_explain__undetermined__as_it_was(golden: Golden, width: int) -> None:
    shown = build.assessment(build.b3(), findings=build.faults(), readings=build.readings())
    golden(f"screens/explain-{width}.txt", explain.render(shown, View(width=width, limit=3)))


def test_explain__english_with_details__as_it_was(golden: Golden) -> None:
    view = View(language=Language.EN, details=True, limit=1)
    golden("screens/explain-en.txt", explain.render(build.assessment(build.b3()), view))


def test_explain__parts__each_counted_apart(golden: Golden) -> None:
    how = build.ratings_explained()
    target = replace(build.b1(), explanation=(replace(how, population=None), how), evidence=())
    golden("screens/explain-parts.txt", explain.render(build.assessment(target), View()))


def test_explain__each_number_opened_into_its_cells() -> None:
    text = explain.render(build.assessment(build.b3()), View(limit=2, width=200))
    block = text.split("Ô ĐÃ ĐẾM\n")[1].splitlines()
    assert block[:3] == [
        "  Tử số (6)",
        '    dang-vien-2024.xlsx, "Đảng viên", cột L, dòng 9 - 11, 14 và 2 dòng chưa hiện',
        '    xep-loai-2024.xlsx, "Xếp loại 2024", cột F, dòng 9 - 11, 14 và 2 dòng chưa hiện',
    ]
    assert '    xep-loai-2024.xlsx, "Xếp loại 2024", cột F, dòng 587' in block
    assert "  Miễn công tác và sinh hoạt đảng (2)" in block
    assert block[-1] == "  Xem hết: thêm --limit 0."


@pytest.mark.parametrize("limit", [2, None], ids=["limited", "all"])
def test_findings__one_block_a_cause__as_it_was(golden: Golden, limit: int | None) -> None:
    text = findings.render(build.with_faults(), View(limit=limit))
    golden(f"screens/findings-{limit or 'all'}.txt", text)


def test_findings__english_and_narrow__as_it_was(golden: Golden) -> None:
    text = findings.render(build.with_faults(), View(language=Language.EN, width=50, limit=2))
    golden("screens/findings-en.txt", text)


def test_findings__nothing_found__says_so() -> None:
    assert findings.render(build.district(), View()).endswith("\n0 lỗi, 0 cảnh báo.\n")


def test_columns__what_was_not_understood_stands_first(golden: Golden) -> None:
    golden("screens/columns.txt", columns.render(build.with_faults(), View()))
    golden("screens/columns-en.txt", columns.render(build.with_faults(), EN))
    golden("screens/columns-50.txt", columns.render(build.with_faults(), View(width=50)))


def test_quiet__failing_targets_tally_and_code(golden: Golden) -> None:
    golden("screens/quiet.txt", quiet.render(build.district(), View()))


def test_quiet__exit_code_0__nothing() -> None:
    met = build.target("A1", "Chỉ tiêu", build.score(build.MET, 3, 3))
    assert quiet.render(build.assessment(met), View()) == ""


def test_quiet__only_what_the_gate_names(golden: Golden) -> None:
    from lacduong_kpi.assess.gate import FailOn

    text = quiet.render(build.district(), View(fail_on=FailOn.NOT_MET))
    assert "B3" not in text
    assert "A2 CHƯA ĐẠT" in text
    findings_only = replace(build.assessment(), findings=build.faults())
    text = quiet.render(findings_only, View(fail_on=FailOn.FINDING))
    assert text.splitlines()[0] == "Dữ liệu: 6 lỗi."
    assert text.splitlines()[-1] == "Mã kết thúc 1: có lỗi trong danh sách."


def test_next_steps__worst_first_and_ready_to_copy(golden: Golden) -> None:
    view = View(roster_arguments=("samples/2024",))
    golden("screens/next-steps.txt", plain(next_steps.screen(build.with_faults(), view)))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("samples/2024", "samples/2024"),
        ("Danh sách.xlsx", '"Danh sách.xlsx"'),
        (r"C:\DSDV.xlsx", r"C:\DSDV.xlsx"),
        ("$(reboot).xlsx", "'$(reboot).xlsx'"),
        ("a`b`.xlsx", "'a`b`.xlsx'"),
        ("", '""'),
    ],
)
def test_quoted__as_a_shell_takes_it(typed: str, shown: str) -> None:
    assert next_steps.quoted(typed) == shown


def test_compare__who_what_and_its_effect(golden: Golden) -> None:
    golden("screens/compare.txt", compare_text.render(build.comparison(), View()))
    golden("screens/compare-50.txt", compare_text.render(build.comparison(), View(width=50)))
    detailed = replace(EN, details=True)
    golden("screens/compare-en.txt", compare_text.render(build.comparison(), detailed))


def test_compare__what_is_not_shown__is_counted_by_what_it_is() -> None:
    text = compare_text.render(build.comparison(), View(limit=0))
    assert text.count("và 1 đảng viên chưa hiện. Xem hết: thêm --limit 0.") == 2
    assert "và 2 ô chưa hiện. Xem hết: thêm --limit 0." in text


def test_member__condition_by_condition(golden: Golden) -> None:
    golden("screens/member.txt", member.render([build.membership()], View()))
    shown = member.render([build.membership()], View(details=True, width=60))
    golden("screens/member-details.txt", shown)


def _found(*found: Finding) -> list[str]:
    shown = replace(build.district(), findings=found, readings=build.readings())
    return findings.render(shown, View(width=200)).splitlines()


def test_findings__a_column_that_a_sheet_lacks__named_once_a_sheet() -> None:
    sheet = Place(build.LIST, "Đảng viên")
    lines = _found(
        finding("P42", sheet, field="pledge", targets="B2"),
        finding("P42", sheet, field="rating", targets="B3"),
    )
    assert lines[3] == "P42  Trang tính chưa có cột mà chỉ tiêu cần: 2 chỗ. Ảnh hưởng: B3 (1)."
    assert lines[4] == '     dang-vien-2024.xlsx, "Đảng viên" (chưa có cột: cam kết, xếp loại)'


def test_findings__about_the_whole_run__no_place_and_no_count() -> None:
    lines = _found(finding("P44", Place(build.LIST), targets="B4"))
    assert lines[3].endswith("danh sách không có ai đã giảm. Ảnh hưởng: B4.")
    assert lines[4].startswith("     Cách sửa: ")


def test_findings__each_with_its_own_numbers__under_one_title() -> None:
    def told(row: int, declared: int) -> Finding:
        place = Place("to-chuc.xlsx", "TC", f"H{row}", row, "Số ĐV")
        return finding("O08", place, field="member_count", declared=declared, counted=9)

    lines = _found(told(7, 10), told(8, 11))
    titles = [line for line in lines if line.startswith("O08")]
    assert len(titles) == 1
    assert ": 2 chỗ." in titles[0]
    assert lines[4].startswith('     to-chuc.xlsx, "TC", H7 (cột "Số ĐV"): Số đảng viên ghi là 10')
    assert lines[5].startswith('     to-chuc.xlsx, "TC", H8 (cột "Số ĐV"): Số đảng viên ghi là 11')


def test_findings__a_range_of_cells__counts_its_cells() -> None:
    place = Place(build.RATINGS, "Xếp loại 2024", "F412:F418", 412, "Mức")
    lines = _found(finding("V01", place, field="rating", count=7))
    assert ": 7 chỗ. Ảnh hưởng: B3." in lines[3]
    assert lines[-1] == "0 lỗi, 7 cảnh báo."


def test_findings__a_name_that_is_not_listed__says_which_was_perhaps_meant() -> None:
    other = Place("to-chuc.xlsx", "TC", "B9", 9)
    place = Place(build.LIST, "Đảng viên", "F12", 12, "Chi bộ")
    lines = _found(finding("X06", place, other, field="branch", nearest="Chi bộ Thôn 2"))
    assert lines[4] == (
        '     dang-vien-2024.xlsx, "Đảng viên", F12 (cột "Chi bộ"); gần giống "Chi bộ Thôn 2":'
        ' to-chuc.xlsx, "TC", B9'
    )


def test_table__many_unusable_files__the_first_named_and_the_others_counted() -> None:
    lost = build.assessment(unusable=tuple(f"ds {n:03d}.xlsx" for n in range(130)))
    text = table.render(lost, View())
    assert text.count(".xlsx") == 100
    assert "và 30 tệp chưa hiện. Xem hết: lacduong-kpi validate … -f json." in text
