"""Header words of real lists: each spelling tells its field, and no other."""

from __future__ import annotations

import pytest

from lacduong_kpi.terms import FIELDS, Kind
from lacduong_kpi.vocabulary import Evidence, Role, nearest, read_header, words


def reading(header: str, **options: bool):
    return read_header(tuple(header.replace("⏎", "\n").split(" > ")), **options)


def told(header: str, kind: Kind) -> str:
    """The best candidate of a kind in one line."""
    best = reading(header).of(kind)[0]
    implied = "".join(f" +{field}={value}" for field, value in best.implies)
    stands = f" ={best.stands_for}" if best.stands_for else ""
    return ", ".join(field or "-" for field in best.fields) + stands + implied


MEMBER = {
    "full_name": """Họ và tên | Họ tên | HỌ TÊN ĐANG DÙNG | HỌ TÊN KHAI SINH | Họ và tên khai sinh
        | Tên đảng viên | Tên Đảng Viên | Họ và tên đảng viên | Tên đầy đủ | Cấp bậc, họ và tên
        | HO VA TEN | Họ và tên * | HỌ VÀ TÊN | Họ, tên khai sinh | Họ tên ĐV | Họ, chữ đệm và tên
        | Họ và⏎tên | Họ và tên đảng viên được giới thiệu | Đồng chí
        | Họ và tên người được đánh giá""",
    "date_of_birth": """Ngày sinh | Sinh ngày | Ngày, tháng, năm sinh | Ngày tháng năm sinh | NTNS
        | N.sinh | Năm sinh | Sinh ngày * (dd/mm/yyyy) | NGÀY, THÁNG, NĂM SINH | Ngay sinh
        | Ngày, tháng, năm > Sinh""",
    "sex": "Giới tính | Nam/Nữ | Phái | GT | Giới tính * | Nam, nữ",
    "ethnicity": "Dân tộc | DT | Thành phần dân tộc | Dân tộc *",
    "religion": "Tôn giáo | Tôn giáo * | TG",
    "admitted_on": """Ngày vào Đảng | Ngày kết nạp | Ngày kết nạp đảng | Ngày vào Đảng (dự bị)
        | Ngày vào đảng lần 1 | Ngày vào đảng lần đầu | Ngày vào dự bị | Ngày KN | Vào đảng
        | NGÀY QUYẾT ĐỊNH KẾT NẠP | Ngày ký quyết định kết nạp | Đảng viên dự bị | Ngày, tháng kết nạp
        | Ngày vào Đảng* (dd/mm/yyyy) | Ngày vào Đảng > Dự bị | Ngày vào Đảng > Ngày kết nạp
        | Ngày kết nạp vào Đảng Cộng sản Việt Nam | Ngày vào đảng lần thứ 2 | Thời gian vào Đảng
        | Ngày được kết nạp | Ngày v.Đảng | Ngày công nhận ĐV dự bị""",
    "official_on": """Ngày chính thức | Ngày CT | Ngày vào Đảng chính thức | Ngày chính thức vào đảng
        | Ngày vào chính thức | Ngày chuyển chính thức | Ngày công nhận chính thức | Chính thức
        | Đảng viên chính thức | Ngày vào Đảng > Chính thức | Ngày vào Đảng > Ngày chính thức
        | Ngày vào Đảng chính thức* (dd/mm/yyyy) | Ngày ký quyết định chính thức
        | Ngày được công nhận đảng viên chính thức | Ngày, tháng, năm > Chính thức
        | Thời gian công nhận chính thức | Ngày công nhận ĐVCT | NGAY CN DVCT""",
    "card_number": """Số thẻ đảng viên | Số thẻ Đảng | Số thẻ | Số thẻ ĐV | Số ĐV | Số TĐV
        | Thẻ Đảng viên | Mã số thẻ Đảng viên | DCS | Số thẻ theo Đảng quyết định 85
        | Số thẻ Đảng* (12 số theo HD38-HD/BTCTW) | Thẻ đảng viên số | Mã thẻ Đảng | MSĐV | MA THE DV
        | Số TĐ""",
    "personal_id": """Số CCCD | Số định danh cá nhân | CMND/CCCD | Số CMND cũ | Số CMND cũ (nếu có)
        | Số định danh cá nhân * | Số CC/CCCD | Số CCCD/Số ĐDCN""",
    "branch": """Chi bộ | Chi bộ sinh hoạt | Chi bộ đang sinh hoạt | CB SH | Nơi sinh hoạt Đảng
        | Tổ chức Đảng đang sinh hoạt * (không sửa) | TÊN CHI BỘ | Đơn vị | Tổ chức Đảng sinh hoạt""",
    "grassroots": """Đảng bộ | Đảng ủy | Đảng bộ/cấp ủy | Đảng ủy cấp trên | TCCSĐ | Chi, đảng bộ
        | Đảng uỷ | Đảng bộ cơ sở""",
    "position": """Chức vụ Đảng | Chức vụ đảng, chính quyền, đoàn thể | Chức danh Đảng
        | CHỨC VỤ HIỆN NAY | CHỨC VỤ HIỆN NAY > Đảng (BT, PBT, CUV, ĐV) | Chức vụ, chức danh
        | CHỨC VỤ HIỆN NAY > Chính quyền, Đoàn thể""",
    "standing": """Loại ĐV | Loại DV | Loại Đảng viên | Loại Đảng viên (Dự bị / Chính thức)
        | Đảng viên (CT/DB) | ĐVCT/ĐVDB | Chính thức hay dự bị""",
    "status": """Trạng thái | Trạng thái hoạt động * | Trạng thái sinh hoạt | TÌNH TRẠNG QUẢN LÝ
        | Tình trạng | TÌNH TRẠNG QUẢN LÝ > ĐANG QUẢN LÝ (ĐSH, MSH, CT)""",
    "rating": """Xếp loại | Xếp loại ĐV | XL ĐV | Xếp loại chất lượng (đảng viên) | KQXL
        | Kết quả (đánh giá,) xếp loại | KQ phân loại | Mức chất lượng | CB Xếp loại | ĐU Xếp loại
        | Tự xếp loại | Mức xếp loại chất lượng | Chi bộ đánh giá, xếp loại (5) | Xếp loại > Chi bộ
        | Đảng viên tự đánh giá, xếp loại (1) | Chi ủy nơi đảng viên sinh hoạt đánh giá, xếp loại (3)
        | Xếp loại > 2023 | Chi bộ đề nghị | Phân loại | Đánh giá, xếp loại năm 2023
        | XEP LOAI > TU DANH GIA | XEP LOAI > CHI BO BIEU QUYET | Kết quả bình xét
        | Xếp loại chất lượng đảng viên 2024""",
    "pledge": """Cam kết | Ký cam kết | Đã ký cam kết | Bản cam kết | Đăng ký, cam kết | Cam kết TDRL
        | Đã ký cam kết tu dưỡng, rèn luyện năm 2024""",
    "residence_introduced": """QĐ 213 | Đảng viên 213 | Giữ mối liên hệ nơi cư trú | Đảng viên 76
        | SH theo QĐ 213 | Sinh hoạt nơi cư trú | QĐ 213 > Giới thiệu | Ngày giới thiệu | Xác nhận cư trú""",
    "residence_review": """Nhận xét nơi cư trú | Nơi cư trú nhận xét gương mẫu | QĐ 213 > Nhận xét
        | Nhận sét nơi cư trú""",
    "residence_exemption": "Diện miễn sinh hoạt | QĐ 213 > Miễn",
    "occupation": """Nghề nghiệp | Nghề nghiệp hiện nay | Đối tượng | Nghề nghiệp, nơi công tác
        | Bộ đội, công an, hưu trí""",
    "left_on": """Ngày kết thúc sinh hoạt | Ngày rời/mất/miễn SH
        | Ngày rời khỏi/ Ngày mất/ Ngày miễn sinh hoạt Đảng (dd/mm/yyyy)""",
    "left_on +status=transferred_out": "Ngày chuyển đi | Ngày chuyển ra | Ngày chuyển SH",
    "left_on +status=deceased": "Ngày từ trần",
    "transferred_in_on": "Ngày chuyển vào | Ngày chuyển đến",
    "note": "Ghi chú | Ghi chú khác",
    "date_of_birth +sex=male": "Ngày sinh > Nam | NGÀY, THÁNG, NĂM SINH > NAM | Ngày sinh (Nam)",
    "date_of_birth +sex=female": "Ngày sinh > Nữ | Năm sinh > Nữ",
    "sex =female": "Nữ (x) | Giới tính > Nữ | Nữ | Giới tính (nữ đánh dấu x) | Nữ (ghi x)",
    "standing =probationary": "Là đảng viên dự bị",
    "status =exempt": "MSH | Miễn sinh hoạt | TÌNH TRẠNG QUẢN LÝ > ĐANG QUẢN LÝ > MSH",
    "status =deceased": "TÌNH TRẠNG QUẢN LÝ > KHÔNG CÒN QUẢN LÝ > TT",
    "rating =excellent": "Xếp loại năm 2024 > HTXS | XẾP LOẠI ĐẢNG VIÊN > Xuất sắc",
    "rating =good": "Xếp loại > HTTNV | Mức 2",
    "rating =failed": "Xếp loại > KHT | Chi bộ đề xuất xếp loại > Không HT",
    "rating =not_rated": "Chưa đánh giá xếp loại chất lượng | Xếp loại > Chưa xếp loại",
    "pledge =yes": "Đã ký cam kết > Có",
    "pledge =no": "Đã ký cam kết > Chưa",
    "occupation =private_owner": "Chủ DN tư nhân",
    "occupation =official_employee": "Đối tượng > CBCCVC | CB,CC,VC",
    "admitted_on, official_on": "Ngày vào Đảng, ngày chính thức",
    "sex, ethnicity, religion": "Nam, nữ, dân tộc, tôn giáo",
    "ethnicity, religion": "Dân tộc⏎Tôn giáo",
    "full_name, date_of_birth, -, -, personal_id": "Họ tên⏎Ngày sinh⏎SHSQ⏎BHYT⏎CCCD",
    "-, full_name": "HỌ VÀ TÊN⏎Họ và tên khai sinh",
    "-, occupation": "Nghề nghiệp trước khi vào Đảng, Nghề nghiệp hiện nay",
    "card_number, -": "Số thẻ đảng viên/Số lý lịch",
    "card_number, -, -": "Số thẻ đảng viên, số lý lịch đảng viên, số Huy hiệu Đảng",
    "-, admitted_on, card_number, -": "Nhập ngũ⏎Vào đảng⏎Số thẻ Đảng⏎Đoàn",
    "left_on, - +status=transferred_out": "Ngày chuyển đi, đến đảng bộ cơ sở",
    "left_on, - +status=deceased": "Ngày từ trần, Lý do",
    "left_on, status +status=resigned": "Ngày ra khỏi Đảng, hình thức ra Đảng",
    "transferred_in_on, -": "Ngày chuyển đến, (ở) đảng bộ cơ sở nào đến",
}
ORGANIZATION = {
    "name": "Tên Tổ Chức | Tên tổ chức cơ sở đảng | Tên Chi bộ | Tổ chức đảng | TCCSĐ | Chi, đảng bộ",
    "code": "Mã Chi bộ",
    "kind": "Loại tổ chức đảng",
    "parent": "Đảng ủy cấp trên | Trực thuộc",
    "sector": "Loại hình | Loại hình cơ sở",
    "member_count": "Tổng Đảng Viên | ĐẢNG SỐ | Số đảng viên | Tổng số đảng viên",
    "official_member_count": "Đảng Viên Chính Thức",
    "has_committee": "Chi ủy | Có chi ủy | SỐ LƯỢNG CẤP ỦY | Số chi ủy viên",
    "has_committee =yes": "Chi ủy > Có",
    "has_committee =no": "Chi ủy > Không",
    "new_model": "Có mô hình mới, cách làm sáng tạo",
    "inspection_programme": "Có chương trình KTGS | Chương trình, kế hoạch kiểm tra, giám sát",
    "regulations_followed": "Thực hiện đúng quy định, quy chế",
    "founded_on": "Năm thành lập | Ngày thành lập",
    "rating": "Xếp loại | XL TCCSĐ | Xếp loại chi bộ",
    "rating =excellent": "Xếp loại > HTXSNV | Xếp loại > TSVM",
}
UNIT = {
    "name": "Thôn, TDP | Thôn, tổ dân phố | Tên thôn",
    "commune": "Xã, thị trấn | Xã, phường | Xã, phường, thị trấn",
    "branch": "Chi bộ | Tên chi bộ",
    "branch_kind =own": "Đã có chi bộ | Có chi bộ",
    "branch_kind =joint": "Chi bộ ghép",
}


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (" ".join(header.split()), meaning)
        for meaning, headers in table.items()
        for header in headers.split("|")
    ]


