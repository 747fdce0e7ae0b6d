"""A target by grassroots organization: worst first, the settled ones summed."""

from __future__ import annotations

from dataclasses import replace

from lacduong_kpi.assess.model import OrganizationScore
from lacduong_kpi.reports.layout import Page, plain
from lacduong_kpi.reports.organization_rows import shared_goal
from lacduong_kpi.reports.organizations import write_organizations
from lacduong_kpi.reports.view import View
from reports import build


def _written(*scores: OrganizationScore, limit: int | None = 10) -> list[str]:
    page = Page(100)
    target = build.target("B3", "x", build.score(build.MET, 1, 1), by_organization=scores)
    write_organizations(page, View(limit=limit), target)
    return plain(page.screen).splitlines()


def _met(name: str) -> OrganizationScore:
    return OrganizationScore(name, build.score(build.MET, 9, 10))


def _missed(name: str, numerator: int, denominator: int) -> OrganizationScore:
    return OrganizationScore(name, build.score(build.NOT_MET, numerator, denominator, existing=1))


NOBODY = OrganizationScore("Z", build.score(build.NOT_APPLICABLE, 0, 0))


def test_settled__summed_in_a_line_each() -> None:
    assert "cả 2 TCCSĐ" in _written(_met("A"), _met("B"))[2]
    mixed = _written(_met("A"), _met("B"), NOBODY)
    assert "ĐẠT                 2 TCCSĐ  18/20    90,00" in mixed[2]
    assert "KHÔNG CÓ ĐỐI TƯỢNG  1 TCCSĐ" in mixed[3]
    assert "1 TCCSĐ còn lại" in _written(_missed("C", 1, 3), _met("A"))[3]


def test_pending__cut_at_the_limit__counted() -> None:
    lines = _written(_missed("A", 1, 3), _missed("B", 2, 3), _missed("C", 1, 2), limit=1)
    assert lines[-1] == "  Còn 2 tổ chức chưa hiện. Xem hết: thêm --limit 0."
    assert len(_written(_missed("A", 1, 3), _missed("B", 2, 3), limit=None)) == 4


def test_undetermined__what_must_turn_out_well__before_what_is_needed() -> None:
    ends = (build.rate(8, 12), build.rate(10, 12))
    score = build.score(build.UNDETERMINED, 8, 10, bounds=ends, unknown=2, existing=1)
    (line,) = _written(OrganizationScore("A", score, 2))[2:]
    assert line.split()[-1] == "2"
    assert "66,67 - 83,33\u00a0%" in line


def _counted(name: str, count: int, *, unknown: int = 0) -> OrganizationScore:
    ends = (build.rate(count, None), build.rate(count + unknown, None))
    return OrganizationScore(name, build.score(build.NOT_DUE, count, bounds=ends, unknown=unknown))


def _shared(*scores: OrganizationScore, limit: int | None = 10) -> list[str]:
    page = Page(100)
    target = build.target(
        "A7", "x", build.score(build.MET, 1), goal=build.COUNT_GOAL, by_organization=scores
    )
    write_organizations(page, View(limit=limit), target)
    return plain(page.screen).splitlines()


def test_number_of_all_together__figures_without_verdicts_the_largest_first() -> None:
    lines = _shared(_counted("A", 0), _counted("B", 1), _counted("C", 2), _counted("D", 0))
    assert lines[1].split() == ["TỔ", "CHỨC", "KẾT", "QUẢ", "CHƯA", "RÕ"]
    assert [line.split()[0] for line in lines[2:]] == ["C", "B", "2"]
    assert "2 TCCSĐ còn lại  0" in lines[4]
    assert not any("CHƯA ĐẾN HẠN" in line or "THIẾU" in line for line in lines)


def test_number_of_all_together__open_ones_are_named() -> None:
    lines = _shared(_counted("A", 0, unknown=2), _counted("B", 0))
    assert lines[2].split() == ["A", "0", "2", "0", "-", "2"]
    assert _shared(_counted("A", 1), _counted("B", 2), limit=1)[-1].startswith("  Còn 1 tổ chức")


def test_number_of_all_together__nobody_adds__one_line() -> None:
    assert _shared(_counted("A", 0), _counted("B", 0))[2:] == ["  cả 2 TCCSĐ  0              0"]
    assert _shared(_counted("A", 0))[2:] == ["  1 TCCSĐ  0              0"]


def test_there_must_be_none__is_asked_of_each() -> None:
    goal = replace(build.COUNT_GOAL, kind="none", low=None, high="0")
    score = build.score(build.NOT_MET, 1)
    target = build.target("T", "x", score, goal=goal)
    assert not shared_goal(target)
    assert shared_goal(replace(target, goal=build.COUNT_GOAL))
    assert shared_goal(replace(target, goal=replace(goal, kind="at_most", high="5")))
    assert not shared_goal(replace(target, score=build.score(build.NOT_MET, 1, 2)))
