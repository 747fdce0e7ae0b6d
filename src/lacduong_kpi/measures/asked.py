"""The questions of many measures about one kind of record, numbered.

Fields that are compared with each other go together in one cluster; every other field is a cluster
of its own, and so is every condition on related records.
"""

from __future__ import annotations

from collections.abc import Iterator

from lacduong_kpi.measures.questions import (
    Ask,
    AskRelated,
    Beside,
    Contrary,
    Every,
    FieldKey,
    Question,
    Some,
    Tree,
)

Topic = tuple[FieldKey, ...] | AskRelated
"""What a cluster is about: fields, or related records."""


class Questions:
    """Which cluster answers which question, by which bit. First `want` all, then `number`."""

    def __init__(self) -> None:
        self._asked: dict[FieldKey, dict[Question, int]] = {}
        self._related: dict[AskRelated, None] = {}
        self._joined: dict[FieldKey, set[FieldKey]] = {}
        self.places: dict[tuple[FieldKey, Question] | AskRelated, tuple[int, int]] = {}
        """question -> number of the cluster, bit"""
        self.topics: list[Topic] = []
        """what each cluster is about"""

    def want(self, tree: Tree) -> None:
        """Takes in the questions of a tree."""
        for leaf in leaves(tree):
            if isinstance(leaf, AskRelated):
                self._related[leaf] = None
                continue
            self._asked.setdefault(leaf.field, {})[leaf.question] = 0
            if isinstance(leaf.question, Beside):
                self._join(leaf.field, leaf.question.other)

    def _join(self, field: FieldKey, other: FieldKey) -> None:
        self._asked.setdefault(other, {})
        together = self._joined.get(field, {field}) | self._joined.get(other, {other})
        for each in together:
            self._joined[each] = together

    def number(self) -> None:
        """Gives every question its cluster and its bit, in the order in which they were asked."""
        done: set[FieldKey] = set()
        for field in self._asked:
            if field not in done:
                together = self._joined.get(field, {field})
                keys = tuple(each for each in self._asked if each in together)
                done.update(keys)
                self._number(keys)
        for related in self._related:
            self.places[related] = (len(self.topics), 1)
            self.topics.append(related)

    def _number(self, keys: tuple[FieldKey, ...]) -> None:
        bit = 1
        for key in keys:
            for question in self._asked[key]:
                self._asked[key][question] = bit
                self.places[key, question] = (len(self.topics), bit)
                bit <<= 1
        self.topics.append(keys)

    def about(self, key: FieldKey) -> list[tuple[Question, int]]:
        """The questions about a field, with their bits."""
        return list(self._asked[key].items())


def leaves(tree: Tree) -> Iterator[Ask | AskRelated]:
    """All questions of a tree, in the order of the plan."""
    match tree:
        case Ask() | AskRelated():
            yield tree
        case Every(parts) | Some(parts):
            for part in parts:
                yield from leaves(part)
        case Contrary(part):
            yield from leaves(part)