@pytest.mark.parametrize(("header", "meaning"), cases(MEMBER))
def test_header__of_a_member_list__tells_its_field(header: str, meaning: str) -> None:
    assert told(header, Kind.MEMBER) == meaning


@pytest.mark.parametrize(("header", "meaning"), cases(ORGANIZATION))
def test_header__of_an_organization_list__tells_its_field(header: str, meaning: str) -> None:
    assert told(header, Kind.ORGANIZATION) == meaning


@pytest.mark.parametrize(("header", "meaning"), cases(UNIT))
def test_header__of_a_unit_list__tells_its_field(header: str, meaning: str) -> None:
    assert told(header, Kind.RESIDENTIAL_UNIT) == meaning


IGNORED = """ID | Tên gọi khác | Bí danh | Nơi cấp thẻ Đảng | Ngày cấp thẻ Đảng (dd/mm/yyyy) | QUÊ QUÁN
    | Quê quán (theo mô hình 2 cấp) - Quốc gia * | Nơi đăng ký khai sinh > Tỉnh/Thành | Thường trú > Chi tiết
    | Đề nghị xóa (Có/Không) | Kết quả kiểm tra | Chi tiết lỗi | Chi bộ nơi cư trú | NGÀY VÀO ĐOÀN
    | TRÌNH ĐỘ HỌC VẤN, HỌC VỊ, HỌC HÀM | LÝ LUẬN CHÍNH TRỊ (CC, TC, SC) | TRÌNH ĐỘ > LÝ LUẬN CHÍNH TRỊ
    | CHÍNH SÁCH CÓ CÔNG (TB, LS, CCCM) | ĐÃ NHẬN HUY HIỆU ĐẢNG (70 … 30) | KHEN THƯỞNG | KỶ LUẬT > KT
    | KỶ LUẬT (KTr, CCa, CCh, KT) | TUỔI ĐẢNG | Mã nhân viên | Nơi sinh (3 cấp) | Số lý lịch | SLL
    | MSVC/ MSSV | Số quyết định kết nạp | Đảng viên hướng dẫn | Nơi chuyển đến | Chính quyền xếp loại
    | Đánh giá, xếp loại, viên chức, người lao động (Nếu là VC-NLĐ) (2) | Đoàn trường xếp loại
    | Cấp bậc⏎Chức vụ⏎Đơn vị | Cha⏎Mẹ⏎Vợ (Con) | Xã/phường quê quán | Kết quả xếp loại quý I năm 2025
    | Họ và tên người giới thiệu | Văn hoá, lý luận, CMNV, ngoại ngữ | Trình độ LLCT > Cao cấp
    | Kiểm điểm cuối năm | Nơi công tác | Đơn vị nơi công tác | Ngày họp CB công nhận"""


