"""Numbers as Vietnamese writes them."""

from __future__ import annotations

import pytest

from lacduong_kpi.text import parse_count, whole


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("25", 25),
        ("1.154", 1154),
        ("1 154", 1154),
        ("1,154", 1154),
        ("08", 8),
        ("+3", 3),
        ("1.15", None),
        ("2,5", None),
        ("-1", None),
        ("", None),
        ("x", None),
        ("9" * 30, None),
    ],
)
def test_parse_count(text: str, count: int | None) -> None:
    assert parse_count(text) == count


@pytest.mark.parametrize(
    ("number", "expected"),
    [(3, 3), (3.0, 3), (3.5, None), (float("nan"), None), (float("inf"), None)],
)
def test_whole(number: float, expected: int | None) -> None:
    assert whole(number) == expected
