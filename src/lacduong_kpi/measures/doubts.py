"""Through which cells the outcomes of records are open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import product

from lacduong_kpi.column import Unknown
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.clusters import DateCluster
from lacduong_kpi.measures.counting import Side
from lacduong_kpi.measures.exploring import State, answer, bind, depends
from lacduong_kpi.measures.frame import Frame, frame, related_tree
from lacduong_kpi.measures.program import outcome_of
from lacduong_kpi.measures.questions import AskRelated, FieldKey, Tree
from lacduong_kpi.measures.scope import the_many, the_one
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import Kind

Groups = Mapping[int, Sequence[int]]
"""Records by their combination."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Cells of one field on which outcomes hang, each by itself, and that are unknown for one
    cause. `own`: they are cells of the counted records, not of records related to them."""

    kind: Kind
    field: FieldKey
    cause: Unknown | None
    """None: dates of which only the month or the year is known"""
    records: Sequence[int]
    own: bool = True


def open_groups(sides: Sequence[Side]) -> Groups:
    """The records that some measure over one frame leaves open."""
    groups: dict[int, list[int]] = {
        k: [] for side in sides for k, outcomes in enumerate(side.outcomes) if len(outcomes) > 1
    }
    if groups:
        for record, k in enumerate(sides[0].frame.combination):
            if k in groups:
                groups[k].append(record)
    return groups


def doubts_of(side: Side, groups: Groups) -> Iterator[Doubt]:
    """The open cells of all records of a measure that have more than one outcome; `groups` are
    the open records of its frame."""
    mine = {k: records for k, records in groups.items() if len(side.outcomes[k]) > 1}
    return Doubts(side.frame, outcome_of(side.procedure), side.trees).among(mine)


class Doubts:
    """`procedure`: what must be able to change if a cell is to be a doubt; `trees`: the questions
    that it asks."""

    def __init__(
        self,
        frame: Frame,
        procedure: Callable[[State], tuple[object, ...] | int],
        trees: Sequence[Tree],
    ) -> None:
        self._frame, self._procedure = frame, procedure
        self._masks = frame.masks(trees)
        self._vectors = frame.narrowed(trees)

    def among(self, groups: Groups) -> Iterator[Doubt]:
        """The doubts of some records, field by field and cause by cause."""
        for cluster, topic in enumerate(self._frame.questions.topics):
            mine = {k: each for k, each in groups.items() if self._is_open(k, cluster)}
            if not mine:
                continue
            if isinstance(topic, AskRelated):
                yield from _Related(self._frame, topic).of(mine)
            elif len(topic) == 1:
                yield from self._single(topic[0], mine)
            else:
                yield from self._together(cluster, topic, mine)

    def _is_open(self, combination: int, cluster: int) -> bool:
        vectors = self._vectors[combination]
        several = len(vectors[cluster]) > 1
        return several and depends(self._procedure, vectors, cluster, vectors[cluster])

    def _single(self, key: FieldKey, groups: Groups) -> Iterator[Doubt]:
        column = self._frame.scope.column(self._frame.kind, key)
        causes = [_cause(value) for value in column.values]
        found: dict[Unknown | None, list[int]] = {}
        for record in sorted(record for each in groups.values() for record in each):
            found.setdefault(causes[column.codes[record]], []).append(record)
        for cause, records in found.items():
            yield Doubt(self._frame.kind, key, cause, records)

    def _together(
        self, cluster: int, topic: tuple[FieldKey, ...], groups: Groups
    ) -> Iterator[Doubt]:
        """Of dates that go together those that can change the outcome by themselves."""
        columns = [self._frame.scope.column(self._frame.kind, key) for key in topic]
        found: dict[tuple[int, Unknown | None], list[int]] = {}
        known: dict[tuple[int, ...], list[tuple[int, Unknown | None]]] = {}
        for combination, records in groups.items():
            for record in records:
                codes = combination, *(column.codes[record] for column in columns)
                if codes not in known:
                    values = [column[record] for column in columns]
                    known[codes] = self._moving(cluster, combination, values)
                for each in known[codes]:
                    found.setdefault(each, []).append(record)
        for (index, cause), open_records in sorted(found.items(), key=lambda item: item[0][0]):
            yield Doubt(self._frame.kind, topic[index], cause, sorted(open_records))

    def _moving(
        self, cluster: int, combination: int, values: Sequence[FieldValue]
    ) -> list[tuple[int, Unknown | None]]:
        dates = self._frame.clusters[cluster]
        if not isinstance(dates, DateCluster):
            raise TypeError(cluster)
        return [
            (index, _cause(value))
            for index, value in enumerate(values)
            if any(
                self._changes(combination, cluster, each) for each in _moved(dates, values, index)
            )
        ]

    def _changes(self, combination: int, cluster: int, vectors: set[int]) -> bool:
        among = {vector & self._masks[cluster] for vector in vectors}
        if len(among) < 2:
            return False
        return depends(self._procedure, self._vectors[combination], cluster, among)


def _cause(value: FieldValue) -> Unknown | None:
    return value if isinstance(value, Unknown) else None


def _moved(dates: DateCluster, values: Sequence[FieldValue], index: int) -> Iterator[set[int]]:
    """What one date can answer while the others stay, for every way in which they can stay."""
    reads = dates.reads(values)
    days, about = dates.candidates(reads), dates.about(reads)
    others = [each if place != index else (None,) for place, each in enumerate(days)]
    for fixed in product(*others):
        yield {
            about | dates.bits([*fixed[:index], day, *fixed[index + 1 :]]) for day in days[index]
        }


class _Related:
    """The open cells of records that others ask about."""

    def __init__(self, near: Frame, topic: AskRelated) -> None:
        self._near, self._topic = near, topic

    def of(self, groups: Groups) -> Iterator[Doubt]:
        ends = {
            end for records in groups.values() for record in records for end in self._ends(record)
        }
        far: dict[int, list[int]] = {}
        for end in sorted(ends):
            far.setdefault(self._far.combination[end], []).append(end)
        (tree,) = self._tree
        doubts = Doubts(self._far, answer(bind(tree, self._far.places)), [tree])
        for doubt in doubts.among(far):
            yield replace(doubt, own=False)

    def _ends(self, record: int) -> Iterable[int]:
        relation, scope = self._topic.related.relation, self._near.scope
        ones = the_one(self._near.kind, relation, scope.roster.references)
        if ones is None:
            return self._many[record]
        return (ones[record],) if ones[record] >= 0 else ()

    @cached_property
    def _many(self) -> list[Sequence[int]]:
        return the_many(self._near.kind, self._topic.related.relation, self._near.scope.roster)

    @cached_property
    def _tree(self) -> tuple[Tree]:
        return (related_tree(self._near.scope, self._topic),)

    @cached_property
    def _far(self) -> Frame:
        """The related records, answering what is asked of them."""
        return frame(self._near.scope, self._topic.related.population.kind, self._tree)