@pytest.mark.parametrize("header", [" ".join(each.split()) for each in IGNORED.split("|")])
def test_header__that_no_target_needs__is_ignored(header: str) -> None:
    assert reading(header).role is Role.IGNORED


@pytest.mark.parametrize("header", ["STT", "TT", "Số TT", "S⏎T⏎T", "Số thứ tự", "No", "#"])
def test_header__of_the_running_number__is_number(header: str) -> None:
    assert reading(header).role is Role.NUMBER


@pytest.mark.parametrize(
    "header", ["Tiêu chí", "Thực hiện > Kỳ này", "Trần 20% tối đa", "(3)", "x"]
)
def test_header__of_other_things__is_unknown(header: str) -> None:
    assert reading(header).role is Role.UNKNOWN


def test_rank__raters_side_by_side__the_last_decision_is_highest() -> None:
    headers = """Tự xếp loại | Chi uỷ xếp loại | Chi bộ xếp loại | Xếp loại | Đảng uỷ xếp loại
        | Cấp ủy cấp trên quyết định xếp loại"""
    ranks = [reading(each.strip()).of(Kind.MEMBER)[0].rank for each in headers.split("|")]
    assert ranks == sorted(set(ranks))


def test_rank__two_cards__the_new_card_counts_before_that_of_decision_85() -> None:
    new = reading("Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)").of(Kind.MEMBER)[0]
    old = reading("Số thẻ theo Đảng quyết định 85").of(Kind.MEMBER)[0]
    assert new.rank > old.rank


