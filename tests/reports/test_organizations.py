"""A target by grassroots organization: worst first, the settled ones summed."""

from __future__ import annotations

from lacduong_kpi.assess.model import OrganizationScore
from lacduong_kpi.reports.layout import Page, plain
from lacduong_kpi.reports.organizations import worst_first, write_organizations
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


def test_worst_first__by_verdict_then_rate_then_name() -> None:
    order = worst_first(
        [NOBODY, _met("A"), _missed("C", 2, 3), _missed("B", 2, 3), _missed("D", 1, 3)]
    )
    assert [each.organization for each in order] == ["D", "B", "C", "A", "Z"]


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
