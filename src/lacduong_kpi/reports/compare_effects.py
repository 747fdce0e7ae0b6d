"""What two rosters make of one target: the same part of it before and after, and the causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lacduong_kpi.assess.model import Cause, Comparison, Effect, TargetResult
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.verdicts.model import Score
from lacduong_kpi.wording import Language, say


def earlier(comparison: Comparison, target: TargetResult) -> TargetResult | None:
    """The target in the earlier roster; of one with parts the part that decides in the later
    roster, for another one may have decided then. None: it was not scored."""
    old = next((each for each in comparison.before.targets if each.id == target.id), None)
    if old is None:
        return None
    same = next((part for part in old.parts if part.id == target.deciding_part), None)
    return old if same is None else replace(old, score=same.score)


def part_label(target: TargetResult) -> str:
    """The label of the part that is compared; empty for a target without parts."""
    return next((part.label for part in target.parts if part.id == target.deciding_part), "")


def effects_of(comparison: Comparison, target: TargetResult) -> tuple[Effect, ...]:
    return tuple(each for each in comparison.effects if each.target == target.id)


def difference(language: Language, old: Score, new: Score) -> str:
    """`tử số +12, mẫu số +5`; empty where nothing is different."""
    pairs = (
        ("numerator", old.numerator, new.numerator),
        ("denominator", old.denominator, new.denominator),
        ("unknown", old.unknown, new.unknown),
    )
    told = [
        (part, second - first)
        for part, first, second in pairs
        if first is not None and second is not None
    ]
    return _numbers(language, told)


def lines(language: Language, comparison: Comparison, target: TargetResult) -> Iterator[str]:
    """`Thay đổi xếp loại của 3 đảng viên: tử số -3.`, one line a cause."""
    counted = target.score.denominator is not None
    for each in effects_of(comparison, target):
        told = [("numerator", each.numerator), ("unknown", each.unknown)]
        if counted:
            told.insert(1, ("denominator", each.denominator))
        text = _cause(language, target, each)
        what = _numbers(language, told) or say(language, "screens.compare.effect.even")
        yield f"{text}: {what}."


def _cause(language: Language, target: TargetResult, effect: Effect) -> str:
    count = words.unit(language, target.unit, effect.records)
    kind = words.kind_of_unit(target.unit)
    fields = ", ".join(words.field_word(language, field, kind) for field in effect.fields)
    key = f"screens.compare.effect.{effect.cause}"
    return say(language, key, count=count, fields=fields if effect.cause is Cause.CHANGED else "")


def _numbers(language: Language, told: list[tuple[str, int]]) -> str:
    return ", ".join(
        f"{say(language, f'screens.compare.{part}')} {signed(language, number)}"
        for part, number in told
        if number
    )


def signed(language: Language, number: int) -> str:
    """`+5`, `-3`"""
    return f"{'+' if number > 0 else ''}{numbers.integer(language, number)}"