def test_rank__admitted_again__counts_before_the_first_admission_and_its_decision() -> None:
    headers = ["Ngày vào đảng lần thứ 2", "Ngày vào Đảng", "Ngày ký quyết định kết nạp"]
    ranks = [reading(each).of(Kind.MEMBER)[0].rank for each in headers]
    assert ranks == sorted(set(ranks), reverse=True)


@pytest.mark.parametrize(
    ("header", "year", "offset"),
    [
        ("Xếp loại năm 2023", 2023, 0),
        ("Xếp loại > 2022", 2022, 0),
        ("Xếp loại > Năm 2021 > Chi bộ", 2021, 0),
        ("Kết quả xếp loại (tính đến 31/12/2024)", 2024, 0),
        ("Kết quả xếp loại năm trước", None, -1),
        ("Xếp loại nhiệm kỳ 2020 - 2025", None, 0),
        ("Xếp loại", None, 0),
    ],
)
def test_year__in_a_header__belongs_to_the_year_bound_field(
    header: str, year: int | None, offset: int
) -> None:
    for candidate in reading(header).of(Kind.MEMBER):
        assert (candidate.year, candidate.year_offset) == (year, offset)


def test_year__beside_a_field_without_year__is_not_taken() -> None:
    assert reading("Ngày vào Đảng năm 2024").of(Kind.MEMBER)[0].year is None


