"""How single conditions of a plan stand for the records of a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from lacduong_kpi.lean import dataclass
from lacduong_kpi.measures.exploring import answer, bind, explore
from lacduong_kpi.measures.frame import Frame
from lacduong_kpi.measures.questions import Tree
from lacduong_kpi.measures.translate import Translator
from lacduong_kpi.plan.model import All, AnyOf, Comparison, Condition, Named, Not, Related

Leaf = Comparison | Related


@dataclass(slots=True)
class Truths:
    """The truth of conditions that were asked of a frame, per combination."""

    frame: Frame
    translator: Translator
    _known: dict[tuple[Tree, int], bool | None] = field(default_factory=dict)

    def of(self, condition: Condition, combination: int) -> bool | None:
        """True or false in every completion, or None."""
        return self.of_tree(self.translator.tree(condition), combination)

    def of_tree(self, tree: Tree, combination: int) -> bool | None:
        key = tree, combination
        if key not in self._known:
            truth = answer(bind(tree, self.frame.places))
            found = {each for (each,) in explore(truth, self.frame.vectors[combination])}
            self._known[key] = found.pop() if len(found) == 1 else None
        return self._known[key]

    def failing(self, condition: Condition, combination: int) -> tuple[Leaf, ...]:
        """The comparisons that would have to become true (inside of a `not`: false) for the
        condition to hold; of alternatives the one that lacks least."""
        if self.of(condition, combination) is True:
            return ()
        match condition:
            case All(conditions):
                return tuple(
                    leaf for each in conditions for leaf in self.failing(each, combination)
                )
            case AnyOf(conditions):
                ways = [self.failing(each, combination) for each in conditions]
                return min(ways, key=len, default=())
            case Not(inner):
                return tuple(leaves(inner))
            case Named():
                return self.failing(condition.condition, combination)
            case Comparison() | Related():
                return (condition,)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """All comparisons of a condition, in the order of the plan."""
    match condition:
        case All(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from leaves(each)
        case Not(inner) | Named(condition=inner):
            yield from leaves(inner)
        case Comparison() | Related():
            yield condition
