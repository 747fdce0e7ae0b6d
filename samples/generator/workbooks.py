"""Writes the district as the workbooks of an office: letterheads, merged headers, several files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .district import District, Organization, Person

EPOCH = datetime(2024, 12, 31)  # noqa: DTZ001 the same bytes every time
THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
Cell = str | int | date | None
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save(book: Workbook, path: Path) -> None:
    """Saves with fixed times, so that the same district gives the same bytes."""
    book.properties.created = book.properties.modified = EPOCH
    book.properties.creator = "Văn phòng"
    buffer = io.BytesIO()
    book.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _fixed_times(content)
            fixed.writestr(
                zipfile.ZipInfo(name, (2024, 12, 31, 0, 0, 0)), content, zipfile.ZIP_DEFLATED
            )


def _fixed_times(core: bytes) -> bytes:
    """openpyxl puts the clock of the machine here when it saves."""
    return _MODIFIED.sub(rb"\g<1>2024-12-31T00:00:00Z\2", core)


def letterhead(sheet: Worksheet, title: str, width: int, year: int) -> None:
    """Five rows above the table, as the offices write them."""
    sheet.append(["ĐẢNG BỘ TỈNH LÂM ĐỒNG", *[None] * (width - 3), "ĐẢNG CỘNG SẢN VIỆT NAM"])
    sheet.append(["HUYỆN ỦY LẠC DƯƠNG"])
    sheet.append(["*"])
    sheet.append([title])
    sheet.append([f"(Tính đến ngày 31/12/{year})"])
    for row in (4, 5):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
        sheet.cell(row, 1).font = Font(bold=row == 4, italic=row == 5)


def header(sheet: Worksheet, names: Sequence[str | tuple[str, Sequence[str]]]) -> None:
    """One header row, or two with merged cells where a name has parts beneath it."""
    top = sheet.max_row + 1
    deep = any(isinstance(name, tuple) for name in names)
    column = 1
    for name in names:
        title, parts = name if isinstance(name, tuple) else (name, ())
        sheet.cell(top, column, title)
        for offset, part in enumerate(parts):
            sheet.cell(top + 1, column + offset, part)
        if parts:
            sheet.merge_cells(
                start_row=top, start_column=column, end_row=top, end_column=column + len(parts) - 1
            )
        elif deep:
            sheet.merge_cells(
                start_row=top, start_column=column, end_row=top + 1, end_column=column
            )
        column += max(1, len(parts))
    for row in sheet.iter_rows(min_row=top, max_row=top + deep, max_col=column - 1):
        for cell in row:
            cell.font, cell.border = Font(bold=True), FRAME
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def rows(sheet: Worksheet, lines: Iterable[Sequence[Cell]]) -> None:
    for line in lines:
        sheet.append(list(line))
        for cell in sheet[sheet.max_row]:
            cell.border = FRAME
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"


def foot(sheet: Worksheet, total: str, width: int) -> None:
    sheet.append([total])
    sheet.append([])
    sheet.append([None] * (width - 2) + ["Lạc Dương, ngày 31 tháng 12 năm 2024"])
    sheet.append([None, "NGƯỜI LẬP BIỂU", *[None] * (width - 4), "T/M BAN THƯỜNG VỤ"])
    for index in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 26 if index == 2 else 14


def by_branch(people: list[Person], organizations: list[Organization]) -> list[Person]:
    order = {each.name: index for index, each in enumerate(organizations)}
    return sorted(
        people, key=lambda person: (order[person.organization.name], person.name, person.born)
    )


def members_book(district: District, year: int) -> Workbook:
    """The list itself, and the sheet of those who left in the year."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Đảng viên"
    present = by_branch(district.present(date(year, 12, 31)), district.organizations)
    letterhead(sheet, f"DANH SÁCH ĐẢNG VIÊN NĂM {year}", 15, year)
    header(
        sheet,
        [
            "STT",
            "Họ và tên",
            "Giới tính",
            "Ngày sinh",
            "Dân tộc",
            "Chi bộ",
            "Tổ chức cơ sở đảng",
            ("Ngày vào Đảng", ["Dự bị", "Chính thức"]),
            "Số thẻ đảng viên",
            "Nghề nghiệp hiện nay",
            "Tình trạng sinh hoạt",
            "Ngày chuyển đến",
            "Ghi chú",
        ],
    )
    rows(sheet, (_member(number, person, year) for number, person in enumerate(present, start=1)))
    foot(sheet, f"Danh sách có {len(present)} đảng viên", 14)
    sheet.freeze_panes = "C8"
    if year == 2024:
        leavers_sheet(book, district)
    return book


