"""What free notes tell of a member, and what they must not."""

from __future__ import annotations

import pytest

from lacduong_kpi.dates import DateSpan
from lacduong_kpi.terms import Kind, Status
from lacduong_kpi.vocabulary import notes, read_column


def told(note: str, kind: Kind = Kind.MEMBER) -> str:
    reading = read_column(kind, "note", (note,))[0]
    facts = [
        f"{field}={value.iso if isinstance(value, DateSpan) else value}"
        for field, value in reading.facts
        if field != "note"
    ]
    return " ".join(facts + ["outsider"] * reading.not_member)


TOLD = {
    "Chuyển đi ngày 15/6/2024, về Đảng bộ phường 2 Đà Lạt": "status=transferred_out left_on=2024-06-15",
    "CĐ 01/9/2024": "status=transferred_out left_on=2024-09-01",
    "chuyển đi 03/2024": "status=transferred_out left_on=2024-03",
    "Đã chuyển đi": "status=transferred_out",
    "Chuyển sinh hoạt Đảng về xã Lát từ 01/3/2024": "status=transferred_out left_on=2024-03-01",
    "Chuyển SH đi Đắk Lắk (3/2024)": "status=transferred_out left_on=2024-03",
    "Chuyển về Đảng bộ phường 2, ngày 15/6/2024": "status=transferred_out left_on=2024-06-15",
    "Chuyển đi theo QĐ số 12-QĐ/HU ngày 05/4/2024": "status=transferred_out left_on=2024-04-05",
    "Từ trần 20/3/2024": "status=deceased left_on=2024-03-20",
    "mất 12/2023": "status=deceased left_on=2023-12",
    "đã chết năm 2024": "status=deceased left_on=2024",
    "mất ngày 3/4/2024 do bệnh": "status=deceased left_on=2024-04-03",
    "Từ trần ngày 05 tháng 3 năm 2024": "status=deceased left_on=2024-03-05",
    "Xóa tên (QĐ 45-QĐ/HU, 10/5/2024)": "status=struck_off left_on=2024-05-10",
    "Xoá tên 5/2024": "status=struck_off left_on=2024-05",
    "Khai trừ 8/2024": "status=expelled left_on=2024-08",
    "Kỷ luật khai trừ ngày 10/5/2024": "status=expelled left_on=2024-05-10",
    "Xin ra khỏi Đảng, 30/7/2024": "status=resigned left_on=2024-07-30",
    "Xin ra khỏi Đảng, QĐ ngày 1/2/2024": "status=resigned left_on=2024-02-01",
    "Miễn sinh hoạt": "status=exempt",
    "MSH từ 2019": "status=exempt",
    "Được miễn công tác và sinh hoạt đảng": "status=exempt",
    "Bệnh nặng, miễn sinh hoạt": "status=exempt",
    "Đã được chi bộ cho miễn sinh hoạt": "status=exempt",
    "Già yếu miễn công tác, miễn sinh hoạt": "status=exempt",
    "Đã làm thủ tục chuyển sinh hoạt đảng 3/2024": "status=transferred_out left_on=2024-03",
    "Tự nguyện xin ra khỏi Đảng": "status=resigned",
    "Bị xóa tên do không đóng đảng phí": "status=struck_off",
    "Chuyển đi theo chồng": "status=transferred_out",
    "Thuộc diện miễn sinh hoạt": "status=exempt",
    "Dự bị từ 5/2024": "standing=probationary",
    "Xin ra khỏi cấp ủy": "",
    "Không đủ điều kiện đánh giá": "rating=not_rated",
    "Hưu trí; MSH": "status=exempt",
    "Đình chỉ sinh hoạt đảng từ 10/2024": "status=suspended",
    "CSH tạm thời đi học từ 9/2024": "status=away",
    "Chuyển sinh hoạt tạm thời đi từ 01/2024 đến 12/2024": "status=away",
    "Chuyển đến 01/7/2024 từ Đảng bộ xã Đạ Sar": "status=active transferred_in_on=2024-07-01",
    "chuyển đến 05/2024": "status=active transferred_in_on=2024-05",
    "chuyển về 15/11/2024": "status=active transferred_in_on=2024-11-15",
    "Phục hồi đảng tịch 3/2024": "status=active",
    "Dự bị": "standing=probationary",
    "Đảng viên dự bị": "standing=probationary",
    "Chưa xếp loại": "rating=not_rated",
    "Không xếp loại (mới kết nạp)": "rating=not_rated",
    "Đảng viên dự bị (kết nạp 3/2024)": "standing=probationary",
    "Đã chuyển chính thức 3/2024": "standing=official",
    "Tạ thế 5/2024": "status=deceased left_on=2024-05",
    "Giảm: chuyển đi 3/2024": "status=transferred_out left_on=2024-03",
    "Tăng: chuyển đến 4/2024": "status=active transferred_in_on=2024-04",
    "Tuổi cao, sức yếu, miễn sinh hoạt": "status=exempt",
    "Tuổi cao sức yếu miễn sinh hoạt": "status=exempt",
    "Nghỉ hưu, chuyển sinh hoạt về nơi cư trú 5/2024": "status=transferred_out left_on=2024-05",
    "Chuyển SHĐ ngày 12/3/2024": "status=transferred_out left_on=2024-03-12",
    "Mất 15.3.2024": "status=deceased left_on=2024-03-15",
    "Xóa tên trong danh sách đảng viên từ 01/5/2024": "status=struck_off left_on=2024-05-01",
    "Quần chúng ưu tú": "outsider",
    "Đảng viên từ trần": "status=deceased",
    "Đảng viên được miễn sinh hoạt": "status=exempt",
    "Đảng viên chuyển đi ngày 5/3/2024": "status=transferred_out left_on=2024-03-05",
    "Chuyển đến 2022, từ trần 2024": "transferred_in_on=2022 status=deceased left_on=2024",
    "Sinh hoạt bình thường, chuyển đi 3/2024": "status=transferred_out left_on=2024-03",
    "Đang sinh hoạt; từ trần tháng 6/2024": "status=deceased left_on=2024-06",
    "Chuyển đến 5/2023; miễn sinh hoạt 6/2024": "transferred_in_on=2023-05 status=exempt",
    "Chuyển đi 3/2023, chuyển đến 6/2024": "status=active transferred_in_on=2024-06",
    "Chuyển đi 3/2024 (chuyển đến 2019)": "status=transferred_out left_on=2024-03 transferred_in_on=2019",
    "Chuyển SH (đã tiếp nhận 5/2024)": "status=transferred_out left_on=2024-05",
    "Chuyển đi 2020; từ trần 2024": "status=transferred_out left_on=2020",
    "Từ trần 2024; đang sinh hoạt lại": "status=deceased left_on=2024",
    "Khai trừ 2020, phục hồi đảng tịch 2022": "status=active",
    "Miễn SH từ 2020, sinh hoạt lại từ 3/2024": "status=active",
    "Đang công tác, đã miễn sinh hoạt": "status=exempt",
    "Bình thường (miễn SH)": "status=exempt",
    "Bí thư chi bộ (chuyển đi 3/2024)": "status=transferred_out left_on=2024-03",
    "Dự bị (chuyển đi 3/2024)": "standing=probationary status=transferred_out left_on=2024-03",
    "Chuyển về Lâm Hà": "status=transferred_out",
    "Chuyển về Lâm Hà 5/2024": "status=transferred_out left_on=2024-05",
    "Chuyển về từ Lâm Hà 5/2024": "status=active transferred_in_on=2024-05",
    "Chuyển về sinh hoạt tại chi bộ": "status=active",
    "Ra khỏi Đảng theo nguyện vọng": "status=resigned",
    "Tử nạn 2024": "status=deceased left_on=2024",
    "Đang sinh hoạt tạm thời nơi khác": "status=away",
    "Hưu trí (đã từ trần 5/2024)": "status=deceased left_on=2024-05",
}
NOTHING = """Sẽ chuyển đi 02/2025 | xin chuyển | Chưa chuyển đi | Đề nghị miễn sinh hoạt | KL cảnh cáo 2024
    | đang xem xét kỷ luật | mất sức lao động | Mất thẻ đảng | Vợ mất 2023 | Miễn đóng đảng phí
    | Chuyển công tác 5/2024 | Thương binh 4/4 | Huy hiệu 40 năm | Nghỉ hưu từ 1/2024 | Bí thư chi bộ
    | Dự kiến chuyển đi 3/2025 | Đang làm thủ tục chuyển đi | Có đơn xin ra khỏi Đảng | Chuyển đi học
    | Miễn sinh hoạt nơi cư trú | Chuyển đến Chi bộ thôn 2 | Không miễn sinh hoạt | Hết miễn sinh hoạt
    | Chuyển sinh hoạt nội bộ sang chi bộ thôn 2 | TT 3/2024 | KT 8/2024
    | Chuyển ngạch 2024 | Đã cấp thẻ 2023 | Kết nạp lại | Con liệt sĩ | 0912345678 | x | Đi làm ăn xa
    | Đảng viên cao tuổi | Đảng viên | Ở với mẹ (đã mất) | Thẻ (mất) | Đề nghị (miễn sinh hoạt)
    | Hưu trí (vợ đã mất 2020) | Chưa (chuyển đi)"""


