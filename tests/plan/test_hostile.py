"""Plans that somebody has spoilt: read or refused with places, never a crash."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lacduong_kpi.errors import PlanError
from lacduong_kpi.plan.check import check_plan
from lacduong_kpi.plan.load import read_plan
from lacduong_kpi.wording import Language, say

LINES = (
    (Path(__file__).parents[2] / "targets" / "plan-42.yaml")
    .read_text(encoding="utf-8")
    .splitlines()
)
WORDS = st.sampled_from(
    [
        "rating",
        "good",
        "members",
        "true",
        "5",
        "null",
        "[]",
        "{}",
        "''",
        "2024-02-30",
        "07-01",
        "any",
        "all",
        "not",
        "is",
        "when",
        "where",
        "101%",
        "-1",
        ".inf",
        "present",
        "period_end",
        "exclude",
        "numerator_of",
        "B3",
        "A1",
        "{rating:",
        "good}",
        "[{rating:",
        "good}]",
        "term",
        "year",
        "x",
    ]
)
SPOILT = st.tuples(
    st.integers(0, len(LINES) - 1),
    st.sampled_from(["drop", "double", "value", "key", "dent"]),
    WORDS,
)


def spoilt(changes: list[tuple[int, str, str]]) -> str:
    lines = list(LINES)
    for line, how, word in changes:
        key, colon, _ = lines[line].partition(": ")
        lines[line] = {
            "drop": "",
            "double": lines[line] + "\n" + lines[line],
            "value": f"{key}{colon}{word}" if colon else lines[line],
            "key": f"{lines[line].split(key.strip() or ' ')[0]}{word}: {word}",
            "dent": " " + lines[line],
        }[how]
    return "\n".join(lines)


@settings(max_examples=70, deadline=None)
@given(st.lists(SPOILT, min_size=1, max_size=4))
def test_spoilt_plan__is_read_or_refused_with_places(changes: list[tuple[int, str, str]]) -> None:
    try:
        plan, _ = read_plan(spoilt(changes).encode(), "a.yaml")
    except PlanError as error:
        for each in error.problems:
            for language in Language:
                assert say(language, each.key, **dict(each.params))
                assert say(language, f"{each.key}.remedy", **dict(each.params))
        for each in error.problems[1:]:
            params = dict(each.params)
            assert each.key == "document.more" or int(params["line"]) >= 1
    else:
        check_plan(plan)


@pytest.mark.parametrize("named", [2, 8])
def test_definitions_within_definitions__are_not_unfolded_without_end(named: int) -> None:
    """Forty lines that each name the one above twice are a million million conditions."""
    above = "\n".join(
        f"  - {{id: d{line}, of: members, label: x, where: {{any: "
        f"[{', '.join([f'{{is: d{line - 1}}}'] * named)}]}}}}"
        for line in range(1, 40)
    )
    first = "  - {id: d0, of: members, label: x, where: {rating: {at_least: good}}}"
    text = "\n".join(LINES).replace("definitions:", f"definitions:\n{first}\n{above}", 1)
    with pytest.raises(PlanError) as caught:
        read_plan(text.encode(), "a.yaml")
    assert [each.key for each in caught.value.problems[1:]] == ["plan.too_many_conditions"]


def test_definitions_that_are_not_there__told_soon() -> None:
    lines = (f"  - {{id: d{n}, of: members, label: x, where: {{is: q{n}}}}}" for n in range(4_000))
    text = "\n".join(LINES).replace("definitions:", "definitions:\n" + "\n".join(lines), 1)
    began = time.process_time()
    with pytest.raises(PlanError):
        read_plan(text.encode(), "a.yaml")
    assert time.process_time() - began < 3