def _member(number: int, person: Person, year: int) -> list[Cell]:
    official = person.official if person.official and person.official.year <= year else None
    moved = person.moved_in if person.moved_in and person.moved_in.year <= year else None
    sex = "Nam" if person.sex == "male" else "Nữ"
    home = person.organization
    card = person.card if official else None
    return [
        number,
        person.name,
        sex,
        person.born,
        person.ethnic,
        home.name,
        home.grassroots,
        person.admitted,
        official,
        card,
        person.occupation,
        person.status,
        moved,
        None,
    ]


def leavers_sheet(book: Workbook, district: District) -> None:
    sheet = book.create_sheet("Giảm trong năm")
    letterhead(sheet, "DANH SÁCH ĐẢNG VIÊN GIẢM TRONG NĂM 2024", 11, 2024)
    header(
        sheet,
        [
            "STT",
            "Họ và tên",
            "Giới tính",
            "Ngày sinh",
            "Chi bộ",
            "Ngày vào Đảng",
            "Ngày chính thức",
            "Số thẻ đảng viên",
            "Nghề nghiệp",
            "Lý do giảm",
            "Ngày giảm",
        ],
    )
    gone = sorted((p for p in district.people if p.left), key=lambda p: (p.left, p.name))
    lines: list[list[Cell]] = [
        [
            i,
            p.name,
            "Nam" if p.sex == "male" else "Nữ",
            p.born,
            p.organization.name,
            p.admitted,
            p.official,
            p.card,
            p.occupation,
            p.left_how,
            p.left,
        ]
        for i, p in enumerate(gone, start=1)
    ]
    rows(sheet, lines)
    foot(sheet, f"Tổng số: {len(gone)} đồng chí", 11)


