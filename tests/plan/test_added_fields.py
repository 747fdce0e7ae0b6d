"""Fields that only a plan has: read from workbooks, scored, told in the office's words."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from lacduong_kpi.assess.run import assess
from lacduong_kpi.column import Unknown
from lacduong_kpi.plan.fields import added_fields
from lacduong_kpi.plan.model import Plan
from lacduong_kpi.records.load import load_roster
from lacduong_kpi.records.model import Roster
from lacduong_kpi.reports import records_csv, records_json, table
from lacduong_kpi.reports.view import View
from lacduong_kpi.reports.words import field_word, value_word
from lacduong_kpi.template import blank_workbook
from lacduong_kpi.terms import FIELDS, AddedField, Field, FieldType, Kind, with_fields
from lacduong_kpi.vocabulary import read_header
from lacduong_kpi.wording import Language
from plans import plan, proportion, targets

FIELDS_ROOM = """
fields:
  - {of: members, name: youth_union, type: flag, label: là đoàn viên, headers: [Đoàn viên]}
  - {of: members, name: joined_union_on, type: date, label: ngày vào Đoàn, headers: [Ngày vào Đoàn]}
  - of: members
    name: study
    type: choice
    label: mức học tập
    headers: [Mức học tập, Học tập]
    ordered: true
    values: {high: [Tốt, Giỏi], fair: [Khá], low: [Kém]}
"""
UNION = "id: T1\n" + proportion("{youth_union: true}")
STUDY = "id: T2\n" + proportion("{study: {at_least: fair}}")
SINCE = "id: T3\n" + proportion("{joined_union_on: {before: 2015-01-01}}")

ROWS = [
    ("x", dt.date(2010, 3, 26), "Tốt"),
    ("x", dt.date(2016, 3, 26), "giỏi"),
    (None, dt.date(2012, 3, 26), "KHÁ"),
    ("x", None, "Kém"),
    (None, None, "tám"),
    ("x", dt.date(2011, 1, 1), None),
]
NAMES = ["An", "Bình", "Chi", "Dung", "Giang", "Hà"]


@pytest.fixture(scope="module")
def whole() -> Plan:
    return plan(FIELDS_ROOM, targets(UNION, STUDY, SINCE))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["DANH SÁCH ĐẢNG VIÊN NĂM 2024"])
    sheet.append(["STT", "Họ và tên", "Ngày vào Đảng", "Đoàn viên", "Ngày vào Đoàn", "Học tập"])
    for number, (name, cells) in enumerate(zip(NAMES, ROWS, strict=True), 1):
        sheet.append([number, f"Nguyễn Thị {name}", dt.date(2018, 5, number), *cells])
    path = tmp_path_factory.mktemp("rosters") / "ds.xlsx"
    workbook.save(path)
    return path


@pytest.fixture(scope="module")
def roster(book: Path, whole: Plan) -> Roster:
    return load_roster([str(book)], added=added_fields(whole))


def test_columns__are_read_as_the_plan_says(roster: Roster) -> None:
    assert roster.members is not None
    flags = list(roster.members.plain["youth_union"])
    assert flags == [True, True, False, True, False, True]
    assert list(roster.members.plain["study"]) == [
        "high", "high", "fair", "low", Unknown.UNREADABLE, Unknown.BLANK,
    ]  # fmt: skip
    days = list(roster.members.plain["joined_union_on"])
    assert [getattr(day, "iso", day) for day in days[:2]] == ["2010-03-26", "2016-03-26"]
    assert days[3] is Unknown.BLANK


def test_value_that_the_plan_does_not_know__is_a_finding(roster: Roster) -> None:
    found = [(each.code, each.field, each.place.cell) for each in roster.findings]
    assert ("V05", "study", "F7") in found


def test_cells__keep_their_addresses(roster: Roster) -> None:
    assert roster.members is not None
    places = roster.members.sources.cells(0, "joined_union_on")
    assert [place.cell for place in places] == ["E3"]


def test_records__tell_them_behind_their_own_fields(roster: Roster) -> None:
    member = json.loads("".join(records_json.render(roster, View())))["members"][0]
    fields = list(member)[:-1]
    assert fields[-4:] == ["note", "youth_union", "joined_union_on", "study"]
    assert [member[name] for name in fields[-3:]] == [True, "2010-03-26", "high"]
    assert member["source"]["cells"]["study"] == "F3"
    header, first, *_ = csv.reader(io.StringIO("".join(records_csv.render(roster, View()))))
    assert dict(zip(header, first, strict=True))["study"] == "high"


def test_targets__are_scored_by_them(roster: Roster, whole: Plan) -> None:
    results = {each.id: each.score for each in assess(roster, whole).targets}
    assert (results["T1"].numerator, results["T1"].denominator) == (4, 6)
    assert (results["T2"].numerator, results["T2"].denominator, results["T2"].unknown) == (3, 6, 2)
    assert (results["T3"].numerator, results["T3"].unknown) == (3, 2)


def test_screens__call_them_by_the_words_of_the_plan(roster: Roster, whole: Plan) -> None:
    shown = table.render(assess(roster, whole), View())
    assert "joined_union_on" not in shown
    assert field_word(Language.VI, "study", Kind.MEMBER) == "mức học tập"
    assert value_word(Language.VI, "study", "fair") == "khá"


def test_template__has_their_columns_and_choices(whole: Plan) -> None:
    sheet = load_workbook(BytesIO(blank_workbook(whole, 2024, Language.VI))).worksheets[0]
    texts = {str(cell.value) for row in sheet.iter_rows(max_row=6) for cell in row}
    assert {"Đoàn viên", "Ngày vào Đoàn", "Mức học tập"} <= texts


def test_roster_read_without_the_plan__does_not_have_them(book: Path, whole: Plan) -> None:
    roster = load_roster([str(book)])
    assert roster.members is not None
    assert "youth_union" not in roster.members.plain
    score = assess(roster, whole).targets[0].score
    assert (str(score.verdict), str(score.reason)) == ("undetermined", "no_column")


def test_fields__are_gone_after_the_block() -> None:
    added = AddedField(Kind.MEMBER, Field("extra", FieldType.FLAG), "thêm", ("Cột lạ lùng",))
    with with_fields([added]):
        assert "extra" in FIELDS[Kind.MEMBER]
        (candidate,) = read_header(("Cột lạ lùng",)).candidates
        assert candidate.fields == ("extra",)
    assert "extra" not in FIELDS[Kind.MEMBER]
    assert all("extra" not in each.fields for each in read_header(("Cột lạ lùng",)).candidates)