def test_name_parts__come_in_order() -> None:
    parts = [reading(each).of(Kind.MEMBER)[0].part for each in ("Họ và tên đệm", "Tên")]
    assert parts == [1, 3]


@pytest.mark.parametrize("header", ["GT", "DT", "Đơn vị", "Chính thức", "Số ĐV", "Loại hình"])
def test_evidence__words_with_several_meanings__wait_for_the_values(header: str) -> None:
    ambiguous = {each.evidence for each in reading(header).candidates}
    assert Evidence.AMBIGUOUS in ambiguous


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Ngày vào Đảmg", "admitted_on"),
        ("Ngày chính thứcc", "official_on"),
        ("Nhận sét nơi cư trú", "residence_review"),
    ],
)
def test_slip__in_a_header__is_close_and_only_guessed_when_asked(header: str, field: str) -> None:
    best = reading(header).of(Kind.MEMBER)[0]
    assert (best.fields, best.evidence) == ((field,), Evidence.CLOSE)
    assert not reading(header, guess=False).candidates


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Họ vả tên", "full_name"),
        ("Ngảy vào Đãng", "admitted_on"),
        ("Ngày sịnh", "date_of_birth"),
    ],
)
def test_slip__of_accents_alone__is_known_without_guessing(header: str, field: str) -> None:
    best = reading(header, guess=False).of(Kind.MEMBER)[0]
    assert (best.fields, best.evidence) == ((field,), Evidence.CLOSE)


def test_slip__of_the_accent_of_a_single_word__says_nothing() -> None:
    assert not reading("Hộ", guess=False).candidates


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Đồng chí đã ký cam kết năm 2024 chưa?", "pledge"),
        ("Ngày vào Đảng?", "admitted_on"),
        ("N\nữ", "sex"),
        ("D\nâ\nn\n\nt\nộ\nc", "ethnicity"),
    ],
)
def test_header__put_as_a_question_or_letter_below_letter__is_read(header: str, field: str) -> None:
    assert field in reading(header).of(Kind.MEMBER)[0].fields


def test_nearest__of_a_header_nobody_knows__suggests_a_field() -> None:
    assert nearest("Mã bưu điện", (Kind.MEMBER,)) is None
    assert nearest("Nhận xét ở chỗ cư trú", (Kind.MEMBER,)) == (Kind.MEMBER, "residence_review")


