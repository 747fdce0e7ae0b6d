"""From the population to the result, step by step, for reports that draw it as a table."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from lacduong_kpi.assess.model import Count, Explanation, Gap, TargetResult
from lacduong_kpi.lean import dataclass
from lacduong_kpi.reports import numbers, words
from lacduong_kpi.reports.view import View
from lacduong_kpi.verdicts.model import Score
from lacduong_kpi.wording import Language, say


class Kind(StrEnum):
    POPULATION = "population"
    EXCLUDED = "excluded"
    DOUBT = "doubt"
    DENOMINATOR = "denominator"
    NUMERATOR = "numerator"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the calculation; `note` is the regulation of an exclusion."""

    kind: Kind
    label: str
    count: int
    note: str = ""


def steps(
    language: Language, target: TargetResult, score: Score, how: Explanation | None
) -> tuple[Step, ...]:
    """The lines that have a number. Without an explanation only exclusions, denominator and
    numerator are known."""
    return tuple(_steps(language, target, score, how))


def _steps(
    language: Language, target: TargetResult, score: Score, how: Explanation | None
) -> Iterator[Step]:
    if how is not None and how.population is not None:
        yield Step(Kind.POPULATION, capital(how.population_words), how.population)
    sources = how.regulations if how is not None else ()
    for number, each in enumerate(score.excluded):
        source = sources[number] if number < len(sources) else ""
        yield Step(Kind.EXCLUDED, each.reason, each.count, source)
    if score.unknown:
        fields = words.unknown_fields(language, target) or say(language, "screens.data")
        label = say(language, "reports.step.doubt", fields=fields)
        yield Step(Kind.DOUBT, label, score.unknown)
    if score.denominator is not None:
        text = how.denominator_words if how is not None else ""
        yield Step(Kind.DENOMINATOR, _named(language, "denominator", text), score.denominator)
    if score.numerator is not None:
        text = (split_text(language, how.split) or how.numerator_words) if how else ""
        yield Step(Kind.NUMERATOR, _named(language, "numerator", text), score.numerator)


def _named(language: Language, kind: str, text: str) -> str:
    name = say(language, f"reports.step.{kind}")
    return f"{name}: {text}" if text else name


def split_text(language: Language, split: tuple[Count, ...]) -> str:
    """`hoàn thành xuất sắc 152, hoàn thành tốt 806`"""
    return ", ".join(
        f"{words.value_word(language, each.field, each.value)} "
        f"{numbers.integer(language, each.count)}"
        for each in split
    )


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def condition_text(view: View, target: TargetResult, gap: Gap) -> str:
    """Why a record misses: `xếp loại: hoàn thành`; the field alone where the value is withheld."""
    kind = words.kind_of_unit(target.unit)
    field = words.field_word(view.language, gap.condition.field, kind)
    if gap.value is None:
        return field
    return f"{field}: {words.value_word(view.language, gap.condition.field, gap.value)}"
