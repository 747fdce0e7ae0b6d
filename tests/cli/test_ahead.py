"""Reading that begins before the options are parsed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lacduong_kpi.cli.ahead import Ahead, guessed

SAMPLE = str(Path(__file__).parents[2] / "samples" / "members-only")


@pytest.fixture
def ahead() -> Iterator[Ahead]:
    begun = Ahead()
    yield begun
    begun.end()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["check", SAMPLE], (SAMPLE,)),
        (["check", SAMPLE, "-f", "json", "--year", "2024"], (SAMPLE,)),
        (["explain", "B1", SAMPLE, "--details"], (SAMPLE,)),
        (["check", "--report", SAMPLE], ()),
        (["check", "nowhere.xlsx"], ()),
        (["check", "\0", "x" * 5_000], ()),
        (["check", SAMPLE, "--mapping=a.yaml"], ()),
        (["check", SAMPLE, "--large-files"], ()),
        (["check", SAMPLE, "-p", "a.yaml"], ()),
        (["compare", SAMPLE, SAMPLE], ()),
        (["--help"], ()),
        ([], ()),
    ],
)
def test_guessed__words__files_that_will_be_read(
    arguments: list[str], expected: tuple[str, ...]
) -> None:
    assert guessed(arguments) == expected


def test_take__just_what_was_begun__once(ahead: Ahead) -> None:
    ahead.begin(["check", SAMPLE], {})
    loading = ahead.take([SAMPLE], ())
    assert loading is not None
    members = loading.finish(year=2024).members
    assert members is not None
    assert members.size == 17
    assert ahead.take([SAMPLE], ()) is None


def test_take__other_files_or_passwords__nothing(ahead: Ahead) -> None:
    ahead.begin(["check", SAMPLE], {"LACDUONG_KPI_PASSWORD": "secret"})
    assert ahead.take([SAMPLE, SAMPLE], ("secret",)) is None
    assert ahead.take([SAMPLE], ()) is None
    loading = ahead.take([SAMPLE], ("secret",))
    assert loading is not None
    loading.close()


def test_begin__nothing_that_can_be_read__silent(ahead: Ahead, tmp_path: Path) -> None:
    ahead.begin(["check", str(tmp_path)], {})
    assert ahead.loading is None
