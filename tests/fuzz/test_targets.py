"""That the script for fuzzing still runs: each target on some inputs, without atheris."""

from __future__ import annotations

import contextlib
import random
import runpy
import sys
import types
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("fuzz.py")
INPUTS = [
    b"",
    b"\0" * 20,
    "1;Họ và tên\n2;x".encode(),
    b"PK\3\4",
    b"a: [b",
    b"\xed\xa0\x80",
    b"\xed",
    b"<",
]


class Feed:
    """In the place of `atheris.FuzzedDataProvider`."""

    def __init__(self, data: bytes) -> None:
        self._chance = random.Random(data)

    def ConsumeIntInRange(self, low: int, high: int) -> int:  # noqa: N802 (its name there)
        return self._chance.randint(low, high)

    def PickValueInList(self, values: Sequence[object]) -> object:  # noqa: N802 (its name there)
        return self._chance.choice(values)

    def ConsumeUnicodeNoSurrogates(self, count: int) -> str:  # noqa: N802 (its name there)
        return "".join(chr(self._chance.randrange(0xD800)) for _ in range(count))


@pytest.fixture(scope="module")
def targets() -> dict[str, Callable[[bytes], None]]:
    atheris = types.ModuleType("atheris")
    vars(atheris)["instrument_imports"] = lambda **_: contextlib.nullcontext()
    vars(atheris)["FuzzedDataProvider"] = Feed
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "atheris", atheris)
        return runpy.run_path(str(SCRIPT))["TARGETS"]


@pytest.mark.parametrize("data", INPUTS)
@pytest.mark.parametrize(
    "name", ["package", "sheet", "text", "markup", "tables", "plan", "mapping", "values"]
)
def test_target__some_bytes__read_or_refused(
    targets: dict[str, Callable[[bytes], None]], name: str, data: bytes
) -> None:
    targets[name](data)
