"""YAML from outside: what is read, what is refused, and where the fault is said to stand."""

from __future__ import annotations

import os
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from lacduong_kpi.document import load_yaml, read_file
from lacduong_kpi.document.loading import DEEPEST, LARGEST, MOST_NODES
from lacduong_kpi.document.nearest import nearest
from lacduong_kpi.document.validation import Strict, validate
from lacduong_kpi.errors import PlanError, Problem


def faults(content: str | bytes) -> list[tuple[str, int, int]]:
    """Key, line and column of every fault, without the heading that counts them."""
    raw = content.encode() if isinstance(content, str) else content
    with pytest.raises(PlanError) as caught:
        load_yaml(raw, "a.yaml", "check a.yaml")
    heading, *problems = caught.value.problems
    assert heading.key == "document.faults"
    assert dict(heading.params)["count"] >= len(problems) - 1
    return [placed(each) for each in problems if each.key != "document.more"]


def placed(each: Problem) -> tuple[str, int, int]:
    params = dict(each.params)
    return each.key.removeprefix("document."), int(params["line"]), int(params["column"])


def test_scalars__plain_ones__have_the_type_that_they_look_like() -> None:
    content = b"""
a: 12
b: -3
c: 2.50
d: true
e: null
f: 2024-12-31
g: 90%
h: 007
i: 1e5
j: yes
k: "12"
l:
m: 3 - 4 %
n: 0x1F
o: 1:30
"""
    data = load_yaml(content, "a.yaml", "").data
    assert data == {
        "a": 12, "b": -3, "c": Decimal("2.50"), "d": True, "e": None,
        "f": date(2024, 12, 31), "g": "90%", "h": "007", "i": "1e5", "j": "yes",
        "k": "12", "l": None, "m": "3 - 4 %", "n": "0x1F", "o": "1:30",
    }  # fmt: skip
    assert isinstance(data, dict)
    assert str(data["c"]) == "2.50"


def test_spot__value_and_key__line_and_column_from_one() -> None:
    node = load_yaml(b"a:\n  - b: {c: 1}\n", "a.yaml", "")
    assert node.spot(("a", 0, "b", "c")) == (2, 12)
    assert node.spot(("a", 0, "b", "c"), key=True) == (2, 9)
    assert node.spot(("a", 0, "not there"), key=True) == (2, 5)
    assert node.spot(()) == (1, 1)


def test_byte_order_mark__is_allowed() -> None:
    assert load_yaml("\ufeffa: Đảng".encode(), "a.yaml", "").data == {"a": "Đảng"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: &x 1\n", [("anchor", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("anchor", 1, 4), ("alias", 2, 4)]),
        ("a: !!str 1\n", [("tag", 1, 4)]),
        ("a: !!python/object/apply:os.system [x]\n", [("tag", 1, 4)]),
        ("a: {}\n<<: {b: 1}\n", [("merge", 2, 1)]),
        ("a: 1\nb: 2\na: 3\n", [("duplicate_key", 3, 1)]),
        ("1: a\n", [("key_not_text", 1, 1)]),
        ("true: a\n", [("key_not_text", 1, 1)]),
        ("? [a, b]\n: 1\n", [("key_not_text", 1, 3)]),
        ("a: 2023-02-30\n", [("no_such_day", 1, 4)]),
        ("a: .nan\nb: -.inf\n", [("not_finite", 1, 4), ("not_finite", 2, 4)]),
        ("a: " + "9" * 5000, [("number_too_long", 1, 4)]),
        ("a: 1\n--- \nb: 2\n", [("second_document", 2, 1)]),
        ("a: 'x\n", [("open_quote", 2, 1)]),
        ("a: b: c\n", [("bad_colon", 1, 5)]),
        ("a:\n\t- b\n", [("bad_start", 2, 1)]),
        ("a: \x07\n", [("bad_character", 1, 4)]),
        (b"a: \xff\xfe\n", [("not_utf8", 1, 4)]),
        ("a: b".encode("utf-16"), [("not_utf8", 1, 1)]),
    ],
)  # fmt: skip
def test_fault__each_kind__is_said_with_its_place(
    content: str | bytes, expected: list[tuple[str, int, int]]
) -> None:
    assert faults(content) == expected


def test_faults__several__are_all_said_in_the_order_of_the_file() -> None:
    content = "a: &x 2023-02-30\nb: !t 1\nb: 2\n"
    kinds = [kind for kind, _, _ in faults(content)]
    assert kinds == ["anchor", "no_such_day", "tag", "duplicate_key"]


