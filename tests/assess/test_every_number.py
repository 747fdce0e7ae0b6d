"""Every number of the sample district can be followed to cells, and the cells say what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lacduong_kpi.assess.model import Assessment, EvidenceRow, Fact, Group, TargetResult
from lacduong_kpi.assess.run import assess
from lacduong_kpi.findings import Place
from lacduong_kpi.plan.load import load_plan
from lacduong_kpi.records.load import load_roster
from lacduong_kpi.verdicts.model import Score

SAMPLE = Path(__file__).parents[2] / "samples" / "2024"

WORDS: dict[str, dict[str | bool, tuple[object, ...]]] = {
    "rating": {
        "excellent": ("HTXSNV",),
        "good": ("HTTNV",),
        "completed": ("HTNV",),
        "failed": ("KHTNV",),
        "not_rated": ("Chưa đánh giá",),
    },
    "status": {
        "active": ("Đang sinh hoạt",),
        "exempt": ("Miễn công tác và sinh hoạt đảng",),
        "suspended": ("Đình chỉ sinh hoạt đảng",),
        "transferred_out": ("Chuyển đi",),
        "deceased": ("Từ trần",),
        "expelled": ("Khai trừ",),
        "struck_off": ("Xóa tên",),
        "resigned": ("Xin ra khỏi Đảng",),
    },
    "kind": {
        "grassroots_branch": ("Chi bộ cơ sở",),
        "grassroots_committee": ("Đảng bộ cơ sở",),
        "subordinate_branch": ("Chi bộ trực thuộc đảng ủy cơ sở",),
    },
    "residence_review": {"exemplary": ("Gương mẫu",), "not_exemplary": ("Chưa gương mẫu",)},
    "branch_kind": {"own": ("Độc lập",)},
    "pledge": {True: ("x",)},
    "residence_introduced": {True: ("x",), False: (None,)},
    "new_model_recognised": {True: ("x",), False: (None,)},
    "has_committee": {True: ("Có",), False: ("Không",)},
    "regulations_followed": {True: ("Có",)},
    "inspection_programme": {True: ("Có",), False: ("Chưa",)},
}
"""What the sample's cells say for each value; blanks in columns of ticks are a no."""


@pytest.fixture(scope="module")
def sample() -> Assessment:
    return assess(load_roster([str(SAMPLE)]), load_plan())


@cache
def _read(file: str, sheet: str) -> Callable[[str], object]:
    worksheet = load_workbook(SAMPLE / file)[sheet]
    return lambda address: worksheet[address].value


def cell(place: Place) -> object:
    assert place.sheet is not None
    assert place.cell is not None
    return _read(Path(place.file).name, place.sheet)(place.cell)


def numbers(target: TargetResult) -> list[Score]:
    return [part.score for part in target.parts] or [target.score]


def test_sample__every_count__is_that_of_its_records(sample: Assessment) -> None:
    for target in sample.targets:
        for score, evidence in zip(numbers(target), target.evidence, strict=True):
            sure = evidence.count(Group.NUMERATOR)
            assert sure == score.numerator, target.id
            assert evidence.count(Group.UNKNOWN) == score.unknown
            below = evidence.count(Group.BASE)
            if target.id != "B4" and score.denominator is not None:
                settled = sure + evidence.count(Group.MISSED)
                assert settled <= score.denominator <= settled + (score.unknown or 0)
                assert below == 0
            elif score.denominator is not None:
                assert below == score.denominator
            for each in score.excluded:
                assert evidence.count(Group.EXCLUDED, each.reason) == each.count


def test_sample__every_record_behind_a_number__stands_once(sample: Assessment) -> None:
    for target in sample.targets:
        for evidence in target.evidence:
            rows = [row.place for group in Group for row in evidence.rows(group)]
            assert len(rows) == len(set(rows)), target.id


def test_sample__every_fact__is_what_its_cell_says(sample: Assessment) -> None:
    checked = 0
    for target in sample.targets:
        for evidence in target.evidence:
            for group in Group:
                for row in evidence.rows(group):
                    checked += sum(_agrees(each) for each in row.facts)
    assert checked > 10_000


def _agrees(fact: Fact) -> bool:
    """Whether the fact could be checked; it fails where the cell says something else."""
    for place in fact.cells:
        written = cell(place)
        if isinstance(written, datetime):
            assert fact.value == written.date().isoformat(), place
        elif fact.value is None:
            assert written in (None, "xem lại"), place
        elif fact.field in WORDS:
            assert written in WORDS[fact.field][fact.value], place  # type: ignore[index]
        elif fact.field == "residential_unit":
            assert written == fact.value, place
        else:
            return False
    return True


@pytest.mark.parametrize(
    ("id_", "group", "holds"),
    [
        ("B3", Group.NUMERATOR, {"rating": {"excellent", "good"}, "status": {"active"}}),
        ("B3", Group.MISSED, {"rating": {"completed", "failed"}, "status": {"active"}}),
        ("B3", Group.UNKNOWN, {"rating": {None}}),
        ("B2", Group.NUMERATOR, {"pledge": {True}}),
        ("A3", Group.MISSED, {"rating": {"completed"}}),
        ("A4", Group.NUMERATOR, {"new_model_recognised": {True}}),
        ("A6", Group.MISSED, {"has_committee": {False}, "sector": {"residential"}}),
    ],
)
def test_sample__each_group__has_the_facts_that_put_it_there(
    sample: Assessment, id_: str, group: Group, holds: dict[str, set[object]]
) -> None:
    (target,) = (each for each in sample.targets if each.id == id_)
    for row in target.evidence[0].rows(group):
        facts = _by_field(row)
        for name, values in holds.items():
            assert facts[name].value in values, row.place
            assert facts[name].cells, row.place


def _by_field(row: EvidenceRow) -> dict[str, Fact]:
    return {fact.field: fact for fact in row.facts}


def test_sample__every_gap__shows_the_cell_that_fails(sample: Assessment) -> None:
    (target,) = (each for each in sample.targets if each.id == "B3")
    assert len(target.gaps) == 98
    for gap in target.gaps:
        assert gap.cell is not None
        assert cell(gap.cell) in WORDS["rating"][str(gap.value)]


def test_sample__every_deciding_cell__is_blank_or_unreadable(sample: Assessment) -> None:
    (target,) = (each for each in sample.targets if each.id == "B3")
    assert target.deciding is not None
    assert len(target.deciding.cells) == target.score.unknown == 22
    for each in target.deciding.cells:
        written = cell(Place(each.file, each.sheet, each.cell))
        assert written == {"blank": None, "unreadable": "xem lại"}[each.cause]
