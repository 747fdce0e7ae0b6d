"""Writes `docs/findings.md` from the program's own catalogue: `python docs/catalogue.py`.

Sentences, remedies and severities are the program's; the examples stand here, one for each code.
"""

from __future__ import annotations

from pathlib import Path

from lacduong_kpi.findings import CODES
from lacduong_kpi.wording import Language, say

FILE = Path(__file__).parent / "findings.md"
GROUPS = {
    "F": "Tệp",
    "S": "Trang tính",
    "H": "Tiêu đề, cột",
    "V": "Giá trị trong ô",
    "X": "Giữa các dòng, các danh sách",
    "O": "Tổ chức đảng, thôn, tổ dân phố",
    "P": "Năm, kế hoạch, chỉ tiêu",
}
EXAMPLES = {
    "F01": "`~$DSDV 2024.xlsx` trong thư mục danh sách",
    "F02": "`ghi chu.docx` trong thư mục danh sách",
    "F03": "bên cạnh `DSDV 2024.xlsx` có `~$DSDV 2024.xlsx`",
    "F04": "`ket-qua.xlsx` do lần chạy trước ghi vào cùng thư mục",
    "F05": "tệp trong thư mục chỉ là lối tắt tới ổ đĩa khác",
    "F06": "gõ cả thư mục lẫn một tệp của thư mục đó",
    "F07": "một chữ gõ nhầm ở ô `XFD1048576`",
    "F08": "danh sách lưu ở dạng .xls hoặc .xlsb",
    "F09": "`doc.txt` là văn bản thường, không có dấu phẩy hay tab",
    "F10": "CSV lưu từ Excel cũ ở bảng mã Windows tiếng Việt",
    "F11": "CSV xuất từ phần mềm dùng phông .VnTime",
    "F12": "CSV xuất từ phần mềm dùng phông VNI",
    "F13": "hai trang tính cùng tên `DS`",
    "F14": "CSV bị cắt giữa một chữ có dấu",
    "F15": "`DSDV 2024 - Copy.xlsx` bên cạnh `DSDV 2024.xlsx`",
    "F16": "trang web lưu ở dạng .xls mà tải về chưa hết",
    "S01": "dòng `STT | Ngày sinh | Chi bộ` mà thiếu cột họ tên",
    "S02": "trang tính `Ghi chú` chỉ có vài câu",
    "S03": "`Biểu 3`: các dòng là chỉ tiêu, các cột là con số",
    "S04": "`Quần chúng ưu tú`",
    "S05": "trang tính có tiêu đề, không có ai",
    "S06": "trang tính `DS 2023` bị ẩn",
    "S07": "đang lọc theo chi bộ, các dòng khác bị ẩn",
    "S08": "dòng có ngày sinh, số thẻ mà ô họ tên trống",
    "S09": "trang tính `2023`, tiêu đề `DANH SÁCH ... NĂM 2024`",
    "S10": "dòng gộp ô ghi `THÔN 1` phía trên các đảng viên",
    "S11": "cột `Ghi chú` bị ẩn",
    "S12": "mục `III. Quần chúng` ở cuối danh sách",
    "S13": "`DANH SÁCH ĐẢNG VIÊN GIẢM NĂM 2024` không có cột lý do",
    "S14": "trang tính `Danh mục`: `Xếp loại | Dân tộc | Chi bộ`",
    "H01": "`Nhận sét nơi cư trú`",
    "H02": "`Ngày vào Đản`",
    "H03": "hai cột đều ghi `Xếp loại`",
    "H04": "cột có HTTNV, HTNV mà ô tiêu đề trống",
    "H05": "cột `Ngày sinh` mà các ô là địa chỉ",
    "H06": "`Tự xếp loại | Chi bộ xếp loại | Đảng ủy xếp loại`",
    "H07": "`CT`: ngày chính thức hay chuyển tạm",
    "H08": "`Cỡ áo`",
    "H09": "`Ngày vào Đảng` bên cạnh `Ngày KN`, cột sau viết sai chính tả",
    "V01": "ô `Mức xếp loại` của một đảng viên để trống",
    "V02": "`31/02/1975`",
    "V03": "ngày vào Đảng `03/02/2033`",
    "V04": "ngày kết nạp `2024` khi cần biết trước hay sau 01/7",
    "V05": "`khá lắm` ở cột xếp loại",
    "V06": "`x` ở cả HTXSNV và HTTNV",
    "V07": "`13/02/2019` và `02/13/2019` trong một cột",
    "V08": '`=IF(A3=1,"HTTNV","HTNV")` do phần mềm khác ghi, chưa mở bằng Excel',
    "V09": "cột có `x`, `không` và ô trống",
    "V10": "`#REF!`",
    "V11": "`NguyÔn V¨n An` (phông .VnTime)",
    "V12": "`8702948` trong cột số thẻ 8 chữ số",
    "V13": "số thẻ `4900`",
    "V14": "`02/25/2010` trong cột ngày/tháng/năm",
    "V15": "`3/2/48`",
    "V16": "`O3/02/2O19`",
    "V17": "cả cột là tháng/ngày/năm",
    "V18": "dòng gạch ngang, cột ghi chú trống",
    "V19": "cột `Chi bộ` chỉ ghi ở dòng đầu của mỗi chi bộ",
    "V20": "dấu ngoặc kép mở mà không đóng, cả danh sách dồn vào một ô",
    "X01": "hai dòng `K'Brêu`, năm sinh 1980, không số thẻ",
    "X02": "số thẻ 49000001 ở hai dòng tên khác nhau",
    "X03": "danh sách ghi HTTNV, bảng xếp loại ghi HTNV",
    "X04": "bảng xếp loại có người mà danh sách đảng viên không có",
    "X05": "bảng xếp loại ghi tên của hai người trùng tên, không ghi ngày sinh",
    "X06": "`Chi bộ Thôn 11`, danh sách tổ chức chỉ có `Chi bộ Thôn 1`",
    "X07": "`Đảng bộ xã Lat`",
    "X08": "chuyển đi ở danh sách này, có mặt ở danh sách kia",
    "X09": "`Chi bộ Trường học` có ở hai đảng bộ",
    "X10": "kết nạp 03/02/2020, chính thức 03/02/2019",
    "X11": "sinh 2000, kết nạp 2010",
    "X12": "`Tổng cộng: 25 đồng chí`, danh sách có 24 dòng",
    "O01": "loại hình của một chi bộ ghi khác nhau ở hai danh sách",
    "O02": "hai `Chi bộ Trường học`, một dòng không ghi trực thuộc",
    "O03": "`Trực thuộc: Đảng bộ xã Đạ Xar`",
    "O04": "`Trực thuộc: Đảng bộ cơ quan` khi có hai",
    "O05": "bảng xếp loại tổ chức có tên mà danh sách không có",
    "O06": "`Thôn 5: Chi bộ Thôn Năm`",
    "O07": "`Chi bộ Thôn 7` thuộc thôn, danh sách thôn không nhắc tới",
    "O08": "danh sách tổ chức ghi 25, danh sách đảng viên có 24",
    "O09": "7 đảng viên chính thức, cột `Có chi ủy` ghi `Có`",
    "P01": "thư mục có cả danh sách năm 2023 và 2024",
    "P02": "hai danh sách ghi 30/11/2024 và 31/12/2024",
    "P03": "chỉ đưa bảng xếp loại, không đưa danh sách đảng viên",
    "P20": "`goal: {at_least: 120%}`",
    "P21": "`goal: {at_least: 0%}`",
    "P22": "`kind: grassroots_branch` và `kind: subordinate_branch` cùng lúc",
    "P23": "lý do sau đã nằm trọn trong lý do trước",
    "P24": "`status: exempt` ở hai lý do",
    "P25": "tử số cần `status: exempt`, mà người miễn đã bị trừ",
    "P26": "điều kiện tử số đã là điều kiện của đối tượng",
    "P27": "chỉ tiêu thiếu khóa `citation`",
    "P28": "lựa chọn `armed_forces` mà không chỉ tiêu nào hỏi",
    "P29": "định nghĩa `residential_branch` mà không nơi nào dùng",
    "P30": "nhiệm kỳ 2015 - 2020",
    "P31": "2020-07-01..2025-06-30 và 2025-06-01..2030-06-30",
    "P33": "số giao từng đơn vị cộng lại 250, kế hoạch ghi 260",
    "P34": "câu ghi 90%, mức ghi `at_least: 95%`",
    "P35": 'câu ghi "trên 90%", mức ghi `at_least: 90%`',
    "P36": "trường khai thêm `head_of_unit` mà không điều kiện nào dùng",
    "P37": "lý do loại trừ gồm mọi đảng viên",
    "P39": "trường khai thêm lấy tiêu đề `Xếp loại`",
    "P40": "chỉ đưa danh sách đảng viên",
    "P41": "tính đến ngày ngoài mọi nhiệm kỳ của kế hoạch",
    "P42": "danh sách không có cột nghề nghiệp",
    "P43": "kết nạp tháng 9/2024, đã ghi HTTNV",
    "P44": "không có danh sách giảm trong năm",
    "P45": "kế hoạch cấp huyện, năm 2025",
}
HEAD = """# Các mã lỗi, cảnh báo

Mỗi lỗi dữ liệu có một mã: chữ đầu cho biết loại, hai chữ số là số thứ tự. Mã không đổi giữa các
phiên bản. Lỗi, cảnh báo không làm dừng chương trình: giá trị ở đó được coi là chưa rõ, và kết luận
nói rõ điều đó có ảnh hưởng hay không. Tệp này do `docs/catalogue.py` viết từ chính chương trình.
"""


def catalogue() -> str:
    """The whole page. KeyError: a code has no example."""
    parts = [HEAD]
    for letter, heading in GROUPS.items():
        parts.append(f"## {letter}: {heading}\n")
        parts += [_entry(code) for code in CODES if code.startswith(letter)]
    return "\n".join(parts)


def _entry(code: str) -> str:
    language = Language.VI
    sentence = _generic(f"findings.{code}")
    remedy = _generic(f"findings.{code}.remedy")
    severity = say(language, f"terms.severity.{CODES[code]}")
    return (
        f"### {code}\n\n{sentence}\n\n- Mức: {severity}\n- Ví dụ: {EXAMPLES[code]}\n"
        f"- Cách sửa: {remedy}\n"
    )


class _Dots(dict[str, str]):
    """Stands in for the numbers and names that a real finding has."""

    def __missing__(self, key: str) -> str:
        return "..."


def _generic(key: str) -> str:
    from lacduong_kpi.wording.vi.findings import WORDS

    return WORDS[key].format_map(_Dots())


if __name__ == "__main__":
    FILE.write_text(catalogue(), encoding="utf-8")