def test_faults__very_many__are_counted_not_listed() -> None:
    with pytest.raises(PlanError) as caught:
        load_yaml(b"a: 1\n" * 500, "a.yaml", "")
    assert caught.value.problems[-1].key == "document.more"
    assert dict(caught.value.problems[-1].params)["count"] == 499 - 12


def test_merge_bomb__ends_at_once() -> None:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 22)]
    started = time.perf_counter()
    assert faults("\n".join(lines))
    assert time.perf_counter() - started < 1


def test_depth__beyond_the_limit__is_refused() -> None:
    assert load_yaml(b"[" * DEEPEST + b"]" * DEEPEST, "a.yaml", "").data
    deeper = "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)
    assert faults(deeper) == [("too_deep", 1, DEEPEST + 1)]
    assert faults("[" * 100_000)[0][0] == "too_deep"


def test_nodes__beyond_the_limit__are_refused() -> None:
    assert faults("[" + "1," * MOST_NODES + "]")[0][0] == "too_many"


def test_size__beyond_the_limit__is_refused() -> None:
    assert faults(b"#" * (LARGEST + 1)) == [("too_large", 1, 1)]
    assert load_yaml(b"#" * LARGEST, "a.yaml", "").data is None


@given(st.binary(max_size=200))
def test_any_bytes__are_read_or_refused_with_places(content: bytes) -> None:
    try:
        load_yaml(content, "a.yaml", "")
    except PlanError as error:
        assert all("file" in dict(each.params) for each in error.problems)  # noqa: PT017


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`?, \n\t0.<~", max_size=60))
def test_any_signs__are_read_or_refused(content: str) -> None:
    try:
        load_yaml(content.encode(), "a.yaml", "")
    except PlanError as error:
        assert error.problems[0].key == "document.faults"  # noqa: PT017


class Inner(Strict):
    number: int = Field(ge=0, le=10)
    flag: bool = False


class Outer(Strict):
    name: str
    inner: list[Inner]


def invalid(content: str) -> list[tuple[str, int, int]]:
    with pytest.raises(PlanError) as caught:
        validate(load_yaml(content.encode(), "a.yaml", ""), Outer)
    return [placed(each) for each in caught.value.problems[1:]]


def test_validate__what_fits__is_a_model() -> None:
    model = validate(load_yaml(b"name: a\ninner: [{number: 3}]", "a.yaml", ""), Outer)
    assert model == Outer(name="a", inner=[Inner(number=3)])


def test_validate__every_fault__at_once_with_places() -> None:
    content = "nam: a\ninner:\n  - {number: 11, flag: 1}\n  - {numbr: 3}\n  - 4\n"
    assert invalid(content) == [
        ("missing_key", 1, 1),
        ("unknown_key_near", 1, 1),
        ("out_of_range", 3, 14),
        ("want_flag", 3, 24),
        ("missing_key", 4, 5),
        ("unknown_key_near", 4, 6),
        ("want_mapping", 5, 5),
    ]


def test_validate__flags_and_numbers__are_never_taken_for_each_other() -> None:
    assert invalid("name: 1\ninner: [{number: true}]\n") == [
        ("want_text", 1, 7),
        ("want_whole_number", 2, 18),
    ]


def test_validate__no_mapping__is_one_fault() -> None:
    assert invalid("- a\n") == [("not_a_mapping", 1, 1)]
    assert invalid("") == [("not_a_mapping", 1, 1)]


def test_read_file__what_is_no_regular_file__is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        read_file(tmp_path)
    assert caught.value.problems[0].key == "document.not_a_file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_read_file__named_pipe__does_not_wait(tmp_path: Path) -> None:
    pipe = tmp_path / "a.yaml"
    os.mkfifo(pipe)
    with pytest.raises(PlanError) as caught:
        read_file(pipe)
    assert caught.value.problems[0].key == "document.not_a_file"


def test_read_file__missing__names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "plan-42.yaml").write_text("a: 1")
    with pytest.raises(PlanError) as caught:
        read_file(tmp_path / "plan42.yaml")
    (problem,) = caught.value.problems
    assert problem.key == "document.missing_near"
    assert dict(problem.params)["nearest"] == "plan-42.yaml"


def test_read_file__more_than_the_limit__is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (LARGEST * 3))
    assert len(read_file(path)) == LARGEST + 1


def test_nearest__one_letter_wrong__is_found_and_nonsense_is_not() -> None:
    known = ["numerator", "denominator", "population"]
    assert nearest("numerater", known) == "numerator"
    assert nearest("xyz", known) is None
    assert nearest("", known) is None
    assert nearest("a", []) is None
