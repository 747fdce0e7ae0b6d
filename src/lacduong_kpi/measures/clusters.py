"""Fields that must be completed together, and how a value of theirs answers the questions.

The answers of one completion are the bits of a whole number, one bit per question: a *vector*. A
value answers with the set of vectors that its completions give. Values that answer alike are
alike for every target, so records are counted by answers and not by values.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple

from lacduong_kpi.column import Unknown
from lacduong_kpi.dates import DateSpan
from lacduong_kpi.measures.completions import ANY_NUMBER, Horizon, Span, choices
from lacduong_kpi.measures.questions import (
    AboutCell,
    Beside,
    Between,
    FieldKey,
    Holds,
    Named,
    OneOf,
    Question,
)
from lacduong_kpi.plan.model import Operator
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import Field, FieldType
from lacduong_kpi.text import bare, key

Vectors = frozenset[int]

_ABSENT = (Unknown.BLANK, Unknown.NO_COLUMN)


def about_cell(operator: Operator, value: FieldValue) -> bool:
    """KNOWN, GIVEN or COLUMN of a cell as it stands."""
    match operator:
        case Operator.KNOWN:
            return not isinstance(value, Unknown)
        case Operator.GIVEN:
            return value not in _ABSENT
        case Operator.COLUMN:
            return value is not Unknown.NO_COLUMN
        case _:
            raise ValueError(operator)


def cell_bits(questions: Iterable[tuple[Question, int]], value: FieldValue) -> int:
    """The bits that the cell itself sets, in every completion."""
    asked = ((each.operator, bit) for each, bit in questions if isinstance(each, AboutCell))
    return _sum(bit for operator, bit in asked if about_cell(operator, value))


def _sum(bits: Iterable[int]) -> int:
    found = 0
    for bit in bits:
        found |= bit
    return found


class Scale:
    """How days or whole numbers answer: cut into stretches within which all questions have the
    same answer."""

    def __init__(self, questions: Iterable[tuple[Question, int]]) -> None:
        asked = [(each, bit) for each, bit in questions if isinstance(each, Between)]
        marks = {each.first for each, _ in asked} | {each.last + 1 for each, _ in asked}
        self.marks = sorted(marks)
        starts = [self.marks[0] - 1, *self.marks] if marks else [0]
        self._bits = [
            _sum(bit for each, bit in asked if each.first <= start <= each.last) for start in starts
        ]

    def bits(self, number: int) -> int:
        return self._bits[bisect_right(self.marks, number)]

    def over(self, span: Span) -> set[int]:
        """The bits of all numbers of a span."""
        first, last = (bisect_right(self.marks, number) for number in span)
        return set(self._bits[first : last + 1])


class ChoiceCluster:
    """A choice or a flag."""

    def __init__(
        self, field: Field, added: Sequence[str], questions: Sequence[tuple[Question, int]]
    ) -> None:
        self._field, self._added, self._questions = field, added, questions

    def vectors(self, values: Sequence[FieldValue]) -> Vectors:
        (value,) = values
        about = cell_bits(self._questions, value)
        return frozenset(about | self._bits(each) for each in self.completions(value))

    def completions(self, value: FieldValue) -> tuple[object, ...]:
        return choices(self._field, self._added, value)

    def _bits(self, completed: object) -> int:
        asked = ((each, bit) for each, bit in self._questions if isinstance(each, OneOf))
        return _sum(bit for each, bit in asked if completed in each.values)


class TextCluster:
    """A text. Unknown, it can be every name that is asked for, or hold any of the words, or
    neither."""

    def __init__(self, questions: Sequence[tuple[Question, int]]) -> None:
        self._questions = questions

    def vectors(self, values: Sequence[FieldValue]) -> Vectors:
        (value,) = values
        about = cell_bits(self._questions, value)
        return frozenset(about | self._bits(each) for each in self._completions(value))

    def _completions(self, value: FieldValue) -> list[str]:
        if not isinstance(value, Unknown):
            return [str(value)]
        asked = [each for each, _ in self._questions]
        names = [name for each in asked if isinstance(each, Named) for name in each.keys]
        words = [each.words for each in asked if isinstance(each, Holds)]
        held = product(*(("", each) for each in words))
        return [*names, *(" ".join(each) for each in held)]

    def _bits(self, text: str) -> int:
        same, padded = key(text), f" {bare(text)} "
        return _sum(
            bit
            for each, bit in self._questions
            if (isinstance(each, Named) and same in each.keys)
            or (isinstance(each, Holds) and f" {each.words} " in padded)
        )


class NumberCluster:
    """A whole number."""

    def __init__(self, questions: Sequence[tuple[Question, int]]) -> None:
        self._questions, self._scale = questions, Scale(questions)

    def vectors(self, values: Sequence[FieldValue]) -> Vectors:
        (value,) = values
        about = cell_bits(self._questions, value)
        span = (value, value) if isinstance(value, int) else ANY_NUMBER
        return frozenset(about | bits for bits in self._scale.over(span))


class Read(NamedTuple):
    """A date cell as it was read. `span`: the days that it can mean, None: there was no such
    event. `narrow`: it leaves nothing open; then `bits` are its answers. `about`: the bits that
    the cell itself sets."""

    span: Span | None
    about: int
    bits: int
    narrow: bool


class DateCluster:
    """Dates: one field, or several that are compared with each other."""

    def __init__(
        self,
        fields: Sequence[FieldKey],
        questions: Sequence[Sequence[tuple[Question, int]]],
        horizon: Horizon,
    ) -> None:
        self.fields = fields
        self._questions, self._horizon = questions, horizon
        self._scales = [Scale(each) for each in questions]
        self._days_alone: list[dict[int, Read]] = [{} for _ in questions]
        self._about = {
            index
            for index, each in enumerate(questions)
            if any(isinstance(question, AboutCell) for question, _ in each)
        }
        self._pairs = [
            (index, fields.index(question.other), _ORDERS[question.operator], bit)
            for index, each in enumerate(questions)
            for question, bit in each
            if isinstance(question, Beside)
        ]

    def read(self, index: int, value: FieldValue) -> Read:
        """What one date alone answers. Each distinct value is read once, however many pairs it
        stands in."""
        name = self.fields[index][0]
        span = self._horizon.span(name, value)
        about = cell_bits(self._questions[index], value) if index in self._about else 0
        if span is None or span[0] != span[1]:
            return Read(span, about, about, span is None)
        return Read(span, about, about | self._scales[index].bits(span[0]), True)

    def is_event(self, index: int, value: FieldValue) -> bool:
        """Whether there can be a day at all."""
        if isinstance(value, DateSpan):
            return True
        return self._horizon.span(self.fields[index][0], value) is not None

    def alone(self, index: int, value: FieldValue) -> Read:
        """What a date answers that is compared with no other: the same object for all days with
        the same answers, of which a list has thousands."""
        if not isinstance(value, DateSpan) or value.first != value.last:
            read = self.read(index, value)
            return read._replace(span=None) if read.narrow else read
        bits = self._scales[index].bits(value.first.toordinal())
        known = self._days_alone[index]
        if bits not in known:
            known[bits] = self.read(index, value)._replace(span=None)
        return known[bits]

    def joined(self, reads: Sequence[Read]) -> Vectors:
        """What the dates of one record answer together."""
        if all(read.narrow for read in reads):
            return frozenset((self._narrow(reads),))
        about = self.about(reads)
        if not self._pairs:
            (read,) = reads
            spans = set() if read.span is None else self._scales[0].over(read.span)
            return frozenset(about | bits for bits in spans)
        return frozenset(about | self.bits(days) for days in product(*self.candidates(reads)))

    def reads(self, values: Sequence[FieldValue]) -> list[Read]:
        return [self.read(index, value) for index, value in enumerate(values)]

    @staticmethod
    def about(reads: Sequence[Read]) -> int:
        """The bits that the cells themselves set, in every completion."""
        return _sum(read.about for read in reads)

    def _narrow(self, reads: Sequence[Read]) -> int:
        """The one vector of dates that are all known to the day."""
        found = 0
        for read in reads:
            found |= read.bits
        for index, other, stands, bit in self._pairs:
            day, beside = reads[index].span, reads[other].span
            if day is not None and beside is not None and stands(day[0], beside[0]):
                found |= bit
        return found

    def candidates(self, reads: Sequence[Read]) -> list[Sequence[int | None]]:
        """For each field days that stand for all its completions: with those of the other fields
        they show every order and every stretch that can be. None: no such event."""
        spans = [read.span for read in reads]
        marks = {mark for scale in self._scales for mark in scale.marks}
        marks |= {mark for span in spans if span for mark in (span[0], span[1] + 1)}
        return [self._days(span, sorted(marks)) for span in spans]

    def _days(self, span: Span | None, marks: Sequence[int]) -> Sequence[int | None]:
        """Of every stretch between marks as many days as there are fields, and its last one."""
        if span is None:
            return [None]
        first, last = span
        starts = [mark for mark in marks if first <= mark <= last]
        found: set[int] = set()
        for start, stop in zip(starts, [*starts[1:], last + 1], strict=True):
            found.update(range(start, min(stop, start + len(self.fields))))
            found.add(stop - 1)
        return sorted(found)

    def bits(self, days: Sequence[int | None]) -> int:
        """The vector of completed dates, but for what is about the cells themselves."""
        found = 0
        for scale, day in zip(self._scales, days, strict=True):
            if day is not None:
                found |= scale.bits(day)
        for index, other, stands, bit in self._pairs:
            day, beside = days[index], days[other]
            if day is not None and beside is not None and stands(day, beside):
                found |= bit
        return found


_ORDERS: dict[Operator, Callable[[int, int], bool]] = {
    Operator.BEFORE: int.__lt__,
    Operator.ON_OR_BEFORE: int.__le__,
    Operator.AFTER: int.__gt__,
    Operator.ON_OR_AFTER: int.__ge__,
}

Cluster = ChoiceCluster | TextCluster | NumberCluster | DateCluster


def cluster_of(
    field: Field,
    added: Sequence[str],
    keys: Sequence[FieldKey],
    questions: Sequence[Sequence[tuple[Question, int]]],
    horizon: Horizon,
) -> Cluster:
    """The cluster of a field (for dates: of all fields in `keys`) with its questions and bits."""
    match field.type:
        case FieldType.DATE:
            return DateCluster(keys, questions, horizon)
        case FieldType.CHOICE | FieldType.FLAG:
            return ChoiceCluster(field, added, questions[0])
        case FieldType.COUNT:
            return NumberCluster(questions[0])
        case FieldType.TEXT | FieldType.NAME | FieldType.DIGITS:
            return TextCluster(questions[0])
