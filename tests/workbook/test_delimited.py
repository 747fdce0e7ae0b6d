"""Text tables that are not what they seem: quotation marks, long lines, broken bytes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from workbooks import read, refusal, rows

HEADER = "TT,Họ và tên,Chi bộ\n"


def lines(tmp_path: Path, text: str) -> list[list[object]]:
    return [[*row] for row in rows(read(tmp_path, text.encode(), "a.csv").sheets[0])]


def test_quote_that_opens_in_every_line__each_person_a_row(tmp_path: Path) -> None:
    """Two lines in one cell would be half as many people."""
    text = HEADER + "".join(f'{n},"Lê Văn {n},Chi bộ 1\n' for n in range(1, 7))
    found = lines(tmp_path, text)
    assert found[1:] == [[f"{n}", f'"Lê Văn {n}', "Chi bộ 1"] for n in range(1, 7)]


def test_quote_that_is_never_closed__other_lines_keep_theirs(tmp_path: Path) -> None:
    text = HEADER + '1,"Lê Văn An, con","Chi bộ 1"\n2,"Bon Brơi,Chi bộ 1\n3,Kơ Sa,"Chi bộ 1, 2"\n'
    assert lines(tmp_path, text)[1:] == [
        ["1", "Lê Văn An, con", "Chi bộ 1"],
        ["2", '"Bon Brơi', "Chi bộ 1"],
        ["3", "Kơ Sa", "Chi bộ 1, 2"],
    ]


def test_quotes_around_a_name_and_line_breaks_in_cells__both_read(tmp_path: Path) -> None:
    some = "".join(f"{n},Lê Văn {n},Chi bộ 1\n" for n in range(3, 20))
    text = HEADER + '1,"Lê "Tý" An",Chi bộ 1\n2,"Kơ Sa","Chi bộ\n1"\n' + some
    found = lines(tmp_path, text)
    assert found[1:3] == [["1", 'Lê Tý" An"', "Chi bộ 1"], ["2", "Kơ Sa", "Chi bộ\n1"]]


@pytest.mark.parametrize("line", ["sep=", 'sep="', "sep=\r", "sep=a"])
def test_separator_that_can_be_none__the_usual_ones_are_tried(tmp_path: Path, line: str) -> None:
    found = lines(tmp_path, f"{line}\r\n{HEADER}1,Lê Văn An,Chi bộ 1\n")
    assert found[-1] == ["1", "Lê Văn An", "Chi bộ 1"]


@pytest.mark.parametrize(
    "line",
    [
        "x" * 20_000_000,
        '"' * 20_000_000,
        '"",' * 5_000_000,
        f'1,"{"x" * 20_000_000}',
        "é" * 9_999_999,
    ],
    ids=["text", "quotes", "pairs", "open", "letters"],
)
def test_endless_line__refused_soon(tmp_path: Path, line: str) -> None:
    began = time.process_time()
    assert refusal(tmp_path, (HEADER + line).encode(), "a.csv") == "files.damaged"
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (bytes(range(256)) * 80_000, "files.not_text"),
        (bytes(range(0xA0, 0x100)) * 200_000, "files.damaged"),
    ],
)
def test_bytes_that_are_no_text__refused_soon(tmp_path: Path, content: bytes, key: str) -> None:
    began = time.process_time()
    assert refusal(tmp_path, content, "a.csv") == key
    assert time.process_time() - began < 2


def test_quote_that_swallows_a_whole_sample__read(tmp_path: Path) -> None:
    many = "".join(f"{n},Lê Văn {n},Chi bộ 1\n" for n in range(20_000))
    found = lines(tmp_path, f'sep=,\n{HEADER}0,"An,Chi bộ 1\n{many}x,"y,z\n')
    assert len(found) == 20_003
