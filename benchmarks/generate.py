"""Writes rosters of any size, seeded: `python benchmarks/generate.py FOLDER 1200 60000 1000000`.

The XML is written by hand, with shared strings and real date cells as Excel writes them, because
no writer library makes a million rows in reasonable time. People are synthetic.
"""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

EPOCH = date(1899, 12, 30).toordinal()
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLE = ["Văn", "Thị", "Đình", "Ngọc", "Quốc", "Thanh", "Minh", "Kim", "Hữu", "Thu", "Xuân", "Mỹ"]
GIVEN = [
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đạt",
    "Hải",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Lan",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phong",
    "Sơn",
    "Tài",
    "Thảo",
    "Trang",
    "Vinh",
]
OCCUPATIONS = [
    "Cán bộ, công chức, viên chức",
    "Nông dân",
    "Hưu trí",
    "Lực lượng vũ trang",
    "Công nhân",
]
RATINGS = ["HTXSNV", "HTTNV", "HTNV", "KHTNV", ""]
MEMBER_HEADER = [
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Tôn giáo", "Chi bộ",
    "Tổ chức cơ sở đảng", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên", "Số CCCD",
    "Nghề nghiệp", "Tình trạng sinh hoạt", "Ngày giảm", "Giới thiệu về nơi cư trú",
    "Diện miễn nơi cư trú", "Nhận xét nơi cư trú", "Đã ký cam kết", "Xếp loại năm 2024",
]  # fmt: skip
ORGANIZATION_HEADER = [
    "STT", "Tên tổ chức đảng", "Loại tổ chức", "Trực thuộc", "Loại hình", "Có chi ủy",
    "Thực hiện đúng quy định, quy chế", "Chương trình kiểm tra, giám sát", "Mô hình mới",
    "Được công nhận", "Ngày thành lập", "Xếp loại năm 2024",
]  # fmt: skip
UNIT_HEADER = ["STT", "Tên thôn, tổ dân phố", "Xã, thị trấn", "Chi bộ", "Loại chi bộ"]
Cell = str | int | date | None


def letter(index: int) -> str:
    return chr(65 + index) if index < 26 else "A" + chr(39 + index)


