"""Closed values: every spelling seen means its value, and a part of a spelling never does."""

from __future__ import annotations

import datetime as dt

import pytest

from lacduong_kpi.column import Unknown
from lacduong_kpi.terms import BranchKind, Kind, Rating, ResidenceReview, Sex, Standing, Status
from lacduong_kpi.text import bare
from lacduong_kpi.vocabulary import (
    Reading,
    choices,
    is_branch_alone,
    opposite,
    read_column,
    read_header,
    typed,
    words,
)


def told(field: str, text: object, kind: Kind = Kind.MEMBER) -> str | None:
    fact = read_column(kind, field, (text,))[0].get(field)  # type: ignore[arg-type]
    return None if fact is None else str(fact)


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.strip(), value) for value, texts in table.items() for each in texts.split("|")]


RATING = {
    "excellent": """Hoàn thành xuất sắc nhiệm vụ | HTXSNV | HTSXNV | HTXS | Xuất sắc | XS | Mức 1 | A
        | Hoàn thành  Xuất sắc nhiệm vụ | HOÀN THÀNH XUẤT SẮC NHIỆM VỤ | Đủ tư cách, HTXSNV | HT XS
        | Hoàn thành XSNV | H.thành xuất sắc | Hoàn thành xuất xắc nhiệm vụ | htxsnv | Loại A
        | đủ tư cách, hoàn thành xuất sắc nhiệm vụ | HT xuất sắc NV | Hoan thanh xuat sac nhiem vu
        | 1. HTXSNV | Mức 1: Hoàn thành xuất sắc nhiệm vụ | ĐVĐTC HTXSNV""",
    "good": """Hoàn thành tốt nhiệm vụ | HTTNV | HTTTNV | HTT | Tốt | Mức 2 | B | Hoàn thành tốt NV
        | Đủ tư cách, hoàn thành tốt nhiệm vụ | HT Tốt NV | H.thành tốt | tốt | hoàn thành tốt | HT tốt | Đ/c hoàn thành tốt nhiệm vụ
        | HOÀN THÀNH TỐT NHIỆM VỤ | Hoàn thành tốt  nhiệm vụ. | Mức 2 (HTTNV) | HTốt NV""",
    "completed": """Hoàn thành nhiệm vụ | HTNV | HT | Hoàn thành | Mức 3 | C | HT NV | Hoàn thành NV
        | Hoàn thành nhiệm vụ (còn hạn chế) | đủ tư cách nhưng có mặt còn hạn chế
        | Đủ tư cách, hoàn thành nhiệm vụ""",
    "failed": """Không hoàn thành nhiệm vụ | KHTNV | KHNV | KHT | Không HT | Mức 4 | D | vi phạm tư cách
        | Không hoàn thành | không hoàn thành NV | Không HTNV | Ko HTNV | Chưa hoàn thành nhiệm vụ
        | 4. KHTNV""",
    "not_rated": """Không xếp loại | E | Chưa xếp loại | Chưa đánh giá | miễn đánh giá | Mới kết nạp
        | Chưa XL | KXL | Không đánh giá | Chưa đủ 6 tháng | Miễn xếp loại | Miễn sinh hoạt | MSH
        | Chưa xếp loại (mới thành lập) | Chưa đủ điều kiện đánh giá, xếp loại | Không bình xét
        | Không xếp loại do mới kết nạp | Chưa đủ 06 tháng sinh hoạt | Chưa đến kỳ đánh giá
        | Mới KN, chưa XL | Không tham gia đánh giá do nghỉ thai sản""",
}


@pytest.mark.parametrize(("text", "value"), cases(RATING))
def test_rating__in_any_spelling__is_one_of_five(text: str, value: str) -> None:
    assert told("rating", " ".join(text.split(" "))) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Trong sạch vững mạnh", "excellent"),
        ("Trong sạch vững mạnh tiêu biểu", "excellent"),
        ("TSVM", "excellent"),
        ("Yếu kém", "failed"),
        ("HTTNV", "good"),
        ("Chưa xếp loại (mới thành lập)", "not_rated"),
    ],
)
def test_rating__of_an_organization__knows_the_names_before_2018(text: str, value: str) -> None:
    assert told("rating", text, Kind.ORGANIZATION) == value


