"""Numbers as Vietnamese writes them."""

from __future__ import annotations

import pytest

from lacduong_kpi.text import decimal_comma, grouped, parse_count, whole


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (999, "999"), (1154, "1.154"), (-1154, "-1.154")]
)
def test_grouped(number: int, text: str) -> None:
    assert grouped(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("91.24", "91,24"), ("1154.50", "1.154,50"), ("100", "100"), ("-0.5", "-0,5")],
)
def test_decimal_comma(number: str, text: str) -> None:
    assert decimal_comma(number) == text


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