def ratings_book(district: District, year: int) -> Workbook:
    """One list with a section row for every organization."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = f"Xếp loại {year}"
    letterhead(sheet, f"KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI ĐẢNG VIÊN NĂM {year}", 6, year)
    header(sheet, ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Mức xếp loại", "Ghi chú"])
    number, section = 0, ""
    for person in by_branch(district.present(date(year, 12, 31)), district.organizations):
        if person.organization.grassroots != section:
            section = person.organization.grassroots
            sheet.append([section.upper()])
            sheet.merge_cells(
                start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=6
            )
        number += 1
        rows(
            sheet,
            [
                [
                    number,
                    person.name,
                    person.born,
                    person.organization.name,
                    person.rating.get(year) or None,
                    None,
                ]
            ],
        )
    foot(sheet, f"Danh sách có {number} đồng chí", 6)
    return book


def ties_book(district: District, year: int) -> Workbook:
    """Two sheets about members: the pledges, and the ties with the place of residence."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = f"Cam kết {year}"
    present = by_branch(district.present(date(year, 12, 31)), district.organizations)
    letterhead(sheet, f"DANH SÁCH ĐĂNG KÝ, CAM KẾT NĂM {year}", 6, year)
    header(sheet, ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Đã ký cam kết", "Ghi chú"])
    pledged = [p for p in present if p.pledges]
    rows(
        sheet,
        (
            [i, p.name, p.born, p.organization.name, "x" if p.pledge.get(year) else None, None]
            for i, p in enumerate(pledged, start=1)
        ),
    )
    second = book.create_sheet("Nơi cư trú (213)")
    letterhead(
        second, f"ĐẢNG VIÊN GIỮ MỐI LIÊN HỆ NƠI CƯ TRÚ THEO QUY ĐỊNH 213 NĂM {year}", 7, year
    )
    header(
        second,
        [
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Chi bộ",
            "Giới thiệu về nơi cư trú",
            "Diện miễn",
            "Nhận xét nơi cư trú",
        ],
    )
    working = [p for p in present if p.working]
    rows(
        second,
        (
            [
                i,
                p.name,
                p.born,
                p.organization.name,
                "x" if p.introduced else None,
                p.exemption or None,
                p.review.get(year) or None,
            ]
            for i, p in enumerate(working, start=1)
        ),
    )
    return book


def organizations_book(district: District, year: int) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Tổ chức đảng"
    letterhead(sheet, f"DANH SÁCH TỔ CHỨC ĐẢNG NĂM {year}", 15, year)
    header(
        sheet,
        [
            "STT",
            "Tên tổ chức đảng",
            "Loại tổ chức",
            "Trực thuộc",
            "Loại hình",
            "Thôn, tổ dân phố",
            "Có chi ủy",
            "Số đảng viên",
            "Thực hiện đúng quy định, quy chế",
            "Chương trình kiểm tra, giám sát",
            "Mô hình mới, cách làm sáng tạo",
            "Được công nhận",
            "Ngày thành lập",
            f"Xếp loại năm {year}",
            "Ghi chú",
        ],
    )
    present = district.present(date(year, 12, 31))
    rows(
        sheet,
        (
            _organization(i, each, present, year)
            for i, each in enumerate(district.organizations, start=1)
        ),
    )
    return book


def _organization(number: int, each: Organization, present: list[Person], year: int) -> list[Cell]:
    inside = sum(p.organization is each or p.organization.parent == each.name for p in present)
    committee = None if each.kind == "Đảng bộ cơ sở" else "Có" if each.committee else "Không"
    recognised = each.recognised if year == 2024 or each.recognised_before else ""
    return [
        number,
        each.name,
        each.kind,
        each.parent or None,
        each.sector,
        each.unit or None,
        committee,
        inside,
        "Có" if each.rules else "Chưa",
        "Có" if each.programme else "Chưa",
        each.model if recognised or year == 2024 else None,
        recognised or None,
        each.founded,
        each.rating.get(year),
        None,
    ]


def units_book(district: District, year: int) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Thôn, TDP"
    letterhead(sheet, f"DANH SÁCH THÔN, TỔ DÂN PHỐ NĂM {year}", 6, year)
    header(
        sheet, ["STT", "Tên thôn, tổ dân phố", "Xã, thị trấn", "Chi bộ", "Loại chi bộ", "Ghi chú"]
    )
    lived = [each for each in district.organizations if each.unit]
    rows(
        sheet,
        (
            [
                i,
                each.unit,
                each.parent.removeprefix("Đảng bộ ").capitalize(),
                each.name,
                "Độc lập",
                None,
            ]
            for i, each in enumerate(lived, start=1)
        ),
    )
    return book


def branch_book(district: District, name: str) -> Workbook:
    """The list of one village branch: nothing but its members."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "DS đảng viên"
    sheet.append(["ĐẢNG ỦY XÃ LÁT"])
    sheet.append([name.upper()])
    sheet.append(["DANH SÁCH ĐẢNG VIÊN NĂM 2024"])
    header(
        sheet,
        [
            "TT",
            "Họ và tên",
            ("Ngày sinh", ["Nam", "Nữ"]),
            "Dân tộc",
            ("Ngày vào Đảng", ["Dự bị", "Chính thức"]),
            "Số thẻ ĐV",
            "Nghề nghiệp",
            "XL ĐV",
            "Ghi chú",
        ],
    )
    mine = [
        p
        for p in by_branch(district.present(date(2024, 12, 31)), district.organizations)
        if p.organization.name == name
    ]
    lines: list[list[Cell]] = []
    for number, p in enumerate(mine, start=1):
        male = p.sex == "male"
        exempt = "Miễn sinh hoạt" if p.status.startswith("Miễn") else None
        lines.append(
            [
                number,
                p.name,
                p.born if male else None,
                None if male else p.born,
                p.ethnic,
                p.admitted,
                p.official,
                p.card or None,
                p.occupation,
                p.rating.get(2024) or None,
                exempt,
            ]
        )
    rows(sheet, lines)
    sheet.append([None, f"Tổng cộng: {len(mine)} đồng chí"])
    return book