def test_nearest__never_suggests_the_opposite() -> None:
    assert nearest("Chưa thực hiện việc cam kết", (Kind.MEMBER,)) is None


def test_nearest__of_a_slip_in_any_listed_header__is_a_field_or_none() -> None:
    assert nearest("Số thứ tự đv", (Kind.MEMBER,)) != (Kind.MEMBER, "")
    for kind in Kind:
        for phrase in words.header_phrases(kind):
            found = nearest(f"{phrase} xy", (kind,))
            assert found is None or found[1] in FIELDS[kind]


def test_entries__of_the_header_file__name_fields_that_exist() -> None:
    for kind in Kind:
        for phrase, entry in words.header_phrases(kind).items():
            if entry == words.NUMBER:
                continue
            meaning = words.meaning(entry)
            names = {*filter(None, meaning.fields), *(field for field, _ in meaning.implies)}
            assert names <= set(FIELDS[kind]), phrase


MORE = {
    "full_name": "Họ và tên (chữ in hoa) | HỌ TÊN ĐẢNG VIÊN (Viết chữ in hoa) | Họ, đệm, tên",
    "date_of_birth": "Sinh ngày, tháng, năm | Ngày/tháng/năm sinh",
    "admitted_on": "Vào Đảng > Dự bị | Ngày vào Đảng > DB | Quá trình tham gia Đảng > Ngày vào Đảng",
    "official_on": "Vào Đảng > CT | Ngày vào Đảng > CT",
    "admitted_on, official_on": """Ngày vào Đảng, chính thức | Ngày kết nạp/Ngày chính thức
        | Ngày vào Đảng - Ngày chính thức | Ngày, tháng, năm kết nạp, chính thức""",
    "card_number": "Thẻ Đảng viên > Số thẻ | Thẻ đảng > Số | Số thẻ ĐV (8 số)",
    "personal_id": "CCCD > Số | Số CCCD/CMND",
    "rating": """XL2024 | ĐGXL 2024 | Xếp loại CLĐV | Kết quả xếp loại ĐV qua các năm > 2022
        | Đảng ủy phê duyệt | Kết quả đánh giá xếp loại (Tự xếp loại)""",
    "residence_introduced": "Đã giới thiệu về nơi cư trú theo QĐ 213 | Tham gia sinh hoạt nơi cư trú",
    "residence_review": "QĐ 213 > Kết quả nhận xét | Ý kiến nhận xét của chi ủy nơi cư trú năm 2024",
    "pledge": "Cam kết tu dưỡng, rèn luyện, phấn đấu hằng năm | Ký cam kết thực hiện NQTW4",
    "status =exempt": "Miễn SHĐ (x) | ĐV miễn SH | Miễn CT, SHĐ",
    "status =transferred_out": "Biến động > Chuyển đi",
    "sex =female": "Đảng viên > Nữ",
    "branch": "Thuộc Chi bộ | Nơi sinh hoạt (chi bộ) | Sinh hoạt tại",
    "date_of_birth, sex": "Ngày sinh, giới tính",
    "residence_introduced =no": (
        "Chưa được giới thiệu về nơi cư trú | Không giữ mối liên hệ nơi cư trú"
    ),
    "pledge =no": "Chưa ký cam kết năm 2024 | Chua ky cam ket | Chưa đăng ký, cam kết",
}


@pytest.mark.parametrize(("header", "meaning"), cases(MORE))
def test_header__that_no_list_holds_as_it_stands__is_understood(header: str, meaning: str) -> None:
    assert told(header, Kind.MEMBER) == meaning


@pytest.mark.parametrize(
    "header",
    [
        "Thẻ Đảng viên > Ngày cấp",
        "CCCD > Nơi cấp",
        "Xếp loại 2022-2023",
        "Đăng ký xếp loại đầu năm",
        "Mức đăng ký",
        "Bí thư chi bộ",
        "Họ và tên bí thư",
        "Đối tượng 213",
        "Chức vụ > Đoàn thể",
    ],
)
def test_header__near_to_a_known_one__is_not_taken_for_it(header: str) -> None:
    assert reading(header).role is Role.IGNORED