@pytest.mark.parametrize(
    "text",
    [
        "Chưa hoàn thành tốt",
        "2. HTXSNV",
        "Mức 3 (HTTNV)",
        "Chưa đủ",
        "Không đánh giá cao",
        "Khá",
        "Không tốt",
        "Hoàn",
        "nhiệm vụ",
        "HTXSNV HTTNV",
        "85",
        "Tốt khá",
        "không hoàn thành tốt nhiệm vụ",
        3.5,
        True,
        dt.date(2024, 1, 1),
    ],
)
def test_rating__that_says_something_else__is_unreadable_with_a_finding(text: object) -> None:
    reading = read_column(Kind.MEMBER, "rating", (text,))[0]  # type: ignore[arg-type]
    assert (reading.unknown, reading.faults) == (Unknown.UNREADABLE, ("V05",))


@pytest.mark.parametrize("text", ["-", " ", "–", "", None, "…"])
def test_rating__dash__is_a_blank(text: str | None) -> None:
    assert read_column(Kind.MEMBER, "rating", (text,))[0].unknown is Unknown.BLANK


def test_rating__that_names_a_status__tells_it_and_no_rating() -> None:
    exempt, gone, probationary = read_column(
        Kind.MEMBER, "rating", ("Miễn sinh hoạt", "Chuyển đi 3/2024", "Dự bị")
    )
    assert (exempt.get("status"), exempt.get("rating")) == (Status.EXEMPT, Rating.NOT_RATED)
    assert (gone.get("status"), gone.get("rating")) == (Status.TRANSFERRED_OUT, None)
    assert probationary.get("standing") is Standing.PROBATIONARY
    assert not gone.faults


OTHERS = {
    ("sex", "male"): "Nam | nam | NAM | M | Male",
    ("sex", "female"): "Nữ | nữ | NỮ | Nu | F",
    ("standing", "official"): "Chính thức | CT | ĐVCT | chính thức | Chinh thuc",
    ("standing", "probationary"): "Dự bị | DB | ĐVDB | dự bị | Đảng viên dự bị",
    (
        "status",
        "active",
    ): "Đang sinh hoạt | ĐSH | Đang sinh hoạt Đảng | Phục hồi đảng tịch | CĐT | Chính thức",
    (
        "status",
        "exempt",
    ): """Miễn sinh hoạt | MSH | miễn công tác và sinh hoạt đảng | miễn CT-SHĐ | Miễn SH
        | Được miễn công tác và sinh hoạt đảng""",
    ("status", "suspended"): "Đình chỉ sinh hoạt | Đình chỉ sinh hoạt Đảng",
    ("status", "away"): "Sinh hoạt tạm | SHT | Chuyển sinh hoạt tạm thời | Gián đoạn sinh hoạt",
    ("status", "transferred_out"): """Chuyển sinh hoạt chính thức | Chuyển đi | CĐi | Đã chuyển ra
        | Không còn trong danh sách | CHUYEN_DI""",
    ("status", "deceased"): "Từ trần | TT | Đã mất | chết",
    ("status", "expelled"): "Khai trừ | KT | KHAI_TRU",
    ("status", "struck_off"): "Xóa tên | Xoá tên | XT",
    ("status", "resigned"): "Cho ra khỏi Đảng | Xin ra khỏi Đảng | Rời khỏi Đảng | CR",
    ("occupation", "official_employee"): """Cán bộ xã | Công chức | Viên chức | Giáo viên | CBCCVC
        | Giáo viên Trường THCS Lát | CB,CC,VC""",
    ("occupation", "armed_forces"): "Bộ đội | Công an xã | LLVT | Sĩ quan quân đội",
    ("occupation", "farmer"): "Nông dân | Làm nông | làm nông nghiệp",
    ("occupation", "retired"): "Hưu trí | Cán bộ hưu trí | Giáo viên nghỉ hưu | Công an nghỉ hưu",
    ("occupation", "private_owner"): "Chủ doanh nghiệp tư nhân | Chủ DNTN | Chủ doanh nghiệp",
    ("occupation", "worker"): "Công nhân",
    ("occupation", "student"): "Sinh viên | Học sinh",
    ("occupation", "business_manager"): "Giám đốc công ty TNHH",
    ("occupation", "other"): "Buôn bán | Lao động tự do | Nội trợ | Cán bộ thôn",
    ("residence_exemption", "none"): "Không",
    ("residence_exemption", "not_introduced"): "Miễn giới thiệu",
    ("residence_exemption", "no_activity"): "Giới thiệu nhưng được miễn sinh hoạt nơi cư trú",
    ("residence_review", "exemplary"): "Gương mẫu | Tốt | Đạt | Hoàn thành",
    ("residence_review", "not_exemplary"): "Chưa gương mẫu | chưa tốt | Vi phạm | Không",
}


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (field, value, text.strip())
        for (field, value), texts in OTHERS.items()
        for text in texts.split("|")
    ],
)
def test_choice__of_a_member__in_any_spelling(field: str, value: str, text: str) -> None:
    assert told(field, text) == value


