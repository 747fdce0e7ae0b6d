"""What many files have alike is worked out once, pickled once and held once."""

from __future__ import annotations

import pickle

from lacduong_kpi import shared
from lacduong_kpi.shared import Describing, Shared


class Counted:
    """Adds words, and counts how often it is asked to."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, items: tuple[str, ...], more: str) -> tuple[str, ...]:
        self.asked += 1
        return tuple(item + more for item in items)


def test_shared__pickled_twice__opened_as_one_object() -> None:
    tuples = Shared(("Họ và tên", 2)), Shared(("Họ và tên", 2))
    first, second = (pickle.loads(pickle.dumps(each)) for each in tuples)
    assert first == ("Họ và tên", 2)
    assert first is second


def test_describing__the_same_objects__are_described_once() -> None:
    counted, items = Counted(), ("a", "b")
    describing = Describing(counted)
    assert [describing(items, "!") for _ in range(3)] == [("a!", "b!")] * 3
    assert counted.asked == 1
    assert describing(items, "?") == ("a?", "b?")


def test_describing__equal_results__are_one_object() -> None:
    describing = Describing(Counted())
    assert describing(("".join(["a", "b"]),), "!") is describing(("".join(["a", "b"]),), "!")


def test_describing__more_than_are_remembered__are_described_again() -> None:
    counted = Counted()
    describing = Describing(counted)
    for number in range(shared.MOST + 2):
        describing((str(number),), "!")
    assert describing(("0",), "!") == ("0!",)