class Strings:
    """The shared strings of one workbook."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.uses = 0

    def __call__(self, text: str) -> int:
        self.uses += 1
        return self.index.setdefault(text, len(self.index))

    def xml(self) -> Iterator[str]:
        yield f'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{self.uses}" uniqueCount="{len(self.index)}">'
        for text in self.index:
            yield f"<si><t>{escape(text)}</t></si>"
        yield "</sst>"


def sheet_xml(rows: Iterator[list[Cell]], strings: Strings) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    for number, row in enumerate(rows, start=1):
        cells = [
            _cell(f"{letter(i)}{number}", value, strings)
            for i, value in enumerate(row)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell(address: str, value: Cell, strings: Strings) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="s"><v>{strings(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{address}" s="1"><v>{value.toordinal() - EPOCH}</v></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def titled(title: str, header: list[str], body: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    yield [title]
    yield [None]
    yield list(header)
    yield from body


def branches(count: int) -> list[tuple[str, str]]:
    """(branch, grassroots organization) for about `count` members, 25 a branch, 10 branches each."""
    wanted = max(4, count // 25)
    return [
        (f"Chi bộ {i + 1} thuộc cơ sở {i // 10 + 1}", f"Đảng bộ cơ sở {i // 10 + 1}")
        for i in range(wanted)
    ]


People = set[tuple[str, int, int]]
"""(name, days of birth and admission) of those who are there already: one name with the same two days
is one person"""


def members(rng: random.Random, count: int, first: int, people: People) -> Iterator[list[Cell]]:
    homes = branches(count)
    day = date.fromordinal
    for i in range(count):
        branch, grassroots = homes[i * len(homes) // count]
        admitted = rng.randrange(726_000, 739_200)
        name = f"{rng.choice(FAMILY)} {rng.choice(MIDDLE)} {rng.choice(GIVEN)}"
        born = rng.randrange(711_000, 730_000) - 8_000
        while (name, born, admitted) in people:
            admitted -= 1
        people.add((name, born, admitted))
        work = OCCUPATIONS[int(rng.random() ** 1.5 * 5)]
        at_work = work in (OCCUPATIONS[0], OCCUPATIONS[3], OCCUPATIONS[4])
        left = rng.random() < 0.02
        # fmt: off
        yield [
            i + 1, name, day(born), "Nam" if rng.random() < 0.6 else "Nữ", "Kinh",
            "Không", branch, grassroots, day(admitted), day(admitted + 370) if admitted < 738_800 else None,
            f"{49_000_000 + first + i:08d}", f"{68_000_000_000 + first + i:012d}", work,
            "Chuyển đi" if left else "Đang sinh hoạt", date(2024, 5, 6) if left else None,
            "x" if at_work else None, None, "Gương mẫu" if at_work else None,
            "x" if work in (OCCUPATIONS[0], OCCUPATIONS[3]) else None,
            rng.choices(RATINGS, (15, 74, 8, 1, 2))[0] or None,
        ]
        # fmt: on


def organizations(rng: random.Random, count: int) -> Iterator[list[Cell]]:
    homes = branches(count)
    number = 0
    for grassroots in dict.fromkeys(parent for _, parent in homes):
        number += 1
        rating = rng.choice(RATINGS[:3])
        yield [
            number,
            grassroots,
            "Đảng bộ cơ sở",
            None,
            "Xã",
            None,
            "Có",
            "Có",
            "Mô hình",
            "x" if number % 3 else None,
            date(2005, 1, 1),
            rating,
        ]
    for index, (branch, grassroots) in enumerate(homes):
        number += 1
        sector = "Cơ quan Nhà nước" if index % 2 else "Thôn, tổ dân phố"
        yield [
            number,
            branch,
            "Chi bộ trực thuộc đảng ủy cơ sở",
            grassroots,
            sector,
            "Có",
            "Có",
            "Có" if number % 50 else "Chưa",
            None,
            None,
            date(2006, 1, 1),
            "HTTNV",
        ]


def units(count: int) -> Iterator[list[Cell]]:
    for i, (branch, _) in enumerate(branches(count)[::2]):
        yield [i + 1, f"Thôn {i + 1}", f"Xã {i // 10 + 1}", branch, "Độc lập"]


def write(path: Path, count: int, people: People, *, first: int = 0, lists: bool = True) -> None:
    """One workbook of `count` members who are not among `people`, with the lists of organizations and
    units if asked for."""
    rng, strings = random.Random(count + first), Strings()
    sheets = {
        "Đảng viên": titled(
            "DANH SÁCH ĐẢNG VIÊN NĂM 2024", MEMBER_HEADER, members(rng, count, first, people)
        )
    }
    if lists:
        sheets["Tổ chức đảng"] = titled(
            "DANH SÁCH TỔ CHỨC ĐẢNG NĂM 2024", ORGANIZATION_HEADER, organizations(rng, count)
        )
        sheets["Thôn"] = titled("DANH SÁCH THÔN, TỔ DÂN PHỐ NĂM 2024", UNIT_HEADER, units(count))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for index, rows in enumerate(sheets.values(), start=1):
            _stream(book, f"xl/worksheets/sheet{index}.xml", sheet_xml(rows, strings))
        _stream(book, "xl/sharedStrings.xml", strings.xml())
        for name, content in frame(list(sheets)).items():
            book.writestr(name, content)


def _stream(book: zipfile.ZipFile, name: str, pieces: Iterator[str]) -> None:
    with book.open(name, "w", force_zip64=True) as part:
        held: list[str] = []
        for piece in pieces:
            held.append(piece)
            if len(held) == 2_000:
                part.write("".join(held).encode())
                held.clear()
        part.write("".join(held).encode())


def frame(names: list[str]) -> dict[str, str]:
    """The small parts around the sheets."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    count = len(names)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}.worksheet+xml"/>'
        for i in range(1, count + 1)
    )
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>'
        for i, name in enumerate(names, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="{office}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, count + 1)
    )
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{relations}">{links}<Relationship Id="rId{count + 1}" Type="{office}/styles" Target="styles.xml"/><Relationship Id="rId{count + 2}" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'{head}<styleSheet xmlns="{main}"><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }


def write_folder(folder: Path, files: int, size: int) -> None:
    """A country in small: `files` workbooks of `size` members each, no one twice."""
    folder.mkdir(parents=True, exist_ok=True)
    people: People = set()
    for number in range(files):
        path = folder / f"don-vi-{number + 1:04d}.xlsx"
        write(path, size, people, first=(number + 1) * 1_000, lists=False)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for argument in sys.argv[2:]:
        files, _, size = argument.rpartition("x")
        if files:
            write_folder(folder / argument, int(files), int(size))
        else:
            write(folder / f"{size}.xlsx", int(size), set())


if __name__ == "__main__":
    main()
