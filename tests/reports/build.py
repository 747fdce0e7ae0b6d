"""Assessments made by hand, for the tests of every renderer."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lacduong_kpi.assess.model import (
    Assessment,
    Cause,
    Change,
    Comparison,
    Count,
    Counts,
    Deciding,
    DecidingCell,
    Effect,
    EvidenceRow,
    Explanation,
    Fact,
    Gap,
    Goal,
    Group,
    Leaf,
    Membership,
    Movement,
    OrganizationScore,
    Part,
    Period,
    PlanInfo,
    Stage,
    Step,
    TargetResult,
    Truth,
)
from lacduong_kpi.errors import problem
from lacduong_kpi.findings import Finding, Place, finding, letters
from lacduong_kpi.records.model import Input
from lacduong_kpi.tables.model import (
    Claim,
    ColumnReading,
    How,
    Presence,
    SheetReading,
    SheetVerdict,
    Skipped,
    Table,
)
from lacduong_kpi.terms import Kind
from lacduong_kpi.verdicts.model import (
    Bounds,
    Excluded,
    Needed,
    Rate,
    Reason,
    Score,
    Verdict,
)
from lacduong_kpi.workbook.model import Sheet, Unusable

ORGANIZATIONS = "a) Về tổ chức đảng"
MEMBERS = "b) Về đảng viên"
YEAR = Period("year", date(2024, 1, 1), date(2024, 12, 31))
TERM = Period("term", date(2020, 7, 1), date(2025, 6, 30), "2020-2025")
MILESTONE = Period("milestone", None, date(2030, 12, 31))
CONTINUOUS = Period("continuous", None, None)

RATINGS = "xep-loai-2024.xlsx"
LIST = "dang-vien-2024.xlsx"

MET, NOT_MET, UNDETERMINED, NOT_DUE, NOT_APPLICABLE = (
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.UNDETERMINED,
    Verdict.NOT_DUE,
    Verdict.NOT_APPLICABLE,
)


def rate(numerator: int, denominator: int | None) -> Rate:
    if not denominator:
        return Rate(numerator, denominator, None)
    hundredths = (numerator * 20000 + denominator) // (2 * denominator)
    return Rate(numerator, denominator, f"{hundredths // 100}.{hundredths % 100:02d}")


def score(
    verdict: Verdict,
    numerator: int | None = None,
    denominator: int | None = None,
    *,
    bounds: tuple[Rate, Rate] | None = None,
    excluded: Sequence[tuple[str, int]] = (),
    unknown: int | None = 0,
    existing: int | None = None,
    new: int | None = None,
    slack: int | None = None,
    exceeded: bool = False,
    estimated: bool = False,
    reason: Reason | None = None,
) -> Score:
    """A score; without doubt its bounds are its rate."""
    own = rate(numerator, denominator) if numerator is not None and denominator else None
    point = own or (rate(numerator, None) if numerator is not None else None)
    low, high = bounds or (point, point)
    return Score(
        verdict=verdict,
        reason=reason,
        exceeded=exceeded,
        estimated=estimated,
        numerator=numerator,
        denominator=denominator,
        excluded=tuple(Excluded(*each) for each in excluded),
        unknown=unknown,
        rate=own,
        bounds=Bounds(low, high),
        needed=Needed(existing, new),
        slack=slack,
    )


def no_roster(verdict: Verdict = UNDETERMINED) -> Score:
    return replace(score(verdict, unknown=None), reason=Reason.NO_ROSTER)


def percent_goal(low: str, kind: str = "at_least", high: str | None = None) -> Goal:
    text = {"at_least": f"từ {low} %", "more_than": f"trên {low} %"}.get(kind, f"{low} - {high} %")
    return Goal(kind, low, high, kind in ("more_than", "less_than"), "percent", text)


COUNT_GOAL = Goal("range", "1", "2", False, "count", "1 - 2")


@dataclass(frozen=True, slots=True)
class Listed:
    """Evidence that stands in a list."""

    listed: tuple[EvidenceRow, ...] = ()

    def count(self, group: Group, reason: str | None = None) -> int:
        return sum(1 for _ in self.rows(group, reason))

    def rows(self, group: Group, reason: str | None = None) -> Iterator[EvidenceRow]:
        for row in self.listed:
            if row.group is group and reason in (None, row.reason):
                yield row


def target(
    id: str,  # noqa: A002  (the word of YAML and JSON)
    label: str,
    result: Score,
    *,
    goal: Goal | None = None,
    unit: str = "member",
    period: Period = YEAR,
    group: str = MEMBERS,
    text: str = "",
    citation: str = "mục II.2",
    deciding: Deciding | None = None,
    parts: tuple[Part, ...] = (),
    deciding_part: str | None = None,
    by_organization: tuple[OrganizationScore, ...] = (),
    gaps: tuple[Gap, ...] = (),
    explanation: tuple[Explanation, ...] = (),
    evidence: tuple[Listed, ...] = (),
    fields: tuple[str, ...] = (),
) -> TargetResult:
    return TargetResult(
        id=id,
        section="II.2.a" if group == ORGANIZATIONS else "II.2.b",
        group=group,
        label=label,
        text=text or label,
        citation=citation,
        unit=unit,
        period=period,
        goal=goal or percent_goal("100"),
        score=result,
        deciding=deciding,
        parts=parts,
        deciding_part=deciding_part,
        by_organization=by_organization,
        gaps=gaps,
        explanation=explanation,
        evidence=evidence,
        fields=fields,
    )


def deciding_cells() -> tuple[DecidingCell, ...]:
    """23 ratings: 20 blank, two unreadable, one on which two lists contradict each other."""
    blank = [
        *((row, "Đảng bộ xã Đạ Sar") for row in (*range(412, 419), 431, 440)),
        *((row, "Đảng bộ xã Lát") for row in range(120, 127)),
        *((row, "Đảng bộ xã Đưng K'Nớ") for row in range(530, 534)),
    ]
    cells = [_cell(row, "blank", organization) for row, organization in blank]
    cells.append(_cell(133, "unreadable", "Đảng bộ xã Lát"))
    cells.append(_cell(541, "unreadable", "Đảng bộ xã Đưng K'Nớ"))
    cells.append(_cell(547, "contradiction", "Đảng bộ xã Đưng K'Nớ"))
    cells.append(
        DecidingCell(
            LIST, "Đảng viên", "K702", "rating", "contradiction", "Đảng bộ xã Đưng K'Nớ", 702
        )
    )
    return tuple(cells)


def _cell(row: int, cause: str, organization: str) -> DecidingCell:
    return DecidingCell(RATINGS, "Xếp loại 2024", f"F{row}", "rating", cause, organization, row)


def ratings_by_organization() -> tuple[OrganizationScore, ...]:
    def doubt(verdict: Verdict, n: int, d: int, unknown: int, existing: int) -> Score:
        ends = (rate(n, d + unknown), rate(n + unknown, d + unknown))
        return score(verdict, n, d, bounds=ends, unknown=unknown, existing=existing)

    rest = [
        OrganizationScore(f"Chi bộ cơ sở {number:02d}", score(MET, 25, 27)) for number in range(23)
    ]
    return (
        OrganizationScore("Đảng bộ xã Đạ Sar", doubt(NOT_MET, 71, 85, 9, 6)),
        OrganizationScore("Đảng bộ xã Đưng K'Nớ", doubt(NOT_MET, 60, 70, 6, 3)),
        OrganizationScore("Đảng bộ xã Đạ Chais", score(NOT_MET, 52, 59, existing=2)),
        OrganizationScore("Đảng bộ xã Đạ Nhim", score(NOT_MET, 78, 88, existing=2)),
        OrganizationScore("Đảng bộ xã Lát", doubt(UNDETERMINED, 92, 101, 8, 0), 7),
        OrganizationScore("Đảng bộ thị trấn", score(MET, 30, 33)),
        *rest,
    )


def rating_gap(row: int, value: str = "completed", name: str | None = "Người Thử Nghiệm") -> Gap:
    return Gap(
        place=Place(LIST, "Đảng viên", None, row),
        condition=Leaf("rating", "at_least", "good"),
        cell=Place(RATINGS, "Xếp loại 2024", f"F{row}", row, "Mức xếp loại"),
        value=value,
        organization="Đảng bộ xã Đạ Chais",
        branch="Chi bộ Thôn 2",
        name=name,
    )


def ratings_explained() -> Explanation:
    return Explanation(
        population=1168,
        population_words="đảng viên có mặt ngày 31/12/2024",
        denominator_words="đã được đánh giá, xếp loại",
        numerator_words="xếp loại từ hoàn thành tốt trở lên",
        split=(Count("rating", "excellent", 152), Count("rating", "good", 806)),
        missed_split=(Count("rating", "completed", 93), Count("rating", "failed", 6)),
        regulations=("", "Quy định số 124-QĐ/TW, ngày 04/10/2023", "", ""),
        notes=(),
    )


def ratings_evidence() -> Listed:
    """Some of the records behind the numbers of B3, each with its rating and its status."""

    def row(number: int, group: Group, reason: str | None = None) -> EvidenceRow:
        status = Fact("status", None, (Place(LIST, "Đảng viên", f"L{number}", number),))
        rating = Fact("rating", None, (Place(RATINGS, "Xếp loại 2024", f"F{number}", number),))
        place = Place(LIST, "Đảng viên", None, number)
        return EvidenceRow(place, group, reason, None, None, None, (status, rating))

    exempt = "miễn công tác và sinh hoạt đảng"
    return Listed(
        (
            *(row(number, Group.NUMERATOR) for number in (9, 10, 11, 14, 20, 30)),
            row(587, Group.MISSED),
            *(row(number, Group.EXCLUDED, exempt) for number in (12, 13)),
        )
    )


def b3() -> TargetResult:
    """The target whose verdict hangs on 23 cells."""
    return target(
        "B3",
        "Đảng viên hoàn thành tốt trở lên",
        score(
            UNDETERMINED,
            958,
            1057,
            bounds=(rate(958, 1080), rate(981, 1080)),
            unknown=23,
            existing=0,
            new=0,
            excluded=(
                ("miễn công tác và sinh hoạt đảng", 48),
                ("mới kết nạp, chưa đủ 6 tháng", 22),
                ("ghi rõ là chưa đánh giá", 17),
                ("đình chỉ sinh hoạt đảng", 1),
            ),
        ),
        goal=percent_goal("90"),
        text="Có 90% đảng viên được đánh giá, xếp loại từ hoàn thành tốt nhiệm vụ trở lên",
        citation="mục II.2.b, gạch đầu dòng thứ ba",
        deciding=Deciding(14, 10, deciding_cells()),
        by_organization=ratings_by_organization(),
        gaps=tuple(
            rating_gap(row, "failed" if row > 680 else "completed") for row in range(587, 686)
        ),
        explanation=(ratings_explained(),),
        evidence=(ratings_evidence(),),
        fields=("rating", "status", "admitted_on"),
    )


def b1() -> TargetResult:
    """Two parts, of which the second decides."""
    reviewed = score(
        NOT_MET,
        581,
        589,
        bounds=(rate(581, 589), rate(586, 589)),
        unknown=5,
        existing=8,
        excluded=(("miễn sinh hoạt", 10),),
    )
    introduced = score(MET, 627, 627, slack=0, excluded=(("miễn giới thiệu", 3),))
    return target(
        "B1",
        "Giữ mối liên hệ với nơi cư trú",
        reviewed,
        parts=(
            Part("introduced", "được giới thiệu", introduced),
            Part("reviewed", "nhận xét gương mẫu", reviewed),
        ),
        deciding_part="reviewed",
        fields=("residence_introduced", "residence_review", "working"),
    )


def district() -> Assessment:
    """The twelve targets of a district of 1.168 members."""
    organizations = (
        target(
            "A1",
            "Thực hiện đúng quy định, quy chế",
            score(MET, 92, 92, slack=0),
            unit="organization",
            group=ORGANIZATIONS,
            fields=("regulations_followed",),
        ),
        target(
            "A2",
            "Có chương trình kiểm tra, giám sát",
            score(NOT_MET, 90, 92, existing=2),
            unit="organization",
            group=ORGANIZATIONS,
            fields=("inspection_programme",),
        ),
        target(
            "A3",
            "TCCSĐ hoàn thành tốt trở lên",
            score(NOT_MET, 24, 27, existing=1, new=3, excluded=(("quân sự, công an", 2),)),
            goal=percent_goal("90"),
            unit="grassroots",
            group=ORGANIZATIONS,
            fields=("rating", "sector"),
        ),
        target(
            "A4",
            "TCCSĐ có mô hình được công nhận",
            score(MET, 11, 29, exceeded=True, slack=3),
            goal=percent_goal("25"),
            unit="grassroots",
            group=ORGANIZATIONS,
        ),
        target(
            "A5",
            "Thôn, tổ dân phố có chi bộ",
            score(MET, 33, 33, slack=0),
            unit="residential_unit",
            group=ORGANIZATIONS,
            period=CONTINUOUS,
        ),
        target(
            "A6",
            "Chi bộ thôn, TDP có chi ủy",
            score(NOT_DUE, 29, 33, existing=1),
            goal=percent_goal("90", "more_than"),
            unit="branch",
            group=ORGANIZATIONS,
            period=MILESTONE,
        ),
        target(
            "A7",
            "Chi bộ mới ngoài khu vực nhà nước",
            score(MET, 1, slack=0),
            goal=COUNT_GOAL,
            unit="branch",
            group=ORGANIZATIONS,
            period=TERM,
        ),
    )
    members = (
        b1(),
        target("B2", "Cán bộ, LLVT đăng ký, cam kết", score(MET, 570, 570, slack=0)),
        b3(),
        target(
            "B4",
            "Kết nạp đảng viên trong năm",
            score(MET, 41, 1154, slack=6),
            goal=percent_goal("3", "range", "4"),
        ),
        target(
            "B5",
            "Kết nạp chủ doanh nghiệp tư nhân",
            score(NOT_DUE, 0, new=1),
            goal=COUNT_GOAL,
            unit="person",
            period=TERM,
        ),
    )
    return assessment(*organizations, *members)


def assessment(
    *targets: TargetResult,
    findings: tuple[Finding, ...] = (),
    readings: tuple[SheetReading, ...] = (),
    unusable: tuple[str, ...] = (),
    missing_kinds: tuple[str, ...] = (),
    counts: Counts | None = None,
    files: Sequence[str] = (LIST, RATINGS, "to-chuc-2024.xlsx", "thon-2024.xlsx"),
) -> Assessment:
    """An assessment of 2024 with these targets."""
    return Assessment(
        plan=PlanInfo(
            "lacduong-plan-42",
            "Kế hoạch thực hiện Chương trình hành động số 42-CTr/TU, ngày 27/10/2022",
            "Huyện ủy Lạc Dương",
            "0" * 64,
            "targets/plan-42.yaml",
        ),
        as_of=date(2024, 12, 31),
        as_of_place=None,
        year=2024,
        year_place=None,
        inputs=tuple(Input(file, "1" * 64, ("Đảng viên",)) for file in files),
        unusable=tuple(Unusable(path, problem("files.encrypted", file=path)) for path in unusable),
        settings=(("armed_forces", "apart"),),
        counts=counts or Counts(1168, 45, 92, 33),
        missing_kinds=missing_kinds,
        targets=targets,
        findings=findings,
        readings=readings,
    )


def members_only() -> Assessment:
    """One village branch of 16, no list of organizations or units."""
    full = district()
    nobody = {
        "B1": score(NOT_APPLICABLE, 0, 0),
        "B2": score(NOT_APPLICABLE, 0, 0),
        "B3": score(MET, 14, 15, exceeded=True, slack=0),
        "B4": score(MET, 1, 15, exceeded=True, estimated=True, slack=0),
    }
    targets = []
    for each in full.targets:
        if each.group == ORGANIZATIONS:
            late = each.id in ("A6", "A7")
            changed = replace(each, score=no_roster(NOT_DUE if late else UNDETERMINED))
        elif each.id in nobody:
            changed = replace(
                each, score=nobody[each.id], deciding=None, parts=(), by_organization=(), gaps=()
            )
        else:
            changed = each
        targets.append(changed)
    return assessment(
        *targets,
        missing_kinds=("organization", "residential_unit"),
        counts=Counts(16, 0, 0, 0),
        files=("01_DSDV Đạ Nghịt 1.xlsx",),
    )


def faults() -> tuple[Finding, ...]:
    """Six errors and 25 warnings in the lists of `district`."""
    header = "Mức xếp loại"

    def rating(row: int) -> Place:
        return Place(RATINGS, "Xếp loại 2024", f"F{row}", row, header)

    official = "Ngày vào Đảng > Chính thức"
    dates = [Place(LIST, "Đảng viên", f"G{row}", row, official) for row in (212, 877)]
    blanks = (*range(120, 127), *range(412, 419), *range(530, 534), 431, 440)
    reviews = (20, 21, 22, 30, 41)
    return (
        finding("V05", rating(133), field="rating"),
        finding("V05", rating(541), field="rating"),
        finding("X03", rating(547), Place(LIST, "Đảng viên", "K702", 702, "XL"), field="rating"),
        *(finding("V02", place, field="official_on") for place in dates),
        finding("V08", Place(LIST, "Đảng viên", "M9", 9, "Nghề nghiệp"), field="occupation"),
        *(finding("V01", rating(row), field="rating") for row in blanks),
        *(
            finding("V01", Place(LIST, "Đảng viên", f"P{row}", row, "NX"), field="residence_review")
            for row in reviews
        ),
    )


def with_faults() -> Assessment:
    return replace(district(), findings=faults(), readings=readings())


def readings() -> tuple[SheetReading, ...]:
    """How the lists of members and ratings were understood, and a sheet that is no list."""
    columns = (
        _column(3, "Ngày sinh > Nam", "date_of_birth", "sex", stands_for="male"),
        _column(4, "Ngày sinh > Nữ", "date_of_birth", "sex", stands_for="female"),
        _column(5, "Ngày vào Đảng > Dự bị", "admitted_on", reason="values"),
        _column(8, "Quê quán", reason="ignored"),
        _column(9, "Trạng thái", "status", blanks="blank_is_ordinary"),
        _column(12, "Cam kết", "pledge", blanks="blank_is_no"),
        _column(10, "Nhận sét nơi cư trú", reason="unknown", nearest="residence_review"),
        _column(11, "Cột lạ", reason="unknown"),
    )
    members = Table(
        file=LIST,
        sheet=Sheet("Đảng viên", (), top=6),
        kind=Kind.MEMBER,
        presence=Presence.LISTED,
        header_top=6,
        header_bottom=7,
        rows=array("I", range(9, 119)),
        claims=(Claim(("branch",), How.CONTEXT),),
        columns=columns,
        skipped=((Skipped.COLUMN_NUMBERS, (8,)), (Skipped.SECTION, (9, 30, 51))),
        year=2024,
        year_place=Place(LIST, "Đảng viên", "A3", 3),
    )
    ratings = replace(
        members,
        file=RATINGS,
        sheet=Sheet("Xếp loại 2024", (), top=6),
        presence=Presence.ABOUT,
        columns=(_column(6, "Mức xếp loại", "rating", year=2024),),
        claims=(),
        skipped=(),
        year=None,
    )
    return (
        SheetReading(LIST, "Đảng viên", SheetVerdict.ROSTER, (members,), ()),
        SheetReading(LIST, "Biểu 3", SheetVerdict.COUNTS, (), ()),
        SheetReading(RATINGS, "Xếp loại 2024", SheetVerdict.ROSTER, (ratings,), ()),
    )


def _column(
    number: int,
    header: str,
    *fields: str,
    reason: str = "exact",
    year: int | None = None,
    stands_for: str | None = None,
    nearest: str | None = None,
    blanks: str | None = None,
) -> ColumnReading:
    cell = f"{letters(number)}6"
    return ColumnReading(number, header, cell, fields, year, reason, stands_for, nearest, blanks)


def comparison(name: str | None = "Người Thử Nghiệm") -> Comparison:
    """B3 before and after; one came, one died, one rating and one date changed."""
    place = Place(LIST, "Đảng viên", None, 12)
    old = Place(LIST, "Đảng viên", "F12", 12)
    new = Place(RATINGS, "Xếp loại 2024", "F13", 13)
    who = ("Đảng bộ xã Lát", "Chi bộ Thôn 1", name)
    before = replace(b3(), score=score(NOT_MET, 900, 1050, unknown=30, existing=45), deciding=None)
    return Comparison(
        before=replace(assessment(before), year=2023, as_of=date(2023, 12, 31)),
        after=assessment(b3()),
        joined=(Movement(Kind.MEMBER, place, *who),),
        left=(Movement(Kind.MEMBER, place, *who, "deceased"),),
        changed=(
            Change(Kind.MEMBER, "rating", 2024, "good", "completed", old, new, place, *who),
            Change(
                Kind.MEMBER, "admitted_on", None, "2019", "2020-01-02", None, old, place, *who, True
            ),
        ),
        effects=(
            Effect("B3", None, Cause.JOINED, (), 59, 55, 59, 0),
            Effect("B3", None, Cause.LEFT, (), 45, -40, -45, 0),
            Effect("B3", None, Cause.CHANGED, ("rating", "status"), 61, 43, -7, -7),
            Effect("B3", None, Cause.TIME, (), 2, 0, 0, 0),
        ),
    )


def membership(name: str | None = "Người Thử Nghiệm") -> Membership:
    """Somebody in the denominator of B3 who is not in its numerator."""
    row = Place(LIST, "Đảng viên", "K12", 12)
    return Membership(
        target="B3",
        label="Đảng viên hoàn thành tốt trở lên",
        part=None,
        group=Group.MISSED,
        reason=None,
        place=Place(LIST, "Đảng viên", None, 12),
        organization="Đảng bộ xã Lát",
        branch="Chi bộ Thôn 1",
        name=name,
        steps=(
            Step(
                Stage.POPULATION,
                "đảng viên có mặt ngày 31/12/2024",
                Truth.YES,
                (
                    Fact("status", "active", (row,)),
                    Fact("admitted_on", "2019-02-03", (row,), personal=True),
                ),
            ),
            Step(Stage.EXCLUSION, "miễn công tác và sinh hoạt đảng", Truth.NO, (), "Điều lệ Đảng"),
            Step(
                Stage.NUMERATOR,
                "xếp loại từ hoàn thành tốt trở lên",
                Truth.NO,
                (Fact("rating", "completed", (Place(RATINGS, "Xếp loại 2024", "F12", 12),)),),
            ),
        ),
    )