ORGANIZATION = {
    ("kind", "grassroots_committee"): "Đảng bộ cơ sở | ĐBCS",
    ("kind", "grassroots_branch"): "Chi bộ cơ sở | CBCS",
    ("kind", "divisional_committee"): "Đảng bộ bộ phận | ĐBBP",
    ("kind", "subordinate_branch"): "Chi bộ trực thuộc | Chi bộ trực thuộc đảng ủy cơ sở | CBTT",
    ("sector", "commune"): "Xã",
    ("sector", "ward"): "Phường",
    ("sector", "township"): "Thị trấn",
    ("sector", "party_agency"): "Cơ quan Đảng, MTTQ, đoàn thể | Cơ quan Đảng/MTTQ/đoàn thể",
    ("sector", "state_agency"): "Cơ quan Nhà nước",
    ("sector", "public_service_unit"): "Đơn vị sự nghiệp công lập",
    ("sector", "non_public_service_unit"): "Đơn vị sự nghiệp ngoài công lập | Ngoài công lập",
    ("sector", "military"): "Quân đội | Quân sự",
    ("sector", "police"): "Công an",
    ("sector", "state_enterprise"): "Doanh nghiệp có vốn Nhà nước | DNNN",
    (
        "sector",
        "private_enterprise",
    ): """Doanh nghiệp ngoài khu vực Nhà nước | DN tư nhân | Công ty TNHH
        | Công ty Cổ phần | Công ty hợp danh | Doanh nghiệp có vốn nước ngoài""",
    ("sector", "cooperative"): "Hợp tác xã | HTX",
    ("sector", "residential"): "Thôn, tổ dân phố | TDP",
    ("sector", "other"): "Khác",
}


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (field, value, text.strip())
        for (field, value), texts in ORGANIZATION.items()
        for text in texts.split("|")
    ],
)
def test_choice__of_an_organization__in_any_spelling(field: str, value: str, text: str) -> None:
    assert told(field, text, Kind.ORGANIZATION) == value


@pytest.mark.parametrize(
    "text", ["Chi bộ", "Đơn vị sự nghiệp", "Nguyên Giám đốc công ty", "vợ công an"]
)
def test_choice__that_leaves_the_value_open__is_not_guessed(text: str) -> None:
    assert told("kind", text, Kind.ORGANIZATION) is None
    assert told("sector", text, Kind.ORGANIZATION) is None
    assert told("occupation", text) is None


@pytest.mark.parametrize(
    ("beside", "status", "standing"),
    [
        ("MSH", Status.AWAY, None),
        ("ĐSH", Status.AWAY, None),
        ("DB", Status.ACTIVE, Standing.OFFICIAL),
    ],
)
def test_ct__in_a_status_column__means_what_its_column_means(
    beside: str, status: Status, standing: Standing | None
) -> None:
    reading = read_column(Kind.MEMBER, "status", ("CT", beside))[0]
    assert (reading.get("status"), reading.get("standing")) == (status, standing)


def test_ct__alone_in_a_status_column__is_official_where_everybody_is_it() -> None:
    assert read_column(Kind.MEMBER, "status", ("CT",))[0].get("standing") == "official"
    assert read_column(Kind.MEMBER, "status", (None, "CT"))[1].unknown is Unknown.UNREADABLE


@pytest.mark.parametrize("field", ["status", "standing", "occupation"])
@pytest.mark.parametrize("text", ["Quần chúng", "Quần chúng ưu tú", "QCUT", "Cảm tình Đảng"])
def test_outsider__in_a_list__is_no_member(field: str, text: str) -> None:
    assert read_column(Kind.MEMBER, field, (text,))[0].not_member


def test_marks__in_a_review_column__blanks_are_no() -> None:
    tick, blank = read_column(Kind.MEMBER, "residence_review", ("x", None))
    assert tick.get("residence_review") is ResidenceReview.EXEMPLARY
    assert blank.get("residence_review") is ResidenceReview.NOT_EXEMPLARY


def test_marks__in_a_branch_column__blank_is_a_unit_without_branch() -> None:
    tick, blank = read_column(Kind.RESIDENTIAL_UNIT, "branch_kind", ("x", None))
    assert tick.get("branch_kind") is BranchKind.OWN
    assert blank.get("branch_kind") is BranchKind.NONE


