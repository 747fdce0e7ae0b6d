"""CSV for spreadsheets: BOM, everything quoted, nothing that is calculated."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest

from lacduong_kpi.assess.model import Assessment, OrganizationScore
from lacduong_kpi.reports import csv_report
from lacduong_kpi.reports.view import View
from reports import build


def _text(assessment: Assessment, view: View) -> str:
    return "".join(csv_report.render(assessment, view))


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:]), strict=True))


def test_render__district__golden(golden: Callable[[str, str], None]) -> None:
    golden("check.csv", _text(build.with_faults(), View()))


def test_render__lines__targets_parts_and_organizations() -> None:
    without = rows(_text(build.district(), View()))
    assert len(without) == 1 + 12 + 2
    wide = rows(_text(build.district(), View(by_organization=True)))
    assert len(wide) == len(without) + len(build.b3().by_organization)
    assert {len(row) for row in wide} == {len(csv_report.COLUMNS)}


def test_render__many_organizations_of_one_score__each_by_its_name_and_none_held_long() -> None:
    alike = build.score(build.NOT_MET, 1, 2, existing=1)
    names = [f'=Chi bộ "Thôn" {number}' for number in range(2_000)]
    target = build.target(
        "B3", "-x", alike, by_organization=[OrganizationScore(name, alike) for name in names]
    )
    assessment = replace(build.with_faults(), targets=(target,))
    pieces = list(csv_report.render(assessment, View(by_organization=True)))
    assert max(map(len, pieces)) < 70_000
    _, own, *each = rows("".join(pieces))
    place = csv_report.COLUMNS.index("organization")
    assert [row[place] for row in each] == [f"'{name}" for name in names]
    assert {(*row[:place], "", *row[place + 1 :]) for row in each} == {tuple(own)}


def test_render__figures__as_machines_read_them() -> None:
    [header, *body] = rows(_text(build.district(), View()))
    by_id = {row[0]: dict(zip(csv_report.COLUMNS, row, strict=True)) for row in reversed(body)}
    b3 = by_id["B3"]
    assert (b3["numerator"], b3["denominator"], b3["percent"]) == ("958", "1057", "90.63")
    assert (b3["verdict"], b3["verdict_word"], b3["unknown"]) == (
        "undetermined",
        "CHƯA XÁC ĐỊNH",
        "23",
    )
    assert by_id["A7"]["denominator"] == ""
    assert len(header) == len(csv_report.COLUMNS)


def test_render__every_field_quoted() -> None:
    for line in _text(build.with_faults(), View()).removeprefix("\ufeff").splitlines():
        assert line.startswith('"')
        assert line.endswith('"')
        assert len(line.split('","')) == len(csv_report.COLUMNS)


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/c calc'!A0",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "  =1+1",
        "＝1+1",
        '=HYPERLINK("http://x";"y")',
    ],
)
def test_neutral__formula__is_text(text: str) -> None:
    assert csv_report.neutral(text).startswith("'")


@pytest.mark.parametrize("text", ["Đảng bộ xã Lát", "", "a=b", "1 - 2", "'quoted"])
def test_neutral__plain_text__unchanged(text: str) -> None:
    assert csv_report.neutral(text) == text


def test_written__numbers_and_nothing__not_neutralised() -> None:
    assert rows("".join(csv_report.written(["=a"], [[-5], [None], ["-5"]]))) == [
        ["'=a"],
        ["-5"],
        [""],
        ["'-5"],
    ]
