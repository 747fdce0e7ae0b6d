"""Reads a document as it was probably meant, so that what stands behind a misspelt word is checked
in the same run."""

from __future__ import annotations

from copy import deepcopy

from pydantic import BaseModel

from lacduong_kpi.document.loading import Node
from lacduong_kpi.document.validation import Misspelling, misspellings

DEEPEST = 8
"""how many misspelt keys may stand one within the other"""


def mended(node: Node, model: type[BaseModel]) -> Node | None:
    """The document with the nearest known word in place of each misspelt one; all that it holds
    keeps its place in the file. None where there is nothing to mend."""
    found = Node(node.name, deepcopy(node.data), node.recheck, deepcopy(node.marks))
    for round_ in range(DEEPEST):
        wrong = misspellings(found, model)
        if not sum(_mend(found, each) for each in wrong):
            return found if round_ else None
    return found


def _mend(node: Node, wrong: Misspelling) -> bool:
    """Puts the word that was meant where the misspelt one stands. False where both stand there."""
    holder, at, data, mark, marks = None, None, node.data, node.marks, node.marks
    for step in wrong.path:
        if mark.children is None or step not in mark.children:
            continue  # the name of a member of a union, or of what a short form stands for
        holder, at, marks = data, step, mark
        data, mark = data[step], mark.children[step]  # type: ignore[index]
    if wrong.key and isinstance(holder, dict) and marks.children is not None:
        if at != wrong.written or wrong.meant in holder:
            return False
        holder[wrong.meant] = holder.pop(wrong.written)
        marks.children[wrong.meant] = marks.children.pop(wrong.written)
        return True
    if not wrong.key and isinstance(holder, dict | list) and data == wrong.written:
        holder[at] = wrong.meant  # type: ignore[index]
        return True
    return False
