"""Any list of people in any layout that an office might give it: sheets as grids of values.

A `Layout` says how a list is set out; `lay_out` draws people in it; `sheets_of` makes sheets of
the result, and the rows and merges can be written by any spreadsheet library. `people()` and
`layouts()` are the Hypothesis strategies. All persons are made up.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from io import BytesIO, StringIO

from hypothesis import strategies as st

from lacduong_kpi.workbook.model import Sheet, Value
from textsheets import sheet_of

YEAR = 2024
AREA = "Đảng bộ xã Lát"
Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the layouts tell him. `official`, `card`, `rating` may be missing."""

    full_name: str
    sex: str
    born: dt.date
    ethnicity: str
    admitted: dt.date
    official: dt.date | None
    card: str | None
    branch: str
    rating: str | None


class Branches(StrEnum):
    """Where the branch of a person is told."""

    COLUMN = "column"
    SECTION = "section"
    NESTED = "nested"
    SHEET = "sheet"


class Ratings(StrEnum):
    WORD = "word"
    SHORT = "short"
    TICKS = "ticks"
    YEARS = "years"
    RATERS = "raters"


class Births(StrEnum):
    DATE = "date"
    BY_SEX = "by_sex"


class Sexes(StrEnum):
    WORD = "word"
    TICKS = "ticks"
    TICK_FEMALE = "tick_female"
    BIRTH = "birth"