@pytest.mark.parametrize("header", ["STT > Chi bộ", "Số TT > Toàn ĐB"])
def test_header__below_the_running_number__is_a_number(header: str) -> None:
    assert reading(header).role is Role.NUMBER


@pytest.mark.parametrize("header", ["Dân tộc > Kinh", "Họ và tên cha", "Tôn giáo > Công giáo"])
def test_header__whose_cells_would_be_misread__stays_unknown(header: str) -> None:
    assert reading(header).role is Role.UNKNOWN


@pytest.mark.parametrize("text", ["Số thử tự", "Sô thứ tư", "số thứ tựu"])
def test_running_number__misspelt__no_field_and_no_crash(text: str) -> None:
    reading = read_header((text,))
    assert reading.role is Role.IGNORED
    assert reading.candidates == ()


@pytest.mark.parametrize("header", ["Thôn có chi bộ họp", "Cóchi bộ"])
def test_slip__never_turns_a_header_into_its_denial(header: str) -> None:
    assert all(each.stands_for != "none" for each in reading(header).of(Kind.RESIDENTIAL_UNIT))


def test_compound__line_ends_within_words__is_parted_at_its_signs() -> None:
    assert told("Ngày⏎kết nạp - Ngày chính thức", Kind.MEMBER) == "admitted_on, official_on"
    assert told("Số CCCD/Số⏎ĐDCN", Kind.MEMBER) == "personal_id"


def test_year__in_a_line_of_its_own_below_its_word__is_the_year() -> None:
    found = reading("Xếp loại > Năm⏎2022").of(Kind.MEMBER)[0]
    assert (found.fields, found.year) == (("rating",), 2022)


@pytest.mark.parametrize(
    ("kind", "asked", "field", "yes", "no"),
    [
        (Kind.ORGANIZATION, "Có chi ủy", "has_committee", "yes", "no"),
        (Kind.ORGANIZATION, "Thực hiện nghiêm túc quy chế", "regulations_followed", "yes", "no"),
        (Kind.RESIDENTIAL_UNIT, "Có chi bộ", "branch_kind", "own", "none"),
        (Kind.RESIDENTIAL_UNIT, "Thôn có chi bộ", "branch_kind", "own", "none"),
        (Kind.MEMBER, "Đã ký cam kết", "pledge", "yes", "no"),
    ],
)
@pytest.mark.parametrize("denial", ["Không", "Chưa", "Chưa có"])
def test_answers__below_a_question__say_yes_and_no(
    kind: Kind, asked: str, field: str, yes: str, no: str, denial: str
) -> None:
    for answer, value in (("Có", yes), (denial, no)):
        best = read_header((asked, answer)).of(kind)[0]
        assert (best.fields, best.stands_for) == ((field,), value)


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        (Kind.MEMBER, "Đã được giới thiệu sinh hoạt theo QĐ 213", "residence_introduced"),
        (Kind.MEMBER, "GT về chi bộ nơi cư trú", "residence_introduced"),
        (Kind.MEMBER, "Nhận xét gương mẫu nơi cư trú", "residence_review"),
        (Kind.MEMBER, "Phieu nhan xet cua chi uy noi cu tru", "residence_review"),
        (Kind.ORGANIZATION, "Chấp hành nghiêm túc Điều lệ Đảng", "regulations_followed"),
        (Kind.ORGANIZATION, "Đã ban hành CT công tác KTGS", "inspection_programme"),
        (Kind.ORGANIZATION, "Xây dựng được mô hình hay", "new_model"),
    ],
)
def test_header__names_a_field_in_words_of_its_own__is_understood(
    kind: Kind, header: str, field: str
) -> None:
    best = read_header((header,)).of(kind)[0]
    assert (best.fields, best.evidence) == ((field,), Evidence.EXACT)


@pytest.mark.parametrize(
    "header",
    [
        "Địa chỉ nơi cư trú được giới thiệu",
        "Số điện thoại liên hệ nơi cư trú",
        "Lý do chưa giới thiệu 213",
    ],
)
def test_header__speaks_of_a_tie_and_tells_something_else__is_not_taken_for_it(header: str) -> None:
    fields = [each.fields for each in read_header((header,)).of(Kind.MEMBER)]
    assert ("residence_introduced",) not in fields
