"""Codes that headers explain."""

from __future__ import annotations

import pytest

from lacduong_kpi.terms import Kind
from lacduong_kpi.vocabulary.legends import read_legend

SEX = (("1", "male"), ("0", "female"))


@pytest.mark.parametrize(
    "header",
    [
        "Giới tính (1: Nam, 0: Nữ)",
        "Giới tính\n1 - Nam\n0 - Nữ",
        "Giới tính (1=Nam; 0=Nữ)",
        "Giới tính (1 là nam, 0 là nữ)",
        "Giới tính (Nam: 1, Nữ: 0)",
    ],
)
def test_legend__however_it_is_written__is_read(header: str) -> None:
    assert read_legend(Kind.MEMBER, "sex", header) == SEX


def test_legend__of_ratings_from_the_worst__is_what_it_says() -> None:
    found = read_legend(Kind.MEMBER, "rating", "Xếp loại (4: XS, 3: Tốt, 2: HT, 1: KHT)")
    assert dict(found) == {"4": "excellent", "3": "good", "2": "completed", "1": "failed"}


@pytest.mark.parametrize(
    "header",
    ["Giới tính", "Giới tính (1: Nam)", "Giới tính (1: Nam, 0: Nam)", "Giới tính (1: A, 0: Nữ)"],
)
def test_legend__in_part_or_of_one_code__is_none(header: str) -> None:
    assert read_legend(Kind.MEMBER, "sex", header) == ()