@pytest.mark.parametrize(("note", "facts"), TOLD.items())
def test_note__that_says_it_outright__tells_it(note: str, facts: str) -> None:
    assert told(note) == facts


@pytest.mark.parametrize("note", [" ".join(each.split()) for each in NOTHING.split("|")])
def test_note__of_what_is_meant_asked_or_something_else__tells_nothing(note: str) -> None:
    assert told(note) == ""


@pytest.mark.parametrize(
    ("kind", "note", "facts"),
    [
        (Kind.ORGANIZATION, "Chưa xếp loại (mới thành lập)", "rating=not_rated"),
        (Kind.ORGANIZATION, "Mới thành lập", ""),
        (Kind.MEMBER, "Mới kết nạp", ""),
        (Kind.MEMBER, "Mới kết nạp, chưa xếp loại", "rating=not_rated"),
        (Kind.ORGANIZATION, "DN tư nhân", "sector=private_enterprise"),
        (Kind.ORGANIZATION, "Chuyển đi 3/2024", ""),
        (Kind.RESIDENTIAL_UNIT, "Sinh hoạt ghép với thôn bên", "branch_kind=joint"),
        (Kind.RESIDENTIAL_UNIT, "Chưa có chi bộ", "branch_kind=none"),
        (Kind.RESIDENTIAL_UNIT, "Thôn mới", ""),
    ],
)
def test_note__of_other_records__tells_their_facts(kind: Kind, note: str, facts: str) -> None:
    assert told(note, kind) == facts


