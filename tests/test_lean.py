"""The lean dataclass means what the one of the standard library means."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from lacduong_kpi import lean


@lean.dataclass(frozen=True, slots=True)
class Point:
    """A point."""

    x: int
    y: list[int] = dataclasses.field(default_factory=list)
    note: str = dataclasses.field(default="", repr=False, compare=False)


@lean.dataclass(slots=True)
class Loose:
    x: int


def test_lean__equality_hash_and_text__as_the_standard_library() -> None:
    assert Point(1, [2], "a") == Point(1, [2], "b") != Point(1, [3], "a")
    assert Point(1).__eq__((1, [])) is NotImplemented
    assert repr(Point(1, [2], "hidden")) == "Point(x=1, y=[2])"
    assert dataclasses.replace(Point(1), x=2) == Point(2)
    assert not hasattr(Point(1), "__dict__")


def test_lean__frozen__hashable_by_value_else_not_hashable() -> None:
    assert len({Kept(1), Kept(1), Kept(2)}) == 2
    with pytest.raises(TypeError):
        hash(Loose(1))


@lean.dataclass(frozen=True, slots=True)
class Kept:
    x: int
    y: tuple[int, ...] = ()


@lean.dataclass(frozen=True, slots=True)
class One:
    x: tuple[int, ...]


@lean.dataclass(frozen=True, slots=True)
class Nothing:
    pass


@pytest.mark.parametrize("kept", [Kept(1, (2,)), One((1, 2)), Nothing()])
def test_lean__pickled__the_same(kept: object) -> None:
    assert pickle.loads(pickle.dumps(kept)) == kept


@lean.dataclass(slots=True)
class Full:
    x: int
    y: str = "y"
    z: list[int] = dataclasses.field(default_factory=list)
    twice: int = dataclasses.field(init=False)
    known: tuple[int, ...] = dataclasses.field(default=(1,), init=False)
    own: dict[str, int] = dataclasses.field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.twice = 2 * self.x


class Heir(Full):
    pass


@pytest.mark.parametrize("made", [Full, Heir])
def test_lean__made__by_place_by_name_and_by_default(made: type[Full]) -> None:
    first, second = made(1), made(2, "b", z=[3])
    assert (first.x, first.y, first.z, first.twice, first.known, first.own) == (
        1, "y", [], 2, (1,), {},
    )  # fmt: skip
    assert (second.x, second.y, second.z, second.twice) == (2, "b", [3], 4)
    assert first.z is not made(1).z
    assert first.own is not second.own


@pytest.mark.parametrize("values", [(), (1, "b", [], 4), (1, "b", [], (2,), {})])
def test_lean__made_of_too_few_or_too_many__type_error(values: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Full(*values)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Full(1, nothing=2)  # type: ignore[call-arg]
