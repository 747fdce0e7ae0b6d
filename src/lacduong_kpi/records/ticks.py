"""Columns that stand for values: which of them is ticked in a row, and what that means.

Four columns of ratings, a pair Có | Chưa, a single column "Nữ (x)".
"""

from __future__ import annotations

from collections.abc import Sequence

from lacduong_kpi.column import Unknown
from lacduong_kpi.records.cells import Raw
from lacduong_kpi.records.facts import Packed
from lacduong_kpi.tables.model import Claim, Source
from lacduong_kpi.terms import FIELDS, FieldType, Kind
from lacduong_kpi.vocabulary import Blanks, Mark, blanks_mean, mark, opposite, read_column, typed
from lacduong_kpi.workbook.model import CellFault, Value

BLANK, TICKED, DENIED, UNREADABLE = range(4)
"""the states of a cell of such a column"""


def read_ticks(kind: Kind, field: str, source: Source, raw: Raw) -> list[int]:
    """The state of each distinct value of a column."""
    return [_state(kind, field, source.stands_for, value) for value in raw.values]


def _state(kind: Kind, field: str, stands_for: str | None, value: Value) -> int:
    if isinstance(value, CellFault):
        return UNREADABLE
    match mark(value):
        case Mark.TICK | Mark.YES:
            return TICKED
        case Mark.NO:
            return DENIED
        case Mark.BLANK:
            return BLANK
        case Mark.OTHER:
            fact = read_column(kind, field, (value,))[0].get(field)
            same = fact is not None and stands_for is not None
            return TICKED if same and fact == typed(kind, field, stands_for or "") else UNREADABLE


def tells_no(values: Sequence[Value]) -> bool:
    """Whether somebody wrote a no (không, chưa, 0, -) into a column of ticks."""
    marks = _marks(values)
    return Mark.TICK in marks and Mark.NO in marks


def unclear_blanks(values: Sequence[Value]) -> list[int]:
    """The indexes of blanks in a column that has ticks and also words for no."""
    if not tells_no(values):
        return []
    return [
        index
        for index, value in enumerate(values)
        if not isinstance(value, CellFault) and mark(value) is Mark.BLANK
    ]


def _marks(values: Sequence[Value]) -> set[Mark]:
    return {Mark.OTHER if isinstance(value, CellFault) else mark(value) for value in values}


class Ticks:
    """What the states of the columns of one claim mean together. `blank` is what a blank means
    where nothing else is said."""

    UNREADABLE = UNREADABLE

    def __init__(self, kind: Kind, field: str, claim: Claim, raws: Sequence[Raw]) -> None:
        self._kind = kind
        self._field = field
        self._sources = claim.sources
        self._is_flag = FIELDS[kind][field].type is FieldType.FLAG
        self.blank = self._meaning_of_blanks(claim, raws)

    def _meaning_of_blanks(self, claim: Claim, raws: Sequence[Raw]) -> Packed:
        """The other value, only in a column that stands alone and has nothing but ticks."""
        if claim.otherwise is None or len(raws) != 1:
            return Unknown.BLANK
        values = ["#REF!" if isinstance(value, CellFault) else value for value in raws[0].values]
        if blanks_mean(values) is not Blanks.NO:
            return Unknown.BLANK
        return typed(self._kind, self._field, claim.otherwise)

    def decide(self, states: tuple[int, ...]) -> tuple[Packed, tuple[Source, ...]]:
        """The value that a combination of states tells, and the columns that tell it."""
        for state in (TICKED, UNREADABLE, DENIED):
            telling = tuple(
                source for source, each in zip(self._sources, states, strict=True) if each == state
            )
            if telling:
                value = self._value(state, telling)
                if value is not Unknown.BLANK:
                    return value, telling
        return Unknown.BLANK, self._sources

    def _value(self, state: int, telling: tuple[Source, ...]) -> Packed:
        if state == UNREADABLE:
            return Unknown.UNREADABLE
        meant = {source.stands_for for source in telling if source.stands_for}
        if state == TICKED:
            one = len(meant) == 1
            return typed(self._kind, self._field, meant.pop()) if one else Unknown.CONTRADICTION
        denied = [opposite(self._kind, self._field, value) for value in sorted(meant)]
        if (self._is_flag or len(self._sources) == 1) and len(denied) == 1:
            return Unknown.BLANK if denied[0] is None else denied[0]
        return Unknown.BLANK
