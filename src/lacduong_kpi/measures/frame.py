"""All records of one kind, answering the questions of many measures at once.

Each record gets one *class* per cluster; records with the same classes are one *combination*.
Whatever a measure asks is asked of combinations, of which there are few.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from lacduong_kpi.column import Column, combined, constant, encode, narrow, recoded, wide
from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.asked import Questions, leaves
from lacduong_kpi.measures.clusters import Cluster, DateCluster, Read, Vectors, cluster_of
from lacduong_kpi.measures.exploring import Places, State, answer, bind, explore
from lacduong_kpi.measures.questions import AskRelated, FieldKey, Tree
from lacduong_kpi.measures.scope import Scope, other_end, the_many, the_one
from lacduong_kpi.records.model import FieldValue
from lacduong_kpi.terms import Kind

R = TypeVar("R", bound=Hashable)

_NO, _YES, _MAYBE = frozenset({0}), frozenset({1}), frozenset({0, 1})


@dataclass(frozen=True, slots=True)
class Frame:
    """`vectors[k][c]`: how combination `k` answers cluster `c`; `combination[i]` is the one of
    record `i`. `clusters[c]` is None where it is about related records."""

    scope: Scope
    kind: Kind
    questions: Questions
    clusters: tuple[Cluster | None, ...]
    combination: array[int]
    vectors: tuple[tuple[Vectors, ...], ...]

    @property
    def places(self) -> Places:
        return self.questions.places

    def results(
        self, procedure: Callable[[State], R | int], trees: Iterable[Tree]
    ) -> list[frozenset[R]]:
        """What a procedure that asks these trees comes to, for each combination."""
        known: dict[tuple[Vectors, ...], frozenset[R]] = {}
        found = []
        for key in self.narrowed(trees):
            result = known.get(key)
            if result is None:
                result = known[key] = explore(procedure, key)
            found.append(result)
        return found

    def narrowed(self, trees: Iterable[Tree]) -> list[tuple[Vectors, ...]]:
        """For each combination how it answers the questions of these trees alone."""
        narrowed = [_Narrowing(mask) for mask in self.masks(trees)]
        return [tuple(map(_Narrowing.__getitem__, narrowed, each)) for each in self.vectors]

    def masks(self, trees: Iterable[Tree]) -> list[int]:
        """For each cluster the bits that the trees ask for."""
        masks = [0] * len(self.clusters)
        for tree in trees:
            for leaf in leaves(tree):
                cluster, bit = place_of(leaf, self.places)
                masks[cluster] |= bit
        return masks


def place_of(leaf: object, places: Places) -> tuple[int, int]:
    """The cluster and the bit of a question."""
    if isinstance(leaf, AskRelated):
        return places[leaf]
    return places[leaf.field, leaf.question]  # type: ignore[attr-defined]


class _Narrowing(dict[Vectors, Vectors]):
    """Vectors with only those bits that are asked for."""

    def __init__(self, mask: int) -> None:
        super().__init__()
        self._mask = mask

    def __missing__(self, vectors: Vectors) -> Vectors:
        found = self[vectors] = frozenset(vector & self._mask for vector in vectors)
        return found


def frame(scope: Scope, kind: Kind, trees: Iterable[Tree]) -> Frame:
    """Answers the questions of all these trees for every record of the kind."""
    questions = Questions()
    for tree in trees:
        questions.want(tree)
    questions.number()
    answers = [_answers(scope, kind, topic, questions) for topic in questions.topics]
    classes = [column for _, column in answers]
    together = _combinations(classes, scope.records(kind).size)
    vectors = tuple(
        tuple(column.values[code] for column, code in zip(classes, codes, strict=True))
        for codes in together.values
    )
    clusters = tuple(cluster for cluster, _ in answers)
    return Frame(scope, kind, questions, clusters, together.codes, vectors)


def _combinations(classes: Sequence[Column[Vectors]], size: int) -> Column[tuple[int, ...]]:
    if not classes:
        return encode(() for _ in range(size))
    return combined([column.codes for column in classes])


def _answers(
    scope: Scope, kind: Kind, topic: tuple[FieldKey, ...] | AskRelated, questions: Questions
) -> tuple[Cluster | None, Column[Vectors]]:
    if isinstance(topic, AskRelated):
        return None, _related(scope, kind, topic)
    cluster = _cluster(scope, kind, topic, questions)
    return cluster, _classes(cluster, [scope.column(kind, key) for key in topic])


def _cluster(
    scope: Scope, kind: Kind, topic: tuple[FieldKey, ...], questions: Questions
) -> Cluster:
    name = topic[0][0]
    asked = [questions.about(key) for key in topic]
    added = scope.choices(kind, name)
    return cluster_of(scope.fields(kind)[name], added, topic, asked, scope.horizon)


def _classes(cluster: Cluster, columns: Sequence[Column[FieldValue]]) -> Column[Vectors]:
    """Asks each distinct value (for dates: each distinct combination of what they say) once."""
    if isinstance(cluster, DateCluster):
        return _joined(cluster, columns)
    (column,) = columns
    return _recoded(encode(cluster.vectors((value,)) for value in column.values), column.codes)


def _joined(cluster: DateCluster, columns: Sequence[Column[FieldValue]]) -> Column[Vectors]:
    several = _with_several_events(cluster, columns)
    told = [_told(cluster, index, column, several) for index, column in enumerate(columns)]
    pairs = combined([column.codes for column in told])
    answers = encode(
        cluster.joined([each.values[code] for each, code in zip(told, codes, strict=True)])
        for codes in pairs.values
    )
    return _recoded(answers, pairs.codes)


def _with_several_events(
    cluster: DateCluster, columns: Sequence[Column[FieldValue]]
) -> Sequence[int]:
    """The records with an event beside those of the column in which most days stand: no other
    record has two days that could be compared."""
    events = [
        {code for code, value in enumerate(column.values) if cluster.is_event(index, value)}
        for index, column in enumerate(columns)
    ]
    fullest = max(range(len(columns)), key=lambda index: len(events[index]))
    found = {
        record
        for index, column in enumerate(columns)
        if index != fullest and events[index]
        for record, code in enumerate(column.codes)
        if code in events[index]
    }
    return sorted(found)


def _told(
    cluster: DateCluster, index: int, column: Column[FieldValue], several: Sequence[int]
) -> Column[Read]:
    """What each record's date says. Of a known day of a record without another event only the
    answers are kept, for it is compared with nothing: so there are few different ones."""
    alone = encode(cluster.alone(index, value) for value in column.values)
    if not several:
        return Column(alone.values, recoded(column.codes, alone.codes))
    compared = encode(column.codes[record] for record in several)
    codes = wide(recoded(column.codes, alone.codes))
    for record, code in zip(several, compared.codes, strict=True):
        codes[record] = len(alone.values) + code
    reads = (cluster.read(index, column.values[code]) for code in compared.values)
    return Column((*alone.values, *reads), codes)


def _recoded(answers: Column[Vectors], codes: array[int]) -> Column[Vectors]:
    if len(answers.values) == 1:
        return constant(answers.values[0], len(codes))
    return Column(answers.values, recoded(codes, answers.codes))


def _related(scope: Scope, kind: Kind, asked: AskRelated) -> Column[Vectors]:
    """Whether enough related records are in the population that is asked for."""
    other = other_end(asked.related.relation)
    if scope.roster.records(other) is None:
        return encode(_NO for _ in range(scope.records(kind).size))
    truths, at_least = _truths(scope, other, asked), asked.related.at_least
    ones = the_one(kind, asked.related.relation, scope.roster.references)
    if ones is not None:
        table = encode([*(_enough([truth], at_least) for truth in truths), _NO])
        codes = list(table.codes)  # the last one is that of -1, which is no record
        found = array("I", [codes[one] for one in ones])
        return Column(table.values, narrow(found, len(table.values)))
    ends = the_many(kind, asked.related.relation, scope.roster)
    return encode(_enough([truths[each] for each in end], at_least) for end in ends)


def _truths(scope: Scope, kind: Kind, asked: AskRelated) -> list[frozenset[bool]]:
    """For each record of the other kind whether it is in the population."""
    tree = related_tree(scope, asked)
    others = frame(scope, kind, [tree])
    found = others.results(answer(bind(tree, others.places)), [tree])
    truths = [frozenset(each for (each,) in results) for results in found]
    return [truths[each] for each in others.combination]


def related_tree(scope: Scope, asked: AskRelated) -> Tree:
    """The questions that a condition asks of the related records."""
    population = asked.related.population
    translator = scope.translator(population.kind, asked.calendar, asked.period)
    return translator.population(population)


def _enough(truths: Sequence[frozenset[bool]], at_least: int) -> Vectors:
    """At least so many are true: of those that are surely, of those that can be."""
    if sum(False not in each for each in truths) >= at_least:
        return _YES
    return _MAYBE if sum(True in each for each in truths) >= at_least else _NO