class Dates(StrEnum):
    REAL = "real"
    SLASHES = "slashes"
    DOTS = "dots"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is set out."""

    titles: int = 1
    """title rows above the header, 0 to 5"""
    letterhead: bool = False
    merged: bool = True
    """whether group headers and section rows are merged cells"""
    from_below: bool = False
    """unmerged two-row headers: whether lone headers stand in the lower row"""
    branches: Branches = Branches.COLUMN
    ratings: Ratings = Ratings.WORD
    births: Births = Births.DATE
    sexes: Sexes = Sexes.WORD
    dates: Dates = Dates.SLASHES
    grouped_admission: bool = False
    """`Ngày vào Đảng > Dự bị | Chính thức` instead of two headers"""
    admission_in_one: bool = False
    """`Ngày vào Đảng, ngày chính thức` in one cell of two lines"""
    two_rows: bool = False
    """the second date of admission stands in a second row of the person"""
    split_name: bool = False
    deep: bool = False
    """a third header row over the personal columns"""
    column_numbers: str = ""
    """how a row of column numbers is written: "", "1", "(1)", "a" """
    section_style: int = 0
    subtotals: bool = False
    total: bool = False
    repeat_every: int = 0
    """people after which the header is printed again; 0: never"""
    blank_every: int = 0
    signatures: bool = False
    note: bool = False
    tick: str = "x"
    down: int = 0
    right: int = 0
    """where the table begins: rows above, columns to the left"""
    reverse: bool = False
    """columns after the name in the opposite order"""
    capitals: bool = False
    """headers in capitals"""
    raters: int = 0
    """which of `_RATERS` stand over the columns, where there are several"""
    standings: int = 0
    """how headings of the two standings are written among the people; 0: none"""
    figures: bool = False
    """whether figures stand below the list: `Nữ | 3`"""


@dataclass(slots=True)
class Laid:
    """A sheet that was set out. `merges` are (top, left, bottom, right), counted from 1."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def add(self, *values: Value) -> int:
        """Adds a row; says its number."""
        self.rows.append(list(values))
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column: its header path and what it says of a person, one value for each of his rows."""

    path: tuple[str, ...]
    tell: Callable[[int, Person], Sequence[Value]]


RATING_WORDS = {
    "excellent": ("Hoàn thành xuất sắc nhiệm vụ", "HTXSNV"),
    "good": ("Hoàn thành tốt nhiệm vụ", "HTTNV"),
    "completed": ("Hoàn thành nhiệm vụ", "HTNV"),
    "failed": ("Không hoàn thành nhiệm vụ", "KHTNV"),
}


def lay_out(people: Sequence[Person], layout: Layout) -> list[Laid]:
    """The sheets on which these people stand; one for each branch where the layout says so."""
    layout = _sound(layout)
    groups: dict[str, list[Person]] = {}
    for person in people:
        groups.setdefault(person.branch, []).append(person)
    if layout.branches is Branches.SHEET:
        return [_sheet(layout, branch, {branch: group}) for branch, group in groups.items()]
    return [_sheet(layout, None, groups)]


def sheets_of(laid: Sequence[Laid]) -> tuple[Sheet, ...]:
    return tuple(sheet_of(each.rows, each.merges, each.name) for each in laid)


def _sound(layout: Layout) -> Layout:
    """The layout without settings that take back one another."""
    if layout.sexes is Sexes.BIRTH or layout.births is Births.BY_SEX:
        layout = replace(layout, sexes=Sexes.BIRTH, births=Births.BY_SEX)
    if layout.two_rows:
        layout = replace(layout, admission_in_one=False, grouped_admission=False)
    if layout.merged:
        layout = replace(layout, from_below=False)
    if layout.branches is Branches.SHEET:
        layout = replace(layout, letterhead=True)
    return layout


def _sheet(layout: Layout, branch: str | None, groups: dict[str, list[Person]]) -> Laid:
    laid = Laid(branch.replace("Chi bộ", "CB") if branch else "Danh sách")
    leaves = _leaves(layout)
    for _ in range(layout.down):
        laid.add()
    _head(laid, layout, branch, len(leaves))
    header = _header(layout, leaves)
    _put_header(laid, layout, header)
    _numbers(laid, layout, len(leaves))
    _body(laid, layout, leaves, header, groups)
    _foot(laid, layout, len(leaves), sum(map(len, groups.values())))
    _shift(laid, layout.right)
    return laid


def _head(laid: Laid, layout: Layout, branch: str | None, width: int) -> None:
    if layout.letterhead:
        half = max(1, width // 2)
        for left, right in (
            (AREA.upper(), "ĐẢNG CỘNG SẢN VIỆT NAM"),
            ((branch or "Đảng ủy xã Lát").upper(), "Lát, ngày 05 tháng 01 năm 2025"),
        ):
            row = laid.add(left, *[None] * (half - 1), right)
            laid.merges.append((row, 1, row, half)) if half > 1 else None
        laid.add("*")
        laid.add()
    for number in range(layout.titles):
        text = _TITLES[number % len(_TITLES)]
        row = laid.add(text)
        if layout.merged and width > 1:
            laid.merges.append((row, 1, row, width))
    if layout.titles:
        laid.add()


_TITLES = (
    f"DANH SÁCH ĐẢNG VIÊN NĂM {YEAR}",
    f"(Kèm theo Báo cáo số 12-BC/ĐU, ngày 20/12/{YEAR})",
    f"(Tính đến ngày 31/12/{YEAR})",
    "Thực hiện Nghị quyết số 21-NQ/TW, nhiệm kỳ 2020 - 2025",
    "Đơn vị tính: đồng chí",
)


def _leaves(layout: Layout) -> list[Leaf]:
    head = [Leaf(("TT",), lambda number, _: [number]), *_name_leaves(layout)]
    rest = [
        *_birth_leaves(layout),
        Leaf(("Dân tộc",), lambda _, person: [person.ethnicity]),
        *_admission_leaves(layout),
        Leaf(("Số thẻ đảng viên",), lambda _, person: [person.card]),
        *_branch_leaves(layout),
        *_rating_leaves(layout),
    ]
    if layout.deep:
        personal = len(_birth_leaves(layout)) + 1
        rest[:personal] = [
            Leaf(("Thông tin cá nhân", *each.path), each.tell) for each in rest[:personal]
        ]
    if layout.reverse:
        rest = _reversed_groups(rest)
    rest.append(Leaf(("Ghi chú",), lambda _, __: [None]))
    return head + rest


def _reversed_groups(leaves: list[Leaf]) -> list[Leaf]:
    """The columns in the opposite order, those under one group header kept together."""
    groups: list[list[Leaf]] = []
    for leaf in leaves:
        if groups and len(leaf.path) > 1 and groups[-1][0].path[0] == leaf.path[0]:
            groups[-1].append(leaf)
        else:
            groups.append([leaf])
    return [leaf for group in reversed(groups) for leaf in group]


def _name_leaves(layout: Layout) -> list[Leaf]:
    if not layout.split_name:
        return [Leaf(("Họ và tên",), lambda _, person: [person.full_name])]
    return [
        Leaf(("Họ và tên đệm",), lambda _, person: [person.full_name.rpartition(" ")[0] or None]),
        Leaf(("Tên",), lambda _, person: [person.full_name.rpartition(" ")[2]]),
    ]


def _birth_leaves(layout: Layout) -> list[Leaf]:
    def born(person: Person) -> Value:
        return written(layout, person.born)

    if layout.births is Births.BY_SEX:
        return [
            Leaf(
                ("Ngày sinh", title),
                lambda _, person, sex=sex: [born(person) if person.sex == sex else None],
            )  # type: ignore[misc]
            for title, sex in (("Nam", "male"), ("Nữ", "female"))
        ]
    return [*_sex_leaves(layout), Leaf(("Ngày sinh",), lambda _, person: [born(person)])]


def _sex_leaves(layout: Layout) -> list[Leaf]:
    def tick(sex: str) -> Callable[[int, Person], Sequence[Value]]:
        return lambda _, person: [layout.tick if person.sex == sex else None]

    match layout.sexes:
        case Sexes.TICKS:
            return [
                Leaf(("Giới tính", "Nam"), tick("male")),
                Leaf(("Giới tính", "Nữ"), tick("female")),
            ]
        case Sexes.TICK_FEMALE:
            return [Leaf(("Nữ (x)",), tick("female"))]
        case _:
            words = {"male": "Nam", "female": "Nữ"}
            return [Leaf(("Giới tính",), lambda _, person: [words[person.sex]])]


def _admission_leaves(layout: Layout) -> list[Leaf]:
    def days(person: Person) -> tuple[Value, Value]:
        official = written(layout, person.official) if person.official else None
        return written(layout, person.admitted), official

    def in_one(_: int, person: Person) -> Sequence[Value]:
        slashes = replace(layout, dates=Dates.SLASHES)
        second = written(slashes, person.official) if person.official else ""
        return [f"{written(slashes, person.admitted)}\n{second}"]

    if layout.two_rows:
        return [Leaf(("Ngày vào Đảng, ngày chính thức",), lambda _, person: days(person))]
    if layout.admission_in_one:
        return [Leaf(("Ngày vào Đảng, ngày chính thức",), in_one)]
    first, second = ("Ngày vào Đảng",), ("Ngày chính thức",)
    if layout.grouped_admission:
        first, second = ("Ngày vào Đảng", "Dự bị"), ("Ngày vào Đảng", "Chính thức")  # type: ignore[assignment]
    return [
        Leaf(first, lambda _, person: [days(person)[0]]),
        Leaf(second, lambda _, person: [days(person)[1]]),
    ]


def _branch_leaves(layout: Layout) -> list[Leaf]:
    if layout.branches is not Branches.COLUMN:
        return []
    return [Leaf(("Chi bộ",), lambda _, person: [person.branch])]


def _rating_leaves(layout: Layout) -> list[Leaf]:
    def word(person: Person, short: bool = False) -> Value:
        return RATING_WORDS[person.rating][short] if person.rating else None

    match layout.ratings:
        case Ratings.TICKS:
            return [
                Leaf(
                    (f"Xếp loại năm {YEAR}", short),
                    lambda _, person, level=level: [
                        layout.tick if person.rating == level else None
                    ],
                )  # type: ignore[misc]
                for level, (_, short) in RATING_WORDS.items()
            ]
        case Ratings.YEARS:
            return [
                Leaf(("Xếp loại", f"Năm {YEAR - 1}"), lambda _, __: ["HTNV"]),
                Leaf(("Xếp loại", f"Năm {YEAR}"), lambda _, person: [word(person, True)]),
            ]
        case Ratings.RATERS:
            own, branch, last = (
                ("Kết quả xếp loại", each) for each in _RATERS[layout.raters % len(_RATERS)]
            )
            return [
                Leaf(own, lambda _, __: ["HTXSNV"]),
                Leaf(branch, lambda _, __: ["HTTNV"]),
                Leaf(last, lambda _, person: [word(person)]),
            ]
        case _:
            short = layout.ratings is Ratings.SHORT
            return [Leaf((f"Xếp loại năm {YEAR}",), lambda _, person: [word(person, short)])]


_RATERS = (
    ("Tự xếp loại", "Chi bộ đề nghị", "Đảng ủy quyết định"),
    ("Tự nhận", "Chi bộ", "Đảng ủy"),
    ("Cá nhân", "Chi bộ chấm", "Kết quả cuối cùng"),
    ("Bản thân", "Chi ủy", "Chi bộ"),
    ("Tự phân loại", "Đề nghị", "Công nhận"),
)


def written(layout: Layout, day: dt.date) -> Value:
    """A day as the layout writes it."""
    match layout.dates:
        case Dates.REAL:
            return day
        case Dates.SLASHES:
            return f"{day:%d/%m/%Y}"
        case Dates.DOTS:
            return f"{day.day}.{day.month}.{day.year}"
        case _:
            return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"


Header = tuple[list[list[str | None]], list[Merge]]


def _header(layout: Layout, leaves: list[Leaf]) -> Header:
    """The header rows and their merges, the first row counted 0."""
    depth = max(len(leaf.path) for leaf in leaves)
    rows: list[list[str | None]] = [[None] * len(leaves) for _ in range(depth)]
    merges: list[Merge] = []
    for column, leaf in enumerate(leaves):
        lone = len(leaf.path) == 1
        for level, text in enumerate(leaf.path):
            at = depth - 1 if lone and layout.from_below else level
            before = leaves[column - 1].path if column else ()
            if before[: level + 1] != leaf.path[: level + 1] or lone:
                rows[at][column] = text.upper() if layout.capitals else text
        if layout.merged and len(leaf.path) < depth:
            merges.append((len(leaf.path) - 1, column, depth - 1, column))
    merges += _group_merges(leaves, depth) if layout.merged else []
    return rows, merges


def _group_merges(leaves: list[Leaf], depth: int) -> list[Merge]:
    merges = []
    for level in range(depth - 1):
        start = 0
        while start < len(leaves):
            path = leaves[start].path[: level + 1]
            end = start
            while end + 1 < len(leaves) and leaves[end + 1].path[: level + 1] == path:
                end += 1
            if end > start and all(len(leaf.path) > level + 1 for leaf in leaves[start : end + 1]):
                merges.append((level, start, level, end))
            start = end + 1
    return merges


def _put_header(laid: Laid, layout: Layout, header: Header) -> None:
    rows, merges = header
    top = len(laid.rows) + 1
    for row in rows:
        laid.add(*row)
    laid.merges += [(top + a, b + 1, top + c, d + 1) for a, b, c, d in merges]


def _numbers(laid: Laid, layout: Layout, width: int) -> None:
    match layout.column_numbers:
        case "1":
            laid.add(*range(1, width + 1))
        case "(1)":
            laid.add(*(f"({number})" for number in range(1, width + 1)))
        case "a":
            laid.add("A", "B", *range(1, width - 1))


def _body(
    laid: Laid, layout: Layout, leaves: list[Leaf], header: Header, groups: dict[str, list[Person]]
) -> None:
    if layout.branches is Branches.NESTED:
        _section(laid, layout, f"A. {AREA.upper()}", len(leaves))
    done = 0
    for index, (branch, group) in enumerate(groups.items()):
        if layout.branches in (Branches.SECTION, Branches.NESTED):
            _section(laid, layout, _section_text(layout, index, branch, len(group)), len(leaves))
        group = sorted(group, key=lambda each: layout.standings > 0 and each.official is None)
        for number, person in enumerate(group, 1):
            if number == 1 or (person.official is None) != (group[number - 2].official is None):
                _standing(laid, layout, person, len(leaves))
            if layout.repeat_every and done and done % layout.repeat_every == 0:
                _put_header(laid, layout, header)
            if layout.blank_every and done and done % layout.blank_every == 0:
                laid.add()
            _person(laid, layout, leaves, number, person)
            done += 1
        if layout.subtotals and len(groups) > 1:
            laid.add(f"Cộng: {len(group)} đồng chí")


def _standing(laid: Laid, layout: Layout, person: Person, width: int) -> None:
    """The heading over members of the same standing, in the first column or that of the name."""
    styles = ("ĐẢNG VIÊN {}", "Đảng viên {}", "* Đảng viên {}", "{}")
    if not layout.standings:
        return
    text = styles[layout.standings - 1].format("dự bị" if person.official is None else "chính thức")
    if layout.standings % 2:
        laid.add(None, text.upper() if text.startswith("ĐẢNG") else text)
    else:
        _section(laid, layout, text[:1].upper() + text[1:], width)


def _person(laid: Laid, layout: Layout, leaves: list[Leaf], number: int, person: Person) -> None:
    told = [leaf.tell(number, person) for leaf in leaves]
    for line in range(2 if layout.two_rows else 1):
        laid.add(*(values[line] if line < len(values) else None for values in told))


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def _section_text(layout: Layout, index: int, branch: str, count: int) -> str:
    styles = (
        branch,
        f"{_ROMAN[index % 10]}. {branch}",
        f"{branch}: {count:02d} đồng chí",
        f"{branch.upper()} ({count:02d} đ/c)",
        f"{index + 1}) {branch}",
        f"{_ROMAN[index % 10]}- {branch.upper()}",
    )
    return styles[layout.section_style % len(styles)]


def _section(laid: Laid, layout: Layout, text: str, width: int) -> None:
    row = laid.add(text)
    if layout.merged:
        laid.merges.append((row, 1, row, width))


def _foot(laid: Laid, layout: Layout, width: int, count: int) -> None:
    if layout.total:
        laid.add("TỔNG CỘNG", None, count)
    if layout.figures:
        laid.add()
        for text, number in (("Nữ", count), (" Dân tộc thiểu số", 2), ("HTTNV ", 1)):
            laid.add(None, text, number)
    if layout.note:
        laid.add(f"Danh sách có {count} đồng chí")
        laid.add("Ghi chú: đánh dấu (x) vào ô tương ứng.")
    if layout.signatures:
        half = max(1, width // 2)
        gap = [None] * (half - 1)
        laid.add()
        laid.add("Người lập biểu", *gap, "T/M CHI ỦY")
        laid.add(None, *gap, "BÍ THƯ")
        laid.add()
        laid.add("Trần Văn Thử", *gap, "Nguyễn Thị Mẫu")


def _shift(laid: Laid, right: int) -> None:
    if right:
        laid.rows[:] = [[*[None] * right, *row] for row in laid.rows]
        laid.merges[:] = [(a, b + right, c, d + right) for a, b, c, d in laid.merges]


_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Cil Múp", "Kră Jăn", "Bon Đưng", "Liêng Hót", "Rơ Ông")
_MIDDLE = ("Văn", "Thị", "Hữu", "Thị Thu", "Ngọc", "Ha", "Ka")
_GIVEN = ("An", "Bình", "Thủy", "Hòa", "Brang", "K'Mbin", "K'Brêu", "Nhiều", "Quý", "Đức")
_BRANCHES = (
    "Chi bộ Thôn 1",
    "Chi bộ Thôn 2",
    "Chi bộ Đạ Nghịt 1",
    "Chi bộ TDP B'Nơ B",
    "Chi bộ Trường THCS Lát",
)


@st.composite
def people(draw: st.DrawFn, most: int = 14) -> list[Person]:
    """People with different names, cards and birth days, those of a branch side by side."""
    count = draw(st.integers(3, most))
    branches = draw(st.lists(st.sampled_from(_BRANCHES), min_size=1, max_size=3, unique=True))
    names = draw(st.lists(_names(), min_size=count, max_size=count, unique=True))
    each = [draw(_person_named(name, branches)) for name in names]
    return sorted(
        (
            replace(person, card=f"{49_000_000 + 37 * number:08d}" if person.card else None)
            for number, person in enumerate(each)
        ),
        key=lambda person: branches.index(person.branch),
    )


def _names() -> st.SearchStrategy[str]:
    return st.builds(" ".join, st.tuples(*map(st.sampled_from, (_FAMILY, _MIDDLE, _GIVEN))))


@st.composite
def _person_named(draw: st.DrawFn, name: str, branches: list[str]) -> Person:
    admitted = draw(st.dates(dt.date(1975, 1, 1), dt.date(2023, 12, 1)))
    official = draw(st.booleans())
    return Person(
        name,
        draw(st.sampled_from(("male", "female"))),
        draw(st.dates(dt.date(1945, 1, 1), dt.date(1956, 12, 31))),
        draw(st.sampled_from(("Kinh", "Cơ Ho", "Chil", "Lạch"))),
        admitted,
        min(admitted + dt.timedelta(days=draw(st.integers(366, 380))), dt.date(2024, 12, 30))
        if official
        else None,
        "card" if official else None,
        draw(st.sampled_from(branches)),
        draw(st.sampled_from((*RATING_WORDS, None))),
    )


def layouts() -> st.SearchStrategy[Layout]:
    """Every layout that there is."""
    flag = st.booleans()
    return st.builds(
        Layout,
        titles=st.integers(0, 5),
        letterhead=flag,
        merged=flag,
        from_below=flag,
        branches=st.sampled_from(Branches),
        ratings=st.sampled_from(Ratings),
        births=st.sampled_from(Births),
        sexes=st.sampled_from(Sexes),
        dates=st.sampled_from(Dates),
        grouped_admission=flag,
        admission_in_one=flag,
        two_rows=flag,
        split_name=flag,
        deep=flag,
        column_numbers=st.sampled_from(("", "1", "(1)", "a")),
        section_style=st.integers(0, 5),
        subtotals=flag,
        total=flag,
        repeat_every=st.sampled_from((0, 3, 5)),
        blank_every=st.sampled_from((0, 2, 4)),
        signatures=flag,
        note=flag,
        tick=st.sampled_from(("x", "X", "v", "✓", "+", "●")),
        down=st.integers(0, 3),
        right=st.integers(0, 2),
        reverse=flag,
        capitals=flag,
        raters=st.integers(0, 4),
        standings=st.sampled_from((0, 0, 1, 2, 3, 4)),
        figures=flag,
    )


def in_xlsx(laid: Sequence[Laid]) -> bytes:
    """The sheets as an .xlsx file."""
    from openpyxl import Workbook as Book

    book = Book()
    del book["Sheet"]
    for each in laid:
        sheet = book.create_sheet(each.name)
        for row, values in enumerate(each.rows, 1):
            for column, value in enumerate(values, 1):
                if value is not None:
                    sheet.cell(row, column, value)  # type: ignore[arg-type]
        for top, left, bottom, right in each.merges:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_xls(laid: Sequence[Laid]) -> bytes:
    """The sheets as an .xls file of Excel 97."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    days = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    plain = xlwt.easyxf()
    for each in laid:
        sheet = book.add_sheet(each.name)
        merged = {(top, left): area for area in each.merges for top, left in [area[:2]]}
        for row, values in enumerate(each.rows, 1):
            for column, value in enumerate(values, 1):
                style = days if isinstance(value, dt.date) else plain
                if (row, column) in merged:
                    top, left, bottom, right = merged[row, column]
                    sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, value, style)
                elif value is not None:
                    sheet.write(row - 1, column - 1, value, style)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def in_csv(laid: Sequence[Laid]) -> bytes:
    """The first sheet as text with commas, UTF-8 with a byte order mark; merges are lost."""
    stream = StringIO()
    writer = csv.writer(stream)
    for row in laid[0].rows:
        writer.writerow(["" if value is None else value for value in row])
    return stream.getvalue().encode("utf-8-sig")
