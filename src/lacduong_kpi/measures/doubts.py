"""Through which cells a record's outcome is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from lacduong_kpi.column import Unknown
from lacduong_kpi.measures.clusters import DateCluster, Vectors
from lacduong_kpi.measures.counting import Side
from lacduong_kpi.measures.exploring import State, answer, bind, depends
from lacduong_kpi.measures.frame import Frame, frame, related_tree
from lacduong_kpi.measures.program import outcome_of
from lacduong_kpi.measures.questions import AskRelated, FieldKey, Tree
from lacduong_kpi.measures.scope import the_many, the_one
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import Kind


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell of one record on which an outcome hangs. `cause`: why it is not known."""

    kind: Kind
    record: int
    field: FieldKey
    cause: Unknown | None
    """None: a date of which only the month or the year is known"""


def doubts_of(side: Side) -> Doubts:
    """The open cells of a measure's records."""
    return Doubts(side.frame, outcome_of(side.procedure), side.trees)


class Doubts:
    """The open cells of records, worked out once per combination. `procedure`: what may not
    change if a cell is to be no doubt; `trees`: the questions that it asks."""

    def __init__(
        self,
        frame: Frame,
        procedure: Callable[[State], tuple[object, ...] | int],
        trees: Sequence[Tree],
    ) -> None:
        self._frame, self._procedure = frame, procedure
        self._masks = frame.masks(trees)
        self._open: dict[int, tuple[int, ...]] = {}
        self._related: dict[int, _Related] = {}

    def of(self, record: int) -> Iterator[Doubt]:
        """The cells of one record that, each by itself, can change its outcome."""
        combination = self._frame.combination[record]
        if combination not in self._open:
            self._open[combination] = self._open_clusters(combination)
        for cluster in self._open[combination]:
            topic = self._frame.questions.topics[cluster]
            if isinstance(topic, AskRelated):
                yield from self._behind(cluster, topic, record)
            else:
                yield from self._cells(cluster, topic, record)

    def _vectors(self, combination: int) -> Sequence[Vectors]:
        vectors = self._frame.vectors[combination]
        return [
            frozenset(vector & mask for vector in each)
            for each, mask in zip(vectors, self._masks, strict=True)
        ]

    def _open_clusters(self, combination: int) -> tuple[int, ...]:
        vectors = self._vectors(combination)
        return tuple(
            cluster
            for cluster, each in enumerate(vectors)
            if len(each) > 1 and depends(self._procedure, vectors, cluster, each)
        )

    def _cells(self, cluster: int, topic: tuple[FieldKey, ...], record: int) -> Iterator[Doubt]:
        scope, kind = self._frame.scope, self._frame.kind
        values = [scope.column(kind, key)[record] for key in topic]
        for index, (key, value) in enumerate(zip(topic, values, strict=True)):
            if len(topic) == 1 or self._moves(cluster, values, index, record):
                yield Doubt(kind, record, key, value if isinstance(value, Unknown) else None)

    def _moves(self, cluster: int, values: Sequence[FieldValue], index: int, record: int) -> bool:
        """Whether one of several dates that go together can change the outcome by itself."""
        found = self._frame.clusters[cluster]
        if not isinstance(found, DateCluster):
            return True
        days = found.candidates(values)
        if len(days[index]) == 1:
            return False
        vectors = self._vectors(self._frame.combination[record])
        about = found.about(values)
        others = [each if place != index else (None,) for place, each in enumerate(days)]
        for fixed in product(*others):
            among = {
                (about | found.bits([*fixed[:index], day, *fixed[index + 1 :]]))
                & self._masks[cluster]
                for day in days[index]
            }
            if len(among) > 1 and depends(self._procedure, vectors, cluster, among):
                return True
        return False

    def _behind(self, cluster: int, topic: AskRelated, record: int) -> Iterator[Doubt]:
        """The open cells of the related records."""
        if cluster not in self._related:
            self._related[cluster] = _Related(self._frame, topic)
        yield from self._related[cluster].of(record)


class _Related:
    """The open cells of records that others ask about."""

    def __init__(self, near: Frame, topic: AskRelated) -> None:
        self._near, self._topic = near, topic

    def of(self, record: int) -> Iterator[Doubt]:
        for other in self._ends(record):
            yield from self._doubts.of(other)

    def _ends(self, record: int) -> Sequence[int]:
        kind, relation = self._near.kind, self._topic.related.relation
        roster = self._near.scope.roster
        ones = the_one(kind, relation, roster.references)
        if ones is None:
            return self._many[record]
        return (ones[record],) if ones[record] >= 0 else ()

    @cached_property
    def _many(self) -> list[Sequence[int]]:
        return the_many(self._near.kind, self._topic.related.relation, self._near.scope.roster)

    @cached_property
    def _doubts(self) -> Doubts:
        """The related records, looked at as a measure of their own."""
        scope, tree = self._near.scope, related_tree(self._near.scope, self._topic)
        far = frame(scope, self._topic.related.population.kind, [tree])
        return Doubts(far, answer(bind(tree, far.places)), [tree])
