"""The exact set of what can come out, over all completions of what is open.

The state of a record is one vector per cluster, or OPEN where several are possible. A procedure
that looks at the state either comes to a result or names the open cluster it needs; then each of
that cluster's vectors is tried. So only what matters is ever completed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from lacduong_kpi.measures.clusters import Vectors
from lacduong_kpi.measures.questions import Ask, AskRelated, Contrary, Every, FieldKey, Some, Tree
from lacduong_kpi.measures.questions import Question as _Question

OPEN = -1
State = list[int]

NO, YES, FIRST_OPEN = 0, 1, 2
"""Truths: no, yes, or, from FIRST_OPEN on, the open cluster that must be known first."""

Truth = Callable[[State], int]
Places = Mapping[tuple[FieldKey, _Question] | AskRelated, tuple[int, int]]
"""question -> cluster and bit"""

R = TypeVar("R", bound=Hashable)
Procedure = Callable[[State], "R | int"]
"""A result (which is no int), or the open cluster it needs."""


def bind(tree: Tree, places: Places) -> Truth:
    """The tree as a function of the state, by three-valued logic."""
    match tree:
        case Ask(field, question):
            return _leaf(*places[field, question])
        case AskRelated():
            return _leaf(*places[tree])
        case Every(parts):
            return _every([bind(part, places) for part in parts])
        case Some(parts):
            return _some([bind(part, places) for part in parts])
        case Contrary(part):
            return _contrary(bind(part, places))


def _leaf(cluster: int, bit: int) -> Truth:
    def truth(state: State) -> int:
        vector = state[cluster]
        return FIRST_OPEN + cluster if vector == OPEN else int(vector & bit != 0)

    return truth


def _every(parts: Sequence[Truth]) -> Truth:
    def truth(state: State) -> int:
        found = YES
        for part in parts:
            value = part(state)
            if value == NO:
                return NO
            if found == YES:
                found = value
        return found

    return truth


def _some(parts: Sequence[Truth]) -> Truth:
    def truth(state: State) -> int:
        found = NO
        for part in parts:
            value = part(state)
            if value == YES:
                return YES
            if found == NO:
                found = value
        return found

    return truth


def _contrary(part: Truth) -> Truth:
    def truth(state: State) -> int:
        value = part(state)
        return 1 - value if value < FIRST_OPEN else value

    return truth


def answer(truth: Truth) -> Callable[[State], tuple[bool] | int]:
    """A truth as a procedure."""

    def result(state: State) -> tuple[bool] | int:
        value = truth(state)
        return (value == YES,) if value < FIRST_OPEN else value - FIRST_OPEN

    return result


def explore(procedure: Procedure[R], vectors: Sequence[Vectors]) -> frozenset[R]:
    """All results over the joint completions; `vectors` are those possible for each cluster."""
    state = [next(iter(each)) if len(each) == 1 else OPEN for each in vectors]
    found: set[R] = set()
    _explore(procedure, vectors, state, found)
    return frozenset(found)


def _explore(
    procedure: Procedure[R], vectors: Sequence[Vectors], state: State, found: set[R]
) -> None:
    result = procedure(state)
    if not isinstance(result, int):
        found.add(result)
        return
    for vector in vectors[result]:
        state[result] = vector
        _explore(procedure, vectors, state, found)
    state[result] = OPEN


def depends(
    procedure: Procedure[R], vectors: Sequence[Vectors], cluster: int, among: Iterable[int]
) -> bool:
    """Whether the result can change when only this cluster changes, among some of its vectors."""
    first, *others = among
    return any(_differ(procedure, vectors, cluster, first, other) for other in others)


def _differ(
    procedure: Procedure[R], vectors: Sequence[Vectors], cluster: int, one: int, other: int
) -> bool:
    def both(state: State) -> tuple[bool] | int:
        results = []
        for vector in (one, other):
            state[cluster] = vector
            result = procedure(state)
            if isinstance(result, int):
                return result
            results.append(result)
        return (results[0] != results[1],)

    fixed = list(vectors)
    fixed[cluster] = frozenset({one})
    return (True,) in explore(both, fixed)