@pytest.mark.parametrize("text", sorted(words.value_phrases("branch_kind")))
@pytest.mark.parametrize("before", ["", "Chi bộ ", "Chi bộ thôn 3, ", "Chi bộ Lát ("])
def test_branch_alone__never_said_of_a_text_that_tells_its_kind(before: str, text: str) -> None:
    if told("branch_kind", before + text, Kind.RESIDENTIAL_UNIT) is not None:
        assert not is_branch_alone(bare(before + text))


def test_branch_alone__is_said_of_names() -> None:
    assert is_branch_alone(bare("Chi bộ Thôn 3 - Đảng bộ xã Lát"))
    assert not is_branch_alone(bare("Thôn 3"))
    assert not is_branch_alone(bare("Chi bộ ghép thôn 3, 4"))


@pytest.mark.parametrize(
    ("kind", "field", "value", "other"),
    [
        (Kind.MEMBER, "sex", "female", Sex.MALE),
        (Kind.MEMBER, "standing", "probationary", Standing.OFFICIAL),
        (Kind.MEMBER, "pledge", "yes", False),
        (Kind.MEMBER, "status", "exempt", Status.ACTIVE),
        (Kind.RESIDENTIAL_UNIT, "branch_kind", "none", BranchKind.OWN),
        (Kind.MEMBER, "rating", "excellent", None),
    ],
)
def test_opposite__is_what_a_blank_beside_ticks_means(
    kind: Kind, field: str, value: str, other: object
) -> None:
    assert opposite(kind, field, value) == other
    assert typed(kind, field, value) != other


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hoàng thành tốt nhiệm vụ", "good"),
        ("Hoàn thành tôt nhiệm vu", "good"),
        ("Hòan thành xuất sắt nhiệm vụ", None),
        ("Hoàn thàn nhiệm vụ", "completed"),
        ("Hoàn thành nhiệm vụ được giao", None),
    ],
)
def test_rating__slip_in_a_long_word__is_read_and_in_a_deciding_one_not(
    text: str, value: str | None
) -> None:
    assert told("rating", text) == value


def test_rating__numbers_of_the_grades__are_read_where_the_column_holds_nothing_else() -> None:
    grades = read_column(Kind.MEMBER, "rating", (None, 1, 2.0, "3", 4))
    assert [each.get("rating") for each in grades] == [
        None,
        Rating.EXCELLENT,
        Rating.GOOD,
        Rating.COMPLETED,
        Rating.FAILED,
    ]
    for values in ((1,), (1, 2, 5), (1, 2, "HTTNV")):
        assert read_column(Kind.MEMBER, "rating", values)[0].get("rating") is None


@pytest.mark.parametrize(
    ("text", "rating"), [("htxs nv", "excellent"), ("HTT NV", "good"), ("KHT NV", "failed")]
)
def test_rating__abbreviation_with_blanks__is_read(text: str, rating: str) -> None:
    assert told("rating", text) == rating


def test_rating__single_letter_for_good__is_read_as_value_and_under_a_heading() -> None:
    assert told("rating", "T") == "good"
    assert read_header(("Xếp loại", "T")).candidates[0].stands_for == "good"


def test_column_of_noise__only_listed_words_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for a look at each of hundreds of thousands of values that mean nothing."""
    noise = [f"abc xyz {n}" for n in range(25_000)]
    looked: list[str] = []
    look = choices._read_text

    def counted(kind: Kind, field: str, text: str) -> Reading:
        looked.append(text)
        return look(kind, field, text)

    monkeypatch.setattr(choices, "_read_text", counted)
    found = read_column(Kind.MEMBER, "rating", (None, "HTTNV", *noise))
    assert found[0].unknown is Unknown.BLANK
    assert found[1].get("rating") is Rating.GOOD
    assert {each.unknown for each in found[2:]} == {Unknown.UNREADABLE}
    assert len(looked) < 3_000


def test_long_column_of_words__every_one_is_looked_at() -> None:
    remarks = tuple(f"HTTNV (QĐ số {n})" for n in range(25_000))
    found = read_column(Kind.MEMBER, "rating", remarks)
    assert {each.get("rating") for each in found} == {Rating.GOOD}


@pytest.mark.parametrize(
    ("text", "occupation"),
    [
        ("Hưu quân đội", "retired"),
        ("Giáo viên hưu", "retired"),
        ("Chủ tịch Hội Nông dân xã", "official_employee"),
        ("Hội viên nông dân", None),
        ("Giáo viên sắp nghỉ hưu", None),
        ("Bộ đội xuất ngũ", None),
    ],
)
def test_occupation__words_of_it_stand_in_a_longer_text__are_weighed(
    text: str, occupation: str | None
) -> None:
    assert read_column(Kind.MEMBER, "occupation", (text,))[0].get("occupation") == occupation