def test_status_column__with_words_and_days__tells_both() -> None:
    reading = read_column(Kind.MEMBER, "status", ("Chuyển đi 3/2024", "lạ"))
    assert [field for field, _ in reading[0].facts] == ["status", "left_on"]
    assert reading[1].faults == ("V05",)


def test_note__short_for_moved_away__tells_that_and_the_month() -> None:
    (found,) = read_column(Kind.MEMBER, "note", ("CSH đi 02/2024",))
    assert found.get("status") is Status.TRANSFERRED_OUT


def test_note__every_phrase_that_begins_a_fact__is_not_passed_over() -> None:
    for phrase in notes._beginnings():
        assert notes._may_tell(f"12/2023: Đã {phrase.upper()}")
        assert notes._may_tell(f"- {phrase}")
    assert not notes._may_tell("Khen thưởng năm 2023")


@pytest.mark.parametrize("text", ["Mất T5", "Chết ngày 5/3", "Mất quý I", "Mất hồi đầu năm"])
def test_note__death_at_a_time_without_a_year__is_heard(text: str) -> None:
    assert dict(notes.told(Kind.MEMBER, text)) == {"status": Status.DECEASED}


@pytest.mark.parametrize("text", ["Mất 2 thẻ", "Vắng tháng 3", "Miễn tháng 3", "Đi đầu phong trào"])
def test_note__loss_or_absence__is_no_death_and_no_leave(text: str) -> None:
    assert notes.told(Kind.MEMBER, text) == ()
